"""The Typer application: global options, the commands in the order of the work, errors in one line."""

from __future__ import annotations

import inspect
import os
import re
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

READER_GONE = 141
"""Exit code when whoever reads the output has gone (``| head``), as shells number it."""
FAULT = 70
"""Exit code of a fault of the program itself."""

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
        bool, typer.Option("--quiet", "-q", help="No progress bars; results, warnings and errors only.")
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
    groups = [item.typer_instance for item in app.registered_groups if item.typer_instance]
    for command in (command for part in (app, *groups) for command in part.registered_commands):
        if command.callback is not None:
            # \b keeps the lines of the examples apart, which help pages would else fill like a paragraph
            text = inspect.cleandoc(command.callback.__doc__ or "")
            command.help = text.replace("\n\nExample:", "\n\n\b\nExample:")


def main() -> None:
    """Run the command line; every user's mistake ends in one line and a documented exit code."""
    _prepare_streams()
    code = _call()
    if code == ExitCode.INTERRUPTED:
        # Python would end itself by SIGINT, whatever sys.exit says, if the interrupt passed through an exec() of text
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _prepare_streams() -> None:
    """UTF-8 whatever the locale says; a stream that was closed (``>&-``) swallows what is written to it."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _call() -> int:
    """Run the application once; the exit code."""
    try:
        load_commands()
        code = app(standalone_mode=False)
        console.flush()
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except Exception as error:
        if os.environ.get("WIRELOCALIZE_DEBUG"):
            raise
        return _explain(error)
    if code == ExitCode.INTERRUPTED:
        console.note("wirelocalize: stopped; nothing is lost, and the same command goes on from here")
    return int(code or 0)


def _explain(error: Exception) -> int:
    """Say in one line what went wrong; the exit code that goes with it."""
    if isinstance(error, WirelocalizeError):
        console.complain(error)
        return error.exit_code
    if isinstance(error, console.ReaderGoneError):
        console.discard_output()
        return READER_GONE
    if isinstance(error, typer.TyperException):
        return _wrong_usage(error)
    if isinstance(error, OSError):
        console.note(f"wirelocalize: {error.filename or 'standard output'}: {error.strerror or error}")
        console.discard_output()
        return ExitCode.OUTPUT
    text = " ".join(f"{type(error).__name__}: {error}".split())
    console.note(
        f"wirelocalize: a fault of the program, not yours: {text} "
        "(run it again with WIRELOCALIZE_DEBUG=1 and report what it prints)"
    )
    return FAULT


def _wrong_usage(error: typer.TyperException) -> int:
    """One line for a wrong command line; the help page where a command was left out."""
    message = str(getattr(error, "format_message", lambda: error)())
    place = getattr(error, "ctx", None)
    if place is not None and message == place.get_help():
        console.note(message)
        return ExitCode.USAGE
    message = " ".join(message.split()).rstrip(".")
    hint = f"{place.command_path if place else 'wirelocalize'} --help"
    if re.search(r"no such option: (-C|-q|--quiet)\b", message, re.IGNORECASE):
        hint = "-C and -q stand before the command: wirelocalize -q run"
    console.note(f"wirelocalize: {message[:1].lower()}{message[1:]} ({hint})")
    return ExitCode.USAGE
