"""What a check finds, and what a rule is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from wirelocalize.checks.pair import Pair
    from wirelocalize.glossary.model import TermIssue
    from wirelocalize.languages.model import Language


class Severity(IntEnum):
    """How grave a finding is: an error blocks publishing, a warning wants a look, info is a hint."""

    INFO = 1
    WARNING = 2
    ERROR = 3


class Scope(StrEnum):
    """How much text a rule must see at once."""

    UNIT = "unit"
    BLOCK = "block"  # neighbouring units, such as the sentences of one speech
    ARTICLE = "article"


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


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule's function yields: the message, the faulty piece, and which unit (scopes above unit).

    :param at: index of the unit in the sequence a block or article rule was given; 0 for unit rules.
    """

    message: str
    excerpt: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A case of a rule: shown in its documentation and run by the tests.

    :param language: code of the target language.
    :param pairs: (source, target) of one or more consecutive units.
    :param context: the units' role.
    :param flags: PO flags of the entry (``c-format``).
    """

    language: str
    pairs: tuple[tuple[str, str], ...]
    context: str = "paragraph"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A check.

    :param id: stable, for ``--select``, ``--ignore`` and ``# wirelocalize: ignore[id]``.
    :param group: page of the documentation it is on, and a name that selects all its rules.
    :param languages: codes it applies to; empty: every language.
    :param summary: what it looks for, one line.
    :param reason: why that is a fault, for a translator.
    :param evidence: where the rule comes from.
    :param catch: cases it must find; ``spare``: cases that look alike and are right.
    :param find: yields hits; takes one ``Pair`` (unit scope) or a sequence of them.
    :param needs: characters of which source or translation must have one for the rule to find anything; empty: any.
    :param mend: makes the fault go away in a translation without changing what it says; ``None`` if a person must.
    """

    id: str
    group: str
    severity: Severity
    scope: Scope
    summary: str
    reason: str
    evidence: str
    find: Callable[[Any], Iterable[Hit]]
    languages: tuple[str, ...] = ()
    catch: tuple[Example, ...] = ()
    spare: tuple[Example, ...] = ()
    needs: frozenset[str] = frozenset()
    mend: Callable[[Pair], str] | None = None

    @property
    def fixable(self) -> bool:
        """Whether ``fix`` can mend it."""
        return self.mend is not None

    def applies_to(self, language: Language) -> bool:
        """Whether the rule is for texts in ``language``."""
        return not self.languages or language.code in self.languages


class Glossary(Protocol):
    """What the term rules need of a glossary."""

    def verify(self, source: str, target_text: str, locale: str) -> Sequence[TermIssue]:
        """Terms of the source whose translation is missing or forbidden in the translation."""
