"""Pieces of a text that are not prose: markup, addresses, placeholders, code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit
from wirelocalize.languages import shield

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

BLANK = shield("X").text
"""Stands for a piece in views of a text: neither letter, digit, space nor punctuation."""

URL = (
    r"(?:https?://|"
    r"(?<![\w.])www\.)[A-Za-z0-9%][!#-'*-;=?-Z\\^_a-z|~(]*(?:\([!#-'*-;=?-Z^_a-z|~]*\)[!#-'*-;=?-Z^_a-z|~]*)*"
)
EMAIL = r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
TAG = r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--.*?-->"
AUTOLINK = r"<(?:https?://|mailto:)[^<>\s]+>"
CODE = r"(?<!`)(`+)(?!`)(?:.|\n)+?(?<!`)\1(?!`)"
PLACEHOLDER = (
    r"\{\{\s*[\w.]+\s*\}\}|\$\{\w+\}|\{[A-Za-z_]\w*(?:![rsa])?(?::[^{}\s]*)?\}|\{\d+\}|"
    r"%\([A-Za-z_]\w*\)[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]"
)
HANDLE = r"(?<![\w@./])@[A-Za-z_][A-Za-z0-9_]{1,30}(?![\w@])"
HASHTAG = r"(?<![\w#&/])#(?=\w*[^\W\d_])[\w\u200c]+"
ENTITY = r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});"
LINK = (
    r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*(<[^<>]*>|"
    r"[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)

_LINK_TARGET = (
    r"(?<=\])\(\s*(?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_PIECES = re.compile(
    "|".join(
        f"(?:{pattern})"
        for pattern in (CODE, _LINK_TARGET, AUTOLINK, URL, EMAIL, TAG, PLACEHOLDER, HANDLE, HASHTAG, ENTITY)
    )
)
_MAYBE = re.compile(r"[`<{%@#&$]|\]\(|https?:|www\.")


def blank(text: str) -> str:
    """The text with every piece that is not prose replaced by :data:`BLANK`; Latin words stay."""
    if not _MAYBE.search(text):
        return text
    return _PIECES.sub(BLANK, text)


LOWER_WORD = re.compile(r"(?<![\w'’])[a-z]{2,}(?![\w])")
"""An English word in lower case: neither a name nor an acronym."""


def difference(wanted: Counter[str], found: Counter[str], what: str) -> Iterator[Hit]:
    """Hits for pieces that are missing from, or strange to, the translation."""
    for piece, count in (wanted - found).items():
        number = f" ({count} times)" if count > 1 else ""
        yield Hit(f"the {what} {piece} of the source is missing{number}; copy it as it is", piece)
    for piece in found - wanted:
        yield Hit(f"the {what} {piece} is not in the source", piece)
