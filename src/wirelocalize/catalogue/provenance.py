"""Where a translation came from and where it stands: both read off the PO entry alone.

A machine or memory draft is marked in ``# `` comments, the only entry-level lines that every PO editor
keeps::

    # mt: starter@1 ct2/4.8 int8 beam4 | 3fa9c01b22de | score=0.61 | terms=ceasefire; university
    # mt-text: the draft itself, until the unit's review is recorded

The digest tells whether a person has changed the text since; it also proves that a ``-text`` line which some
tool has re-wrapped was put together again without loss.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from wirelocalize.catalogue.model import Entry, Origin, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARK = re.compile(r"(mt|tm): (.+?) \| ([0-9a-f]{12})((?: \| [a-z][\w-]*=[^|]*)*)$")
_START = re.compile(r"(?:mt|tm): \S")
_CONTINUES = re.compile(r"\| ?[a-z][\w-]*=|(?:score|terms|adapted)=")
_WIDTH = 76
"""Where tools that wrap comments do so: 78 characters with the sign (polib)."""
_UNESCAPES = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "f": "\f", "s": " ", "\\": "\\"}
_ESCAPES = {ord(sign): f"\\{letter}" for letter, sign in _UNESCAPES.items() if letter != "s"}
_MAX_WRAPPED = 400
"""No draft is wrapped into more comment lines than this."""


def digest(text: str) -> str:
    """First 12 hexadecimal digits of the SHA-256 of a text's UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def untouched(entry: Entry) -> bool:
    """Whether the text is still exactly what a machine or the memory filled in."""
    return entry.origin is not None and bool(entry.target) and digest(entry.target) == entry.origin.digest


def translated(entry: Entry) -> bool:
    """Whether there is any text in the entry's msgstr or plural forms."""
    return bool(entry.target) or any(entry.plural[1:])


def state(entry: Entry) -> State:
    """Where the unit stands, by the table in ``docs/architecture.md``."""
    if not translated(entry):
        return State.UNTRANSLATED
    if not entry.fuzzy:
        return State.REVIEWED
    if entry.previous is not None:
        return State.STALE
    if not untouched(entry):
        return State.EDITED
    assert entry.origin is not None
    return State.MACHINE if entry.origin.kind == "mt" else State.MEMORY


def holds_human_words(entry: Entry) -> bool:
    """Whether overwriting the msgstr would lose something that a person wrote or approved."""
    if not translated(entry):
        return False
    return not entry.fuzzy or not untouched(entry)


def filled_by_machine(
    entry: Entry,
    text: str,
    signature: str,
    *,
    confidence: float | None = None,
    terms: Sequence[str] = (),
    adapted_from: str = "",
) -> Entry:
    """The entry with a machine draft: fuzzy, with its provenance.

    :param signature: the engine's signature.
    :param confidence: 0 to 1; kept to two decimals.
    :param terms: glossary terms that the draft was verified to use.
    :param adapted_from: ``fa`` where a Dari draft was adapted from Persian.
    :raises ValueError: the entry holds a person's words, or ``text`` is empty.
    """
    details = []
    if terms:
        details.append(("terms", "; ".join(terms)))
    if adapted_from:
        details.append(("adapted", adapted_from))
    score = None if confidence is None else round(confidence, 2)
    return _filled(entry, text, Origin("mt", signature, digest(text), score, tuple(details), text))


def filled_by_memory(
    entry: Entry, text: str, found_in: str, score: float, *, details: Iterable[tuple[str, str]] = ()
) -> Entry:
    """The entry with a text from the translation memory: fuzzy, with its provenance.

    :param found_in: where the match comes from (an article, a TMX file).
    :param score: similarity of the sources in percent; kept to one decimal.
    :raises ValueError: the entry holds a person's words, or ``text`` is empty.
    """
    return _filled(entry, text, Origin("tm", found_in, digest(text), round(score, 1), tuple(details), text))


def _filled(entry: Entry, text: str, origin: Origin) -> Entry:
    """The entry with a draft; no draft may replace a person's words."""
    if not text:
        raise ValueError("an empty draft cannot be filled in")
    if holds_human_words(entry):
        raise ValueError(f"{entry.source!r} holds a person's words")
    origin = replace(
        origin,
        signature=_one_line(origin.signature) or "unknown",
        details=tuple((name, _one_line(value)) for name, value in origin.details),
    )
    return replace(entry, target=text, fuzzy=True, previous=None, previous_plural="", origin=origin)


def review_recorded(entry: Entry) -> Entry:
    """The entry without the draft's text, which is no longer needed once its review is on record."""
    if entry.origin is None or entry.origin.text is None:
        return entry
    return replace(entry, origin=replace(entry.origin, text=None))


def origin_comments(origin: Origin) -> list[str]:
    """The comment lines (without ``# ``) that keep an origin."""
    parts = [f"{origin.kind}: {origin.signature}", origin.digest]
    if origin.score is not None:
        parts.append(f"score={origin.score:g}")
    parts += [f"{name}={value}" for name, value in origin.details]
    lines = [" | ".join(parts)]
    if origin.text is not None:
        lines.append(f"{origin.kind}-text: {_escape(origin.text)}")
    return lines


def split_comments(lines: Sequence[str]) -> tuple[Origin | None, tuple[str, ...]]:
    """Take the origin out of an entry's ``# `` lines.

    Lines that a tool has hard-wrapped are joined again. Of several marks the first counts; a damaged mark
    stays an ordinary comment.

    :returns: the origin, if there is one, and the lines that people wrote.
    """
    if not any(line.startswith(("mt", "tm")) for line in lines):
        return None, tuple(lines)
    origin: Origin | None = None
    people: list[str] = []
    index = 0
    while index < len(lines):
        used = 0
        if origin is None:
            origin, used = _read_mark(lines, index)
        elif lines[index].startswith(f"{origin.kind}-text:"):
            text, used = _read_text(lines, index, origin)
            if text is not None and origin.text is None:
                origin = replace(origin, text=text)
        if not used:
            people.append(lines[index])
        index += used or 1
    return origin, tuple(people)


def _read_mark(lines: Sequence[str], index: int) -> tuple[Origin | None, int]:
    """The origin at ``lines[index]`` and how many lines it takes (0: there is none)."""
    if not _START.match(lines[index]):
        return None, 0
    used = _mark_length(lines, index)
    joined = " ".join(line.strip() for line in lines[index : index + used])
    found = _MARK.match(joined)
    if found is None:
        return None, 0
    kind, signature, value, rest = found.groups()
    pairs = [tuple(part.strip().split("=", 1)) for part in rest.split(" | ") if part]
    score: float | None = None
    details: list[tuple[str, str]] = []
    for name, content in pairs:
        try:
            score = float(content) if name == "score" else score
        except ValueError:
            continue
        if name != "score":
            details.append((name, content))
    return Origin(kind, signature, value, score, tuple(details)), used


def _mark_length(lines: Sequence[str], index: int) -> int:
    """How many lines the mark at ``lines[index]`` takes.

    A line is joined to it only if the mark is incomplete without it, if it begins as only the rest of a mark can,
    or if it stands between the mark and its ``-text`` line where a tool has wrapped. A person's words are never
    taken for a part of the mark.
    """
    text_line = f"{lines[index][:2]}-text:"
    window = lines[index + 1 : index + 9]
    before_text = next((number for number, line in enumerate(window) if line.startswith(text_line)), 0)
    joined = lines[index].strip()
    for number, line in enumerate(window):
        following = line.strip()
        open_end = not _MARK.match(joined) or joined.endswith(("|", ";"))
        width = len(lines[index + number]) + len(following.split(" ")[0])
        wrapped = number < before_text and len(lines[index + number]) <= _WIDTH < width + 1
        if line.startswith(text_line) or not (open_end or wrapped or _CONTINUES.match(following)):
            return number + 1
        joined = f"{joined} {following}"
    return len(window) + 1


def _read_text(lines: Sequence[str], index: int, origin: Origin) -> tuple[str | None, int]:
    """The draft's text at ``lines[index]``, joined from as many lines as its digest demands.

    A text that matches the digest in no way was damaged or belongs to another draft: it is dropped.
    """
    joined = lines[index].split(":", 1)[1].removeprefix(" ")
    for used in range(1, min(len(lines) - index, _MAX_WRAPPED) + 1):
        if used > 1:
            joined = f"{joined} {lines[index + used - 1].strip()}".lstrip(" ")
        text = _unescape(joined)
        if digest(text) == origin.digest:
            return text, used
    return None, 1


def _one_line(text: str) -> str:
    """A fact that fits between the bars of a mark."""
    return " ".join(text.replace("|", "/").split()).strip("; ")


def _escape(text: str) -> str:
    """A text as one comment line that keeps its white space."""
    line = text.translate(_ESCAPES)
    inner = line.strip(" ")
    before, after = len(line) - len(line.lstrip(" ")), len(line) - len(line.rstrip(" "))
    return "\\s" * before + inner + ("\\s" * after if inner else "")


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda found: _UNESCAPES.get(found[1], found[1]), text)
