"""Punctuation of running text: native signs, quotation marks, ellipsis, spaces. Works on shielded text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from wirelocalize.languages.characters import LETTER
from wirelocalize.languages.protect import SENTINEL

if TYPE_CHECKING:
    from wirelocalize.languages.model import Language

_PAIR = re.compile('"([^"]*)"|“([^“”„]*)”|„([^“”„]*)[“”]')
_SINGLE_PAIR = re.compile("‘([^‘’]*)’")
_FOREIGN_MARK = re.compile('["“”„‘’]')
_LATIN_ONLY = re.compile(rf"\W*{SENTINEL}(?:[\s,.&:'’-]*{SENTINEL})*[.,!?]?\s*")
_ELLIPSIS = re.compile(r"(?<!\.)\.{3}(?!\.)")


@dataclass(frozen=True, slots=True)
class _Rules:
    """Compiled punctuation rules of one language."""

    signs: re.Pattern[str] | None
    sign_map: dict[str, str]
    space_before: re.Pattern[str]
    space_inside: re.Pattern[str]
    missing_space: re.Pattern[str]
    outer: tuple[str, str]
    inner: tuple[str, str]


@lru_cache(maxsize=32)
def _rules(language: Language) -> _Rules:
    native = "".join(sorted({sign for sign in language.punctuation.values() if sign != "."})) or ",;?"
    opening, closing = (
        language.quotes[0] + language.inner_quotes[0],
        language.quotes[1] + language.inner_quotes[1],
    )
    own = f"{LETTER}{language.digits}{closing})…!{native}"
    foreign = re.escape("".join(language.punctuation))
    signs = (
        re.compile(
            rf"(?:(?<=[{own}])|(?<=[{own}] ))[{foreign}]"
            rf"|[{foreign}](?= ?[{LETTER}{language.digits}{opening}])"
        )
        if foreign
        else None
    )
    return _Rules(
        signs=signs,
        sign_map=dict(language.punctuation),
        space_before=re.compile(
            rf"(?<=\S) +(?=[{native}{closing})](?![(\[]))"
            rf"|(?<=[^\s.!:]) +(?=[:!](?![(\[/{SENTINEL}\w:!)]))"
            rf"|(?<=[^\s.]) +(?=\.(?![.\w{SENTINEL}]))"
        ),
        space_inside=re.compile(rf"(?<=[{opening}(]) +(?=\S)"),
        missing_space=re.compile(
            rf"(?<=[{native}])(?=[{LETTER}{opening}])|(?<=[{LETTER}{closing})][{native}])(?=[{language.digits}])"
            rf"|(?<=[{LETTER}:])(?=[{language.quotes[0]}])"
        ),
        outer=language.quotes,
        inner=language.inner_quotes,
    )


_SPACE_RUN = re.compile(r"(?<=\S) {2,}(?=\S)")


def punctuate(text: str, language: Language) -> str:
    """Give shielded text the language's signs, quotation marks and spacing."""
    rules = _rules(language)
    if rules.signs is not None:
        text = rules.signs.sub(lambda match: _sign(match, rules, language), text)
    if ".." in text:
        text = _ELLIPSIS.sub("…", text)
    if _FOREIGN_MARK.search(text):
        text = _quote(text, rules)
    text = _SPACE_RUN.sub(" ", text)
    text = rules.space_before.sub("", text)
    text = rules.space_inside.sub("", text)
    return rules.missing_space.sub(" ", text)


def _sign(match: re.Match[str], rules: _Rules, language: Language) -> str:
    """The native sign; between two digits it may be a decimal or thousands separator and is left to the
    number rules.
    """
    before, after = (
        match.string[match.start() - 1 : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    if before in language.digits and after in language.digits and before and after:
        return match[0]
    return rules.sign_map[match[0]]


def _quote(text: str, rules: _Rules) -> str:
    """Straight and curly marks in pairs become the house's; odd ones are left for a person.

    Marks round purely Latin text («"The New York Times"» in a Persian sentence) stay as they are.
    """
    if text.count('"') % 2:
        text = re.sub("“([^“”„]*)”", lambda match: _pair(match, rules), text)
    else:
        text = _PAIR.sub(lambda match: _pair(match, rules), text)
    return _SINGLE_PAIR.sub(lambda match: _pair(match, rules), text)


def _pair(match: re.Match[str], rules: _Rules) -> str:
    content = next(group for group in match.groups() if group is not None)
    if not content or content != content.strip() or _LATIN_ONLY.fullmatch(content):
        return match[0]
    if _FOREIGN_MARK.search(content):
        content = _quote(content, rules)
    before = match.string[: match.start()]
    opening, closing = rules.outer
    if before.count(opening) > before.count(closing):
        return rules.inner[0] + content + rules.inner[1]
    if content.count(opening) == content.count(closing):
        content = content.replace(opening, rules.inner[0]).replace(closing, rules.inner[1])
    return opening + content + closing
