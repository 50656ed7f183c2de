"""The glossary as a file: TSV and CSV, every fault with its line, nothing lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirelocalize.errors import DataError
from wirelocalize.glossary import Form, Glossary, Term, Use
from wirelocalize.glossary.table import terms_of, tsv

TABLE = """# our terms
term\tfa\tfa_AF\tps\tuse\tdomain\tnote\tforbidden_fa_AF
ceasefire\tآتش‌بس\tآتش‌بس\tاوربند\trequired\tconflict\t\t
province\tاستان / ولایت [افغانستان]\tولایت\tولایت\t\tplace\tsee guide\tاستان

hospital\tبیمارستان\tشفاخانه\tروغتون
"""


def written(tmp_path, text, name="glossary.tsv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_reads_terms_alternatives_remarks_and_comments(tmp_path):
    glossary = Glossary.load(written(tmp_path, TABLE))
    ceasefire, province, hospital = glossary.terms
    assert ceasefire.translations["ps"] == (Form("اوربند"),)
    assert ceasefire.use is Use.REQUIRED
    assert province.translations["fa"] == (Form("استان"), Form("ولایت", "افغانستان"))
    assert province.forbidden == {"fa_AF": ("استان",)}
    assert province.use is Use.PREFERRED
    assert hospital.line == 6
    assert glossary.comments == ("# our terms",)


def test_a_missing_file_is_an_empty_glossary(tmp_path):
    glossary = Glossary.load(tmp_path / "none.tsv")
    assert len(glossary) == 0
    assert glossary.find("The ceasefire holds.") == []
    assert glossary.term_notes("The ceasefire holds.") == []


def test_other_codes_for_the_same_language_name_the_column(tmp_path):
    glossary = Glossary.load(written(tmp_path, "term\tpes\tprs\tpus\nvillage\tروستا\tقریه\tکلی\n"))
    assert set(glossary.terms[0].translations) == {"fa", "fa_AF", "ps"}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (TABLE + "ceasefire\tx\n", 7, "already on line 3"),
        (TABLE + "Ceasefire \tx\n" + "Ceasefire\tx\n", 8, "already on line 7"),
        (TABLE + "war\tجنگ\tجنگ\tجګړه\t\t\t\t\tجنگ\n", 7, "stray tab"),
        (TABLE + "war\tجنگ\tجنگ\tجګړه\tmust\n", 7, "required, preferred or hint"),
        (TABLE + "\tجنگ\n", 7, "no English term"),
        (TABLE + "war\tجنگ\tاستان\t\t\t\t\tاستان\n", 7, "both accepted and forbidden"),
        ("term\tfa\ttransltion\n", 1, "unknown column 'transltion'"),
        ("# x\nterm\tfa\tpes\n", 2, "occurs twice"),
        ("fa\tps\n", 1, "no column 'term'"),
        ("", None, "no heading row"),
        (TABLE.encode() + b"war\t\xe1\xe4\n", 7, "not UTF-8"),
        (TABLE + "war\t" + "ج" * 3000 + "\n", 7, "longer than"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, text, line, says):
    with pytest.raises(DataError) as caught:
        Glossary.load(written(tmp_path, text))
    assert says in str(caught.value)
    assert caught.value.line == line


def test_one_word_in_two_senses_is_no_duplicate(tmp_path):
    text = "term\tfa\ngovernor (US state)\tفرماندار\ngovernor (of a province)\tوالی\n"
    assert len(Glossary.load(written(tmp_path, text))) == 2


def test_spreadsheet_habits_are_read(tmp_path):
    text = '\ufeffterm\tfa\tnote\r\n"say ""cheese"""\tپنیر\u200e\t\r\n\r\nwar \t جنگ\u00a0\t\r\n'
    cheese, war = Glossary.load(written(tmp_path, text)).terms
    assert cheese.english == 'say "cheese"'
    assert cheese.translations["fa"] == (Form("پنیر"),)
    assert (war.english, war.translations["fa"]) == ("war", (Form("جنگ"),))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_spreadsheet_is_read(tmp_path, delimiter):
    text = (
        delimiter.join(("term", "fa", "note")) + "\r\n" + delimiter.join(("war", "جنگ", '"a, b; c"')) + "\r\n"
    )
    (war,) = Glossary.load(written(tmp_path, text, "g.csv")).terms
    assert war.note == "a, b; c"


def test_a_fault_in_csv_is_named_with_its_line(tmp_path):
    with pytest.raises(DataError) as caught:
        Glossary.load(written(tmp_path, 'term,fa,note\nwar,جنگ,"two\nlines"\npeace,صلح,,x\n', "g.csv"))
    assert caught.value.line == 4


@pytest.mark.parametrize("suffix", ["tsv", "csv", "tbx"])
def test_nothing_is_lost_in_a_round_trip(tmp_path, suffix):
    first = Glossary.load(written(tmp_path, TABLE))
    first.save(tmp_path / f"out.{suffix}")
    again = Glossary.load(tmp_path / f"out.{suffix}")
    assert [facts(term) for term in again.terms] == [facts(term) for term in first.terms]


def facts(term):
    return (term.english, term.translations, term.forbidden, term.use, term.domain, term.note, term.source)


def test_saving_unchanged_rows_changes_no_byte(tmp_path):
    path = tmp_path / "glossary.tsv"
    Glossary.load(written(tmp_path, TABLE)).save(path)
    before = path.read_bytes()
    assert Glossary.load(path).save(path) is False
    assert path.read_bytes() == before
    assert before.startswith(b"# our terms\nterm\t")


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)


@given(
    english=st.text("abc dé'-", min_size=1).filter(lambda s: any(map(str.isalnum, s))), cell=cells, note=cells
)
def test_any_cell_is_read_or_refused_never_misread(tmp_path_factory, english, cell, note):
    rows = [(1, ["term", "fa", "note"]), (2, [english, cell, note])]
    try:
        terms = terms_of(rows, tmp_path_factory.getbasetemp() / "x.tsv")
    except DataError:
        return
    path = tmp_path_factory.mktemp("table") / "g.tsv"
    path.write_text(tsv(terms), encoding="utf-8")
    assert list(map(facts, Glossary.load(path).terms)) == list(map(facts, terms))


class TestMerging:
    mine = Glossary([Term("war", {"fa": (Form("جنگ"),)}, note="ours"), Term("peace", {"fa": (Form("صلح"),)})])
    theirs = Glossary([Term("war", {"fa": (Form("نبرد"),), "ps": (Form("جګړه"),)}, note="x"), Term("truce")])

    def test_new_rows_are_added_and_empty_cells_completed(self):
        merged = self.mine.merge(self.theirs)
        war, peace, truce = merged.glossary.terms
        assert war.translations == {"fa": (Form("جنگ"),), "ps": (Form("جګړه"),)}
        assert war.note == "ours"
        assert (merged.added, merged.changed) == (("truce",), ("war",))
        assert peace == self.mine.terms[1]
        assert truce.english == "truce"

    def test_full_cells_are_replaced_only_when_asked(self):
        war = self.mine.merge(self.theirs, overwrite=True).glossary.terms[0]
        assert war.translations["fa"] == (Form("نبرد"),)
        assert war.note == "x"

    def test_rows_that_differ_and_stay_are_named(self):
        other = Glossary([Term("peace", {"fa": (Form("آشتی"),)})])
        assert self.mine.merge(other).kept == ("peace",)
