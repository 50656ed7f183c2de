"""What runs where: the steps as the command line runs them, over the articles and locales of a workspace."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wirelocalize.batch.articles import add_page, identical, open_article
    from wirelocalize.batch.job import Failure, Job, exit_code
    from wirelocalize.batch.pipeline import RunReport, run
    from wirelocalize.batch.publishing import publish
    from wirelocalize.batch.shards import Shard
    from wirelocalize.batch.surveying import StatusReport, status
    from wirelocalize.batch.syncing import SyncReport, sync
    from wirelocalize.batch.translating import TranslateReport, translate

__all__ = [
    "Failure",
    "Job",
    "RunReport",
    "Shard",
    "StatusReport",
    "SyncReport",
    "TranslateReport",
    "add_page",
    "exit_code",
    "identical",
    "open_article",
    "publish",
    "run",
    "status",
    "sync",
    "translate",
]

_HOMES = {
    "Failure": "job",
    "Job": "job",
    "RunReport": "pipeline",
    "Shard": "shards",
    "StatusReport": "surveying",
    "SyncReport": "syncing",
    "TranslateReport": "translating",
    "add_page": "articles",
    "exit_code": "job",
    "identical": "articles",
    "open_article": "articles",
    "publish": "publishing",
    "run": "pipeline",
    "status": "surveying",
    "sync": "syncing",
    "translate": "translating",
}


def __getattr__(name: str) -> Any:
    """Load a step when it is first asked for, so that a command imports only what it needs."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
