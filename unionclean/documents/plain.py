"""Plain text: all of it is prose, where people wrote it for people."""

from __future__ import annotations

import re
from collections import Counter

from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.patterns import lazy

_CLAUSE = lazy(rf"[{HAN_BMP}]{{4}}[”\"）)]?[，。！？；：…,.!?;:]")
"""A few characters in a row, and a mark of a sentence behind them."""

_MACHINE = lazy(
    r"[\[<{|=*#-]*[ \t]*[0-9]{2,4}[-/:.][0-9]{1,2}[-/:.]|[\[{](?![^\[\]{}]{1,12}\][:：])|[A-Z_]{3,}\b|[\w.]+[ \t]*=",
    re.ASCII,
)
"""What programs begin a line with: a time, a bracket, a level, a key.  [王晓峰]: names who speaks."""

_HAN, _LATIN = lazy(f"[{HAN_BMP}]"), lazy("[A-Za-z0-9]")
_KEY = lazy(
    rf"(?=[^\n]*[{HAN_BMP}])(?:([{HAN_BMP}A-Za-z]{{1,12}}): (?![^\n]*{_CLAUSE.pattern})|([^\n]{{1,20}})(?<![。！？!?])\Z)"
)
_MOST_KEYS, _MOST_OF_LINES = 8, 0.05
"""A label at the start of so many lines, and of so many of all, is the key of records, and so is a short line that comes again and again; not 问: before a sentence, nor 谢谢!"""

_FEWEST_LINES, _LEAST_SHARE = 6, 0.2

_END_OF_SENTENCE = lazy(rf"[。！？…]|[{HAN_BMP}”’」』）)\"](?:[!?]|\.{{1,6}}(?![A-Za-z0-9.]))")
"""Sentences end somewhere: in a fifth of the lines that hold a clause.  The words that a dictionary lists behind an entry do not."""


def read_plain(text: str) -> list[Span]:
    """Return the whole of ``text``.

    >>> read_plain("甲,乙")
    [(0, 3)]
    """
    return [(0, len(text))] if text else []


def is_written_for_people(text: str) -> bool:
    """Return whether a text has sentences, and is not what programs write or read: a log, a list of words, rows of values.

    >>> is_written_for_people("国旗 政治,国家\\n天安门 政治,地址\\n甲 广告\\n乙 丙\\n丁 戊\\n己\\n"), is_written_for_people("甲,乙")
    (False, True)
    """
    lines = [line for line in text.split("\n") if line.strip()]
    keys = Counter(key[1] or key[2] for key in map(_KEY.match, map(_unindented, lines)) if key)
    if keys and max(keys.values()) >= max(_MOST_KEYS, _MOST_OF_LINES * len(lines)):
        return False
    if len(lines) < _FEWEST_LINES:
        return True
    clauses = [line for line in lines if _is_clause(line)]
    ends = sum(_END_OF_SENTENCE.search(line) is not None for line in clauses)
    return len(clauses) >= _LEAST_SHARE * len(lines) and ends >= _LEAST_SHARE * len(clauses)


def _is_clause(line: str) -> bool:
    """Return whether a line is written in Chinese, in clauses with marks."""
    return (
        _CLAUSE.search(line) is not None
        and len(_HAN.findall(line)) >= len(_LATIN.findall(line)) / 2
        and "\t" not in line
        and _MACHINE.match(_unindented(line)) is None
    )


def _unindented(line: str) -> str:
    return line.lstrip(" \t")
