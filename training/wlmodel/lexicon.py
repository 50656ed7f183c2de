"""English phrases and their translations, from the corpus's lexicon parts and the project's glossary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING

from wirelocalize import languages
from wirelocalize.glossary import Glossary, Term
from wlmodel.settings import LOCALES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wlmodel.corpus import Row

_WORD = re.compile(r"\w[\w'-]*|\W")
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_ARTICLE = re.compile(r"^(?:the|an?|to) ")
_LETTER = "\u0621-\u06ff\u200c"
MAX_WORDS = 4
_STEM = 4
"""Letters of a translation that must be found again; endings differ."""


@dataclass(frozen=True, slots=True)
class Use:
    """A phrase of a sentence whose translation stands in the other side.

    :param start: first character in the English; ``end``: one past the last; ``translation``: as it stands there.
    """

    start: int
    end: int
    translation: str


class Lexicon:
    """English phrase in lower case → translation, per locale.

    :param phrases: the table; later rows of one phrase are further translations.
    """

    def __init__(self, phrases: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        self.phrases = phrases

    @classmethod
    def build(cls, rows: Iterable[Row], *, glossary: bool = True) -> Lexicon:
        """From rows of the corpus's lexicon parts and, if wanted, the project's starter glossary."""
        table: dict[str, dict[str, list[str]]] = {locale: {} for locale in LOCALES}
        for row in rows:
            for locale, cell in zip(LOCALES, row.translations, strict=True):
                _add(table[locale], row.english, cell, locale)
        if glossary:
            for term in starter_terms():
                for locale, forms in term.translations.items():
                    for english in term.english.split(" / "):
                        for form in forms if locale in table else ():
                            _add(table[locale], english, form.text, locale)
        return cls(
            {locale: {key: tuple(forms) for key, forms in part.items()} for locale, part in table.items()}
        )

    def uses(self, english: str, target: str, locale: str) -> list[Use]:
        """Phrases whose translation stands in the target as whole words; longer phrases first at each place."""
        table = self.phrases[locale]
        words = list(_WORD.finditer(english))
        found = []
        for first in range(len(words)):
            for count in range(2 * MAX_WORDS - 1, 0, -2):  # words and what stands between them
                if first + count > len(words):
                    continue
                start, end = words[first].start(), words[first + count - 1].end()
                forms = table.get(english[start:end].lower(), ())
                form = next((form for form in forms if _stands(form, target)), "")
                if form:
                    found.append(Use(start, end, form))
                    break
        return found

    def agreement(self, english: str, target: str, locale: str) -> tuple[int, int]:
        """How many English words have known translations, and of how many the beginning of one is in the target."""
        stems = self._stems[locale]
        words = {word for word in _LETTERS.findall(english.lower()) if word in stems}
        return len(words), sum(any(stem in target for stem in stems[word]) for word in words)

    @cached_property
    def _stems(self) -> dict[str, dict[str, frozenset[str]]]:
        """Single English words → beginnings of the words of their translations."""
        return {
            locale: {
                english: frozenset(
                    word[:_STEM] for form in forms for word in form.split() if len(word) >= min(_STEM, 3)
                )
                for english, forms in table.items()
                if " " not in english and len(english) >= 4
            }
            for locale, table in self.phrases.items()
        }


def starter_terms() -> tuple[Term, ...]:
    """The terms of the glossary that the package ships."""
    data = resources.files("wirelocalize.glossary") / "data" / "starter.tsv"
    with resources.as_file(data) as path:
        return Glossary.load(path).terms


def _add(table: dict[str, list[str]], english: str, cell: str, locale: str) -> None:
    """Enter a phrase and the alternatives of its translation."""
    key = _ARTICLE.sub("", english.lower().strip().rstrip("."))
    if len(key) < 3 or re.search(r"[()\[\]]", key):
        return
    language = languages.get(locale)
    for form in cell.split(" / "):
        text = languages.normalise(form, language).strip().rstrip(".")
        if locale == "fa":
            text = text.replace("ه\u0654", "ه")
        if len(text) >= 3 and not re.search(r"[()\[\]]", text) and text not in table.setdefault(key, []):
            table[key].append(text)


def _stands(form: str, target: str) -> bool:
    """Whether a form stands in a text as whole words."""
    return (
        form in target and re.search(rf"(?<![{_LETTER}]){re.escape(form)}(?![{_LETTER}])", target) is not None
    )
