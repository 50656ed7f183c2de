"""Addresses: links, e-mail, handles, hashtags, copied exactly."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from wirelocalize.checks import pieces
from wirelocalize.checks.model import Hit, Severity
from wirelocalize.checks.pieces import difference
from wirelocalize.checks.registry import case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirelocalize.checks.pair import Pair


_LINK = re.compile(pieces.LINK)
_URL = re.compile(pieces.URL)
_TAG = re.compile(pieces.TAG)
_EMAIL = re.compile(pieces.EMAIL)
_HANDLE = re.compile(pieces.HANDLE)
_HASHTAG = re.compile(pieces.HASHTAG)
_LANGUAGE_STEP = re.compile(
    r"(?<=/)(?:en|fa|prs|ps|fa-af|fa-ir|ps-af|persian|dari|pashto|english)(?=/|$)", re.IGNORECASE
)


def _addresses(pattern: re.Pattern[str], text: str, group: int = 0) -> Counter[str]:
    """Addresses in a text, with a language step of the path (``/en/``) folded."""
    return Counter(
        _LANGUAGE_STEP.sub("*", match.group(group).strip("<>").rstrip(".,:;!?'*_"))
        for match in pattern.finditer(text)
    )


@rule(
    "link-mismatch",
    Severity.ERROR,
    needs="]",
    reason="A reader who follows the link must reach the page that the article cites.",
    evidence="Weblate (md-link) checks the same.",
    catch=[
        case("fa", "[report](https://example.org/a)", "[گزارش](https://example.org/ب)"),
        case("ps", "See [the list](/docs/list).", "لېست وګورئ."),
    ],
    spare=[
        case("fa", "[report](https://example.org/en/a)", "[گزارش](https://example.org/fa/a)"),
        case("ps", "He (a lawyer) said [so].", "هغه (وکیل) [داسې] وویل."),
    ],
)
def link_mismatch(pair: Pair) -> Iterator[Hit]:
    """The target of a Markdown link or image is missing, altered or added."""
    if "](" in pair.source or "](" in pair.target:
        yield from difference(_addresses(_LINK, pair.source, 3), _addresses(_LINK, pair.target, 3), "link")


@rule(
    "url-mismatch",
    Severity.ERROR,
    reason="An address must be copied exactly, or it leads nowhere.",
    evidence="Weblate and Translate Toolkit (urls) check the same.",
    catch=[case("fa", "Visit https://example.org/help now.", "به https://example.org/hlp سر بزنید.")],
    spare=[
        case("fa", "Visit https://example.org/en/help.", "به https://example.org/fa/help سر بزنید."),
        case("ps", "See https://example.org/a.", "https://example.org/a وګورئ."),
        case("fa_AF", "See www.example.org, please.", "لطفاً www.example.org، را ببینید."),
    ],
)
def url_mismatch(pair: Pair) -> Iterator[Hit]:
    """A web address is missing, altered or added."""
    if (
        "http" not in pair.source
        and "http" not in pair.target
        and "www." not in pair.source
        and "www." not in pair.target
    ):
        return
    source, target = _LINK.sub(r"\2", pair.source), _LINK.sub(r"\2", pair.target)
    source, target = _TAG.sub(" ", source), _TAG.sub(" ", target)
    yield from difference(_addresses(_URL, source), _addresses(_URL, target), "address")


@rule(
    "email-mismatch",
    Severity.ERROR,
    needs="@",
    reason="Readers with a tip, often at some risk, must reach the right mailbox.",
    evidence="Translate Toolkit (emails) checks the same.",
    catch=[case("ps", "Write to tips@example.org.", "tip@example.org ته ولیکئ.")],
    spare=[case("ps", "Write to tips@example.org.", "tips@example.org ته ولیکئ.")],
)
def email_mismatch(pair: Pair) -> Iterator[Hit]:
    """An e-mail address is missing, altered or added."""
    if "@" in pair.source or "@" in pair.target:
        yield from difference(
            _addresses(_EMAIL, pair.source), _addresses(_EMAIL, pair.target), "e-mail address"
        )


@rule(
    "handle-mismatch",
    Severity.WARNING,
    needs="@",
    reason="A handle is an address: transliterated, it points to nobody, or to somebody else.",
    evidence="House rule; a name may stand for it where the source's handle serves as one, hence a warning.",
    catch=[case("fa", "Follow @IranWire.", "ایران‌وایر را دنبال کنید.")],
    spare=[case("fa", "Follow @IranWire.", "@IranWire را دنبال کنید."), case("ps", "a@b.org", "a@b.org")],
)
def handle_mismatch(pair: Pair) -> Iterator[Hit]:
    """A handle such as @name is missing, altered or added."""
    if "@" in pair.source or "@" in pair.target:
        source, target = (
            _EMAIL.sub(" ", _URL.sub(" ", pair.source)),
            _EMAIL.sub(" ", _URL.sub(" ", pair.target)),
        )
        yield from difference(_addresses(_HANDLE, source), _addresses(_HANDLE, target), "handle")


@rule(
    "hashtag-lost",
    Severity.WARNING,
    needs="#",
    reason="A hashtag may be translated where the language has its own, but it must stay a hashtag.",
    evidence="House rule.",
    catch=[case("fa", "The tag #MahsaAmini spread.", "مهسا امینی فراگیر شد.")],
    spare=[
        case("fa", "The tag #MahsaAmini spread.", "هشتگ #مهسا_امینی فراگیر شد."),
        case("ps", "The #1 song", "لومړۍ سندره"),
    ],
)
def hashtag_lost(pair: Pair) -> Iterator[Hit]:
    """The translation has fewer hashtags than the source."""
    if "#" in pair.source:
        wanted = len(_HASHTAG.findall(_URL.sub(" ", pair.source)))
        if len(_HASHTAG.findall(_URL.sub(" ", pair.target))) < wanted:
            yield Hit(f"the source has {wanted} hashtag(s); keep them with their # sign", "#")
