"""Hand a model on as an Argos package, for LibreTranslate, Argos Translate and everything built on them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from wirelocalize.engines.archive import pack
from wirelocalize.engines.ct2 import Runtime
from wirelocalize.engines.kinds import KINDS
from wirelocalize.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path

    from wirelocalize.engines.store import Model

ARGOS_NAMES = {"fa": ("fa", "Persian"), "fa_AF": ("prs", "Dari"), "ps": ("ps", "Pashto")}


def export_argos(model: Model, locale: str, out: Path) -> Path:
    """Write an ``.argosmodel`` of one target language.

    The package has no sentence splitter: Argos Translate then uses its own, which it may want to download, or spaCy's
    with ``ARGOS_CHUNK_TYPE=SPACY``.

    :raises EngineError: the model does not serve the locale, or its tokenisation cannot be said in an Argos package.
    """
    card = model.card
    if locale not in card.targets:
        raise EngineError(
            f"{card.ident} does not translate into {locale}", hint=f"it serves {', '.join(card.targets)}"
        )
    if card.kind not in {"starter", "argos"}:
        raise EngineError(
            f"a {card.kind} model cannot be an Argos package: its sources need a language token, which Argos does not add"
        )
    folder = Runtime(card, model.folder).model_dir
    code, name = ARGOS_NAMES.get(locale, (locale, locale))
    metadata = {
        "package_version": f"{card.version}.0" if card.version.isdigit() else card.version,
        "argos_version": "1.9",
        "from_code": "en",
        "from_name": "English",
        "to_code": code,
        "to_name": name,
        "target_prefix": KINDS[card.kind].target_prefix.replace("{code}", card.targets[locale]),
        "license": card.licence,
    }
    root = f"translate-en_{code}-{metadata['package_version'].replace('.', '_')}"
    files: list[tuple[str, Path | bytes]] = [
        (f"{root}/metadata.json", json.dumps(metadata, indent=2, ensure_ascii=False).encode()),
        (f"{root}/README.md", readme(model).encode()),
    ]
    files += [
        (f"{root}/model/{path.name}", path)
        for path in sorted(folder.iterdir())
        if path.is_file() and _belongs(path)
    ]
    for wanted, target in (
        ("spm.model", "sentencepiece.model"),
        ("sentencepiece.model", "sentencepiece.model"),
        ("bpe.model", "bpe.model"),
    ):
        if (model.folder / wanted).is_file():
            files.append((f"{root}/{target}", model.folder / wanted))
            break
    pack(out, files, compress=True)
    return out


def _belongs(path: Path) -> bool:
    """A file of the CTranslate2 model."""
    return path.name in {"model.bin", "config.json"} or "vocabulary" in path.name or path.name == "vmap.txt"


def readme(model: Model) -> str:
    """What the package's reader must know."""
    card = model.card
    lines = [
        f"# {card.title or card.ident}",
        "",
        card.notes,
        "",
        f"Licence: {card.licence}",
        f"Origin: {card.origin}",
        "",
    ]
    return "\n".join(lines)
