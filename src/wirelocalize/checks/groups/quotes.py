"""Quotation marks and brackets: who says what, from where to where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Hit, Scope, Severity
from wirelocalize.checks.registry import case, cases, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirelocalize.checks.pair import Pair

_MARK = re.compile('["“”„«»]')
_INCHES = re.compile(r"(?<=\d)[\"”](?=\s|$|\w)")


def _depth(text: str, before: int) -> tuple[int, int]:
    """Open speeches after a text that begins with ``before`` open ones, and how many marks it has.

    Straight marks open or close by their surroundings. A paragraph of a speech that goes on begins with an opening
    mark of its own, as English papers do; it opens nothing new.
    """
    depth = before
    marks = _MARK.findall(text)
    straight = marks.count('"')
    for match in _MARK.finditer(text):
        sign, at = match.group(), match.start()
        if sign == '"':
            opens = depth <= 0 and (straight % 2 == 0 or _opens(text, at))
            straight -= 1
        else:
            opens = sign in "“„«" or (
                sign == "”" and depth == 0 and "“" not in text and "„" not in text and _opens(text, at)
            )
        continued = before > 0 and depth == before and not text[:at].strip(" *_>")
        if continued and (opens or (sign == '"' and _opens(text, at))):
            continue
        depth += 1 if opens else -1
    return depth, len(marks)


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark at this place looks like an opening one."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isspace() and (before.isspace() or before in "([{*_—–-:،" or not at)


@rule(
    "quotes-unbalanced",
    Severity.WARNING,
    reason="A speech that is not closed runs on: the reader takes the reporter's words for the speaker's.",
    evidence="Balance is that of the source, over as many units as the speech takes; straight and curly "
    "marks count alike.",
    scope=Scope.BLOCK,
    catch=[
        case("fa", "He said “no”.", "گفت: «نه."),
        case("ps", 'He said "no" twice.', "هغه دوه ځله وویل نه»."),
        cases("fa", ("“No,” he said.", "گفت: «نه."), ("They left.", "آنها رفتند.")),
    ],
    spare=[
        cases("fa", ("“No. ", "«نه."), ("Never,” he said.", "او گفت: هرگز».")),
        cases("fa", ("“No. ", "او گفت: «نه."), ("Never,” he said.", "هرگز.»")),
        cases("fa_AF", ("“I was there. ", "من آن‌جا بودم."), ("I saw it,” she said.", "او گفت: «من دیدم.»")),
        case("ps", 'He said "no".', 'هغه وویل "نه".'),
        case("fa", 'It’s 5" long.', "طول آن ۵ اینچ است."),
        cases("fa", ("“First paragraph.", "«بند اول."), ("“Second paragraph.”", "«بند دوم.»")),
    ],
)
def quotes_unbalanced(pairs: Sequence[Pair]) -> Iterator[Hit]:
    """A speech is opened and not closed, or closed and not opened."""
    source_depth = target_depth = 0
    suspects: list[int] = []
    for index, pair in enumerate(pairs):
        if (
            not source_depth
            and not target_depth
            and not _MARK.search(pair.source)
            and not _MARK.search(pair.target)
        ):
            continue
        source_depth, _ = _depth(_INCHES.sub(" ", pair.source_bare), source_depth)
        before = target_depth
        target_depth, marks = _depth(pair.bare, target_depth)
        if target_depth != before or (marks and target_depth):
            suspects.append(index)
        if source_depth <= 0:
            if target_depth != min(source_depth, 0) and suspects:
                sign = "»" if target_depth > 0 else "«"
                yield Hit(
                    f"a speech has no {'closing' if target_depth > 0 else 'opening'} {sign}", at=suspects[-1]
                )
            source_depth = target_depth = 0
            suspects = []
    if (
        suspects
        and target_depth != source_depth
        and len(suspects) == 1
        and (target_depth < 0 or len(pairs) == 1)
    ):
        yield Hit("the quotation marks are not those of the source", at=suspects[-1])


@rule(
    "quote-lost",
    Severity.WARNING,
    needs='"“',
    reason="Without marks the reader cannot tell the speaker's words, or a word the reporter doubts, from "
    "the report.",
    evidence="House rule; indirect speech in place of direct is the translator's choice to confirm.",
    catch=[case("fa", "He said: “We will not leave this city.”", "گفت ما این شهر را ترک نمی‌کنیم.")],
    spare=[
        case("fa", "He said: “We will not leave.”", "گفت: «ما نمی‌رویم.»"),
        case("ps", "He said: “No.”", "هغه وویل نه."),
        case("fa_AF", "He said: “We will not leave.”", 'گفت: "ما نمی‌رویم."'),
    ],
)
def quote_lost(pair: Pair) -> Iterator[Hit]:
    """The source quotes several words, the translation has no quotation marks."""
    if '"' not in pair.source_bare and "“" not in pair.source_bare:
        return
    quoted = re.search(r"[\"“](\w+(?:\W+\w+){4,}?)\W{0,3}[\"”]", pair.source_bare)
    if quoted and not re.search("[\"“”„«»‹›‘’']", pair.target):
        yield Hit("the source quotes words; the translation has no quotation marks")


def _brackets(text: str) -> dict[str, int]:
    return {
        opening + closing: text.count(opening) - text.count(closing)
        for opening, closing in ("()", "[]", "{}", "‹›")
    }


@rule(
    "brackets-unbalanced",
    Severity.WARNING,
    needs="()[]{}‹›",
    reason="A bracket without its partner; brackets are stored in reading order and turn round by "
    "themselves on screen.",
    evidence="Unicode Bidirectional Algorithm, L4 (mirroring); Translate Toolkit (brackets) checks the same.",
    catch=[case("fa", "the UN (United Nations)", "سازمان ملل (متحد"), case("ps", "(Photo)", ")انځور(")],
    spare=[
        case("fa", "the UN (United Nations)", "سازمان ملل (متحد)"),
        case("fa", "1) first", "۱) نخست"),
        case("ps", "a smile :)", "موسکا :)"),
    ],
)
def brackets_unbalanced(pair: Pair) -> Iterator[Hit]:
    """A bracket has no partner although the source's have."""
    if not any(sign in pair.bare for sign in "()[]{}‹›"):
        return
    source = _brackets(pair.source_bare)
    text = pair.bare
    for name, surplus in _brackets(text).items():
        if surplus and surplus != source[name] and not (source[name] and surplus):
            yield Hit(f"the brackets {name} have no partner", name[0] if surplus > 0 else name[1])
            return
    if re.match(r"\s*\)[^()]*\([^()]*$", text) and not re.match(r"\s*\)", pair.source_bare):
        yield Hit("the brackets are the wrong way round: write ( first, then )", ")")


_STRAIGHT = re.compile('["“”„]')


@rule(
    "straight-quotes",
    Severity.WARNING,
    needs='"“”„',
    reason="The press of the region prints «…», and ‹…› inside it. Marks round a purely Latin title may "
    "stay.",
    evidence="CLDR 47 (fa, fa-AF); Pashto broadcasters and papers print « » too.",
    catch=[case("fa", "He said “no”.", 'او گفت "نه".'), case("ps", "He said “no”.", "هغه وویل “نه”.")],
    spare=[
        case("fa", "He said “no”.", "او گفت «نه»."),
        case("fa", "The “New York Times”", 'روزنامهٔ "The New York Times" نوشت'),
        case("ps", 'a 5" screen', "د ۵ اینچه پرده"),
    ],
    mend=lambda pair: pair.normalised('"“”„«»‹›'),
)
def straight_quotes(pair: Pair) -> Iterator[Hit]:
    """Straight or curly quotation marks in place of « »."""
    if not _STRAIGHT.search(pair.prose):
        return
    text = re.sub(r"[\"“„][\s\ue000,.!?&:'’-]*[\"”]|\d[\"”]", "", pair.prose)
    if _STRAIGHT.search(text):
        yield Hit("write « » (inside them ‹ ›)", _STRAIGHT.search(text).group())  # type: ignore[union-attr]
