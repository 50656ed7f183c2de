"""The glossary: required translations and forbidden ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Severity
from wirelocalize.checks.registry import rule
from wirelocalize.glossary.model import Use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.checks.pair import Pair
    from wirelocalize.glossary.model import TermIssue


def _issues(pair: Pair, kind: str, use: Use | None = None) -> Iterator[TermIssue]:
    for issue in pair.term_issues:
        if issue.kind == kind and (use is None or issue.hit.use is use):
            yield issue


@rule(
    "term-missing",
    Severity.WARNING,
    reason="The desk has agreed on a translation for this term; a reader should meet one name for one thing.",
    evidence="The workspace's glossary, terms marked required.",
    catch=[],
    spare=[],
)
def term_missing(pair: Pair) -> Iterator[Hit]:
    """The glossary's translation of a required term is missing."""
    for issue in _issues(pair, "missing", Use.REQUIRED):
        yield Hit(f"the glossary has «{issue.hit.translation}» for “{issue.hit.text}”", issue.hit.text)


@rule(
    "term-preferred",
    Severity.INFO,
    reason="As term-missing, for terms that may be put otherwise where the sentence asks for it.",
    evidence="The workspace's glossary, terms marked preferred.",
    catch=[],
    spare=[],
)
def term_preferred(pair: Pair) -> Iterator[Hit]:
    """The glossary's translation of a preferred term is missing."""
    for issue in _issues(pair, "missing", Use.PREFERRED):
        yield Hit(f"the glossary has «{issue.hit.translation}» for “{issue.hit.text}”", issue.hit.text)


@rule(
    "term-forbidden",
    Severity.WARNING,
    reason="The desk has agreed not to use this word.",
    evidence="The workspace's glossary.",
    catch=[],
    spare=[],
)
def term_forbidden(pair: Pair) -> Iterator[Hit]:
    """The translation has a form that the glossary forbids."""
    for issue in _issues(pair, "forbidden"):
        yield Hit(f"do not write «{issue.found}»; the glossary has «{issue.hit.translation}»", issue.found)
