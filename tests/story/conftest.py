"""The editors' habits are described once, with the catalogue's tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "catalogue"))
