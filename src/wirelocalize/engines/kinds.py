"""The conventions of each family of models: what goes in front of and behind a source, how a target is chosen.

Sources: the model cards and tokenisers of NLLB-200, M2M-100, SMaLL-100, MADLAD-400 and OPUS-MT, and the
CTranslate2 guides for them; Argos packages follow ``argostranslate.translate``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wirelocalize.engines.card import Decoding


@dataclass(frozen=True, slots=True)
class Kind:
    """One family.

    ``{code}`` in a template is the card's code of the target language.

    :param source_prefix: tokens before the source's pieces; :param source_end: the end token, if any.
    :param target_prefix: tokens the decoder starts from; they are dropped from the output.
    :param vocabularies: file names of the SentencePiece models: one for both sides, or source and target.
    :param mask_forms: ways to write the n-th mask, tried in turn; an engine copies some better than others.
    :param masks: how many masks one sentence may hold.
    :param house_english: it is shown English in the style of its corpus (:mod:`~wirelocalize.engines.house_english`).
    :param sentence_case: headlines in Title Case or capitals are shown to it as sentences.
    :param known_names: names of :mod:`~wirelocalize.engines.known_names` are masked for it.
    :param language_family: key of ``Language.engine_codes``.
    """

    name: str
    vocabularies: tuple[tuple[str, ...], ...]
    source_prefix: str = ""
    source_end: str = "</s>"
    target_prefix: str = ""
    mask_forms: tuple[str, ...] = ("[{n}]", "({n})")
    masks: int = 9
    house_english: bool = False
    sentence_case: bool = False
    known_names: bool = False
    language_family: str = ""
    licence: str = "unknown"
    notes: str = ""
    decoding: Decoding = field(default_factory=Decoding)


_SPM = ("sentencepiece.bpe.model", "sentencepiece.model", "spm.model", "spiece.model", "spm.128k.model")
_MULTILINGUAL = Decoding(max_source_tokens=400, repetition_penalty=1.1, max_words=90)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "starter",
            (("spm.model",),),
            target_prefix="{code}",
            mask_forms=("⟦{n}⟧",),
            house_english=True,
            sentence_case=True,
            known_names=True,
            language_family="starter",
        ),
        Kind(
            "argos",
            (("sentencepiece.model",),),
            source_end="",
            target_prefix="{code}",
            language_family="argos",
            decoding=Decoding(length_penalty=0.2, replace_unknowns=True, max_source_tokens=400),
        ),
        Kind(
            "nllb",
            (_SPM,),
            source_prefix="eng_Latn",
            target_prefix="{code}",
            language_family="nllb",
            licence="CC-BY-NC-4.0",
            notes="NLLB-200 is licensed for non-commercial use only (CC-BY-NC 4.0).",
            decoding=_MULTILINGUAL,
        ),
        Kind(
            "m2m100",
            (_SPM,),
            source_prefix="__en__",
            target_prefix="__{code}__",
            language_family="m2m100",
            licence="MIT",
            decoding=_MULTILINGUAL,
        ),
        Kind(
            "small100",
            (_SPM,),
            source_prefix="__{code}__",
            language_family="m2m100",
            licence="MIT",
            decoding=_MULTILINGUAL,
        ),
        Kind(
            "madlad",
            (_SPM,),
            source_prefix="{code}",
            language_family="madlad",
            licence="Apache-2.0",
            decoding=_MULTILINGUAL,
        ),
        Kind(
            "opus",
            (("source.spm",), ("target.spm",)),
            source_prefix="{code}",
            language_family="opus",
            licence="CC-BY-4.0",
            decoding=Decoding(max_source_tokens=400, repetition_penalty=1.1),
        ),
        Kind(
            "firefox",
            (("vocab.*.spm",),),
            language_family="firefox",
            licence="MPL-2.0",
            source_end="",
            decoding=Decoding(max_words=60),
        ),
    )
}

STRAIGHT = str.maketrans({
    "’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": " - ", "…": "...",
    "\u00a0": " ", "\u202f": " ", "\u00ad": None, "\u200b": None, "\ufeff": None, "\u2060": None,
})  # fmt: skip
_SPACE = re.compile(r"\s+")


def plain_source(text: str) -> str:
    """English as the starter model was trained on it: straight quotes, `` - `` for a dash, single spaces."""
    return _SPACE.sub(" ", text.translate(STRAIGHT)).strip()
