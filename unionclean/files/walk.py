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


class Input(NamedTuple):
    """A file to work on, and the name it keeps below an output folder."""

    path: Path
    relative: Path


Wanted = Callable[[Path], bool]


def find_inputs(
    paths: Iterable[Path], *, wanted: Wanted, excluded: Wanted, skip: Path | None = None
) -> Iterator[Input | FileError]:
    """Yield the files of ``paths``: a file as it is, a folder by its ``wanted`` files, sorted, links to folders followed.

    Hidden files and folders, ``excluded`` ones, temporary files and the folder ``skip`` (the output) are passed over in
    folders.  What cannot be read, or leads in a circle, is yielded as a :class:`FileError` in its place.
    """
    for path in paths:
        status = _look(path)
        if isinstance(status, FileError):
            yield status
        elif not stat.S_ISDIR(status.st_mode):
            yield Input(path, Path(path.name))
        else:
            for found in _walk(path, _identity(status), excluded, skip.resolve() if skip else None):
                if isinstance(found, FileError):
                    yield found
                elif wanted(found):
                    yield Input(found, found.relative_to(path))


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


def _walk(folder: Path, identity: _Identity, excluded: Wanted, skip: Path | None) -> Iterator[Path | FileError]:
    """Yield the files below ``folder``, depth first; a stack of our own, for folders may be nested deeply."""
    stack: list[tuple[Iterator[Path | FileError], tuple[_Identity, ...]]]
    stack = [(iter(_entries(folder)), (identity,))]
    while stack:
        entries, above = stack[-1]
        found = next(entries, None)
        if found is None:
            stack.pop()
        elif isinstance(found, FileError):
            yield found
        elif found.name.startswith(".") or is_temporary(found) or excluded(found):
            continue
        elif isinstance(status := _look(found), FileError):
            yield status
        elif stat.S_ISREG(status.st_mode):
            yield found
        elif not stat.S_ISDIR(status.st_mode):
            continue
        elif (identity := _identity(status)) in above:
            yield FileError(found, "a link back to a folder above it, not followed")
        elif skip is None or found.resolve() != skip:
            stack.append((iter(_entries(found)), (*above, identity)))


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
