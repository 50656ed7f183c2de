"""The starter glossary: complete, loadable, in its own languages' letters, and sensible in running text."""

from __future__ import annotations

import re
import time

import pytest

from wirelocalize.glossary import Glossary, Use, starter
from wirelocalize.glossary.target import contains

PASHTO_ONLY = set("ټډړږښڼګېۍ")  # ځ and څ occur in Dari titles: پوهنځی، څارنوال


@pytest.fixture(scope="module")
def terms(tmp_path_factory):
    path = tmp_path_factory.mktemp("starter") / "glossary.tsv"
    path.write_text(starter(), encoding="utf-8")
    return Glossary.load(path)


def test_every_row_is_translated_into_all_three_languages(terms):
    assert len(terms) == 489
    assert all(set(term.translations) == {"fa", "fa_AF", "ps"} for term in terms.terms)


def test_letters_are_those_of_the_language(terms):
    for term in terms.terms:
        for locale in ("fa", "fa_AF"):
            text = "".join(form.text for form in term.translations[locale])
            assert not set(text) & (PASHTO_ONLY | set("يىكۀة")), (term.english, text)
        pashto = "".join(form.text for form in term.translations["ps"])
        assert not set(pashto) & set("گكىۀ"), (term.english, pashto)
        assert not re.search("[a-zA-Z()\\[\\]]", re.sub(r"\([^()]*\)", "", pashto)), pashto


def test_preferred_pashto_has_no_zero_width_non_joiner(terms):
    assert [t.english for t in terms.terms if "\u200c" in t.translations["ps"][0].text] == []


def test_every_preferred_form_verifies_itself(terms):
    for term in terms.terms:
        for locale, forms in term.translations.items():
            for form in forms:
                assert contains(f"گفت {form.text} است", form.text), (term.english, locale, form.text)


def test_only_unambiguous_names_are_enforced(terms):
    required = [term for term in terms.terms if term.use is Use.REQUIRED]
    assert len(required) > 150
    assert all(re.search("[A-Z]", term.english) for term in required)


def test_a_news_paragraph(terms):
    text = (
        "The General Directorate of Intelligence detained two journalists in Mazar-e-Sharif on Monday, the "
        "Committee to Protect Journalists said. The Taliban's Ministry of Public Health denied it."
    )
    shown = {hit.text: hit.translation for hit in terms.find(text, "fa_AF")}
    assert shown["General Directorate of Intelligence"] == "ریاست عمومی استخبارات"
    assert shown["Committee to Protect Journalists"] == "کمیتهٔ حفاظت از خبرنگاران"
    assert shown["Ministry of Public Health"] == "وزارت صحت عامه"
    assert shown["journalists"] == "خبرنگار"
    assert shown["Mazar-e-Sharif"] == "مزار شریف"
    assert dict(terms.required(text, "ps"))["Mazar-e-Sharif"] == "مزار شریف"


def test_looking_up_an_article_is_quick(terms):
    article = [
        "The Ministry of Education closed 12 schools in Herat after residents protested, officials said."
    ] * 60
    terms.find("warm", "fa")
    best = min(_timed(terms, article) for _ in range(3))
    assert best < 0.2  # 20 ms on a quiet machine; the figure is benchmarks/memory.py's


def _timed(terms, article):
    start = time.perf_counter()
    for text in article:
        terms.find(text, "fa")
    return time.perf_counter() - start
