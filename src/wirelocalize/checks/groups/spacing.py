"""Spaces, half-spaces (ZWNJ) and invisible characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Severity
from wirelocalize.checks.registry import PERSIAN, case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.checks.pair import Pair

_ZWNJ = "\u200c"
_LETTER = "\u0620-\u063f\u0641-\u064a\u0654\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
_DOUBLE = re.compile(r"(?<=\S) {2,}(?=\S)")


@rule(
    "double-space",
    Severity.WARNING,
    reason="Two spaces show as a hole in justified text.",
    evidence="Translate Toolkit (doublespacing) checks the same.",
    catch=[case("fa", "He left.", "او  رفت.")],
    spare=[case("fa", "He left.", "او رفت."), case("fa", "a\n  b", "الف\n  ب")],
    mend=lambda pair: pair.mended(lambda text: _DOUBLE.sub(" ", text)),
)
def double_space(pair: Pair) -> Iterator[Hit]:
    """Two spaces in a row."""
    if "  " not in pair.target:
        return
    match = _DOUBLE.search(pair.target)
    if match and not _DOUBLE.search(pair.source):
        yield Hit("two spaces in a row", pair.target[max(0, match.start() - 8) : match.end() + 8])


_BEFORE = re.compile(rf"(?<=[{_LETTER}۰-۹»)]) +(?:[،؛؟»](?!\s*\.)|!(?!=)|:(?![)\w\ue000])|\.(?=\s|$))")


@rule(
    "space-before-punctuation",
    Severity.WARNING,
    reason="A sign joins the word before it; with a space it may begin the next line.",
    evidence="20 hits in 5,991 professionally translated newspaper sentences.",
    catch=[case("fa", "He said that…", "گفت ، که"), case("ps", "“No ”", "«نه »")],
    spare=[
        case("fa", "the .NET framework", "چارچوب .NET را"),
        case("fa", "a smile :)", "لبخند :)"),
        case("ps", "No.", "نه."),
    ],
    mend=lambda pair: pair.mended(lambda text: _BEFORE.sub(lambda match: match.group().lstrip(), text)),
)
def space_before_punctuation(pair: Pair) -> Iterator[Hit]:
    """A space before ، ؛ : . ؟ ! or »."""
    if any(signs in pair.prose for signs in (" ،", " ؛", " ؟", " »", " !", " :", " .")):
        yield from pair.search(_BEFORE, "no space before {}")


_AFTER = re.compile(rf"[،؛؟](?=[{_LETTER}«(])")


@rule(
    "space-after-punctuation",
    Severity.WARNING,
    needs="،؛؟",
    reason="Without the space the two words cannot be parted at a line's end.",
    evidence="Usage of all papers; 5 % of professional translations deviate.",
    catch=[case("fa", "Tehran, Isfahan", "تهران،اصفهان")],
    spare=[case("fa", "23.5 million", "۲۳،۵ میلیون"), case("ps", "“No?”", "«نه؟»")],
    mend=lambda pair: pair.mended(lambda text: _AFTER.sub(lambda match: match.group() + " ", text)),
)
def space_after_punctuation(pair: Pair) -> Iterator[Hit]:
    """No space after ، ؛ or ؟."""
    yield from pair.search(_AFTER, "a space belongs after {}")


_INSIDE = re.compile(r"[«(‹] +(?=\S)")


@rule(
    "space-inside-marks",
    Severity.WARNING,
    needs="«(‹",
    reason="Opening marks join the word after them.",
    evidence="Usage of all papers.",
    catch=[case("fa", "“no”", "« نه»"), case("ps", "(no)", "( نه)")],
    spare=[case("fa", "“no”", "«نه»")],
    mend=lambda pair: pair.mended(lambda text: _INSIDE.sub(lambda match: match.group().rstrip(" "), text)),
)
def space_inside_marks(pair: Pair) -> Iterator[Hit]:
    """A space after « or (."""
    yield from pair.search(_INSIDE, "no space after {}")


_INVISIBLE = re.compile("[\u00a0\u00ad\u200b\ufeff\u2028\u2029\u2060\u202f\u2007\u180e]")
_NAMES = {
    "\u00a0": "no-break space", "\u00ad": "soft hyphen", "\u200b": "zero-width space", "\ufeff": "byte order mark",
    "\u2028": "line separator", "\u2029": "paragraph separator", "\u2060": "word joiner", "\u202f": "narrow space",
}  # fmt: skip


@rule(
    "invisible-characters",
    Severity.WARNING,
    needs="\u00a0\u00ad\u200b\ufeff\u2028\u2029\u2060\u202f\u2007\u180e",
    reason="Signs nobody sees break searching and line ends, and can mark a copy so that it is traced to a "
    "person.",
    evidence="Weblate (zero-width space) checks the same; 2 % of professional translations have some.",
    catch=[case("fa", "He left.", "او\u00a0رفت."), case("ps", "He left.", "هغه\u200b ولاړ.")],
    spare=[case("fa", "It becomes", "می\u200cشود"), case("fa", "10\u00a0km", "۱۰\u00a0کیلومتر")],
    mend=lambda pair: pair.normalised("\u00a0\u00ad\u200b\ufeff\u2028\u2029\u2060\u202f\u2007\u180e "),
)
def invisible_characters(pair: Pair) -> Iterator[Hit]:
    """No-break spaces, zero-width spaces, soft hyphens, byte order marks."""
    match = _INVISIBLE.search(pair.target)
    if match and match.group() not in pair.source:
        sign = match.group()
        yield Hit(f"an invisible sign ({_NAMES.get(sign, f'U+{ord(sign):04X}')})", f"U+{ord(sign):04X}")


_EMBEDDING = re.compile("[\u202a-\u202e]")
_MARKS = re.compile("[\u200e\u200f\u061c]{2,}|^[\u200e\u200f\u061c]+(?!\u2212)|[\u200e\u200f\u061c]+$|\u200f")


def _unbalanced(text: str) -> bool:
    """Whether direction controls open without closing, close without opening, or override the order of letters."""
    isolates = embeddings = 0
    for character in text:
        if character in "\u2066\u2067\u2068":
            isolates += 1
        elif character == "\u2069":
            isolates -= 1
        elif character in "\u202a\u202b\u202d\u202e":
            embeddings += 1
        elif character == "\u202c":
            embeddings -= 1
        if isolates < 0 or embeddings < 0:
            return True
    return isolates != 0 or embeddings != 0


@rule(
    "bidi-unbalanced",
    Severity.ERROR,
    needs="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    reason="A direction control that is not closed turns round the rest of the page; an override shows text "
    "in false order.",
    evidence="Unicode Bidirectional Algorithm; W3C (inline markup and bidirectional text); CVE-2021-42574.",
    catch=[case("ps", "text", "\u202bمتن"), case("fa", "text", "\u202eمتن\u202c")],
    spare=[case("fa", "in C++", "زبان C++\u200e است"), case("fa", "the UN", "\u2068UN\u2069 گفت")],
    mend=lambda pair: pair.normalised("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
)
def bidi_unbalanced(pair: Pair) -> Iterator[Hit]:
    """Direction controls that are not closed, or that override the order of letters."""
    if not _CONTROLS.search(pair.target):
        return
    if "\u202e" in pair.target or "\u202d" in pair.target:
        yield Hit("an override of the order of letters; take it out", "U+202E")
    elif _unbalanced(pair.target) and not _unbalanced(pair.source):
        yield Hit("a direction control is not closed; take the controls out", "U+202A–202E, U+2066–2069")


_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@rule(
    "bidi-controls",
    Severity.WARNING,
    needs="\u202a\u202b\u202c\u202d\u202e\u200e\u200f\u061c",
    reason="Translations carry no direction controls; publishing puts <bdi> where it is needed. Tools leave "
    "such marks behind.",
    evidence="W3C: isolate in markup; a quarter of a professional Pashto translation had marks left by a "
    "tool.",
    catch=[case("ps", "text", "\u202bمتن\u202c"), case("fa", "text", "متن\u200f")],
    spare=[case("fa", "in C++", "زبان C++\u200e است"), case("fa", "-5", "\u200e\u2212۵")],
    mend=lambda pair: pair.normalised("\u202a\u202b\u202c\u202d\u202e\u200e\u200f\u061c"),
)
def bidi_controls(pair: Pair) -> Iterator[Hit]:
    """Direction marks and embeddings that do nothing, or that belong in markup."""
    match = _EMBEDDING.search(pair.target) or _MARKS.search(pair.target)
    if match and match.group()[0] not in pair.source:
        yield Hit("a direction mark that is not needed", f"U+{ord(match.group()[0]):04X}")


_STRAY_ZWNJ = re.compile(f"{_ZWNJ}{_ZWNJ}|(?:^|[\\s«(]){_ZWNJ}|{_ZWNJ}(?=[\\s»)،؛؟.!:]|$)")


@rule(
    "stray-half-space",
    Severity.WARNING,
    needs="\u200c",
    reason="A half-space joins two parts of a word; doubled, or beside a space or sign, it does nothing but "
    "break searching.",
    evidence="Unicode 16, 9.2 (ZWNJ).",
    catch=[case("fa", "It becomes", "متن \u200cمی\u200cشود"), case("ps", "He left.", "هغه\u200c ولاړ.")],
    spare=[case("fa", "It becomes", "می\u200cشود")],
    mend=lambda pair: pair.normalised(_ZWNJ),
)
def stray_half_space(pair: Pair) -> Iterator[Hit]:
    """A half-space that is doubled or stands at the edge of a word."""
    if _ZWNJ in pair.target and _STRAY_ZWNJ.search(pair.target):
        yield Hit("a half-space at the edge of a word, or doubled", "U+200C")


def _would_join(pair: Pair, pattern: re.Pattern[str]) -> str:
    """The first place where normalisation puts a half-space in for a match of ``pattern``; empty if there is none."""
    if not pattern.search(pair.prose) or pair.normal.count(_ZWNJ) + pair.normal.count("ها") == 0:
        return ""
    for match in pattern.finditer(pair.target):
        joined = match.group().replace(" ", _ZWNJ)
        glued = match.group().replace(" ", "")
        if match.group() not in pair.normal and (joined in pair.normal or glued in pair.normal):
            return match.group()
    return ""


_MI = re.compile(rf"(?<![{_LETTER}{_ZWNJ}])ن?می [{_LETTER}]{{2,}}")
_HA = re.compile(rf"[{_LETTER}]+ ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?)?(?![{_LETTER}{_ZWNJ}])")


@rule(
    "half-space-mi",
    Severity.WARNING,
    reason="می and نمی are written with a half-space before their verb: می‌شود.",
    evidence="Academy of Persian Language; Afghan house guides say the same. The month and the name May are "
    "spared.",
    languages=PERSIAN,
    catch=[case("fa", "This is done.", "این کار انجام می شود.")],
    spare=[
        case("fa_AF", "in May 2018", "در ماه می سال ۲۰۱۸"),
        case("fa", "This is done.", "این کار انجام می\u200cشود."),
    ],
    mend=lambda pair: pair.normalised(f" {_ZWNJ}"),
)
def half_space_mi(pair: Pair) -> Iterator[Hit]:
    """«می» and its verb with a full space between them."""
    if "می " in pair.prose and (found := _would_join(pair, _MI)):
        yield Hit("write «می» and the verb with a half-space", found)


@rule(
    "half-space-ha",
    Severity.WARNING,
    reason="The plural ها joins its noun, with a half-space: کتاب‌ها.",
    evidence="Academy of Persian Language; Afghan house guides say the same.",
    languages=PERSIAN,
    catch=[case("fa", "the books", "کتاب ها"), case("fa_AF", "the women of", "زن های")],
    spare=[case("fa", "the books", "کتاب\u200cها"), case("fa", "the noise", "ها و هو")],
    mend=lambda pair: pair.normalised(f" {_ZWNJ}"),
)
def half_space_ha(pair: Pair) -> Iterator[Hit]:
    """The plural «ها» with a full space before it."""
    if " ها" in pair.prose and (found := _would_join(pair, _HA)):
        yield Hit("write the plural «ها» with a half-space", found)


_HEH_YE = re.compile(rf"(?<=[{_LETTER}])ه ی (?=[{_LETTER}])")


@rule(
    "ezafe-apart",
    Severity.WARNING,
    reason="The ezafe after a silent ه is ٔ or a joined ی (خانهٔ من, خانه‌ی من), never a ی standing alone.",
    evidence="CLDR 47 (Persian translation guide); 2 hits in 3,994 professionally translated sentences.",
    languages=PERSIAN,
    catch=[case("fa", "my house", "خانه ی من")],
    spare=[case("fa", "my house", "خانهٔ من"), case("fa", "the letter", "حرف «ی» پس از ه")],
    mend=lambda pair: pair.mended(lambda text: _HEH_YE.sub("ه\u0654 ", text)),
)
def ezafe_apart(pair: Pair) -> Iterator[Hit]:
    """The ezafe «ی» standing alone after ه."""
    if "ه ی " in pair.prose:
        yield from pair.search(_HEH_YE, "write هٔ (or ه‌ی)")
