"""The documentation of the rules, made from the rules themselves, so that the two cannot differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirelocalize.checks.model import Severity
from wirelocalize.checks.registry import GROUPS, rules
from wirelocalize.files import write_text
from wirelocalize.languages import get

if TYPE_CHECKING:
    from pathlib import Path

    from wirelocalize.checks.model import Example, Rule

_MEANING = {
    Severity.ERROR: "error: blocks publishing",
    Severity.WARNING: "warning: wants a look",
    Severity.INFO: "hint",
}
_INTRODUCTION = """\
# Checks

What `wirelocalize check` looks for, one page for each group. An **error** blocks publishing, a **warning** wants a
look, **info** is a hint. Rules marked *mends itself* are put right by `wirelocalize check --fix`.

To silence a rule for one entry, add a translator's comment to it in the PO file, for example
`# wirelocalize: ignore[number-mismatch]`; a group's name silences the group, `# wirelocalize: ignore` everything.

Correct text in Persian, Dari and Pashto must pass: the rules are run over 91,000 parallel sentences without one error.
A finding on a correct sentence is a fault of the rule; please report it.

| group | what it is about | rules |
|---|---|---|
"""


def pages() -> dict[str, str]:
    """File name → text of every page, ``README.md`` (the table of all rules) among them."""
    every = rules()
    texts = {}
    index = [_INTRODUCTION]
    for group, title in GROUPS.items():
        members = [rule for rule in every if rule.group == group]
        texts[f"{group}.md"] = _page(title, members)
        index.append(f"| [{group}]({group}.md) | {title} | {len(members)} |\n")
    index.append("\n| rule | severity | languages | mends itself | what it finds |\n|---|---|---|---|---|\n")
    for rule in every:
        languages = _languages(rule)
        mends = "yes" if rule.fixable else ""
        link = f"[{rule.id}]({rule.group}.md#{rule.id})"
        index.append(
            f"| {link} | {rule.severity.name.lower()} | {languages} | {mends} | {_cell(rule.summary)} |\n"
        )
    texts["README.md"] = "".join(index)
    return texts


def write(folder: Path) -> list[str]:
    """Write the pages that changed and return their names."""
    return [name for name, text in pages().items() if write_text(folder / name, text)]


def _languages(rule: Rule) -> str:
    return ", ".join(get(code).name for code in rule.languages) or "all"


def _page(title: str, members: list[Rule]) -> str:
    return f"# {title}\n\n" + "\n".join(_section(rule) for rule in members)


def _section(rule: Rule) -> str:
    facts = [f"**{_MEANING[rule.severity]}**", f"languages: {_languages(rule)}"]
    if rule.fixable:
        facts.append("mends itself")
    lines = [
        f"## {rule.id}",
        "",
        f"{rule.summary}.",
        "",
        " · ".join(facts),
        "",
        rule.reason,
        "",
        f"*Source:* {rule.evidence}",
        "",
    ]
    if rule.catch or rule.spare:
        lines += ["| | language | source | translation |", "|---|---|---|---|"]
        lines += [_row("found", example) for example in rule.catch]
        lines += [_row("right", example) for example in rule.spare]
        lines.append("")
    return "\n".join(lines)


def _row(kind: str, example: Example) -> str:
    shown = example.pairs[:2]
    source = "<br>".join(_cell(source) for source, _ in shown)
    target = "<br>".join(_cell(target) for _, target in shown)
    return f"| {kind} | {example.language} | {source} | {target} |"


def _cell(text: str) -> str:
    """Text safe in a table cell, with what cannot be seen named."""
    out = []
    for character in text:
        if character == "\n":
            out.append("⏎")
        elif character in "|<>*_`[]\\":
            out.append("\\" + character)
        elif character == "\u200c" or character.isprintable():
            out.append(character)
        else:
            out.append(f"⟨U+{ord(character):04X}⟩")
    return "".join(out).replace("  ", "⎵⎵").strip() or "⎵"
