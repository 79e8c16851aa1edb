"""What stands under a name, with an answer for the case that the system does not tell.

The methods of ``pathlib`` for such questions raise, or say no, by the version of Python when a folder may not be entered.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from unionclean.files.errors import os_error


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
