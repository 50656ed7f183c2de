"""Put right what PO editors drop, as far as it can be known (docs/catalogues.md, "What an editor may drop").

What is known from the file alone: a draft's text stays in a ``# mt-text:`` comment until its review is
recorded, so an emptied msgstr can be filled again, and a draft that no record has accepted can be told from
one that a person accepted long ago. With the catalogue as it was last written (``base``) everything dropped
since can be restored.

A text that differs from its draft and is not fuzzy is a person's review and is never touched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wirelocalize.catalogue.provenance import translated, untouched
from wirelocalize.catalogue.templates import translator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirelocalize.catalogue.model import Catalogue, Entry
    from wirelocalize.segments.model import Key


@dataclass(frozen=True, slots=True)
class Recovery:
    """A catalogue with its losses made good.

    :param repairs: for each unit put right, what was done.
    :param warnings: what looks wrong but cannot be known.
    """

    catalogue: Catalogue
    repairs: tuple[tuple[Key, str], ...] = ()
    warnings: tuple[str, ...] = ()


def recover(current: Catalogue, base: Catalogue | None = None) -> Recovery:
    """Restore flags, texts and provenance that a tool has dropped.

    :param base: the catalogue as this project last wrote it, if known.
    """
    before = {entry.key: entry for entry in base.entries} if base is not None else {}
    stripped = strips_flags(current, base)
    sources = _sources(base) if base is not None else {}
    entries: list[Entry] = []
    repairs: list[tuple[Key, str]] = []
    for entry in current.entries:
        if before and entry.key not in before:
            mended, message = _traced(entry, sources)
        else:
            mended, message = _mend(entry, before.get(entry.key), stripped=stripped)
        entries.append(mended)
        if message:
            repairs.append((entry.key, message))
    warnings = []
    accepted = [e for e in current.entries if _unrecorded(e) and untouched(e) and not e.fuzzy]
    if not stripped and len(accepted) > 1 and not translator(current) and not _any_fuzzy(current):
        count = len(accepted)
        warnings.append(
            f"{count} drafts count as accepted unchanged, but the header's Last-Translator names nobody"
        )
    return Recovery(replace(current, entries=tuple(entries)), tuple(repairs), tuple(warnings))


def strips_flags(current: Catalogue, base: Catalogue | None = None) -> bool:
    """Whether the file was saved by a tool that removes every ``fuzzy`` flag, as OmegaT does.

    Only if no fuzzy flag is left at all, and one of these speaks for it: X-Generator names OmegaT; a draft's
    msgstr is empty (OmegaT empties what was not confirmed). Where ``base`` is known and the header shows that
    a person has saved the file since, only the first counts; where nobody has, so does that fuzzy texts of
    ``base`` are gone or that every ``#|`` of it is.
    """
    if _any_fuzzy(current):
        return False
    if "omegat" in current.header.get("X-Generator", "").lower():
        return True
    if base is not None and _saved_by_person(current, base):
        return False
    if any(_unrecorded(entry) and not translated(entry) for entry in current.entries):
        return True
    now = {entry.key: entry for entry in current.entries}
    waiting = [entry for entry in (base.entries if base else ()) if entry.fuzzy and entry.key in now]
    stale = [entry for entry in waiting if entry.previous is not None]
    return any(not translated(now[entry.key]) for entry in waiting) or (
        len(stale) > 1 and all(_only_flags_lost(now[entry.key], entry) for entry in stale)
    )


def _only_flags_lost(entry: Entry, before: Entry) -> bool:
    """Whether a stale unit stands there with its old text as if it were reviewed."""
    return entry.target == before.target and entry.previous is None


def _mend(entry: Entry, before: Entry | None, *, stripped: bool) -> tuple[Entry, str]:
    """The entry with its losses made good, and what was done."""
    if before is not None and before.origin is not None and translated(before):
        lost = entry.origin is None or (
            entry.origin.text is None and entry.origin.digest == before.origin.digest
        )
        entry = replace(entry, origin=before.origin) if lost else entry
    if not translated(entry):
        return _refilled(entry, before, stripped=stripped)
    if stripped and before is not None and before.fuzzy and before.target == entry.target:
        return replace(entry, fuzzy=True, previous=before.previous), "fuzzy flag restored"
    if stripped and _unrecorded(entry) and untouched(entry):
        return replace(entry, fuzzy=True), "fuzzy flag restored"
    still_stale = entry.fuzzy and before is not None and before.fuzzy and before.target == entry.target
    if before is not None and still_stale and entry.previous is None and before.previous:
        return replace(entry, previous=before.previous), "previous source restored"
    return entry, ""


def _traced(entry: Entry, sources: Mapping[str, Key | None]) -> tuple[Entry, str]:
    """A unit that another tool has aligned (msgmerge without ``--previous``): what its text was made for."""
    source = sources.get(entry.target)
    if entry.fuzzy and entry.previous is None and source is not None:
        return replace(entry, previous=source), "previous source restored"
    return entry, ""


def _sources(base: Catalogue) -> dict[str, Key | None]:
    """The unit that each text was made for; ``None`` where several have it."""
    sources: dict[str, Key | None] = {}
    for entry in base.entries:
        if translated(entry):
            made_for = entry.previous if entry.fuzzy and entry.previous is not None else entry.key
            sources[entry.target] = None if entry.target in sources else made_for
    return sources


def _refilled(entry: Entry, before: Entry | None, *, stripped: bool) -> tuple[Entry, str]:
    """An entry without text: what stood there, if it was a draft or the tool empties msgstr."""
    if not stripped:
        return entry, ""  # a person may have wanted it empty
    if before is not None and translated(before):
        kept = replace(
            before,
            notes=entry.notes,
            references=entry.references,
            comments=entry.comments,
            obsolete=entry.obsolete,
            line=entry.line,
        )
        return kept, "text restored"
    if _unrecorded(entry):
        assert entry.origin is not None
        assert entry.origin.text is not None
        return replace(entry, target=entry.origin.text, fuzzy=True, previous=None), "draft restored"
    return entry, ""


def _unrecorded(entry: Entry) -> bool:
    """Whether the entry was filled with a draft of which no review is on record."""
    return entry.origin is not None and entry.origin.text is not None


def _any_fuzzy(catalogue: Catalogue) -> bool:
    return any(entry.fuzzy for entry in catalogue.entries if not entry.obsolete)


def _saved_by_person(current: Catalogue, base: Catalogue) -> bool:
    """Whether the header shows that a person saved the file since ``base``."""
    names = ("Last-Translator", "PO-Revision-Date")
    return any(current.header.get(name) != base.header.get(name) for name in names)
