"""A value of a front matter, and what is said where there is none to be had."""

from __future__ import annotations

from typing import NamedTuple


class Value(NamedTuple):
    """A string value: its key path, its range with quotes, its decoded text and its style."""

    path: str
    start: int
    end: int
    text: str
    style: str


class FrontMatterError(Exception):
    """The front matter cannot be parsed; ``line`` counts from 0 at its first line."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line
