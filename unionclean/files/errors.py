"""What can be wrong with a file, as one line a person can act on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path


class FileError(Exception):
    """A file, or a place in it, that could not be read, cleaned or written; ``str(problem)`` is one line.

    >>> print(FileError("a.jsonl", "line 3: invalid JSON"))
    a.jsonl: line 3: invalid JSON
    """

    def __init__(self, where: str | Path, why: str) -> None:
        super().__init__(str(where), why)  # both are arguments, so that the exception pickles across processes
        self.where = str(where)
        self.why = why

    def __str__(self) -> str:
        return " ".join(f"{self.where}: {self.why}".splitlines())


class LeftError(FileError):
    """A file that is rightly left as it is: of a kind, or in a state, in which nothing can tell what is prose."""


class NotTextError(ValueError):
    """Bytes that are no text, or text in an encoding that cannot be told; the message says which."""


@contextlib.contextmanager
def exhaustion_told(where: str | Path) -> Iterator[None]:
    """Make a :class:`FileError` of ``where`` out of memory or stack that it used up, so that the other files go on.

    >>> with exhaustion_told("a.txt"):
    ...     raise MemoryError
    Traceback (most recent call last):
    unionclean.files.errors.FileError: a.txt: needs more memory than there is
    """
    try:
        yield
    except MemoryError as error:
        raise FileError(where, "needs more memory than there is") from error
    except RecursionError as error:
        raise FileError(where, "nested too deeply to be read") from error


def os_error(where: str | Path, error: OSError) -> FileError:
    """Return ``error`` as a problem of the file ``where``.

    >>> print(os_error("a.txt", FileNotFoundError(2, "No such file or directory")))
    a.txt: no such file or directory
    """
    why = error.strerror or str(error) or type(error).__name__
    return FileError(where, why[:1].lower() + why[1:])
