"""Changing front matter (or an HTML head) without touching anything else in the file."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from wirelocalize.articles import frontmatter
from wirelocalize.articles.html_tokens import Token, tokenise
from wirelocalize.articles.model import Format
from wirelocalize.articles.values import FrontMatterError
from wirelocalize.articles.writing import double_quoted, plain_is_safe, splice, toml_value, yaml_value
from wirelocalize.articles.writing_html import attribute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Plain = str | bool | int | Sequence[str]

_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_BARE_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_HEAD_ONLY = frozenset(("lang", "dir", "title"))


def set_metadata(source: str, format: Format | str, updates: Mapping[str, Plain]) -> str:  # noqa: A002
    """The source with top-level metadata added or replaced; every other byte, comments and order stay.

    Markdown: keys of the YAML, TOML or JSON front matter; one in YAML is made if there is none. A value keeps its
    quoting where that can hold the new text; ISO dates stay unquoted. HTML: ``lang`` and ``dir`` of ``<html>``,
    ``<title>``, and ``<meta name=…>`` for other keys (only in a document that has a head).
    """
    if not updates:
        return source
    if Format(format) is Format.HTML:
        return _set_html(source, updates)
    front = frontmatter.find(source)
    match front.kind:
        case "yaml":
            return _set_yaml(source, front, updates)
        case "toml":
            return _set_toml(source, front, updates)
        case "json":
            return _set_json(source, front, updates)
    newline = _newline(source)
    lines = "".join(f"{_yaml_key(k)}: {_yaml(v)}{newline}" for k, v in updates.items())
    top = len(frontmatter.BOM) if source.startswith(frontmatter.BOM) else 0
    gap = newline if source[top:].strip() else ""
    return f"{source[:top]}---{newline}{lines}---{newline}{gap}{source[top:]}"


def _newline(source: str) -> str:
    """The file's own line end."""
    match = re.search(r"\r\n|\r|\n", source)
    return match.group() if match else "\n"


# YAML


def _yaml_key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else double_quoted(key)


def _yaml(value: Plain, style: str = "plain") -> str:
    """A value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        return "[" + ", ".join(_yaml(item) for item in value) + "]"
    if style in ("plain", "literal", "folded"):
        return value if _DATE.fullmatch(value) or plain_is_safe(value) else double_quoted(value)
    return yaml_value(value, style)


def _set_yaml(source: str, front: frontmatter.FrontMatter, updates: Mapping[str, Plain]) -> str:
    """Replace the values of known keys, append the others."""
    text = source[front.start : front.end]
    places = _yaml_places(text)
    replacements: dict[tuple[int, int], str] = {}
    missing: dict[str, Plain] = {}
    for key, value in updates.items():
        if key not in places:
            missing[key] = value
            continue
        start, end, style, filled = places[key]
        written = _yaml(value, style)
        replacements[front.start + start, front.start + end] = written if filled else f" {written}"
    if missing:
        newline = _newline(source)
        lines = "".join(f"{_yaml_key(k)}: {_yaml(v)}{newline}" for k, v in missing.items())
        replacements.update(_append_yaml(source, front, lines))
    return splice(source, replacements)


def _append_yaml(source: str, front: frontmatter.FrontMatter, lines: str) -> dict[tuple[int, int], str]:
    """Where new lines go: before the closing ``---``, or into a flow mapping."""
    text = source[front.start : front.end]
    flow = re.fullmatch(r"(\s*\{.*?)(,?\s*)\}(\s*)", text, re.DOTALL)
    if flow:
        items = ", ".join(line for line in re.split(r"[\r\n]+", lines) if line)
        at = front.start + flow.end(1)
        separator = "" if flow[1].strip() == "{" else ", "
        return {(at, front.start + flow.end(2)): separator + items}
    return {(front.end, front.end): lines}


def _yaml_places(text: str) -> dict[str, tuple[int, int, str, bool]]:
    """Top-level keys: range of the value, its style, and whether there is one (else the place after the colon)."""
    from wirelocalize.articles.yaml_values import STYLES, compose, scalar_range

    try:
        root = compose(text)
    except FrontMatterError:
        return _yaml_places_by_line(text)
    places: dict[str, tuple[int, int, str, bool]] = {}
    if root is None or root.id != "mapping":
        return places
    for key, value in root.value:
        if key.id != "scalar":
            continue
        start, end = (
            scalar_range(value, text) if value.id == "scalar" else (value.start_mark.index, _end(value, text))
        )
        style = STYLES.get(value.style, "plain") if value.id == "scalar" else "plain"
        if end <= start:
            colon = text.find(":", key.end_mark.index) + 1
            places[key.value] = (colon, colon, "plain", False)
        elif value.id != "scalar" and "\n" in text[key.end_mark.index : start]:
            colon = text.find(":", key.end_mark.index) + 1
            places[key.value] = (colon, end, "plain", False)
        else:
            places[key.value] = (start, end, style, True)
    return places


def _end(node: Any, text: str) -> int:
    """Where a node's own text ends; a block collection's mark lies behind the comments that follow it."""
    from wirelocalize.articles.yaml_values import scalar_range

    while node.id != "scalar" and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return scalar_range(node, text)[1] if node.id == "scalar" else int(node.end_mark.index)


def _yaml_places_by_line(text: str) -> dict[str, tuple[int, int, str, bool]]:
    """Keys at the start of a line, for front matter that is no valid YAML."""
    return {
        m[1]: (m.start(2), m.end(2), "plain", m.end(2) > m.start(2))
        for m in re.finditer(r"(?:^|(?<=[\r\n]))([A-Za-z_][\w-]*):[ \t]*([^\r\n]*)", text)
    }


# TOML and JSON


def _toml(value: Plain, style: str = '"') -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if not style and _DATE.fullmatch(value):
        return value
    return toml_value(value, style or '"')


def _set_toml(source: str, front: frontmatter.FrontMatter, updates: Mapping[str, Plain]) -> str:
    """Replace the values of known keys; new keys go before the first table."""
    from wirelocalize.articles.toml_values import Scanner

    text = source[front.start : front.end]
    values = {} if front.problem else {v.path: v for v in Scanner(text).scan()}
    replacements: dict[tuple[int, int], str] = {}
    lines = ""
    newline = _newline(source)
    for key, value in updates.items():
        if key in values:
            found = values[key]
            span = (front.start + found.start, front.start + found.end)
            replacements[span] = _toml(value, found.style)
        else:
            name = key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else double_quoted(key)
            lines += f"{name} = {_toml(value, '')}{newline}"
    if lines:
        table = None if front.problem else _first_table(text)
        at = front.end if table is None else front.start + table
        replacements[at, at] = lines
    return splice(source, replacements)


def _first_table(text: str) -> int | None:
    """Where the first ``[table]`` line begins, strings and arrays being passed over."""
    from wirelocalize.articles.toml_values import Scanner

    scanner = Scanner(text)
    scanner.scan()
    return scanner.first_table


def _set_json(source: str, front: frontmatter.FrontMatter, updates: Mapping[str, Plain]) -> str:
    """Replace or add members of the object."""
    from wirelocalize.articles.yaml_values import compose

    text = source[front.start : front.end]
    replacements: dict[tuple[int, int], str] = {}
    try:
        root = compose(text)
    except FrontMatterError:
        root = None
    found = {k.value: v for k, v in root.value} if root is not None and root.id == "mapping" else {}
    added = []
    for key, value in updates.items():
        written = json.dumps(
            value if isinstance(value, (str, bool, int)) else list(value), ensure_ascii=False
        )
        if key in found:
            node = found[key]
            replacements[front.start + node.start_mark.index, front.start + node.end_mark.index] = written
        else:
            added.append(f"{json.dumps(key, ensure_ascii=False)}: {written}")
    if added:
        at = front.start + len(text[:-1].rstrip())
        separator = "," if front.data else ""
        newline = _newline(source) + "  " if "\n" in text else " "
        replacements[at, at] = separator + ",".join(f"{newline}{item}" for item in added)
    return splice(source, replacements)


# HTML


def _set_html(source: str, updates: Mapping[str, Any]) -> str:
    """``<html lang dir>``, ``<title>`` and ``<meta name>``."""
    tokens = [t for t in tokenise(source) if t.kind in ("start", "end", "raw")]
    first: dict[str, Token] = {}
    for token in tokens:
        first.setdefault(
            ("/" if token.kind == "end" else "=" if token.kind == "raw" else "") + token.name, token
        )
    replacements: dict[tuple[int, int], str] = {}
    wanted = {key: str(updates[key]) for key in ("lang", "dir") if key in updates}
    root = first.get("html")
    if root is not None:
        _set_attributes(source, root, wanted, replacements)
    elif wanted:
        at = _after_doctype(source)
        inside = "".join(f" {k}={attribute(v, '')}" for k, v in wanted.items())
        replacements[at, at] = f"<html{inside}>"
    if "title" in updates and "=title" in first:
        raw = first["=title"]
        replacements[raw.start, raw.end] = escape(str(updates["title"]), quote=False)
    _set_metas(source, tokens, first, updates, replacements)
    return splice(source, replacements)


def _set_attributes(
    source: str, tag: Token, wanted: Mapping[str, str], replacements: dict[tuple[int, int], str]
) -> None:
    """Replace attributes of a tag or add them after its name."""
    have = {a.name: a for a in tag.attributes}
    new = ""
    for name, value in wanted.items():
        found = have.get(name)
        if found is None:
            new += f" {name}={attribute(value, '')}"
            continue
        width = len(found.quote)
        written = attribute(value, found.quote)
        valueless = found.start == found.end and not width and source[found.start - 1] not in "="
        replacements[found.start - width, found.end + width] = f"={written}" if valueless else written
    if new:
        at = tag.start + 1 + len(tag.name)
        replacements[at, at] = new


def _set_metas(
    source: str,
    tokens: list[Token],
    first: Mapping[str, Token],
    updates: Mapping[str, Any],
    replacements: dict[tuple[int, int], str],
) -> None:
    """Replace or add ``<meta name=… content=…>`` for keys other than ``lang``, ``dir`` and ``title``."""
    metas: dict[str, Token] = {}
    for token in tokens:
        if token.kind == "start" and token.name == "meta":
            named = next((a for a in token.attributes if a.name in ("name", "property")), None)
            if named:
                metas.setdefault(source[named.start : named.end].lower(), token)
    new = ""
    newline = _newline(source)
    for key, value in updates.items():
        if key in _HEAD_ONLY:
            continue
        text = _yaml(value).strip("[]") if not isinstance(value, str) else value
        if key.lower() in metas:
            _set_attributes(source, metas[key.lower()], {"content": text}, replacements)
        else:
            new += f"<meta name={attribute(key, '')} content={attribute(text, '')}>{newline}"
    close = first.get("/head")
    if new and close is not None:
        at = close.start
        replacements[at, at] = replacements.get((at, at), "") + new


def _after_doctype(source: str) -> int:
    """Where ``<html>`` would stand: after a BOM, comments and the doctype."""
    position = 0
    for token in tokenise(source):
        blank = token.kind == "text" and not source[token.start : token.end].strip(
            " \t\r\n\f" + frontmatter.BOM
        )
        doctype = token.kind == "comment" and source[token.start : token.end].lower().startswith("<!doctype")
        if not blank and token.kind != "comment":
            break
        if doctype:
            return token.end
        if blank and source.startswith(frontmatter.BOM):
            position = len(frontmatter.BOM)
    return position
