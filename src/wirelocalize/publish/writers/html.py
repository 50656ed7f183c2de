"""A complete page per edition: readable offline, right to left, asking nothing of the network, honest about itself."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

from wirelocalize.errors import ConfigurationError
from wirelocalize.publish.labels import labels_for
from wirelocalize.publish.model import Outcome, Shown
from wirelocalize.publish.sanitise import isolate
from wirelocalize.publish.writers import jsonld

if TYPE_CHECKING:
    from pathlib import Path

    import jinja2

    from wirelocalize.publish.compose import Edition
    from wirelocalize.publish.writers.context import WriteContext


def write(edition: Edition, context: WriteContext, path: str) -> bytes:
    """The page at ``path``.

    :raises ConfigurationError: the workspace's own template is wrong.
    """
    import jinja2

    environment = _environment(context.templates)
    try:
        text = environment.get_template("page.html").render(page=_page(edition, context, path))
    except jinja2.TemplateError as exc:
        where = getattr(exc, "filename", None) or (
            context.templates / "page.html" if context.templates else None
        )
        raise ConfigurationError(
            f"the page template is wrong: {exc}", path=where, line=getattr(exc, "lineno", None)
        ) from exc
    return text.encode("utf-8")


@cache
def _environment(templates: Path | None) -> jinja2.Environment:
    """Templates of the workspace first, then ours (as ``page.html`` and, to extend, ``default/page.html``)."""
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    ours = jinja2.PackageLoader("wirelocalize.publish", "data")
    loaders: list[jinja2.BaseLoader] = [jinja2.FileSystemLoader(templates)] if templates else []
    loaders += [ours, jinja2.PrefixLoader({"default": ours})]
    return ImmutableSandboxedEnvironment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )


@cache
def _css() -> tuple[str, str]:
    """The style sheet and the content security policy that allows it and nothing else."""
    text = (resources.files("wirelocalize.publish") / "data" / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return text, (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )


def notices(edition: Edition, outcome: Outcome) -> list[str]:
    """What a reader must be told before reading, in the page's language."""
    labels = labels_for(edition.language.code)
    kinds = edition.kinds
    found = [labels.draft] if outcome is not Outcome.PUBLISHED else []
    if Shown.UNREVIEWED in kinds:
        found.append(labels.partial if len(kinds) > 1 else labels.machine)
    if Shown.SOURCE in kinds:
        found.append(labels.english)
    return found


def _page(edition: Edition, context: WriteContext, path: str) -> dict[str, Any]:
    """The template's ``page``: see docs/pipeline.md for the meaning of each name."""
    from markupsafe import Markup

    def shown(text: str, kind: Shown) -> Markup:
        safe = Markup(escape(text) if kind is Shown.SOURCE else isolate(text))  # noqa: S704 - escaped by either
        return Markup('<span class="unreviewed">{}</span>').format(safe) if _marks(edition, kind) else safe

    css, policy = _css()
    siblings = [
        {
            "lang": language.bcp47,
            "dir": language.direction,
            "name": language.native_name,
            "href": context.href(at, path),
        }
        for code, (language, at) in sorted(context.siblings.items())
        if code != edition.language.code
    ]
    own = {"lang": edition.language.bcp47, "href": context.href(path, path)}
    published = context.outcome is Outcome.PUBLISHED
    original = [{"lang": "en", "href": edition.source_url}] if edition.source_url else []
    return {
        "lang": edition.language.bcp47,
        "dir": edition.language.direction,
        "policy": policy,
        "css": Markup(css),  # noqa: S704 - our own file
        "labels": labels_for(edition.language.code),
        "indexable": published and Shown.UNREVIEWED not in edition.kinds,
        "title": edition.title,
        "title_html": shown(edition.title, edition.title_shown),
        "title_lang": "en" if edition.title_shown is Shown.SOURCE else "",
        "show_title": "<h1" not in edition.html,
        "description": edition.description,
        "description_html": shown(edition.description, edition.description_shown)
        if edition.description
        else "",
        "description_lang": "en" if edition.description_shown is Shown.SOURCE else "",
        "author": edition.author,
        "date": edition.date,
        "dateline": edition.dateline,
        "outlet": context.outlet.name,
        "notices": notices(edition, context.outcome),
        "reviewed": published and edition.kinds == {Shown.REVIEWED},
        "reviewers": "، ".join(edition.reviewers),
        "source_url": edition.source_url,
        "alternates": [own, *siblings, *original] if published else [],
        "siblings": siblings,
        "json_ld": Markup(jsonld.text(edition, context, path)),  # noqa: S704 - escaped there
        "captions": [
            {"html": shown(caption, kind), "lang": "en" if kind is Shown.SOURCE else ""}
            for caption, kind in edition.captions
        ],
        "body": Markup(edition.html),  # noqa: S704 - sanitised
    }


def _marks(edition: Edition, kind: Shown) -> bool:
    """Whether a part of this kind is marked (a text that is unreviewed throughout says so once)."""
    return kind is Shown.UNREVIEWED and len(edition.kinds) > 1
