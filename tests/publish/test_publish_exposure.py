"""Nobody is exposed: people's names, machines, folders and time zones are in no output byte."""

from __future__ import annotations

import getpass
import json
import os
import socket
import time
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from publish_newsroom import ALL_FORMATS, SCHOOL

from wirelocalize import catalogue
from wirelocalize.catalogue.model import Origin
from wirelocalize.publish.text import public_signature

if TYPE_CHECKING:
    from publish_newsroom import Newsroom

NAMES = ("Zohra Test", "zohra@newsroom.example", "Karim Beispiel", "karim-laptop", "NewsroomTeam")


def people(newsroom: Newsroom) -> None:
    """Catalogues full of names, as translators' tools leave them, and a review record."""
    header = {
        "Last-Translator": "Zohra Test <zohra@newsroom.example>",
        "Language-Team": "NewsroomTeam <team@newsroom.example>",
        "X-Generator": "Poedit on karim-laptop",
        "PO-Revision-Date": "2024-05-03 22:10+0430",
    }
    notes = ("Karim Beispiel: please check", "reviewed by Zohra Test")
    newsroom.translate("clinic", "fa", header=header, comments=notes, machine=True)
    newsroom.translate("clinic", "fa_AF", header=header, comments=notes, machine=True, fuzzy=("Tent",))
    newsroom.translate("school", "fa", header=header, comments=notes)
    record = newsroom.workspace.reviews_path("fa")
    review = catalogue.Review(
        "clinic", "headline", "0" * 12, "1" * 12, "amended", "2024-05-03T22:10:00+04:30", by="Zohra Test"
    )
    record.write_text(review.line() + "\n", encoding="utf-8")


def exposed(newsroom: Newsroom, needles: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (name, needle)
        for name, data in newsroom.outputs().items()
        for needle in needles
        if needle and needle.lower().encode() in data.lower()
    ]


@pytest.fixture
def staffed(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setenv("TZ", "Asia/Kabul")
    time.tzset()
    monkeypatch.setenv("USER", "karim-laptop-user")
    newsroom.article("school.html", SCHOOL)
    people(newsroom)
    yield newsroom  # type: ignore[misc]
    monkeypatch.undo()
    time.tzset()


def test_no_person_machine_folder_or_time_zone_is_in_any_output(staffed: Newsroom) -> None:
    here = datetime(2024, 5, 4, 11, 0, tzinfo=timezone(timedelta(hours=4, minutes=30)))
    report = staffed.publish(now=here)
    assert not report.failures
    assert len(staffed.outputs()) > 12
    machine = (
        socket.gethostname() if len(socket.gethostname()) > 3 else "",
        os.environ["USER"],
        str(staffed.root),
    )
    user = getpass.getuser() if getpass.getuser() not in {"root", "user"} else ""
    zones = ("+04:30", "+0430", "Asia/Kabul", "T11:00")
    assert exposed(staffed, (*NAMES, *machine, *zones, user, "/tmp/", "/home/", "Poedit")) == []
    assert "2024-05-04T06:30:00Z" in staffed.read("public/manifest.json")


def test_reviewers_are_named_only_where_the_workspace_says_so(staffed: Newsroom) -> None:
    staffed.configure(ALL_FORMATS + "credit_reviewers = true\n")
    staffed.publish()
    text = staffed.read("public/fa/clinic.md")
    assert "Zohra Test" in text
    assert "Zohra Test" in staffed.read("public/fa/clinic.html")
    ninjs = json.loads(staffed.read("public/fa/clinic.json"))
    assert {"role": "reviewer", "name": "Zohra Test"} in ninjs["infoSources"]
    assert exposed(staffed, ("zohra@newsroom.example", "Karim", "karim-laptop", "NewsroomTeam")) == []
    assert "Zohra" not in staffed.read("public/fa/school.md")


def test_an_engine_is_named_without_the_folder_it_lies_in(newsroom: Newsroom) -> None:
    assert public_signature("starter@1 ct2/4.8 int8 beam4") == "starter@1 ct2/4.8 int8 beam4"
    assert public_signature("nllb:/home/zohra/models/nllb@2 ct2/4.8") == "nllb@2 ct2/4.8"
    assert public_signature(r"C:\Users\zohra\m@1 ct2/4.8") == "m@1 ct2/4.8"
    entries = catalogue.read
    newsroom.translate("clinic", "fa", machine=True)
    path = newsroom.workspace.catalogue_path("clinic", "fa")
    read = entries(path)
    origin = Origin("mt", "/home/zohra/models/nllb@2 ct2/4.8", "0" * 12)
    changed = tuple(
        type(e)(e.context, e.source, e.target, origin=origin if i == 0 else None)
        for i, e in enumerate(read.entries)
    )
    catalogue.write(path, catalogue.Catalogue(read.header, changed))
    newsroom.publish()
    assert "nllb@2 ct2/4.8" in newsroom.read("public/manifest.json")
    assert exposed(newsroom, ("zohra", "/home")) == []
