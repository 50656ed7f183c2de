"""Letters: each language's own, in the code points that search engines and fonts expect."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Severity
from wirelocalize.checks.registry import IRANIAN, PASHTO, PERSIAN, case, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wirelocalize.checks.pair import Pair

_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”")
_ARABIC_PHRASE = re.compile(r"(?<!\w)ال\w*|\w*[ةًٌٍَُِّ]\w*")


def _replace(table: dict[str, str]) -> Callable[[Pair], str]:
    """A mend that maps letters in the prose of a translation."""
    codes = str.maketrans(table)
    return lambda pair: pair.mended(lambda text: text.translate(codes))


@rule(
    "arabic-yeh-kaf",
    Severity.WARNING,
    needs="يىك",
    reason="ي and ك look like ی and ک, but searching, sorting and reading aloud treat them as other letters.",
    evidence="CLDR 47 (Persian: translation guide); Unicode 16, 9.2.",
    languages=PERSIAN,
    catch=[case("fa", "Iran", "ايران"), case("fa_AF", "book", "كتاب")],
    spare=[
        case("fa", "Iran", "ایران"),
        case("ps", "He says", "هغه وايي"),
        case("fa", "He wrote “…”", "نوشت «وهو العلي الكبير»"),
    ],
    mend=_replace({"ي": "ی", "ى": "ی", "ك": "ک"}),
)
def arabic_yeh_kaf(pair: Pair) -> Iterator[Hit]:
    """Arabic ي, ى or ك in place of ی and ک."""
    if not any(letter in pair.prose for letter in "يىك"):
        return
    match = re.search(r"\w*[يىك]\w*", _QUOTED.sub(" ", pair.prose))
    if match:
        yield Hit("write ی and ک (U+06CC, U+06A9)", match.group())


@rule(
    "arabic-kaf",
    Severity.WARNING,
    needs="كڪى",
    reason="Pashto's ك is an Arabic keyboard's; the letter is ک. (ي is a Pashto letter and stays.)",
    evidence="W3C Pashto script notes (r12a).",
    languages=PASHTO,
    catch=[case("ps", "book", "كتاب"), case("ps", "girl", "نجلى")],
    spare=[case("ps", "He says", "هغه وايي")],
    mend=_replace({"ك": "ک", "ڪ": "ک", "ى": "ی"}),
)
def arabic_kaf(pair: Pair) -> Iterator[Hit]:
    """Arabic ك or ى in Pashto."""
    yield from pair.search(_KAF, "{}: write ک (U+06A9) and ی (U+06CC)")


_KAF = re.compile(r"\w*[كڪى]\w*")


@rule(
    "foreign-heh",
    Severity.WARNING,
    needs="ھہە",
    reason="ھ, ہ and ە are the heh of Urdu and Kurdish; they look alike and are not found by a search for ه.",
    evidence="Unicode 16, 9.2; CLDR 47 exemplar letters.",
    catch=[case("fa", "he", "ھمه"), case("fa_AF", "this", "ہم"), case("ps", "he", "ھغه")],
    spare=[case("ps", "the paper “Nawa-i Waqt”", "د «نوائے وقت ہے» ورځپاڼه"), case("fa", "all", "همه")],
    mend=_replace({"ھ": "ه", "ہ": "ه", "ە": "ه"}),
)
def foreign_heh(pair: Pair) -> Iterator[Hit]:
    """The heh of Urdu or Kurdish in place of ه."""
    if any(letter in pair.prose for letter in "ھہە"):
        yield from pair.search(
            re.compile(r"\w*[ھہە]\w*"), "{}: write ه (U+0647)", _QUOTED.sub(" ", pair.prose)
        )


@rule(
    "pashto-letters",
    Severity.WARNING,
    needs="ټځڅډړږښڼګېۍ",
    reason="ټ ځ څ ډ ړ ږ ښ ڼ ګ ې ۍ in Persian or Dari are a sign of text in, or half in, Pashto. Afghan "
    "names and offices may have them.",
    evidence="CLDR 47: auxiliary letters in fa-AF, none in fa.",
    languages=PERSIAN,
    catch=[case("fa", "the city of Kabul", "ښار کابل")],
    spare=[
        case("fa_AF", "the attorney general's office", "لوی څارنوالی"),
        case("fa_AF", "Shindand", "ولسوالی شینډنډ"),
        case("fa", "the poem “…”", "شعر «زما ښکلی وطن»"),
    ],
)
def pashto_letters(pair: Pair) -> Iterator[Hit]:
    """Pashto letters in Persian or Dari."""
    letters = "ټځڅډړږښڼګېۍ" if pair.language.code in IRANIAN else "ږښڼګېۍټړ"
    if not any(letter in pair.prose for letter in letters):
        return
    text = re.sub(
        r"\w*(?:څارنوال|ښاغل|پوهنځ|مېرمن|شینډنډ|غږ|ولسي|لویه|پښت|ملي|اړغ)\w*",
        " ",
        _QUOTED.sub(" ", pair.prose),
    )
    match = re.search(rf"\w*[{letters}]\w*", text)
    if match:
        yield Hit("Pashto letters; is this word translated?", match.group())


@rule(
    "pashto-gaf",
    Severity.WARNING,
    needs="گ",
    reason="Afghan Pashto writes ګ (U+06AB); گ is the Persian letter.",
    evidence="1,611 to 3 in newspaper text, 2,123 to 14 in TICO-19; W3C Pashto script notes (r12a).",
    languages=PASHTO,
    catch=[case("ps", "Logar", "لوگر")],
    spare=[case("ps", "the paper “Goftogu”", "د «گفت‌وگو» ورځپاڼه"), case("ps", "Logar", "لوګر")],
    mend=lambda pair: pair.mended(
        lambda text: re.sub(r"«[^»]*»|گ", lambda match: "ګ" if match.group() == "گ" else match.group(), text)
    ),
)
def pashto_gaf(pair: Pair) -> Iterator[Hit]:
    """Persian گ in Pashto."""
    if "گ" in pair.prose:
        yield from pair.search(re.compile(r"\w*گ\w*"), "{}: write ګ", _QUOTED.sub(" ", pair.prose))


@rule(
    "urdu-letters",
    Severity.WARNING,
    needs="ےںٹڈڑۓ",
    reason="ے ں ٹ ڈ ڑ are Urdu letters; ے at a word's end is the Peshawar spelling of ی. The house writes "
    "Afghan Pashto.",
    evidence="W3C Pashto script notes (r12a); 13 hits in 1,997 newspaper sentences.",
    catch=[case("ps", "He is a good man.", "هغه ښه سړے دی."), case("fa", "no", "نہیں ہے")],
    spare=[
        case("ps", "the paper “Nawa-i Waqt”", "د «نوائے وقت» ورځپاڼه"),
        case("ps", "He is a man.", "هغه سړی دی."),
    ],
)
def urdu_letters(pair: Pair) -> Iterator[Hit]:
    """Urdu letters (ے ں ٹ ڈ ڑ)."""
    if any(letter in pair.prose for letter in "ےںٹڈڑۓ"):
        yield from pair.search(
            re.compile(r"\w*[ےںٹڈڑۓ]\w*"), "{}: Urdu letters", _QUOTED.sub(" ", pair.prose)
        )


@rule(
    "peshawar-ke",
    Severity.WARNING,
    reason="The house writes Afghan Pashto: کې, not کښې or کي.",
    evidence="کې 1,706, کښې and کي 47 in TICO-19 and newspaper text.",
    languages=PASHTO,
    catch=[case("ps", "in Kabul", "په کابل کي"), case("ps", "in Kabul", "په کابل کښې")],
    spare=[
        case("ps", "in Kabul", "په کابل کې"),
        case("ps", "he said “…”", "وویل: «په پېښور کښې»"),
        case("ps", "Ban Ki-moon", "بان کي مون"),
    ],
)
def peshawar_ke(pair: Pair) -> Iterator[Hit]:
    """کي or کښې in place of کې."""
    if ("کي" in pair.prose or "کښ" in pair.prose) and "ki" not in pair.source_vocabulary:
        yield from pair.search(_KE, "«{}»: write کې", _QUOTED.sub(" ", pair.prose))


_KE = re.compile(r"(?<![\w\u200c])(?:کي|کښې|کښي|کښی)(?![\w\u200c])")
_CLOSED_WORDS = frozenset({"چی", "يي", "هېڅوك", "كښي"})
_CLOSED = re.compile(r"(?<![\w\u200c])(?:چی|يی|هېڅوك|كښي)(?![\w\u200c])")


@rule(
    "pashto-yeh",
    Severity.INFO,
    reason="The yehs of Pashto carry meaning at a word's end; in the small words چې, کې, یې only ې is right.",
    evidence="W3C Pashto script notes (r12a).",
    languages=PASHTO,
    catch=[case("ps", "that", "هغه وویل چی راځي")],
    spare=[case("ps", "that", "هغه وویل چې راځي"), case("ps", "they are", "دوی دي")],
)
def pashto_yeh(pair: Pair) -> Iterator[Hit]:
    """چی for چې and the like."""
    if not _CLOSED_WORDS.isdisjoint(pair.vocabulary):
        yield from pair.search(_CLOSED, "«{}»: these words end in ې (چې, کې, یې)")


_NOUN_HAMZA = re.compile(r"(?<![\w\u200c])(?:د|په|له|دې|دغې|زما|یوې|هرې) (\w+(?:ن|ل|ت|ګ)ئ)(?![\w\u200c])")
_VERB_HAMZA = re.compile(
    r"^(?:و|را|در|ور|مه|نه)?(?:کړ|ګور|کوئ|ش|لیک|اخل|کېږ|لر|وای|خور|ځ|کېن|پوهېږ|وس|یاست|ووی|تل|نیس|باس|وین|"
    r"پېژن|رسو|غوښت|ت)ئ?|(?:ېږ|و|یاست|کړل|شول)ئ$"
)


@rule(
    "pashto-noun-hamza",
    Severity.WARNING,
    needs="ئ",
    reason="A noun ends in ۍ (کورنۍ, نړۍ); ئ is the ending of a verb (وګورئ).",
    evidence="W3C Pashto script notes (r12a).",
    languages=PASHTO,
    catch=[case("ps", "my family", "زما کورنئ"), case("ps", "district", "په ولسوالئ کې")],
    spare=[
        case("ps", "See below", "لاندې وګورئ"),
        case("ps", "you know", "تاسو پوهېږئ"),
        case("ps", "do", "مرسته وکړئ"),
    ],
)
def pashto_noun_hamza(pair: Pair) -> Iterator[Hit]:
    """A Pashto noun with ئ in place of ۍ."""
    if "ئ" not in pair.prose:
        return
    for match in _NOUN_HAMZA.finditer(pair.prose):
        if not _VERB_HAMZA.search(match[1]):
            yield Hit("write ۍ at the end of a noun", match[1])
            return


_GLYPHS = "".join(map(chr, (*range(0xFB50, 0xFDFA), *range(0xFE70, 0xFEFD))))


@rule(
    "presentation-forms",
    Severity.ERROR,
    needs=_GLYPHS,
    reason="Letters from old PDF files: they look right and are not found, joined or read aloud as letters.",
    evidence="Unicode 16, 9.2: compatibility characters.",
    catch=[case("fa", "hello", "ﺳﻼم"), case("ps", "peace", "ﺳﻮﻟﻪ")],
    spare=[case("fa", "500 rials", "۵۰۰ ﷼"), case("fa_AF", "the Prophet", "حضرت محمد ﷺ")],
    mend=lambda pair: pair.mended(
        lambda text: re.sub(
            "[\ufb50-\ufd3d\ufd40-\ufdf9\ufe70-\ufefc]+",
            lambda m: unicodedata.normalize("NFKC", m.group()),
            text,
        )
    ),
)
def presentation_forms(pair: Pair) -> Iterator[Hit]:
    """Arabic presentation forms in place of letters."""
    match = _FORMS.search(pair.target)
    if match:
        yield Hit("these are glyphs, not letters; retype the word", match.group())


_FORMS = re.compile("[\ufb50-\ufd3d\ufd40-\ufdf9\ufe70-\ufefc]+")


@rule(
    "tatweel",
    Severity.WARNING,
    needs="\u0640",
    reason="The stroke ـ that stretches a word is for titles drawn by hand; in text it breaks searching.",
    evidence="Weblate (kashida) checks the same.",
    catch=[case("fa", "hello", "سـلام")],
    spare=[case("fa", "in 1402", "در ۱۴۰۲ ه\u200d.ش"), case("fa", "hello", "سلام")],
    mend=_replace({"\u0640": ""}),
)
def tatweel(pair: Pair) -> Iterator[Hit]:
    """A letter stretched with ـ."""
    if "\u0640" in pair.prose:
        yield from pair.search(re.compile("\\w*\u0640+\\w*"), "{}: take out the stroke ـ")


@rule(
    "heh-with-yeh",
    Severity.INFO,
    needs="\u06c0",
    reason="ۀ is stored as one sign or as ه and ٔ; one of the two, ه + U+0654, is house style, so that "
    "searches find both.",
    evidence="CLDR 47 (Persian translation guide); NFC does not unify them.",
    languages=PERSIAN,
    catch=[case("fa_AF", "the office of", "ادارۀ محلی")],
    spare=[case("fa_AF", "the office of", "ادارهٔ محلی"), case("ps", "wolf", "لېوۀ")],
    mend=_replace({"\u06c0": "ه\u0654", "\u06c2": "ه\u0654"}),
)
def heh_with_yeh(pair: Pair) -> Iterator[Hit]:
    """U+06C0 in place of ه with U+0654."""
    if "\u06c0" in pair.prose:
        yield from pair.search(re.compile("\\w*\u06c0"), "{}: stored as one sign; house style is ه + U+0654")


@rule(
    "not-composed",
    Severity.WARNING,
    reason="آ typed as ا and a mark looks the same and is not found by a search.",
    evidence="Unicode 16, 3.11 (NFC).",
    catch=[case("fa", "water", "ا\u0653ب")],
    spare=[case("fa", "water", "آب"), case("fa", "the week of", "هفته\u0654")],
    mend=lambda pair: pair.mended(lambda text: unicodedata.normalize("NFC", text)),
)
def not_composed(pair: Pair) -> Iterator[Hit]:
    """A letter and its mark as two signs where there is one."""
    if not pair.target.isascii() and not unicodedata.is_normalized("NFC", pair.target):
        yield Hit("some letters are stored in pieces (not NFC)")
