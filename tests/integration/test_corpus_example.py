"""The corpus job of examples/corpus: one page, a killed run that goes on, and the same rows from every engine."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import command, compare_runs, make_pages, write_crawl
from tests.integration.engines import need

EXAMPLE = Path(__file__).parents[2] / "examples" / "corpus"
LINES = [
    "去年以来，各级工会多方筹集资金，慰问了一线的医务人员和企业职工，帮助困难家庭渡过难关。",
    "现在，发展环境发生了深刻变化，必须坚持问题导向，把各项工作落到实处。",
    "学校开展了丰富多彩的活动，学生们积极参加，老师们认真组织，家长们也很满意。",
    "公司专业生产机电设备，产品远销国内外，欢迎新老客户来电咨询。",
    "这个项目的建设单位是市政工程公司，总投资一亿元，计划明年年底完工。",
]

pytestmark = pytest.mark.filterwarnings(
    "ignore"
)  # the engines' and the extractor's own warnings are not ours to forbid


@pytest.fixture(autouse=True)
def example(monkeypatch):
    """The example's modules, as a user who stands in its folder has them."""
    monkeypatch.syspath_prepend(str(EXAMPLE))
    for name in ("trafilatura", "warcio"):
        need(name)
    yield
    for name in ("pages", "clean_page", "run_local", "run_datatrove", "run_spark"):
        sys.modules.pop(name, None)


def records(number=60):
    return list(make_pages(LINES, number))


def test_a_page_is_repaired_before_the_extractor():
    pages, clean_page = importlib.import_module("pages"), importlib.import_module("clean_page")
    line = "各級(jí)工會(huì)多方籌集物資、下?lián)軐m?xiàng)資金,持續(xù)加大疫情防控投入力度。"
    html = f"<html><body><article><p>{line}</p><p>{line}</p></article></body></html>"
    row = clean_page.clean_page(pages.Page("a", html, None))
    assert "下拨专项资金，持续加大" in row["text"]
    assert row["changed"]
    assert {"inserted annotations", "shifted bytes"} <= set(row["kinds"])


def test_what_cannot_be_cleaned_is_listed_with_a_reason(monkeypatch):
    pages, clean_page = importlib.import_module("pages"), importlib.import_module("clean_page")
    assert clean_page.clean_page(pages.Page("a", None, None)).reason == "neither html nor text"
    assert clean_page.clean_page(pages.Page("a", "<html></html>", None)).reason == "the extractor found no text"

    def sleep_long(page):
        importlib.import_module("time").sleep(5)

    monkeypatch.setattr(clean_page, "_row", sleep_long)
    assert clean_page.clean_page(pages.Page("a", "", "x"), seconds=0.05).reason == "took longer than 0.05 s"


def test_a_broken_record_is_listed_and_the_others_are_done(tmp_path):
    import pyarrow.parquet

    path, out = tmp_path / "crawl.jsonl", tmp_path / "out"
    path.write_bytes(b'{"url": "a", "text": "' + LINES[0].encode() + b'"}\n[1]\n\xff\n')
    assert importlib.import_module("run_local").main([str(path), "-o", str(out)]) == 0
    assert pyarrow.parquet.read_table(out)["id"].to_pylist() == ["a"]
    rejected = [json.loads(line) for line in (out / "_rejected" / "crawl-000000.jsonl").read_text().splitlines()]
    assert [each["id"] for each in rejected] == [f"{path}:2", f"{path}:3"]
    assert all(each["reason"].startswith("not a JSON object") for each in rejected)


def test_a_warc_file_is_read(tmp_path):
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=gb2312")], protocol="HTTP/1.1")
        payload = BytesIO("<p>中国工会，你好。这是一个网页。</p>".encode("gb18030"))
        writer.write_record(writer.create_warc_record("http://a.example/", "response", payload, http_headers=headers))
    [page] = importlib.import_module("pages").read_pages(path)
    assert page[:3] == ("http://a.example/", "<p>中国工会，你好。这是一个网页。</p>", None)


def test_a_job_killed_twice_gives_what_an_undisturbed_one_gives(tmp_path):
    crawl = tmp_path / "crawl.jsonl.gz"
    write_crawl(crawl, records(240))
    _, rows, same = compare_runs(tmp_path, crawl, jobs=2, size=20, parts=12)
    assert same
    assert rows == 240


def test_datatrove_gives_the_rows_of_the_local_job(tmp_path):
    need("datatrove")
    import pyarrow.parquet

    source = tmp_path / "crawl"
    source.mkdir()
    write_crawl(source / "crawl.jsonl.gz", [*records(), {"url": "empty", "html": "<html></html>"}])
    run_local, run_datatrove = importlib.import_module("run_local"), importlib.import_module("run_datatrove")
    run_local.main([str(source / "crawl.jsonl.gz"), "-o", str(tmp_path / "local")])
    run_datatrove.main([str(source), "-o", str(tmp_path / "datatrove")])
    local = pyarrow.parquet.read_table(tmp_path / "local").to_pylist()
    [written] = (tmp_path / "datatrove" / "pages").glob("*.parquet")
    others = pyarrow.parquet.read_table(written).to_pylist()
    assert [(row["id"], row["text"]) for row in others] == [(row["id"], row["text"]) for row in local]
    flags = [{key: value for key, value in row.items() if key not in ("id", "text")} for row in local]
    assert [_metadata(row) for row in others] == flags
    rejected = (tmp_path / "datatrove" / "rejected").glob("*.jsonl")
    assert [json.loads(line)["id"] for path in rejected for line in path.open()] == ["empty"]


def test_spark_gives_the_rows_of_the_local_job(tmp_path, monkeypatch):
    need("pyspark")
    import pyarrow.parquet
    from pyspark.sql import SparkSession

    crawl = tmp_path / "crawl.jsonl.gz"
    write_crawl(crawl, [*records(30), {"url": "empty", "html": "<html></html>"}])
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(EXAMPLE), str(EXAMPLE.parents[1])]))
    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    for key in ("spark.driver.bindAddress", "spark.driver.host"):
        builder = builder.config(key, "127.0.0.1")
    builder.config("spark.sql.warehouse.dir", str(tmp_path / "warehouse")).getOrCreate()
    importlib.import_module("run_spark").main([str(crawl), "-o", str(tmp_path / "spark")])
    importlib.import_module("run_local").main([str(crawl), "-o", str(tmp_path / "local")])
    read = pyarrow.parquet.read_table
    others = sorted(read(tmp_path / "spark" / "pages").to_pylist(), key=lambda row: row["id"])
    assert others == sorted(read(tmp_path / "local").to_pylist(), key=lambda row: row["id"])
    assert [row["id"] for row in read(tmp_path / "spark" / "rejected").to_pylist()] == ["empty"]


def _metadata(row):
    found = row["metadata"]
    found = json.loads(found) if isinstance(found, str) else dict(found)
    found.pop("file_path", None)
    return found


def test_the_commands_say_what_they_take(capsys):
    with pytest.raises(SystemExit) as stopped:
        importlib.import_module("run_local").main(["--help"])
    assert stopped.value.code == 0
    assert "--seconds" in capsys.readouterr().out
    assert command(Path("a"), Path("b"), 1, 2)[1].endswith("run_local.py")
