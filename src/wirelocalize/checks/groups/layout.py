"""Layout: line breaks, edges, cells and headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Severity
from wirelocalize.checks.registry import case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.checks.pair import Pair


@rule(
    "edge-newline",
    Severity.ERROR,
    needs="\n",
    reason="gettext refuses a file whose msgid and msgstr do not both begin, or both end, with a line break.",
    evidence="msgfmt -c.",
    catch=[case("fa", "Hello\n", "سلام")],
    spare=[case("fa", "Hello\n", "سلام\n")],
    mend=lambda pair: _with_edges(pair, "\n"),
)
def edge_newline(pair: Pair) -> Iterator[Hit]:
    """Only one of source and translation begins or ends with a line break."""
    if pair.source.startswith("\n") != pair.target.startswith("\n"):
        yield Hit("the line break at the beginning differs from the source")
    if pair.source.endswith("\n") != pair.target.endswith("\n"):
        yield Hit("the line break at the end differs from the source")


@rule(
    "newline-count",
    Severity.WARNING,
    needs="\n",
    reason="Line breaks inside a unit are breaks on the page: an address, a poem, a list.",
    evidence="Translate Toolkit (newlines) checks the same.",
    catch=[case("fa", "a\nb\nc", "الف ب پ")],
    spare=[case("fa", "a\nb", "الف\nب")],
)
def newline_count(pair: Pair) -> Iterator[Hit]:
    """The number of line breaks inside the text differs."""
    wanted, found = pair.source.strip("\n").count("\n"), pair.target.strip("\n").count("\n")
    if wanted != found:
        yield Hit(f"the source has {wanted} line break(s) inside, the translation {found}")


@rule(
    "edge-space",
    Severity.WARNING,
    reason="A space too many at an edge shows as a gap or glues words together where units are joined.",
    evidence="Translate Toolkit (startwhitespace, endwhitespace) checks the same.",
    catch=[case("fa", "Hello", " سلام"), case("ps", "Hello", "سلام ")],
    spare=[case("fa", "Hello ", "سلام ")],
    mend=lambda pair: _with_edges(pair, " \t"),
)
def edge_space(pair: Pair) -> Iterator[Hit]:
    """Space at the beginning or end that the source does not have."""
    if pair.target[:1] in (" ", "\t") and pair.source[:1] not in (" ", "\t"):
        yield Hit("there is a space at the beginning that the source does not have")
    if pair.target[-1:] in (" ", "\t") and pair.source[-1:] not in (" ", "\t"):
        yield Hit("there is a space at the end that the source does not have")


def _with_edges(pair: Pair, characters: str) -> str:
    """The translation with the source's own characters of this kind at its edges."""
    if not pair.source:
        return pair.target
    source, target = pair.source, pair.target.strip(characters)
    lead = source[: len(source) - len(source.lstrip(characters))]
    tail = source[len(source.rstrip(characters)) :]
    return f"{lead}{target}{tail}" if target else pair.target


@rule(
    "table-cell-bar",
    Severity.ERROR,
    needs="|",
    reason="An unescaped | in a table cell begins a new cell and shifts the row.",
    evidence="GitHub Flavored Markdown, 4.10 Tables.",
    catch=[case("fa", "yes or no", "بله | نه", context="table-cell")],
    spare=[case("fa", "yes or no", r"بله \| نه", context="table-cell"), case("fa", "yes or no", "بله | نه")],
)
def table_cell_bar(pair: Pair) -> Iterator[Hit]:
    """A table cell's translation contains an unescaped |."""
    if pair.context == "table-cell" and re.search(r"(?<!\\)\|", pair.target) and "|" not in pair.source:
        yield Hit(r"write \| in a table cell", "|")


@rule(
    "heading-stop",
    Severity.WARNING,
    reason="Headlines and subheadings take no full stop in the press of the region, as in English.",
    evidence="House rule; Translate Toolkit (endpunc) checks something like it.",
    catch=[case("fa", "Clinic reopens in Herat", "درمانگاه هرات بازگشایی شد.", context="headline")],
    spare=[
        case("fa", "Clinic reopens in Herat", "درمانگاه هرات بازگشایی شد", context="headline"),
        case("ps", "Made in the U.S.", "په امریکا کې جوړ.", context="headline"),
        case("ps", "The clinic reopened.", "کلینیک بېرته پرانیستل شو."),
    ],
    mend=lambda pair: pair.target.rstrip()[:-1] if any(True for _ in heading_stop(pair)) else pair.target,
)
def heading_stop(pair: Pair) -> Iterator[Hit]:
    """A headline ends with a full stop although the source's does not."""
    if pair.context not in ("headline", "subheading") or pair.source.rstrip().endswith((".", "…")):
        return
    target = pair.target.rstrip()
    if target.endswith((".", "۔")) and not target.endswith(".."):
        yield Hit("a headline takes no full stop", target[-1])
