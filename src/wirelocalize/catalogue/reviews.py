"""The record of human review: who approved which unit, when, and how much of the machine draft survived.

``locales/<locale>/reviews.jsonl`` holds one JSON object a line and only ever grows, so that git can join two
branches of it by ``merge=union``. A review is recorded once: its identity is the article, the unit and the
approved text. The record comes first and the draft's text is dropped from the PO afterwards, so an
interrupted run records nothing twice and loses no distance.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from wirelocalize import files
from wirelocalize.catalogue.counting import count_words
from wirelocalize.catalogue.model import Catalogue, Entry, State
from wirelocalize.catalogue.provenance import digest, review_recorded, state, untouched
from wirelocalize.catalogue.templates import parse_stamp, translator
from wirelocalize.errors import DataError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

ACCEPTED, AMENDED, WRITTEN = "accepted", "amended", "written"
_REQUIRED = frozenset({"article", "context", "decision", "text", "unit", "when"})
_MEND = "restore the line from git, or delete it"


@dataclass(frozen=True, slots=True)
class Review:
    """One review of one unit.

    :param article: slug.
    :param context: the unit's role.
    :param unit: digest of role and source; ``text`` of the approved translation.
    :param decision: ``accepted`` (the draft as it was), ``amended``, or ``written`` without a draft.
    :param when: ISO date and time.
    :param by: the header's Last-Translator; empty if it names nobody.
    :param engine: signature of the engine (or ``tm: …`` for a text from the memory); empty for ``written``.
    :param distance: edit distance in characters between draft and approved text; ``None`` where the draft is
        no longer known (a correction of a text reviewed earlier).
    :param length: characters of the longer of the two.
    :param words: English words of the unit.
    """

    article: str
    context: str
    unit: str
    text: str
    decision: str
    when: str
    by: str = ""
    engine: str = ""
    distance: int | None = None
    length: int = 0
    words: int = 0

    def line(self) -> str:
        """The review as a line of the record, keys in alphabetical order."""
        data = {name: getattr(self, name) for name in sorted(self.__slots__)}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@dataclass
class Reviews:
    """The record of one locale: what is in the file, and what is to be added.

    Load it once for a batch, :meth:`record` catalogue by catalogue, and :meth:`save` before those are
    written.
    """

    path: Path
    known: list[Review] = field(default_factory=list)
    pending: list[Review] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._torn: str | None = None
        self._seen: set[tuple[str, str, str]] = set()
        self._texts: set[tuple[str, str]] = set()

    @classmethod
    def load(cls, path: Path) -> Reviews:
        """Read a record; a missing file is an empty one.

        :raises DataError: a line is no review; with its number.
        """
        record = cls(path)
        if path.exists():
            text = files.read_text(path, error=DataError)
            lines = text.split("\n")
            tail = lines.pop()
            if tail:
                # A write that was cut off: what it held is not yet dropped from any catalogue.
                try:
                    record.known.append(_parse(tail, path, len(lines) + 1))
                    lines.append(tail)
                except DataError:
                    pass
                record._torn = "".join(f"{line}\n" for line in lines)
                lines = lines[: len(lines) - len(record.known)]
            record.known[:0] = [
                _parse(line, path, number) for number, line in enumerate(lines, 1) if line.strip()
            ]
            for review in record.known:
                record._remember(review)
        return record

    def record(
        self, article: str, new: Catalogue, old: Catalogue | None = None, *, now: datetime | None = None
    ) -> Catalogue:
        """Note every reviewed unit that is not on record, and drop its draft's text from the catalogue.

        :param old: the catalogue before it was edited, if known: it may hold drafts that ``new`` has lost.
        :param now: the time of reviews whose file names none.
        """
        by, when = translator(new), parse_stamp(new.header.get("PO-Revision-Date", ""))
        # Without a translator the header's date is that of the catalogue's creation.
        moment = when if by and when else now or datetime.now(UTC)
        before = {entry.key: entry for entry in old.entries} if old is not None else {}
        entries = []
        for entry in new.entries:
            # An obsolete one too: its source may have been edited before its review was put on record.
            if state(entry) is State.REVIEWED:
                self._add(_review(article, entry, before.get(entry.key), by, moment), entry)
                entries.append(review_recorded(entry))
            else:
                entries.append(entry)
        return replace(new, entries=tuple(entries))

    def save(self) -> int:
        """Append what was noted.

        :returns: how many reviews were added.
        :raises OutputError: the file cannot be written.
        """
        added = "".join(f"{review.line()}\n" for review in self.pending)
        count = len(self.pending)
        if self._torn is not None:
            files.write_text(self.path, self._torn + added)
        elif added:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with self.path.open("ab") as stream:
                    stream.write(added.encode("utf-8"))
                    stream.flush()
                    os.fsync(stream.fileno())
            except OSError as exc:
                raise OutputError(f"cannot be written: {exc.strerror or exc}", path=self.path) from exc
        self.known += self.pending
        self.pending, self._torn = [], None
        return count

    def _add(self, review: Review, entry: Entry) -> None:
        if (review.article, review.unit, review.text) in self._seen:
            return
        if (entry.origin is None or entry.origin.text is None) and (review.unit, review.text) in self._texts:
            return  # recorded under the name that the article had before
        self.pending.append(review)
        self._remember(review)

    def _remember(self, review: Review) -> None:
        self._seen.add((review.article, review.unit, review.text))
        self._texts.add((review.unit, review.text))


def record_reviews(
    old: Catalogue | None, new: Catalogue, path: Path, *, article: str, now: datetime | None = None
) -> tuple[Catalogue, int]:
    """Record the reviews of one catalogue; see :class:`Reviews`, which is quicker for many.

    :returns: the catalogue to write, and how many reviews were added.
    """
    record = Reviews.load(path)
    catalogue = record.record(article, new, old, now=now)
    return catalogue, record.save()


@dataclass
class Tally:
    """Sums over reviews.

    :param distance: of the reviews whose draft is known; ``length`` likewise.
    """

    reviews: int = 0
    words: int = 0
    accepted: int = 0
    amended: int = 0
    written: int = 0
    distance: int = 0
    length: int = 0

    @property
    def survived(self) -> float | None:
        """Share of the drafts' characters that survived review, 0 to 1; ``None`` without a known draft."""
        return 1 - self.distance / self.length if self.length else None

    def add(self, review: Review) -> None:
        """Count one review."""
        self.reviews += 1
        self.words += review.words
        self.accepted += review.decision == ACCEPTED
        self.amended += review.decision == AMENDED
        self.written += review.decision == WRITTEN
        if review.distance is not None:
            self.distance += review.distance
            self.length += review.length


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """Reviews per engine signature and per person (empty name: nobody was named)."""

    engines: Mapping[str, Tally]
    people: Mapping[str, Tally]
    total: Tally


def summarise_reviews(paths: Iterable[Path]) -> ReviewSummary:
    """Sum up review records; a line that a merge has doubled counts once.

    :raises DataError: a record cannot be read.
    """
    engines: dict[str, Tally] = {}
    people: dict[str, Tally] = {}
    total = Tally()
    for path in paths:
        for review in dict.fromkeys(Reviews.load(path).known):
            total.add(review)
            people.setdefault(review.by, Tally()).add(review)
            if review.engine:
                engines.setdefault(review.engine, Tally()).add(review)
    return ReviewSummary(dict(sorted(engines.items())), dict(sorted(people.items())), total)


def _review(article: str, entry: Entry, before: Entry | None, by: str, moment: datetime) -> Review:
    """The review that an entry's state amounts to."""
    from rapidfuzz.distance import Levenshtein

    origin, distance, length, decision, engine = entry.origin, None, 0, WRITTEN, ""
    if origin is not None:
        engine = origin.signature if origin.kind == "mt" else f"{origin.kind}: {origin.signature}"
        draft = entry.target if untouched(entry) else origin.text
        if draft is None and before is not None and digest(before.target) == origin.digest:
            draft = before.target
        decision = ACCEPTED if untouched(entry) else AMENDED
        if draft is not None:
            distance = Levenshtein.distance(draft, entry.target)
            length = max(len(draft), len(entry.target))
    return Review(
        article=article,
        context=entry.context,
        unit=digest(f"{entry.context}\x04{entry.source}"),
        text=digest("\0".join(entry.plural[1:]) or entry.target),
        decision=decision,
        when=moment.isoformat(timespec="minutes"),
        by=by,
        engine=engine,
        distance=distance,
        length=length,
        words=count_words(entry.source),
    )


def _parse(line: str, path: Path, number: int) -> Review:
    try:
        data: Any = json.loads(line)
    except ValueError as exc:
        hint = "set merge=union for it in .gitattributes" if line.startswith(("<<<", "===", ">>>")) else _MEND
        raise DataError("is no review record", path=path, line=number, hint=hint) from exc
    if not isinstance(data, dict) or not data.keys() >= _REQUIRED:
        raise DataError("is no review record", path=path, line=number, hint=_MEND)
    values = {name: value for name, value in data.items() if name in Review.__slots__}
    texts = {name: value for name, value in values.items() if name not in {"distance", "length", "words"}}
    numbers = [value for name, value in values.items() if name not in texts and value is not None]
    if not all(isinstance(v, str) for v in texts.values()) or not all(
        type(v) is int and v >= 0 for v in numbers
    ):
        raise DataError("a field of the review has the wrong type", path=path, line=number)
    return Review(**values)
