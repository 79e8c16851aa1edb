"""Where the output goes: what is never replaced, and what its name says."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from tests import toys
from unionclean.files import chunks
from unionclean.files.errors import FileError
from unionclean.files.parquet import ParquetSource
from unionclean.flags import FLAGS, flag_columns
from unionclean.pipeline import compose

pa = pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
import pyarrow.parquet as pq  # noqa: E402

zstandard = pytest.importorskip("zstandard", reason="the extra 'zstd' is not installed")

DIRTY = "中國,你好\n"
CLEAN = "中国，你好\n"


@pytest.fixture(autouse=True)
def dirty_file(toy_steps, tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)


# Outputs that are no regular files


@pytest.mark.parametrize("options", [[], ["--force"], ["--resume"]])
@pytest.mark.parametrize("given", ["a.txt", "-"])
def test_a_pipe_or_device_is_never_replaced(run, tmp_path, given, options):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        code, out, err = run("clean", given, "-o", name, *options, stdin=DIRTY.encode())
        assert (code, out, err) == (2, "", [f"unionclean: {name}: not a regular file, left alone"])
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "link").is_symlink()


def test_a_page_never_takes_the_place_of_a_text_that_it_is_about(run, tmp_path):
    before = (tmp_path / "a.txt").read_bytes()
    told = ["unionclean: a.txt: one of the files to report on, left alone; name another file for the page"]
    assert run("report", "a.txt", "-o", "a.txt", "--force") == (2, "", told)
    assert (tmp_path / "a.txt").read_bytes() == before


def test_a_pipe_is_no_place_for_reports_and_rejects(run, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.jsonl").write_text("{}\n")
    told = ["unionclean: pipe: not a regular file, left alone"]
    assert run("report", "a.txt", "-o", "pipe", "--force") == (2, "", told)
    assert run("clean", "a.jsonl", "--rejects", "pipe", "--force") == (2, "", told)
    assert (tmp_path / "pipe").is_fifo()


def test_a_pipe_in_a_folder_of_outputs_stays_and_the_others_are_written(run, tmp_path):
    (tmp_path / "b.txt").write_text(DIRTY)
    (tmp_path / "out").mkdir()
    os.mkfifo(tmp_path / "out/a.txt")
    code, _, err = run("clean", "a.txt", "b.txt", "-o", "out", "--force")
    assert (code, err) == (2, ["unionclean: out/a.txt: not a regular file, left alone"])
    assert (tmp_path / "out/a.txt").is_fifo()
    assert (tmp_path / "out/b.txt").read_text() == CLEAN


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_an_output_may_be_standard_output(run, tmp_path, name):
    (tmp_path / "a.jsonl").write_text('{"text": "國"}\n')
    assert run("clean", "a.txt", "-o", name) == (0, CLEAN, [])
    assert run("clean", "a.txt", "a.txt", "-o", name, "--force") == (0, CLEAN * 2, [])
    assert run("clean", "-o", name, stdin=DIRTY.encode()) == (0, CLEAN, [])
    assert run("clean", "a.jsonl", "-o", name) == (0, '{"text": "国"}\n', [])
    assert "needs --rejects FILE" in run("clean", "a.jsonl", "-o", name, "--keep-going")[2][0]
    assert run("report", "a.txt", "-o", name)[1].startswith("<!doctype html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "a.txt"]


# What the name of the output says


RECORD, CLEAN_RECORD = '{"text": "國"}\n', '{"text": "国"}\n'


def unpacked(path):
    if path.suffix.lower() == ".gz":
        return gzip.decompress(path.read_bytes()).decode()
    if path.suffix.lower() == ".zst":
        return zstandard.ZstdDecompressor().decompressobj().decompress(path.read_bytes()).decode()
    return path.read_text()


@pytest.fixture
def inputs(tmp_path):
    (tmp_path / "a.jsonl").write_text(RECORD)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(RECORD.encode()))
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.compress(RECORD.encode()))
    (tmp_path / "a.page").write_text(DIRTY)
    pq.write_table(pa.table({"text": ["國"]}), tmp_path / "a.parquet")


@pytest.mark.parametrize("given", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
@pytest.mark.parametrize("output", ["z.jsonl", "z.jsonl.gz", "z.jsonl.zst", "z.NDJSON.GZ", "z.gz", "z.zst", "z"])
def test_records_are_compressed_as_the_name_of_the_output_says(run, tmp_path, inputs, given, output):
    assert run("clean", given, "-o", output) == (0, "", [])
    assert unpacked(tmp_path / output) == CLEAN_RECORD


@pytest.mark.parametrize("output", ["z.txt.gz", "z.md.zst", "z.gz", "z.html"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_text_is_compressed_as_the_name_of_the_output_says(run, tmp_path, output, jobs):
    assert run("clean", "a.txt", "-o", output, "--jobs", jobs) == (0, "", [])
    assert unpacked(tmp_path / output) == CLEAN
    assert run("clean", "-o", "2" + output, stdin=DIRTY.encode()) == (0, "", [])
    assert unpacked(tmp_path / f"2{output}") == CLEAN


def test_standard_input_and_rejects_are_compressed_too(run, tmp_path):
    options = ["--format", "jsonl", "-o", "z.jsonl.zst", "--rejects", "r.jsonl.gz"]
    assert run("clean", *options, stdin=f"{RECORD}{{}}\n".encode())[0] == 2
    assert unpacked(tmp_path / "z.jsonl.zst") == CLEAN_RECORD
    assert json.loads(unpacked(tmp_path / "r.jsonl.gz"))["record"] == "{}"


@pytest.mark.parametrize(
    ("given", "output", "why"),
    [
        ("a.jsonl", "o.parquet.gz", "Parquet is compressed inside; leave the ending .gz away"),
        ("a.jsonl.gz", "o.txt", "a name for text, but a.jsonl.gz holds JSON lines"),
        ("a.jsonl", "o.rst.gz", "a name for text, but a.jsonl holds JSON lines"),
        ("a.parquet", "o.jsonl", "a name for JSON lines, but a.parquet holds Parquet"),
        ("a.parquet", "o.jsonl.zst", "a name for JSON lines, but a.parquet holds Parquet"),
        ("a.parquet", "o.md", "a name for text, but a.parquet holds Parquet"),
        ("a.parquet", "o.parquet.gz", "Parquet is compressed inside; leave the ending .gz away"),
        ("a.parquet", "o.zst", "Parquet is compressed inside; leave the ending .zst away"),
        ("a.txt", "o.parquet", "a name for Parquet, but a.txt holds text"),
        ("a.page", "o.JSONL", "a name for JSON lines, but a.page holds text"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--force"], ["--resume"]])
def test_an_output_is_not_named_as_what_it_is_not(run, tmp_path, inputs, given, output, why, options):
    (tmp_path / output).write_text("precious")
    assert run("clean", given, "-o", output, *options) == (2, "", [f"unionclean: {output}: {why}"])
    assert (tmp_path / output).read_text() == "precious"
    (tmp_path / output).unlink()
    before = sorted(tmp_path.iterdir())
    assert run("clean", given, "-o", output, *options)[0] == 2
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("-o o.jsonl", "o.jsonl: a name for JSON lines, but standard input holds text; --format jsonl says otherwise"),
        ("-o o.parquet", "o.parquet: a name for Parquet, but standard input holds text"),
        ("--format jsonl -o o.parquet", "o.parquet: a name for Parquet, but standard input holds JSON lines"),
        ("--format jsonl -o o.txt", "o.txt: a name for text, but standard input holds JSON lines"),
    ],
)
def test_nor_is_the_output_of_standard_input(run, tmp_path, arguments, told):
    assert run("clean", *arguments.split(), stdin=RECORD.encode()) == (2, "", [f"unionclean: {told}"])
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("output", ["page.html", "page.html.gz", "page.html.zst"])
def test_a_report_is_compressed_as_its_name_says(run, tmp_path, output):
    assert run("report", "a.txt", "-o", output) == (0, "", [])
    assert unpacked(tmp_path / output).startswith("<!doctype html>")


def test_a_folder_of_outputs_keeps_the_names(run, tmp_path, inputs):
    code, out, err = run("clean", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.page", "a.parquet", "-o", "out")
    assert (code, out, err) == (0, "", ["unionclean: a.page: copied as it is: no reader for this kind of file"])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.page", "a.parquet"]
    )
    assert unpacked(tmp_path / "out/a.jsonl.gz") == unpacked(tmp_path / "out/a.jsonl.zst") == CLEAN_RECORD
    assert pq.read_table(tmp_path / "out/a.parquet").to_pydict() == {"text": ["国"]}


# Compressed texts


@pytest.mark.parametrize("name", ["p.txt.gz", "p.md.zst", "p.MD.GZ"])
def test_a_compressed_text_is_read_as_what_its_name_says(run, tmp_path, name):
    text = "國,國\n\n    f(國,國)\n"
    packed = gzip.compress(text.encode()) if name.lower().endswith("gz") else zstandard.compress(text.encode())
    (tmp_path / name).write_bytes(packed)
    wanted = text.replace("國,國", "国，国") if ".txt" in name else "国，国\n\n    f(國,國)\n"
    assert run("clean", name) == (0, wanted, [])
    assert run("clean", name, "-o", "o.md") == (0, "", [])
    assert (tmp_path / "o.md").read_text() == wanted
    assert run("clean", name, "-o", "out/") == (0, "", [])
    assert unpacked(tmp_path / "out" / name) == wanted
    assert "a cleaned copy" in run("fix", name)[2][0]
    assert (tmp_path / name).read_bytes() == packed
    (tmp_path / name).write_bytes(packed[:-9])
    assert (run("clean", name)[0], "broken" in run("clean", name)[2][0]) == (2, True)
    (tmp_path / name).write_bytes(packed)
    assert "larger than 5 bytes" in run("clean", name, "--max-size", "5")[2][0]


# JSON lines to Parquet


def to_parquet(run, tmp_path, records, *options, name="a.jsonl"):
    (tmp_path / name).write_text("".join(json.dumps(record) + "\n" for record in records))
    return run("clean", name, "-o", "o.parquet", "--force", *options)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_json_lines_become_parquet(run, tmp_path, monkeypatch, jobs, size):
    monkeypatch.setattr(chunks, "CHUNK", size)
    records = [
        {"id": 1, "text": "國", "meta": {"url": "a", "tags": ["x"]}},
        {"id": 2, "text": None, "score": 1},
        {"text": "甲,乙", "score": 1.5, "none": None, "meta": {"more": True}},
    ]
    assert to_parquet(run, tmp_path, records, "--jobs", jobs) == (0, "", [])
    table = pq.read_table(tmp_path / "o.parquet")
    assert table.column_names == ["id", "text", "meta", "score", "none"]
    assert table.to_pylist() == [
        {"id": 1, "text": "国", "meta": {"url": "a", "tags": ["x"], "more": None}, "score": None, "none": None},
        {"id": 2, "text": None, "meta": None, "score": 1.0, "none": None},
        {"id": None, "text": "甲，乙", "meta": {"url": None, "tags": None, "more": True}, "score": 1.5, "none": None},
    ]
    assert to_parquet(run, tmp_path, records, "--jobs", jobs, "--flags") == (0, "", [])
    table = pq.read_table(tmp_path / "o.parquet")
    assert table.column_names == ["id", "text", "meta", "score", "none", *FLAGS]
    assert table.select(FLAGS).to_pylist() == [flags_of(text) for text in ("國", "", "甲,乙")]


def test_packed_empty_and_null_records_become_parquet_too(run, tmp_path, inputs):
    for name in ("a.jsonl.gz", "a.jsonl.zst"):
        assert run("clean", name, "-o", "o.parquet", "--force") == (0, "", [])
        assert pq.read_table(tmp_path / "o.parquet").to_pylist() == [{"text": "国"}]
    for records in ([], [{"text": None}]):
        assert to_parquet(run, tmp_path, records) == (0, "", [])
        assert pq.read_schema(tmp_path / "o.parquet").field("text").type == pa.string()


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ([{"text": "a", "n": 1}, {"text": "a", "n": "x"}], "lines 1 to 2: field 'n' does not fit one column ("),
        ([{"text": "a", "n": 10**30}], "lines 1 to 1: field 'n' does not fit one column ("),
        ([{"text": "\ud800"}], "lines 1 to 1: field 'text' does not fit one column ("),
        ([{"text": "a", "n": {}}], "cannot be written as Parquet ("),
        ([{"text": "a"}, {"n": 1}], "line 2: no field 'text' (it has: n); name one with --field"),
        ([{"text": 1}], "line 1: field 'text' is not a string but 1"),
    ],
)
def test_what_does_not_fit_a_table_is_told(run, tmp_path, records, told):
    code, out, err = to_parquet(run, tmp_path, records)
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"unionclean: a.jsonl: {told}")
    assert not (tmp_path / "o.parquet").exists()


def test_bad_records_are_set_apart_on_the_way_to_parquet(run, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "國"}\n{"text": \n{"n": 1}\n{"text": "甲"}\n')
    code, _, err = run("clean", "a.jsonl", "-o", "o.parquet", "--keep-going")
    assert (code, err) == (
        2,
        [
            "unionclean: a.jsonl: 2 records could not be cleaned (the first, line 2: invalid JSON at column 11: expecting value), "
            "see o.parquet.rejects.jsonl"
        ],
    )
    assert pq.read_table(tmp_path / "o.parquet").column("text").to_pylist() == ["国", "甲"]


# Flags


def flags_of(text):
    """What the toy steps do to a text, as the columns."""
    return flag_columns(compose(toys.toy_script, toys.toy_punctuation).explain(text))


@pytest.mark.parametrize("jobs", [1, 2])
def test_flags_are_further_fields_of_json_lines(run, tmp_path, jobs):
    lines = ['{"text": "國", "n": 1.50}\r\n', '{"text":"甲"}\n', "\n", '{"text": null }  \n', '{"text": "a\\u570b"}']
    (tmp_path / "a.jsonl").write_bytes("".join(lines).encode())
    assert run("clean", "a.jsonl", "-o", "o.jsonl", "--flags", "--jobs", jobs) == (0, "", [])
    written = (tmp_path / "o.jsonl").read_bytes().decode().splitlines(keepends=True)
    assert written[0].startswith('{"text": "国", "n": 1.50, "changed": true, "probable": 0, ')
    assert (written[0][-3:], written[2], written[3][-4:], written[4][:18]) == (
        "}\r\n",
        "\n",
        "}  \n",
        '{"text": "a\\u56fd"',
    )
    records = [json.loads(line) for line in written if line.strip()]
    for record, text in zip(records, ["國", "甲", "", "a國"], strict=True):
        assert {name: record[name] for name in FLAGS} == flags_of(text)
    assert records[2]["text"] is None


@pytest.mark.parametrize("jobs", [1, 2])
def test_flags_are_further_columns_of_parquet(run, tmp_path, jobs):
    texts = ["國", "甲", None, "中國,你好"]
    pq.write_table(pa.table({"text": texts, "n": [1, 2, 3, 4]}), tmp_path / "a.parquet", compression="zstd")
    assert run("clean", "a.parquet", "-o", "o.parquet", "--flags", "--jobs", jobs) == (0, "", [])
    table = pq.read_table(tmp_path / "o.parquet")
    assert table.column_names == ["text", "n", *FLAGS]
    assert table.column("text").to_pylist() == ["国", "甲", None, "中国，你好"]
    assert table.select(FLAGS).to_pylist() == [flags_of(text or "") for text in texts]
    group = pq.ParquetFile(tmp_path / "o.parquet").metadata.row_group(0)
    assert {group.column(index).compression for index in range(group.num_columns)} == {"ZSTD"}


def test_flags_are_not_written_twice_nor_into_texts(run, tmp_path, inputs):
    assert run("clean", "a.jsonl", "-o", "o.jsonl", "--flags")[0] == 0
    assert run("clean", "o.jsonl", "-o", "p.jsonl", "--flags") == (
        2,
        "",
        [
            "unionclean: o.jsonl: line 1: has a field 'changed' already, which --flags would write; "
            "--keep-going would set such records aside"
        ],
    )
    assert run("clean", "a.parquet", "-o", "o.parquet", "--flags")[0] == 0
    assert run("clean", "o.parquet", "-o", "p.parquet", "--flags") == (
        2,
        "",
        ["unionclean: o.parquet: has a column 'changed' already, which --flags would write"],
    )
    why = "--flags adds columns to JSON lines and Parquet, and a text has none"
    assert run("clean", "a.txt", "--flags") == (2, "", [f"unionclean: a.txt: {why}"])
    assert run("clean", "--flags", stdin="國") == (
        2,
        "",
        [f"unionclean: standard input: {why}; for JSON lines say --format jsonl"],
    )
    code, out, _ = run("clean", "--flags", "--format", "jsonl", stdin='{"text": "國"}')
    assert (code, json.loads(out)["changed"]) == (0, True)


def test_a_parquet_file_that_cannot_be_opened_is_told_in_few_words():
    with pytest.raises(FileError, match=r"^missing\.parquet: no such file or directory$"):
        ParquetSource(Path("missing.parquet"), "text")


def test_standard_input_has_no_name_in_a_folder(run, tmp_path):
    assert run("clean", "-o", "new/", stdin=b"x") == (2, "", ["unionclean: new: a folder; name a file for the output"])
    assert not (tmp_path / "new").exists()
