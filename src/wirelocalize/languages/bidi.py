"""Left-to-right runs in right-to-left text: isolation in HTML and in plain text."""

from __future__ import annotations

import re

from wirelocalize.languages.protect import LATIN_RUN

_RUN = (
    r"(?:https?|ftp)://[^\s<>\"«»()،؛؟&]*(?:&amp;[^\s<>\"«»()،؛؟&]*)*(?<![.,;:!?])"
    r"|(?<![\w&])[@#][A-Za-z0-9_]+"
    r"|&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);"
    rf"|{LATIN_RUN}"
)
_RUNS = re.compile(_RUN)
_MARKUP = re.compile(r"(<!--.*?-->|<[A-Za-z/!?](?:\"[^\"]*\"|'[^']*'|[^'\"<>])*>)", re.DOTALL)
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_OPAQUE = frozenset(
    {"bdi", "bdo", "code", "pre", "kbd", "samp", "script", "style", "textarea", "title", "svg", "math"}
)
_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")


def isolate_html(html: str) -> str:
    """Wrap every Latin run in the text of an HTML fragment in ``<bdi>``, so that it cannot reorder its
    neighbours.

    Tags, attributes, comments, character references, code, and runs in ``<bdi>`` already stay as they are;
    applying it twice changes nothing more. What is not HTML (a lone ``<``) is passed through.
    """
    pieces: list[str] = []
    opaque: list[str] = []
    for index, piece in enumerate(_MARKUP.split(html)):
        if index % 2 == 0:
            pieces.append(piece if opaque else _RUNS.sub(_wrap, piece))
            continue
        pieces.append(piece)
        tag = _TAG_NAME.match(piece)
        if tag is None or piece.endswith("/>") or tag[2].lower() not in _OPAQUE:
            continue
        name = tag[2].lower()
        if not tag[1]:
            opaque.append(name)
        elif name in opaque:
            del opaque[len(opaque) - 1 - opaque[::-1].index(name) :]
    return "".join(pieces)


def _wrap(match: re.Match[str]) -> str:
    run = match[0]
    return run if run[0] == "&" or not _LETTER.search(run) else f"<bdi>{run}</bdi>"


def isolate_plain(text: str) -> str:
    """Wrap every Latin run in U+2066 … U+2069: for exports to plain text only, never for catalogues."""
    return _RUNS.sub(lambda match: f"\u2066{match[0]}\u2069" if _LETTER.search(match[0]) else match[0], text)
