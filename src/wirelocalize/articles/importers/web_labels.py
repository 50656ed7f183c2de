"""What every run of text of a web page was taken for, so that nothing is dropped without a word."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.importers.lines import anchor_parts, clean, fold, matched
from wirelocalize.articles.importers.model import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wirelocalize.articles.importers.profile import Profile

_INLINE_NAMES = """
    a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "head", "iframe", "svg", "select", "option", "textarea"}
)
_CHROME = frozenset({"nav", "footer", "aside", "form", "button", "header"})
_MAIN = frozenset({"article", "main"})
_MAX_SEARCHED = 20_000
_WORDS_OF_A_PARAGRAPH = 8
_NAMED = 5
_RELATED_MAX = 200


@dataclass(slots=True)
class Chunk:
    """One block's run of text.

    :param line: 1-based line of the block's tag.
    :param main: it stands in ``<article>`` or ``<main>`` and in no menu, footer or aside.
    :param linked: there is a link in it.
    """

    line: int
    text: str
    main: bool
    linked: bool = False


def chunks(tree: Any) -> list[Chunk]:
    """The page's runs of visible text in order, each with the line of the block it stands in."""
    found: list[tuple[Any, list[str]]] = []
    # A stack instead of recursion: hostile pages nest deeply. Entries are (element, block, entering).
    stack: list[tuple[Any, Any, bool]] = [(tree, tree, True)]
    while stack:
        element, block, entering = stack.pop()
        if not entering:
            _append(found, block, element.tail)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if element is not tree:
            stack.append((element, block, False))
        if not tag or tag in _UNSEEN:
            continue
        if tag == "br":
            _append(found, block, " ")
            continue
        own = block if tag in _INLINE else element
        _append(found, own, element.text)
        stack.extend((child, own, True) for child in reversed(element))
    lined = [(block, clean("".join(parts))) for block, parts in found]
    return [
        Chunk(block.sourceline or 0, text, _is_main(block), block.find(".//a") is not None)
        for block, text in lined
        if text
    ]


def _append(found: list[tuple[Any, list[str]]], block: Any, text: str | None) -> None:
    if not text:
        return
    if found and found[-1][0] is block:
        found[-1][1].append(text)
    elif not text.isspace():
        found.append((block, [text]))


def _is_main(block: Any) -> bool:
    inside = False
    for element in (block, *block.iterancestors()):
        if element.tag in _CHROME:
            return False
        inside = inside or element.tag in _MAIN
    return inside


def label_chunks(found: Iterable[Chunk], taken: Mapping[str, Kind]) -> tuple[Label, ...]:
    """Label each run of text by the block of the article it is, or is part of."""
    exact = {fold(text): kind for text, kind in taken.items()}
    starts: list[int] = []
    kinds: list[Kind] = []
    everything = ""
    for text, known in exact.items():
        starts.append(len(everything))
        kinds.append(known)
        everything += text + "\n"
    labels = []
    for position, chunk in enumerate(found):
        key = fold(chunk.text)
        kind = exact.get(key)
        if kind is None and len(key) > 2 and position < _MAX_SEARCHED:
            at = everything.find(key)
            kind = kinds[bisect_right(starts, at) - 1] if at >= 0 else None
        labels.append(Label(chunk.line, kind or Kind.LEFT_OUT, chunk.text, int(kind is not None)))
    return tuple(labels)


def sort_out(
    found: Iterable[Chunk], labels: Iterable[Label], profile: Profile
) -> tuple[tuple[Label, ...], tuple[str, ...]]:
    """Label what the extractor left out by the profile's patterns: chrome, dates, related headlines.

    :returns: the labels, and the related headlines among them.
    """
    result: list[Label] = []
    related: list[str] = []
    listing = False
    for chunk, label in zip(found, labels, strict=True):
        kind = label.kind
        if kind is Kind.RELATED_HEADING:
            listing = True
        elif kind is not Kind.LEFT_OUT:
            listing = False
        else:
            kind = _sorted_kind(chunk, profile, listing=listing)
            listing = kind in {Kind.RELATED_HEADING, Kind.RELATED} and (
                listing or kind is Kind.RELATED_HEADING
            )
        if kind is Kind.RELATED and label.kind is Kind.LEFT_OUT:
            related.append(chunk.text)
        result.append(replace(label, kind=kind))
    return tuple(result), tuple(related)


def _sorted_kind(chunk: Chunk, profile: Profile, *, listing: bool) -> Kind:
    if matched(chunk.text, profile.related_heading):
        return Kind.RELATED_HEADING
    if matched(chunk.text, profile.chrome):
        return Kind.CHROME
    if listing and chunk.linked and len(chunk.text) <= _RELATED_MAX:
        return Kind.RELATED
    parts = anchor_parts(chunk.text, profile)
    return parts.kind if parts else Kind.LEFT_OUT


def left_out(found: Iterable[Chunk], labels: Iterable[Label]) -> list[str]:
    """Warnings about paragraphs within the page's main part that are not in the article."""
    missed = [
        label for chunk, label in zip(found, labels, strict=True)
        if label.kind is Kind.LEFT_OUT and chunk.main and len(chunk.text.split()) >= _WORDS_OF_A_PARAGRAPH
    ]  # fmt: skip
    warnings = [
        f"line {label.line}: this text was left out: {label.text[:80]!r}" for label in missed[:_NAMED]
    ]
    if len(missed) > _NAMED:
        warnings.append(f"{len(missed) - _NAMED} more paragraphs were left out")
    return warnings
