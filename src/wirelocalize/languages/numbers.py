"""Numbers, percentages, money and lists in a language's own signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING

from wirelocalize.languages.characters import LETTER, ZWNJ, to_ascii_digits, to_native_digits
from wirelocalize.languages.protect import SENTINEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirelocalize.languages.model import Language

Number = int | float | Decimal
_PLAIN = re.compile(r"[-\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Rules:
    """Compiled number rules of one language."""

    digit: re.Pattern[str]
    separated: re.Pattern[str]
    grouped: re.Pattern[str]
    decimal: re.Pattern[str]
    comma_decimal: re.Pattern[str]
    scale: re.Pattern[str]
    percent_after: re.Pattern[str]
    percent_before: re.Pattern[str]
    glued_unit: re.Pattern[str]
    bare_minus: re.Pattern[str]


@lru_cache(maxsize=32)
def _rules(language: Language) -> _Rules:
    digit = f"[{language.digits}]"
    comma, thousands, decimal = (
        re.escape(language.comma),
        re.escape(language.thousands),
        re.escape(language.decimal),
    )
    part = rf"[{language.digits}.,{comma}{thousands}{decimal}/:]"
    names = (
        *language.scale_words,
        *language.number_units,
        *language.solar.direct,
        *language.gregorian.direct,
    )
    units = (
        "|".join(sorted((re.escape(name) for name in names if len(name) > 2), key=len, reverse=True))
        or r"(?!)"
    )
    scale = "|".join(re.escape(unit) for unit in language.scale_words) or r"(?!)"
    return _Rules(
        digit=re.compile(digit),
        separated=re.compile(rf"{digit}[.,{comma}{thousands}]{digit}"),
        grouped=re.compile(
            rf"(?<!{part})({digit}{{1,3}}(?:[,{comma}{thousands}]{digit}{{3}})+)(\.{digit}+)?(?!{digit}|[.,{comma}/]{digit})"
        ),
        decimal=re.compile(rf"(?<!{part})({digit}+)\.({digit}+)(?!{digit}|[.,{comma}/]{digit})"),
        comma_decimal=re.compile(
            rf"(?<!{part})({digit}{{1,3}})[,{comma}]({digit}{{1,2}})(?= (?:{scale})(?![{LETTER}]))"
        ),
        scale=re.compile(rf" (?:{scale})(?![{LETTER}])"),
        percent_after=re.compile(rf"(?<={digit}) ?[%{re.escape(language.percent)}]"),
        percent_before=re.compile(
            rf"(?<![\w%{SENTINEL}])[%{re.escape(language.percent)}] ?({digit}+(?:{decimal}{digit}+)?)"
            rf"(?![\w%{decimal}{thousands}{language.percent}])"
        ),
        glued_unit=re.compile(rf"{digit}(?=(?:{units})(?![{LETTER}{ZWNJ}]))"),
        bare_minus=re.compile(rf"(?<!\u200e)\u2212(?={digit})"),
    )


def localise_separators(text: str, language: Language) -> str:
    """Decimal, thousands and percent signs, and the space before a unit, in text that has native digits
    already.

    A comma between digits is a thousands separator before exactly three digits and a decimal sign before a
    scale word; any other («۳,۵») is left for a person. A date, a version and a time are not numbers.
    """
    rules = _rules(language)
    if not rules.digit.search(text):
        return text
    if rules.separated.search(text):
        text = rules.grouped.sub(lambda match: _grouped(match, language), text)
        text = rules.decimal.sub(lambda match: _decimal(match, rules, language), text)
        text = rules.comma_decimal.sub(rf"\1{language.decimal}\2", text)
    if "%" in text or language.percent in text:
        text = rules.percent_after.sub(language.percent, text)
        text = rules.percent_before.sub(rf"\1{language.percent}", text)
    if "\u2212" in text:
        text = rules.bare_minus.sub(language.minus, text)
    return rules.glued_unit.sub(lambda match: match[0] + " ", text)


def _decimal(match: re.Match[str], rules: _Rules, language: Language) -> str:
    """«۴۲.۰۰۰» may be forty-two thousand: three places are a fraction only after zero or before a scale word."""
    whole, fraction = match[1], match[2]
    three = len(fraction) == 3 and len(whole) <= 3 and whole[0] != language.digits[0]
    if three and not rules.scale.match(match.string, match.end()):
        return match[0]
    return whole + language.decimal + fraction


def _grouped(match: re.Match[str], language: Language) -> str:
    whole = re.sub(rf"[,{re.escape(language.comma)}]", language.thousands, match[1])
    return whole + (match[2] or "").replace(".", language.decimal)


def localise_number(value: Number | str, language: Language, *, places: int | None = None) -> str:
    """A number in the language's digits and separators: ``1234567.5`` → «۱٬۲۳۴٬۵۶۷٫۵».

    :param value: a number, grouped from four digits on; or text («2024», «1,234.5», «12 of 30»), in which
        digits and separators are replaced and nothing is grouped (a year is not).
    :param places: decimal places of a number; default: as many as it has.
    """
    if isinstance(value, str):
        if _PLAIN.fullmatch(value):
            sign, digits = (language.minus, value[1:]) if value[0] in "-\u2212" else ("", value)
            signs = {ord(","): language.thousands, ord("."): language.decimal}
            return sign + to_native_digits(digits.translate(signs), language)
        return localise_separators(to_native_digits(value, language), language)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    text = f"{abs(number):,f}" if places is None else f"{abs(number):,.{places}f}"
    signs = {ord(","): language.thousands, ord("."): language.decimal}
    negative = number < 0 and any(digit in "123456789" for digit in text)
    return (language.minus if negative else "") + to_native_digits(text.translate(signs), language)


def localise_percent(value: Number | str, language: Language, *, table: bool = False) -> str:
    """«۱۲ درصد» in prose, «۱۲٪» in a table (the sign is stored after the digits)."""
    number = localise_number(value, language)
    return (
        number + language.percent
        if table or not language.percent_word
        else f"{number} {language.percent_word}"
    )


def localise_money(value: Number | str, currency: str, language: Language) -> str:
    """«۱۲ دلار» for 12 and ``USD``: never a sign, which would jump to the other side of the number.

    :param currency: ISO 4217 code. The language's table has the names that newspapers use; others are CLDR's, and a
        code that CLDR does not know either is written as it is.
    """
    from wirelocalize.languages.normalise import normalise  # it uses this module's separators

    code = currency.upper()
    name = language.currencies.get(code) or normalise(_cldr_currency(code, language.code), language)
    return f"{localise_number(value, language)} {name}"


def _cldr_currency(code: str, locale: str) -> str:
    """CLDR's name of a currency; the code itself where it has none, or does not know the locale."""
    from babel import UnknownLocaleError
    from babel.numbers import get_currency_name

    try:
        return get_currency_name(code, locale=locale)
    except UnknownLocaleError:
        return code


def join_list(items: Sequence[str], language: Language) -> str:
    """«الف، ب و ج», without the invisible marks that locale libraries put in."""
    if len(items) < 2:
        return "".join(items)
    return f"{language.comma} ".join(items[:-1]) + f" {language.conjunction} {items[-1]}"


def parse_number(text: str, language: Language) -> Decimal | None:
    """The value of a number written with any digits and the language's or ASCII separators; ``None`` if it is
    none.
    """
    plain = to_ascii_digits(text.strip()).replace(language.minus, "-").replace("\u2212", "-")
    plain = plain.replace(language.thousands, "").replace(language.decimal, ".")
    if language.thousands != ",":
        plain = plain.replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
