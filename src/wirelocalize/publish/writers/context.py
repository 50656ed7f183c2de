"""Where an edition's files go and what its writers may know besides it."""

from __future__ import annotations

import posixpath
import re
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirelocalize.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wirelocalize.config import Outlet, PublishSettings
    from wirelocalize.languages.model import Language
    from wirelocalize.publish.model import Outcome

SUFFIXES = {"markdown": ".md", "html": ".html", "ninjs": ".json", "ninjs-superdesk": ".superdesk.json"}
"""File name suffix by format; ``feed`` is one file per locale."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_NAMESPACE = uuid.UUID("6f0b6f0e-5c1c-5c3a-9d53-0f5a3f6c2d11")


@dataclass(frozen=True, slots=True)
class WriteContext:
    """What is the same for all editions of a run, or is known only after all of an article's are decided.

    :param siblings: languages the article is published in, with the path of its page (HTML, else Markdown).
    :param published_at / modified_at: UTC timestamps of the edition.
    :param templates: the workspace's own template folder, if it has one.
    """

    settings: PublishSettings
    outlet: Outlet
    outcome: Outcome
    published_at: str
    modified_at: str
    siblings: Mapping[str, tuple[Language, str]] = field(default_factory=dict)
    templates: Path | None = None

    def href(self, path: str, here: str) -> str:
        """Address of an output file as seen from another: absolute with a base URL, else relative."""
        if self.settings.base_url:
            return absolute(self.settings.base_url, path)
        return posixpath.relpath(path, posixpath.dirname(here) or ".")


def absolute(base_url: str, path: str) -> str:
    """The public address of an output file."""
    from urllib.parse import quote

    return f"{base_url.rstrip('/')}/{quote(path)}"


def check_layout(layout: str) -> None:
    """Refuse a layout that could write two texts to one file or leave the output folder.

    :raises ConfigurationError: saying what is missing.
    """
    names = set(_FIELD.findall(layout))
    rest = _FIELD.sub("x", layout)
    if not names <= {"locale", "lang", "slug"} or "slug" not in names or not names & {"locale", "lang"}:
        raise ConfigurationError(
            f"publish.layout {layout!r} needs {{slug}} and {{locale}} or {{lang}}",
            hint="see docs/pipeline.md",
        )
    if not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*", rest) or any(p.startswith(".") for p in rest.split("/")):
        raise ConfigurationError(f"publish.layout {layout!r} is not a plain relative path")


def output_path(layout: str, slug: str, language: Language, suffix: str) -> str:
    """Path of an edition's file below the output folder."""
    fields = {"locale": language.code, "lang": language.bcp47, "slug": slug}
    return _FIELD.sub(lambda match: fields[match.group(1)], layout) + suffix


def identifier(outlet: Outlet, slug: str, code: str) -> str:
    """A stable URI of an edition that holds no address: it survives a move of the site."""
    return uuid.uuid5(_NAMESPACE, f"{outlet.url or outlet.name}\n{slug}\n{code}").urn
