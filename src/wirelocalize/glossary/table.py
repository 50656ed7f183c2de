"""The glossary as a table: TSV (the workspace's own form) and CSV (spreadsheets)."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from wirelocalize.errors import DataError
from wirelocalize.files import decode, read_bytes
from wirelocalize.glossary.codes import locale_of
from wirelocalize.glossary.english import TOKEN, fold, sense_of, variants_of
from wirelocalize.glossary.model import Form, Term, Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

MAX_CELL = 2000
_FIXED = ("term", "use", "domain", "note", "source")
_NOISE = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\u0000-\u0008\u000b-\u001f]")
_REMARK = re.compile(r"\s*\[([^\[\]]*)\]\s*$")


def read_tsv(path: Path) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The rows of a TSV glossary and the comment lines at its top.

    :raises DataError: not UTF-8, an unknown or missing column, a cell too many, a term twice; with the line.
    """
    text = _text(path)
    comments: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")  # noqa: PLW2901
        if line.startswith("#"):
            if not rows:
                comments.append(line)
        elif line.strip():
            rows.append((number, [_unquote(cell) for cell in line.split("\t")]))
    return terms_of(rows, path), tuple(comments)


def read_csv(path: Path) -> tuple[Term, ...]:
    """The rows of a CSV glossary; comma, semicolon or tab, whichever its heading has.

    :raises DataError: as :func:`read_tsv`.
    """
    text = _text(path)
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        before = 0
        for cells in reader:
            if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
                rows.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as exc:
        raise DataError(f"is not valid CSV: {exc}", path=path, line=reader.line_num) from exc
    return terms_of(rows, path)


def terms_of(rows: Sequence[tuple[int, Sequence[str]]], path: Path) -> tuple[Term, ...]:
    """Terms from numbered rows of cells, the first of which is the heading."""
    if not rows:
        raise DataError(
            "has no heading row", path=path, hint="the first row names the columns: term, fa, fa_AF, ps, …"
        )
    columns = _columns(rows[0][1], path, rows[0][0])
    terms = []
    for line, cells in rows[1:]:
        extra = [cell for cell in cells[len(columns) :] if cell.strip()]
        if len(cells) > len(columns) and (extra or len(cells) > len(columns) + 8):
            message = (
                f"has {len(cells)} cells where the heading has {len(columns)}: {extra[0] if extra else ''!r}"
            )
            raise DataError(message, path=path, line=line, hint="a stray tab or separator")
        terms.append(_term(dict(zip(columns, cells, strict=False)), path, line))
    check_unique(terms, path)
    return tuple(terms)


def check_unique(terms: Iterable[Term], path: Path | None) -> None:
    """Refuse two rows for one spelling in one sense.

    :raises DataError: with the line of the second row and of the first.
    """
    seen: dict[tuple[str, ...], Term] = {}
    for term in terms:
        sense = " ".join(map(fold, TOKEN.findall(sense_of(term.english)[1])))
        for spelling in variants_of(term.english):
            # Case distinguishes: "general" the rank and "General" a newspaper may both be rows.
            key = (sense, *(fold(word) + word[:1] for word in TOKEN.findall(spelling)))
            first = seen.setdefault(key, term)
            if first is not term:
                hint = "join the rows, or tell the senses apart: governor (US state)"
                raise DataError(
                    f"{spelling!r} is already on line {first.line}",
                    path=path,
                    line=term.line or None,
                    hint=hint,
                )


def _columns(cells: Sequence[str], path: Path, line: int) -> list[str]:
    names: list[str] = []
    for cell in cells:
        name = clean(cell)
        banned = name.startswith("forbidden_")
        locale = locale_of(name.removeprefix("forbidden_"))
        if name in _FIXED:
            column = name
        elif locale:
            column = f"forbidden_{locale}" if banned else locale
        else:
            hint = f"columns: {', '.join(_FIXED)}, fa, fa_AF, ps, forbidden_fa, forbidden_fa_AF, forbidden_ps"
            raise DataError(f"unknown column {name!r}", path=path, line=line, hint=hint)
        if column in names:
            raise DataError(f"column {column!r} occurs twice", path=path, line=line)
        names.append(column)
    if "term" not in names:
        raise DataError("has no column 'term'", path=path, line=line)
    return names


def _term(row: dict[str, str], path: Path, line: int) -> Term:
    cells = {name: clean(cell) for name, cell in row.items()}
    too_long = next((name for name, cell in cells.items() if len(cell) > MAX_CELL), "")
    if too_long:
        raise DataError(f"{too_long} is longer than {MAX_CELL} characters", path=path, line=line)
    english = cells["term"]
    if not any(TOKEN.search(spelling) for spelling in variants_of(english)):
        raise DataError("has no English term", path=path, line=line)
    use = cells.get("use", "").lower() or Use.PREFERRED
    if use not in [*Use]:
        raise DataError(f"use is {use!r}", path=path, line=line, hint="required, preferred or hint")
    translations = {}
    forbidden = {}
    for name, cell in cells.items():
        if name.startswith("forbidden_") and cell:
            forbidden[name.removeprefix("forbidden_")] = tuple(piece for piece in _pieces(cell))
        elif name not in _FIXED and cell:
            translations[name] = forms_of(cell)
    for locale, forms in forbidden.items():
        both = {form.text for form in translations.get(locale, ())}.intersection(forms)
        if both:
            raise DataError(
                f"{both.pop()!r} is both accepted and forbidden in {locale}", path=path, line=line
            )
    return Term(
        english=english,
        translations=translations,
        forbidden=forbidden,
        use=Use(use),
        domain=cells.get("domain", ""),
        note=cells.get("note", ""),
        source=cells.get("source", ""),
        line=line,
    )


def forms_of(cell: str) -> tuple[Form, ...]:
    """The accepted forms of a translation cell: ``استان / ولایت [افغانستان]``."""
    forms = []
    for piece in _pieces(cell):
        found = _REMARK.search(piece)
        forms.append(Form(piece[: found.start()], found[1].strip()) if found else Form(piece))
    return tuple(form for form in forms if form.text)


def _pieces(cell: str) -> Iterator[str]:
    return (piece.strip() for piece in cell.split(" / ") if piece.strip())


def rows_of(terms: Iterable[Term]) -> Iterator[list[str]]:
    """Heading and rows of cells, as :func:`terms_of` reads them."""
    terms = list(terms)
    locales = sorted({"fa", "fa_AF", "ps"}.union(*(term.translations for term in terms)))
    banned = sorted(set().union(*(term.forbidden for term in terms)))
    yield ["term", *locales, "use", "domain", "note", *(f"forbidden_{locale}" for locale in banned), "source"]
    for term in terms:
        yield [
            term.english,
            *(cell_of(term.translations.get(locale, ())) for locale in locales),
            term.use.value,
            term.domain,
            term.note,
            *(" / ".join(term.forbidden.get(locale, ())) for locale in banned),
            term.source,
        ]


def cell_of(forms: Iterable[Form]) -> str:
    """A translation cell of accepted forms."""
    return " / ".join(f"{form.text} [{form.remark}]" if form.remark else form.text for form in forms)


def tsv(terms: Iterable[Term], comments: Iterable[str] = ()) -> str:
    """A TSV file's text."""
    lines = [*comments, *("\t".join(_flat(cell) for cell in row) for row in rows_of(terms))]
    return "\n".join(lines) + "\n"


def as_csv(terms: Iterable[Term]) -> str:
    """A CSV file's text, with the byte order mark without which spreadsheets misread UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows(rows_of(terms))
    return "\ufeff" + out.getvalue()


def _text(path: Path) -> str:
    return decode(read_bytes(path, error=DataError), path, error=DataError).removeprefix("\ufeff")


def _flat(cell: str) -> str:
    return re.sub(r"[\t\r\n]+", " ", cell)


def clean(cell: str) -> str:
    """A cell without the invisible signs that spreadsheets and pages leave; ZWNJ is spelling and stays."""
    return " ".join(_NOISE.sub("", cell).split())


def _unquote(cell: str) -> str:
    """A cell as a spreadsheet quotes it in a tab-separated export."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell
