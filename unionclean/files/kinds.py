"""What a file is, told by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from unionclean.documents.errors import MissingExtraError
from unionclean.documents.kinds import DOCUMENTS, kind_of_document
from unionclean.files.errors import FileError

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
    ".txt.gz": Kind("text", "gz"),
    ".txt.zst": Kind("text", "zst"),
    ".md": Kind("text"),
    ".markdown": Kind("text"),
    ".md.gz": Kind("text", "gz"),
    ".md.zst": Kind("text", "zst"),
    ".jsonl": Kind("jsonl"),
    ".jsonl.gz": Kind("jsonl", "gz"),
    ".jsonl.zst": Kind("jsonl", "zst"),
    ".ndjson": Kind("jsonl"),
    ".ndjson.gz": Kind("jsonl", "gz"),
    ".ndjson.zst": Kind("jsonl", "zst"),
    ".parquet": Kind("parquet"),
}


def known_kind(path: Path) -> Kind | None:
    """Return the kind of ``path``, or ``None`` when its name does not tell it.

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


def is_document(path: Path) -> bool:
    """Return whether ``path`` is a document by its name; where the library that tells kinds is missing, only plain text is.

    A folder is searched for these by ``fix``, which can write no other kind in place, and by all other commands.

    >>> [is_document(Path(name)) for name in ("a.tex", "a.srt", "a.py", "a.jsonl", "a.txt.gz")]
    [True, True, False, False, False]
    """
    try:
        return kind_of_document(path.name).tag in DOCUMENTS or path.suffix.lower() in PROSE
    except MissingExtraError:
        return False


def hint_on_kinds() -> str:
    """Return what to say of kinds that are not known for want of a library, ``""`` if it is there."""
    try:
        kind_of_document("a.tex")
    except MissingExtraError:
        return "; pip install 'unionclean[documents]' reads more kinds"
    return ""


def is_readable(path: Path) -> bool:
    """Return whether a folder is searched for ``path`` by the commands that leave it as it is: documents, compressed ones and records.

    >>> [is_readable(Path(name)) for name in ("a.tex", "a.py", "a.jsonl", "a.txt.gz", "a.png")]
    [True, False, True, True, False]
    """
    return kind_of(path).shape != "text" or is_document(Path(name_without_compression(path)))


_COMPRESSIONS: dict[str, Compression] = {".gz": "gz", ".zst": "zst"}
_IN_WORDS = {"text": "text", "jsonl": "JSON lines", "parquet": "Parquet"}


def compression_of(path: Path) -> Compression:
    """Return how a file of this name is compressed, whatever else it holds.

    >>> compression_of(Path("a.txt.gz")), compression_of(Path("a.jsonl"))
    ('gz', '')
    """
    return _COMPRESSIONS.get(path.suffix.lower(), "")


def name_without_compression(path: Path) -> str:
    """Return the name that tells what a text is.

    >>> name_without_compression(Path("in/a.md.gz")), name_without_compression(Path("a.gz"))
    ('a.md', 'a.gz')
    """
    return path.stem if kind_of(path).compression else path.name


def require_name(output: Path, shape: Shape, source: str | Path) -> None:
    """Raise :class:`FileError` when ``output`` is a name for another shape than ``source`` has; other names are fine.

    A file of JSON lines may become Parquet, standard input may not: the records are read twice.

    >>> require_name(Path("b"), "jsonl", "a.jsonl")
    >>> require_name(Path("b.txt"), "jsonl", "a.jsonl")
    Traceback (most recent call last):
    unionclean.files.errors.FileError: b.txt: a name for text, but a.jsonl holds JSON lines
    """
    bare = output.with_suffix("") if compression_of(output) else output
    kind = known_kind(bare)
    named = "text" if bare.suffix.lower() in PROSE else kind.shape if kind else shape
    if (shape, named) == ("jsonl", "parquet") and isinstance(source, Path):
        shape = "parquet"
    if named != shape:
        raise FileError(output, f"a name for {_IN_WORDS[named]}, but {source} holds {_IN_WORDS[shape]}")
    if shape == "parquet" and bare != output:
        raise FileError(output, f"Parquet is compressed inside; leave the ending {output.suffix} away")
