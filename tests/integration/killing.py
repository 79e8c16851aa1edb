"""The command killed and interrupted at chance moments, many times over; every file must be wholly old or wholly new.

    python -m tests.integration.killing [--kills 200] [--interrupts 50] [--seed 0]

Each round lets one of six jobs run (``fix``; ``clean`` of texts, JSONL, Parquet, with one process or two; ``report``), ends it
by ``SIGKILL`` or ``SIGINT`` after a chance part of the time that it takes when it is left alone, and looks at what lies there.
At the end of each round the job is run again, undisturbed, and must leave what a run that nobody disturbed leaves.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
OLD, NEW = "中國,你好\n" * 500, "中国，你好\n" * 500
STEPS = "--steps", "repair_encoding,to_simplified,normalize_punctuation"
DELAY = 0.004  # seconds that a step of the toy command takes, so that there is something to interrupt


class Job(NamedTuple):
    """A command, its arguments (``again``: those that finish what was begun), and where its results are."""

    name: str
    arguments: tuple[str, ...]
    again: tuple[str, ...]
    results: str


JOBS = [
    Job("fix", ("fix", *STEPS, "pages"), ("fix", *STEPS, "pages"), "pages/*"),
    Job("clean text", ("clean", "pages", "-o", "out"), ("clean", "pages", "-o", "out", "--resume"), "out/*"),
    Job("clean text --jobs 2", ("clean", "pages", "-o", "out", "--jobs", "2"), ("clean", "pages", "-o", "out", "--resume"), "out/*"),
    Job("clean jsonl", ("clean", "a.jsonl", "-o", "b.jsonl"), ("clean", "a.jsonl", "-o", "b.jsonl", "--resume"), "b.jsonl"),
    Job("clean parquet", ("clean", "a.parquet", "-o", "b.parquet"), ("clean", "a.parquet", "-o", "b.parquet", "--resume"), "b.parquet"),
    Job("report", ("report", "pages", "-o", "r.html"), ("report", "pages", "-o", "r.html", "--force"), "r.html"),
]  # fmt: skip


def make(folder: Path) -> None:
    """Make what the jobs work on."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    (folder / "pages").mkdir()
    for number in range(30):
        (folder / "pages" / f"{number:02}.md").write_text(OLD, encoding="utf-8")
    with (folder / "a.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"n": number, "text": "中國,你好"}) + "\n" for number in range(60))
    pq.write_table(pa.table({"text": ["中國,你好"] * 60, "n": list(range(60))}), folder / "a.parquet", row_group_size=7)


def start(job: Job, arguments: tuple[str, ...], folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TOY_DELAY": str(DELAY)}
    command = [sys.executable, "-m", "tests.toy_command", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, start_new_session=True)


def results(job: Job, folder: Path) -> dict[str, bytes]:
    """Return the files that the job has written, by name, hidden ones left out."""
    return {p.name: p.read_bytes() for p in sorted(folder.glob(job.results)) if not p.name.startswith(".")}


def undisturbed(job: Job) -> tuple[float, dict[str, bytes]]:
    """Return how long the job takes when it is left alone, and what it leaves."""
    with tempfile.TemporaryDirectory() as name:
        make(Path(name))
        started = time.monotonic()
        process = start(job, job.arguments, Path(name))
        _, err = process.communicate(timeout=120)
        assert process.returncode in (0, 1), err.decode()
        return time.monotonic() - started, results(job, Path(name))


def run_round(job: Job, end: signal.Signals, after: float, wanted: dict[str, bytes]) -> str:
    """Disturb the job once and finish it; return what became of it, or raise :class:`AssertionError`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder)
        process = start(job, job.arguments, folder)
        time.sleep(after)
        ended = process.poll() is not None
        if not ended:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, end) if end == signal.SIGINT else process.send_signal(end)
        _, err = process.communicate(timeout=60)
        early = b"KeyboardInterrupt" in err  # while Python was still loading us
        assert b"Traceback" not in err or early, err.decode()
        inputs = {OLD.encode(), NEW.encode()}
        assert all(data in inputs for data in _pages(folder)), "a page is neither old nor new"
        for file, data in results(job, folder).items():
            assert data == wanted[file] or (job.name == "fix" and data == OLD.encode()), f"{file} is half written"
        if end == signal.SIGINT and not ended:
            _wait_for_workers(folder)
        _finish(job, folder, wanted)
        return "was done" if ended else "was disturbed"


def _pages(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in (folder / "pages").iterdir() if not path.name.startswith(".")]


def _wait_for_workers(folder: Path) -> None:
    """Wait until no temporary file is left: a worker may still be taking its own along."""
    deadline = time.monotonic() + 20
    while any(path.name.startswith(".") for path in folder.rglob("*")):
        assert time.monotonic() < deadline, "Ctrl-C left a temporary file"
        time.sleep(0.05)


def _finish(job: Job, folder: Path, wanted: dict[str, bytes]) -> None:
    process = start(job, job.again, folder)
    _, err = process.communicate(timeout=120)
    assert process.returncode in (0, 1), err.decode()
    assert results(job, folder) == wanted, "a second run does not finish the first"


def repeat(end: signal.Signals, rounds: int, chance: random.Random, told: Callable[[str], object]) -> Counter[str]:
    """Disturb each job in turn, ``rounds`` times in all; return how often it was in time."""
    times = {job.name: undisturbed(job) for job in JOBS}
    outcomes: Counter[str] = Counter()
    for number in range(rounds):
        job = JOBS[number % len(JOBS)]
        seconds, wanted = times[job.name]
        outcome = run_round(job, end, chance.uniform(0.15, 1.0) * seconds, wanted)
        outcomes[f"{job.name}: {outcome}"] += 1
        told(f"{number + 1}/{rounds} {end.name} {job.name}: {outcome}")
    return outcomes


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill and interrupt the command at chance moments.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--interrupts", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    for end, rounds in ((signal.SIGKILL, arguments.kills), (signal.SIGINT, arguments.interrupts)):
        outcomes = repeat(end, rounds, chance, lambda line: print(f"\r{line:60}", end="", flush=True))
        print(f"\r{end.name} x {rounds}: no file was half written, every second run finished the first")
        for name, number in sorted(outcomes.items()):
            print(f"  {number:4}  {name}")


if __name__ == "__main__":
    main()
