"""Small catalogues for the tests of this room."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from wirelocalize import catalogue
from wirelocalize.catalogue import Catalogue, Entry
from wirelocalize.segments.model import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
ENGINE = "starter@1 ct2/4.8 int8 beam4"
HEADER = {
    "Project-Id-Version": "herat-clinic",
    "Report-Msgid-Bugs-To": "",
    "POT-Creation-Date": "2026-03-01 09:30+0000",
    "PO-Revision-Date": "2026-03-01 09:30+0000",
    "Last-Translator": "Automatically generated",
    "Language-Team": "none",
    "Language": "fa",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
    "X-Generator": "wirelocalize 0.1.0",
    "X-Source-Language": "en",
}
SOURCES = (
    ("headline", "Clinic reopens in Herat after two years"),
    ("paragraph", "The clinic reopened on Monday with a staff of eleven nurses."),
    ("paragraph", "“We will stay,” said Maryam Ahmadi, who runs the maternity ward."),
    ("paragraph", "At least 40 patients came on the first day."),
    ("caption", "Patients wait in the courtyard of the clinic."),
)
TARGETS = (
    "درمانگاه هرات پس از دو سال دوباره باز شد",
    "این درمانگاه روز دوشنبه با یازده پرستار دوباره باز شد.",
    "مریم احمدی که بخش زایمان را اداره می‌کند گفت: «ما می‌مانیم.»",
    "در روز نخست دست‌کم ۴۰ بیمار آمدند.",
    "بیماران در حیاط درمانگاه منتظرند.",
)


def units(sources: Iterable[tuple[str, str]]) -> list[Unit]:
    return [Unit(role, text, 0, 0, 1, 0) for role, text in sources]


def pot(sources: Iterable[tuple[str, str]] = SOURCES, now: datetime = NOW) -> Catalogue:
    return catalogue.template("herat-clinic", units(sources), {}, "articles/herat-clinic.md", now=now)


def po(*entries: Entry, **header: str) -> Catalogue:
    """A catalogue with these entries."""
    return Catalogue({**HEADER, **{name.replace("_", "-"): value for name, value in header.items()}}, entries)


def untranslated() -> Catalogue:
    """A new catalogue of the article."""
    return po(*pot().entries)


def drafted() -> Catalogue:
    """Every unit with a machine draft."""
    return replace(
        untranslated(),
        entries=tuple(
            catalogue.filled_by_machine(entry, text, ENGINE, confidence=0.61, terms=("clinic",))
            for entry, text in zip(untranslated().entries, TARGETS, strict=True)
        ),
    )


def reviewed() -> Catalogue:
    """Every unit written and reviewed by a person."""
    return replace(
        untranslated(),
        header={
            **HEADER,
            "Last-Translator": "Zahra Noori <zahra@example.org>",
            "PO-Revision-Date": "2026-03-02 11:00+0430",
        },
        entries=tuple(
            replace(entry, target=text) for entry, text in zip(untranslated().entries, TARGETS, strict=True)
        ),
    )


def change(whole: Catalogue, index: int, **fields: object) -> Catalogue:
    """The catalogue with one entry changed."""
    entries = list(whole.entries)
    entries[index] = replace(entries[index], **fields)  # type: ignore[arg-type]
    return replace(whole, entries=tuple(entries))


def entry_of(whole: Catalogue, source: str) -> Entry:
    """The entry with this msgid."""
    return next(entry for entry in whole.entries if entry.source == source)


def states(whole: Catalogue) -> list[str]:
    return [catalogue.state(entry).value for entry in whole.entries if not entry.obsolete]


def tool(name: str) -> str:
    """The path of a gettext tool; the test is skipped where it is absent."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def msgfmt_accepts(path: Path) -> None:
    """Fail with msgfmt's words unless ``msgfmt -c`` accepts the file without a warning."""
    done = subprocess.run(
        [tool("msgfmt"), "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), path.read_text(encoding="utf-8")
