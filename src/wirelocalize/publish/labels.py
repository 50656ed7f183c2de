"""What a page says about itself in its own language: notices and labels, one TOML file per language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

from wirelocalize.errors import DataError


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a page that are not the article's.

    :param draft: the text is a draft. ``machine``: all of it is unreviewed machine translation. ``partial``: the
        marked parts are. ``english``: parts are still in English. ``reviewed``: it was reviewed.
    :param unreviewed: short form, shown with a marked part.
    """

    notice_title: str
    draft: str
    machine: str
    partial: str
    english: str
    reviewed: str
    unreviewed: str
    original: str
    author: str
    date: str
    languages: str
    reviewers: str
    feed: str
    pictures: str


@cache
def labels_for(code: str) -> Labels:
    """The labels of a language (``fa``, ``fa_AF``, ``ps``).

    :raises DataError: there are none for it.
    """
    folder = resources.files("wirelocalize.publish") / "data" / "labels"
    source = folder / f"{code}.toml"
    if not source.is_file():
        raise DataError(f"no page labels for {code}", hint=f"add publish/data/labels/{code}.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    wanted = {field.name for field in fields(Labels)}
    if set(table) != wanted:
        odd = ", ".join(sorted(wanted ^ set(table)))
        raise DataError(f"labels of {code} are not as they should be: {odd}", path=f"{code}.toml")
    return Labels(**table)
