"""Patterns of the user: what they match is closed to every step."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from unionclean.masking import Span, merge_spans

if TYPE_CHECKING:
    import regex

TIMEOUT = 5.0
"""Seconds that one pattern may search one text."""


@functools.lru_cache(maxsize=256)
def compile_pattern(pattern: str) -> regex.Pattern[str]:
    r"""Return ``pattern`` compiled by the regex_ package, in which ``\p{Han}`` works and a search has a timeout.

    ``^`` and ``$`` match at every line.  Raises :class:`ValueError` that names a pattern which is none.

    .. _regex: https://pypi.org/project/regex/

    >>> compile_pattern(r"\p{Han}+号").pattern
    '\\p{Han}+号'
    >>> compile_pattern("(甲")
    Traceback (most recent call last):
    ValueError: protect: '(甲' is not a regular expression: missing ) at position 2
    """
    import regex

    try:
        return regex.compile(pattern, regex.MULTILINE)
    except regex.error as error:
        raise ValueError(f"protect: {pattern!r} is not a regular expression: {error}") from None


def find_protected(text: str, patterns: Sequence[str]) -> list[Span]:
    """Return the spans of ``text`` that ``patterns`` match, merged.

    Raises :class:`TimeoutError` that names a pattern which takes longer than :data:`TIMEOUT`.

    >>> find_protected("甲,乙 和 X(1)", [r"[A-Z]\\(.*?\\)"])
    [(6, 10)]
    """
    return merge_spans(span for pattern in patterns for span in _matches(text, pattern))


def _matches(text: str, pattern: str) -> list[Span]:
    try:
        return [found.span() for found in compile_pattern(pattern).finditer(text, timeout=TIMEOUT)]
    except TimeoutError:
        message = f"protect: {pattern!r} took more than {TIMEOUT:g} s on a text of {len(text)} characters: simplify it"
        raise TimeoutError(message) from None
