"""Front matter: found, read, and its values' ranges exact."""

import json
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from wirelocalize.articles import Role, read_string
from wirelocalize.segments import extract, rebuild

HAZARDS = st.text(
    alphabet=st.one_of(
        st.sampled_from("سلام «» \u200c\u200f: #'\"\\|>&*!%@`{}[],-?\n\t\x00\x85\u2028\ufeff~=<"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=30,
)

YAML_FORMS = [
    "title: Old words  # note\n",
    "title: 'It''s old'\n",
    'title: "Old \\"words\\""\n',
    "title: Old words\n  on two lines\n",
    "title: |\n  Old words\n  here\nnext: 1\n",
    "title: >-\n  Old words\n  here\n\n  and more\nnext: 1\n",
    "title: &name Old words\n",
    "title: !!str Old words\n",
    "{title: Old words, next: 1}\n",
    '"title": Old words\n',
]


@pytest.mark.parametrize("form", YAML_FORMS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@given(text=HAZARDS)
@settings(max_examples=25, deadline=None)
def test_any_text_survives_in_any_yaml_style(form: str, newline: str, text: str) -> None:
    source = f"---\nfirst: 1 # c\n{form}---\n\nBody.\n" if form[0] != "{" else f"---\n{form}---\n\nBody.\n"
    source = source.replace("\n", newline)
    article = read_string(source, "markdown")
    assert article.blocks[0].role is Role.HEADLINE
    units = extract(article, "paragraph")
    rebuilt = rebuild(article, units, {units[0].key: text})
    again = read_string(rebuilt, "markdown")
    assert not again.warnings
    assert set(again.metadata) == set(article.metadata)
    if text.strip() and text.strip() != "∅":
        wanted = " ".join(text.split())
        assert " ".join(str(again.metadata["title"]).split()) == wanted
        assert again.metadata.get("next") == article.metadata.get("next")
    head = source.index("title")
    assert rebuilt[:head] == source[:head]
    assert rebuilt.endswith(source[source.index("---", 4) :])


@pytest.mark.parametrize(
    "value", ['"Old"', "'Old'", '"""Old\nwords"""', "'''Old'''", '"""\nOld "x" \\\n  y"""']
)
@given(text=HAZARDS)
@settings(max_examples=25, deadline=None)
def test_any_text_survives_in_any_toml_string(value: str, text: str) -> None:
    source = (
        f"+++\n# c\na.b = [1, {{ c = 'x' }}]\ntitle = {value} # d\ndate = 2024-01-02\n[t]\nk = 'v'\n+++\nBody"
    )
    article = read_string(source, "markdown")
    units = extract(article, "paragraph")
    rebuilt = rebuild(article, units, {units[0].key: text})
    data = tomllib.loads(rebuilt.split("+++\n")[1])
    assert data["t"] == {"k": "v"}
    if text.strip() and text.strip() != "∅":
        assert " ".join(data["title"].split()) == " ".join(text.split())


@given(text=HAZARDS)
@settings(max_examples=50, deadline=None)
def test_any_text_survives_in_json(text: str) -> None:
    source = '{\n  "title": "Old \\u00e9",\n  "n": [1, {"title": "x"}]\n}\n\nBody\n'
    article = read_string(source, "markdown")
    assert [b.text for b in article.blocks] == ["Old é", "Body"]
    units = extract(article, "paragraph")
    rebuilt = rebuild(article, units, {units[0].key: text})
    data = json.loads(rebuilt[: rebuilt.index("\n\nBody")])
    assert data["n"] == [1, {"title": "x"}]
    if text.strip() and text.strip() != "∅":
        assert " ".join(data["title"].split()) == " ".join(text.split())


def test_nested_keys_and_lists_are_found_with_exact_ranges() -> None:
    source = (
        "---\ncover: {alt: 'A gate'}\nimages:\n- caption: One\n  alt: \"Two \\u2014 é\"\n"
        "-   caption: >\n     Three\n     four\n"
        "people:\n  - names: [Ali, Zahra]\n---\nBody\n"
    )
    keys = ("cover.alt", "images[].caption", "images[].alt", "people[].names[]")
    blocks = read_string(source, "markdown", text_keys=keys).blocks[:-1]
    assert [(b.key, b.text, source[slice(*b.outer)]) for b in blocks] == [
        ("cover.alt", "A gate", "'A gate'"),
        ("images[0].caption", "One", "One"),
        ("images[0].alt", "Two — é", '"Two \\u2014 é"'),
        ("images[1].caption", "Three four", ">\n     Three\n     four"),
        ("people[0].names[0]", "Ali", "Ali"),
        ("people[0].names[1]", "Zahra", "Zahra"),
    ]


def test_toml_tables_arrays_and_dotted_keys_are_found() -> None:
    source = '+++\n"title" = "A"\nimages = [{caption = "B", x = [1, "no"]}]\n[cover]\nalt = \'C\'\n'
    source += '[[images2]]\ncaption="D"\n+++\n'
    keys = ("title", "images[].caption", "cover.alt", "images2[].caption")
    assert [(b.key, b.text) for b in read_string(source, "markdown", text_keys=keys).blocks] == [
        ("title", "A"),
        ("images[0].caption", "B"),
        ("cover.alt", "C"),
        ("images2[0].caption", "D"),
    ]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("---\ntitle: 'open\nx: 1\n---\nBody\n", 4),
        ("---\ntitle: a: b\n---\nBody\n", 2),
        ("---\ntitle: a\x00b\n---\nBody\n", 2),
        ("+++\ntitle = \n+++\nBody\n", 2),
    ],
)
def test_broken_front_matter_is_a_warning_and_the_body_is_read(source: str, line: int) -> None:
    article = read_string(source, "markdown")
    assert [block.text for block in article.blocks] == ["Body"]
    assert article.metadata == {}
    assert [where for where, _ in article.warnings] == [line]


@pytest.mark.parametrize(
    "source",
    ["---\n\nText\n\n---\n\nMore\n", "---\nJust words\n---\n", "---\n", "+++\nText\n", "{{< x >}}\n\nText"],
)
def test_a_thematic_break_is_no_front_matter(source: str) -> None:
    article = read_string(source, "markdown")
    assert not article.warnings
    assert not article.metadata


def test_a_value_without_text_is_no_block() -> None:
    source = "---\ntitle: 2024\ndescription:\nimages:\n  - caption: true\n---\n"
    assert read_string(source, "markdown").blocks == ()


def test_sentences_of_a_description_can_be_translated_one_by_one() -> None:
    source = "---\ndescription: |\n  One is here. Two\n  is long.\n\n  Three.\nx: 1\n---\n"
    article = read_string(source, "markdown")
    units = extract(article)
    assert [unit.text for unit in units] == ["One is here.", "Two is long.", "Three."]
    rebuilt = rebuild(article, units, {units[1].key: "دو."})
    assert YAML(typ="safe").load(rebuilt[4:-4])["description"] == "One is here. دو.\n\nThree.\n"
