"""A newsroom in a temporary folder: the command line in this process, and an engine that costs nothing."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest import mock

from wirelocalize import batch, catalogue
from wirelocalize.engines.model import Draft
from wirelocalize.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from wirelocalize.catalogue import Catalogue, Entry
    from wirelocalize.engines.model import Request

ENGINE = "letters@1"
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابسدعفگهیجکلمنوپقرشتوخزژنذ")
_KEPT = re.compile(r"(\]\([^)]*\)|<[^>]*>)")


def draft_of(text: str) -> str:
    """What the engine below makes of a text: each letter another one, markup as it was."""
    parts = _KEPT.split(text)
    return "".join(
        part if index % 2 else part.lower().translate(_LETTERS) for index, part in enumerate(parts)
    )


class LettersMachine:
    """Stands for :class:`wirelocalize.engines.Machine`: quick, and the same draft every time."""

    signature = ENGINE
    adapted_from = ""

    class card:  # noqa: N801 - an attribute of the real machine
        """What the batch reads of a model's card."""

        notes = ""

    def translate(self, requests: Sequence[Request]) -> list[Draft]:
        return [Draft(draft_of(request.text), ENGINE, confidence=0.5) for request in requests]

    def close(self) -> None:
        pass


def letters_machine() -> mock._patch[Any]:
    """Put the quick engine in the place of the real ones."""
    return mock.patch("wirelocalize.engines.Machine.open", return_value=LettersMachine())


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


class Desk:
    """A workspace and the command line on it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def command(self, *arguments: str | Path) -> Answer:
        """Call ``wirelocalize`` with these arguments, whatever comes of it."""
        from wirelocalize.cli import main

        out, err, code = io.StringIO(), io.StringIO(), 0
        argv = ["wirelocalize", "-C", str(self.root), *map(str, arguments)]
        with (
            mock.patch.object(sys, "argv", argv),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                main()
            except SystemExit as stop:
                code = int(stop.code or 0)
        return Answer(code, out.getvalue(), err.getvalue())

    def done(self, *arguments: str | Path) -> str:
        """Call a command that must end well; what it printed."""
        answer = self.command(*arguments)
        assert answer.code == 0, (arguments, answer)
        return answer.out

    def po(self, slug: str, locale: str) -> Path:
        """A catalogue's file."""
        return self.root / "locales" / locale / "LC_MESSAGES" / f"{slug}.po"

    def read(self, slug: str, locale: str) -> Catalogue:
        """A catalogue."""
        return catalogue.read(self.po(slug, locale))

    def entry(self, slug: str, locale: str, source: str, context: str = "") -> Entry:
        """The entry of a text, obsolete or not; the active one where there are two."""
        found = [
            entry
            for entry in self.read(slug, locale).entries
            if entry.source == source and context in {"", entry.context}
        ]
        assert found, source
        return min(found, key=lambda entry: entry.obsolete)

    def article(self, slug: str) -> Path:
        """An article's file."""
        return self.root / "articles" / f"{slug}.md"

    def edit(self, slug: str, *changes: tuple[str, str]) -> None:
        """Replace texts in an article; each must be there once."""
        path = self.article(slug)
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def keys(self, slugs: Iterable[str] = ()) -> dict[str, list[tuple[str, str]]]:
        """The units of each article as it is now."""
        from wirelocalize.batch.syncing import read_source

        workspace = Workspace.open(self.root)
        chosen = workspace.select(tuple(slugs))
        return {
            slug: [u.key for u in read_source(workspace, slug, path).units] for slug, path in chosen.items()
        }

    def job(self, **options: Any) -> batch.Job:
        """A batch over the whole workspace."""
        return batch.Job(Workspace.open(self.root), **options)
