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


def parser() -> argparse.ArgumentParser:
    """The command line."""
    root = argparse.ArgumentParser(prog="python -m wlmodel", description=__doc__)
    commands = root.add_subparsers(dest="command", required=True)
    for name, text in (
        ("run", "prepare, train, export, score, and put the model in place if it is better"),
        ("prepare", "prepare the data only"),
        ("train", "train only (resumable)"),
        ("smoke", "a tiny model from a sample of the project's corpus, to see that every step works"),
        ("carry", "write weights as small int8 files"),
        ("score", "measure a model folder"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        if name == "carry":
            command.add_argument("checkpoint", type=Path)
            command.add_argument("folder", type=Path)
            continue
        command.add_argument("--corpora", type=Path, help="folder of the open sets of sources.tsv")
        if name == "score":
            command.add_argument("model", type=Path)
            command.add_argument("--limit", type=int, default=0, help="sentences a set at most")
            continue
        command.add_argument("--profile", help="of config.toml; default: gpu where there is one, else cpu")
        command.add_argument("--work", type=Path, help=f"folder for data and state; default {WORK}")
        command.add_argument(
            "--start", type=Path, help="weights to go on from: model.pt, or a folder with w.00 …"
        )
        command.add_argument("--vocabulary", type=Path, help="their spm.model")
        command.add_argument(
            "--stop-after", type=float, help="minutes after which this run stops, to be resumed"
        )
        command.add_argument("--threads", type=int, default=0, help="threads on a CPU")
        command.add_argument("--keep-shipped", action="store_true", help="never touch the package")
        command.add_argument("--log", type=Path, default=HOME / "runs.tsv", help="table of runs")
        command.add_argument("--name", default="", help="of the run, for runs.tsv")
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; a failure is one line and an exit code."""
    options = parser().parse_args(arguments)
    try:
        return _run(options)
    except WirelocalizeError as exc:
        print(f"error: {exc}", file=sys.stderr)
        return int(exc.exit_code)


def _run(options: argparse.Namespace) -> int:
    if options.command == "carry":
        from wlmodel import weights

        print(f"{weights.carry(weights.load(options.checkpoint), options.folder):,} bytes")
        return 0
    if options.command == "score":
        return _score(options)
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
