"""The corpus job of ``examples/corpus``: killed twice and resumed, it must give what an undisturbed run gives.

``python -m benchmarks.corpus [--pages 50000] [--jobs 2] [--data ../shared/data] [--cache DIR] [--quick]``

Pages of HTML are made of held-out news and web text, one in a hundred damaged by the forward machine.  One run is left
alone, another is killed twice and started again; both outputs are compared row by row.  Printed are pages and megabytes a second, and what a terabyte of such pages would take.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet

from benchmarks.one_to_one import to_traditional
from tests.machine import damage
from tools import corpora
from unionclean.encoding.linkfarm.annotations import annotated_characters

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "examples" / "corpus" / "run_local.py"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
SOURCES = ("web_late", "news_late")
DAMAGED = 0.01
PARAGRAPHS = 12


def make_page(lines: list[str], *, damaged: bool) -> str:
    """Return a page of HTML with ``lines`` as its paragraphs, as the machine leaves it if ``damaged``."""
    if damaged:
        table = {character: min(readings) for character, readings in annotated_characters().items()}
        text = damage(to_traditional("\n".join(lines)), dict(list(table.items())[:120]), keep_private=True)
        lines = text.split("\n")
    body = "".join(f"<p>{html.escape(line, quote=False)}</p>\n" for line in lines)
    return f"<html><head><title>page</title></head><body><article>\n{body}</article></body></html>"


def make_pages(lines: Iterable[str], number: int) -> Iterator[dict[str, str]]:
    """Yield ``number`` records, the lines taken in turn."""
    endless, chance = itertools.cycle(lines), random.Random(1)
    for count in range(number):
        paragraphs = list(itertools.islice(endless, PARAGRAPHS))
        page = make_page(paragraphs, damaged=chance.random() < DAMAGED)
        yield {"url": f"page {count}", "html": page}


def write_crawl(path: Path, records: Iterable[dict[str, str]]) -> int:
    """Write the records as compressed JSON Lines; return the bytes of their HTML."""
    size = 0
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
        for record in records:
            size += len(record["html"].encode("utf-8", "surrogatepass"))
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return size


def command(crawl: Path, out: Path, jobs: int, size: int) -> list[str]:
    """Return the command of the job."""
    return [sys.executable, str(SCRIPT), str(crawl), "-o", str(out), "--jobs", str(jobs), "--size", str(size)]


def run_and_kill(arguments: list[str], out: Path, parts: int) -> None:
    """Start the job and kill all its processes as soon as ``out`` holds so many parts."""
    job = subprocess.Popen(arguments, start_new_session=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    while len(list(out.glob("*.parquet"))) < parts and job.poll() is None:
        time.sleep(0.02)
    _kill_group(job)
    job.wait()


def _kill_group(job: subprocess.Popen[bytes]) -> None:
    if job.poll() is None:
        os.killpg(job.pid, signal.SIGKILL)


def digest(out: Path) -> tuple[int, str]:
    """Return how many rows a run wrote, and a hash over all rows and rejected pages."""
    rows, hashed = 0, hashlib.sha256()
    for path in sorted(out.glob("*.parquet")):
        for row in pyarrow.parquet.read_table(path).to_pylist():
            rows += 1
            hashed.update(json.dumps(row, ensure_ascii=True, sort_keys=True).encode())
    for path in sorted((out / "_rejected").glob("*.jsonl")):
        hashed.update(path.read_bytes())
    return rows, hashed.hexdigest()


def compare_runs(folder: Path, crawl: Path, jobs: int, size: int, parts: int) -> tuple[float, int, bool]:
    """Return the seconds of the undisturbed run, its rows, and whether the killed one gave the same."""
    whole, killed = folder / "whole", folder / "killed"
    start = time.perf_counter()
    subprocess.run(command(crawl, whole, jobs, size), check=True, env=ENVIRONMENT)
    took = time.perf_counter() - start
    for kill_at in (parts // 4, parts // 2):
        run_and_kill(command(crawl, killed, jobs, size), killed, max(1, kill_at))
    subprocess.run(command(crawl, killed, jobs, size), check=True, env=ENVIRONMENT)
    rows, wanted = digest(whole)
    return took, rows, digest(killed) == (rows, wanted)


def main(arguments: list[str] | None = None) -> int:
    """Make the pages, run the job both ways and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=50_000, help="pages to make (default: 50000)")
    parser.add_argument("--jobs", type=int, default=2, help="number of worker processes (default: 2)")
    parser.add_argument("--quick", action="store_true", help="1,000 pages")
    parser.add_argument("--data", type=Path, default=corpora.DATA, help="folder of the law corpora")
    parser.add_argument("--cache", type=Path, default=corpora.CACHE, help="where packages are kept")
    options = parser.parse_args(arguments)
    number = 1000 if options.quick else options.pages
    size = max(20, min(1000, number // 20))
    found = corpora.reachable(SOURCES, data=options.data, cache=options.cache)
    lines = [line for _, documents in found for text in documents for line in text.split("\n") if len(line) > 40]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        crawl = folder / "crawl.jsonl.gz"
        total = write_crawl(crawl, make_pages(lines, number))
        took, rows, same = compare_runs(folder, crawl, options.jobs, size, -(-number // size))
    print(f"{number:,} pages, {total / 1e6:.0f} MB of HTML, {DAMAGED:.0%} damaged, {options.jobs} processes")
    print(
        f"{number / took:,.0f} pages/s, {total / 1e6 / took:.1f} MB/s; a terabyte takes {1e12 / total * took / 3600 * options.jobs:,.0f} core hours"
    )
    print(f"{rows:,} rows; killed twice and resumed: {'identical' if same else 'DIFFERENT'}")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
