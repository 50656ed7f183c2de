"""Real gettext tools, polib and the Translate Toolkit on what this project writes, and back."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from catalogue_helpers import (
    SOURCES,
    TARGETS,
    change,
    drafted,
    entry_of,
    msgfmt_accepts,
    po,
    pot,
    reviewed,
    states,
    tool,
    untranslated,
)

from wirelocalize import catalogue
from wirelocalize.catalogue import Catalogue, Entry
from wirelocalize.errors import CatalogueError

EDIT = "The clinic reopened on Tuesday with a staff of twelve nurses."
EDITED = [("paragraph", "A wholly new opening sentence."), SOURCES[0], ("paragraph", EDIT), *SOURCES[2:4]]


def everything() -> Catalogue:
    """A catalogue with every kind of line."""
    whole = change(drafted(), 0, fuzzy=False, comments=("a note", "", "  indented"))
    whole = change(whole, 1, previous=("caption", 'Old\n“text” \\ "here"'), flags=("no-wrap",))
    whole = change(whole, 2, target="یک\nدو\tسه «\\»")
    more = Entry("note", "Line one\nline two", target="سطر یک\nسطر دو", references=("articles/b c.md",))
    gone = Entry("note", "gone", target="رفته", fuzzy=True, previous=("note", "older"), obsolete=True)
    return replace(whole, entries=(*whole.entries, more, gone))


def run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "fa.po"
    catalogue.write(file, everything())
    return file


@pytest.mark.gettext
class TestGettext:
    """GNU gettext."""

    @pytest.mark.parametrize(
        "whole", [everything(), drafted(), reviewed(), untranslated(), po()], ids=str.__call__
    )
    def test_msgfmt_accepts_every_catalogue(self, whole: Catalogue, tmp_path: Path) -> None:
        catalogue.write(tmp_path / "fa.po", whole)
        msgfmt_accepts(tmp_path / "fa.po")

    def test_msgfmt_accepts_every_step_of_a_story(self, tmp_path: Path) -> None:
        file = tmp_path / "fa.po"
        steps = [untranslated(), drafted(), change(drafted(), 1, fuzzy=False)]
        steps.append(catalogue.update(steps[-1], pot(EDITED)).catalogue)
        steps.append(catalogue.merge3(drafted(), change(drafted(), 1, target="x", fuzzy=False), steps[2])[0])
        steps.append(catalogue.update(steps[3], pot()).catalogue)
        for step in steps:
            file.unlink(missing_ok=True)
            catalogue.write(file, step)
            msgfmt_accepts(file)

    def test_msgcat_writes_the_same_bytes(self, path: Path) -> None:
        assert run(tool("msgcat"), "--no-wrap", path) == path.read_text(encoding="utf-8")

    def test_msgcat_writes_the_same_template(self, tmp_path: Path) -> None:
        catalogue.write(tmp_path / "a.pot", pot([*SOURCES, ("paragraph", "100% of %s, 5 %d")]))
        assert run(tool("msgcat"), "--no-wrap", tmp_path / "a.pot") == (tmp_path / "a.pot").read_text("utf-8")

    def test_wrapping_by_msgcat_is_no_change(self, path: Path) -> None:
        wrapped = run(tool("msgcat"), "--width=50", path)
        assert wrapped != path.read_text("utf-8")
        path.write_text(wrapped, "utf-8")
        assert catalogue.read(path) == everything()
        assert not catalogue.write(path, everything())
        assert path.read_text("utf-8") == wrapped

    def test_new_style_flags_survive_msgcat(self, path: Path) -> None:
        path.write_text(path.read_text("utf-8").replace("#, fuzzy, no-wrap\n", "#= fuzzy, sticky\n"), "utf-8")
        before = catalogue.read(path)
        path.write_text(run(tool("msgcat"), "--no-wrap", path), "utf-8")
        assert catalogue.read(path) == before
        assert before.entries[1].flags == ("sticky",)

    @pytest.mark.parametrize("previous", [True, False])
    def test_after_msgmerge_an_update_keeps_all_texts_and_provenance(
        self, path: Path, tmp_path: Path, previous: bool
    ) -> None:
        template = tmp_path / "new.pot"
        catalogue.write(template, pot(EDITED))
        options = ["--previous"] if previous else []
        path.write_text(run(tool("msgmerge"), "-q", *options, path, template), "utf-8")
        result = catalogue.update(catalogue.read(path), pot(EDITED), base=everything()).catalogue
        text = catalogue.dumps(result)
        for entry in everything().entries:
            assert entry.target in {e.target for e in result.entries} or entry.source == SOURCES[4][1], text
        # The draft carried over to the edited source says what it was made for.
        carried = entry_of(result, EDIT)
        assert carried.previous == everything().entries[1].previous if previous else SOURCES[1]
        assert carried.origin == everything().entries[1].origin
        assert entry_of(result, SOURCES[0][1]).comments == ("a note", "", "  indented")
        path.unlink()
        catalogue.write(path, result)
        msgfmt_accepts(path)

    def test_msgmerge_with_an_unchanged_template_changes_no_unit(self, path: Path, tmp_path: Path) -> None:
        template = tmp_path / "same.pot"
        units = [entry.key for entry in everything().entries if not entry.obsolete]
        catalogue.write(template, replace(pot(units), entries=tuple(_with_references(pot(units)))))
        path.write_text(run(tool("msgmerge"), "-q", "--previous", path, template), "utf-8")
        result = catalogue.update(catalogue.read(path), catalogue.read(template), base=everything()).catalogue
        bare = {"notes": (), "references": (), "flags": ()}
        assert [replace(e, **bare) for e in result.entries] == [
            replace(e, **bare) for e in everything().entries
        ]

    def test_msgattrib_that_clears_all_flags_is_reported(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        catalogue.write(path, drafted())
        path.write_text(run(tool("msgattrib"), "--clear-fuzzy", path), "utf-8")
        assert catalogue.update(catalogue.read(path), pot()).warnings


def _with_references(whole: Catalogue) -> list[Entry]:
    return [replace(entry, references=("articles/herat-clinic.md",)) for entry in whole.entries]


class TestPolib:
    """polib reads what is written here; its traps are none here."""

    def test_polib_reads_what_is_written(self, path: Path) -> None:
        file = polib.pofile(path, encoding="utf-8")
        active = [entry for entry in everything().entries if not entry.obsolete]
        assert [(e.msgctxt or "", e.msgid, e.msgstr, e.fuzzy) for e in file if not e.obsolete] == [
            (e.context, e.source, e.target, e.fuzzy) for e in active
        ]
        assert file.metadata["Language"] == "fa"
        assert not file.metadata_is_fuzzy

    def test_a_script_that_reviews_with_polib_is_understood(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        catalogue.write(path, drafted())
        file = polib.pofile(path, encoding="utf-8")
        for entry in file[:2]:
            entry.flags.remove("fuzzy")
            entry.msgstr += " "
        file.save()
        result = catalogue.update(catalogue.read(path), pot()).catalogue
        assert states(result) == ["reviewed", "reviewed", "machine", "machine", "machine"]

    def test_comment_lines_without_a_space_are_read(self) -> None:
        text = catalogue.dumps(po(Entry("p", "a"))).replace("msgctxt", "#.note\n#person\nmsgctxt")
        (entry,) = catalogue.loads(text).entries
        assert (entry.notes, entry.comments) == (("note",), ("person",))

    def test_the_doubles_that_its_merge_makes_are_refused_by_name(self, tmp_path: Path) -> None:
        path = tmp_path / "fa.po"
        text = catalogue.dumps(po(Entry("p", "a", target="آ")))
        path.write_text(text + '\n#~ msgctxt "p"\n#~ msgid "a"\n#~ msgstr "ب"\n', "utf-8")
        with pytest.raises(CatalogueError, match="defined again") as caught:
            catalogue.read(path)
        assert caught.value.line == len(text.split("\n")) + 2

    def test_an_interrupted_save_leaves_the_old_file(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = path.read_bytes()

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(Exception, match="cannot be written"):
            catalogue.write(path, drafted())
        assert path.read_bytes() == before
        assert [file.name for file in path.parent.iterdir()] == ["fa.po"]

    def test_entries_are_equal_wherever_they_stand(self) -> None:
        assert Entry("p", "a", line=3) == Entry("p", "a", line=9)
        assert Entry("p", "a") != Entry("q", "a")

    def test_many_units_are_read_and_updated_without_a_search_for_each(self) -> None:
        units = [("paragraph", f"Village {n} has {n * 3} wells and {n % 7} schools.") for n in range(5000)]
        whole = po(*(replace(entry, target="آ") for entry in pot(units).entries))
        result = catalogue.update(catalogue.loads(catalogue.dumps(whole)), pot(units))
        assert result.unchanged == 5000


def toolkit(name: str) -> str:
    """A Translate Toolkit program, from PATH or the folder that WIRELOCALIZE_TRANSLATE_TOOLKIT names."""
    found = shutil.which(name, path=os.environ.get("WIRELOCALIZE_TRANSLATE_TOOLKIT")) or shutil.which(name)
    if found is None:
        pytest.skip(
            f"{name} of the Translate Toolkit is not installed (WIRELOCALIZE_TRANSLATE_TOOLKIT=its bin folder)"
        )
    return found


class TestTranslateToolkit:
    """Translate Toolkit, as programs."""

    def test_after_pot2po_an_update_keeps_states_and_texts(self, path: Path, tmp_path: Path) -> None:
        template, out = tmp_path / "new.pot", tmp_path / "out.po"
        catalogue.write(template, pot(EDITED))
        run(toolkit("pot2po"), "--progress=none", "-t", path, "-i", template, "-o", out)
        result = catalogue.update(catalogue.read(out), pot(EDITED), base=everything()).catalogue
        assert entry_of(result, SOURCES[0][1]).target == TARGETS[0]
        assert catalogue.state(entry_of(result, SOURCES[0][1])) is catalogue.State.REVIEWED
        assert catalogue.state(entry_of(result, SOURCES[3][1])) is catalogue.State.MACHINE
        assert entry_of(result, SOURCES[3][1]).origin == everything().entries[3].origin
        assert not [e for e in result.entries if e.source == EDIT and not e.fuzzy and e.target]
        assert {"رفته", "سطر یک\nسطر دو", "یک\nدو\tسه «\\»"} <= {e.target for e in result.entries}

    def test_pofilter_reads_what_is_written(self, path: Path, tmp_path: Path) -> None:
        out = tmp_path / "findings.po"
        run(toolkit("pofilter"), "--progress=none", "--language=fa", "-t", "untranslated", path, out)
        catalogue.write(path, change(everything(), 3, target="", fuzzy=False))
        run(toolkit("pofilter"), "--progress=none", "--language=fa", "-t", "untranslated", path, out)
        assert [entry.source for entry in catalogue.read(out).entries] == [SOURCES[3][1]]
