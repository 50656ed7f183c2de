"""``python -m wirelocalize``: the same as the ``wirelocalize`` command."""

from wirelocalize.cli import main

main()
