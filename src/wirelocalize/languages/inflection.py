"""Persian noun endings: taking a word apart and putting another noun in its place with the same ending.

An ending is written differently after a consonant (کتاب‌ها), after silent heh (خانه‌ها), after a long vowel
(جاها) and after yeh (صندلی‌ها); so a word is taken apart into stem and *kind* of ending, and the new noun
takes that kind.
"""

from __future__ import annotations

from typing import NamedTuple

from wirelocalize.languages.characters import ZWNJ

_HAMZA = "\u0654"
_NON_JOINING = "اآأدذرزژوؤ"
_VOWELS = "اآوؤ"
_POSSESSIVES = ("مان", "تان", "شان", "م", "ت", "ش")


class Ending(NamedTuple):
    """What follows a noun's stem.

    :param plural: the plural ending, ``ها``, ``ان`` or none.
    :param ezafe: the linking ending is written out (هٔ, ی).
    :param indefinite: the indefinite ending (ی, ‌ای).
    :param possessive: ``ش``, ``شان`` … or none.
    """

    plural: str = ""
    ezafe: bool = False
    indefinite: bool = False
    possessive: str = ""


def sound(noun: str) -> str:
    """How a noun ends, for its endings: ``heh`` (silent), ``vowel``, ``yeh`` or ``consonant``."""
    last, before = noun[-1], noun[-2:-1]
    if last == "ه" and before not in {"ا", "و", "ی"}:
        return "heh"
    if last == "ه" and before == "ی":
        return "heh"  # قریه, اعلامیه
    if last == "ی":
        return "yeh"
    return "vowel" if last in _VOWELS else "consonant"


def endings(noun: str, *, animate: bool = False) -> dict[str, Ending]:
    """Every written form of ``noun`` with the ending it shows; a form two endings share keeps the likelier
    one.
    """
    forms: dict[str, Ending] = {}
    for plural in ("", "ها", "ان") if animate else ("", "ها"):
        for possessive in _POSSESSIVES:
            ending = Ending(plural=plural, possessive=possessive)
            form = attach(noun, ending)
            forms[form] = ending
            forms.setdefault(
                form.removesuffix(ZWNJ + possessive) + possessive, ending
            )  # کتابشان, as is common
        kinds = [Ending(plural=plural, indefinite=True), Ending(plural=plural)]
        if plural == "ها" or (not plural and sound(noun) in {"heh", "vowel"}):
            kinds.insert(1, Ending(plural=plural, ezafe=True))
        forms |= {attach(noun, ending): ending for ending in kinds}
    return forms


def attach(noun: str, ending: Ending) -> str:
    """Write a noun with an ending; several words take the plural on the first (میدان‌های هوایی)."""
    head, space, rest = noun.partition(" ")
    if space and ending.plural:
        linked = Ending(plural=ending.plural, ezafe=True)
        inner = Ending(ezafe=ending.ezafe, indefinite=ending.indefinite, possessive=ending.possessive)
        return f"{attach(head, linked)} {attach(rest, inner)}"
    stem, kind = _pluralised(noun, ending.plural)
    if ending.ezafe:
        return stem + {"heh": _HAMZA, "vowel": "ی", "plural": "ی"}.get(kind, "")
    if ending.indefinite:
        return stem + {"heh": f"{ZWNJ}ای", "yeh": f"{ZWNJ}ای", "vowel": "یی", "plural": "یی"}.get(kind, "ی")
    if ending.possessive:
        return stem + _possessive(stem, kind, ending.possessive)
    return stem


def _pluralised(noun: str, plural: str) -> tuple[str, str]:
    """Stem with its plural ending, and what kind of sound comes last now."""
    kind = sound(noun)
    if plural == "ها":
        return noun + ("" if noun[-1] in _NON_JOINING else ZWNJ) + "ها", "plural"
    if plural == "ان":
        linked = noun[:-1] + "گان" if kind == "heh" else noun + ("یان" if kind == "vowel" else "ان")
        return linked, "consonant"
    return noun, kind


def _possessive(stem: str, kind: str, ending: str) -> str:
    if kind in {"heh", "yeh"}:
        return ZWNJ + (ending if len(ending) > 1 else "ا" + ending)
    if kind in {"vowel", "plural"}:
        return "ی" + ending
    joined = "" if len(ending) == 1 or stem[-1] in _NON_JOINING else ZWNJ
    return joined + ending
