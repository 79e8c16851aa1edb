"""polars: an expression, and the same as ``pl.col("text").unionclean.clean()``; nulls stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from unionclean.adapters import clean_values, require
from unionclean.pipeline import clean

if TYPE_CHECKING:
    from polars import Expr, Series


def clean_column(column: str | Expr, *, cleaner: Callable[[str], str] = clean) -> Expr:
    """Return an expression that cleans a column of texts; it works in eager, lazy and streaming frames.

    ``column`` is a name or an expression of type ``String`` (or ``Categorical``, ``Enum``, which become ``String``).  When
    the expression runs on another type it raises polars' ``ComputeError`` from a :class:`TypeError`.

    >>> import polars
    >>> frame = polars.DataFrame({"text": ["中国,你好", "Hello, world", None]})
    >>> frame.select(clean_column("text"))["text"].to_list()
    ['中国，你好', 'Hello, world', None]
    """
    polars = require("polars", "polars")
    expression = polars.col(column) if isinstance(column, str) else column

    def clean_series(series: Series) -> Series:
        return _clean_series(polars, series, cleaner)

    result: Expr = expression.map_batches(clean_series, return_dtype=polars.String, is_elementwise=True)
    return result


def _clean_series(polars: Any, series: Series, cleaner: Callable[[str], str]) -> Series:
    if series.dtype in (polars.Categorical, polars.Enum, polars.Null):
        series = series.cast(polars.String)
    if series.dtype != polars.String:
        raise TypeError(f"unionclean works on text, and column {series.name!r} is {series.dtype}: cast it first")
    cleaned = clean_values(series, series.name, cleaner)
    result: Series = polars.Series(series.name, cleaned, dtype=polars.String)
    return result


def register() -> None:
    """Make ``Expr.unionclean`` known to polars; further calls do nothing.

    >>> import polars
    >>> register()
    >>> polars.DataFrame({"text": ["你好,世界"]}).select(polars.col("text").unionclean.clean()).item()
    '你好，世界'
    """
    polars = require("polars", "polars")
    if not hasattr(polars.Expr, "unionclean"):
        polars.api.register_expr_namespace("unionclean")(_Namespace)


class _Namespace:
    def __init__(self, expression: Expr) -> None:
        self._expression = expression

    def clean(self, *, cleaner: Callable[[str], str] = clean) -> Expr:
        """Return the expression cleaned, as :func:`clean_column` does."""
        return clean_column(self._expression, cleaner=cleaner)
