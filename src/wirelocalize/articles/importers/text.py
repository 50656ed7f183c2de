"""A page saved as plain text: its articles, each line labelled."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirelocalize.articles.importers.anchors import Anchor, find_anchors
from wirelocalize.articles.importers.lines import (
    BULLET,
    Line,
    ends_sentence,
    fold,
    is_chrome,
    is_mojibake,
    is_title_case,
    matched,
    split_lines,
    value,
)
from wirelocalize.articles.importers.markdown import escape, heading
from wirelocalize.articles.importers.model import Imported, Kind, Label, OtherArticle, Picture, Piece
from wirelocalize.articles.model import Role
from wirelocalize.errors import ArticleError

if TYPE_CHECKING:
    import re

    from wirelocalize.articles.importers.profile import Profile

_CAPTION_MAX = 500
_RELATED_MAX = 200
_WRAP_MAX = 100
_ROLES = {
    Kind.PARAGRAPH: Role.PARAGRAPH,
    Kind.SUBHEADING: Role.SUBHEADING,
    Kind.LIST_ITEM: Role.LIST_ITEM,
    Kind.NOTE: Role.NOTE,
}


@dataclass(slots=True)
class _Block:
    """Lines that belong together, and what they were taken for."""

    text: str
    indices: list[int]
    kind: Kind


@dataclass(slots=True)
class _Section:
    """One article of the page while it is being read."""

    anchor: Anchor
    blocks: list[_Block] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def of(self, kind: Kind) -> list[str]:
        return [block.text for block in self.blocks if block.kind is kind]

    @property
    def stub(self) -> bool:
        return not any(block.kind in {Kind.PARAGRAPH, Kind.LIST_ITEM} for block in self.blocks)


def import_text(text: str, profile: Profile, *, path: object = None, article: int | None = None) -> Imported:
    """Read a text page.

    :param article: which article of the page to take; by default the first that has a text.
    :raises ArticleError: the page is empty, holds only a stub, or has no article of that number.
    """
    lines = split_lines(text)
    if not any(line.text for line in lines):
        raise ArticleError("is empty", path=_path(path))
    anchors = find_anchors(lines, profile)
    reader = _Reader(lines, profile)
    sections = [
        reader.section(anchor, anchors[position + 1].first if position + 1 < len(anchors) else len(lines))
        for position, anchor in enumerate(anchors)
    ] or [reader.without_anchor()]
    chosen = _choose(sections, lines, article, path)
    return _assemble(reader, sections, chosen)


def _path(path: object) -> str | None:
    return str(path) if path is not None else None


def _choose(sections: list[_Section], lines: list[Line], article: int | None, path: object) -> int:
    if article is not None:
        if not 1 <= article <= len(sections):
            raise ArticleError(f"has no article {article}", path=_path(path), hint=f"it has {len(sections)}")
        full = [article - 1] if not sections[article - 1].stub else []
    else:
        full = [index for index, section in enumerate(sections) if not section.stub]
    if not full:
        section = sections[(article or 1) - 1]
        title = _title(section, lines)
        raise ArticleError(
            f"holds only the head of an article, no text: {title!r}", path=_path(path),
            line=(section.anchor.headline or 0) + 1, hint="save the whole page",
        )  # fmt: skip
    return full[0]


class _Reader:
    """Labels the lines of a page."""

    def __init__(self, lines: list[Line], profile: Profile) -> None:
        self.lines = lines
        self.profile = profile
        self.wrapped = _is_wrapped(lines, profile)

    def section(self, anchor: Anchor, end: int) -> _Section:
        """The article that begins with ``anchor`` and ends before line index ``end``."""
        section = _Section(anchor)
        start = anchor.end
        start = self._captions(section, start, end)
        self._body(section, start, end)
        _settle_subheadings(section.blocks, self.profile)
        return section

    def without_anchor(self) -> _Section:
        """The whole page as one article, headed by its first line unless that is a sentence of text."""
        filled = [line for line in self.lines if line.text and not is_chrome(line.text, self.profile)]
        anchor = Anchor()
        if (
            filled
            and not (ends_sentence(filled[0].text) and len(filled[0].text) > 80)
            and len(filled[0].text) <= 300
        ):
            anchor.headline = filled[0].number - 1
        section = _Section(anchor)
        start = 0 if anchor.headline is None else anchor.headline + 1
        self._body(section, start, len(self.lines))
        _settle_subheadings(section.blocks, self.profile)
        return section

    def _captions(self, section: _Section, start: int, end: int) -> int:
        """The run directly below the anchor: captions, often doubled. Returns where the body begins."""
        stop = start
        while stop < end and self.lines[stop].text:
            stop += 1
        run = range(start, stop)
        doubled = any(self._twin(index, stop) is not None for index in run)
        bounded = stop < end and any(line.text for line in self.lines[stop:end])
        position = start
        while position < stop:
            text = self.lines[position].text
            twin = self._twin(position, stop)
            loose = (not ends_sentence(text) and not self.wrapped) or (doubled and bounded)
            if self._is_headline(section, text):
                section.blocks.append(_Block(text, [position], Kind.HEADLINE_REPEAT))
            elif is_chrome(text, self.profile) or (
                twin is None and not (loose and len(text) <= _CAPTION_MAX)
            ):
                break
            else:
                self._caption(section, position, twin)
                position = position if twin is None else twin
            position += 1
        return position

    def _body(self, section: _Section, start: int, end: int) -> None:
        related = False
        position = start
        while position < end:
            if not self.lines[position].text:
                position += 1
                continue
            twin = self._twin(position, end)
            if twin is not None:
                self._caption(section, position, twin)
                position = twin + 1
                continue
            indices = self._block(position, end)
            text = " ".join(self.lines[index].text for index in indices)
            kind = self._kind(section, text, related=related)
            if kind is Kind.RELATED_HEADING:
                related = True
            elif related and kind is Kind.PARAGRAPH:
                related = False
                number = self.lines[position].number
                section.warnings.append(
                    f"line {number}: text after the related headlines was taken as part of the article"
                )
            section.blocks.append(_Block(text, indices, kind))
            position = indices[-1] + 1

    def _block(self, position: int, end: int) -> list[int]:
        """The lines of one block: one line, or in wrapped pages all up to a blank line."""
        indices = [position]
        if not self.wrapped or is_chrome(self.lines[position].text, self.profile):
            return indices
        while indices[-1] + 1 < end and self.lines[indices[-1] + 1].text:
            following = self.lines[indices[-1] + 1].text
            if BULLET.match(following) or matched(following, self.profile.related_heading):
                break
            indices.append(indices[-1] + 1)
        return indices

    def _kind(self, section: _Section, text: str, *, related: bool) -> Kind:
        profile = self.profile
        if is_chrome(text, profile):
            return Kind.CHROME
        for patterns, kind in (
            (profile.related_heading, Kind.RELATED_HEADING),
            (profile.related_line, Kind.RELATED), (profile.source_url, Kind.SOURCE_URL),
            (profile.note, Kind.NOTE), (profile.caption, Kind.CAPTION),
        ):  # fmt: skip
            if matched(text, patterns):
                return kind
        if len(section.blocks) < 3 and self._is_headline(section, text):
            return Kind.HEADLINE_REPEAT
        if related and len(text) <= _RELATED_MAX and not (text.endswith(".") and len(text) > 100):
            return Kind.RELATED
        return Kind.LIST_ITEM if BULLET.match(text) else Kind.PARAGRAPH

    def _twin(self, position: int, end: int) -> int | None:
        """Index of the same line again: directly below or after one blank line."""
        text = self.lines[position].text
        if not text or len(text) > _CAPTION_MAX or is_chrome(text, self.profile):
            return None
        for index in (position + 1, position + 2):
            if index >= end:
                return None
            if self.lines[index].text:
                return index if fold(self.lines[index].text) == fold(text) else None
        return None

    def _caption(self, section: _Section, position: int, twin: int | None) -> None:
        text = self.lines[position].text
        section.blocks.append(_Block(text, [position], Kind.CAPTION))
        if twin is not None:
            section.blocks.append(_Block(self.lines[twin].text, [twin], Kind.CAPTION_REPEAT))

    def _is_headline(self, section: _Section, text: str) -> bool:
        headline = section.anchor.headline
        return headline is not None and fold(text) == fold(self.lines[headline].text)


def _is_wrapped(lines: list[Line], profile: Profile) -> bool:
    """Whether the page's paragraphs are wrapped: no long lines, and lines that go on in the next one."""
    if profile.paragraphs != "auto":
        return profile.paragraphs == "wrapped"
    if any(len(line.text) > _WRAP_MAX for line in lines):
        return False
    pairs = [(one.text, two.text) for one, two in itertools.pairwise(lines) if one.text and two.text]
    running_on = [one for one, two in pairs if len(one) >= 40 and not ends_sentence(one) and two[0].islower()]
    return len(running_on) >= 2


def _settle_subheadings(blocks: list[_Block], profile: Profile) -> None:
    """Short paragraphs that head another paragraph become subheadings."""
    for position, block in enumerate(blocks):
        if block.kind is not Kind.PARAGRAPH or not _looks_like_subheading(block.text, profile):
            continue
        following = next((item.kind for item in blocks[position + 1 :] if item.kind is not Kind.CHROME), None)
        if following in {Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.CAPTION}:
            block.kind = Kind.SUBHEADING


def _looks_like_subheading(text: str, profile: Profile) -> bool:
    if len(text) >= profile.subheading_max or text[0].islower() or text[-1] in ",;:-–—…":
        return False
    if text[0] in "-–—*" or not any(character.isalpha() for character in text):
        return False
    if ends_sentence(text):
        return text.endswith("?") and is_title_case(text)
    return True


def _title(section: _Section, lines: list[Line]) -> str:
    if section.anchor.headline is not None:
        return lines[section.anchor.headline].text
    words = next(iter(section.of(Kind.PARAGRAPH)), "Untitled").split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")


def _assemble(reader: _Reader, sections: list[_Section], chosen: int) -> Imported:
    lines, profile, section = reader.lines, reader.profile, sections[chosen]
    anchor = section.anchor
    labels = _labels(lines, sections, profile)
    missing = _missing(section, profile)
    strays = [label for label in labels if label.kind is Kind.UNRECOGNISED]
    pieces = tuple(_piece(block, lines) for block in section.blocks if block.kind in _ROLES)
    warnings = [
        *missing,
        *([anchor.date.warning] if anchor.date and anchor.date.warning else []),
        *section.warnings,
    ]
    warnings += [
        f"line {label.line} above the headline was not recognised: {label.text.strip()!r}" for label in strays
    ]
    warnings += [f"line {line.number} was decoded wrongly before it got here: {line.raw.strip()[:60]!r}"
                 for line in lines if is_mojibake(line.raw)]  # fmt: skip
    return Imported(
        title=_title(section, lines),
        date=anchor.date.iso if anchor.date else "",
        author=anchor.author,
        reading_minutes=anchor.minutes,
        description=lines[anchor.standfirst].text if anchor.standfirst is not None else "",
        source_url=_source_url(lines, labels, profile, chosen + 1),
        pictures=tuple(
            Picture(caption=_inner(text, profile.caption)) for text in dict.fromkeys(section.of(Kind.CAPTION))
        ),
        pieces=pieces,
        related=tuple(dict.fromkeys(_inner(text, profile.related_line) for text in section.of(Kind.RELATED))),
        others=tuple(_other(index, item, lines) for index, item in enumerate(sections) if index != chosen),
        labels=labels,
        warnings=tuple(dict.fromkeys(warnings)),
        confidence=_confidence(section, profile, len(missing), len(strays), len(lines)),
        profile=profile.name,
    )


def _inner(text: str, patterns: tuple[re.Pattern[str], ...]) -> str:
    """What a "Photo: …" or "Read more: …" line says."""
    match = matched(text, patterns)
    return value(match, "text") if match else text


def _piece(block: _Block, lines: list[Line]) -> Piece:
    role = _ROLES[block.kind]
    number = lines[block.indices[0]].number
    if role is Role.SUBHEADING:
        return Piece(role, block.text, heading(escape(block.text), 2), number)
    if role is Role.LIST_ITEM:
        text = BULLET.sub("", block.text, count=1)
        return Piece(role, text, "- " + escape(text), number)
    return Piece(role, block.text, escape(block.text), number)


def _other(index: int, section: _Section, lines: list[Line]) -> OtherArticle:
    anchor = section.anchor
    date = anchor.date.iso if anchor.date else ""
    return OtherArticle(
        index + 1, _title(section, lines), date, anchor.author, section.stub, lines[anchor.first].number
    )


def _missing(section: _Section, profile: Profile) -> list[str]:
    """What the profile expects of a page and this one does not have, each by name."""
    anchor = section.anchor
    there = {
        "date": anchor.date is not None,
        "byline": bool(anchor.author),
        "reading time": anchor.minutes is not None,
    }
    missing = [f"no {name} was found" for name in profile.expect if not there[name]]
    if anchor.headline is None:
        missing.append("no headline was found: the title is the beginning of the text")
    elif not anchor.kinds:
        missing.append("the first line was taken for the headline")
    return missing


def _labels(lines: list[Line], sections: list[_Section], profile: Profile) -> tuple[Label, ...]:
    kinds: dict[int, tuple[Kind, int]] = {}
    for number, section in enumerate(sections, 1):
        anchor = section.anchor
        kinds.update((index, (kind, number)) for index, kind in anchor.kinds.items())
        for index, kind in ((anchor.headline, Kind.HEADLINE), (anchor.standfirst, Kind.STANDFIRST)):
            if index is not None:
                kinds[index] = (kind, number)
        kinds.update((index, (block.kind, number)) for block in section.blocks for index in block.indices)
    return tuple(_label(line, kinds, profile) for line in lines)


def _label(line: Line, kinds: dict[int, tuple[Kind, int]], profile: Profile) -> Label:
    if not line.text:
        return Label(line.number, Kind.BLANK, line.raw)
    if line.number - 1 in kinds:
        kind, article = kinds[line.number - 1]
        return Label(line.number, kind, line.raw, article)
    if is_chrome(line.text, profile):
        return Label(line.number, Kind.CHROME, line.raw)
    if matched(line.text, profile.source_url):
        return Label(line.number, Kind.SOURCE_URL, line.raw)
    return Label(line.number, Kind.UNRECOGNISED, line.raw)


def _source_url(lines: list[Line], labels: tuple[Label, ...], profile: Profile, article: int) -> str:
    for line, label in zip(lines, labels, strict=True):
        if label.kind is Kind.SOURCE_URL and label.article in {0, article}:
            match = matched(line.text, profile.source_url)
            return value(match, "url") if match else ""
    return ""


def _confidence(section: _Section, profile: Profile, missing: int, strays: int, lines: int) -> float:
    """1 for a page with everything its profile expects; every missing part and stray line takes some away."""
    paragraphs = len(section.of(Kind.PARAGRAPH))
    score = (
        1.0
        - 0.2 * missing
        - 0.05 * min(strays, 6)
        - (0.2 if paragraphs < 3 else 0.0)
        - 0.1 * bool(section.warnings)
    )
    return round(max(score, 0.05), 2)
