"""Numbers, percentages, money: the figures of the source, in whatever digits or words, and no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Severity
from wirelocalize.checks.registry import case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.checks.numbers.model import Quantity
    from wirelocalize.checks.pair import Pair


def _join(texts: list[str]) -> str:
    return ", ".join(dict.fromkeys(texts))


@rule(
    "number-mismatch",
    Severity.ERROR,
    reason="A figure that says something else is the gravest fault in news. Digits of any kind, separators, "
    "scale words, "
    "number words, ordinals, times of day, converted dates and measures are understood; 1968 as ۱۹۸۶ is not.",
    evidence="Calibrated on 91,000 parallel sentences and on TICO-19, where each hit was a real fault.",
    catch=[
        case("fa", "The attack killed 12 people.", "در این حمله ۲۱ نفر کشته شدند."),
        case("fa_AF", "In 1968 he moved to Kabul.", "در سال ۱۹۸۶ به کابل آمد."),
        case("ps", "It cost $3.5 million.", "۳٫۵ میلیارده ډالره یې لګښت و."),
        case("fa", "Two hundred people came.", "سیصد نفر آمدند."),
    ],
    spare=[
        case("fa", "Two men were held.", "۲ مرد بازداشت شدند."),
        case("fa", "It raised 1.2m.", "یک میلیون و ۲۰۰ هزار جمع کرد."),
        case("fa", "On 31 January 2024 he left.", "او ۱۱ بهمن ۱۴۰۲ رفت."),
        case("fa_AF", "At 8:30 p.m. the shop closed.", "ساعت ۲۰:۳۰ دکان بسته شد."),
        case("ps", "Thirty-two people died in the 1990s.", "دوه‌دېرش کسان د ۹۰مې لسیزې پر مهال مړه شول."),
        case("ps", "The 16th report cites 1,234 cases.", "شپاړسم راپور ۱۲۳۴ پېښې یادوي."),
    ],
)
def number_mismatch(pair: Pair) -> Iterator[Hit]:
    """A figure of the source is missing and another stands in the translation."""
    result = pair.figures
    if result.missing and result.extra:
        missing, extra = _join([q.text for q in result.missing]), _join([q.text for q in result.extra])
        yield Hit(f"the source says {missing}, the translation {extra}", extra)


@rule(
    "number-missing",
    Severity.ERROR,
    reason="A figure that the source gives is a fact that readers lose.",
    evidence="Calibrated as number-mismatch; only figures that the source gives in digits.",
    catch=[
        case("fa", "The attack killed 12 people.", "در این حمله چند نفر کشته شدند."),
        case("ps", "Prices rose 4.5 percent.", "بیې لوړې شوې."),
    ],
    spare=[
        case("fa", "The three men fled.", "مردان گریختند."),
        case("fa", "The F-16 landed.", "جنگنده فرود آمد."),
        case("fa_AF", "The G7 met.", "گروه هفت جلسه کرد."),
    ],
)
def number_missing(pair: Pair) -> Iterator[Hit]:
    """A figure of the source is not in the translation."""
    missing = [quantity.text for quantity in pair.figures.missing if _in_digits(quantity)]
    if missing and not pair.figures.extra:
        yield Hit(f"the source's {_join(missing)} is not in the translation", "")


@rule(
    "number-word-missing",
    Severity.WARNING,
    reason="As number-missing, for numbers above twelve in words; a translator may have rounded them.",
    evidence="Calibrated as number-mismatch.",
    catch=[case("fa", "Twenty-five people came.", "چند نفر آمدند.")],
    spare=[
        case("fa", "Twenty-five people came.", "بیست‌وپنج نفر آمدند."),
        case("ps", "Fifty years passed.", "۵۰ کاله تېر شول."),
        case("fa_AF", "Eleven men", "مردان"),
    ],
)
def number_word_missing(pair: Pair) -> Iterator[Hit]:
    """A number that the source gives in words is not in the translation."""
    missing = [quantity.text for quantity in pair.figures.missing]
    if missing and not pair.figures.extra and not any(map(_in_digits, pair.figures.missing)):
        yield Hit(f"the source's {_join(missing)} is not in the translation", "")


def _in_digits(quantity: Quantity) -> bool:
    return any(character.isdigit() for character in quantity.text)


@rule(
    "number-extra",
    Severity.WARNING,
    reason="A figure that the source does not give must come from somewhere; make sure that it is wanted.",
    evidence="Calibrated as number-mismatch.",
    catch=[case("fa", "Many people were killed.", "۲۵ نفر کشته شدند.")],
    spare=[
        case("fa", "Both brothers were held.", "۲ برادر بازداشت شدند."),
        case("ps", "Dozens came at midnight.", "په ۱۲ بجو لسګونه کسان راغلل."),
    ],
)
def number_extra(pair: Pair) -> Iterator[Hit]:
    """The translation gives a figure that the source does not have."""
    result = pair.figures
    if result.extra and not result.missing:
        extra = _join([q.text for q in result.extra])
        yield Hit(f"{extra} is not in the source", extra)


_PERCENT = re.compile(r"\d\s?%|\d\s?(?:per ?cent|percentage|pc\b)|\bper ?cent\b|\bpercentage points?\b")
_FRACTION = re.compile(r"نیم|نصف|ربع|ثلث|(?:یک|دو|سه|چهار|یوه?|دوه|درې)[ \u200c-]?(?:سوم|چهارم|پنجم|دهم|پر)")
_PERCENT_WORDS = re.compile(r"درصد|صدی|فیصد|فی ?صد|در صد|در هر صد|سلن|سلو کې|په سل|فیصدي|[%٪]|پرسنت|درسد")


@rule(
    "percent-lost",
    Severity.WARNING,
    needs="%cC",
    reason="Without درصد, فیصد or سلنه a share reads as a count.",
    evidence="CLDR 47 (percent signs); the words are those of 6,000 professionally translated sentences.",
    catch=[case("fa", "Prices rose by 12 percent.", "قیمت‌ها ۱۲ بالا رفت.")],
    spare=[
        case("fa", "Prices rose by 12 percent.", "قیمت‌ها ۱۲ درصد بالا رفت."),
        case("ps", "Half a percent", "نیمه سلنه"),
        case("fa_AF", "It rose 50%.", "نصف شد."),
    ],
)
def percent_lost(pair: Pair) -> Iterator[Hit]:
    """The source gives a percentage, the translation has no word or sign for it."""
    if "%" not in pair.source_bare and "cent" not in pair.source_bare:
        return
    if _PERCENT.search(pair.source_lower) and not _PERCENT_WORDS.search(pair.target):
        if _FRACTION.search(pair.target):
            return
        yield Hit("the source gives a percentage; write درصد, فیصد or سلنه after the number", "")


_CURRENCIES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (name, re.compile(source), re.compile(target))
    for name, source, target in (
        ("dollar", r"\$|\bdollars?\b|\bUSD\b", r"دلار|دالر|ډالر|[$]|USD"),
        ("euro", r"€|\beuros?\b(?!-)|\bEUR\b", r"(?<!\w)(?:یورو|اورو|يورو)|€|EUR"),
        ("pound", r"£|\bpounds? sterling\b|\bGBP\b", r"پوند|پاوند|پونډ|پاونډ|£|GBP|استرلینگ"),
        ("afghani", r"\bafghanis\b|؋|\bAFN\b", r"افغانی|افغاني|افغانۍ|افغانیو|؋|AFN"),
        ("rial", r"\brials?\b|\briyals?\b", r"ریال|ريال"),
        ("toman", r"\bto(?:u)?mans?\b", r"تومان|تومن|تومن|تومانو"),
        ("rupee", r"\brupees?\b", r"روپیه|روپي|روپۍ|روپی|کلدار"),
        ("yuan", r"\byuan\b|\brenminbi\b", r"یوان|يوان|رنمینبی"),
        ("rouble", r"\broubles?\b|\brubles?\b", r"روبل"),
        ("lira", r"\bliras?\b", r"لیر"),
    )
)


_SIGNS = frozenset("$€£؋")
_CURRENCY_WORDS = frozenset(
    f"{name}{ending}"
    for name in (
        "dollar",
        "euro",
        "pound",
        "afghani",
        "rial",
        "riyal",
        "toman",
        "touman",
        "rupee",
        "rouble",
        "ruble",
        "lira",
    )
    for ending in ("", "s")
) | {"yuan", "renminbi", "usd", "eur", "gbp", "afn"}


@rule(
    "currency-changed",
    Severity.WARNING,
    reason="Ten million afghanis and ten million dollars are not the same story.",
    evidence="Currency names of CLDR 47 and the term base.",
    catch=[case("fa", "It cost 5 million dollars.", "۵ میلیون یورو هزینه داشت.")],
    spare=[
        case("fa", "It cost $5 million.", "۵ میلیون دلار هزینه داشت."),
        case("ps", "It cost 5 million rials.", "۵ میلیونه ریاله یې لګښت و."),
        case("fa_AF", "He made dollars.", "او پول زیاد به دست آورد."),
    ],
)
def currency_changed(pair: Pair) -> Iterator[Hit]:
    """The source's currency is not named and another one is."""
    if _SIGNS.isdisjoint(pair.characters) and _CURRENCY_WORDS.isdisjoint(pair.source_vocabulary):
        return
    lost = [
        name
        for name, source, target in _CURRENCIES
        if source.search(pair.source_bare) and not target.search(pair.target)
    ]
    if not lost:
        return
    for name, source, target in _CURRENCIES:
        match = target.search(pair.target)
        if match and not source.search(pair.source_bare):
            yield Hit(f"the source says {lost[0]}, the translation {name}", match.group())
            return
