"""Fixtures that every room's tests may use: a small workspace, and the command line in this process."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

NEWS = """\
---
title: Teachers in Ghor Open a Library in a Tent
description: Two hundred books and a generator serve three villages.
author: Desk
date: 2024-05-03T09:30:00+04:30
---

Teachers in Ghor opened a library on Monday. It holds 214 books.

“The children come every day,” said one teacher.

## What comes next

They hope for a building before winter.
"""

BRIEF = """\
---
title: Bridge Reopens After Floods
date: 2024-06-01
---

The bridge reopened on Saturday. Traffic is light.
"""

CONFIG = """\
locales = ["fa", "fa_AF", "ps"]

[outlet]
name = "Test Desk"
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests of outside tools where the tool is absent, with a reason that names it."""
    tools = {"gettext": ("msgfmt", "msgmerge"), "hugo": ("hugo",), "browser": ("chromium",)}
    for item in items:
        for marker, programs in tools.items():
            absent = [name for name in programs if shutil.which(name) is None]
            if item.get_closest_marker(marker) and absent:
                item.add_marker(pytest.mark.skip(reason=f"{marker}: {absent[0]} is not installed"))


@dataclass(frozen=True)
class Result:
    """What a call of the command line printed, and its exit code."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """The JSON document on standard output."""
        return json.loads(self.out)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A workspace with two short articles and no catalogues yet."""
    root = tmp_path / "desk"
    (root / "articles").mkdir(parents=True)
    (root / "locales").mkdir()
    (root / "wirelocalize.toml").write_text(CONFIG, encoding="utf-8")
    (root / "articles" / "ghor-library.md").write_text(NEWS, encoding="utf-8")
    (root / "articles" / "bridge.md").write_text(BRIEF, encoding="utf-8")
    return root


@pytest.fixture
def wl(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    """Call the command line on :func:`desk`; ``directory=None`` leaves ``-C`` out."""

    def call(*arguments: str | Path, directory: Path | None = desk) -> Result:
        from wirelocalize.cli import main

        options = ["-C", str(directory)] if directory is not None else []
        monkeypatch.setattr(sys, "argv", ["wirelocalize", *options, *map(str, arguments)])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return call
