"""Parts of an article that an author has excluded: ``<!-- translate:off -->`` … ``<!-- translate:on -->``."""

from __future__ import annotations

import re

_SWITCH = re.compile(r"<!--[ \t\r\n]{0,20}translate:[ \t]?(off|on)[ \t\r\n]{0,20}-->", re.IGNORECASE)


def excluded_regions(source: str) -> list[tuple[int, int]]:
    """Ranges from each ``off`` to the next ``on`` or the end of the file."""
    regions: list[tuple[int, int]] = []
    start = -1
    for switch in _SWITCH.finditer(source):
        if switch[1].lower() == "off":
            start = switch.start() if start < 0 else start
        elif start >= 0:
            regions.append((start, switch.end()))
            start = -1
    if start >= 0:
        regions.append((start, len(source)))
    return regions
