"""``check``: the rules over catalogues of a workspace, or over any PO files."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize import catalogue, checks
from wirelocalize.batch.job import Failure, Job
from wirelocalize.catalogue.model import State
from wirelocalize.errors import CatalogueError, ConfigurationError, WirelocalizeError
from wirelocalize.files import locked
from wirelocalize.glossary import Glossary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirelocalize.catalogue.model import Catalogue, Entry
    from wirelocalize.checks import Finding
    from wirelocalize.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How to check.

    :param select: rule ids or groups to run; empty: all. ``ignore``: those to leave out.
    :param reviewed_only: leave out what nobody has reviewed yet.
    :param language: for files whose header names none.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    reviewed_only: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found.

    :param files: number of catalogues checked.
    :param accepted: findings that the baseline covers, not among ``findings``.
    """

    findings: tuple[Finding, ...]
    files: int
    accepted: int = 0
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Mended:
    """What ``--fix`` did: number of translations mended, and files that could not be."""

    texts: int = 0
    failures: tuple[Failure, ...] = ()


def check(job: Job, options: CheckOptions, *, with_known: bool = False) -> CheckReport:
    """Check the catalogues of a job, with the workspace's glossary, switched-off rules and baseline.

    :param with_known: report also what the baseline accepts, to write it anew.
    """
    workspace = job.workspace
    settings = workspace.config.checks
    options = dataclasses.replace(options, ignore=(*options.ignore, *settings.ignore))
    found = _check(_catalogues(job, options), options, Glossary.load(workspace.glossary_path), workspace.root)
    if with_known or not settings.baseline:
        return found
    known = checks.baseline.read(workspace.root / settings.baseline)
    left = checks.baseline.without(found.findings, known)
    return dataclasses.replace(found, findings=tuple(left), accepted=len(found.findings) - len(left))


def check_files(
    paths: Iterable[Path], options: CheckOptions, workspace: Workspace | None = None
) -> CheckReport:
    """Check any PO files, also of other projects; with a workspace's glossary if there is one."""
    glossary = Glossary.load(workspace.glossary_path) if workspace else Glossary()
    return _check(((path, options.language) for path in paths), options, glossary, Path.cwd())


def write_baseline(workspace: Workspace, findings: Iterable[Finding]) -> Path:
    """Accept what is found now, so that only new findings are reported.

    :raises ConfigurationError: the workspace names no baseline file.
    """
    name = workspace.config.checks.baseline
    if not name:
        raise ConfigurationError(
            "no baseline file", hint='set baseline = "locales/baseline.json" under [checks]'
        )
    checks.baseline.write(workspace.root / name, findings)
    return workspace.root / name


def fix(job: Job, options: CheckOptions, *, reviewed: bool = False) -> Mended:
    """Apply safe fixes to the drafts of a job; with ``reviewed``, to reviewed texts as well.

    A catalogue that cannot be read or written does not stop the rest. Rules that the workspace switches off mend
    nothing.
    """
    settings = job.workspace.config.checks
    options = dataclasses.replace(options, ignore=(*options.ignore, *settings.ignore))
    with locked(job.workspace.lock_path):
        return _fix_all(_catalogues(job, options), options, job.workspace.root, reviewed=reviewed)


def fix_files(paths: Iterable[Path], options: CheckOptions, *, reviewed: bool = False) -> Mended:
    """Apply safe fixes to any PO files; see :func:`fix`."""
    return _fix_all(((path, options.language) for path in paths), options, Path.cwd(), reviewed=reviewed)


def _fix_all(
    paths: Iterable[tuple[Path, str]], options: CheckOptions, root: Path, *, reviewed: bool
) -> Mended:
    texts = 0
    failures = []
    for path, language in paths:
        try:
            texts += _fix(path, dataclasses.replace(options, language=language), reviewed=reviewed)
        except ConfigurationError:
            raise
        except WirelocalizeError as error:
            failures.append(Failure.of(_shown(path, root), error))
    return Mended(texts, tuple(failures))


def _catalogues(job: Job, options: CheckOptions) -> Iterator[tuple[Path, str]]:
    """The job's catalogues, each with the language to take where its header names none: its folder's."""
    for slug in job.articles():
        for language in job.locales():
            path = job.workspace.catalogue_path(slug, language.code)
            if path.exists():
                yield path, options.language or language.code


def _check(
    paths: Iterable[tuple[Path, str]], options: CheckOptions, glossary: Glossary, root: Path
) -> CheckReport:
    findings: list[Finding] = []
    failures: list[Failure] = []
    number = 0
    for path, language in paths:
        name = _shown(path, root)
        try:
            findings += checks.check(
                catalogue.read(path),
                language or None,
                file=name,
                glossary=glossary,
                select=options.select,
                ignore=options.ignore,
                include_machine=not options.reviewed_only,
            )
        except ConfigurationError:
            raise
        except WirelocalizeError as error:
            failures.append(Failure.of(name, error))
        else:
            number += 1
    return CheckReport(tuple(findings), number, failures=tuple(failures))


def _shown(path: Path, root: Path) -> str:
    """The path as a person would type it from the root."""
    resolved = path.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else str(path)


def _fix(path: Path, options: CheckOptions, *, reviewed: bool) -> int:
    base = catalogue.read(path)
    language = base.header.get("Language", "") or options.language
    if not language:
        raise CatalogueError("names no language in its header", path=path, hint="name it with --language")
    mended = {
        i: text for i, e in enumerate(base.entries) if (text := _mended(e, language, options, reviewed))
    }
    if not mended:
        return 0
    entries = tuple(
        _with_text(entry, mended[i]) if i in mended else entry for i, entry in enumerate(base.entries)
    )
    catalogue.save(path, _replaced(base, entries), base)
    return len(mended)


def _replaced(base: Catalogue, entries: tuple[Entry, ...]) -> Catalogue:
    return dataclasses.replace(base, entries=entries)


def _mended(entry: Entry, language: str, options: CheckOptions, reviewed: bool) -> str:
    """The mended translation, or nothing if there is nothing to mend or it may not be touched."""
    state = catalogue.state(entry)
    if (
        entry.obsolete
        or entry.plural
        or state is State.UNTRANSLATED
        or (state is State.REVIEWED and not reviewed)
    ):
        return ""
    text = checks.fix(
        entry.target,
        language,
        source=entry.source,
        context=entry.context or "paragraph",
        select=options.select,
        ignore=options.ignore,
    )
    return text if text != entry.target else ""


def _with_text(entry: Entry, text: str) -> Entry:
    """The entry with its text mended; a draft that nobody touched stays recognisable as one."""
    if entry.origin is not None and catalogue.untouched(entry):
        entry = dataclasses.replace(
            entry, origin=dataclasses.replace(entry.origin, digest=catalogue.digest(text), text=text)
        )
    return dataclasses.replace(entry, target=text)
