"""What a run of publishing goes by: checked settings, languages, folders, and a hash of all that shapes outputs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from wirelocalize import __version__
from wirelocalize.errors import ConfigurationError
from wirelocalize.files import digest
from wirelocalize.publish.policy import verify_settings
from wirelocalize.publish.writers.context import SUFFIXES, check_layout, output_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wirelocalize.glossary import Glossary
    from wirelocalize.languages.model import Language
    from wirelocalize.workspace import Workspace


@dataclass(frozen=True)
class Settings:
    """A workspace's settings for one run.

    :param languages: all of the workspace's, by code. ``selected``: codes of those to publish now.
    :param formats: names of output formats without ``feed``; ``feeds``: whether feeds are written.
    """

    workspace: Workspace
    languages: dict[str, Language]
    selected: tuple[str, ...]
    formats: tuple[str, ...]
    feeds: bool

    @classmethod
    def of(
        cls, workspace: Workspace, locales: Sequence[str] | None, formats: Sequence[str] | None
    ) -> Settings:
        """Check everything that could go wrong for all texts at once.

        :raises ConfigurationError: naming the setting.
        """
        from wirelocalize import languages as room

        config = workspace.config
        known = {language.code: language for language in map(room.get, config.locales)}
        selected = tuple(dict.fromkeys(room.get(code).code for code in locales)) if locales else tuple(known)
        for code in selected:
            if code not in known:
                raise ConfigurationError(
                    f"{code} is not a locale of this workspace", hint="add it to locales"
                )
        wanted = tuple(dict.fromkeys(formats if formats is not None else config.publish.formats))
        for name in wanted:
            if name not in {*SUFFIXES, "feed"}:
                raise ConfigurationError(
                    f"no output format {name!r}", hint=f"one of {', '.join(SUFFIXES)}, feed"
                )
        verify_settings(config.publish, tuple(known))
        check_layout(config.publish.layout)
        _check_folders(workspace)
        return cls(workspace, known, selected, tuple(n for n in wanted if n != "feed"), "feed" in wanted)

    @property
    def manifest_path(self) -> Path:
        """Where the manifest is."""
        return self.workspace.output_dir / "manifest.json"

    @cached_property
    def templates(self) -> Path | None:
        """The workspace's template folder.

        :raises ConfigurationError: it is named but not there, or outside the workspace.
        """
        name = self.workspace.config.publish.templates
        if not name:
            return None
        folder = (self.workspace.root / name).resolve()
        if not folder.is_dir() or not folder.is_relative_to(self.workspace.root):
            raise ConfigurationError(f"publish.templates: no folder {name!r} in the workspace")
        return folder

    @cached_property
    def glossary(self) -> Glossary:
        """The term base, for the checks' term rules."""
        from wirelocalize.glossary import Glossary

        return Glossary.load(self.workspace.glossary_path)

    @cached_property
    def accepted(self) -> Counter[str]:
        """Findings of old work that the workspace's baseline accepts."""
        from wirelocalize.checks import baseline

        name = self.workspace.config.checks.baseline
        return baseline.read(self.workspace.root / name) if name else Counter()

    @cached_property
    def fingerprint(self) -> str:
        """Hash of what shapes outputs beside articles and catalogues."""
        config = self.workspace.config
        parts = config.model_dump(
            mode="json", include={"publish", "outlet", "checks", "articles", "dates", "locales"}
        )
        files = [self.workspace.glossary_path, self.workspace.root / config.checks.baseline]
        files += sorted(self.templates.rglob("*")) if self.templates else []
        if config.publish.credit_reviewers:
            files += [self.workspace.reviews_path(code) for code in self.languages]
        hashes = [digest(path.read_bytes()) for path in files if path.is_file()]
        seed = json.dumps([__version__, self.formats, parts, hashes], sort_keys=True)
        return digest(seed)

    def paths(self, slug: str, language: Language) -> dict[str, str]:
        """Output path of each format."""
        layout = self.workspace.config.publish.layout
        return {name: output_path(layout, slug, language, SUFFIXES[name]) for name in self.formats}

    def page_path(self, slug: str, language: Language) -> str:
        """The file a sibling links to: the page, else the first format's file."""
        paths = self.paths(slug, language)
        return paths.get("html") or next(iter(paths.values()), "")

    def timezone(self, code: str) -> str:
        """Time zone of a locale's dates; empty: the language's own."""
        return self.workspace.config.dates.timezones.get(code, "")

    def relative(self, path: Path) -> str:
        """A path of the workspace as outputs and reports may name it."""
        return path.relative_to(self.workspace.root).as_posix()


def _check_folders(workspace: Workspace) -> None:
    """Drafts lie apart from published files, and neither where people work."""
    output, draft = workspace.output_dir, workspace.draft_dir
    if output.is_relative_to(draft) or draft.is_relative_to(output):
        raise ConfigurationError(
            "output_dir and draft_dir must not lie in each other", hint="drafts have a place of their own"
        )
    for name, folder in (("output_dir", output), ("draft_dir", draft)):
        for own in (workspace.articles_dir, workspace.catalogues_dir):
            if folder.is_relative_to(own) or own.is_relative_to(folder):
                raise ConfigurationError(f"{name} must not hold or lie in articles or catalogues")
