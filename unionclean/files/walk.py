"""From the paths a user names to the files that are meant."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Callable, Iterable, Iterator
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
        if not path.is_dir():
            yield Input(path, Path(path.name)) if path.exists() else FileError(path, _why_missing(path))
            continue
        above = (_identity(path),)
        for found in _walk(path, above, excluded, skip.resolve() if skip else None):
            if isinstance(found, FileError):
                yield found
            elif wanted(found):
                yield Input(found, found.relative_to(path))


def _why_missing(path: Path) -> str:
    try:
        path.stat()
    except OSError as error:
        if path.is_symlink():
            return (
                "a link that leads nowhere" if isinstance(error, FileNotFoundError) else "a link that leads in a circle"
            )
        return os_error(path, error).why
    return "no such file"


_Identity = tuple[int, int]


def _identity(path: Path) -> _Identity:
    status = path.stat()
    return status.st_dev, status.st_ino


def _walk(
    folder: Path, above: tuple[_Identity, ...], excluded: Wanted, skip: Path | None
) -> Iterator[Path | FileError]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield os_error(folder, error)
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(".") or is_temporary(path) or excluded(path):
            continue
        if entry.is_symlink() and not path.exists():
            yield FileError(path, _why_missing(path))
        elif entry.is_dir():
            yield from _walk_below(path, above, excluded, skip)
        elif entry.is_file():
            yield path


def _walk_below(
    path: Path, above: tuple[_Identity, ...], excluded: Wanted, skip: Path | None
) -> Iterator[Path | FileError]:
    identity = _identity(path)
    if identity in above:
        yield FileError(path, "a link back to a folder above it, not followed")
    elif skip is None or path.resolve() != skip:
        yield from _walk(path, (*above, identity), excluded, skip)


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
