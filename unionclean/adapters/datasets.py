"""Hugging Face datasets: a batched function for ``Dataset.map``, also on streamed (iterable) datasets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from unionclean.pipeline import clean


def clean_batch(
    batch: Mapping[str, list[Any]], column: str = "text", *, cleaner: Callable[[str], str] = clean
) -> dict[str, list[Any]]:
    """Return ``column`` of a batch cleaned, which ``map`` puts in the place of the old one; ``None`` stays.

    Use it as ``dataset.map(clean_batch, batched=True)``; for another column add ``fn_kwargs={"column": "content"}``.  It
    pickles, so ``num_proc`` works, and ``datasets`` can fingerprint it for its cache.  Raises :class:`KeyError` when there is
    no such column.

    >>> clean_batch({"text": ["中国,你好", None], "n": [1, 2]})
    {'text': ['中国，你好', None]}
    >>> clean_batch({"content": ["Hello, world"]}, column="content")
    {'content': ['Hello, world']}
    """
    if column not in batch:
        raise KeyError(f"no column {column!r}; the columns: {', '.join(batch)}")
    return {column: [text if text is None else cleaner(text) for text in batch[column]]}
