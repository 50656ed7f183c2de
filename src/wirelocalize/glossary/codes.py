"""Language tags of exchange formats (TBX, TMX, spreadsheets) and the project's locale codes."""

from __future__ import annotations

from functools import lru_cache

from wirelocalize.errors import ConfigurationError

_PERSIAN = frozenset(("fa", "fas", "per"))


@lru_cache(maxsize=512)
def locale_of(tag: str) -> str | None:
    """The project's locale for a language tag in any usual spelling; ``None`` if it is none of its languages.

    ``prs``, ``fa-AF`` and ``fa_AF`` are Dari, ``fas``, ``pes`` and ``fa-IR`` Persian, ``pus``, ``pbt`` and
    ``ps-PK`` Pashto (ISO 639-1, -2 and -3, BCP 47, gettext, and the codes of multilingual models).
    """
    from wirelocalize.languages import get

    subtags = tag.strip().replace("_", "-").lower().split("-")
    afghan = "fa-af" if subtags[0] in _PERSIAN and "af" in subtags[1:] else ""
    for candidate in ("-".join(subtags), afghan, subtags[0] if len(subtags) > 1 else ""):
        if candidate:
            try:
                return get(candidate).code
            except ConfigurationError:
                continue
    return None


def is_english(tag: str) -> bool:
    """Whether a language tag is English of any region."""
    return tag.strip().replace("_", "-").lower().split("-")[0] in ("en", "eng")


def tag_of(locale: str) -> str:
    """The BCP 47 tag of a locale: ``fa_AF`` → ``fa-AF``."""
    return locale.replace("_", "-")
