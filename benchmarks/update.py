"""Update a catalogue of many units after an edit, beside the tools that do the same; start-up included.

    python benchmarks/update.py [--units 3000] [--edits 600] [--repeat 3] [--limit 120] [--json]

Writes a template, its reviewed catalogue and an edited template to a temporary folder, and runs each tool on
the same files as a process of its own: this project's update (read, align, merge-safe save), ``msgmerge
--previous`` and, where it is installed, ``pot2po``. Prints the median of wall times and the ratios to
msgmerge's.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wirelocalize import catalogue
from wirelocalize.catalogue import Catalogue, Entry


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.split("|")]


_NAMES = _phrases(
    """Kabul | Herat | Kandahar | Mazar | Bamiyan | Ghazni | Kunduz | Nangarhar | Badakhshan | Farah | Ghor
    | Takhar"""
)
_SUBJECTS = _phrases(
    """The provincial council | Officials of the ministry | A group of teachers | Two aid workers | The
    hospital's director | Residents of the old city | A former judge | Local journalists | The border
    police | Women who ran the bakery"""
)
_VERBS = _phrases(
    """announced | denied | described | confirmed | opened | repaired | visited | closed | reported |
    requested | rejected | organised"""
)
_OBJECTS = _phrases(
    """a new clinic | the water supply | the release of prisoners | plans for the winter | a shortage of
    medicine | the main road | exams for older girls | a library with donated books | the price of flour
    | a list of missing people"""
)
_ENDS = _phrases(
    """after months of delay | before the snow arrived | without giving a reason | during a meeting with
    elders | despite earlier promises | with money collected abroad | in a statement read on the radio |
    under heavy guard"""
)


def sentence(source: random.Random, number: int) -> str:
    """A news-like sentence that no other one equals."""
    parts = [
        source.choice(_SUBJECTS),
        "in",
        source.choice(_NAMES),
        source.choice(_VERBS),
        source.choice(_OBJECTS),
    ]
    parts += [
        source.choice(_ENDS),
        "and",
        source.choice(_VERBS),
        source.choice(_OBJECTS),
        source.choice(_ENDS),
    ]
    return f"{' '.join(parts)}, according to document {number}."


def edited(source: random.Random, text: str) -> str:
    """The sentence with one to three words changed."""
    words = text.split(" ")
    for _ in range(source.randint(1, 3)):
        words[source.randrange(1, len(words) - 1)] = source.choice(_NAMES + _VERBS)
    return " ".join(words)


def prepare(folder: Path, units: int, edits: int) -> tuple[Path, Path]:
    """Write ``old.po`` and ``new.pot``."""
    source = random.Random(4)
    texts = [sentence(source, number) for number in range(units)]
    changed = set(source.sample(range(units), edits))
    header = {
        "Project-Id-Version": "benchmark",
        "POT-Creation-Date": "2026-01-01 10:00+0000",
        "PO-Revision-Date": "2026-01-01 10:00+0000",
        "Last-Translator": "Automatically generated",
        "Language-Team": "none",
        "Language": "fa",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    old = [
        Entry("paragraph", text, target=f"ترجمهٔ آزمایشی شمارهٔ {number} برای سنجش سرعت.", references=("a.md",))
        for number, text in enumerate(texts)
    ]
    after = [edited(source, text) if number in changed else text for number, text in enumerate(texts)]
    new = [
        Entry("paragraph", text, notes=("role: paragraph",), references=("a.md",))
        for text in dict.fromkeys(after)
    ]
    catalogue.write(folder / "old.po", Catalogue(header, tuple(old)))
    catalogue.write(
        folder / "new.pot", Catalogue({**header, "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE"}, tuple(new))
    )
    return folder / "old.po", folder / "new.pot"


def commands(old: Path, template: Path, out: Path) -> dict[str, list[str]]:
    """The command of each tool that is here."""
    found = {"wirelocalize": [sys.executable, __file__, "--update", str(old), str(template), str(out)]}
    if shutil.which("msgmerge"):
        found["msgmerge"] = [
            "msgmerge",
            "-q",
            "--previous",
            "--no-wrap",
            "-o",
            str(out),
            str(old),
            str(template),
        ]
    if shutil.which("pot2po"):
        found["pot2po"] = ["pot2po", "--progress=none", "-t", str(old), "-i", str(template), "-o", str(out)]
    return found


def update_once(old: Path, template: Path, out: Path) -> None:
    """What one run of the tool does."""
    before = catalogue.read(old)
    result = catalogue.update(before, catalogue.read(template))
    catalogue.save(out, result.catalogue, None)


def measure(units: int, edits: int, repeat: int, limit: float) -> dict[str, object]:
    """Median seconds per tool, and how many texts each carried over; tools over ``limit`` are named."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old, template = prepare(folder, units, edits)
        seconds: dict[str, list[float]] = {}
        gave_up: list[str] = []
        # One round of all tools after the other, so that a busy moment falls on all of them.
        for _ in range(repeat):
            for tool, command in commands(old, template, folder / "out.po").items():
                (folder / "out.po").unlink(missing_ok=True)
                if tool in gave_up:
                    continue
                begin = time.perf_counter()
                try:
                    subprocess.run(command, check=True, capture_output=True, timeout=limit)
                except subprocess.TimeoutExpired:
                    gave_up.append(tool)
                    continue
                seconds.setdefault(tool, []).append(time.perf_counter() - begin)
                shutil.copy(folder / "out.po", folder / f"{tool}.po")
        medians = {tool: statistics.median(values) for tool, values in seconds.items()}
        result: dict[str, object] = {
            "units": units,
            "edits": edits,
            "seconds": medians,
            "over_limit": gave_up,
        }
        if "msgmerge" in medians:
            result["ratio_to_msgmerge"] = {
                t: medians[t] / medians["msgmerge"] for t in medians if t != "msgmerge"
            }
        result["carried"] = {
            tool: sum(e.fuzzy and not e.obsolete for e in catalogue.read(folder / f"{tool}.po").entries)
            for tool in medians
        }
        return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=3000)
    parser.add_argument("--edits", type=int, default=600)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a tool is given up")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--update", nargs=3, type=Path, metavar=("OLD", "TEMPLATE", "OUT"), help=argparse.SUPPRESS
    )
    options = parser.parse_args()
    if options.update:
        update_once(*options.update)
        return
    result = measure(options.units, options.edits, options.repeat, options.limit)
    if options.json:
        print(json.dumps(result, indent=2))
        return
    print(f"{options.units} units, {options.edits} edits, median of {options.repeat} runs, start-up included")
    ratios = result.get("ratio_to_msgmerge", {})
    for tool, spent in result["seconds"].items():
        note = f"{ratios[tool]:5.2f} x msgmerge" if tool in ratios else ""
        print(f"{tool:14} {spent:6.2f} s  {result['carried'][tool]:5} carried over as fuzzy  {note}")
    for tool in result["over_limit"]:
        print(f"{tool:14} more than {options.limit:g} s")


if __name__ == "__main__":
    main()
