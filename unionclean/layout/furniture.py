"""Page furniture: page numbers, running headers and footers, found by repetition and by numbers that run on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice, pairwise

from unionclean.layout.lines import Line

_NUMBER = re.compile(
    r"(?:[-—–·•~]\s*)?(?:第\s*)?(?P<number>\d{1,4})(?:\s*页)?(?:\s*(?:[/／,，、]\s*)?(?:共\s*)?(?:of\s+)?\d{1,4}(?:\s*页)?)?(?:\s*[-—–·•~])?|"
    r"[Pp]age\s+(?P<page>\d{1,4})(?:\s+of\s+\d{1,4})?"
)
_DIGITS = re.compile(r"\d+")
_WIDEST = 80
"""Cells of the widest header."""
_REPEATED = 3
"""So often a header must stand on a text."""
_FAR = 4
"""Lines between a header and a page number, or between a header and a form feed, at the most."""


_CANDIDATE = re.compile(
    rf"^[ \t\u3000\f]*(?=[-—–·•~第Pp\d])(?:{_NUMBER.pattern})[ \t\u3000\r]*$".replace("?P<number>", "?:").replace(
        "?P<page>", "?:"
    ),
    re.MULTILINE,
)


def may_have_furniture(text: str) -> bool:
    """Return whether ``text`` has lines that are nothing but a number."""
    return len(list(islice(_CANDIDATE.finditer(text), 2))) == 2


def find_furniture(lines: list[Line]) -> set[int]:
    """Return the indexes of the lines that are page furniture.

    A line that is nothing but a number is a page number if the next such lines go on counting, two of them if they are written as
    page numbers are (`— 1 —`, `第1页`); a line that stands as often, but for its digits, is a header or a footer if it stands beside page numbers.
    A number that stands alone stays.

    >>> from unionclean.layout.lines import split_lines
    >>> page = "年度报告\\n{}\\n- {} -\\n"
    >>> lines = split_lines("".join(page.format(text, number) for number, text in enumerate("甲乙丙")))
    >>> sorted(find_furniture(lines))
    [0, 2, 3, 5, 6, 8]
    >>> find_furniture(split_lines("一\\n2\\n三"))
    set()
    """
    numbers = _page_numbers(lines)
    return numbers | _headers(lines, numbers) if numbers else numbers


def _page_numbers(lines: list[Line]) -> set[int]:
    found = []
    for index, line in enumerate(lines):
        match = _NUMBER.fullmatch(line.words) if 0 < line.width < 30 else None
        if match:
            found.append((index, int(match["number"] or match["page"])))
    running: set[int] = set()
    for run in _counting_runs(found):
        if len(run) >= _REPEATED or (len(run) > 1 and not any(lines[index].words.isdigit() for index in run)):
            running.update(run)
    return running


def _counting_runs(found: list[tuple[int, int]]) -> Iterable[list[int]]:
    """Yield the lines of each run of numbers that go up by one; lines that directly follow each other are a list, not pages."""
    run: list[int] = []
    for (index, number), (next_index, next_number) in pairwise([*found, (-1, -1)]):
        run.append(index)
        if next_number != number + 1 or next_index - index < 2:
            yield run
            run = []


def _headers(lines: list[Line], numbers: set[int]) -> set[int]:
    places = defaultdict(list)
    for index, line in enumerate(lines):
        if line.words and line.width <= _WIDEST and index not in numbers:
            places[_DIGITS.sub("0", line.words)].append(index)
    near = {index + step for index in numbers for step in range(-_FAR, _FAR + 1)} | set(range(_FAR))
    headers: set[int] = set()
    for indexes in places.values():
        beside = sum(index in near for index in indexes)
        if beside >= min(_REPEATED, len(numbers)) and beside == len(indexes) and 2 * beside >= len(numbers):
            headers.update(indexes)
    return headers
