"""From Iranian Persian to Dari: words and month names, by a lexicon with sources; and what in a Dari text is
Iranian.

A Persian engine's output becomes readable Dari by replacing the words that Afghan newspapers do not use. Only
what the lexicon lists is touched, whole words only, with its ending (پلیس‌ها → پولیس‌ها), never inside a
title in quotation marks, never beside words that make it a name (دانشگاه تهران).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from wirelocalize.languages.characters import LETTER, ZWNJ
from wirelocalize.languages.inflection import Ending, attach, endings, sound
from wirelocalize.languages.model import words
from wirelocalize.languages.protect import SENTINEL, shield
from wirelocalize.languages.registry import get

_WORD = re.compile(rf"[{LETTER}{ZWNJ}]+|[۰-۹0-9]+")
_HAMZA = "\u0654"
_QUOTED = re.compile("«[^«»]*»")
_TITLE_WORDS = 4
"""A quotation of at most so many words that no colon introduces is taken for a title or a term, not for
speech.
"""

_NAME_HEADS = frozenset(
    words("آقای خانم خبرگزاری روزنامه روزنامهٔ هفته‌نامه هفته‌نامهٔ ماهنامه مجله مجلهٔ انتشارات")
)
_FUNCTION_WORDS = frozenset(
    words(
        "از در به با را که و تا هم نیز یا اما است بود شد شده شدند کرد کرده کردند گفت گفته گفتند داد دادند دارد دارند "
        "باید می‌گوید می‌گویند می‌شود می‌کند نیست اند هستند بودند هستند بر برای پس چون اگر این آن خواهد خواهند رفت آمد"
    )
)
_GENITIVES = frozenset(
    words(
        "افغانستان ایران پاکستان هند چین روسیه اوکراین ترکیه عراق سوریه لبنان اسرائیل امریکا آمریکا بریتانیا آلمان "
        "فرانسه کابل هرات بلخ قندهار کندز ننگرهار هلمند غزنی تهران مشهد ملی عالی محلی دولتی مرکزی بین‌المللی نظامی "
        "نظامیان عمومی خصوصی طالبان پیشین جدید سابق ابتدایی تجارتی مسافربری جنگی جزایی کشور"
    )
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """One Iranian word of a text and what Dari has for it.

    :param start: its first character in the text; ``end``: one past its last.
    :param found: the text there; ``dari``: what replaces it.
    :param level: ``hard`` (not used in Dari news), ``soft`` (both are in use) or ``none`` (never reported).
    """

    start: int
    end: int
    found: str
    dari: str
    level: str


@dataclass(frozen=True, slots=True)
class Adapted:
    """Persian text adapted to Dari, with every replacement (positions are those of the Persian text)."""

    text: str
    replacements: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the lexicon."""

    persian: str
    dari: str
    kind: str
    level: str
    not_before: frozenset[str]
    not_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    forms: dict[str, tuple[_Row, Ending]]
    phrases: dict[str, list[tuple[tuple[str, ...], _Row]]]
    months: dict[str, str]
    day_months: dict[str, str]


_INFLECTED = frozenset({"noun", "person"})


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    source = resources.files("wirelocalize.languages").joinpath("data/dari_lexicon.tsv").read_text("utf-8")
    lines = [line for line in source.splitlines() if line and not line.startswith("#")]
    forms: dict[str, tuple[_Row, Ending]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], _Row]]] = {}
    for record in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        row = _Row(
            persian=record["fa"],
            dari=record["prs"],
            kind=record["kind"],
            level=record["level"],
            not_before=frozenset(record["not_before"].split("|")) - {""},
            not_after=frozenset(record["not_after"].split("|")) - {""},
        )
        if row.kind == "phrase":
            parts = tuple(row.persian.split(" "))
            phrases.setdefault(parts[0], []).append((parts, row))
        elif row.kind in _INFLECTED:
            exempt = record["except"].split("|")
            for form, ending in endings(row.persian, animate=row.kind == "person").items():
                if form not in exempt:
                    forms.setdefault(form, (row, ending))
        else:
            forms[row.persian] = (row, Ending())
    for candidates in phrases.values():
        candidates.sort(key=lambda candidate: -len(candidate[0]))
    return _Lexicon(forms, phrases, *_month_tables())


_EVERYDAY_MONTHS = frozenset(words("مه اوت"))
_ACCEPTED_MONTHS = frozenset(words("اکتبر نوامبر دسامبر"))
"""Some Dari outlets print them."""


def _month_tables() -> tuple[dict[str, str], dict[str, str]]:
    """Month names that are nothing else, and those that need a day, «ماه» or a year beside them."""
    persian, dari = get("fa"), get("fa_AF")
    gregorian = dict(zip(persian.gregorian.direct, dari.gregorian.direct, strict=True))
    plain = {name: new for name, new in gregorian.items() if name not in _EVERYDAY_MONTHS}
    dated = {name: gregorian[name] for name in _EVERYDAY_MONTHS}
    dated |= dict(zip(persian.solar.direct, dari.solar.direct, strict=True))
    return plain, dated


def adapt_to_dari(text: str) -> Adapted:
    """Replace Iranian words and month names of Persian text by those of Dari.

    Listed words only; see ``data/dari_lexicon.tsv``. Run it on normalised text.
    """
    found = _find(text)
    pieces, position = [], 0
    for item in found:
        pieces += [text[position : item.start], item.dari]
        position = item.end
    return Adapted("".join([*pieces, text[position:]]), tuple(found))


def dari_lexical_findings(text: str) -> list[Replacement]:
    """Iranian words in a Dari text, for a reviewer to look at; both in use are ``soft``, the rest
    ``hard``.
    """
    return [item for item in _find(text) if item.level != "none"]


def _find(text: str) -> list[Replacement]:
    lexicon = _lexicon()
    shielded = shield(text)
    body, shifts = shielded.text, _shifts(shielded.text, shielded.runs)
    tokens = list(_WORD.finditer(body))
    titles = _titles(body)
    found, index = [], 0
    while index < len(tokens):
        step, row, dari = _at(tokens, index, body, lexicon)
        start, end = tokens[index].start(), tokens[index + max(step, 1) - 1].end()
        if step and dari != body[start:end] and not any(low <= start < high for low, high in titles):
            shift = shifts[start]
            found.append(Replacement(start + shift, end + shift, body[start:end], dari, row))
        index += max(step, 1)
    return found


def _shifts(body: str, runs: tuple[str, ...]) -> list[int]:
    """For each position of the shielded text, how far the original is ahead of it."""
    shifts, shift, run = [], 0, 0
    for character in body:
        shifts.append(shift)
        if character == SENTINEL and run < len(runs):
            shift += len(runs[run]) - 1
            run += 1
    return [*shifts, shift]


def _titles(body: str) -> list[tuple[int, int]]:
    """Spans of quotations that are titles or terms rather than speech."""
    spans = []
    for match in _QUOTED.finditer(body):
        introduced = body[: match.start()].rstrip().endswith(":")
        if not introduced and len(_WORD.findall(match[0])) <= _TITLE_WORDS:
            spans.append(match.span())
    return spans


def _at(tokens: list[re.Match[str]], index: int, body: str, lexicon: _Lexicon) -> tuple[int, str, str]:
    """What stands at a token: how many tokens it takes (0: nothing), its level and its Dari form."""
    before, after = _neighbour(tokens, index, -1, body), _neighbour(tokens, index, 1, body)
    word = tokens[index][0]
    for parts, row in lexicon.phrases.get(word.rstrip(_HAMZA), ()):
        if _same(tokens, index, parts, body):
            following = _neighbour(tokens, index + len(parts) - 1, 1, body)
            linked = sound(row.dari) == "heh" and following in _GENITIVES
            return len(parts), row.level, row.dari + (_HAMZA if linked else "")
    month = _month(word, before, after, lexicon)
    if month:
        return 1, "soft" if word in _ACCEPTED_MONTHS else "hard", month
    entry = lexicon.forms.get(word)
    if entry is None or not _applies(entry[0], before, after):
        return 0, "", ""
    dari = _inflected(*entry, after)
    return (1, entry[0].level, dari) if dari else (0, "", "")


def _applies(row: _Row, before: str, after: str) -> bool:
    """Whether the neighbours allow a replacement."""
    if before in _NAME_HEADS or before in row.not_after or after in row.not_before:
        return False
    return row.kind != "adjective" or (bool(before) and before not in _FUNCTION_WORDS and after != "که")


def _same(tokens: list[re.Match[str]], index: int, parts: tuple[str, ...], body: str) -> bool:
    """Whether the words from ``index`` on are a phrase, written hamza or not, with its own signs between
    them.
    """
    if index + len(parts) > len(tokens):
        return False
    run = body[tokens[index].start() : tokens[index + len(parts) - 1].end()]
    return run.replace(_HAMZA, "") == " ".join(parts).replace(_HAMZA, "")


def _neighbour(tokens: list[re.Match[str]], index: int, step: int, body: str) -> str:
    """The word right before or after, if only a space stands between."""
    other = index + step
    if not 0 <= other < len(tokens):
        return ""
    low, high = sorted((index, other))
    return tokens[other][0] if body[tokens[low].end() : tokens[high].start()] == " " else ""


def _month(word: str, before: str, after: str, lexicon: _Lexicon) -> str:
    bare = word.removesuffix(_HAMZA)
    if bare in lexicon.months:
        return lexicon.months[bare]
    if word.endswith("ماه") and word.removesuffix("ماه").rstrip(ZWNJ) in lexicon.day_months:
        return "ماه " + lexicon.day_months[word.removesuffix("ماه").rstrip(ZWNJ)]
    if bare not in lexicon.day_months:
        return ""
    dated = (
        before == "ماه" or (before.isdecimal() and len(before) <= 2) or before in get("fa").ordinal_values()
    )
    year = after.isdecimal() and len(after) == 4
    certain = dated and (year or before == "ماه" or bare not in _AMBIGUOUS)
    return lexicon.day_months[bare] if certain or (year and bare not in _AMBIGUOUS) else ""


_AMBIGUOUS = frozenset(words("تیر مهر دی آذر"))
"""Arrow, affection, yesterday, fire: months only with a day and a year, or after «ماه»."""


def _inflected(row: _Row, ending: Ending, after: str) -> str:
    """The Dari word with the Persian word's ending; empty where it cannot be known how to write it.

    After a consonant the linking vowel is not written, after a long vowel it must be: whether it is there is
    read from the next word, and where that does not tell, the Persian word stays.
    """
    if row.kind not in _INFLECTED:
        return row.dari
    bare = not any(ending)
    if bare and sound(row.persian) in {"consonant", "yeh"} and " " not in row.dari:
        if sound(row.dari) == "vowel" and after not in _GENITIVES and after and after not in _FUNCTION_WORDS:
            return ""
        if sound(row.dari) in {"heh", "vowel"} and after in _GENITIVES:
            return attach(row.dari, Ending(ezafe=True))
    if " " in row.dari and (ending.indefinite or ending.possessive):
        return ""
    return attach(row.dari, ending)
