"""A source text and its translation, with the views of them that rules look at, made once and kept."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from wirelocalize.checks import pieces
from wirelocalize.checks.model import Hit
from wirelocalize.checks.numbers import compare, words_of
from wirelocalize.languages import normalise, shield

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wirelocalize.checks.model import Glossary
    from wirelocalize.checks.numbers import Comparison
    from wirelocalize.glossary.model import TermIssue
    from wirelocalize.languages.model import Language
    from wirelocalize.languages.protect import Shielded

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’\u200c\u200d\u064b-\u0655\u0670][^\W\d_]*)*")


def changes_of(old: str, new: str, characters: frozenset[str]) -> str:
    """``old`` with those of its differences to ``new`` that take out and put in nothing but ``characters``."""
    if old == new:
        return old
    from rapidfuzz.distance import Levenshtein

    out: list[str] = []
    changed, new_text = "", ""
    for step in [*Levenshtein.opcodes(old, new), None]:
        if step is not None and step.tag != "equal":  # neighbouring steps are one change
            changed += old[step.src_start : step.src_end]
            new_text += new[step.dest_start : step.dest_end]
            continue
        out.append(new_text if characters.issuperset(changed + new_text) else changed)
        changed, new_text = "", ""
        if step is not None:
            out.append(old[step.src_start : step.src_end])
    return "".join(out)


class Pair:
    """One unit as rules see it.

    :param context: the role (``headline`` …); empty or anything in a foreign file.
    :param flags: PO flags (``c-format`` turns printf placeholders on).
    """

    def __init__(
        self,
        source: str,
        target: str,
        language: Language,
        *,
        context: str = "paragraph",
        flags: tuple[str, ...] = (),
        glossary: Glossary | None = None,
    ) -> None:
        self.source = source
        self.target = target
        self.language = language
        self.context = context
        self.flags = flags
        self.glossary = glossary

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character of source and translation."""
        return frozenset(self.source + self.target)

    @cached_property
    def digits(self) -> int:
        """How many digits the translation's own text has."""
        return len(_DIGIT.findall(self.prose))

    @cached_property
    def bare(self) -> str:
        """The translation without markup, addresses, placeholders, code."""
        return pieces.blank(self.target)

    @cached_property
    def prose(self) -> str:
        """The translation's own text only: no pieces, no Latin runs."""
        return self.shielded.text

    @cached_property
    def shielded(self) -> Shielded:
        """The translation with what language rules never touch taken out."""
        return shield(self.target)

    @cached_property
    def source_bare(self) -> str:
        """The source without markup, addresses, placeholders, code."""
        return pieces.blank(self.source)

    @cached_property
    def words(self) -> list[str]:
        """Words of the translation in order, Latin ones included, pieces not."""
        return _WORD.findall(self.bare)

    @cached_property
    def native_words(self) -> list[str]:
        """Words of the translation without Latin ones."""
        return _WORD.findall(self.prose)

    @cached_property
    def source_words(self) -> list[str]:
        """Words of the source in order."""
        return _WORD.findall(self.source_bare)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The distinct words of the translation, without Latin ones."""
        return frozenset(self.native_words)

    @cached_property
    def source_vocabulary(self) -> frozenset[str]:
        """The distinct words of the source, lower case."""
        return frozenset(word.lower() for word in self.source_words)

    @cached_property
    def figures(self) -> Comparison:
        """How the figures of source and translation compare."""
        foreign = " ".join(self.shielded.runs)
        return compare(self.source_bare, self.prose, words_of(self.language.code), foreign=foreign)

    @cached_property
    def term_issues(self) -> tuple[TermIssue, ...]:
        """What the glossary finds; nothing without one."""
        if self.glossary is None:
            return ()
        return tuple(self.glossary.verify(self.source, self.target, self.language.code))

    @cached_property
    def source_lower(self) -> str:
        """The source without pieces, lower case."""
        return self.source_bare.lower()

    def search(self, pattern: re.Pattern[str], message: str, text: str | None = None) -> Iterator[Hit]:
        """One hit for the first match of ``pattern`` in ``text`` (default: :attr:`prose`), ``{}`` filled with it."""
        match = pattern.search(self.prose if text is None else text)
        if match:
            excerpt = match.group().replace(pieces.BLANK, "").strip() or match.group()
            yield Hit(message.replace("{}", excerpt), excerpt)

    def mended(self, change: Callable[[str], str]) -> str:
        """The translation with ``change`` applied to its prose; markup, addresses and Latin runs stay as they are."""
        try:
            return self.shielded.restore(change(self.prose))
        except ValueError:  # the change took out or doubled what it must not touch
            return self.target

    @cached_property
    def normal(self) -> str:
        """The translation in the language's normal orthography."""
        return normalise(self.target, self.language)

    def normalised(self, characters: str) -> str:
        """The translation with those changes of normalisation that concern ``characters`` alone."""
        return changes_of(self.target, self.normal, frozenset(characters))
