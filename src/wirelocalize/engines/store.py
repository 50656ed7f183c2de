"""Where models are: the embedded starter model and those installed in the model home."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from wirelocalize.engines.card import CARD_NAME, Card, read_card, version_key
from wirelocalize.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Unpack

    from wirelocalize.engines.catalogue import Offer
    from wirelocalize.engines.ct2 import Runtime
    from wirelocalize.engines.model import Engine

EMBEDDED = Path(__file__).parent / "data"
"""Models shipped inside the package."""


class InstallOptions(TypedDict, total=False):
    """Options of :meth:`ModelStore.install`; their meaning is told at :class:`~wirelocalize.engines.install.Wish`."""

    kind: str
    name: str
    version: str
    checksum: str
    convert: bool
    mirror: str
    force: bool
    try_out: bool


def model_home() -> Path:
    """The user's folder of models: ``WIRELOCALIZE_MODELS``, else the platform's data folder."""
    chosen = os.environ.get("WIRELOCALIZE_MODELS")
    if chosen:
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "wirelocalize" / "models"


@dataclass(frozen=True, slots=True)
class Model:
    """A model on this machine.

    :param embedded: shipped with the package; it cannot be removed.
    """

    card: Card
    folder: Path
    embedded: bool = False

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


class ModelStore:
    """The models of this machine. Loaded models are shared by everything that uses one store.

    :param home: the model home; default :func:`model_home`.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.home = home if home is not None else model_home()
        self._runtimes: dict[Path, Runtime] = {}

    def list(self) -> list[Model]:
        """Embedded and installed models by name, newest version first. Damaged folders are left out."""
        models = []
        for base, embedded in ((EMBEDDED, True), (self.home, False)):
            for card_path in sorted(base.glob(f"*/{CARD_NAME}")) if base.is_dir() else ():
                if card_path.parent.name.startswith("."):
                    continue
                try:
                    models.append(Model(read_card(card_path.parent), card_path.parent, embedded))
                except EngineError:
                    continue
        models.sort(key=lambda model: version_key(model.card.version), reverse=True)
        return sorted(models, key=lambda model: model.card.name)

    def get(self, name: str, version: str = "") -> Model:
        """The model of that name (``name`` or ``name@version``); the newest version unless one is asked for.

        :raises EngineError: it is not installed; the hint is the command that installs it.
        """
        name, _, stated = name.partition("@")
        version = version or stated
        same = [model for model in self.list() if model.card.name == name]
        for model in same:
            if not version or model.card.version == version:
                return model
        if same:
            have = ", ".join(model.card.version for model in same)
            raise EngineError(
                f"version {version} of the model {name} is not installed (installed: {have})",
                hint=f"wirelocalize models install {name}@{version}, or change the pin in wirelocalize.toml",
            )
        offered = name.startswith("argos-") or any(offer.name == name for offer in self.available())
        raise EngineError(
            f"the model {name} is not installed",
            hint=f"wirelocalize models install {name}"
            if offered
            else f"wirelocalize models list; or wirelocalize models install PATH --name {name}",
        )

    def runtime(self, model: Model) -> Runtime:
        """The model's shared runtime (loaded when first used)."""
        from wirelocalize.engines.ct2 import Runtime

        if model.folder not in self._runtimes:
            self._runtimes[model.folder] = Runtime(model.card, model.folder)
        return self._runtimes[model.folder]

    def engine(self, model: Model, locale: str, *, beam: int = 0) -> Engine:
        """An engine of the model for one of its target locales.

        :raises EngineError: its library is not installed.
        """
        from wirelocalize.engines.ct2 import Ct2Engine
        from wirelocalize.engines.firefox import FirefoxEngine

        if model.card.kind == "firefox":
            return FirefoxEngine(model.card, model.folder)
        return Ct2Engine(self.runtime(model), locale, beam=beam)

    def forget(self, folder: Path) -> None:
        """Drop the runtime of a folder whose files have changed."""
        self._runtimes.pop(folder, None)

    def install(
        self,
        source: str,
        *,
        progress: Callable[[int, int], None] | None = None,
        **options: Unpack[InstallOptions],
    ) -> Sequence[Model]:
        """Install from a file, folder, archive, bundle, URL or a known name; see :class:`~.install.Wish`.

        :raises EngineError: it is no model, is damaged, or fails its trial; :raises NetworkError: a download failed.
        :raises OutputError: the disk is full or not writable.
        """
        from wirelocalize.engines.install import Wish, install

        return install(self, Wish(source, **options), progress)

    def info(self, name: str, version: str = "") -> Model:
        """The model of that name; its card tells the rest (:meth:`get`)."""
        return self.get(name, version)

    def available(self) -> tuple[Offer, ...]:
        """Models that can be installed by name; nothing is fetched."""
        from wirelocalize.engines.catalogue import OFFERS

        return OFFERS

    def verify(self, name: str, version: str = "") -> dict[str, str]:
        """Check a model's hashes and translate one sentence per target language.

        :returns: locale → what the model said.
        :raises EngineError: a file is missing or damaged, or the model does not work.
        """
        from wirelocalize.engines.install import damaged, try_out

        model = self.get(name, version)
        damaged(model.card, model.folder)
        return try_out(model.card, model.folder)

    def export(self, name: str, locale: str, out: Path) -> Path:
        """Write one target language of a model as an ``.argosmodel``.

        :raises EngineError: the model does not serve it, or its family does not fit into such a package.
        """
        from wirelocalize import languages
        from wirelocalize.engines.export import export_argos

        return export_argos(self.get(name), languages.get(locale).code, out)

    def bundle(self, names: Sequence[str], out: Path) -> Sequence[Model]:
        """Write whole models into one file that :meth:`install` reads on a machine without a network."""
        from wirelocalize.engines.install import bundle

        return bundle(self, [*names], out)

    def remove(self, name: str, version: str = "") -> Model:
        """Delete an installed model.

        :raises EngineError: it is embedded or not installed.
        """
        model = self.get(name, version)
        if model.embedded:
            raise EngineError(f"{model.card.ident} is part of wirelocalize and cannot be removed")
        self._runtimes.pop(model.folder, None)
        doomed = model.folder.with_name(f".{model.folder.name}.removed-{os.getpid()}")
        model.folder.rename(doomed)  # gone for every reader at once, whatever happens to the deletion
        shutil.rmtree(doomed, ignore_errors=True)
        return model
