"""Languages: tables of each language, and what is done with text, numbers and dates by them."""

from wirelocalize.languages.bidi import isolate_html, isolate_plain
from wirelocalize.languages.body_dates import FoundDate, convert_dates, find_dates, find_solar_dates
from wirelocalize.languages.characters import strip_bidi, to_ascii_digits, to_native_digits
from wirelocalize.languages.dari import Adapted, Replacement, adapt_to_dari, dari_lexical_findings
from wirelocalize.languages.dates import (
    format_dateline,
    from_solar,
    gregorian_date,
    local_day,
    parse_when,
    solar_date,
    to_solar,
    weekday_name,
)
from wirelocalize.languages.identify import ScriptProfile, family, identify, is_plausible, script_profile
from wirelocalize.languages.model import DateStyle, Language, Months
from wirelocalize.languages.normalise import normalise
from wirelocalize.languages.numbers import (
    join_list,
    localise_money,
    localise_number,
    localise_percent,
    parse_number,
)
from wirelocalize.languages.protect import PROTECTED, protected_spans, shield
from wirelocalize.languages.registry import all_languages, get

__all__ = [
    "PROTECTED",
    "Adapted",
    "DateStyle",
    "FoundDate",
    "Language",
    "Months",
    "Replacement",
    "ScriptProfile",
    "adapt_to_dari",
    "all_languages",
    "convert_dates",
    "dari_lexical_findings",
    "family",
    "find_dates",
    "find_solar_dates",
    "format_dateline",
    "from_solar",
    "get",
    "gregorian_date",
    "identify",
    "is_plausible",
    "isolate_html",
    "isolate_plain",
    "join_list",
    "local_day",
    "localise_money",
    "localise_number",
    "localise_percent",
    "normalise",
    "parse_number",
    "parse_when",
    "protected_spans",
    "script_profile",
    "shield",
    "solar_date",
    "strip_bidi",
    "to_ascii_digits",
    "to_native_digits",
    "to_solar",
    "weekday_name",
]
