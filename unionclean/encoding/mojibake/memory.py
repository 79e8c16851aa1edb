"""Remember what short texts say: mojibake repeats its words, and the search asks for each of them again in every code page and layer."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable
from typing import TypeVar

_Answer = TypeVar("_Answer")

SHORT, MOST = 80, 4096
"""Texts of so many characters are remembered, and so many of them: a few megabytes at most."""


def remember_short(function: Callable[..., _Answer]) -> Callable[..., _Answer]:
    """Return ``function``, which must be pure and return nothing that can change, with a memory for short texts.

    >>> remember_short(str.upper)("abc")
    'ABC'
    """
    remembered = functools.lru_cache(maxsize=MOST)(function)

    @functools.wraps(function)
    def answer(text: str, *rest: Hashable) -> _Answer:
        return remembered(text, *rest) if len(text) <= SHORT else function(text, *rest)

    return answer
