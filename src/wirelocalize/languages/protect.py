"""What language rules never touch: markup, addresses, code, masks and Latin runs, taken out and put back.

A protected run is replaced by one private-use character, so that rules still see that something stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTINEL = "\ue000"
"""Stands for a protected run while rules work; one that occurs in the text is itself protected."""

_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_TOKEN = rf"[{_LATIN}0-9\u0300-\u036f]+"
_ADDRESS = r"(?:https?|ftp)://|www\."
_JOINER = r"(?:[_.'’+/@:%=-]|&(?:amp|#39|#x27);|&(?![A-Za-z0-9#]+;))"
_WORD = rf"{_TOKEN}(?:{_JOINER}+(?!{_ADDRESS}){_TOKEN})*(?:\+\+?|#)?(?:\([{_LATIN}0-9+.,-]{{1,12}}\))?"

_QUANTITY = r"[0-9][0-9.,]*[ ](?:هزار|زره|می?لیون|می?لیارد|تریلیون|درصد|فیصد|سلنه|نفر|تن|کسان|د[ال]+ر|ډالر)"

LATIN_RUN = (
    # A word with a Latin letter (A320, F-16, COVID-19, C++) and the words after it, numbers included (iPhone
    # 15 Pro), but not a number that counts what follows (Google 12 میلیون).
    rf"(?=(?:[0-9]+{_JOINER}+(?!{_ADDRESS}))*[0-9]*[{_LATIN}]){_WORD}(?:[ ](?:&[ ])?(?!{_QUANTITY}|{_ADDRESS}){_WORD})*"
)

_PATTERNS = (
    SENTINEL,
    r"```.{0,4000}?```|``.{1,400}?``|`[^`\n]+`",  # code spans
    r"⟦[^⟦⟧\n]*⟧",  # masks
    r"<!--.{0,4000}?-->|</?[A-Za-z](?:\"[^\"<>]*\"|'[^'<>]*'|[^'\"<>])*>",  # tags, autolinks
    r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});",  # character references
    r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)",  # link targets
    r"\]\[[^\[\]\n]*\]",  # link references
    r"\[\^[^\[\]\s]+\]",  # footnote marks
    r"\\[!-/:-@\[-`{-~]",  # Markdown escapes
    r"\{[A-Za-z0-9_.:!]*\}|\{\{[^{}\n]*\}\}",  # placeholders of templates
    r"%\([A-Za-z_][A-Za-z0-9_]*\)[sdif]|%[sdif](?!\w)",  # and of formats
    r"(?:https?|ftp)://[^\s<>\"'«»‹›()\[\]،؛؟…]+(?<![.,;:!?])",
    r"(?:mailto|tel|geo|tg):[^\s<>\"«»()،؛]+(?<![.,;:!?])",
    r"www\.[^\s<>\"«»()\[\]،؛؟…]+(?<![.,;:!?])",
    rf"[A-Za-z0-9][A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{0,63}}@[{_LATIN}0-9-]+(?:\.[{_LATIN}0-9-]+)+",  # e-mail
    r"(?<![\w&\u064b-\u0655])[@#]\w(?:[\w\u200c]*\w)?",  # handles, hashtags
    LATIN_RUN,
)

PROTECTED = re.compile("|".join(_PATTERNS), re.DOTALL)
"""Matches one protected run."""

_CAN_HOLD = re.compile(rf"[{_LATIN}`⟦<&\]\[\\{{%@#{SENTINEL}]")


@dataclass(frozen=True, slots=True)
class Shielded:
    """Text with its protected runs taken out.

    :param text: the text with one :data:`SENTINEL` for each run.
    :param runs: the runs, in order.
    """

    text: str
    runs: tuple[str, ...] = ()

    def restore(self, text: str) -> str:
        """Put the runs back into a version of ``text`` that kept every sentinel, in order."""
        if not self.runs:
            return text
        pieces = text.split(SENTINEL)
        if len(pieces) != len(self.runs) + 1:
            raise ValueError("a rule dropped or added a protected run")
        woven = [pieces[0]]
        for run, piece in zip(self.runs, pieces[1:], strict=True):
            woven += (run, piece)
        return "".join(woven)


def shield(text: str) -> Shielded:
    """Take the protected runs out of ``text``."""
    if not _CAN_HOLD.search(text):
        return Shielded(text)
    runs: list[str] = []

    def take(match: re.Match[str]) -> str:
        runs.append(match[0])
        return SENTINEL

    return Shielded(PROTECTED.sub(take, text), tuple(runs))


def protected_spans(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every protected run of ``text``, in order."""
    return [match.span() for match in PROTECTED.finditer(text)] if _CAN_HOLD.search(text) else []
