"""From the states of an article's units to what may be published: the outcome, its reasons, what stands for each unit.

Pure: no files, no clock. The rules in words are in ``docs/policies.md``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize.articles.model import Role
from wirelocalize.catalogue.model import State
from wirelocalize.checks.model import Severity
from wirelocalize.errors import ConfigurationError
from wirelocalize.publish.model import Outcome, Reason, Shown
from wirelocalize.segments.model import OMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wirelocalize.catalogue.model import Entry
    from wirelocalize.checks.model import Finding
    from wirelocalize.config import Policy, PublishSettings
    from wirelocalize.segments.model import Key

_USABLE = frozenset({State.MACHINE, State.MEMORY, State.EDITED})
"""Unreviewed states whose text is a translation of the present source (a stale one is not)."""


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit as the catalogue has it; a unit the catalogue lacks is untranslated.

    :param faulty: a check found an error in its translation.
    :param known: whether the catalogue has the unit at all.
    """

    key: Key
    state: State
    target: str = ""
    faulty: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """What a policy makes of a text.

    :param shown: for each unit what stands for it in an output, whatever the outcome.
    :param counts: number of different units by state name, all states, in the order of ``State``.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...]
    shown: Mapping[Key, Shown]
    counts: Mapping[str, int]


def unit_states(
    keys: Iterable[Key],
    entries: Mapping[Key, Entry],
    states: Mapping[Key, State],
    findings: Sequence[Finding],
) -> tuple[UnitState, ...]:
    """Bring together an article's unit keys (repeats are one unit), their entries and the checks' findings."""
    faulty = {(f.context, f.source) for f in findings if f.severity is Severity.ERROR}
    return tuple(
        UnitState(key, states[key], entries[key].target, faulty=key in faulty)
        if key in entries
        else UnitState(key, State.UNTRANSLATED, known=False)
        for key in dict.fromkeys(keys)
    )


def decide(units: Sequence[UnitState], policy: Policy) -> Decision:
    """Apply a policy to a text's units."""
    counts = {state.value: sum(unit.state is state for unit in units) for state in State}
    shown = {unit.key: _shown(unit, policy) for unit in units}
    blocking = [*_share(units, policy), *_roles(units, policy), *_errors(units, policy), *_missing(units)]
    if not units:
        return Decision(
            Outcome.WITHHELD, (Reason("empty", "the article has no text to translate"),), shown, counts
        )
    if not any(unit.target for unit in units):
        reason = Reason("untranslated", "nothing is translated yet")
        return Decision(Outcome.WITHHELD, (reason,), shown, counts)
    withheld = [
        unit for unit in units if unit.state is not State.REVIEWED and _mode(unit, policy) == "withhold"
    ]
    if withheld:
        reason = Reason(
            "unreviewed-withheld", f"{_units(len(withheld))} not reviewed and withheld by the policy"
        )
        return Decision(Outcome.WITHHELD, (*blocking, reason), shown, counts)
    return Decision(Outcome.DRAFT if blocking else Outcome.PUBLISHED, tuple(blocking), shown, counts)


def _plural(number: int) -> str:
    return "unit" if number == 1 else "units"


def _units(number: int, role: str = "") -> str:
    """``1 headline unit``, ``3 units``."""
    return f"{number} {role} {_plural(number)}" if role else f"{number} {_plural(number)}"


def _mode(unit: UnitState, policy: Policy) -> str:
    """What the policy wants for the unit if it is not reviewed."""
    role = policy.roles.get(unit.key[0])
    return (role.unreviewed if role else None) or policy.unreviewed


def _shown(unit: UnitState, policy: Policy) -> Shown:
    """What stands for a unit. A translation with an error gives way to the source unless errors block the text."""
    if unit.target == OMIT and unit.key[0] == Role.HEADLINE:
        return Shown.SOURCE
    if unit.faulty and policy.errors == "unit":
        return Shown.SOURCE
    if unit.state is State.REVIEWED:
        return Shown.REVIEWED
    if unit.state in _USABLE and _mode(unit, policy) != "source":
        return Shown.UNREVIEWED
    return Shown.SOURCE


def _share(units: Sequence[UnitState], policy: Policy) -> list[Reason]:
    """Too few reviewed units, in the whole text or in a role with a share of its own."""
    reasons = []
    special = {
        name: role.min_reviewed for name, role in policy.roles.items() if role.min_reviewed is not None
    }
    groups = {"": [u for u in units if u.key[0] not in special]}
    groups |= {name: [u for u in units if u.key[0] == name] for name in special}
    for name, group in groups.items():
        share = special.get(name, policy.min_reviewed)
        reviewed = sum(unit.state is State.REVIEWED for unit in group)
        needed = math.ceil(share * len(group) - 1e-9)
        if reviewed < needed:
            where = f"{name} {_plural(len(group))}" if name else _plural(len(group))
            reasons.append(
                Reason("share-reviewed", f"{reviewed} of {len(group)} {where} reviewed, {needed} needed")
            )
    return reasons


def _roles(units: Sequence[UnitState], policy: Policy) -> list[Reason]:
    """Roles that must be reviewed in full; a headline may not be merged away either."""
    reasons = []
    for role in policy.must_review:
        open_units = sum(unit.state is not State.REVIEWED for unit in units if unit.key[0] == role)
        if open_units:
            reasons.append(Reason("role-unreviewed", f"{_units(open_units, role)} not reviewed"))
    if any(unit.target == OMIT and unit.key[0] == Role.HEADLINE for unit in units):
        reasons.append(Reason("headline-omitted", f"the headline's translation is {OMIT}"))
    return reasons


def _errors(units: Sequence[UnitState], policy: Policy) -> list[Reason]:
    """Errors the checks found, where the policy lets them block the text."""
    faulty = sum(unit.faulty for unit in units)
    if not faulty or policy.errors == "unit":
        return []
    return [Reason("check-errors", f"{_units(faulty)} with check errors")]


def _missing(units: Sequence[UnitState]) -> list[Reason]:
    """Units the catalogue does not have: the source changed after the last sync. Never published unseen."""
    missing = sum(not unit.known for unit in units)
    if not missing:
        return []
    return [Reason("catalogue-outdated", f"{_units(missing)} of the article not in its catalogue; run sync")]


def verify_settings(settings: PublishSettings, locales: Sequence[str]) -> None:
    """Refuse a policy that names a locale or role that does not exist, so that a slip cannot loosen a policy.

    :raises ConfigurationError: naming the slip.
    """
    known = {role.value for role in Role}
    for locale, policy in settings.policy.items():
        if locale not in {"default", *locales}:
            raise ConfigurationError(
                f"publish.policy.{locale}: no such locale", hint=f"one of {', '.join(locales)}"
            )
        for role in (*policy.must_review, *policy.roles):
            if role not in known:
                raise ConfigurationError(
                    f"publish.policy.{locale}: no role {role!r}", hint=f"one of {', '.join(sorted(known))}"
                )
