"""Downloads that can be broken off: resumed where they stopped, checked, never taken for whole when they are not."""

from __future__ import annotations

import errno
import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wirelocalize.engines.archive import MAX_BYTES, need_space
from wirelocalize.errors import EngineError, NetworkError, OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

_CHUNK = 1 << 18
_TIMEOUT = 30.0
_SCHEMES = ("https", "http", "file")
MAX_INDEX = 16 * 1024**2


def is_url(text: str) -> bool:
    """Whether ``text`` is a URL this module can fetch."""
    return urllib.parse.urlsplit(text).scheme in _SCHEMES and "://" in text


def fetch(
    url: str, folder: Path, *, checksum: str = "", progress: Callable[[int, int], None] | None = None
) -> Path:
    """Download ``url`` into ``folder``; a partial file of an earlier try is gone on with.

    :param checksum: SHA-256 that the file must have; empty: not checked.
    :param progress: called with (bytes so far, bytes in all; 0 where unknown).
    :raises NetworkError: no connection, or the server says no; what was fetched stays for the next try.
    :raises EngineError: the checksum differs (the file is deleted).
    :raises OutputError: the disk is full.
    """
    name = Path(urllib.parse.unquote(urllib.parse.urlsplit(url).path)).name or "download"
    folder.mkdir(parents=True, exist_ok=True)
    tag = sha256(url.encode()).hexdigest()[:12]
    target = folder / f"{tag}-{name}"
    partial = folder / f"{tag}-{name}.part"
    if not target.exists():
        _download(url, partial, progress)
        partial.replace(target)
    if checksum and file_hash(target) != checksum.lower().removeprefix("sha256:"):
        target.unlink()
        raise EngineError(
            f"{url} does not have the checksum it should have",
            hint="the download is deleted; try again, or another mirror",
        )
    return target


def _download(url: str, partial: Path, progress: Callable[[int, int], None] | None) -> None:
    """Append to ``partial`` what is missing."""
    start = partial.stat().st_size if partial.exists() else 0
    request = urllib.request.Request(url, headers={"User-Agent": "wirelocalize"})  # noqa: S310  (schemes are checked)
    if start and not url.startswith("file:"):
        request.add_header("Range", f"bytes={start}-")
    if not is_url(url):
        raise NetworkError(f"{url} is not a web address")
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            _receive(answer, url, partial, start, progress)
    except urllib.error.HTTPError as exc:
        if exc.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and start:
            partial.unlink()
            _download(url, partial, progress)
            return
        raise NetworkError(
            f"{url}: {exc.code} {exc.reason}", hint="is the address right? see [mt] mirror"
        ) from exc
    except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException) as exc:
        reason = getattr(exc, "reason", exc)
        raise NetworkError(
            f"{url}: {reason}", hint="run it again: it goes on from there; or set [mt] mirror"
        ) from exc


def _receive(
    answer: Any, url: str, partial: Path, start: int, progress: Callable[[int, int], None] | None
) -> None:
    """Write an answer's body, from its beginning if the server does not resume."""
    resumed = getattr(answer, "status", None) == http.HTTPStatus.PARTIAL_CONTENT
    done = start if resumed else 0
    length = int(answer.headers.get("Content-Length") or 0)
    total = done + length if length else 0
    if total > MAX_BYTES:
        raise EngineError(f"{url} is too large for a model: {total / 1e9:.0f} GB")
    need_space(partial.parent, length)
    try:
        with partial.open("ab" if resumed else "wb") as out:
            while chunk := answer.read(_CHUNK):
                out.write(chunk)
                done += len(chunk)
                if progress is not None:
                    progress(done, total)
                if done > MAX_BYTES:
                    raise EngineError(f"{url} does not end")
    except OSError as exc:
        if exc.errno == errno.ENOSPC:
            raise OutputError(
                "the disk is full", path=partial, hint="free some space and run it again"
            ) from exc
        raise
    if done < total:
        raise NetworkError(
            f"{url}: the connection broke after {done} of {total} bytes",
            hint="run it again: it goes on from there",
        )


def fetch_json(url: str) -> Any:
    """A small JSON document.

    :raises NetworkError: it cannot be fetched or is not JSON.
    """
    if not is_url(url):
        raise NetworkError(f"{url} is not a web address")
    request = urllib.request.Request(url, headers={"User-Agent": "wirelocalize"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            data = answer.read(MAX_INDEX + 1)
        if len(data) > MAX_INDEX:
            raise NetworkError(f"{url} is too large for an index")
        return json.loads(data)
    except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException) as exc:
        raise NetworkError(
            f"{url}: {getattr(exc, 'reason', exc)}", hint="set [mt] mirror if this address is blocked"
        ) from exc
    except ValueError as exc:
        raise NetworkError(f"{url} is not an index: {exc}") from exc


def file_hash(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    value = sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            value.update(chunk)
    return value.hexdigest()
