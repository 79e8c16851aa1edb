"""Writing a file so that at every moment it is either wholly old or wholly new.

The new content goes to a hidden temporary file in the same folder, is flushed to the disk, and only then takes the name.
The temporary file is always a new one, under a name that nobody can foresee: whatever stands in a folder that somebody
else made, a link say, is never opened for writing.  A process that is killed leaves at most that temporary file; the next
write into the folder removes it, and folders are read without it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

SUFFIX = ".unionclean-tmp"
_TEMPORARY = re.compile(r"\..*\.[0-9a-f]{16}\.unionclean-tmp", re.DOTALL)

_NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_swept: set[tuple[int, int]] = set()
"""The folders, by device and inode, in which this process has looked for what a killed one left."""


@contextlib.contextmanager
def replacing(path: Path, *, like: os.stat_result | None = None, overwrite: bool = True) -> Iterator[IO[bytes]]:
    """Yield a binary file whose content becomes ``path`` when the block ends well; otherwise ``path`` stays as it was.

    The file gets the mode and, where allowed, the owner of ``like`` (default: of the ``path`` it replaces, if any) before
    its first byte is written.  A link is followed: what it points to is replaced, the link stays.  Without ``overwrite``
    whatever stands at ``path``, a link that leads nowhere included, is a :class:`FileExistsError`, also if it came to stand
    there while the block ran.  Raises :class:`OSError`, also when ``path`` is something else than a regular file.
    """
    target = Path(os.path.realpath(path)) if overwrite else path.parent.resolve() / path.name
    old = _replaceable(target, overwrite=overwrite)
    _remove_leftovers(target.parent)
    with _new_file(target, like or old) as (file, temporary):
        yield file
        file.flush()
        os.fsync(file.fileno())
        if overwrite:
            temporary.replace(target)
        else:
            _give_free_name(temporary, target)
    _sync_folder(target.parent)


def _replaceable(target: Path, *, overwrite: bool) -> os.stat_result | None:
    """Return the status of the file to be replaced, if there is one; a device or a pipe is not, whoever may do so."""
    try:
        old = target.lstat()
    except FileNotFoundError:
        return None
    if not overwrite:
        raise _exists(target)
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "not a regular file, left alone", str(target))
    return old


def _exists(target: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, "exists already, left alone", str(target))


def temporary_of(target: Path) -> Path:
    """Return a new hidden name beside ``target`` under which its new content grows; no two calls return the same.

    >>> temporary_of(Path("x/a.txt")).as_posix()  # doctest: +ELLIPSIS
    'x/.a.txt....unionclean-tmp'
    """
    name = os.fsencode(target.name)
    short = target.name if len(name) < 200 else hashlib.sha256(name).hexdigest()
    return target.with_name(f".{short}.{secrets.token_hex(8)}{SUFFIX}")


def is_temporary(path: Path) -> bool:
    """Return whether ``path`` is named like a temporary file of :func:`replacing`.

    >>> is_temporary(temporary_of(Path("x/a.txt"))), is_temporary(Path("a.txt"))
    (True, False)
    """
    return path.name.startswith(".") and path.name.endswith(SUFFIX)


@contextlib.contextmanager
def _new_file(target: Path, like: os.stat_result | None) -> Iterator[tuple[IO[bytes], Path]]:
    """Yield an empty file of our own beside ``target`` and its name; it is removed if the block ends badly."""
    names: list[Path] = []
    try:
        descriptor = _created(target, 0o666 if like is None else 0o600, names)
        with os.fdopen(descriptor, "w+b") as file:
            _set_mode(descriptor, like)
            yield file, names[-1]
    except BaseException:
        for temporary in names:
            temporary.unlink(missing_ok=True)
        raise


def _created(target: Path, mode: int, names: list[Path]) -> int:
    """Create and lock a temporary file; the lock tells others that its process is alive.

    Its name is put into ``names`` before it is there: Ctrl-C may come at any moment.
    """
    while True:
        temporary = temporary_of(target)
        names.append(temporary)
        try:
            descriptor = os.open(temporary, _NEW_FILE, mode)
        except OSError:  # what stands there is not ours
            names.pop()
            raise
        if _lock(descriptor) is not False and _names(temporary, descriptor):
            return descriptor
        os.close(descriptor)  # another process took it for a leftover between our creating and our locking it


def _lock(descriptor: int) -> bool | None:
    """Lock an open file; return whether it is ours now, ``None`` where nobody can tell (Windows, some network drives)."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _names(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _remove_leftovers(folder: Path) -> None:
    """Remove the temporary files that killed processes left in ``folder``; once a process, for it reads all names."""
    with contextlib.suppress(OSError):  # where that is not allowed, they stay
        status = folder.stat()
        if (status.st_dev, status.st_ino) in _swept:
            return
        _swept.add((status.st_dev, status.st_ino))
        for name in os.listdir(folder):  # noqa: PTH208 - names alone: most folders hold no such file
            if name.endswith(SUFFIX) and _TEMPORARY.fullmatch(name):
                _remove_leftover(folder / name)


def _remove_leftover(path: Path) -> None:
    """Remove ``path`` if it is a plain file of ours and no process holds its lock."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
        return
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        if _lock(descriptor) and _names(path, descriptor):
            path.unlink()
    finally:
        os.close(descriptor)


def _give_free_name(temporary: Path, target: Path) -> None:
    """Rename ``temporary`` to ``target`` unless something stands there, in one move where the system has one for it."""
    try:
        if os.name == "posix":
            os.link(temporary, target, follow_symlinks=False)
            temporary.unlink()
        else:
            temporary.rename(target)  # on Windows this replaces nothing
    except FileExistsError:
        raise _exists(target) from None
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise _exists(target) from None
        temporary.replace(target)


def _set_mode(descriptor: int, like: os.stat_result | None) -> None:
    """Give the file owner and permissions of ``like``; not the set-id bits, which no system leaves on changed content."""
    if like is None or os.name != "posix":
        return
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        with contextlib.suppress(PermissionError):  # only root gives files away; content matters more than the owner
            os.fchown(descriptor, like.st_uid, like.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode) & 0o777)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut too, where the system can."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network file systems cannot sync a folder, nor can who may not read it
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
