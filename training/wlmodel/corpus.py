"""Parallel text: the project's own corpus, and open sets named in ``sources.tsv``, each checked by its hash."""

from __future__ import annotations

import csv
import gzip
import io
import lzma
import tarfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wirelocalize.errors import DataError
from wirelocalize.files import decode, digest, read_bytes, read_text
from wlmodel.settings import HOME, LOCALES

if TYPE_CHECKING:
    from pathlib import Path

CORPUS = HOME / "corpus"
TERMS = ("public-domain", "permissive", "attribution", "share-alike", "copyleft", "unclear")
"""What a set's licence asks for, mildest first; ``unclear``: mixed with or without a licence."""
ROLES = ("train", "short", "dev", "test")
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the project's corpus: English and its translations in the order of :data:`LOCALES`."""

    english: str
    translations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An open set in one locale.

    :param role: ``train``; ``short`` (pairs of one and two words); ``dev`` and ``test`` (never trained on).
    :param file: its place in the folder of corpora; :param sha256: of that file.
    :param terms: one of :data:`TERMS`.
    """

    name: str
    locale: str
    role: str
    file: str
    pairs: int
    sha256: str
    domain: str
    repository: str
    commit: str
    path: str
    licence: str
    terms: str
    remark: str = ""

    @property
    def ident(self) -> str:
        """``name.locale`` with ``.short`` where it is one, as patterns of weights see it."""
        return f"{self.name}.{self.locale}" + (".short" if self.role == "short" else "")


def authored(folder: Path = CORPUS) -> dict[str, tuple[Row, ...]]:
    """The project's corpus: name of each part → its rows.

    :raises DataError: a part is missing, damaged (its hash is not that of ``contents.tsv``) or not such a table.
    """
    path = folder / "authored.tar.xz"
    known = contents(folder)
    parts: dict[str, tuple[Row, ...]] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(_unxz(path)), mode="r:") as archive:
            for member in archive.getmembers():
                stream = archive.extractfile(member) if member.isfile() else None
                if stream is None or member.name not in known:
                    raise DataError(f"{member.name} is not in contents.tsv", path=path)
                parts[member.name.removesuffix(".tsv")] = _rows(stream.read(), member.name, path, known)
    except tarfile.TarError as exc:
        raise DataError(f"is damaged: {exc}", path=path) from exc
    missing = known.keys() - {f"{name}.tsv" for name in parts} - {"authored_dev.tsv"}
    if missing:
        raise DataError(f"lacks {', '.join(sorted(missing))}", path=path)
    return parts


def authored_dev(folder: Path = CORPUS) -> tuple[Row, ...]:
    """The held-out rows of the project's corpus.

    :raises DataError: as :func:`authored`.
    """
    path = folder / "authored_dev.tsv.xz"
    return _rows(_unxz(path), "authored_dev.tsv", path, contents(folder))


def contents(folder: Path = CORPUS) -> dict[str, tuple[int, str]]:
    """Rows and SHA-256 of each part of the project's corpus, from ``contents.tsv``."""
    path = folder / "contents.tsv"
    table = csv.DictReader(read_text(path, error=DataError).splitlines(), delimiter="\t")
    return {line["file"]: (int(line["rows"]), line["sha256"]) for line in table}


def sources(path: Path = HOME / "sources.tsv") -> tuple[Source, ...]:
    """The open sets that the project knows.

    :raises DataError: a row has an unknown locale, role or terms, or a number is none.
    """
    reader = csv.DictReader(
        read_text(path, error=DataError).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    found = []
    for number, line in enumerate(reader, start=2):
        try:
            cells: dict[str, Any] = {**line, "pairs": int(line["pairs"])}
            source = Source(**cells)
        except (TypeError, ValueError) as exc:
            raise DataError(f"is not a row of this table: {exc}", path=path, line=number) from exc
        if source.locale not in LOCALES or source.role not in ROLES or source.terms not in TERMS:
            raise DataError("unknown locale, role or terms", path=path, line=number)
        found.append(source)
    return tuple(found)


def open_set(source: Source, corpora: Path) -> list[tuple[str, str]]:
    """The pairs (English, translation) of an open set.

    :raises DataError: the file is missing, or not the one that ``sources.tsv`` names.
    """
    path = corpora / source.file
    data = read_bytes(path, limit=MAX_BYTES, error=DataError)
    if digest(data) != source.sha256:
        raise DataError(
            "is not the file that sources.tsv names", path=path, hint="get it anew, or record its hash there"
        )
    text = decode(gzip.decompress(data) if path.suffix == ".gz" else data, path, error=DataError)
    rows = (line.split("\t") for line in text.split("\n"))
    return [(cells[0], cells[1]) for cells in rows if len(cells) >= 2]


def _unxz(path: Path) -> bytes:
    """Unpack an .xz file of bounded size."""
    data = read_bytes(path, limit=MAX_BYTES, error=DataError)
    try:
        unpacked = lzma.LZMADecompressor().decompress(data, max_length=MAX_BYTES)
    except lzma.LZMAError as exc:
        raise DataError(f"is damaged: {exc}", path=path) from exc
    return unpacked


def _rows(data: bytes, name: str, path: Path, known: dict[str, tuple[int, str]]) -> tuple[Row, ...]:
    """Rows of a table of four columns whose hash is known."""
    count, expected = known[name]
    if digest(data) != expected:
        raise DataError(f"{name} is not as contents.tsv says", path=path, hint="restore the file")
    rows = []
    for number, line in enumerate(decode(data, path, error=DataError).splitlines(), start=1):
        cells = line.split("\t")
        if len(cells) != 1 + len(LOCALES):
            raise DataError(f"{name}: a row has {len(cells)} columns", path=path, line=number)
        rows.append(Row(cells[0], tuple(cells[1:])))
    if len(rows) != count:
        raise DataError(f"{name} has {len(rows)} rows, {count} expected", path=path)
    return tuple(rows)
