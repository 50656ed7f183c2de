"""Reading and writing files so that nothing is lost: bounded UTF-8 reads, atomic writes, locks, hashes."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from wirelocalize.errors import ArticleError, OutputError, WirelocalizeError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TEXT_BYTES = 64 * 1024 * 1024
"""No article or catalogue is larger; a bigger file is a mistake or an attack."""


def digest(data: bytes | str) -> str:
    """SHA-256 of bytes (text as UTF-8), as 64 hexadecimal digits."""
    return hashlib.sha256(
        data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    ).hexdigest()


def read_bytes(
    path: Path, *, limit: int = MAX_TEXT_BYTES, error: type[WirelocalizeError] = ArticleError
) -> bytes:
    """Read a whole file of at most ``limit`` bytes; every failure becomes ``error`` naming the path."""
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            # read() alone is several times faster than read(limit); a pipe or device says 0 and is bounded
            data = stream.read() if 0 < size <= limit else stream.read(limit + 1)
    except OSError as exc:
        raise error(f"cannot be read: {exc.strerror or exc}", path=path) from exc
    if len(data) > limit:
        raise error(f"is larger than {limit // (1024 * 1024)} MB", path=path)
    return data


def decode(data: bytes, path: Path | str, *, error: type[WirelocalizeError] = ArticleError) -> str:
    """Decode UTF-8 exactly (a BOM stays, line ends stay); other encodings are an error that names the line."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        line = data.count(b"\n", 0, exc.start) + 1
        raise error("is not UTF-8", path=path, line=line, hint="save it as UTF-8 and try again") from exc


def read_text(
    path: Path, *, limit: int = MAX_TEXT_BYTES, error: type[WirelocalizeError] = ArticleError
) -> str:
    """Read a UTF-8 file without changing a character: line ends and a BOM are kept."""
    return decode(read_bytes(path, limit=limit, error=error), path, error=error)


def write_bytes(path: Path, data: bytes) -> bool:
    """Write atomically (temporary file in the same folder, fsync, rename); equal content is not written.

    :returns: whether the file changed.
    :raises OutputError: with the path and the reason; the old file is then still whole.
    """
    temporary: str | None = None
    try:
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_size == len(data) and path.read_bytes() == data:
                return False
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
        temporary = None
    except OSError as exc:
        hint = "free some space and run again" if exc.errno == errno.ENOSPC else ""
        raise OutputError(f"cannot be written: {exc.strerror or exc}", path=path, hint=hint) from exc
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
    return True


def write_text(path: Path, text: str) -> bool:
    """Write text as UTF-8 through :func:`write_bytes`, line ends as they are."""
    return write_bytes(path, text.encode("utf-8"))


def _umask() -> int:
    """The process's umask (there is no way to read it without setting it)."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def locked(path: Path, *, timeout: float = 30.0) -> Iterator[None]:
    """Hold an exclusive lock file while a workspace's files are being changed.

    :raises OutputError: another process holds it for longer than ``timeout`` seconds.
    """
    import filelock

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(path, timeout=timeout)
        lock.acquire()
    except filelock.Timeout as exc:
        raise OutputError("is held by another run", path=path, hint="wait for it to end") from exc
    except OSError as exc:
        raise OutputError(f"cannot be locked: {exc.strerror or exc}", path=path) from exc
    try:
        yield
    finally:
        lock.release()
