"""From an article and its translations to an edition: the localised text, safe, in the forms the writers need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from wirelocalize.articles.model import Format, Role, Syntax
from wirelocalize.errors import ArticleError, DataError
from wirelocalize.publish.guard import clean_value, guard_markdown, guard_metadata
from wirelocalize.publish.model import Shown
from wirelocalize.publish.neutralise import (
    ENGLISH_OPEN,
    MARK_CLOSE,
    MARK_OPEN,
    SPAN_CLOSE,
    UNREVIEWED_OPEN,
    neutralise,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirelocalize.articles.model import Article, Block
    from wirelocalize.languages.model import Language
    from wirelocalize.publish.policy import Decision
    from wirelocalize.segments.model import Key, Unit

_TEXT_ONLY = frozenset({"alt", "text"})
_INLINE = frozenset({Syntax.MARKDOWN, Syntax.TABLE_CELL, Syntax.HTML})
_SHORTCODE = re.compile(r"\{\{([<%]).*?[%>]\}\}", re.DOTALL)
"""A command to Hugo, which means nothing on a page of our own."""
_WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Edition:
    """An article in one language, ready to be written.

    :param text: the source file with the translations spliced in; body and front matter, nothing added.
    :param html: its body as safe HTML, unreviewed parts marked, foreign runs isolated.
    :param title / description: plain text of one line; ``title_shown`` and ``description_shown`` say which text it is.
    :param date: ISO 8601, as in the source; ``dateline``: the same as the language writes it.
    :param source_url: http(s) address of the original; else empty.
    :param captions: captions of the front matter's ``images``, in order, each with which text it is.
    """

    slug: str
    language: Language
    format: Format
    text: str
    html: str
    title: str
    title_shown: Shown
    description: str
    description_shown: Shown
    author: str
    date: str
    dateline: str
    source_url: str
    source_sha256: str
    decision: Decision
    engines: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    captions: tuple[tuple[str, Shown], ...] = ()

    @property
    def kinds(self) -> frozenset[Shown]:
        """Which kinds of text stand in it."""
        return frozenset(self.decision.shown.values())


def compose(
    article: Article,
    units: Sequence[Unit],
    targets: Mapping[Key, str],
    decision: Decision,
    language: Language,
    *,
    source_sha256: str,
    engines: Sequence[str] = (),
    reviewers: Sequence[str] = (),
    timezone: str = "",
) -> Edition:
    """Splice the translations in and prepare the edition.

    :param targets: the catalogue's translations; those that ``decision.shown`` wants are used, made harmless first.
    :raises CatalogueError: a translation holds markup that cannot be made harmless.
    """
    plain, head, metadata = _guarded(article, _rebuild(article, units, targets, decision, mark=False))
    marked = plain
    if _mixed(decision):
        marked, head, _ = _guarded(article, _rebuild(article, units, targets, decision, mark=True))
    title, title_shown = _headline(article, units, targets, decision, metadata)
    description = _value(str(metadata.get("description") or ""))
    return Edition(
        slug=article.slug,
        language=language,
        format=article.format,
        text=plain,
        html=_html(article, marked[head:], language),
        title=title,
        title_shown=title_shown,
        description=description,
        description_shown=_shown_in(article, units, decision, "description"),
        author=_author(article.metadata.get("author")),
        date=_iso(article.metadata.get("date")),
        dateline=_dateline(article.metadata.get("date"), language, timezone),
        source_url=_web_address(article.metadata.get("source_url")),
        source_sha256=source_sha256,
        decision=decision,
        engines=tuple(engines),
        reviewers=tuple(reviewers),
        keywords=_keywords(article.metadata),
        captions=_captions(article, units, decision, metadata),
    )


def _mixed(decision: Decision) -> bool:
    """Whether unreviewed parts must be told from others (a text that is unreviewed throughout says so once)."""
    kinds = set(decision.shown.values())
    return Shown.UNREVIEWED in kinds and len(kinds) > 1


def _rebuild(
    article: Article, units: Sequence[Unit], targets: Mapping[Key, str], decision: Decision, *, mark: bool
) -> str:
    """The source file with each unit's text as decided."""
    from wirelocalize.segments import rebuild

    blocks: dict[Key, list[Block]] = {}
    for unit in units:
        blocks.setdefault(unit.key, []).append(article.blocks[unit.block])
    texts = {
        key: _text_for(key, targets.get(key, ""), decision.shown[key], used, mark=mark)
        for key, used in blocks.items()
    }
    text = rebuild(article, units, texts, wrap=lambda _block, source: f"{ENGLISH_OPEN}{source}{SPAN_CLOSE}")
    return text.replace(MARK_OPEN, UNREVIEWED_OPEN).replace(MARK_CLOSE, SPAN_CLOSE)


def _guarded(article: Article, text: str) -> tuple[str, int, Mapping[str, Any]]:
    """A rebuilt file proven to hold no markup but the source's and our own, where its body begins, its metadata.

    :raises ArticleError: its front matter cannot be read: an importer could not either.
    """
    if article.format is Format.HTML:
        from wirelocalize.articles import read_string

        return text, 0, read_string(text, article.format).metadata
    from wirelocalize.publish.markup import front_matter

    front, source_front = front_matter(text), front_matter(article.source)
    if source_front.problem:
        raise ArticleError(source_front.problem, path=article.path, line=source_front.line)
    names = frozenset(re.split(r"[.\[]", block.key, maxsplit=1)[0] for block in article.blocks if block.key)
    guard_metadata(source_front.data, front.data, names, article.path)
    body = guard_markdown(text[front.body :], article.source[source_front.body :], article.path)
    return text[: front.body] + body, front.body, front.data


def _text_for(key: Key, target: str, shown: Shown, blocks: Sequence[Block], *, mark: bool) -> str | None:
    """What to splice in for a unit; ``None`` leaves the source as it is."""
    from wirelocalize.segments.model import OMIT

    if shown is Shown.SOURCE:
        return None
    if target.strip() == OMIT:
        return OMIT
    for syntax in sorted({_syntax_of(block) for block in blocks}):
        target = neutralise(target, key[1], syntax)
    if mark and shown is Shown.UNREVIEWED and all(_syntax_of(block) in _INLINE for block in blocks):
        return f"{MARK_OPEN}{target}{MARK_CLOSE}"
    return target


def _syntax_of(block: Block) -> Syntax:
    """How a block is written, for what may stand in it: no markup in alternative texts and titles."""
    return Syntax.YAML if block.style in _TEXT_ONLY or block.is_value else block.syntax


def _html(article: Article, text: str, language: Language) -> str:
    """The body as safe HTML."""
    import pyromark

    from wirelocalize.publish.markup import OPTIONS, main_html
    from wirelocalize.publish.sanitise import finish, sanitise

    if article.format is Format.MARKDOWN:
        body = pyromark.html(_SHORTCODE.sub("", text), options=OPTIONS)
    else:
        body = main_html(text)
    return finish(sanitise(body), language)


def _headline(
    article: Article,
    units: Sequence[Unit],
    targets: Mapping[Key, str],
    decision: Decision,
    metadata: Mapping[str, Any],
) -> tuple[str, Shown]:
    """The localised headline as one line of plain text, and which kind of text it is."""
    from wirelocalize.publish.markup import plain_text

    keys = [unit.key for unit in units if unit.context == Role.HEADLINE]
    title = metadata.get("title")
    if not isinstance(title, str) or not title.strip():
        first = next((unit for unit in units if unit.context == Role.HEADLINE), None)
        block = [unit for unit in units if first is not None and unit.block == first.block]
        shown = decision.shown
        title = " ".join(
            unit.text if shown[unit.key] is Shown.SOURCE else targets.get(unit.key, "") for unit in block
        )
    worst = [decision.shown[key] for key in keys]
    kind = next((k for k in (Shown.SOURCE, Shown.UNREVIEWED) if k in worst), Shown.REVIEWED)
    return _value(plain_text(title, article.format)) or article.slug, kind


def _value(text: str) -> str:
    """One line of plain text that stays plain wherever an importer may put it."""
    return clean_value(neutralise(text, "", Syntax.YAML))


def _captions(
    article: Article, units: Sequence[Unit], decision: Decision, metadata: Mapping[str, Any]
) -> tuple[tuple[str, Shown], ...]:
    """The localised captions of ``images`` in the front matter."""
    images = metadata.get("images")
    found = []
    for number, image in enumerate(images if isinstance(images, list) else ()):
        caption = _value(str(image.get("caption") or "")) if isinstance(image, dict) else ""
        if caption:
            found.append((caption, _shown_in(article, units, decision, f"images[{number}].caption")))
    return tuple(found)


def _shown_in(article: Article, units: Sequence[Unit], decision: Decision, key: str) -> Shown:
    """Which kind of text a front-matter value is; the least reviewed wins."""
    kinds = {decision.shown[unit.key] for unit in units if article.blocks[unit.block].key == key}
    return next((k for k in (Shown.SOURCE, Shown.UNREVIEWED) if k in kinds), Shown.REVIEWED)


def _iso(value: object) -> str:
    """ISO 8601, moments in UTC; empty if there is no readable date."""
    from wirelocalize.languages import parse_when

    when = parse_when(value)
    if isinstance(when, datetime) and when.tzinfo is not None:
        return when.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return when.isoformat() if when else ""


def _dateline(value: object, language: Language, timezone: str) -> str:
    """The date in the language's own calendars and words; empty where there is none to write."""
    from wirelocalize.languages import format_dateline, parse_when

    when = parse_when(value)
    try:
        return format_dateline(when, language, timezone or None) if when else ""
    except DataError:
        return ""


def _author(value: object) -> str:
    """The article's own byline."""
    items = value if isinstance(value, list | tuple) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    return clean_value(", ".join(str(name) for name in names if name))


def _web_address(value: object) -> str:
    """The value if it is an http(s) address: a scraped page's own idea of its address is not trusted further.

    Letters outside ASCII are percent-encoded: feeds and ninjs want a URI, and an old browser shows it all the same.
    """
    text = str(value or "").strip()
    return quote(text, safe="%/:=&?~#+!$,;'@()*[]-._") if _WEB.fullmatch(text) else ""


def _keywords(metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """Tags of the source, as they are."""
    value = metadata.get("tags") or metadata.get("keywords") or ()
    items = value if isinstance(value, list | tuple) else str(value).split(",")
    return tuple(cleaned for item in items if (cleaned := clean_value(str(item))))
