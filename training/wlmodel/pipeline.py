"""The whole way: data, training, export, scores, card, log, and the package where the model is better."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wirelocalize import languages
from wirelocalize.engines import Model, ModelStore
from wirelocalize.engines.calibrate import calibrate
from wirelocalize.engines.card import CARD_NAME, Calibration, Card, Quality, card_text, read_card
from wirelocalize.errors import EngineError
from wirelocalize.files import digest, write_text
from wlmodel import runs
from wlmodel.card import SETS, Story, model_card
from wlmodel.corpus import TERMS
from wlmodel.export import export
from wlmodel.hardware import detect, processor
from wlmodel.prepare import measured_sets, prepare
from wlmodel.score import Scores, better, measure, speed, write_scores
from wlmodel.settings import HOME, LOCALES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from wlmodel.settings import Profile, Settings
    from wlmodel.train import Result

SHIPPED = HOME.parent / "src" / "wirelocalize" / "engines" / "data" / "starter"
MAX_BYTES = 45 * 1024 * 1024
"""A model of the package may not be larger."""
SMOKE_SENTENCE = "The ministry said on Monday that 25 people were injured."


@dataclass(frozen=True, slots=True)
class Job:
    """One run of the recipe.

    :param corpora: folder of the open sets; ``None``: the project's own corpus alone.
    :param work: folder for data, state and results; may be deleted at any time.
    :param start: weights to go on from (a checkpoint or a folder of parts); their vocabulary is ``vocabulary``.
    :param log: table of runs.
    """

    settings: Settings
    profile_name: str
    work: Path
    say: Callable[[str], None]
    corpora: Path | None = None
    start: Path | None = None
    vocabulary: Path | None = None
    log: Path = HOME / "runs.tsv"

    @property
    def profile(self) -> Profile:
        """The profile."""
        return self.settings.profile(self.profile_name)

    @property
    def data(self) -> Path:
        """Where the packed data are."""
        return self.work / "data"


def choose_profile() -> str:
    """``gpu`` where PyTorch has one, else ``cpu``."""
    return "gpu" if detect().device == "cuda" else "cpu"


def prepare_data(job: Job) -> None:
    """Prepare the data unless they are there."""
    if (job.data / "meta.json").is_file():
        job.say(f"data: as prepared in {job.data}")
        return
    if job.corpora is None:
        job.say("data: the project's own corpus alone (name the folder of open sets with CORPORA=…)")
    prepare(job.settings, job.profile, job.corpora, job.data, vocabulary=job.vocabulary, say=job.say)


def train_model(job: Job, *, stop_after: float = float("inf")) -> Result:
    """Train, or go on training, until the profile's budget is used up or ``stop_after`` seconds have gone."""
    from wlmodel import weights
    from wlmodel.train import Trainer

    start = weights.load(job.start) if job.start else None
    trainer = Trainer(
        job.profile,
        job.data,
        job.work / "train",
        seed=job.settings.seed,
        hardware=detect(),
        say=job.say,
        start=start,
    )
    return trainer.run(stop_after=stop_after)


def export_model(job: Job, result: Result) -> Path:
    """Write the model folder; its decoding is the shipped card's, so that comparisons are fair."""
    folder = job.work / "model"
    shipped = read_card(SHIPPED)
    export(
        result.checkpoint,
        job.data / "spm.model",
        folder,
        shipped.decoding,
        version=str(int(shipped.version) + 1) if shipped.version.isdigit() else f"{shipped.version}.1",
    )
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    if size > MAX_BYTES:
        raise EngineError(
            f"the model has {size / 2**20:.0f} MiB, more than the package may hold", path=folder
        )
    job.say(f"model: {folder}, {size / 2**20:.1f} MiB")
    return folder


def score_both(job: Job, folder: Path) -> tuple[Scores, Scores]:
    """Scores of the new model and of the shipped one on the same sets with the same decoding."""
    sets = measured_sets(job.corpora)
    decoding = read_card(SHIPPED).decoding
    found = []
    for path in (folder, SHIPPED):
        wanted = {name: sets[name] for name in job.settings.score.report_on if name in sets}
        scores = measure(
            path,
            wanted,
            decoding=decoding,
            limit=job.profile.measured_pairs,
            examples_from="authored_dev",
        )
        sentences = [english for english, _ in sets["authored_dev"]["fa"][:200]]
        scores = replace(
            scores,
            words_per_core_second=speed(path, sentences, "fa"),
            machine=processor(),
        )
        job.say(
            f"scores of {path}: {runs.in_short(scores)}; words per core-second {scores.words_per_core_second}"
        )
        found.append(scores)
    write_scores(job.work / "scores.json", found[0])
    write_scores(job.work / "scores-shipped.json", found[1])
    return found[0], found[1]


def run(job: Job, *, stop_after: float = float("inf"), place: bool = True, name: str = "") -> bool:
    """Every step; what is done already is not done again.

    :returns: whether the model took the shipped one's place. An unfinished training ends here, to be resumed.
    """
    prepare_data(job)
    result = train_model(job, stop_after=stop_after)
    if not result.finished:
        return False
    folder = export_model(job, result)
    scores, shipped = score_both(job, folder)
    names = [wanted for wanted in job.settings.score.decide_on if any(s.name == wanted for s in scores.sets)]
    wins = better(scores, shipped, names, LOCALES)
    write_text(folder / "MODEL_CARD.md", model_card(_story(job, result, folder), scores, shipped))
    _log(job, result, scores, shipped=wins and place, name=name)
    job.say(
        "better than the shipped model in every language" if wins else "not better than the shipped model"
    )
    if wins and place:
        put_in_place(folder, scores, calibrations(folder, measured_sets(None)["authored_dev"]))
    return wins and place


def calibrations(folder: Path, pairs: Mapping[str, list[tuple[str, str]]]) -> dict[str, Calibration]:
    """How sure the model is against how right it is, per locale; the confidence of drafts rests on it."""
    store, model = ModelStore(), Model(read_card(folder), folder)
    return {
        locale: calibrate(store.engine(model, locale), languages.get(locale), chosen, "")[0]
        for locale, chosen in pairs.items()
    }


def put_in_place(
    folder: Path, scores: Scores, calibration: dict[str, Calibration], package: Path = SHIPPED
) -> None:
    """Put a model into the package: weights, vocabulary, cards with scores, calibration and hashes."""
    card = read_card(folder)
    staged = package.with_name(f".{package.name}.new")
    shutil.rmtree(staged, ignore_errors=True)
    shutil.copytree(folder, staged)
    write_text(
        staged / CARD_NAME, card_text(complete_card(replace(card, calibration=calibration), staged, scores))
    )
    old = package.with_name(f".{package.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if package.exists():
        package.rename(old)
    staged.rename(package)
    shutil.rmtree(old, ignore_errors=True)


def complete_card(card: Card, folder: Path, scores: Scores) -> Card:
    """A card with the scores of a model and the hashes of its files."""
    quality = {
        locale: tuple(
            Quality(
                f"{SETS.get(score.name, score.name)}, {score.pairs} sentences",
                round(score.chrf, 1),
                round(score.bleu, 1),
            )
            for score in scores.sets
            if score.locale == locale
        )
        for locale in LOCALES
    }
    files = {
        path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {CARD_NAME, "MODEL_CARD.md"}
    }
    return replace(card, quality=quality, files=files)


def smoke(job: Job) -> dict[str, str]:
    """Train a tiny model, load it with the project's engine and translate a sentence.

    :returns: locale → output, which is nonsense from so small a model.
    :raises EngineError: the loss did not fall, or the engine gave nothing back.
    """
    for name in ("data", "train", "model"):  # from the beginning every time
        shutil.rmtree(job.work / name, ignore_errors=True)
    prepare_data(job)
    first = train_model(job, stop_after=0).losses
    result = train_model(job)
    if not all(result.losses[locale] < first[locale] - 0.5 for locale in LOCALES):
        raise EngineError(f"the loss did not fall: {first} → {result.losses}")
    folder = export_model(job, result)
    store, model = ModelStore(), Model(read_card(folder), folder)
    outputs = {}
    for locale in LOCALES:
        hypothesis = store.engine(model, locale).translate([SMOKE_SENTENCE])[0]
        if not hypothesis.text.strip() or hypothesis.score is None:
            raise EngineError(f"the model says nothing in {locale}", path=folder)
        outputs[locale] = hypothesis.text
    return outputs


def _story(job: Job, result: Result, folder: Path) -> Story:
    parameters = sum(weight.numel() for weight in result.checkpoint.weights.values())
    excluded = job.settings.corpora.exclude_terms if job.corpora else TERMS
    at = result.progress
    start = (
        "" if job.start is None else " It went on from the weights of an earlier run (`training/runs.tsv`)."
    )
    return Story(
        version=read_card(folder).version,
        parameters=f"{parameters / 1e6:.1f} M",
        training=(
            f"Profile `{job.profile_name}` of `training/config.toml`, on {detect().name}: {at.step:,} steps, "
            f"{at.tokens / 1e6:.1f} million target tokens, {at.epoch + 1} passes begun, {at.seconds / 60:.0f} minutes. "
            f"Weights averaged exponentially.{start} All runs: `training/runs.tsv`."
        ),
        terms=tuple(term for term in TERMS if term not in excluded),
    )


def _log(job: Job, result: Result, scores: Scores, *, shipped: bool, name: str) -> None:
    from wlmodel.batches import Packed

    at = result.progress
    parameters = sum(weight.numel() for weight in result.checkpoint.weights.values())
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    runs.add(
        runs.Run(
            date=today,
            name=name or f"{job.profile_name}-{today}",
            profile=job.profile_name,
            hardware=detect().name,
            start=job.start.name if job.start else "scratch",
            pairs=str(len(Packed(job.data, "train").lengths)),
            parameters=f"{parameters / 1e6:.1f} M",
            steps=str(at.step),
            passes=str(at.epoch + 1),
            minutes=f"{at.seconds / 60:.0f}",
            losses="; ".join(f"{locale} {loss:.3f}" for locale, loss in result.losses.items()),
            scores=runs.in_short(scores),
            shipped="yes" if shipped else "no",
        ),
        job.log,
    )
