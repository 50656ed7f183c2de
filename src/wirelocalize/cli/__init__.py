"""The command line: parse, call, print. No logic lives here."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; stopped while it is still loading, it says nothing."""
    try:
        from wirelocalize.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


__all__ = ["main"]
