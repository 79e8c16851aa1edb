"""Any file as a row of named texts, for those who only look: ``explain``, ``report`` and ``scan``."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from unionclean.files.chunks import read_chunks
from unionclean.files.jsonl import RecordError, Reject, decode_line, find_field, rejected
from unionclean.files.kinds import Kind, kind_of, name_without_compression
from unionclean.files.limits import LARGEST
from unionclean.files.parquet import ParquetSource
from unionclean.files.texts import read_text, why_left


class Document(NamedTuple):
    """A text and the name by which a person finds it again."""

    name: str
    text: str
    file: str = ""
    """The name of the file whose whole text this is; ``""`` for a record, which is a plain string."""
    remark: str = ""
    """What the user should know of the bytes of this file, if anything."""


def read_documents(
    path: Path,
    *,
    field: str,
    id_field: str = "",
    encoding: str | None = None,
    on_bytes: Callable[[int], object] = lambda number: None,
    most: int = LARGEST,
) -> Iterator[Document | Reject]:
    """Yield the documents of a text, JSONL or Parquet file, and the records that cannot be read.

    ``encoding`` is that of a text file, if it is known.  Raises :class:`~unionclean.files.errors.FileError` when the file as a
    whole cannot be read on, or one of its texts is larger than ``most`` bytes.
    """
    kind = kind_of(path)
    if kind.shape == "jsonl":
        yield from _read_jsonl(path, kind, field, id_field, on_bytes, most)
    elif kind.shape == "parquet":
        yield from _read_parquet(path, field, id_field, on_bytes, most)
    else:
        file = read_text(path, encoding, most=most)
        why_left(path, file)  # raises here, where the file can be named, if a package is missing
        on_bytes(len(file.data))
        yield Document(str(path), file.text, name_without_compression(path), file.remark)


def _read_jsonl(
    path: Path, kind: Kind, field: str, id_field: str, on_bytes: Callable[[int], object], most: int
) -> Iterator[Document | Reject]:
    for chunk in read_chunks(path, kind, on_bytes, most=most):
        for number, line in enumerate(io.BytesIO(chunk.data), chunk.first_line):
            if not line.strip():
                continue
            try:
                document = _record(path, number, line, field, id_field, most)
            except RecordError as error:
                yield rejected(number, line, id_field, error)
            else:
                if document:
                    yield document


def _record(path: Path, number: int, line: bytes, field: str, id_field: str, most: int) -> Document | None:
    record = decode_line(line, most)
    text = find_field(record, field)[0]
    if text is None:
        return None
    if not isinstance(text, str):
        raise RecordError(f"field {field!r} is not a string")
    name = str(find_field(record, id_field)[0]) if id_field else f"{path}:{number}"
    return Document(name, text)


def _read_parquet(
    path: Path, field: str, id_field: str, on_bytes: Callable[[int], object], most: int
) -> Iterator[Document]:
    with ParquetSource(path, field, most=most) as source:
        size = path.stat().st_size / max(source.rows, 1)
        names = source.values(id_field) if id_field else None
        row = 0
        for batch in source:
            for text in batch.texts:
                row += 1
                name = str(next(names)) if names else f"{path}:{row}"
                if text is not None:
                    yield Document(name, text)
            on_bytes(int(len(batch.texts) * size))
