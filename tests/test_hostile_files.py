"""One bad file is one bad file: a line that names it, exit code 2, and everything else is still done."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.linear import assert_linear
from unionclean import settings
from unionclean.edits import Edit
from unionclean.files.limits import LARGEST
from unionclean.steps import Found, step

pa = pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
import pyarrow.parquet as pq  # noqa: E402

zstandard = pytest.importorskip("zstandard", reason="the extra 'zstd' is not installed")

ROOT = Path(__file__).resolve().parents[1]
DIRTY = "中國,你好\n"
CLEAN = "中国，你好\n"


@pytest.fixture(autouse=True)
def good_files(toy_steps, tmp_path):
    (tmp_path / "z.txt").write_text(DIRTY)
    pq.write_table(pa.table({"text": ["國"]}), tmp_path / "z.parquet")


def texts_of(values):
    """A column of texts that holds any bytes."""
    binary = pa.array(values, pa.binary())
    return pa.Array.from_buffers(pa.string(), len(values), binary.buffers())


BAD_TABLES = {
    "invalid": (pa.table({"text": texts_of([b"a"] * 40 + [b"\xe4\xb8"])}), "row 41: not valid UTF-8 (byte 0 of the text)"),
    "double": (pa.table([pa.array(["國"]), pa.array(["國"])], names=["text", "text"]), "has 2 columns named 'text'"),
    "number": (pa.table({"text": [1]}), "column 'text' holds int64, not text"),
    "other": (pa.table({"body": ["國"]}), "no column 'text' (it has: body); name one with --field"),
    "large": (pa.table({"text": ["國", "國" * 1000]}), "row 2: larger than 2 kB, left alone; --max-size sets another limit"),
}  # fmt: skip


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("kind", BAD_TABLES)
def test_a_bad_parquet_file_is_told_and_the_others_are_cleaned(run, tmp_path, kind, jobs):
    table, why = BAD_TABLES[kind]
    pq.write_table(table, tmp_path / "a.parquet")
    code, out, err = run("clean", ".", "-o", "out", "--jobs", jobs, "--max-size", "2k")
    assert (code, out, err) == (2, "", [f"unionclean: a.parquet: {why}"])
    assert sorted(path.name for path in Path("out").iterdir()) == ["z.parquet", "z.txt"]
    assert pq.read_table("out/z.parquet").to_pydict() == {"text": ["国"]}


@pytest.mark.parametrize("command", ["scan", "explain", "report -o page.html"])
@pytest.mark.parametrize("kind", BAD_TABLES)
def test_a_bad_parquet_file_is_told_by_those_who_only_look(run, tmp_path, kind, command):
    table, why = BAD_TABLES[kind]
    pq.write_table(table, tmp_path / "a.parquet")
    code, _, err = run(*command.split(), "a.parquet", "z.txt", "--max-size", "2k")
    assert (code, err) == (2, [f"unionclean: a.parquet: {why}"])


def test_other_columns_may_hold_what_they_like(run, tmp_path):
    columns = [texts_of([b"\xff"]), pa.array(["國"]), pa.array([1]), pa.array([2])]
    pq.write_table(pa.table(columns, names=["x", "text", "n", "n"]), tmp_path / "a.parquet")
    assert run("clean", "a.parquet", "-o", "b.parquet") == (0, "", [])
    assert pq.ParquetFile("b.parquet").read().column("text").to_pylist() == ["国"]
    code, _, err = run("explain", "a.parquet", "--id", "x")
    assert (code, len(err)) == (2, 1)
    assert err[0].startswith("unionclean: a.parquet: broken Parquet ('utf-8' codec can't decode")
    assert run("explain", "a.parquet", "--id", "n")[0] == 0


def test_a_column_name_that_is_no_text_is_told(run, tmp_path):
    pq.write_table(pa.table({"XYXYX": ["國"], "text": ["國"]}), tmp_path / "a.parquet", store_schema=False)
    data = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(data.replace(b"XYXYX", b"\xff\xfe\xff\xfe\xff"))
    code, out, err = run("clean", "a.parquet", "z.txt", "-o", "out")
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith("unionclean: a.parquet: broken Parquet (")
    assert Path("out/z.txt").read_text() == CLEAN


# What exhausts the process


@step()
def toy_exhaustion(text: str) -> Found:
    """Run out of memory or of stack where the text says so."""
    if "memory" in text:
        raise MemoryError
    if "stack" in text:
        raise RecursionError("maximum recursion depth exceeded")
    if "bug" in text:
        raise ZeroDivisionError("\x1b]52;c;eA==\x07")
    return Found([Edit(0, 1, "國", "国", "t2s")] if text.startswith("國") else [])


@pytest.fixture
def exhausting(monkeypatch):
    monkeypatch.setitem(settings.KNOWN_STEPS, "repair_encoding", toy_exhaustion)


@pytest.mark.parametrize(
    ("word", "why"), [("memory", "needs more memory than there is"), ("stack", "nested too deeply to be read")]
)
@pytest.mark.parametrize("command", ["clean", "fix --steps repair_encoding", "scan", "explain", "report -o page.html"])
def test_a_text_that_exhausts_the_process_is_told_and_the_others_are_done(
    run, exhausting, tmp_path, command, word, why
):
    (tmp_path / "a.txt").write_text(f"{word}國")  # fix leaves a file without Chinese before it calls a step
    (tmp_path / "y.txt").write_text("國")
    code, out, err = run(*command.split(), "a.txt", "y.txt")
    assert (code, err) == (2, [f"unionclean: a.txt: {why}"])
    assert "国" in out or command.startswith(("fix", "report", "scan"))
    if command.startswith("fix"):
        assert (tmp_path / "y.txt").read_text() == "国"
    if command.startswith("report"):
        assert "y.txt" in (tmp_path / "page.html").read_text()


def test_a_record_that_exhausts_the_process_is_set_apart(run, exhausting, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "國"}\n{"text": "memory"}\n{"text": "國"}\n')
    code, _, err = run("clean", "a.jsonl", "-o", "b.jsonl", "--keep-going")
    assert (code, err) == (
        2,
        [
            "unionclean: a.jsonl: 1 record could not be cleaned (line 2: needs more memory than there is), see b.jsonl.rejects.jsonl"
        ],
    )
    assert (tmp_path / "b.jsonl").read_text() == '{"text": "国"}\n' * 2


def test_a_bug_of_ours_does_not_end_as_if_files_were_changed(run, exhausting, tmp_path):
    (tmp_path / "a.txt").write_text("bug")
    code, out, err = run("clean", "a.txt")
    assert (code, out) == (2, "")
    assert err[-2:] == [
        r"ZeroDivisionError: \x1b]52;c;eA==\x07",
        "unionclean: this is a bug of unionclean; please report it with the lines above",
    ]


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"text": ' + b'{"a":' * 100_000, b'{"text": "\\', b"9" * 10_000])
def test_a_record_nested_without_end_is_one_bad_record(run, tmp_path, line):
    (tmp_path / "a.jsonl").write_bytes(line + b'\n{"text": "\xe5\x9c\x8b"}\n')
    code, _, err = run("clean", "a.jsonl", "-o", "b.jsonl", "--keep-going")
    assert (code, len(err)) == (2, 1)
    assert (tmp_path / "b.jsonl").read_text() == '{"text": "国"}\n'


# Limits


TOO_LARGE = "left alone; --max-size sets another limit"


def quick(seconds=20):
    """A deadline far below what reading everything would take, far above the noise of a busy machine."""
    started = time.process_time()
    return lambda: time.process_time() - started < seconds


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
@pytest.mark.parametrize("command", ["clean", "scan", "explain", "outline", "report -o page.html"])
def test_an_endless_device_stops_early(run, tmp_path, command):
    in_time = quick()
    code, out, err = run(*command.split(), "/dev/zero", "--max-size", "1M")
    assert (code, out, err) == (2, "", [f"unionclean: /dev/zero: larger than 1 MB, {TOO_LARGE}"])
    assert in_time()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_endless_record_stops_early(run, tmp_path, jobs):
    (tmp_path / "a.jsonl").symlink_to("/dev/zero")
    code, out, err = run("clean", "a.jsonl", "-o", "b.jsonl", "--max-size", "1M", "--jobs", jobs)
    assert (code, out, err) == (2, "", [f"unionclean: a.jsonl: line 1: larger than 1 MB, {TOO_LARGE}"])
    assert not (tmp_path / "b.jsonl").exists()


@pytest.mark.parametrize("compression", ["gz", "zst"])
@pytest.mark.parametrize("command", ["clean", "scan", "explain"])
def test_a_small_archive_of_one_huge_line_stops_early(run, tmp_path, compression, command):
    million = bytes(1 << 20)
    bombs = {"gz": gzip.compress(million * 64), "zst": zstandard.compress(million * 1024)}
    data = bombs[compression]
    (tmp_path / f"a.jsonl.{compression}").write_bytes(data)
    assert len(data) < 100_000
    in_time = quick()
    code, out, err = run(command, f"a.jsonl.{compression}", "--max-size", "1M")
    assert (code, out, err) == (2, "", [f"unionclean: a.jsonl.{compression}: line 1: larger than 1 MB, {TOO_LARGE}"])
    assert in_time()


@pytest.mark.parametrize("length", [1500, 3 << 20])
def test_a_record_that_is_too_large_is_set_apart_and_the_rest_goes_on(run, tmp_path, length):
    good = '{"text": "國"}\n'
    long = json.dumps({"text": "x" * length})
    (tmp_path / "a.jsonl").write_text(good + long + "\n" + good * 2)
    code, _, err = run("clean", "a.jsonl", "-o", "b.jsonl", "--keep-going", "--max-size", "1k")
    assert (code, len(err)) == (2, 1)
    assert err[0].startswith(
        "unionclean: a.jsonl: 1 record could not be cleaned (line 2: larger than 1 kB, left alone;"
    )
    assert err[0].endswith("), see b.jsonl.rejects.jsonl")
    assert (tmp_path / "b.jsonl").read_text() == '{"text": "国"}\n' * 3
    reject = json.loads((tmp_path / "b.jsonl.rejects.jsonl").read_text())
    assert reject["line"] == 2
    assert long.startswith(reject["record"])
    assert reject["error"].startswith("larger than 1 kB")
    code, _, err = run("explain", "a.jsonl", "--max-size", "1k")
    assert (code, len(err)) == (2, 1)
    assert f"line 2: larger than 1 kB, {TOO_LARGE}" in err[0]


def test_standard_input_has_the_limit_too(run):
    told = [f"unionclean: standard input: larger than 10 bytes, {TOO_LARGE}"]
    for command in ("clean", "explain", "scan", "outline"):
        assert run(command, "--max-size", "10", stdin="x" * 11) == (2, "", told)
    assert run("clean", "--max-size", "10", stdin="x" * 10) == (0, "x" * 10, [])
    assert LARGEST == 256 << 20


@pytest.mark.parametrize("size", ["", "0", "-1", "many", "1T", "1.5M", "9" * 20])
def test_a_size_that_makes_no_sense_is_told(run, size):
    code, _, err = run("clean", f"--max-size={size}", stdin="")
    assert code == 2
    assert f"expected a size such as 500, 64k, 256M or 2G, not {size!r}" in err[-1]


def test_short_lines_of_a_zstandard_file_take_linear_time(tmp_path):
    from unionclean.files.compression import reading

    def write(lines):
        path = tmp_path / f"{lines}.zst"
        path.write_bytes(zstandard.compress(b"\n" * lines))
        return path

    def read(path):
        with reading(path, "zst", on_bytes=lambda number: None) as file:
            assert sum(1 for _ in file) == int(path.stem)

    assert_linear(read, write, 2_000_000)


# Closed streams, slow streams


def command(*arguments, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    shell = " ".join([sys.executable, "-m", "tests.toy_command", *arguments])
    return subprocess.run(["sh", "-c", shell], env=environment, capture_output=True, timeout=60, check=False, **options)


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    "verb", ["clean", "explain", "scan", "outline", "fix --diff", "report -o -", "completion bash"]
)
def test_a_closed_standard_output_is_told(verb, tmp_path):
    done = command(*verb.split(), *(["z.txt"] if "completion" not in verb else []), ">&-")
    assert (done.returncode, done.stderr) == (2, b"unionclean: standard output: closed\n")


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_other_closed_streams_are_no_tracebacks(tmp_path):
    assert command("clean", "<&-").stderr == b"unionclean: standard input: closed\n"
    done = command("clean", "missing.txt", "2>&-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert command("fix", "z.txt", ">&-", "2>&-", "<&-").returncode == 2
    assert (tmp_path / "z.txt").read_text() == "中國，你好\n"


def test_a_slow_producer_is_answered_line_by_line():
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.toy_command", "clean", "--format", "jsonl"],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    for number in range(3):
        process.stdin.write(f'{{"text": "國{number}"}}\n'.encode())
        process.stdin.flush()
        assert process.stdout.readline().decode() == f'{{"text": "国{number}"}}\n'
    process.stdin.close()
    assert process.wait(timeout=60) == 0
    process.stdout.close()
