"""A reviewed word is sacred: whatever happens to article and catalogue, in whatever order.

One world: an article whose sentences are edited, moved, split and taken back; translators who work in PO editors,
also while a run is under way and on branches of their own; a machine that drafts; runs that update, merge, save and
record reviews. After every step

* each unit that a person approved still has that text and is not fuzzy, as long as its source stands, and again
  when it comes back;
* no approved text is missing from the file, unless a person wrote something else in its place;
* the file can be read, holds each unit once, and writing it again changes nothing.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import po_editors
import pytest
from catalogue_helpers import ENGINE, HEADER, pot
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from wirelocalize import catalogue
from wirelocalize.catalogue import Catalogue, Entry, State

ROLES = ("paragraph", "quote", "headline", "caption")
SENTENCES = tuple(
    sentence.format(number=number)
    for number in (12, 14)
    for sentence in (
        "At least {number} patients came to the clinic on the first day.",
        "At least {number} patients came to the clinic on the first day, and nine of them stayed.",
        "Nine of them stayed for {number} nights.",
        "The council did not answer {number} letters from the bakery.",
        "The council did answer {number} letters from the bakery.",
        "Clinic reopens after {number} years",
    )
)
positions = st.integers(0, 7)
sentences = st.sampled_from(SENTENCES)
roles = st.sampled_from(ROLES)


class Newsroom(RuleBasedStateMachine):
    """The world of the module's description."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "fa.po"
        self.snapshot = Path(self.folder.name) / "snapshot.po"
        self.reviews = Path(self.folder.name) / "reviews.jsonl"
        self.article: list[tuple[str, str]] = []
        self.approved: dict[tuple[str, str], str] = {}
        self.shelved: dict[tuple[str, str], str] = {}
        self.words: set[str] = set()
        self.counter = 0

    def teardown(self) -> None:
        self.folder.cleanup()

    # -- the article

    @initialize(first=st.lists(st.tuples(roles, sentences), min_size=3, max_size=6))
    def write_article(self, first: list[tuple[str, str]]) -> None:
        self.article = first
        catalogue.write(self.path, replace(pot(first), header=HEADER))

    @rule(position=positions, role=roles, sentence=sentences)
    def insert(self, position: int, role: str, sentence: str) -> None:
        self.article.insert(position, (role, sentence))

    @rule(position=positions, sentence=sentences)
    def edit(self, position: int, sentence: str) -> None:
        if position < len(self.article):
            self.article[position] = (self.article[position][0], sentence)

    @rule(position=positions, role=roles)
    def change_role(self, position: int, role: str) -> None:
        if position < len(self.article):
            self.article[position] = (role, self.article[position][1])

    @rule(position=positions)
    def delete(self, position: int) -> None:
        if position < len(self.article):
            del self.article[position]

    @rule(position=positions, to=positions)
    def move(self, position: int, to: int) -> None:
        if position < len(self.article):
            self.article.insert(to, self.article.pop(position))

    # -- people

    def text(self) -> str:
        self.counter += 1
        return f"متن تأییدشدهٔ {self.counter}."

    def approve(self, whole: Catalogue, position: int, *, accept: bool) -> Catalogue:
        """A person approves a unit, its draft as it is or in words of their own."""
        active = [entry for entry in whole.entries if not entry.obsolete]
        if position >= len(active):
            return whole
        entry = active[position]
        target = entry.target if accept and entry.target else self.text()
        if target != entry.target:
            self.words.discard(entry.target)
        self.words.add(target)
        self.approved[entry.key] = target
        done = replace(entry, target=target, fuzzy=False, previous=None)
        return replace(whole, entries=tuple(done if e is entry else e for e in whole.entries))

    @rule(position=positions, accept=st.booleans())
    def review(self, position: int, accept: bool) -> None:
        catalogue.write(self.path, self.approve(catalogue.read(self.path), position, accept=accept))

    @rule(position=positions)
    def leave_half_done(self, position: int) -> None:
        whole = catalogue.read(self.path)
        active = [entry for entry in whole.entries if not entry.obsolete]
        if position < len(active) and catalogue.state(active[position]) is not State.REVIEWED:
            self.words.discard(active[position].target)
            done = replace(active[position], target=f"نیمه {position}", fuzzy=True)
            entries = tuple(done if e is active[position] else e for e in whole.entries)
            catalogue.write(self.path, replace(whole, entries=entries))

    @rule(editor=st.sampled_from([po_editors.poedit, po_editors.weblate]))
    def save_in_an_editor(self, editor: object) -> None:
        editor(self.path)  # type: ignore[operator]

    # -- runs

    def run(self, old: Catalogue) -> Catalogue:
        new = catalogue.update(old, pot(self.article), base=catalogue.recall(self.snapshot)).catalogue
        new, _ = catalogue.record_reviews(old, new, self.reviews, article="a")
        filled = [
            entry
            if entry.obsolete or catalogue.holds_human_words(entry)
            else catalogue.filled_by_machine(entry, f"پیش‌نویس {entry.source[:20]}", ENGINE, confidence=0.5)
            for entry in new.entries
        ]
        return replace(new, entries=tuple(filled))

    def follow_the_article(self) -> None:
        """After a run: what left the article is shelved, and what came back is owed its approval again."""
        for key in list(self.approved):
            if key not in self.article:
                text = self.approved.pop(key)
                # In another role the sentence may have taken its translation along.
                if key[1] not in {sentence for _, sentence in self.article}:
                    self.shelved[key] = text
        for key in [key for key in self.shelved if key in self.article]:
            self.approved[key] = self.shelved.pop(key)
        for key in [key for key in self.shelved if key[1] in {sentence for _, sentence in self.article}]:
            del self.shelved[key]

    @rule()
    def sync(self) -> None:
        old = catalogue.read(self.path)
        saved = catalogue.save(self.path, self.run(old), old)
        catalogue.remember(self.snapshot, saved.catalogue)
        self.follow_the_article()
        again = catalogue.update(saved.catalogue, pot(self.article), base=saved.catalogue)
        assert again.catalogue == saved.catalogue
        assert again.changes == ()

    @rule(position=positions, accept=st.booleans())
    def sync_while_a_person_saves(self, position: int, accept: bool) -> None:
        old = catalogue.read(self.path)
        new = self.run(old)
        catalogue.write(self.path, self.approve(old, position, accept=accept))
        saved = catalogue.save(self.path, new, old)
        catalogue.remember(self.snapshot, saved.catalogue)
        self.follow_the_article()

    @rule(mine=positions, theirs=positions, run=st.booleans())
    def merge_branches(self, mine: int, theirs: int, run: bool) -> None:
        base = catalogue.read(self.path)
        ours = self.approve(base, mine, accept=False)
        if run:
            ours = self.run(ours)
        before, words = dict(self.approved), set(self.words)
        other = self.approve(base, theirs, accept=False)
        merged, conflicts = catalogue.merge3(base, ours, other)
        for conflict in conflicts:
            # Both words are there, and the unit waits for a person.
            assert conflict.set_aside in catalogue.dumps(merged)
            self.approved.pop(conflict.key, None)
        if mine == theirs:
            self.words |= words & {entry.target for entry in ours.entries}
            self.approved.update(
                {k: v for k, v in before.items() if k not in self.approved and not conflicts}
            )
        catalogue.write(self.path, merged)
        if run:
            self.follow_the_article()

    @rule()
    def lose_the_cache(self) -> None:
        self.snapshot.unlink(missing_ok=True)

    # -- what holds

    @invariant()
    def approved_units_stand(self) -> None:
        if not self.path.exists():
            return
        whole = catalogue.read(self.path)
        entries = {entry.key: entry for entry in whole.entries}
        for key, text in self.approved.items():
            entry: Entry = entries[key]
            assert (entry.target, entry.fuzzy) == (text, False), key

    @invariant()
    def no_approved_word_is_missing(self) -> None:
        if self.path.exists():
            text = catalogue.dumps(catalogue.read(self.path))
            assert not [word for word in self.words if word not in text]

    @invariant()
    def the_file_is_sound(self) -> None:
        if self.path.exists():
            whole = catalogue.read(self.path)
            assert catalogue.loads(catalogue.dumps(whole)) == whole
            assert not catalogue.write(self.path, whole)


_common = settings(stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))


class TestNewsroom(Newsroom.TestCase):  # type: ignore[name-defined, misc]
    """Some days."""

    settings = settings(_common, max_examples=15)


@pytest.mark.slow
class TestNewsroomAtLength(Newsroom.TestCase):  # type: ignore[name-defined, misc]
    """A year."""

    settings = settings(_common, max_examples=400)
