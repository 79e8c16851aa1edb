"""The adapters of engines that every test environment has; the heavier engines are in tests/integration."""

from __future__ import annotations

import pickle
import subprocess
import sys

import numpy
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

import unionclean
from unionclean.adapters import arrow, datasets, datatrove, ray, require, spark
from unionclean.adapters import pandas as for_pandas
from unionclean.adapters import polars as for_polars

TEXTS = ["中國,你好", None, "Hello, world", "", "好"]
CLEANED = [text and text.replace("國", "国") for text in TEXTS]
ADAPTERS = ("pandas", "polars", "arrow", "datasets", "spark", "datatrove", "ray")


def cleaner(text: str) -> str:
    """A small cleaner, strict as the real ones are."""
    if not isinstance(text, str):
        raise TypeError(f"unionclean works on str, not {type(text).__name__}")
    return text.replace("國", "国")


@pytest.mark.parametrize("name", ADAPTERS)
def test_importing_an_adapter_loads_no_engine(name):
    engines = {"pandas", "polars", "pyarrow", "numpy", "datasets", "pyspark", "datatrove", "ray"}
    code = f"import sys, unionclean.adapters.{name}; print(*sorted({engines!r} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""


@pytest.mark.parametrize(
    ("engine", "extra", "use"),
    [
        ("pandas", "pandas", lambda: for_pandas.clean_column([])),
        ("polars", "polars", lambda: for_polars.clean_column("text")),
        ("polars", "polars", lambda: for_polars.register()),
        ("pyarrow", "arrow", lambda: arrow.clean_array(None)),
        ("pyspark", "spark", lambda: spark.clean_udf()),
        ("datatrove", "datatrove", lambda: datatrove.CleanFormatter()),
    ],
    ids=lambda value: value if isinstance(value, str) else "use",
)
def test_a_missing_engine_says_what_to_install(engine, extra, use, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == engine]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(vars(datatrove), "CleanFormatter", raising=False)  # made earlier, when the engine was there
    monkeypatch.setitem(sys.modules, engine, None)
    with pytest.raises(ImportError, match=rf"{engine} is not installed: pip install 'unionclean\[{extra}\]'"):
        use()


def test_an_unknown_name_of_a_lazy_adapter_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = datatrove.Nothing


def test_require_returns_the_module():
    assert require("json", "x").dumps([]) == "[]"


@pytest.mark.parametrize("dtype", [object, "string", "string[pyarrow]", "str", "category"])
def test_a_pandas_series_keeps_index_name_dtype_and_missing_values(dtype):
    if dtype == "str" and pandas.__version__ < "3":
        pytest.skip("pandas 2 takes str for object")
    series = pandas.Series(TEXTS, index=list("abcde"), name="text", dtype=dtype)
    result = for_pandas.clean_column(series, cleaner=cleaner)
    assert [None if pandas.isna(value) else value for value in result] == CLEANED
    assert list(result.index) == list("abcde")
    assert result.name == "text"
    assert result.dtype == series.dtype or dtype == "category" == result.dtype
    assert series.iloc[0] == TEXTS[0]


def test_pandas_keeps_each_kind_of_missing_value():
    series = pandas.Series([None, float("nan"), pandas.NA, "國"], dtype=object)
    result = for_pandas.clean_column(series, cleaner=cleaner)
    assert result.iloc[0] is None
    assert result.iloc[1] != result.iloc[1]
    assert result.iloc[2] is pandas.NA
    assert result.iloc[3] == "国"


def test_a_pandas_frame_keeps_its_other_columns_and_itself():
    frame = pandas.DataFrame({"text": TEXTS, 7: range(5), "other": ["國"] * 5}, index=[9, 8, 7, 6, 5])
    result = for_pandas.clean_column(frame, "text", cleaner=cleaner)
    assert [None if pandas.isna(value) else value for value in result["text"]] == CLEANED
    assert frame["text"].iloc[0] == TEXTS[0]
    assert list(result.columns) == ["text", 7, "other"]
    assert list(result["other"]) == ["國"] * 5
    assert list(result.index) == [9, 8, 7, 6, 5]


def test_pandas_with_a_repeated_index_and_an_empty_series():
    assert list(for_pandas.clean_column(pandas.Series(["國", "好"], index=[1, 1]), cleaner=cleaner)) == ["国", "好"]
    assert len(for_pandas.clean_column(pandas.Series([], dtype=object), cleaner=cleaner)) == 0


def test_pandas_says_what_is_wrong():
    with pytest.raises(TypeError, match="works on str, not int"):
        for_pandas.clean_column(pandas.Series(["國", 1], dtype=object))
    with pytest.raises(TypeError, match="needs the name of a column of the DataFrame: 'text'"):
        for_pandas.clean_column(pandas.DataFrame({"text": []}))
    with pytest.raises(KeyError):
        for_pandas.clean_column(pandas.DataFrame({"text": []}), "body")


def test_pandas_map_with_the_plain_function():
    series = pandas.Series(["好", None], dtype=object)
    assert series.map(unionclean.clean, na_action="ignore").dropna().tolist() == ["好"]


@pytest.mark.parametrize("dtype", [polars.String, polars.Categorical])
def test_a_polars_expression_keeps_nulls_and_the_name(dtype):
    frame = polars.DataFrame({"text": TEXTS, "n": range(5)}, schema_overrides={"text": dtype})
    result = frame.with_columns(for_polars.clean_column("text", cleaner=cleaner))
    assert result["text"].to_list() == CLEANED
    assert result.columns == ["text", "n"]
    assert result.schema["text"] == polars.String
    assert frame.lazy().with_columns(for_polars.clean_column("text", cleaner=cleaner)).collect_schema() == result.schema


def test_polars_lazily_from_parquet_to_parquet(tmp_path):
    polars.DataFrame({"text": TEXTS * 100}).write_parquet(tmp_path / "in.parquet")
    lazy = polars.scan_parquet(tmp_path / "in.parquet").with_columns(
        for_polars.clean_column(polars.col("text"), cleaner=cleaner).alias("clean")
    )
    lazy.sink_parquet(tmp_path / "out.parquet")
    assert polars.read_parquet(tmp_path / "out.parquet")["clean"].to_list() == CLEANED * 100


def test_the_polars_namespace():
    for_polars.register()
    for_polars.register()
    frame = polars.DataFrame({"text": TEXTS})
    assert frame.select(polars.col("text").unionclean.clean(cleaner=cleaner))["text"].to_list() == CLEANED


def test_polars_with_nothing_but_nulls_and_with_numbers():
    assert polars.DataFrame({"text": [None, None]}).select(for_polars.clean_column("text"))["text"].to_list() == [
        None,
        None,
    ]
    with pytest.raises((TypeError, polars.exceptions.PolarsError), match="works on text"):
        polars.DataFrame({"n": [1, 2]}).select(for_polars.clean_column("n"))


ARROW_TYPES = [
    pyarrow.string(),
    pyarrow.large_string(),
    pyarrow.string_view(),
    pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
    pyarrow.dictionary(pyarrow.int8(), pyarrow.large_string()),
]


@pytest.mark.parametrize("kind", ARROW_TYPES, ids=str)
def test_arrow_arrays_keep_their_type(kind):
    array = pyarrow.array(TEXTS, pyarrow.string()).cast(kind)
    for form in (array, pyarrow.chunked_array([array, array])):
        result = arrow.clean_array(form, cleaner=cleaner)
        assert result.type == kind
        assert result.to_pylist() == CLEANED * (len(form) // 5)


def test_arrow_batches_and_tables_keep_the_schema():
    schema = pyarrow.schema(
        [pyarrow.field("text", pyarrow.string(), metadata={"a": "b"}), ("n", pyarrow.int64())], metadata={"k": "v"}
    )
    batch = pyarrow.record_batch([TEXTS, list(range(5))], schema=schema)
    table = pyarrow.Table.from_batches([batch, batch])
    for data in (batch, table):
        result = arrow.clean_column(data, "text", cleaner=cleaner)
        assert type(result) is type(data)
        assert result.schema.equals(schema, check_metadata=True)
        assert result.column("text").to_pylist() == CLEANED * (len(data) // 5)
        assert result.column("n").to_pylist() == data.column("n").to_pylist()


def test_arrow_says_what_is_wrong():
    batch = pyarrow.record_batch({"n": [1]})
    with pytest.raises(KeyError, match="no single column 'text'; the columns: n"):
        arrow.clean_column(batch, "text")
    with pytest.raises(TypeError, match="column 'n' is int64"):
        arrow.clean_column(batch, "n")


def test_a_parquet_file_streams_through(tmp_path):
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"text": TEXTS * 20, "n": range(100)}), source, row_group_size=30)
    with (
        pyarrow.parquet.ParquetFile(source) as file,
        pyarrow.parquet.ParquetWriter(target, file.schema_arrow) as writer,
    ):
        for batch in arrow.clean_batches(file.iter_batches(batch_size=10), "text", cleaner=cleaner):
            writer.write_batch(batch)
    assert pyarrow.parquet.read_table(target)["text"].to_pylist() == CLEANED * 20


@pytest.mark.parametrize(
    "run",
    [
        lambda rows: for_pandas.clean_column(pandas.DataFrame({"body": pandas.Series(rows, dtype=object)}), "body"),
        lambda rows: datasets.clean_batch({"body": rows}, "body"),
        lambda rows: ray.clean_batch({"body": numpy.array(rows, dtype=object)}, "body"),
    ],
    ids=["pandas", "datasets", "ray"],
)
def test_an_error_names_row_and_column(run):
    with pytest.raises(TypeError, match="row 2 of column 'body': unionclean works on str, not int"):
        run(["好", None, 3])


def test_a_row_of_datasets_is_no_batch_of_characters():
    row = {"text": "中國,你好", "n": 1}
    assert datasets.clean_batch(row) == {"text": "中国，你好"}
    assert datasets.clean_batch({"text": None}) == {"text": None}


def test_the_pickle_that_names_the_cache_of_datasets_holds_the_version():
    assert unionclean.__version__.encode() in pickle.dumps(datasets.clean_batch)


def test_a_batch_of_datasets():
    batch = {"text": TEXTS, "n": list(range(5))}
    assert datasets.clean_batch(batch, cleaner=cleaner) == {"text": CLEANED}
    assert datasets.clean_batch(batch, "text", cleaner=cleaner) == {"text": CLEANED}
    assert pickle.loads(pickle.dumps(datasets.clean_batch)) is datasets.clean_batch
    with pytest.raises(KeyError, match="no column 'body'; the columns: text, n"):
        datasets.clean_batch(batch, "body")


@pytest.mark.parametrize("make", [lambda d: {"text": numpy.array(d, dtype=object)}, pandas.DataFrame, pyarrow.table])
def test_a_batch_of_ray_in_each_format(make):
    batch = make(TEXTS) if not isinstance(make, type) and make is not pyarrow.table else make({"text": TEXTS})
    result = ray.clean_batch(batch, cleaner=cleaner)
    assert type(result) is type(batch)
    column = result["text"]
    values = column.to_pylist() if hasattr(column, "to_pylist") else list(column)
    assert [None if pandas.isna(value) else value for value in values] == CLEANED


def test_the_nan_that_ray_makes_of_nulls_becomes_null_again():
    batch = {"text": numpy.array(["國", float("nan")], dtype=object)}
    assert ray.clean_batch(batch, cleaner=cleaner)["text"].tolist() == ["国", None]


def test_ray_says_what_is_wrong():
    with pytest.raises(KeyError, match="no column 'body'; the columns: text"):
        ray.clean_batch({"text": numpy.array(["a"])}, "body")
