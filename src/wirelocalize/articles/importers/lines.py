"""The lines of a text page, cleaned, and what can be told from one line alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wirelocalize.articles.importers.dates import PageDate, parse_date
from wirelocalize.articles.importers.model import Kind

if TYPE_CHECKING:
    from wirelocalize.articles.importers.profile import Patterns, Profile

MAX_PATTERN_LINE = 600
"""Longer lines are text; patterns are not tried on them, which also bounds what a clumsy pattern can cost."""

BULLET = re.compile(r"[•‣◦▪●⁃] ?(?=\S)")
_LINE_END = re.compile(r"\r\n|\n|\r")
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_SPACES = re.compile(r"\s+")
_CLOSERS = "\"'”’»)]"
_FOLD = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_SEPARATORS = re.compile(r" *[|·•/] *| +[-–—] +")
_NAME_WORD = re.compile(r"(?:[A-ZÀ-ÞŠŽ][\w'’.-]*|al-\w+)$")
_NAME_PARTICLES = frozenset(
    {"and", "&", "al", "bin", "ibn", "de", "van", "von", "der", "la", "in", "with", "for", "of", "the"}
)
# UTF-8 read as Windows-1252: ’ “ ” – … and é-like letters come out as these.
_MOJIBAKE = re.compile("â€[™œ\u009d“”˜¦]|Ã[©¨¡³±¼¶¤]|\ufffd")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: as it stands (``raw``) and cleaned (``text``); ``number`` is 1-based."""

    number: int
    raw: str
    text: str


@dataclass(frozen=True, slots=True)
class AnchorParts:
    """What an anchor line says; ``kind`` is its label."""

    kind: Kind
    date: PageDate | None = None
    author: str = ""
    minutes: int | None = None


def split_lines(text: str) -> list[Line]:
    """All lines of a page; a final line end makes no further line."""
    raw = _LINE_END.split(text)
    if raw and not raw[-1]:
        raw.pop()
    return [Line(number, line, clean(line)) for number, line in enumerate(raw, 1)]


def clean(text: str) -> str:
    """One line without invisible characters, every run of white space (NBSP included) one space."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def is_mojibake(text: str) -> bool:
    """Whether a line was decoded wrongly before it got here."""
    return bool(_MOJIBAKE.search(text))


def fold(text: str) -> str:
    """A line for comparison: quotes and case folded, final punctuation dropped."""
    return text.translate(_FOLD).casefold().rstrip(" .!…\"'")


def ends_sentence(text: str) -> bool:
    """Whether a line ends like a sentence, closing quotes and brackets aside."""
    return text.rstrip(_CLOSERS).endswith((".", "!", "?", "…"))


def is_title_case(text: str) -> bool:
    """Whether most longer words of a line begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def is_name(text: str) -> bool:
    """Whether a line can be the name of a person or desk: capitalised words, no sentence."""
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 10 or len(text) > 80 or any(character.isdigit() for character in text):
        return False
    if text.endswith(".") and not re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", text):
        return False
    return bool(_NAME_WORD.match(words[0])) and all(
        _NAME_WORD.match(word) or word.lower() in _NAME_PARTICLES for word in words
    )


def matched(text: str, patterns: Patterns) -> re.Match[str] | None:
    """The first pattern that matches the whole line."""
    if len(text) > MAX_PATTERN_LINE:
        return None
    for pattern in patterns:
        match = pattern.fullmatch(text)
        if match:
            return match
    return None


def is_chrome(text: str, profile: Profile) -> bool:
    """Whether a line is the site's own: a button, a menu entry (with or without its bullet)."""
    return matched(BULLET.sub("", text, count=1), profile.chrome) is not None


def value(match: re.Match[str], group: str) -> str:
    """A named group of a match, or the whole match if the pattern has no such group."""
    found = match.groupdict().get(group)
    return clean(found if found is not None else match[0])


def anchor_parts(text: str, profile: Profile) -> AnchorParts | None:
    """Date, byline and reading time of a line that holds nothing else; ``None`` for any other line."""
    if not text or len(text) > 200:
        return None
    whole = _single(text, profile)
    if whole is not None:
        return whole
    pieces = [piece for piece in _SEPARATORS.split(text) if piece]
    if len(pieces) < 2:
        return None
    return _several(pieces, profile)


def _single(text: str, profile: Profile) -> AnchorParts | None:
    found = parse_date(text, profile)
    if found:
        return AnchorParts(Kind.DATE, date=found)
    match = matched(text, profile.reading_time)
    if match:
        minutes = value(match, "minutes")
        return AnchorParts(Kind.READING_TIME, minutes=int(minutes) if minutes.isdigit() else None)
    match = matched(text, profile.byline)
    if match and is_name(name := value(match, "name")):
        return AnchorParts(Kind.BYLINE, author=name)
    return None


def _several(pieces: list[str], profile: Profile) -> AnchorParts | None:
    """An anchor on one line: every piece must be one of its parts, one of them the date or a "By …"."""
    merged = AnchorParts(Kind.ANCHOR)
    bare: list[str] = []
    for piece in pieces:
        part = _single(piece, profile)
        if part is None:
            bare.append(piece)
            continue
        merged = AnchorParts(
            Kind.ANCHOR, merged.date or part.date, merged.author or part.author,
            part.minutes if merged.minutes is None else merged.minutes,
        )  # fmt: skip
    # What is left may be the author, or a word such as the section or "admin", which is no part of the article.
    if any(len(piece) > 30 or len(piece.split()) > 4 for piece in bare) or not merged.date:
        return merged if not bare else None
    names = [piece for piece in bare if is_name(piece) and len(piece.split()) > 1]
    return replace(merged, author=merged.author or (names[0] if names else ""))
