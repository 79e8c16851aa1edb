"""unionclean inside other people's engines: one thin module each, which loads the engine when it is first used."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import Any


def require(module: str, extra: str) -> Any:
    """Return the imported ``module``; raise an :class:`ImportError` that names the ``extra`` to install when it is missing.

    >>> require("no_such_module", "polars")
    Traceback (most recent call last):
    ImportError: no_such_module is not installed: pip install 'unionclean[polars]'
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise ImportError(f"{name} is not installed: pip install 'unionclean[{extra}]'", name=name) from error


def clean_values(values: Iterable[Any], column: object, cleaner: Callable[[str], str]) -> list[Any]:
    """Return ``values`` cleaned, ``None`` kept; an error of ``cleaner`` says in which row of which column it happened.

    Rows count from 0 within what the engine handed over, a batch as a rule.

    >>> clean_values(["a", None], "text", str.upper)
    ['A', None]
    >>> clean_values([3], "text", len)
    Traceback (most recent call last):
    TypeError: row 0 of column 'text': object of type 'int' has no len()
    """
    cleaned: list[Any] = []
    try:
        for value in values:
            cleaned.append(None if value is None else cleaner(value))  # noqa: PERF401 its length is the row of an error
    except (TypeError, ValueError) as error:
        raise type(error)(f"row {len(cleaned)} of column {column!r}: {error}") from error
    return cleaned
