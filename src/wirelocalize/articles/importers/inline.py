"""Inline content of a web page (trafilatura's XML) as inline Markdown that means the same."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.importers.lines import clean
from wirelocalize.articles.importers.markdown import escape_inline

if TYPE_CHECKING:
    from collections.abc import Iterator

KEEP_OPEN, KEEP_CLOSE = "\ue000", "\ue001"
"""Stand for a ``translate="no"`` element's tags while the extractor, which drops them, is at work."""

_MARKS = {"#b": ("**", "strong"), "#i": ("*", "em"), "#t": ("`", "code")}
_BLOCKS = frozenset({"list", "item", "table", "row", "cell", "quote", "graphic", "p", "head"})
_PLAIN_TAGS = {"#sup": "sup", "#sub": "sub"}
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|/(?!/)|#|\?|\.{1,2}/|[\w-]+(?:[/.?#]|$))", re.IGNORECASE)


@dataclass(slots=True)
class _Token:
    """A run of text, or a mark; ``pair`` numbers an opening and its closing mark."""

    kind: str  # text, raw, open, close, break
    text: str
    tag: str = ""
    pair: int = 0


def plain(element: Any) -> str:
    """An element's own text, white space collapsed, a line break being a space; blocks inside it left out."""
    text = "".join(_texts(element))
    return clean(text.replace(KEEP_OPEN, "").replace(KEEP_CLOSE, ""))


def _texts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield " "
        elif isinstance(child.tag, str) and child.tag not in _BLOCKS:
            yield from _texts(child)
        yield child.tail or ""


def inline(element: Any) -> list[str]:
    """The element's inline content as Markdown, one string per line (``<br>`` begins a new one)."""
    lines: list[list[_Token]] = [[]]
    for token in _tokens(element, frozenset(), [0]):
        if token.kind == "break":
            lines.append([])
        else:
            lines[-1].append(token)
    return [text for line in lines if (text := _write(line))]


def _tokens(element: Any, active: frozenset[str], counter: list[int]) -> Iterator[_Token]:
    if element.text:
        yield _Token("text", element.text)
    for child in element:
        if isinstance(child.tag, str):
            yield from _child(child, active, counter)
        if child.tail:
            yield _Token("text", child.tail)


def _child(child: Any, active: frozenset[str], counter: list[int]) -> Iterator[_Token]:
    render = child.get("rend", "")
    if child.tag == "lb":
        yield _Token("break", "")
    elif child.tag == "code" or (child.tag == "hi" and render == "#t"):
        yield _Token("raw", _code(clean("".join(child.itertext()))))
    elif child.tag == "ref" and "ref" not in active and (target := _target(child.get("target", ""))):
        yield _Token("raw", "[")
        yield from _tokens(child, active | {"ref"}, counter)
        yield _Token("raw", f"]({target})")
    elif child.tag == "hi" and render in _MARKS and render not in active:
        counter[0] += 1
        number = counter[0]
        mark, tag = _MARKS[render]
        yield _Token("open", mark, tag, number)
        yield from _tokens(child, active | {render}, counter)
        yield _Token("close", mark, tag, number)
    elif child.tag == "hi" and render in _PLAIN_TAGS:
        tag = _PLAIN_TAGS[render]
        yield _Token("raw", f"<{tag}>")
        yield from _tokens(child, active, counter)
        yield _Token("raw", f"</{tag}>")
    elif child.tag in _BLOCKS:
        return  # a block inside a block; its own turn comes
    else:
        yield from _tokens(child, active, counter)


def _target(url: str) -> str:
    """A link destination that Markdown can hold, or nothing for a script's or a broken one."""
    url = re.sub(r"[\x00-\x20\x7f]+", "", url)
    if not _SAFE_LINK.match(url) or re.match(r"(?:javascript|data|vbscript):", url, re.IGNORECASE):
        return ""
    escapes = {
        "(": "%28",
        ")": "%29",
        "<": "%3C",
        ">": "%3E",
        "\\": "%5C",
        '"': "%22",
        "`": "%60",
        "*": "%2A",
    }
    return re.sub(r"[()<>\\\"`*]", lambda match: escapes[match[0]], url)


def _code(text: str) -> str:
    if not text:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _write(tokens: list[_Token]) -> str:
    """One line's tokens as Markdown: spaces moved out of emphasis, HTML tags where ``*`` would not work."""
    tokens = _balance(_squeeze(tokens))
    html = {token.pair for index, token in enumerate(tokens) if token.pair and not _works(tokens, index)}
    parts: list[str] = []
    for index, token in enumerate(tokens):
        if token.kind == "text":
            following = tokens[index + 1].text if index + 1 < len(tokens) else ""
            text = escape_inline(token.text)
            parts.append(text[:-1] + r"\!" if text.endswith("!") and following.startswith("[") else text)
        elif token.pair in html:
            parts.append(f"</{token.tag}>" if token.kind == "close" else f"<{token.tag}>")
        else:
            parts.append(token.text)
    text = "".join(parts).strip()
    return text.replace(KEEP_OPEN, '<span translate="no">').replace(KEEP_CLOSE, "</span>")


def _squeeze(tokens: list[_Token]) -> list[_Token]:
    """White space collapsed over the whole line and moved out of emphasis and links."""
    result: list[_Token] = []
    space = True  # nothing written yet: no leading space
    pending = False
    for token in tokens:
        if token.kind != "text":
            opening = token.kind == "open" or token.text == "["
            if pending and opening:
                result.append(_Token("text", " "))
                pending, space = False, True
            result.append(token)
            if token.kind == "raw" and token.text.startswith("`"):
                space = False
            continue
        text = clean(token.text)
        if not text:
            pending = pending or (not space and bool(token.text))
            continue
        lead = (pending or token.text[0].isspace()) and not space
        if lead and result and (result[-1].kind == "open" or result[-1].text == "["):
            at = len(result)
            while at and (result[at - 1].kind == "open" or result[at - 1].text == "["):
                at -= 1
            result.insert(at, _Token("text", " "))
            lead = False
        result.append(_Token("text", (" " if lead else "") + text))
        pending, space = token.text[-1].isspace(), False
    return result


def _balance(tokens: list[_Token]) -> list[_Token]:
    """Without marks around nothing, and without halves that a line break cut off."""
    while True:
        pairs = [token.pair for token in tokens if token.pair]
        lone = {pair for pair in pairs if pairs.count(pair) < 2}
        empty = {
            one.pair for one, two in itertools.pairwise(tokens)
            if one.kind == "open" and two.kind == "close" and one.pair == two.pair
        }  # fmt: skip
        if not lone | empty:
            return tokens
        tokens = [token for token in tokens if not token.pair or token.pair not in lone | empty]


def _works(tokens: list[_Token], index: int) -> bool:
    """Whether CommonMark takes a mark at this place for what it is (left- or right-flanking)."""
    before = _edge(tokens, index, -1)
    after = _edge(tokens, index, 1)
    if "*" in (before, after) and (
        (index and tokens[index - 1].pair) or (index + 1 < len(tokens) and tokens[index + 1].pair)
    ):
        return False
    outer, inner = (before, after) if tokens[index].kind == "open" else (after, before)
    if not inner or inner.isspace():
        return False
    return inner.isalnum() or not outer or not outer.isalnum()


def _edge(tokens: list[_Token], index: int, step: int) -> str:
    """The character next to a mark."""
    position = index + step
    if not 0 <= position < len(tokens):
        return ""
    text = tokens[position].text
    return text[0 if step > 0 else -1] if text else ""
