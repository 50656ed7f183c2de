"""``python -m wlmodel``: the recipe's steps as commands."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.errors import WirelocalizeError
from wlmodel.hardware import keep_memory
from wlmodel.pipeline import Job, choose_profile, prepare_data, run, smoke, train_model
from wlmodel.settings import HOME, load

if TYPE_CHECKING:
    from collections.abc import Sequence

WORK = HOME.parent / "build" / "model"


COMMANDS = {
    "run": "prepare, train, export, score, and put the model in place if it is better",
    "prepare": "prepare the data only",
    "train": "train only (resumable)",
    "smoke": "a tiny model from a sample of the project's corpus, to see that every step works",
    "carry": "write weights as small int8 files",
    "average": "write the mean of several weights",
    "export": "write weights as a model folder that the engine loads",
    "score": "measure a model folder",
    "names": "write the engine's tables of names and words, from the project's corpus",
}


def parser() -> argparse.ArgumentParser:
    """The command line."""
    root = argparse.ArgumentParser(prog="python -m wlmodel", description=__doc__)
    group = root.add_subparsers(dest="command", required=True)
    commands = {name: group.add_parser(name, help=text, description=text) for name, text in COMMANDS.items()}
    for name in ("run", "prepare", "train", "smoke"):
        _add_job(commands[name])
    commands["carry"].add_argument("checkpoint", type=Path)
    commands["carry"].add_argument("folder", type=Path)
    commands["average"].add_argument("out", type=Path)
    commands["average"].add_argument("checkpoints", type=Path, nargs="+")
    commands["export"].add_argument("checkpoint", type=Path)
    commands["export"].add_argument("vocabulary", type=Path, help="their spm.model")
    commands["export"].add_argument("folder", type=Path)
    commands["score"].add_argument("model", type=Path)
    commands["score"].add_argument("--corpora", type=Path, help="folder of the open sets of sources.tsv")
    commands["score"].add_argument("--limit", type=int, default=0, help="sentences a set at most")
    return root


def _add_job(command: argparse.ArgumentParser) -> None:
    """Options of the commands that prepare and train."""
    command.add_argument("--corpora", type=Path, help="folder of the open sets of sources.tsv")
    command.add_argument("--profile", help="of config.toml; default: gpu where there is one, else cpu")
    command.add_argument("--work", type=Path, help=f"folder for data and state; default {WORK}")
    command.add_argument(
        "--start", type=Path, help="weights to go on from: model.pt, or a folder with w.00 …"
    )
    command.add_argument("--vocabulary", type=Path, help="their spm.model")
    command.add_argument("--stop-after", type=float, help="minutes after which this run stops, to be resumed")
    command.add_argument("--threads", type=int, default=0, help="threads on a CPU")
    command.add_argument("--keep-shipped", action="store_true", help="never touch the package")
    command.add_argument("--log", type=Path, default=HOME / "runs.tsv", help="table of runs")
    command.add_argument("--name", default="", help="of the run, for runs.tsv")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; a failure is one line and an exit code."""
    options = parser().parse_args(arguments)
    try:
        return _run(options)
    except WirelocalizeError as exc:
        print(f"error: {exc}", file=sys.stderr)
        return int(exc.exit_code)


def _run(options: argparse.Namespace) -> int:
    if options.command in {"average", "carry", "export"}:
        return _weights(options)
    if options.command == "score":
        return _score(options)
    if options.command == "names":
        from wlmodel.names import write_names, write_words

        print(f"{write_names()} names, {write_words()} words")
        return 0
    if options.threads:
        import torch

        torch.set_num_threads(options.threads)
    job = _job(options)
    stop_after = options.stop_after * 60 if options.stop_after else float("inf")
    if options.command == "prepare":
        prepare_data(job)
    elif options.command == "train":
        prepare_data(job)
        train_model(job, stop_after=stop_after)
    elif options.command == "smoke":
        for locale, text in smoke(job).items():
            print(f"{locale}: {text}")
    else:
        run(job, stop_after=stop_after, place=not options.keep_shipped, name=options.name)
    return 0


def _job(options: argparse.Namespace) -> Job:
    profile = options.profile or ("smoke" if options.command == "smoke" else choose_profile())
    return Job(
        settings=load(),
        profile_name=profile,
        work=options.work or WORK / profile,
        say=lambda text: print(text, flush=True),
        corpora=options.corpora,
        start=options.start,
        vocabulary=options.vocabulary,
        log=options.log,
    )


def _weights(options: argparse.Namespace) -> int:
    """Commands about weights that are there already."""
    from wlmodel import weights
    from wlmodel.export import export

    if options.command == "carry":
        print(f"{weights.carry(weights.load(options.checkpoint), options.folder):,} bytes")
    elif options.command == "average":
        weights.save(options.out, weights.average([weights.load(path) for path in options.checkpoints]))
    else:
        decoding = load().decoding
        export(weights.load(options.checkpoint), options.vocabulary, options.folder, decoding, version="0")
    return 0


def _score(options: argparse.Namespace) -> int:
    from wlmodel.prepare import measured_sets
    from wlmodel.score import measure

    scores = measure(options.model, measured_sets(options.corpora), limit=options.limit)
    print(*scores.signatures, sep="\n")
    for score in scores.sets:
        print(f"{score.name}\t{score.locale}\t{score.pairs}\tchrF2++ {score.chrf:.2f}\tBLEU {score.bleu:.2f}")
    return 0


if __name__ == "__main__":
    if "MALLOC_TRIM_THRESHOLD_" not in os.environ:
        keep_memory()
        os.execv(sys.executable, [sys.executable, "-m", "wlmodel", *sys.argv[1:]])
    sys.exit(main())
