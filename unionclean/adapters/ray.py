"""Ray Data: a callable for ``Dataset.map_batches``, whatever the format of its batches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from unionclean.adapters import arrow, clean_values, pandas, require
from unionclean.pipeline import clean


def clean_batch(batch: Any, column: str = "text", *, cleaner: Callable[[str], str] = clean) -> Any:
    """Return ``batch`` with ``column`` cleaned, in the format it came in: a dict of NumPy arrays, pandas or pyarrow.

    Use it as ``dataset.map_batches(clean_batch)``; for another column add ``fn_kwargs={"column": "content"}``.
    ``batch_format="pyarrow"`` spares the copy to NumPy.  Nulls stay nulls, also where Ray makes ``NaN`` of them in NumPy
    batches.  Raises :class:`KeyError` when there is no such column.

    >>> import numpy
    >>> clean_batch({"text": numpy.array(["中国,你好", "Hello, world", None], dtype=object)})["text"].tolist()
    ['中国，你好', 'Hello, world', None]
    """
    if not isinstance(batch, dict):
        adapter: Any = arrow if hasattr(batch, "schema") else pandas
        return adapter.clean_column(batch, column, cleaner=cleaner)
    if column not in batch:
        raise KeyError(f"no column {column!r}; the columns: {', '.join(batch)}")
    numpy = require("numpy", "ray")
    texts = [None if text is None or text != text else text for text in batch[column].tolist()]
    return {**batch, column: numpy.array(clean_values(texts, column, cleaner), dtype=object)}
