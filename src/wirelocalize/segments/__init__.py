"""Translation units: cutting an article's blocks into sentences, and putting translations back.

``extract`` gives the units, ``rebuild`` the article with translations in their place, ``render`` the same block by
block; ``split_sentences`` is the cutting alone.
"""

from wirelocalize.segments.extract import extract
from wirelocalize.segments.model import OMIT, Fate, Key, Piece, Raw, Rendered, Unit
from wirelocalize.segments.rebuild import rebuild, render
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
