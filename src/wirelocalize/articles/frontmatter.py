"""The front matter of a Markdown file: where it is, what it says, and the ranges of its translatable values.

YAML between ``---`` lines, TOML between ``+++`` lines, or a JSON object (Hugo's three forms). What cannot be parsed
stays in the file untouched, with a warning; the body is still read.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.model import Block, Span, SpanKind, Syntax
from wirelocalize.articles.roles import role_of_key
from wirelocalize.articles.text import TextBuilder
from wirelocalize.articles.values import FrontMatterError, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BOM = "\ufeff"
_YAML_OPEN = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_YAML_CLOSE = re.compile(r"(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_TOML_OPEN = re.compile(r"\+\+\+[ \t]*(?:\r\n|\r|\n)")
_TOML_CLOSE = re.compile(r"(?:(?<=\n)|(?<=\r))\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)")
_KEY_LINE = re.compile(
    r"(?:\s*|\s*#[^\r\n]*[\r\n])*[\"']?[A-Za-z_][\w .-]{0,60}[\"']?[ \t]*:(?:[ \t]|[\r\n]|\Z)"
)
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r\n|[\s\S])")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was found at the top of the file.

    :param kind: ``yaml``, ``toml``, ``json`` or empty.
    :param start: first character between the delimiters (of the object, for JSON); ``end``: one past the last.
    :param body: where the Markdown text begins.
    """

    kind: str = ""
    start: int = 0
    end: int = 0
    body: int = 0
    data: Mapping[str, Any] = field(default_factory=dict)
    values: tuple[Value, ...] = ()
    problem: str = ""
    line: int = 0


def find(source: str, keys: Iterable[str] = ()) -> FrontMatter:
    """Read the front matter; ``keys`` are paths such as ``title`` or ``images[].caption``."""
    top = len(BOM) if source.startswith(BOM) else 0
    wanted = tuple(keys)
    if opening := _YAML_OPEN.match(source, top):
        return _find_yaml(source, top, opening.end(), wanted)
    if opening := _TOML_OPEN.match(source, top):
        return _find_toml(source, top, opening.end(), wanted)
    if source.startswith("{", top):
        return _find_json(source, top, wanted)
    return FrontMatter(body=top)


def _find_yaml(source: str, top: int, start: int, keys: tuple[str, ...]) -> FrontMatter:
    """``---`` … ``---``; a thematic break with text after it is not front matter."""
    closing = _YAML_CLOSE.search(source, start)
    if closing is None:
        return FrontMatter(body=top)
    from wirelocalize.articles.yaml_values import parse_yaml

    text = source[start : closing.start()]
    try:
        data, values = parse_yaml(text, start, keys)
    except FrontMatterError as exc:
        if not _KEY_LINE.match(text[:5000]):
            return FrontMatter(body=top)
        line = 1 + source.count("\n", 0, start) + exc.line
        return FrontMatter("yaml", start, closing.start(), closing.end(), problem=str(exc), line=line)
    if data is None and text.strip() == "":
        data = {}
    if not isinstance(data, dict):
        return FrontMatter(body=top)
    return FrontMatter("yaml", start, closing.start(), closing.end(), data, tuple(values))


def _find_toml(source: str, top: int, start: int, keys: tuple[str, ...]) -> FrontMatter:
    """``+++`` … ``+++``."""
    closing = _TOML_CLOSE.search(source, start)
    if closing is None:
        return FrontMatter(body=top)
    from wirelocalize.articles.toml_values import parse_toml

    try:
        data, values = parse_toml(source[start : closing.start()], start, keys)
    except FrontMatterError as exc:
        line = 1 + source.count("\n", 0, start) + exc.line
        return FrontMatter("toml", start, closing.start(), closing.end(), problem=str(exc), line=line)
    return FrontMatter("toml", start, closing.start(), closing.end(), data, tuple(values))


def _find_json(source: str, top: int, keys: tuple[str, ...]) -> FrontMatter:
    """A JSON object, then a line end."""
    try:
        data, end = json.JSONDecoder(strict=False).raw_decode(source, top)
    except (ValueError, RecursionError):
        return FrontMatter(body=top)
    rest = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)").match(source, end)
    if not isinstance(data, dict) or rest is None:
        return FrontMatter(body=top)
    from wirelocalize.articles.yaml_values import parse_yaml

    try:
        _, values = parse_yaml(source[top:end], top, keys)
    except FrontMatterError:
        values = []
    values = [value._replace(style="json") for value in values]
    return FrontMatter("json", top, end, rest.end(), data, tuple(values))


def blocks(source: str, front: FrontMatter) -> list[Block]:
    """One block per value that has letters, in document order."""
    result = []
    for value in sorted(front.values, key=lambda v: v.start):
        text, offsets = _visible(source, value)
        if not any(char.isalpha() for char in text):
            continue
        spans = tuple(Span(m.start(), m.end(), SpanKind.BREAK) for m in re.finditer(r"\n+", text))
        result.append(
            Block(
                role_of_key(value.path),
                text,
                offsets,
                Syntax.TOML if front.kind == "toml" else Syntax.YAML,
                key=value.path,
                spans=spans,
                style=value.style,
                outer=(value.start, value.end),
            )
        )
    return result


def _visible(source: str, value: Value) -> tuple[str, tuple[int, ...]]:
    """A value as the translator sees it, every character with its place in the source.

    Line ends inside a literal block are spaces, empty lines stay as the borders of paragraphs.
    """
    builder = TextBuilder()
    position = _content_start(source, value)
    literal = value.style == "literal"
    text = value.text
    index = 0
    while index < len(text):
        char = text[index]
        position, here = _locate(source, position, value.end, char)
        run = 1
        if char == "\n":
            while text.startswith("\n", index + run):
                run += 1
            if literal and run == 1:
                char = " "
        for _ in range(run):
            builder.put(char, here)
        index += run
    shown, offsets = builder.build(min(position, value.end))
    start = len(shown) - len(shown.lstrip())
    end = max(start, len(shown.rstrip()))
    return shown[start:end], offsets[start : end + 1]


def _content_start(source: str, value: Value) -> int:
    """Where the text of a value begins after its quotes or its ``|`` line."""
    if value.style in ("literal", "folded"):
        newline = source.find("\n", value.start, value.end)
        return newline + 1 if newline >= 0 else value.end
    start = value.start
    while start < value.end and source[start] in "\"'" and start < value.start + 3:
        start += 1
    return start


def _locate(source: str, position: int, end: int, char: str) -> tuple[int, int]:
    """Where the next decoded character stands: ``(position after it, its own position)``."""
    if char in " \n":
        here = position
        while position < end and source[position] in " \t\r\n" and (char == "\n" or source[position] != " "):
            position += 1
        if position < end and source[position] == " ":
            position += 1
        return (position, here) if position > here else (position, min(here, end))
    while position < end and source[position] in " \t\r\n" and source[position] != char:
        position += 1
    if position < end and source[position] == "\\" and char != "\\":
        escape = _ESCAPE.match(source, position, end)
        return (escape.end() if escape else position + 1, position)
    doubled = source[position : position + 2] in ("''", "\\\\") and char in "'\\"
    return (min(end, position + 1 + doubled), min(position, end))
