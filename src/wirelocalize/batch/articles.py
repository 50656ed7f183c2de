"""Articles in and out of a workspace: a page becomes a file, a file shows its units."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from wirelocalize import articles, segments
from wirelocalize.articles.model import Article, Format
from wirelocalize.errors import ArticleError, ConfigurationError
from wirelocalize.files import locked, write_text
from wirelocalize.workspace import ARTICLE_SUFFIXES, Workspace, check_slug

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from wirelocalize.articles.importers import Imported
    from wirelocalize.segments.model import Unit


def add_page(
    workspace: Workspace, found: Imported, *, slug: str = "", source_url: str = "", force: bool = False
) -> Path:
    """Write an imported page as ``articles/<slug>.md``.

    :returns: the article's path.
    :raises ConfigurationError: there is an article of that name and ``force`` is not set, or the name is unsafe.
    :raises ArticleError: the page has neither a title nor a name to go by.
    """
    name = slug or found.slug
    if not name:
        raise ArticleError("the page has no title to name it by", hint="give it one with --slug")
    path = workspace.articles_dir / f"{check_slug(name)}.md"
    if source_url:
        found = dataclasses.replace(found, source_url=source_url)
    with locked(workspace.lock_path):
        taken = workspace.article_paths().get(name) if workspace.articles_dir.is_dir() else None
        if taken is not None and not (force and taken == path):
            hint = "replace it with --force, or name this one with --slug"
            raise ConfigurationError("there is an article of this name", path=taken, hint=hint)
        write_text(path, found.to_markdown(include_related=workspace.config.articles.include_related))
    return path


def open_article(
    path: Path, near: Path, *, mode: Literal["sentence", "paragraph"] = "sentence"
) -> tuple[Article, tuple[Unit, ...]]:
    """Read any article file and cut it into units, by the settings of the workspace at ``near`` if there is one.

    :raises ArticleError: it cannot be read, or its suffix is not an article's.
    """
    if path.suffix.lower() not in ARTICLE_SUFFIXES:
        raise ArticleError(
            "is not an article file", path=path, hint=f"known are {', '.join(ARTICLE_SUFFIXES)}"
        )
    from wirelocalize.config import ArticleSettings

    try:
        settings = Workspace.open(near).config.articles
    except ConfigurationError:
        settings = ArticleSettings()
    article = articles.read(
        path, path.stem, text_keys=settings.text_keys, include_related=settings.include_related
    )
    return article, segments.extract(article, mode)


def identical(article: Article, units: tuple[Unit, ...]) -> bool:
    """Whether the article rebuilt with the identity translation is the article, character for character.

    Once with every unit given its own text, and once with none given.
    """
    same = {unit.key: unit.text for unit in units}
    return all(segments.rebuild(article, units, given) == article.source for given in (same, {}))


def format_of(path: Path) -> Format:
    """The format an article file's suffix stands for."""
    return Format.HTML if path.suffix.lower() in {".html", ".htm"} else Format.MARKDOWN
