"""What a term is, and what is found of it in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Use(StrEnum):
    """How strictly a term is meant."""

    REQUIRED = "required"  # enforced in machine translation; a missing translation is a warning
    PREFERRED = "preferred"  # shown to translators; a missing translation is a remark
    HINT = "hint"  # shown to translators, never checked: the English word has several meanings


STRICTNESS = (Use.HINT, Use.PREFERRED, Use.REQUIRED)


@dataclass(frozen=True, slots=True)
class Form:
    """One translation.

    :param text: as it is to be written.
    :param remark: when to use it (``افغانستان``: for Afghan matters); empty for no condition.
    """

    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the glossary.

    :param english: the term cell as written (``pupil / school student``, ``governor (US state)``).
    :param translations: accepted forms by locale, the preferred one first.
    :param forbidden: forms that must not be used for it, by locale.
    :param source: where the translations come from.
    :param line: 1-based line in the file it was read from; 0 if not read from a file.
    """

    english: str
    translations: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    use: Use = Use.PREFERRED
    domain: str = ""
    note: str = ""
    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in an English text.

    :param term: the glossary's row.
    :param start: first character in the text; ``end``: one past the last. A possessive ``'s`` is outside.
    :param text: the English as it stands there.
    :param translation: preferred form in the asked locale; empty where none was asked for.
    :param alternatives: other accepted forms, those of other senses of the word included.
    :param forbidden: forms that must not be used.
    :param use: the row's, or less where the place in the text makes its meaning doubtful.
    :param plural: the text has the term in a plural that the row does not list.
    """

    term: Term
    start: int
    end: int
    text: str
    translation: str = ""
    alternatives: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    use: Use = Use.PREFERRED
    plural: bool = False


@dataclass(frozen=True, slots=True)
class TermIssue:
    """What is wrong with a term's translation.

    :param kind: ``missing`` (no accepted form in the translation) or ``forbidden``.
    :param hit: where the English term is.
    :param found: the forbidden form as it stands in the translation; empty for ``missing``.
    :param start: its first character in the translation; ``end``: one past its last; both 0 for ``missing``.
    """

    kind: str
    hit: Hit
    found: str = ""
    start: int = 0
    end: int = 0
