"""Hugging Face datasets: a function for ``Dataset.map``, also on streamed (iterable) datasets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from unionclean import __version__
from unionclean.adapters import clean_values
from unionclean.pipeline import clean


class CleanBatch:
    """What :data:`clean_batch` is: a function that pickles with the version of unionclean.

    ``datasets`` names the cache of a ``map`` after the pickled function.  A plain function pickles as its name alone, and then
    a new release would be given the output of the old one.
    """

    def __call__(
        self, batch: Mapping[str, Any], column: str = "text", *, cleaner: Callable[[str], str] = clean
    ) -> dict[str, Any]:
        """Return ``column`` of a batch cleaned, which ``map`` puts in the place of the old one; ``None`` stays.

        Use it as ``dataset.map(clean_batch, batched=True)``; for another column add ``fn_kwargs={"column": "content"}``.  It
        pickles, so ``num_proc`` works.  Without ``batched=True`` it is given single rows and cleans these, which is slower.
        Raises :class:`KeyError` when there is no such column, :class:`TypeError` with the row when a value is no text.

        >>> clean_batch({"text": ["中国,你好", None], "n": [1, 2]})
        {'text': ['中国，你好', None]}
        >>> clean_batch({"text": "中国,你好", "n": 1})
        {'text': '中国，你好'}
        >>> clean_batch({"content": ["Hello, world"]}, column="content")
        {'content': ['Hello, world']}
        """
        if column not in batch:
            raise KeyError(f"no column {column!r}; the columns: {', '.join(batch)}")
        value = batch[column]
        if value is None or isinstance(value, str):
            return {column: clean_values([value], column, cleaner)[0]}
        return {column: clean_values(value, column, cleaner)}

    def __repr__(self) -> str:
        return "clean_batch"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (__version__,)


def _restored(version: str) -> CleanBatch:
    """Return the function; ``version`` only makes pickles of two releases differ."""
    return clean_batch


clean_batch = CleanBatch()
"""Clean a column of the batches that ``Dataset.map`` hands over: see :meth:`CleanBatch.__call__`."""
