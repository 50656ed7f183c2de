"""The zero-width non-joiner of Persian and Dari: taking out malformed ones, putting in those that are
certain.

Rules and guards were measured on public professional translations: with the guards below every change there
is right. Whatever is less certain (تر, joined «میشود», compounds) is left to the checks.
"""

from __future__ import annotations

import re

from wirelocalize.languages.characters import LETTER, ZWNJ
from wirelocalize.languages.model import words

_NON_JOINING = "اآأإدذرزژوؤ"

_EDGE = r"\s«»‹›()\[\]،؛؟.!:…,;?۔%٪“”„‘’–—\""
_STRAY_AFTER = re.compile(rf"{ZWNJ}(?=[{_EDGE}{ZWNJ}]|$)")
_STRAY_BEFORE = re.compile(rf"{ZWNJ}(?<=[{_EDGE}]{ZWNJ}){ZWNJ}*")  # literal first: found fast

_PLURAL = "ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?)?"
_PLURAL_SPACE = re.compile(rf" (?={_PLURAL}(?![{LETTER}{ZWNJ}!]))(?! ها و هو)")
_PLURAL_NEEDLESS = re.compile(rf"{ZWNJ}(?<=[{_NON_JOINING}]{ZWNJ})(?={_PLURAL}(?![{LETTER}{ZWNJ}]))")
_NOT_PLURAL = frozenset({"و", "که", "یا", "از", "با", "به", "در", "تا", "ای", "را", "هم"})

_PREFIX = re.compile(rf"می (?=([{LETTER}]+))")
_VERB_ENDINGS = ("م", "ی", "د", "یم", "ید", "ند", "ست")
_VERBS = frozenset(
    {"توان", "شد", "کرد", "بود", "گفت", "رفت", "داد", "داشت", "خواست", "گرفت", "ساخت", "گذشت", "یافت"}
)
_VERBS |= frozenset(
    {"نوشت", "دانست", "توانست", "بایست", "بایستی", "شناخت", "پرداخت", "انداخت", "ریخت", "گشت"}
)
_NOT_VERBS = frozenset(
    words(
        "میلادی خورشیدی شمسی جدی بعدی قبلی آینده مسیحی جاری گذشته ماضی اخیر همین نخستین اولین چند امید سفید "
        "جدید باید شاید مانند بلند چین دوم سوم پنجم هفتم دهم انجام تمام نظام مردم سال"
    )
)
_MAY = frozenset(
    {"ماه", "ترزا", "تریسا", "خانم", "آقای", "برایان", "جیمز", "اول", "دوم", "سوم", "چهارم", "اپریل", "آوریل"}
)

_EZAFE = re.compile(rf"(?<=[{LETTER}])ه ی (?=[{LETTER}])")
_WORD_BEFORE = re.compile(rf"[{LETTER}{ZWNJ}۰-۹0-9]+\Z")
_LONGEST_WORD = 32


def tidy(text: str) -> str:
    """Remove doubled ZWNJ and those at the edge of a word; right in every language."""
    if ZWNJ not in text:
        return text
    return _STRAY_BEFORE.sub("", _STRAY_AFTER.sub("", text)).lstrip(ZWNJ)


def repair(text: str) -> str:
    """Put ZWNJ where it is certain in Persian and Dari: «می شود», «کتاب ها», «خانه ی من»."""
    if " ها" in text:
        text = _PLURAL_SPACE.sub(_plural, text)
    if "می " in text:
        text = _PREFIX.sub(_prefix, text)
    if ZWNJ in text:
        text = _PLURAL_NEEDLESS.sub("", text)
    if "ه ی " in text:
        text = _EZAFE.sub("ه\u0654 ", text)
    return text


def _word_before(text: str, position: int) -> str:
    """The word that ends at ``position``."""
    word = _WORD_BEFORE.search(text[max(0, position - _LONGEST_WORD) : position])
    return word[0] if word else ""


def _plural(match: re.Match[str]) -> str:
    word = _word_before(match.string, match.start())
    if not word or word[-1] in f"۰۱۲۳۴۵۶۷۸۹0123456789{ZWNJ}" or word.rpartition(ZWNJ)[2] in _NOT_PLURAL:
        return match[0]
    return "" if word[-1] in _NON_JOINING else ZWNJ


def _prefix(match: re.Match[str]) -> str:
    """«می» is also May, a surname, and wine: only before what looks like a verb, never after a number."""
    text, start, verb = match.string, match.start(), match[1]
    glued = _word_before(text, start)
    if glued not in {"", "ن"}:
        return match[0]
    previous = _word_before(text, start - len(glued) - 1) if text[start - len(glued) - 1 : start] else ""
    if previous in _MAY or previous[-1:].isdigit() or verb in _NOT_VERBS:
        return match[0]
    if verb in _VERBS or (len(verb) > 1 and verb.endswith(_VERB_ENDINGS)):
        return "می" + ZWNJ
    return match[0]
