"""Full Gregorian dates in running text, given in the Solar calendar as well or instead.

Only a whole date (day, month and year) is converted: a year alone, a month or a season spans two Solar years.
A day that shares its month with another («۵ تا ۹ نوامبر ۲۰۲۰») and what stands inside quotation marks are
left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from wirelocalize.errors import DataError
from wirelocalize.languages.characters import (
    ARABIC_INDIC_DIGITS,
    ASCII_DIGITS,
    LETTER,
    ZWNJ,
    to_ascii_digits,
    to_native_digits,
)
from wirelocalize.languages.dates import from_solar, to_solar
from wirelocalize.languages.protect import SENTINEL, protected_spans, shield

if TYPE_CHECKING:
    from wirelocalize.languages.model import Language

Policy = Literal["keep", "both", "solar"]

_HAMZA = "\u0654"
_CONTEXT = 60
"""Characters on either side of a date in which its Solar counterpart is looked for."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full Gregorian date in running text.

    :param start: its first character; ``end``: one past its last.
    :param day: the date it names.
    """

    start: int
    end: int
    day: dt.date


@dataclass(frozen=True, slots=True)
class _Rules:
    gregorian: tuple[re.Pattern[str], ...]
    months: dict[str, int]
    ordinals: dict[str, int]
    solar_before: re.Pattern[str]
    solar_after: re.Pattern[str]
    shared: re.Pattern[str]
    governed: re.Pattern[str]
    solar: re.Pattern[str]
    solar_months: dict[str, int]


def _any(words: object) -> str:
    """An alternation that prefers longer words."""
    assert isinstance(words, (list, tuple, dict, set, frozenset))
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"


@lru_cache(maxsize=32)
def _rules(language: Language) -> _Rules:
    style = language.dates
    digit = f"[{''.join(dict.fromkeys(ASCII_DIGITS + ARABIC_INDIC_DIGITS + language.digits))}]"
    months, solar_months = language.gregorian.spellings(), language.solar.spellings()
    ordinals = language.ordinal_values()
    number = rf"(?<!{digit}){digit}{{1,2}}(?!{digit})"
    edge = rf"(?<![{LETTER}{ZWNJ}{SENTINEL}/.:-])"
    end = rf"(?![{LETTER}{ZWNJ}{SENTINEL}{''.join(language.digits)}0-9])"
    day = rf"(?P<day>{number}|(?:{_any(ordinals)})(?=\s))" if ordinals else rf"(?P<day>{number})"
    year = rf"(?P<year>(?<!{digit}){digit}{{4}}(?!{digit}))"

    def compiled(names: dict[str, int], form: str) -> str:
        month = rf"(?P<month>(?:{_any(names)}){_HAMZA}?(?![{LETTER}{ZWNJ}]))"
        body = form.replace(",", rf"[,{re.escape(language.comma)}]").replace("{day}", day)
        return edge + body.replace("{month}", month).replace("{year}", year) + end

    def anonymous(pattern: str) -> str:
        return re.sub(r"\(\?P<\w+>", "(?:", pattern)

    solar = "|".join(anonymous(compiled(solar_months, form)) for form in style.forms)
    eras = rf"(?:\s(?:{_any(style.solar_eras)}))?"
    joint = rf"\s*(?:[(\[–—=،,-]\s*)?(?:(?:{_any(style.equals)})\s)?"
    return _Rules(
        gregorian=tuple(re.compile(compiled(months, form)) for form in style.forms),
        months=months,
        ordinals=ordinals,
        solar_before=re.compile(rf"(?:{solar}){eras}{joint}$"),
        solar_after=re.compile(rf"{joint}(?:{solar})"),
        shared=re.compile(
            rf"{number}(?:مه|مې|م)?\s?(?:{_any(months)})?{_HAMZA}?\s*(?:(?:{_any(style.range_words)})(?![{LETTER}])|[-–—،,])\s*$"
        ),
        governed=re.compile(rf"(?<![{LETTER}])(?:{_any(style.governors)})\s$"),
        solar=re.compile("|".join(f"(?:{compiled(solar_months, form)})" for form in style.forms[:1])),
        solar_months=solar_months,
    )


def find_dates(text: str, language: Language) -> list[FoundDate]:
    """Every full Gregorian date of ``text`` that can be converted, in order; protected runs are not
    searched.
    """
    taken = protected_spans(text)
    return [
        FoundDate(match.start(), match.end(), day)
        for match, day in _matches(text, _rules(language))
        if _convertible(day) and not any(start < match.end() and match.start() < end for start, end in taken)
    ]


def _matches(text: str, rules: _Rules) -> list[tuple[re.Match[str], dt.date]]:
    """Non-overlapping dates in order; at one place the longest form wins."""
    found = [match for pattern in rules.gregorian for match in pattern.finditer(text)]
    chosen: list[tuple[re.Match[str], dt.date]] = []
    position = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        day = _date(match, rules)
        if match.start() >= position and day is not None:
            chosen.append((match, day))
            position = match.end()
    return chosen


def _date(match: re.Match[str], rules: _Rules) -> dt.date | None:
    word = match["day"]
    day = rules.ordinals.get(word) or (int(to_ascii_digits(word)) if word.isdecimal() else 0)
    try:
        return dt.date(int(to_ascii_digits(match["year"])), rules.months[match["month"].rstrip(_HAMZA)], day)
    except ValueError:
        return None


def _convertible(day: dt.date) -> bool:
    try:
        to_solar(day)
    except DataError:
        return False
    return True


def convert_dates(text: str, language: Language, policy: Policy = "keep") -> str:
    """Give full Gregorian dates of running text in the Solar calendar.

    :param policy: ``keep`` changes nothing; ``both`` writes «۱۱ بهمن ۱۴۰۲ (۳۱ ژانویه ۲۰۲۴)»; ``solar`` writes
        the Solar date only.

    Idempotent: a date that already stands beside its Solar counterpart stays as it is.
    """
    if policy == "keep":
        return text
    rules = _rules(language)
    shielded = shield(text)
    body, pieces, position = shielded.text, [], 0
    for match, day in _matches(body, rules):
        if not _convertible(day) or _leave(match, rules, language):
            continue
        solar = _solar_text(match, day, rules, language)
        pieces += [body[position : match.start()], solar]
        if policy == "both":
            pieces.append(f" ({_without(match, 'linker')})")
        position = match.end()
    return shielded.restore("".join([*pieces, body[position:]]))


def _leave(match: re.Match[str], rules: _Rules, language: Language) -> bool:
    """Whether the date has its counterpart already, shares its month with another day, or stands in quotation
    marks.
    """
    text = match.string
    before, after = (
        text[max(0, match.start() - _CONTEXT) : match.start()],
        text[match.end() : match.end() + _CONTEXT],
    )
    if rules.solar_before.search(before) or rules.solar_after.match(after) or rules.shared.search(before):
        return True
    opening, closing = language.quotes
    return text.count(opening, 0, match.start()) > text.count(closing, 0, match.start())


def _solar_text(match: re.Match[str], day: dt.date, rules: _Rules, language: Language) -> str:
    """The same words with the Solar day, month and year in place of the Gregorian ones."""
    year, month, number = to_solar(day)
    before = match.string[: match.start("month")]
    name = language.solar.name(
        month, oblique=bool(rules.governed.search(before)) or _governed_day(match, rules)
    )
    new = {"day": str(number), "month": name, "year": str(year), "era": ""}
    if match["day"] in rules.ordinals and "مه" in language.dates.running:
        new["day"] += "مه"
    return to_native_digits(_replaced(match, new), language)


def _governed_day(match: re.Match[str], rules: _Rules) -> bool:
    """In «په ۲۳ مارچ ۲۰۲۰» the preposition before the day governs the month as well."""
    return bool(rules.governed.search(match.string[: match.start()]))


def _without(match: re.Match[str], group: str) -> str:
    return _replaced(match, {group: ""})


def _replaced(match: re.Match[str], new: dict[str, str]) -> str:
    """The matched text with named groups replaced."""
    spans = sorted(
        (match.span(group), text)
        for group, text in new.items()
        if group in match.re.groupindex and match[group] is not None
    )
    pieces, position = [], match.start()
    for (start, end), text in spans:
        pieces += [match.string[position:start], text]
        position = end
    return "".join([*pieces, match.string[position : match.end()]])


def find_solar_dates(text: str, language: Language) -> list[FoundDate]:
    """Every full Solar date of ``text`` in the language's usual order, with the Gregorian day it names."""
    rules = _rules(language)
    found = []
    for match in rules.solar.finditer(text):
        word = match["day"]
        number = rules.ordinals.get(word) or int(to_ascii_digits(word))
        month = rules.solar_months[match["month"].rstrip(_HAMZA)]
        try:
            day = from_solar(int(to_ascii_digits(match["year"])), month, number)
        except DataError:
            continue
        found.append(FoundDate(match.start(), match.end(), day))
    return found
