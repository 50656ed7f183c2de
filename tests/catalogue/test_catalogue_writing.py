"""Layout of what is written, and when nothing is."""

from __future__ import annotations

import string
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from catalogue_helpers import HEADER, drafted, po, pot, reviewed
from hypothesis import given, settings
from hypothesis import strategies as st

from wirelocalize import catalogue
from wirelocalize.catalogue import Catalogue, Entry, Origin
from wirelocalize.errors import CatalogueError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_form_of_an_entry_is_that_of_the_documentation() -> None:
    text = catalogue.dumps(drafted())
    first = text.split("\n\n")[1]
    assert first == (
        "# mt: starter@1 ct2/4.8 int8 beam4 | 3f0c682611f3 | score=0.61 | terms=clinic\n"
        "# mt-text: درمانگاه هرات پس از دو سال دوباره باز شد\n"
        "#. role: headline\n"
        "#: articles/herat-clinic.md\n"
        "#, fuzzy\n"
        'msgctxt "headline"\n'
        'msgid "Clinic reopens in Herat after two years"\n'
        'msgstr "درمانگاه هرات پس از دو سال دوباره باز شد"'
    )
    assert text.endswith('"\n')
    assert "\r" not in text
    assert not text.startswith("\ufeff")


def test_texts_are_broken_at_their_own_newlines_only() -> None:
    text = catalogue.dumps(
        po(Entry("", "word " * 100, target="one\ntwo\n"), Entry("", "ends\n", target="x\n"))
    )
    assert f'msgid "{"word " * 100}"\n' in text
    assert 'msgstr ""\n"one\\n"\n"two\\n"\n' in text
    assert 'msgid "ends\\n"\n' in text


def test_header_fields_come_in_gettext_order_and_x_fields_last() -> None:
    header = dict(reversed({**HEADER, "X-A": "1", "Extra": "2"}.items()))
    names = [line[1:].split(":")[0] for line in catalogue.dumps(Catalogue(header, ())).split("\n")[2:-1]]
    assert names == [*list(HEADER)[:11], "Extra", "X-A", "X-Generator", "X-Source-Language"]


def test_only_a_template_has_a_fuzzy_header() -> None:
    assert catalogue.dumps(pot()).startswith('#, fuzzy\nmsgid ""\n')
    assert catalogue.dumps(reviewed()).startswith('msgid ""\n')


def test_references_with_spaces_are_enclosed() -> None:
    whole = po(Entry("", "a", references=("articles/b c.md", "d.md")))
    assert "#: \u2068articles/b c.md\u2069 d.md\n" in catalogue.dumps(whole)
    assert catalogue.loads(catalogue.dumps(whole)) == whole


def test_an_unchanged_file_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "fa.po"
    assert catalogue.write(path, reviewed())
    before = path.stat().st_mtime_ns
    later = replace(
        reviewed(),
        header={
            **reviewed().header,
            "POT-Creation-Date": "2027-01-01 00:00+0000",
            "X-Generator": "wirelocalize 9",
        },
    )
    assert not catalogue.write(path, later)
    assert path.stat().st_mtime_ns == before


def test_a_file_that_a_tool_has_only_wrapped_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "fa.po"
    text = catalogue.dumps(reviewed())
    wrapped = text.replace('msgid "The clinic reopened ', 'msgid ""\n"The clinic reopened "\n"').replace(
        "\n", "\r\n"
    )
    assert wrapped != text
    path.write_bytes(wrapped.encode())
    assert not catalogue.write(path, reviewed())
    assert path.read_bytes() == wrapped.encode()


def test_a_broken_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "fa.po"
    path.write_text('msgid "half\nmsgstr "a person wrote this"\n', encoding="utf-8")
    with pytest.raises(CatalogueError):
        catalogue.write(path, reviewed())
    with pytest.raises(CatalogueError):
        catalogue.save(path, reviewed(), None)
    assert "a person wrote this" in path.read_text(encoding="utf-8")


def test_one_changed_sentence_changes_one_entry(tmp_path: Path) -> None:
    old, changed = catalogue.dumps(reviewed()), list(reviewed().entries)
    changed[1] = replace(changed[1], target="تازه")
    new = catalogue.dumps(replace(reviewed(), entries=tuple(changed)))
    different = [pair for pair in zip(old.split("\n"), new.split("\n"), strict=True) if pair[0] != pair[1]]
    assert len(different) == 1


_SIGNS = "aZ9 ۱آ‌.,;:|=\\\"'#~%{}«»\n\t\r\u2028\x85\x0b\x1c\u200f∅"
_texts = st.text(_SIGNS, max_size=16)
_lines = st.text([sign for sign in _SIGNS if sign not in "\n\t\r\x0b"], max_size=12).map(
    lambda text: text.strip(" ")
)
_names = st.text(string.ascii_letters + "-", min_size=1, max_size=8).filter(lambda name: name != "fuzzy")
_facts = _lines.map(lambda text: " ".join(text.replace("|", "/").split()).strip("; ")).filter(bool)


@st.composite
def origins(draw: st.DrawFn) -> Origin:
    text = draw(_texts)
    details = draw(st.lists(st.tuples(st.sampled_from(["terms", "adapted"]), _facts), max_size=2))
    return Origin(
        draw(st.sampled_from(["mt", "tm"])),
        draw(_facts),
        catalogue.digest(text),
        draw(st.none() | st.sampled_from([0.0, 0.61, 1.0, 87.5, 100.0])),
        tuple(details),
        draw(st.sampled_from([None, text])),
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    return Entry(
        context=draw(_texts),
        source=draw(_texts.filter(bool)),
        target=draw(_texts),
        fuzzy=draw(st.booleans()),
        previous=draw(st.none() | st.tuples(_texts, _texts)),
        origin=draw(st.none() | origins()),
        comments=draw(st.tuples() | st.tuples(_lines.filter(lambda line: not line.startswith("=")))),
        notes=draw(st.tuples() | st.tuples(_lines)),
        references=draw(st.tuples() | st.tuples(_names)),
        flags=draw(st.tuples() | st.tuples(_names)),
        obsolete=draw(st.booleans()),
    )


@given(st.lists(entries(), max_size=5, unique_by=lambda entry: entry.key))
@settings(max_examples=80, deadline=None)
def test_what_is_written_is_read_back(given_entries: list[Entry]) -> None:
    whole = po(*(e for e in given_entries if not e.obsolete), *(e for e in given_entries if e.obsolete))
    text = catalogue.dumps(whole)
    again = catalogue.loads(text)
    assert again == whole
    assert catalogue.dumps(again) == text
