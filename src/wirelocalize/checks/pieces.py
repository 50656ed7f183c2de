"""Pieces of a text that are not prose: markup, addresses, placeholders, code."""

from __future__ import annotations

import re

from wirelocalize.languages import shield

BLANK = shield("X").text
"""Stands for a piece in views of a text: neither letter, digit, space nor punctuation."""

URL = r"(?:https?://|(?<![\w.])www\.)[A-Za-z0-9%][!#-'*-;=?-Z\\^_a-z|~(]*(?:\([!#-'*-;=?-Z^_a-z|~]*\)[!#-'*-;=?-Z^_a-z|~]*)*"
EMAIL = r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
TAG = r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--.*?-->"
AUTOLINK = r"<(?:https?://|mailto:)[^<>\s]+>"
CODE = r"(?<!`)(`+)(?!`)(?:.|\n)+?(?<!`)\1(?!`)"
PLACEHOLDER = r"\{\{\s*[\w.]+\s*\}\}|\$\{\w+\}|\{[A-Za-z_]\w*(?:![rsa])?(?::[^{}\s]*)?\}|\{\d+\}|%\([A-Za-z_]\w*\)[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]"
HANDLE = r"(?<![\w@./])@[A-Za-z_][A-Za-z0-9_]{1,30}(?![\w@])"
HASHTAG = r"(?<![\w#&/])#(?=\w*[^\W\d_])[\w\u200c]+"
ENTITY = r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});"
LINK = r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*(<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"

_LINK_TARGET = r"(?<=\])\(\s*(?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
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
