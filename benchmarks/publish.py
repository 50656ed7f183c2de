"""How long a publishing run with nothing to do takes, in terms of reading and hashing its input files.

    python benchmarks/publish.py --articles 1000

Makes a workspace of articles with catalogues in three locales in a temporary folder, publishes it once, then runs again
and compares with a loop that only reads and hashes the articles and catalogues. Prints the ratio (goal: at most 5).
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize import articles, catalogue, segments
from wirelocalize.catalogue.model import Catalogue, Entry
from wirelocalize.publish import publish
from wirelocalize.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

LOCALES = ("fa", "fa_AF", "ps")
SENTENCE = (
    "The council of district {n} said on day {i} that **{k} families** had returned to their homes near "
    "[Herat](https://example.org/{n}) before winter."
)
PERSIAN = (
    "شورای ولسوالی {a} روز {b} گفت که **{c} خانواده** پیش از زمستان به خانه‌های خود در نزدیکی "
    "[هرات](https://example.org/{n}) بازگشته‌اند."
)
PASHTO = (
    "د {a} ولسوالۍ شورا په {b} ورځ وویل چې **{c} کورنۍ** له ژمي مخکې [هرات](https://example.org/{n}) ته نږدې "
    "خپلو کورونو ته راستنې شوې دي."
)
TARGETS = {"fa": ("گزارش {a}", PERSIAN), "fa_AF": ("گزارش {a}", PERSIAN), "ps": ("{a} راپور", PASHTO)}
DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def build(root: Path, number: int) -> None:
    """Articles of 55 sentences (about 1,100 words); half of the texts reviewed, half machine drafts."""
    (root / "wirelocalize.toml").write_text(f"locales = {list(LOCALES)}\n", encoding="utf-8")
    (root / "articles").mkdir()
    workspace = Workspace.open(root)
    for n in range(number):
        slug = f"article-{n:05d}"
        lines = [SENTENCE.format(n=n, i=i, k=n % 7 + i) for i in range(55)]
        body = "\n\n".join(" ".join(lines[i : i + 3]) for i in range(0, 55, 3))
        path = root / "articles" / f"{slug}.md"
        path.write_text(f"---\ntitle: Report {n}\ndate: 2024-05-03\n---\n\n{body}\n", encoding="utf-8")
        units = segments.extract(articles.read(path, slug), "sentence")
        for index, locale in enumerate(LOCALES):
            reviewed = (n + index) % 2 == 0
            entries = []
            for i, unit in enumerate(units):
                numbers = {"a": n, "b": i - 1, "c": n % 7 + i - 1}
                local = {name: str(value).translate(DIGITS) for name, value in numbers.items()}
                target = TARGETS[locale][unit.context != "headline"].format(n=n, **local)
                entry = Entry(
                    *unit.key, notes=(f"role: {unit.context}",), references=(f"articles/{slug}.md",)
                )
                draft = catalogue.filled_by_machine(
                    entry, target, "starter@1 ct2/4.8 int8 beam4", confidence=0.5
                )
                entries.append(replace(draft, fuzzy=not reviewed))
            header = {"Language": locale, "Content-Type": "text/plain; charset=UTF-8"}
            catalogue.write(workspace.catalogue_path(slug, locale), Catalogue(header, tuple(entries)))


def read_and_hash(paths: list[Path]) -> int:
    """The floor: every byte read once and hashed once."""
    total = 0
    for path in paths:
        with path.open("rb") as stream:
            data = stream.read()
        hashlib.sha256(data).hexdigest()
        total += len(data)
    return total


def best(repeats: int, work: Callable[[], object]) -> tuple[float, float]:
    """The shortest of several runs: processor seconds, and seconds on the clock (which other load lengthens)."""
    times = []
    for _ in range(repeats):
        gc.collect()
        wall, processor = time.perf_counter(), time.process_time()
        work()
        times.append((time.process_time() - processor, time.perf_counter() - wall))
    return min(times)[0], min(wall for _, wall in times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        build(root, options.articles)
        start = time.perf_counter()
        report = publish(Workspace.open(root))
        first = time.perf_counter() - start
        assert not report.failures, report.failures[0]
        inputs = sorted((root / "articles").rglob("*.md")) + sorted((root / "locales").rglob("*.po"))
        size = read_and_hash(inputs)
        floor = best(options.repeats, lambda: read_and_hash(inputs))
        again = best(options.repeats, lambda: publish(Workspace.open(root)))
        assert publish(Workspace.open(root)).totals["written"] == 0
        print(
            f"{options.articles} articles x {len(LOCALES)} locales, {len(inputs)} input files, {size / 1e6:.1f} MB"
        )
        print(f"first run           {first:8.2f} s  {report.totals}")
        print(f"read and hash       {floor[0]:8.3f} s processor {floor[1]:8.3f} s clock")
        print(f"nothing to do       {again[0]:8.3f} s processor {again[1]:8.3f} s clock")
        ratios = again[0] / floor[0], again[1] / floor[1]
        print(f"ratio               {ratios[0]:8.2f}             {ratios[1]:8.2f}         (goal: at most 5)")


if __name__ == "__main__":
    main()
