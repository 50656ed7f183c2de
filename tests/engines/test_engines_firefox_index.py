"""Firefox Translations models by name, from a mirror of Mozilla's index. Needs fxtranslate (``make test-models``)."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from wirelocalize.engines import ModelStore
from wirelocalize.errors import EngineError, NetworkError

needs_fxtranslate = pytest.mark.skipif(
    importlib.util.find_spec("fxtranslate") is None, reason="no fxtranslate"
)
FILES = {"model": "model.enfa.intgemm.alphas.bin", "vocab": "vocab.enfa.spm", "lex": "lex.50.50.enfa.s2t.bin"}


def zstd(data: bytes) -> bytes:
    """A frame of Zstandard (RFC 8878) with one block that is not compressed."""
    head = b"\x28\xb5\x2f\xfd\xa0" + len(data).to_bytes(4, "little")
    return head + (len(data) << 3 | 1).to_bytes(3, "little") + data


class Mirror:
    """A folder that looks like Mozilla's index and files."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.records = folder, []  # type: ignore[var-annotated]

    def add(self, version: str, architecture: str, *, target: str = "fa") -> None:
        for kind, name in FILES.items():
            data = f"{kind} {version} {architecture}".encode()
            location = f"translations/{version}-{architecture}-{target}-{name}.zst"
            (self.folder / location).parent.mkdir(exist_ok=True)
            (self.folder / location).write_bytes(zstd(data))
            digest = hashlib.sha256(data).hexdigest()
            self.records.append({
                "id": location, "name": name, "fileType": kind, "sourceLanguage": "en", "targetLanguage": target,
                "version": version, "architecture": architecture, "decompressedHash": digest, "last_modified": 1,
                "attachment": {"location": location, "hash": digest, "size": 1, "filename": name, "mimetype": "x/y"},
            })  # fmt: skip
        (self.folder / "records.json").write_text(json.dumps({"data": self.records}), encoding="utf-8")


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[tuple[str, Mirror]]:
    folder = tmp_path / "mirror"
    folder.mkdir()

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, directory=str(folder), **options)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", Mirror(folder)
        running.shutdown()


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "home")


@needs_fxtranslate
def test_the_newest_and_largest_model_is_installed_by_name(mirror, store: ModelStore) -> None:
    url, index = mirror
    for version, architecture in (("3.0", "base"), ("3.0", "tiny"), ("2.1", "base"), ("3.0", "base-memory")):
        index.add(version, architecture)
    index.add("9.0", "base", target="de")
    (model,) = store.install("firefox-en_fa", mirror=url, try_out=False)
    assert (model.card.ident, model.card.kind, model.card.targets) == (
        "firefox-en_fa@3.0",
        "firefox",
        {"fa": "fa"},
    )
    for kind, name in FILES.items():
        assert (model.folder / name).read_text() == f"{kind} 3.0 base"
    assert list((store.home / ".downloads").iterdir()) == []


@needs_fxtranslate
def test_a_damaged_file_is_deleted_and_fetched_anew(mirror, store: ModelStore) -> None:
    url, index = mirror
    index.add("3.0", "base")
    path = next(index.folder.glob("translations/*model.enfa*"))
    right = path.read_bytes()
    path.write_bytes(right[:-1] + b"X")
    with pytest.raises(EngineError, match="is damaged"):
        store.install("firefox-en_fa", mirror=url, try_out=False)
    assert store.list()[0].card.name == "starter"
    path.write_bytes(right)
    (model,) = store.install("firefox-en_fa", mirror=url, try_out=False)
    assert (model.folder / FILES["model"]).read_text() == "model 3.0 base"


@needs_fxtranslate
def test_no_such_model_and_no_index(mirror, store: ModelStore) -> None:
    url, index = mirror
    with pytest.raises(NetworkError):
        store.install("firefox-en_fa", mirror=url, try_out=False)
    index.add("3.0", "base", target="de")
    with pytest.raises(EngineError, match="no model from English into fa"):
        store.install("firefox-en_fa", mirror=url, try_out=False)


def test_without_fxtranslate_the_error_names_the_extra(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fxtranslate", None)
    with pytest.raises(EngineError) as caught:
        store.install("firefox-en_fa", mirror="http://127.0.0.1:9", try_out=False)
    assert "wirelocalize[firefox]" in caught.value.hint
