"""The table of names that are masked for the starter model comes from its corpus."""

from __future__ import annotations

from pathlib import Path

from wlmodel.corpus import Row
from wlmodel.names import SEEN, rare_names, write_names

from wirelocalize.engines.known_names import TABLE


def test_rare_names_are_the_gazetteer_without_familiar_names_and_words() -> None:
    gazetteer = [
        Row(name, (name,) * 3) for name in ("Sidon", "Kabul", "Turkey", "the Philippines", "Kabul Zoo")
    ]
    sentences = [Row(f"Kabul, day {number}", ("",) * 3) for number in range(SEEN)]
    sentences += [Row("They ate turkey at Kabul Zoo.", ("",) * 3)]
    parts = {"lexicon_gazetteer": tuple(gazetteer), "news": tuple(sentences)}
    assert [row.english for row in rare_names(parts)] == ["Sidon", "Kabul Zoo"]


def test_the_shipped_table_is_made_of_the_shipped_corpus(tmp_path: Path) -> None:
    assert write_names(tmp_path / "names.tsv") > 2000
    assert (tmp_path / "names.tsv").read_bytes() == TABLE.read_bytes()
