"""The adapters inside the engines themselves, each with worker processes.

These engines are large, so an environment without one skips its test and says so; ``UNIONCLEAN_ENGINES`` names those that
must be there (``.ci/run`` sets it), and then a missing one is a failure.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any

import pytest

from tests.integration.engines import need

TEXTS = ["中國工會", None, "Hello, world", "", "好"]

pytestmark = pytest.mark.filterwarnings("ignore")  # the engines' own warnings are not ours to forbid


def marked(text: str) -> str:
    """A cleaner that says it was there."""
    return text.replace("國", "国")


CLEANED = [text and marked(text) for text in TEXTS]


def engine(name: str) -> Any:
    """Return the imported engine, or skip when it may be missing."""
    need(name)
    return importlib.import_module(name)


def test_hugging_face_datasets(tmp_path, monkeypatch):
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


def test_spark(tmp_path):
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
    finally:
        spark.stop()


def test_datatrove(tmp_path):
    engine("datatrove")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from unionclean.adapters.datatrove import CleanFormatter

    source = tmp_path / "in"
    source.mkdir()
    for number in range(2):
        rows = [{"text": text, "id": f"{number}{i}"} for i, text in enumerate(TEXTS) if text]
        (source / f"{number}.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
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


def test_ray(tmp_path):
    ray = engine("ray")
    from unionclean.adapters.ray import clean_batch

    runtime = {"env_vars": {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}}
    ray.init(num_cpus=2, include_dashboard=False, runtime_env=runtime, configure_logging=False)
    try:
        dataset = ray.data.from_items([{"n": n, "text": text} for n, text in enumerate(TEXTS)])
        for batch_format in ("numpy", "pandas", "pyarrow"):
            cleaned = dataset.map_batches(clean_batch, batch_format=batch_format, fn_kwargs={"cleaner": marked})
            rows = sorted(cleaned.take_all(), key=lambda row: row["n"])
            texts = [row["text"] if isinstance(row["text"], str) else None for row in rows]  # pandas batches hold NaN
            assert texts == CLEANED
    finally:
        ray.shutdown()
