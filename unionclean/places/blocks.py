"""From runs of short cells to blocks: lists that are mostly place names, with exact borders."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from unionclean.han import HAN_BMP
from unionclean.patterns import lazy
from unionclean.places.cells import BLANKS, Cell, Run
from unionclean.places.gazetteer import Place, is_cut_head, is_cut_tail, look_up
from unionclean.places.prose import FARM_WORDS
from unionclean.places.words import NAVIGATION

_WORD = lazy(f"[{HAN_BMP}]{{1,4}}|[A-Z]{{2,5}}")
_PLACE_LIKE = lazy(f"[{HAN_BMP}\ufffd?]{{1,11}}[县市旗盟州縣區区]")
_A_SUFFIX = lazy("[县市区旗盟州省縣區岛]")
_NOT_PLACES = lazy("开发区|保护区|示范区|园区|社区|专区|小区|地区|校区|超市|股市|车市|楼市|上市|都市|夜市|集市")
_LAST_TOKEN = lazy(f"(?<![{HAN_BMP}0-9A-Za-z])[{HAN_BMP}]{{1,6}}$")
_FEWEST_PLACES = 5  # names of places in a list that is looked at
_FEWEST_ITEMS = 7  # items of such a list
_AFTER_A_PLACE = lazy("人民|政府|[市县]?委|的|等|、|，|,|。|第|关于|关於|關於|是|位|在|有|和|与|及|是")


class Item(NamedTuple):
    """A cell and what it is: a form of :data:`~unionclean.places.gazetteer.FORMS`; or ``d``, like a place but unknown; ``w``, a
    plain word; ``f``, a word of the farms; ``n``, of navigation; ``r``, more than a place name; ``x``, anything else."""

    start: int
    end: int
    row: int
    text: str
    kind: str
    place: Place | None = None

    @property
    def named(self) -> bool:
        """Whether the item is, or looks like, a place name."""
        return self.place is not None or self.kind == "d"


class Block(NamedTuple):
    """A list of places: ``items`` in order, the span that goes if the list is spam, and how many cells beside it on
    its first and last row were left out."""

    sep: str
    items: list[Item]
    start: int
    end: int
    dropped: int


def blocks_of(text: str, run: Run) -> Iterator[Block]:
    """Yield the blocks of ``run``: the stretches of rows whose items are mostly places."""
    items = _joined(text, [_item(text, *cell) for cell in run.cells], run.sep)
    rows = [list(row) for _, row in groupby(items, key=lambda item: item.row)]
    stretches = [list(group) for fits, group in groupby(rows, key=_fits) if fits]
    for stretch in stretches:
        found = [item for row in stretch for item in row]
        lead = run.lead if found[0] is items[0] else None
        tail = run.tail if found[-1] is items[-1] else None
        block = _bordered(text, run.sep, found, lead, tail)
        if block is not None:
            yield block


def _item(text: str, start: int, end: int, row: int) -> Item:
    name = text[start:end]
    place = look_up(name)
    return Item(start, end, row, name, place.form if place else _kind(name), place)


@functools.lru_cache(maxsize=8192)
def _kind(name: str) -> str:
    if name in FARM_WORDS:
        return "f"
    if name in NAVIGATION:
        return "n"
    if _A_SUFFIX.search(name) and (_name_at_end(name) or _name_at_start(name)):
        return "r"
    if _PLACE_LIKE.fullmatch(name) and not _NOT_PLACES.search(name):
        return "d"
    return "w" if _WORD.fullmatch(name) else "x"


def _name_at_end(text: str) -> str:
    """Return the longest full name of a place that ``text`` ends with."""
    for start in range(max(0, len(text) - 15), len(text) - 1):
        place = look_up(text[start:])
        if place is not None and place.form in "PACF":
            return text[start:]
    return ""


def _name_at_start(text: str) -> str:
    """Return the longest full name of a place that ``text`` begins with."""
    for end in range(min(15, len(text)), 1, -1):
        place = look_up(text[:end])
        if place is not None and place.form in "PACF":
            return text[:end]
    return ""


def _joined(text: str, items: list[Item], sep: str) -> list[Item]:
    """Put the two halves of a name that a line break cut together."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if last and last.row + 1 == item.row and not (last.place and item.place):
            whole = look_up(last.text + item.text)
            if whole and sep not in text[last.end : item.start]:
                item = Item(last.start, item.end, last.row, last.text + item.text, whole.form, whole)
                joined.pop()
        joined.append(item)
    return joined


def _fits(row: Sequence[Item]) -> bool:
    """Return whether a row can be part of a block: mostly places, or too short to tell."""
    if any(item.kind == "n" for item in row):
        return sum(item.named for item in row) >= 0.75 * len(row)
    good = sum(item.named or item.kind == "f" for item in row)
    return good >= 0.4 * len(row) or (len(row) <= 3 and all(item.kind in "wr" or item.named for item in row))


def _bordered(text: str, sep: str, items: list[Item], lead: Cell | None, tail: Cell | None) -> Block | None:
    items = _with_lead(text, items, lead)
    if not items:
        return None
    items, closed = _with_tail(text, sep, items, tail)
    all_items, items = items, _trimmed(items)
    if len(items) < _FEWEST_ITEMS:
        return None
    places = sum(item.place is not None for item in items)
    if places < _FEWEST_PLACES or sum(item.named for item in items) < 0.6 * len(items) or places < 0.5 * len(items):
        return None
    start, end = _outer(text, sep, items, closed)
    edge_rows = [item.row in (items[0].row, items[-1].row) for item in all_items]
    kept_rows = [item.row in (items[0].row, items[-1].row) for item in items]
    return Block(sep, items, start, end, sum(edge_rows) - sum(kept_rows))


def _with_lead(text: str, items: list[Item], lead: Cell | None) -> list[Item]:
    """Find where the first item begins when other text stands before it on its line."""
    if lead is None and items[0].kind in "rx":
        first, *items = items
        lead = Cell(first.start, first.end, first.row)
    found = _last_item(text, lead) if lead else None
    return [found, *items] if found else items


def _last_item(text: str, cell: Cell) -> Item | None:
    """Return the item that a long cell ends with: a full name, a known word, or what follows a sentence mark."""
    end_of_lead = text[max(cell.start, cell.end - 16) : cell.end]
    name = _name_at_end(end_of_lead) or next((word for word in FARM_WORDS if end_of_lead.endswith(word)), "")
    if not name:
        token = _LAST_TOKEN.search(end_of_lead)
        name = token[0] if token and look_up(token[0]) else _short_name_at_end(end_of_lead)
        name = name or (token[0] if token and len(token[0]) <= 4 else "")
    return _item(text, cell.end - len(name), cell.end, cell.row) if name else None


def _short_name_at_end(text: str) -> str:
    return next((text[-n:] for n in (4, 3, 2) if len(text) >= n and look_up(text[-n:])), "")


def _with_tail(text: str, sep: str, items: list[Item], tail: Cell | None) -> tuple[list[Item], bool]:
    """Find where the last item ends when other text stands behind it on its line; say whether a separator closes it."""
    last = items[-1]
    if tail is None:
        if item := _lone_name(text, last.end, sep, several_rows=last.row > items[0].row):
            return [*items, item], True
        if last.kind == "r" and (name := _name_at_start(last.text)):
            return [*items[:-1], _item(text, last.start, last.start + len(name), last.row)], False
        return items, True
    name = _name_at_start(text[tail.start : min(tail.end, tail.start + 16)])
    spaced = text[last.end : tail.start].endswith(tuple(BLANKS))
    usual = text[items[-2].end : last.start].endswith(tuple(BLANKS)) if len(items) > 1 else spaced
    if not name or spaced != usual or _AFTER_A_PLACE.match(text, tail.start + len(name)):
        return items, True
    return [*items, _item(text, tail.start, tail.start + len(name), tail.row)], False


def _lone_name(text: str, position: int, sep: str, *, several_rows: bool) -> Item | None:
    """Return the name that is alone on the line after ``position``: the last of a block over several lines."""
    start = text.find("\n", position) + 1
    if not start or text[position : start - 1].strip(BLANKS + sep):
        return None
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)][:40]
    place = look_up(line.strip())
    if place is None or not (several_rows or end < 0):
        return None
    start += len(line) - len(line.lstrip())
    return _item(text, start, start + len(line.strip()), -1)


def _trimmed(items: list[Item]) -> list[Item]:
    """Drop what is no part of the list from both ends: navigation, figures, words beside them, rows without a name."""
    widths = Counter(item.row for item in items)
    named_rows = {item.row for item in items if item.named or widths[item.row] == 1}
    first, last = 0, len(items)
    while first < last and not _may_stand(items[first], first > 0, named_rows, is_cut_tail):
        first += 1
    while first < last and not _may_stand(items[last - 1], last < len(items), named_rows, is_cut_head):
        last -= 1
    return items[first:last]


def _may_stand(item: Item, dropped: bool, named_rows: set[int], is_cut: Callable[[str], bool]) -> bool:
    """Return whether ``item`` may be the first or the last: a name, a cut name, or a word in a row with names."""
    if item.named or item.kind == "f":
        return True
    return item.row in named_rows and ((item.kind in "wr" and not dropped) or is_cut(item.text))


def _outer(text: str, sep: str, items: list[Item], closed: bool) -> tuple[int, int]:
    """Return the span to remove: separators and blanks around the items, and the line break of a line that is left empty."""
    start, end = items[0].start, items[-1].end
    padding = BLANKS + sep.strip("\n")
    while start and text[start - 1] in padding:
        start -= 1
    if start and text[start - 1] != "\n":
        start = _skip(text, start, items[0].start, BLANKS)
    if closed:
        end = _skip(text, end, len(text), padding)
    if (start == 0 or text[start - 1] == "\n") and text.startswith("\n", end):
        end += 1
    return start, end


def _skip(text: str, position: int, limit: int, characters: str) -> int:
    while position < limit and text[position] in characters:
        position += 1
    return position
