"""A new workspace: a configuration file, the folders, the starter glossary, and what git should know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wirelocalize.errors import ConfigurationError
from wirelocalize.files import write_text
from wirelocalize.workspace import CONFIG_NAME

if TYPE_CHECKING:
    from pathlib import Path

_CONFIG = """\
# A wirelocalize workspace. Every key, with its default, is described in the manual's configuration page.
source_dir = "articles"
catalogue_dir = "locales"
output_dir = "public"
draft_dir = "drafts"
locales = [{locales}]

[outlet]
name = ""
url = ""

[publish]
formats = ["markdown", "html"]

[publish.policy.default]
min_reviewed = 1.0           # share of units a person must have reviewed before a text is published
must_review = ["headline"]   # roles that must be reviewed whatever the share
unreviewed = "machine"       # what stands for the rest: machine (with a notice), source, or withhold
"""

_IGNORE = """\
.wirelocalize/
/drafts/
"""

_ATTRIBUTES = """\
# Translators' branches join unit by unit; the manual's page on version control says how to set the driver up.
*.po                       text eol=lf merge=wirelocalize
*.pot                      text eol=lf merge=wirelocalize
locales/*/reviews.jsonl    text eol=lf merge=union
locales/glossary.tsv       text eol=lf merge=union
"""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What ``init`` made; existing files are never touched."""

    made: tuple[Path, ...]
    kept: tuple[Path, ...]


def create(root: Path, locales: tuple[str, ...]) -> Scaffold:
    """Make a workspace in ``root``.

    :raises ConfigurationError: ``root`` is a workspace already, or a locale is unknown.
    """
    from wirelocalize import glossary, languages

    codes = [languages.get(code).code for code in locales]
    if (root / CONFIG_NAME).exists():
        raise ConfigurationError("is a workspace already", path=root / CONFIG_NAME)
    contents = {
        root / CONFIG_NAME: _CONFIG.format(locales=", ".join(f'"{code}"' for code in codes)),
        root / "locales" / "glossary.tsv": glossary.starter(),
        root / "articles" / ".gitkeep": "",
        root / ".gitignore": _IGNORE,
        root / ".gitattributes": _ATTRIBUTES,
    }
    made, kept = [], []
    for path, text in contents.items():
        if path.exists():
            kept.append(path)
        else:
            write_text(path, text)
            made.append(path)
    return Scaffold(tuple(made), tuple(kept))
