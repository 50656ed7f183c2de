"""Markdown for site generators: the source file with its translations, and front matter that says what it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.model import Format
from wirelocalize.publish.model import Outcome, Shown

if TYPE_CHECKING:
    from wirelocalize.publish.compose import Edition
    from wirelocalize.publish.writers.context import WriteContext

OWN_KEYS = frozenset(
    {
        "lang", "dir", "translationKey", "source_lang", "source_url", "source_sha256", "translation_status",
        "translation_engine", "translation_reviewers", "dateline",
    }
)  # fmt: skip
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)


def status_of(edition: Edition, outcome: Outcome) -> str:
    """``draft``; else ``reviewed``, ``partly-reviewed`` or ``unreviewed``, by what stands in the text."""
    if outcome is not Outcome.PUBLISHED:
        return "draft"
    kinds = edition.kinds
    if kinds == {Shown.REVIEWED}:
        return "reviewed"
    return "partly-reviewed" if Shown.REVIEWED in kinds else "unreviewed"


def write(edition: Edition, context: WriteContext, path: str) -> bytes:
    """The Markdown file (an article whose source is HTML: front matter and sanitised HTML)."""
    values = _front_matter(edition, context)
    if edition.format is Format.MARKDOWN:
        from wirelocalize.articles import set_metadata

        return set_metadata(edition.text, edition.format, values).encode("utf-8")
    values = {"title": edition.title, "description": edition.description, "date": edition.date, **values}
    head = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items() if value
    )
    return f"---\n{head}---\n\n{_one_block(edition.html)}\n".encode()


def _front_matter(edition: Edition, context: WriteContext) -> dict[str, Any]:
    """The keys publishing adds; those without a value are left out."""
    values: dict[str, Any] = {
        "lang": edition.language.bcp47,
        "dir": edition.language.direction,
        "translationKey": edition.slug,
        "source_lang": "en",
        "source_url": edition.source_url,
        "source_sha256": edition.source_sha256,
        "translation_status": status_of(edition, context.outcome),
        "translation_engine": list(edition.engines),
        "translation_reviewers": list(edition.reviewers),
        "dateline": edition.dateline,
    }
    return {key: value for key, value in values.items() if value}


def _one_block(html: str) -> str:
    """HTML without blank lines, which would end an HTML block of Markdown, and without template commands."""
    html = html.replace("{", "&#123;")
    html = _PRE.sub(lambda match: match.group().replace("\n", "&#10;"), html.strip())
    return _BLANK_LINES.sub("\n", html)
