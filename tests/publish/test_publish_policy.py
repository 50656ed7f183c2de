"""Policies: what is published, what stays a draft, what is withheld, and why."""

from __future__ import annotations

import pytest

from wirelocalize.catalogue.model import State
from wirelocalize.config import Policy, PublishSettings, RolePolicy
from wirelocalize.errors import ConfigurationError
from wirelocalize.publish.model import Outcome, Shown
from wirelocalize.publish.policy import UnitState, decide, verify_settings


def units(**states: State) -> list[UnitState]:
    """One unit per role name; a number behind it makes more of the role."""
    return [
        UnitState(
            (name.rstrip("0123456789").replace("_", "-"), name),
            state,
            "" if state is State.UNTRANSLATED else f"[{name}]",
        )
        for name, state in states.items()
    ]


def codes(found: list[UnitState], policy: Policy) -> list[str]:
    return [reason.code for reason in decide(found, policy).reasons]


R, M, U, S, E = State.REVIEWED, State.MACHINE, State.UNTRANSLATED, State.STALE, State.EDITED


def test_a_fully_reviewed_text_is_published() -> None:
    decision = decide(units(headline=R, paragraph=R), Policy())
    assert decision.outcome is Outcome.PUBLISHED
    assert decision.reasons == ()


@pytest.mark.parametrize("state", [M, E, S, State.MEMORY, U])
def test_by_default_one_unreviewed_unit_makes_a_draft(state: State) -> None:
    decision = decide(units(headline=R, paragraph1=R, paragraph2=state), Policy())
    assert decision.outcome is Outcome.DRAFT
    assert decision.reasons[0].code == "share-reviewed"
    assert decision.reasons[0].message == "2 of 3 units reviewed, 3 needed"


def test_the_share_is_reached_exactly() -> None:
    found = units(headline=R, **{f"paragraph{i}": R for i in range(7)}, paragraph7=M, paragraph8=M)
    assert decide(found, Policy(min_reviewed=0.8)).outcome is Outcome.PUBLISHED
    assert decide(found, Policy(min_reviewed=0.81)).outcome is Outcome.DRAFT


def test_an_unreviewed_headline_blocks_whatever_the_share() -> None:
    policy = Policy(min_reviewed=0.0)
    assert codes(units(headline=M, paragraph=R), policy) == ["role-unreviewed"]
    assert codes(units(headline=M, paragraph=R), Policy(min_reviewed=0.0, must_review=())) == []


def test_unreviewed_units_show_the_draft_the_source_or_nothing() -> None:
    found = units(headline=R, paragraph1=M, paragraph2=U, paragraph3=S)
    machine = decide(found, Policy(min_reviewed=0))
    assert list(machine.shown.values()) == [Shown.REVIEWED, Shown.UNREVIEWED, Shown.SOURCE, Shown.SOURCE]
    source = decide(found, Policy(min_reviewed=0, unreviewed="source"))
    assert list(source.shown.values()) == [Shown.REVIEWED, Shown.SOURCE, Shown.SOURCE, Shown.SOURCE]
    withheld = decide(found, Policy(min_reviewed=0, unreviewed="withhold"))
    assert withheld.outcome is Outcome.WITHHELD


def test_a_translation_of_an_older_source_is_never_shown() -> None:
    decision = decide(units(headline=R, paragraph=S), Policy(min_reviewed=0))
    assert decision.shown["paragraph", "paragraph"] is Shown.SOURCE


def test_a_role_may_differ() -> None:
    found = units(headline=R, paragraph=R, caption=M)
    captions = Policy(roles={"caption": RolePolicy(min_reviewed=0.0, unreviewed="source")})
    decision = decide(found, captions)
    assert decision.outcome is Outcome.PUBLISHED
    assert decision.shown["caption", "caption"] is Shown.SOURCE
    strict = Policy(min_reviewed=0.0, roles={"caption": RolePolicy(min_reviewed=1.0)})
    assert [r.message for r in decide(found, strict).reasons] == ["0 of 1 caption unit reviewed, 1 needed"]


def test_check_errors_block_the_text_or_only_the_unit() -> None:
    found = [*units(headline=R), UnitState(("paragraph", "x"), R, "y", faulty=True)]
    assert codes(found, Policy()) == ["check-errors"]
    decision = decide(found, Policy(errors="unit"))
    assert decision.outcome is Outcome.PUBLISHED
    assert decision.shown["paragraph", "x"] is Shown.SOURCE


def test_units_the_catalogue_lacks_block_even_a_loose_policy() -> None:
    found = [*units(headline=R), UnitState(("paragraph", "new"), U, known=False)]
    assert codes(found, Policy(min_reviewed=0.0)) == ["catalogue-outdated"]


def test_nothing_translated_is_withheld_not_drafted() -> None:
    decision = decide(units(headline=U, paragraph=U), Policy())
    assert decision.outcome is Outcome.WITHHELD
    assert [reason.code for reason in decision.reasons] == ["untranslated"]
    assert decide([], Policy()).outcome is Outcome.WITHHELD


def test_a_headline_cannot_be_merged_away() -> None:
    found = [UnitState(("headline", "h"), R, "∅"), *units(paragraph=R)]
    decision = decide(found, Policy())
    assert [reason.code for reason in decision.reasons] == ["headline-omitted"]
    assert decision.shown["headline", "h"] is Shown.SOURCE


def test_counts_name_every_state() -> None:
    counts = decide(units(headline=R, paragraph=M), Policy()).counts
    assert counts == {"untranslated": 0, "machine": 1, "memory": 0, "edited": 0, "stale": 0, "reviewed": 1}


@pytest.mark.parametrize(
    ("settings", "slip"),
    [
        (PublishSettings(policy={"fr": Policy()}), "fr"),
        (PublishSettings(policy={"default": Policy(must_review=("headlines",))}), "headlines"),
        (PublishSettings(policy={"fa": Policy(roles={"captions": RolePolicy()})}), "captions"),
    ],
)
def test_a_misspelt_policy_is_refused(settings: PublishSettings, slip: str) -> None:
    with pytest.raises(ConfigurationError, match=slip):
        verify_settings(settings, ("fa", "fa_AF", "ps"))
