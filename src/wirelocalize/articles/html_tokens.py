"""HTML cut into tokens with exact positions, by the rules of the HTML standard's tokeniser.

``html.parser`` gives positions too, but what it takes for a tag, comment or script differs between patch releases of
Python, and it needs quadratic time on some broken pages; unit identities must not depend on either. Every character
belongs to exactly one token, and the time is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["text", "start", "end", "comment", "raw"]

RAW_TEXT = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
"""Elements whose content is no markup; it comes as one ``raw`` token."""

_MARKUP = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>\x00]*)|(!--)|(!\[CDATA\[)|([!?/]))")
_ATTRIBUTE = re.compile(
    r"[\s/]*(?:([^\s/>][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(?![\"'])([^\s>]+)|(?=>)))?)?"
)
_UNCLOSED = re.compile(r"\s*=\s*[\"']")
_MAX_INSTRUCTION = 20_000
_COMMENT_END = re.compile(r"--!?>")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: lower-case name, range of its value without quotes, and the quote sign (or nothing)."""

    name: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the page.

    :param name: lower-case element name of tags.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    closed: bool = False
    """Written ``<br/>``."""


def tokenise(source: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Tokens of a document or fragment; together they cover ``source[start:end]`` without gaps."""
    stop = len(source) if end is None else end
    position = start
    while position < stop:
        match = _MARKUP.search(source, position, stop)
        if match is None:
            yield Token("text", position, stop)
            return
        if match.start() > position:
            yield Token("text", position, match.start())
        token = _markup(source, match, stop)
        yield token
        position = token.end
        if token.kind == "start" and token.name in RAW_TEXT and not token.closed:
            close = _raw_end(source, token.name, position, stop)
            if close > position:
                yield Token("raw", position, close, token.name)
            position = close


def _markup(source: str, match: re.Match[str], stop: int) -> Token:
    """The token that begins with ``<``."""
    start = match.start()
    if match[2]:
        return _tag(source, match, stop)
    if match[3]:
        return Token("comment", start, _comment_end(source, match.end(), stop))
    closing = "]]>" if match[4] else "?>" if source.startswith(("<?php", "<?="), start) else ">"
    close = source.find(closing, match.end(), stop if match[4] else min(stop, start + _MAX_INSTRUCTION))
    if close < 0:
        close, closing = source.find(">", match.end(), stop), ">"
    return Token("comment", start, stop if close < 0 else close + len(closing))


def _comment_end(source: str, position: int, stop: int) -> int:
    """One past the end of a comment; ``<!-->`` and ``<!--->`` are whole ones."""
    for short in (">", "->"):
        if source.startswith(short, position, stop):
            return position + len(short)
    match = _COMMENT_END.search(source, position, stop)
    return match.end() if match else stop


def _tag(source: str, match: re.Match[str], stop: int) -> Token:
    """A start or end tag; one that is never closed swallows the rest, as in browsers."""
    attributes: list[Attribute] = []
    seen: set[str] = set()
    position = match.end()
    while True:
        found = _ATTRIBUTE.match(source, position, stop)
        if found is None or found.end() == position or found[1] is None:
            position = found.end() if found else position
            break
        position = found.end()
        name = found[1].lower()
        group = next((g for g in (2, 3, 4) if found[g] is not None), 0)
        if not group and _UNCLOSED.match(source, position, stop):
            position = stop
            break
        if name not in seen:
            seen.add(name)
            begin, finish = found.span(group) if group else (found.end(1), found.end(1))
            attributes.append(Attribute(name, begin, finish, ("", "", '"', "'", "")[group]))
    end = position + 1 if position < stop and source[position] == ">" else stop
    slash = end - 2 > match.start() and source[end - 2] == "/"
    kind: Kind = "end" if match[1] else "start"
    return Token(kind, match.start(), end, match[2].lower(), tuple(attributes), slash)


def _raw_end(source: str, name: str, position: int, stop: int) -> int:
    """Where the content of a raw-text element ends."""
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, position, stop)
    return match.start() if match else stop
