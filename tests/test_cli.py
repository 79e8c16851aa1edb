"""The commands, run in this process with the toy steps of ``tests.toys``."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import stat
import subprocess
import time
from multiprocessing.process import BaseProcess

import pytest

from tests import toys
from unionclean import settings
from unionclean.cli import progress as progress_module
from unionclean.cli.console import Console
from unionclean.cli.diff import unified_diff
from unionclean.cli.workers import Workers

pa = pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
import pyarrow.parquet as pq  # noqa: E402

DIRTY = "中國,你好\n"
CLEAN = "中国，你好\n"
FIXED = "中國，你好\n"  # what fix does by itself: it leaves the script alone


pytestmark = pytest.mark.usefixtures("toy_steps")


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# clean


def test_standard_input_goes_to_standard_output(run):
    assert run("clean", stdin=DIRTY.encode()) == (0, CLEAN, [])
    assert run("clean", "-", stdin=DIRTY.encode()) == (0, CLEAN, [])


def test_files_go_to_standard_output_one_after_the_other(run, tmp_path):
    (tmp_path / "a.txt").write_text("國")
    (tmp_path / "b.md").write_text(DIRTY)
    (tmp_path / "empty.txt").touch()
    assert run("clean", "a.txt", "empty.txt", "b.md") == (0, "国\n" + CLEAN, [])


def test_a_file_goes_to_a_file(run, tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    (tmp_path / "a.txt").chmod(0o640)
    assert run("clean", "a.txt", "-o", "new/b.txt") == (0, "", [])
    assert (tmp_path / "new/b.txt").read_text() == CLEAN
    assert stat.S_IMODE((tmp_path / "new/b.txt").stat().st_mode) == 0o640
    assert (tmp_path / "a.txt").read_text() == DIRTY


def test_an_output_folder_is_known_by_its_slash_or_by_being_there(run, tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    (tmp_path / "there").mkdir()
    assert run("clean", "a.txt", "-o", "new/")[0] == 0
    assert run("clean", "a.txt", "-o", "there")[0] == 0
    assert names(tmp_path) == ["a.txt", "new/a.txt", "there/a.txt"]
    assert run("clean", "a.txt", "there", "-o", "a.txt")[2] == [
        "unionclean: a.txt: not a folder, and there are several files to write"
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_becomes_a_folder_with_the_same_tree(run, tmp_path, jobs):
    for name in ("in/a.txt", "in/sub/b.md", "in/c.jsonl", "in/d.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(json.dumps({"text": "國"}) if name.endswith("jsonl") else DIRTY)
    assert run("clean", "in", "-o", "out", "--jobs", jobs) == (0, "", ["unionclean: skipped 1 file: .png 1"])
    assert names(tmp_path / "out") == ["a.txt", "c.jsonl", "sub/b.md"]
    assert (tmp_path / "out/sub/b.md").read_text() == CLEAN


def test_the_output_folder_inside_the_input_is_not_cleaned_again(run, tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    assert run("clean", ".", "-o", "out")[0] == 0
    assert run("clean", ".", "-o", "out", "--force")[0] == 0
    assert names(tmp_path / "out") == ["a.txt"]


def test_outputs_are_never_overwritten_unless_forced(run, tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    (tmp_path / "b.txt").write_text("precious")
    code, out, err = run("clean", "a.txt", "-o", "b.txt")
    assert (code, out, err) == (2, "", ["unionclean: b.txt: exists already, left alone; --force overwrites it"])
    assert (tmp_path / "b.txt").read_text() == "precious"
    assert run("clean", "-o", "b.txt", stdin=b"x")[0] == 2
    assert run("clean", "a.txt", "-o", "b.txt", "--force") == (0, "", [])
    assert (tmp_path / "b.txt").read_text() == CLEAN


def test_a_second_run_finishes_what_the_first_left(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(DIRTY)
    (tmp_path / "in/b.txt").write_text(DIRTY)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.txt").write_text("done before")
    assert run("clean", "in", "-o", "out", "--resume") == (0, "", [])
    assert [(tmp_path / "out" / name).read_text() for name in ("a.txt", "b.txt")] == ["done before", CLEAN]


def test_two_inputs_never_share_an_output(run, tmp_path):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(DIRTY)
    code, _, err = run("clean", "x", "y", "-o", "out")
    assert code == 2
    assert err == ["unionclean: y/a.txt: would be written to out/a.txt, as would x/a.txt"]
    assert not (tmp_path / "out").exists()


def test_an_input_named_twice_is_cleaned_once(run, tmp_path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d/a.txt").write_text(DIRTY)
    assert run("clean", "d", "d/a.txt", "-o", "out") == (0, "", [])


def test_line_ends_and_mark_stay_and_legacy_encodings_become_utf8(run, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + "國,甲\r\n乙\r\n".encode())
    assert run("clean", "a.txt", "-o", "b.txt")[0] == 0
    assert (tmp_path / "b.txt").read_bytes() == b"\xef\xbb\xbf" + "国，甲\r\n乙\r\n".encode()
    (tmp_path / "c.txt").write_bytes(("我們的中國,他們的世界,是一個大家的地方\n").encode("big5"))
    assert run("clean", "c.txt") == (0, "我們的中国，他們的世界，是一個大家的地方\n", [])


def test_an_encoding_that_cannot_be_told_can_be_named(run, tmp_path):
    (tmp_path / "a.txt").write_bytes("囍,".encode("gbk"))
    assert run("clean", "a.txt")[0] == 2
    assert run("clean", "a.txt", "--encoding", "gbk")[:2] == (0, "囍,")
    code, _, err = run("clean", "a.txt", "--encoding", "klingon")
    assert code == 2
    assert "unknown encoding 'klingon'; for example utf-8, gb18030" in err[-1]


TEXT = "今天的会议讨论了三个问题,大家都同意。\n"
WRONGLY_NAMED = {
    "GBK that is called UTF-8": (TEXT.encode("gbk"), "utf-8", "byte 0 is not utf-8", "looks like gb18030: name that"),
    "UTF-8 that is called GBK": (TEXT.encode(), "gbk", "byte 14 is not gbk", "looks like utf-8: name that"),
    "UTF-8 with a broken byte": (TEXT.encode() + b"\xff" + TEXT.encode(), "utf-8", "byte 56 is not utf-8", "looks like utf-8 with broken bytes"),
    "U+FFFD before it": ("\ufffd".encode() + TEXT.encode() + b"\xff" + TEXT.encode(), "utf-8", "byte 59 is not utf-8", "with broken bytes"),
    "GBK that is cut": (TEXT.encode("gbk")[:-2], "gb18030", "byte 35 is not gb18030", "gb18030 with broken bytes"),
    "no text at all": (bytes(range(128, 256)), "utf-8", "byte 0 is not utf-8", "nor is another encoding certain"),
}  # fmt: skip


@pytest.mark.parametrize("named", WRONGLY_NAMED)
@pytest.mark.parametrize("command", ["clean", "clean -o out", "fix", "fix --check", "scan", "explain", "report -o out"])
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.txt.gz", "a.txt.zst"])
def test_a_file_is_not_read_in_an_encoding_that_does_not_fit(run, tmp_path, command, name, named):
    data, encoding, where, advice = WRONGLY_NAMED[named]
    compress = {".gz": gzip.compress, ".zst": pytest.importorskip("zstandard").compress}
    data = compress.get(name[-4:].removeprefix("t"), bytes)(data)
    (tmp_path / name).write_bytes(data)
    code, out, err = run(*command.split(), name, "--encoding", encoding)
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"unionclean: {name}: {where}")
    assert advice in err[0]
    assert names(tmp_path) == [name]
    assert (tmp_path / name).read_bytes() == data


def test_nor_is_standard_input_and_the_other_files_are_done(run, tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode("gbk"))
    (tmp_path / "b.txt").write_text("國,甲\n")
    code, _, err = run("clean", "a.txt", "b.txt", "-o", "out", "--keep-going", "--encoding", "utf-8")
    assert (code, len(err), names(tmp_path / "out")) == (2, 1, ["b.txt"])
    code, out, err = run("clean", "--encoding", "utf-8", stdin=TEXT.encode("gbk"))
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith("unionclean: standard input: byte 0 is not utf-8")


@pytest.mark.parametrize("command", ["scan", "explain", "report -o page.html", "outline"])
def test_those_who_only_look_tell_of_broken_bytes_too(run, tmp_path, command):
    (tmp_path / "a.txt").write_bytes("今天的会议讨论了三个问题,大家".encode("gbk")[:-1])
    code, _, err = run(*command.split(), "a.txt")
    assert (code, err[0]) == (
        0,
        "unionclean: a.txt: byte 27 is not gb18030, or ends within a character; read as U+FFFD",
    )


def test_broken_bytes_are_written_as_lost_and_told(run, tmp_path):
    (tmp_path / "a.txt").write_bytes("今天的会议讨论了三个问题,大家".encode("gbk")[:-1])
    assert run("clean", "a.txt") == (
        0,
        "今天的会议讨论了三个问题，大\ufffd",
        ["unionclean: a.txt: byte 27 is not gb18030, or ends within a character; read as U+FFFD"],
    )
    code, _, err = run("fix", "a.txt")
    assert code == 2
    assert "left alone: unionclean clean -o writes a copy in UTF-8" in err[-1]


def test_what_is_no_text_is_said_to_be_what_it_is(run, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    assert run("clean", "a.txt") == (2, "", ["unionclean: a.txt: a PDF document, not text"])


def test_marked_regions_stay(run):
    text = "國\n<!-- unionclean: ignore -->\n國\n<!-- unionclean: ignore -->\n國\n"
    wanted = "国\n<!-- unionclean: ignore -->\n國\n<!-- unionclean: ignore -->\n国\n"
    assert run("clean", stdin=text.encode()) == (0, wanted, [])


def test_unreadable_files_are_named_and_the_others_cleaned(run, tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    (tmp_path / "c.txt").write_bytes("好".encode("gbk"))
    code, out, err = run("clean", "missing.txt", "b.txt", "c.txt", "a.txt")
    assert (code, out) == (2, CLEAN)
    assert [line.split(": ")[1] for line in err] == ["missing.txt", "b.txt", "c.txt"]
    assert all(line.startswith("unionclean: ") for line in err)


def test_steps_and_their_options(run):
    assert run("clean", "--steps", "normalize_punctuation", stdin=DIRTY.encode()) == (0, FIXED, [])
    assert run("clean", "--steps", "to-simplified, normalize_punctuation", stdin=DIRTY.encode())[1] == CLEAN
    assert run("clean", "--width", "half", stdin="甲，乙".encode()) == (0, "甲,乙", [])


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (
            ["--steps", "simplify"],
            "unknown step 'simplify'; the steps: repair_encoding, strip_place_spam, to_simplified",
        ),
        (["--steps", ","], "--steps names no step"),
        (["--steps", "to_simplified", "--width", "half"], "--width is for the step normalize_punctuation"),
        (["--force", "--resume"], "choose one"),
        (["a.jsonl", "--keep-going"], "--rejects FILE"),
        (["-", "a.txt"], "goes alone"),
        (["--jobs", "-1"], "expected a whole number"),
        (["--no-such-option"], "unrecognized arguments"),
    ],
)
def test_wrong_usage_is_explained(run, arguments, why):
    code, out, err = run("clean", *arguments)
    assert (code, out) == (2, "")
    assert why in err[-1]


# clean: records

RECORDS = '{"id": 1, "text": "中國,你好", "n": 1.50}\n{"id": 2, "text": null}\n\n{"id": 3, "text": "好"}\n'
CLEAN_RECORDS = RECORDS.replace("中國,你好", "中国，你好")


@pytest.mark.parametrize("jobs", [1, 2])
def test_jsonl_keeps_everything_but_the_field(run, tmp_path, jobs):
    (tmp_path / "a.jsonl").write_text(RECORDS)
    assert run("clean", "a.jsonl", "--jobs", jobs) == (0, CLEAN_RECORDS, [])


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz", "jsonl.zst"])
def test_the_output_is_compressed_as_the_input(run, tmp_path, suffix):
    zstandard = pytest.importorskip("zstandard", reason="the extra 'zstd' is not installed")
    pack = {"jsonl": bytes, "jsonl.gz": gzip.compress, "jsonl.zst": zstandard.compress}[suffix]
    unpack = {"jsonl": bytes, "jsonl.gz": gzip.decompress, "jsonl.zst": lambda d: zstandard.ZstdDecompressor().decompressobj().decompress(d)}[suffix]  # fmt: skip
    (tmp_path / f"a.{suffix}").write_bytes(pack(RECORDS.encode()))
    assert run("clean", f"a.{suffix}", "-o", f"b.{suffix}") == (0, "", [])
    assert unpack((tmp_path / f"b.{suffix}").read_bytes()).decode() == CLEAN_RECORDS


def test_many_records_keep_their_order(run, tmp_path):
    lines = [json.dumps({"text": f"國{number}" + "甲" * 500}, ensure_ascii=False) for number in range(2000)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    code, out, err = run("clean", "a.jsonl", "--jobs", "2")
    assert (code, err) == (0, [])
    assert out == "\n".join(lines).replace("國", "国")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"text": "x"', "line 2: invalid JSON at column 14"),
        ('{"body": "x"}', "line 2: no field 'text' (it has: body); name one with --field"),
        ('{"text": 1}', "line 2: field 'text' is not a string but 1"),
    ],
)
def test_a_bad_record_ends_the_file_and_nothing_is_written(run, tmp_path, line, why):
    (tmp_path / "a.jsonl").write_text(f'{{"text": "國"}}\n{line}\n{{"text": "國"}}\n')
    code, _, err = run("clean", "a.jsonl", "-o", "b.jsonl")
    assert code == 2
    assert len(err) == 1
    assert f"a.jsonl: {why}" in err[0]
    assert names(tmp_path) == ["a.jsonl"]


@pytest.mark.parametrize("command", ["scan", "scan --jobs 2", "explain", "report -o page.html"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_those_who_only_look_sum_up_bad_records(run, tmp_path, command, name):
    data = '{"text": "國"}\n'.encode() + b'{"text": "\xc4\xe3"}\n' + b"none\n" * 3 + '{"text": "國"}\n'.encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    why = "line 2: not valid UTF-8 (byte 10 of the line), which records always are"
    assert run(*command.split(), name)[::2] == (
        2,
        [f"unionclean: {name}: 4 records could not be read (the first, {why})"],
    )
    assert run("clean", name)[::2] == (
        2,
        [f"unionclean: {name}: {why}; --keep-going would set such records aside"],
    )


def test_keep_going_sets_bad_records_apart(run, tmp_path):
    (tmp_path / "a.jsonl").write_bytes('{"text": "國"}\n{"id": "x9", "body": 1}\n'.encode() + b'{"text": "\xff"}\n')
    code, _, err = run("clean", "a.jsonl", "-o", "b.jsonl", "--keep-going", "--id", "id")
    assert code == 2
    assert err == [
        "unionclean: a.jsonl: 2 records could not be cleaned (the first, line 2 (id x9): no field 'text' (it has: id, body); "
        "name one with --field), see b.jsonl.rejects.jsonl"
    ]
    assert (tmp_path / "b.jsonl").read_text() == '{"text": "国"}\n'
    first, second = map(json.loads, (tmp_path / "b.jsonl.rejects.jsonl").read_text().splitlines())
    assert first == {"file": "a.jsonl", "line": 2, "id": "x9", "error": "no field 'text' (it has: id, body); name one with --field", "record": '{"id": "x9", "body": 1}'}  # fmt: skip
    assert second["record"].encode("utf-8", "surrogateescape") == b'{"text": "\xff"}'


def test_one_file_of_rejects_serves_several_inputs(run, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(f'{{"{name}": 1}}\n')
    code, out, err = run("clean", "a.jsonl", "b.jsonl", "--keep-going", "--rejects", "r.jsonl")
    assert (code, out, len(err)) == (2, "", 2)
    assert [json.loads(line)["file"] for line in (tmp_path / "r.jsonl").read_text().splitlines()] == [
        "a.jsonl",
        "b.jsonl",
    ]


def test_without_bad_records_there_is_no_file_of_rejects(run, tmp_path):
    (tmp_path / "a.jsonl").write_text(RECORDS)
    assert run("clean", "a.jsonl", "-o", "b.jsonl", "--keep-going") == (0, "", [])
    assert names(tmp_path) == ["a.jsonl", "b.jsonl"]


def write_parquet(path, **columns):
    table = pa.table(columns, metadata={"made": "by a test"})
    pq.write_table(table, path, compression=dict.fromkeys(columns, "zstd"))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
def test_parquet_keeps_schema_rows_and_compression(run, tmp_path, kind, jobs):
    write_parquet(tmp_path / "a.parquet", id=list(range(3)), text=pa.array(["國", None, "好"]).cast(kind))
    assert run("clean", "a.parquet", "-o", "b.parquet", "--jobs", jobs) == (0, "", [])
    before, after = pq.read_table(tmp_path / "a.parquet"), pq.read_table(tmp_path / "b.parquet")
    assert after.schema.equals(before.schema, check_metadata=True)
    assert after.to_pydict() == {"id": [0, 1, 2], "text": ["国", None, "好"]}
    assert pq.ParquetFile(tmp_path / "b.parquet").metadata.row_group(0).column(1).compression == "ZSTD"


def test_what_is_wrong_with_parquet_is_said(run, tmp_path):
    write_parquet(tmp_path / "a.parquet", body=["國"], n=[1])
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-20])
    (tmp_path / "empty.parquet").touch()
    assert (
        "no column 'text' (it has: body, n); name one with --field"
        in run("clean", "a.parquet", "-o", "b.parquet")[2][0]
    )
    assert "column 'n' holds int64, not text" in run("clean", "a.parquet", "-o", "b.parquet", "--field", "n")[2][0]
    assert "cannot go to standard output" in run("clean", "a.parquet")[2][0]
    for name in ("cut.parquet", "empty.parquet"):
        code, _, err = run("clean", name, "-o", "b.parquet")
        assert (code, len(err)) == (2, 1)
        assert f"{name}: broken Parquet" in err[0]
    assert names(tmp_path) == ["a.parquet", "cut.parquet", "empty.parquet"]


def test_a_page_of_parquet_that_is_broken_is_told(run, tmp_path):
    write_parquet(tmp_path / "a.parquet", text=[f"國{n}" * 20 for n in range(2000)])
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    data[200:400] = os.urandom(200)
    (tmp_path / "a.parquet").write_bytes(data)
    code, _, err = run("clean", "a.parquet", "-o", "b.parquet")
    assert (code, len(err), names(tmp_path)) == (2, 1, ["a.parquet"])


def test_broken_archives_are_told_and_nothing_is_written(run, tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(RECORDS.encode())[:-9])
    (tmp_path / "b.jsonl.gz").write_bytes(b"not gzip")
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        code, _, err = run("clean", name, "-o", "out.jsonl.gz")
        assert (code, len(err)) == (2, 1)
        assert f"{name}: broken gzip" in err[0]
    assert names(tmp_path) == ["a.jsonl.gz", "b.jsonl.gz"]


def test_files_without_a_byte_are_fine(run, tmp_path):
    for name in ("a.txt", "a.jsonl"):
        (tmp_path / name).touch()
        assert run("clean", name, "-o", f"new.{name}") == (0, "", [])
        assert (tmp_path / f"new.{name}").read_bytes() == b""
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b""))
    assert run("clean", "a.jsonl.gz") == (0, "", [])


def test_a_worker_that_dies_is_told(run, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "kill this worker"}\n')
    (tmp_path / "b.jsonl").write_text('{"text": "國"}\n')
    code, out, err = run("clean", "a.jsonl", "b.jsonl", "--jobs", "2")
    assert (code, out) == (2, '{"text": "国"}\n')
    assert err == ["unionclean: a.jsonl: a worker process died, perhaps for want of memory; try fewer --jobs"]


def test_every_worker_is_started_deaf_to_ctrl_c(monkeypatch):
    handlers = []

    def start(process, _start=BaseProcess.start):
        handlers.append(signal.getsignal(signal.SIGINT))
        _start(process)

    monkeypatch.setattr(BaseProcess, "start", start)
    before = signal.getsignal(signal.SIGINT)
    with Workers(2) as workers:
        assert list(workers.map(time.sleep, [0.2] * 4)) == [None] * 4
    assert handlers == [signal.SIG_IGN] * 2
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("jobs", [1, 2])
def test_records_on_standard_input(run, tmp_path, jobs):
    assert run("clean", "--format", "jsonl", "--jobs", jobs, stdin=RECORDS.encode()) == (0, CLEAN_RECORDS, [])
    assert run("clean", "--format", "jsonl", "-o", "a.jsonl", stdin=RECORDS.encode()) == (0, "", [])
    assert (tmp_path / "a.jsonl").read_text() == CLEAN_RECORDS


def test_records_on_standard_input_are_not_taken_for_text(run):
    code, out, err = run("clean", stdin=RECORDS.encode())
    assert (code, out) == (2, "")
    assert "say --format jsonl, or --format text" in err[0]
    assert run("clean", "--format", "text", stdin=RECORDS.encode())[0] == 0


def test_a_folder_without_anything_to_read_is_told(run, tmp_path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d/a.png").touch()
    assert run("clean", "d", "-o", "out") == (
        0,
        "",
        ["unionclean: d: a folder without a file of the kinds that are read", "unionclean: skipped 1 file: .png 1"],
    )


# fix


def test_fix_changes_files_in_place_once(run, tmp_path):
    (tmp_path / "a.md").write_text(DIRTY)
    (tmp_path / "b.md").write_text(FIXED)
    untouched = (tmp_path / "b.md").stat()
    assert run("fix", "a.md", "b.md") == (1, "fixed a.md\n", [])
    assert (tmp_path / "a.md").read_text() == FIXED
    assert (tmp_path / "b.md").stat().st_mtime_ns == untouched.st_mtime_ns
    assert (tmp_path / "b.md").stat().st_ino == untouched.st_ino
    assert run("fix", "a.md", "b.md") == (0, "", [])


def test_fix_check_and_diff_change_nothing(run, tmp_path):
    (tmp_path / "a.md").write_text("甲\n" + DIRTY)
    assert run("fix", "--check", "a.md") == (1, "would fix a.md\n", [])
    diff = "--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n 甲\n-中國,你好\n+中國，你好\n"
    assert run("fix", "--diff", "a.md") == (1, diff, [])
    assert run("fix", "--diff", "--check", "a.md") == (1, diff, [])
    assert (tmp_path / "a.md").read_text() == "甲\n" + DIRTY
    (tmp_path / "b.md").write_text(FIXED)
    assert run("fix", "--check", "--diff", "b.md") == (0, "", [])


def test_fix_keeps_mode_mark_line_ends_and_encoding(run, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + "國,甲\r\n乙\n丙\r\n".encode())
    (tmp_path / "a.txt").chmod(0o604)
    gb = "我們的中國,他們的世界,是一個大家的地方\r\n"
    (tmp_path / "b.txt").write_bytes(gb.encode("big5"))
    (tmp_path / "c.txt").write_bytes(("\ufeff" + gb).encode("utf-16-le"))
    assert run("fix", "a.txt", "b.txt", "c.txt")[0] == 1
    assert (tmp_path / "a.txt").read_bytes() == b"\xef\xbb\xbf" + "國，甲\r\n乙\n丙\r\n".encode()
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o604
    assert (tmp_path / "b.txt").read_bytes() == gb.replace(",", "，").encode("big5")
    assert (tmp_path / "c.txt").read_bytes() == ("\ufeff" + gb.replace(",", "，")).encode("utf-16-le")


def test_fix_names_what_its_encoding_cannot_write(run, tmp_path):
    data = "我們的中國,他們的世界,是一個大家的地方\n".encode("big5")
    (tmp_path / "a.txt").write_bytes(data)
    code, _, err = run("fix", "--steps", "to_simplified", "a.txt")
    assert code == 2
    assert "U+56FD, which big5 cannot write" in err[0]
    assert (tmp_path / "a.txt").read_bytes() == data


def test_fix_follows_links_and_fixes_a_file_once(run, tmp_path):
    (tmp_path / "real.md").write_text(DIRTY)
    (tmp_path / "link.md").symlink_to("real.md")
    assert run("fix", "link.md", "real.md") == (1, "fixed link.md\n", [])
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == FIXED


def test_fix_leaves_read_only_and_odd_files_alone(run, tmp_path):
    (tmp_path / "a.md").write_text(DIRTY)
    (tmp_path / "a.md").chmod(0o444)
    os.mkfifo(tmp_path / "b.md")
    (tmp_path / "c.jsonl").write_text("{}")
    code, out, err = run("fix", "a.md", "b.md", "c.jsonl")
    assert (code, out) == (2, "")
    assert [line.split(": ", 2)[2].split(",")[0].split(";")[0] for line in err] == ["read-only", "not a regular file", "not a text file"]  # fmt: skip
    assert (tmp_path / "a.md").read_text() == DIRTY


def test_fix_refuses_what_a_second_pass_would_change(run, tmp_path, monkeypatch):
    monkeypatch.setitem(settings.KNOWN_STEPS, "repair_encoding", toys.toy_broken_promise)
    (tmp_path / "a.md").write_text("甲,乙\n")
    code, out, err = run("fix", "a.md")
    assert (code, out) == (2, "")
    assert "every pass would change it again; this is a bug of unionclean" in err[0]
    assert (tmp_path / "a.md").read_text() == "甲,乙\n"


def test_fix_touches_only_comments_of_code_and_no_data(run, tmp_path):
    (tmp_path / "a.py").write_text("x = '甲,乙'  # 甲,乙\n")
    (tmp_path / "a.json").write_text('["甲,乙"]\n')
    code, out, err = run("fix", "a.py", "a.json")
    assert (code, out) == (1, "fixed a.py\n")
    assert err == ["unionclean: a.json: left alone: its marks are syntax"]
    assert (tmp_path / "a.py").read_text() == "x = '甲,乙'  # 甲，乙\n"
    assert run("fix", "--steps", "normalize_punctuation", "a.json")[0] == 0


def test_fix_says_why_the_marks_of_a_file_stay(run, tmp_path):
    (tmp_path / "a.md").write_text("先看这里,再看那里.\n请看下面,谢谢大家.\n今天下雨,明天天晴.\n")
    (tmp_path / "b.md").write_text("先看这里，再看那里.\n请看下面，谢谢大家.\n今天下雨，明天天晴.\n")
    code, out, err = run("fix", "a.md", "b.md")
    assert (code, out) == (0, "")
    assert err == ["unionclean: a.md: left alone: its sentences end in '.', which is a house style"]


def test_brackets_that_nest_too_deep_are_told(run, tmp_path):
    (tmp_path / "a.tex").write_text("\\section{甲,乙}\n" + "\\frac{" * 60 + "丙,丁\n")
    (tmp_path / "b.tex").write_text("\\section{甲,乙}\n" + "\\textbf{" * 20 + "丙,丁" + "}" * 20 + "\n")
    code, out, err = run("fix", "a.tex", "b.tex")
    assert (code, out) == (1, "fixed b.tex\n")
    assert err == [
        "unionclean: a.tex: left alone: its braces or brackets nest too deep, or too many of them are never closed"
    ]


def test_protect_leaves_what_matches(run, tmp_path):
    (tmp_path / "a.md").write_text("甲,乙 X(丙,丁)\n")
    (tmp_path / "pyproject.toml").write_text("[tool.unionclean]\nprotect = ['X\\(.*?\\)']\n")
    assert run("clean", "a.md")[1] == "甲，乙 X(丙,丁)\n"
    assert run("clean", "--protect", "甲,乙", "a.md")[1] == "甲,乙 X(丙,丁)\n"
    code, out, err = run("clean", "--protect", "(甲", "a.md")
    assert (code, out) == (2, "")
    assert "protect: '(甲' is not a regular expression" in err[0]


def test_folders_are_read_without_what_git_ignores(run, tmp_path):
    for folder in (".git", "docs/build", "docs/keep"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("docs/build/a.md", "docs/keep/b.md", "docs/c.md"):
        (tmp_path / name).write_text("甲,乙\n")
    (tmp_path / ".gitignore").write_text("build/\nc.md\n")
    (tmp_path / "docs/.gitignore").write_text("!c.md\n")
    assert run("fix", "--check", "docs")[1] == "would fix docs/c.md\nwould fix docs/keep/b.md\n"
    assert run("fix", "--check", "docs/build")[1] == "would fix docs/build/a.md\n"


def test_clean_copies_what_it_does_not_read(run, tmp_path):
    (tmp_path / "a.csv").write_text("甲,乙\n")
    (tmp_path / "a.qqq").write_text("甲,乙\n")
    assert run("clean", "a.csv") == (0, "甲,乙\n", ["unionclean: a.csv: copied as it is: its marks are syntax"])
    assert run("clean", "a.qqq", "-o", "b.qqq")[0] == 0
    assert (tmp_path / "b.qqq").read_text() == "甲,乙\n"


def test_fix_honours_markers_and_settings(run, tmp_path):
    marked = (
        "<!-- unionclean: ignore -->\n甲,乙\n<!-- unionclean: ignore -->\n甲,乙\n甲,乙 <!-- unionclean: ignore -->\n"
    )
    (tmp_path / "a.md").write_text(marked)
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/b.md").write_text(DIRTY)
    (tmp_path / "c.md").write_text(DIRTY)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.unionclean]\nsteps = ["to_simplified", "normalize_punctuation"]\nextend-exclude = ["vendor"]\n'
    )
    assert run("fix", "a.md", "vendor/b.md", "c.md") == (1, "fixed a.md\nfixed c.md\n", [])
    assert (
        (tmp_path / "a.md").read_text()
        == "<!-- unionclean: ignore -->\n甲,乙\n<!-- unionclean: ignore -->\n甲，乙\n甲,乙 <!-- unionclean: ignore -->\n"
    )
    assert (tmp_path / "c.md").read_text() == CLEAN
    assert (tmp_path / "vendor/b.md").read_text() == DIRTY


def test_fix_of_a_folder_takes_the_prose_in_it(run, tmp_path):
    for name in ("d/a.md", "d/b.txt", "d/c.py", "d/.e.md", "d/f.png", "d/g.tex", "d/h.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(DIRTY)
    told = "unionclean: skipped 3 files: .json 1, .png 1, .py 1"
    assert run("fix", "d") == (1, "fixed d/a.md\nfixed d/b.txt\nfixed d/g.tex\n", [told])


# settings


@pytest.mark.parametrize(
    ("table", "given", "wanted"),
    [
        ('steps = ["to_simplified"]', DIRTY, "中国,你好\n"),
        ("steps = []", DIRTY, DIRTY),
        ('width = "half"', "甲，乙", "甲,乙"),
        ('[tool.unionclean.options.normalize_punctuation]\nwidth = "half"', "甲，乙", "甲,乙"),
        ('[tool.unionclean.normalize_punctuation]\nwidth = "half"', "甲，乙", "甲,乙"),
    ],
)
def test_settings_choose_steps_and_options(run, tmp_path, table, given, wanted):
    (tmp_path / "pyproject.toml").write_text(f"[tool.unionclean]\n{table}\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.txt").write_text(given)
    assert run("clean", "sub/a.txt") == (0, wanted, [])


def test_the_command_line_overrules_the_settings(run, tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.unionclean]\nsteps = ["to_simplified"]\n')
    (tmp_path / "a.txt").write_text(DIRTY)
    assert run("clean", "a.txt", "--steps", "normalize_punctuation") == (0, FIXED, [])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            "[tool.unionclean]\nstep = 1",
            "unknown setting 'step'; the settings: extend-exclude, options, protect, region, steps, width",
        ),
        ('[tool.unionclean]\nsteps = ["x"]', "unknown step 'x'; the steps: repair_encoding"),
        ('[tool.unionclean]\nsteps = "x"', "expected a list of strings"),
        ("[tool.unionclean]\noptions.to_simplified = 1", "expected a table"),
        ("[tool.unionclean]\noptions.to_simplified.colour = 1", "toy_script has no option 'colour'"),
        ("[tool]\nunionclean = 1", "tool.unionclean is not a table"),
        ("[tool.unionclean", "pyproject.toml: "),
    ],
)
def test_wrong_settings_are_explained(run, tmp_path, content, why):
    (tmp_path / "pyproject.toml").write_text(content)
    (tmp_path / "a.txt").write_text(DIRTY)
    code, out, err = run("clean", "a.txt")
    assert (code, out, len(err)) == (2, "", 1)
    assert why in err[0]


# progress


@pytest.mark.parametrize("with_rich", [False, True])
def test_progress_says_share_rate_and_time_left(monkeypatch, capsys, with_rich):
    if not with_rich:
        monkeypatch.setattr(progress_module, "_rich_display", lambda total, what: None)
    console = Console()
    with progress_module.progress(console, 2_000_000, "cleaning", shown=True) as advance:
        advance(1_000_000)
        console.say("a message in between")
        time.sleep(0.3 if with_rich else 0)
    err = capsys.readouterr().err
    assert "a message in between\n" in err
    assert "cleaning" in err
    assert with_rich or "50 %" in err
    assert console.live is None


def test_there_is_no_progress_without_a_terminal(run, tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    assert run("clean", "a.txt")[2] == []


# help, version, completion, output


def test_help_and_version(run):
    code, out, _ = run("--help")
    assert code == 0
    assert "unionclean scan pages/" in out
    code, out, _ = run("--version")
    assert (code, out.split()[0]) == (0, "unionclean")
    assert run()[0] == 2
    for command in ("clean", "fix", "explain", "report", "scan", "outline", "completion"):
        code, out, _ = run(command, "--help")
        assert code == 0
        assert "examples:" in out


def test_a_file_name_cannot_steer_the_terminal(run, tmp_path):
    (tmp_path / "a\x1b[31m\n.txt").write_bytes(b"\0")
    _, _, err = run("clean", "a\x1b[31m\n.txt")
    assert err == ["unionclean: a\\x1b[31m .txt: not text (it contains NUL bytes)"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command_and_option(run, shell):
    code, out, err = run("completion", shell)
    assert (code, err) == (0, [])
    for word in ("clean", "outline", "keep-going", "markdown", "width"):
        assert word in out


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["cl"], ["clean"]),
        (["clean", "--wi"], ["--width"]),
        (["outline", "--to", "m"], ["markdown"]),
        (["clean", "--steps", "to"], ["to_simplified"]),
        (["completion", "z"], ["zsh"]),
        (["fix", "a.t"], ["a.txt"]),
        (["clean", "--jobs", "2", "a.t"], ["a.txt"]),
        (["clean", "a.txt", "-o", "a.t"], ["a.txt"]),
        (["report", "a.txt", "-o", "a.t"], ["a.txt"]),
        (["clean", "--rejects", "a.t"], ["a.txt"]),
        (["explain", "--protect", "a.t"], []),
    ],
)
def test_bash_completes(run, tmp_path, words, wanted):
    (tmp_path / "a.txt").touch()
    (tmp_path / "script").write_text(run("completion", "bash")[1])
    line = " ".join(["unionclean", *words])
    ask = f"source ./script; COMP_WORDS=({line}); COMP_CWORD={len(words)}; _shtab_unionclean; echo ${{COMPREPLY[*]}}"
    done = subprocess.run(["bash", "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == wanted


@pytest.mark.parametrize(
    ("before", "after"),
    [("a\nb\n", "a\nb\nc"), ("", "a"), ("a", ""), ("a\n" * 9 + "b\n", "a\n" * 9 + "c\n"), ("a", "a\n"), ("a\nb", "b")],
)
def test_a_diff_can_be_applied(before, after, tmp_path):
    (tmp_path / "f").write_text(before)
    subprocess.run(["git", "apply", "--unidiff-zero", "-"], input=unified_diff(before, after, "f").replace("--- f", "--- a/f").replace("+++ f", "+++ b/f").encode(), cwd=tmp_path, check=True)  # fmt: skip
    assert (tmp_path / "f").read_text() == after if after else True
