"""Installing models: from hostile archives, broken connections and killed runs, nothing half-made is left."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import threading
import time
import zipfile
from collections import namedtuple
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from engines_helpers import tiny_model

from wirelocalize.engines import ModelStore, archive
from wirelocalize.engines.card import read_card
from wirelocalize.engines.install import STAGING
from wirelocalize.errors import EngineError, NetworkError, OutputError, WirelocalizeError


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "home")


@pytest.fixture
def package(argos_folder: Path, tmp_path: Path) -> Path:
    """An ``.argosmodel`` as Argos Translate packs it."""
    out = tmp_path / "translate-en_fa-1_5.argosmodel"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(argos_folder.rglob("*")):
            if path.is_file():
                opened.write(path, f"{argos_folder.name}/{path.relative_to(argos_folder)}")
    return out


def leftovers(store: ModelStore) -> list[str]:
    return [path.name for path in store.home.glob(f"{STAGING}*")] if store.home.exists() else []


def test_a_package_is_installed_and_listed(store: ModelStore, package: Path) -> None:
    (model,) = store.install(str(package))
    assert model.card.ident == "argos-en_fa@1.5"
    assert model.card.targets == {"fa": ""}
    assert {item.card.ident for item in store.list()} == {"argos-en_fa@1.5", store.get("starter").card.ident}
    assert (
        read_card(model.folder).files["model/model.bin"]
        == hashlib.sha256((model.folder / "model" / "model.bin").read_bytes()).hexdigest()
    )
    assert set(store.verify("argos-en_fa")) == {"fa"}
    assert leftovers(store) == []


def test_installing_twice_changes_nothing(store: ModelStore, package: Path) -> None:
    store.install(str(package))
    before = {path: path.stat().st_mtime_ns for path in store.home.rglob("*") if path.is_file()}
    store.install(str(package))
    assert {path: path.stat().st_mtime_ns for path in store.home.rglob("*") if path.is_file()} == before


def test_other_files_under_the_same_name_need_force(
    store: ModelStore, package: Path, argos_folder: Path
) -> None:
    store.install(str(package))
    (argos_folder / "README.md").write_text("another build", encoding="utf-8")
    with pytest.raises(EngineError, match="already installed"):
        store.install(str(argos_folder))
    (model,) = store.install(str(argos_folder), force=True)
    assert (model.folder / "README.md").read_text(encoding="utf-8") == "another build"
    (other,) = store.install(str(argos_folder), name="mine", version="2")
    assert other.card.ident == "mine@2"


def test_removing(store: ModelStore, package: Path) -> None:
    store.install(str(package))
    store.remove("argos-en_fa")
    with pytest.raises(EngineError, match="not installed"):
        store.get("argos-en_fa")
    with pytest.raises(EngineError, match="part of wirelocalize"):
        store.remove("starter")
    assert not list(store.home.glob("argos*"))


@pytest.mark.parametrize("damage", ["shorter", "changed", "missing"])
def test_verify_finds_damage(store: ModelStore, package: Path, damage: str) -> None:
    (model,) = store.install(str(package))
    path = model.folder / "model" / "model.bin"
    data = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(data[:100] if damage == "shorter" else data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(EngineError) as caught:
        ModelStore(store.home).verify("argos-en_fa")
    assert "model.bin" in str(caught.value)
    assert "--force" in caught.value.hint
    store.install(str(package), force=True)
    ModelStore(store.home).verify("argos-en_fa")


@pytest.mark.parametrize("size", [0, 10, 500])
def test_a_truncated_model_is_refused_at_installation(
    store: ModelStore, argos_folder: Path, size: int
) -> None:
    path = argos_folder / "model" / "model.bin"
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(EngineError, match="cannot be loaded"):
        store.install(str(argos_folder))
    assert leftovers(store) == []
    assert not list(store.home.glob("argos*"))


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ("{", "cannot be read"), ("[]", "not an object"), ('{"from_code": "fa", "to_code": "en"}', "not from English"),
        ('{"from_code": "en", "to_code": "fa", "type": "sbd"}', "of type 'sbd'"),
        ('{"from_code": "en"}', "not from English"),
    ],
)  # fmt: skip
def test_wrong_metadata_is_named(store: ModelStore, argos_folder: Path, metadata: str, message: str) -> None:
    (argos_folder / "metadata.json").write_text(metadata, encoding="utf-8")
    with pytest.raises(EngineError, match=message):
        store.install(str(argos_folder))


def zipped(tmp_path: Path, entries: dict[str, bytes], *, link: str = "") -> Path:
    out = tmp_path / "evil.argosmodel"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in entries.items():
            opened.writestr(name, data)
        if link:
            info = zipfile.ZipInfo("pkg/link")
            info.external_attr = 0o120777 << 16
            opened.writestr(info, link)
    return out


@pytest.mark.parametrize(
    "name", ["../escape", "/etc/escape", "a/../../escape", "C:\\escape", "a\\..\\escape", "new\nline"]
)
def test_names_that_leave_the_folder_are_refused(store: ModelStore, tmp_path: Path, name: str) -> None:
    with pytest.raises(EngineError, match="unsafe name"):
        store.install(str(zipped(tmp_path, {name: b"x"})))
    assert not list(tmp_path.rglob("escape"))


def test_links_in_archives_are_refused(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="link"):
        store.install(str(zipped(tmp_path, {"pkg/a": b"x"}, link="/etc/passwd")))
    out = tmp_path / "evil.tar.gz"
    with tarfile.open(out, "w:gz") as opened:
        info = tarfile.TarInfo("pkg/link")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        opened.addfile(info)
    with pytest.raises(EngineError, match="link"):
        store.install(str(out))


def test_a_link_in_a_folder_is_not_followed_outside(
    store: ModelStore, argos_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("s", encoding="utf-8")
    (argos_folder / "stolen").symlink_to(tmp_path / "secret")
    with pytest.raises(EngineError, match="outside"):
        store.install(str(argos_folder))


def test_a_bomb_is_refused_before_it_is_unpacked(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="would unpack to"):
        store.install(str(zipped(tmp_path, {"pkg/model.bin": b"\0" * 50_000_000})))


def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    out = zipped(tmp_path, {"pkg/a": os.urandom(1000)})
    data = bytearray(out.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    out.write_bytes(data)
    (tmp_path / "into").mkdir()
    with pytest.raises(EngineError):
        archive.unpack(out, tmp_path / "into")


@pytest.mark.parametrize("keep", [0, 20, 3000])
def test_a_truncated_archive_is_refused(store: ModelStore, package: Path, keep: int) -> None:
    package.write_bytes(package.read_bytes()[:keep])
    with pytest.raises(EngineError):
        store.install(str(package))
    assert leftovers(store) == []


def test_the_same_name_twice_is_refused(store: ModelStore, tmp_path: Path) -> None:
    out = tmp_path / "twice.zip"
    with zipfile.ZipFile(out, "w") as opened:
        opened.writestr("pkg/a", b"1")
        opened.writestr("pkg/A", b"2")
    with pytest.raises(EngineError, match="twice"):
        store.install(str(out))


def test_a_full_disk_is_said_before_anything_is_written(
    store: ModelStore, package: Path, monkeypatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**9, 10**9, 1000))
    with pytest.raises(OutputError, match="are free"):
        store.install(str(package))
    assert leftovers(store) == []


def test_a_disk_that_fills_while_copying(store: ModelStore, package: Path, monkeypatch) -> None:
    def full(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OutputError, match="No space left"):
        store.install(str(package))
    assert leftovers(store) == []
    assert not list(store.home.glob("argos*"))


def test_a_run_that_is_killed_leaves_nothing_half_made(store: ModelStore, package: Path) -> None:
    code = (
        "import sys, time, wirelocalize.engines.install as i\n"
        "from wirelocalize.engines import ModelStore\n"
        "from pathlib import Path\n"
        "i.try_out = lambda card, folder: (print('ready', flush=True), time.sleep(60))\n"
        f"ModelStore(Path({str(store.home)!r})).install({str(package)!r})\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline().strip() == "ready"
        run.send_signal(signal.SIGKILL)
    assert leftovers(store) != []
    assert [model.card.name for model in store.list()] == ["starter"]
    store.install(str(package))
    assert leftovers(store) == []
    store.verify("argos-en_fa")


def test_a_bundle_carries_models_to_another_machine(store: ModelStore, package: Path, tmp_path: Path) -> None:
    store.install(str(package))
    store.bundle(["argos-en_fa", "starter"], tmp_path / "stick.zip")
    other = ModelStore(tmp_path / "elsewhere")
    names = {model.card.name for model in other.install(str(tmp_path / "stick.zip"), try_out=False)}
    assert names == {"argos-en_fa", "starter"}
    assert other.get("argos-en_fa").card == store.get("argos-en_fa").card
    other.verify("argos-en_fa")


def test_a_bundle_with_a_changed_file_is_refused(store: ModelStore, package: Path, tmp_path: Path) -> None:
    store.install(str(package))
    store.bundle(["argos-en_fa"], tmp_path / "stick.zip")
    with zipfile.ZipFile(tmp_path / "stick.zip") as old, zipfile.ZipFile(tmp_path / "bad.zip", "w") as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(
                info.filename, data[:-1] + b"!" if info.filename.endswith("sentencepiece.model") else data
            )
    with pytest.raises(EngineError, match="not the file that its card names"):
        ModelStore(tmp_path / "elsewhere").install(str(tmp_path / "bad.zip"))


def test_the_same_bundle_has_the_same_bytes(store: ModelStore, package: Path, tmp_path: Path) -> None:
    store.install(str(package))
    for name in ("a.zip", "b.zip"):
        store.bundle(["argos-en_fa"], tmp_path / name)
        time.sleep(0.01)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


class Server(BaseHTTPRequestHandler):
    """Serves a folder; breaks off where it is told to; knows ranges."""

    folder: Path
    break_after: int = 0
    ranges: bool = True
    requests: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.requests.append((self.path, self.headers.get("Range", "")))
        path = self.folder / self.path.lstrip("/")
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        start = 0
        if self.ranges and self.headers.get("Range"):
            start = int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))
            self.send_response(206)
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        stop = type(self).break_after or len(data)
        type(self).break_after = 0
        self.wfile.write(data[start:stop])

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path, package: Path) -> Iterator[tuple[str, type[Server]]]:
    handler = type("Handler", (Server,), {"folder": package.parent, "requests": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", handler
        running.shutdown()


def test_a_url_with_its_checksum(store: ModelStore, package: Path, server) -> None:
    url, _ = server
    right = hashlib.sha256(package.read_bytes()).hexdigest()
    with pytest.raises(EngineError, match="checksum"):
        store.install(f"{url}/{package.name}", checksum="0" * 64)
    (model,) = store.install(f"{url}/{package.name}", checksum=right)
    assert model.card.name == "argos-en_fa"
    assert list((store.home / ".downloads").iterdir()) == []


@pytest.mark.parametrize("ranges", [True, False])
def test_a_broken_download_goes_on(store: ModelStore, package: Path, server, ranges: bool) -> None:
    url, handler = server
    handler.break_after, handler.ranges = 700, ranges
    with pytest.raises(NetworkError, match="broke"):
        store.install(f"{url}/{package.name}")
    store.install(f"{url}/{package.name}", checksum=hashlib.sha256(package.read_bytes()).hexdigest())
    assert handler.requests[1][1] == "bytes=700-"


def test_a_missing_address_and_a_dead_server(store: ModelStore, server) -> None:
    url, _ = server
    with pytest.raises(NetworkError, match="404"):
        store.install(f"{url}/nothing.argosmodel")
    with pytest.raises(NetworkError):
        store.install("http://127.0.0.1:9/nothing.argosmodel")


def test_a_package_by_name_from_a_mirror(store: ModelStore, package: Path, server) -> None:
    url, handler = server
    entry = {
        "from_code": "en",
        "to_code": "fa",
        "package_version": "1.5",
        "links": [f"https://far.example/x/{package.name}"],
    }
    old = {**entry, "package_version": "1.0", "links": ["https://far.example/old.argosmodel"]}
    (handler.folder / "index.json").write_text(json.dumps([old, entry, "junk", 5]), encoding="utf-8")
    (model,) = store.install("argos-en_fa", mirror=url)
    assert model.card.version == "1.5"
    with pytest.raises(EngineError, match="no package"):
        store.install("argos-en_ps", mirror=url)
    with pytest.raises(EngineError, match="no package"):
        store.install("argos-en_fa@9", mirror=url)


@pytest.mark.parametrize("index", ["<html>", "{}", "[{}]", '[{"from_code": "en", "to_code": "fa"}]'])
def test_an_index_that_is_none(store: ModelStore, server, index: str) -> None:
    url, handler = server
    (handler.folder / "index.json").write_text(index, encoding="utf-8")
    with pytest.raises(WirelocalizeError):
        store.install("argos-en_fa", mirror=url)


def test_unknown_names_and_files_say_what_is_known(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(EngineError) as caught:
        store.install("nonsense")
    assert "nllb-200-distilled-600M" in caught.value.hint
    with pytest.raises(EngineError, match="no such file"):
        store.install(str(tmp_path / "gone.argosmodel"))
    (tmp_path / "text.zip").write_text("no zip", encoding="utf-8")
    with pytest.raises(EngineError, match="neither"):
        store.install(str(tmp_path / "text.zip"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(EngineError, match="no model in it"):
        store.install(str(tmp_path / "empty"))


def test_a_home_that_cannot_be_made(package: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError):
        ModelStore(tmp_path / "file" / "home").install(str(package))


def test_a_damaged_card_hides_one_model_only(store: ModelStore, package: Path) -> None:
    (model,) = store.install(str(package))
    (model.folder / "card.toml").write_text("name = ", encoding="utf-8")
    assert [item.card.name for item in store.list()] == ["starter"]
    store.install(str(package))
    assert len(store.list()) == 2


def test_firefox_files_are_recognised_and_ask_for_their_package(store: ModelStore, tmp_path: Path) -> None:
    folder = tmp_path / "en-fa"
    folder.mkdir()
    for name in ("model.enfa.intgemm.alphas.bin", "vocab.enfa.spm", "lex.50.50.enfa.s2t.bin"):
        (folder / name).write_bytes(b"not weights")
    with pytest.raises(EngineError) as caught:
        store.install(str(folder))
    assert "firefox" in caught.value.hint or "cannot be loaded" in str(caught.value)
    (model,) = store.install(str(folder), try_out=False)
    assert (model.card.kind, model.card.licence, model.card.targets) == ("firefox", "MPL-2.0", {"fa": "fa"})


def test_tar_archives_work_too(store: ModelStore, argos_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "model.tar.gz"
    with tarfile.open(out, "w:gz") as opened:
        opened.add(argos_folder, "pkg")
        opened.addfile(tarfile.TarInfo("empty.txt"), io.BytesIO())
    (model,) = store.install(str(out))
    assert model.card.name == "argos-en_fa"


@pytest.fixture
def converter(monkeypatch, pieces):
    """Stands in for PyTorch, Transformers and the weights' conversion; what is copied and called is real."""
    import types

    import ctranslate2.converters

    calls = []

    class Converter:
        def __init__(self, path: str, *, copy_files: list[str], low_cpu_mem_usage: bool) -> None:
            self.path, self.files = Path(path), copy_files

        def convert(self, out: str, *, quantization: str) -> None:
            calls.append((self.path.name, tuple(self.files), quantization))
            tiny_model(Path(out), [*pieces[1], "eng_Latn", "pes_Arab", "prs_Arab", "pbt_Arab"])
            for name in self.files:
                shutil.copyfile(self.path / name, Path(out) / name)

    for name in ("torch", "transformers"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    monkeypatch.setattr(ctranslate2.converters, "TransformersConverter", Converter)
    return calls


def checkpoint(folder: Path, pieces: tuple[bytes, list[str]]) -> Path:
    folder.mkdir(parents=True)
    for name in ("config.json", "tokenizer_config.json", "special_tokens_map.json", "tokenizer.json"):
        (folder / name).write_text("{}", encoding="utf-8")
    (folder / "pytorch_model.bin").write_bytes(b"weights")
    (folder / "sentencepiece.bpe.model").write_bytes(pieces[0])
    return folder


def test_a_checkpoint_is_converted_under_its_own_name(
    store: ModelStore, converter, pieces, tmp_path: Path
) -> None:
    folder = checkpoint(tmp_path / "my-nllb", pieces)
    with pytest.raises(EngineError) as caught:
        store.install(str(folder))
    assert "--convert" in caught.value.hint
    (model,) = store.install(str(folder), convert=True, try_out=False)
    assert converter == [("my-nllb", ("sentencepiece.bpe.model",), "int8")]
    assert (model.card.name, model.card.kind, set(model.card.targets)) == (
        "my-nllb",
        "nllb",
        {"fa", "fa_AF", "ps"},
    )
    assert not (model.folder / "pytorch_model.bin").exists()


def test_a_checkpoint_by_name_comes_from_the_mirror(store: ModelStore, converter, pieces, server) -> None:
    url, handler = server
    checkpoint(handler.folder / "facebook" / "nllb-200-distilled-600M" / "resolve" / "main", pieces)
    (model,) = store.install("nllb-200-distilled-600M", mirror=url, try_out=False)
    assert (model.card.ident, model.card.licence) == ("nllb-200-distilled-600M@1", "CC-BY-NC-4.0")
    assert leftovers(store) == []


def test_converting_without_its_libraries_names_the_extra(
    store: ModelStore, pieces, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(EngineError) as caught:
        store.install(str(checkpoint(tmp_path / "my-nllb", pieces)), convert=True)
    assert "wirelocalize[convert]" in caught.value.hint
