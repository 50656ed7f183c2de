"""Profiles as data, and the dates they recognise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from wirelocalize.articles.importers import builtin_profiles, import_page, load_profile
from wirelocalize.articles.importers.dates import parse_date, parse_iso
from wirelocalize.errors import DataError

DEFAULT = load_profile("default")


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("July 6, 2021", "2021-07-06"),
        ("06 July 2021", "2021-07-06"),
        ("6th July, 2021", "2021-07-06"),
        ("Tuesday, July 6, 2021", "2021-07-06"),
        ("Tue 6 Jul 2021", "2021-07-06"),
        ("Sept. 6, 2021", "2021-09-06"),
        ("Published on 6 July 2021", "2021-07-06"),
        ("2021-07-06", "2021-07-06"),
        ("2021-07-06T15:40:00+04:30", "2021-07-06T15:40:00+04:30"),
        ("2021-07-06T11:10Z", "2021-07-06T11:10:00+00:00"),
        ("July 6, 2021 at 3:40 pm GMT", "2021-07-06T15:40:00+00:00"),
        ("July 6, 2021 12:05 a.m. UTC+3", "2021-07-06T00:05:00+03:00"),
        ("6 July 2021 - 15:40 AFT", "2021-07-06T15:40:00+04:30"),
        ("15:40 GMT, 6 July 2021", "2021-07-06T15:40:00+00:00"),
        ("13/07/2021", "2021-07-13"),
        ("07/13/2021", "2021-07-13"),
    ],
)
def test_date_formats(line: str, iso: str) -> None:
    found = parse_date(line, DEFAULT)
    assert found is not None
    assert (found.iso, found.warning) == (iso, "")


@pytest.mark.parametrize(
    "line",
    ["February 30, 2021", "Marchers 3 2021", "6 Tir 1400", "July 2021", "2021", "July 6", "13/13/2021", "July 6, 0021",
     "On July 6, 2021, the army withdrew", "2021-13-01", "Maybe 3, 2021"],
)  # fmt: skip
def test_what_is_no_date(line: str) -> None:
    assert parse_date(line, DEFAULT) is None


def test_ambiguous_numeric_date_is_reported_and_settled_by_the_profile() -> None:
    found = parse_date("6/7/2021", DEFAULT)
    assert found is not None
    assert "two ways" in found.warning
    for order, iso in (("day-month", "2021-07-06"), ("month-day", "2021-06-07")):
        settled = parse_date("6/7/2021", replace(DEFAULT, date_order=order))
        assert settled is not None
        assert (settled.iso, settled.warning) == (iso, "")


def test_time_zone_of_the_profile_follows_its_history() -> None:
    tehran = replace(DEFAULT, timezone="Asia/Tehran")
    summer, later = parse_iso("2021-07-06T12:00", tehran), parse_iso("2023-07-06T12:00", tehran)
    assert summer is not None
    assert later is not None
    assert (summer.iso[-6:], later.iso[-6:]) == ("+04:30", "+03:30")


def test_builtin_profiles_load() -> None:
    assert {"default", "iranwire"} <= set(builtin_profiles())
    for name in builtin_profiles():
        assert load_profile(name) == load_profile(Path(name))


def test_profile_file_extends_the_default_and_can_replace(tmp_path: Path) -> None:
    path = tmp_path / "gandhara.toml"
    path.write_text(
        "chrome = ['switch edition']\nnote = ['reported by .*']\nreplace = ['note']\nexpect = ['date']\n"
    )
    profile = load_profile(path)
    assert profile.name == "gandhara"
    assert len(profile.chrome) == len(DEFAULT.chrome) + 1
    assert [pattern.pattern for pattern in profile.note] == ["reported by .*"]
    found = import_page(
        "Switch edition\n\nSnow Comes Early\nJuly 6, 2021\n\nIt fell at night.\n\nIt stayed.\n\n"
        "Reported by our stringer.\n",
        profile=profile,
    )
    assert found.title == "Snow Comes Early"
    assert found.notes == ("Reported by our stringer.",)
    assert found.warnings == ()
    assert found.profile == "gandhara"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("chrmoe = []", "chrmoe: unknown key"),
        ("chrome = 'x'", "chrome: must be a list of strings"),
        ("chrome = ['(']", "chrome: '\\('"),
        ("expect = ['colour']", "expect: 'colour'"),
        ("subheading_max = 'long'", "subheading_max: must be a int"),
        ("paragraphs = 'few'", "paragraphs: 'few'"),
        ("timezone = 'Asia/Nowhere'", "timezone"),
        ("encoding = 'utf-9'", "encoding"),
        ("extends = 'nothing'", "extends"),
        ("= 3", "not valid TOML"),
    ],
)
def test_mistakes_in_a_profile_name_the_key(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text(text)
    with pytest.raises(DataError, match=message) as caught:
        load_profile(path)
    assert "site.toml" in str(caught.value)


def test_unknown_profile_name_lists_the_known_ones() -> None:
    with pytest.raises(DataError, match="iranwire"):
        load_profile("iranwrie")


def test_site_profile_is_chosen_by_its_marks() -> None:
    page = (
        "close button\nSwitch to Iranwire Light?\nswitch sites\n\nA Street in Karaj\n\n"
        "July 6, 2021\nRoya Karimi\n4 min read\n\n"
        "It was swept every morning.\n\nNow nobody sweeps it.\n\nAnd nobody asks.\n"
    )
    found = import_page(page)
    assert (found.profile, found.author, found.confidence) == ("iranwire", "Roya Karimi", 1.0)
    assert import_page(page, profile=DEFAULT).profile == "default"
