"""The form of a language's table: data that every room reads, no code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ARABIC_PUNCTUATION: Mapping[str, str] = {",": "،", ";": "؛", "?": "؟"}
"""ASCII signs and what stands for them in Arabic script."""


def words(text: str) -> tuple[str, ...]:
    """A table's list of words, written as one string with spaces between them."""
    return tuple(text.split())


@dataclass(frozen=True, slots=True)
class Months:
    """Twelve month names of a calendar.

    :param direct: as in a dateline.
    :param oblique: as after a preposition (Pashto «د»); empty where the language does not inflect them.
    :param variants: per month, other spellings that are recognised but not written; empty or twelve tuples.
    """

    direct: tuple[str, ...]
    oblique: tuple[str, ...] = ()
    variants: tuple[tuple[str, ...], ...] = ()

    def name(self, month: int, *, oblique: bool = False) -> str:
        """The name of month 1 to 12."""
        return (self.oblique if oblique and self.oblique else self.direct)[month - 1]

    def spellings(self) -> dict[str, int]:
        """Every spelling that is recognised, with its month, 1 to 12; the direct name wins where two
        agree.
        """
        found: dict[str, int] = {}
        for month, names in enumerate(self.variants, start=1):
            found |= dict.fromkeys(names, month)
        for table in (self.oblique, self.direct):
            found |= {name: month for month, name in enumerate(table, start=1)}
        return found


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How full dates are written and recognised.

    :param running: a date in running text, with ``{day}``, ``{month}`` (oblique where there is one),
        ``{year}``.
    :param forms: regular expressions (verbose mode) of full dates as writers and engines write them, with the
        named groups ``day``, ``month`` and ``year``, and optionally ``linker`` (dropped when the date is
        repeated in brackets) and ``era`` (dropped from the Solar date). ``{day}``, ``{month}`` and ``{year}``
        in them stand for the language's own days, months and years.
    :param range_words: words that join two days of one month («۵ تا ۹ نوامبر»); such dates are left alone.
    :param governors: words after which a month is oblique.
    :param equals: words that may stand between two dates of the same day («برابر با»).
    :param solar_eras: what may follow a Solar year («خورشیدی»).
    """

    running: str
    forms: tuple[str, ...]
    range_words: tuple[str, ...] = ()
    governors: tuple[str, ...] = ()
    equals: tuple[str, ...] = ()
    solar_eras: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """A target language.

    :param code: the project's and gettext's code (``fa``, ``fa_AF``, ``ps``): the name of its catalogue
        folder.
    :param bcp47: for HTML ``lang``, front matter and feeds (``fa``, ``fa-AF``, ``ps``).
    :param name: English name; ``native_name``: its own.
    :param aliases: other codes and names a user may type (``prs``, ``dari``), lower case.
    :param engine_codes: code per engine family (``nllb``, ``m2m100``, ``madlad``, ``opus``, ``argos``,
        ``starter``).
    :param plural_forms: the PO header's ``Plural-Forms``.
    :param digits: its ten digits, zero first.
    :param conjunction: the word for «and» in lists.
    :param solar: Solar Hijri months; ``gregorian``: Gregorian months. ``weekdays``: Monday first.
    :param weekdays_oblique: weekdays after a preposition, where the language inflects them.
    :param timezone: where an article's date is taken, unless the workspace says otherwise.
    :param alphabet: letters of running text, for the script and language gates.
    :param function_words: its most frequent small words, for telling it from its neighbours.
    :param dates: how full dates are written and recognised.
    :param foreign_letters: letters of related languages that must not occur in it.
    :param letter_map: character → replacement that normalisation makes everywhere.
    :param unquoted_letter_map: further replacements, not made inside quotation marks, where a title in a
        neighbouring language may stand.
    :param punctuation: character → replacement next to its own letters and digits.
    :param quotes: opening and closing; ``inner_quotes`` likewise.
    :param percent_word: «percent» in prose.
    :param currencies: ISO 4217 code → name after a number.
    :param ordinals: first to thirty-first, as written for a day of the month; ``/`` between alternatives.
    :param scale_words: what multiplies or divides a number («میلیون», «درصد»): before one, a comma is a decimal sign.
    :param number_units: further words that are set off from a number by a space.
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
    function_words: frozenset[str]
    dates: DateStyle
    weekdays_oblique: tuple[str, ...] = ()
    foreign_letters: frozenset[str] = frozenset()
    letter_map: Mapping[str, str] = field(default_factory=dict)
    unquoted_letter_map: Mapping[str, str] = field(default_factory=dict)
    punctuation: Mapping[str, str] = field(default_factory=lambda: ARABIC_PUNCTUATION)
    direction: str = "rtl"
    decimal: str = "٫"
    thousands: str = "٬"
    percent: str = "٪"
    comma: str = "،"
    minus: str = "\u200e\u2212"
    quotes: tuple[str, str] = ("«", "»")
    inner_quotes: tuple[str, str] = ("‹", "›")
    percent_word: str = ""
    currencies: Mapping[str, str] = field(default_factory=dict)
    ordinals: tuple[str, ...] = ()
    scale_words: tuple[str, ...] = ()
    number_units: tuple[str, ...] = ()
    zwnj: bool = False
    fallback: str = ""

    def ordinal_values(self) -> dict[str, int]:
        """Every spelling of an ordinal with its value, 1 to 31."""
        return {word: day for day, words_ in enumerate(self.ordinals, start=1) for word in words_.split("/")}

    def __hash__(self) -> int:
        """By code: tables of compiled patterns are kept per language."""
        return hash(self.code)

    def __repr__(self) -> str:
        return f"<Language {self.code}>"
