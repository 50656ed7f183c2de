"""What a batch works on: which articles and locales of which workspace, and how it tells of its progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirelocalize import languages
from wirelocalize.batch.shards import Shard
from wirelocalize.errors import ConfigurationError, ExitCode, WirelocalizeError

if TYPE_CHECKING:
    from pathlib import Path

    from wirelocalize.languages import Language
    from wirelocalize.workspace import Workspace

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, done, total)."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be done; everything else was.

    :param item: article or ``article [locale]``.
    """

    item: str
    message: str
    exit_code: int = ExitCode.INPUT

    @classmethod
    def of(cls, item: str, error: WirelocalizeError) -> Failure:
        """Make one from the error that stopped the item."""
        return cls(item, str(error), error.exit_code)


@dataclass(frozen=True)
class Job:
    """A selection of a workspace's articles and locales.

    :param wanted: slugs or paths of articles; empty: all.
    :param only: codes or aliases of locales; empty: all that the workspace has.
    """

    workspace: Workspace
    wanted: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    shard: Shard = field(default_factory=Shard)
    progress: Progress = silent

    def articles(self) -> dict[str, Path]:
        """The articles of this job by slug.

        :raises ConfigurationError: a wanted one does not exist.
        """
        chosen = self.workspace.select(self.wanted)
        return {slug: path for slug, path in chosen.items() if self.shard.holds(slug)}

    def locales(self) -> tuple[Language, ...]:
        """The languages of this job.

        :raises ConfigurationError: a code is unknown or not among the workspace's locales.
        """
        known = [languages.get(code) for code in self.workspace.config.locales]
        if not self.only:
            return tuple(known)
        wanted = [languages.get(code) for code in self.only]
        for language in wanted:
            if language not in known:
                raise ConfigurationError(
                    f"{language.code} is not a locale of this workspace",
                    hint="add it to locales in wirelocalize.toml",
                )
        return tuple(wanted)


def exit_code(failures: tuple[Failure, ...], done: int) -> ExitCode:
    """The exit code of a batch: its failures' own code where nothing was done or all agree, else ``PARTIAL``."""
    if not failures:
        return ExitCode.OK
    codes = {failure.exit_code for failure in failures}
    if done == 0 and len(codes) == 1:
        return ExitCode(codes.pop())
    return ExitCode.PARTIAL
