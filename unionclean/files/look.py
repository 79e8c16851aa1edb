"""What stands under a name, with an answer for the case that the system does not tell.

The methods of ``pathlib`` for such questions raise, or say no, by the version of Python when a folder may not be entered.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from unionclean.files.errors import FileError, os_error


def status_of(path: Path) -> os.stat_result | None:
    """Return the status of what ``path`` leads to, ``None`` if nothing is there; raises :class:`FileError` when nobody can tell.

    >>> status_of(Path("there/is/no/such/file")) is None
    True
    """
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise os_error(path, error) from error


def repository_of(path: Path) -> Path | None:
    """Return the root of the repository that holds the name ``path``, resolved; ``None`` outside of any.

    The name counts, not what it leads to: a link belongs where it lies.

    >>> repository_of(Path("/there/is/no/such/file")) is None
    True
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolving would follow the link in question
    for folder in (absolute, *absolute.parents) if is_folder(absolute) else absolute.parents:
        if os.path.lexists(folder / ".git"):  # a folder, or a file in work trees and submodules
            return folder.resolve()
    return None


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether ``path``, links followed, lies in the resolved ``folder``; so does what a loop of links leads to.

    >>> is_inside(Path("a/../b"), Path().resolve()), is_inside(Path("../b"), Path().resolve())
    (True, False)
    """
    return Path(os.path.realpath(path)).is_relative_to(folder)


def require_inside_repository(path: Path) -> None:
    """Raise :class:`FileError` when links lead ``path`` out of the repository in which its name lies.

    A repository from elsewhere can hold any link; what is written through it would end where its author wished.
    """
    root = repository_of(path)
    if root and not is_inside(path, root):
        raise FileError(
            path, f"leads out of its repository, to {os.path.realpath(path)}; left alone, name that instead"
        )


def is_folder(path: Path) -> bool:
    """Return whether ``path`` leads to a folder, as far as one can tell.

    >>> is_folder(Path()), is_folder(Path("there/is/no/such/file"))
    (True, False)
    """
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Return whether ``path`` leads to a regular file, as far as one can tell.

    >>> is_file(Path()), is_file(Path("there/is/no/such/file"))
    (False, False)
    """
    return stat.S_ISREG(_mode(path))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0
