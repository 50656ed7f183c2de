"""Registration of rules: a decorator, and the list of all of them in documentation order."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from wirelocalize.checks.model import Example, Rule, Scope, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wirelocalize.checks.model import Hit
    from wirelocalize.checks.pair import Pair

GROUPS: dict[str, str] = {
    "markup": "Markup and placeholders",
    "addresses": "Links, e-mail addresses, handles, hashtags",
    "layout": "Line breaks, edges, cells, headings",
    "content": "Content: is it all there, and nothing else",
    "language": "The right language",
    "figures": "Numbers, percentages and money",
    "dates": "Dates and calendars",
    "quotes": "Quotation marks and brackets",
    "letters": "Letters",
    "digits": "Digits and number signs",
    "punctuation": "Punctuation",
    "spacing": "Spaces, half-spaces and invisible characters",
    "variety": "Persian or Dari, Afghan or Peshawar Pashto: the right variety",
    "consistency": "The same thing the same way throughout an article",
    "terms": "The glossary",
}
"""Group name → title, in the order of the documentation; each is a module of ``checks.groups``."""

ALL = ()
PERSIAN = ("fa", "fa_AF")
DARI = ("fa_AF",)
IRANIAN = ("fa",)
PASHTO = ("ps",)
DIGITS = "0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"

_registered: dict[str, Rule] = {}


def case(
    language: str, source: str, target: str, *, context: str = "paragraph", flags: tuple[str, ...] = ()
) -> Example:
    """One unit as an example."""
    return Example(language, ((source, target),), context, flags)


def cases(language: str, *pairs: tuple[str, str]) -> Example:
    """Several consecutive units as one example."""
    return Example(language, pairs)


def rule(
    id: str,  # noqa: A002 - the field's own name
    severity: Severity,
    *,
    reason: str,
    evidence: str,
    catch: Iterable[Example],
    spare: Iterable[Example],
    languages: tuple[str, ...] = ALL,
    scope: Scope = Scope.UNIT,
    needs: str = "",
    mend: Callable[[Pair], str] | None = None,
) -> Callable[[Callable[[Any], Iterable[Hit]]], Callable[[Any], Iterable[Hit]]]:
    """Register the decorated function as a rule; its docstring's first line is the summary, its module the group."""

    def register(function: Callable[[Any], Iterable[Hit]]) -> Callable[[Any], Iterable[Hit]]:
        if id in _registered:
            raise ValueError(f"two rules are called {id}")
        summary = (function.__doc__ or "").strip().splitlines()[0].rstrip(".")
        group = function.__module__.rpartition(".")[2]
        _registered[id] = Rule(
            id,
            group,
            severity,
            scope,
            summary,
            reason,
            evidence,
            function,
            languages,
            tuple(catch),
            tuple(spare),
            frozenset(needs),
            mend,
        )
        return function

    return register


def rules() -> tuple[Rule, ...]:
    """All rules, grouped in documentation order, within a group as written."""
    for group in GROUPS:
        importlib.import_module(f"wirelocalize.checks.groups.{group}")
    order = list(GROUPS)
    return tuple(sorted(_registered.values(), key=lambda rule: order.index(rule.group)))
