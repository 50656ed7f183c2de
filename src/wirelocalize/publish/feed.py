"""An Atom feed per locale: what is published, newest change first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from wirelocalize.publish.guard import clean_value
from wirelocalize.publish.labels import labels_for
from wirelocalize.publish.model import Outcome
from wirelocalize.publish.writers.context import absolute, identifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirelocalize.config import Outlet
    from wirelocalize.languages.model import Language
    from wirelocalize.publish.manifest import TextEntry

LIMIT = 50
"""Entries in a feed; older ones are in the manifest."""


def feed_path(language: Language) -> str:
    """Path of a locale's feed below the output folder."""
    return f"{language.code}/feed.xml"


def write(entries: Iterable[TextEntry], language: Language, outlet: Outlet, base_url: str) -> bytes:
    """The feed's bytes; deterministic, no clock but the entries' own times."""
    newest = sorted(
        (e for e in entries if e.outcome is Outcome.PUBLISHED and e.locale == language.code),
        key=lambda e: (e.modified_at, e.article),
        reverse=True,
    )[:LIMIT]
    name = clean_value(outlet.name)
    title = labels_for(language.code).feed
    path = feed_path(language)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language.bcp47)}>',
        f" <id>{escape(identifier(outlet, path, language.code))}</id>",
        f" <title>{escape(f'{name}: {title}' if name else title)}</title>",
        f" <updated>{newest[0].modified_at if newest else '1970-01-01T00:00:00Z'}</updated>",
    ]
    lines.append(f" <author><name>{escape(name or title)}</name></author>")
    if base_url:
        lines.append(
            f' <link rel="self" type="application/atom+xml" href={quoteattr(absolute(base_url, path))}/>'
        )
    for entry in newest:
        lines += _entry(entry, outlet, base_url)
    return ("\n".join([*lines, "</feed>"]) + "\n").encode("utf-8")


def _entry(entry: TextEntry, outlet: Outlet, base_url: str) -> list[str]:
    """One text: its page if there is one, else its first file."""
    page = next((f for f in entry.files if f.format == "html"), entry.files[0] if entry.files else None)
    lines = [
        " <entry>",
        f"  <id>{escape(identifier(outlet, entry.article, entry.locale))}</id>",
        f"  <title>{escape(entry.title)}</title>",
        f"  <updated>{entry.modified_at}</updated>",
        f"  <published>{entry.published_at}</published>",
    ]
    if page is not None:
        folder = (
            page.path.removeprefix(f"{entry.locale}/")
            if page.path.startswith(f"{entry.locale}/")
            else f"../{page.path}"
        )
        href = absolute(base_url, page.path) if base_url else folder
        kind = {"html": "text/html", "markdown": "text/markdown"}.get(page.format, "application/json")
        lines.append(f'  <link rel="alternate" type={quoteattr(kind)} href={quoteattr(href)}/>')
    if entry.description:
        lines.append(f"  <summary>{escape(entry.description)}</summary>")
    return [*lines, " </entry>"]
