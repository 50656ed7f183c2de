"""A small workspace: two Markdown articles and an HTML one, with catalogues in any state a test wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wirelocalize import articles, catalogue, segments
from wirelocalize.catalogue.model import Catalogue, Entry, Origin
from wirelocalize.checks import rules
from wirelocalize.publish import PublishReport, publish
from wirelocalize.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

CLINIC = """\
---
title: Clinic in Herat reopens
description: Doctors return after a year
author: A. Writer
date: 2024-05-03
source_url: https://example.org/en/clinic
tags: [health]
---

The clinic in Herat reopened on Friday. It treats **200 patients** a day.

> "We came back," said a nurse at [Hope Hospital](https://example.org/en/hope).

## What happens next

- The roof needs work.

| Item | Price |
| ---- | ----- |
| Tent | 12    |

The charity Amnesty International gave tents.[^1]

[^1]: As of May.
"""

SCHOOL = """\
<!DOCTYPE html>
<html lang="en"><head><title>School opens</title></head>
<body><nav><a href="/">Home</a></nav>
<article>
<h1>School opens</h1>
<p>A school opened in <a href="https://example.org/kabul">Kabul</a>.</p>
<pre>a

b</pre>
<p>Girls may attend.</p>
</article></body></html>
"""

FA = {
    "Clinic in Herat reopens": "درمانگاهی در هرات بازگشایی شد",
    "Doctors return after a year": "پزشکان پس از یک سال بازمی‌گردند",
    "The clinic in Herat reopened on Friday.": "درمانگاه هرات روز جمعه بازگشایی شد.",
    "It treats **200 patients** a day.": "این درمانگاه روزانه **۲۰۰ بیمار** را درمان می‌کند.",
    '"We came back," said a nurse at [Hope Hospital](https://example.org/en/hope).': (
        "پرستاری در [بیمارستان امید](https://example.org/en/hope) گفت: «ما برگشتیم.»"
    ),
    "What happens next": "پس از این چه می‌شود",
    "The roof needs work.": "سقف به تعمیر نیاز دارد.",
    "Item": "کالا",
    "Price": "بها",
    "Tent": "چادر",
    "12": "۱۲",
    "The charity Amnesty International gave tents.[^1]": "موسسه خیریه Amnesty International چادر داد.[^1]",
    "As of May.": "تا ماه مه.",
    "School opens": "مدرسه باز شد",
    'A school opened in <a href="https://example.org/kabul">Kabul</a>.': (
        'مدرسه‌ای در <a href="https://example.org/kabul">کابل</a> باز شد.'
    ),
    "Girls may attend.": "دختران می‌توانند درس بخوانند.",
}
NOW = datetime(2024, 5, 4, 6, 30, tzinfo=UTC)


LOCALES = "locales = ['fa', 'fa_AF', 'ps']\n"
CONFIG = LOCALES + f"checks = {{ ignore = {[rule.id for rule in rules()]} }}\n"
"""Without checks, so that one short Persian text may serve for all languages; a test of checks leaves them on."""


@dataclass
class Newsroom:
    """A workspace and short ways to change it."""

    root: Path
    config: str = CONFIG

    def configure(self, text: str = "", head: str = "") -> None:
        (self.root / "wirelocalize.toml").write_text(head + self.config + text, encoding="utf-8")

    @property
    def workspace(self) -> Workspace:
        return Workspace.open(self.root)

    def article(self, name: str, text: str) -> None:
        path = self.root / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def keys(self, slug: str) -> list[tuple[str, str]]:
        path = self.workspace.article_paths()[slug]
        units = segments.extract(articles.read(path, slug), "sentence")
        return list(dict.fromkeys(unit.key for unit in units))

    def translate(
        self,
        slug: str,
        locale: str,
        targets: dict[str, str] | None = None,
        *,
        fuzzy: tuple[str, ...] = (),
        machine: bool = False,
        header: dict[str, str] | None = None,
        comments: tuple[str, ...] = (),
        only: bool = False,
    ) -> None:
        """Write a catalogue: reviewed translations, ``fuzzy`` ones excepted; ``machine``: with an mt origin."""
        known = (targets or {}) if only else {**FA, **(targets or {})}
        entries = []
        for context, source in self.keys(slug):
            target = known.get(source, "")
            origin = None
            if machine and target:
                origin = Origin("mt", "starter@1 ct2/4.8 int8 beam4", catalogue.digest(target), 0.5)
            is_fuzzy = bool(target) and (source in fuzzy or "*" in fuzzy)
            entries.append(Entry(context, source, target, is_fuzzy, origin=origin, comments=comments))
        fields = {"Language": locale, "Content-Type": "text/plain; charset=UTF-8", **(header or {})}
        catalogue.write(self.workspace.catalogue_path(slug, locale), Catalogue(fields, tuple(entries)))

    def publish(self, **options: object) -> PublishReport:
        options.setdefault("now", NOW)
        return publish(self.workspace, **options)  # type: ignore[arg-type]

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def outputs(self) -> dict[str, bytes]:
        """All bytes that a pipeline could read, by path."""
        found = {}
        for folder in ("public", "drafts"):
            for path in sorted((self.root / folder).rglob("*")):
                if path.is_file():
                    found[path.relative_to(self.root).as_posix()] = path.read_bytes()
        return found


ALL_FORMATS = '[publish]\nformats = ["markdown", "html", "ninjs", "ninjs-superdesk", "feed"]\n'
