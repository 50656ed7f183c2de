"""American newsroom English is shown to the starter model in the style of its corpus."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirelocalize.engines import Request
from wirelocalize.engines.house_english import house_english
from wirelocalize.engines.kinds import KINDS
from wirelocalize.engines.known_names import known_names
from wirelocalize.engines.ladder import Attempt, plan
from wirelocalize.engines.numerals import english_numbers


@pytest.mark.parametrize(
    ("american", "house"),
    [
        ("The U.N. said U.S.-led forces left.", "The UN said US-led forces left."),
        (
            "The firm paid $4.5bn and £20m, $5 Million or US$2-million.",
            "The firm paid 4.5 billion dollars and 20 million pounds, 5 million dollars or 2 million dollars.",
        ),
        (
            "Lt. Gen. Sadat met Gov. Smith on Jan. 5.",
            "Lieutenant General Sadat met Governor Smith on January 5.",
        ),
        ("It costs $85.40, or US$1.2 million.", "It costs 85.40 dollars, or 1.2 million dollars."),
        ("a $3-million clinic and €5", "a 3 million dollars clinic and 5 euros"),
        ("30 kilometers from the labor center", "30 kilometres from the labour centre"),
        ("Organizers recognized a neighbor.", "Organisers recognised a neighbour."),
        ("They don't know, it's a school, we’re here.", "They do not know, it is a school, we are here."),
        ("Can’t stay, won't go", "Cannot stay, will not go"),
    ],
)
def test_american_style_becomes_the_house_style(american: str, house: str) -> None:
    assert house_english(american) == house


@pytest.mark.parametrize(
    "text",
    [
        "The UN said on 12 May that 25 people don the colour.",
        "She was tired; the meeting, chaired by Dr. Karimi, centered on toned paper.",
        "The minister's house and Karimi's",
        "A. Karimi met J. Smith.",
        "e.g. in Kabul, i.e. here",
        "C$20 million, A$5, $2-3 million and $5x",
        "Pearl Harbor, the World Trade Organization and the Israel Defense Forces",
        "Smart meters weigh a ton.",
        "",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert house_english(text) == text


@given(
    st.lists(
        st.sampled_from(
            ["$5", "U.S.", "1,200", "Gen.", "€3.5", "million", "don't", "Jan.", "12", "color", "Mr."]
        )
    ).map(" ".join)
)
def test_no_number_is_lost_and_a_second_time_changes_nothing(text: str) -> None:
    once = house_english(text)
    assert english_numbers(once) == english_numbers(text)
    assert house_english(once) == once


def test_only_words_are_rewritten_and_terms_are_still_found() -> None:
    request = Request(
        "The **U.N.** center at https://U.N.example/center costs `$5`.", terms=(("U.N.", "ملل متحد"),)
    )
    free = plan(request, Attempt(), KINDS["starter"])
    assert free.sentences() == ["The UN centre at ⟦1⟧ costs ⟦2⟧."]
    assert [atom.raw for atom in free.masked.atoms] == ["https://U.N.example/center", "`$5`"]
    bound = plan(request, Attempt(terms=True), KINDS["starter"])
    assert bound.sentences() == ["The ⟦1⟧ centre at ⟦2⟧ costs ⟦3⟧."]
    assert bound.masked.atoms[0].raw == "ملل متحد"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He lives in the U.S.", "He lives in the US."),
        ("He left **the U.S.** in May.", "He left the US in May."),
        ("DEFENSE PROGRAM", "DEFENCE PROGRAMME"),
    ],
)
def test_stops_and_capitals_of_the_whole_unit_stay(text: str, shown: str) -> None:
    assert plan(Request(text), Attempt(), KINDS["starter"]).sentences() == [shown]


@pytest.mark.parametrize(
    "text", ["A." * 9999 + "x", "A" + "-" * 19_999, "$1" * 9999, "U.S. " * 4000, "&" * 20_000]
)
def test_hostile_text_comes_through_whole(text: str) -> None:
    """No expression may take minutes on a unit of the greatest length."""
    made = plan(Request(text), Attempt(names=True), KINDS["starter"], known_names("fa"))
    assert made.masked.text


def test_other_engines_get_the_text_as_it_is() -> None:
    text = "The U.N. said it's $5."
    assert plan(Request(text), Attempt(), KINDS["nllb"]).sentences() == [text]
