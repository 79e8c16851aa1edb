"""The examples of docs/pipelines.md and docs/reports.md run as they stand, each section as a script of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from tests.integration.engines import need

ROOT = Path(__file__).parents[2]
ENGINES = ("datasets", "pyspark", "datatrove", "ray")
# Our own modules in front, and no engine that calls home or reaches for the network.
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "HF_DATASETS_OFFLINE": "1", "SPARK_LOCAL_IP": "127.0.0.1"}
ENVIRONMENT |= {"PYSPARK_PYTHON": sys.executable, "RAY_USAGE_STATS_ENABLED": "0"}


def examples(page: str) -> dict[str, str]:
    """Return the Python examples of a page of the docs, by section."""
    sections = re.split("^#+ ", (ROOT / "docs" / page).read_text("utf-8"), flags=re.MULTILINE)[1:]
    found = {section.partition("\n")[0]: re.findall("```python\n(.*?)```", section, re.DOTALL) for section in sections}
    return {f"{page}: {section}": "\n".join(blocks) for section, blocks in found.items() if blocks}


EXAMPLES = examples("pipelines.md") | examples("reports.md")


def test_the_pages_have_examples():
    assert len(EXAMPLES) >= 11


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs(name, tmp_path):
    for engine in ENGINES:
        if re.search(rf"\b(?:import|from) {engine}\b", EXAMPLES[name]):
            need(engine)
    texts = ["中國工會,你好", None, "Hello, world"]
    pyarrow.parquet.write_table(pyarrow.table({"text": texts, "url": ["a", "b", "c"]}), tmp_path / "pages.parquet")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "example.py").write_text(EXAMPLES[name], "utf-8")
    environment = ENVIRONMENT | {"HF_HOME": str(tmp_path / "hf")}
    subprocess.run([sys.executable, "example.py"], cwd=tmp_path, env=environment, check=True, timeout=300)
