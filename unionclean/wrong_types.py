"""What to do with a value that is no text: one piece of advice for each kind of thing that people have their texts in.

Nothing is imported to find out: a series of pandas is known by the name of its class.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping


def advice_on(value: object, called: str) -> str:
    """Return how to get from ``value`` to a call of ``called`` with a text.

    >>> advice_on(b"abc", "unionclean.clean")
    'decode first, unionclean.decode(data).text'
    >>> advice_on(["a", "b"], "unionclean.clean")
    'call it for each text, [unionclean.clean(text) for text in texts]'
    """
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "decode first, unionclean.decode(data).text"
    if value is None:
        return "skip missing values, or pass ''"
    if type(value).__name__ in _MISSING or (isinstance(value, float) and value != value):  # NaN is not itself
        return "skip missing values, in pandas with na_action='ignore'"
    if isinstance(getattr(value, "text", None), str):  # of what was decoded, or cleaned
        return "pass its .text"
    if isinstance(value, os.PathLike):
        return "read the file first, path.read_text('utf-8') or unionclean.decode(path.read_bytes()).text"
    if callable(getattr(value, "read", None)):
        return "read the file first, file.read()"
    return _advice_on_many(value, called) or "pass a text"


_MISSING = frozenset({"NAType", "NaTType"})


def _advice_on_many(value: object, called: str) -> str:
    """Return what to do with a collection of texts, ``""`` if ``value`` is none."""
    library, name = type(value).__module__.partition(".")[0], type(value).__name__
    if name in ("DataFrame", "LazyFrame") and library in ("pandas", "polars"):
        return f"clean one column, unionclean.adapters.{library}"
    if library == "pandas" and name in ("Series", "Index"):
        return f"call it for each text, {name.lower()}.map({called}, na_action='ignore')"
    if library == "polars" and name == "Series":
        return f"call it for each text, series.map_elements({called}, return_dtype=polars.String)"
    if library == "polars" and name == "Expr":
        return "make an expression of it, unionclean.adapters.polars"
    if isinstance(value, Mapping):
        return f"pass one of its values, {called}(record['text'])"
    if isinstance(value, Iterable):
        return f"call it for each text, [{called}(text) for text in texts]"
    return ""
