"""The machine: nothing lossy comes out of it, whatever an engine says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wirelocalize.config import Config, EnginePin
from wirelocalize.engines import Machine, ModelStore, Request
from wirelocalize.engines.model import Hypothesis
from wirelocalize.errors import EngineError

GOOD = "وزیر روز سه‌شنبه سخن گفت"


def say(text: str) -> Hypothesis:
    return Hypothesis(text, -0.4)


def test_masks_survive_when_the_engine_copies_them(machine) -> None:
    made, engine = machine(lambda s, c: say("بیشتر در ⟦1⟧ یا ⟦2⟧ بخوانید."))
    (draft,) = made.translate([Request("Read more at https://a.example/x_y or `the_code`.")])
    assert draft.text == "بیشتر در https://a.example/x_y یا `the_code` بخوانید."
    assert draft.problems == ()
    assert engine.calls == [("Read more at ⟦1⟧ or ⟦2⟧.", False)]


def test_a_lost_mask_is_translated_around(machine) -> None:
    made, _engine = machine(lambda s, c: say("بیشتر بخوانید در" if "⟦" not in s else "بیشتر بخوانید"))
    (draft,) = made.translate([Request("Read more at https://a.example/x_y today.")])
    assert draft.text is not None
    assert "https://a.example/x_y" in draft.text
    assert "pieced" in draft.problems
    assert made.summary.gates["mask-lost"] == 1


def test_an_engine_without_its_own_mask_form_gets_another_try(machine) -> None:
    made, engine = machine(
        lambda s, c: say("بیشتر در (1)" if "(1)" in s else "بیشتر در جای دیگر"), kind="m2m100"
    )
    (draft,) = made.translate([Request("Read more at https://a.example today")])
    assert draft.text == "بیشتر در https://a.example"
    assert [call[0] for call in engine.calls] == ["Read more at [1] today", "Read more at (1) today"]


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("", "empty"),
        ("گفت گفت گفت گفت", "repetition"),
        ("The minister spoke today", "copied"),
        ("он сказал это вчера", "wrong-script"),
    ],
)
def test_what_is_no_translation_is_refused_with_the_reason(machine, output: str, reason: str) -> None:
    made, engine = machine(lambda s, c: say(output))
    (draft,) = made.translate([Request("The minister spoke today.")])
    assert draft.text is None
    assert reason in draft.problems
    assert made.summary.refused == 1
    assert (engine.calls[0][1], engine.calls[1][1]) == (False, True)


def test_careful_decoding_rescues_a_loop(machine) -> None:
    made, _ = machine(lambda s, careful: say(GOOD if careful else "سخن سخن سخن سخن"))
    (draft,) = made.translate([Request("The minister spoke on Tuesday")])
    assert draft.text == GOOD
    assert made.summary.rescued == 1
    assert made.summary.gates == {"repetition": 1}


def test_a_wrong_number_is_masked_and_so_copied(machine) -> None:
    made, _ = machine(lambda s, c: say("⟦1⟧ نفر آمدند" if "⟦1⟧" in s else "۹۹ نفر آمدند"))
    (draft,) = made.translate([Request("1,250 people came")])
    assert draft.text == "۱٬۲۵۰ نفر آمدند"
    assert draft.problems == ()


def test_a_number_that_stays_wrong_is_marked_and_trusted_less(machine) -> None:
    made, _ = machine(lambda s, c: say("۹۹ نفر آمدند"))
    wrong, right = made.translate([Request("1,250 people came"), Request("99 people came")])
    assert wrong.text is not None
    assert {"number-lost", "number-invented"} <= set(wrong.problems)
    assert wrong.confidence < right.confidence


def test_a_required_term_that_the_engine_finds_itself_is_named(machine) -> None:
    made, engine = machine(lambda s, c: say("پوهنتون بسته شد"), "fa_AF")
    (draft,) = made.translate([Request("The university was closed", terms=(("university", "پوهنتون"),))])
    assert (draft.text, draft.terms) == ("پوهنتون بسته شد", ("university",))
    assert engine.calls == [("The university was closed", False)]


def test_a_required_term_is_masked_where_the_engine_chooses_another(machine) -> None:
    made, _ = machine(lambda s, c: say("⟦1⟧ بسته شد" if "⟦1⟧" in s else "دانشگاه بسته شد"))
    (draft,) = made.translate([Request("The university was closed", terms=(("university", "پوهنتون"),))])
    assert (draft.text, draft.terms) == ("پوهنتون بسته شد", ("university",))
    assert draft.problems == ()


def test_a_term_whose_mask_is_lost_is_translated_around(machine) -> None:
    made, _ = machine(lambda s, c: say("بسته شد" if "close" in s else "دانشگاه"))
    (draft,) = made.translate([Request("The university was closed", terms=(("university", "پوهنتون"),))])
    assert draft.terms == ("university",)
    assert "پوهنتون" in (draft.text or "")
    assert "pieced" in draft.problems


def test_a_unit_that_is_a_required_term_needs_no_engine(machine) -> None:
    made, engine = machine(lambda s, c: say("متارکه" if "⟦" not in s else "⟦1⟧"))
    (draft,) = made.translate([Request("Ceasefire", terms=(("Ceasefire", "آتش‌بس"),))])
    assert (draft.text, draft.terms) == ("آتش‌بس", ("Ceasefire",))
    assert [sentence for sentence, _ in engine.calls] == ["Ceasefire"]


def test_a_model_that_fails_is_reported_and_the_rest_is_kept(machine, tmp_path: Path) -> None:
    def answer(sentence: str, careful: bool) -> Hypothesis:
        if "fails" in sentence:
            raise EngineError("the model failed")
        return say(GOOD)

    made, _ = machine(answer, cache=tmp_path / "c.sqlite")
    requests = [Request(f"The minister spoke {word}") for word in "abcdefghi"]
    with pytest.raises(EngineError, match="the model failed"):
        made.translate([*requests, Request("fails")])
    made.close()
    again, _ = machine(answer, cache=tmp_path / "c.sqlite")
    again.translate(requests)
    assert again.summary.cache_hits == 9


def test_a_term_inside_a_link_address_is_left_alone(machine) -> None:
    made, _ = machine(lambda s, c: say("به پوهنتون رفت"))
    request = Request(
        "He went to [the university](https://a.example/university)", terms=(("university", "پوهنتون"),)
    )
    (draft,) = made.translate([request])
    assert "https://a.example/university" in (draft.text or "")


def test_dari_made_by_a_persian_engine_is_adapted_and_marked(machine) -> None:
    made, _ = machine(lambda s, c: say("بیمارستان در هرات بسته شد"), "fa_AF", adapted_from="fa")
    (draft,) = made.translate([Request("The hospital in Herat was closed")])
    assert draft.adapted_from == "fa"
    assert "شفاخانه" in (draft.text or "")
    assert "adapted=fa" in draft.signature


def test_units_without_words_need_no_engine(machine) -> None:
    made, engine = machine(lambda s, c: say("x"))
    drafts = made.translate([Request("2021"), Request("https://a.example"), Request("1,200.5")])
    assert [draft.text for draft in drafts] == ["۲۰۲۱", "https://a.example", "۱٬۲۰۰٫۵"]
    assert engine.calls == []


def test_the_same_unit_is_translated_once(machine) -> None:
    made, engine = machine(lambda s, c: say(GOOD))
    drafts = made.translate([Request("The minister spoke on Tuesday")] * 5)
    assert len(engine.calls) == 1
    assert [draft.text for draft in drafts] == [GOOD] * 5


def test_a_long_sentence_is_cut_at_clauses(machine) -> None:
    made, engine = machine(
        lambda s, c: say("جمله‌ای دربارهٔ " + str(len(s)).translate(str.maketrans("0123456789", "ابپتثجچحخد")))
    )
    clause = "the council met in the old hall and talked about bread"
    made.translate([Request("; ".join([clause] * 9) + ".")])
    limit = made.card.decoding.max_words
    first = [sentence for sentence, careful in engine.calls if not careful]
    assert len(first) > 1
    assert all(len(sentence.split()) <= limit for sentence in first)
    assert all(re.search(r"[;.]$", sentence) for sentence in first)


def test_the_second_run_asks_the_engine_nothing(machine, tmp_path: Path) -> None:
    requests = [Request("The **minister** spoke on Tuesday"), Request("The minister was tired")]

    def answer(sentence: str, careful: bool) -> Hypothesis:
        words = len(sentence.split())
        return Hypothesis(
            GOOD, -0.4, alignment=tuple(tuple(float(j == 1) for j in range(words)) for _ in GOOD.split())
        )

    first, _ = machine(answer, cache=tmp_path / "c.sqlite")
    drafts = first.translate(requests)
    first.close()
    second, engine = machine(answer, cache=tmp_path / "c.sqlite")
    assert second.translate(requests) == drafts
    assert engine.calls == []
    assert second.summary.cache_hits > 0


def test_progress_ends_at_its_total(machine) -> None:
    made, _ = machine(lambda s, careful: say(GOOD if careful else ""))
    seen: list[tuple[int, int]] = []
    made.translate(
        [Request(f"Sentence {word} was spoken") for word in ("one", "two")],
        progress=lambda a, b: seen.append((a, b)),
    )
    assert seen[-1][0] == seen[-1][1]
    assert seen == sorted(seen)


@pytest.mark.parametrize("locale", ["fa", "fa_AF", "ps"])
def test_opening_loads_nothing_and_names_the_engine(locale: str, tmp_path: Path) -> None:
    made = Machine.open(Config(), locale, store=ModelStore(tmp_path), cache_dir=tmp_path)
    assert made.signature.startswith("starter@")
    assert made.signature.endswith("int8 beam4")
    assert made.adapted_from == ""


def test_draft_quality_is_beam_one(tmp_path: Path) -> None:
    made = Machine.open(Config(), "fa", store=ModelStore(tmp_path), cache_dir=None, draft=True)
    assert made.signature.endswith("beam1")


def test_a_missing_pin_names_the_command_that_mends_it(tmp_path: Path) -> None:
    config = Config(engines={"fa": EnginePin(engine="argos-en_fa", version="1.5")})
    with pytest.raises(EngineError) as caught:
        Machine.open(config, "fa", store=ModelStore(tmp_path), cache_dir=None)
    assert "argos-en_fa" in str(caught.value)
    assert "wirelocalize models install argos-en_fa" in caught.value.hint


def test_a_pinned_version_that_is_not_there_is_no_other_version(tmp_path: Path) -> None:
    config = Config(engines={"fa": EnginePin(engine="starter", version="999")})
    with pytest.raises(EngineError, match="999"):
        Machine.open(config, "fa", store=ModelStore(tmp_path), cache_dir=None)


def test_a_unit_that_is_no_sentence_is_left_alone(machine) -> None:
    made, _engine = machine(lambda s, c: say(GOOD))
    long, short = made.translate([Request("&lt; " * 5000), Request("The minister spoke on Tuesday")])
    assert (long.text, long.problems) == (None, ("unit-too-long",))
    assert short.text == GOOD
