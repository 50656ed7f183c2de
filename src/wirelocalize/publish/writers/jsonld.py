"""schema.org ``NewsArticle`` for search engines, safe inside a ``script`` element."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wirelocalize.publish.model import Outcome
from wirelocalize.publish.writers.context import absolute, identifier

if TYPE_CHECKING:
    from wirelocalize.publish.compose import Edition
    from wirelocalize.publish.writers.context import WriteContext

_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def text(edition: Edition, context: WriteContext, path: str) -> str:
    """JSON-LD in which no ``<`` can end the element it stands in."""
    return json.dumps(data(edition, context, path), ensure_ascii=False).translate(_ESCAPES)


def data(edition: Edition, context: WriteContext, path: str) -> dict[str, Any]:
    """The object. ``translator`` is the outlet: an engine is not in that property's range, and people are not named."""
    base = context.settings.base_url
    item: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": absolute(base, path)
        if base
        else identifier(context.outlet, edition.slug, edition.language.code),
        "headline": edition.title,
        "inLanguage": edition.language.bcp47,
    }
    if base:
        item["url"] = absolute(base, path)
    if edition.description:
        item["description"] = edition.description
    if edition.date:
        item["datePublished"] = edition.date
    if context.outcome is Outcome.PUBLISHED:
        item["dateModified"] = context.modified_at
    if edition.author:
        item["author"] = {"@type": "Person", "name": edition.author}
    if context.outlet.name:
        outlet = {"@type": "NewsMediaOrganization", "name": context.outlet.name}
        if context.outlet.url:
            outlet["url"] = context.outlet.url
        item["publisher"] = outlet
        item["translator"] = outlet
    if edition.source_url:
        item["translationOfWork"] = {
            "@type": "NewsArticle",
            "@id": edition.source_url,
            "url": edition.source_url,
            "inLanguage": "en",
        }
    return item
