"""HTML: block elements as ranges, inline markup inside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wirelocalize.articles.roles import Found


@dataclass(slots=True)
class Page:
    """What was found in an HTML text."""

    found: list[Found] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)


def read_html(source: str, start: int = 0, end: int | None = None) -> Page:
    """Blocks and metadata of an HTML document or fragment."""
    return Page()
