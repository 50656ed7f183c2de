"""Articles as files: reading them into blocks with roles and ranges, and writing translations back.

``read`` and ``read_string`` give an :class:`~wirelocalize.articles.model.Article`; ``encode`` writes a text in the
syntax of a block, ``splice`` puts texts into ranges, ``set_metadata`` changes front matter. Parsers are imported
only when an article is read.
"""

from wirelocalize.articles.metadata import set_metadata
from wirelocalize.articles.model import Article, Block, Format, Role, Span, SpanKind, Syntax
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
