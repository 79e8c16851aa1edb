"""Whether time grows with the text and no faster, on one long text and on texts that are made to be slow."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from benchmarks.speed_corpora import HOSTILE, TRIGGERS
from unionclean import clean

MEGABYTE = 1_000_000


def report_growth(texts: Mapping[str, Sequence[str]]) -> None:
    """Print the time per MB of one text repeated to 1, 4, 16 and 64 MB (D, which is slow, to 4)."""
    print(f"\n{'seconds per MB, one text of':30}" + "".join(f"{size:>10} MB" for size in (1, 4, 16, 64)))
    for letter, pages in texts.items():
        sizes = (1, 4) if letter == "D" else (1, 4, 16, 64)
        print(f"{letter:30}" + "".join(f"{_per_megabyte(of_size(pages, size)):13.3f}" for size in sizes), flush=True)


def of_size(pages: Sequence[str], megabytes: int) -> str:
    """Return one text of ``megabytes``: the pages one after the other, again and again."""
    text = "\n".join(pages)
    size = len(text.encode("utf-8", "replace"))
    times = -(-megabytes * MEGABYTE // size)
    return ("\n".join([text] * times))[: len(text) * megabytes * MEGABYTE // size]


def _per_megabyte(text: str) -> float:
    size = len(text.encode("utf-8", "surrogatepass")) / MEGABYTE
    start = time.process_time()
    clean(text)
    return (time.process_time() - start) / size


def report_hostile(damaged: Sequence[str], *, quick: bool) -> None:
    """Print the slowest hostile texts as multiples of the time of D."""
    number = 30_000 if quick else 1_000_000
    clean("\n".join(damaged))  # what is loaded once is no part of the time
    usual = _per_megabyte("\n".join(damaged))
    times = {f"{character!a} × {number:,}": _per_megabyte(character * number) for character in dict.fromkeys(TRIGGERS)}
    times |= {
        f"中{character!a} × {number // 2:,}": _per_megabyte(f"中{character}" * (number // 2))
        for character in dict.fromkeys(TRIGGERS)
    }
    times |= {name: _per_megabyte(make(number)) for name, make in HOSTILE.items()}
    if not quick:
        times["one line of 50 MB of prose"] = _per_megabyte(HOSTILE["one line of prose"](19_000_000))
    print(f"\nD: {usual:.2f} seconds per MB; of {len(times)} hostile texts the slowest (aim: 10 × D)")
    for name, seconds in sorted(times.items(), key=lambda item: -item[1])[:20]:
        print(f"{seconds / usual:8.2f} × D  {seconds:8.3f} s/MB  {name}")
