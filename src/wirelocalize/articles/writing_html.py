"""Writing text into HTML: stray signs escaped, inline elements closed, nothing that ends the block around it."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from wirelocalize.articles.text import words

if TYPE_CHECKING:
    from wirelocalize.articles.model import Block

PHRASING = words(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark q rb rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr"
)
"""Elements a translation may always contain; others only if the source of the block has them."""
VOID = words("area base br col embed hr img input link meta param source track wbr")
_TOKEN = re.compile(
    r"""(?P<tag><(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?:[\s/](?:[^<>"']|"[^"]*"|'[^']*')*)?>)
      | (?P<comment><!--(?!-?>)(?:(?!--).)*?-->)
      | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
      | (?P<sign>[<&])""",
    re.VERBOSE | re.DOTALL,
)


def attribute(text: str, quote: str) -> str:
    """An attribute value with its quotes; an unquoted one gets double quotes."""
    quote = quote or '"'
    return quote + escape(text, quote=False).replace(quote, "&quot;" if quote == '"' else "&#39;") + quote


def inline_html(text: str, block: Block) -> str:
    """Inline HTML: ``&`` and ``<`` that are no markup are escaped, elements are closed in order.

    Start tags of elements that would end the block (``<p>``, ``<div>``, ``<script>``) are shown as text unless the
    block's own source has them.
    """
    if block.style == "text":  # a title: no markup possible
        return escape(" ".join(text.split()), quote=False)
    text = re.sub(r"[ \t]*(?:\r\n?|\n)[ \t\r\n]*", " ", text.strip())
    if "<" not in text and "&" not in text:
        return text
    known = PHRASING | {m.lower() for m in re.findall(r"<([A-Za-z][A-Za-z0-9:-]*)", block.text)}
    pieces: list[str] = []
    opened: list[str] = []
    position = 0
    for token in _TOKEN.finditer(text):
        pieces.append(text[position : token.start()])
        position = token.end()
        pieces.append(_written(token, known, opened))
    pieces.append(text[position:])
    pieces.extend(f"</{name}>" for name in reversed(opened))
    return "".join(pieces)


def _written(token: re.Match[str], known: frozenset[str] | set[str], opened: list[str]) -> str:
    """One token as it is written; ``opened`` is kept up to date."""
    whole = token.group()
    if token["entity"] or token["comment"]:
        return whole
    name = (token["name"] or "").lower()
    if not name or name not in known:
        return whole.replace("&", "&amp;").replace("<", "&lt;")
    if token["slash"]:
        if name not in opened:
            return ""
        closed = ""
        while opened:
            last = opened.pop()
            closed += f"</{last}>" if last != name else whole
            if last == name:
                break
        return closed
    if name not in VOID and not whole.endswith("/>"):
        opened.append(name)
    return whole
