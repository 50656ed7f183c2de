"""Digits and the signs that go with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Severity
from wirelocalize.checks.registry import DIGITS, case, rule
from wirelocalize.languages import to_native_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.checks.pair import Pair


def _native(pair: Pair) -> str:
    """The translation with the language's own digits in its prose."""
    return pair.mended(lambda text: to_native_digits(text, pair.language))


@rule(
    "arabic-digits",
    Severity.WARNING,
    needs="٠١٢٣٤٥٦٧٨٩",
    reason="٤ ٥ ٦ are the Arab countries' digits; Persian, Dari and Pashto write ۴ ۵ ۶. Search engines tell "
    "them apart.",
    evidence="CLDR 47: numbering system arabext for fa, fa-AF, ps.",
    catch=[case("ps", "25 people", "٢٥ تنه"), case("fa", "4 people", "٤ نفر")],
    spare=[case("ps", "25 people", "۲۵ تنه")],
    mend=_native,
)
def arabic_digits(pair: Pair) -> Iterator[Hit]:
    """Arabic-Indic digits (U+0660–0669)."""
    yield from pair.search(_ARABIC_DIGITS, "{}: write ۰–۹ (U+06F0–06F9)")


_ARABIC_DIGITS = re.compile("[٠-٩]+")
_ASCII_DIGITS = re.compile(r"[0-9]+")


@rule(
    "ascii-digits",
    Severity.WARNING,
    needs="0123456789",
    reason="Running text has the language's own digits; Latin names and addresses (A320, F-16) keep theirs.",
    evidence="CLDR 47; a fifth of professional translations deviate, hence no error.",
    catch=[case("fa", "in 2024", "در سال 2024")],
    spare=[
        case("fa", "the A320 and the F-16", "هواپیمای A320 و F-16"),
        case("ps", "see https://a.org/5", "https://a.org/5 وګورئ"),
    ],
    mend=_native,
)
def ascii_digits(pair: Pair) -> Iterator[Hit]:
    """ASCII digits outside Latin names and addresses."""
    yield from pair.search(_ASCII_DIGITS, "{}: write the language's own digits")


_MIXED = re.compile("[۰-۹][0-9٠-٩]|[0-9٠-٩][۰-۹]|[0-9][٠-٩]|[٠-٩][0-9]")


@rule(
    "mixed-digits",
    Severity.ERROR,
    needs=DIGITS,
    reason="One number in two sets of digits is displayed in the wrong order.",
    evidence="Unicode Bidirectional Algorithm: the sets have different classes; no hit in 5,991 "
    "professional translations.",
    catch=[case("fa", "in 2024", "سال ۲0۲۴")],
    spare=[case("fa", "Covid-19", "کووید-۱۹"), case("ps", "A320 and 2024", "A320 او ۲۰۲۴")],
    mend=_native,
)
def mixed_digits(pair: Pair) -> Iterator[Hit]:
    """Digits of two sets in one number."""
    match = _MIXED.search(pair.prose)
    if match:
        number = re.search(rf"\d*{re.escape(match.group())}\d*", pair.prose)
        yield Hit("one number in two sets of digits", number.group() if number else match.group())


_DECIMAL = re.compile("(?<![۰-۹/.٫])[۰-۹]{1,3}[.،,/][۰-۹]{1,2}(?![۰-۹/.،,])(?!\\s*(?:بجې|بجو))")


@rule(
    "decimal-sign",
    Severity.WARNING,
    needs="۰۱۲۳۴۵۶۷۸۹",
    reason="The decimal sign is ٫ (U+066B). With ، or / it reads as a list or a date, and may be displayed "
    "the other way round.",
    evidence="CLDR 47; 17 hits in 1,997 Pashto newspaper sentences.",
    catch=[case("fa_AF", "23.5 million", "۲۳،۵ میلیون"), case("ps", "1.7 percent", "۱.۷ سلنه")],
    spare=[
        case("fa", "on 1402/11/11; 3, 5 and 7", "در ۱۴۰۲/۱۱/۱۱ بود؛ ۳، ۵ و ۷"),
        case("ps", "1.7 percent", "۱٫۷ سلنه"),
        case("fa", "the 9/11 attacks", "حملات ۱۱ سپتامبر"),
    ],
)
def decimal_sign(pair: Pair) -> Iterator[Hit]:
    """A decimal number with . ، , or / in place of ٫."""
    match = _DECIMAL.search(pair.prose)
    if match and not ("/" in match.group() and "/" in pair.source):
        yield Hit("write the decimal sign ٫", match.group())


_GROUP = re.compile("(?<![۰-۹])[۰-۹]{1,3}(?:[،,.][۰-۹]{3})+(?![۰-۹])")


@rule(
    "thousands-sign",
    Severity.INFO,
    needs="۰۱۲۳۴۵۶۷۸۹",
    reason="The sign between thousands is ٬ (U+066C); ، is the comma of a list.",
    evidence="CLDR 47.",
    catch=[case("fa_AF", "3,000 acres", "۳،۰۰۰ جریب")],
    spare=[case("fa_AF", "3,000 acres", "۳٬۰۰۰ جریب")],
    mend=lambda pair: pair.normalised(",،٬."),
)
def thousands_sign(pair: Pair) -> Iterator[Hit]:
    """A number grouped with ، , or . in place of ٬."""
    yield from pair.search(_GROUP, "{}: write ٬ between thousands")


_PERCENT = re.compile("[۰-۹]\\s?%")


@rule(
    "percent-sign",
    Severity.WARNING,
    needs="%",
    reason="After the language's digits the sign is ٪, or the word درصد, فیصد, سلنه in prose.",
    evidence="CLDR 47.",
    catch=[case("fa", "25%", "۲۵%")],
    spare=[case("fa", "25%", "۲۵٪ (25%)"), case("ps", "25 percent", "۲۵ سلنه")],
    mend=lambda pair: pair.mended(lambda text: re.sub("(?<=[۰-۹])%", pair.language.percent, text)),
)
def percent_sign(pair: Pair) -> Iterator[Hit]:
    """An ASCII % after the language's own digits."""
    yield from pair.search(_PERCENT, "{}: write ٪ or the word")


_CURRENCY = re.compile("[$€£¥]\\s?[۰-۹]|[۰-۹]\\s?[$€£¥]")


@rule(
    "currency-sign",
    Severity.WARNING,
    needs="$€£¥",
    reason="In right-to-left text $ jumps to the other side of the number; write دلار, دالر, ډالر after it.",
    evidence="Unicode Bidirectional Algorithm (class ET), seen in browsers.",
    catch=[case("fa", "$12 million", "$۱۲ میلیون"), case("ps", "€5", "۵€")],
    spare=[case("fa", "$12 million", "۱۲ میلیون دلار"), case("fa", "the $9.99 plan", "طرح «$9.99»")],
)
def currency_sign(pair: Pair) -> Iterator[Hit]:
    """A currency sign beside the language's own digits."""
    yield from pair.search(_CURRENCY, "{}: write the currency's name after the number")


_MINUS = re.compile("(?:(?<=\\s)|^)-[۰-۹]")


@rule(
    "minus-sign",
    Severity.INFO,
    needs="-",
    reason="A plain hyphen before a number is displayed after it: -۵ as ۵-. Write منفی, or U+200E U+2212 "
    "before the number.",
    evidence="CLDR 47; Unicode Bidirectional Algorithm.",
    catch=[case("fa", "It was -5 degrees.", "دما -۵ درجه بود.")],
    spare=[case("fa", "It was -5 degrees.", "دما منفی ۵ درجه بود."), case("fa", "1402-1403", "۱۴۰۲-۱۴۰۳")],
)
def minus_sign(pair: Pair) -> Iterator[Hit]:
    """A hyphen as a minus sign."""
    yield from pair.search(_MINUS, "{}: write منفی, or U+200E U+2212")


_GLUED = re.compile(
    "[۰-۹](?:هزار|میلیون|ملیون|میلیارد|ملیارد|درصد|فیصد|سلنه|نفر|دلار|دالر|ډالر|زره|تن|کیلومتر|متر|حمل|ثور|"
    "جوزا|سرطان|سنبله|میزان|عقرب|جدی|دلو)(?![^\\W\\d_])"
)


@rule(
    "glued-number",
    Severity.INFO,
    needs="۰۱۲۳۴۵۶۷۸۹",
    reason="A number and the word after it are written apart; only the Pashto ordinal is joined: ۱۶مه.",
    evidence="Usage of broadcasters and papers.",
    catch=[case("fa", "12 million", "۱۲میلیون")],
    spare=[case("fa", "12 million", "۱۲ میلیون"), case("ps", "on the 16th", "په ۱۶مه")],
    mend=lambda pair: pair.mended(
        lambda text: re.sub("(?<=[۰-۹])(?=" + _GLUED.pattern.removeprefix("[۰-۹]") + ")", " ", text)
    ),
)
def glued_number(pair: Pair) -> Iterator[Hit]:
    """A number joined to the word after it."""
    yield from pair.search(_GLUED, "{}: a space belongs between number and word")
