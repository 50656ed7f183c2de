"""Write catalogues so that a changed sentence changes few lines and an unchanged one none.

The layout is that of ``msgcat --no-wrap``: a text is broken after its own newlines only, so that no two tools
disagree about line widths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirelocalize import files
from wirelocalize.catalogue.provenance import origin_comments
from wirelocalize.catalogue.reader import loads
from wirelocalize.errors import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wirelocalize.catalogue.model import Catalogue, Entry

HEADER_ORDER = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
"""gettext's order; other fields follow, those that begin with ``X-`` last and sorted."""
VOLATILE = frozenset({"POT-Creation-Date", "PO-Revision-Date", "X-Generator"})
"""Header fields that say when and with what a file was saved: a change of these alone is no change."""
_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\t": "\\t",
        "\r": "\\r",
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\v": "\\v",
    }
)
_MARKS_TEMPLATE = "YEAR-MO-DA"


def dumps(catalogue: Catalogue) -> str:
    """The catalogue as the text of a PO file: LF, no byte order mark, one newline at the end."""
    blocks = [_header(catalogue)]
    blocks += [_entry(entry) for entry in catalogue.entries if not entry.obsolete]
    blocks += [_entry(entry) for entry in catalogue.entries if entry.obsolete]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def write(path: Path, catalogue: Catalogue) -> bool:
    """Write a catalogue atomically, unless the file says the same already.

    A file that another tool has only re-wrapped, re-ordered in its header or stamped with a date says the
    same.

    :returns: whether the file changed.
    :raises CatalogueError: there is a file that cannot be read; it is not overwritten, for it may hold a
        person's work.
    :raises OutputError: it cannot be written.
    """
    if path.exists():
        text = files.read_text(path, error=CatalogueError)
        if text == dumps(catalogue) or same_content(loads(text, path), catalogue):
            return False
    return files.write_text(path, dumps(catalogue))


def same_content(one: Catalogue, other: Catalogue) -> bool:
    """Whether two catalogues say the same; dates, X-Generator, lines and header order do not count."""
    return (
        one.entries == other.entries
        and one.comments == other.comments
        and _stable(one.header) == _stable(other.header)
    )


def ordered_header(header: Mapping[str, str]) -> dict[str, str]:
    """The header's fields in gettext's order, with the encoding that is always written."""
    fields = {
        **header,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    known = [name for name in HEADER_ORDER if name in fields]
    others = [name for name in fields if name not in HEADER_ORDER and not name.startswith("X-")]
    return {
        name: fields[name] for name in (*known, *others, *sorted(n for n in fields if n.startswith("X-")))
    }


def is_template(catalogue: Catalogue) -> bool:
    """Whether it is a POT file: its revision date is still the placeholder."""
    return catalogue.header.get("PO-Revision-Date", "").startswith(_MARKS_TEMPLATE)


def _stable(header: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in ordered_header(header).items() if name not in VOLATILE}


def _header(catalogue: Catalogue) -> list[str]:
    lines = [_comment("#", line) for line in catalogue.comments]
    if is_template(catalogue):
        lines.append("#, fuzzy")
    lines += ['msgid ""', 'msgstr ""']
    for name, value in ordered_header(catalogue.header).items():
        content = f"{name}: {value}" if name else value
        lines += [f'"{line.translate(_ESCAPES)}\\n"' for line in content.split("\n")]
    return lines


def _entry(entry: Entry) -> list[str]:
    """The lines of one entry, in gettext's order."""
    lines = [] if entry.origin is None else [_comment("#", line) for line in origin_comments(entry.origin)]
    lines += [_comment("#", line) for line in entry.comments]
    lines += [_comment("#.", line) for line in entry.notes]
    if entry.references:
        lines.append("#: " + " ".join(map(_reference, entry.references)))
    flags = (*(("fuzzy",) if entry.fuzzy else ()), *entry.flags)
    if flags:
        lines.append("#, " + ", ".join(flags))
    mark = "#~" if entry.obsolete else "#"
    if entry.previous is not None:
        context, source = entry.previous
        if context:
            lines += _text(f"{mark}| msgctxt", context)
        lines += _text(f"{mark}| msgid", source)
        if entry.previous_plural:
            lines += _text(f"{mark}| msgid_plural", entry.previous_plural)
    start = "#~ " if entry.obsolete else ""
    if entry.context:
        lines += _text(f"{start}msgctxt", entry.context)
    lines += _text(f"{start}msgid", entry.source)
    if entry.plural:
        lines += _text(f"{start}msgid_plural", entry.plural[0])
        for index, target in enumerate(entry.plural[1:] or ("",)):
            lines += _text(f"{start}msgstr[{index}]", target)
    else:
        lines += _text(f"{start}msgstr", entry.target)
    return lines


def _text(keyword: str, text: str) -> list[str]:
    """A keyword with its text, one line per line of the text."""
    if "\n" not in text[:-1]:
        return [f'{keyword} "{text.translate(_ESCAPES)}"']
    start = keyword.rpartition("msg")[0]
    pieces = text.split("\n")
    ended = [piece + "\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])
    return [f'{keyword} ""', *(f'{start}"{piece.translate(_ESCAPES)}"' for piece in ended)]


def _comment(sign: str, line: str) -> str:
    """A comment line; what could be taken for a line end is made a space."""
    clean = line.replace("\r", " ").replace("\n", " ")
    return f"{sign} {clean}" if clean else sign


def _reference(name: str) -> str:
    """A reference; one with spaces is enclosed as gettext does it."""
    return f"\u2068{name}\u2069" if any(sign in name for sign in " \t\u00a0") else name
