"""Markup and placeholders: what a translation must carry over exactly."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from wirelocalize.checks import pieces
from wirelocalize.checks.model import Hit, Severity
from wirelocalize.checks.pieces import difference
from wirelocalize.checks.registry import case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.checks.pair import Pair


_PLACEHOLDER = re.compile(pieces.PLACEHOLDER)
_PRINTF = re.compile(
    r"%(?:\d+\$)?[-+ 0#]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|L|z|j|t)?[diouxXeEfFgGaAcspn]|%%"
)
_TAG = re.compile(pieces.TAG)
_TAG_NAME = re.compile(r"<\s*(/?)\s*([A-Za-z][A-Za-z0-9-]*)(.*?)(/?)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]*)\s*(?:=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_FREE_ATTRIBUTES = frozenset({"alt", "title", "lang", "dir", "aria-label", "translate"})
_VOID = frozenset(
    {"br", "img", "hr", "input", "wbr", "source", "meta", "link", "area", "col", "embed", "track"}
)
_CODE = re.compile(pieces.CODE)


def _placeholders(text: str, printf: bool) -> Counter[str]:
    found = Counter(match.group() for match in _PLACEHOLDER.finditer(text))
    if printf:
        rest = _PLACEHOLDER.sub("", text)
        found.update(match.group() for match in _PRINTF.finditer(rest))
    return found


@rule(
    "placeholder-mismatch",
    Severity.ERROR,
    needs="{%$",
    reason="A placeholder is replaced by a name or number when the text is shown. Without it that is lost; "
    "altered, the "
    "program may fail.",
    evidence="Translate Toolkit and Weblate check the same; msgfmt -c for printf formats.",
    catch=[
        case("fa", "Welcome, {name}!", "خوش آمدید!"),
        case("ps", "%d articles", "مقالې", flags=("c-format",)),
        case("fa_AF", "%(count)s comments", "%(شمار)s نظر"),
    ],
    spare=[
        case("fa", "Welcome, {name}!", "{name}، خوش آمدید!"),
        case("ps", "%1$s by %2$s", "د %2$s له خوا %1$s", flags=("c-format",)),
        case("fa", "It fell 5% in May.", "در ماه مه ۵ درصد کاهش یافت."),
    ],
)
def placeholder_mismatch(pair: Pair) -> Iterator[Hit]:
    """A placeholder such as {name} or %(count)s is missing, altered or added."""
    printf = any(flag.endswith("-format") and not flag.startswith("no-") for flag in pair.flags)
    if (
        "{" in pair.source
        or "{" in pair.target
        or (("%" in pair.source or "%" in pair.target) and (printf or "%(" in pair.source))
    ):
        yield from difference(
            _placeholders(pair.source, printf), _placeholders(pair.target, printf), "placeholder"
        )


def _tags(text: str) -> Counter[str]:
    """Tags as ``<name attributes>`` without what may be translated."""
    found: Counter[str] = Counter()
    for match in _TAG.finditer(text):
        parts = _TAG_NAME.match(match.group())
        if parts is None:
            continue
        closing, name, rest, _ = parts.groups()
        attributes = sorted(
            f'{key.lower()}="{(value or "").strip(chr(34) + chr(39))}"'
            for key, value in _ATTRIBUTE.findall(rest)
            if key.lower() not in _FREE_ATTRIBUTES
        )
        if name.lower() != "bdi":  # a reader's aid that a translation may add
            found[f"<{closing}{' '.join([name.lower(), *attributes])}>"] += 1
    return found


@rule(
    "tag-mismatch",
    Severity.ERROR,
    needs="<",
    reason="Tags carry links, emphasis and line breaks. A lost or altered tag breaks the page; an added one "
    "may be unsafe.",
    evidence="Translate Toolkit (xmltags) and OmegaT (tag validation) check the same.",
    catch=[
        case("fa", "He <b>never</b> said so.", "او <b>هرگز چنین نگفت."),
        case("ps", 'See <a href="/a">this</a>.', '<a href="/b">دا</a> وګورئ.'),
        case("fa_AF", "He left.", "او رفت.<script>x</script>"),
    ],
    spare=[
        case("fa", 'A <img src="a.jpg" alt="street">', '<img src="a.jpg" alt="خیابان">'),
        case("ps", "<b>Kabul</b> and <i>Herat</i>", "<i>هرات</i> او <b>کابل</b>"),
        case("fa", "If a < b then", "اگر a < b آنگاه"),
        case("fa", "Google rose.", 'سهام <bdi lang="en">Google</bdi> بالا رفت.'),
    ],
)
def tag_mismatch(pair: Pair) -> Iterator[Hit]:
    """An HTML tag is missing, altered or added."""
    if "<" in pair.source or "<" in pair.target:
        yield from difference(_tags(pair.source), _tags(pair.target), "tag")


@rule(
    "tag-nesting",
    Severity.ERROR,
    needs="<",
    reason="Tags that overlap or close before they open show wrongly in browsers and break feeds.",
    evidence="HTML standard, 13.1.2.",
    catch=[case("fa", "<b><i>no</i></b>", "<b><i>نه</b></i>"), case("ps", "<b>no</b>", "</b>نه<b>")],
    spare=[case("fa", "<b><i>no</i></b>", "<i><b>نه</b></i>"), case("fa", "one<br>two", "یک<br>دو")],
)
def tag_nesting(pair: Pair) -> Iterator[Hit]:
    """HTML tags overlap or close in the wrong order."""
    if "<" not in pair.target:
        return
    stray = _misnested(pair.target)
    if stray and not _misnested(pair.source):
        yield Hit(f"the tag {stray} is not nested as it should be", stray)


def _misnested(text: str) -> str:
    """The first tag that closes nothing or the wrong thing; empty if all is well."""
    open_tags: list[str] = []
    for match in _TAG.finditer(text):
        parts = _TAG_NAME.match(match.group())
        if parts is None or parts[2].lower() in _VOID or parts[4]:
            continue
        if not parts[1]:
            open_tags.append(parts[2].lower())
        elif not open_tags or open_tags.pop() != parts[2].lower():
            return match.group()
    return ""


@rule(
    "code-mismatch",
    Severity.ERROR,
    needs="`",
    reason="Text between backquotes is typed or compared by machines.",
    evidence="CommonMark, 6.1 Code spans.",
    catch=[case("fa", "Run `make check` first.", "نخست `make بررسی` را اجرا کنید.")],
    spare=[case("fa", "Run `make check` first.", "نخست `make check` را اجرا کنید.")],
)
def code_mismatch(pair: Pair) -> Iterator[Hit]:
    """A code span is missing, altered or added."""
    if "`" in pair.source:
        wanted = Counter(match.group() for match in _CODE.finditer(pair.source))
        yield from difference(wanted, Counter(match.group() for match in _CODE.finditer(pair.target)), "code")


def _emphasis(text: str) -> tuple[Counter[int], int]:
    """Pairs of emphasis marks by length (1: ``*``, 2: ``**``, 3: both), and marks that CommonMark leaves standing."""
    text = re.sub(r"\\.", "\ufffc\ufffc", text)
    open_runs: list[tuple[str, int]] = []
    pairs: Counter[int] = Counter()
    stray = 0
    for match in re.finditer(r"\*+|_+", text):
        run = match.group()
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        opens, closes = _flanking(run[0], before, after)
        if closes and (run[0], len(run)) in open_runs:
            while open_runs[-1] != (run[0], len(run)):
                stray += 1
                open_runs.pop()
            open_runs.pop()
            pairs[len(run)] += 1
        elif opens:
            open_runs.append((run[0], len(run)))
        elif not (before.isspace() and after.isspace()) and not (
            run[0] == "_" and before.isalnum() and after.isalnum()
        ):
            stray += 1
    return pairs, stray + len(open_runs)


def _flanking(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of emphasis marks can open and can close, by the characters round it (CommonMark 6.2)."""
    before_space, after_space = before.isspace(), after.isspace()
    before_sign, after_sign = _is_punctuation(before), _is_punctuation(after)
    left = not after_space and (not after_sign or before_space or before_sign)
    right = not before_space and (not before_sign or after_space or after_sign)
    if mark == "_":
        return left and (not right or before_sign), right and (not left or after_sign)
    return left, right


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS" and character != pieces.BLANK


@rule(
    "emphasis-broken",
    Severity.ERROR,
    needs="*_",
    reason="A mark without its partner shows as an asterisk. Markdown also refuses a closing mark between a "
    "punctuation "
    "sign and a letter: in **«متن»**و the asterisks stay visible.",
    evidence="CommonMark, 6.2 Emphasis and strong emphasis.",
    catch=[
        case("fa", "This is **not** so.", "این **چنین نیست."),
        case("ps", "**“No”** and more", "**«نه»**او نور"),
    ],
    spare=[
        case("fa", "This is **not** so.", "این **چنین نیست**."),
        case("fa_AF", "2 * 3 = 6", "2 * 3 = 6"),
        case("ps", "snake_case_name", "snake_case_name"),
    ],
)
def emphasis_broken(pair: Pair) -> Iterator[Hit]:
    """An emphasis mark (* or _) has no partner or stands where Markdown does not accept it."""
    if "*" not in pair.target and "_" not in pair.target:
        return
    stray = _emphasis(pair.bare)[1]
    if stray > _emphasis(pair.source_bare)[1]:
        yield Hit(
            "an emphasis mark has no partner, or no space beside it, and would be shown to readers", "*"
        )


@rule(
    "emphasis-lost",
    Severity.WARNING,
    needs="*_",
    reason="The author's stress, and titles set in italics, should reach the reader.",
    evidence="Weblate checks the same for Markdown.",
    catch=[case("fa", "This is *not* so.", "این چنین نیست.")],
    spare=[case("fa", "This is *not* so.", "این چنین _نیست_."), case("ps", "Rated 5*", "۵ ستوري لري")],
)
def emphasis_lost(pair: Pair) -> Iterator[Hit]:
    """The translation has fewer emphasised passages than the source."""
    if "*" not in pair.source and "_" not in pair.source:
        return
    wanted, found = sum(_emphasis(pair.source_bare)[0].values()), sum(_emphasis(pair.bare)[0].values())
    if found < wanted and not _emphasis(pair.bare)[1]:
        yield Hit(f"the source emphasises {wanted} passage(s), the translation {found}", "*")
