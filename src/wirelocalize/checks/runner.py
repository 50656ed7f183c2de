"""Running rules over catalogues, single units, and texts to be mended."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from wirelocalize.catalogue.model import Catalogue, Entry
from wirelocalize.checks.model import Finding, Scope
from wirelocalize.checks.pair import Pair
from wirelocalize.checks.registry import GROUPS, rules
from wirelocalize.errors import CatalogueError, ConfigurationError
from wirelocalize.languages import get, normalise
from wirelocalize.languages.model import Language
from wirelocalize.segments.model import OMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wirelocalize.checks.model import Glossary, Hit, Rule

_OPT_OUT = re.compile(r"wirelocalize:\s*ignore(?:\s*\[([^\]]*)\])?")
_MAX_PASSES = 4


def check(
    catalogue: Catalogue | Iterable[Entry],
    language: Language | str | None = None,
    *,
    file: str = "",
    glossary: Glossary | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    include_machine: bool = True,
) -> list[Finding]:
    """Check every translated entry; findings in the order of the file.

    Works on any PO file: without ``msgctxt``, with plural entries and printf formats. Untranslated and obsolete
    entries and ``∅`` are skipped; a comment ``# wirelocalize: ignore[id, group]`` (or ``ignore`` alone) on an entry
    silences rules there.

    :param language: used where the header names none; the header's ``Language`` field comes first.
    :param file: name to put into the findings.
    :param select: rule ids or groups to run; empty: all. ``ignore``: those to leave out.
    :param include_machine: whether unreviewed (``fuzzy``) entries are checked.
    :raises CatalogueError: neither header nor ``language`` names a language this project knows.
    :raises ConfigurationError: ``select`` or ``ignore`` has a name that is no rule or group.
    """
    spoken = _language_of(catalogue, language, file)
    entries = catalogue.entries if isinstance(catalogue, Catalogue) else tuple(catalogue)
    chosen = _chosen(tuple(select), tuple(ignore), spoken)
    units: list[tuple[Entry, Pair]] = []
    gaps: set[int] = set()
    for entry in entries:
        if entry.obsolete:
            continue
        if entry.fuzzy and not include_machine:
            gaps.add(len(units))
            continue
        pairs = list(_pairs(entry, spoken, glossary))
        if not pairs:
            gaps.add(len(units))
        units.extend((entry, pair) for pair in pairs)
    found = list(_run(units, chosen, gaps, file))
    found.sort(key=lambda item: item[0])
    return [finding for _, finding in found]


def check_pair(
    source: str,
    target: str,
    language: Language | str,
    context: str = "paragraph",
    *,
    glossary: Glossary | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    flags: tuple[str, ...] = (),
) -> list[Finding]:
    """Check one unit; rules that need its neighbours see it alone. An empty translation has no findings."""
    spoken = _known(language)
    entry = Entry(context, source, target, flags=flags)
    units = [(entry, pair) for pair in _pairs(entry, spoken, glossary)]
    chosen = _chosen(tuple(select), tuple(ignore), spoken)
    return [finding for _, finding in _run(units, chosen, set(), "")]


def fix(
    target: str,
    language: Language | str,
    *,
    source: str = "",
    context: str = "paragraph",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> str:
    """Apply safe fixes; idempotent, and what is said does not change.

    With no ``select`` and ``ignore`` the text is brought to the language's normal orthography as well
    (:func:`wirelocalize.languages.normalise`), which covers all typographic rules at once.

    :param source: lets rules that compare with the source work (spaces at the edges, a headline's full stop).
    """
    spoken = _known(language)
    selected, ignored = tuple(select), tuple(ignore)
    menders = [rule.mend for rule in _chosen(selected, ignored, spoken) if rule.mend is not None]
    for _ in range(_MAX_PASSES):
        before = target
        if not selected and not ignored:
            target = normalise(target, spoken)
        for mend in menders:
            target = mend(Pair(source, target, spoken, context=context))
        if target == before:
            break
    return target


def _known(language: Language | str) -> Language:
    return language if isinstance(language, Language) else get(language)


def _language_of(catalogue: Catalogue | Iterable[Entry], given: Language | str | None, file: str) -> Language:
    named = catalogue.header.get("Language", "") if isinstance(catalogue, Catalogue) else ""
    if named:
        try:
            return get(named)
        except ConfigurationError:
            if given is None:
                raise CatalogueError(
                    f"is in “{named}”, which has no checks",
                    path=file or None,
                    hint="name the language to check it as with --language",
                ) from None
    if given is None:
        raise CatalogueError(
            "names no language in its header", path=file or None, hint="name it with --language"
        )
    return _known(given)


@lru_cache(maxsize=64)
def _chosen(select: tuple[str, ...], ignore: tuple[str, ...], language: Language) -> tuple[Rule, ...]:
    """The rules to run for a language."""
    every = rules()
    names = {rule.id for rule in every} | set(GROUPS)
    for name in (*select, *ignore):
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            raise ConfigurationError(
                f"there is no check called “{name}”",
                hint=f"did you mean {near[0]}?" if near else "see docs/checks",
            )
    return tuple(
        rule
        for rule in every
        if rule.applies_to(language)
        and (not select or rule.id in select or rule.group in select)
        and rule.id not in ignore
        and rule.group not in ignore
    )


def _pairs(entry: Entry, language: Language, glossary: Glossary | None) -> Iterator[Pair]:
    """The units of an entry: one, or one for each form of a plural entry; none where there is nothing to check."""
    texts = [(entry.source, entry.target)]
    if entry.plural:
        plural, *forms = entry.plural
        texts = [
            (entry.source if len(forms) > 1 and number == 0 else plural, form)
            for number, form in enumerate(forms)
        ]
    for source, target in texts:
        if target and target != OMIT:
            yield Pair(source, target, language, context=entry.context, flags=entry.flags, glossary=glossary)


def _run(
    units: Sequence[tuple[Entry, Pair]], chosen: Sequence[Rule], gaps: set[int], file: str
) -> Iterator[tuple[int, Finding]]:
    """(index of the unit, finding) of every rule over every unit."""
    silenced = [_silenced(entry) for entry, _ in units]
    for index, hit, rule in (*_unit_hits(units, chosen), *_wider_hits(units, chosen, gaps)):
        if not silenced[index] or not _silent(rule, silenced[index]):
            yield index, _finding(rule, hit, *units[index], file)


def _unit_hits(
    units: Sequence[tuple[Entry, Pair]], chosen: Sequence[Rule]
) -> Iterator[tuple[int, Hit, Rule]]:
    """Hits of the rules that look at one unit; a rule whose characters do not occur is not asked."""
    by_unit = [rule for rule in chosen if rule.scope is Scope.UNIT]
    for index, (_, pair) in enumerate(units):
        characters = pair.characters
        for rule in by_unit:
            if not rule.needs or not rule.needs.isdisjoint(characters):
                for hit in rule.find(pair):
                    yield index, hit, rule


def _wider_hits(
    units: Sequence[tuple[Entry, Pair]], chosen: Sequence[Rule], gaps: set[int]
) -> Iterator[tuple[int, Hit, Rule]]:
    """Hits of the rules that look at speeches and whole articles."""
    for rule in chosen:
        if rule.scope is not Scope.UNIT:
            for start, end in _stretches(len(units), gaps if rule.scope is Scope.BLOCK else set()):
                for hit in rule.find([pair for _, pair in units[start:end]]):
                    yield start + hit.at, hit, rule


def _stretches(count: int, gaps: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of units with nothing missing between them."""
    start = 0
    for end in sorted({*gaps, count}):
        if end > start:
            yield start, end
        start = max(start, end)


def _silenced(entry: Entry) -> frozenset[str]:
    """Names of rules and groups that a comment switches off for an entry; ``*`` for all."""
    if not entry.comments:
        return frozenset()
    found: set[str] = set()
    for comment in entry.comments:
        match = _OPT_OUT.search(comment)
        if match:
            names = {name.strip() for name in (match[1] or "").split(",") if name.strip()}
            found |= names or {"*"}
    return frozenset(found)


def _silent(rule: Rule, names: frozenset[str]) -> bool:
    return "*" in names or rule.id in names or rule.group in names


def _finding(rule: Rule, hit: Hit, entry: Entry, pair: Pair, file: str) -> Finding:
    fixed = rule.mend(pair) if rule.mend is not None else None
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=hit.message,
        file=file,
        line=entry.line,
        context=entry.context,
        source=pair.source,
        excerpt=hit.excerpt,
        fixed=fixed if fixed != pair.target else None,
    )
