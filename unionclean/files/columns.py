"""JSON lines as the columns of a Parquet file: every field of every record, in the order in which they first appear.

Parquet wants its columns first, so the records are read twice: once for the types, once for the rows.
"""

from __future__ import annotations

import contextlib
import functools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from unionclean.files.chunks import Chunk
from unionclean.files.errors import FileError
from unionclean.files.parquet import GROUP_BYTES, first_line, grouped, require_pyarrow
from unionclean.flags import arrow_schema

_MARK = "\ufeff"


def schema_of_chunk(path: Path, chunk: Chunk) -> Any:
    """Return the columns of the records in ``chunk``, a ``pyarrow.Schema``; lines that are no record are passed over.

    Raises :class:`FileError` when the values of a field have no common type.
    """
    arrow = require_pyarrow(path)
    records = list(_records(chunk.data))
    fields = []
    for name in dict.fromkeys(name for record in records for name in record):
        with _named(path, chunk, name):
            fields.append(arrow.field(name, arrow.infer_type([record.get(name) for record in records])))
    return arrow.schema(fields)


def unify_schemas(path: Path, field: str, schemas: Iterable[Any], *, flags: bool) -> Any:
    """Return the one schema that all records fit, with the flags behind it; raises :class:`FileError`.

    A field of whole numbers here and of fractions there holds fractions; any field may be missing.
    """
    arrow = require_pyarrow(path)
    unify = functools.partial(arrow.unify_schemas, promote_options="permissive")
    try:
        schema = functools.reduce(lambda one, other: unify([one, other]), schemas, arrow.schema([]))
    except arrow.ArrowException as error:
        raise FileError(path, f"its records do not fit one table ({first_line(error)})") from error
    place = schema.get_field_index(field)
    text = arrow.field(field, arrow.string())
    if place < 0:
        schema = schema.append(text)
    elif arrow.types.is_null(schema.field(place).type):
        schema = schema.set(place, text)
    return arrow.schema([*schema, *(arrow_schema() if flags else ())])


def rows_of_chunk(path: Path, schema: Any, chunk: Chunk, cleaned: bytes) -> Any:
    """Return ``cleaned``, made of ``chunk``, as a ``pyarrow.Table`` of ``schema``; raises :class:`FileError`."""
    arrow = require_pyarrow(path)
    records = list(_records(cleaned))
    columns = []
    for field in schema:
        with _named(path, chunk, field.name):
            columns.append(arrow.array([record.get(field.name) for record in records], field.type))
    return arrow.Table.from_arrays(columns, schema=schema)


def write_rows(path: Path, file: IO[bytes], schema: Any, tables: Iterable[Any]) -> None:
    """Write ``tables``, made of the records of ``path``, as a Parquet file; raises :class:`FileError`."""
    arrow = require_pyarrow(path)
    try:
        with arrow.parquet.ParquetWriter(file, schema) as writer:
            for group in grouped(tables, GROUP_BYTES):
                writer.write_table(arrow.concat_tables(group))
    except arrow.ArrowException as error:  # an object without fields, for one
        raise FileError(path, f"cannot be written as Parquet ({first_line(error)})") from error


def _records(data: bytes) -> Iterator[dict[str, Any]]:
    for line in data.split(b"\n"):
        try:
            record = json.loads(line.decode("utf-8").removeprefix(_MARK)) if line.strip() else None
        except (ValueError, RecursionError):
            continue  # cleaning tells of it
        if isinstance(record, dict):
            yield record


@contextlib.contextmanager
def _named(path: Path, chunk: Chunk, name: str) -> Iterator[None]:
    """Name the field and the lines when values do not fit a column: texts beside numbers, say, or a lone surrogate."""
    arrow = require_pyarrow(path)
    try:
        yield
    except (arrow.ArrowException, ValueError, TypeError, OverflowError) as error:
        last = chunk.first_line + chunk.data.count(b"\n", 0, -1)
        why = f"field {name!r} does not fit one column ({first_line(error)})"
        raise FileError(path, f"lines {chunk.first_line:,} to {last:,}: {why}") from error
