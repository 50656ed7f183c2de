"""A site's habits as data: which lines are its dates, bylines, buttons, notes and related headlines."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

from wirelocalize.errors import DataError
from wirelocalize.files import read_text

Patterns = tuple[re.Pattern[str], ...]

_PATTERN_KEYS = (
    "date", "byline", "reading_time", "source_url", "chrome", "caption", "note", "related_heading",
    "related_line",
)  # fmt: skip
_EXPECTABLE = ("date", "byline", "reading time")
_CHOICES = {"paragraphs": ("auto", "lines", "wrapped"), "date_order": ("", "day-month", "month-day")}
_OTHER_KEYS = {
    "name",
    "detect",
    "extends",
    "replace",
    "expect",
    "bare_byline",
    "subheading_max",
    "timezone",
    "encoding",
    "remove_xpath",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """How the pages of one site are made; see ``docs/adding-pages.md`` for each key.

    Pattern fields match whole lines, case-insensitively, but ``detect`` is searched for in the page.
    """

    name: str
    detect: Patterns = ()
    date: Patterns = ()
    byline: Patterns = ()
    bare_byline: bool = True
    reading_time: Patterns = ()
    source_url: Patterns = ()
    chrome: Patterns = ()
    caption: Patterns = ()
    note: Patterns = ()
    related_heading: Patterns = ()
    related_line: Patterns = ()
    expect: tuple[str, ...] = ("date", "byline")
    subheading_max: int = 90
    paragraphs: str = "auto"
    date_order: str = ""
    timezone: str = ""
    encoding: str = "utf-8"
    remove_xpath: tuple[str, ...] = ()


def builtin_profiles() -> tuple[str, ...]:
    """Names of the profiles that come with the package."""
    folder = resources.files(__package__) / "profiles"
    return tuple(
        sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml"))
    )


def load_profile(source: Path | str) -> Profile:
    """Read a profile: a TOML file, or the name of a built-in one.

    A file extends the built-in ``default`` unless it says ``extends = "…"`` (a built-in name) or
    ``extends = ""``: its lists come before the inherited ones, or instead if ``replace`` names the key.

    :raises DataError: not readable, not TOML, a key unknown or of the wrong kind, a pattern wrong: it names
        the key.
    """
    path, name = Path(source), str(source)
    if name in builtin_profiles() and (isinstance(source, str) or not path.exists()):
        text = (resources.files(__package__) / "profiles" / f"{name}.toml").read_text(encoding="utf-8")
        return _parse(text, f"profiles/{name}.toml")
    if not path.suffix and not path.exists():
        raise DataError(
            f"no profile {name!r}", hint=f"give a file, or one of: {', '.join(builtin_profiles())}"
        )
    return _parse(read_text(path, error=DataError, limit=1024 * 1024), path)


def detect_profile(text: str) -> Profile:
    """The built-in profile whose ``detect`` patterns are found in the page, else ``default``."""
    head = text[:20_000]
    for name in builtin_profiles():
        profile = load_profile(name)
        if any(pattern.search(head) for pattern in profile.detect):
            return profile
    return load_profile("default")


def _parse(text: str, path: Path | str) -> Profile:
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as exc:
        raise DataError(f"is not valid TOML: {exc}", path=path) from exc
    known = {*_PATTERN_KEYS, *_CHOICES, *_OTHER_KEYS}
    for key in data:
        if key not in known:
            raise DataError(f"{key}: unknown key", path=path, hint="see docs/adding-pages.md")
    base = _base(data, path)
    replaced = set(_strings(data, "replace", path))
    changes: dict[str, Any] = {"name": _typed(data, "name", str, path, Path(path).stem)}
    changes["detect"] = _patterns(data, "detect", path, re.IGNORECASE | re.MULTILINE)
    for key in _PATTERN_KEYS:
        inherited = () if key in replaced else getattr(base, key)
        changes[key] = _patterns(data, key, path) + inherited
    changes["remove_xpath"] = _strings(data, "remove_xpath", path) + base.remove_xpath
    changes["expect"] = _strings(data, "expect", path) if "expect" in data else base.expect
    for key, kind in (("bare_byline", bool), ("subheading_max", int), ("timezone", str), ("encoding", str)):
        changes[key] = _typed(data, key, kind, path, getattr(base, key))
    for key, choices in _CHOICES.items():
        changes[key] = _typed(data, key, str, path, getattr(base, key))
        _one_of(key, changes[key], choices, path)
    for item in changes["expect"]:
        _one_of("expect", item, _EXPECTABLE, path)
    _check_names(changes["timezone"], changes["encoding"], path)
    return replace(base, **changes)


def _base(data: dict[str, Any], path: Path | str) -> Profile:
    default = "" if data.get("name") == "default" and not isinstance(path, Path) else "default"
    name = _typed(data, "extends", str, path, default)
    if not name:
        return Profile(name="")
    _one_of("extends", name, builtin_profiles(), path)
    return load_profile(name)


def _typed(data: dict[str, Any], key: str, kind: type, path: Path | str, default: Any) -> Any:
    value = data.get(key, default)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise DataError(f"{key}: must be a {kind.__name__}", path=path)
    return value


def _strings(data: dict[str, Any], key: str, path: Path | str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DataError(f"{key}: must be a list of strings", path=path)
    return tuple(value)


def _patterns(
    data: dict[str, Any], key: str, path: Path | str, flags: re.RegexFlag = re.IGNORECASE
) -> Patterns:
    compiled = []
    for pattern in _strings(data, key, path):
        try:
            compiled.append(re.compile(pattern, flags))
        except re.error as exc:
            raise DataError(f"{key}: {pattern!r} is not a regular expression: {exc}", path=path) from exc
    return tuple(compiled)


def _one_of(key: str, value: str, choices: tuple[str, ...], path: Path | str) -> None:
    if value not in choices:
        raise DataError(f"{key}: {value!r} is none of {', '.join(map(repr, choices))}", path=path)


def _check_names(timezone: str, encoding: str, path: Path | str) -> None:
    import codecs
    import zoneinfo

    try:
        codecs.lookup(encoding)
    except LookupError as exc:
        raise DataError(f"encoding: {encoding!r} is unknown", path=path) from exc
    if timezone:
        try:
            zoneinfo.ZoneInfo(timezone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError) as exc:
            raise DataError(
                f"timezone: {timezone!r} is unknown", path=path, hint="such as Asia/Kabul"
            ) from exc
