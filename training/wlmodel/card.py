"""The model card: data and licences, training, scores, real examples, what the model is for and what not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wlmodel.corpus import TERMS, sources
from wlmodel.settings import LOCALES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wlmodel.corpus import Source
    from wlmodel.score import Scores

_LANGUAGES = {"fa": "Persian (`fa`)", "fa_AF": "Dari (`fa_AF`)", "ps": "Pashto (`ps`)"}
SETS = {
    "authored_dev": "held-out news in the house style",
    "tico_dev": "TICO-19 (health), development part",
    "tico_test": "TICO-19 (health), test part",
}
_TERMS = {
    "public-domain": "public domain or CC0",
    "permissive": "permissive (MIT, BSD, Apache, Unicode)",
    "attribution": "attribution (CC BY)",
    "share-alike": "share-alike (CC BY-SA)",
    "copyleft": "copyleft (GPL, LGPL, AGPL, MPL; interface strings)",
    "unclear": "mixed or without a licence in the copy that was read",
}


@dataclass(frozen=True, slots=True)
class Story:
    """How a model came about.

    :param training: paragraphs of Markdown; :param terms: classes of licences that were trained on.
    :param held_out: how test sentences were kept out.
    """

    version: str
    parameters: str
    training: str
    terms: tuple[str, ...]
    held_out: str = "No sentence of a test set, nor a near copy of one, was trained on."


def model_card(story: Story, scores: Scores, baseline: Scores | None = None) -> str:
    """The text of ``MODEL_CARD.md``.

    :param baseline: the model that was shipped before, measured in the same way.
    """
    parts = [
        _HEAD.format(version=story.version, parameters=story.parameters),
        _scores(scores, baseline),
        _examples(scores),
        _data([source for source in sources() if source.role in {"train", "short"}], story),
        f"## Training\n\n{story.training.strip()}\n",
        _LIMITS,
    ]
    return "\n".join(parts)


def _scores(scores: Scores, baseline: Scores | None) -> str:
    rows = [
        "## Scores\n",
        "chrF2++ / BLEU, higher is better.\n",
        "| set | Persian | Dari | Pashto |",
        "|---|---|---|---|",
    ]
    rows += _table(scores, "")
    if baseline is not None:
        rows += _table(baseline, ", model shipped before")
    rows += [
        "",
        (
            f"Measured on the engine's raw output ({scores.engine}; length penalty {scores.decoding.length_penalty}, "
            f"repetition penalty {scores.decoding.repetition_penalty}), references untouched. sacrebleu signatures: "
            f"`{scores.signatures[0]}`; `{scores.signatures[1]}`."
        ),
    ]
    if scores.words_per_core_second:
        speeds = ", ".join(
            f"{value:,.0f} at beam {beam}" for beam, value in scores.words_per_core_second.items()
        )
        rows += [
            "",
            f"English words per second of processor time: {speeds} ({scores.machine}); two idle cores give twice that.",
        ]
    return "\n".join([*rows, ""])


def _table(scores: Scores, label: str) -> list[str]:
    """One line of the table per set."""
    lines = []
    for name in dict.fromkeys(score.name for score in scores.sets):
        by_locale = {score.locale: score for score in scores.sets if score.name == name}
        cells = [
            f"{by_locale[locale].chrf:.1f} / {by_locale[locale].bleu:.1f}" if locale in by_locale else "–"
            for locale in LOCALES
        ]
        pairs = max(score.pairs for score in by_locale.values())
        lines.append(f"| {SETS.get(name, name)}, {pairs:,} sentences{label} | {' | '.join(cells)} |")
    return lines


def _examples(scores: Scores) -> str:
    if not scores.examples:
        return ""
    rows = [
        "## Examples\n",
        (
            "Real outputs on held-out sentences, at fixed ranks by chrF2++ (the 3rd, 25th, 50th, 75th and 95th of a "
            "hundred), so neither the best nor the worst were picked.\n"
        ),
    ]
    for locale in LOCALES:
        rows.append(f"### {_LANGUAGES[locale]}\n")
        for example in scores.examples:
            if example.locale == locale:
                rows += [
                    f"* chrF2++ {example.chrf:.0f}. {example.english}",
                    f"  * model: {example.output}",
                    f"  * person: {example.reference}",
                ]
        rows.append("")
    return "\n".join(rows)


def _data(known: Iterable[Source], story: Story) -> str:
    by_terms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    pairs: dict[str, int] = defaultdict(int)
    for source in known:
        by_terms[source.terms][source.name].add(source.locale)
        pairs[source.terms] += source.pairs
    rows = [_DATA.format(held_out=story.held_out), "| licence asks for | pairs | sets |", "|---|---|---|"]
    for term in TERMS:
        if term in story.terms and by_terms[term]:
            names = ", ".join(
                f"{name} ({', '.join(sorted(by_terms[term][name]))})" for name in sorted(by_terms[term])
            )
            rows.append(f"| {_TERMS[term]} | {pairs[term]:,} | {names} |")
    return "\n".join([*rows, "", _LICENCE])


_HEAD = """\
# Starter model, version {version}

English → Persian, Dari, Pashto. One Transformer ({parameters} parameters; deep encoder, two decoder layers) with one
SentencePiece vocabulary, in CTranslate2's int8 format. The target language is the decoder's first token: `<fa>`,
`<prs>` (Dari, `fa_AF`), `<ps>`.

**It is a draft engine for plain news sentences.** In long or unusual ones it drops, repeats and *invents*, names above
all. Its drafts are marked fuzzy, carry a confidence, and are meant to be rewritten by a person.
"""

_DATA = """\
## Data

* The project's own corpus (`training/corpus`, CC0): 29,000 news sentences and 15,000 lexicon rows in all three
  languages, written by hand. Its events, figures and quotations are invented or altered.
* Open sets, each named with repository, commit, licence and hash in `training/sources.tsv`. Many are strings of user
  interfaces and weigh little in training. One set (`mdn-llm`) is the output of a large language model.

{held_out} Other public test sets (WMT, NTREX, FLORES, Tatoeba Challenge) are not among the data.
"""

_LICENCE = """\
### Licence of the weights

Whether weights are a work derived from the texts they were trained on is not settled in law. The project therefore
says what it knows instead of promising more:

* It claims no rights of its own in the weights.
* Under the strictest reading they are an adaptation of all sets above. The weights are offered under **CC BY-SA 4.0**,
  because of the share-alike sets (nllb-seed); that is compatible with the attribution sets, whose authors are credited
  in `training/sources.tsv`.
* Strings under the GPL, LGPL, AGPL and MPL were trained on too. Under that reading CC BY-SA 4.0 would not be enough for
  them (works under CC BY-SA 4.0 may go into works under the GPL 3, not the other way). Who shares that reading, or must
  be sure, trains without them: `exclude_terms` in `training/config.toml` (the project's own corpus alone is CC0).
* Where a row says "mixed or without a licence", no permission could be read in the copy. Newer runs leave these out.

The code around the model has the project's own licence.
"""

_LIMITS = """\
## Use and limits

* Meant for: first drafts of news for people who read both languages and rewrite; terminology and memory stay with the
  glossary and the translation memory.
* Not for: publishing unread, legal or medical advice, messages on which somebody's safety depends, other directions
  (into English), other languages.
* Names that it has not seen are guessed from their letters, sometimes as other names. Figures can change. Negation can
  be lost. Quotations can be given to the wrong speaker. The engine's gates catch part of this, not all.
* Dari is closer to the usage of newspapers in Kabul than to speech; Iranian words still come through. Pashto spelling
  follows the Afghan standard, but the model was partly trained on text with Pakistani spelling.
* The text it learnt from tells of courts, wars, elections and migration; it can call people by loaded words that stand
  in such texts.
* `⟦1⟧` … `⟦9⟧` are placeholders that it tends to copy. Source text is made plain first: straight quotes, ` - ` for a
  dash, single spaces. Sentences of more than 60 words should be cut.
"""
