"""From the paths a user names to the files that are meant."""

from __future__ import annotations

import errno
import fnmatch
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from unionclean.files.atomic import is_temporary
from unionclean.files.errors import FileError, os_error
from unionclean.files.look import is_inside, repository_of


class Input(NamedTuple):
    """A file to work on, and the name it keeps below an output folder."""

    path: Path
    relative: Path


Wanted = Callable[[Path], bool]


class UnfollowedLinkError(FileError):
    """A link in a folder that leads out of it: no error, but worth a word."""


def find_inputs(
    paths: Iterable[Path], *, wanted: Wanted, excluded: Wanted, skip: Path | None = None, in_place: bool = False
) -> Iterator[Input | FileError]:
    """Yield the files of ``paths``: a file as it is, a folder by its ``wanted`` files, sorted.

    Hidden files and folders, ``excluded`` ones, temporary files and the folder ``skip`` (the output) are passed over in
    folders.  What cannot be read is yielded as a :class:`FileError` in its place.

    In folders, links to folders are not followed: what lies inside is found without them.  A link to a file is followed
    if that lies in the folder, or, unless files are to be changed ``in_place``, in the same repository; outside of any
    repository, wherever it lies.  Links that lead further are yielded as :class:`UnfollowedLinkError`.
    """
    for path in paths:
        status = _look(path)
        if isinstance(status, FileError):
            yield status
        elif not stat.S_ISDIR(status.st_mode):
            yield Input(path, Path(path.name))
        else:
            folder = path.resolve()
            walk = _Walk(wanted, excluded, skip.resolve() if skip else None, folder, _bound(folder, in_place))
            for found in walk.files_in(path, status):
                yield found if isinstance(found, FileError) else Input(found, found.relative_to(path))


def _bound(folder: Path, in_place: bool) -> Path | None:
    """Return the folder that links to files may not leave, ``None`` for none."""
    return folder if in_place else repository_of(folder)


def _look(path: Path) -> os.stat_result | FileError:
    try:
        return path.stat()
    except OSError as error:
        if error.errno in _OF_LINKS and path.is_symlink():
            return FileError(path, _OF_LINKS[error.errno])
        return os_error(path, error)


_OF_LINKS = {errno.ENOENT: "a link that leads nowhere", errno.ELOOP: "a link that leads in a circle"}
"""What it means that the system finds nothing behind a link."""

_Identity = tuple[int, int]


def _identity(status: os.stat_result) -> _Identity:
    return status.st_dev, status.st_ino


class _Walk(NamedTuple):
    """A walk through the resolved ``folder``: what is wanted, what is passed over, and where links to files may lead."""

    wanted: Wanted
    excluded: Wanted
    skip: Path | None
    folder: Path
    bound: Path | None

    def files_in(self, path: Path, top: os.stat_result) -> Iterator[Path | FileError]:
        """Yield the files below ``path``, depth first; a stack of our own, for folders may be nested deeply."""
        visited = {_identity(top)}
        stack = [iter(_entries(path))]
        while stack:
            found = next(stack[-1], None)
            if found is None:
                stack.pop()
            elif isinstance(found, FileError):
                yield found
            elif found.name.startswith(".") or is_temporary(found) or self.excluded(found):
                continue
            elif isinstance(status := _look(found), FileError):
                yield status
            elif found.is_symlink():
                yield from self._through(found, status)
            elif stat.S_ISREG(status.st_mode):
                if self.wanted(found):
                    yield found
            elif stat.S_ISDIR(status.st_mode) and self._is_to_enter(found) and _identity(status) not in visited:
                visited.add(_identity(status))  # a folder can stand in two places without any link: a bind mount
                stack.append(iter(_entries(found)))

    def _through(self, link: Path, status: os.stat_result) -> Iterator[Path | FileError]:
        """Yield ``link`` if it is a wanted file that may be reached so, or the remark that it leads too far."""
        is_folder = stat.S_ISDIR(status.st_mode)
        if not is_folder and not (stat.S_ISREG(status.st_mode) and self.wanted(link)):
            return
        bound = self.folder if is_folder else self.bound
        if bound and not is_inside(link, bound):
            yield UnfollowedLinkError(link, f"a link that leads out of {bound}, not followed")
        elif not is_folder:
            yield link

    def _is_to_enter(self, folder: Path) -> bool:
        return self.skip is None or folder.resolve() != self.skip


def _entries(folder: Path) -> Sequence[Path | FileError]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        return [os_error(folder, error)]


def exclusion(patterns: Iterable[str], root: Path) -> Wanted:
    """Return a test whether a path matches one of ``patterns``, shell patterns relative to ``root``.

    A pattern without a slash matches a name at any depth; what matches a folder holds for everything in it.

    >>> test = exclusion(["vendor", "docs/*.md"], Path("/project"))
    >>> [test(Path("/project") / p) for p in ("a/vendor/x.txt", "docs/a.md", "a.md")]
    [True, True, False]
    """
    cleaned = [pattern.removeprefix("./").rstrip("/") for pattern in patterns]
    expressions = [p for pattern in cleaned for p in ((pattern,) if "/" in pattern else (pattern, f"*/{pattern}"))]
    expressions += [f"{expression.removesuffix('/**')}/*" for expression in expressions]
    root = root.resolve()

    def is_excluded(path: Path) -> bool:
        if not expressions:
            return False
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - a link is excluded by its own name, not its target's
        absolute = absolute.parent.resolve() / absolute.name
        try:
            name = absolute.relative_to(root).as_posix()
        except ValueError:
            name = absolute.as_posix()
        return any(fnmatch.fnmatchcase(name, expression) for expression in expressions)

    return is_excluded
