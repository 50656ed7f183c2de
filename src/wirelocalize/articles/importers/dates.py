"""Dates as English news pages write them, from the groups of a profile's date pattern to ISO 8601."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from wirelocalize.articles.importers.profile import Profile

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)",
    re.IGNORECASE,
)
# Only abbreviations that mean one offset in news use; IST, CST and the like mean several.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 60, "cet": 60, "cest": 120, "est": -300, "edt": -240, "pst": -480,
    "pdt": -420, "aft": 270, "irst": 210, "irdt": 270, "msk": 180, "pkt": 300,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date on a page.

    :param iso: ``2021-07-06``, or with time and offset ``2021-07-06T15:40:00+04:30``.
    :param warning: what could not be told from the page; empty if nothing.
    """

    iso: str
    warning: str = ""


def parse_date(line: str, profile: Profile) -> PageDate | None:
    """The date a whole line holds by one of the profile's patterns, or ``None``."""
    for pattern in profile.date:
        match = pattern.fullmatch(line)
        if match:
            found = _from_groups({key: value for key, value in match.groupdict().items() if value}, profile)
            if found:
                return found
    return None


def parse_iso(text: str, profile: Profile) -> PageDate | None:
    """A date from a page's metadata: ISO 8601 in any of its usual spellings."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if not 1900 <= moment.year <= 2200:
        return None
    if not re.search(r"\d:\d|T\d", text):
        return PageDate(moment.date().isoformat())
    return _with_zone(moment.date(), moment.timetz().replace(tzinfo=None), moment.tzinfo, profile)


def _from_groups(groups: dict[str, str], profile: Profile) -> PageDate | None:
    try:
        day, warning = _day(groups, profile)
    except ValueError:
        return None
    if "time" not in groups:
        return PageDate(day.isoformat(), warning)
    clock = _clock(groups["time"])
    if clock is None:
        return None
    found = _with_zone(day, clock, _zone(groups.get("zone", "")), profile)
    return PageDate(found.iso, warning or found.warning)


def _day(groups: dict[str, str], profile: Profile) -> tuple[date, str]:
    """The calendar day; ``ValueError`` if the numbers are none."""
    year = int(groups["year"])
    if not 1900 <= year <= 2200:
        raise ValueError("no news is from that year")
    if "first" in groups:
        return _numeric_day(year, int(groups["first"]), int(groups["second"]), profile.date_order)
    month = groups["month"]
    if month.isdigit():
        return date(year, int(month), int(groups["day"])), ""
    if not _MONTH_NAMES.fullmatch(month):
        raise ValueError("not a month")
    return date(year, _MONTHS.index(month[:3].lower()) + 1, int(groups["day"])), ""


def _numeric_day(year: int, first: int, second: int, order: str) -> tuple[date, str]:
    if order == "month-day":
        return date(year, first, second), ""
    if order == "day-month" or first > 12 or first == second:
        return date(year, second, first), ""
    if second > 12:
        return date(year, first, second), ""
    spelt = f"{first}/{second}/{year}"
    warning = f"the date {spelt} can be read in two ways, taken as day/month: set date_order in a profile"
    return date(year, second, first), warning


def _clock(text: str) -> time | None:
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?(?: ?([ap])\.?m\.?)?", text, re.IGNORECASE)
    if not match:
        return None
    hour, half = int(match[1]), (match[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(match[2] or 0), int(match[3] or 0))
    except ValueError:
        return None


def _zone(text: str) -> tzinfo | None:
    text = text.lower()
    if text in _ZONES:
        return timezone(timedelta(minutes=_ZONES[text]))
    match = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?", text)
    if not match or int(match[2]) > 14:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))


def _with_zone(day: date, clock: time, zone: tzinfo | None, profile: Profile) -> PageDate:
    if zone is None and profile.timezone:
        zone = ZoneInfo(profile.timezone)
    if zone is None:
        spelt = clock.isoformat("minutes")
        return PageDate(
            day.isoformat(), f"the time {spelt} has no time zone and was left out: set timezone in a profile"
        )
    return PageDate(datetime.combine(day, clock, zone).isoformat())
