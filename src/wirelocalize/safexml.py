"""Reading XML that may be hostile: a stream of records, no entities, bounded depth and record size.

Terminology (TBX) and translation memories (TMX) come from anywhere. Expat expands no external entity by
itself; here a document that *declares* any entity is refused as well, so that nothing can be expanded.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element
from xml.parsers import expat

from wirelocalize.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_DEPTH = 64
MAX_RECORD_CHARS = 1_000_000
"""Text and attributes of one record; a longer one is a mistake or an attack."""
XML_NAMESPACE = "{http://www.w3.org/XML/1998/namespace}"
_CHUNK = 1 << 16


class _Collector:
    """Builds the elements named ``records`` and hands them out; everything else is only walked through."""

    def __init__(self, records: frozenset[str], heads: frozenset[str]) -> None:
        self.records = records
        self.heads = heads
        self.root = ""
        self.ready: list[Element] = []
        self.depth = 0
        self._open: list[Element] = []
        self._last: Element | None = None  # the element whose tail is being read
        self._size = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ValueError(f"is nested deeper than {MAX_DEPTH} elements")
        if self.depth == 1:
            self.root = tag
        if not self._open and tag not in self.records and tag not in self.heads:
            return
        element = Element(tag, attributes)
        if self._open:
            self._open[-1].append(element)
        else:
            self._size = 0
        self._grow(len(tag) + sum(len(name) + len(value) for name, value in attributes.items()))
        self._open.append(element)
        self._last = None

    def end(self, _tag: str) -> None:
        self.depth -= 1
        if not self._open:
            return
        element = self._open.pop()
        self._last = element
        if not self._open:
            self._last = None
            self.ready.append(element)

    def text(self, data: str) -> None:
        if not self._open:
            return
        self._grow(len(data))
        if self._last is None:
            self._open[-1].text = (self._open[-1].text or "") + data
        else:
            self._last.tail = (self._last.tail or "") + data

    def _grow(self, by: int) -> None:
        self._size += by
        if self._size > MAX_RECORD_CHARS:
            raise ValueError(f"has a record longer than {MAX_RECORD_CHARS} characters")


def _refuse(*_: object) -> None:
    raise ValueError("declares an XML entity")


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    """Expat's ``uri}name`` in ElementTree's way; namespaces are dropped but for ``xml:``."""
    uri, found, local = tag.rpartition("}")
    if not found:
        return tag
    return f"{XML_NAMESPACE}{local}" if uri == XML_NAMESPACE[1:-1] else local


def read_records(
    path: Path, roots: frozenset[str], records: frozenset[str], heads: frozenset[str]
) -> Iterator[Element]:
    """The elements named in ``records`` and ``heads``, in order, without holding the document in memory.

    Namespaces are dropped from the names (``xml:lang`` stays ``{http://www.w3.org/XML/1998/namespace}lang``).

    :param roots: what the document element may be called.
    :raises DataError: not readable, not well-formed, another kind of document, or hostile; with the line.
    """
    collector = _Collector(records, heads)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: collector.start(
        _name(tag), {_name(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    parser.EntityDeclHandler = _refuse
    try:
        with path.open("rb") as stream:
            while True:
                chunk = stream.read(_CHUNK)
                parser.Parse(chunk, not chunk)
                if collector.root and collector.root not in roots:
                    raise ValueError(
                        f"is not the expected kind of file: its root element is <{collector.root}>"
                    )
                yield from collector.ready
                collector.ready.clear()
                if not chunk:
                    return
    except expat.ExpatError as exc:
        raise DataError(
            f"is not well-formed XML: {expat.ErrorString(exc.code)}", path=path, line=exc.lineno
        ) from exc
    except (ValueError, LookupError) as exc:
        raise DataError(
            str(exc), path=path, line=parser.CurrentLineNumber, hint="it is not read further"
        ) from exc
    except OSError as exc:
        raise DataError(f"cannot be read: {exc.strerror or exc}", path=path) from exc
