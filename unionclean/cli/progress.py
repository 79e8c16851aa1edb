"""Progress on standard error: share, rate and time left, by bytes read; nothing at all unless it is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from unionclean.cli.console import Console

Advance = Callable[[int], object]

_EVERY = 0.2  # seconds between two drawings


@contextmanager
def progress(console: Console, total: int, what: str, *, shown: bool | None = None) -> Iterator[Advance]:
    """Yield a function that is told how many more bytes were read.

    ``total`` is the number of bytes to come; ``shown`` overrides the question whether standard error is a terminal.
    """
    if not (sys.stderr.isatty() if shown is None else shown):
        yield lambda number: None
        return
    display = _rich_display(total, what) or _Plain(total, what)
    console.live = display
    try:
        yield display.advance
    finally:
        console.live = None
        display.stop()


class _Plain:
    """One line, drawn over itself."""

    def __init__(self, total: int, what: str) -> None:
        self.total, self.what = total, what
        self.done = 0
        self.started = time.monotonic()
        self.drawn = 0.0

    def advance(self, number: int) -> None:
        self.done += number
        now = time.monotonic()
        if now - self.drawn >= _EVERY:
            self.drawn = now
            sys.stderr.write("\r\033[K" + progress_line(self.what, self.done, self.total, now - self.started))
            sys.stderr.flush()

    def make_way(self) -> None:
        sys.stderr.write("\r\033[K")

    stop = make_way


def progress_line(what: str, done: int, total: int, seconds: float) -> str:
    """Return what a plain progress line says.

    >>> progress_line("cleaning", 5_000_000, 20_000_000, 2.0)
    'cleaning  25 %  5.0 of 20.0 MB  2.5 MB/s  0:06 left'
    """
    rate = done / seconds if seconds > 0 else 0.0
    left = (total - done) / rate if rate and total > done else 0.0
    minutes, rest = divmod(round(left), 60)
    share = 100 * min(done, total) // total if total else 100
    sizes = f"{done / 1e6:.1f} of {total / 1e6:.1f} MB"
    return f"{what}  {share} %  {sizes}  {rate / 1e6:.1f} MB/s  {minutes}:{rest:02} left"


class _Rich:
    """A bar by rich."""

    def __init__(self, bar: Any, total: int, what: str) -> None:
        self._bar = bar
        self._task = bar.add_task(what, total=total)
        bar.start()

    def advance(self, number: int) -> None:
        self._bar.advance(self._task, number)

    def make_way(self) -> None:
        """A line printed to standard error scrolls above the bar by itself."""

    def stop(self) -> None:
        self._bar.stop()


def _rich_display(total: int, what: str) -> _Rich | None:
    try:
        from rich import progress as parts
        from rich.console import Console as RichConsole
    except ImportError:
        return None
    columns = [parts.TextColumn("{task.description}"), parts.BarColumn(), parts.TaskProgressColumn()]
    columns += [parts.DownloadColumn(), parts.TransferSpeedColumn(), parts.TimeRemainingColumn()]
    bar = parts.Progress(
        *columns, console=RichConsole(stderr=True, force_terminal=True), transient=True, redirect_stdout=False
    )
    return _Rich(bar, total, what)
