"""English as the starter model was trained on it: the project's corpus is written in one house style.

A small model does not know what it has not seen: of "the U.N." it makes the United States, of "Gen." a queen. The rules
turn the usual styles of American newsrooms into the corpus's: initials without stops, titles and months in full,
currencies as words, British spelling, no contractions. Nothing here changes what is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,8}(?!\w)")
_TITLES = {
    "Gen": "General", "Col": "Colonel", "Lt": "Lieutenant", "Maj": "Major", "Capt": "Captain", "Sgt": "Sergeant",
    "Prof": "Professor", "Gov": "Governor", "Sen": "Senator", "Rep": "Representative", "Adm": "Admiral",
    "Brig": "Brigadier", "Cmdr": "Commander", "Ayt": "Ayatollah",
}  # fmt: skip
_MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July", "Aug": "August",
    "Sept": "September", "Sep": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
_MONEY = re.compile(
    r"(?<![A-Za-z\d])(US\$|\$|€|£)\s?(\d+(?:[.,]\d+)*)(?:[\s-]?(hundred|thousand|million|billion|trillion|bn|mn|m|tn|k)\b)?"
    r"(?![\w–-])(?![.,]\d)",
    re.IGNORECASE,
)
_SCALES = {"bn": "billion", "mn": "million", "m": "million", "tn": "trillion", "k": "thousand"}
_CURRENCIES = {"$": "dollars", "US$": "dollars", "€": "euros", "£": "pounds"}
_SPELLING = {
    "kilometer": "kilometre", "centimeter": "centimetre", "liter": "litre", "center": "centre",
    "theater": "theatre", "labor": "labour", "color": "colour", "neighbor": "neighbour", "honor": "honour",
    "favor": "favour", "harbor": "harbour", "rumor": "rumour", "humor": "humour", "behavior": "behaviour",
    "rigor": "rigour", "defense": "defence", "offense": "offence", "program": "programme", "organize": "organise",
    "organization": "organisation", "organizer": "organiser", "recognize": "recognise", "realize": "realise",
    "criticize": "criticise", "authorize": "authorise", "mobilize": "mobilise", "emphasize": "emphasise",
    "apologize": "apologise", "hospitalize": "hospitalise", "traveled": "travelled", "traveling": "travelling",
    "traveler": "traveller", "canceled": "cancelled", "labeled": "labelled", "plow": "plough",
    "jewelry": "jewellery", "skeptical": "sceptical", "maneuver": "manoeuvre",
    "neighborhood": "neighbourhood", "organizing": "organising", "recognizing": "recognising", "analyze": "analyse",
    "license": "licence", "fiber": "fibre", "enrollment": "enrolment", "pediatric": "paediatric",
}  # fmt: skip
_CONTRACTIONS = {
    "won't": "will not", "can't": "cannot", "shan't": "shall not", "i'm": "I am", "let's": "let us",
}  # fmt: skip
_NOT = re.compile(
    r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should|need|must)n['’]t\b", re.IGNORECASE
)
_VERBS = {"re": "are", "ve": "have", "ll": "will"}
_VERB = re.compile(r"\b(I|you|we|they|he|she|it|who|that|there)['’](re|ve|ll)\b", re.IGNORECASE)
_IS = re.compile(
    r"\b(it|that|there|what|he|she)['’]s(?=\s(?:a|an|the|not|no|very|going|time|clear|now)\b)", re.IGNORECASE
)


Rule = tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""Characters of which one must be there (none: a rule for every text), what is looked for, what takes its place."""


def house_english(text: str) -> str:
    """The text in the corpus's style.

    :param text: plain words, no markup; straight quotes or curly ones.
    """
    for signs, pattern, replacement in _rules():
        if not signs or any(sign in text for sign in signs):
            text = pattern.sub(replacement, text)
    return text


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    """The rules, in order."""
    spelling = {
        american + ending: british + ending
        for american, british in _SPELLING.items()
        for ending in ("", "s", *_endings(american))
    }
    return (
        (".", _INITIALS, _initials),
        ("$€£", _MONEY, _money),
        (".", re.compile(rf"\b({'|'.join(_TITLES)})\.(?=\s)"), lambda match: _TITLES[match[1]]),
        ("0123456789", re.compile(rf"\b({'|'.join(_MONTHS)})\.?(?=\s\d)"), lambda match: _MONTHS[match[1]]),
        ("", _any_of(spelling), lambda match: _british(match, spelling)),
        ("'’", _any_of(_CONTRACTIONS), lambda match: _cased(match[0], _CONTRACTIONS[_plain(match[0])])),
        ("'’", _NOT, r"\1 not"),
        ("'’", _VERB, lambda match: f"{match[1]} {_VERBS[match[2].lower()]}"),
        ("'’", _IS, r"\1 is"),
    )


def _endings(american: str) -> tuple[str, ...]:
    """Endings of a verb that both spellings share."""
    if american.endswith(("ize", "yze")):
        return ("d",)
    return ("ed", "ing") if american.endswith(("or", "ow")) else ()


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, by first letter, so that most words of a text fail at once."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        tails.setdefault(word[0], []).append(word[1:].replace("'", "['’]"))
    branches = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())
    return re.compile(rf"\b(?:{branches})\b", re.IGNORECASE)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _cased(word: str, instead: str) -> str:
    if len(word) > 1 and word.isupper():
        return instead.upper()
    return instead[0].upper() + instead[1:] if word[0].isupper() else instead


def _british(match: re.Match[str], spelling: Mapping[str, str]) -> str:
    """A capitalised word within a sentence is part of a name: Pearl Harbor, World Trade Organization."""
    word = match[0]
    if (
        word[0].isupper()
        and not word.isupper()
        and match.string[: match.start()].rstrip()[-1:]
        not in {
            "",
            ".",
            "!",
            "?",
            ":",
            '"',
            "“",
        }
    ):
        return word
    return _cased(word, spelling[word.lower()])


def _initials(match: re.Match[str]) -> str:
    return match[0].replace(".", "")


def _money(match: re.Match[str]) -> str:
    scale = (match[3] or "").lower()
    return " ".join(filter(None, (match[2], _SCALES.get(scale, scale), _CURRENCIES[match[1].upper()])))
