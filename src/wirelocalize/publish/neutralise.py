"""Making translations harmless: markup that the source does not have becomes plain text, links go where it goes.

A PO file comes from outside (a translator's machine, Weblate, e-mail). Whatever it holds, no output may gain a tag,
a link target, a template command or a text-direction override that the source article lacks. Works on one unit and
its translation; :mod:`.guard` proves the same of the whole document afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from wirelocalize.articles.model import Syntax

ENGLISH_OPEN = '<span lang="en" dir="ltr">'
UNREVIEWED_OPEN = '<span class="unreviewed">'
SPAN_CLOSE = "</span>"
"""The only tags that publishing itself puts into a text."""

MARK_OPEN, MARK_CLOSE = "\ue0f0", "\ue0f1"
"""Stand for the tags round an unreviewed part while it is written in its block's syntax; never in an output."""

_REMOVED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff"
    f"{MARK_OPEN}{MARK_CLOSE}\U000e0000-\U000e0fff]|[\ud800-\udfff]"
)
_ISOLATES = re.compile("[\u2066-\u2069]")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/?>")
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|<[^\s<>@]+@[^\s<>@]+>")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_BARE_URL = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|(?<![\w/.])www\.)[^\s<>()\[\]\"'`»«]*", re.IGNORECASE)
_BARE_MAIL = re.compile(r"(?<![\w\\:/.@-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DEFINITION = re.compile(r"^\s*\[(?=[^\]]*\]:)")
_LOOSE = frozenset({"title", "alt", "aria-label"})
"""Attributes whose text may be translated."""
_COMMAND = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{[^{}]*\}|\{", re.DOTALL)
_COMMAND_START = re.compile(r"\{(?=[{%#])")
_MAX_ROUNDS = 24


@dataclass(frozen=True, slots=True)
class Allowed:
    """What markup a translation may use: that of its source.

    :param tokens: tags, autolinks and code spans, as written.
    :param tags: tags, parsed: (name, closing, attributes).
    :param targets: where links go; ``images``: where images come from.
    :param text: the source text itself.
    """

    tokens: frozenset[str]
    tags: frozenset[tuple[str, bool, tuple[tuple[str, str], ...]]]
    targets: frozenset[str]
    images: frozenset[str]
    text: str


@lru_cache(maxsize=4096)
def allowed_by(source: str, extra: tuple[str, ...] = ()) -> Allowed:
    """What the markup of ``source`` (inline Markdown or HTML) permits; ``extra`` are further tags."""
    tokens = {m.group() for pattern in (_TAG, _AUTOLINK, _CODE) for m in pattern.finditer(source)} | set(
        extra
    )
    tags = {parsed for token in tokens if (parsed := parse_tag(token)) is not None}
    targets = {value for _, _, attributes in tags for name, value in attributes if name in {"href", "src"}}
    found = links(source)
    images = {
        value for name, _, attributes in tags if name == "img" for key, value in attributes if key == "src"
    }
    targets |= {link.target for link in found if not link.image}
    images |= {link.target for link in found if link.image}
    return Allowed(frozenset(tokens), frozenset(tags), frozenset(targets), frozenset(images), source)


def neutralise(target: str, source: str, syntax: Syntax) -> str:
    """A unit's translation without any markup, link target or control character its source does not justify.

    :param syntax: how the unit's block is written; plain values (front matter, attributes) get look-alike signs,
        the others entities, so that a reader still sees what was typed.
    """
    text = clean_characters(target)
    if "\n" not in source:
        text = " ".join(text.split("\n"))
    allowed = allowed_by(source)
    if syntax in {Syntax.HTML, Syntax.MARKDOWN, Syntax.TABLE_CELL}:
        text = _escape_angles(text, allowed, "&lt;", markdown=syntax is not Syntax.HTML)
        text = escape_braces(text, source)
        if syntax is Syntax.HTML:
            return text
        text = _DEFINITION.sub(r"\\[", text) if not _DEFINITION.match(source) else text
        return defuse_urls(drop_links(text, allowed), allowed)
    text = _escape_angles(text, allowed, "‹", markdown=False)
    text = drop_links(text, allowed)
    return text if _COMMAND.search(source) else _COMMAND_START.sub("{ ", text)


def clean_characters(text: str) -> str:
    """Without control characters, bidi embeddings and overrides, tags and non-characters; isolates only in pairs."""
    text = _REMOVED.sub("", text.replace("\r\n", "\n").replace("\x85", "\n"))
    if max(text, default="") >= "\u2066" and not _isolates_paired(text):
        text = _ISOLATES.sub("", text)
    return text


def _isolates_paired(text: str) -> bool:
    """Whether every isolate is closed within the text."""
    depth = 0
    for match in _ISOLATES.finditer(text):
        depth += -1 if match.group() == "\u2069" else 1
        if depth < 0:
            return False
    return depth == 0


def _escape_angles(text: str, allowed: Allowed, sign: str, *, markdown: bool) -> str:
    """Replace each ``<`` that does not begin a tag, autolink or code span of the source."""
    out: list[str] = []
    position = 0
    while position < len(text):
        char = text[position]
        if (
            markdown
            and char == "`"
            and (code := _CODE.match(text, position))
            and code.group() in allowed.tokens
        ):
            out.append(code.group())
            position = code.end()
            continue
        if char == "<":
            token = _TAG.match(text, position) or (_AUTOLINK.match(text, position) if markdown else None)
            if token and (token.group() in allowed.tokens or _same_tag(token.group(), allowed)):
                out.append(token.group())
                position = token.end()
                continue
            escaped = markdown and (len(text[:position]) - len(text[:position].rstrip("\\"))) % 2
            follows = text[position + 1 : position + 2]
            out.append(char if escaped or (sign == "‹" and not _opens_tag(follows)) else sign)
        else:
            out.append(char)
        position += 1
    return "".join(out)


def _opens_tag(follows: str) -> bool:
    """Whether ``<`` before this character could begin a tag or comment."""
    return follows.isalpha() or follows in {"/", "!", "?"}


class _TagReader(HTMLParser):
    """Reads one start tag's name and attributes, entities decoded as a browser does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: tuple[str, tuple[tuple[str, str], ...]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the first tag."""
        self.found = self.found or (tag, tuple((name, value or "") for name, value in attrs))


def parse_tag(token: str) -> tuple[str, bool, tuple[tuple[str, str], ...]] | None:
    """Name, whether it closes, attributes; ``None`` if ``token`` is not a tag."""
    if not _TAG.fullmatch(token):
        return None
    if token.startswith("</"):
        return token[2:-1].strip().lower(), True, ()
    reader = _TagReader()
    reader.feed(token)
    return (reader.found[0], False, reader.found[1]) if reader.found else None


def _same_tag(token: str, allowed: Allowed) -> bool:
    """Whether the tag is one of the source's, but for spacing, a translated ``title``, or a page of the same site."""
    parsed = parse_tag(token)
    if parsed is None:
        return False
    name, closing, attributes = parsed
    for other, other_closing, others in allowed.tags:
        if (name, closing, len(attributes)) != (other, other_closing, len(others)):
            continue
        if all(_same_attribute(*pair) for pair in zip(attributes, others, strict=True)):
            return True
    return False


def _same_attribute(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a translation may write ``one`` where its source has ``other``."""
    if one[0] != other[0]:
        return False
    if one[0] in {"href", "src"}:
        return may_point_to(one[1], frozenset({other[1]}))
    return one[1] == other[1] or one[0] in _LOOSE


def escape_braces(text: str, source: str) -> str:
    """Disarm template commands (``{{…}}``, ``{%…%}``) and attribute lists of site generators but for the source's."""
    if "{" not in text:
        return text
    commands = set(_COMMAND.findall(source))
    return _COMMAND.sub(
        lambda m: m.group() if m.group() in commands else m.group().replace("{", "&#123;"), text
    )


def may_point_to(target: str, targets: frozenset[str]) -> bool:
    """Whether a link may go there: a target of the source, another page of the same web site, or a relative one
    where the source has a relative one.
    """
    if target in targets:
        return True
    if re.search(r"[\s\\\x00-\x20]", target):
        return False
    try:
        parts = urlsplit(target)
        sites = {(p.scheme, p.netloc.lower()) for p in map(urlsplit, targets)}
    except ValueError:
        return False
    if not parts.scheme and not parts.netloc and not target.startswith("//"):
        return ("", "") in sites and ":" not in target.split("/", 1)[0]
    return (
        parts.scheme in {"http", "https"}
        and "@" not in parts.netloc
        and (parts.scheme, parts.netloc.lower()) in sites
    )


@dataclass(slots=True)
class Link:
    """A link or image in a Markdown text: where it goes, the ranges of all of it and of its inside in bytes."""

    target: str
    image: bool
    start: int
    end: int
    inner_start: int = -1
    inner_end: int = -1


def links(text: str) -> list[Link]:
    """Links and images of a Markdown text, outer ones before those inside them."""
    if "[" not in text and "<" not in text:
        return []
    from wirelocalize.publish.markup import events

    found: list[Link] = []
    open_links: list[Link] = []
    for event, start, end in events(text):
        opening = event.get("Start")
        kinds: dict[str, Any] = opening if isinstance(opening, dict) else {}
        details = kinds.get("Link") or kinds.get("Image")
        if event.get("End") in ("Link", "Image"):
            open_links.pop()
            continue
        for link in open_links:
            link.inner_start = start if link.inner_start < 0 else link.inner_start
            link.inner_end = max(link.inner_end, end)
        if details:
            found.append(Link(details["dest_url"], "Image" in kinds, start, end))
            open_links.append(found[-1])
    return found


def foreign_link(text: str, allowed: Allowed) -> Link | None:
    """The first link or image that goes where the source's do not."""
    for link in links(text):
        if not may_point_to(link.target, allowed.images if link.image else allowed.targets):
            return link
    return None


def drop_links(text: str, allowed: Allowed) -> str:
    """Turn links and images that go elsewhere into their text; if that does not end, make all brackets literal."""
    for _ in range(_MAX_ROUNDS):
        bad = foreign_link(text, allowed)
        if bad is None:
            return text
        data = text.encode("utf-8")
        inner = data[bad.inner_start : bad.inner_end] if bad.start < bad.inner_start else b""
        text = (data[: bad.start] + inner + data[bad.end :]).decode("utf-8")
    return text.replace("[", "\\[").replace("<", "&lt;")


def defuse_urls(text: str, allowed: Allowed) -> str:
    """Keep site generators from making links of addresses that the source does not have."""

    def url(match: re.Match[str]) -> str:
        found = match.group().rstrip(".,;:!?…،؛؟")
        if found in allowed.text or may_point_to(found, allowed.targets | _bare_targets(allowed.text)):
            return match.group()
        return match.group().replace("://", "\\://", 1).replace("www.", "www\\.", 1)

    def mail(match: re.Match[str]) -> str:
        return match.group() if match.group() in allowed.text else match.group().replace("@", "\\@")

    return _BARE_MAIL.sub(mail, _BARE_URL.sub(url, text))


def _bare_targets(source: str) -> frozenset[str]:
    """Addresses standing as plain text in the source."""
    return frozenset(match.group() for match in _BARE_URL.finditer(source))
