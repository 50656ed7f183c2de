"""Words that a model adds to a mask because most masks it learnt from were numbers.

"In Eswatini" comes back as "in the year ⟦1⟧", "Jepkemboi won" as "⟦1⟧-year-old won": the starter model does so to
every second masked name (counted on held-out sentences). Next to a mask that is no number such a word is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.engines.masks import FIRST_SIGN, MAX_ATOMS

if TYPE_CHECKING:
    from wirelocalize.engines.masks import Masked

_BEFORE = {"سال": r"years?|decades?", "ماه": r"months?", "دهه": r"decades?|\d0s", "دههٔ": r"decades?|\d0s"}
"""Before a mask: the word, and what in the source makes it right."""
_AFTER = frozenset({
    "ساله", "ساله‌ای", "سالگی", "سال", "کلن", "کلنه", "کلنې", "کلنۍ", "کلونو", "کاله", "کال", "مه",
    "نفر", "نفره", "نفری", "تن", "تنه", "درصد", "فیصد", "سلنه", "میلیون", "ملیون", "هزار", "زره",
    "کیلومتری", "کیلومتر", "کیلومتره", "ساعته", "ساعت", "دقیقه",
})  # fmt: skip
"""After a mask; nothing in a source makes these right."""
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
        if at and word[0] == signs[0] and words[at - 1] in _BEFORE:
            said = rf"\b(?:{_BEFORE[words[at - 1]]})\b"
            if not re.search(said, masked.words, re.IGNORECASE):
                dropped.add(at - 1)
        following = _PARTS.match(words[at + 1]) if at + 1 < len(words) and word[-1] == signs[-1] else None
        if following and following["word"] in _AFTER:
            dropped.add(at + 1)
            words[at] += following["end"]
    if not dropped:
        return text, alignment
    kept = [at for at in range(len(words)) if at not in dropped]
    rows = tuple(alignment[at] for at in kept) if len(alignment) == len(words) else ()
    return " ".join(words[at] for at in kept), rows
