"""Pages saved as plain text: what is found, what every line was taken for, what is not published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirelocalize import articles
from wirelocalize.articles import Role
from wirelocalize.articles.importers import Imported, Kind, import_page, load_profile
from wirelocalize.errors import ArticleError

DATA = Path(__file__).parent / "data"


def page(name: str) -> Imported:
    return import_page(DATA / name)


def kinds(imported: Imported) -> dict[int, Kind]:
    return {label.line: label.kind for label in imported.labels}


def test_anchor_on_three_lines_gives_title_date_author_and_reading_time() -> None:
    found = page("herat-clinic.txt")
    assert found.title == "Herat Clinic Reopens After Two Years, With Half Its Staff"
    assert (found.date, found.author, found.reading_minutes) == ("2024-07-27", "Nargis Farahi", 3)


def test_doubled_captions_come_once_and_in_order() -> None:
    found = page("herat-clinic.txt")
    assert len(found.captions) == 2
    assert found.captions[0].startswith("Women and children wait")
    assert [kinds(found)[line] for line in range(12, 16)] == [Kind.CAPTION, Kind.CAPTION_REPEAT] * 2


def test_body_has_paragraphs_subheadings_and_the_editors_note() -> None:
    found = page("herat-clinic.txt")
    assert len(found.texts(Role.PARAGRAPH)) == 9
    assert found.texts(Role.SUBHEADING) == ("Half the Staff, Twice the Patients", "“Come Back on Thursday”")
    assert len(found.notes) == 1


def test_related_headlines_are_kept_and_not_published() -> None:
    found = page("herat-clinic.txt")
    assert len(found.related) == 3
    article = articles.read_string(found.to_markdown(), articles.Format.MARKDOWN)
    assert not any(title in block.text for title in found.related for block in article.blocks)
    assert list(article.metadata["related"]) == list(found.related)
    assert "## Related coverage\n\n- The Midwives" in found.to_markdown(include_related=True)


def test_a_stub_below_the_article_is_reported_and_not_in_the_article() -> None:
    found = page("herat-clinic.txt")
    (other,) = found.others
    assert (other.title, other.stub, other.number) == (
        "Students in Kabul Sit Exams in a Tent After Flood",
        True,
        2,
    )
    assert other.title not in found.to_markdown()
    assert kinds(found)[other.line] is Kind.HEADLINE


def test_a_line_above_the_headline_that_no_pattern_knows_is_named() -> None:
    found = page("herat-clinic.txt")
    assert found.warnings == ("line 5 above the headline was not recognised: 'Afghanistan'",)
    assert 0.8 < found.confidence < 1.0


def test_anchor_on_one_line_with_crlf_and_no_break_spaces() -> None:
    found = page("one-line-anchor.txt")
    assert (found.date, found.author, found.reading_minutes) == ("2021-07-06", "Samira Baluchi", 4)
    assert found.description.startswith("Shop owners say")
    assert found.captions == ("A closed bakery on the market street of Zahedan",)
    assert found.source_url == "https://news.example.org/zahedan/flour"
    assert found.related == ("The Price of Bread in Five Border Towns",)
    assert found.texts(Role.LIST_ITEM)[1] == "the price of 2020"
    assert found.notes[0].startswith("Correction:")
    assert found.warnings == ()
    assert "\r" not in found.to_markdown()
    assert "\xa0" not in found.to_markdown()


def test_page_without_blank_lines_is_one_block_a_line() -> None:
    found = page("no-blank-lines.txt")
    assert len(found.captions) == 1
    assert len(found.texts(Role.PARAGRAPH)) == 4
    assert found.texts(Role.SUBHEADING) == ("Who Is Not on the List",)
    assert found.notes == ("Some names have been changed.",)


def test_time_without_zone_is_left_out_aloud_and_kept_with_a_zone() -> None:
    found = page("no-blank-lines.txt")
    assert found.date == "2021-07-06"
    assert any("15:40" in warning and "timezone" in warning for warning in found.warnings)
    zoned = import_page(
        DATA / "no-blank-lines.txt", profile=replace(load_profile("default"), timezone="Asia/Kabul")
    )
    assert zoned.date == "2021-07-06T15:40:00+04:30"
    assert zoned.warnings == ()


def test_wrapped_paragraphs_are_joined() -> None:
    found = page("wrapped.txt")
    assert len(found.texts(Role.PARAGRAPH)) == 3
    assert "both sides of the Salang pass on Thursday" in found.texts(Role.PARAGRAPH)[0]
    assert found.texts(Role.SUBHEADING) == ("The Road Is Not the Problem",)
    assert found.captions == ()


def test_second_full_article_is_reported_and_can_be_taken() -> None:
    first = page("two-articles.txt")
    assert first.title.startswith("Kunduz Market")
    assert [(other.number, other.stub, other.line) for other in first.others] == [(2, False, 17)]
    assert first.related == ()
    second = import_page(DATA / "two-articles.txt", article=2)
    assert second.title == "Herat Weavers Go Back to Silk"
    assert second.others[0].number == 1
    assert second.related == ("The Last Indigo Dyer of Kandahar",)
    with pytest.raises(ArticleError, match="no article 3"):
        import_page(DATA / "two-articles.txt", article=3)


def test_page_without_anchors_is_usable_and_says_what_is_missing() -> None:
    found = page("no-anchors.txt")
    assert found.title == "Well Diggers in Daykundi Find Water at 90 Meters"
    assert len(found.texts(Role.PARAGRAPH)) == 3
    assert "no date was found" in found.warnings
    assert "no byline was found" in found.warnings
    assert found.confidence < 0.5
    assert found.to_markdown().startswith("---\ntitle: Well Diggers")


def test_text_that_begins_with_a_sentence_keeps_it_in_the_body() -> None:
    first = (
        "It had rained for nine days in Jalalabad when the wall behind the school began to lean, "
        "and nobody came to look."
    )
    found = import_page(first + "\n\nOn the tenth day it fell.\n")
    assert found.texts(Role.PARAGRAPH)[0] == first
    assert any("no headline" in warning for warning in found.warnings)
    assert found.title.startswith("It had rained")


@pytest.mark.parametrize("text", ["", "\n\n \n", "\ufeff\r\n"])
def test_empty_page_is_an_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"page\.txt: is empty"):
        import_page(path)


def test_page_with_only_a_stub_is_an_error_that_names_it() -> None:
    with pytest.raises(ArticleError, match="Tabriz Cinema") as caught:
        page("stub.txt")
    assert caught.value.line == 3


def test_date_above_and_byline_below_the_headline() -> None:
    found = import_page(
        "6 July 2021\n\nCranes Return to the Wetland of Hamun\n\nBy Mina Sistani\n\nThe first cranes came at dawn, "
        "and by noon there were forty.\n\nThe water came in May.\n"
    )
    assert (found.title, found.date, found.author) == (
        "Cranes Return to the Wetland of Hamun",
        "2021-07-06",
        "Mina Sistani",
    )
    assert len(found.texts(Role.PARAGRAPH)) == 2


def test_date_alone_in_the_body_does_not_begin_another_article() -> None:
    found = import_page(
        "A Year of Floods\n\nBy Sara Ahmadi\nMay 1, 2022\n\nThis is what happened, month by month.\n\nJuly 6, 2021\n\n"
        "The river rose by two meters in one night.\n\nMarch 2, 2022\n\nIt rose again.\n"
    )
    assert found.others == ()
    assert found.date == "2022-05-01"
    assert found.texts(Role.SUBHEADING) == ("July 6, 2021", "March 2, 2022")


def test_a_name_as_first_caption_is_not_the_byline() -> None:
    found = import_page(
        "School Opens in Bamyan\n\nJuly 6, 2021\nBamyan Valley\nBamyan Valley\n\n"
        "The school has four rooms.\n\nIt has no roof.\n"
    )
    assert found.author == ""
    assert found.captions == ("Bamyan Valley",)


def test_text_after_related_headlines_is_kept_with_a_warning() -> None:
    found = import_page(
        "School Opens in Bamyan\n\nJuly 6, 2021\nBy Ali Yakawlangi\n\nThe school has four rooms.\n\n"
        "Related coverage:\n\nA Roof for Bamyan\n\nThe villagers carried the bricks themselves, 11,000 of them, "
        "up a path that no car can use, and the children helped on Fridays.\n"
    )
    assert found.related == ("A Roof for Bamyan",)
    assert len(found.texts(Role.PARAGRAPH)) == 2
    assert any("after the related headlines" in warning for warning in found.warnings)


def test_wrongly_decoded_lines_are_named() -> None:
    found = import_page(
        "Headline of the Day\nJuly 6, 2021\nBy Ali Reza\n\nThe minister\u2019s car.\n\nThe ministerâ€™s other car.\n"
    )
    assert [warning for warning in found.warnings if "decoded wrongly" in warning] == [
        "line 7 was decoded wrongly before it got here: 'The ministerâ€™s other car.'"
    ]


def test_text_page_that_is_not_utf8_names_line_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Headline\n\nJuly 6, 2021\nBy Ali Reza\n\nThe minister’s car.\n".encode("cp1252"))
    with pytest.raises(ArticleError, match="not UTF-8") as caught:
        import_page(path)
    assert caught.value.line == 6
    assert "encoding" in caught.value.hint
    found = import_page(path, profile=replace(load_profile("default"), encoding="windows-1252"))
    assert found.texts(Role.PARAGRAPH) == ("The minister’s car.",)


def test_utf16_with_mark_is_read_and_binary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes((DATA / "two-articles.txt").read_text(encoding="utf-8").encode("utf-16"))
    assert import_page(path).title.startswith("Kunduz")
    path.write_bytes(b"PK\x03\x04\x00\x00\x00text")
    with pytest.raises(ArticleError, match="not text"):
        import_page(path)


@pytest.mark.parametrize("name", [path.name for path in DATA.glob("*.txt") if path.name != "stub.txt"])
def test_every_line_has_one_label_with_its_exact_text(name: str) -> None:
    raw = (DATA / name).read_bytes().decode("utf-8").replace("\r\n", "\n")
    found = page(name)
    assert [label.text for label in found.labels] == raw.removesuffix("\n").split("\n")
    assert [label.line for label in found.labels] == list(range(1, len(found.labels) + 1))


LINES = st.sampled_from([
    "", "July 6, 2021", "By Ali Reza", "4 min read", "Related coverage:", "A Headline of Some Words",
    "close button", "* * *", "It was a long night in the valley. Nobody slept.", "• one", "Photo: A street",
    "“Is this the end?”", "1. First of all.", "A line that the page wraps and", "# Not a heading",
    "This article was written under a pseudonym.", "https://a.example.org/x",
])  # fmt: skip


@given(st.lists(LINES, max_size=25))
@settings(max_examples=80, deadline=None)
def test_no_line_of_the_imported_article_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        found = import_page(text)
    except ArticleError:
        return
    body = {Kind.PARAGRAPH, Kind.SUBHEADING, Kind.LIST_ITEM, Kind.NOTE}
    number = next((label.article for label in found.labels if label.kind in body), 0)
    taken = [label.text for label in found.labels if label.kind in body and label.article == number]
    written = " ".join(piece.text for piece in found.pieces)
    assert all(" ".join(line.removeprefix("• ").split()) in written for line in taken)
    assert len(found.labels) == len(text.removesuffix("\n").split("\n"))
    article = articles.read_string(found.to_markdown(), articles.Format.MARKDOWN)
    assert article.metadata["title"] == found.title


def test_blog_page_with_bulleted_menu_and_date_beside_the_account_name() -> None:
    found = import_page(
        "logo\n\n  • Home\n  • About\n  • Contact us\n\n‘Until the Snow Melts’: A School Waits in Ghor\n\n"
        "21st August, 2021 · admin\n\nThe stove has no wood. The school opened all the same.\n\nNobody was late.\n\n"
        "Nobody left early.\n\nPosted in Education | Tags: Ghor |\n« An Older Post\nA Newer Post »\n"
    )
    assert found.title == "‘Until the Snow Melts’: A School Waits in Ghor"
    assert (found.date, found.author) == ("2021-08-21", "")
    assert len(found.texts(Role.PARAGRAPH)) == 3
    assert found.warnings == ("no byline was found",)


def test_date_above_the_headline_and_nothing_else() -> None:
    found = import_page(
        "July 18th, 2021\n\nSchool Opens in Ghor\n\nIt has four rooms.\n\nIt has no roof.\n\nSource: https://a.example.org/b\n"
    )
    assert (found.title, found.date) == ("School Opens in Ghor", "2021-07-18")
    assert found.texts(Role.PARAGRAPH) == ("It has four rooms.", "It has no roof.")
    assert found.source_url == "https://a.example.org/b"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Kabul | July 6, 2021 | Laila Karimi", "Laila Karimi"),
        ("July 6, 2021 – By Laila Karimi", "Laila Karimi"),
        ("Laila Karimi • 6 July 2021 • 4 min read", "Laila Karimi"),
        ("News / 6 July 2021", ""),
    ],
)
def test_anchor_on_one_line_with_section_or_place(line: str, author: str) -> None:
    found = import_page(f"School Opens in Ghor\n\n{line}\n\nIt has four rooms.\n\nIt has no roof.\n")
    assert (found.date, found.author) == ("2021-07-06", author)
    assert len(found.texts(Role.PARAGRAPH)) == 2
