"""The form of a language's table: data that every room reads, no code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Months:
    """Twelve month names of a calendar; ``oblique`` where the language inflects them (Pashto after «د»)."""

    direct: tuple[str, ...]
    oblique: tuple[str, ...] = ()
    variants: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """A target language.

    :param code: the project's and gettext's code (``fa``, ``fa_AF``, ``ps``): the name of its catalogue folder.
    :param bcp47: for HTML ``lang``, front matter and feeds (``fa``, ``fa-AF``, ``ps``).
    :param name: English name; ``native_name``: its own.
    :param aliases: other codes and names a user may type (``prs``, ``dari``), lower case.
    :param engine_codes: code per engine family (``nllb``, ``m2m100``, ``madlad``, ``opus``, ``argos``, ``starter``).
    :param plural_forms: the PO header's ``Plural-Forms``.
    :param digits: its ten digits, zero first.
    :param quotes: opening and closing; ``inner_quotes`` likewise.
    :param conjunction: the word for «and» in lists.
    :param letter_map: character → replacement that normalisation makes.
    :param alphabet: letters of running text, for the script and language gates.
    :param foreign_letters: letters of related languages that must not occur in it.
    :param solar / gregorian: month tables. ``weekdays``: Monday first.
    :param timezone: where an article's date is taken, unless the workspace says otherwise.
    :param zwnj: whether the zero-width non-joiner belongs to its orthography.
    :param fallback: code of a language whose engine may serve with adaptation (Dari: ``fa``), else empty.
    """

    code: str
    bcp47: str
    name: str
    native_name: str
    aliases: frozenset[str]
    engine_codes: Mapping[str, str]
    plural_forms: str
    digits: str
    conjunction: str
    solar: Months
    gregorian: Months
    weekdays: tuple[str, ...]
    timezone: str
    alphabet: frozenset[str]
    foreign_letters: frozenset[str] = frozenset()
    letter_map: Mapping[str, str] = field(default_factory=dict)
    direction: str = "rtl"
    decimal: str = "٫"
    thousands: str = "٬"
    percent: str = "٪"
    quotes: tuple[str, str] = ("«", "»")
    inner_quotes: tuple[str, str] = ("‹", "›")
    zwnj: bool = False
    fallback: str = ""
