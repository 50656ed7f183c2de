"""Punctuation of running text: native signs, quotation marks, ellipsis, spaces. Works on shielded text.

Each step first asks a cheap question («is there such a sign at all?»), because most lines are right already.
"""

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
_CURLY_PAIR = re.compile("“([^“”„]*)”|„([^“”„]*)[“”]")
_SINGLE_PAIR = re.compile("‘([^‘’]*)’")
_STRAIGHT = re.compile('"')
_INSIDE = re.compile(rf"[^\W_]|[»›)\]}}{SENTINEL}{LETTER}]")
"""What cannot stand before an opening mark."""
_FOREIGN_MARK = re.compile('["“”„‘’]')
_LATIN_ONLY = re.compile(rf"\W*{SENTINEL}(?:[\s,.&:'’-]*{SENTINEL})*[.,!?]?\s*")
_ELLIPSIS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_EM_DASH = re.compile(r"(?<=\S) *—+ *(?=\S)|—+")
_SPACE_RUN = re.compile(r"(?<=\S) {2,}(?=\S)")


@dataclass(frozen=True, slots=True)
class _Rules:
    """Compiled punctuation rules of one language."""

    any_sign: re.Pattern[str] | None
    signs: re.Pattern[str]
    sign_map: dict[str, str]
    any_space_before: re.Pattern[str]
    space_before: re.Pattern[str]
    space_inside: re.Pattern[str]
    space_after: re.Pattern[str]
    space_before_quote: re.Pattern[str]


@lru_cache(maxsize=32)
def _rules(language: Language) -> _Rules:
    native = "".join(sorted({sign for sign in language.punctuation.values() if sign != "."})) or ",;?"
    opening = language.quotes[0] + language.inner_quotes[0]
    closing = language.quotes[1] + language.inner_quotes[1]
    own = f"{LETTER}{language.digits}{closing})…!{native}"
    foreign = re.escape("".join(language.punctuation))
    return _Rules(
        any_sign=re.compile(f"[{foreign}]") if foreign else None,
        signs=re.compile(
            rf"(?:(?<=[{own}])|(?<=[{own}] ))[{foreign}](?: ?[{foreign}])*"
            rf"|[{foreign}](?: ?[{foreign}])*(?= ?(?:[%{language.percent}] ?)?[{LETTER}{language.digits}{opening}])"
            if foreign
            else "(?!)"
        ),
        sign_map=dict(language.punctuation),
        any_space_before=re.compile(rf" +(?=[{native}{closing}):!.])"),
        space_before=re.compile(
            rf"(?<=\S) +(?=[{native}{closing})](?![(\[]))"
            rf"|(?<=[^\s.!:]) +(?=[:!](?![(\[/{SENTINEL}\w:!)]))"
            rf"|(?<=[^\s.]) +(?=\.(?![.\w{SENTINEL}]))"
        ),
        space_inside=re.compile(rf" +(?<=[{opening}(] )(?=\S)"),
        space_after=re.compile(
            rf"[{native}](?=[{LETTER}{opening}]|(?<=[{LETTER}{closing})][{native}])[{language.digits}])"
        ),
        space_before_quote=re.compile(rf"(?<=[{LETTER}:]){language.quotes[0]}"),
    )


def punctuate(text: str, language: Language) -> str:
    """Give shielded text the language's signs, quotation marks and spacing."""
    rules = _rules(language)
    if ".." in text:
        text = _ELLIPSIS.sub("…", text)
    if "—" in text:
        text = _EM_DASH.sub(lambda match: " – " if match.start() else "– ", text)
    if _FOREIGN_MARK.search(text):
        text = _quote(text, language)
    if "  " in text:
        text = _SPACE_RUN.sub(" ", text)
    if rules.any_sign is not None and rules.any_sign.search(text):
        text = rules.signs.sub(lambda match: _sign(match, rules, language), text)
    text = rules.any_space_before.sub(
        lambda match: "" if rules.space_before.match(text, match.start()) else match[0], text
    )
    text = rules.space_inside.sub("", text)
    text = rules.space_after.sub(lambda match: match[0] + " ", text)
    if language.quotes[0] in text:
        text = rules.space_before_quote.sub(" " + language.quotes[0], text)
    return text


def _sign(match: re.Match[str], rules: _Rules, language: Language) -> str:
    """The native sign; between two digits it may separate decimals or thousands: the number rules decide."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    if before and after and before in language.digits and after in language.digits and len(match[0]) == 1:
        return match[0]
    return "".join(rules.sign_map.get(sign, sign) for sign in match[0])


def _quote(text: str, language: Language) -> str:
    """Straight and curly marks in pairs become the house's; odd ones are left for a person.

    Marks round purely Latin text («"The New York Times"» in a Persian sentence) stay as they are.
    """
    pairs = _PAIR if _pairs_up(text) else _CURLY_PAIR
    text = pairs.sub(lambda match: _pair(match, language), text)
    return _SINGLE_PAIR.sub(lambda match: _pair(match, language), text)


def _pairs_up(text: str) -> bool:
    """Whether straight marks alternate between places where a quotation can open and where it can close."""
    marks = [match.start() for match in _STRAIGHT.finditer(text)]
    if len(marks) % 2 or '""' in text:
        return False
    opens = not any(mark and _INSIDE.match(text[mark - 1]) for mark in marks[::2])
    whole = all(text[mark - 1] not in " \t\n([{«‹" for mark in marks[1::2])
    return opens and whole and not any(text[mark + 1] in " \t\n" for mark in marks[::2])


def _pair(match: re.Match[str], language: Language) -> str:
    content = next(group for group in match.groups() if group is not None)
    if not content or content != content.strip() or _LATIN_ONLY.fullmatch(content):
        return match[0]
    if _FOREIGN_MARK.search(content):
        content = _quote(content, language)
    opening, closing = language.quotes
    if match.string.count(opening, 0, match.start()) > match.string.count(closing, 0, match.start()):
        return language.inner_quotes[0] + content + language.inner_quotes[1]
    if content.count(opening) == content.count(closing):
        content = content.replace(opening, language.inner_quotes[0]).replace(
            closing, language.inner_quotes[1]
        )
    return opening + content + closing
