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
import threading
import time
from collections.abc import Iterator
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


def peak_of(process: int, peaks: dict[int, int]) -> None:
    """Note the peak memory, in MB, of a process and its children."""
    family = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        family += [int(child) for child in task.read_text().split()]
    for member in family:
        try:
            status = Path(f"/proc/{member}/status").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                peaks[member] = int(line.split()[1]) // 1024


def clean(source: Path, jobs: int) -> tuple[float, int]:
    """Clean ``source``; return the seconds it took and the peak memory of the largest process in MB."""
    target = source.with_name(f"clean.{source.name}")
    command = [
        sys.executable,
        "-m",
        "unionclean",
        "clean",
        str(source),
        "-o",
        str(target),
        "--jobs",
        str(jobs),
        "--force",
    ]
    peaks: dict[int, int] = {}
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            peak_of(process.pid, peaks)

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    seconds = time.monotonic() - started
    done.set()
    watcher.join()
    if code:
        raise SystemExit(f"unionclean clean {source.name} ended with {code}")
    target.unlink()
    return seconds, max(peaks.values(), default=0)


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
