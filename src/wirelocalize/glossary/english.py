"""The English side of a term: what its cell says, and which word sequences stand for it in running text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

TOKEN = re.compile(r"(?<=\w)['’ʼ]s\b|(?:[^\W\d_]\.){2,}|[^\W_]+", re.IGNORECASE)
"""A word, a dotted abbreviation (``U.S.``), or a possessive ending."""

_SENSE = re.compile(r"\s*\(([^()]*)\)$")
_ENDING = re.compile(r"(?<=\w)\((\w{1,4})\)")
_OPTIONAL = re.compile(r"\(([^()]+)\)\s*")
_ACRONYM = re.compile(r"^[A-Z][A-Za-z]*[A-Z]$")

_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "wife": "wives", "life": "lives",
    "leaf": "leaves", "half": "halves", "thief": "thieves", "foot": "feet", "crisis": "crises",
    "basis": "bases", "medium": "media", "datum": "data", "hero": "heroes", "spokesman": "spokesmen",
    "spokeswoman": "spokeswomen", "policeman": "policemen", "spokesperson": "spokespeople",
    "chairman": "chairmen", "businessman": "businessmen",
}  # fmt: skip
_INVARIABLE = frozenset((
    "media", "police", "people", "women", "men", "children", "staff", "personnel", "news", "headquarters",
    "forces", "talks", "aircraft", "series",
))  # fmt: skip
_SPELLINGS = {
    "defence": "defense", "offence": "offense", "programme": "program", "organisation": "organization",
    "labour": "labor", "centre": "center", "theatre": "theater", "licence": "license",
    "neighbour": "neighbor", "aeroplane": "airplane", "colour": "color", "honour": "honor",
    "harbour": "harbor", "metre": "meter", "litre": "liter", "traveller": "traveler",
    "organise": "organize", "authorisation": "authorization", "immunisation": "immunization",
    "paediatric": "pediatric", "manoeuvre": "maneuver", "armour": "armor",
}  # fmt: skip
_PREPOSITIONS = frozenset(["of", "for", "in", "on", "to", "without", "from", "against", "with", "and"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """One word sequence that stands for a term.

    :param words: folded words, as :func:`fold` makes them.
    :param capitals: for each word what its letters must be: ``""`` any, ``"A"`` begins with a capital,
        ``"AA"`` all capitals.
    :param plural: made from the term by adding a plural.
    """

    words: tuple[str, ...]
    capitals: tuple[str, ...]
    plural: bool = False


def fold(word: str) -> str:
    """A word as it is compared: no case, accents, dots or curly apostrophe; British spelling as American."""
    if word.isascii():
        folded = word.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ʼ", "'"))
        folded = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    if "." in folded:
        folded = folded.replace(".", "")
    american = _SPELLINGS.get(folded)
    if american is None and folded.endswith("s"):
        american = _SPELLINGS.get(folded[:-1])
        american = f"{american}s" if american else None
    return american or folded


def sense_of(cell: str) -> tuple[str, str]:
    """A term cell without its sense, and the sense: ``governor (US state)`` → ``governor``, ``US state``.

    Brackets that hold an abbreviation (``… Corps (IRGC)``) or an ending (``resident(s)``) are no sense.
    """
    cell = cell.strip()
    found = _SENSE.search(cell)
    if (
        not found
        or _ACRONYM.match(found[1])
        or (found.start() == found.start(1) - 1 and _ENDING.search(cell))
    ):
        return cell, ""
    return cell[: found.start()].strip(), found[1].strip()


def variants_of(cell: str) -> tuple[str, ...]:
    """The spellings a term cell lists.

    ``a / b`` are two; ``resident(s)`` is *resident* and *residents*; ``Ministry of (Public) Health`` with and
    without the word; ``… Corps (IRGC)`` is the name and its abbreviation.
    """
    found: dict[str, None] = {}
    for part in sense_of(cell)[0].split(" / "):
        piece = part.strip()
        ending = _SENSE.search(piece)
        if ending and _ACRONYM.match(ending[1]):
            _add(found, piece[: ending.start()])
            _add(found, ending[1])
        else:
            _add(found, piece)
    return tuple(found)


def _add(found: dict[str, None], piece: str) -> None:
    """Add the readings of a spelling with brackets in it."""
    ending, optional = _ENDING.search(piece), _OPTIONAL.search(piece)
    for match in (ending, optional):
        if match:
            _add(found, (piece[: match.start()] + piece[match.end() :]).strip())
            tail = match[0].replace("(", "", 1).replace(")", "", 1)
            _add(found, piece[: match.start()] + tail + piece[match.end() :])
            return
    text = " ".join(piece.split())
    if text:
        found[text] = None


def phrases_of(cell: str) -> tuple[Phrase, ...]:
    """Every word sequence that stands for a term cell, plurals included; listed spellings come first."""
    spellings = variants_of(cell)
    phrases = {p.words: p for s in reversed(spellings) if (p := _phrase(s)) is not None}
    for spelling in spellings:
        base = _phrase(spelling)
        if base is None:
            continue
        for at in _heads(base.words):
            plural = plural_of(base.words[at])
            if plural:
                words = (*base.words[:at], plural, *base.words[at + 1 :])
                phrases.setdefault(words, Phrase(words, base.capitals, plural=True))
    return tuple(phrases.values())


def _phrase(spelling: str) -> Phrase | None:
    words = TOKEN.findall(spelling)
    if not words:
        return None
    return Phrase(tuple(fold(word) for word in words), tuple(_capitals(word) for word in words))


def _capitals(word: str) -> str:
    letters = "".join(c for c in word if c.isalpha())
    if len(letters) > 1 and letters.isupper():
        return "AA"
    return "A" if letters[:1].isupper() else ""


def fits(word: str, wanted: str) -> bool:
    """Whether a word of a text has the capitals a phrase asks for.

    A long acronym may be written as a name (*Nato*, *Unicef*), a short one may not: *us*, *who*, *Who*.
    """
    if not wanted:
        return True
    if wanted == "AA" and len(word.replace(".", "")) < 4:
        return word.isupper()
    return word[:1].isupper()


def _heads(words: tuple[str, ...]) -> tuple[int, ...]:
    """Which words take the plural: the last, or the one before the first preposition."""
    for at, word in enumerate(words):
        if at and word in _PREPOSITIONS:
            return (at - 1,) if word != "and" else (len(words) - 1,)
    return (len(words) - 1,)


def plural_of(word: str) -> str:
    """The plural of a folded English noun; empty where it has none of its own."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.isalpha() or word in _INVARIABLE or len(word) < 2:
        return ""
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return (
            "" if word.endswith("s") and not word.endswith("ss") and not word.endswith("us") else f"{word}es"
        )
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}s"
