"""Publishing: what may go out, written so that an importer can trust it.

:func:`publish` applies the policies and writes editions (Markdown, HTML, ninjs), feeds and the manifest;
:mod:`.manifest` reads the manifest and tells what an importer has to fetch.
"""

from wirelocalize.publish import feed, manifest
from wirelocalize.publish.manifest import Changes, Manifest, TextEntry, Tombstone, changed_since
from wirelocalize.publish.model import Failure, Outcome, OutputFile, PublishReport, Reason, TextResult
from wirelocalize.publish.run import publish

__all__ = [
    "Changes",
    "Failure",
    "Manifest",
    "Outcome",
    "OutputFile",
    "PublishReport",
    "Reason",
    "TextEntry",
    "TextResult",
    "Tombstone",
    "changed_since",
    "feed",
    "manifest",
    "publish",
]
