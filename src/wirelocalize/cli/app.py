"""The Typer application: global options, the commands in the order of the work, errors in one line."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirelocalize import __version__
from wirelocalize.cli import console
from wirelocalize.errors import ExitCode, WirelocalizeError

if TYPE_CHECKING:
    from wirelocalize.workspace import Workspace

_GROUPS = ("run", "articles", "catalogues", "translate", "check", "publish", "memory", "glossary", "models")
"""The modules that add commands to :data:`app`, in the order of the help page."""

app = typer.Typer(
    name="wirelocalize",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass
class Options:
    """Global options of this call."""

    directory: Path
    quiet: bool = False

    def workspace(self) -> Workspace:
        """Open the workspace that ``-C`` names."""
        from wirelocalize.workspace import Workspace

        return Workspace.open(self.directory)


def _version(wanted: bool) -> None:
    if wanted:
        console.out(f"wirelocalize {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    directory: Annotated[
        Path, typer.Option("-C", metavar="DIR", help="Work in this workspace instead of here.")
    ] = Path(),
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no notes; results only.")
    ] = False,
    _show: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Translate English news articles into Persian, Dari and Pashto, offline, through PO files people review.

    The usual day:  wirelocalize add page.txt  |  wirelocalize run  |  (translators edit locales/**/*.po)  |
    wirelocalize run
    """
    context.obj = Options(directory, quiet)


def load_commands() -> None:
    """Import the command groups; each adds its commands to :data:`app`."""
    for group in _GROUPS:
        import_module(f"wirelocalize.cli.{group}")


def main() -> None:
    """Run the command line; every user's mistake ends in one line and a documented exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    load_commands()
    try:
        app()
    except WirelocalizeError as error:
        console.complain(error)
        sys.exit(error.exit_code)
    except OSError as error:
        if os.environ.get("WIRELOCALIZE_DEBUG"):
            raise
        console.note(f"wirelocalize: {error.filename or 'system'}: {error.strerror or error}")
        sys.exit(ExitCode.OUTPUT)
