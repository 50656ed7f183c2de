"""TMX 1.4b in and out: the exchange form of translation memories.

Read: any TMX 1.1 to 1.4b, whatever tool wrote it, as a stream. Written: what every tool reads: one unit per
source and translation, plain segments, no names of people unless asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from wirelocalize import __version__
from wirelocalize.files import write_bytes
from wirelocalize.glossary import is_english, locale_of, tag_of
from wirelocalize.memory.model import MemoryUnit
from wirelocalize.safexml import XML_NAMESPACE, read_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

_CODES = frozenset(("bpt", "ept", "ph", "it", "ut"))
"""Elements whose content is the tool's code for formatting, not text."""
_HTML = re.compile(
    r"</?(?:a|abbr|b|bdi|br|cite|code|em|i|img|mark|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>"
)
_MARKDOWN = re.compile(r"\*{1,3}|_{1,3}|`+|~~|!?\[|\]\([^()\s]*\)")
_NOISE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$")


def read(path: Path) -> Iterator[MemoryUnit]:
    """The units of a TMX file that have English and a language of the project.

    Directional marks are stripped; formatting codes are kept where they are HTML or Markdown of the text
    itself and dropped where they are a tool's own (``<g0>``).

    :raises DataError: not readable, not TMX, or hostile; with the line.
    """
    fallback = ""
    for node in read_records(path, frozenset(("tmx",)), frozenset(("tu",)), frozenset(("header",))):
        if node.tag == "header":
            fallback = node.get("srclang", "")
            continue
        yield from _units(node, fallback, path.name)


def _units(unit: Element, fallback: str, name: str) -> Iterator[MemoryUnit]:
    variants = [(_language(variant), variant) for variant in unit if variant.tag == "tuv"]
    preferred = unit.get("srclang") or fallback
    english = [(tag, variant) for tag, variant in variants if is_english(tag)]
    english.sort(key=lambda one: one[0].lower() != preferred.lower())
    source = next((text for _, variant in english if (text := _segment(variant))), "")
    if not source:
        return
    context = _context(unit)
    for tag, variant in variants:
        locale = locale_of(tag)
        target = _segment(variant) if locale else ""
        if locale and target:
            when = _when(variant) or _when(unit)
            yield MemoryUnit(locale, source, target, context, name, when)


def _language(variant: Element) -> str:
    return variant.get(f"{XML_NAMESPACE}lang") or variant.get("lang") or ""


def _context(unit: Element) -> str:
    """The role, from our own property; other tools' context properties mean other things."""
    return next((_clean(p.text or "") for p in unit if p.tag == "prop" and p.get("type") == "x-role"), "")


def _when(node: Element) -> str:
    for name in ("changedate", "creationdate"):
        found = _STAMP.match(node.get(name, ""))
        if found:
            year, month, day, hour, minute, second = found.groups()
            return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"
    return ""


def _segment(variant: Element) -> str:
    segment = next((node for node in variant if node.tag == "seg"), None)
    return _clean(_inline(segment)) if segment is not None else ""


def _inline(node: Element) -> str:
    """The text of a segment: of ``<hi>`` and the like the content, of codes what is markup."""
    parts = [node.text or ""]
    for child in node:
        parts.append(_code(child) if child.tag in _CODES else "" if child.tag == "sub" else _inline(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _code(node: Element) -> str:
    content = "".join(node.itertext())
    return content if _HTML.fullmatch(content.strip()) or _MARKDOWN.fullmatch(content.strip()) else ""


def _clean(text: str) -> str:
    return _NOISE.sub("", text).strip()


def write(path: Path, units: Iterable[MemoryUnit], *, people: bool = False) -> int:
    """Write units as TMX 1.4b.

    :param people: also say who changed a unit last. Off by default: a memory that is passed on must not give
        away who translates for a newsroom.
    :returns: the number of units written.
    :raises OutputError: the file cannot be written.
    """
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'<header creationtool="wirelocalize" creationtoolversion={quoteattr(__version__)} segtype="sentence"'
        ' o-tmf="PO" adminlang="en" srclang="en" datatype="plaintext"/>\n'
        "<body>\n"
    )
    parts = [head]
    count = 0
    seen: set[tuple[str, str, str, str]] = set()
    for unit in units:
        key = (unit.locale, unit.context, unit.source, unit.target)
        if key not in seen:
            seen.add(key)
            parts.append(_tu(unit, people=people))
            count += 1
    parts.append("</body>\n</tmx>\n")
    write_bytes(path, "".join(parts).encode("utf-8"))
    return count


def _tu(unit: MemoryUnit, *, people: bool) -> str:
    stamp = re.sub(r"[-:]", "", unit.when)
    dates = f' changedate="{stamp}"' if _STAMP.match(stamp) else ""
    name = f" changeid={quoteattr(_xml(unit.who))}" if people and unit.who else ""
    role = f'<prop type="x-role">{escape(_xml(unit.context))}</prop>' if unit.context else ""
    return (
        f'<tu srclang="en">{role}'
        f'<tuv xml:lang="en"><seg>{escape(_xml(unit.source))}</seg></tuv>'
        f"<tuv xml:lang={quoteattr(tag_of(unit.locale))}{dates}{name}>"
        f"<seg>{escape(_xml(unit.target))}</seg></tuv></tu>\n"
    )


def _xml(text: str) -> str:
    """A text without directional noise and without what XML cannot hold."""
    return _NOT_XML.sub("", _NOISE.sub("", text))
