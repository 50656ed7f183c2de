"""Inline content of a web page (trafilatura's XML) as inline Markdown that means the same."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
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
    """A run of text, or a mark: ``pair`` numbers an opening and its closing one, ``tag`` could stand for both."""

    kind: str  # text, code, open, close, break
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
        text = "".join(child.itertext())
        yield _Token("text", " " * text[:1].isspace())
        yield _Token("code", clean(text))
        yield _Token("text", " " * text[-1:].isspace())
    elif child.tag == "ref" and "ref" not in active and (target := _target(child.get("target", ""))):
        yield from _marked(child, ("[", f"]({target})", ""), active | {"ref"}, counter)
    elif child.tag == "hi" and render in _MARKS and render not in active:
        mark, tag = _MARKS[render]
        yield from _marked(child, (mark, mark, tag), active | {render}, counter)
    elif child.tag == "hi" and render in _PLAIN_TAGS:
        tag = _PLAIN_TAGS[render]
        yield from _marked(child, (f"<{tag}>", f"</{tag}>", ""), active, counter)
    elif child.tag in _BLOCKS:
        return  # a block inside a block; its own turn comes
    else:
        yield from _tokens(child, active, counter)


def _marked(
    child: Any, marks: tuple[str, str, str], active: frozenset[str], counter: list[int]
) -> Iterator[_Token]:
    """A child's tokens between an opening and a closing mark; the third of ``marks`` is the tag for both."""
    counter[0] += 1
    number = counter[0]
    yield _Token("open", marks[0], marks[2], number)
    yield from _tokens(child, active, counter)
    yield _Token("close", marks[1], marks[2], number)


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


def _code(text: str, *, beside: str, in_link: bool) -> str:
    """A code span; where a backtick stands beside it, as an element."""
    if "`" in beside:
        return f"<code>{_text(text, before_link=False, in_link=in_link)}</code>"
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _write(tokens: list[_Token]) -> str:
    """One line's tokens as Markdown: spaces moved out of emphasis, HTML tags where ``*`` would not work."""
    tokens = _balance(_squeeze(tokens))
    html = {token.pair for index, token in enumerate(tokens) if token.tag and not _works(tokens, index)}
    parts: list[str] = []
    in_link = False
    for index, token in enumerate(tokens):
        if token.kind == "text":
            following = tokens[index + 1].text if index + 1 < len(tokens) else ""
            parts.append(_text(token.text, before_link=following.startswith("["), in_link=in_link))
        elif token.kind == "code":
            beside = _edge(tokens, index, -1) + _edge(tokens, index, 1)
            parts.append(_code(token.text, beside=beside, in_link=in_link))
        elif token.tag and token.pair in html:
            parts.append(f"</{token.tag}>" if token.kind == "close" else f"<{token.tag}>")
        else:
            in_link = (in_link or token.text == "[") and not token.text.startswith("](")
            parts.append(token.text)
    text = "".join(parts).strip()
    return text.replace(KEEP_OPEN, '<span translate="no">').replace(KEEP_CLOSE, "</span>")


def _text(text: str, *, before_link: bool, in_link: bool) -> str:
    """Escaped text; a link's own must not have brackets, and "!" before one would make it an image."""
    text = escape_inline(text)
    if in_link:
        text = re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", text)
    return text[:-1] + r"\!" if before_link and text.endswith("!") else text


def _squeeze(tokens: list[_Token]) -> list[_Token]:
    """White space collapsed over the whole line and moved out of emphasis and links."""
    result: list[_Token] = []
    pending = started = False  # a space is due before the next word; there has been a word
    for token in tokens:
        if token.kind in {"open", "close"}:
            result.append(token)
            continue
        words = token.text if token.kind == "code" else clean(token.text)
        pending = pending or token.text[:1].isspace()
        if not words:
            continue
        if pending and started:
            at = len(result)
            while at and result[at - 1].kind == "open":
                at -= 1
            result.insert(at, _Token("text", " "))
        result.append(replace(token, text=words))
        pending, started = token.text[-1:].isspace(), True
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
    if tokens[position].kind == "code":
        return "`"
    return text[0 if step > 0 else -1] if text else ""
