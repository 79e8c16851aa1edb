"""The adapters inside the engines themselves, each with worker processes.

These engines are large, so an environment without one skips its test and says so; ``UNIONCLEAN_ENGINES`` names those that
must be there (``.ci/run`` sets it), and then a missing one is a failure.
"""

from __future__ import annotations

import importlib
import itertools
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

import unionclean
from tests.integration.engines import need

TEXTS = ["中國工會", None, "Hello, world", "", "好"]

pytestmark = pytest.mark.filterwarnings("ignore")  # the engines' own warnings are not ours to forbid


def marked(text: str) -> str:
    """A cleaner that says it was there."""
    return text.replace("國", "国")


CLEANED = [text and marked(text) for text in TEXTS]


def seed_lines(number: int) -> list[str]:
    """Return so many texts of real damaged pages, a few lines each."""
    pages = sorted((Path(__file__).parents[2] / "seeds").glob("0*.txt"))
    lines = [line for page in pages for line in page.read_text("utf-8").splitlines() if line.strip()]
    return list(itertools.islice(itertools.cycle(["\n".join(lines[i : i + 2]) for i in range(len(lines))]), number))


@pytest.fixture(scope="module")
def rows():
    """2,000 rows with what ``unionclean.clean`` makes of them; every engine must give exactly that."""
    texts = seed_lines(2000)
    known = {text: unionclean.clean(text) for text in set(texts)}
    return texts, [known[text] for text in texts]


def engine(name: str) -> Any:
    """Return the imported engine, or skip when it may be missing."""
    need(name)
    return importlib.import_module(name)


def test_pandas_polars_and_arrow_give_the_rows(rows):
    pandas, polars, pyarrow = (engine(name) for name in ("pandas", "polars", "pyarrow"))
    from unionclean.adapters import arrow
    from unionclean.adapters import pandas as for_pandas
    from unionclean.adapters import polars as for_polars

    texts, cleaned = rows
    assert for_pandas.clean_column(pandas.Series(texts)).tolist() == cleaned
    frame = polars.DataFrame({"text": texts})
    assert frame.select(for_polars.clean_column("text"))["text"].to_list() == cleaned
    assert arrow.clean_column(pyarrow.table({"text": texts}), "text")["text"].to_pylist() == cleaned


def test_hugging_face_datasets(tmp_path, monkeypatch, rows):
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    hugging_face = engine("datasets")
    from unionclean.adapters.datasets import clean_batch

    dataset = hugging_face.Dataset.from_dict({"text": TEXTS, "n": list(range(5))})
    options = {"batched": True, "fn_kwargs": {"cleaner": marked}}
    result = dataset.map(clean_batch, num_proc=2, **options)
    assert result["text"][:] == CLEANED
    assert result["n"][:] == list(range(5))
    assert dataset.map(clean_batch, **options)._fingerprint == dataset.map(clean_batch, **options)._fingerprint
    streamed = dataset.to_iterable_dataset().map(clean_batch, **options)
    assert [row["text"] for row in streamed] == CLEANED
    texts, cleaned = rows
    assert hugging_face.Dataset.from_dict({"text": texts}).map(clean_batch, batched=True)["text"][:] == cleaned


def test_the_cache_of_datasets_knows_the_version(monkeypatch):
    hashed = importlib.import_module("datasets.fingerprint").Hasher if engine("datasets") else None
    from unionclean.adapters import datasets as adapter

    now = hashed.hash(adapter.clean_batch)
    assert hashed.hash(adapter.clean_batch) == now
    monkeypatch.setattr(adapter, "__version__", "999")
    assert hashed.hash(adapter.clean_batch) != now


def test_spark(tmp_path, rows):
    engine("pyspark")
    from pyspark.sql import SparkSession

    from unionclean.adapters.spark import clean_udf

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    options = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    options["spark.sql.warehouse.dir"] = str(tmp_path)
    for key, value in options.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    try:
        frame = spark.createDataFrame(list(enumerate(TEXTS)), "n int, text string")
        result = frame.withColumn("text", clean_udf(cleaner=marked)("text")).orderBy("n").collect()
        assert [row.text for row in result] == CLEANED
        spark.udf.register("clean_text", clean_udf())
        assert spark.sql("select clean_text('好') as t").collect()[0].t == "好"
        texts, cleaned = rows
        frame = spark.createDataFrame(list(enumerate(texts)), "n int, text string")
        result = frame.withColumn("text", clean_udf()("text")).orderBy("n").collect()
        assert [row.text for row in result] == cleaned
    finally:
        spark.stop()


def test_datatrove(tmp_path, rows):
    engine("datatrove")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from unionclean.adapters.datatrove import CleanFormatter

    source = tmp_path / "in"
    source.mkdir()
    for number in range(2):
        documents = [{"text": text, "id": f"{number}{i}"} for i, text in enumerate(TEXTS) if text]
        (source / f"{number}.jsonl").write_text("\n".join(map(json.dumps, documents)), "utf-8")
    pipeline = [
        JsonlReader(str(source)),
        CleanFormatter(cleaner=marked),
        JsonlWriter(str(tmp_path / "out"), compression=None),
    ]
    LocalPipelineExecutor(pipeline, tasks=2, workers=2, logging_dir=str(tmp_path / "logs")).run()
    written = [
        json.loads(line)["text"]
        for file in sorted((tmp_path / "out").iterdir())
        for line in file.open(encoding="utf-8")
    ]
    assert written == [text for text in CLEANED if text] * 2
    assert '"changed"' in (tmp_path / "logs" / "stats.json").read_text("utf-8")
    block = CleanFormatter()
    assert [block.format(text) for text in rows[0]] == rows[1]


def test_ray(tmp_path, rows):
    ray = engine("ray")
    from unionclean.adapters.ray import clean_batch

    runtime = {"env_vars": {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}}
    ray.init(num_cpus=2, include_dashboard=False, runtime_env=runtime, configure_logging=False)
    try:
        dataset = ray.data.from_items([{"n": n, "text": text} for n, text in enumerate(TEXTS)])
        for batch_format in ("numpy", "pandas", "pyarrow"):
            cleaned = dataset.map_batches(clean_batch, batch_format=batch_format, fn_kwargs={"cleaner": marked})
            found = sorted(cleaned.take_all(), key=lambda row: row["n"])
            texts = [row["text"] if isinstance(row["text"], str) else None for row in found]  # pandas batches hold NaN
            assert texts == CLEANED
        dataset = ray.data.from_items([{"n": n, "text": text} for n, text in enumerate(rows[0])])
        result = sorted(dataset.map_batches(clean_batch).take_all(), key=lambda row: row["n"])
        assert [row["text"] for row in result] == rows[1]
    finally:
        ray.shutdown()
