"""Tables of English number words, scale words, units, months, and words that imply a number."""

from __future__ import annotations

SCALES: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "lac": 1e5, "million": 1e6, "mln": 1e6,
    "mn": 1e6, "m": 1e6, "crore": 1e7, "billion": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "trillion": 1e12,
    "tn": 1e12, "trn": 1e12, "dozen": 12,
}  # fmt: skip
AMBIGUOUS_SCALES = {"k", "m", "b"}

UNITS: dict[str, float] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: dict[str, float] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
ORDINALS: dict[str, float] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000, "millionth": 1e6,
}  # fmt: skip
PLURAL_TENS: dict[str, float] = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip
HINTS: dict[str, tuple[float, ...]] = {
    "once": (1,), "single": (1,), "sole": (1,), "alone": (1,), "a": (1,), "an": (1,), "another": (1,),
    "per": (1,), "each": (1,), "every": (1,), "both": (2,), "pair": (2,), "pairs": (2,), "couple": (2,),
    "twice": (2,), "twins": (2,), "twin": (2,), "double": (2,), "doubled": (2, 100), "doubling": (2, 100),
    "doubles": (2,), "duo": (2,), "dual": (2,), "bilateral": (2,), "either": (2, 1), "neither": (2,),
    "biennial": (2,), "bi": (2,), "runner-up": (2,), "runners-up": (2,), "brace": (2,), "triple": (3,),
    "tripled": (3,), "trebled": (3,), "trio": (3,), "thrice": (3,), "hat": (3,), "triplets": (3,),
    "trilateral": (3,), "tripling": (3,), "trinity": (3,), "quadruple": (4,), "quadrupled": (4,),
    "quartet": (4,), "quarterly": (3, 4), "fortnight": (2, 14, 15), "week": (7, 1), "weekly": (7, 1),
    "weekend": (2,), "weeklong": (7,), "decade": (10, 1), "decades": (10,), "century": (100, 1),
    "centuries": (100,), "centenary": (100,), "dozen": (12,), "dozens": (12, 10),
    "half": (0.5, 2, 50, 1, 30), "halves": (0.5, 2, 1), "halved": (0.5, 2, 50), "halving": (0.5, 2),
    "quarter": (0.25, 4, 1, 25, 15, 3), "quarters": (0.25, 4, 0.75, 3, 75), "third": (3, 1, 33),
    "thirds": (3, 2, 66, 67), "tenfold": (10,), "tens": (10,), "scores": (20,), "score": (20,),
    "hundreds": (100,), "thousands": (1000,), "millions": (1e6,), "billions": (1e9,), "trillions": (1e12,),
    "millionaire": (1e6,), "billionaire": (1e9,), "multimillion": (1e6,), "millennium": (1000,),
    "millennia": (1000,), "midnight": (0, 12, 24), "noon": (12,), "midday": (12,), "semi": (0.5, 2),
    "annual": (1,), "year": (1, 12), "yearly": (1,), "monthly": (1,), "month": (1, 30), "day": (1, 24),
    "daily": (1,), "today": (1,), "unanimous": (100,), "initial": (1,), "initially": (1,),
    "previous": (1,), "last": (1,), "next": (1, 2), "teenager": (13, 19, 18), "teenagers": (13, 19, 18),
    "teens": (13, 19, 10), "teenage": (13, 19), "minors": (18,), "zero": (0,), "nil": (0,), "none": (0,),
    "leading": (1,), "top": (1,), "gold": (1,), "hourly": (1,), "hour": (1, 60), "mixed": (2,),
    "mid": (2, 0.5), "primary": (1,), "elementary": (1,), "secondary": (2,), "tertiary": (3,),
    "octogenarian": (80,), "septuagenarian": (70,), "unicameral": (1,), "bicameral": (2,),
    "quadrennial": (4,), "semis": (2,), "semifinal": (2,), "multi": (2,), "two-fold": (2,),
    "twofold": (2,), "threefold": (3,), "fourfold": (4,), "fivefold": (5,), "sixfold": (6,), "equal": (1,),
    "same": (1,), "unique": (1,), "anniversary": (1,), "premier": (1,), "debut": (1,),
}  # fmt: skip
"""Words that imply a number: they explain one in the translation and require none."""

MONTHS: dict[str, int] = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10,
    "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip

CONVERSIONS: dict[str, tuple[float, ...]] = {
    "mile": (1.609, 1609.0), "miles": (1.609, 1609.0), "mph": (1.609,), "mi": (1.609,), "yard": (0.9144,),
    "yards": (0.9144,), "foot": (0.3048, 30.48), "feet": (0.3048, 30.48), "ft": (0.3048, 30.48),
    "inch": (2.54, 25.4, 0.0254), "inches": (2.54, 25.4, 0.0254), "in": (2.54,), "pound": (0.4536,),
    "pounds": (0.4536,), "lb": (0.4536,), "lbs": (0.4536,), "ounce": (28.35,), "ounces": (28.35,),
    "oz": (28.35,), "stone": (6.35,), "acre": (0.4047, 4047.0, 2.0), "acres": (0.4047, 4047.0, 2.0),
    "gallon": (3.785, 4.546), "gallons": (3.785, 4.546), "ton": (0.907, 1.016, 1000.0),
    "tons": (0.907, 1.016, 1000.0), "hectare": (5.0,), "hectares": (5.0,), "kilometers": (1000.0,),
    "kilometres": (1000.0,), "km": (1000.0,), "meters": (100.0,), "metres": (100.0,), "tonnes": (1000.0,),
}  # fmt: skip

SUFFIXES = frozenset(
    [
        "am",
        "pm",
        "kg",
        "g",
        "mg",
        "ml",
        "cm",
        "mm",
        "cc",
        "c",
        "f",
        "x",
        "v",
        "p",
        "hr",
        "hrs",
        "h",
        "s",
        "min",
        "mins",
        "sec",
        "secs",
        "yr",
        "yrs",
        "year",
        "y",
        "km",
        "kmh",
        "kph",
        "kmph",
        "gb",
        "mb",
        "tb",
        "ghz",
        "mhz",
        "kw",
        "mw",
        "gw",
        "mwh",
    ]
)
"""Units written with no space after a number; any other word there makes it a name (``49ers``)."""
