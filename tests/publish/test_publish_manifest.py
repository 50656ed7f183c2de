"""The manifest as data: reading, writing, and what an importer has to fetch."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirelocalize.errors import OutputError
from wirelocalize.publish import Outcome, manifest
from wirelocalize.publish.manifest import Manifest, TextEntry, Tombstone
from wirelocalize.publish.model import OutputFile, Reason

if TYPE_CHECKING:
    from pathlib import Path


def file(path: str, sha: str = "a" * 64) -> OutputFile:
    return OutputFile("html", path, sha, 3)


def entry(article: str, revision: int, outcome: Outcome = Outcome.PUBLISHED, **more: object) -> TextEntry:
    moment = f"2024-05-0{revision}T00:00:00Z"
    fields = {"files": (file(f"fa/{article}.html"),), "published_at": moment, "modified_at": moment, **more}
    if outcome is not Outcome.PUBLISHED:
        fields = {}
    return TextEntry(
        article,
        "fa",
        "fa",
        outcome,
        f"articles/{article}.md",
        "0" * 64,
        updated=moment,
        revision=revision,
        **fields,
    )  # type: ignore[arg-type]


GONE = Tombstone("gone", "fa", "deleted", (file("fa/gone.html"),), "2024-05-03T00:00:00Z", 3)
SAMPLE = Manifest(
    3, "2024-05-03T00:00:00Z", (entry("a", 1), entry("b", 2), entry("c", 3, Outcome.DRAFT)), (GONE,)
)


def test_changes_since_a_revision() -> None:
    changes = manifest.changed_since(SAMPLE, 1)
    assert [e.article for e in changes.fetch] == ["b"]
    assert changes.remove == (GONE,)
    assert changes.revision == 3
    assert manifest.changed_since(SAMPLE, 3).fetch == ()
    assert [e.article for e in manifest.changed_since(SAMPLE, 0).fetch] == ["a", "b"]


def test_changes_since_a_moment_in_any_zone() -> None:
    kabul = timezone(timedelta(hours=4, minutes=30))
    moment = datetime(2024, 5, 2, 4, 30, tzinfo=kabul)
    assert [e.article for e in manifest.changed_since(SAMPLE, moment).fetch] == ["b"]
    assert manifest.changed_since(SAMPLE, datetime(2024, 5, 4, tzinfo=UTC)).remove == ()


def test_difference_of_two_manifests() -> None:
    new = Manifest(
        4, "", (entry("a", 1), entry("b", 2, files=(file("fa/b.html", "b" * 64),)), entry("d", 2)), (GONE,)
    )
    changes = manifest.diff(SAMPLE, new)
    assert [e.article for e in changes.fetch] == ["b", "d"]
    assert changes.remove == ()


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\\:/"), min_size=1, max_size=8).filter(
    lambda name: name not in {".", ".."} and name.isprintable()
)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(NAMES, st.sampled_from(["fa", "ps"]), st.text(max_size=20)), unique_by=lambda t: t[:2])
)
def test_reading_gives_back_what_was_written_whatever_the_order(items: list[tuple[str, str, str]]) -> None:
    texts = tuple(
        TextEntry(
            name, locale, locale, Outcome.PUBLISHED, f"articles/{name}.md", "0" * 64, "1" * 64, title=title,
            reasons=(Reason("x", title),), files=(file(f"{locale}/{name}.html"),), counts={"reviewed": 2},
        )
        for name, locale, title in items
    )  # fmt: skip
    written = manifest.dump(Manifest(1, "t", texts))
    assert written == manifest.dump(Manifest(1, "t", texts[::-1]))
    assert manifest.dump(manifest.parse(written)) == written
    assert manifest.parse(written).by_key() == {text.key: text for text in texts}


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "a/../../x", "a\\..\\x", "C:x", "..", "a/./b", "x\x00"]
)
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    target = tmp_path / "manifest.json"
    manifest.write(target, Manifest(1, "t", (entry("a", 1, files=(file("fa/a.html"),)),)))
    text = target.read_text(encoding="utf-8")
    target.write_text(text.replace('"fa/a.html"', json.dumps(path)), encoding="utf-8")
    with pytest.raises(OutputError, match="unsafe path"):
        manifest.read(target)


def test_an_absent_manifest_is_empty_and_another_version_is_refused(tmp_path: Path) -> None:
    assert manifest.read(tmp_path / "manifest.json") == Manifest()
    (tmp_path / "manifest.json").write_text('{"version": 2}', encoding="utf-8")
    with pytest.raises(OutputError, match="version 1"):
        manifest.read(tmp_path / "manifest.json")
