"""Writing a translation back in the syntax of its block, so that no text can break the file's structure."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from wirelocalize.articles.model import Block, Syntax
from wirelocalize.articles.text import words
from wirelocalize.articles.writing_html import attribute, inline_html

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE_START = re.compile(
    r"""
      (?P<digits>[0-9]{1,9})(?=[.)](?:[ \t]|$))                  # 1. and 1) open lists
    | (?=
          \#{1,6}(?:[ \t]|$)                                     # heading
        | >                                                      # quote
        | [-+*](?:[ \t]|$)                                       # list
        | :(?:[ \t]|$)                                           # definition
        | (?:-[ \t]*){3,}$ | (?:\*[ \t]*){3,}$ | (?:_[ \t]*){3,}$  # thematic break
        | =+[ \t]*$ | -+[ \t]*$ | \+\+\+[ \t]*$                  # underline of a heading, front matter
        | \|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:|-]*)?$                 # second row of a table
        | ```[^`]*$ | ~~~                                        # fence
        | \[\^?[^\]]{1,999}\]:                                   # link or footnote definition
        | \[[ xX]\](?:[ \t]|$) | \[![A-Za-z]+\][ \t]*$           # task, alert
        | \{\s*"                                                 # JSON front matter
        | <(?:!--|\?|![A-Za-z\[])                                # comment, instruction, declaration
        | </?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir
             |div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe
             |legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|pre|script|search|section
             |style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|track|ul)(?:[ \t/>]|$)
        | </?[A-Za-z][^<>]*>[ \t]*$                              # a tag alone on its line
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKDOWN_TAG = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]*(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/?>|<!--.*?-->|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>"
    r"|<[^\s<>@]+@[^\s<>@]+>",
    re.DOTALL,
)
_INLINE = re.compile(r"\\.|`+|[\[\]<]", re.DOTALL)
_YAML_SAFE = re.compile(r"[^\W\d_][^\[\]{},#:&*!|>'\"%@`\\\t\r\n]*")
_YAML_WORDS = words("true false yes no on off null none nan inf y n")
_UNSAFE_IN_VALUES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_SPACES_KEEPING_LINES = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_SPACES = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t\r\n]*")


def splice(source: str, replacements: Mapping[tuple[int, int], str]) -> str:
    """The source with ranges replaced; what no range covers stays as it is.

    :param replacements: ``(start, end)`` → text, already written in the syntax of its place. Ranges must not overlap.
    :raises ValueError: two ranges overlap or one lies outside the source.
    """
    pieces: list[str] = []
    position = 0
    for (start, end), text in sorted(replacements.items()):
        if not position <= start <= end <= len(source):
            raise ValueError(f"ranges overlap at {start}")
        pieces += (source[position:start], text)
        position = end
    pieces.append(source[position:])
    return "".join(pieces)


def encode(text: str, block: Block, source: str = "", *, line_start: bool = True) -> str:
    """A translation written in the syntax of its block.

    For values (front matter, attributes) the result has its quotes and replaces ``block.outer``; for running text
    it replaces the range of a unit or of the block.

    :param source: the article's source; needed for block scalars of YAML, whose header line is kept.
    :param line_start: whether the text will stand at the start of a line (Markdown only): what would open a list,
        a heading, a quote … there is escaped.
    """
    match block.syntax:
        case Syntax.MARKDOWN:
            return _markdown(text, block, line_start=line_start)
        case Syntax.TABLE_CELL:
            return _cell(text, line_start=line_start)
        case Syntax.HTML:
            return inline_html(text, block)
        case Syntax.HTML_ATTRIBUTE:
            return attribute(_one_line(text), block.style)
        case Syntax.YAML:
            return yaml_value(text, block.style, _header(block, source), _block_indent(block, source))
        case _:
            return toml_value(text, block.style)


def _one_line(text: str) -> str:
    """Line ends become spaces."""
    return _SPACES.sub(" ", text).strip() if "\n" in text or "\r" in text else text.strip()


def _markdown(text: str, block: Block, *, line_start: bool) -> str:
    """Running text; line ends are kept as hard breaks if the source has any."""
    if block.style == "alt":
        return _balance(_one_line(text))
    if block.style == "atx":
        return _atx(_no_escape(_balance(_one_line(text))))
    lines = [_no_escape(_balance(line.strip())) for line in _SPACES.split(text.strip())]
    if "\n" not in block.text:
        lines = [" ".join(lines)]
    if block.style == "emphasis":
        lines = [_even(line) for line in lines]
    guarded = [guard(line) if i or line_start else line for i, line in enumerate(lines)]
    if block.style == "setext" and guarded:
        return _no_attributes(" ".join(guarded))
    return f"\\\n{block.prefix}".join(guarded)


def guard(line: str) -> str:
    """Escape what would be block syntax at the start of a line."""
    match = _LINE_START.match(line)
    if match is None:
        return line
    at = match.end("digits") if match["digits"] else 0
    return f"{line[:at]}\\{line[at:]}"


def _atx(text: str) -> str:
    """Keep ``#`` and ``{…}`` at the end of a heading from being taken for its closing mark or attributes."""
    closing = re.search(r"(?:^|[ \t])(#+)[ \t]*$", text)
    if closing:
        return f"{text[: closing.start(1)]}\\{text[closing.start(1) :]}"
    return _no_attributes(text)


def _no_attributes(text: str) -> str:
    """Keep ``{…}`` at the end of a heading from being taken for its attributes."""
    return f"{text[:-1]}\\}}" if text.endswith("}") and "{" in text else text


def _cell(text: str, *, line_start: bool) -> str:
    """A table cell: one line, bars escaped."""
    text = re.sub(r"(?<!\\)\|", r"\\|", _balance(_one_line(text)))
    return guard(_no_escape(text)) if line_start else _no_escape(text)


def _no_escape(text: str) -> str:
    """Keep a backslash at the end from escaping what follows (a line end, a bar, a closing asterisk)."""
    return f"{text}\\" if (len(text) - len(text.rstrip("\\"))) % 2 else text


def _even(text: str) -> str:
    """Escape asterisks and underscores that have no partner and could close the emphasis around the text."""
    for sign in "*_":
        if text.count(sign) % 2:
            text = re.sub(rf"(?<!\\){re.escape(sign)}", rf"\\{sign}", text)
    return text


def _balance(text: str) -> str:
    """Escape backticks, brackets and ``<`` that have no partner: they could pair with those of the next sentence."""
    if not any(char in text for char in "`[]<"):
        return text
    escapes: set[int] = set()
    brackets: list[int] = []
    position = 0
    while match := _INLINE.search(text, position):
        start, position, found = match.start(), match.end(), match.group()
        if found[0] == "`":
            closing = re.compile(rf"(?<!`){found}(?!`)").search(text, position)
            if closing:
                position = closing.end()
            else:
                escapes.update(range(start, position))
        elif found == "[":
            brackets.append(start)
        elif found == "]":
            if brackets:
                brackets.pop()
            else:
                escapes.add(start)
        elif found == "<":
            tag = _MARKDOWN_TAG.match(text, start)
            if tag:
                position = tag.end()
            else:
                escapes.add(start)
    escapes.update(brackets)
    return "".join(f"\\{char}" if i in escapes else char for i, char in enumerate(text))


# Front matter


def _header(block: Block, source: str) -> str:
    """The first line of a YAML block scalar (``|-``, ``>2 # comment``)."""
    if block.style not in ("literal", "folded"):
        return ""
    return re.split(r"[\r\n]", source[block.outer[0] : block.outer[1]], maxsplit=1)[0]


def _block_indent(block: Block, source: str) -> str:
    """The indentation of a YAML block scalar's lines, with the line end before it."""
    if block.style not in ("literal", "folded"):
        return ""
    match = re.search(r"(\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*([ ]*)", source[block.outer[0] : block.outer[1]])
    return match[1] + match[2] if match else ""


def yaml_value(text: str, style: str, header: str = "", indent: str = "") -> str:
    """A YAML scalar in the style given, or double-quoted where that style cannot hold the text."""
    text = text.strip()
    unsafe = _UNSAFE_IN_VALUES.search(text) is not None
    if style in ("literal", "folded") and indent and text and not unsafe and not re.search(r"[0-9]", header):
        lines = [line.strip() for line in _SPACES_KEEPING_LINES.split(text)]
        newline = indent.rstrip(" ")
        gap = f"{newline}{indent}" if style == "folded" else indent
        body = gap.join(line for line in lines if line) if style == "folded" else indent.join(lines)
        return f"{header}{indent}{body}"
    if style == "single" and not unsafe and not re.search(r"[\r\n\t]", text):
        return "'" + text.replace("'", "''") + "'"
    if style == "plain" and not unsafe and plain_is_safe(text):
        return text
    return double_quoted(text)


def plain_is_safe(text: str) -> bool:
    """Whether YAML reads the text, unquoted, as this very string."""
    return bool(_YAML_SAFE.fullmatch(text)) and not text[-1].isspace() and text.lower() not in _YAML_WORDS


def double_quoted(text: str) -> str:
    """A double-quoted string that YAML, TOML and JSON read alike."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSAFE_IN_VALUES.sub(_escape, quoted)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return "\\ufffd" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"


def toml_value(text: str, style: str) -> str:
    """A TOML string; literal strings become basic ones where they cannot hold the text."""
    text = text.strip()
    unsafe = _UNSAFE_IN_VALUES.search(text) is not None
    if style == "'" and not unsafe and not re.search(r"['\r\n]", text):
        return f"'{text}'"
    if style in ('"""', "'''") and not unsafe and "\n" in text:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"""{escaped}"""'
    return double_quoted(text)
