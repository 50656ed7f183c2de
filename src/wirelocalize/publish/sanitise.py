"""HTML that is safe to show: an allow-list for article bodies, foreign runs isolated, local numerals in footnotes."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirelocalize.languages.model import Language

_TEXT = (
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "br",
    "cite",
    "code",
    "del",
    "dfn",
    "em",
    "i",
    "img",
    "ins",
    "kbd",
    "mark",
    "q",
)
_MORE_TEXT = ("s", "samp", "small", "span", "strong", "sub", "sup", "time", "u")
_BLOCKS = ("blockquote", "div", "dd", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "ul")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TABLES = ("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
TAGS = frozenset((*_TEXT, *_MORE_TEXT, *_BLOCKS, *_HEADINGS, *_TABLES))
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "div": {"id"},
}
_CLASSES = {
    "span": {"unreviewed"},
    "sup": {"footnote-reference", "footnote-definition-label"},
    "div": {"footnote-definition"},
}
_DROPPED = frozenset(
    {"script", "style", "title", "template", "noscript", "iframe", "object", "svg", "math", "textarea"}
)
_REMOTE = re.compile(r"^\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\)")
_VOID = frozenset({"br", "hr", "img"})
_NUMERIC = re.compile(r"\s*[-−]?[0-9][0-9.,:/%\s–-]*")
_SAME_RUN = re.compile(r"</bdi>(\.,? |, | &amp; )<bdi>")
_OPAQUE = frozenset({"bdi", "bdo", "code", "kbd", "pre", "samp"})


def sanitise(html: str) -> str:
    """Keep the tags of :data:`TAGS` and harmless attributes; links to http, https and mailto only."""
    import nh3

    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(_DROPPED),
        attributes=_ATTRIBUTES,
        attribute_filter=_filter,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        strip_comments=True,
        id_prefix="fn-",
    )


def _filter(tag: str, name: str, value: str) -> str | None:
    """Values of ``dir`` and ``lang`` that could not mislead; in-page links follow the ids' prefix."""
    if name == "dir" and value.lower() not in {"ltr", "rtl", "auto"}:
        return None
    if name == "lang" and not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", value):
        return None
    if tag == "a" and name == "href" and value.startswith("#"):
        return "#fn-" + value[1:]
    return value


class _Rewriter(HTMLParser):
    """Walks well-formed HTML (the sanitiser's) and writes it again with its text nodes and images changed."""

    def __init__(self, language: Language) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.language = language
        self.opaque: list[str] = []
        self.footnote = 0
        self.links = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write the tag; remember where text must stay as it is."""
        self.flush()
        values = dict(attrs)
        if tag == "img" and _REMOTE.match(values.get("src") or ""):
            self.out.append(
                _image_link(values.get("src") or "", values.get("alt") or "", linked=self.links > 0)
            )
            return
        self.links += tag == "a"
        if self.opaque or tag in _OPAQUE or "lang" in values:
            if tag not in _VOID:
                self.opaque.append(tag)
        elif tag == "sup" and "footnote" in (values.get("class") or ""):
            self.footnote += 1
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """Write the tag."""
        self.flush()
        self.links -= tag == "a"
        if self.opaque:
            self.opaque.pop()
        elif tag == "sup" and self.footnote:
            self.footnote -= 1
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Collect text until the next tag."""
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        """Keep as text."""
        self.text.append(
            {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "nbsp": "\xa0"}.get(name, f"&{name};")
        )

    def handle_charref(self, name: str) -> None:
        """Keep as text."""
        self.text.append(chr(int(name[1:], 16) if name[0] in "xX" else int(name)))

    def flush(self) -> None:
        """Write the collected text."""
        from wirelocalize.languages import localise_number

        if not self.text:
            return
        text = "".join(self.text)
        self.text.clear()
        if self.opaque:
            self.out.append(escape(text, quote=False))
        elif self.footnote or _NUMERIC.fullmatch(text):
            self.out.append(escape(localise_number(text, self.language), quote=False))
        else:
            self.out.append(isolate(text))


def _image_link(src: str, alt: str, *, linked: bool) -> str:
    """A link in the place of an image on another machine: a page asks nothing of the network by itself."""
    url = src if not linked and re.match(r"^\s*https?://", src) else ""
    label = escape(alt or "🖼")
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{label}</a>' if url else label


def isolate(text: str) -> str:
    """Plain text as HTML, foreign runs in ``<bdi>``; «J. K. Rowling» and «Smith & Co» are one run."""
    from wirelocalize.languages import isolate_html

    return _SAME_RUN.sub(r"\1", isolate_html(escape(text, quote=False)))


def finish(html: str, language: Language) -> str:
    """Make sanitised HTML a page of the language.

    Foreign runs are isolated, numbers that stand alone (table cells, footnote marks) get the language's numerals,
    images on other machines become links.
    """
    rewriter = _Rewriter(language)
    rewriter.feed(html)
    rewriter.close()
    rewriter.flush()
    return "".join(rewriter.out)
