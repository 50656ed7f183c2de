"""Putting a model into the model home: fetched, unpacked, recognised, tried out, and only then put in its place.

Everything happens in a staging folder inside the home; the last step is one rename. A run that is killed leaves a
staging folder that the next run deletes, and a partial download that it goes on with.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.engines import archive, catalogue
from wirelocalize.engines.card import CARD_NAME, Card, card_text, read_card
from wirelocalize.engines.download import fetch, file_hash, is_url
from wirelocalize.engines.firefox_index import fetch_model
from wirelocalize.engines.recognise import Found, is_hugging_face, recognise, safe
from wirelocalize.errors import EngineError, OutputError
from wirelocalize.files import write_bytes, write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wirelocalize.engines.store import Model, ModelStore

BUNDLE_NAME = "bundle.json"
STAGING = ".staging-"
SMOKE = "The minister spoke in Kabul on Tuesday."


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be installed, and how.

    :param source: a file, a folder, a URL, or a name of the catalogue (``argos-en_fa``, ``nllb-200-distilled-600M``).
    :param kind: family, where the files do not tell; :param name: name to install it under.
    :param checksum: SHA-256 of a downloaded or given file.
    :param convert: turn a Hugging Face checkpoint into a CTranslate2 model (needs the ``convert`` extra).
    :param mirror: HTTP mirror of the Argos index and of the checkpoints.
    :param force: replace an installed model of the same name and version.
    :param try_out: translate one sentence before the model is put in its place.
    """

    source: str
    kind: str = ""
    name: str = ""
    version: str = ""
    checksum: str = ""
    convert: bool = False
    mirror: str = ""
    force: bool = False
    try_out: bool = True


def install(store: ModelStore, wish: Wish, progress: Callable[[int, int], None] | None = None) -> list[Model]:
    """Install what ``wish`` says; a bundle may bring several models.

    :raises EngineError: it is no model, is damaged, fails its trial, or is already there with other content.
    :raises NetworkError: a download failed; what was fetched is kept.
    :raises OutputError: the disk is full or not writable.
    """
    try:
        store.home.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise OutputError(
            f"cannot be made: {exc.strerror or exc}",
            path=store.home,
            hint="choose another model home with WIRELOCALIZE_MODELS",
        ) from exc
    clean_staging(store.home)
    with _staging(store.home) as staging:
        source, wish = _obtain(store, wish, staging, progress)
        if source.is_file():
            if wish.checksum and file_hash(source) != wish.checksum.lower().removeprefix("sha256:"):
                raise EngineError("does not have the checksum it should have", path=source)
            if not archive.is_archive(source):
                raise EngineError("is neither a model archive nor a folder", path=source)
            unpacked = staging / "unpacked"
            unpacked.mkdir()
            archive.unpack(source, unpacked)
            base = unpacked
        else:
            base = source
        if (base / BUNDLE_NAME).is_file():
            folders = sorted(path.parent for path in base.glob(f"models/*/{CARD_NAME}"))
            models = [_settle(store, recognise(folder), wish, staging) for folder in folders]
        else:
            if not wish.name and source.is_dir() and base is source and wish.convert:
                wish = replace(wish, name=safe(source.resolve().name))
            base = _converted(base, wish, staging)
            models = [
                _settle(
                    store,
                    recognise(base, kind=wish.kind, name=wish.name, version=wish.version),
                    wish,
                    staging,
                )
            ]
    _forget_downloads(store.home)
    return models


def _obtain(
    store: ModelStore, wish: Wish, staging: Path, progress: Callable[[int, int], None] | None
) -> tuple[Path, Wish]:
    """The file or folder to install from, downloaded if it is a URL or a name."""
    downloads = store.home / ".downloads"
    if is_url(wish.source):
        return fetch(wish.source, downloads, checksum=wish.checksum, progress=progress), replace(
            wish, checksum=""
        )
    path = Path(wish.source).expanduser()
    if path.exists():
        return path, wish
    if os.sep in wish.source or path.suffix in {".argosmodel", ".zip", ".gz", ".tar", ".tgz"}:
        raise EngineError("no such file or folder", path=path)
    offer = catalogue.find(wish.source, mirror=wish.mirror)
    wish = replace(
        wish,
        kind=wish.kind or offer.kind,
        name=wish.name or offer.name,
        version=wish.version or offer.version,
        convert=wish.convert or offer.convert,
    )
    if offer.kind == "firefox":
        folder = staging / "fetched"
        folder.mkdir()
        target = offer.name.rpartition("_")[2]
        version = fetch_model(target, folder, downloads, mirror=wish.mirror, progress=progress)
        return folder, replace(wish, checksum="", version=wish.version or safe(version))
    if len(offer.urls) == 1 and not offer.convert:
        return fetch(offer.urls[0], downloads, checksum=wish.checksum, progress=progress), replace(
            wish, checksum=""
        )
    folder = staging / "fetched"
    folder.mkdir()
    for url in offer.urls:
        fetched = fetch(url, downloads, progress=progress)
        shutil.move(str(fetched), folder / fetched.name.partition("-")[2])
    return folder, wish


def _converted(base: Path, wish: Wish, staging: Path) -> Path:
    """A CTranslate2 folder made from a Hugging Face checkpoint, where that is wanted and needed."""
    roots = [root for root in (base, *sorted(base.rglob("*"))) if root.is_dir() and is_hugging_face(root)]
    if not wish.convert or not roots or (roots[0] / "model.bin").is_file():
        return base
    out = staging / "converted"
    convert(roots[0], out)
    return out


def convert(checkpoint: Path, out: Path) -> None:
    """Convert a Transformers checkpoint (NLLB, M2M-100, SMaLL-100, MADLAD, Marian) to CTranslate2, int8.

    :raises EngineError: the ``convert`` extra is not installed, or the checkpoint cannot be read.
    """
    try:
        import torch  # noqa: F401
        import transformers  # noqa: F401
        from ctranslate2.converters import TransformersConverter
    except ImportError as exc:
        raise EngineError(
            "converting a checkpoint needs PyTorch and Transformers",
            path=checkpoint,
            hint="pip install 'wirelocalize[convert]'",
        ) from exc
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    wanted = {name for names in catalogue.TOKENISER_FILES.values() for name in names} | {
        "source.spm",
        "target.spm",
    }
    extra = sorted(name for name in wanted if (checkpoint / name).is_file())
    try:
        TransformersConverter(str(checkpoint), copy_files=extra, low_cpu_mem_usage=True).convert(
            str(out), quantization="int8"
        )
    except (ValueError, OSError, RuntimeError, KeyError, AttributeError, ImportError) as exc:
        raise EngineError(f"cannot be converted: {exc}", path=checkpoint) from exc


def _settle(store: ModelStore, found: Found, wish: Wish, staging: Path) -> Model:
    """Copy a model's files, write its card, try it out, and rename it into place."""
    from wirelocalize.engines.store import Model

    ready = Path(tempfile.mkdtemp(prefix="ready-", dir=staging))
    files = model_files(found.root)
    archive.need_space(ready, sum((found.root / name).stat().st_size for name in files))
    given = found.card.files
    hashes = {}
    for name in files:
        target = ready / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(found.root / name, target)
        except OSError as exc:
            raise OutputError(f"cannot be copied: {exc.strerror or exc}", path=target) from exc
        hashes[name] = file_hash(target)
        if given and given.get(name) != hashes[name]:
            raise EngineError(
                f"{name} is not the file that its card names",
                path=found.root,
                hint="copy or download it again",
            )
    missing = sorted(set(given) - set(hashes))
    if missing:
        raise EngineError(f"{missing[0]} is missing", path=found.root, hint="copy or download it again")
    card = replace(found.card, files=hashes)
    write_text(ready / CARD_NAME, card_text(card))
    if wish.try_out:
        try_out(card, ready)
    place = store.home / card.ident
    _put_in_place(ready, place, card, force=wish.force)
    store.forget(place)
    return Model(card, place)


def model_files(root: Path) -> list[str]:
    """The files that make up a model, relative, without its card; links are not followed.

    :raises EngineError: a link is among them.
    """
    names = []
    for path in sorted(root.rglob("*")):
        if path.is_symlink() and not _inside(path, root):
            raise EngineError("links to a place outside the model", path=path)
        relative = path.relative_to(root)
        if (
            path.is_file()
            and relative.name != CARD_NAME
            and not any(part.startswith(".") for part in relative.parts)
        ):
            names.append(relative.as_posix())
    return names


def _inside(path: Path, root: Path) -> bool:
    """A link of a Hugging Face cache points beside the model; those are followed when they end in a blob."""
    resolved = path.resolve()
    return resolved.is_relative_to(root.resolve()) or "blobs" in resolved.parts


def _put_in_place(ready: Path, place: Path, card: Card, *, force: bool) -> None:
    """The one moment in which the model appears."""
    if place.exists():
        try:
            same = read_card(place).files == card.files
        except EngineError:
            same, force = False, True  # a damaged folder may be replaced
        if same and not force:
            with contextlib.suppress(EngineError):
                damaged(card, place)
                return
        if not same and not force:
            raise EngineError(
                f"{card.ident} is already installed with other files",
                path=place,
                hint="--force replaces it, --name NAME keeps both",
            )
        old = place.with_name(f"{STAGING}old-{os.getpid()}-{place.name}")
        place.rename(old)
        try:
            ready.rename(place)
        except OSError:
            old.rename(place)
            raise
        shutil.rmtree(old, ignore_errors=True)
        return
    try:
        ready.rename(place)
    except OSError as exc:
        raise OutputError(f"cannot be written: {exc.strerror or exc}", path=place) from exc


def damaged(card: Card, folder: Path) -> None:
    """Compare every file with the card.

    :raises EngineError: one is missing or differs.
    """
    for name, wanted in card.files.items():
        path = folder / name
        if not path.is_file():
            raise EngineError(
                "is missing", path=path, hint=f"wirelocalize models install {card.name} --force"
            )
        if file_hash(path) != wanted:
            raise EngineError(
                "is damaged (its hash differs)",
                path=path,
                hint=f"wirelocalize models install {card.name} --force",
            )


def try_out(card: Card, folder: Path) -> dict[str, str]:
    """Translate one sentence into each target language.

    :raises EngineError: it cannot be loaded, or says nothing.
    """
    from wirelocalize.engines.store import Model, ModelStore

    store = ModelStore(folder.parent)
    model = Model(card, folder)
    said = {}
    for locale in card.targets:
        said[locale] = store.engine(model, locale, beam=1).translate([SMOKE])[0].text
        if not said[locale].strip():
            raise EngineError(f"gives no text for {locale}", path=folder, hint="is --kind right?")
    return said


def bundle(store: ModelStore, names: list[str], out: Path) -> list[Model]:
    """One file with whole models, to be carried to a machine without a network; ``models install FILE`` reads it.

    :raises EngineError: one is not installed or damaged.
    """
    models = [store.get(name) for name in names]
    files: list[tuple[str, Path | bytes]] = []
    for model in models:
        card = replace(
            model.card, files={name: file_hash(model.folder / name) for name in model_files(model.folder)}
        )
        if model.card.files:
            damaged(model.card, model.folder)
        files.append((f"models/{card.ident}/{CARD_NAME}", card_text(card).encode()))
        files += [(f"models/{card.ident}/{name}", model.folder / name) for name in card.files]
    index = {"format": 1, "models": [model.card.ident for model in models]}
    archive.pack(out, [(BUNDLE_NAME, json.dumps(index, indent=2).encode()), *files])
    return models


@contextlib.contextmanager
def _staging(home: Path) -> Iterator[Path]:
    """A staging folder of this process."""
    folder = Path(tempfile.mkdtemp(prefix=f"{STAGING}{os.getpid()}-", dir=home))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clean_staging(home: Path) -> None:
    """Delete what killed runs left: staging folders of processes that are gone."""
    for folder in home.glob(f"{STAGING}*"):
        owner = folder.name.removeprefix(STAGING).removeprefix("old-").partition("-")[0]
        if not owner.isdigit() or not _alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    """Whether a process of that number runs."""
    if process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _forget_downloads(home: Path) -> None:
    """Whole downloads are installed now; partial ones stay for their next try."""
    for path in (home / ".downloads").glob("*"):
        if path.suffix != ".part":
            path.unlink(missing_ok=True)


def save_card(model: Model, card: Card) -> None:
    """Write a changed card (new measurements) into an installed model.

    :raises EngineError: the model is embedded.
    """
    if model.embedded:
        raise EngineError(f"{model.card.ident} is part of wirelocalize; its card is not changed")
    write_bytes(model.folder / CARD_NAME, card_text(card).encode())
