"""Which edited sentences keep their translation, and which never may: these pairs set the bars."""

from __future__ import annotations

import pytest

from wirelocalize.catalogue.matching import Candidate, Text, match

EDITED = [
    ("At least 12 people were killed in the attack.", "At least 14 people were killed in the attack."),
    ("The minister did resign on Monday.", "The minister did not resign on Monday."),
    ("Clinic reopens in Herat after two years", "Clinic reopens in Herat after three years"),
    ("Officials close girls' schools in Kabul", "Officials reopen girls' schools in Kabul"),
    ("He said the colour of the wall had changed.", "He said the color of the wall had changed."),
    (
        "She told [Radio Free](https://a.example/x) that **no one** had called.",
        "She told [Radio Free](https://b.example/a-much-longer-address) that no one had called.",
    ),
    (
        "“We will stay,” said Maryam Ahmadi, a teacher.",
        "“We will stay here,” said Maryam Ahmadi, 34, a teacher in Ghazni.",
    ),
    ("A bakery run by women", "A bakery run by twelve women"),
    (
        "The council said it would publish the list in March.",
        "In March, the council said, it would publish the list.",
    ),
    (
        "The clinic, which had been closed since August, reopened on Monday with a staff of eleven nurses.",
        "The clinic reopened on Monday with a staff of eleven nurses.",
    ),
]
EDITED_IN_PLACE = [
    ("Residents say the water came back on Friday.", "Residents said water had come back by Friday."),
    ("Photo: Ali Reza", "Photo: Ali Rezai"),
    ("Who is he?", "Who was he?"),
    # Split, or merged the other way round.
    (
        "The clinic reopened on Monday with eleven nurses, and the first patients came before eight in the morning.",
        "The clinic reopened on Monday with eleven nurses.",
    ),
    (
        "The first patients came before eight in the morning.",
        "The clinic reopened on Monday with eleven nurses, and the first patients came before eight in the morning.",
    ),
]
UNRELATED = [
    ("Two killed in Kabul blast", "Schools open after winter break"),
    ("Two killed in Kabul blast", "Two injured in Herat flood"),
    ("Related coverage", "Weather report"),
    (
        "The minister said on Monday that the plan was ready.",
        "The teacher said on Friday that the school was closed.",
    ),
    ("He said it was not true.", "She said it was too late."),
    ("Photo 12", "Photo by the author"),
    ("1,200", "1,300"),
    ("Kabul", "Herat"),
    ("12 May", "14 May 2021, revised"),
    (
        "She did not answer questions sent by e-mail.",
        "The ministry did not respond to a request for comment.",
    ),
    ("Officials denied the report.", "Officials visited the school."),
    ("The water supply in the old city has been repaired.", "The mayor of the old city has been arrested."),
    ("“I was afraid,” she said.", "“I was wrong,” he said."),
    ("Snow closes Salang Pass", "Snow melts early in Bamiyan"),
    ("How we reported this story", "How to support our work"),
    (
        "In a statement on Tuesday, the ministry said that it had opened an investigation into the deaths.",
        "In a statement on Tuesday, the embassy said that it had suspended all visa services until June.",
    ),
    ("", "A text"),
    ("…", "***"),
]


def matches(old: str, new: str, *, near: bool, roles: tuple[str, str] = ("paragraph", "paragraph")) -> bool:
    there = Candidate(Text.of(old), roles[0], (0, 1))
    here = Candidate(Text.of(new), roles[1], (0, 1) if near else (5, 6))
    return bool(match([here], [there]))


@pytest.mark.parametrize(("old", "new"), EDITED)
def test_edited_sentences_match_wherever_they_stand(old: str, new: str) -> None:
    assert matches(old, new, near=True)
    assert matches(new, old, near=True)
    assert matches(old, new, near=False)


@pytest.mark.parametrize(("old", "new"), EDITED_IN_PLACE)
def test_heavier_edits_match_beside_an_unchanged_neighbour_only(old: str, new: str) -> None:
    assert matches(old, new, near=True)
    assert matches(new, old, near=True)
    assert not matches(old, new, near=False)


@pytest.mark.parametrize(("old", "new"), UNRELATED)
def test_unrelated_sentences_never_match(old: str, new: str) -> None:
    assert not matches(old, new, near=True)
    assert not matches(new, old, near=True)


def test_no_two_sentences_of_a_report_are_taken_for_each_other() -> None:
    report = [
        "The bakery opened in October in a side street of Mazar-e-Sharif.",
        "Eleven women work there in two shifts.",
        "The first shift begins at four in the morning.",
        "“People said nobody would buy bread from us,” the manager said.",
        "On a good day they sell nine hundred loaves.",
        "Flour has become a third more expensive since the summer.",
        "The manager has written to the municipality twice.",
        "The municipality has not answered.",
        "A spokesman told reporters that all permits were being reviewed.",
        "In the meantime the women deliver to schools and a hospital.",
        "“We will bake as long as there is flour,” she said.",
    ]
    for old in report:
        for new in report:
            assert old == new or not matches(old, new, near=True), (old, new)


def test_a_change_of_role_asks_for_more() -> None:
    old, new = "Residents say the water came back on Friday.", "Residents said water had come back by Friday."
    assert not matches(old, new, near=True, roles=("headline", "paragraph"))


def test_of_two_old_sentences_the_nearer_text_wins_and_the_other_is_left() -> None:
    old = [
        Candidate(Text.of("At least 12 people were killed in the attack."), "p", (0, 3)),
        Candidate(Text.of("At least 12 people were wounded in the second attack."), "p", (0, 3)),
    ]
    new = [Candidate(Text.of("At least 14 people were wounded in the second attack."), "p", (0, 3))]
    assert [(pair.new, pair.old) for pair in match(new, old)] == [(0, 1)]


def test_with_equal_texts_order_decides() -> None:
    old = [
        Candidate(Text.of(f"Photo number {n} of the courtyard by Ali"), "caption", (n, n + 1))
        for n in range(4)
    ]
    new = [
        Candidate(Text.of(f"Photo number {n} of the courtyard by Reza"), "caption", (n, n + 1))
        for n in range(4)
    ]
    assert [(pair.new, pair.old) for pair in match(new, old)] == [(0, 0), (1, 1), (2, 2), (3, 3)]
