"""Translation units: cutting an article's blocks into sentences, and putting translations back.

``extract`` gives the units, ``rebuild`` the article with translations in their place, ``render`` the same block by
block; ``split_sentences`` is the cutting alone. Only the data model is imported with the package.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from wirelocalize.segments.model import OMIT, Fate, Key, Piece, Raw, Rendered, Unit

if TYPE_CHECKING:
    from wirelocalize.segments.extraction import extract
    from wirelocalize.segments.rebuilding import rebuild, render
    from wirelocalize.segments.sentences import split_sentences

__all__ = [
    "OMIT",
    "Fate",
    "Key",
    "Piece",
    "Raw",
    "Rendered",
    "Unit",
    "extract",
    "rebuild",
    "render",
    "split_sentences",
]

_MODULES = {
    "extract": "extraction",
    "rebuild": "rebuilding",
    "render": "rebuilding",
    "split_sentences": "sentences",
}


def __getattr__(name: str) -> Any:
    """Import a function at its first use."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value
