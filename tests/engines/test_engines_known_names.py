"""Names the starter model hardly knows are masked and come back in the right spelling."""

from __future__ import annotations

import pytest

from wirelocalize.engines import Request
from wirelocalize.engines.kinds import KINDS
from wirelocalize.engines.known_names import TABLE, KnownNames, dateline, known_names
from wirelocalize.engines.ladder import Attempt, plan
from wirelocalize.engines.model import Hypothesis

NAMES = KnownNames({
    "Masih": "مسیح", "Masih Alinejad": "مسیح علی‌نژاد", "Sidon": "صیدا", "Pul-e Charkhi": "پل‌چرخی", "Parviz": "پرویز",
    "Karimi": "کریمی", "The Sidon": "صیدون", "The New Sidon Times": "تایمز صیدا",
    "New Haven": "نیوهیون", "Haven": "هیون",
}, familiar=["New Haven"])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The prison of Pul-e Charkhi is full.", ["پل‌چرخی"]),
        ("Masih Alinejad spoke in Sidon.", ["مسیح علی‌نژاد", "صیدا"]),
        ("Parviz Karimi was there.", ["پرویز کریمی"]),  # neighbours are one
        ("Parviz, Karimi and Sidon", ["پرویز", "کریمی"]),  # no more than two
        ("Sidon's harbour and a Sidon-based group", ["صیدا"]),
        ("Masih Alinejad's book, Karimi’s house", ["مسیح علی‌نژاد", "کریمی"]),
        # parts of longer names that the table does not have
        ("Miley Parviz spoke", []),
        ("The actor Parviz Something came", []),
        ("Alexandria Karimi-Cortez", []),
        ("The Sidon Council met", []),
        ("In Sidon University teachers met President Karimi", ["صیدا", "کریمی"]),
        ("The New Sidon Times and the New Sidon Times", ["تایمز صیدا", "تایمز صیدا"]),
        ("Sidonia and sidon", []),
        ("", []),
    ],
)
def test_names_are_found_the_longest_first(text: str, found: list[str]) -> None:
    assert [spelling for _, _, spelling in NAMES.find(text)] == found
    for start, end, _ in NAMES.find(text):
        assert text[start:end] == text[start:end].strip() != ""


def test_the_table_has_every_name_in_every_locale() -> None:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    assert rows[0] == ["english", "fa", "fa_AF", "ps", "seen"]
    assert len(rows) > 2000
    assert all(len(row) == 5 and all(row) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


def test_only_the_starter_model_is_shown_masks_for_names() -> None:
    request = Request("Masih Alinejad spoke.")
    for kind in KINDS.values():
        shown = plan(request, Attempt(names=kind.known_names), kind, NAMES).sentences()
        assert shown == (["⟦1⟧ spoke."] if kind.name == "starter" else ["Masih Alinejad spoke."])


@pytest.mark.parametrize(("locale", "spelling"), [("fa", "مسیح علی‌نژاد"), ("ps", "مسیح علي نژاد")])
def test_a_masked_name_comes_back_in_the_language_of_the_draft(machine, locale: str, spelling: str) -> None:
    answers = {"fa": "⟦1⟧ در هرات سخن گفت.", "ps": "⟦1⟧ په هرات کې خبرې وکړې."}
    made, engine = machine(lambda sentence, careful: Hypothesis(answers[locale], -0.3), locale)
    (draft,) = made.translate([Request("Masih Alinejad spoke in Herat.")])
    assert engine.calls == [("⟦1⟧ spoke in Herat.", False)]
    assert draft.text == answers[locale].replace("⟦1⟧", spelling)
    assert draft.problems == ()


def test_where_the_mask_is_lost_the_name_is_left_to_the_model(machine) -> None:
    def answer(sentence: str, careful: bool) -> Hypothesis:
        return Hypothesis("او در هرات سخن گفت." if "⟦" in sentence else "مسیح علی‌نژاد در هرات سخن گفت.", -0.3)

    made, engine = machine(answer, "fa")
    (draft,) = made.translate([Request("Masih Alinejad spoke in Herat.")])
    assert [sentence for sentence, _ in engine.calls] == [
        "⟦1⟧ spoke in Herat.",
        "Masih Alinejad spoke in Herat.",
    ]
    assert draft.text == "مسیح علی‌نژاد در هرات سخن گفت."
    assert draft.problems == ()


def test_a_unit_that_is_only_a_name_needs_no_engine(machine) -> None:
    made, engine = machine(lambda sentence, careful: Hypothesis("نه"), "fa")
    (draft,) = made.translate([Request("Masih Alinejad")])
    assert (draft.text, engine.calls) == ("مسیح علی‌نژاد", [])


def test_a_required_term_goes_before_the_table(machine) -> None:
    made, engine = machine(lambda sentence, careful: Hypothesis("⟦1⟧ آمد.", -0.3), "fa")
    request = Request("Masih Alinejad came.", terms=(("Masih Alinejad", "خانم علی‌نژاد"),))
    (draft,) = made.translate([request])
    assert (draft.text, draft.terms) == ("خانم علی‌نژاد آمد.", ("Masih Alinejad",))
    assert len(engine.calls) == 1  # the same sentence of masks both times


def test_known_names_are_those_of_the_locale() -> None:
    assert known_names("fa").find("Mongolia")[0][2] == "مغولستان"
    assert known_names("fa_AF").find("Mongolia")[0][2] == "منگولیا"


def test_familiar_names_are_left_to_the_model() -> None:
    assert known_names("fa").find("Kabul and Tehran") == []
    assert [name.spelling for name in known_names("fa").each("Kabul")] == [""]
    assert NAMES.find("New Haven") == []
    assert [name.spelling for name in NAMES.find("in Haven")] == ["هیون"]


@pytest.mark.parametrize(
    ("text", "locale", "rest", "written"),
    [
        ("KABUL (Reuters) - The school closed.", "fa", "The school closed.", "کابل (رویترز) –"),
        ("KABUL (Reuters) — The school closed.", "ps", "The school closed.", "کابل (رویټرز) –"),
        ("HERAT, Afghanistan -- It rained.", "fa_AF", "It rained.", "هرات، افغانستان –"),
        ("NEW YORK (XYZ) – It rained.", "fa", "It rained.", "نیویورک (XYZ) –"),
        (
            "MAZAR-I-SHARIF, Afghanistan (AP) — It rained.",
            "fa_AF",
            "It rained.",
            "مزار شریف، افغانستان (AP) –",
        ),
    ],
)
def test_a_dateline_is_written_from_the_table(text: str, locale: str, rest: str, written: str) -> None:
    end, dateline_ = dateline(text, locale)
    assert (text[end:], dateline_) == (rest, written)


@pytest.mark.parametrize(
    "text",
    [
        "NOWHERE (Reuters) - It rained.",
        "HERAT, Nowhereland - It rained.",
        "KABUL (Special to the Times) - It rained.",
        "KABUL (May 5) - It rained.",
        "NATO - It rained",
        "UNICEF",
        "Kabul – It rained.",
        "",
    ],
)
def test_what_is_no_known_dateline_stays(text: str) -> None:
    assert dateline(text, "fa") == (0, "")


def test_the_engine_never_sees_a_dateline(machine) -> None:
    made, engine = machine(lambda sentence, careful: Hypothesis("مکتب بسته شد.", -0.3), "fa_AF")
    drafts = made.translate([
        Request("KABUL (Reuters) - The school closed."), Request("KABUL (Reuters) — The school closed.")
    ])  # fmt: skip
    assert set(engine.calls) == {("The school closed.", False)}
    assert [draft.text for draft in drafts] == ["کابل (رویترز) – مکتب بسته شد."] * 2
