"""String values of a YAML (or JSON) front matter with their exact ranges, from ruamel.yaml's node marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wirelocalize.articles.values import FrontMatterError, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t\r\n]+)+")
_MAX_CHARS = 128 * 1024


def parse_yaml(text: str, shift: int, keys: tuple[str, ...]) -> tuple[Any, list[Value]]:
    """Data, and the wanted string values with ranges moved by ``shift``.

    :raises FrontMatterError: not YAML, or far too large or deep to be front matter.
    """
    if len(text) > _MAX_CHARS:
        raise FrontMatterError("front matter is too large")
    root = compose(text)
    if root is None:
        return None, []
    data = _construct(root)
    values: dict[int, Value] = {}
    for key in keys:
        for path, node in _select(root, key):
            start, end = scalar_range(node, text)
            if node.tag.rsplit(":", 1)[-1] in ("null", "bool", "binary"):
                continue
            style = STYLES.get(node.style, "plain")
            values.setdefault(start, Value(path, shift + start, shift + end, str(node.value), style))
    return data, list(values.values())


def compose(text: str) -> Any:
    """The node tree.

    :raises FrontMatterError: no YAML.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = True
    try:
        return yaml.compose(text)
    except YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        message = str(getattr(exc, "problem", "") or exc).split("\n", 1)[0]
        raise FrontMatterError(
            f"front matter is not valid YAML: {message}", mark.line if mark else 0
        ) from exc
    except (ValueError, RecursionError, IndexError, AttributeError, TypeError, AssertionError) as exc:
        raise FrontMatterError("front matter is not valid YAML") from exc


def _construct(root: Any) -> Any:
    """Plain Python data of a node tree; values a constructor refuses become their text."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = True
    try:
        return yaml.constructor.construct_document(root)
    except Exception:  # noqa: BLE001 - constructors raise whatever a value's own conversion raises
        pairs = root.value if root.id == "mapping" else []
        return {str(k.value): v.value for k, v in pairs if k.id == v.id == "scalar"}


def scalar_range(node: Any, text: str) -> tuple[int, int]:
    """A scalar's range without its anchor or tag and without trailing line ends."""
    start, end = node.start_mark.index, node.end_mark.index
    properties = _PROPERTIES.match(text, start, end)
    if properties:
        start = properties.end()
    if node.style in ("|", ">"):
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
    return start, end


def _select(node: Any, key: str) -> Iterator[tuple[str, Any]]:
    """Scalars at a key path; ``[]`` means every item of a list."""
    steps = re.findall(r"\[\]|[^.\[\]]+", key)
    level = [("", node)]
    for step in steps:
        following: list[tuple[str, Any]] = []
        for path, parent in level:
            if step == "[]" and parent.id == "sequence":
                following += [(f"{path}[{i}]", child) for i, child in enumerate(parent.value)]
            elif step != "[]" and parent.id == "mapping":
                name = f"{path}.{step}" if path else step
                following += [(name, v) for k, v in parent.value if k.id == "scalar" and k.value == step]
        level = following
    return ((path, found) for path, found in level if found.id == "scalar")
