"""What all stories share. The editors' habits are described once, with the catalogue's tests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

sys.path.append(str(Path(__file__).parents[1] / "catalogue"))


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """A story writes a thousand files; none of them has to survive a power cut."""
    with mock.patch("os.fsync"):
        yield
