"""Correct text passes: no errors at all, hardly a warning."""

from __future__ import annotations

import pytest
from checks_faults import LANGUAGES, sentences

from wirelocalize import checks
from wirelocalize.catalogue.model import Entry
from wirelocalize.checks import Severity


@pytest.mark.parametrize("language", LANGUAGES)
def test_correct_sentences_have_no_errors_and_hardly_a_warning(language):
    entries = [Entry("paragraph", source, target) for source, target in sentences()[language]]
    assert len(entries) >= 600
    found = checks.check(entries, language)
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []
    assert sum(finding.severity is Severity.WARNING for finding in found) < 0.02 * len(entries)


# What professional translators do that is not house style: never an error.
HOUSE_STYLE_ONLY = [
    ("fa", "He said “no” to 25 people in 2019.", 'او در سال 2019 به 25 نفر گفت "نه".'),
    ("fa", "The book is his.", "كتاب از آن او است و مي داند."),
    ("fa_AF", "The girls read the books.", "دختر ها کتاب ها را می خوانند."),
    ("ps", "He left the city.", "هغه له ښاره ولاړ۔"),
    ("ps", "Prices rose by 1.5 percent.", "بیې 1.5% لوړې شوې."),
    ("ps", "He says it is so.", "\u200fهغه وايي چې داسې ده."),
    ("fa", "The 10-year-old ran 5 miles.", "کودک ده ساله هشت کیلومتر دوید."),
    ("fa", "In the 1970s he won twice.", "او در دههٔ ۷۰ دو بار برنده شد."),
    ("fa_AF", "The talks began at 8 p.m. on Monday.", "مذاکرات ساعت ۲۰ روز دوشنبه آغاز شد."),
    ("ps", "He won 6-4, 7-5.", "هغه 6-4 او 7-5 وګټله."),
    ("fa", "World War II ended.", "جنگ جهانی دوم پایان یافت."),
    ("fa", "Two-thirds of the 300 voted.", "دو سوم از ۳۰۰ نفر رأی دادند."),
]


@pytest.mark.parametrize(("language", "source", "target"), HOUSE_STYLE_ONLY)
def test_deviations_of_style_are_no_errors(language, source, target):
    errors = [f for f in checks.check_pair(source, target, language) if f.severity is Severity.ERROR]
    assert errors == []
