"""Content: whether the translation is there, whole, and no more than the source says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Severity
from wirelocalize.checks.pieces import LOWER_WORD
from wirelocalize.checks.registry import PASHTO, PERSIAN, case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.checks.pair import Pair


@rule(
    "empty-target",
    Severity.ERROR,
    reason="Such an entry counts as translated and publishes nothing. Leave it empty instead, or write ∅ if "
    "it is merged "
    "into its neighbour.",
    evidence="Translate Toolkit (blank) checks the same.",
    catch=[case("fa", "The clinic reopened.", "…"), case("ps", "He left.", " ")],
    spare=[case("fa", "* * *", "* * *"), case("ps", "He left.", "∅"), case("fa", "“…”", "«…»")],
)
def empty_target(pair: Pair) -> Iterator[Hit]:
    """The translation has no letters or digits although the source has."""
    if not any(c.isalnum() for c in pair.target) and any(c.isalnum() for c in pair.source_bare):
        yield Hit("there are no words in the translation")


def _is_name_only(source: str) -> bool:
    """Whether a text is made of names, acronyms and figures, which may stay as they are."""
    return not LOWER_WORD.search(source) or len(re.findall(r"[^\W\d_]{2,}", source)) < 2


@rule(
    "identical-to-source",
    Severity.ERROR,
    reason="An English sentence would be published as if it were translated.",
    evidence="Translate Toolkit (unchanged) and Weblate (same) check the same.",
    catch=[case("fa", "He said no.", "He said no.")],
    spare=[
        case("fa", "IranWire", "IranWire"),
        case("ps", "BBC News", "BBC News"),
        case("fa_AF", "https://example.org/how-to", "https://example.org/how-to"),
    ],
)
def identical_to_source(pair: Pair) -> Iterator[Hit]:
    """The translation is the source text itself."""
    if pair.target.strip() == pair.source.strip() and not _is_name_only(pair.source_bare):
        yield Hit("the text is not translated", pair.target)


_UNKNOWN = "\ufffd⁇▁<" + "".join(map(chr, range(0xE001, 0xF900)))


@rule(
    "unknown-sign",
    Severity.ERROR,
    needs=_UNKNOWN,
    reason="U+FFFD is what is left of a letter that was lost in conversion, ⁇ and <unk> of a word an engine "
    "did not know.",
    evidence="Unicode 16, 23.8; SentencePiece.",
    catch=[case("fa", "He left.", "او رف\ufffd."), case("ps", "He left.", "هغه ⁇ ولاړ.")],
    spare=[case("fa", "Really?!", "واقعاً؟!")],
)
def unknown_sign(pair: Pair) -> Iterator[Hit]:
    """A replacement character or an engine's sign for an unknown word."""
    match = re.search(r"\ufffd|⁇|<unk>|▁|[\ue001-\uf8ff]", pair.target)
    if match and match.group() not in pair.source:
        yield Hit("a letter or word was lost here", match.group())


_REPEATED = re.compile(r"\b(\w+)(?:\W+\1\b){2}|(\w)\2{3}|(\w{2,})-\3\b")
_LETTER_LOOP = re.compile(r"([^\W\d_]{2,6}?)\1{4,}|([^\W\d_])\2{5,}")


@rule(
    "repeat-loop",
    Severity.ERROR,
    reason="Engines that lose the thread repeat a phrase until they are stopped.",
    evidence="No professional translation in TICO-19 and no authored sentence has a phrase three times in a "
    "row.",
    catch=[
        case("fa", "He said in Kabul.", "در کابل گفت در کابل گفت در کابل گفت"),
        case("ps", "He left.", "هغه هغه هغه هغه ولاړ."),
    ],
    spare=[
        case("fa", "Woman, life, freedom", "زن، زندگی، آزادی"),
        case("fa_AF", "Death, death, death to the king", "مرگ، مرگ، مرگ بر شاه"),
        case("ps", "Slowly, slowly", "ورو ورو، ورو"),
        case("fa", "Row, row, row, row your boat", "پارو، پارو، پارو، پارو بزن"),
    ],
)
def repeat_loop(pair: Pair) -> Iterator[Hit]:
    """A phrase three times in a row, or a word four times."""
    words = pair.words
    repeated = (len(words) - len(set(words)) >= 3 and _loop(words)) or next(
        (word for word in words if _babble(word)), ""
    )
    if repeated and not _REPEATED.search(pair.source_lower):
        yield Hit("the same words come again and again", repeated)


def _loop(words: list[str]) -> str:
    """A phrase of two to six words three times running, or one word four times; empty if there is none."""
    for length in range(1, 7):
        needed = 3 if length == 1 else 2 * length
        run = 0
        for index, (first, second) in enumerate(zip(words, words[length:], strict=False)):
            run = run + 1 if first == second else 0
            if run == needed:
                return " ".join(words[index + 1 - needed : index + 1 + length])
    return ""


def _babble(word: str) -> bool:
    """Whether a word is a few letters over and over."""
    return len(word) >= 10 and len(set(word)) * 3 <= len(word) and _LETTER_LOOP.search(word) is not None


_DOUBLED = {
    PERSIAN: re.compile(
        r"(?<![\w\u200c«])(در|که|را|با|این|برای|تا|است|شد|بر|شده|می‌شود|بود|یک|و|کرد|خود|آن) \1(?![\w\u200c])"
    ),
    PASHTO: re.compile(
        r"(?<![\w\u200c«])(په|د|چې|کې|له|ته|او|دا|دی|ده|څخه|پر|تر|شو|کړ|شوي|"
        r"شوی) \1(?![\w\u200c\u064b-\u0655])"
    ),
}


@rule(
    "doubled-word",
    Severity.WARNING,
    reason="The same small word twice in a row is a slip of editing.",
    evidence="Weblate (duplicate) checks the same; only words that are not doubled on purpose («ورو ورو», "
    "«یک یک»).",
    languages=(*PERSIAN, *PASHTO),
    catch=[
        case("fa", "He lives in Tehran.", "او در در تهران زندگی می‌کند."),
        case("ps", "In Kabul", "په په کابل کې"),
    ],
    spare=[
        case("ps", "Little by little", "ورو ورو"),
        case("fa", "That that", "آنکه آن"),
        case("fa_AF", "He who said that, that is all", "گفت که «که» حرف ربط است"),
    ],
)
def doubled_word(pair: Pair) -> Iterator[Hit]:
    """A small word stands twice in a row."""
    if len(pair.vocabulary) == len(pair.native_words):
        return
    pattern = _DOUBLED[PASHTO if pair.language.code in PASHTO else PERSIAN]
    match = pattern.search(pair.prose)
    if match and not (
        match[1] in ("یک", "این", "آن")
        or (match[1] in ("کرد", "شد", "بود", "است", "شو", "دی", "ده") and "»" in pair.prose)
    ):
        yield Hit(f"«{match[1]}» stands twice", match.group())


_BANDS = {"fa": (0.42, 1.9), "fa_AF": (0.42, 1.9), "ps": (0.4, 2.0)}


def _ratio(pair: Pair) -> float:
    """Length of the translation over that of the source, in characters; 0 for sources too short to say."""
    source = len(pair.source_bare)
    return len(pair.bare) / source if source >= 40 else 0.0


@rule(
    "length-extreme",
    Severity.ERROR,
    reason="A translation of a quarter of the source's length has lost most of it; one three times as long "
    "has run on.",
    evidence="Far outside what 91,000 sentences show (shortest 0.4, longest 2.2 for sources of 60 signs or "
    "more).",
    catch=[
        case(
            "fa",
            "The clinic, which had been closed since August, reopened on Monday, officials said.",
            "درمانگاه.",
        ),
        case(
            "ps",
            "A long sentence about clinics that have been closed since the summer of last year.",
            "اوږد " + "کلینیک او روغتون تړل شوی دی " * 12,
        ),
    ],
    spare=[
        case("fa", "The clinic reopened.", "باز شد."),
        case("fa", "Photo: AFP", "عکس: خبرگزاری فرانسه، افغانستان"),
    ],
)
def length_extreme(pair: Pair) -> Iterator[Hit]:
    """The translation is under a quarter, or over three times, as long as the source."""
    if len(pair.source_bare) < 60:
        return
    ratio = _ratio(pair)
    if ratio < 0.25 or ratio > 3:
        yield Hit(
            f"the translation has {ratio:.0%} of the source's length: is something missing or too much?"
        )


@rule(
    "length-ratio",
    Severity.WARNING,
    reason="Unusual length is the first sign of a sentence cut short or of words that are not in the source.",
    evidence="Calibrated on 91,000 authored and 2,913 TICO-19 sentences: outside the band are fewer than 1 "
    "in 500.",
    catch=[
        case(
            "fa",
            "The clinic, which had been closed since August, reopened on Monday, officials said.",
            "درمانگاه دوشنبه باز شد.",
        )
    ],
    spare=[
        case(
            "fa", "The clinic reopened on Monday, officials said.", "به گفتهٔ مقامات، درمانگاه دوشنبه باز شد."
        )
    ],
)
def length_ratio(pair: Pair) -> Iterator[Hit]:
    """The translation is much shorter or longer than translations of such a source are."""
    ratio = _ratio(pair)
    if not ratio:
        return
    low, high = _BANDS.get(pair.language.code, (0.35, 2.5))
    extreme = len(pair.source_bare) >= 60 and (ratio < 0.25 or ratio > 3)
    if (ratio < low or ratio > high) and not extreme:
        yield Hit(f"the translation has {ratio:.0%} of the source's length: is it complete?")


_STOP = re.compile(r"(?<=[^\W\d_]{2})[.!?؟۔…]+[\"”’»)\]›]*(?=\s+\S|$|[A-Z])")
_END = re.compile(r"[.!?؟۔…:;؛»\"”’)\]›*_|\ue000]\s*\Z")


@rule(
    "sentence-count",
    Severity.INFO,
    reason="Two sentences fewer may be a sentence lost; two more, a sentence invented.",
    evidence="Sentences may be joined or split; only a difference of two or more is shown.",
    catch=[case("fa", "He came. He saw. He won.", "او آمد.")],
    spare=[case("fa", "He came. He saw.", "او آمد و دید.")],
)
def sentence_count(pair: Pair) -> Iterator[Hit]:
    """The number of sentences differs by two or more."""
    if (
        pair.source.count(".") + pair.source.count("?") + pair.source.count("!") < 2
        and pair.target.count(".") < 2
    ):
        return
    wanted, found = len(_STOP.findall(pair.source_bare)), len(_STOP.findall(pair.bare))
    if abs(wanted - found) >= 2:
        yield Hit(f"the source has {wanted} sentences, the translation {found}")


@rule(
    "cut-short",
    Severity.WARNING,
    reason="A sentence that ends without its full stop may be cut off.",
    evidence="Translate Toolkit (endpunc) checks something like it.",
    catch=[case("fa", "He said that they would leave on Monday.", "او گفت که آنها دوشنبه را")],
    spare=[
        case("fa", "He said that they would leave.", "او گفت که می‌روند."),
        case("ps", "He left. (AFP)", "هغه ولاړ. (AFP)"),
        case("fa", "He left", "او رفت"),
    ],
)
def cut_short(pair: Pair) -> Iterator[Hit]:
    """The source ends with a full stop, the translation without any sign."""
    if _END.search(pair.bare):
        return
    source = pair.source.rstrip()
    if (
        len(pair.source_words) < 4
        or not re.search(r"[a-z)]\.[\"”’)]*$", source)
        or re.search(r"\b(?:[A-Z]\.)+$", source)
    ):
        return
    yield Hit("the source ends with a full stop, the translation does not", pair.target[-20:])


@rule(
    "question-lost",
    Severity.WARNING,
    needs="?",
    reason="A question without its mark reads as a statement.",
    evidence="4 of 5,991 professionally translated sentences lack the mark.",
    catch=[case("fa", "Is it over?", "تمام شده است.")],
    spare=[
        case("fa", "Is it over?", "آیا تمام شده است؟"),
        case("ps", "“Is it over?” he asked.", "هغه وپوښتل چې ختم شوی که نه."),
        case("fa", "Is it over?", "تمام شد?"),
    ],
)
def question_lost(pair: Pair) -> Iterator[Hit]:
    """The source ends with a question mark, the translation has none."""
    if pair.source.rstrip('"”’») ').endswith("?") and "؟" not in pair.target and "?" not in pair.target:
        yield Hit("the source is a question; end the translation with ؟")


_NOT = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|must|may|might)(?:n['’]t|"
    r" not)\b|\bcannot\b|\bnever\b|\bwon['’]t\b|\bno one\b|\bnobody\b|\bnothing\b"
)
_NOT_WORDS = frozenset({"not", "never", "cannot", "nobody", "nothing", "no"})
_NEGATIVE = {
    PERSIAN: re.compile(
        r"(?<![\w\u200c])(?:ن(?!فر|یز|ظر|ام|یرو|وع|سبت|خست|ماین|زد|شان|شست|تیج|وشت|قش|ویس|فت|ور|یم|گرا|هاد|"
        r"خل|مونه|سل|قد|اگهان|ژاد|وزاد|وجوان|وی|شر|ماز|وروز|جات|صب|مک|رخ|ج|ا گ)\w*|نا\w+|بی\u200c\w+|بی|"
        r"بدون|هیچ\w*|هرگز|عدم|غیر\w*|ضد|فاقد|جز|مگر|خیر|لا|کمتر|کم‌تر|ممنوع\w*|خودداری|پرهیز|امتناع|اجتناب|"
        r"محروم\w*|رد|ابا|دشوار|سخت|مشکل|از دست|دریغ|مانع|باز ماند\w*|محال|بعید|عاری|خالی|کمبود|دیگر|انکار|"
        r"تکذیب|مخالف\w*|نیست\w*|ندار\w*|ناچار|نی)(?![\w])"
        r"|\u200cن\w+|[^\W\d_]+ن(?:می|شد|کرد|بود|دار|خواه|توان|داد|رفت|گرفت|یافت)\w*"
    ),
    PASHTO: re.compile(
        r"(?<![\w\u200c])(?:نه\w*|نۀ|مه|مۀ|نا\w+|بې(?:\u200c\w+)?|هېڅ\w*|هیڅ\w*|هېچ\w*|پرته|غیر\w*|نشته|"
        r"ناشونې|نیشته|نشي|نشو\w*|ندی|ندي|نده|نلري|نکړ\w*|ونه|ډډه|رد\w*|انکار|محروم\w*|ممنوع\w*|یوازې|"
        r"بند\w*|سخت\w*|مخالف\w*|هیچ\w*|لږ\w*|کم\w*|ضد|نيم\w*)(?![\w])"
    ),
}


@rule(
    "negation-lost",
    Severity.INFO,
    reason="“Did not” that became “did” turns the story round; no reader can see it.",
    evidence="Words of refusal, lack and prohibition count as negation too, so a finding is worth a look.",
    languages=(*PERSIAN, *PASHTO),
    catch=[
        case("fa", "He did not leave.", "او رفت."),
        case("ps", "She never came back.", "هغې بېرته راغله او ولاړه."),
    ],
    spare=[
        case("fa", "He did not leave.", "او نرفت."),
        case("fa_AF", "He never spoke.", "او هرگز گپ نزد."),
        case("ps", "He did not leave.", "هغه ولاړ نه شو."),
        case("fa", "Not only that", "نه تنها این"),
    ],
)
def negation_lost(pair: Pair) -> Iterator[Hit]:
    """The source is negative, the translation has no negative word."""
    if (
        _NOT_WORDS.isdisjoint(pair.source_vocabulary)
        and "n't" not in pair.source
        and "n’t" not in pair.source
    ) or (match := _NOT.search(pair.source_lower)) is None:
        return
    pattern = _NEGATIVE[PASHTO if pair.language.code in PASHTO else PERSIAN]
    if not pattern.search(pair.target):
        yield Hit(f"the source says “{match.group()}”; the translation has no negative", match.group())


_HONORIFIC = re.compile(
    r"مقام معظم|امیرالمؤ?منین|امیر ?المومنین|حضرت آیت|(?<!\w)شهید(?= [^\W\d_])|(?<!\w)به شهادت (?:رس|رسان)|"
    r"به هلاکت|به درک واصل"
)
_HONORIFIC_WORDS = frozenset(
    ["مقام", "امیرالمؤمنین", "امیرالمومنین", "امیر", "حضرت", "شهید", "شهادت", "هلاکت", "درک"]
)
_HONORIFIC_SOURCE = re.compile(
    r"martyr|commander of the faithful|amir|emir|supreme|leader|shahid|eminence|holiness|grand ayatollah|"
    r"killed in action|saint|excellency",
    re.IGNORECASE,
)


@rule(
    "added-honorific",
    Severity.WARNING,
    reason="Titles such as «مقام معظم رهبری» or «شهید» take sides. They belong in the text only where the "
    "source has them.",
    evidence="House rule; no hit in 5,991 professionally translated sentences.",
    catch=[case("fa", "Khamenei said", "مقام معظم رهبری گفت")],
    spare=[
        case("fa_AF", "the “commander of the faithful”", "«امیرالمؤمنین»"),
        case("ps", "the martyrs' square", "د شهیدانو څلورلارې"),
        case("fa", "Shahid Wardak played", "شهید وردک بازی کرد"),
    ],
)
def added_honorific(pair: Pair) -> Iterator[Hit]:
    """An honorific or judging title that the source does not have."""
    if _HONORIFIC_WORDS.isdisjoint(pair.vocabulary):
        return
    match = _HONORIFIC.search(pair.prose)
    if match and not _HONORIFIC_SOURCE.search(pair.source):
        yield Hit(f"«{match.group()}» is not in the source", match.group())
