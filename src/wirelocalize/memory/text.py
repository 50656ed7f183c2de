"""What is compared: English text without markup, typography and case; and the guards that numbers, negation
and names put on a match.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass

SIGNATURE_BITS = 128
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.{0,1000}?-->", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|`+|~~|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))")
_TYPOGRAPHY = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-",
    "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "…": "...",
    "\u200b": None, "\u200e": None, "\u200f": None, "\ufeff": None, "\u00ad": None,
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CAPITAL = re.compile(r"(?<![\w'])[A-Z\u00c0-\u00de][^\W_]*(?:'[^\W_]+)*")
_HAS_MARKUP = re.compile(r"[<\[*_`~]")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NUMBER_WORDS = frozenset((
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "dozen", "dozens", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
    "ninety", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion",
    "billions", "half", "first", "second", "third",
))  # fmt: skip
_NEGATION = frozenset((
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot",
    "denied", "denies", "deny", "denying", "refused", "refuses", "refuse", "failed", "unable",
    "hardly", "barely", "except", "unless",
))  # fmt: skip
_FUNCTION = frozenset((
    "the", "a", "an", "and", "or", "but", "of", "in", "on", "at", "to", "for", "from", "by", "with",
    "as", "is", "are", "was", "were", "be", "been", "has", "have", "had", "it", "its", "he", "she",
    "they", "his", "her", "their", "this", "that", "these", "those", "who", "which", "said", "says",
    "will", "would", "than", "after", "before", "when", "while", "into", "about", "over", "also",
    "there", "we", "i", "you", "our", "more", "most", "some", "many", "all", "one", "last",
    "according", "however", "although", "since", "if", "then", "so", "not",
))  # fmt: skip


def plain(text: str) -> str:
    """A text without its inline Markdown and HTML; link texts stay."""
    if not _HAS_MARKUP.search(text):
        return text
    if "<" in text:
        text = _TAG.sub("", text)
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    return _EMPHASIS.sub("", text)


def typographic(text: str) -> str:
    """A text with one kind of quotes, dashes and spaces, in lower case."""
    return " ".join(text.translate(_TYPOGRAPHY).split()).casefold()


def normalise(text: str) -> str:
    """What similarity is measured on: no markup, plain typography, lower case."""
    return typographic(plain(text))


def signature(norm: str) -> bytes:
    """A set of 128 bits, one for each content word, by which unlike texts are passed over at once."""
    words = _WORD.findall(norm)
    content = [word for word in words if word not in _FUNCTION] or words
    bits = 0
    for word in content:
        bits |= 1 << (
            zlib.crc32(word[:6].encode()) % SIGNATURE_BITS
        )  # the start of a word outlives inflection
    return bits.to_bytes(SIGNATURE_BITS // 8, "little")


def is_short(norm: str) -> bool:
    """Whether a text is so short that similarity says nothing ("Kabul" and "Babul")."""
    return len(norm) < 20 or norm.count(" ") < 3


@dataclass(frozen=True, slots=True)
class Features:
    """What of a text is compared with another's.

    :param norm: see :func:`normalise`.
    :param numbers: figures and number words; ``negations``: how many words deny.
    :param capitals: words with a capital, in lower case; ``words``: all words.
    :param markup: kinds of inline markup, without addresses.
    """

    text: str
    norm: str
    numbers: Counter[str]
    negations: int
    capitals: frozenset[str]
    words: frozenset[str]
    markup: Counter[str]

    @classmethod
    def of(cls, text: str) -> Features:
        """The features of a text."""
        bare = " ".join(plain(text).translate(_TYPOGRAPHY).split())
        norm = bare.casefold()
        words = _WORD.findall(norm)
        numbers = Counter(_NUMBER.findall(bare))
        numbers.update(word for word in words if word in _NUMBER_WORDS)
        return cls(
            text=text,
            norm=norm,
            numbers=numbers,
            negations=sum(word in _NEGATION or word.endswith("n't") for word in words),
            capitals=frozenset(_owner(word.casefold()) for word in _CAPITAL.findall(bare)) - _FUNCTION,
            words=frozenset(map(_owner, words)),
            markup=_markup(text),
        )


def _owner(word: str) -> str:
    """A word without its possessive ending."""
    return word.removesuffix("'s")


def guards(query: Features, found: Features) -> tuple[str, ...]:
    """What differs between two similar texts so that one's translation may not stand for the other's."""
    reasons = []
    if query.numbers != found.numbers:
        reasons.append("numbers")
    if query.negations != found.negations:
        reasons.append("negation")
    if _strangers(query, found) or _strangers(found, query):
        reasons.append("names")
    if query.markup != found.markup:
        reasons.append("markup")
    return tuple(reasons)


def _strangers(text: Features, other: Features) -> bool:
    """Whether a text has a word with a capital that the other has neither with nor without."""
    return not text.capitals <= other.words


def _markup(text: str) -> Counter[str]:
    if not _HAS_MARKUP.search(text):
        return Counter()
    kinds = [tag.split()[0].strip("<>/").lower() for tag in _TAG.findall(text)]
    return Counter(kinds) + Counter("[" for _ in _LINK.finditer(text)) + Counter(_EMPHASIS.findall(text))
