"""From corpora to training data: read, tidy, filter, keep test sentences out, balance, augment, pack."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from wirelocalize import languages
from wirelocalize.files import write_text
from wlmodel import corpus
from wlmodel.augment import Names, chance, names_of, variants
from wlmodel.clean import fault, tidy_english, tidy_target
from wlmodel.heldout import HeldOut
from wlmodel.lexicon import Lexicon
from wlmodel.pack import Example, pack, reuse_vocabulary, train_vocabulary, write_meta
from wlmodel.settings import LOCALES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from wlmodel.settings import Profile, Settings

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Set:
    """Pairs of one corpus part in one locale, as read.

    :param name: as the patterns of weights see it.
    :param trusted: proofread by the project; only its lengths, duplicates and held-out sentences are looked at.
    """

    name: str
    locale: str
    pairs: Pairs
    trusted: bool = False
    factor: float = 1.0


@dataclass(slots=True)
class Report:
    """What became of every set: pairs read, kept, and left out by reason."""

    sets: dict[str, Counter[str]] = field(default_factory=dict)

    def rows(self) -> dict[str, dict[str, int]]:
        """As plain data."""
        return {name: dict(counts) for name, counts in self.sets.items()}


def measured_sets(corpora: Path | None) -> dict[str, dict[str, Pairs]]:
    """Sets that are measured on: name → locale → pairs. The corpus's own always; others where their folder is given."""
    own = corpus.authored_dev()
    found = {
        "authored_dev": {
            locale: [(row.english, row.translations[at]) for row in own] for at, locale in enumerate(LOCALES)
        }
    }
    for source in corpus.sources() if corpora else ():
        if source.role in {"dev", "test"} and corpora is not None:
            name = "tico_" + source.role if source.name == "tico19" else f"{source.name}_{source.role}"
            found.setdefault(name, {})[source.locale] = corpus.open_set(source, corpora)
    return found


def held_out(settings: Settings, corpora: Path | None) -> HeldOut:
    """All sentences of all sets that are measured on."""
    sentences = (
        tidy_english(english)
        for by_locale in measured_sets(corpora).values()
        for pairs in by_locale.values()
        for english, _ in pairs
    )
    return HeldOut(sentences, settings.held_out)


def read_sets(settings: Settings, profile: Profile, corpora: Path | None) -> Iterable[Set]:
    """Every set that has a weight, in a fixed order."""
    for part, rows in corpus.authored().items():
        name = f"authored/{part}"
        if settings.weight(name).of(profile.weights) > 0:
            for at, locale in enumerate(LOCALES):
                yield Set(name, locale, [(row.english, row.translations[at]) for row in rows], trusted=True)
    if corpora is None:
        return
    for source in corpus.sources():
        if source.role not in {"train", "short"} or source.terms in settings.corpora.exclude_terms:
            continue
        if settings.weight(source.ident).of(profile.weights) <= 0:
            continue
        pairs = corpus.open_set(source, corpora)
        yield Set(source.ident, source.locale, pairs)
        if source.locale == "fa" and source.name in settings.corpora.dari_from_persian:
            yield Set(source.ident, "fa_AF", dari_of(pairs), factor=settings.corpora.dari_from_persian_weight)


def dari_of(pairs: Pairs) -> Pairs:
    """Persian pairs in Dari's words, by the lexicon; only those in which it changed something."""
    adapted = ((english, persian, languages.adapt_to_dari(persian)) for english, persian in pairs)
    return [(english, found.text) for english, persian, found in adapted if found.text != persian]


def lexicon_of(parts: dict[str, tuple[corpus.Row, ...]]) -> Lexicon:
    """The lexicon of the corpus's lexicon parts and the glossary."""
    return Lexicon.build(row for name, rows in parts.items() if name.startswith("lexicon_") for row in rows)


def gazetteer(parts: dict[str, tuple[corpus.Row, ...]]) -> dict[str, Names]:
    """Names that may change places, per locale."""
    rows = parts.get("lexicon_gazetteer", ())
    return {
        locale: names_of([(row.english, tidy_target(row.translations[at], locale)) for row in rows])
        for at, locale in enumerate(LOCALES)
    }


def clean_set(
    part: Set,
    settings: Settings,
    lexicon: Lexicon,
    banned: HeldOut,
    seen: set[tuple[str, str, str]],
    report: Report,
) -> Pairs:
    """The usable pairs of a set, tidied; counts what was left out and why."""
    counts = report.sets.setdefault(f"{part.name} ({part.locale})", Counter())
    kept: Pairs = []
    for raw_english, raw_target in part.pairs:
        english, target = tidy_english(raw_english), tidy_target(raw_target, part.locale)
        reason = fault(english, target, part.locale, settings.clean, lexicon)
        if part.trusted and reason not in {"empty", "long"}:
            reason = ""
        ident = (english, target, part.locale)
        if not reason and ident in seen:
            reason = "duplicate"
        if not reason and english in banned:
            reason = "held out"
        counts[reason or "kept"] += 1
        if not reason:
            seen.add(ident)
            kept.append((english, target))
    return kept


def examples(settings: Settings, profile: Profile, corpora: Path | None, report: Report) -> list[Example]:
    """All training pairs of a profile with their weights, variants included."""
    parts = corpus.authored()
    lexicon, names = lexicon_of(parts), gazetteer(parts)
    banned, seen = held_out(settings, corpora), set[tuple[str, str, str]]()
    found: list[Example] = []
    for part in sample(list(read_sets(settings, profile, corpora)), profile.max_pairs):
        rule = settings.weight(part.name)
        weight = rule.of(profile.weights) * part.factor
        pairs = clean_set(part, settings, lexicon, banned, seen, report)
        found += [Example(english, target, part.locale, weight) for english, target in pairs]
        if rule.augment:
            made = variants(pairs, part.locale, settings.augment, lexicon, names[part.locale])
            report.sets[f"{part.name} ({part.locale})"]["variants"] = len(made)
            found += [
                Example(english, target, part.locale, weight * settings.augment.weight)
                for english, target in made
            ]
    return found


def sample(sets: list[Set], max_pairs: int) -> list[Set]:
    """About so many pairs of all sets together (0: all), the same English in every locale."""
    share = max_pairs / max(1, sum(len(part.pairs) for part in sets)) if max_pairs else 1.0
    if share >= 1:
        return sets
    return [
        replace(part, pairs=[pair for pair in part.pairs if chance(pair[0], "sample") < share])
        for part in sets
    ]


def development(settings: Settings, profile: Profile, corpora: Path | None) -> list[Example]:
    """Pairs whose loss is watched while training: the development sets, never a test set."""
    del settings
    found = []
    for name, by_locale in measured_sets(corpora).items():
        if name.endswith("_dev"):
            for locale, pairs in by_locale.items():
                chosen = pairs[: profile.watched_pairs] if profile.watched_pairs else pairs
                found += [Example(tidy_english(e), tidy_target(t, locale), locale) for e, t in chosen]
    return found


def prepare(
    settings: Settings,
    profile: Profile,
    corpora: Path | None,
    folder: Path,
    *,
    vocabulary: Path | None = None,
    say: Callable[[str], None],
) -> None:
    """Write the data folder: ``spm.model``, ``train.npz``, ``dev.npz``, their texts, ``meta.json``, ``report.json``.

    :param corpora: folder of open sets; ``None``: the project's own corpus alone.
    :param vocabulary: a SentencePiece model to keep, where training goes on from weights.
    :raises DataError: a corpus file is missing or not the one that was recorded.
    """
    folder.mkdir(parents=True, exist_ok=True)
    report = Report()
    found = examples(settings, profile, corpora, report)
    if vocabulary is not None:
        reuse_vocabulary(vocabulary, folder)
    else:
        train_vocabulary(found, folder, profile.pieces, seed=settings.seed)
    sizes = {"train": pack(found, folder, "train")}
    sizes["dev"] = pack(development(settings, profile, corpora), folder, "dev")
    by_locale = Counter(example.locale for example in found)
    write_text(
        folder / "report.json",
        json.dumps(
            {"sizes": sizes, "pairs": dict(by_locale), "sets": report.rows()}, indent=1, ensure_ascii=False
        ),
    )
    write_meta(folder)  # last: a folder with it is complete
    left_out = Counter[str]()
    for counts in report.sets.values():
        left_out.update(counts)
    say(f"data: {sizes['train']}, by locale {dict(by_locale)}; rows {dict(left_out)}")
