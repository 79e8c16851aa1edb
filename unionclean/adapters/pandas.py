"""pandas: a column cleaned, missing values kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, overload

from unionclean.adapters import clean_values, require
from unionclean.pipeline import clean

if TYPE_CHECKING:
    from pandas import DataFrame, Series


@overload
def clean_column(data: Series, *, cleaner: Callable[[str], str] = ...) -> Series: ...
@overload
def clean_column(data: DataFrame, column: Any, *, cleaner: Callable[[str], str] = ...) -> DataFrame: ...
def clean_column(data: Any, column: Any = None, *, cleaner: Callable[[str], str] = clean) -> Any:
    """Return a Series cleaned, or a DataFrame with ``column`` cleaned; what was passed in is not changed.

    Index, name, dtype and missing values (``None``, ``NaN``, ``pd.NA``) stay.  Raises :class:`TypeError` for a value that is
    neither text nor missing, and for a DataFrame without ``column``.

    >>> import pandas
    >>> clean_column(pandas.Series(["中国,你好", None])).fillna("missing").tolist()
    ['中国，你好', 'missing']
    >>> clean_column(pandas.DataFrame({"text": ["Hello, world"], "url": ["a"]}), "text").iloc[0].tolist()
    ['Hello, world', 'a']
    """
    pandas = require("pandas", "pandas")
    if not isinstance(data, pandas.DataFrame):
        return _clean_series(data, cleaner)
    if column is None:
        raise TypeError(
            f"clean_column needs the name of a column of the DataFrame: {', '.join(map(repr, data.columns))}"
        )
    cleaned = data.copy(deep=False)
    cleaned[column] = _clean_series(data[column], cleaner)
    return cleaned


def _clean_series(series: Any, cleaner: Callable[[str], str]) -> Any:
    missing = series.isna()
    texts = [None if is_missing else value for value, is_missing in zip(series, missing, strict=True)]
    name = "text" if series.name is None else series.name
    cleaned_texts = clean_values(texts, name, cleaner)
    values = [value if m else text for value, text, m in zip(series, cleaned_texts, missing, strict=True)]
    dtype = object if series.dtype == "category" else series.dtype
    cleaned = type(series)(values, index=series.index, name=series.name, dtype=dtype)
    return cleaned.astype("category") if series.dtype == "category" else cleaned
