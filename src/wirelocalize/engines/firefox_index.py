"""Firefox Translations models from Mozilla's index: which files, from where, and unpacked.

The index is a *records* document of Mozilla's Remote Settings; the ``fxtranslate`` package knows its address, its form
and the compression of the files. A mirror has it as ``records.json``, and the files below it at their ``location``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wirelocalize.engines.card import version_key
from wirelocalize.engines.download import fetch, fetch_json
from wirelocalize.engines.recognise import safe
from wirelocalize.errors import EngineError, NetworkError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ATTACHMENTS = "https://firefox-settings-attachments.cdn.mozilla.net"
FILES = {"model": 0, "lex": 1, "vocab": 2, "srcvocab": 3, "trgvocab": 4}
"""Kinds of files an engine needs."""
ARCHITECTURES = ("base", "base-memory", "tiny", "")
"""The best first; an empty one is an old record's."""


def fetch_model(
    target: str,
    folder: Path,
    downloads: Path,
    *,
    mirror: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> str:
    """Download the newest model from English into ``target``, unpacked into ``folder``.

    :returns: its version.
    :raises EngineError: ``fxtranslate`` is not installed, there is no such model, or a file is damaged.
    :raises NetworkError: the index or a file cannot be fetched; what was fetched stays for the next try.
    """
    discovery = _discovery()
    records = _best(_records(discovery, mirror), target)
    base = mirror.rstrip("/") or ATTACHMENTS
    for record in records:
        url = f"{base}/{record['location']}"
        path = fetch(url, downloads, progress=progress)
        try:
            data = discovery.verify_and_decompress(path.read_bytes(), record["decompressedHash"])
        except ValueError as exc:
            path.unlink()
            raise EngineError(
                f"{url} is damaged: {exc}", hint="the download is deleted; run it again"
            ) from exc
        (folder / safe(str(record["name"]))).write_bytes(data)
    return str(records[0]["version"])


def _discovery() -> Any:
    try:
        from fxtranslate import discovery
    except ImportError as exc:
        raise EngineError(
            "Firefox models need the fxtranslate package", hint="pip install 'wirelocalize[firefox]'"
        ) from exc
    return discovery


def _records(discovery: Any, mirror: str) -> list[dict[str, Any]]:
    """The index.

    :raises NetworkError: it cannot be fetched or read.
    """
    try:
        if mirror:
            body = json.dumps(fetch_json(f"{mirror.rstrip('/')}/records.json"))
        else:
            body = discovery.fetch_records_body()
        return list(discovery.parse_records(body))
    except ValueError as exc:
        raise NetworkError(
            f"the index of Firefox models cannot be fetched: {exc}", hint="set [mt] mirror"
        ) from exc


def _best(records: list[dict[str, Any]], target: str) -> list[dict[str, Any]]:
    """The files of the newest and largest model of a pair.

    :raises EngineError: there is none.
    """
    models: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for record in records:
        pair = (record["sourceLanguage"], record["targetLanguage"])
        if pair == ("en", target) and record["fileType"] in FILES:
            models.setdefault((record["version"], record["architecture"] or ""), []).append(record)
    whole = {key: files for key, files in models.items() if any(f["fileType"] == "model" for f in files)}
    if not whole:
        raise EngineError(f"Mozilla's index has no model from English into {target}")

    def rank(key: tuple[str, str]) -> tuple[Any, int]:
        version, architecture = key
        order = ARCHITECTURES.index(architecture) if architecture in ARCHITECTURES else len(ARCHITECTURES)
        return version_key(version), -order

    return sorted(whole[max(whole, key=rank)], key=lambda record: FILES[record["fileType"]])
