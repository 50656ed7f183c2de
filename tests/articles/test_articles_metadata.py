"""Setting front matter and head values: everything else stays byte for byte."""

import json
import tomllib

import pytest
from ruamel.yaml import YAML

from wirelocalize.articles import read_string, set_metadata


def test_yaml_keys_are_replaced_and_added_in_place() -> None:
    source = "\ufeff---\r\n# desk\r\ntitle:   A  # keep\r\ndate: 2024-03-05\r\n"
    source += "lang:\r\ntags:\r\n  - x\r\n  - y\r\n# end\r\n---\r\nHi\r\n"
    updates = {
        "title": "عنوان: «نو»",
        "date": "2024-03-06",
        "lang": "fa-AF",
        "tags": ["a", "خبر"],
        "dir": "rtl",
        "machine": True,
    }
    assert set_metadata(source, "markdown", updates) == (
        '\ufeff---\r\n# desk\r\ntitle:   "عنوان: «نو»"  # keep\r\ndate: 2024-03-06\r\nlang: fa-AF\r\n'
        "tags: [a, خبر]\r\n# end\r\ndir: rtl\r\nmachine: true\r\n---\r\nHi\r\n"
    )


def test_a_value_keeps_its_quotes() -> None:
    source = "---\na: 'x'\nb: \"x\"\nc: >-\n  long\n  text\nd: [1]\n---\n"
    updates = {"a": "it's", "b": 'say "x"', "c": "کوتاه", "d": "2024-01-02"}
    assert set_metadata(source, "markdown", updates) == (
        "---\na: 'it''s'\nb: \"say \\\"x\\\"\"\nc: کوتاه\nd: 2024-01-02\n---\n"
    )


@pytest.mark.parametrize("source", ["", "Text\n", "\ufeffText", "\r\nText\r\n", "---\n\nrule, then text\n"])
def test_front_matter_is_made_where_there_is_none(source: str) -> None:
    made = set_metadata(source, "markdown", {"lang": "fa", "dir": "rtl"})
    article = read_string(made, "markdown")
    assert article.metadata == {"lang": "fa", "dir": "rtl"}
    assert made.endswith(source.removeprefix("\ufeff"))
    assert made.startswith("\ufeff") == source.startswith("\ufeff")


def test_a_flow_mapping_stays_one() -> None:
    made = set_metadata("---\n{title: A}\n---\nx", "markdown", {"lang": "fa", "title": "ب"})
    assert made == "---\n{title: ب, lang: fa}\n---\nx"


def test_broken_yaml_is_changed_line_by_line() -> None:
    made = set_metadata(
        "---\ntitle: a: b\nlang: en\n---\nx", "markdown", {"title": "ب", "lang": "fa", "dir": "rtl"}
    )
    assert made == "---\ntitle: ب\nlang: fa\ndir: rtl\n---\nx"


@pytest.mark.parametrize(
    "value",
    ["true", "null", "12", "1e3", "- x", "a: b", "a #b", "", "~", "line\nbreak", "سلام\u2028", "[x]", "'"],
)
def test_a_new_text_is_read_back_as_that_text(value: str) -> None:
    made = set_metadata("---\nx: 1\n---\n", "markdown", {"note": value, "odd key:": value})
    data = YAML(typ="safe").load(made.split("---\n")[1])
    assert data == {"x": 1, "note": value, "odd key:": value}


def test_toml_keys_go_before_the_first_table() -> None:
    source = "+++\ntitle = 'A' # c\ndate = 2024-03-05\nlist = [\n[1],\n]\n\n[params]\nlang = \"x\"\n+++\nHi"
    made = set_metadata(
        source, "markdown", {"title": "it's", "date": "2024-03-06", "lang": "fa", "tags": ["a"], "n": 3}
    )
    head = made.split("+++\n")[1]
    data = tomllib.loads(head)
    assert data["params"] == {"lang": "x"}
    assert (data["title"], str(data["date"]), data["lang"], data["tags"], data["n"]) == (
        "it's",
        "2024-03-06",
        "fa",
        ["a"],
        3,
    )
    assert "# c\n" in head
    assert made.endswith("+++\nHi")


def test_json_members() -> None:
    source = '{\n  "title": "A",\n  "n": {"lang": 1}\n}\n\nHi'
    made = set_metadata(source, "markdown", {"title": 'ب "x"', "lang": "fa", "tags": ["a"], "ok": False})
    data, end = json.JSONDecoder().raw_decode(made)
    assert data == {"title": 'ب "x"', "n": {"lang": 1}, "lang": "fa", "tags": ["a"], "ok": False}
    assert made[end:] == "\n\nHi"


def test_an_html_document() -> None:
    source = "<!doctype html>\n<HTML class=x LANG=en>\n<head><title>A &amp; B</title>\n"
    source += '<meta name="description" content=x>\n</head><body>x'
    updates = {"lang": "fa", "dir": "rtl", "title": "الف <ب>", "description": 'گفت "بله"', "translator": "Z"}
    assert set_metadata(source, "html", updates) == (
        '<!doctype html>\n<HTML dir="rtl" class=x LANG="fa">\n<head><title>الف &lt;ب&gt;</title>\n'
        '<meta name="description" content="گفت &quot;بله&quot;">\n<meta name="translator" content="Z">\n</head><body>x'
    )


@pytest.mark.parametrize("source", ["<p>x", "\ufeff<p>x", "<!-- c --><!doctype html><body>x", "text"])
def test_an_html_fragment_gets_a_root_with_language_and_direction(source: str) -> None:
    made = set_metadata(source, "html", {"lang": "ps", "dir": "rtl"})
    assert made.replace('<html lang="ps" dir="rtl">', "") == source
    assert read_string(made, "html").metadata["lang"] == "ps"


def test_no_updates_change_nothing() -> None:
    assert set_metadata("a", "markdown", {}) == "a"
