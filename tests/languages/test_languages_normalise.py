"""Normalisation: what it mends, what it spares, and that it settles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirelocalize.languages import all_languages, get, normalise, protected_spans

FA, DARI, PASHTO = get("fa"), get("fa_AF"), get("ps")


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        # letters
        ("fa", "ايران كتاب", "ایران کتاب"),
        ("fa", "علی\u0649 ڪار", "علیی کار"),
        ("fa_AF", "ادارۀ محلی", "اداره\u0654 محلی"),
        ("fa", "ﺳﻼم ﷲ", "سلام الله"),
        ("fa", "۵۰۰ ﷼ ﷺ", "۵۰۰ ﷼ ﷺ"),
        ("fa", "سـلام", "سلام"),
        ("fa", "ه\u200d.ش", "ه\u200d.ش"),
        ("ps", "كابل په لوگر کې", "کابل په لوګر کې"),
        ("ps", "هغه وايي چې سړي او سړی او کورنۍ یې وګورئ", "هغه وايي چې سړي او سړی او کورنۍ یې وګورئ"),
        ("ps", "د «گفت‌وگو» او «نوائے وقت» ورځپاڼې", "د «گفت‌وگو» او «نوائے وقت» ورځپاڼې"),
        ("ps", "لېوۀ", "لېوۀ"),
        ("ps", "ښه سړی دی۔", "ښه سړی دی."),
        # the hamza seat survives: letters are never mapped in decomposed form
        ("fa", "رئيس مسئول", "رئیس مسئول"),
        ("fa", "ري\u0654یس", "رئیس"),
        # invisible signs
        ("fa", "\u202bمتن\u202c\u200f \u00a0و\u200b متن\ufeff", "متن و متن"),
        ("fa", "نام C++\u200e است", "نام C++\u200e است"),
        ("fa", "\u2066IranWire\u2069 گفت", "\u2066IranWire\u2069 گفت"),
        ("fa", "\u2066IranWire گفت", "IranWire گفت"),
        # digits and numbers
        ("fa", "سال 2024 و ٢٥ تن", "سال ۲۰۲۴ و ۲۵ تن"),
        ("fa", "۱,۲۳۴,۵۶۷.۵ دلار", "۱٬۲۳۴٬۵۶۷٫۵ دلار"),
        ("fa_AF", "۲۳،۵ میلیون و ۳،۰۰۰ جریب", "۲۳٫۵ میلیون و ۳٬۰۰۰ جریب"),
        ("fa", "موارد ۳، ۵ و ۷ در ۱۴۰۲/۱۱/۱۱ ساعت ۲۰:۳۰", "موارد ۳، ۵ و ۷ در ۱۴۰۲/۱۱/۱۱ ساعت ۲۰:۳۰"),
        ("fa", "نسخهٔ 1.2.3 و 2024-05-03", "نسخهٔ ۱.۲.۳ و ۲۰۲۴-۰۵-۰۳"),
        ("fa", "42.000 نفر و 1.716 میلیارد و 0.004", "۴۲.۰۰۰ نفر و ۱٫۷۱۶ میلیارد و ۰٫۰۰۴"),
        ("fa", "25% و 12.5 % و ٪۳۰", "۲۵٪ و ۱۲٫۵٪ و ۳۰٪"),
        ("fa_AF", "شنبه ۱۸دلو", "شنبه ۱۸ دلو"),
        ("ps", "د زمري ۱۶مه او ۱۱زره", "د زمري ۱۶مه او ۱۱ زره"),
        ("fa", "دمای \u2212۵ درجه", "دمای \u200e\u2212۵ درجه"),
        ("fa", "کووید -19", "کووید -۱۹"),
        # signs and spaces
        ("fa", "تهران, اصفهان; چرا?", "تهران، اصفهان؛ چرا؟"),
        ("fa", "شرکت Smith, Jones & Co در لندن", "شرکت Smith, Jones & Co در لندن"),
        ("fa", "به IranWire, که گفت", "به IranWire، که گفت"),
        ("fa", "گفت ، که  « نه » ( او ) .", "گفت، که «نه» (او)."),
        ("fa", "چارچوب .NET را", "چارچوب .NET را"),
        ("fa", "تهران،اصفهان", "تهران، اصفهان"),
        ("fa", "گفت:«نه»", "گفت: «نه»"),
        ("fa", "و...", "و…"),
        ("fa", "کابل — هرات", "کابل – هرات"),
        ("fa", "کابل ــ هرات", "کابل – هرات"),
        ("fa", "سلام :) و ![تصویر](a.jpg)", "سلام :) و ![تصویر](a.jpg)"),
        # quotation marks
        ("fa", 'او گفت: "نه".', "او گفت: «نه»."),
        ("fa", "او گفت: “نه، ‘هرگز’ نه”.", "او گفت: «نه، ‹هرگز› نه»."),
        ("fa", 'او «گفت "نه" و رفت»', "او «گفت ‹نه› و رفت»"),
        ("fa", 'او "گفت «نه» و رفت"', "او «گفت ‹نه› و رفت»"),
        ("fa", 'روزنامهٔ "The New York Times" نوشت', 'روزنامهٔ "The New York Times" نوشت'),
        ("fa", 'او گفت: "نه', 'او گفت: "نه'),
        ("fa", 'لولهٔ 5" و 6" قطر', 'لولهٔ ۵" و ۶" قطر'),
        ("fa", 'نام ""تماس"" بود', 'نام ""تماس"" بود'),
        ("ps", 'هغه وویل: "نه"', "هغه وویل: «نه»"),
        # ZWNJ
        ("fa", "این کار انجام می شود و نمی کنند", "این کار انجام می‌شود و نمی‌کنند"),
        ("fa", "کتاب ها و کشور های منطقه و خانه هایش", "کتاب‌ها و کشورهای منطقه و خانه‌هایش"),
        ("fa", "کشور\u200cها و بدتر\u200c‌ها", "کشورها و بدترها"),
        ("fa", "آن ها گفتند آنها و آن‌ها", "آن‌ها گفتند آنها و آن‌ها"),
        ("fa", "متن \u200cمی\u200c\u200cشود\u200c.", "متن می‌شود."),
        ("fa", "خانه ی من", "خانه\u0654 من"),
        ("fa", "پی‌دی‌اف PDF\u200cها", "پی‌دی‌اف PDF\u200cها"),
    ],
)
def test_mends(code: str, text: str, expected: str) -> None:
    assert normalise(text, get(code)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "در ماه می سال ۲۰۱۸",
        "به تاریخ ۲۳ می سال ۲۰۲۰",
        "۲۳ می میلادی",
        "ترزا می گفت",
        "خانم می رفت",
        "ها! چه خوب",
        "با ها و هو",
        "از می تا جون",
        "حرف «ی» پس از ه",
    ],
)
@pytest.mark.parametrize("language", [FA, DARI], ids=lambda language: language.code)
def test_spares_what_only_looks_like_a_missing_zwnj(text: str, language) -> None:
    assert normalise(text, language) == text


def test_pashto_gets_no_persian_rule() -> None:
    text = "هغه می ويني او کتاب ها خانه ی"
    assert normalise(text, PASHTO) == text
    assert "\u200c" not in normalise("دا کار کې ښی", PASHTO)


PROTECTED_RUNS = [
    "https://fa.wikipedia.org/wiki/كابل?a=1,2;b=3",
    "www.example.org/٢٠٢٤",
    "ali.reza+news@example.co.uk",
    "@user_1",
    "#مهسا_اميني",
    "`كد 12, 3`",
    "⟦12⟧",
    '<a href="/x?a=1,2" title="كتاب">',
    "</a>",
    "<br/>",
    "&nbsp;",
    "&#1603;",
    "{count}",
    "%(name)s",
    "](https://example.org/a_(b),c)",
    "[^12]",
    "A320",
    "F-16",
    "COVID-19",
    "C++",
    "AT&T",
    "iPhone 15 Pro",
    "Smith's",
    "\\*",
]


@pytest.mark.parametrize("run", PROTECTED_RUNS)
@pytest.mark.parametrize("language", all_languages(), ids=lambda language: language.code)
def test_protected_runs_stay(run: str, language) -> None:
    text = f"متن {run} متن"
    assert run in normalise(text, language)


ALPHABET = (
    "ايكىیکگګهةۀھئؤآأبترمنوهاسشدذرزژچپۍېډټړښځ \u0654\u064e"
    "\u200c\u200c\u200d\u200b\u200e\u200f\u202a\u202c\u2066\u2069\u00a0\u00ad\ufeff\u0640\u2028\u061c"
    '۰۱۲۳٤٥0123456789.,،؛;?؟:!…-–—\u2212%٪٫٬/()[]{}«»‹›"“”„‘’`*_~<>&@#\\\n\ue000'
    "aAbZé"
)
PIECES = [
    "می ", "نمی شود", " ها", " های ", "ه ی ", "ماه می ", "...", "http://", "www.", "a@b.co", "<b>", "](x)",
    "&amp;", "⟦1⟧", "{x}", "۱۲٬۰۰۰", "۲۳،۵ میلیون", "ﺳﻼ", "ﷲ", "ـ", "۔", "«", "»", '"', "#", "25%", "C++",
]  # fmt: skip
nasty = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from(ALPHABET), st.text(max_size=3)), max_size=25
)


@settings(max_examples=250, deadline=None)
@given(pieces=nasty, language=st.sampled_from(all_languages()))
def test_is_idempotent_and_total(pieces: list[str], language) -> None:
    once = normalise("".join(pieces), language)
    assert normalise(once, language) == once


@settings(max_examples=100, deadline=None)
@given(text=st.text(), language=st.sampled_from(all_languages()))
def test_is_idempotent_on_any_text(text: str, language) -> None:
    once = normalise(text, language)
    assert normalise(once, language) == once


@settings(max_examples=100, deadline=None)
@given(
    runs=st.lists(st.sampled_from(PROTECTED_RUNS), max_size=4),
    words=st.lists(
        st.sampled_from(["ايران", "كتاب ها", "می شود", "25%", '"نه"', "و...", "،", "(", ")"]), min_size=5
    ),
    language=st.sampled_from(all_languages()),
)
def test_keeps_protected_runs_in_order(runs: list[str], words: list[str], language) -> None:
    text = words[0] + "".join(f" {run} {word}" for run, word in zip(runs, words[1:], strict=False))
    wanted = [text[start:end] for start, end in protected_spans(text)]
    result = normalise(text, language)
    assert [result[start:end] for start, end in protected_spans(result)] == wanted


def test_outer_white_space_and_lines_stay() -> None:
    assert normalise("  \n متن ,  \n\nمتن \n", FA) == "  \n متن،  \n\nمتن \n"
    assert normalise("سطر  \nسطر", FA) == "سطر  \nسطر"  # Markdown's hard line break
