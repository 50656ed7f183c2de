"""What is this folder? From the files of a stranger's model to its card."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from wirelocalize.engines.card import CARD_NAME, Card, check_name, read_card
from wirelocalize.engines.download import file_hash
from wirelocalize.engines.kinds import KINDS, Kind
from wirelocalize.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path

_VOCABULARIES = (
    "shared_vocabulary.json",
    "shared_vocabulary.txt",
    "target_vocabulary.json",
    "target_vocabulary.txt",
)
_MAX_VOCABULARY = 64 * 1024**2
_HUGGING_FACE = (
    "pytorch_model.bin",
    "model.safetensors",
    "pytorch_model.bin.index.json",
    "model.safetensors.index.json",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A model in a folder: its root and its card (hashes not yet filled in)."""

    root: Path
    card: Card


def recognise(folder: Path, *, kind: str = "", name: str = "", version: str = "") -> Found:
    """Find the model in ``folder`` and describe it.

    :param kind: family, where the files do not tell; :param name: name to install it under.
    :raises EngineError: there is none, or its family cannot be told.
    """
    if kind and kind not in KINDS:
        raise EngineError(f"unknown kind {kind!r}", hint=f"one of {', '.join(KINDS)}")
    roots = [folder, *sorted(path for path in folder.rglob("*") if path.is_dir())]
    for root in roots:
        if (root / CARD_NAME).is_file():
            return Found(root, _renamed(read_card(root), name, version))
    for root in roots:
        if (root / "metadata.json").is_file() and (root / "model" / "model.bin").is_file():
            return Found(root, _renamed(_argos_card(root), name, version))
    for root in roots:
        if is_firefox(root):
            return Found(root, _renamed(_firefox_card(root), name, version))
        if (root / "model.bin").is_file():
            return Found(root, _renamed(_ct2_card(root, kind, folder.name), name, version))
        if is_hugging_face(root):
            raise EngineError(
                "is a Hugging Face checkpoint, not yet a CTranslate2 model",
                path=root,
                hint="add --convert (needs the [convert] extra)",
            )
    raise EngineError(
        "no model in it",
        path=folder,
        hint="expected an .argosmodel, a CTranslate2 folder, or Firefox Translations files",
    )


def is_hugging_face(root: Path) -> bool:
    """Whether a folder is a checkout of a Transformers model."""
    return (root / "config.json").is_file() and any((root / name).is_file() for name in _HUGGING_FACE)


def is_firefox(root: Path) -> bool:
    """Whether a folder has the files of a Firefox Translations model."""
    return bool(list(root.glob("model.*.bin"))) and bool(
        [*root.glob("vocab.*.spm"), *root.glob("*vocab.*.spm")]
    )


def _renamed(card: Card, name: str, version: str) -> Card:
    """The card under the name the user wants."""
    card = replace(card, name=name or card.name, version=version or card.version)
    check_name(card.name, card.version)
    return card


def _read_json(path: Path) -> dict[str, Any]:
    """A JSON object.

    :raises EngineError: it is none.
    """
    try:
        if path.stat().st_size > _MAX_VOCABULARY:
            raise EngineError("is too large", path=path)
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise EngineError(f"cannot be read: {exc}", path=path) from exc
    if not isinstance(data, dict):
        raise EngineError("is not an object", path=path)
    return data


def _argos_card(root: Path) -> Card:
    """An Argos package, as its ``metadata.json`` says."""
    data = _read_json(root / "metadata.json")
    source, target = data.get("from_code"), data.get("to_code")
    if source != "en" or not isinstance(target, str):
        raise EngineError(f"translates from {source!r} to {target!r}, not from English", path=root)
    if data.get("type", "translate") != "translate":
        raise EngineError(f"is of type {data.get('type')!r}, not a translation package", path=root)
    prefix = data.get("target_prefix") or ""
    version = str(data.get("package_version") or "0")
    return Card(
        name=f"argos-en_{safe(target)}",
        version=safe(version),
        kind="argos",
        title=f"Argos Translate, English to {data.get('to_name') or target}",
        licence=str(data.get("license") or data.get("licence") or "see README.md of the package"),
        origin="; ".join(str(link) for link in data.get("links") or ())[:500],
        targets=_known({target: str(prefix)}),
        decoding=KINDS["argos"].decoding,
    )


def _known(codes: dict[str, str]) -> dict[str, str]:
    """Codes as the project's locales, where it knows the language."""
    from wirelocalize import languages
    from wirelocalize.errors import ConfigurationError

    targets = {}
    for code, token in codes.items():
        try:
            targets[languages.get(code).code] = token
        except ConfigurationError:
            targets[code] = token
    return targets


def _firefox_card(root: Path) -> Card:
    """A Firefox Translations model; its file names tell the pair (``model.enfa.intgemm.alphas.bin``)."""
    model = sorted(root.glob("model.*.bin"))[0]
    pair = re.match(r"model\.en([a-z]{2,3})\.", model.name)
    if pair is None:
        raise EngineError(f"{model.name} is not a model from English", path=root)
    return Card(
        name=f"firefox-en_{pair[1]}",
        version=file_hash(model)[:8],
        kind="firefox",
        title=f"Firefox Translations, English to {pair[1]}",
        licence="MPL-2.0",
        origin="Mozilla, Firefox Translations",
        targets=_known({pair[1]: pair[1]}),
        decoding=KINDS["firefox"].decoding,
    )


def _ct2_card(root: Path, kind: str, name: str) -> Card:
    """A CTranslate2 directory: the family by its vocabulary's language tokens."""
    vocabulary = read_vocabulary(root)
    family = KINDS[kind or _family(vocabulary, root)]
    targets = _targets(family, vocabulary)
    if not targets:
        raise EngineError(
            f"as a {family.name} model it has no token for Persian, Dari or Pashto",
            path=root,
            hint="is --kind right?",
        )
    return Card(
        name=safe(name) or family.name,
        version="1",
        kind=family.name,
        title=name,
        licence=family.licence,
        notes=family.notes,
        targets=targets,
        decoding=family.decoding,
    )


def read_vocabulary(root: Path) -> set[str]:
    """All tokens of a CTranslate2 model's vocabulary.

    :raises EngineError: there is none.
    """
    for name in _VOCABULARIES:
        path = root / name
        if not path.is_file():
            continue
        if path.stat().st_size > _MAX_VOCABULARY:
            raise EngineError("is too large", path=path)
        try:
            text = path.read_text(encoding="utf-8")
            tokens = json.loads(text) if name.endswith(".json") else text.split("\n")
        except (OSError, ValueError) as exc:
            raise EngineError(f"cannot be read: {exc}", path=path) from exc
        return {token for token in tokens if isinstance(token, str)}
    raise EngineError("no vocabulary in it", path=root, hint="the folder of a CTranslate2 model has one")


def _family(vocabulary: set[str], root: Path) -> str:
    """The family that a vocabulary belongs to."""
    if "eng_Latn" in vocabulary:
        return "nllb"
    if "<2fa>" in vocabulary:
        return "madlad"
    if ">>pes<<" in vocabulary or ">>pus<<" in vocabulary:
        return "opus"
    if "__fa__" in vocabulary:
        return "small100" if "small" in root.name.lower() else "m2m100"
    raise EngineError(
        "what family of model it is cannot be told",
        path=root,
        hint="say so: --kind nllb, m2m100, madlad, opus",
    )


def _targets(family: Kind, vocabulary: set[str]) -> dict[str, str]:
    """Locales whose language token the vocabulary has."""
    from wirelocalize import languages

    template = family.target_prefix or family.source_prefix
    targets = {}
    for language in languages.all_languages():
        code = language.engine_codes.get(family.language_family, "")
        if code and template.replace("{code}", code) in vocabulary:
            targets[language.code] = code
    return targets


def safe(text: str) -> str:
    """Text as part of a model's name."""
    return re.sub(r"[^A-Za-z0-9._+-]+", "-", text).strip("-.")[:60]
