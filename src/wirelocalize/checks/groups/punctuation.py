"""Punctuation: the signs of the script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Severity
from wirelocalize.checks.registry import case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.checks.pair import Pair

_LETTER = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
_SIGNS = str.maketrans(",;?", "،؛؟")
_LATIN_SIGN = re.compile(rf"[{_LETTER}»)][,;?]|[{_LETTER}] [,;?](?=\s|$)")


@rule(
    "latin-punctuation",
    Severity.WARNING,
    needs=",;?",
    reason="The comma is ،, the semicolon ؛, the question mark ؟; the Latin ones face the wrong way.",
    evidence="CLDR 47; 3 hits in 5,991 professionally translated newspaper sentences.",
    catch=[case("fa", "Tehran, Isfahan", "تهران, اصفهان"), case("ps", "Who?", "څوک?")],
    spare=[
        case("fa", "Smith, Jones & Co in London", "شرکت Smith, Jones & Co در لندن"),
        case("ps", "12,000", "۱۲,۰۰۰"),
    ],
    mend=lambda pair: pair.mended(
        lambda text: _LATIN_SIGN.sub(lambda match: match.group().translate(_SIGNS), text)
    ),
)
def latin_punctuation(pair: Pair) -> Iterator[Hit]:
    """A Latin comma, semicolon or question mark after a letter."""
    if any(sign in pair.prose for sign in ",;?"):
        yield from pair.search(_LATIN_SIGN, "{}: write ، ؛ ؟")


@rule(
    "urdu-stop",
    Severity.WARNING,
    needs="۔",
    reason="The full stop is a dot; ۔ is Urdu's.",
    evidence="W3C Pashto script notes (r12a): Peshawar usage; 201 in 5,068 Pashto sentences.",
    catch=[case("ps", "He left.", "هغه ولاړ۔")],
    spare=[case("ps", "He left.", "هغه ولاړ.")],
    mend=lambda pair: pair.mended(lambda text: text.replace("۔", ".")),
)
def urdu_stop(pair: Pair) -> Iterator[Hit]:
    """The Urdu full stop ۔."""
    if "۔" in pair.prose:
        yield Hit("write a dot for the full stop", "۔")


@rule(
    "ellipsis",
    Severity.INFO,
    reason="… is one sign; three dots can be torn apart at a line's end.",
    evidence="CLDR 47.",
    catch=[case("fa", "Well…", "خب...")],
    spare=[case("fa", "Well…", "خب…")],
    mend=lambda pair: pair.mended(lambda text: re.sub(r"(?<!\.)\.{3}(?!\.)", "…", text)),
)
def ellipsis(pair: Pair) -> Iterator[Hit]:
    """Three dots in place of …."""
    if "..." in pair.prose:
        yield from pair.search(_DOTS, "write … (one sign)")


_DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_DOUBLED = re.compile(r"[،؛](?:\s?[،؛])+|(?<!\.)\.\.(?!\.)|[،؛]\s?\.|(?<![؟!])؟؟(?![؟!])")


@rule(
    "doubled-punctuation",
    Severity.WARNING,
    reason="Two commas or two full stops are a slip of editing.",
    evidence="Translate Toolkit (puncspacing) checks something like it.",
    catch=[case("fa", "He came.", "او آمد.."), case("ps", "He came, he left.", "راغی،، ولاړ.")],
    spare=[case("fa", "Really?!", "واقعاً؟!"), case("ps", "Well…", "ښه...")],
)
def doubled_punctuation(pair: Pair) -> Iterator[Hit]:
    """The same sign twice, or a comma before a full stop."""
    if any(
        signs in pair.prose for signs in ("،،", "، ،", "؛؛", "؛ ؛", "،؛", "؛،", "..", "،.", "، .", "؛.", "؟؟")
    ):
        yield from pair.search(_DOUBLED, "{}: one sign is enough")


_DASH = re.compile(r"\s*—\s*")


@rule(
    "em-dash",
    Severity.INFO,
    needs="—",
    reason="The long dash — is English; the press of the region uses ، or ؛, or a dash – with spaces.",
    evidence="House rule.",
    catch=[case("fa", "He — a lawyer — left.", "او — یک وکیل — رفت.")],
    spare=[
        case("fa", "He — a lawyer — left.", "او، که وکیل است، رفت."),
        case("fa", "Tehran–Qom", "تهران–قم"),
    ],
)
def em_dash(pair: Pair) -> Iterator[Hit]:
    """An English long dash."""
    if "—" in pair.prose:
        yield Hit("write ، or ؛, or – with spaces", "—")
