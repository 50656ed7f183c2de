"""Verifying translations: inflected forms count, forbidden ones are found, nothing correct is flagged."""

from __future__ import annotations

import pytest

from wirelocalize.glossary import Form, Glossary, Term, Use


def issues(locale, source, target, forms, *, forbidden=(), use=Use.PREFERRED):
    term = Term(source, {locale: tuple(Form(form) for form in forms)}, {locale: tuple(forbidden)}, use=use)
    return [issue.kind for issue in Glossary([term]).verify(f"the {source}", target, locale)]


@pytest.mark.parametrize(
    ("locale", "form", "target"),
    [
        ("fa", "روزنامه‌نگار", "روزنامه‌نگاران بازداشت شدند"),
        ("fa", "روزنامه‌نگار", "روزنامه نگارها"),
        ("fa", "نماینده مجلس", "نمایندگان مجلس گفتند"),
        ("fa", "دانشگاه", "دانشگاه‌های تهران"),
        ("fa", "حمله", "حملات هوایی"),
        ("fa", "رسانه‌ها", "یک رسانهٔ محلی"),
        ("fa", "نخست‌وزیر", "نخست وزیر بریتانیا"),
        ("fa", "رئیس‌جمهور", "رييس جمهوري"),
        ("fa", "آلمان", "سفارت المان"),
        ("fa", "مهسا (ژینا) امینی", "مهسا امینی"),
        ("fa_AF", "شفاخانه", "شفاخانه‌ها"),
        ("fa_AF", "باشنده", "باشنده‌گان هرات"),
        ("fa_AF", "باشنده", "باشندگان هرات"),
        ("fa_AF", "وزارت صحت عامه", "وزارت محترم صحت عامه"),
        ("fa_AF", "قوهٔ قضاییه", "قوۀ قضائیه"),
        ("ps", "روغتون", "روغتونونه"),
        ("ps", "ښوونځی", "په ښوونځیو کې"),
        ("ps", "ښوونځی", "ښوونځي"),
        ("ps", "ملګري ملتونه", "د ملګرو ملتونو سازمان"),
        ("ps", "د پوهنې وزارت", "د افغانستان د پوهنې د وزارت چارواکي"),
        ("ps", "کلی", "کلیو ته"),
        ("ps", "څېړنه", "څېړنې ښيي"),
        ("ps", "خبریال", "خبریالانو ته"),
        ("ps", "ولسوالي", "ولسوالۍ"),
        ("ps", "بم", "بمونه"),
        ("ps", "غزه", "د غزې په سویل کې"),
        ("ps", "جلال اباد", "جلال‌اباد ته"),
        ("ps", "بي بي سي", "بي‌بي‌سي پښتو"),
        ("fa", "مزار شریف", "در مزارشریف"),
        ("fa_AF", "قریه", "قریه‌های دور"),
        ("ps", "وزارت", "وزارتونو"),
    ],
)
def test_an_inflected_form_is_not_missing(locale, form, target):
    assert issues(locale, "term", target, [form]) == []


@pytest.mark.parametrize(
    ("locale", "form", "target"),
    [
        ("fa", "بیمارستان", "درمانگاه تعطیل شد"),
        ("fa_AF", "شفاخانه", "بیمارستان تعطیل شد"),
        ("ps", "روغتون", "شفاخانه وتړل شوه"),
        ("ps", "د عدالت نړیواله محکمه", "نړیواله اداره"),
        ("ps", "بم", "بمباري"),
    ],
)
def test_another_word_is_missing(locale, form, target):
    assert issues(locale, "term", target, [form]) == ["missing"]


def test_any_alternative_will_do_and_hints_are_never_missing():
    assert issues("fa", "term", "کلینیک", ["درمانگاه", "کلینیک"]) == []
    assert issues("fa", "term", "چیزی", ["درمانگاه"], use=Use.HINT) == []


def test_an_acronym_left_in_latin_is_not_missing():
    assert issues("fa", "FBI", "FBI اعلام کرد", ["اف‌بی‌آی"]) == []


@pytest.mark.parametrize("target", ["", "  ", "∅"])
def test_nothing_is_said_of_an_empty_translation(target):
    assert issues("fa", "term", target, ["درمانگاه"], forbidden=["x"]) == []


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("گارد انقلاب ایران", "گارد انقلاب"),
        ("گاردهای انقلاب", "گاردهای انقلاب"),
        ("«گارد‌انقلاب»", "گارد‌انقلاب"),
    ],
)
def test_a_forbidden_form_is_found_where_it_stands(target, found):
    term = Term("IRGC", {"fa": (Form("سپاه"),)}, {"fa": ("گارد انقلاب",)})
    forbidden = [i for i in Glossary([term]).verify("the IRGC", target, "fa") if i.kind == "forbidden"]
    assert [(i.found, target[i.start : i.end]) for i in forbidden] == [(found, found)]


@pytest.mark.parametrize(
    ("accepted", "forbidden", "target"),
    [
        ("امریکا", "آمریکا", "ایالات متحدهٔ امریکا"),  # the madda is the very difference
        ("راکت", "موشک", "موشکافی با راکت"),  # a longer word
        ("محکمهٔ عالی", "عالی", "محکمهٔ عالی"),  # part of an accepted form
    ],
)
def test_what_resembles_a_forbidden_form_is_spared(accepted, forbidden, target):
    assert issues("fa_AF", "term", target, [accepted], forbidden=[forbidden]) == []
