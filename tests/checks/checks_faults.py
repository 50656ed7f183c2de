"""Seeded faults: what goes wrong in translations, done to correct sentences, always in the same way.

Each kind names the rules of which one must find it. A kind's function returns the damaged (source, target), or
``None`` where the sentence has nothing to damage that way.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LANGUAGES = ("fa", "fa_AF", "ps")
DATA = Path(__file__).parent / "data" / "correct.tsv"
PER_KIND = 8
NATIVE = "۰۱۲۳۴۵۶۷۸۹"

Pair = tuple[str, str]
Damage = "Callable[[str, str, str, random.Random], Pair | None]"


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    rules: frozenset[str]
    languages: tuple[str, ...]
    damage: Callable[[str, str, str, random.Random], Pair | None]
    context: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    language: str
    source: str
    target: str


KINDS: list[Kind] = []


def kind(*rules: str, languages: tuple[str, ...] = LANGUAGES, context: str = "paragraph") -> Callable:
    def register(function: Callable) -> Callable:
        KINDS.append(
            Kind(function.__name__.replace("_", " "), frozenset(rules), languages, function, context)
        )
        return function

    return register


def sentences() -> dict[str, list[Pair]]:
    """Language → (source, target) of the correct sentences."""
    rows = [line.split("\t") for line in DATA.read_text("utf-8").splitlines()]
    return {language: [(row[0], row[column]) for row in rows] for column, language in enumerate(LANGUAGES, 1)}


def faults(language: str) -> Iterator[Fault]:
    """Up to :data:`PER_KIND` faults of every kind, spread over the sentences."""
    pairs = sentences()[language]
    for number, fault_kind in enumerate(KINDS):
        if language not in fault_kind.languages:
            continue
        chance = random.Random(number)
        order = list(range(len(pairs)))
        chance.shuffle(order)
        made = 0
        for index in order:
            source, target = pairs[index]
            damaged = fault_kind.damage(source, target, language, chance)
            if damaged is not None and damaged != (source, target):
                yield Fault(fault_kind, language, *damaged)
                made += 1
                if made == PER_KIND:
                    break


def _swap(target: str, old: str, new: str) -> str | None:
    return re.sub(old, new, target, count=1) if re.search(old, target) else None


def _pick(target: str, old: str, new: str, source: str) -> Pair | None:
    changed = _swap(target, old, new)
    return (source, changed) if changed is not None else None


# Numbers


@kind("number-mismatch", "solar-date-wrong", "date-mismatch")
def number_altered(source, target, language, chance):
    numbers = [
        m
        for m in re.finditer(rf"(?<![{NATIVE}٫٬/:])[{NATIVE}]{{2,}}(?![{NATIVE}٫٬/:])", target)
        if m.group().translate(str.maketrans(NATIVE, "0123456789")) in re.findall(r"\d+", source)
    ]
    if not numbers:
        return None
    match = chance.choice(numbers)
    digits = list(match.group())
    place = chance.randrange(len(digits))
    digits[place] = NATIVE[(NATIVE.index(digits[place]) + chance.randrange(1, 9)) % 10 or 1]
    return source, target[: match.start()] + "".join(digits) + target[match.end() :]


@kind("number-mismatch", "number-missing")
def digits_transposed(source, target, language, chance):
    match = re.search(rf"(?<![{NATIVE}٫٬/:])([{NATIVE}])([{NATIVE}])(?![{NATIVE}٫٬/:])", target)
    if (
        not match
        or match[1] == match[2]
        or match[2] == "۰"
        or match.group().translate(str.maketrans(NATIVE, "0123456789")) not in re.findall(r"\d+", source)
    ):
        return None
    return source, target[: match.start()] + match[2] + match[1] + target[match.end() :]


@kind("number-missing", "number-mismatch", "number-word-missing")
def number_dropped(source, target, language, chance):
    match = re.search(rf"(?<![{NATIVE}٫٬/:])[{NATIVE}]{{2,}}(?![{NATIVE}٫٬/:]) ", target)
    return (source, target[: match.start()] + target[match.end() :]) if match else None


@kind("number-mismatch")
def scale_changed(source, target, language, chance):
    if "illion" not in source:
        return None
    return _pick(target, "میلیارد|ملیارد", "میلیون", source) or _pick(
        target, "میلیون|ملیون", "میلیارد", source
    )


@kind("number-mismatch")
def decimal_sign_dropped(source, target, language, chance):
    return (
        _pick(target, rf"([{NATIVE}])٫([{NATIVE}])", r"\1\2", source)
        if re.search(r"\d\.\d", source)
        else None
    )


@kind("number-extra", "number-mismatch")
def number_invented(source, target, language, chance):
    person = "کسان" if language == "ps" else "نفر"
    if re.search("47", source) or not target.endswith((".", "؟")):
        return None
    return source, f"{target[:-1]} (۴۷ {person}){target[-1]}"


@kind("number-mismatch", "number-word-missing", "number-missing")
def number_in_words_altered(source, target, language, chance):
    pairs = {
        "fa": (("بیست", "چهل"), ("سی‌و", "پنجاه‌و"), ("پنجاه", "هفتاد"), ("شصت", "هشتاد"), ("هفتاد", "پنجاه"))
    }
    table = (
        pairs.get("fa")
        if language != "ps"
        else (("دېرش", "پنځوس"), ("شپېته", "اتیا"), ("پنځوس", "شپېته"), ("څلوېښت", "پنځوس"))
    )
    if not re.search(r"thirty|forty|fifty|sixty|seventy|twenty-", source):
        return None
    for old, new in table:
        if re.search(rf"(?<![\w\u200c]){old}(?:[وه]?)(?![^\W\d_])", target) or ("‌و" in old and old in target):
            return source, target.replace(old, new, 1)
    return None


@kind("percent-lost")
def percent_dropped(source, target, language, chance):
    return (
        _pick(target, r" (?:درصد|فیصد|فی‌صد|سلنه|سلنې)(?![\w])", "", source)
        if "percent" in source and len(re.findall("درصد|فیصد|سلن", target)) == 1
        else None
    )


@kind("currency-changed")
def currency_swapped(source, target, language, chance):
    if re.search("euro|€", source) or not re.search(r"dollar|\$", source):
        return None
    changed = re.sub(r"(?<!\w)(?:دلار|دالر|ډالر)(?=\w*)", "یورو ", target)
    return (source, changed) if changed != target else None


# Dates

_MONTHS = {
    "fa": (
        ("ژانویه", "فوریه"),
        ("مارس", "آوریل"),
        ("آوریل", "مارس"),
        ("ژوئن", "ژوئیه"),
        ("ژوئیه", "ژوئن"),
        ("سپتامبر", "اکتبر"),
        ("اکتبر", "نوامبر"),
    ),
    "fa_AF": (
        ("جنوری", "فبروری"),
        ("مارچ", "اپریل"),
        ("اپریل", "مارچ"),
        ("جون", "جولای"),
        ("جولای", "جون"),
        ("سپتمبر", "اکتوبر"),
        ("اکتوبر", "نومبر"),
    ),
    "ps": (
        ("جنوري", "فبروري"),
        ("مارچ", "اپریل"),
        ("اپریل", "مارچ"),
        ("جون", "جولای"),
        ("جولای", "جون"),
        ("سپتمبر", "اکتوبر"),
        ("اکتوبر", "نومبر"),
        ("اکټوبر", "نومبر"),
    ),
}


@kind("month-mismatch")
def month_swapped(source, target, language, chance):
    for old, new in _MONTHS[language]:
        if re.search(rf"\d\s(?:د )?{old}|(?<!\w){old} (?:سال |په )?\d", target) and new not in target:
            return source, target.replace(old, new)
    return None


@kind("weekday-mismatch")
def weekday_swapped(source, target, language, chance):
    if "night" in source or "evening" in source or not re.search(r"[a-z]day\b", source):
        return None
    for old, new in (
        ("چهارشنب", "پنجشنب"),
        ("دوشنب", "چهارشنب"),
        ("یکشنب", "دوشنب"),
        ("پنجشنب", "یکشنب"),
        ("سه‌شنب", "پنجشنب"),
        ("سه شنب", "چهارشنب"),
    ):
        if old in target and new not in target:
            return source, target.replace(old, new)
    return None


@kind("gregorian-month-foreign", languages=("fa", "fa_AF"))
def month_of_the_neighbour(source, target, language, chance):
    other = {
        "fa": {"ژانویه": "جنوری", "آوریل": "اپریل", "ژوئن": "جون", "اکتبر": "اکتوبر", "سپتامبر": "سپتمبر"},
        "fa_AF": {"جنوری": "ژانویه", "اپریل": "آوریل", "جون": "ژوئن", "جولای": "ژوئیه", "سپتمبر": "سپتامبر"},
    }[language]
    for old, new in other.items():
        if re.search(rf"\d {old}|(?<!\w){old} (?:سال )?\d{{4}}", target):
            return source, target.replace(old, new)
    return None


@kind("solar-month-foreign")
def solar_month_of_the_neighbour(source, target, language, chance):
    return source, target[:-1] + {
        "fa": " (۵ سنبله ۱۴۰۲)",
        "fa_AF": " (۵ مرداد ۱۴۰۲)",
        "ps": " (۵ مرداد ۱۴۰۲)",
    }[language] + target[-1]


@kind("date-mismatch")
def two_dates_that_differ(source, target, language, chance):
    day = chance.choice("۲۵۶۷۸۹")
    solar, gregorian = {"fa": ("اردیبهشت", "مه"), "fa_AF": ("ثور", "می"), "ps": ("غویی", "می")}[language]
    if not target.endswith("."):
        return None
    return f"{source[:-1]} (3 May 2024).", f"{target[:-1]} (۱{day} {solar} ۱۴۰۳ - ۳ {gregorian} ۲۰۲۴)."


# Content and language


@kind("identical-to-source")
def not_translated(source, target, language, chance):
    return (source, source) if len(re.findall(r"\b[a-z]{2,}\b", source)) > 2 else None


@kind("wrong-language")
def other_language(source, target, language, chance):
    other = dict(sentences()["fa" if language == "ps" else "ps"]).get(source)
    return (source, other) if other and len(other.split()) >= 9 else None


@kind("untranslated-run", "wrong-language")
def english_tail(source, target, language, chance):
    words = source.split()
    if len(words) < 16 or '"' in source or "“" in source or "(" in source:
        return None
    tail = " ".join(words[-9:])
    if len(re.findall(r"\b[a-z]+\b", tail)) < 8:
        return None
    return source, " ".join(target.split()[: len(target.split()) // 2]) + " " + tail


@kind("untranslated-word")
def english_word_left(source, target, language, chance):
    words = list(re.findall(r"\b[a-z]{5,}\b", source))
    native = target.split()
    if not words or len(native) < 6 or "«" in target or "(" in target:
        return None
    native[3] = chance.choice(words)
    return source, " ".join(native)


@kind("length-extreme", "cut-short")
def cut_to_a_stump(source, target, language, chance):
    return (source, " ".join(target.split()[:2])) if len(source) > 90 else None


@kind("length-ratio", "length-extreme", "cut-short", "number-missing", "quotes-unbalanced")
def second_half_lost(source, target, language, chance):
    words = target.split()
    return (source, " ".join(words[: int(len(words) * 0.35)]) + ".") if len(source) > 110 else None


@kind("cut-short")
def end_cut_off(source, target, language, chance):
    words = target.split()
    return (
        (source, " ".join(words[:-2]))
        if len(words) > 8 and source.endswith(".") and target.endswith(".") and words[-3][-1].isalpha()
        else None
    )


@kind("repeat-loop")
def loop(source, target, language, chance):
    words = target.split()
    if len(words) < 8:
        return None
    at = chance.randrange(1, len(words) - 4)
    phrase = [w.strip("«»،؛.()") for w in words[at : at + chance.randrange(2, 5)]]
    return source, " ".join(words[:at] + phrase * chance.randrange(3, 6) + words[at + 4 :])


@kind("doubled-word")
def word_twice(source, target, language, chance):
    word = "په" if language == "ps" else "در"
    return _pick(target, rf"(?<= ){word} ", f"{word} {word} ", source)


@kind("question-lost", "cut-short")
def question_mark_lost(source, target, language, chance):
    return (source, target.replace("؟", ".")) if source.endswith("?") and target.endswith("؟") else None


@kind("negation-lost", languages=("fa", "fa_AF"))
def negation_lost(source, target, language, chance):
    if not re.search(r"\b(?:did|does|do|was|were|has|had|is|are|will|could|can) not\b", source):
        return None
    changed = re.sub(r"(?<!\w)نمی\u200c", "می\u200c", target)
    changed = re.sub(r"(?<!\w)ن(?=کرد|شد|بود|داد|رفت|یافت|توان|خواه|دار)", "", changed).replace("نیست", "است")
    return (source, changed) if changed != target else None


@kind("unknown-sign")
def letter_lost(source, target, language, chance):
    at = chance.randrange(1, len(target) - 1)
    return source, target[:at] + "\ufffd" + target[at + 1 :]


@kind("foreign-script")
def cyrillic_word(source, target, language, chance):
    words = target.split()
    words.insert(len(words) // 2, "сегодня")
    return source, " ".join(words)


@kind("added-honorific")
def honorific_added(source, target, language, chance):
    return (
        ("Khamenei said so: " + source, "مقام معظم رهبری: " + target)
        if "leader" not in source.lower()
        else None
    )


# Markup and addresses


@kind("placeholder-mismatch")
def placeholder_lost(source, target, language, chance):
    return f"{source} {{name}} {{count}}", f"{target} {{name}}"


@kind("tag-mismatch", "tag-nesting")
def tag_lost(source, target, language, chance):
    words = source.split(" ", 1)
    native = target.split(" ", 1)
    return (
        (f"<b>{words[0]}</b> {words[1]}", f"<b>{native[0]} {native[1]}")
        if len(words) == len(native) == 2
        else None
    )


@kind("link-mismatch")
def link_altered(source, target, language, chance):
    return (
        f"[{source}](https://example.org/a/{len(source)})",
        f"[{target}](https://example.org/a/{len(source) + 1})",
    )


@kind("url-mismatch")
def address_lost(source, target, language, chance):
    return f"{source} https://example.org/tips", target


@kind("email-mismatch")
def mailbox_altered(source, target, language, chance):
    return f"{source} tips@example.org", f"{target} tip@example.org"


@kind("handle-mismatch")
def handle_transliterated(source, target, language, chance):
    return f"{source} @newsdesk", f"{target} @نیوزدسک"


@kind("code-mismatch")
def code_translated(source, target, language, chance):
    return f"{source} `status`", f"{target} `حالت`"


@kind("emphasis-broken")
def emphasis_half_open(source, target, language, chance):
    return f"**{source}**", f"**{target}"


@kind("emphasis-lost")
def emphasis_lost(source, target, language, chance):
    return f"*{source}*", target


@kind("edge-newline")
def newline_lost(source, target, language, chance):
    return f"{source}\n", target


@kind("edge-space")
def space_at_the_edge(source, target, language, chance):
    return source, f"{target} "


@kind("heading-stop", context="headline")
def headline_with_a_stop(source, target, language, chance):
    return (source.rstrip("."), target) if source.endswith(".") and target.endswith(".") else None


# Quotes and brackets


@kind("quotes-unbalanced")
def closing_quote_lost(source, target, language, chance):
    return (
        (source, target.replace("»", "", 1)) if target.count("»") == 1 and re.search('[“"]', source) else None
    )


@kind("quotes-unbalanced")
def opening_quote_lost(source, target, language, chance):
    return (
        (source, target.replace("«", "", 1)) if target.count("«") == 1 and re.search('[“"]', source) else None
    )


@kind("quote-lost")
def quotation_marks_lost(source, target, language, chance):
    return (
        (source, re.sub("[«»]", "", target))
        if "«" in target and re.search(r'[“"]\w+(?:\W+\w+){5}', source)
        else None
    )


@kind("straight-quotes")
def straight_marks(source, target, language, chance):
    return (source, re.sub("[«»]", '"', target)) if "«" in target else None


@kind("brackets-unbalanced")
def bracket_lost(source, target, language, chance):
    return f"{source[:-1]} (UN){source[-1]}", f"{target[:-1]} (ملل متحد{target[-1]}"


# Letters, digits, signs, spaces


@kind("arabic-yeh-kaf", languages=("fa", "fa_AF"))
def arabic_yeh(source, target, language, chance):
    return _pick(re.sub("«[^»]*»", "", target), "ی", "ي", source)


@kind("arabic-kaf", "arabic-yeh-kaf")
def arabic_kaf(source, target, language, chance):
    return _pick(re.sub("«[^»]*»", "", target), "ک", "ك", source)


@kind("foreign-heh")
def urdu_heh(source, target, language, chance):
    return _pick(re.sub("«[^»]*»", "", target), "ه", "ہ", source)


@kind("pashto-gaf", languages=("ps",))
def persian_gaf(source, target, language, chance):
    return _pick(re.sub("«[^»]*»", "", target), "ګ", "گ", source)


@kind("peshawar-ke", languages=("ps",))
def ke_of_peshawar(source, target, language, chance):
    return _pick(re.sub("«[^»]*»", "", target), " کې ", " کښې ", source)


@kind("pashto-letters", languages=("fa", "fa_AF"))
def pashto_word(source, target, language, chance):
    words = re.sub("«[^»]*»", "", target).split()
    words.insert(2, "ښځې")
    return source, " ".join(words)


@kind("presentation-forms")
def glyphs_for_letters(source, target, language, chance):
    return _pick(target, "لا", "ﻻ", source)


@kind("tatweel")
def stretched(source, target, language, chance):
    return _pick(target, "س", "س\u0640", source)


@kind("not-composed", "arabic-yeh-kaf")
def not_composed(source, target, language, chance):
    return _pick(target, "آ", "ا\u0653", source)


@kind("arabic-digits")
def arab_digits(source, target, language, chance):
    return (
        (source, target.translate(str.maketrans(NATIVE, "٠١٢٣٤٥٦٧٨٩")))
        if re.search(rf"[{NATIVE}]", target)
        else None
    )


@kind("ascii-digits")
def latin_digits(source, target, language, chance):
    return (
        (source, target.translate(str.maketrans(NATIVE, "0123456789")))
        if re.search(rf"[{NATIVE}]", target)
        else None
    )


@kind("mixed-digits")
def two_sets_of_digits(source, target, language, chance):
    match = re.search(rf"[{NATIVE}]{{2,}}", target)
    return (
        (source, target[: match.start()] + str(NATIVE.index(match.group()[0])) + target[match.start() + 1 :])
        if match
        else None
    )


@kind("decimal-sign", "number-mismatch")
def comma_for_decimal(source, target, language, chance):
    return _pick(target, rf"(?<=[{NATIVE}])٫(?=[{NATIVE}])", "،", source)


@kind("percent-sign")
def latin_percent(source, target, language, chance):
    return _pick(target, r"(?<=[۰-۹]) (?:درصد|فیصد|سلنه)", "%", source)


@kind("currency-sign")
def sign_for_currency(source, target, language, chance):
    return _pick(target, rf"([{NATIVE}٬٫]+)(?: (?:دلار|دالر|ډالر)\w*)", r"$\1", source)


@kind("latin-punctuation")
def latin_comma(source, target, language, chance):
    return _pick(target, "،", ",", source)


@kind("space-before-punctuation")
def space_before(source, target, language, chance):
    return _pick(target, r"(?<=[^\W\d_])،", " ،", source)


@kind("space-after-punctuation")
def no_space_after(source, target, language, chance):
    return _pick(target, r"، (?=[^\W\d_])", "،", source)


@kind("doubled-punctuation")
def stop_twice(source, target, language, chance):
    return (source, target + ".") if target.endswith(".") else None


@kind("urdu-stop")
def urdu_stop(source, target, language, chance):
    return (source, target[:-1] + "۔") if target.endswith(".") else None


@kind("double-space")
def two_spaces(source, target, language, chance):
    return _pick(target, r"(?<=\w) (?=\w)", "  ", source)


@kind("invisible-characters")
def no_break_space(source, target, language, chance):
    return _pick(target, " ", chance.choice("\u00a0\u200b\ufeff\u00ad"), source)


@kind("bidi-controls", "bidi-unbalanced")
def direction_marks(source, target, language, chance):
    return source, chance.choice(
        ("\u202b{}\u202c", "\u202b{}", "{}\u200f", "\u200e{}", "\u202e{}\u202c")
    ).format(target)


@kind("stray-half-space")
def half_space_at_the_edge(source, target, language, chance):
    return _pick(target, r"(?<=\w) ", "\u200c ", source)


@kind("half-space-mi", languages=("fa", "fa_AF"))
def mi_apart(source, target, language, chance):
    return _pick(target, r"(?<!\w)(ن?می)\u200c", r"\1 ", source)


@kind("half-space-ha", languages=("fa", "fa_AF"))
def ha_apart(source, target, language, chance):
    return _pick(target, r"\u200cها(?=[ ی])", " ها", source)


@kind("ezafe-apart", languages=("fa", "fa_AF"))
def ezafe_apart(source, target, language, chance):
    return _pick(target, "ه\u0654 ", "ه ی ", source)


@kind("iranian-term-in-dari", languages=("fa_AF",))
def iranian_word(source, target, language, chance):
    if re.search("Iran|Tehran|Isfahan|Mashhad", source):
        return None
    for old, new in (
        ("پولیس", "پلیس"),
        ("شفاخانه", "بیمارستان"),
        ("دالر", "دلار"),
        ("میدان هوایی", "فرودگاه"),
    ):
        if re.search(rf"(?<!\w){old}(?!\w)", re.sub("«[^»]*»", "", target)):
            return source, target.replace(old, new)
    return None


@kind("afghan-term-in-persian", languages=("fa",))
def afghan_word(source, target, language, chance):
    if re.search(
        "Afghan|Kabul|Herat|Kandahar|Taliban|Balkh|Mazar|Bamyan|Nangarhar|Helmand|Kunduz|Ghazni", source
    ):
        return None
    for old, new in (
        ("پلیس", "پولیس"),
        ("بیمارستان", "شفاخانه"),
        ("دلار", "دالر"),
        ("فرودگاه", "میدان هوایی"),
        ("دادگاه", "محکمه"),
    ):
        if re.search(rf"(?<!\w){old}(?!\w)", re.sub("«[^»]*»", "", target)):
            return source, target.replace(old, new)
    return None
