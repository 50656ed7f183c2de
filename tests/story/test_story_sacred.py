"""A reviewed word is sacred, whatever commands run and whatever people do between and during them.

One workspace of two articles and one or two locales. Articles are edited, renamed, deleted and written anew; people
approve, correct and take back translations in their editors, also while a command is at work; settings change and
caches vanish. After every step

* an approved unit whose source stands has its approved text and no fuzzy flag;
* an approved unit whose source is gone is still in its file, approved;
* a text that a person has begun is still there;
* each file can be read, and holds each unit once.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import po_editors
import polib
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from story_desk import Desk, letters_machine

from wirelocalize import batch, catalogue
from wirelocalize.batch import checking
from wirelocalize.catalogue import State
from wirelocalize.catalogue.updating import RUNNING_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirelocalize.catalogue import Entry

SENTENCES = (
    "At least 12 patients came to the clinic on the first day.",
    "At least 14 patients came to the clinic on the first day.",
    "At least 12 patients came to the clinic on the first day, and nine of them stayed.",
    "Nine of them stayed for two nights.",
    "The council did not answer letters from the bakery.",
    "The council did answer letters from the bakery.",
    "“We will *not* leave,” said the [nurse](https://example.org/a).",
    "Clinic reopens after two years.",
)
FORMS = ("{}", "> {}", "- {}", "## {}")
CONFIGURATIONS = (
    "",
    '[articles]\nunit = "paragraph"\n',
    '[articles]\ntext_keys = ["title", "kicker"]\n',
    "[mt]\nfloor = 0.9\n",
)
Key = tuple[str, str]
Block = tuple[str, list[str]]
sentences = st.sampled_from(SENTENCES)
blocks = st.tuples(st.sampled_from(FORMS), st.lists(sentences, min_size=1, max_size=3))
positions = st.integers(0, 5)
articles = st.sampled_from(["clinic", "bakery"])
EDITORS = {"poedit": po_editors.poedit, "weblate": po_editors.weblate}
NATIVE = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
PEOPLE = {
    "name": articles,
    "locale": st.sampled_from(["fa", "ps"]),
    "position": st.integers(0, 9),
    "editor": st.sampled_from(sorted(EDITORS)),
}


class Newsroom(RuleBasedStateMachine):
    """The world of the module's description."""

    locales: tuple[str, ...] = ("fa", "ps")

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.desk = Desk(Path(self.stack.enter_context(tempfile.TemporaryDirectory())).resolve())
        self.stack.enter_context(letters_machine())
        (self.desk.root / "articles").mkdir()
        self.content: dict[str, list[Block]] = {}
        self.slugs: dict[str, str] = {}
        self.approved: dict[tuple[str, str], dict[Key, str]] = {}
        """(slug of the catalogue, locale) → unit → approved text."""
        self.begun: dict[tuple[str, str], dict[Key, str]] = {}
        self.counter = 0

    def teardown(self) -> None:
        self.stack.close()

    # -- the desk

    @initialize(
        first=st.lists(blocks, min_size=2, max_size=4), second=st.lists(blocks, min_size=1, max_size=3)
    )
    def open(self, first: list[Block], second: list[Block]) -> None:
        self.configure(self.locales, "")
        for name, content in (("clinic", first), ("bakery", second)):
            self.content[name] = content
            self.slugs[name] = name
            self.write(name)
        self.command("run")

    def configure(self, locales: tuple[str, ...], rest: str) -> None:
        codes = ", ".join(f'"{code}"' for code in locales)
        (self.desk.root / "wirelocalize.toml").write_text(f"locales = [{codes}]\n{rest}", encoding="utf-8")

    def write(self, name: str) -> None:
        body = "\n\n".join(form.format(" ".join(texts)) for form, texts in self.content[name])
        # Different titles keep the two articles apart; no sentence of the body equals them.
        text = f"---\ntitle: The {name} report of the week\nkicker: From the {name}\n---\n\n{body}\n"
        path = self.desk.article(self.slugs[name])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    @rule(name=articles, position=positions, block=blocks)
    def insert(self, name: str, position: int, block: Block) -> None:
        self.content[name].insert(position, block)
        self.write(name)

    @rule(name=articles, position=positions, number=st.integers(0, 2), sentence=sentences)
    def edit(self, name: str, position: int, number: int, sentence: str) -> None:
        position %= len(self.content[name])
        form, texts = self.content[name][position]
        texts = [sentence if index == number % len(texts) else text for index, text in enumerate(texts)]
        self.content[name][position] = (form, texts)
        self.write(name)

    @rule(name=articles, position=positions, form=st.sampled_from(FORMS))
    def change_role(self, name: str, position: int, form: str) -> None:
        position %= len(self.content[name])
        self.content[name][position] = (form, self.content[name][position][1])
        self.write(name)

    @rule(name=articles, position=positions, to=positions)
    def move(self, name: str, position: int, to: int) -> None:
        self.content[name].insert(to, self.content[name].pop(position % len(self.content[name])))
        self.write(name)

    @rule(name=articles, position=positions)
    def delete(self, name: str, position: int) -> None:
        if len(self.content[name]) > 1:
            del self.content[name][position % len(self.content[name])]
            self.write(name)

    @rule(name=articles, to=st.sampled_from(["clinic", "2026/clinic", "Clinic", "bakery", "old/bakery"]))
    def rename(self, name: str, to: str) -> None:
        if to not in self.slugs.values():
            self.desk.article(to).parent.mkdir(parents=True, exist_ok=True)
            self.desk.article(self.slugs[name]).rename(self.desk.article(to))
            self.slugs[name] = to

    # -- people

    def pick(self, name: str, locale: str, position: int, wanted: Callable[[Entry], bool]) -> Entry | None:
        """An active unit of an article's catalogue, if there is one."""
        if not self.desk.po(self.slugs[name], locale).exists():
            return None
        entries = [
            e for e in self.desk.read(self.slugs[name], locale).entries if not e.obsolete and wanted(e)
        ]
        return entries[position % len(entries)] if entries else None

    def save_as_person(self, name: str, locale: str, key: Key, editor: str, **fields: object) -> None:
        """What a translator does to one unit in an editor, which then saves the whole file."""

        def work(entry: polib.POEntry) -> None:
            if not entry.obsolete and (entry.msgctxt or "", entry.msgid) == key:
                entry.msgstr = fields["text"]
                entry.flags = ["fuzzy"] if fields["fuzzy"] else []
                if not fields["fuzzy"]:
                    entry.previous_msgid = entry.previous_msgctxt = None

        EDITORS[editor](self.desk.po(self.slugs[name], locale), work)

    def words(self) -> str:
        self.counter += 1
        # Nothing in it that ``check --fix`` would mend but perhaps its end.
        return "کار انسان " + f"{self.counter:04}".translate(NATIVE)

    def replaced(self, where: tuple[str, str], text: str) -> None:
        """A person wrote over a text, perhaps one that was begun: nothing is owed for it any more."""
        begun = self.begun.get(where, {})
        for key in [key for key, value in begun.items() if value in text]:
            del begun[key]

    def approve(self, name: str, locale: str, position: int, editor: str, *, accept: bool) -> None:
        entry = self.pick(name, locale, position, lambda _entry: True)
        if entry is None:
            return
        text = entry.target if accept and entry.target else self.words()
        self.save_as_person(name, locale, entry.key, editor, text=text, fuzzy=False)
        where = (self.slugs[name], locale)
        self.approved.setdefault(where, {})[entry.key] = text
        self.replaced(where, entry.target)

    @rule(**PEOPLE, accept=st.booleans())
    def review(self, name: str, locale: str, position: int, editor: str, accept: bool) -> None:
        self.approve(name, locale, position, editor, accept=accept)

    @rule(**PEOPLE)
    def begin(self, name: str, locale: str, position: int, editor: str) -> None:
        """A person writes half of a translation and leaves it fuzzy."""
        entry = self.pick(name, locale, position, lambda e: catalogue.state(e) is not State.REVIEWED)
        if entry is not None:
            text = self.words()
            self.save_as_person(name, locale, entry.key, editor, text=text, fuzzy=True)
            self.replaced((self.slugs[name], locale), entry.target)
            self.begun.setdefault((self.slugs[name], locale), {})[entry.key] = text

    # -- commands

    def command(self, name: str) -> None:
        """A command, and what its renames mean for what is owed to people."""
        step = {
            "sync": lambda: batch.sync(self.desk.job()),
            "translate": lambda: batch.translate(self.desk.job()),
            "redraft": lambda: batch.translate(self.desk.job(), redraft=True),
            "publish": lambda: batch.publish(self.desk.job()),
            "fix": lambda: checking.fix(self.desk.job(), checking.CheckOptions()),
            "run": lambda: batch.run(self.desk.job()),
        }[name]
        report = step()
        sync = report if name == "sync" else getattr(report, "sync", None)
        if sync is not None:
            assert sync.failures == ()
            for move in sync.moved:
                for owed in (self.approved, self.begun):
                    for locale in move.locales:
                        if (move.old, locale) in owed:
                            # What a person did while the command ran is newer.
                            newer = owed.get((move.new, locale), {})
                            owed[move.new, locale] = owed.pop((move.old, locale)) | newer
            self.follow_roles()

    def follow_roles(self) -> None:
        """Between running-text roles, and after an edit, a text goes with its sentence."""
        for (slug, locale), units in self.approved.items():
            path = self.desk.po(slug, locale)
            entries = {e.key: e for e in catalogue.read(path).entries}
            for key in [key for key in units if key not in entries and key[0] in RUNNING_TEXT]:
                heirs = [
                    other
                    for other, entry in entries.items()
                    if other[1] == key[1] and other[0] in RUNNING_TEXT
                    if (entry.target, entry.fuzzy)
                    == (units[key], False)  # memory may have filled a third role
                ]
                assert heirs, (slug, locale, key)
                text = units.pop(key)
                units.setdefault(heirs[0], text)
        # What was begun for an edited sentence goes on as stale; it is owed no more than to be somewhere.

    @rule(name=st.sampled_from(["sync", "sync", "sync", "run", "translate", "redraft", "publish", "fix"]))
    def run_a_command(self, name: str) -> None:
        self.command(name)

    @rule(command=st.sampled_from(["sync", "run", "redraft", "fix"]), accept=st.booleans(), **PEOPLE)
    def run_a_command_while_a_person_saves(
        self, command: str, accept: bool, name: str, locale: str, position: int, editor: str
    ) -> None:
        real = catalogue.save
        came: list[bool] = []

        def save_late(
            path: Path, new: catalogue.Catalogue, base: catalogue.Catalogue | None
        ) -> catalogue.Saved:
            if not came and path == self.desk.po(self.slugs[name], locale):
                came.append(True)
                self.approve(name, locale, position, editor, accept=accept)
            return real(path, new, base)

        with mock.patch.object(catalogue, "save", save_late):
            self.command(command)

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.desk.root / ".wirelocalize", ignore_errors=True)

    @rule()
    def lose_the_outputs(self) -> None:
        for folder in ("public", "drafts"):
            shutil.rmtree(self.desk.root / folder, ignore_errors=True)

    @rule(locales=st.sampled_from([("fa",), ("ps", "fa")]), rest=st.sampled_from(CONFIGURATIONS))
    def change_the_settings(self, locales: tuple[str, ...], rest: str) -> None:
        self.configure(locales, rest)

    # -- what holds

    @invariant()
    def approved_texts_stand(self) -> None:
        for (slug, locale), units in self.approved.items():
            entries = {entry.key: entry for entry in self.desk.read(slug, locale).entries}
            for key, text in units.items():
                assert key in entries, (slug, locale, key)
                assert (entries[key].target, entries[key].fuzzy) == (text, False), (slug, locale, key)

    @precondition(lambda self: self.begun)
    @invariant()
    def begun_texts_are_there(self) -> None:
        for (slug, locale), units in self.begun.items():
            texts = "\n".join(entry.target for entry in self.desk.read(slug, locale).entries)
            for key, text in units.items():
                assert text in texts, (slug, locale, key)


_common = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


class TestSacred(Newsroom.TestCase):  # type: ignore[name-defined, misc]
    """A few days."""

    settings = settings(_common, max_examples=6, stateful_step_count=12)


@pytest.mark.slow
class TestSacredAtLength(Newsroom.TestCase):  # type: ignore[name-defined, misc]
    """A year."""

    settings = settings(_common, max_examples=150, stateful_step_count=30)
