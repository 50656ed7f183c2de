"""Text to a model's pieces and back: SentencePiece and Argos's Moses and BPE pair behind one small protocol."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from wirelocalize.engines.kinds import Kind, plain_source
from wirelocalize.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SPACE = "▁"


class Tokens(Protocol):
    """A model's tokenisation."""

    def encode(self, sentence: str) -> list[str]:
        """Pieces of an English sentence."""

    def decode(self, pieces: Sequence[str]) -> str:
        """Text of a hypothesis."""

    def words(self, pieces: Sequence[str]) -> list[int]:
        """For each piece the number of the word it belongs to; empty if that cannot be told."""


class SentencePieces:
    """SentencePiece on one or both sides.

    :param straighten: make typographic quotes and dashes plain first, as the training did.
    :param argos: undo underscores as Argos Translate does, so that the text is the same.
    """

    def __init__(self, source: Path, target: Path, *, straighten: bool = False, argos: bool = False) -> None:
        self._source_path = source
        self._target_path = target
        self._straighten = straighten
        self._argos = argos

    @cached_property
    def _source(self) -> Any:
        return load_sentencepiece(self._source_path)

    @cached_property
    def _target(self) -> Any:
        return (
            self._source if self._target_path == self._source_path else load_sentencepiece(self._target_path)
        )

    def encode(self, sentence: str) -> list[str]:
        """Pieces of a sentence."""
        text = plain_source(sentence) if self._straighten else sentence
        pieces: list[str] = self._source.encode(text, out_type=str)
        return pieces

    def decode(self, pieces: Sequence[str]) -> str:
        """Text of pieces."""
        text: str = self._target.decode_pieces(list(pieces))
        if self._argos:
            text = text.replace(SPACE, " ").replace("_", " ")
        return text.removeprefix(" ")

    def words(self, pieces: Sequence[str]) -> list[int]:
        """Number of the word each piece belongs to."""
        numbers, word, fresh = [], 0, True
        for piece in pieces:
            if piece.startswith(SPACE) and not fresh:
                word += 1
            fresh = piece == SPACE and fresh
            numbers.append(word)
        return numbers


class MosesBpe:
    """Moses tokenisation and byte-pair encoding of older Argos packages."""

    def __init__(self, path: Path, source: str, target: str) -> None:
        from argostranslate.tokenizer import BPETokenizer

        self._path = path
        self._pair = BPETokenizer(path, source, target)

    def encode(self, sentence: str) -> list[str]:
        """Pieces of a sentence."""
        try:
            pieces: list[str] = self._pair.encode(sentence)
        except ImportError as exc:
            raise EngineError(
                "this package needs sacremoses", path=self._path, hint="pip install 'sacremoses<0.2'"
            ) from exc
        return pieces

    def decode(self, pieces: Sequence[str]) -> str:
        """Text of pieces."""
        text: str = self._pair.decode(list(pieces))
        return text

    def words(self, pieces: Sequence[str]) -> list[int]:
        """Unknown: Moses tokens are not words of the text."""
        del pieces
        return []


def load_sentencepiece(path: Path) -> Any:
    """A SentencePiece processor.

    :raises EngineError: missing or damaged.
    """
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_proto=path.read_bytes())
    except (OSError, RuntimeError, TypeError, ValueError) as exc:
        raise EngineError(
            f"is not a readable SentencePiece model: {exc}",
            path=path,
            hint="wirelocalize models verify; then install it again",
        ) from exc


def open_tokens(folder: Path, kind: Kind, target: str) -> Tokens:
    """The tokenisation of an installed model.

    :raises EngineError: its files are not there.
    """
    bpe = folder / "bpe.model"
    if kind.name == "argos" and bpe.is_file() and not (folder / "sentencepiece.model").is_file():
        return MosesBpe(bpe, "en", target)
    found = []
    for names in kind.vocabularies:
        path = next((folder / name for name in names if (folder / name).is_file()), None)
        if path is None:
            raise EngineError(
                f"no {' or '.join(names)} in it", path=folder, hint="wirelocalize models verify"
            )
        found.append(path)
    return SentencePieces(found[0], found[-1], straighten=kind.name == "starter", argos=kind.name == "argos")
