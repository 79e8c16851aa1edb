"""New files for results: whole or not at all, and compressed as their names say."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from unionclean.files.atomic import replacing
from unionclean.files.compression import compressing
from unionclean.files.errors import os_error
from unionclean.files.kinds import compression_of


@contextlib.contextmanager
def new_file(path: Path, *, overwrite: bool, like: os.stat_result | None = None) -> Iterator[IO[bytes]]:
    """Yield a file that becomes ``path``, with the folders above it, the mode of ``like`` and compressed as its name says.

    Without ``overwrite`` nothing is replaced, not even what another process writes there meanwhile.  An error of the system
    inside, a full disk say, raises :class:`~unionclean.files.errors.FileError`: it is a problem of ``path``.  A reader that
    went away (:class:`BrokenPipeError`) is none.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            replacing(path, like=like, overwrite=overwrite) as file,
            compressing(file, compression_of(path), path) as packed,
        ):
            yield packed
    except BrokenPipeError:
        raise
    except OSError as error:
        raise os_error(path, error) from error
