"""Templates (POT) from an article's units, and new catalogues from templates."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wirelocalize import __version__
from wirelocalize.catalogue.model import Catalogue, Entry
from wirelocalize.catalogue.writer import ordered_header

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wirelocalize.languages.model import Language
    from wirelocalize.segments.model import Key, Unit

NOBODY = "Automatically generated"
"""``Last-Translator`` of a catalogue that no person has saved, as msginit writes it."""
GENERATOR = f"wirelocalize {__version__}"


def template(
    slug: str,
    units: Iterable[Unit],
    notes_by_key: Mapping[Key, Sequence[str]] | None = None,
    path: str = "",
    *,
    now: datetime | None = None,
) -> Catalogue:
    """The article's template: one entry for each different unit, in document order.

    :param notes_by_key: further ``#.`` lines (``term: …``) of a unit, after its ``role: …``.
    :param path: the article as the references name it, relative to the workspace; no line numbers, which
        would change with every inserted paragraph.
    :param now: the creation date; :func:`write` does not touch a file in which only this would change.
    """
    entries: dict[Key, Entry] = {}
    extra = notes_by_key or {}
    for unit in units:
        if unit.key not in entries:
            notes = (f"role: {unit.context}", *extra.get(unit.key, ()))
            references = (path,) if path else ()
            entries[unit.key] = Entry(unit.context, unit.text, notes=notes, references=references)
    header = {
        "Project-Id-Version": slug,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": stamp(now),
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE <LL@li.org>",
        "Language": "",
        "X-Generator": GENERATOR,
        "X-Source-Language": "en",
    }
    return Catalogue(ordered_header(header), tuple(entries.values()))


def new(source: Catalogue, language: Language) -> Catalogue:
    """An untranslated catalogue of a template for a language.

    Its revision date is the template's creation date and its translator nobody, until a person saves it.
    """
    header = {
        **source.header,
        "PO-Revision-Date": source.header.get("POT-Creation-Date") or stamp(None),
        "Last-Translator": NOBODY,
        "Language-Team": "none",
        "Language": language.code,
        "Plural-Forms": language.plural_forms,
        "X-Generator": GENERATOR,
    }
    entries = tuple(replace(entry, target="", fuzzy=False) for entry in source.entries if not entry.obsolete)
    return Catalogue(ordered_header(header), entries)


def stamp(now: datetime | None) -> str:
    """A date as PO headers write it (``2026-01-31 14:05+0430``); ``None``: the present, in UTC."""
    moment = now or datetime.now(UTC)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.strftime("%Y-%m-%d %H:%M%z")


def parse_stamp(text: str) -> datetime | None:
    """The moment that a header's date names; ``None`` if it is a placeholder or no date."""
    for form in ("%Y-%m-%d %H:%M%z", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%dT%H:%M:%S%z"):
        try:
            return datetime.strptime(text.strip(), form)  # noqa: DTZ007 - every form ends in %z
        except ValueError:
            continue
    return None


def translator(catalogue: Catalogue) -> str:
    """Who saved the catalogue last, as the header says; empty if it names nobody."""
    name = catalogue.header.get("Last-Translator", "").strip()
    return "" if name.startswith((NOBODY, "FULL NAME")) else name
