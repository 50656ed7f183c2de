"""Term base: matching in English text, TSV, CSV and TBX in and out, verification of translations."""

from wirelocalize.glossary.base import Glossary, Merged, starter
from wirelocalize.glossary.codes import is_english, locale_of, tag_of
from wirelocalize.glossary.model import Form, Hit, Term, TermIssue, Use

__all__ = [
    "Form",
    "Glossary",
    "Hit",
    "Merged",
    "Term",
    "TermIssue",
    "Use",
    "is_english",
    "locale_of",
    "starter",
    "tag_of",
]
