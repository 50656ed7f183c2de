"""How long a whole run with nothing to do takes, in terms of reading and hashing the workspace's files.

    python benchmarks/run.py --articles 1000

Sync, translate and publish over articles in three locales, all finished; prints the ratio to a loop that only reads and
hashes articles and catalogues, and the greatest memory the process held.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

from publish import LOCALES, best, build, read_and_hash
from wirelocalize import batch
from wirelocalize.workspace import Workspace


def measure(number: int, repeats: int) -> dict[str, float]:
    """Build, run until nothing is left to do, then time runs that find nothing."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        build(root, number)
        start = time.perf_counter()
        report = batch.run(batch.Job(Workspace.open(root)))
        first = time.perf_counter() - start
        assert not report.failures, report.failures[0]
        batch.run(batch.Job(Workspace.open(root)))
        inputs = sorted((root / "articles").rglob("*.md")) + sorted((root / "locales").rglob("*.po"))
        read_and_hash(inputs)
        floor = best(repeats, lambda: read_and_hash(inputs))
        again = best(repeats, lambda: batch.run(batch.Job(Workspace.open(root))))
        after = batch.run(batch.Job(Workspace.open(root)))
        assert after.publish.totals["written"] == 0
        assert not after.sync.catalogues
    return {
        "articles": number,
        "first_s": round(first, 2),
        "floor_s": round(floor[0], 4),
        "nothing_to_do_s": round(again[0], 4),
        "ratio": round(again[0] / floor[0], 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.articles, options.repeats)
    if options.json:
        print(json.dumps(found))
        return
    print(f"{options.articles} articles x {len(LOCALES)} locales; first run {found['first_s']} s")
    print(f"read and hash    {found['floor_s']:8.3f} s of processor time")
    print(f"nothing to do    {found['nothing_to_do_s']:8.3f} s of processor time")
    print(f"ratio            {found['ratio']:8.2f}; peak memory {found['peak_mb']} MB")


if __name__ == "__main__":
    main()
