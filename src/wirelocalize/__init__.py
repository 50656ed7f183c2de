"""Offline newsroom translation of English articles into Persian, Dari and Pashto."""

__version__ = "0.1.0"
