"""IPTC ninjs 3.1, and the ninjs 1.x dialect that Superdesk reads.

ninjs has no property for "translation of": the original is an association with ``rel`` ``translationOf``. One object
is one language. Superdesk passes ``extra`` through, so provenance goes there.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from wirelocalize.publish.model import Outcome, Shown
from wirelocalize.publish.writers.context import absolute, identifier
from wirelocalize.publish.writers.html import notices
from wirelocalize.publish.writers.markdown import status_of

if TYPE_CHECKING:
    from wirelocalize.publish.compose import Edition
    from wirelocalize.publish.writers.context import WriteContext

_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|tr|figcaption|div|dt|dd|pre)>|<br\s*/?>")

_CELL_END = re.compile(r"</t[dh]>(?=<t[dh])")


def write(edition: Edition, context: WriteContext, path: str) -> bytes:
    """A ninjs 3.1 object."""
    text = plain_body(edition.html)
    item: dict[str, Any] = {
        "uri": _uri(edition, context, path),
        "type": "text",
        "standard": {
            "name": "ninjs",
            "version": "3.1",
            "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
        },
        "representationType": "partial" if Shown.SOURCE in edition.kinds else "full",
        "language": edition.language.bcp47,
        "pubStatus": "usable" if context.outcome is Outcome.PUBLISHED else "withheld",
        **({"contentCreated": edition.date} if "T" in edition.date and edition.date.endswith("Z") else {}),
        **_times(context, "firstCreated", "versionCreated"),
        "headlines": [{"role": "main", "contentType": "text/plain", "value": edition.title}],
        **({"descriptions": [_text("summary", edition.description)]} if edition.description else {}),
        **({"by": edition.author} if edition.author else {}),
        "bodies": [
            {"role": "main", "contentType": "text/html", "value": edition.html},
            {
                "role": "plain",
                "contentType": "text/plain",
                "charCount": len(text),
                "wordCount": len(text.split()),
                "value": text,
            },
        ],
        "altIds": [
            {"role": "translationGroup", "value": edition.slug},
            {"role": "sourceSha256", "value": edition.source_sha256},
        ],
        **_info_sources(edition, context),
        **_digital_source(edition),
        **(
            {"edNote": " ".join(notices(edition, context.outcome))}
            if notices(edition, context.outcome)
            else {}
        ),
    }
    if edition.source_url:
        item["associations"] = [
            {
                "name": "translationOf",
                "rel": "translationOf",
                "uri": edition.source_url,
                "type": "text",
                "language": "en",
            }
        ]
    return _bytes(item)


def write_superdesk(edition: Edition, context: WriteContext, path: str) -> bytes:
    """A ninjs 1.x object with Superdesk's ``guid`` and ``extra``."""
    item: dict[str, Any] = {
        "guid": identifier(context.outlet, edition.slug, edition.language.code),
        "uri": _uri(edition, context, path),
        "type": "text",
        "version": "1",
        "pubstatus": "usable" if context.outcome is Outcome.PUBLISHED else "withheld",
        "language": edition.language.bcp47,
        **_times(context, "firstcreated", "versioncreated"),
        "slugline": edition.slug,
        "headline": edition.title,
        **({"description_text": edition.description} if edition.description else {}),
        **({"byline": edition.author} if edition.author else {}),
        **({"keywords": list(edition.keywords)} if edition.keywords else {}),
        "body_html": edition.html,
        "body_text": plain_body(edition.html),
        **(
            {"ednote": " ".join(notices(edition, context.outcome))}
            if notices(edition, context.outcome)
            else {}
        ),
        "extra": {
            "wirelocalize": {
                "translation_group": edition.slug,
                "translation_status": status_of(edition, context.outcome),
                "source_language": "en",
                "source_url": edition.source_url or None,
                "source_sha256": edition.source_sha256,
                "engines": list(edition.engines),
            }
        },
    }
    return _bytes(item)


def plain_body(html: str) -> str:
    """The body's text, a blank line between blocks."""
    html = _CELL_END.sub("\t", _BLOCK_END.sub("\n\n", html))
    text = unescape(re.sub(r"<[^<>]*>", "", html))
    lines = ("\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _uri(edition: Edition, context: WriteContext, path: str) -> str:
    base = context.settings.base_url
    return absolute(base, path) if base else identifier(context.outlet, edition.slug, edition.language.code)


def _text(role: str, value: str) -> dict[str, str]:
    return {"role": role, "contentType": "text/plain", "value": value}


def _times(context: WriteContext, first: str, version: str) -> dict[str, str]:
    """When this object (not the original) was made; a draft has no such moment, so that it stays the same."""
    if context.outcome is not Outcome.PUBLISHED:
        return {}
    return {first: context.published_at, version: context.modified_at}


def _info_sources(edition: Edition, context: WriteContext) -> dict[str, Any]:
    sources = [{"role": "translator", "name": signature} for signature in edition.engines]
    sources += [{"role": "reviewer", "name": name} for name in edition.reviewers]
    if context.outlet.name:
        sources.append({"role": "publisher", "name": context.outlet.name})
    return {"infoSources": sources} if sources else {}


def _digital_source(edition: Edition) -> dict[str, Any]:
    """IPTC's label: raw machine output, or machine output that people worked on; none for human translation."""
    if not edition.engines:
        return {}
    raw = Shown.REVIEWED not in edition.kinds
    name = "trainedAlgorithmicMedia" if raw else "compositeWithTrainedAlgorithmicMedia"
    return {"digitalSourceType": {"name": name, "uri": _SOURCE_TYPE + name}}


def _bytes(item: dict[str, Any]) -> bytes:
    return (json.dumps(item, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
