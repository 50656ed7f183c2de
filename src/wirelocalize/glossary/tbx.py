"""TBX (TermBase eXchange) in and out.

Read: TBX version 2 (``<martif>``, as Translate Toolkit, Weblate, OmegaT and MultiTerm write it) and ISO
30042:2019 (``<tbx>``, DCA style). Written: TBX-Basic in the version 2 form, which all of these read.

What TBX has no place for (how strictly a term is meant, its sense) is kept in notes that begin with ``use:``
and ``sense:``; the preferred, admitted and forbidden forms carry TBX-Basic's ``administrativeStatus``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from wirelocalize.errors import DataError
from wirelocalize.glossary import table
from wirelocalize.glossary.codes import is_english, locale_of, tag_of
from wirelocalize.glossary.english import sense_of, variants_of
from wirelocalize.glossary.model import Form, Term, Use
from wirelocalize.safexml import XML_NAMESPACE, read_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

_ROOTS = frozenset(("martif", "tbx"))
_ENTRIES = frozenset(("termEntry", "conceptEntry"))
_LANGUAGES = frozenset(("langSet", "langSec"))
_TERMS = frozenset(("tig", "ntig", "termSec"))
_STATUS = "administrativeStatus"
_PREFERRED, _ADMITTED, _FORBIDDEN = (
    "preferredTerm-admn-sts",
    "admittedTerm-admn-sts",
    "deprecatedTerm-admn-sts",
)
_BANNED = frozenset(
    (_FORBIDDEN, "deprecatedTerm", "supersededTerm-admn-sts", "supersededTerm", "forbidden", "obsolete")
)


@dataclass(slots=True)
class _Language:
    """The terms of one language of a concept, by status."""

    preferred: list[Form] = field(default_factory=list)
    admitted: list[Form] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)


def read(path: Path) -> tuple[Term, ...]:
    """The concepts of a TBX file that have an English term and one in a language of the project.

    :raises DataError: not readable, not TBX, or hostile; with the line.
    """
    terms = [
        term for e in read_records(path, _ROOTS, _ENTRIES, frozenset()) if (term := _term(e)) is not None
    ]
    if not terms:
        hint = "xml:lang is en for the source and fa, fa-AF or ps for the translations"
        raise DataError("has no English term with a translation", path=path, hint=hint)
    unique = list({(variants_of(t.english), sense_of(t.english)[1]): t for t in terms}.values())
    table.check_unique(unique, path)
    return tuple(unique)


def _term(entry: Element) -> Term | None:
    english, languages = _Language(), dict[str, _Language]()
    for node in entry:
        if node.tag in _LANGUAGES:
            tag = node.get(f"{XML_NAMESPACE}lang") or node.get("lang") or ""
            locale = locale_of(tag)
            if is_english(tag):
                _collect(node, english)
            elif locale:
                _collect(node, languages.setdefault(locale, _Language()))
    spellings = [form.text for form in (*english.preferred, *english.admitted)]
    if not spellings or not languages:
        return None
    notes = [_text(node) for node in entry if node.tag == "note"]
    facts = {kind: _fact(notes, kind) for kind in ("use", "sense")}
    plain = [note for note in notes if not note.startswith(("use:", "sense:"))]
    cell = " / ".join(dict.fromkeys(spellings))
    use = facts["use"] if facts["use"] in [*Use] else Use.PREFERRED
    return Term(
        english=f"{cell} ({facts['sense']})" if facts["sense"] else cell,
        translations={
            code: forms for code, one in languages.items() if (forms := (*one.preferred, *one.admitted))
        },
        forbidden={code: tuple(one.forbidden) for code, one in languages.items() if one.forbidden},
        use=Use(use),
        domain=_typed(entry, "descrip", "subjectField"),
        note=" ".join(plain),
        source=_typed(entry, "admin", "source"),
    )


def _collect(language: Element, into: _Language) -> None:
    for section in language:
        if section.tag not in _TERMS:
            continue
        text = next((_text(node) for node in section.iter("term")), "")
        if not text:
            continue
        status = next((_text(n) for n in section.iter("termNote") if n.get("type") == _STATUS), "")
        remark = next((_text(node) for node in section if node.tag == "note"), "")
        if status in _BANNED:
            into.forbidden.append(text)
        elif status == _PREFERRED:
            into.preferred.append(Form(text, remark))
        else:
            into.admitted.append(Form(text, remark))


def _text(node: Element) -> str:
    return table.clean("".join(node.itertext()))


def _fact(notes: list[str], kind: str) -> str:
    return next((note.removeprefix(f"{kind}:").strip() for note in notes if note.startswith(f"{kind}:")), "")


def _typed(entry: Element, tag: str, kind: str) -> str:
    """The text of the entry's ``<descrip type="…">``, alone or in a group with its notes."""
    return next((_text(node) for node in entry.iter(tag) if node.get("type") == kind), "")


def document(terms: Iterable[Term]) -> str:
    """A TBX-Basic file's text."""
    body = "".join(line for number, term in enumerate(terms, 1) for line in _entry(term, number))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
        '<martif type="TBX-Basic" xml:lang="en">\n'
        "<martifHeader><fileDesc><sourceDesc><p>wirelocalize glossary</p></sourceDesc></fileDesc>"
        "</martifHeader>\n"
        f"<text><body>\n{body}</body></text>\n</martif>\n"
    )


def _entry(term: Term, number: int) -> Iterator[str]:
    english, sense = sense_of(term.english)
    yield f'<termEntry id="c{number}">\n'
    if term.domain:
        yield f'  <descrip type="subjectField">{escape(term.domain)}</descrip>\n'
    if term.source:
        yield f'  <admin type="source">{escape(term.source)}</admin>\n'
    notes = (term.note, f"use: {term.use.value}", f"sense: {sense}" if sense else "")
    yield from (f"  <note>{escape(note)}</note>\n" for note in notes if note)
    yield from _language("en", [Form(spelling) for spelling in variants_of(english)], ())
    for locale in dict.fromkeys((*term.translations, *term.forbidden)):
        yield from _language(
            tag_of(locale), term.translations.get(locale, ()), term.forbidden.get(locale, ())
        )
    yield "</termEntry>\n"


def _language(tag: str, forms: Iterable[Form], banned: Iterable[str]) -> Iterator[str]:
    yield f"  <langSet xml:lang={quoteattr(tag)}>\n"
    for at, form in enumerate(forms):
        yield _tig(form.text, _ADMITTED if at else _PREFERRED, form.remark)
    for text in banned:
        yield _tig(text, _FORBIDDEN, "")
    yield "  </langSet>\n"


def _tig(text: str, status: str, remark: str) -> str:
    note = f"<note>{escape(remark)}</note>" if remark else ""
    return f'    <tig><term>{escape(text)}</term><termNote type="{_STATUS}">{status}</termNote>{note}</tig>\n'
