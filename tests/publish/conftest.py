"""Fixtures of the publishing tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from publish_newsroom import ALL_FORMATS, CLINIC, Newsroom


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    room = Newsroom(tmp_path)
    room.configure(ALL_FORMATS)
    room.article("clinic.md", CLINIC)
    return room
