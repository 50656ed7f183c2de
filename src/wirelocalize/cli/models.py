"""``models``: which engines there are, and getting others."""

from __future__ import annotations
