"""Catalogues for people's own scripts: to and from polib, the PO library that most Python scripts use.

The project reads and writes PO files itself (see ``docs/architecture.md`` for what polib loses); a script that
knows polib gets its objects here, edits them, and gives them back without losing provenance, previous sources,
references or line order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirelocalize.catalogue.model import Catalogue, Entry
from wirelocalize.catalogue.provenance import origin_comments, split_comments

if TYPE_CHECKING:
    import polib


def to_polib(catalogue: Catalogue) -> polib.POFile:
    """The catalogue as a ``polib.POFile`` (not tied to a file)."""
    import polib

    made = polib.POFile(wrapwidth=0)
    made.metadata = dict(catalogue.header)
    made.header = "\n".join(catalogue.comments)
    for entry in catalogue.entries:
        made.append(_to_entry(entry))
    return made


def _to_entry(entry: Entry) -> polib.POEntry:
    import polib

    own = origin_comments(entry.origin) if entry.origin else []
    context, source = entry.previous or (None, None)
    return polib.POEntry(
        msgctxt=entry.context or None,
        msgid=entry.source,
        msgstr=entry.target,
        msgid_plural=entry.plural[0] if entry.plural else "",
        msgstr_plural=dict(enumerate(entry.plural[1:])),
        tcomment="\n".join((*own, *entry.comments)),
        comment="\n".join(entry.notes),
        occurrences=[(reference, "") for reference in entry.references],
        flags=[*(["fuzzy"] if entry.fuzzy else []), *entry.flags],
        previous_msgctxt=context or None,
        previous_msgid=source,
        obsolete=entry.obsolete,
    )


def from_polib(made: polib.POFile) -> Catalogue:
    """A ``polib.POFile`` as a catalogue, entries in its order."""
    return Catalogue(
        dict(made.metadata),
        tuple(_from_entry(entry) for entry in made),
        tuple(made.header.split("\n")) if made.header else (),
    )


def _from_entry(entry: polib.POEntry) -> Entry:
    origin, comments = split_comments(entry.tcomment.split("\n") if entry.tcomment else [])
    previous = (entry.previous_msgctxt or "", entry.previous_msgid) if entry.previous_msgid else None
    plural = (entry.msgid_plural, *(entry.msgstr_plural[i] for i in sorted(entry.msgstr_plural)))
    return Entry(
        entry.msgctxt or "",
        entry.msgid,
        entry.msgstr,
        fuzzy="fuzzy" in entry.flags,
        previous=previous,
        origin=origin,
        comments=comments,
        notes=tuple(entry.comment.split("\n")) if entry.comment else (),
        references=tuple(f"{name}:{line}" if line else name for name, line in entry.occurrences),
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        obsolete=bool(entry.obsolete),
        line=entry.linenum or 0,
        plural=plural if entry.msgid_plural else (),
    )
