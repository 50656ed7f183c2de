"""What the reader understands, keeps and refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from catalogue_helpers import HEADER, po

from wirelocalize import catalogue
from wirelocalize.catalogue import Catalogue, Entry
from wirelocalize.errors import CatalogueError

if TYPE_CHECKING:
    from pathlib import Path

MINIMAL = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def only(body: str) -> Entry:
    (entry,) = catalogue.loads(MINIMAL + body).entries
    return entry


def test_every_kind_of_line_of_an_entry_is_kept() -> None:
    entry = only(
        "# a person's note\n#\n#. role: paragraph\n#: articles/a.md \u2068articles/b c.md\u2069\n"
        '#, fuzzy, no-wrap\n#= mt\n#| msgctxt "headline"\n#| msgid ""\n#| "old "\n#| "text"\n'
        'msgctxt "paragraph"\nmsgid "new "\n"text"\nmsgstr "متن"\n'
    )
    assert entry == Entry(
        context="paragraph",
        source="new text",
        target="متن",
        fuzzy=True,
        previous=("headline", "old text"),
        comments=("a person's note", ""),
        notes=("role: paragraph",),
        references=("articles/a.md", "articles/b c.md"),
        flags=("no-wrap", "mt"),
    )


def test_obsolete_entries_keep_their_previous_source() -> None:
    entry = only(
        '#, fuzzy\n#~| msgctxt "p"\n#~| msgid "older"\n#~ msgctxt "p"\n#~ msgid "old"\n#~ msgstr "متن"\n'
    )
    assert entry.obsolete
    assert entry.previous == ("p", "older")


def test_flags_of_a_new_style_line_are_read_as_gettext_0_21_leaves_them() -> None:
    assert only('# = fuzzy, sticky\nmsgid "a"\nmsgstr "b"\n').fuzzy
    assert only('# = not a list of flags\nmsgid "a"\nmsgstr "b"\n').comments == ("= not a list of flags",)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x1c", "\x0b"])
def test_separators_that_are_no_line_ends_stay_in_the_text(sign: str) -> None:
    text = f"one{sign}two"
    entry = only(f'# note{sign}of a person\nmsgid "{text}"\nmsgstr "{text}"\n')
    assert (entry.source, entry.target) == (text, text)
    assert catalogue.loads(catalogue.dumps(po(entry))).entries == (entry,)


def test_windows_files_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"\xef\xbb\xbf" + (MINIMAL + 'msgid "a"\nmsgstr "b"\n').replace("\n", "\r\n").encode())
    (entry,) = catalogue.read(path).entries
    assert (entry.source, entry.target) == ("a", "b")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"a\nb\tc\r\"\\", 'a\nb\tc\r"\\'),
        (r"\303\251\xd8\xa2", "éآ"),
        (r"\\n", "\\n"),
        (r"\a\b\f\v", "\a\b\f\v"),
    ],
)
def test_escapes(written: str, meant: str) -> None:
    entry = only(f'msgid "{written}"\nmsgstr "x"\n')
    assert entry.source == meant
    assert catalogue.loads(catalogue.dumps(po(entry))).entries[0].source == meant


def test_the_line_of_every_entry_is_that_of_its_msgid() -> None:
    text = (
        MINIMAL
        + '# c\n#. n\nmsgctxt "p"\nmsgid "a"\nmsgstr ""\n"x"\n\n\nmsgid "b"\nmsgstr ""\n#~ msgid "c"\n#~ msgstr "d"\n'
    )
    lines = text.split("\n")
    found = catalogue.loads(text).entries
    assert [lines[entry.line - 1] for entry in found] == ['msgid "a"', 'msgid "b"', '#~ msgid "c"']


def test_plural_entries_of_foreign_files_are_kept() -> None:
    entry = only(
        '#, fuzzy\n#| msgid "a file"\n#| msgid_plural "files"\n'
        'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "۱"\nmsgstr[1] "۲"\n'
    )
    assert entry.plural == ("many", "۱", "۲")
    assert entry.target == "۱"
    assert entry.previous_plural == "files"
    assert catalogue.loads(catalogue.dumps(po(entry))).entries == (entry,)


def test_comments_after_the_last_entry_are_not_lost() -> None:
    text = MINIMAL + 'msgid "a"\nmsgstr "b"\n\n# the end, wrote a person\n'
    assert "# the end, wrote a person\n" in catalogue.dumps(catalogue.loads(text))


def test_a_header_line_without_a_name_stays_where_it_was() -> None:
    text = 'msgid ""\nmsgstr ""\n"X-Note: one\\n"\n"goes on\\n"\n"Language: fa\\n"\n'
    header = catalogue.loads(text).header
    assert header["X-Note"] == "one\ngoes on"
    assert catalogue.loads(catalogue.dumps(Catalogue(header, ()))).header["X-Note"] == "one\ngoes on"


def test_an_article_that_quotes_a_content_type_does_not_change_the_encoding() -> None:
    quoted = "He sent “Content-Type: text/html; charset=iso-8859-6” — نه"
    whole = po(Entry("paragraph", quoted, target="آ"))
    assert catalogue.loads(catalogue.dumps(whole)).entries[0].source == quoted


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 7, "line 4 is defined again"),
        ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', 7, "line 4 is defined again"),
        ('msgid "a\nmsgstr "b"\n', 4, "quotation mark"),
        ('msgid "a" b\nmsgstr "b"\n', 4, "quotation mark"),
        ('msgid "say "no" twice"\nmsgstr "b"\n', 4, "quotation mark"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 6, "second msgid"),
        ('msgid "a"\n', 4, "without a msgstr"),
        ('#. n\nmsgstr "a"\n', 5, "without a msgid"),
        ('msgctxt "p"\nmsgstr "a"\n', 5, "without a msgid"),
        ('#. n\n"stray"\n', 5, "without msgid"),
        ("hello\n", 4, "not PO syntax"),
        ('domain "x"\n', 4, "not PO syntax"),
        ('msgid "a"\nmsgstr "\\q"\n', 5, "no escape"),
        ('msgid "a"\nmsgstr "\\377"\n', 5, "not UTF-8"),
        ('msgid ""\nmsgstr "x"\n', 4, "second header"),
        ('#~ msgid "a"\nmsgstr "b"\n', 5, "obsolete in part"),
        ('#| hello\nmsgid "a"\nmsgstr "b"\n', 4, "#|"),
        ('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> x\n', 5, "git merge"),
    ],
)
def test_faults_name_their_line(body: str, line: int, says: str) -> None:
    with pytest.raises(CatalogueError, match=says) as caught:
        catalogue.loads(MINIMAL + body, "fa.po")
    assert (caught.value.path, caught.value.line) == ("fa.po", line)


def test_other_encodings_are_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "fa.po"
    path.write_bytes(b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "\xc8\xc7"\n')
    with pytest.raises(CatalogueError, match="UTF-8") as caught:
        catalogue.read(path)
    assert caught.value.line == 5


def test_a_missing_file_is_not_taken_for_text(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        catalogue.read(tmp_path / "missing.po")


def test_a_foreign_header_is_kept_in_full() -> None:
    header = {**HEADER, "X-Poedit-Basepath": "..", "Funding": "none"}
    assert dict(catalogue.loads(catalogue.dumps(Catalogue(header, ()))).header) == header
