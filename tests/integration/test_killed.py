"""The command as a process of its own: killed, interrupted, without room to write, without anybody to read."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.integration.killing import JOBS, repeat

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "tests.toy_command"]
OLD, NEW = "中國,你好\n" * 2000, "中国，你好\n" * 2000

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and limits")


def start(*arguments, delay=0.0, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TOY_DELAY": str(delay)}
    return subprocess.Popen([*COMMAND, *map(str, arguments)], env=environment, **options)


def run(*arguments, **options):
    process = start(*arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    out, err = process.communicate(timeout=60)
    return process.returncode, out.decode(), err.decode()


def visible(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.md").write_text(OLD)
    return folder


@pytest.mark.parametrize("after", [0.3, 0.6, 0.9])
def test_killed_fix_leaves_every_file_old_or_new_and_a_restart_finishes(pages, after):
    process = start("fix", "--steps", "repair_encoding,to_simplified,normalize_punctuation", pages, delay=0.01)
    time.sleep(after)
    process.kill()
    process.wait()
    assert {path.read_text() for path in pages.glob("*.md")} <= {OLD, NEW}
    assert run("fix", "--steps", "to_simplified,normalize_punctuation", pages)[0] in (0, 1)
    assert {path.read_text() for path in pages.iterdir()} == {NEW}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("after", [0.4, 0.8])
def test_killed_clean_leaves_whole_outputs_and_a_restart_finishes(pages, tmp_path, jobs, after):
    out = tmp_path / "out"
    process = start("clean", pages, "-o", out, "--jobs", jobs, delay=0.02)
    time.sleep(after)
    process.kill()
    process.wait()
    assert all(path.read_text() == NEW for path in out.glob("*.md"))
    code, _, err = run("clean", pages, "-o", out, "--resume")
    assert (code, err) == (0, "")
    assert visible(out) == visible(pages)
    assert all(path.read_text() == NEW for path in out.glob("*.md"))


@pytest.mark.parametrize("text", ["國", "lose every exception"])
def test_workers_do_not_outlive_a_killed_command(tmp_path, text):
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{text}"}}\n' * 200_000)
    process = start("clean", tmp_path / "a.jsonl", "-o", tmp_path / "b.jsonl", "--jobs", 2, delay=0.0001)
    workers = wait_for_children(process.pid, 2)
    time.sleep(1.5)  # they are at work by then
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{worker}/cmdline").exists() and is_running(worker) for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert visible(tmp_path) == ["a.jsonl"]


def wait_for_children(process, number):
    children = Path(f"/proc/{process}/task/{process}/children")
    if not children.exists():
        pytest.skip("needs /proc to find the workers")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = [child for child in children.read_text().split() if is_worker(child)]
        if len(found) >= number:
            return found
        time.sleep(0.05)
    raise AssertionError("the workers did not start")


def is_worker(process):
    try:
        return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    except FileNotFoundError:
        return False


def is_running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_leaves_nothing_half_written(pages, tmp_path, jobs):
    (pages / "z.jsonl").write_text('{"text": "國"}\n' * 10_000)
    out = tmp_path / "out"
    process = start(
        "clean", pages, "-o", out, "--jobs", jobs, delay=0.05, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(1.0)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err.decode()) == (130, "")
    deadline = time.monotonic() + 10
    while list(out.glob(".*")):  # a worker may still be taking its temporary file along
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert all(path.read_text() == NEW for path in out.glob("*.md"))
    assert not (out / "z.jsonl").exists()


def limit_file_size():
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_without_room_nothing_is_lost(tmp_path, name):
    content = OLD if name == "a.txt" else json.dumps({"text": OLD}) + "\n"
    (tmp_path / name).write_text(content)
    (tmp_path / "old").write_text("old")
    code, _, err = run("clean", tmp_path / name, "-o", tmp_path / "old", "--force", preexec_fn=limit_file_size)
    assert code == 2
    assert err == f"unionclean: {tmp_path}/old: file too large\n"
    assert (tmp_path / "old").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "old"])


def test_fix_without_room_leaves_the_file(tmp_path):
    (tmp_path / "a.md").write_text(OLD)
    code, _, err = run("fix", tmp_path / "a.md", preexec_fn=limit_file_size)
    assert (code, err) == (2, f"unionclean: {tmp_path}/a.md: file too large\n")
    assert (tmp_path / "a.md").read_text() == OLD
    assert os.listdir(tmp_path) == ["a.md"]  # noqa: PTH208


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_told(tmp_path):
    (tmp_path / "a.txt").write_text(OLD)
    with Path("/dev/full").open("wb") as full:
        process = start("clean", tmp_path / "a.txt", stdout=full, stderr=subprocess.PIPE)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err.decode() == "unionclean: standard output: no space left on device\n"


def test_a_reader_that_leaves_is_no_error(tmp_path):
    (tmp_path / "a.txt").write_text(OLD * 50)
    process = start("clean", tmp_path / "a.txt", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.read(10)
    process.stdout.close()
    with process.stderr as err:
        assert err.read() == b""
    assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT], ids=lambda end: end.name)
def test_at_a_chance_moment_nothing_is_lost(end):
    """A short part of ``python -m tests.integration.killing``."""
    pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
    repeat(end, len(JOBS), random.Random(1), lambda line: None)


def test_the_command_runs_as_a_module():
    command = [sys.executable, "-m", "unionclean", "--version"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.startswith(b"unionclean ")


def test_help_is_quick_to_import():
    code = "import sys; from unionclean.cli import main; main(['--help']); print([m for m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    loaded = done.stderr.decode()
    for heavy in ("opencc", "ftfy", "'regex'", "pyarrow", "zstandard", "rich", "multiprocessing", "difflib"):
        assert heavy not in loaded
