"""Take out of a unit what no engine may touch, and put it back.

Two kinds of things: *atoms* (code, images, URLs, e-mail addresses, handles, hashtags, footnote marks, shortcodes,
numbers if asked for) become one sign each, which is written in a form the engine copies; *spans* (emphasis, link
texts, inline HTML elements) are cut down to their text, and their marks come back round the words that the
attention says they belong to (:mod:`~wirelocalize.engines.align`).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wirelocalize.engines import truecase
from wirelocalize.engines.house_english import house_english
from wirelocalize.engines.kinds import STRAIGHT
from wirelocalize.engines.known_names import NONE
from wirelocalize.engines.known_names import dateline as known_dateline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.engines.known_names import KnownNames

FIRST_SIGN = 0xF0000
"""Atoms stand in masked text as single private-use characters from here on."""
MAX_ATOMS = 0x7000
MAX_UNIT = 20_000
"""Longer units are no sentences; they are left untranslated."""

_LITERAL = re.compile(
    r"""
    (?P<shortcode>\{\{[<%].*?[%>]\}\} | \{\{.*?\}\} | \{%.*?%\} | %\(\w+\)[sd] | \{\w+\})
  | (?P<footnote>\[\^[^\]\s]+\])
  | (?P<url>(?:https?|ftp)://[^\s<>"“”«»]+ | www\.[\w-]+\.[^\s<>"“”«»]+)
  | (?P<email>(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)
  | (?P<handle>(?<![\w@])@\w[\w.]*\w)
  | (?P<hashtag>(?<![\w&#])\#(?=\w*[^\W\d])\w+)
  | (?P<domain>(?<![\w@./-])(?:[a-z0-9-]+\.)+
      (?:com|org|net|ir|af|io|info|news|tv|eu|uk|de|fr)(?:/[^\s<>"“”«»]*)?(?![\w-]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOT_WORDS = re.compile(rf"\]\([^)]*\)|<[^<>]*>|`[^`]*`|{_LITERAL.pattern}", _LITERAL.flags)
"""What tells nothing of a text's capitals."""
_NUMBER = re.compile(r"(?<![\w.,])[0-9]+(?:[.,:/][0-9]+)*(?![\w])|(?<=[$€£])[0-9]+(?:[.,][0-9]+)*(?!\w)")
_ESCAPED = r"(?:&(?:\w{1,40}|\#\d{1,8}|\#x[0-9a-fA-F]{1,8});|\\[!-/:-@\[-`{-~])"
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]]+)\]\[(?P<ref>[^\[\]]*)\]")
_TRAILING = ".,;:!?)]'\"’”*_"
_PLAIN_ESCAPES = set(".-!()#+\"':;,?=/$%&@~")
_VOID = {"area", "br", "embed", "hr", "img", "input", "source", "track", "wbr"}
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>[^<>]*?)(?P<void>/?)>\Z", re.DOTALL)
_PLAIN_ENTITIES = set("\"'’‘“”–—…\u00a0-")
_MAYBE_MARKUP = re.compile(r"[*_`\[\]<>\\~\n]")
_STRAY = re.compile(r"[*_`<>\[\]\\|~]")


@dataclass(frozen=True, slots=True)
class Atom:
    """One untouchable piece of the source; ``kind`` names what it is."""

    raw: str
    kind: str


@dataclass(frozen=True, slots=True)
class Span:
    """A pair of marks round ``text[start:end]`` of the masked text."""

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A unit's words without its markup.

    :param text: the words; the n-th atom is the character ``chr(FIRST_SIGN + n)``.
    :param spans: outer before inner.
    """

    text: str
    atoms: tuple[Atom, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def words(self) -> str:
        """The text without atoms, for the gates."""
        return re.sub(r"\s+", " ", SIGNS.sub(" ", self.text)).strip()


SIGNS = re.compile(f"[{chr(FIRST_SIGN)}-{chr(FIRST_SIGN + MAX_ATOMS - 1)}]")
ALL_SIGNS = re.compile(f"[{chr(FIRST_SIGN)}-{chr(FIRST_SIGN + 2 * MAX_ATOMS - 1)}]")
"""Atoms, and above them the opening and closing marks of spans."""


def mark_signs(index: int) -> tuple[str, str]:
    """The signs that stand for the marks of the span of this number."""
    first = FIRST_SIGN + MAX_ATOMS + 2 * index
    return chr(first), chr(first + 1)


class _Builder:
    """Collects masked text, atoms and spans."""

    def __init__(self, house: bool, style: str, names: KnownNames) -> None:
        self.house = house
        self.style = style
        self.names = names
        self.parts: list[str] = []
        self.length = 0
        self.atoms: list[Atom] = []
        self.spans: list[Span] = []
        self.open: list[tuple[str, int, str]] = []

    def add(self, text: str) -> None:
        if self.house:
            text = text.translate(STRAIGHT)
        self.parts.append(text)
        self.length += len(text)

    def words(self, text: str) -> None:
        """Plain words, among them known names and at the beginning a dateline."""
        position = 0
        if not self.length and self.names.locale:
            position, dateline = known_dateline(text, self.names.locale)
            if position:
                self.atom(dateline, "dateline")
                self.add(" ")
        for start, end, spelling in self.names.find(text, position):
            self.add(text[position:start])
            self.atom(spelling, "name")
            position = end
        self.add(text[position:])

    def atom(self, raw: str, kind: str) -> None:
        self.atoms.append(Atom(raw, kind))
        self.add(chr(FIRST_SIGN + len(self.atoms) - 1))

    def start(self, name: str, before: str) -> None:
        self.open.append((name, self.length, before))

    def end(self, name: str, after: str) -> bool:
        """Close the innermost open element if it is ``name``."""
        if not self.open or self.open[-1][0] != name:
            return False
        _, start, before = self.open.pop()
        self.spans.append(Span(start, self.length, before, after))
        return True


def mask(
    text: str,
    *,
    numbers: bool = False,
    terms: tuple[tuple[str, str], ...] = (),
    house: bool = False,
    recase: bool = False,
    names: KnownNames = NONE,
) -> Masked:
    """Split a unit's msgid into words, atoms and spans.

    :param numbers: make numbers atoms too.
    :param terms: (English as it stands in the text, translation): becomes an atom that turns into the translation.
    :param house: straight quotes, dashes and house English (:mod:`~.house_english`), for the engine trained on such.
    :param recase: headlines in Title Case or capitals become sentences.
    :param names: make these names atoms too.
    """
    text = ALL_SIGNS.sub("", text)
    builder = _Builder(house, truecase.style(_NOT_WORDS.sub(" ", text)) if recase else "", names)
    for piece, kind, name in _pieces(text):
        if kind == "text":
            _add_text(builder, piece, numbers, terms)
        elif kind == "open":
            builder.start(name, piece)
        elif kind == "close":
            if not builder.end(name, piece):
                builder.atom(piece, "tag")
        else:
            builder.atom(piece, kind)
    if house and text.rstrip().endswith(".") and builder.parts and builder.parts[-1][-1:].isalnum():
        builder.add(".")  # that of "the U.S." was the sentence's too
    return _finish(builder)


def _finish(builder: _Builder) -> Masked:
    """Turn unclosed marks into atoms at their place (rare: broken HTML), sort spans outer first."""
    text = "".join(builder.parts)
    order = sorted(
        range(len(builder.spans)), key=lambda i: (builder.spans[i].start, -builder.spans[i].end, -i)
    )
    spans = [builder.spans[i] for i in order]
    for _, start, before in sorted(builder.open, key=lambda item: -item[1]):
        builder.atoms.append(Atom(before, "tag"))
        text = text[:start] + chr(FIRST_SIGN + len(builder.atoms) - 1) + text[start:]
        spans = [
            Span(span.start + (span.start >= start), span.end + (span.end > start), span.before, span.after)
            for span in spans
        ]
    return Masked(text, tuple(builder.atoms), tuple(spans))


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """(source, kind, name) in order: ``text``, ``open``, ``close`` or an atom's kind.

    The unit may be a part of a paragraph: a full stop in front keeps it from being read as a list or heading.
    """
    if not _MAYBE_MARKUP.search(text):
        yield text, "text", ""
        return
    import pyromark

    data = ("." + text).encode()
    options = pyromark.Options.ENABLE_STRIKETHROUGH
    events: list[tuple[Any, Any]] = list(pyromark.events_with_range(data.decode(), options=options))
    position = 1  # behind the full stop
    skip_until = 0
    stack: list[int] = []
    for event, where in events:
        start, end = max(where["start"], 1), where["end"]
        if end <= skip_until or end <= 1:
            continue
        name = next(iter(event)) if isinstance(event, dict) else event
        value = event[name] if isinstance(event, dict) else None
        if name == "Start" and _is_inline(value):
            inner = _inner(data, events, where)
            if inner is None:  # an image or an autolink: one piece
                yield from _gap(data, position, start)
                yield data[start:end].decode(), _atom_kind(value), ""
                position = skip_until = end
                continue
            yield from _gap(data, position, start)
            yield data[start : inner[0]].decode(), "open", f"md{len(stack)}"
            stack.append(inner[1])
            position = inner[0]
        elif name == "End" and stack and value in _INLINE_ENDS:
            inner_end = stack.pop()
            yield from _gap(data, position, inner_end)
            yield data[inner_end:end].decode(), "close", f"md{len(stack)}"
            position = end
        elif name in {"Code", "InlineHtml", "Html", "InlineMath", "DisplayMath", "HardBreak"}:
            yield from _gap(data, position, start)
            yield from _single(data[start:end].decode(), name)
            position = end
    yield from _gap(data, position, len(data))


_INLINE_ENDS = {"Emphasis", "Strong", "Strikethrough", "Link"}


def _is_inline(value: Any) -> bool:
    """Whether a Start event opens inline markup."""
    return (next(iter(value)) if isinstance(value, dict) else value) in {*_INLINE_ENDS, "Image"}


def _atom_kind(value: Any) -> str:
    return "image" if isinstance(value, dict) and "Image" in value else "url"


def _inner(data: bytes, events: list[tuple[Any, Any]], outer: Any) -> tuple[int, int] | None:
    """Byte range of the text inside an inline element; ``None``: it has none that is to be translated."""
    start, end = outer["start"], outer["end"]
    if data[start:end].startswith((b"![", b"<")):
        return None
    inside = [
        where
        for _, where in events
        if start <= where["start"] and where["end"] <= end and (where["start"], where["end"]) != (start, end)
    ]
    if not inside:
        return None
    return min(where["start"] for where in inside), max(where["end"] for where in inside)


def _gap(data: bytes, start: int, end: int) -> Iterator[tuple[str, str, str]]:
    """Plain text between marks; in it, reference links, which pyromark cannot know without their definitions."""
    text = data[start:end].decode() if end > start else ""
    position = 0
    for match in _REFERENCE.finditer(text):
        if match.group("text").startswith("^"):
            continue
        yield text[position : match.start()], "text", ""
        yield "[", "open", f"ref{match.start()}"
        yield match.group("text"), "text", ""
        yield f"][{match.group('ref')}]", "close", f"ref{match.start()}"
        position = match.end()
    if position < len(text):
        yield text[position:], "text", ""


def _single(raw: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Code, a tag, a comment or a hard break."""
    tag = _TAG.match(raw) if name in {"InlineHtml", "Html"} else None
    if name == "HardBreak":
        yield raw, "break", ""
    elif tag is None:
        yield raw, "code" if name == "Code" else "tag", ""
    elif tag["close"]:
        yield raw, "close", f"html-{tag['name'].lower()}"
    elif tag["void"] or tag["name"].lower() in _VOID:
        yield raw, "tag", ""
    else:
        yield raw, "open", f"html-{tag['name'].lower()}"


def _add_text(builder: _Builder, text: str, numbers: bool, terms: tuple[tuple[str, str], ...]) -> None:
    """Literals, terms and numbers in plain text."""
    position = 0
    for match in _LITERAL.finditer(text):
        raw = match.group()
        kind = match.lastgroup or "url"
        if kind in {"url", "domain"}:
            raw = _trim(raw)
        _add_words(builder, text[position : match.start()], numbers, terms)
        builder.atom(raw, kind)
        position = match.start() + len(raw)
    _add_words(builder, text[position:], numbers, terms)


def _trim(url: str) -> str:
    """Punctuation after a URL is the sentence's, unless it closes a bracket inside the URL."""
    while url and url[-1] in _TRAILING and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return url


def _add_words(builder: _Builder, text: str, numbers: bool, terms: tuple[tuple[str, str], ...]) -> None:
    """Terms and numbers as atoms, entities and escapes undone where nothing can be lost by it."""
    if builder.style:
        first = not builder.length
        text = truecase.sentence_case(text, builder.style, first=first)
        terms = tuple(
            (truecase.sentence_case(term, builder.style, first=False), form) for term, form in terms
        )
        terms += tuple((term[:1].upper() + term[1:], form) for term, form in terms if first)
    if builder.house:
        text = house_english(text.translate(STRAIGHT))
        terms = tuple((house_english(term.translate(STRAIGHT)), form) for term, form in terms)
    known = [(re.escape(english), translation) for english, translation in terms if english]
    alternatives = [f"(?<!\\w)(?:{name})(?!\\w)" for name, _ in sorted(known, key=lambda item: -len(item[0]))]
    if numbers:
        alternatives.append(_NUMBER.pattern)
    alternatives += [rf"(?<!\S)\S*?{_ESCAPED}\S*", rf"{_ESCAPED}\S*"]
    translations = dict(terms)
    position = 0
    for match in re.finditer("|".join(alternatives), text):
        raw = match.group()
        builder.words(text[position : match.start()])
        position = match.end()
        if raw in translations:
            builder.atom(translations[raw], "term")
        elif _NUMBER.fullmatch(raw):
            builder.atom(raw, "number")
        else:
            plain = _unescape(raw)
            builder.add(plain) if plain is not None else builder.atom(raw, "escape")
    builder.words(text[position:])


def _unescape(raw: str) -> str | None:
    """Plain text of a word with entities or backslashes, or ``None`` where these must be kept."""
    if raw == "&amp;":
        return "and"
    unescaped = re.sub(r"\\([!-/:-@\[-`{-~])", lambda m: m[1] if m[1] in _PLAIN_ESCAPES else m[0], raw)
    if "\\" in unescaped:
        return None
    entities = re.findall(r"&(?:\w+|#\d+|#x[0-9a-fA-F]+);", unescaped)
    if any(html.unescape(entity) not in _PLAIN_ENTITIES for entity in entities):
        return None
    return html.unescape(unescaped)


EDGE_KINDS = frozenset({"dateline", "footnote", "image", "tag", "break", "shortcode"})


def edges(masked: Masked) -> tuple[int, int]:
    """Where the words begin and end: footnote marks, images and tags at the ends need no engine."""
    text = masked.text
    start, end = 0, len(text)
    while start < end and _skips(text[start], masked):
        start += 1
    while end > start and _skips(text[end - 1], masked):
        end -= 1
    has_start = bool(SIGNS.search(text[:start]))
    has_end = bool(SIGNS.search(text[end:]))
    return (start if has_start else 0), (end if has_end else len(text))


def _skips(char: str, masked: Masked) -> bool:
    """A space or an atom that belongs to no clause."""
    return char.isspace() or (
        bool(SIGNS.match(char)) and masked.atoms[ord(char) - FIRST_SIGN].kind in EDGE_KINDS
    )


def render(text: str, form: str) -> str:
    """Masked text with its atoms written as the engine shall copy them, numbered in order of appearance."""
    numbers = iter(range(1, MAX_ATOMS + 1))
    return SIGNS.sub(lambda _: form.replace("{n}", str(next(numbers))), text)


_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


def recover(output: str, source: str, form: str) -> str | None:
    """An engine's output with its mask tokens turned back into signs; ``None`` if one is lost, new or doubled.

    Spaces inside a token and native digits are forgiven.
    """
    signs = SIGNS.findall(source)
    if not signs:
        return output
    before, _, after = form.partition("{n}")
    pattern = r"\s*".join((re.escape(before), r"([0-9۰-۹٠-٩]{1,4})", re.escape(after)))
    seen: list[int] = []

    def sign(match: re.Match[str]) -> str:
        number = int(match[1].translate(_DIGITS))
        seen.append(number)
        return signs[number - 1] if 0 < number <= len(signs) else match[0]

    text = re.sub(pattern, sign, output)
    return text if sorted(seen) == list(range(1, len(signs) + 1)) else None


def clean(text: str, source: str) -> str:
    """Drop markup characters that the source's words do not have: an engine's, they would become markup."""
    return _STRAY.sub(lambda match: match[0] if match[0] in source else "", text)


def restore(text: str, masked: Masked, numerals: dict[int, str | None]) -> str:
    """Put atoms and the marks of spans back; numbers are written with ``numerals`` (a translation table)."""

    def raw(match: re.Match[str]) -> str:
        index = ord(match[0]) - FIRST_SIGN
        if index >= MAX_ATOMS:
            span = masked.spans[(index - MAX_ATOMS) // 2]
            return span.after if index % 2 else span.before
        atom = masked.atoms[index]
        return atom.raw.translate(numerals) if atom.kind == "number" else atom.raw

    return ALL_SIGNS.sub(raw, text)
