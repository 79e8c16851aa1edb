"""pyarrow: arrays, record batches and tables; with record batches a Parquet file streams through in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from unionclean.adapters import clean_values, require
from unionclean.pipeline import clean

Data = TypeVar("Data")


def clean_column(data: Data, column: str, *, cleaner: Callable[[str], str] = clean) -> Data:
    """Return a ``RecordBatch`` or ``Table`` with ``column`` cleaned; the schema and all other columns are the same.

    Nulls stay.  Raises :class:`KeyError` when there is no such column, :class:`TypeError` when it holds no text.

    >>> import pyarrow
    >>> batch = pyarrow.record_batch({"text": ["中国,你好", None], "n": [1, 2]})
    >>> clean_column(batch, "text").to_pydict()
    {'text': ['中国，你好', None], 'n': [1, 2]}
    """
    table: Any = data
    index = table.schema.get_field_index(column)
    if index < 0:
        raise KeyError(f"no single column {column!r}; the columns: {', '.join(table.schema.names)}")
    columns = list(table.columns)
    columns[index] = clean_array(columns[index], column, cleaner=cleaner)
    result: Data = type(table).from_arrays(columns, schema=table.schema)
    return result


def clean_batches(batches: Iterable[Data], column: str, *, cleaner: Callable[[str], str] = clean) -> Iterator[Data]:
    """Yield each record batch with ``column`` cleaned, one at a time; raises what :func:`clean_column` raises.

    >>> import pyarrow
    >>> batches = [pyarrow.record_batch({"text": ["中国,你好"]}), pyarrow.record_batch({"text": ["Hello, world", None]})]
    >>> [batch["text"].to_pylist() for batch in clean_batches(batches, "text")]
    [['中国，你好'], ['Hello, world', None]]
    """
    return (clean_column(batch, column, cleaner=cleaner) for batch in batches)


def clean_array(array: Any, column: str = "text", *, cleaner: Callable[[str], str] = clean) -> Any:
    """Return an ``Array`` or ``ChunkedArray`` of texts (plain, large, view or dictionary-encoded) cleaned, of the same type.

    Nulls stay.  ``column`` is the name that errors give.  Raises :class:`TypeError` when it holds no text.

    >>> import pyarrow
    >>> clean_array(pyarrow.array(["你好,世界", None], pyarrow.large_string())).to_pylist()
    ['你好，世界', None]
    """
    pyarrow = require("pyarrow", "arrow")
    if isinstance(array, pyarrow.ChunkedArray):
        return pyarrow.chunked_array(
            [clean_array(chunk, column, cleaner=cleaner) for chunk in array.chunks], type=array.type
        )
    if pyarrow.types.is_dictionary(array.type):
        return clean_array(array.dictionary_decode(), column, cleaner=cleaner).dictionary_encode().cast(array.type)
    texts = array.to_pylist()
    if any(text is not None and not isinstance(text, str) for text in texts):
        raise TypeError(f"unionclean works on text, and column {column!r} is {array.type}: cast or decode it first")
    return pyarrow.array(clean_values(texts, column, cleaner), type=array.type)
