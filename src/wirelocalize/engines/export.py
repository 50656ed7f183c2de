"""Hand a model on as an Argos package, for LibreTranslate, Argos Translate and everything built on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.engines.archive import pack
from wirelocalize.engines.ct2 import Runtime
from wirelocalize.engines.kinds import KINDS
from wirelocalize.errors import EngineError

if TYPE_CHECKING:
    from wirelocalize.engines.store import Model

SPLITTER = Path(__file__).parent / "data" / "argos_splitter"
MODEL_FILES = frozenset({
    "model.bin", "config.json", "vmap.txt", "shared_vocabulary.json", "shared_vocabulary.txt",
    "source_vocabulary.json", "source_vocabulary.txt", "target_vocabulary.json", "target_vocabulary.txt",
})  # fmt: skip
ARGOS_NAMES = {"fa": ("fa", "Persian"), "fa_AF": ("prs", "Dari"), "ps": ("ps", "Pashto")}


def export_argos(model: Model, locale: str, out: Path) -> Path:
    """Write an ``.argosmodel`` of one target language.

    Argos Translate's own sentence splitter is fetched from the network at its first use. The package therefore brings
    a blank spaCy pipeline (rules only), which ``ARGOS_CHUNK_TYPE=SPACY`` uses without a network.

    :raises EngineError: the model does not serve the locale, or its tokenisation cannot be said in an Argos package.
    """
    card = model.card
    if locale not in card.targets:
        raise EngineError(
            f"{card.ident} does not translate into {locale}", hint=f"it serves {', '.join(card.targets)}"
        )
    if card.kind not in {"starter", "argos"}:
        raise EngineError(
            f"a {card.kind} model cannot be an Argos package: its sources need a token that Argos does not add"
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
    files += [(f"{root}/model/{path.name}", path) for path in sorted(folder.iterdir()) if _belongs(path)]
    files += _tokeniser(root, model, metadata["target_prefix"])
    files += [
        (f"{root}/spacy/{path.relative_to(SPLITTER).as_posix()}", path)
        for path in sorted(SPLITTER.rglob("*"))
        if path.is_file()
    ]
    pack(out, files, compress=True)
    return out


def _tokeniser(root: str, model: Model, prefix: str) -> list[tuple[str, Path | bytes]]:
    """The SentencePiece or BPE model under the name Argos expects.

    Argos takes the target prefix off the first sentence of a paragraph only; as a control piece it has no text at all.
    """
    for wanted in ("spm.model", "sentencepiece.model"):
        path = model.folder / wanted
        if path.is_file():
            return [
                (f"{root}/sentencepiece.model", as_control(path.read_bytes(), prefix) if prefix else path)
            ]
    return [(f"{root}/bpe.model", model.folder / "bpe.model")]


def as_control(model: bytes, piece: str) -> bytes:
    """A SentencePiece model in which ``piece`` is a control symbol (it decodes to nothing).

    Works on the Protocol Buffers encoding (``ModelProto.pieces`` is field 1; in it ``piece`` is 1, ``score`` 2,
    ``type`` 3), since the generated classes need a package that is not otherwise wanted.
    """
    out, position = bytearray(), 0
    name = b"\x0a" + bytes([len(piece.encode())]) + piece.encode()
    while position < len(model):
        start = position
        key, position = _varint(model, position)
        if key & 7 == _BYTES:
            length, position = _varint(model, position)
            body = model[position : position + length]
            position += length
            if key >> 3 == 1 and body.startswith(name):
                scored = body[len(name) : len(name) + 1] == b"\x15"
                changed = body[: len(name) + (5 if scored else 0)] + b"\x18\x03"  # type = CONTROL
                out += b"\x0a" + bytes([len(changed)]) + changed
                continue
        elif key & 7 == 0:
            _, position = _varint(model, position)
        else:
            position += 4 if key & 7 == _FOUR_BYTES else 8
        out += model[start:position]
    return bytes(out)


_BYTES, _FOUR_BYTES = 2, 5
"""Wire types of Protocol Buffers."""


def _varint(data: bytes, position: int) -> tuple[int, int]:
    """A variable-length integer and the position behind it."""
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, position


def _belongs(path: Path) -> bool:
    """A file of the CTranslate2 model."""
    return path.is_file() and path.name in MODEL_FILES


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
