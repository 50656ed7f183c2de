"""Where models are: the embedded starter model and those installed in the model home."""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.engines.card import CARD_NAME, Card, read_card
from wirelocalize.errors import EngineError

if TYPE_CHECKING:
    from wirelocalize.engines.ct2 import Runtime
    from wirelocalize.engines.model import Engine

EMBEDDED = Path(__file__).parent / "data"
"""Models shipped inside the package."""


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
        raise EngineError(f"the model {name} is not installed", hint=f"wirelocalize models install {name}")

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

        return Ct2Engine(self.runtime(model), locale, beam=beam)

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


def version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Order versions: numbers as numbers, everything else as text."""
    return tuple(
        (1, int(part), "") if part.isdigit() else (0, 0, part) for part in re.findall(r"\d+|[^\d.]+", version)
    )
