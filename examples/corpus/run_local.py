"""The corpus job on one machine: pages in, cleaned Parquet out, resumable inside a file.

    python run_local.py crawl/*.warc.gz -o cleaned --jobs 2

Every thousand pages become one part, ``cleaned/NAME-000000.parquet``; ``cleaned/_rejected/NAME-000000.jsonl`` says which of them were left out and why.
A part appears whole or not at all.  Started again, the job goes on behind the parts that exist.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pyarrow
import pyarrow.parquet
from clean_page import Rejected, clean_page
from pages import Page, read_pages

import unionclean
from unionclean.flags import arrow_schema

SCHEMA = pyarrow.schema([("id", pyarrow.string()), ("text", pyarrow.string()), *arrow_schema()])

REJECTED = "_rejected"
"""Readers of a folder of Parquet files pass over names that begin with an underscore."""


class Part(NamedTuple):
    """Some pages of one file, and the name of what becomes of them."""

    name: str
    pages: list[Page]


class Done(NamedTuple):
    """What a part came to."""

    pages: int
    characters: int
    changed: int
    rejected: int


def parts_of(path: Path, out: Path, size: int) -> Iterator[Part]:
    """Yield the parts of a file that ``out`` does not have yet."""
    pages = read_pages(path)
    stem = path.name.partition(".")[0]
    number = 0
    while part := list(islice(pages, size)):
        name = f"{stem}-{number:06}"
        if not (out / f"{name}.parquet").exists():
            yield Part(name, part)
        number += 1


def write_part(part: Part, out: Path, seconds: float) -> Done:
    """Clean the pages of a part and write its two files, the Parquet file last."""
    results = [clean_page(page, seconds=seconds) for page in part.pages]
    rows = [result for result in results if not isinstance(result, Rejected)]
    rejected = [result for result in results if isinstance(result, Rejected)]
    lines = "".join(json.dumps(each._asdict(), ensure_ascii=False) + "\n" for each in rejected)
    temporary = out / f".{part.name}.{os.getpid()}"
    temporary.write_text(lines, encoding="utf-8")
    temporary.replace(out / REJECTED / f"{part.name}.jsonl")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, SCHEMA), temporary)
    temporary.replace(out / f"{part.name}.parquet")
    characters = sum(len(page.html or page.text or "") for page in part.pages)
    return Done(len(part.pages), characters, sum(row["changed"] for row in rows), len(rejected))


def run(paths: list[Path], out: Path, *, size: int = 1000, jobs: int = 1, seconds: float = 10.0) -> Done:
    """Clean the pages of all files into ``out``; return what this run did."""
    (out / REJECTED).mkdir(parents=True, exist_ok=True)
    for stale in out.glob(".*-*.*"):
        stale.unlink()  # left by a run that was killed
    parts = (part for path in paths for part in parts_of(path, out, size))
    with ProcessPoolExecutor(jobs) as pool:
        done = []
        waiting: list = []
        for part in parts:
            waiting.append(pool.submit(write_part, part, out, seconds))
            if len(waiting) > 2 * jobs:  # so many parts are in memory, and no more
                done.append(waiting.pop(0).result())
        done += [each.result() for each in waiting]
    return Done(*map(sum, zip(*done, strict=True))) if done else Done(0, 0, 0, 0)


def main(arguments: list[str] | None = None) -> int:
    """Run the job and print its throughput."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help=".warc, .warc.gz, .jsonl or .jsonl.gz")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder of the parts")
    parser.add_argument("--size", type=int, default=1000, metavar="N", help="pages of a part (default: 1000)")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="number of worker processes (default: 1)")
    parser.add_argument("--seconds", type=float, default=10.0, help="time limit of one page (default: 10)")
    options = parser.parse_args(arguments)
    start = time.perf_counter()
    try:
        done = run(options.paths, options.out, size=options.size, jobs=options.jobs, seconds=options.seconds)
    except (OSError, ValueError) as error:
        name = getattr(error, "filename", None)
        print(f"corpus: {name}: {error.strerror}" if name else f"corpus: {error}", file=sys.stderr)
        return 2
    took = time.perf_counter() - start
    if not done.pages:
        print(f"nothing to do: {options.out} has all parts already")
        return 0
    print(
        f"unionclean {unionclean.__version__}: {done.pages:,} pages, {done.changed:,} changed, {done.rejected:,} rejected, "
        f"{done.characters / 1e6:.1f} million characters in {took:.0f} s, {done.pages / max(took, 1e-9):,.0f} pages/s"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
