"""Datelines, dates in both calendars, and full dates in running text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirelocalize.errors import ConfigurationError, DataError
from wirelocalize.languages import (
    all_languages,
    convert_dates,
    find_dates,
    find_solar_dates,
    format_dateline,
    get,
    gregorian_date,
    parse_when,
    solar_date,
    weekday_name,
)


@pytest.mark.parametrize(
    ("code", "dateline"),
    [
        ("fa", "۱۴ اردیبهشت ۱۴۰۳ - ۳ مه ۲۰۲۴"),
        ("fa_AF", "۱۴ ثور ۱۴۰۳ - ۳ می ۲۰۲۴"),
        ("ps", "۱۴ غویی ۱۴۰۳ - ۳ می ۲۰۲۴"),
    ],
)
def test_dateline_has_both_calendars_solar_first(code: str, dateline: str) -> None:
    assert format_dateline(dt.date(2024, 5, 3), get(code)) == dateline


def test_the_day_is_chosen_where_the_outlet_is() -> None:
    late = dt.datetime(2024, 5, 2, 19, 45, tzinfo=dt.UTC)  # 23:15 in Tehran, 00:15 in Kabul
    assert format_dateline(late, get("fa")).startswith("۱۳ اردیبهشت")
    assert format_dateline(late, get("prs")).startswith("۱۴ ثور")
    assert format_dateline(late, get("prs"), "America/New_York").startswith("۱۳ ثور")


def test_dates_and_moments_without_a_zone_are_taken_as_they_are() -> None:
    assert format_dateline(dt.datetime(2024, 5, 3, 23, 59), get("fa")) == format_dateline(  # noqa: DTZ001
        dt.date(2024, 5, 3), get("fa")
    )


def test_a_wrong_zone_or_year_is_an_error_that_says_so() -> None:
    with pytest.raises(ConfigurationError, match="Mars/Olympus"):
        format_dateline(dt.date(2024, 5, 3), get("fa"), "Mars/Olympus")
    with pytest.raises(DataError, match="0221"):
        format_dateline(dt.date(221, 7, 6), get("fa"))


def test_pashto_months_are_oblique_in_running_text() -> None:
    day = dt.date(2024, 1, 31)
    assert solar_date(day, get("ps"), running=True) == "د ۱۴۰۲ کال د سلواغې ۱۱مه"
    assert gregorian_date(day, get("ps"), running=True) == "د ۲۰۲۴ کال د جنوري ۳۱مه"
    assert solar_date(day, get("ps")) == "۱۱ سلواغه ۱۴۰۲"


def test_weekdays() -> None:
    day = dt.date(2026, 1, 1)
    assert solar_date(day, get("prs"), weekday=True) == "پنجشنبه ۱۱ جدی ۱۴۰۴"
    assert weekday_name(day, get("ps"), oblique=True) == "پنجشنبې"
    assert weekday_name(dt.date(2026, 1, 6), get("fa")) == "سه‌شنبه"


def test_front_matter_dates() -> None:
    assert parse_when("2021-07-06") == dt.date(2021, 7, 6)
    assert parse_when("2021-07-06T10:00:00+03:30").utcoffset() == dt.timedelta(hours=3, minutes=30)  # type: ignore[union-attr]
    assert parse_when("last week") is None
    assert parse_when(20210706) is None


CASES = [
    ("fa", "در ۲۹ فوریهٔ ۲۰۲۰ توافق شد", "در ۱۰ اسفند ۱۳۹۸ (۲۹ فوریهٔ ۲۰۲۰) توافق شد"),
    ("fa", "او سوم مهٔ ۱۹۶۸ زاده شد", "او ۱۳ اردیبهشت ۱۳۴۷ (سوم مهٔ ۱۹۶۸) زاده شد"),
    ("fa", "در اول ژانویهٔ ۲۰۰۱", "در ۱۲ دی ۱۳۷۹ (اول ژانویهٔ ۲۰۰۱)"),
    ("fa", "در 17 مارس، 2020 میلادی", "در ۲۷ اسفند، ۱۳۹۸ (17 مارس، 2020 میلادی)"),
    ("fa", "ژوئیه ۱۷، ۱۹۷۳ بود", "تیر ۲۶، ۱۳۵۲ (ژوئیه ۱۷، ۱۹۷۳) بود"),
    ("fa_AF", "به تاریخ ۲ اکتوبر ۲۰۱۸ کشته شد", "به تاریخ ۱۰ میزان ۱۳۹۷ (۲ اکتوبر ۲۰۱۸) کشته شد"),
    ("fa_AF", "در ۱۵ اگست ۲۰۲۱", "در ۲۴ اسد ۱۴۰۰ (۱۵ اگست ۲۰۲۱)"),
    (
        "ps",
        "د ۲۰۲۴ کال د جولای پر ۵مه لومړی وزیر شو",
        "د ۱۴۰۳ کال د چنګاښ پر ۱۵مه (د ۲۰۲۴ کال د جولای ۵مه) لومړی وزیر شو",
    ),
    ("ps", "د ۲۰۲۴ کال د جنوري ۳۱مه", "د ۱۴۰۲ کال د سلواغې ۱۱مه (د ۲۰۲۴ کال د جنوري ۳۱مه)"),
    ("ps", "د ۲۰۲۵ کال د اګست د ۳۱مې زلزلې", "د ۱۴۰۴ کال د وږي د ۹مې (د ۲۰۲۵ کال د اګست ۳۱مې) زلزلې"),
    (
        "ps",
        "د ۱۹۶۸ کال د مې په درېیمه زېږېدلی",
        "د ۱۳۴۷ کال د غویي په ۱۳مه (د ۱۹۶۸ کال د مې درېیمه) زېږېدلی",
    ),
    ("ps", "په ۲۳ مارچ ۲۰۲۰ کې", "په ۴ وري ۱۳۹۹ (۲۳ مارچ ۲۰۲۰) کې"),
]


@pytest.mark.parametrize(("code", "text", "both"), CASES)
def test_full_dates_in_running_text(code: str, text: str, both: str) -> None:
    language = get(code)
    assert convert_dates(text, language, "both") == both
    assert convert_dates(both, language, "both") == both
    solar = convert_dates(text, language, "solar")
    assert "(" not in solar
    assert both.startswith(solar[: both.index("(") - 1])
    assert convert_dates(solar, language, "solar") == solar
    assert convert_dates(text, language) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fa", "در سال ۲۰۲۴"),
        ("fa", "در ژانویه ۲۰۲۴ و دههٔ ۱۹۹۰"),
        ("fa", "از ۵ تا ۹ نوامبر ۲۰۲۰"),
        ("fa", "از ۱۲ مارس تا ۲۸ مارس ۲۰۲۰"),
        ("fa", "۱۲ و ۱۳ مارس ۲۰۲۰"),
        ("fa", "۱۱ بهمن ۱۴۰۲ (۳۱ ژانویه ۲۰۲۴)"),
        ("fa", "۱۱ بهمن ۱۴۰۲ خورشیدی برابر با ۳۱ ژانویهٔ ۲۰۲۴"),
        ("fa", "۱۴ اردیبهشت ۱۴۰۳ - ۳ مه ۲۰۲۴"),
        ("fa", "۳ مه ۲۰۲۴ (۱۴ اردیبهشت ۱۴۰۳)"),
        ("fa", "۴ ژوئیهٔ ۱۷۷۶"),
        ("fa", "۳۱ آوریل ۲۰۲۰"),
        ("fa", "بین ۴ و ۱۹ مارس ۲۰۲۱"),
        ("fa", "او گفت: «در ۱ مه ۲۰۲۰ آمدم»"),
        ("fa", "[متن](https://example.org/۱_مه_۲۰۲۰) و `۱ مه ۲۰۲۰`"),
        ("fa_AF", "۲۲ می ۲۰۲"),
        ("ps", "د ۱۴۰۲ کال د سلواغې ۱۱مه (د ۲۰۲۴ کال د جنوري ۳۱مه)"),
        ("ps", "د ۲۰۲۱م کال په اګست کې"),
    ],
)
@pytest.mark.parametrize("policy", ["both", "solar"])
def test_what_is_not_a_full_date_of_its_own_stays(code: str, text: str, policy: str) -> None:
    assert convert_dates(text, get(code), policy) == text  # type: ignore[arg-type]


@settings(max_examples=150, deadline=None)
@given(
    days=st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), min_size=1, max_size=3),
    language=st.sampled_from(all_languages()),
    policy=st.sampled_from(["both", "solar"]),
    running=st.booleans(),
)
def test_every_written_date_is_found_and_never_doubled(days, language, policy, running) -> None:
    text = ". ".join(gregorian_date(day, language, running=running) for day in days)
    assert [found.day for found in find_dates(text, language)] == days
    once = convert_dates(text, language, policy)
    assert convert_dates(once, language, policy) == once
    for day in days:
        assert solar_date(day, language, running=running) in once
    if running:
        assert [found.day for found in find_solar_dates(once, language)] == days
