"""Do the numbers of a translation agree with the source's? Digits of any script, scale words, small number words."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

_TO_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫", "01234567890123456789.")
_TARGET = re.compile(r"[0-9۰-۹٠-٩]+(?:[٬,،.٫/:][0-9۰-۹٠-٩]+)*")
_ENGLISH = re.compile(r"[0-9]+(?:[,.:/][0-9]+)*")

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "once": 1, "twice": 2, "half": 2, "double": 2,
    "a": 1, "an": 1, "single": 1, "dozen": 12, "dozens": 12, "decade": 10, "decades": 10, "both": 2, "quarter": 4,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}

_SCALE_WORDS = {
    "fa": {"صد": 100, "هزار": 10**3, "میلیون": 10**6, "میلیارد": 10**9, "بیلیون": 10**9, "تریلیون": 10**12},
    "ps": {
        "سل": 100,
        "سوه": 100,
        "زره": 10**3,
        "زرو": 10**3,
        "زرګونه": 10**3,
        "میلیون": 10**6,
        "ملیون": 10**6,
        "میلیونه": 10**6,
        "میلیارد": 10**9,
        "میلیارده": 10**9,
        "بیلیون": 10**9,
    },
}
WORDS = Path(__file__).parent / "data" / "number_words.tsv"


def lost_numbers(source: str, target: str, locale: str) -> list[str]:
    """Numbers written in digits in the source that the target has neither in digits nor, if small, in words."""
    have = _with_scales(target_numbers(target), target, locale)
    words = set(re.findall(r"[^\W\d_]+", target))
    lost = []
    for value, count in Counter(english_numbers(source)).items():
        spelled = any(word in words for word in _spellings(locale).get(value, ()))
        scaled = any(
            value * scale in have for scale in _SCALES.values() if value * scale in _english_values(source)
        )
        if have.get(value, 0) == 0 and not spelled and not scaled:
            lost += [str(value)] * count
    return lost


def invented_numbers(source: str, target: str, locale: str) -> list[str]:
    """Numbers written in digits in the target that the source has neither in digits nor in words."""
    allowed = _english_values(source)
    scales = [value for word, value in _SCALE_WORDS[_table(locale)].items() if word in target]
    found = []
    for value in target_numbers(target):
        if value in allowed or any(value * scale in allowed for scale in scales):
            continue
        found.append(str(value))
    return found


def mend_numbers(source: str, target: str, locale: str, digits: str) -> str:
    """Put numbers right that lost some of their figures on the way ("3.5" came back as "35", "62.5" as "62").

    Only where it is plain which number of the source was meant: one made of the same figures; or the only one that
    is missing, where the only new one of the target begins like it.
    """
    lost: list[str] = [token for token in _ENGLISH.findall(source) if lost_numbers(token, target, locale)]
    if not lost:
        return target
    figures = [re.sub(r"\D", "", token) for token in lost]
    invented = set(invented_numbers(source, target, locale))
    new = [
        token for token in _TARGET.findall(target) if invented & set(invented_numbers(source, token, locale))
    ]
    native = str.maketrans({**{str(value): digit for value, digit in enumerate(digits)}, ".": "٫", ",": "٬"})

    def right(match: re.Match[str]) -> str:
        plain = re.sub(r"\D", "", match[0].translate(_TO_ASCII))
        if match[0] in new:
            if figures.count(plain) == 1:
                return lost[figures.index(plain)].translate(native)
            if len(lost) == len(new) == 1 and _alike(figures[0], plain):
                return lost[0].translate(native)
        return match[0]

    return _TARGET.sub(right, target)


def _alike(one: str, other: str) -> bool:
    """Whether two runs of figures begin with the same ones, at least half of the longer."""
    same = list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return 2 * len(same) >= max(len(one), len(other))


def english_numbers(text: str) -> list[Decimal]:
    """Values of the digit groups of an English text; ``5:30`` and ``2021/22`` count as their parts."""
    return [value for token in _ENGLISH.findall(text) for value in _parts(token, thousands=",")]


def target_numbers(text: str) -> list[Decimal]:
    """Values of the digit groups of a Persian, Dari or Pashto text, in native or ASCII digits."""
    return [
        value
        for token in _TARGET.findall(text)
        for value in _parts(token.replace("،", ",").replace("٬", ",").translate(_TO_ASCII), thousands=",")
    ]


def _parts(token: str, *, thousands: str) -> list[Decimal]:
    """One token as numbers: thousands separators taken out, times and ranges taken apart."""
    values = []
    for part in re.split(r"[:/]", token):
        groups = part.split(thousands)
        whole = len(groups) > 1 and all(len(group.partition(".")[0]) == 3 for group in groups[1:])
        for piece in ["".join(groups)] if whole else groups:
            try:
                values.append(Decimal(piece).normalize())
            except InvalidOperation:
                values += [Decimal(number) for number in re.findall(r"\d+", piece)]
    return values


def _with_scales(values: list[Decimal], text: str, locale: str) -> Counter[Decimal]:
    """The target's values, and what they are when a scale word follows somewhere ("۳ میلیون")."""
    counted = Counter(values)
    for word, scale in _SCALE_WORDS[_table(locale)].items():
        if word in text:
            counted.update(value * scale for value in values)
    return counted


@lru_cache(maxsize=256)
def _english_values(text: str) -> frozenset[Decimal]:
    """Every value the English text may be said to state: digits, number words, products with scales, months."""
    values = set(english_numbers(text))
    words = re.findall(r"[a-z]+", text.lower())
    for index, word in enumerate(words):
        value = _UNITS.get(word, _TENS.get(word, _SCALES.get(word)))
        if value is not None:
            values.add(Decimal(value))
        if word in _MONTHS:
            values.add(Decimal(_MONTHS[word]))
        if word in _TENS and index + 1 < len(words) and words[index + 1] in _UNITS:
            values.add(Decimal(_TENS[word] + _UNITS[words[index + 1]]))
    scales = [Decimal(value) for word, value in _SCALES.items() if word in words or f"{word}s" in words]
    for scale in scales:
        values |= {value * scale for value in tuple(values)}
    return frozenset(values | {value.normalize() for value in values})


def _table(locale: str) -> str:
    return "ps" if locale == "ps" else "fa"


@lru_cache(maxsize=4)
def _spellings(locale: str) -> dict[Decimal, tuple[str, ...]]:
    """Number words by value; large multiples are rare enough in words to be left out."""
    table: dict[Decimal, tuple[str, ...]] = {}
    for line in WORDS.read_text(encoding="utf-8").splitlines()[1:]:
        value, *cells = line.split("\t")
        table[Decimal(value)] = tuple(cells[_table(locale) == "ps"].split("|"))
    return table
