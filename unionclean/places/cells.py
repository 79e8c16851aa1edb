"""Where a text has many short items between one constant separator: cells, and runs of cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from unionclean.guards import Guard

SEPARATORS = "|｜_·"
"""What stands between the names of a block, with or without blanks."""

SUFFIXES = "县市区旗省盟縣區"
"""What most names end in."""

BLANKS = " \t\r\u3000\u00a0"
_LONGEST = 16  # characters of the longest name, 双江拉祜族佤族布朗族傣族自治县, and one to spare
_MOST = 2000  # cells; ten times the longest block, a longer list is a data file
_FEWEST = 7  # cells; a block of eight names may have lost one at its border

FEWEST_SEPARATORS = _FEWEST // 2
"""So many of one separator has a text with a block: rows need not end in one."""

GUARDS = (Guard("separator", "|_"), Guard("separator", "｜·"))


class Cell(NamedTuple):
    """The text between two separators, without the blanks around it; ``row`` is the line it is on."""

    start: int
    end: int
    row: int


class Run(NamedTuple):
    """Neighbouring short cells between ``sep``; ``lead`` is the long cell before the first, if the first row has one, and
    ``tail`` the one after the last."""

    sep: str
    cells: list[Cell]
    lead: Cell | None
    tail: Cell | None


def runs_of(text: str, sep: str) -> Iterator[Run]:
    """Yield every run of at least seven short cells, over line breaks where rows follow each other."""
    if sep not in text or text.count(sep) < FEWEST_SEPARATORS:
        return
    for rows in _groups(text, sep):
        if _has_names(text, rows[0][0], rows[-1][1]):
            yield from _runs_in(text, sep, rows)


def _rows(text: str, sep: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each line that has a separator."""
    end, position = 0, text.find(sep)
    while position >= 0:
        start = text.rfind("\n", end, position) + 1 or end
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        yield start, end
        position = text.find(sep, end)


def _groups(text: str, sep: str) -> Iterator[list[tuple[int, int]]]:
    """Yield lines that follow each other, but for a short last one and for blank lines."""
    group: list[tuple[int, int]] = []
    for row in _rows(text, sep):
        if group and text[group[-1][1] : row[0]].strip():
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _has_names(text: str, start: int, end: int) -> bool:
    """A cheap look: half of the names of any block end in one of a few characters."""
    return sum(text.count(suffix, start, end) for suffix in SUFFIXES) >= 3


def _runs_in(text: str, sep: str, rows: list[tuple[int, int]]) -> Iterator[Run]:
    cells: list[Cell] = []
    lead: Cell | None = None
    for row, (start, end) in enumerate(rows):
        for cell in _cells(text, sep, start, end, row):
            if cell.end - cell.start <= _LONGEST:
                if cell.start < cell.end:
                    cells.append(cell)
                continue
            yield from _run(sep, cells, lead, cell)
            cells, lead = [], cell
    yield from _run(sep, cells, lead, None)


def _run(sep: str, cells: list[Cell], lead: Cell | None, tail: Cell | None) -> Iterator[Run]:
    if _FEWEST - 1 <= len(cells) <= _MOST:
        beside = lead is not None and lead.row == cells[0].row
        behind = tail is not None and tail.row == cells[-1].row
        yield Run(sep, cells, lead if beside else None, tail if behind else None)


def _cells(text: str, sep: str, start: int, end: int, row: int) -> Iterator[Cell]:
    for piece in text[start:end].split(sep):
        stripped = piece.lstrip(BLANKS)
        at = start + len(piece) - len(stripped)
        yield Cell(at, at + len(stripped.rstrip(BLANKS)), row)
        start += len(piece) + 1
