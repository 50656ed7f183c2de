"""Archives from strangers: unpacked without leaving the folder, filling the disk, or following a link."""

from __future__ import annotations

import shutil
import stat
import tarfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from wirelocalize.errors import EngineError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

MAX_BYTES = 16 * 1024**3
"""The largest model known here has a third of this."""
MAX_FILES = 20_000
MAX_RATIO = 200
"""Weights hardly compress; an archive that grows more than this is a bomb."""
SPARE = 64 * 1024**2
"""Bytes of the disk that are left alone."""
_CHUNK = 1 << 20


class _Member(NamedTuple):
    """One regular file of an archive."""

    name: str
    size: int
    handle: object


def is_archive(path: Path) -> bool:
    """Whether the file is a zip or tar archive."""
    try:
        return zipfile.is_zipfile(path) or tarfile.is_tarfile(path)
    except (OSError, EOFError, tarfile.TarError):
        return False


def need_space(folder: Path, size: int) -> None:
    """Refuse work that the disk cannot hold.

    :raises OutputError: with both sizes.
    """
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(existing).free
    if size + SPARE > free:
        raise OutputError(
            f"{size / 1e6:.0f} MB are needed and {max(0, free - SPARE) / 1e6:.0f} MB are free",
            path=folder,
            hint="free some space, or choose another model home with WIRELOCALIZE_MODELS",
        )


def unpack(archive: Path, into: Path) -> None:
    """Unpack a zip or tar archive into an empty folder.

    :raises EngineError: damaged, or a member has an unsafe name, is a link or device, or the whole is too large.
    :raises OutputError: the disk is full.
    """
    packed = archive.stat().st_size
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as opened:
                _extract(archive, into, packed, list(_zip_members(archive, opened)), opened.open)
        else:
            with tarfile.open(archive) as opened_tar:
                _extract(
                    archive, into, packed, list(_tar_members(archive, opened_tar)), opened_tar.extractfile
                )
    except (
        zipfile.BadZipFile,
        tarfile.TarError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as exc:
        raise EngineError(f"is damaged or no archive: {exc}", path=archive, hint="download it again") from exc
    except OSError as exc:
        raise OutputError(f"cannot be unpacked: {exc.strerror or exc}", path=archive) from exc


def _zip_members(archive: Path, opened: zipfile.ZipFile) -> Iterator[_Member]:
    """Files of a zip; anything that is neither file nor folder is refused."""
    for info in opened.infolist():
        mode = info.external_attr >> 16
        if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise EngineError(f"holds a link or device: {info.filename!r}", path=archive)
        if not info.is_dir():
            yield _Member(info.filename, info.file_size, info)


def _tar_members(archive: Path, opened: tarfile.TarFile) -> Iterator[_Member]:
    """Files of a tar; anything that is neither file nor folder is refused."""
    for info in opened:
        if not (info.isfile() or info.isdir()):
            raise EngineError(f"holds a link or device: {info.name!r}", path=archive)
        if info.isfile():
            yield _Member(info.name, info.size, info)


def _extract(archive: Path, into: Path, packed: int, members: list[_Member], opener: object) -> None:
    """Check all members, then write them, counting what really comes out."""
    total = sum(member.size for member in members)
    if len(members) > MAX_FILES or total > MAX_BYTES or total > max(packed, 1024) * MAX_RATIO:
        raise EngineError(
            f"would unpack to {len(members)} files of {total / 1e6:.0f} MB",
            path=archive,
            hint="it is not a model",
        )
    need_space(into, total)
    seen: set[str] = set()
    for member in members:
        target = into / safe_name(member.name, archive)
        folded = str(target).casefold()
        if folded in seen:
            raise EngineError(f"holds {member.name!r} twice", path=archive)
        seen.add(folded)
        target.parent.mkdir(parents=True, exist_ok=True)
        stream = opener(member.handle)  # type: ignore[operator]
        if stream is None:
            raise EngineError(f"{member.name!r} cannot be read", path=archive)
        with stream, target.open("xb") as out:
            _copy(stream, out, member, archive)


def _copy(stream: IO[bytes], out: IO[bytes], member: _Member, archive: Path) -> None:
    """Copy one member; it may not be longer than it said."""
    left = member.size
    while chunk := stream.read(min(_CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            raise EngineError(f"{member.name!r} is larger than it claims", path=archive)
        out.write(chunk)
    if left:
        raise EngineError(f"{member.name!r} is cut short", path=archive, hint="download it again")


def safe_name(name: str, archive: Path) -> Path:
    """A member's name as a relative path that stays inside.

    :raises EngineError: absolute, with ``..``, a drive, a backslash or a control character.
    """
    path = PurePosixPath(name)
    bad = (
        path.is_absolute()
        or not path.parts
        or ".." in path.parts
        or any(char in name for char in '\\:*?"<>|')
        or any(ord(char) < 32 for char in name)
    )
    if bad:
        raise EngineError(f"holds an unsafe name: {name!r}", path=archive)
    return Path(*path.parts)


def pack(out: Path, files: list[tuple[str, Path | bytes]], *, compress: bool = False) -> None:
    """Write a zip archive atomically; the same files give the same bytes.

    :param files: (name inside, a file or its content).
    :raises OutputError: it cannot be written.
    """
    size = sum(len(source) if isinstance(source, bytes) else source.stat().st_size for _, source in files)
    need_space(out.absolute().parent, size)
    partial = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(
            partial, "w", zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        ) as opened:
            for name, source in files:
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.external_attr = (stat.S_IFREG | 0o644) << 16
                info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
                with opened.open(info, "w", force_zip64=True) as target:
                    if isinstance(source, bytes):
                        target.write(source)
                    else:
                        with source.open("rb") as stream:
                            shutil.copyfileobj(stream, target, _CHUNK)
        partial.replace(out)
    except OSError as exc:
        raise OutputError(f"cannot be written: {exc.strerror or exc}", path=out) from exc
    finally:
        partial.unlink(missing_ok=True)
