"""Read PO and POT files without losing a line.

Own code and not a library's: ``#=`` flags, ``#~|`` lines, U+2028 and U+0085 inside a text, long comments and
the line of every entry must survive, and a fault must name its line. The grammar is that of the GNU gettext
manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from wirelocalize.catalogue.model import Catalogue, Entry
from wirelocalize.catalogue.provenance import split_comments
from wirelocalize.errors import CatalogueError
from wirelocalize.files import read_text

if TYPE_CHECKING:
    from pathlib import Path

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,2})\])?\s*(".*)$', re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*', re.DOTALL)
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{2}))+)|\\(.)", re.DOTALL)
_BYTE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{2}))")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\"}
_REFERENCE = re.compile(r"\u2068([^\u2069]*)\u2069(\S*)|(\S+)")
_CONFLICT = ("<<<<<<< ", "=======", ">>>>>>> ", "||||||| ")
_GETTEXT_FLAGS = re.compile(r"= *[\w-]+(?::\S+)?(?:, *[\w-]+(?::\S+)?)*$")
_SPACE = " \t\r\f\v"  # not str.strip's idea of space, which includes U+0085 and U+2028


def read(path: Path) -> Catalogue:
    """Read a PO or POT file.

    A byte order mark and CRLF line ends are accepted.

    :raises CatalogueError: it cannot be read, is not UTF-8, breaks the PO syntax or defines a unit twice;
        with the line.
    """
    return loads(read_text(path, error=CatalogueError), path)


def loads(text: str, path: Path | str | None = None) -> Catalogue:
    """Read a catalogue from its text.

    :param path: named in errors.
    :raises CatalogueError: see :func:`read`.
    """
    parser = _Parser(path)
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        parser.feed(number, line)
    return parser.finish()


class _Pending:
    """The entry being read."""

    __slots__ = (
        "active",
        "comments",
        "fields",
        "flags",
        "line",
        "notes",
        "obsolete",
        "previous",
        "references",
    )

    def __init__(self) -> None:
        self.comments: list[str] = []
        self.notes: list[str] = []
        self.references: list[str] = []
        self.flags: list[str] = []
        self.fields: dict[str, list[str]] = {}
        self.previous: dict[str, list[str]] = {}
        self.active: list[str] | None = None
        self.obsolete = False
        self.line = 0

    @property
    def complete(self) -> bool:
        """Whether a msgstr was seen, so that what follows belongs to the next entry."""
        return "msgstr" in self.fields or "msgstr[0]" in self.fields


class _Parser:
    """Takes the lines of a file one by one and keeps what they say."""

    def __init__(self, path: Path | str | None) -> None:
        self.path = path
        self.number = 0
        self.pending = _Pending()
        self.header: dict[str, str] | None = None
        self.comments: list[str] = []
        self.entries: list[Entry] = []
        self.lines: dict[tuple[str, str], int] = {}

    def fail(self, message: str, *, line: int = 0, hint: str = "") -> NoReturn:
        """Raise the error for the present line (or ``line``)."""
        raise CatalogueError(message, path=self.path, line=line or self.number, hint=hint)

    def feed(self, number: int, raw: str) -> None:
        """Take one line."""
        self.number = number
        line = raw.strip(_SPACE)
        if not line:
            return
        if line[0] == "#":
            self._hash(line)
        elif line[0] == '"':
            self._more(line)
        elif line.startswith(_CONFLICT):
            self.fail(
                "holds the marks of an unfinished git merge",
                hint="choose one side, or set up the merge driver of docs/version-control.md",
            )
        else:
            self._keyword(line, obsolete=False)

    def finish(self) -> Catalogue:
        """Close the last entry and return the whole."""
        if self.pending.fields:
            self._close()
        # Comments after the last entry belong to none; above the header no tool drops them.
        self.comments += self.pending.comments
        active = [entry for entry in self.entries if not entry.obsolete]
        obsolete = [entry for entry in self.entries if entry.obsolete]
        return Catalogue(self.header or {}, (*active, *obsolete), tuple(self.comments))

    def _hash(self, line: str) -> None:
        """A line that begins with ``#``."""
        sign = line[1:2]
        if sign == "~":
            self._obsolete(line[2:].strip(_SPACE))
            return
        if self.pending.complete:
            self._close()
        if sign == "|":
            self._previous(line[2:].strip(_SPACE))
            return
        self.pending.active = None
        if sign == ".":
            self.pending.notes.append(line[2:].removeprefix(" "))
        elif sign == ":":
            for quoted, suffix, plain in _REFERENCE.findall(line[2:]):
                self.pending.references.append(plain or f"{quoted}{suffix}")
        elif sign in {",", "="}:
            self._flags(line[2:])
        elif _GETTEXT_FLAGS.match(line[2:]) and line[:4] == "# = ":
            self._flags(line[4:])  # what gettext up to 0.21 makes of a ``#=`` line
        else:
            self.pending.comments.append(line[1:].removeprefix(" "))

    def _flags(self, text: str) -> None:
        for flag in text.split(","):
            name = flag.strip(_SPACE)
            if name and name not in self.pending.flags:
                self.pending.flags.append(name)

    def _obsolete(self, line: str) -> None:
        """The rest of a ``#~`` line."""
        if line.startswith("|"):
            if self.pending.complete:
                self._close()
            self._previous(line[1:].strip(_SPACE))
        elif line.startswith('"'):
            self._more(line)
        elif line:
            self._keyword(line, obsolete=True)

    def _previous(self, line: str) -> None:
        """The rest of a ``#|`` line."""
        if line.startswith('"'):
            self._more(line)
            return
        found = _KEYWORD.match(line)
        if found is None or found[1] == "msgstr":
            self.fail("no previous msgid is given where #| says so")
        values = self.pending.previous.setdefault(found[1], [])
        self.pending.active = values
        self._strings(found[3])

    def _keyword(self, line: str, *, obsolete: bool) -> None:
        """A ``msg…`` line."""
        found = _KEYWORD.match(line)
        if found is None:
            self.fail(f"is not PO syntax: {line[:40]}")
        keyword, index = found[1], found[2]
        name = keyword if index is None else f"{keyword}[{int(index)}]"
        if keyword in {"msgctxt", "msgid"} and self.pending.complete:
            self._close()
        pending = self.pending
        if name in pending.fields:
            self.fail(f"a second {name} in one entry")
        if keyword == "msgctxt" and "msgid" in pending.fields:
            self.fail("msgctxt after msgid")
        if keyword in {"msgstr", "msgid_plural"} and "msgid" not in pending.fields:
            self.fail(f"{keyword} without a msgid")
        if keyword == "msgid":
            pending.line = self.number
        if not pending.fields:
            pending.obsolete = obsolete
        elif pending.obsolete != obsolete:
            self.fail("an entry is obsolete in part")
        pending.active = pending.fields[name] = []
        self._strings(found[3])

    def _more(self, line: str) -> None:
        """A line that continues a text."""
        if self.pending.active is None:
            self.fail("a text without msgid or msgstr")
        self._strings(line)

    def _strings(self, line: str) -> None:
        """One or more quoted strings."""
        assert self.pending.active is not None
        body = line[1:-1]
        if len(line) > 1 and line[-1] == '"' and '"' not in body and "\\" not in body:
            self.pending.active.append(body)
            return
        position = 0
        while position < len(line):
            found = _STRING.match(line, position)
            if found is None:
                self.fail("a quotation mark is missing or not escaped")
            self.pending.active.append(self._unescape(found[1]))
            position = found.end()

    def _unescape(self, text: str) -> str:
        return _ESCAPE.sub(self._character, text) if "\\" in text else text

    def _character(self, found: re.Match[str]) -> str:
        if found[1] is None:
            if found[2] not in _SIMPLE:
                self.fail(f"\\{found[2]} is no escape of PO files")
            return _SIMPLE[found[2]]
        data = bytes(
            int(octal, 8) & 0xFF if octal else int(hexadecimal, 16)
            for octal, hexadecimal in _BYTE.findall(found[1])
        )
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            self.fail(f"{found[1]} is not UTF-8")

    def _close(self) -> None:
        """Make an entry of what was read, and start afresh."""
        pending, self.pending = self.pending, _Pending()
        fields = {name: "".join(parts) for name, parts in pending.fields.items()}
        if "msgid" not in fields:
            self.fail("msgctxt without a msgid", line=pending.line)
        if not pending.complete:
            self.fail("msgid without a msgstr", line=pending.line)
        if not fields["msgid"] and "msgctxt" not in fields and not pending.obsolete:
            self._header(fields["msgstr"] if "msgstr" in fields else fields["msgstr[0]"], pending)
            return
        key = (fields.get("msgctxt", ""), fields["msgid"])
        if key in self.lines:
            self.fail(
                f"the unit of line {self.lines[key]} is defined again",
                line=pending.line,
                hint="delete one of the two",
            )
        self.lines[key] = pending.line
        self.entries.append(_entry(fields, pending))

    def _header(self, text: str, pending: _Pending) -> None:
        """The entry with the empty msgid."""
        if self.header is not None:
            self.fail("a second header", line=pending.line, hint="delete one of the two")
        self.comments += pending.comments
        self.header = {}
        last = ""
        for line in text.removesuffix("\n").split("\n"):
            name, colon, value = line.partition(":")
            if colon and name and " " not in name:
                last = name
                self.header.setdefault(name, value.strip(" \t"))
            elif last or line:
                # A line without a name goes on from the one before it, and stays with it.
                self.header[last] = f"{self.header[last]}\n{line}" if last in self.header else line


def _entry(fields: dict[str, str], pending: _Pending) -> Entry:
    """The entry that the collected lines describe."""
    origin, comments = split_comments(pending.comments) if pending.comments else (None, ())
    plural: tuple[str, ...] = ()
    target = fields.get("msgstr", "")
    if "msgid_plural" in fields:
        count = sum(name.startswith("msgstr[") for name in fields)
        plural = (fields["msgid_plural"], *(fields.get(f"msgstr[{index}]", "") for index in range(count)))
        target = plural[1] if count else target
    previous = {name: "".join(parts) for name, parts in pending.previous.items()}
    return Entry(
        context=fields.get("msgctxt", ""),
        source=fields["msgid"],
        target=target,
        fuzzy="fuzzy" in pending.flags,
        previous=(previous.get("msgctxt", ""), previous.get("msgid", "")) if previous else None,
        origin=origin,
        comments=comments,
        notes=tuple(pending.notes),
        references=tuple(dict.fromkeys(pending.references)),
        flags=tuple(flag for flag in pending.flags if flag != "fuzzy"),
        obsolete=pending.obsolete,
        line=pending.line,
        plural=plural,
        previous_plural=previous.get("msgid_plural", ""),
    )
