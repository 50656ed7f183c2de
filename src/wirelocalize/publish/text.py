"""One article in one locale: read what is there, decide, render."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirelocalize.checks.model import Severity
from wirelocalize.publish.compose import compose
from wirelocalize.publish.guard import clean_value
from wirelocalize.publish.manifest import output_file
from wirelocalize.publish.model import Outcome, Reason, Shown
from wirelocalize.publish.policy import Decision, decide, unit_states
from wirelocalize.publish.writers import html, markdown, ninjs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from wirelocalize.articles.model import Article
    from wirelocalize.catalogue.model import Catalogue, Entry
    from wirelocalize.checks.model import Finding
    from wirelocalize.languages.model import Language
    from wirelocalize.publish.compose import Edition
    from wirelocalize.publish.model import OutputFile
    from wirelocalize.publish.settings import Settings
    from wirelocalize.publish.writers.context import WriteContext
    from wirelocalize.segments.model import Key, Unit

WRITERS: Mapping[str, Callable[[Edition, WriteContext, str], bytes]] = {
    "markdown": markdown.write,
    "html": html.write,
    "ninjs": ninjs.write,
    "ninjs-superdesk": ninjs.write_superdesk,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A text that has been looked at.

    :param edition: absent where nothing is to be written.
    :param checks: findings by severity; ``rules``: by rule id; ``errors``: the errors themselves.
    """

    decision: Decision
    edition: Edition | None = None
    checks: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, int] = field(default_factory=dict)
    errors: tuple[Finding, ...] = ()
    engines: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()


def judge(
    settings: Settings,
    article: Article,
    units: Sequence[Unit],
    language: Language,
    source_sha256: str,
    *,
    has_catalogue: bool,
) -> Judged:
    """Apply the locale's policy to the article's catalogue and compose the edition it allows.

    :raises WirelocalizeError: the catalogue cannot be read or holds what cannot be made harmless.
    """
    from wirelocalize import catalogue as room

    if not has_catalogue:
        reason = Reason("no-catalogue", "there is no catalogue; run sync")
        return Judged(Decision(Outcome.WITHHELD, (reason,), {}, {}))
    path = settings.workspace.catalogue_path(article.slug, language.code)
    catalogue = room.read(path)
    entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
    wanted = {unit.key for unit in units}
    used = {key: entry for key, entry in entries.items() if key in wanted}
    findings = [f for f in _findings(settings, catalogue, language, path) if (f.context, f.source) in wanted]
    states = {key: room.state(entry) for key, entry in used.items()}
    decision = decide(
        unit_states((u.key for u in units), used, states, findings),
        settings.workspace.config.publish.policy_for(language.code),
    )
    engines = _engines(used, decision)
    reviewers = _reviewers(settings, article.slug, language.code)
    edition = None
    if decision.outcome is not Outcome.WITHHELD:
        edition = compose(
            article,
            units,
            {key: entry.target for key, entry in used.items()},
            decision,
            language,
            source_sha256=source_sha256,
            engines=engines,
            reviewers=reviewers,
            timezone=settings.timezone(language.code),
        )
    severities = Counter(f.severity for f in findings)
    return Judged(
        decision,
        edition,
        {severity.name.lower(): severities[severity] for severity in sorted(Severity, reverse=True)},
        dict(sorted(Counter(f.rule for f in findings).items())),
        tuple(f for f in findings if f.severity is Severity.ERROR),
        engines,
        reviewers,
    )


def _findings(settings: Settings, catalogue: Catalogue, language: Language, path: Path) -> list[Finding]:
    """What the checks find, without what the workspace switched off or has accepted."""
    from wirelocalize.checks import baseline, check

    found = check(
        catalogue,
        language,
        file=settings.relative(path),
        glossary=settings.glossary,
        ignore=settings.workspace.config.checks.ignore,
    )
    return baseline.without(found, settings.accepted) if settings.accepted else found


def _engines(entries: Mapping[Key, Entry], decision: Decision) -> tuple[str, ...]:
    """Engines whose drafts stand in the text or were its starting point; local paths in a signature are cut off."""
    found = {
        entry.origin.signature
        for key, entry in entries.items()
        if entry.origin is not None
        and entry.origin.kind == "mt"
        and decision.shown.get(key) is not Shown.SOURCE
    }
    return tuple(sorted({public_signature(signature) for signature in found}))


def public_signature(signature: str) -> str:
    """An engine's signature without folders of the machine it ran on."""
    words = clean_value(signature).split()
    return " ".join(
        word.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] if _is_path(word) else word for word in words
    )


def _is_path(word: str) -> bool:
    """Whether a word of a signature is a path of a machine (``ct2/4.8`` is not)."""
    return word.startswith(("/", "~", "\\", ".")) or ":\\" in word or ":/" in word or word.count("/") > 1


def _reviewers(settings: Settings, slug: str, code: str) -> tuple[str, ...]:
    """Names from the review record, only where the workspace says that they may be published."""
    if not settings.workspace.config.publish.credit_reviewers:
        return ()
    from wirelocalize.catalogue import Reviews

    record = Reviews.load(settings.workspace.reviews_path(code))
    names = {clean_value(review.by.split("<")[0]) for review in record.known if review.article == slug}
    return tuple(sorted(names - {""}))


def render(
    edition: Edition, context: WriteContext, paths: Mapping[str, str]
) -> list[tuple[OutputFile, bytes]]:
    """The edition's files in the formats asked for."""
    files = []
    for name, path in paths.items():
        data = WRITERS[name](edition, context, path)
        files.append((output_file(name, path, data), data))
    return files
