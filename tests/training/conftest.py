"""The recipe lies beside the package, in ``training/``."""

from __future__ import annotations

import sys
from pathlib import Path

TRAINING = Path(__file__).parents[2] / "training"
if not TRAINING.is_dir():
    collect_ignore_glob = ["test_*.py"]  # a package of the sources without the recipe
elif str(TRAINING) not in sys.path:
    sys.path.insert(0, str(TRAINING))
