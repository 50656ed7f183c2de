"""Registry, direction, identification, and a fourth language from one file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirelocalize.errors import ConfigurationError
from wirelocalize.languages import (
    all_languages,
    convert_dates,
    format_dateline,
    get,
    identify,
    is_plausible,
    isolate_html,
    isolate_plain,
    join_list,
    localise_number,
    normalise,
    script_profile,
    strip_bidi,
)
from wirelocalize.languages.registry import discover, resolve

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("code", "aliases"),
    [
        ("fa", ["fa", "FA", "fa-IR", "fa_IR", "pes", "pes_Arab", "farsi", "Persian", " fa ", "fa.UTF-8"]),
        ("fa_AF", ["fa_AF", "fa-AF", "fa_af", "prs", "prs_Arab", "dari", "Dari", "fa_AF.UTF-8"]),
        ("ps", ["ps", "ps-AF", "pbt", "pbt_Arab", "pus", "pashto", "Pashto"]),
    ],
)
def test_a_language_answers_to_its_names(code: str, aliases: list[str]) -> None:
    assert {get(alias).code for alias in aliases} == {code}


def test_an_unknown_language_lists_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match=r"'xx'.*fa \(Persian\), fa_AF \(Dari\), ps \(Pashto\)"):
        get("xx")


def test_tables_are_whole() -> None:
    for language in all_languages():
        for months in (language.solar, language.gregorian):
            assert len(months.direct) == 12
            assert len(months.oblique) in {0, 12}
            assert len(months.variants) in {0, 12}
            assert len(set(months.direct)) == 12
        assert len(language.weekdays) == 7
        assert len(language.digits) == 10
        assert len(language.ordinals) == 31
        assert not language.alphabet & set(language.letter_map)
        assert not language.alphabet & language.foreign_letters
        for name in (*language.solar.direct, *language.gregorian.direct, *language.weekdays):
            assert normalise(name, language) == name


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("سازمان AT&amp;T گفت", "سازمان <bdi>AT&amp;T</bdi> گفت"),
        ("زبان C++ و A320.", "زبان <bdi>C++</bdi> و <bdi>A320</bdi>."),
        ("@IranWire و #IranProtests", "<bdi>@IranWire</bdi> و <bdi>#IranProtests</bdi>"),
        ("در https://iranwire.com/fa/.", "در <bdi>https://iranwire.com/fa/</bdi>."),
        ("https://a.b/?x=1&amp;y=2 و", "<bdi>https://a.b/?x=1&amp;y=2</bdi> و"),
        ("شرکت Google، Meta و Apple", "شرکت <bdi>Google</bdi>، <bdi>Meta</bdi> و <bdi>Apple</bdi>"),
        ('<a title="a > b" href="x">متن</a>', '<a title="a > b" href="x">متن</a>'),
        ("<code>abc</code> و <bdi>BBC</bdi>", "<code>abc</code> و <bdi>BBC</bdi>"),
        ("&nbsp;&#x41; ۱۲ 12", "&nbsp;&#x41; ۱۲ 12"),
        ("<!-- BBC --> x < y", "<!-- BBC --> <bdi>x</bdi> < <bdi>y</bdi>"),
        ("<code>a</b> c</code> BBC", "<code>a</b> c</code> <bdi>BBC</bdi>"),
    ],
)
def test_isolates_latin_runs_in_html(html: str, expected: str) -> None:
    assert isolate_html(html) == expected
    assert isolate_html(expected) == expected


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<b>", "</b>", "<code>", "</code>", "BBC", "متن", " ", "<", "&amp;", '"', "A1", "<br/>"]
        )
    ).map("".join)
)
def test_isolating_adds_only_bdi(html: str) -> None:
    once = isolate_html(html)
    assert once.replace("<bdi>", "").replace("</bdi>", "") == html
    assert isolate_html(once) == once


def test_isolates_in_plain_text_only_on_export() -> None:
    assert isolate_plain("سازمان UN گفت") == "سازمان \u2066UN\u2069 گفت"
    assert strip_bidi(isolate_plain("سازمان UN گفت\u200f")) == "سازمان UN گفت"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("پلیس گفت که این مرد را بازداشت کرده است.", "fa"),
        ("پولیس گفت که این مرد را بازداشت کرده است.", "fa"),
        ("پولیسو وویل چې دا سړی یې نیولی دی.", "ps"),
        ("The police said he was arrested.", ""),
        ("کابل", ""),
        ("", ""),
        ("警察说", ""),
    ],
)
def test_identifies(text: str, code: str) -> None:
    assert identify(text) == code


def test_gates_doubt_only_what_is_certain() -> None:
    assert is_plausible("کابل", get("ps"))
    assert is_plausible("پولیس گفت که این مرد را بازداشت کرده است.", get("prs"))
    assert not is_plausible("پلیس گفت که این مرد را بازداشت کرده است.", get("ps"))
    assert not is_plausible("The police said so.", get("fa"))
    assert is_plausible("۲۰۲۴", get("fa"))


def test_script_profile() -> None:
    profile = script_profile("متن abc 12")
    assert (profile.letters, profile.arabic, profile.latin, profile.other) == (6, 0.5, 0.5, 0.0)
    assert script_profile("۱۲!").letters == 0


TAJIK = r"""
from wirelocalize.languages.model import DateStyle, Language, Months, words

LANGUAGE = Language(
    code="tg", bcp47="tg", name="Tajik", native_name="тоҷикӣ", aliases=frozenset({"tgk", "tajik"}),
    engine_codes={"nllb": "tgk_Cyrl"}, plural_forms="nplurals=2; plural=(n != 1);", digits="0123456789",
    conjunction="ва",
    solar=Months(words("ҳамал савр ҷавзо саратон асад сунбула мизон ақраб қавс ҷадӣ далв ҳут")),
    gregorian=Months(words("январ феврал март апрел май июн июл август сентябр октябр ноябр декабр")),
    weekdays=words("душанбе сешанбе чоршанбе панҷшанбе ҷумъа шанбе якшанбе"), timezone="Asia/Dushanbe",
    alphabet=frozenset("абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя"), function_words=frozenset(words("ва дар аз ба ки")),
    dates=DateStyle(running="{day} {month} {year}", forms=(r"{day}\s{month}\s{year}",)),
    letter_map={"ї": "ӣ"}, punctuation={}, direction="ltr", decimal=",", thousands="\u00a0", percent="%", comma=",",
    minus="\u2212",
)
"""


def test_a_fourth_language_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "tg.py").write_text(TAJIK, "utf-8")
    languages = discover([str(tmp_path)])
    tajik = resolve("Tajik", languages)
    assert tajik is languages["tg"]
    assert format_dateline(dt.date(2024, 5, 3), tajik) == "14 савр 1403 - 3 май 2024"
    assert convert_dates("Рӯзи 3 май 2024 буд", tajik, "both") == "Рӯзи 14 савр 1403 (3 май 2024) буд"
    assert normalise('Вай гуфт : "не" , ۲۵ тоҷикї', tajik) == "Вай гуфт: «не», 25 тоҷикӣ"
    assert localise_number(1234.5, tajik) == "1\u00a0234,5"
    assert join_list(["а", "б", "в"], tajik) == "а, б ва в"


def test_a_file_without_a_language_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "xx.py").write_text("NOTHING = 1\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"xx\.py"):
        discover([str(tmp_path)])


def test_two_files_for_one_language_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(TAJIK, "utf-8")
    (tmp_path / "b.py").write_text(TAJIK, "utf-8")
    with pytest.raises(ConfigurationError, match="twice"):
        discover([str(tmp_path)])
