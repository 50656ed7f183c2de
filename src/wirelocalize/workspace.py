"""The project on disk: where articles, catalogues and outputs are, and which there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.config import Config, load
from wirelocalize.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable

CONFIG_NAME = "wirelocalize.toml"
ARTICLE_SUFFIXES = (".md", ".markdown", ".html", ".htm")
_SLUG = re.compile(r"^[^\W_](?:[\w.-]*[\w])?$")


@dataclass(frozen=True)
class Workspace:
    """A folder with ``wirelocalize.toml``.

    :param root: absolute, resolved.
    """

    root: Path
    config: Config

    @classmethod
    def open(cls, directory: Path) -> Workspace:
        """Open the workspace at ``directory`` or the nearest one above it.

        :raises ConfigurationError: there is none, or its configuration is wrong.
        """
        start = directory.resolve()
        if not start.is_dir():
            raise ConfigurationError("no such folder", path=directory)
        for candidate in (start, *start.parents):
            if (candidate / CONFIG_NAME).is_file():
                return cls(candidate, load(candidate / CONFIG_NAME))
        raise ConfigurationError(
            f"no {CONFIG_NAME} here or above", path=directory, hint="wirelocalize init makes one"
        )

    def _inside(self, name: str) -> Path:
        """A configured folder; it must lie inside the workspace."""
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root):
            raise ConfigurationError(
                f"{name} lies outside the workspace",
                path=self.root / CONFIG_NAME,
                hint=f"it is {path}; folders and links must stay inside {self.root}",
            )
        return path

    @cached_property
    def articles_dir(self) -> Path:
        """Where source articles are."""
        return self._inside(self.config.source_dir)

    @cached_property
    def catalogues_dir(self) -> Path:
        """Where catalogues, glossary and review records are."""
        return self._inside(self.config.catalogue_dir)

    @cached_property
    def output_dir(self) -> Path:
        """Where published files go."""
        return self._inside(self.config.output_dir)

    @cached_property
    def draft_dir(self) -> Path:
        """Where drafts go, apart from published files."""
        return self._inside(self.config.draft_dir)

    @property
    def cache_dir(self) -> Path:
        """Caches; may be deleted at any time."""
        return self.root / ".wirelocalize"

    @property
    def lock_path(self) -> Path:
        """Held while a command changes catalogues or outputs."""
        return self.cache_dir / "lock"

    @property
    def glossary_path(self) -> Path:
        """The term base."""
        return self.catalogues_dir / "glossary.tsv"

    @property
    def memories_dir(self) -> Path:
        """Imported TMX files; all that lie here are used."""
        return self.catalogues_dir / "memory"

    def template_path(self, slug: str) -> Path:
        """The article's POT file."""
        return self.catalogues_dir / "templates" / f"{slug}.pot"

    def catalogue_path(self, slug: str, locale: str) -> Path:
        """The article's PO file for a locale."""
        return self.catalogues_dir / locale / "LC_MESSAGES" / f"{slug}.po"

    def snapshot_path(self, slug: str, locale: str) -> Path:
        """The catalogue as last written by this project (a cache)."""
        return self.cache_dir / "snapshots" / locale / f"{slug}.po"

    def reviews_path(self, locale: str) -> Path:
        """The locale's append-only review record."""
        return self.catalogues_dir / locale / "reviews.jsonl"

    def article_paths(self) -> dict[str, Path]:
        """All articles by slug, sorted.

        :raises ConfigurationError: two files claim one slug, a name is unsafe, or the folder is missing.
        """
        if not self.articles_dir.is_dir():
            raise ConfigurationError(
                "no articles folder", path=self.articles_dir, hint="wirelocalize init makes one"
            )
        found: dict[str, Path] = {}
        for path in sorted(self.articles_dir.rglob("*")):
            if path.suffix.lower() not in ARTICLE_SUFFIXES or not path.is_file():
                continue
            relative = path.relative_to(self.articles_dir)
            if any(part.startswith(".") for part in relative.parts):
                continue
            slug = relative.with_suffix("").as_posix()
            check_slug(slug, path)
            if slug in found:
                raise ConfigurationError(
                    f"has the same slug as {found[slug].name}", path=path, hint="rename one of them"
                )
            found[slug] = path
        return found

    def select(self, wanted: Iterable[str]) -> dict[str, Path]:
        """The articles named by slug or path; all of them if ``wanted`` is empty.

        :raises ConfigurationError: one of them does not exist.
        """
        everything = self.article_paths()
        names = list(wanted)
        if not names:
            return everything
        by_path = {path.resolve(): slug for slug, path in everything.items()}
        chosen: dict[str, Path] = {}
        for name in names:
            slug = name if name in everything else by_path.get(Path(name).resolve())
            if slug is None:
                raise ConfigurationError(
                    f"no article {name!r} in {self.articles_dir}", hint="wirelocalize status lists them"
                )
            chosen[slug] = everything[slug]
        return chosen


def check_slug(slug: str, path: Path | None = None) -> str:
    """Return ``slug`` if it is a safe relative name (letters, digits, ``-``, ``_``, ``.``; ``/`` between folders).

    :raises ConfigurationError: it could leave its folder or cannot be a file name everywhere.
    """
    if not slug or any(not _SLUG.match(part) for part in slug.split("/")):
        raise ConfigurationError(
            f"{slug!r} cannot be an article's name", path=path, hint="use letters, digits, - and _"
        )
    return slug
