"""Where the articles of a text page begin: date, byline, "N min read" together and a headline above them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirelocalize.articles.importers.lines import (
    anchor_parts,
    ends_sentence,
    fold,
    is_chrome,
    is_name,
    matched,
)
from wirelocalize.articles.importers.model import Kind

if TYPE_CHECKING:
    from wirelocalize.articles.importers.dates import PageDate
    from wirelocalize.articles.importers.lines import AnchorParts, Line
    from wirelocalize.articles.importers.profile import Profile

_HEAD = 15
"""A date or byline alone counts as an anchor only among so many first lines (blank ones aside)."""
_HEADLINE_MAX = 300


@dataclass(slots=True)
class Anchor:
    """One article's beginning; positions are indices into the list of lines.

    :param kinds: what each of its lines was taken for.
    :param headline: index of the headline, ``None`` if no line can be one.
    """

    kinds: dict[int, Kind] = field(default_factory=dict)
    date: PageDate | None = None
    author: str = ""
    minutes: int | None = None
    headline: int | None = None
    standfirst: int | None = None

    @property
    def first(self) -> int:
        """Index of the first line that belongs to the article."""
        return min([*self.kinds, *(index for index in (self.headline, self.standfirst) if index is not None)])

    @property
    def end(self) -> int:
        """Index after the last line of headline and anchor."""
        return 1 + max(
            [*self.kinds, *(index for index in (self.headline, self.standfirst) if index is not None)]
        )

    @property
    def strong(self) -> bool:
        """Two of the three parts together: an article begins here, wherever on the page it is."""
        return sum((self.date is not None, bool(self.author), self.minutes is not None)) >= 2

    def add(self, index: int, parts: AnchorParts) -> None:
        """Take in one line; what is there first stays."""
        self.kinds[index] = parts.kind
        self.date = self.date or parts.date
        self.author = self.author or parts.author
        self.minutes = parts.minutes if self.minutes is None else self.minutes


def find_anchors(lines: list[Line], profile: Profile) -> list[Anchor]:
    """All articles of the page in order; without any anchor, none."""
    groups = _groups(lines, profile)
    anchors = [group for group in groups if group.strong]
    if not anchors:
        anchors = _weak(lines, groups)
    previous_end = 0
    for anchor in anchors:
        _find_headline(anchor, lines, profile, previous_end)
        previous_end = anchor.end
    return anchors


def _groups(lines: list[Line], profile: Profile) -> list[Anchor]:
    """Runs of anchor lines with at most one blank line between two of them."""
    groups: list[Anchor] = []
    current: Anchor | None = None
    last = -9
    for index, line in enumerate(lines):
        if not line.text:
            continue
        parts = anchor_parts(line.text, profile)
        if parts is None:
            if current is not None and index == last + 1 and _is_bare_byline(current, lines, index, profile):
                current.kinds[index] = Kind.BYLINE
                current.author = line.text
                last = index
            continue
        if current is None or _gap(lines, last, index) or _complete(current, parts):
            current = Anchor()
            groups.append(current)
        current.add(index, parts)
        last = index
    return groups


def _gap(lines: list[Line], last: int, index: int) -> bool:
    """Whether more than one blank line, or any text, stands between two anchor lines."""
    between = lines[last + 1 : index]
    return len(between) > 1 or any(line.text for line in between)


def _complete(anchor: Anchor, parts: AnchorParts) -> bool:
    """Whether a further reading time or byline must be the next article's (a second date is "updated")."""
    return (parts.minutes is not None and anchor.minutes is not None) or bool(parts.author and anchor.author)


def _is_bare_byline(anchor: Anchor, lines: list[Line], index: int, profile: Profile) -> bool:
    """A name directly below the date; not a caption, which would come twice."""
    text = lines[index].text
    if not profile.bare_byline or anchor.date is None or anchor.author or not is_name(text):
        return False
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if following and anchor_parts(following, profile) is not None:
        return True
    return 2 <= len(text.split()) <= 5 and fold(following) != fold(text) and not is_chrome(text, profile)


def _weak(lines: list[Line], groups: list[Anchor]) -> list[Anchor]:
    """Date or byline alone near the top, perhaps one above the headline and one below: one article."""
    filled = [index for index, line in enumerate(lines) if line.text][:_HEAD]
    limit = next((index for index in filled if len(lines[index].text) > 200), filled[-1] + 1 if filled else 0)
    near = [group for group in groups if group.first < limit and (group.date or group.author)]
    if not near:
        return []
    merged = Anchor()
    for group in near:
        if (merged.date and group.date) or (merged.author and group.author):
            break
        merged.kinds.update(group.kinds)
        merged.date = merged.date or group.date
        merged.author = merged.author or group.author
    return [merged]


def _find_headline(anchor: Anchor, lines: list[Line], profile: Profile, start: int) -> None:
    """The last line of text above the anchor; a sentence there, under a headline, is the standfirst."""
    last = max(anchor.kinds)
    above = [index for index in range(start, last) if _may_be_headline(lines[index], index, anchor, profile)]
    if start:  # a further article: only what stands right above its anchor, the rest is the first one's text
        above = [index for index in above if min(anchor.kinds) - index <= 6][-2:]
    if not above:
        below = next((index for index in range(last + 1, len(lines)) if lines[index].text), None)
        if below is not None and not start and _may_be_headline(lines[below], below, anchor, profile):
            anchor.headline = None if ends_sentence(lines[below].text) else below
        return
    anchor.headline = above[-1]
    if len(above) > 1 and _is_standfirst(lines[above[-1]].text) and above[-1] - above[-2] <= 3:
        upper = lines[above[-2]].text
        if not ends_sentence(upper) or upper.endswith("?"):
            anchor.headline, anchor.standfirst = above[-2], above[-1]


def _may_be_headline(line: Line, index: int, anchor: Anchor, profile: Profile) -> bool:
    if not line.text or index in anchor.kinds or len(line.text) > _HEADLINE_MAX:
        return False
    return not (is_chrome(line.text, profile) or matched(line.text, profile.source_url))


def _is_standfirst(text: str) -> bool:
    return len(text) > 60 and text.endswith(".")
