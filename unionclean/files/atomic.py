"""Writing a file so that at every moment it is either wholly old or wholly new.

The new content goes to a hidden temporary file in the same folder, is flushed to the disk, and only then takes the name.  A
process that is killed leaves at most that temporary file; the next write of the same file takes it over, and folders are
read without it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

SUFFIX = ".unionclean-tmp"


@contextlib.contextmanager
def replacing(path: Path, *, like: os.stat_result | None = None) -> Iterator[IO[bytes]]:
    """Yield a binary file whose content becomes ``path`` when the block ends well; otherwise ``path`` stays as it was.

    The file gets the mode and, where allowed, the owner of ``like`` (default: of the ``path`` it replaces, if any).  A link
    is followed: what it points to is replaced, the link stays.  Raises :class:`OSError`, also when ``path`` is something
    else than a regular file, and when another process is writing the same file.
    """
    target = Path(os.path.realpath(path))
    temporary = temporary_of(target)
    old = _replaceable(target)
    like = like or old
    with _claimed(temporary) as file:
        try:
            yield file
            file.flush()
            _set_mode(file.fileno(), like)
            os.fsync(file.fileno())
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    _sync_folder(target.parent)


def _replaceable(target: Path) -> os.stat_result | None:
    """Return the status of the file to be replaced, if there is one; a device or a pipe is not, whoever may do so."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "not a regular file, left alone", str(target))
    return old


def temporary_of(target: Path) -> Path:
    """Return the hidden name beside ``target`` under which its new content grows.

    >>> temporary_of(Path("x/a.txt")).as_posix()
    'x/.a.txt.unionclean-tmp'
    """
    name = os.fsencode(target.name)
    short = target.name if len(name) < 200 else hashlib.sha256(name).hexdigest()
    return target.with_name(f".{short}{SUFFIX}")


def is_temporary(path: Path) -> bool:
    """Return whether ``path`` is named like a temporary file of :func:`replacing`.

    >>> is_temporary(Path("x/.a.txt.unionclean-tmp")), is_temporary(Path("a.txt"))
    (True, False)
    """
    return path.name.startswith(".") and path.name.endswith(SUFFIX)


@contextlib.contextmanager
def _claimed(temporary: Path) -> Iterator[IO[bytes]]:
    """Yield the temporary file, empty and ours alone: one that a killed process left is taken over, one in use is not."""
    while True:
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "r+b") as file:
            _lock(descriptor, temporary)
            if not _names(temporary, descriptor):
                continue  # its former owner gave it its final name between our opening and our lock
            file.truncate()
            yield file
            return


def _lock(descriptor: int, temporary: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: there a file in use cannot be replaced anyway
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BlockingIOError(error.errno, "another process is writing this file", str(temporary)) from None
    except OSError:
        return  # a file system without locks: two writers of one file are then the user's care


def _names(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _set_mode(descriptor: int, like: os.stat_result | None) -> None:
    if like is None or os.name != "posix":
        return
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        with contextlib.suppress(
            PermissionError
        ):  # only root gives files away; the content matters more than the owner
            os.fchown(descriptor, like.st_uid, like.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode))


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
