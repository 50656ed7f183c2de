"""The glossary: an immutable list of terms, and what the other rooms ask of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING

from wirelocalize.files import write_text
from wirelocalize.glossary import table, target
from wirelocalize.glossary.english import sense_of, variants_of
from wirelocalize.glossary.match import Matcher
from wirelocalize.glossary.model import STRICTNESS, Hit, Term, TermIssue, Use

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_NOTES = 8
"""Terms shown with one unit; more would hide the text itself."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of joining two glossaries.

    :param added: terms that were new.
    :param changed: terms that were replaced or completed.
    :param kept: terms whose rows differ and were left as they are.
    """

    glossary: Glossary
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def starter() -> str:
    """The text of the starter glossary, which a new workspace gets as ``locales/glossary.tsv``."""
    return (resources.files("wirelocalize.glossary") / "data" / "starter.tsv").read_text(encoding="utf-8")


class Glossary:
    """A term base.

    :param terms: its rows, in order.
    :param comments: comment lines at the top of its TSV file.
    """

    def __init__(self, terms: Iterable[Term] = (), comments: Iterable[str] = ()) -> None:
        self.terms = tuple(terms)
        self.comments = tuple(comments)

    def __len__(self) -> int:
        return len(self.terms)

    @classmethod
    def load(cls, path: Path) -> Glossary:
        """Read a glossary; the suffix says what it is: ``.tsv`` (else), ``.csv``, ``.tbx`` or ``.xml``.

        A file that does not exist is an empty glossary: a workspace need not have one.

        :raises DataError: the file is not what it should be; with the line.
        """
        suffix = path.suffix.lower()
        if not path.exists():
            return cls()
        if suffix == ".csv":
            return cls(table.read_csv(path))
        if suffix in (".tbx", ".xml"):
            from wirelocalize.glossary import tbx

            return cls(tbx.read(path))
        return cls(*table.read_tsv(path))

    def save(self, path: Path) -> bool:
        """Write the glossary in the form its suffix names; unchanged content is not written.

        :returns: whether the file changed.
        :raises OutputError: it cannot be written.
        """
        suffix = path.suffix.lower()
        if suffix == ".csv":
            return write_text(path, table.as_csv(self.terms))
        if suffix in (".tbx", ".xml"):
            from wirelocalize.glossary import tbx

            return write_text(path, tbx.document(self.terms))
        return write_text(path, table.tsv(self.terms, self.comments))

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.terms)

    def find(self, text: str, locale: str | None = None) -> list[Hit]:
        """The terms in an English text, in order, longest match first, none overlapping.

        Plurals, possessives, hyphens for spaces, accents, British and American spelling are known; a term
        with capitals matches only a text with them. URLs, code, tags and link targets are passed over.

        :param locale: only terms that have a translation in it, with that translation; ``None``: all terms.
        """
        if not self.terms:
            return []
        return self._matcher.find(text, locale)

    def term_notes(self, text: str, locale: str | None = None) -> list[str]:
        """Lines ``term: ceasefire = آتش‌بس`` for the ``#.`` comments of a PO entry.

        :param locale: for a PO file; ``None`` for a template, whose lines name all locales:
            ``term: ceasefire = fa آتش‌بس; fa_AF آتش‌بس; ps اوربند``.
        """
        notes: dict[str, Use] = {}
        for hit in self.find(text, locale):
            english, sense = sense_of(hit.term.english)
            name = next(iter(variants_of(english)), english) + (f" ({sense})" if sense else "")
            if locale is None:
                value = "; ".join(f"{code} {_shown(hit.term, code)}" for code in hit.term.translations)
            else:
                value = _shown(hit.term, locale)
            if value:
                notes.setdefault(f"term: {name} = {value}", hit.use)
        if len(notes) <= MAX_NOTES:
            return list(notes)
        kept = sorted(notes, key=lambda note: -STRICTNESS.index(notes[note]))[:MAX_NOTES]
        return [note for note in notes if note in kept]

    def required(self, text: str, locale: str) -> tuple[tuple[str, str], ...]:
        """Terms that machine translation must render as given: (English as it stands, translation).

        A plural that the glossary does not list is left out: its translation would be a wrong singular.
        """
        pairs = {
            hit.text: hit.translation
            for hit in self.find(text, locale)
            if hit.use is Use.REQUIRED and not hit.plural
        }
        return tuple(pairs.items())

    def verify(self, source: str, target_text: str, locale: str) -> tuple[TermIssue, ...]:
        """Terms of the source whose translation is missing, and forbidden forms that the translation has.

        ``hint`` terms are never reported missing. An abbreviation left in Latin letters counts as present.
        An empty translation and the sign for "merged into a neighbour" have no issues.
        """
        if not target_text.strip() or target_text == "∅":
            return ()
        issues: list[TermIssue] = []
        hits = self.find(source, locale)
        allowed = [form for hit in hits for form in (hit.translation, *hit.alternatives)]
        seen: set[str] = set()
        for hit in hits:
            if hit.term.english in seen:
                continue
            seen.add(hit.term.english)
            for start, end in target.find_forbidden(target_text, hit.forbidden, allowed):
                issues.append(TermIssue("forbidden", hit, target_text[start:end], start, end))
            if hit.use is Use.HINT or any(
                target.contains(target_text, f) for f in (hit.translation, *hit.alternatives)
            ):
                continue
            if not (hit.text.isupper() and hit.text in target_text):
                issues.append(TermIssue("missing", hit))
        return tuple(issues)

    def merge(self, other: Glossary, *, overwrite: bool = False) -> Merged:
        """This glossary with another's rows.

        New terms are added at the end; a row for a term that is there already completes its empty cells, and
        replaces its full ones only with ``overwrite``.
        """
        rows = {_key(term.english): term for term in self.terms}
        added, changed, kept = [], [], []
        for term in other.terms:
            key = _key(term.english)
            mine = rows.get(key)
            if mine is None:
                rows[key] = replace(term, line=0)
                added.append(term.english)
                continue
            joined = _joined(mine, term, overwrite=overwrite)
            rows[key] = joined
            if joined != mine:
                changed.append(term.english)
            elif any(mine.translations.get(code) != forms for code, forms in term.translations.items()):
                kept.append(term.english)
        terms = tuple(rows.values())
        table.check_unique(terms, None)
        return Merged(Glossary(terms, self.comments), tuple(added), tuple(changed), tuple(kept))


def _shown(term: Term, locale: str) -> str:
    return table.cell_of(term.translations.get(locale, ()))


def _key(english: str) -> tuple[tuple[str, ...], str]:
    """Rows are for one term if their spellings and their sense are the same."""
    return variants_of(english), sense_of(english)[1]


def _joined(mine: Term, other: Term, *, overwrite: bool) -> Term:
    first, second = (other, mine) if overwrite else (mine, other)
    return replace(
        mine,
        translations={**mine.translations, **second.translations, **first.translations},
        forbidden={**mine.forbidden, **second.forbidden, **first.forbidden},
        use=other.use if overwrite else mine.use,
        domain=first.domain or second.domain,
        note=first.note or second.note,
        source=first.source or second.source,
    )
