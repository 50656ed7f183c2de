"""Sentence rules for English news prose; ``¶`` marks the boundaries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirelocalize.articles import Span, SpanKind
from wirelocalize.segments import split_sentences

CASES = """
The U.S. ¶ The next.
The U.S. Army left. ¶ It did.
The U.N. Security Council met. ¶ The U.N. also did.
Dr. Smith came. ¶ He sat.
Gen. Mark A. Milley and Lt. Col. A. Karimi spoke. ¶ They left.
Maj. Gen. Yasin Zia, the chief of staff, agreed. ¶ Nobody else did.
Sens. Ted Cruz and Reps. A. B. Jones left. ¶ So did we.
At 5 p.m. Monday it ended. ¶ Then at 6 p.m. ¶ Officials came.
At 5 p.m. Tehran time it ended. ¶ We left at 9 a.m. EST.
J. K. Rowling wrote it. ¶ She did.
He met Mr. X. ¶ The man left.
It cost Rs. 1,200.50 vs. 3.5 million. ¶ Fine.
It fell by 3.5%. ¶ And by 4.
She holds a Ph.D. in law. ¶ He has a Ph.D. ¶ They met.
On Jan. 6 it began. ¶ It ended in Jan. ¶ The rest is known.
No. 5 was it. ¶ He said no. ¶ Then he left.
See it (see Fig. 3). ¶ Next.
The e.g. case, i.e. this one. ¶ Good.
The St. Petersburg court ruled. ¶ Nobody came.
In Washington, D.C., he spoke. ¶ In D.C. ¶ The mayor listened.
He works for Apple Inc. ¶ The firm is large.
“Who will pay?” he asked. ¶ Nobody knew.
“Who will pay?” Karimi asked. ¶ Nobody knew.
“Who will pay?” ¶ The man left.
"I went home." ¶ Karimi said nothing more.
He said "no". ¶ Then he left.
"Many were deprived,” he said. ¶ “The soldiers came. ¶ I ran."
“He told me, ‘Leave now.’ ¶ I left,” she said. ¶ End.
It rained. ¶ “Yes.” ¶ “No.”
Well… I don't know. ¶ Really?! ¶ Yes.
He left... ¶ She stayed.
... and so on. ¶ Next.
He left. [...] ¶ She stayed.
The office [of the mayor. It was closed.] was empty. ¶ Nobody answered.
The minister (Mr. X. He died) said so. ¶ Next.
He left. ¶ (She stayed.) ¶ They slept.
1. First point. ¶ 2. Second point.
Read https://example.org/a.b?c=D. ¶ Then go.
Write to a.b@example.org. ¶ Then wait.
The price is $5. ¶ $6 is more.
What? ¶ Why? ¶ When?
He was in Iran. eBay was not.
Hello there
""".strip().splitlines()


def _cut(text: str, markup: tuple[Span, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, markup)]


@pytest.mark.parametrize("case", CASES)
def test_boundaries_of_news_prose(case: str) -> None:
    assert _cut(case.replace(" ¶ ", " ")) == case.split(" ¶ ")


def test_no_boundary_inside_an_element() -> None:
    text = "He said *go. Now.* Then left. Done."
    element = Span(8, 18, SpanKind.ELEMENT)
    stars = (Span(8, 9, SpanKind.MARKUP), Span(17, 18, SpanKind.MARKUP))
    assert _cut(text, (element, *stars)) == ["He said *go. Now.*", "Then left.", "Done."]


def test_a_footnote_mark_stays_with_its_sentence() -> None:
    text = "It was so.[^1] It was not."
    assert _cut(text, (Span(10, 14, SpanKind.MARKUP),)) == ["It was so.[^1]", "It was not."]


def test_code_is_one_word_and_no_sentence_by_itself() -> None:
    text = "Type `a. B` now. `C. D`"
    spans = (Span(5, 11, SpanKind.ATOM), Span(17, 23, SpanKind.ATOM))
    assert _cut(text, spans) == ["Type `a. B` now. `C. D`"]


def test_a_break_always_separates_and_belongs_to_no_sentence() -> None:
    text = "14 Market Street<br>Herat"
    assert _cut(text, (Span(16, 20, SpanKind.BREAK),)) == ["14 Market Street", "Herat"]


@pytest.mark.parametrize("text", ["", "   ", "…", "12.5 – 3", "https://example.org/Path", "* * *", "٪ 5."])
def test_text_without_letters_gives_nothing(text: str) -> None:
    assert split_sentences(text) == []


@given(st.text(alphabet=st.sampled_from('aB .!?…"“”’([])1\n*_\u00a0U.S.'), max_size=80))
def test_sentences_are_ordered_trimmed_and_lose_no_letter(text: str) -> None:
    ranges = split_sentences(text)
    position = 0
    for start, end in ranges:
        assert position <= start < end <= len(text)
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        assert any(char.isalpha() for char in text[start:end])
        position = end
    if ranges:
        assert text[position:].strip() == ""
    else:
        assert not any(char.isalpha() for char in text)


@pytest.mark.parametrize(
    "piece", ["…", ". A", '." ', "(a. ", "[a (", '?" Smith ', "U.S. ", "http://", "a@", "1. "]
)
def test_time_grows_with_length_only(piece: str) -> None:
    from time import process_time

    text = piece * (100_000 // len(piece))
    started = process_time()
    split_sentences(text)
    assert process_time() - started < 5
