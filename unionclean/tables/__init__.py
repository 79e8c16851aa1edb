"""Generated data.  One builder in ``tools/`` writes each table; nothing here is edited by hand."""

from __future__ import annotations

import os
from typing import Any


def read_bytes(name: str) -> bytes:
    """Return the content of the table file ``name``; it must be one that the package ships."""
    # What importlib.resources does for a package that is installed or zipped, without its import, which costs more than ours.
    loader: Any = __spec__.loader
    content: bytes = loader.get_data(os.path.join(os.path.dirname(__file__), name))  # noqa: PTH118, PTH120
    return content


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of the tab-separated table ``name``, without its ``#`` comment lines.

    Raises :class:`FileNotFoundError` for a table that does not exist.
    """
    lines = read_bytes(name).decode("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
