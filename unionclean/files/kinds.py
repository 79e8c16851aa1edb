"""What a file is, told by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

Shape = Literal["text", "jsonl", "parquet"]
Compression = Literal["", "gz", "zst"]

PROSE = frozenset({".txt", ".md", ".markdown", ".rst", ".adoc", ".text"})
"""Text files whose every line is prose."""


class Kind(NamedTuple):
    """The shape of a file's content and how it is compressed."""

    shape: Shape
    compression: Compression = ""


_KNOWN: dict[str, Kind] = {
    ".txt": Kind("text"),
    ".md": Kind("text"),
    ".jsonl": Kind("jsonl"),
    ".jsonl.gz": Kind("jsonl", "gz"),
    ".jsonl.zst": Kind("jsonl", "zst"),
    ".ndjson": Kind("jsonl"),
    ".parquet": Kind("parquet"),
}


def known_kind(path: Path) -> Kind | None:
    """Return the kind of ``path``, or ``None`` when its name is none of those a folder is searched for.

    >>> known_kind(Path("a.jsonl.gz")), known_kind(Path("a.py"))
    (Kind(shape='jsonl', compression='gz'), None)
    """
    name = path.name.lower()
    return next((kind for suffix, kind in _KNOWN.items() if name.endswith(suffix)), None)


def kind_of(path: Path) -> Kind:
    """Return the kind of a file that the user named: one with an unknown name is text.

    >>> kind_of(Path("notes")).shape
    'text'
    """
    return known_kind(path) or Kind("text")
