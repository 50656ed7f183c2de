"""Language tags of exchange formats (TBX, TMX, spreadsheets) and the project's locale codes."""

from __future__ import annotations

_LOCALES = {
    "fa": ("fa", "fas", "per", "pes", "fa_ir", "fas_ir", "pes_ir", "pes_arab", "persian", "farsi"),
    "fa_AF": ("fa_af", "prs", "prs_af", "prs_arab", "fas_af", "per_af", "dari"),
    "ps": ("ps", "pus", "pbt", "pbu", "pst", "ps_af", "ps_pk", "pus_af", "pus_pk", "pbt_arab", "pashto"),
}
_BY_TAG = {tag: locale for locale, tags in _LOCALES.items() for tag in tags}


def locale_of(tag: str) -> str | None:
    """The project's locale for a language tag in any usual spelling; ``None`` if it is none of its languages.

    ``prs``, ``fa-AF`` and ``fa_AF`` are Dari, ``fas``, ``pes`` and ``fa-IR`` Persian, ``pus`` and ``pbt``
    Pashto (ISO 639-1, -2 and -3, BCP 47, gettext, and the codes of multilingual models).
    """
    return _BY_TAG.get(tag.strip().replace("-", "_").lower())


def is_english(tag: str) -> bool:
    """Whether a language tag is English of any region."""
    return tag.strip().replace("_", "-").lower().split("-")[0] in ("en", "eng")


def tag_of(locale: str) -> str:
    """The BCP 47 tag of a locale: ``fa_AF`` → ``fa-AF``."""
    return locale.replace("_", "-")
