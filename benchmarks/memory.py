"""Translation memory and glossary at newsroom scale: loading, one article's questions, and what is missed.

    python benchmarks/memory.py [--units 100000] [--json]

Sentences are made up from a small news vocabulary with a fixed seed, which makes them more alike than real
ones and the search harder. The article has 60 sentences: a third new ones, a third edited ones (up to three
words changed, a clause added), a third equal to one in the memory. ``recall``: how often our best match is
among the three that RapidFuzz finds by comparing with every unit; ``ratio``: that plain scan's time over ours.
``…_cpu_s`` is processor time, which other work on the machine does not lengthen much.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rapidfuzz import fuzz, process

from wirelocalize.glossary import Form, Glossary, Term
from wirelocalize.memory import Memory, write_tmx
from wirelocalize.memory.text import is_short, normalise

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
WHO = [
    "officials", "residents", "witnesses", "journalists", "doctors", "teachers", "farmers",
    "commanders", "prosecutors", "lawyers",
]  # fmt: skip
WHERE = [
    "Herat", "Kabul", "Kandahar", "Balkh", "Ghazni", "Tehran", "Mashhad", "Khost", "Logar", "Farah",
    "Zabul", "Badghis", "Takhar", "Bamyan",
]  # fmt: skip
DID = [
    "said", "denied", "confirmed", "reported", "warned", "announced", "complained", "claimed",
    "explained", "admitted", "argued",
]  # fmt: skip
WHAT = [
    "clinic", "school", "border", "market", "hospital", "prison", "court", "bridge", "mosque",
    "factory", "road", "office", "station", "village", "dam", "farm", "university", "newspaper",
    "radio", "minister", "governor", "spokesman", "election", "budget", "drought", "flood",
    "protest", "ceasefire", "wages",
]  # fmt: skip
HOW = [
    "closed", "damaged", "attacked", "reopened", "searched", "rebuilt", "destroyed", "abandoned",
    "occupied", "inspected", "sold", "funded", "blocked", "guarded", "surrounded", "moved",
    "emptied", "repaired", "registered", "threatened", "expanded", "delayed", "cancelled",
    "investigated",
]  # fmt: skip
WHEN = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "yesterday",
    "overnight", "recently",
]  # fmt: skip
WHY = [
    "because of the fighting",
    "after weeks of negotiations",
    "despite promises from the capital",
    "while aid was running out",
    "according to two people who asked not to be named",
    "as prices rose for the third month in a row",
    "although no group has claimed responsibility",
    "and several families had to leave their homes",
    "in what rights groups called a violation of the law",
    "before the new academic year began",
]


def sentence(rng: random.Random) -> str:
    """A made-up news sentence of 8 to 35 words."""
    start = f"{rng.choice(WHO).title()} in {rng.choice(WHERE)} {rng.choice(DID)} on {rng.choice(WHEN)}"
    clauses = [f"{start} that the {rng.choice(WHAT)} near the {rng.choice(WHAT)} had been {rng.choice(HOW)}"]
    if rng.random() < 0.6:
        clauses.append(rng.choice(WHY))
    if rng.random() < 0.5:
        clauses.append(f"and at least {rng.randint(2, 900)} {rng.choice(WHO)} were {rng.choice(HOW)}")
    if rng.random() < 0.3:
        clauses.append(f"a {rng.choice(WHAT)} {rng.choice(WHO).rstrip('s')} told the {rng.choice(WHAT)}")
    return ", ".join(clauses) + "."


def edited(text: str, rng: random.Random) -> str:
    """A sentence with one to three words changed, or a clause added."""
    words = text.split()
    for _ in range(rng.randint(1, 3)):
        words[rng.randrange(len(words))] = rng.choice(WHAT + HOW + WHERE)
    if rng.random() < 0.3:
        words[-1:] = [words[-1].rstrip("."), *rng.choice(WHY).split()]
    return " ".join(words)


def catalogue_file(path: Path, units: list[tuple[str, str]]) -> None:
    """A PO file of reviewed units, written plainly."""
    lines = ['msgid ""', 'msgstr ""', '"Language: fa\\n"', '"PO-Revision-Date: 2021-07-06 12:00+0000\\n"', ""]
    for source, target in units:
        lines += ['msgctxt "paragraph"', f'msgid "{source}"', f'msgstr "{target}"', ""]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")


def timed(make: Callable[[], T]) -> tuple[float, T]:
    """Seconds and result."""
    start = time.perf_counter()
    result = make()
    return time.perf_counter() - start, result


def memory_figures(count: int, folder: Path) -> dict[str, float]:
    """Time and recall of a memory with ``count`` units in files of 250."""
    rng = random.Random(7)
    sources = list(dict.fromkeys(sentence(rng) for _ in range(count * 2)))[:count]
    paths = {}
    for at in range(0, len(sources), 250):
        slug = f"article-{at // 250}"
        paths[slug] = folder / "fa" / f"{slug}.po"
        catalogue_file(paths[slug], [(s, f"ترجمهٔ {i}") for i, s in enumerate(sources[at : at + 250], at)])
    queries = rng.sample(sources, 20) + [edited(s, rng) for s in rng.sample(sources, 20)]
    queries += [sentence(rng) for _ in range(20)]
    article = [(query, "paragraph") for query in queries]

    def load() -> Memory:
        memory = Memory.build({"fa": paths}, (), folder / "cache")
        memory.matches("Warm the index, which belongs to loading and not to the article.")
        return memory

    cold, memory = timed(load)
    memory.close()
    # The files are newer than the clock's grain; a second look takes them as settled.
    time.sleep(2.1)
    Memory.build({"fa": paths}, (), folder / "cache").close()
    cpu = time.process_time()
    warm, memory = timed(load)
    warm_cpu = time.process_time() - cpu
    asked, found = timed(lambda: memory.matches_all(article))
    asked_cpu = time.process_time() - cpu - warm_cpu
    norms = [normalise(source) for source in sources]
    plain, reference = timed(
        lambda: [
            process.extract(normalise(q), norms, scorer=fuzz.ratio, score_cutoff=75, limit=3) for q in queries
        ]
    )
    wanted = got = 0
    for query, matches, best in zip(queries, found, reference, strict=True):
        if best and not is_short(normalise(query)):
            wanted += 1
            got += bool(matches) and normalise(matches[0].source) in [text for text, *_ in best]
    export, _ = timed(lambda: write_tmx(folder / "out.tmx", memory.units("fa")))
    imported, _ = timed(lambda: Memory.build({}, [folder / "out.tmx"]))
    return {
        "units": len(sources),
        "build_s": round(cold, 2),
        "load_s": round(warm, 3),
        "load_cpu_s": round(warm_cpu, 3),
        "article_s": round(asked, 3),
        "article_cpu_s": round(asked_cpu, 3),
        "plain_scan_s": round(plain, 3),
        "ratio": round(plain / asked, 1),
        "recall": round(got / wanted, 4),
        "queries_with_match": wanted,
        "tmx_export_s": round(export, 2),
        "tmx_import_s": round(imported, 2),
    }


def glossary_figures(count: int) -> dict[str, float]:
    """Time of a glossary with ``count`` terms on an article of 60 sentences."""
    rng = random.Random(11)
    names = list(
        dict.fromkeys(f"{rng.choice(HOW)} {rng.choice(WHAT)} {rng.choice(WHO)}" for _ in range(count * 3))
    )
    terms = [Term(name, {"fa": (Form("اصطلاح"),)}) for name in (WHAT + WHO + WHERE + names)[:count]]
    article = [sentence(rng) for _ in range(60)]
    glossary = Glossary(terms)
    built, _ = timed(lambda: glossary.find("Build the automaton.", "fa"))
    asked, hits = timed(lambda: [glossary.find(text, "fa") for text in article])
    return {
        "terms": len(terms),
        "glossary_build_s": round(built, 3),
        "glossary_article_ms": round(asked * 1000, 1),
        "glossary_hits": sum(map(len, hits)),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = memory_figures(options.units, Path(folder)) | glossary_figures(5000)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:22} {value}")


if __name__ == "__main__":
    main()
