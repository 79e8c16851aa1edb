"""PySpark: a pandas UDF, so that texts cross from Spark to Python in Arrow batches; nulls stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from unionclean.adapters import require
from unionclean.adapters.pandas import clean_column
from unionclean.pipeline import clean

if TYPE_CHECKING:
    from pandas import Series


def clean_udf(*, cleaner: Callable[[str], str] = clean) -> Any:
    """Return a pandas UDF from a string column to a string column.

    Use it as ``frame.withColumn("text", clean_udf()("text"))``.  unionclean must be installed where the executors run.  From
    SQL: ``spark.udf.register("clean_text", clean_udf())``.  Nulls stay; ``cleaner`` must pickle.

    ::

        frame = spark.createDataFrame([("中国,你好",), ("Hello, world",), (None,)], ["text"])
        frame.select(clean_udf()("text")).collect()  # the texts '中国，你好', 'Hello, world' and None
    """
    functions = require("pyspark.sql.functions", "spark")
    pandas = require("pandas", "spark")

    def clean_series(texts: Series) -> Series:
        return clean_column(texts, cleaner=cleaner)

    # Spark reads the kind of UDF off these; as strings it could not resolve them.
    clean_series.__annotations__ = {"texts": pandas.Series, "return": pandas.Series}
    return functions.pandas_udf(clean_series, "string")
