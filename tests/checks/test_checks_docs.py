"""The pages of docs/checks are what the rules say."""

from __future__ import annotations

from pathlib import Path

import pytest

from wirelocalize.checks import pages

FOLDER = Path(__file__).parents[2] / "docs" / "checks"


@pytest.mark.parametrize("name", sorted(pages.pages()))
def test_page_is_up_to_date(name):
    assert (FOLDER / name).read_text("utf-8") == pages.pages()[name], (
        "run: python benchmarks/checks_report.py --docs"
    )


def test_no_page_is_left_over():
    assert {path.name for path in FOLDER.glob("*.md")} == set(pages.pages())
