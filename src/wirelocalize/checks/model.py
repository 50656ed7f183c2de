"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How grave a finding is: an error blocks publishing, a warning wants a look, info is a hint."""

    INFO = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place.

    :param rule: stable rule id (``arabic-yeh-kaf``).
    :param message: one line in English that says what is wrong and what would be right.
    :param file: the PO file as named by the user.
    :param line: 1-based line of the entry in it.
    :param context: the entry's msgctxt.
    :param source: the entry's msgid.
    :param excerpt: the faulty piece of the translation.
    :param fixed: the whole translation with this fault mended, where that is safe; else ``None``.
    """

    rule: str
    severity: Severity
    message: str
    file: str = ""
    line: int = 0
    context: str = ""
    source: str = ""
    excerpt: str = ""
    fixed: str | None = None
