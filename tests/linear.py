"""Law 7, time grows with the text and no faster: the one measure that all tests of it use."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from typing import Any

TIMES = 4
"""The large input is so many times the small one; a quadratic rule then takes 16 times as long."""

MOST_GROWTH = 2.2 * TIMES
TRIES = 5
"""The machine may be busy; a quadratic rule is slow each time."""

TINY = 0.2
"""Seconds of CPU that prove nothing: a quadratic rule takes far more on inputs of the sizes used here."""


def assert_linear(function: Callable[[Any], object], make: Callable[[int], Any], size: int) -> None:
    """Fail if ``function`` takes far more than :data:`TIMES` as long for ``make(size)`` as for the same at a quarter of the size."""
    small, large = make(size // TIMES), make(size)
    _seconds(function, small)  # loads tables and compiles patterns
    growth = []
    for _ in range(TRIES):
        seconds = _seconds(function, large)
        if seconds < TINY:
            return
        growth.append(seconds / max(_seconds(function, small), TINY / (10 * TIMES)))
        if growth[-1] < MOST_GROWTH:
            return
    raise AssertionError(f"{TIMES} times the input takes {min(growth):.1f} times the time")


def assert_linear_work(function: Callable[[Any], object], make: Callable[[int], Any], size: int) -> None:
    """Fail if ``function`` makes more calls for ``make(size)`` than its share: a count, so a busy machine changes nothing.

    It sees Python's calls only, not what a regular expression does: right for a search written in Python.
    """
    small, large = make(size // TIMES), make(size)
    function(small)
    few, many = count_calls(function, small), count_calls(function, large)
    assert many <= 1.3 * TIMES * few + 1_000, f"{TIMES} times the input takes {many / few:.1f} times the calls"


def count_calls(function: Callable[[Any], object], value: Any) -> int:
    """Return how many calls ``function(value)`` makes, of Python and of C functions."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function(value)
    finally:
        sys.setprofile(before)
    return calls


def _seconds(function: Callable[[Any], object], value: Any) -> float:
    """Return the CPU time of one call, without the collector, which would walk what earlier tests left."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        started = time.process_time()
        function(value)
        return time.process_time() - started
    finally:
        if was_enabled:
            gc.enable()
