"""How fast is machine translation here, against Argos Translate's way of calling the same model?

    python benchmarks/engines.py [--articles 20] [--repeat 3] [--locale fa] [--model starter] [--json]
    python benchmarks/engines.py --calibrate PAIRS.tsv --column 1 --locale fa --test "what it is" [--write]

Four arms on the same model, the same sentences, beam 4, each in a process of its own, warm before the clock starts;
each but the slow first one runs ``--repeat`` times in turn, and its best run counts:

* ``argos``: Argos Translate itself on the exported model, where ``WIRELOCALIZE_ARGOS_PYTHON`` names a Python with it
  (and spaCy); else the call pattern of ``argostranslate.translate`` 1.11: one ``translate_batch`` per paragraph,
  ``max_batch_size=32`` tokens, its default threads (``inter_threads=1``, ``intra_threads=0``), its decoding options;
* ``bare``: one ``translate_batch`` over all sentences, one worker per core, the model card's decoding options;
* ``engine``: our engine alone over the same sentences;
* ``machine``: all that a workspace runs: masks, gates, retries, markup, normalisation; no cache.

``vs_argos`` is machine / argos in words a second; ``vs_bare`` is machine / bare, where the machine also pays for its
retries; ``engine_vs_bare`` leaves these out. The ``cpu_`` ratios count processor time and hold on a busy computer
too. The memory arm runs the machine over ten times the articles (``--memory-articles`` for another number): the peak
should hardly grow.

With ``--calibrate`` it measures how well the model's own probability foretells the quality of a draft, prints the
correlation, and with ``--write`` puts calibration, scores and file hashes into the model's card: to be done whenever
the weights change.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wirelocalize.engines import ModelStore
    from wirelocalize.engines.card import Decoding
    from wirelocalize.engines.kinds import Kind

ROOT = Path(__file__).resolve().parent.parent
PLACES = [
    "Kabul",
    "Herat",
    "Kandahar",
    "Balkh",
    "Tehran",
    "Tabriz",
    "Shiraz",
    "Mashhad",
    "Isfahan",
    "Ghazni",
    "Kunduz",
    "Bamyan",
    "Zahedan",
    "Ahvaz",
]


def articles(count: int) -> list[list[list[str]]]:
    """``count`` articles as paragraphs of sentences: the repository's own, then variants of them."""
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
        made.append(
            [
                [vary(text, number // len(originals)) for text in block]
                for block in originals[number % len(originals)]
            ]
        )
    return made


def vary(text: str, turn: int) -> str:
    """The same sentence about another place and other numbers."""
    if not turn:
        return text
    place = PLACES[turn % len(PLACES)]
    text = re.sub(r"\b(?:" + "|".join(PLACES) + r")\b", place, text)
    text = re.sub(r"(?<![\w./-])\d{1,3}(?![\w/-])", lambda match: str(int(match[0]) + turn), text)
    when = f" on day {turn}" if turn >= len(PLACES) else ""
    return text if place in text and not when else f"{text.rstrip('.')}, people in {place} said{when}."


def shown(text: str, kind: Kind, decoding: Decoding, locale: str) -> list[str]:
    """What the engine is shown of a unit: without markup, rare names masked, long sentences cut."""
    from wirelocalize.engines import Request
    from wirelocalize.engines.known_names import NONE, known_names
    from wirelocalize.engines.ladder import first_attempt, plan

    request = Request(text)
    names = known_names(locale) if kind.known_names else NONE
    return plan(request, first_attempt(kind, decoding), kind, names).sentences()


def run_arm(arm: str, count: int, locale: str, name: str) -> dict[str, object]:
    """Measure one arm in this process; the model is loaded and warm before the clock starts."""
    from wirelocalize.config import Config, EnginePin
    from wirelocalize.engines import Machine, ModelStore, Request

    store = ModelStore()
    model = store.get(name)
    engine = store.engine(model, locale)
    runtime = store.runtime(model)
    config = Config(engines={locale: EnginePin(engine=name)})
    machine = Machine.open(config, locale, store=store, cache_dir=None)
    units = [block for article in articles(count) for block in article]
    unique = list(dict.fromkeys(text for block in units for text in block))
    paragraphs = [
        [s for text in block for s in shown(text, runtime.kind, model.card.decoding, locale)]
        for block in units
    ]
    sentences = list(
        dict.fromkeys(s for text in unique for s in shown(text, runtime.kind, model.card.decoding, locale))
    )
    if arm == "argos" and "WIRELOCALIZE_ARGOS_PYTHON" in os.environ:
        return argos_itself(store, name, locale, units)
    work = {
        "machine": lambda: machine.translate([Request(text) for text in unique]),
        "engine": lambda: engine.translate(sentences),
        "bare": lambda: bare(engine, runtime.translator, sentences),
        "argos": lambda: argos(engine, translator, paragraphs),
    }[arm]
    translator = argos_translator(runtime) if arm == "argos" else None
    warm_up = [["Good morning."]]
    argos(engine, translator or runtime.translator, warm_up)
    if arm == "machine":
        machine.translate([Request("Good morning, Kabul.")])
    start, cpu = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    told = [s for block in paragraphs for s in block] if arm == "argos" else sentences
    total = sum(len(sentence.split()) for sentence in told)
    summary = machine.summary
    return {
        "what": "call pattern of Argos Translate" if arm == "argos" else "",
        "words": total,
        "words_per_second": round(total / seconds, 1),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "sentences": len(told),
        "retries": summary.retries,
        "refused": summary.refused,
        "marked": summary.marked,
    }


def bare(engine: Any, translator: Any, sentences: list[str]) -> None:
    """One call over everything, at the card's decoding options."""
    prefix, pieces = engine._target_prefix, engine._tokens
    tokens = [pieces.encode(sentence) for sentence in sentences]
    options = engine._options(careful=False, align=False)
    results = translator.translate_batch(
        tokens, target_prefix=[prefix] * len(tokens), max_batch_size=1024, batch_type="tokens", **options
    )
    for result in results:
        pieces.decode(result.hypotheses[0][len(prefix) :])


def argos_translator(runtime: Any) -> Any:
    """A translator with Argos Translate's default settings."""
    import ctranslate2

    return ctranslate2.Translator(
        str(runtime.model_dir), inter_threads=1, intra_threads=0, compute_type="auto"
    )


def argos(engine: Any, translator: Any, paragraphs: list[list[str]]) -> None:
    """One call per paragraph, in batches of 32 tokens."""
    prefix, pieces = engine._target_prefix, engine._tokens
    for paragraph in paragraphs:
        tokens = [pieces.encode(sentence) for sentence in paragraph]
        results = translator.translate_batch(
            tokens, target_prefix=[prefix] * len(tokens), replace_unknowns=True, max_batch_size=32, batch_type="tokens",
            beam_size=4, num_hypotheses=1, length_penalty=0.2, return_scores=True,
        )  # fmt: skip
        pieces.decode([token for result in results for token in result.hypotheses[0][len(prefix) :]])


ITSELF = """
import json, sys, time, argostranslate, argostranslate.package as package, argostranslate.translate as translate
from importlib.metadata import version
package.install_from_path(sys.argv[1])
by = {language.code: language for language in translate.get_installed_languages()}
to = by["en"].get_translation(by[sys.argv[2]])
paragraphs = json.load(sys.stdin)
to.translate("Good morning.")
start, cpu = time.perf_counter(), time.process_time()
for paragraph in paragraphs:
    to.translate(paragraph)
print(json.dumps({"what": "Argos Translate " + version("argostranslate"),
                  "seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - cpu}))
"""


def argos_itself(store: ModelStore, name: str, locale: str, units: list[list[str]]) -> dict[str, object]:
    """Argos Translate in its own environment, paragraph by paragraph."""
    paragraphs = [" ".join(block) for block in units]
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    with tempfile.TemporaryDirectory() as folder:
        out = store.export(name, locale, Path(folder) / "out.argosmodel")
        code = {"fa_AF": "prs"}.get(locale, locale)
        run = subprocess.run(
            [os.environ["WIRELOCALIZE_ARGOS_PYTHON"], "-c", ITSELF, str(out), code],
            env={**os.environ, "HOME": folder, "ARGOS_CHUNK_TYPE": "SPACY"},
            input=json.dumps(paragraphs), check=True, capture_output=True, text=True,
        )  # fmt: skip
    found = json.loads(run.stdout.splitlines()[-1])
    return {
        **found,
        "seconds": round(found["seconds"], 2),
        "cpu_seconds": round(found["cpu_seconds"], 2),
        "words": words,
        "words_per_second": round(words / found["seconds"], 1),
        "peak_mb": 0,
    }


def measure(options: argparse.Namespace) -> dict[str, object]:
    """All arms, each run in a fresh process, one after the other."""
    arms: dict[str, Any] = {}
    plan = [(arm, options.articles) for _ in range(options.repeat) for arm in ("bare", "engine", "machine")]
    plan.append(("argos", options.articles))
    if not options.no_memory:
        plan.append(("memory", options.memory_articles or options.articles * 10))
    for arm, count in plan:
        command = [
            sys.executable, __file__, "--arm", "machine" if arm == "memory" else arm, "--articles", str(count),
            "--locale", options.locale, "--model", options.model,
        ]  # fmt: skip
        run = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        best = arms.get(arm)
        if best is None or run["seconds"] < best["seconds"]:
            arms[arm] = run
    speed = {arm: float(result["words_per_second"]) for arm, result in arms.items()}
    cost = {arm: float(result["words"]) / float(result["cpu_seconds"]) for arm, result in arms.items()}
    report: dict[str, object] = {
        "articles": options.articles,
        "locale": options.locale,
        "model": options.model,
        "arms": arms,
        "vs_argos": round(speed["machine"] / speed["argos"], 2),
        "vs_bare": round(speed["machine"] / speed["bare"], 3),
        "engine_vs_argos": round(speed["engine"] / speed["argos"], 2),
        "engine_vs_bare": round(speed["engine"] / speed["bare"], 3),
        "cpu_vs_argos": round(cost["machine"] / cost["argos"], 2),
        "cpu_vs_bare": round(cost["machine"] / cost["bare"], 3),
        "peak_mb": arms["machine"]["peak_mb"],
    }
    if "memory" in arms:
        report["peak_mb_ten_times"] = arms["memory"]["peak_mb"]
    return report


def calibrate_model(options: argparse.Namespace) -> None:
    """Measure one locale of a model on sentence pairs."""
    from wirelocalize import languages
    from wirelocalize.engines import ModelStore
    from wirelocalize.engines.calibrate import calibrate, renew_card
    from wirelocalize.engines.evaluate import read_pairs

    store = ModelStore()
    model = store.get(options.model)
    pairs = read_pairs(Path(options.calibrate), column=options.column)
    engine = store.engine(model, options.locale)
    calibration, quality = calibrate(
        engine, languages.get(options.locale), pairs, options.test or options.calibrate
    )
    print(
        f"{model.card.ident} {options.locale}: rank correlation {calibration.correlation} on {len(pairs)} pairs"
    )
    print(f"chrF2++ {quality.chrf}  BLEU {quality.bleu}")
    print(f"score {list(calibration.score)}\nvalue {list(calibration.value)}")
    if options.write:
        renew_card(model.folder, {options.locale: (calibration, quality)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--locale", default="fa")
    parser.add_argument("--model", default="starter")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--no-memory", action="store_true", help="leave out the run over ten times the articles"
    )
    parser.add_argument("--memory-articles", type=int, default=0, help="articles of that run")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each arm (Argos's pattern runs once)")
    parser.add_argument("--arm", help=argparse.SUPPRESS)
    parser.add_argument(
        "--calibrate", help="sentence pairs, separated by tabs: measure the model instead of its speed"
    )
    parser.add_argument(
        "--column", type=int, default=1, help="column of the translation in --calibrate, English is 0"
    )
    parser.add_argument("--test", default="", help="what the pairs are, for the model's card")
    parser.add_argument("--write", action="store_true", help="write the measurements into the model's card")
    options = parser.parse_args()
    if options.calibrate:
        calibrate_model(options)
        return
    if options.arm:
        print(json.dumps(run_arm(options.arm, options.articles, options.locale, options.model)))
        return
    report = measure(options)
    if options.json:
        print(json.dumps(report, indent=2))
        return
    for arm, result in report["arms"].items():
        speed, seconds, cpu = result["words_per_second"], result["seconds"], result["cpu_seconds"]
        print(
            f"{arm:8} {speed:8.0f} words/s  {seconds:7.1f} s  cpu {cpu:7.1f} s  peak {result['peak_mb']} MB"
            f"  {result['what']}"
        )
    for ratio in ("vs_argos", "vs_bare", "engine_vs_argos", "engine_vs_bare", "cpu_vs_argos", "cpu_vs_bare"):
        print(f"{ratio:16} {report[ratio]}")


if __name__ == "__main__":
    main()
