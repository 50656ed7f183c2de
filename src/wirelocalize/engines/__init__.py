"""Machine translation: engines, installed models, masks, quality gates."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wirelocalize.engines.card import Card
    from wirelocalize.engines.machine import Machine, Summary
    from wirelocalize.engines.model import Draft, Engine, Hypothesis, Request
    from wirelocalize.engines.store import Model, ModelStore, model_home

__all__ = [
    "Card",
    "Draft",
    "Engine",
    "Hypothesis",
    "Machine",
    "Model",
    "ModelStore",
    "Request",
    "Summary",
    "model_home",
]

_HOMES = {
    "Card": "card",
    "Machine": "machine",
    "Summary": "machine",
    "Draft": "model",
    "Engine": "model",
    "Hypothesis": "model",
    "Request": "model",
    "Model": "store",
    "ModelStore": "store",
    "model_home": "store",
}


def __getattr__(name: str) -> Any:
    """Load a public name's module when it is first asked for; the command line starts faster."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
