"""Parquet: one string column is cleaned batch by batch; schema, metadata, compression and all other columns stay."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from unionclean.edits import Cleaned
from unionclean.files.errors import FileError
from unionclean.files.limits import LARGEST, why_too_large
from unionclean.flags import FLAGS, Flags, arrow_schema, flag_columns

_ROWS = 32  # rows read at a time: few, for a page may be large
_BATCH_BYTES = 1 << 20  # rows that travel to a worker together: enough to make the journey cheap
GROUP_BYTES = 32 << 20  # a row group is written when so much has gathered, so memory does not grow with the file


class Batch(NamedTuple):
    """Some rows of a file, and their texts."""

    rows: Any  # pyarrow.Table
    texts: list[str | None]


class ParquetSource:
    """An open Parquet file with a text column; use it as a context manager.  Raises :class:`FileError`."""

    def __init__(self, path: Path, field: str, *, most: int = LARGEST, flags: bool = False) -> None:
        self.path, self.field, self._most, self._flags = path, field, most, flags
        self._arrow = require_pyarrow(path)
        with self._problems():
            self._file = self._arrow.parquet.ParquetFile(path, memory_map=False)
            self.schema = self._file.schema_arrow
            self.rows: int = self._file.metadata.num_rows
            self._require_text()

    def __enter__(self) -> ParquetSource:
        return self

    def __exit__(self, *details: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Batch]:
        first = 1
        with self._problems():
            for group in grouped(self._file.iter_batches(batch_size=_ROWS), _BATCH_BYTES):
                rows = self._arrow.Table.from_batches(group, self.schema)
                yield Batch(rows, self._texts(rows.column(self.field), first))
                first += len(rows)

    def _texts(self, column: Any, first: int) -> list[str | None]:
        """Return the texts of ``column``, whose first row has the number ``first``; raises :class:`FileError` that names the row."""
        texts: list[Any] = column.cast(self._arrow.large_binary()).to_pylist()
        for row, text in enumerate(texts, first):
            if text is None:
                continue
            if len(text) > self._most:
                raise FileError(self.path, f"row {row}: {why_too_large(self._most)}")
            try:
                texts[row - first] = text.decode("utf-8")
            except UnicodeDecodeError as error:
                raise FileError(self.path, f"row {row}: not valid UTF-8 (byte {error.start} of the text)") from None
        return texts

    def values(self, field: str) -> Iterator[Any]:
        """Yield the values of another column, ``None`` for ever if there is no such column, or more than one."""
        if self.schema.names.count(field) != 1:
            while True:
                yield None
        with self._problems():
            for rows in self._file.iter_batches(batch_size=_ROWS, columns=[field]):
                yield from rows.column(0).to_pylist()

    def with_flags(self, rows: Any, flags: list[Flags]) -> Any:
        """Return ``rows`` with the columns of :mod:`unionclean.flags` behind them."""
        for column in arrow_schema():
            rows = rows.append_column(column, self._arrow.array([each[column.name] for each in flags], column.type))  # type: ignore[literal-required]
        return rows

    def with_texts(self, rows: Any, texts: list[str | None]) -> Any:
        """Return ``rows`` with the text column replaced."""
        place = self.schema.get_field_index(self.field)
        column = self._arrow.array(texts, self._arrow.large_string())
        kind = self.schema.field(place).type
        if self._arrow.types.is_dictionary(kind):
            column = column.cast(kind.value_type).dictionary_encode().cast(kind)
        return rows.set_column(place, self.schema.field(place), column.cast(kind))

    def write(self, file: IO[bytes], batches: Iterable[Any]) -> None:
        """Write ``batches`` to ``file``, compressed column by column as this file is."""
        schema = self.schema
        for column in arrow_schema() if self._flags else ():
            schema = schema.append(column)
        with self._arrow.parquet.ParquetWriter(file, schema, compression=self._compression()) as writer:
            for group in grouped(batches, GROUP_BYTES):
                self._write_group(writer, group)

    def _write_group(self, writer: Any, group: list[Any]) -> None:
        try:
            writer.write_table(self._arrow.concat_tables(group))
        except self._arrow.ArrowException as error:
            raise FileError(self.path, f"cannot be written ({first_line(error)})") from error

    def _compression(self) -> Any:
        metadata = self._file.metadata
        if not metadata.num_row_groups:
            return "snappy"
        group = metadata.row_group(0)
        columns = (group.column(index) for index in range(metadata.num_columns))
        names = {column.path_in_schema: column.compression.lower() for column in columns}
        if self._flags:
            names |= dict.fromkeys((*FLAGS, "kinds.list.element"), names[self.field])
        return {path: "none" if name == "uncompressed" else name for path, name in names.items()}

    def _require_text(self) -> None:
        if self.field not in self.schema.names:
            columns = ", ".join(self.schema.names)
            raise FileError(self.path, f"no column {self.field!r} (it has: {columns}); name one with --field")
        if self._flags and (taken := set(FLAGS).intersection(self.schema.names)):
            raise FileError(self.path, f"has a column {min(taken)!r} already, which --flags would write")
        if self.schema.names.count(self.field) > 1:
            raise FileError(self.path, f"has {self.schema.names.count(self.field)} columns named {self.field!r}")
        kind = self.schema.field(self.field).type
        plain = kind.value_type if self._arrow.types.is_dictionary(kind) else kind
        types = self._arrow.types
        if not (types.is_string(plain) or types.is_large_string(plain)):
            raise FileError(self.path, f"column {self.field!r} holds {kind}, not text")

    @contextlib.contextmanager
    def _problems(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:  # pyarrow raises it for a broken page, without an errno
            if not error.errno:
                raise FileError(self.path, _broken(error)) from error
            raise FileError(self.path, os.strerror(error.errno).lower()) from error  # its own words name the file again
        except MemoryError as error:
            raise FileError(self.path, "needs more memory than there is") from error
        except (self._arrow.ArrowException, ValueError, OverflowError) as error:  # e.g. a name that is no UTF-8, a date
            raise FileError(self.path, _broken(error)) from error


def _broken(error: Exception) -> str:
    return f"broken Parquet ({first_line(error)})"


def first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["no reason given"])[0][:120]


def grouped(batches: Iterable[Any], most: int) -> Iterator[list[Any]]:
    """Yield runs of batches, or of tables, of about ``most`` bytes."""
    group: list[Any] = []
    size = 0
    for batch in batches:
        group.append(batch)
        size += batch.nbytes
        if size >= most:
            yield group
            group, size = [], 0
    if group:
        yield group


def require_pyarrow(path: Path) -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise FileError(path, "needs the package pyarrow: pip install 'unionclean[parquet]'") from None
    return pyarrow


def clean_texts(clean: Callable[[str], str], texts: list[str | None]) -> list[str | None]:
    """Return ``texts`` cleaned, nulls kept.

    >>> clean_texts(str.upper, ["a", None])
    ['A', None]
    """
    return [text if text is None else clean(text) for text in texts]


def explain_texts(explain: Callable[[str], Cleaned], texts: list[str | None]) -> tuple[list[str | None], list[Flags]]:
    """Return ``texts`` as :func:`clean_texts` does, and the flags of each; a null counts as an empty text.

    >>> from unionclean import explain
    >>> texts, flags = explain_texts(explain, ["中國", None])
    >>> texts, [each["changed"] for each in flags]
    (['中国', None], [True, False])
    """
    cleaned = [explain("" if text is None else text) for text in texts]
    kept = [text if text is None else each.text for text, each in zip(texts, cleaned, strict=True)]
    return kept, [flag_columns(each) for each in cleaned]
