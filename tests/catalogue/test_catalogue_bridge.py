"""Scripts that use polib get our catalogues and give them back whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polib
import pytest

from wirelocalize import catalogue
from wirelocalize.catalogue.bridge import from_polib, to_polib

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po"))

PLURAL = """\
msgid ""
msgstr ""
"Language: ps\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# a note
#. extracted
#: a.c:3 b.c
#, fuzzy, c-format
#| msgctxt "menu"
#| msgid "%d file"
msgctxt "menu"
msgid "%d files"
msgid_plural "%d files in all"
msgstr[0] "%d دوتنه"
msgstr[1] "%d دوتنې"

#~ msgid "gone"
#~ msgstr "تللی"
"""


def plain(read: catalogue.Catalogue) -> catalogue.Catalogue:
    return replace(read, entries=tuple(replace(entry, line=0) for entry in read.entries))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_catalogue_of_the_repository_goes_to_polib_and_comes_back(path):
    read = catalogue.read(path)
    assert plain(from_polib(to_polib(read))) == plain(read)


def test_plurals_previous_sources_flags_and_obsolete_entries_come_back():
    read = catalogue.loads(PLURAL)
    assert plain(from_polib(to_polib(read))) == plain(read)


def test_what_a_script_edits_with_polib_is_what_the_catalogue_says():
    made = to_polib(catalogue.loads(PLURAL))
    entry = next(one for one in made if one.obsolete)
    entry.msgstr = "ورک"
    made.append(polib.POEntry(msgid="new", msgstr="نوی"))
    back = from_polib(made)
    assert [one.target for one in back.entries if one.obsolete] == ["ورک"]
    assert back.entries[-1].source == "new"
    assert catalogue.state(back.entries[-1]) is catalogue.State.REVIEWED
