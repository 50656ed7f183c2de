"""Numbers, percentages, money, lists and digits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirelocalize.languages import (
    all_languages,
    get,
    join_list,
    localise_money,
    localise_number,
    localise_percent,
    parse_number,
    to_ascii_digits,
    to_native_digits,
)

FA = get("fa")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "۰"),
        (999, "۹۹۹"),
        (1234567, "۱٬۲۳۴٬۵۶۷"),
        (1234567.5, "۱٬۲۳۴٬۵۶۷٫۵"),
        (0.1, "۰٫۱"),
        (1e21, "۱٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰"),
        (-5, "\u200e\u2212۵"),
        (-0.0, "۰٫۰"),
        (Decimal("12.50"), "۱۲٫۵۰"),
        (float("inf"), "inf"),
        ("2024", "۲۰۲۴"),
        ("1,234.5", "۱٬۲۳۴٫۵"),
        ("-3", "\u200e\u2212۳"),
        ("12 of 30", "۱۲ of ۳۰"),
        ("", ""),
    ],
)
def test_localise_number(value, expected: str) -> None:
    assert localise_number(value, FA) == expected


def test_places() -> None:
    assert localise_number(2, FA, places=2) == "۲٫۰۰"
    assert localise_number(-0.001, FA, places=1) == "۰٫۰"


def test_percent_is_a_word_in_prose_and_a_sign_in_tables() -> None:
    assert localise_percent(12, FA) == "۱۲ درصد"
    assert localise_percent("12.5", get("ps")) == "۱۲٫۵ سلنه"
    assert localise_percent(12, FA, table=True) == "۱۲٪"


def test_money_has_a_name_not_a_sign() -> None:
    assert localise_money(12, "USD", FA) == "۱۲ دلار"
    assert localise_money(1200, "usd", get("dari")) == "۱٬۲۰۰ دالر"
    assert localise_money(12, "USD", get("ps")) == "۱۲ ډالر"
    assert localise_money(12, "XYZ", FA) == "۱۲ XYZ"


def test_a_currency_the_table_does_not_name_has_its_name_from_cldr():
    assert localise_money(12, "SEK", get("fa_AF")) == "۱۲ کرون سویدن"
    assert "KZT" not in localise_money(12, "KZT", get("ps"))


def test_lists() -> None:
    assert join_list([], FA) == ""
    assert join_list(["الف"], FA) == "الف"
    assert join_list(["الف", "ب", "ج"], FA) == "الف، ب و ج"
    assert join_list(["الف", "ب"], get("ps")) == "الف او ب"


def test_digits_both_ways() -> None:
    assert to_native_digits("2024 ٢٤ ۲۴ A1", FA) == "۲۰۲۴ ۲۴ ۲۴ A۱"
    assert to_ascii_digits("٢٤ ۲۴ 24") == "24 24 24"


@given(
    value=st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12)
)
def test_a_written_number_reads_back(value: Decimal) -> None:
    for language in all_languages():
        assert parse_number(localise_number(value, language), language) == value


@pytest.mark.parametrize("text", ["", "سه", "۱۲ تن", "nan", "۱۲٫۳٫۴"])
def test_what_is_no_number_reads_as_none(text: str) -> None:
    assert parse_number(text, FA) is None
