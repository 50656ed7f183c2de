"""What the Markdown reader finds: roles, texts, ranges."""

from pathlib import Path

import pytest

from wirelocalize.articles import Article, Role, SpanKind, Syntax, read, read_string

DATA = Path(__file__).parent / "data"


def _roles(article: Article) -> list[tuple[str, str]]:
    return [(str(block.role), block.text) for block in article.blocks]


def _body(source: str, **options: bool) -> list[tuple[str, str]]:
    return _roles(read_string(source, "markdown", **options))


@pytest.mark.parametrize("name", ["report.md", "report-crlf.md"])
def test_a_news_report_has_the_roles_an_editor_sees(name: str) -> None:
    article = read(DATA / name, "report")
    assert _roles(article) == [
        ("headline", 'Clinic in Herat reopens: "We were ready"'),
        ("standfirst", "Two years after it was closed, the clinic takes patients again."),
        ("caption", "The clinic's gate, painted blue"),
        ("caption", "A blue gate"),
        ("caption", "Patients wait"),
        ("caption", "Patients wait"),
        ("headline", "Clinic in Herat reopens"),
        ("byline", "By Laila Noori"),
        ("caption", "A blue gate"),
        ("caption", "The clinic's gate, painted blue. Photo: A reader"),
        (
            "paragraph",
            "The clinic opened at 8 a.m. on Tuesday. Dr. Karima A. Noor, its head, called the day “a relief”.  "  # noqa: ISC004
            '"We waited," she said. Costs rose 3.5% in the U.S. The rest is unclear.',
        ),
        (
            "quote",
            "“Nobody told us anything,” a nurse said. She asked not to be named. lazy end of the quote.",
        ),
        ("subheading", "What *remains* closed"),
        ("list-item", "The **ward for children** is shut. It may open later."),
        ("list-item", "A second paragraph of the item."),
        ("list-item", "`config.yaml` and <https://example.org/A> only"),
        ("list-item", "A task\nwith a hard break"),
        ("table-cell", "Year"),
        ("table-cell", "Patients | beds"),
        ("table-cell", "2021"),
        ("table-cell", "none"),
        ("table-cell", "2024"),
        ("table-cell", "`a"),
        (
            "paragraph",
            'The list[^1] is long. See [the *full* list](https://example.org/list "Full list") and [the law][law].',
        ),
        ("note", "Compiled by a reader over two months."),
        ("paragraph", "Signed,\nthe desk"),
        ("note", "This article was written by a reporter in Herat. Names were changed."),
    ]
    assert article.metadata["author"] == "Laila Noori"
    assert [b.key for b in article.blocks[:3]] == ["title", "description", "images[0].caption"]


def test_related_coverage_becomes_blocks_only_when_wanted() -> None:
    article = read(DATA / "report.md", "report", include_related=True)
    assert _roles(article)[-3:] == [
        ("related", "Related coverage:"),
        ("related", "[A School Without Books](https://example.org/school)"),
        ("related", "Doctors Leave"),
    ]


@pytest.mark.parametrize("name", ["hugo.md", "hugo-bom.md"])
def test_shortcodes_components_and_excluded_parts_are_no_blocks(name: str) -> None:
    article = read(DATA / name, "hugo", text_keys=("title", "description", "images[].caption"))
    assert _roles(article) == [
        ("headline", 'A "quiet" city'),
        ("standfirst", "Two lines joined."),
        ("caption", "The bazaar"),
        ("caption", "Roofs"),
        ("paragraph", "Inside a notice. Two sentences."),
        ("paragraph", "Shops opened late."),
        ("caption", "The old bazaar"),
        ("caption", "The bazaar at noon"),
        ("paragraph", "Translated again. Price: $5 and $6. Formula $x_1 + y$."),
        ("list-item", "Term"),
        ("list-item", "Its definition"),
        ("paragraph", "Last line without an end"),
    ]


@pytest.mark.parametrize("name", sorted(p.name for p in DATA.iterdir() if p.suffix in (".md", ".html")))
def test_offsets_lead_back_to_the_source(name: str) -> None:
    article = read(DATA / name, "x", include_related=True)
    for block in article.blocks:
        assert len(block.offsets) == len(block.text) + 1
        assert list(block.offsets) == sorted(block.offsets)
        assert 0 <= block.outer[0] <= block.start <= block.end <= block.outer[1] <= len(article.source)
        if block.syntax is Syntax.MARKDOWN:
            for char, position in zip(block.text, block.offsets, strict=False):
                assert article.source[position] == char or char in " \n" or article.source[position] == "&"


def test_inline_markup_is_marked() -> None:
    (block,) = read_string("a *b* [c](d) `e` <f@g.hi> <i>j</i>", "markdown").blocks
    marked = {(block.text[s.start : s.end], str(s.kind)) for s in block.spans}
    assert {
        ("*b*", "element"),
        ("*", "markup"),
        ("](d)", "markup"),
        ("`e`", "atom"),
        ("<f@g.hi>", "atom"),
    } <= marked
    assert ("<i>j</i>", "element") in marked


def test_an_emphasised_paragraph_is_taken_without_its_marks() -> None:
    (block,) = read_string("***All of it. Really.***\n", "markdown").blocks
    assert block.text.strip("*") == "All of it. Really."
    assert not any(
        s.kind is SpanKind.ELEMENT and s.start == 0 and s.end == len(block.text) for s in block.spans
    )


def test_typographic_entities_are_characters_and_others_stay() -> None:
    assert _body("It&rsquo;s&nbsp;5 &lt; 6 &amp; `&rsquo;`\n") == [
        ("paragraph", "It’s\u00a05 &lt; 6 &amp; `&rsquo;`")
    ]


def test_a_caption_may_stand_below_its_image() -> None:
    assert _body("![](a.jpg)\n\n*Smoke over the city.*\n\n*Only emphasis.*\n") == [
        ("caption", "Smoke over the city."),
        ("paragraph", "Only emphasis."),
    ]


def test_headings_end_related_coverage_of_the_same_level() -> None:
    source = "## Related stories\n\n- One story\n\n## Next\n\nText.\n"
    assert _body(source) == [("subheading", "Next"), ("paragraph", "Text.")]


@pytest.mark.parametrize(
    "source",
    ["```\ncode\n```\n", "    code\n", "[a]: http://x 'title'\n", "<http://auto.link>\n", "`x`\n", "{{ var }}\n",
     "$$\nE = mc\n$$\n", "<!-- a comment -->\n", "export const a = {b: 1};\n", "***\n", "{% if x %}\n"],
)  # fmt: skip
def test_what_is_no_text_gives_no_unit(source: str) -> None:
    from wirelocalize.segments import extract

    assert extract(read_string(source, "markdown")) == ()


def test_prose_that_begins_like_code_is_text() -> None:
    assert _body("import duties rose from 5 to 6 percent.\n") == [
        ("paragraph", "import duties rose from 5 to 6 percent.")
    ]


def test_roles_are_of_the_innermost_container() -> None:
    assert _body("> - item\n>\n> quote\n\n- > quoted\n") == [
        (Role.LIST_ITEM, "item"),
        (Role.QUOTE, "quote"),
        (Role.QUOTE, "quoted"),
    ]
