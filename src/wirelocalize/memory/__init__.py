"""Translation memory: exact and similar matches from reviewed units; TMX in and out."""

from wirelocalize.memory.base import Memory
from wirelocalize.memory.model import Match, MemoryUnit
from wirelocalize.memory.tmx import read as read_tmx
from wirelocalize.memory.tmx import write as write_tmx

__all__ = ["Match", "Memory", "MemoryUnit", "read_tmx", "write_tmx"]
