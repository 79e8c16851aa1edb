"""The same blocks between the separators of prose, where a list is an ordinary thing: looked for at the ends of a page only."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from unionclean.guards import Guard
from unionclean.patterns import lazy
from unionclean.places.cells import SUFFIXES, Cell, Run, runs_of

FARM_WORDS = frozenset(["微博", "财经", "財經", "司法", "彩票", "门户", "門戶"])
"""Words that the lists of the link farms have been seen to mix in."""

_RARER = tuple((rarer, word) for word in sorted(FARM_WORDS) for rarer in "博财財司彩户戶" if rarer in word)
"""Each of the words behind its rarer character: one character is found ten times as fast as two."""

PROSE_SEPARATORS = "、，, \u3000\n"

_LATIN_CELL_IF = f"(?<=[{PROSE_SEPARATORS}][A-Z])[A-Z]{{1,4}}(?=[{PROSE_SEPARATORS}])"
_LATIN_CELL = lazy(f"[A-Z]{_LATIN_CELL_IF}")
"""A word like SHOW or NBA between names: no list of places has it."""

_COMMAS = ("、", "，", ",")

_HEAD, _TAIL = 1000, 2500  # characters of the page that are looked at
_FEWEST = 8  # items of a list


def _farm_word(rarer: str, word: str) -> str:
    """Return a pattern for what stands around the rarer character of a word that a separator follows."""
    place = word.index(rarer) + 1
    return f"(?<={word[:place]})(?={word[place:]}[{PROSE_SEPARATORS}])"


GUARDS = (
    Guard("other script", "國會縣"),
    Guard("row", "\n", beside=(("、,", ""),)),
    Guard(
        "Latin cell",
        "A-Z",
        _LATIN_CELL_IF,
        beside=((PROSE_SEPARATORS, "A-Z"),),
    ),
    Guard(
        "farm word",
        "".join(sorted({rarer for rarer, _ in _RARER})),
        "|".join(_farm_word(rarer, word) for rarer, word in _RARER),
        beside=(
            ("".join(word[0] for rarer, word in _RARER if word.endswith(rarer)), PROSE_SEPARATORS),
            ("", "".join(word[1] for rarer, word in _RARER if word.startswith(rarer))),
        ),
    ),
)
"""Where :func:`_has_a_sign` may see one, the ends of a text aside."""


def ends_with_comma(text: str) -> bool:
    """Return whether a part of ``text`` that is looked at ends with a separator, as a list that a farm broke off."""
    return any(text[start:end].rstrip().endswith(_COMMAS) for start, end in _windows(len(text)))


def is_looked_at(place: int, length: int) -> bool:
    """Return whether ``place`` is in a part of a text that is looked at."""
    return any(start <= place < end for start, end in _windows(length))


def prose_runs(text: str) -> Iterator[Run]:
    """Yield the runs of short items between commas, blanks or line breaks at both ends of ``text``."""
    for start, end in _windows(len(text)):
        ends = _end_of_name().findall(text, start, end)
        if len(ends) < _FEWEST // 2:
            continue
        window = text[start:end]
        separators = [sep for sep in PROSE_SEPARATORS if ends.count(sep) >= _FEWEST // 2]
        if separators and _has_a_sign(window):
            for sep in separators:
                runs = _lines(window) if sep == "\n" else runs_of(window, sep)
                yield from (_moved(run, start) for run in runs)


@functools.cache
def _end_of_name() -> re.Pattern[str]:
    return lazy(f"[{SUFFIXES}]([{PROSE_SEPARATORS}])")


def _has_a_sign(window: str) -> bool:
    """A cheap look for what :func:`~unionclean.places.evidence.is_spam` asks of such a block."""
    if window.rstrip().endswith(_COMMAS) or "、\n" in window or ("," in window and ",\n" in window):
        return True
    if (("县" in window or "区" in window) and ("國" in window or "會" in window)) or (
        "縣" in window and "国" in window
    ):
        return True
    if _LATIN_CELL.search(window):
        return True
    return any(rarer in window and word in window and _between(window, word) for rarer, word in _RARER)


def _between(window: str, word: str) -> bool:
    return any(word + sep in window for sep in PROSE_SEPARATORS) and any(
        sep + word in window for sep in PROSE_SEPARATORS
    )


def _windows(length: int) -> list[tuple[int, int]]:
    return [(0, length)] if length <= _HEAD + _TAIL else [(0, _HEAD), (length - _TAIL, length)]


def _moved(run: Run, by: int) -> Run:
    lead, tail = [None if cell is None else _shifted(cell, by) for cell in (run.lead, run.tail)]
    return Run(run.sep, [_shifted(cell, by) for cell in run.cells], lead, tail)


def _shifted(cell: Cell, by: int) -> Cell:
    return Cell(cell.start + by, cell.end + by, cell.row)


def _lines(window: str) -> Iterator[Run]:
    """Yield runs of lines that are one name each, or one word of the farms, with no label and no sentence running into them."""
    from unionclean.places.gazetteer import look_up  # loaded when a page first needs it

    cells: list[Cell] = []
    position, before = 0, ""
    for line in window.split("\n"):
        name = line.strip()
        if look_up(name) or name in FARM_WORDS:
            at = position + line.index(name)
            cells.append(Cell(at, at + len(name), 0))
        elif name:
            yield from _run(cells, before, runs_on=any(look_up(name[:length]) for length in (3, 4, 5)))
            cells, before = [], name
        position += len(line) + 1
    yield from _run(cells, before, runs_on=False)


def _run(cells: list[Cell], before: str, *, runs_on: bool) -> Iterator[Run]:
    if len(cells) >= _FEWEST and not runs_on and ":" not in before and "：" not in before:
        yield Run("\n", cells, None, None)
