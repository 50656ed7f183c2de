"""The table of names that are masked for the starter model comes from its corpus."""

from __future__ import annotations

from pathlib import Path

from wlmodel.corpus import Row
from wlmodel.names import names, ordinary_words, write_names, write_words

from wirelocalize.engines import known_names, truecase


def test_names_are_the_gazetteer_without_words_and_with_their_counts() -> None:
    gazetteer = [
        Row(name, (name,) * 3) for name in ("Sidon", "Kabul", "Turkey", "the Philippines", "Kabul Zoo")
    ]
    sentences = [Row(f"Kabul, day {number}, in Kabul", ("",) * 3) for number in range(3)]
    sentences += [Row("They ate turkey at Kabul Zoo.", ("",) * 3)]
    parts = {"lexicon_gazetteer": tuple(gazetteer), "news": tuple(sentences)}
    assert [(row.english, seen) for row, seen in names(parts)] == [
        ("Sidon", 0),
        ("Kabul", 3),
        ("Kabul Zoo", 1),
    ]


def test_the_shipped_table_is_made_of_the_shipped_corpus(tmp_path: Path) -> None:
    assert write_names(tmp_path / "names.tsv") > 2000
    assert (tmp_path / "names.tsv").read_bytes() == known_names.TABLE.read_bytes()


def test_ordinary_words_are_those_written_small_within_sentences() -> None:
    english = [
        "The new school in New York is open.",
        "Schools Close In Every District Of Kabul Again",  # a headline tells nothing
        "In York a school is new.",
        "“School” he said. School is out, and Kabul has a school.",
    ]
    rows = tuple(Row(text, ("",) * 3) for text in english)
    words = ordinary_words(
        {"lexicon_gazetteer": (Row("New York", ("",) * 3), Row("Sidon", ("",) * 3)), "news": rows}
    )
    assert {"new", "school"} <= set(words)
    assert not {"york", "kabul", "district", "sidon", "Sidon"} & set(words)
    assert words[-1] == "New York"


def test_the_shipped_words_are_made_of_the_shipped_corpus(tmp_path: Path) -> None:
    assert write_words(tmp_path / "words.txt") > 15_000
    assert (tmp_path / "words.txt").read_bytes() == truecase.TABLE.read_bytes()
