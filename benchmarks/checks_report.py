"""Recall of the checks on seeded faults, precision on correct sentences, and speed; ``--docs`` rewrites docs/checks.

python benchmarks/checks_report.py [--docs] [--missed]
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "checks")]

from checks_faults import LANGUAGES, Fault, faults, sentences  # noqa: E402

from wirelocalize import checks  # noqa: E402
from wirelocalize.catalogue.model import Entry  # noqa: E402
from wirelocalize.checks import pages  # noqa: E402


def caught(fault: Fault) -> bool:
    """Whether one of the rules that should find a fault does."""
    found = checks.check_pair(fault.source, fault.target, fault.language, fault.kind.context)
    return any(finding.rule in fault.kind.rules for finding in found)


def recall(missed: bool) -> None:
    made: Counter[tuple[str, str]] = Counter()
    hit: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for fault in faults(language):
            names[fault.kind.name] = ", ".join(sorted(fault.kind.rules))
            made[fault.kind.name, language] += 1
            if caught(fault):
                hit[fault.kind.name, language] += 1
            elif missed:
                print(f"missed: {fault.kind.name} [{language}]\n  {fault.source}\n  {fault.target}")
    print(f"{'fault':34}" + "".join(f"{language:>10}" for language in LANGUAGES) + "   rules")
    for name, rules in names.items():
        cells = (f"{hit[name, lang]}/{made[name, lang]}" if made[name, lang] else "-" for lang in LANGUAGES)
        print(f"{name:34}" + "".join(f"{cell:>10}" for cell in cells) + f"   {rules}")
    for language in LANGUAGES:
        total = sum(count for (_, lang), count in made.items() if lang == language)
        found = sum(count for (_, lang), count in hit.items() if lang == language)
        print(f"{language}: {found} of {total} seeded faults found ({found / total:.1%})")


def precision() -> None:
    for language, pairs in sentences().items():
        worst: Counter[str] = Counter()
        for source, target in pairs:
            found = checks.check_pair(source, target, language)
            if found:
                worst[max(finding.severity for finding in found).name.lower()] += 1
        print(f"{language}: {len(pairs)} correct sentences, units with findings: {dict(worst) or 'none'}")


def speed() -> None:
    for language, pairs in sentences().items():
        entries = [Entry("paragraph", source, target) for source, target in pairs]
        best = 0.0
        for _ in range(3):
            start = time.process_time()
            checks.check(entries, language)
            best = max(best, len(entries) / (time.process_time() - start))
        print(f"{language}: {best:,.0f} units a second, all rules, one core")


if __name__ == "__main__":
    if "--docs" in sys.argv:
        print("\n".join(pages.write(ROOT / "docs" / "checks")) or "docs/checks is up to date")
    else:
        recall("--missed" in sys.argv)
        precision()
        speed()
