"""Headlines in Title Case and in capitals are shown to a small model as sentences."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirelocalize.engines import Request
from wirelocalize.engines.kinds import KINDS
from wirelocalize.engines.ladder import Attempt, plan
from wirelocalize.engines.truecase import sentence_case


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Taliban Close Girls' Schools in Herat", "Taliban close girls' schools in Herat"),
        ("Parliament Condemns Arrests of Teachers in Kabul", "Parliament condemns arrests of teachers in Kabul"),
        ("Iran Signs Up for Chinese-Led Moon Base", "Iran signs up for Chinese-led moon base"),
        ("Arms Dealer Extradited From Thailand to New York", "Arms dealer extradited from Thailand to New York"),
        ("Taliban Deny Selling US Weapons to Militants", "Taliban deny selling US weapons to militants"),
        ("TALIBAN CLOSE SCHOOLS IN HERAT AND IRAN", "Taliban close schools in Herat and Iran"),
        ("UN CONDEMNS US STRIKE", "UN condemns US strike"),
    ],
)  # fmt: skip
def test_headlines_become_sentences(headline: str, sentence: str) -> None:
    assert sentence_case(headline) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "The minister spoke in Kabul on Tuesday.",
        "Girls' school in Herat closed again",
        "Kabul",
        "Masih Alinejad",
        "Gul Agha Sherzai",
        "NATO",
        "",
        "۱۲۳ …",
    ],
)
def test_sentences_and_names_stay_as_they_are(text: str) -> None:
    assert sentence_case(text) == text


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["The", "Of", "SCHOOL", "Kabul", "💡", "ß", "İ", "new"])).map(" ".join)
)
def test_only_the_case_of_letters_changes_and_no_place_moves(text: str) -> None:
    changed = sentence_case(text)
    assert len(changed) == len(text)
    assert changed.lower() == text.lower()


def test_links_and_addresses_of_a_headline_keep_their_case() -> None:
    headline = "Ministry Closes [Girls' Schools in Herat](https://Example.org/Girls) Again, Says HTTPS://A.example/New"
    made = plan(Request(headline), Attempt(), KINDS["starter"])
    assert made.sentences() == ["Ministry closes girls' schools in Herat again, says ⟦1⟧"]
    assert [atom.raw for atom in made.masked.atoms] == ["HTTPS://A.example/New"]
    assert made.masked.spans[0].after == "](https://Example.org/Girls)"
    assert re.search("girls' schools in Herat$", made.masked.text[: made.masked.spans[0].end])


def test_other_engines_get_headlines_as_they_are() -> None:
    headline = "Taliban Close Girls Schools"
    assert plan(Request(headline), Attempt(), KINDS["nllb"]).sentences() == [headline]
