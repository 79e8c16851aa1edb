"""Speed and memory of ``unionclean clean`` on large files: ``python -m benchmarks.files [--quick] [--size MB] [--jobs 2]``.

Makes a JSONL file (and its gzip, Zstandard and Parquet forms, a quarter as large) of records cut from the seeds, cleans each
with ``--jobs``, and prints MB/s of input text and the peak memory of the largest process.  The bar: 500 MB per process.
Memory is read from ``/proc``, so it needs Linux.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BAR = 500  # MB per process
DAMAGED_EVERY = 20_000  # records, so that the time goes into reading, writing and looking, as with most crawls


def records() -> Iterator[str]:
    """Yield JSON lines without end: paragraphs of the clean seed, whole and ten together, and now and then a damaged page."""
    pages = {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))}
    lines = [line for line in pages.pop("002").splitlines() if line]
    texts = lines + ["\n".join(lines[start : start + 10]) for start in range(0, len(lines), 10)]
    for number in count():
        text = texts[number % len(texts)]
        if number % DAMAGED_EVERY == 0:
            text = list(pages.values())[number // DAMAGED_EVERY % len(pages)]
        yield json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n"


def write_jsonl(path: Path, size: int) -> None:
    """Write at least ``size`` bytes of records."""
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for record in records():
            file.write(record)
            written += len(record.encode())
            if written >= size:
                return


def convert(source: Path, target: Path) -> None:
    """Write ``source`` again as gzip, Zstandard or Parquet, by the name of ``target``."""
    data = source.read_bytes()
    if target.suffix == ".gz":
        import gzip

        target.write_bytes(gzip.compress(data, 1))
    elif target.suffix == ".zst":
        import zstandard

        target.write_bytes(zstandard.compress(data))
    else:
        import pyarrow
        import pyarrow.parquet

        rows = [json.loads(line) for line in data.splitlines()]
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), target, compression="zstd")


def family_of(process: int) -> list[int]:
    """Return a process and its children."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [process, *(int(child) for task in tasks for child in task.read_text().split())]


def watch_clean(source: Path, target: Path, jobs: int, look: Callable[[int], None], *, every: float) -> None:
    """Clean ``source`` to ``target`` in a process of its own, and ``look`` at it and at each of its children again and again."""
    command = [sys.executable, "-m", "unionclean", "clean", source, "-o", target, "--force", "--jobs", str(jobs)]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        while process.poll() is None:
            for member in family_of(process.pid):
                look(member)
            with suppress(subprocess.TimeoutExpired):
                process.wait(every)
    if process.returncode:
        raise SystemExit(f"unionclean clean {source.name} ended with {process.returncode}")


def peak_of(process: int) -> int:
    """Return the peak memory of a process in MB, 0 for one that is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def clean(source: Path, jobs: int) -> tuple[float, int]:
    """Clean ``source``; return the seconds it took and the peak memory of the largest process in MB."""
    target = source.with_name(f"clean.{source.name}")
    peaks = [0]
    started = time.monotonic()
    watch_clean(source, target, jobs, lambda process: peaks.append(peak_of(process)), every=0.1)
    seconds = time.monotonic() - started
    target.unlink()
    return seconds, max(peaks)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1000, help="MB of JSONL")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="40 MB instead, for CI")
    arguments = parser.parse_args()
    size = (40 if arguments.quick else arguments.size) * 1_000_000
    print(f"{'file':<16}{'MB':>8}{'jobs':>6}{'seconds':>9}{'MB/s':>8}{'peak MB per process':>22}")
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, share in (("a.jsonl", 1), ("b.jsonl", 4), ("b.jsonl.gz", 4), ("b.jsonl.zst", 4), ("b.parquet", 4)):
            path = Path(folder) / name
            if name.endswith(".jsonl"):
                write_jsonl(path, size // share)
            else:
                convert(Path(folder) / "b.jsonl", path)
            jobs = 1 if name == "b.jsonl" else arguments.jobs
            seconds, peak = clean(path, jobs)
            worst = max(worst, peak)
            print(
                f"{name:<16}{size / share / 1e6:>8.0f}{jobs:>6}{seconds:>9.1f}{size / share / 1e6 / seconds:>8.1f}{peak:>22}"
            )
    print(f"bar: {BAR} MB per process, {'kept' if worst < BAR else 'MISSED'}")


if __name__ == "__main__":
    main()
