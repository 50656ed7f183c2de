"""Print the manual's page of commands, made from the commands' own help (``make docs`` writes it)."""

from __future__ import annotations

import re
import sys

import typer
from typer.cli import get_docs_for_click

from wirelocalize.cli.app import app, load_commands


def page() -> str:
    """The page as Markdown; a help's example lines stand in a code block."""
    load_commands()
    command = typer.main.get_command(app)
    text = get_docs_for_click(
        obj=command, ctx=typer.Context(command, info_name="wirelocalize"), name="wirelocalize"
    )
    text = re.sub(
        r"^(Example: .*(?:\n +\S.*)*)$", lambda m: f"```console\n{_dedent(m[1])}\n```", text, flags=re.M
    )
    text = re.sub(r"[\b]", "", text)  # help pages' mark for lines that stay apart
    text = re.sub(r"\n{3,}", "\n\n", text)
    text = re.sub(r"^.*`--(?:install|show)-completion`.*\n", "", text, flags=re.M)
    return (
        "# Commands\n\nMade from the commands' own help; every one has `--help`. "
        "[Exit codes](exit-codes.md) are the same for all.\n\n" + text.strip() + "\n"
    )


def _dedent(example: str) -> str:
    lines = example.removeprefix("Example:").splitlines()
    return "\n".join(line.strip() for line in lines)


if __name__ == "__main__":
    sys.stdout.write(page())
