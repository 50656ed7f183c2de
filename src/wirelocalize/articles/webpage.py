"""HTML: blocks as ranges of inline content between block-level tags, with roles from elements and classes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import unescape
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.html_runs import Item, Run
from wirelocalize.articles.html_tokens import RAW_TEXT, Attribute, Token, tokenise
from wirelocalize.articles.model import Block, Role, Syntax
from wirelocalize.articles.roles import Found
from wirelocalize.articles.text import decode_value, words
from wirelocalize.articles.writing_html import VOID

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLOCK = words(
    "address article aside blockquote body button caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main menu meta "
    "optgroup option p picture search section source summary table tbody td tfoot th thead title tr track ul ol "
    "base param"
)
_UNTRANSLATED = words(
    "audio canvas code embed iframe kbd map math nav noembed noframes noscript object pre samp script select style svg "
    "template textarea video xmp"
)
_CLOSES_PARAGRAPH = _BLOCK - words(
    "button body caption col colgroup head html legend link meta optgroup option param picture source tbody td tfoot "
    "th thead title tr track base summary figcaption dd dt li"
) | frozenset(("pre", "nav"))
_IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot"),
        (frozenset(("tbody", "thead", "tfoot", "colgroup", "caption")), frozenset(("table",))),
    ),
    "option": (frozenset(("option",)), frozenset(("select", "datalist", "optgroup"))),
}
"""Start tag → elements it closes, and elements beyond which it closes nothing."""
_SCOPE = frozenset(("button", "td", "th", "caption", "table", "html", "body", "dialog"))
_REMOVABLE = words("p h1 h2 h3 h4 h5 h6 li dd dt figcaption blockquote figure aside summary")

_TAG_ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.SUBHEADING),
    "figcaption": Role.CAPTION,
    "caption": Role.CAPTION,
    "blockquote": Role.QUOTE,
    "q": Role.QUOTE,
    **dict.fromkeys(("li", "dd", "dt"), Role.LIST_ITEM),
    **dict.fromkeys(("td", "th"), Role.TABLE_CELL),
    "time": Role.DATELINE,
    "address": Role.BYLINE,
    "summary": Role.SUBHEADING,
}
_CLASS_ROLES = (
    (Role.RELATED, re.compile(r"(?:^|[-_])related(?:$|[-_])", re.IGNORECASE)),
    (
        Role.NOTE,
        re.compile(r"(?:^|[-_])(?:editors?-?note|note|disclaimer|correction|footnotes?)$", re.IGNORECASE),
    ),
    (Role.BYLINE, re.compile(r"(?:^|[-_])(?:byline|authors?|author-name)$", re.IGNORECASE)),
    (
        Role.DATELINE,
        re.compile(r"(?:^|[-_])(?:dateline|date|datetime|pubdate|published|timestamp)$", re.IGNORECASE),
    ),
    (
        Role.STANDFIRST,
        re.compile(
            r"(?:^|[-_])(?:standfirst|dek|deck|subtitle|subheadline|lede|lead|summary|excerpt)$",
            re.IGNORECASE,
        ),
    ),
    (Role.CAPTION, re.compile(r"(?:^|[-_])(?:caption|caption-text|credit)$", re.IGNORECASE)),
    (Role.QUOTE, re.compile(r"(?:^|[-_])(?:pull-?quote)$", re.IGNORECASE)),
)
_NO_CLASS_ROLE = frozenset(("html", "body", "article", "main", "img"))
_STICKY = frozenset((Role.RELATED, Role.NOTE))
_META_ROLES = {
    "description": Role.STANDFIRST,
    "og:description": Role.STANDFIRST,
    "twitter:description": Role.STANDFIRST,
    "og:title": Role.HEADLINE,
    "twitter:title": Role.HEADLINE,
    "og:image:alt": Role.CAPTION,
    "twitter:image:alt": Role.CAPTION,
}
_META_KEYS = {
    "description": "description",
    "og:description": "description",
    "author": "author",
    "article:author": "author",
    "article:published_time": "date",
    "date": "date",
    "dc.date": "date",
    "og:title": "title",
    "og:url": "source_url",
}


@dataclass(slots=True)
class Page:
    """What was found in an HTML text."""

    found: list[Found] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Element:
    """An open block-level element."""

    name: str
    start: int
    role: Role | None
    translate: bool
    english: bool
    level: int = 0
    things: int = 0
    first: int = 0


def read_html(source: str, start: int = 0, end: int | None = None) -> Page:
    """Blocks and metadata of an HTML document or fragment."""
    return _Reader(source, start, len(source) if end is None else end).read()


class _Reader:
    """One pass over the tokens with a stack of block-level elements."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.page = Page()
        self.stack = [_Element("", start, None, translate=True, english=True)]
        self.names: dict[str, int] = {}
        self.run: list[Item] = []
        self.skip: Token | None = None
        self.skip_depth = 0
        self.skip_blocks = 0

    def read(self) -> Page:
        """Run over all tokens."""
        for token in tokenise(self.source, self.start, self.end):
            if self.skip is not None and self._still_skipping(token):
                continue
            if token.kind == "start":
                self._start(token)
            elif token.kind == "end":
                self._end(token)
            elif token.kind == "raw":
                self._raw(token)
            else:
                self.run.append(Item(token.kind, token.start, token.end))
        if self.skip is not None:
            self.run.append(Item("atom", self.skip.start, self.end))
        self._flush()
        return self.page

    def _value(self, attribute: Attribute) -> str:
        return unescape(self.source[attribute.start : attribute.end]).strip()

    def _attributes(self, token: Token) -> dict[str, str]:
        """Attributes that decide about roles and translation, decoded."""
        wanted = ("class", "translate", "lang", "xml:lang", "itemprop", "rel", "role", "id")
        return {a.name: self._value(a) for a in token.attributes if a.name in wanted}

    # Elements that are left alone

    def _still_skipping(self, token: Token) -> bool:
        """Follow an untranslated element to its end tag, or to the end of the block around it."""
        skip = self.skip
        assert skip is not None
        if token.kind == "start" and token.name not in VOID and not token.closed:
            self.skip_depth += token.name == skip.name
            self.skip_blocks += token.name in _BLOCK and token.name != skip.name
        elif token.kind == "end":
            if token.name == skip.name:
                self.skip_depth -= 1
                if self.skip_depth == 0:
                    self._end_skip(token.end)
            elif token.name in _BLOCK:
                if self.skip_blocks == 0 and self.names.get(token.name):
                    self._end_skip(token.start)
                    return False
                self.skip_blocks = max(0, self.skip_blocks - 1)
        return True

    def _end_skip(self, end: int) -> None:
        skip, self.skip = self.skip, None
        if skip is not None:
            self.run.append(Item("atom", skip.start, end, skip.name))
            if skip.name in _CLOSES_PARAGRAPH:
                self._flush()

    # Tags

    def _start(self, token: Token) -> None:
        """A start tag: block-level ones end the run, others belong to it."""
        name = token.name
        attributes = self._attributes(token) if token.attributes else {}
        if name in _BLOCK or name in _CLOSES_PARAGRAPH:
            self._flush()
            self._imply_ends(token)
        untranslated = name in _UNTRANSLATED or attributes.get("role") == "navigation"
        if untranslated and name not in VOID and not token.closed:
            self.skip, self.skip_depth, self.skip_blocks = token, 1, 0
            return
        if name in _BLOCK:
            self._open_block(token, attributes)
            return
        parent = self.stack[-1]
        if name not in VOID and not token.closed:
            translate, english = self._state(attributes, parent)
            if (parent.translate and not translate) or (parent.english and not english):
                self.skip, self.skip_depth, self.skip_blocks = token, 1, 0
                return
        role = self._role(name, attributes)
        self.run.append(Item("start", token.start, token.end, name, token, role))

    def _state(self, attributes: dict[str, str], parent: _Element) -> tuple[bool, bool]:
        """Whether an element is to be translated, and whether it is English."""
        translate, english = parent.translate, parent.english
        if "translate" in attributes:
            translate = attributes["translate"].lower() != "no"
        if "notranslate" in attributes.get("class", "").split():
            translate = False
        lang = attributes.get("lang") or attributes.get("xml:lang")
        if lang:
            english = re.split(r"[-_]", lang.lower())[0] in ("en", "eng")
        return translate, english

    def _open_block(self, token: Token, attributes: dict[str, str]) -> None:
        """A block-level element opens."""
        name, parent = token.name, self.stack[-1]
        if name == "meta":
            self._meta(token)
        if name == "html" and "lang" in attributes:
            self.page.metadata.setdefault("lang", attributes["lang"])
        if name in VOID:
            parent.things += 2 if name == "hr" else 0
            return
        translate, english = self._state(attributes, parent)
        role = self._role(name, attributes)
        if parent.role in _STICKY:
            role = parent.role
        level = int(name[1]) if len(name) == 2 and name[0] == "h" and name[1].isdigit() else parent.level
        self.stack.append(
            _Element(
                name, token.start, role or parent.role, translate, english, level, first=len(self.page.found)
            )
        )
        self.names[name] = self.names.get(name, 0) + 1

    @staticmethod
    def _role(name: str, attributes: dict[str, str]) -> Role | None:
        """Role that an element's class or name gives its content."""
        if attributes and name not in _NO_CLASS_ROLE:
            marks = [*attributes.get("class", "").split()[:20], *attributes.get("itemprop", "").split()]
            if attributes.get("rel") == "author":
                marks.append("author")
            for role, pattern in _CLASS_ROLES:
                if any(pattern.search(mark) for mark in marks) and name[0] != "h":
                    return role
        return _TAG_ROLES.get(name)

    def _end(self, token: Token) -> None:
        """An end tag."""
        name = token.name
        if name not in _BLOCK:
            self.run.append(Item("end", token.start, token.end, name, token))
            return
        self._flush()
        if self.names.get(name):
            while self._pop(token.end if self.stack[-1].name == name else token.start) != name:
                pass

    def _imply_ends(self, token: Token) -> None:
        """End tags that the start of another element stands for."""
        name = token.name
        if name in _CLOSES_PARAGRAPH and self.names.get("p"):
            self._pop_to(frozenset(("p",)), _SCOPE, token.start)
        if name in _IMPLIED:
            closes, borders = _IMPLIED[name]
            if any(self.names.get(n) for n in closes):
                self._pop_to(closes, borders, token.start)

    def _pop_to(self, closes: frozenset[str], borders: frozenset[str], position: int) -> None:
        """Close the innermost of some elements unless a border is nearer."""
        for depth in range(len(self.stack) - 1, max(0, len(self.stack) - 200), -1):
            if self.stack[depth].name in borders:
                return
            if self.stack[depth].name in closes:
                while len(self.stack) > depth:
                    self._pop(position)
                return

    def _pop(self, end: int) -> str:
        """Close the innermost element at a position."""
        element = self.stack.pop()
        self.names[element.name] -= 1
        parent = self.stack[-1]
        found = self.page.found
        removable = element.name in _REMOVABLE and element.things <= 1
        if removable and element.things == 1 and len(found) == element.first + 1:
            item = found[-1]
            if element.start <= item.block.outer[0] and item.block.outer[1] <= end:
                found[-1] = replace(item, block=replace(item.block, outer=(element.start, end)))
        parent.things += 1 if removable else 2
        return element.name

    # Content

    def _raw(self, token: Token) -> None:
        """Content of ``<title>``; other raw text belongs to an element that is skipped."""
        if token.name != "title" or token.name not in RAW_TEXT:
            self.run.append(Item("atom", token.start, token.end))
            return
        element = self.stack[-1]
        text, offsets = decode_value(self.source, token.start, token.end)
        if not text:
            return
        self.page.metadata["title"] = text
        if element.translate and element.english:
            outer = (offsets[0], offsets[-1])
            block = Block(Role.HEADLINE, text, offsets, Syntax.HTML, style="text", outer=outer)
            self.page.found.append(Found(block, fixed=True))

    def _meta(self, token: Token) -> None:
        """Description, titles for social media, author and date."""
        values = {a.name: a for a in token.attributes}
        naming = values.get("name") or values.get("property") or values.get("itemprop")
        content = values.get("content")
        if naming is None or content is None:
            return
        name = self._value(naming).lower()
        if name in _META_KEYS:
            self.page.metadata.setdefault(_META_KEYS[name], self._value(content))
        element = self.stack[-1]
        if name in _META_ROLES and element.translate and element.english:
            self._attribute_block(content, _META_ROLES[name], f"meta[{name}]")

    def _attribute_block(self, attribute: Attribute, role: Role, key: str = "") -> None:
        """The value of an attribute as a block."""
        text, offsets = decode_value(self.source, attribute.start, attribute.end)
        if any(char.isalpha() for char in text):
            width = len(attribute.quote)
            outer = (attribute.start - width, attribute.end + width)
            block = Block(
                role, text, offsets, Syntax.HTML_ATTRIBUTE, key=key, style=attribute.quote, outer=outer
            )
            self.page.found.append(Found(block, fixed=True))

    def _flush(self) -> None:
        """The run of inline content ends: blocks for its text and for images beside it."""
        if not self.run:
            return
        items, self.run = self.run, []
        element = self.stack[-1]
        if not element.translate or not element.english:
            element.things += 2
            return
        run = Run(self.source, items)
        if run.blank:
            return
        alternatives = run.images_outside()
        element.things += 1 if run.alone and not alternatives else 2
        for attribute in (a for position, a in alternatives if position < run.end):
            self._attribute_block(attribute, Role.CAPTION)
        if run.has_text:
            self.page.found.append(self._block(run, element))
        for attribute in (a for position, a in alternatives if position >= run.end):
            self._attribute_block(attribute, Role.CAPTION)

    def _block(self, run: Run, element: _Element) -> Found:
        """The block of a run."""
        text, offsets, spans = run.text()
        own = _first(run.roles)
        role = element.role or own or Role.PARAGRAPH
        if own is not None and element.role in (None, Role.PARAGRAPH):
            role = own
        block = Block(role, text, offsets, Syntax.HTML, spans=spans, outer=run.outer)
        return Found(block, level=element.level, fixed=element.role is not None or own is not None)


def _first(roles: Iterable[Role | None]) -> Role | None:
    """The outermost role given."""
    return next((role for role in roles if role is not None), None)
