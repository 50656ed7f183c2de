"""String values of a TOML front matter with their exact ranges.

``tomllib`` says what is valid and what it means; the scanner here, run on valid text only, says where it stands.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from wirelocalize.articles.values import FrontMatterError, Value

_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!"")|"(?=""""?(?!")))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\r\n]|\\[^\r\n])*"'
    r"|'[^'\r\n]*'"
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_SCALAR = re.compile(r"[^,\]}#\r\n]+")
_LINE = re.compile(r"line (\d+)")


def parse_toml(text: str, shift: int, keys: tuple[str, ...]) -> tuple[dict[str, Any], list[Value]]:
    """Data, and the wanted string values with ranges moved by ``shift``.

    :raises FrontMatterError: not TOML.
    """
    try:
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as exc:
        line = _LINE.search(str(exc))
        raise FrontMatterError(
            f"front matter is not valid TOML: {exc}", int(line[1]) - 1 if line else 0
        ) from exc
    wanted = {re.sub(r"\[\]", "", key): None for key in keys}
    values = [
        value._replace(start=value.start + shift, end=value.end + shift)
        for value in Scanner(text).scan()
        if value.style and re.sub(r"\[\d+\]", "", value.path) in wanted
    ]
    return data, values


class Scanner:
    """Walks over valid TOML and lists all values; strings have a style, others none and empty text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.values: list[Value] = []
        self.arrays: dict[str, int] = {}
        self.first_table: int | None = None

    def scan(self) -> list[Value]:
        """All values in document order."""
        table = ""
        while True:
            self._space()
            if self.position >= len(self.text):
                return self.values
            if self.text[self.position] == "[" and self.first_table is None:
                self.first_table = self.position
            if self.text.startswith("[[", self.position):
                self.position += 2
                name = self._key()
                index = self.arrays[name] = self.arrays.get(name, -1) + 1
                table = f"{name}[{index}]"
                self.position = self.text.index("]]", self.position) + 2
            elif self.text[self.position] == "[":
                self.position += 1
                table = self._key()
                self.position = self.text.index("]", self.position) + 1
            else:
                self._pair(table)

    def _space(self) -> None:
        match = _SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def _key(self) -> str:
        """A dotted key."""
        parts: list[str] = []
        while True:
            self._space()
            quoted = _STRING.match(self.text, self.position) if self.text[self.position] in "\"'" else None
            match = quoted or _BARE.match(self.text, self.position)
            if match is None:
                return ".".join(parts)
            parts.append(decode(match.group()) if quoted else match.group())
            self.position = match.end()
            self._space()
            if not self.text.startswith(".", self.position):
                return ".".join(parts)
            self.position += 1

    def _pair(self, table: str) -> None:
        """``key = value``."""
        key = self._key()
        self.position = self.text.index("=", self.position) + 1
        self._value(f"{table}.{key}" if table else key)

    def _value(self, path: str) -> None:
        """A value of any type; arrays and inline tables descend."""
        self._space()
        char = self.text[self.position]
        if char in "\"'":
            match = _STRING.match(self.text, self.position)
            if match is None:  # cannot be: tomllib has accepted it
                self.position = len(self.text)
                return
            raw = match.group()
            style = raw[:3] if raw[:3] in ('"""', "'''") else raw[0]
            self.values.append(Value(path, match.start(), match.end(), decode(raw), style))
            self.position = match.end()
        elif char in "[{":
            self._collection(path, "]" if char == "[" else "}")
        else:
            match = _SCALAR.match(self.text, self.position)
            end = match.end() if match else self.position + 1
            raw = self.text[self.position : end].rstrip()
            self.values.append(Value(path, self.position, self.position + len(raw), "", ""))
            self.position = end

    def _collection(self, path: str, close: str) -> None:
        """An array or an inline table."""
        start = self.position
        self.position += 1
        index = 0
        while True:
            self._space()
            if self.text.startswith(close, self.position) or self.position >= len(self.text):
                self.position += 1
                self.values.append(Value(path, start, self.position, "", ""))
                return
            if self.text.startswith(",", self.position):
                self.position += 1
            elif close == "]":
                self._value(f"{path}[{index}]")
                index += 1
            else:
                self._pair(path)


def decode(raw: str) -> str:
    """The text of a TOML string with its quotes."""
    return str(tomllib.loads(f"v = {raw}".replace("\r\n", "\n"))["v"])
