"""A masked name is no number: what the model counts with it is taken out."""

from __future__ import annotations

import pytest

from wirelocalize.engines import Request
from wirelocalize.engines.counters import without_counters
from wirelocalize.engines.known_names import KnownNames
from wirelocalize.engines.masks import FIRST_SIGN, mask
from wirelocalize.engines.model import Hypothesis

SIGN = chr(FIRST_SIGN)
NAMES = KnownNames({"Eswatini": "اسواتینی"})


@pytest.mark.parametrize(
    ("source", "text", "cleaned"),
    [
        ("They met in Eswatini.", f"در سال {SIGN} دیدار کردند.", f"در {SIGN} دیدار کردند."),
        ("They met in Eswatini.", f"په {SIGN} کال کې سره وکتل.", f"په {SIGN} کې سره وکتل."),
        ("Eswatini won.", f"{SIGN} ساله، برنده شد.", f"{SIGN}، برنده شد."),
        ("Eswatini won.", f"{SIGN} کلنې وګټله.", f"{SIGN} وګټله."),
        ("Revenue of Eswatini rose 18 percent.", f"درآمد {SIGN} درصد", f"درآمد {SIGN}"),
        # the source itself speaks of a year
        ("In the year of Eswatini", f"در سال {SIGN}", f"در سال {SIGN}"),
        # not beside the mask, or behind a comma
        ("They met in Eswatini.", f"سال‌ها در {SIGN}، سال نو", f"سال‌ها در {SIGN}، سال نو"),
        ("No name", "در سال ۱۴۰۳", "در سال ۱۴۰۳"),
    ],
)
def test_counters_of_names_go(source: str, text: str, cleaned: str) -> None:
    assert without_counters(text, (), mask(source, names=NAMES))[0] == cleaned


def test_counters_of_numbers_stay() -> None:
    masked = mask("It was in 2019.", numbers=True)
    assert without_counters(f"در سال {SIGN} بود.", (), masked)[0] == f"در سال {SIGN} بود."


def test_the_alignment_loses_the_same_rows() -> None:
    rows = tuple((float(row),) for row in range(4))
    text, kept = without_counters(f"در سال {SIGN} بود.", rows, mask("It was in Eswatini.", names=NAMES))
    assert (text, kept) == (f"در {SIGN} بود.", (rows[0], rows[2], rows[3]))
    assert (
        without_counters(f"در سال {SIGN} بود.", rows[:2], mask("It was in Eswatini.", names=NAMES))[1] == ()
    )


def test_drafts_have_none(machine) -> None:
    made, _ = machine(lambda sentence, careful: Hypothesis("در سال ⟦1⟧ دیدار کردند.", -0.3))
    (draft,) = made.translate([Request("They met in Eswatini.")])
    assert draft.text == "در اسواتینی دیدار کردند."
