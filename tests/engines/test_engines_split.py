"""Long sentences are cut where clauses end, and put together as one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirelocalize.engines import Request
from wirelocalize.engines.kinds import KINDS
from wirelocalize.engines.ladder import Attempt, assemble, plan
from wirelocalize.engines.model import Hypothesis
from wirelocalize.engines.split import split_words


def cut(text: str, limit: int) -> list[str]:
    return [" ".join(run) for run in split_words(text.split(), limit)]


def test_short_sentences_stay_whole() -> None:
    assert cut("The minister, who spoke on Tuesday, resigned.", 20) == [
        "The minister, who spoke on Tuesday, resigned."
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "The council met in the old hall on Monday, and its members talked about the price of bread.",
            ["The council met in the old hall on Monday,", "and its members talked about the price of bread."],
        ),
        (
            "Nobody in the village knew the name of the man who came over the mountains in the winter.",
            ["Nobody in the village knew the name of the man", "who came over the mountains in the winter."],
        ),
        (
            "On August 15, 2021, they fled a city of women, life, freedom and bread; none of them ever came back.",
            ["On August 15, 2021, they fled a city of women, life, freedom and bread;", "none of them ever came back."],
        ),
    ],
)  # fmt: skip
def test_a_long_sentence_is_cut_where_a_clause_ends(text: str, pieces: list[str]) -> None:
    assert cut(text, 14) == pieces


def test_without_a_clause_boundary_a_sentence_stays_whole_if_it_is_bearable() -> None:
    words = [f"word{number}" for number in range(16)]
    assert split_words(words, 10) == [words]
    assert len(split_words([*words, "more"], 10)) == 2


@given(st.lists(st.sampled_from(["a", "and", "word,", "end.", "15,", "who", "(so)", "—"]), max_size=90))
def test_no_word_is_lost_moved_or_left_alone(words: list[str]) -> None:
    runs = split_words(words, 12)
    assert [word for run in runs for word in run] == words
    assert all(len(run) <= 12 * 1.6 for run in runs)
    assert len(runs) == 1 or all(len(run) >= 4 for run in runs)


def test_clauses_come_back_as_one_sentence() -> None:
    """An engine ends every piece with a full stop; only the sentence has one."""
    one, other = (
        "The council met in the old hall on Monday,",
        "and its members talked about the price of bread.",
    )
    made = plan(Request(f"{one} {other}"), Attempt(max_words=14), KINDS["starter"])
    assert made.sentences() == [one, other]
    answers = [Hypothesis("شورا روز دوشنبه نشست."), Hypothesis("و دربارهٔ نان گفت‌وگو کرد.")]
    assert assemble(made, answers)[0].text == "شورا روز دوشنبه نشست، و دربارهٔ نان گفت‌وگو کرد."


def test_a_headline_gets_no_full_stop(machine) -> None:
    made, _ = machine(lambda sentence, careful: Hypothesis("مدارس در هرات بسته شد.", -0.3))
    headline, sentence = made.translate(
        [Request("Schools in Herat close"), Request("Schools in Herat close.")]
    )
    assert headline.text == "مدارس در هرات بسته شد"
    assert sentence.text == "مدارس در هرات بسته شد."
