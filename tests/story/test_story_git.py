"""Catalogues in git, set up word for word as docs/version-control.md says: small diffs, and branches that join."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import po_editors
import polib
import pytest
from story_desk import Desk, letters_machine

from wirelocalize import catalogue
from wirelocalize.catalogue import State

if TYPE_CHECKING:
    from collections.abc import Iterator

MANUAL = (Path(__file__).parents[2] / "docs" / "version-control.md").read_text(encoding="utf-8")
LINES = """\
Farmers in Farah dig wells by hand.
The oldest of them is sixty metres deep.
Last summer it gave no water at all, and in August the men of the village walked nine kilometres to fill two barrels.
Nobody could say who should pay for a pump.
“My father dug here before I was born,” said Karim.
Three families have left for Iran since March.
A school closed because its teacher moved to Herat.
An engineer measured the level twice and shook his head.
Snow fell late and melted within days.
Women carry water from a spring across the valley.
The district office promised pipes and sent a form.
Rain is expected on Thursday.""".splitlines()
ARTICLE = "---\ntitle: Twelve wells\ndate: 2024-06-01\n---\n\n" + "\n\n".join(LINES) + "\n"
DEEPER = "The oldest of them is eighty metres deep."
PO = "locales/fa/LC_MESSAGES/wells.po"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Repository:
    """A clone of a newsroom's repository."""

    def __init__(self, desk: Desk, tools: Path) -> None:
        self.desk, self.root, self.tools = desk, desk.root, tools

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """git, with ``wirelocalize`` on the PATH and no settings but the repository's own."""
        path = os.pathsep.join([str(self.tools), os.environ["PATH"]])
        environment = {
            **os.environ,
            "PATH": path,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        return subprocess.run(
            ["git", *arguments], cwd=self.root, capture_output=True, text=True, check=False, env=environment
        )

    def git(self, *arguments: str) -> str:
        done = self.call(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def branch(self, name: str, start: str = "main") -> None:
        self.git("checkout", "-q", "-b", name, start)

    def changed(self, path: str = PO) -> tuple[int, int]:
        """Lines added and removed in a file since the last commit."""
        numbers = self.git("diff", "--numstat", "--", path).split()
        return (int(numbers[0]), int(numbers[1])) if numbers else (0, 0)

    def po(self) -> dict[str, catalogue.Entry]:
        """The catalogue's active entries by source."""
        return {e.source: e for e in self.desk.read("wells", "fa").entries if not e.obsolete}

    def review(self, texts: dict[str, str], person: str, when: str = "2026-03-05 10:00+0430") -> None:
        """A translator saves their texts, and the desk syncs, so that the reviews go on record."""
        path = self.root / PO
        file = polib.pofile(path, encoding="utf-8", wrapwidth=79)
        for entry in file:
            if entry.msgid in texts:
                entry.msgstr, entry.flags = texts[entry.msgid], []
                entry.previous_msgid = entry.previous_msgctxt = None
        file.metadata |= {"Last-Translator": person, "PO-Revision-Date": when, "X-Generator": "Poedit 3.4.2"}
        file.save(path)
        self.desk.done("sync")

    def record(self) -> set[tuple[str, str]]:
        """(person, decision) of the review record, which must be sound."""
        path = self.root / "locales" / "fa" / "reviews.jsonl"
        return {(review.by, review.text) for review in catalogue.Reviews.load(path).known}


def settings_of_the_manual() -> tuple[list[list[str]], str]:
    """The ``git config`` calls and the ``.gitattributes`` that the manual gives."""
    calls = [
        [*re.findall(r'"[^"]*"|\S+', line)][1:]
        for line in MANUAL.splitlines()
        if line.startswith("git config merge.wirelocalize")
    ]
    assert len(calls) == 2
    attributes = next(
        block for block in re.findall(r"```\n(.*?)```", MANUAL, re.DOTALL) if "merge=union" in block
    )
    return [[word.strip('"') for word in call] for call in calls], attributes


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the repository that each test gets a copy of: one article, drafted, on ``main``."""
    folder = tmp_path_factory.mktemp("git")
    program = folder / "bin" / "wirelocalize"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m wirelocalize "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    desk = Desk(folder / "desk")
    desk.root.mkdir()
    desk.done("init", "-l", "fa")
    calls, attributes = settings_of_the_manual()
    (desk.root / ".gitattributes").write_text(attributes, encoding="utf-8")
    desk.article("wells").write_text(ARTICLE, encoding="utf-8")
    repository = Repository(desk, folder / "bin")
    with letters_machine():
        desk.done("run")
    for call in (
        ["init", "-q", "-b", "main"],
        ["config", "user.name", "Test"],
        ["config", "user.email", "test@example.org"],
        *calls,
    ):
        repository.git(*call)
    repository.commit("An article, drafted")
    return folder


@pytest.fixture
def repository(committed: Path, tmp_path: Path) -> Iterator[Repository]:
    """A newsroom's repository with one article."""
    shutil.copytree(committed / "desk", tmp_path / "desk", symlinks=True)
    with letters_machine():
        yield Repository(Desk(tmp_path / "desk"), committed / "bin")


def words(person: str, *numbers: int) -> dict[str, str]:
    return {LINES[number - 1]: f"سطر {number} به قلم {person}" for number in numbers}


def valid(path: Path) -> None:
    """``msgfmt -c`` accepts the file, where it is installed."""
    assert "<<<<<<<" not in path.read_text(encoding="utf-8")
    if shutil.which("msgfmt"):
        done = subprocess.run(
            ["msgfmt", "-c", "-o", os.devnull, path], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_two_translators_branches_join(repository: Repository) -> None:
    repository.branch("zahra")
    repository.review(words("زهرا", 1, 2, 5), "Zahra")
    repository.commit("Zahra reviews")
    repository.branch("omid")
    repository.review(words("امید", 3, 4, 6), "Omid")
    repository.commit("Omid reviews")
    repository.git("merge", "-q", "-m", "both", "zahra")
    entries = repository.po()
    assert {s: entries[s].target for s in LINES[:6]} == {**words("زهرا", 1, 2, 5), **words("امید", 3, 4, 6)}
    assert all(catalogue.state(entries[source]) is State.REVIEWED for source in LINES[:6])
    assert {by for by, _ in repository.record()} == {"Zahra", "Omid"}
    assert len(repository.record()) == 6
    valid(repository.root / PO)
    repository.desk.done("sync")
    assert len(repository.record()) == 6, "the merge made no review new"


def test_two_reviews_of_one_sentence_stop_the_merge_and_keep_both_texts(repository: Repository) -> None:
    repository.branch("zahra")
    repository.review(words("زهرا", 1, 2), "Zahra")
    repository.commit("Zahra reviews")
    repository.branch("omid")
    repository.review(words("امید", 2, 3), "Omid")
    repository.commit("Omid reviews")
    done = repository.call("merge", "-q", "-m", "both", "zahra")
    assert done.returncode == 1
    assert PO in done.stdout + done.stderr
    assert LINES[1][:40] in done.stdout + done.stderr, "the person is told which sentence"
    assert repository.git("diff", "--name-only", "--diff-filter=U").split() == [PO]
    disputed = repository.po()[LINES[1]]
    assert (disputed.target, disputed.fuzzy) == (words("امید", 2)[LINES[1]], True)
    assert f"set aside: {words('زهرا', 2)[LINES[1]]}" in disputed.comments
    valid(repository.root / PO)
    # Settled in a PO editor, then committed.
    file = polib.pofile(repository.root / PO, encoding="utf-8", wrapwidth=79)
    entry = file.find(LINES[1])
    entry.msgstr, entry.flags, entry.tcomment = words("زهرا", 2)[LINES[1]], [], ""
    file.save()
    repository.commit("both")
    repository.desk.done("sync")
    assert repository.po()[LINES[1]].target == words("زهرا", 2)[LINES[1]]
    assert catalogue.state(repository.po()[LINES[1]]) is State.REVIEWED


def test_an_edited_article_joins_with_a_review_of_the_old_one(repository: Repository) -> None:
    repository.branch("desk")
    repository.desk.edit("wells", (LINES[1], DEEPER), (LINES[4] + "\n\n", ""))
    repository.desk.done("sync")
    repository.commit("The article was edited")
    repository.git("checkout", "-q", "main")
    repository.review(words("زهرا", 1, 2, 5), "Zahra")
    repository.commit("Zahra reviews")
    repository.git("merge", "-q", "-m", "both", "desk")
    entries = repository.po()
    assert entries[LINES[0]].target == words("زهرا", 1)[LINES[0]]
    edited = entries[DEEPER]
    assert (edited.target, edited.fuzzy) == (words("زهرا", 2)[LINES[1]], True)
    gone = repository.desk.entry("wells", "fa", LINES[4])
    assert (gone.target, gone.obsolete, gone.fuzzy) == (words("زهرا", 5)[LINES[4]], True, False)
    valid(repository.root / PO)
    valid_again = (repository.root / PO).read_bytes()
    repository.desk.done("sync")
    assert (repository.root / PO).read_bytes() == valid_again, "the merged file is what sync makes"


def test_rebase_and_cherry_pick_use_the_same_driver(repository: Repository) -> None:
    repository.branch("zahra")
    for number in (1, 2):
        repository.review(words("زهرا", number), "Zahra", f"2026-03-0{number} 10:00+0430")
        repository.commit(f"Zahra reviews {number}")
    repository.branch("omid")
    repository.review(words("امید", 3), "Omid", "2026-03-08 10:00+0430")
    repository.commit("Omid reviews")
    repository.git("checkout", "-q", "main")
    repository.review(words("نرگس", 4), "Nargis", "2026-03-06 10:00+0430")
    repository.commit("Nargis reviews")
    repository.git("checkout", "-q", "zahra")
    repository.git("rebase", "-q", "main")
    repository.git("cherry-pick", "omid")
    expected = {**words("زهرا", 1, 2), **words("امید", 3), **words("نرگس", 4)}
    assert {source: repository.po()[source].target for source in expected} == expected
    assert repository.desk.read("wells", "fa").header["Last-Translator"] == "Omid"
    assert {by for by, _ in repository.record()} == {"Zahra", "Omid", "Nargis"}
    valid(repository.root / PO)


def test_a_reverted_edit_gives_the_reviews_back(repository: Repository) -> None:
    repository.review(words("زهرا", *range(1, 13)), "Zahra")
    repository.commit("Zahra reviews")
    before = {s: e.target for s, e in repository.po().items() if not e.fuzzy}
    repository.desk.edit("wells", (LINES[1], DEEPER), (LINES[4] + "\n\n", ""))
    repository.desk.done("sync")
    repository.commit("An edit")
    repository.git("revert", "--no-edit", "HEAD")
    repository.desk.done("sync")
    assert {s: e.target for s, e in repository.po().items() if not e.fuzzy} == before


def test_new_terms_of_both_branches_join_in_the_glossary(repository: Repository) -> None:
    path = repository.root / "locales" / "glossary.tsv"
    columns = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("term\t")).split(
        "\t"
    )

    def add(term: str, fa: str) -> None:
        row = {"term": term, "fa": fa}
        with path.open("a", encoding="utf-8", newline="") as stream:
            stream.write("\t".join(row.get(name, "") for name in columns) + "\n")

    repository.branch("zahra")
    add("qanat digger", "مقنی")
    repository.commit("Zahra's term")
    repository.branch("omid")
    add("well keeper", "چاه‌بان")
    repository.commit("Omid's term")
    repository.git("merge", "-q", "-m", "both", "zahra")
    text = path.read_text(encoding="utf-8")
    assert "\nqanat digger\t" in text
    assert "\nwell keeper\t" in text
    repository.desk.done("sync")
    # The same term twice is not settled by git: the next command names the line.
    add("well keeper", "نگهبان چاه")
    answer = repository.desk.command("sync")
    assert answer.code != 0
    assert re.search(r"glossary\.tsv:\d+", answer.err)


def test_without_the_driver_conflict_marks_are_refused_with_their_line(repository: Repository) -> None:
    repository.git("config", "--remove-section", "merge.wirelocalize")
    repository.branch("zahra")
    repository.review(words("زهرا", 2), "Zahra")
    repository.commit("Zahra reviews")
    repository.branch("omid")
    repository.review(words("امید", 2), "Omid")
    repository.commit("Omid reviews")
    assert repository.call("merge", "-q", "-m", "both", "zahra").returncode == 1
    before = (repository.root / PO).read_bytes()
    assert b"<<<<<<<" in before
    for command in ("sync", "translate", "run"):
        answer = repository.desk.command(command)
        assert answer.code != 0
        assert re.search(r"wells\.po:\d+", answer.err), command
        assert (repository.root / PO).read_bytes() == before


def test_one_changed_sentence_changes_a_few_lines(repository: Repository) -> None:
    repository.review(words("زهرا", *range(1, 13)), "Zahra")
    repository.commit("Zahra reviews")
    repository.desk.edit("wells", (LINES[6], "A school closed because its only teacher moved to Herat."))
    repository.desk.done("sync")
    added, removed = repository.changed()
    # The entry: its msgid, a fuzzy flag, two lines of the old source; the reviewed one goes to the end (five lines).
    assert removed <= 2
    assert added <= 12
    added, removed = repository.changed("locales/templates/wells.pot")
    assert (added, removed) <= (2, 2)


def test_a_moved_or_inserted_paragraph_is_all_that_changes(repository: Repository) -> None:
    repository.review(words("زهرا", *range(1, 13)), "Zahra")
    repository.commit("Zahra reviews")
    repository.desk.edit("wells", (LINES[0], f"A new first paragraph.\n\n{LINES[0]}"))
    repository.desk.done("sync")
    added, removed = repository.changed()
    assert added <= 8
    assert removed <= 1
    repository.commit("A paragraph on top")
    repository.desk.edit("wells", (f"{LINES[5]}\n\n", ""), (LINES[11], f"{LINES[11]}\n\n{LINES[5]}"))
    repository.desk.done("sync")
    added, removed = repository.changed()
    assert added <= 12
    assert removed <= 12


def test_one_review_changes_the_lines_of_its_unit(repository: Repository) -> None:
    repository.review(words("زهرا", 1), "Zahra")
    repository.commit("Zahra's first")
    path = repository.root / PO
    text = path.read_text(encoding="utf-8")
    old = repository.po()[LINES[4]]
    block = text[text.rindex("\n\n", 0, text.index(f'msgid "{LINES[4]}"')) :]
    done = block.replace("#, fuzzy\n", "", 1).replace(f'msgstr "{old.target}"', 'msgstr "سطر پنجم"', 1)
    path.write_text(text.replace(block, done), encoding="utf-8")
    repository.desk.done("sync")
    added, removed = repository.changed()
    # msgstr; and flag and draft go: the draft's text is not kept once the review is on record.
    assert (added, removed) == (1, 3)


@pytest.mark.gettext
def test_a_sync_after_another_tool_changes_nothing_needless(repository: Repository) -> None:
    repository.review(words("زهرا", 1, 2), "Zahra")
    repository.commit("Zahra reviews")
    path = repository.root / PO
    original = path.read_bytes()
    template = repository.root / "locales" / "templates" / "wells.pot"
    subprocess.run(["msgcat", "--no-wrap", path, "-o", path], check=True)
    assert path.read_bytes() == original, "msgcat writes the same bytes"
    # msgmerge takes the notes of the template, which knows the terms of no language; sync puts them back.
    subprocess.run(["msgmerge", "-q", "--no-wrap", path, template, "-o", path], check=True)
    repository.desk.done("sync")
    assert _undated(path.read_bytes()) == _undated(original)
    subprocess.run(["msgcat", "--width=79", path, "-o", path], check=True)
    wrapped = path.read_bytes()
    repository.desk.done("sync")
    assert path.read_bytes() == wrapped, "a file that is only wrapped is not written"
    path.write_bytes(original)
    po_editors.poedit(path)
    saved = path.read_bytes()
    repository.desk.done("sync")
    assert path.read_bytes() == saved, "a file that is only saved is not written"
    assert repository.po()[LINES[0]].target == words("زهرا", 1)[LINES[0]]


def _undated(data: bytes) -> list[bytes]:
    """The lines of a file but the template's date, which msgmerge copies."""
    return [line for line in data.split(b"\n") if not line.startswith(b'"POT-Creation-Date')]
