"""Offline means offline: no command but ``models install`` from an index may open a socket."""

from __future__ import annotations

import socket

import pytest

from wirelocalize import glossary

PAGE = "A Headline\n\nJuly 6, 2021\nA Writer\n5 min read\n\nOne paragraph of text is here.\n"


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to make a socket fails the test."""

    class Refused(socket.socket):
        def __init__(self, *_arguments: object, **_options: object) -> None:
            raise AssertionError("a socket was opened")

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a name was looked up")

    monkeypatch.setattr(socket, "socket", Refused)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_sockets")
def test_every_command_works_without_a_socket(wl, desk, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    html = tmp_path / "page.html"
    html.write_text(
        "<html><head><title>Web Page Title</title></head><body><article><h1>Web Page Title</h1>"
        + "<p>The council met on Monday and spoke at length about the river.</p>" * 5
        + "</article></body></html>",
        encoding="utf-8",
    )
    (desk / "locales/glossary.tsv").write_text(glossary.starter(), encoding="utf-8")
    tsv = tmp_path / "pairs.tsv"
    tsv.write_text("The road is open.\tجاده باز است.\n", encoding="utf-8")
    po = desk / "locales/fa/LC_MESSAGES/bridge.po"
    commands = [
        ("init", tmp_path / "other"),
        ("add", page),
        ("add", html),
        ("units", desk / "articles/bridge.md"),
        ("sync",),
        ("translate",),
        ("check",),
        ("publish",),
        ("run",),
        ("status",),
        ("status", "--reviews"),
        ("status", "--worst", "3"),
        ("merge-po", po, po, po),
        ("memory", "export", tmp_path / "all.tmx"),
        ("memory", "import", tmp_path / "all.tmx"),
        ("memory", "find", "The bridge reopened."),
        ("glossary", "export", tmp_path / "terms.tbx"),
        ("glossary", "import", tmp_path / "terms.tbx"),
        ("glossary", "find", "The ministry."),
        ("models", "list"),
        ("models", "info", "starter"),
        ("models", "verify", "starter"),
        ("models", "evaluate", tsv, "--locale", "fa"),
    ]
    for command in commands:
        result = wl(*command)
        assert "socket was opened" not in result.err
        assert result.code in (0, 1), (command, result.err)
