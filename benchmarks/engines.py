"""How fast is machine translation here, against Argos Translate's way of calling the same model?

    python benchmarks/engines.py [--articles 20] [--locale fa] [--model starter] [--json]

Four arms on the same model, the same sentences, beam 4, each in a process of its own:

* ``argos``: the call pattern of ``argostranslate.translate`` 1.11: one ``translate_batch`` per paragraph,
  ``max_batch_size=32`` tokens, its default threads (``inter_threads=1``, ``intra_threads=0``), its decoding options;
* ``bare``: one ``translate_batch`` over all sentences, one worker per core, the model card's decoding options;
* ``engine``: our engine alone over the same sentences;
* ``machine``: all that a workspace runs: masks, gates, retries, markup, normalisation; no cache.

``vs_argos`` is machine / argos; ``vs_bare`` is machine / bare, where the machine also pays for its retries
(``retries_sentences``); ``engine_vs_bare`` leaves these out. The memory arm runs the machine over ten times the
articles: the peak should hardly grow.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACES = ["Kabul", "Herat", "Kandahar", "Balkh", "Tehran", "Tabriz", "Shiraz", "Mashhad", "Isfahan", "Ghazni", "Kunduz", "Bamyan", "Zahedan", "Ahvaz"]


def articles(count: int) -> list[list[list[str]]]:
    """``count`` articles as paragraphs of sentences: the repository's own, then variants with other names and numbers."""
    from wirelocalize.articles import read
    from wirelocalize.config import Config
    from wirelocalize.segments import extract

    keys = Config().articles.text_keys
    originals = []
    for path in sorted((ROOT / "articles").glob("*.md")):
        article = read(path, path.stem, text_keys=keys)
        blocks: dict[int, list[str]] = {}
        for unit in extract(article, "sentence"):
            blocks.setdefault(unit.block, []).append(unit.text)
        originals.append(list(blocks.values()))
    made = []
    for number in range(count):
        made.append([[vary(text, number // len(originals)) for text in block] for block in originals[number % len(originals)]])
    return made


def vary(text: str, turn: int) -> str:
    """The same sentence about another place and other numbers."""
    if not turn:
        return text
    place = PLACES[turn % len(PLACES)]
    text = re.sub(r"\b(?:" + "|".join(PLACES) + r")\b", place, text)
    text = re.sub(r"(?<![\w./-])\d{1,3}(?![\w/-])", lambda match: str(int(match[0]) + turn), text)
    return text if place in text else f"{text.rstrip('.')}, people in {place} said."


def words(paragraphs: list[list[str]]) -> int:
    return sum(len(sentence.split()) for paragraph in paragraphs for sentence in paragraph)


def run_arm(arm: str, count: int, locale: str, name: str) -> dict[str, object]:
    """Measure one arm in this process."""
    from wirelocalize.config import Config, EnginePin
    from wirelocalize.engines import Machine, ModelStore, Request

    paragraphs = [block for article in articles(count) for block in article]
    sentences = list(dict.fromkeys(sentence for block in paragraphs for sentence in block))
    store = ModelStore()
    model = store.get(name)
    machine = Machine.open(Config(engines={locale: EnginePin(engine=name)}), locale, store=store, cache_dir=None)
    engine = store.engine(model, locale)
    extra: dict[str, object] = {}
    if arm == "machine":
        machine.translate([Request("Good morning.")])
        start = time.perf_counter()
        machine.translate([Request(sentence) for sentence in sentences])
        summary = machine.summary
        extra = {
            "units": len(sentences), "model_sentences": summary.sentences - 1, "retries_sentences": summary.retries,
            "refused": summary.refused, "marked": summary.marked,
        }  # fmt: skip
    elif arm == "engine":
        engine.translate(["Good morning."])
        start = time.perf_counter()
        engine.translate(sentences)
    else:
        start = bare_calls(arm, engine, store.runtime(model), sentences, paragraphs)
    seconds = time.perf_counter() - start
    total = words(paragraphs) if arm == "argos" else sum(len(sentence.split()) for sentence in sentences)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"words_per_second": round(total / seconds, 1), "seconds": round(seconds, 2), "peak_mb": round(peak), **extra}


def bare_calls(arm: str, engine, runtime, sentences: list[str], paragraphs: list[list[str]]) -> float:
    """Call CTranslate2 as Argos does, or in one bare call; returns when the clock started."""
    import ctranslate2

    pieces = engine._tokens
    prefix = engine._target_prefix
    if arm == "bare":
        options = engine._options(careful=False, align=False)
        translator = runtime.translator
        translator.translate_batch([pieces.encode("Good morning.")], target_prefix=[prefix])
        start = time.perf_counter()
        tokens = [pieces.encode(sentence) for sentence in sentences]
        results = translator.translate_batch(
            tokens, target_prefix=[prefix] * len(tokens), max_batch_size=1024, batch_type="tokens", **options
        )
        for result in results:
            pieces.decode(result.hypotheses[0][len(prefix) :])
        return start
    translator = ctranslate2.Translator(str(runtime.model_dir), inter_threads=1, intra_threads=0, compute_type="auto")
    translator.translate_batch([pieces.encode("Good morning.")], target_prefix=[prefix])
    start = time.perf_counter()
    for paragraph in paragraphs:
        tokens = [pieces.encode(sentence) for sentence in paragraph]
        results = translator.translate_batch(
            tokens, target_prefix=[prefix] * len(tokens), replace_unknowns=True, max_batch_size=32, batch_type="tokens",
            beam_size=4, num_hypotheses=1, length_penalty=0.2, return_scores=True,
        )  # fmt: skip
        pieces.decode([token for result in results for token in result.hypotheses[0][len(prefix) :]])
    return start


def measure(options: argparse.Namespace) -> dict[str, object]:
    """All arms, each in a fresh process, one after the other."""
    arms = {}
    plan = [(arm, options.articles) for arm in ("argos", "bare", "engine", "machine")]
    if not options.no_memory:
        plan.append(("memory", options.articles * 10))
    for arm, count in plan:
        command = [
            sys.executable, __file__, "--arm", "machine" if arm == "memory" else arm, "--articles", str(count),
            "--locale", options.locale, "--model", options.model,
        ]  # fmt: skip
        arms[arm] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    speed = {arm: float(result["words_per_second"]) for arm, result in arms.items()}
    report: dict[str, object] = {
        "articles": options.articles,
        "locale": options.locale,
        "model": options.model,
        "arms": arms,
        "vs_argos": round(speed["machine"] / speed["argos"], 2),
        "vs_bare": round(speed["machine"] / speed["bare"], 3),
        "engine_vs_argos": round(speed["engine"] / speed["argos"], 2),
        "engine_vs_bare": round(speed["engine"] / speed["bare"], 3),
        "peak_mb": arms["machine"]["peak_mb"],
    }
    if "memory" in arms:
        report["peak_mb_ten_times"] = arms["memory"]["peak_mb"]
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--locale", default="fa")
    parser.add_argument("--model", default="starter")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-memory", action="store_true", help="leave out the run over ten times the articles")
    parser.add_argument("--arm", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.arm:
        print(json.dumps(run_arm(options.arm, options.articles, options.locale, options.model)))
        return
    report = measure(options)
    if options.json:
        print(json.dumps(report, indent=2))
        return
    for arm, result in report["arms"].items():
        print(f"{arm:8} {result['words_per_second']:8.0f} words/s  {result['seconds']:7.1f} s  peak {result['peak_mb']} MB")
    print(f"machine / argos {report['vs_argos']}   machine / bare {report['vs_bare']}   engine / bare {report['engine_vs_bare']}")


if __name__ == "__main__":
    main()
