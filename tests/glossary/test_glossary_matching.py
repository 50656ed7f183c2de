"""Finding terms in English news text."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirelocalize.glossary import Form, Glossary, Term, Use


def glossary(*english, use=Use.REQUIRED):
    return Glossary(Term(cell, {"fa": (Form(f"<{n}>"),)}, use=use) for n, cell in enumerate(english))


def found(terms, text):
    return [hit.text for hit in glossary(*terms).find(text, "fa")]


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        ("hospital", "Two hospitals; the hospital's roof. HOSPITALS!", ["hospitals", "hospital", "HOSPITALS"]),
        ("prisoner", "the prisoners’ families and a prisoner’s letter", ["prisoners", "prisoner"]),
        ("embassy", "embassies", ["embassies"]),
        ("church", "churches", ["churches"]),
        ("spokeswoman", "spokeswomen", ["spokeswomen"]),
        ("child", "children", ["children"]),
        ("member of parliament", "Members of parliament", ["Members of parliament"]),
        ("member of parliament", "a member of Parliament", ["member of Parliament"]),
        ("asylum seeker", "asylum-seekers and asylum seekers", ["asylum-seekers", "asylum seekers"]),
        ("Mazar-i-Sharif", "Mazar-i-Sharif, Mazar i Sharif", ["Mazar-i-Sharif", "Mazar i Sharif"]),
        ("Attorney General's Office", "the Attorney General’s Office", ["Attorney General’s Office"]),
        ("defence lawyer", "her defense lawyers", ["defense lawyers"]),
        ("World Food Programme", "the World Food Program", ["World Food Program"]),
        ("Türkiye", "in Turkiye", ["Turkiye"]),
        ("US State Department", "the U.S. State Department", ["U.S. State Department"]),
        ("resident(s)", "a resident, residents", ["resident", "residents"]),
        ("Ministry of (Public) Health", "the Ministry of Health", ["Ministry of Health"]),
        ("Ministry of (Public) Health", "the Ministry of Public Health", ["Ministry of Public Health"]),
        ("pupil / school student", "a pupil and two school students", ["pupil", "school students"]),
        ("Guard Corps (IRGC)", "the IRGC", ["IRGC"]),
        ("faculty (of a university)", "faculty of law", ["faculty"]),
        ("Taliban", "The Taliban-run radio", ["Taliban"]),
    ],
)  # fmt: skip
def test_inflected_and_respelled_terms_are_found(term, text, hits):
    assert found([term], text) == hits


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("war", "a warning, the wardrobe, post_war_plan"),
        ("Fars", "he said in fars"),
        ("WHO", "who said so? Who?"),
        ("US", "they told us, and Us Weekly"),
        ("US", "TELL US MORE"),
        ("CIA", "Cia"),
        ("Turkey", "they ate turkey"),
        ("state", "statement"),
        ("school", "see https://example.org/school and http://school.example or www.school.org/school"),
        ("school", "write to school@example.org, @school, #school, school.org"),
        ("school", "`school` and <code>the school</code> and <a href='school'> and <!-- school -->"),
        ("school", "[the page](school/index.html) and [it][school]"),
        ("human rights", "a human, rights activist"),
        ("armed men", "armed. Men came"),
    ],
)
def test_what_only_looks_like_a_term_is_passed_over(term, text):
    assert found([term], text) == []


def test_link_texts_and_emphasis_are_read():
    text = "[the school](https://example.org/x) and **schools**, _school_, <b>school</b>"
    assert found(["school"], text) == ["school", "schools", "school", "school"]


def test_long_acronyms_may_be_written_as_names():
    assert found(["NATO", "UNICEF"], "Nato and Unicef") == ["Nato", "Unicef"]


def test_the_longest_term_wins_wherever_it_begins():
    terms = ["human rights", "Human Rights Watch", "court", "Supreme Court", "rights"]
    assert found(terms, "Human Rights Watch asked the Supreme Court about human rights.") == [
        "Human Rights Watch", "Supreme Court", "human rights",
    ]  # fmt: skip
    assert found(["red cross", "cross border trade"], "red cross border trade") == ["cross border trade"]


def test_positions_are_those_of_the_text():
    text = "“The hospital’s director” and **two hospitals**"
    for hit in glossary("hospital").find(text, "fa"):
        assert text[hit.start : hit.end] == hit.text


def test_terms_without_a_translation_in_the_locale_do_not_hide_others():
    terms = Glossary([Term("air force", {"ps": (Form("x"),)}), Term("force", {"fa": (Form("نیرو"),)})])
    assert [hit.text for hit in terms.find("the air force", "fa")] == ["force"]
    assert [hit.text for hit in terms.find("the air force", "ps")] == ["air force"]
    assert [hit.text for hit in terms.find("the air force")] == ["air force"]


def use_in(term, text):
    (hit,) = glossary(term).find(text, "fa")
    return hit.use


def test_a_common_word_inside_a_name_is_only_a_hint():
    assert use_in("water", "He works for Black Water in Kabul.") is Use.HINT
    assert use_in("water", "The well has no president-water.") is Use.HINT


def test_a_common_word_that_begins_a_sentence_or_stands_in_a_headline_counts():
    assert use_in("water", "“Water is scarce,” he said.") is Use.REQUIRED
    assert use_in("water", "He left. Water was scarce.") is Use.REQUIRED
    assert use_in("water", "Families Without Clean Water Leave Their Villages") is Use.REQUIRED


def test_two_senses_are_offered_and_neither_is_enforced():
    terms = Glossary([
        Term("governor (US state)", {"fa": (Form("فرماندار"),)}, use=Use.REQUIRED),
        Term("governor (of a province)", {"fa": (Form("والی"),)}, use=Use.REQUIRED),
    ])  # fmt: skip
    (hit,) = terms.find("The governor resigned.", "fa")
    assert {hit.translation, *hit.alternatives} == {"فرماندار", "والی"}
    assert hit.use is Use.PREFERRED
    assert terms.required("The governor resigned.", "fa") == ()


def test_required_gives_the_english_as_it_stands_and_no_wrong_singular():
    terms = Glossary([
        Term("Guardian Council", {"fa": (Form("شورای نگهبان"),)}, use=Use.REQUIRED),
        Term("drone", {"fa": (Form("پهپاد"),)}, use=Use.REQUIRED),
        Term("war", {"fa": (Form("جنگ"),)}),
    ])  # fmt: skip
    text = "The Guardian Council's drones, a drone, the war, the Guardian Council"
    assert terms.required(text, "fa") == (("Guardian Council", "شورای نگهبان"), ("drone", "پهپاد"))


def test_notes_name_term_and_forms_for_one_locale_or_all():
    terms = Glossary([
        Term("province / region", {"fa": (Form("استان"), Form("ولایت", "افغانستان")), "ps": (Form("ولایت"),)}),
        Term("state (US, Pakistan)", {"fa": (Form("ایالت"),)}),
    ])  # fmt: skip
    text = "Provinces and states; a province."
    assert terms.term_notes(text, "fa") == [
        "term: province = استان / ولایت [افغانستان]",
        "term: state (US, Pakistan) = ایالت",
    ]
    assert terms.term_notes(text, "ps") == ["term: province = ولایت"]
    assert terms.term_notes(text)[0] == "term: province = fa استان / ولایت [افغانستان]; ps ولایت"


def test_notes_are_few_and_the_strict_ones_stay():
    names = [f"term{chr(97 + n)}" for n in range(20)]
    terms = Glossary(
        Term(n, {"fa": (Form("x"),)}, use=Use.REQUIRED if n == "terms" else Use.HINT) for n in names
    )
    notes = terms.term_notes(" ".join(names), "fa")
    assert len(notes) == 8
    assert "term: terms = x" in notes


words = st.sampled_from(
    [
        "war",
        "wars",
        "War",
        "of",
        "the",
        "human",
        "rights",
        "-",
        "’s",
        "<b>",
        "`",
        "](",
        "http://a.b/",
        "_",
        "**",
        "@",
        ".",
    ]
)


@given(st.lists(words, max_size=25).map(" ".join), st.lists(words, max_size=25).map("".join))
def test_hits_never_overlap_and_never_leave_the_text(spaced, joined):
    terms = glossary("war", "human rights", "rights of the", "the war")
    for text in (spaced, joined):
        hits = terms.find(text, "fa")
        assert all(text[hit.start : hit.end] == hit.text for hit in hits)
        assert all(left.end <= right.start for left, right in pairwise(hits))


@pytest.mark.parametrize("piece", ["<a", "[", "`", "a.", "a@", "](", "x-", "{{", "<!--", "<code>", "war "])
def test_hostile_texts_take_time_by_their_length_only(piece):
    terms = glossary("school", "war")
    start = perf_counter()
    terms.find(piece * 20_000, "fa")
    assert perf_counter() - start < 5
