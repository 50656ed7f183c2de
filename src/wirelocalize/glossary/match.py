"""Finding terms in English text: one trie over folded words, longest match first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from wirelocalize.glossary.english import TOKEN, Phrase, fits, fold, phrases_of
from wirelocalize.glossary.model import STRICTNESS, Hit, Term, Use

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROTECTED = re.compile(
    r"""
      `+[^`]*`+
    | <!--.{0,1000}?-->
    | <(code|kbd|samp|pre|script|style)\b[^<>]*>.{0,1000}?</\1\s*>
    | </?[A-Za-z][^<>]*>
    | (?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)     # link target
    | (?<=\])\[[^\]]*\]                                            # link reference
    | (?<!\w)(?:https?|ftp|file|mailto|tel):\S+
    | (?<!\w)www\.\S+
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?<!\w)[@#]\w+
    | (?<![\w.-])[\w-]+(?:\.[\w-]+){0,6}\.
      (?:com|org|net|info|news|af|ir|uk|tv|io|me|gov|edu|int|eu|us|de|fr)\b(?!\.\w)(?:/\S*)?
    | \{\{[^{}]{0,200}\}\} | \{\w*\} | %\(\w+\)[sd] | &\#?\w+;
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_MAY_PROTECT = re.compile(r"[`<\]@#{%&:/]|\w\.\w")
"""A sign that occurs in everything protected; most sentences have none and need no closer look."""
_GAPS = frozenset((" ", "-", "\u2010", "\u2011", "\u00a0", "\u202f", "\u2009", "\n", "' ", "’ ", "  "))
_WORDS_OF_ENGLISH = frozenset(("us", "who", "it", "is", "as", "am", "or", "in", "on", "un"))
"""Words that an acronym looks like in a text all in capitals."""
_OPENERS = " \t\n\"'“‘«‹([{*_>#-–—•"
_ENDERS = ".!?:;…|"


@dataclass(slots=True)
class _Node:
    """A state of the trie: the next words, and the phrases that end here."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[Phrase, Term]] = field(default_factory=list)


class _Word(NamedTuple):
    """A word of a text: where it is, as it stands, and folded."""

    start: int
    end: int
    raw: str
    folded: str


class Matcher:
    """A trie of all phrases of all terms.

    Built once per glossary; :meth:`find` then takes time by the text's length, however many terms there are.
    """

    __slots__ = ("_root",)

    def __init__(self, terms: Iterable[Term]) -> None:
        self._root = _Node()
        for term in terms:
            for phrase in phrases_of(term.english):
                node = self._root
                for word in phrase.words:
                    node = node.next.setdefault(word, _Node())
                node.ends.append((phrase, term))

    def find(self, text: str, locale: str | None) -> list[Hit]:
        """Hits in order of position; see :meth:`wirelocalize.glossary.Glossary.find`."""
        words = _words(text)
        candidates = [c for at in range(len(words)) for c in self._from(text, words, at, locale)]
        if not candidates:
            return []
        candidates.sort(key=lambda c: (c[0] - c[1], c[0]))  # most words first, then leftmost
        taken = bytearray(len(words))
        titled = _is_titled(words)
        hits = []
        for first, last, ends in candidates:
            if not any(taken[first:last]):
                taken[first:last] = b"\x01" * (last - first)
                hits.append(_hit(text, words[first:last], ends, locale, titled))
        return sorted(hits, key=lambda hit: hit.start)

    def _from(
        self, text: str, words: list[_Word], first: int, locale: str | None
    ) -> list[tuple[int, int, list[tuple[Phrase, Term]]]]:
        """All phrases that begin at a word, as (first word, one past the last, what they stand for)."""
        found = []
        node = self._root.next.get(words[first].folded)
        at = first
        shouted: bool | None = None
        while node is not None:
            if node.ends:
                if shouted is None:
                    shouted = text.isupper()
                ends = [e for e in node.ends if _stands(e, words[first : at + 1], locale, shouted)]
                if ends:
                    found.append((first, at + 1, ends))
            at += 1
            if at == len(words) or not _joined(text, words[at - 1], words[at]):
                break
            node = node.next.get(words[at].folded)
        return found


def _words(text: str) -> list[_Word]:
    """The words of a text outside URLs, code, tags and the like."""
    outside = text
    if _MAY_PROTECT.search(text):
        outside = _PROTECTED.sub(lambda match: "\x00" * len(match[0]), text)
    if "_" not in outside:
        return [_Word(m.start(), m.end(), m[0], fold(m[0])) for m in TOKEN.finditer(outside)]
    words = []
    for match in TOKEN.finditer(outside):
        start, end = match.span()
        inside_identifier = (start > 1 and text[start - 1] == "_" and text[start - 2].isalnum()) or (
            end + 1 < len(text) and text[end] == "_" and text[end + 1].isalnum()
        )
        if not inside_identifier:
            words.append(_Word(start, end, match[0], fold(match[0])))
    return words


def _joined(text: str, left: _Word, right: _Word) -> bool:
    """Whether two words may belong to one term: a space, a hyphen, or a possessive between them."""
    if left.end == right.start:
        return right.folded == "'s"
    return text[left.end : right.start] in _GAPS


def _stands(end: tuple[Phrase, Term], words: list[_Word], locale: str | None, shouted: bool) -> bool:
    """Whether these words stand for the phrase: capitals fit and the locale has a translation."""
    phrase, term = end
    if locale is not None and not term.translations.get(locale):
        return False
    if shouted and "AA" in phrase.capitals and words[0].folded in _WORDS_OF_ENGLISH:
        return False
    return all(fits(word.raw, wanted) for word, wanted in zip(words, phrase.capitals, strict=True))


def _hit(
    text: str, words: list[_Word], ends: list[tuple[Phrase, Term]], locale: str | None, titled: bool
) -> Hit:
    ends = sorted(ends, key=lambda end: (end[0].plural, -_capitals(end[0]), -STRICTNESS.index(end[1].use)))
    phrase, term = ends[0]
    rivals = [other for other_phrase, other in ends[1:] if other is not term and not other_phrase.plural]
    start, end = words[0].start, words[-1].end
    forms = [form.text for one in (term, *rivals) for form in one.translations.get(locale or "", ())]
    use = term.use
    if rivals:
        use = _at_most(use, Use.PREFERRED)
    if _is_doubtful(text, words, phrase, titled):
        use = Use.HINT
    return Hit(
        term=term,
        start=start,
        end=end,
        text=text[start:end],
        translation=forms[0] if forms else "",
        alternatives=tuple(dict.fromkeys(form for form in forms[1:] if form != forms[0])),
        forbidden=term.forbidden.get(locale or "", ()),
        use=use,
        plural=phrase.plural,
    )


def _capitals(phrase: Phrase) -> int:
    return sum(map(len, phrase.capitals))


def _at_most(use: Use, limit: Use) -> Use:
    return STRICTNESS[min(STRICTNESS.index(use), STRICTNESS.index(limit))]


def _is_doubtful(text: str, words: list[_Word], phrase: Phrase, titled: bool) -> bool:
    """Whether a common word may be something else here: part of a name, or the second half of a compound."""
    if any(phrase.capitals):
        return False
    start = words[0].start
    if start > 1 and text[start - 1] in "-\u2010\u2011" and text[start - 2].isalnum():
        return True
    capitalised = [word for word in words if word.raw[:1].isupper()]
    if not capitalised or titled or text.isupper():
        return False
    return not (capitalised == words[:1] and _begins_sentence(text, start))


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(_OPENERS)
    return not before or before[-1] in _ENDERS


def _is_titled(words: list[_Word]) -> bool:
    """Whether the text is written like a headline, Most Words Capitalised."""
    long = [word for word in words if len(word.raw) > 4 and word.raw.isalpha()]
    return len(long) > 2 and sum(word.raw[0].isupper() for word in long) >= 0.9 * len(long)
