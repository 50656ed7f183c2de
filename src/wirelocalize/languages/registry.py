"""Finding languages: every module of ``tables`` with a ``LANGUAGE`` is one; nothing is registered by hand."""

from __future__ import annotations

import importlib.util
import pkgutil
from functools import lru_cache
from typing import TYPE_CHECKING

from wirelocalize.errors import ConfigurationError
from wirelocalize.languages import tables
from wirelocalize.languages.model import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def discover(paths: Iterable[str]) -> dict[str, Language]:
    """Load every module in folders of language tables; names with a leading underscore are shared parts.

    :returns: code → language, in order of module names.
    :raises ConfigurationError: a module has no ``LANGUAGE``, or two claim one code or alias.
    """
    found: dict[str, Language] = {}
    for info in sorted(pkgutil.iter_modules(list(paths)), key=lambda info: info.name):
        if info.name.startswith("_"):
            continue
        spec = info.module_finder.find_spec(info.name, None)
        if spec is None or spec.loader is None:
            continue
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        language = getattr(module, "LANGUAGE", None)
        if not isinstance(language, Language):
            raise ConfigurationError("defines no LANGUAGE", path=spec.origin or info.name)
        if language.code in found:
            raise ConfigurationError(
                f"language {language.code} is defined twice", path=spec.origin or info.name
            )
        found[language.code] = language
    return found


def resolve(code: str, languages: Mapping[str, Language]) -> Language:
    """The language that ``code`` names, by code, BCP 47 tag or alias; case and ``-``/``_`` do not matter.

    :raises ConfigurationError: none does; the message lists the known codes.
    """
    wanted = _folded(code)
    for language in languages.values():
        if wanted in {_folded(language.code), _folded(language.bcp47)} | set(language.aliases):
            return language
    known = ", ".join(f"{language.code} ({language.name})" for language in languages.values())
    raise ConfigurationError(f"no language {code!r}", hint=f"known: {known}")


def _folded(code: str) -> str:
    """Lower case, hyphens for underscores, no encoding suffix (``fa_AF.UTF-8``)."""
    return code.strip().partition(".")[0].replace("_", "-").lower()


@lru_cache(maxsize=1)
def _known() -> dict[str, Language]:
    return discover(tables.__path__)


def all_languages() -> tuple[Language, ...]:
    """Every language of the package, in order of code."""
    return tuple(_known().values())


@lru_cache(maxsize=256)
def get(code: str) -> Language:
    """The language named by a code or alias: ``fa``, ``prs``, ``dari``, ``fa-AF``, ``pbt``, ``Pashto`` …

    :raises ConfigurationError: unknown; the message lists the known codes.
    """
    return resolve(code, _known())
