"""Articles as files: reading them into blocks with roles and ranges, and writing translations back.

``read`` and ``read_string`` give an :class:`~wirelocalize.articles.model.Article`; ``encode`` writes a text in the
syntax of a block, ``splice`` puts texts into ranges, ``set_metadata`` changes front matter. Only the data model is
imported with the package; readers and writers when they are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.model import Article, Block, Format, Role, Span, SpanKind, Syntax

if TYPE_CHECKING:
    from wirelocalize.articles.metadata import set_metadata
    from wirelocalize.articles.reading import TEXT_KEYS, format_of, read, read_string
    from wirelocalize.articles.writing import encode, splice

__all__ = [
    "TEXT_KEYS",
    "Article",
    "Block",
    "Format",
    "Role",
    "Span",
    "SpanKind",
    "Syntax",
    "encode",
    "format_of",
    "read",
    "read_string",
    "set_metadata",
    "splice",
]

_MODULES = {
    **dict.fromkeys(("TEXT_KEYS", "format_of", "read", "read_string"), "reading"),
    **dict.fromkeys(("encode", "splice"), "writing"),
    "set_metadata": "metadata",
}


def __getattr__(name: str) -> Any:
    """Import a reader or writer at its first use."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value
