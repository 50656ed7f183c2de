"""Words that a model adds to a mask because most masks it learnt from were numbers.

"In Eswatini" comes back as "in the year ⟦1⟧", "Jepkemboi won" as "⟦1⟧-year-old won": the starter model does so to
every second masked name (counted on held-out sentences). Next to a mask that is no number such a word is wrong, unless
the source speaks of such things itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.engines.masks import FIRST_SIGN, MAX_ATOMS

if TYPE_CHECKING:
    from wirelocalize.engines.masks import Masked

_AGE, _YEAR = r"year-olds?|years?|aged?|old", r"years?|decades?"
_PEOPLE, _SHARE = r"people|persons?|men|women|others|killed|dead", r"percent|per cent|%"
_BEFORE = {"سال": _YEAR, "ماه": r"months?", "دهه": r"decades?|\d0s", "دههٔ": r"decades?|\d0s"}
_AFTER = {
    **dict.fromkeys(("ساله", "سالگی", "سال", "کلن", "کلنه", "کلنې", "کلنۍ", "کلونو", "کاله", "کال"), f"{_AGE}|{_YEAR}"),
    **dict.fromkeys(("نفر", "نفره", "نفری", "تن", "تنه", "کسان", "کسانو"), _PEOPLE),
    **dict.fromkeys(("درصد", "فیصد", "سلنه"), _SHARE),
    **dict.fromkeys(("میلیون", "ملیون", "هزار", "زره"), r"thousand|million"),
    **dict.fromkeys(("کیلومتری", "کیلومتر", "کیلومتره"), r"kilomet\w+|km"),
    **dict.fromkeys(("ساعته", "دقیقه"), r"hours?|minutes?"),
    "مه": r"\d",
}  # fmt: skip
_PARTS = re.compile(r"(?P<word>\w.*?)(?P<end>[،؛:.!؟»)\"]*)\Z", re.DOTALL)


def without_counters(
    text: str, alignment: tuple[tuple[float, ...], ...], masked: Masked
) -> tuple[str, tuple[tuple[float, ...], ...]]:
    """The text without such words, and the alignment without their rows.

    :param text: a translation with signs; :param alignment: a row for each of its words, or nothing.
    """
    words = text.split()
    dropped: set[int] = set()
    for at, word in enumerate(words):
        signs = [char for char in word if FIRST_SIGN <= ord(char) < FIRST_SIGN + MAX_ATOMS]
        if not signs or any(masked.atoms[ord(char) - FIRST_SIGN].kind == "number" for char in signs):
            continue
        if at and word[0] == signs[0] and _is_counter(words[at - 1], _BEFORE, masked.words):
            dropped.add(at - 1)
        if at + 1 < len(words) and word[-1] == signs[-1] and _is_counter(words[at + 1], _AFTER, masked.words):
            dropped.add(at + 1)
            ends = _PARTS.match(words[at + 1])
            words[at] += ends["end"] if ends else ""
    if not dropped:
        return text, alignment
    kept = [at for at in range(len(words)) if at not in dropped]
    rows = tuple(alignment[at] for at in kept) if len(alignment) == len(words) else ()
    return " ".join(words[at] for at in kept), rows


def _is_counter(word: str, counters: dict[str, str], source: str) -> bool:
    """Whether a word counts something that the source does not speak of."""
    parts = _PARTS.match(word)
    said = counters.get(parts["word"]) if parts else None
    return said is not None and re.search(rf"\b(?:{said})\b", source, re.IGNORECASE) is None
