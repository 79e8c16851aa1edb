"""What a second process gains: ``python -m benchmarks.processes [--size MB]``.

Cleans JSON lines, whole and damaged, and Parquet with ``--jobs 1`` and ``--jobs 2``, and prints the processor time of the
busiest process: what the job takes where every process has a processor for itself.  Seconds by the clock say little on a busy
machine.  Read from ``/proc``, so it needs Linux.  The bar, for JSON lines: 1.5 times.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.files import ROOT, convert, watch_clean, write_jsonl

BAR = 1.5
TICKS = os.sysconf("SC_CLK_TCK")
LENGTH = 6000  # characters of a damaged record


def write_damaged(path: Path, size: int) -> None:
    """Write at least ``size`` bytes of records, the beginnings of the damaged seeds over and over."""
    pages = [page.read_text(encoding="utf-8")[:LENGTH] for page in sorted((ROOT / "seeds").glob("*.txt"))]
    lines = "".join(json.dumps({"text": page}, ensure_ascii=False) + "\n" for page in pages)
    path.write_text(lines * (size // len(lines.encode()) + 1), encoding="utf-8")


def seconds_of(process: int) -> float:
    """Return the processor time of a process so far, 0 for one that is gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def busiest(source: Path, target: Path, jobs: int) -> float:
    """Clean ``source`` and return the processor time of the process that worked most."""
    seen: defaultdict[int, float] = defaultdict(float)

    def look(process: int) -> None:
        seen[process] = max(seen[process], seconds_of(process))

    watch_clean(source, target, jobs, look, every=0.02)
    return max(seen.values())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=40, help="MB of whole JSONL; a tenth of it for the others")
    size = parser.parse_args().size * 1_000_000
    least = float("inf")
    print(f"{'input':<16}{'output':<12}{'MB':>5}{'1 process, s':>14}{'2 processes, s':>16}{'gain':>7}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_jsonl(folder / "whole.jsonl", size)
        write_damaged(folder / "damaged.jsonl", size // 10)
        convert(folder / "damaged.jsonl", folder / "damaged.parquet")
        for given, wanted in (
            ("whole.jsonl", "o.jsonl"),
            ("whole.jsonl", "o.parquet"),
            ("damaged.jsonl", "o.jsonl"),
            ("damaged.parquet", "o.parquet"),
        ):
            one, two = (busiest(folder / given, folder / wanted, jobs) for jobs in (1, 2))
            if given.endswith(".jsonl"):
                least = min(least, one / two)
            megabytes = size / (1e6 if given.startswith("whole") else 1e7)
            print(f"{given:<16}{wanted:<12}{megabytes:>5.0f}{one:>14.1f}{two:>16.1f}{one / two:>6.2f}x", flush=True)
    print(f"bar for JSON lines: {BAR} times, {'kept' if least >= BAR else 'MISSED'} (least {least:.2f})")


if __name__ == "__main__":
    main()
