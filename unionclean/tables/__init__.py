"""Generated data.  One builder in ``tools/`` writes each table; nothing here is edited by hand."""

from __future__ import annotations

from importlib import resources


def read_bytes(name: str) -> bytes:
    """Return the content of the table file ``name``; it must be one that the package ships."""
    return resources.files(__name__).joinpath(name).read_bytes()


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of the tab-separated table ``name``, without its ``#`` comment lines.

    Raises :class:`FileNotFoundError` for a table that does not exist.
    """
    lines = read_bytes(name).decode("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
