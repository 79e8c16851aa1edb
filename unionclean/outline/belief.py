"""How much evidence a list needs: strong markers stand alone, weak ones need company."""

from __future__ import annotations

import itertools
import re

from unionclean.outline.company import LEAST_INSIDE, PROOF, beginnings, begins_again, introduced, next_prefixes
from unionclean.outline.items import Items, Kind, in_one_paragraph
from unionclean.outline.marks import LAST, LONE, ONE, PARENT, RUN, Mark
from unionclean.outline.pieces import BREAK, SPACE
from unionclean.outline.western import is_measured

_MAY_STAND_ALONE = frozenset(("part", "volume", "chapter", "section", "appendix", "labelled", "step"))


def believed(lists: list[Items], marks: list[Mark], text: str, lost: bool) -> list[Items]:
    """Return the lists for which there is enough evidence."""
    began = beginnings(lists, marks)
    stands = [_stands(items, marks, text, lost) or begins_again(items, marks, began) for items in lists]
    for number in introduced(lists, marks, text, stands):
        stands[number] = True
    standing = [items for items, stood in zip(lists, stands, strict=True) if stood]
    many = [items for items in standing if len(items.members) >= PROOF]
    proven = {items.kind for items in many if items.kind[0] in _MAY_STAND_ALONE}
    beside = {items.kind for items in many if marks[items.members[0]].is_beside}
    following = next_prefixes(many)
    asked = any(items.kind in _ASKED for items in standing)
    return [
        items
        for items, stood in zip(lists, stands, strict=True)
        if (stood and (asked or items.kind not in _ANSWERED))
        or _may_stand_alone(items, marks, proven, beside, following)
    ]


_ASKED = frozenset(("question", shape + depth) for shape in ("Q", "Q1", "问", "问1") for depth in ("", "#"))
_ANSWERED = frozenset(("question", shape + depth) for shape in ("A", "A1", "答", "答1") for depth in ("", "#"))


def _may_stand_alone(
    items: Items,
    marks: list[Mark],
    proven: set[Kind],
    beside: set[Kind],
    following: set[tuple[Kind, tuple[int, ...]]],
) -> bool:
    first = marks[items.members[0]]
    if first.number != 1 or first.needs < RUN or first.run_in or first.weak:
        return False
    if first.is_beside and items.kind in beside:
        return True
    return items.kind in proven or (items.kind, first.prefix) in following


# what is hardly ever anything else
_PLAIN_INSIDE = frozenset(("han", "paren_han", "chapter", "section", "part", "article"))
_ONE_LINE = re.compile(rf"[^{BREAK}]{{4,}}[^0-9{BREAK}][{BREAK}]+[{SPACE}]*")


def _begin_lines_in_a_row(members: list[Mark], text: str) -> bool:
    """Do at least three lines in a row begin with 1, 2, 3 and no stop: 1拟建场地, 2总平面图?  Not the rows of a table: 1某某9.73."""
    pairs = itertools.pairwise(members)
    return (
        len(members) >= LEAST_INSIDE
        and members[0].number == 1
        and all(
            _ONE_LINE.fullmatch(text, last.end, mark.at) and not is_measured(text, mark.end) for last, mark in pairs
        )
    )


_LATEST = 3  # a list inside a paragraph that begins later is none
_COUNTED = frozenset(("han", "arabic", "paren_han", "paren_arabic", "circled"))


def _without_gap(members: list[Mark]) -> bool:
    return members[-1].number - members[0].number == len(members) - 1


def _leaves_out_every_other(members: list[Mark]) -> bool:
    """Do no two numbers follow one another: 一、二楼 三、四楼 五、六楼?"""
    pairs = itertools.pairwise(members)
    return members[0].style == "han" and len(members) > 1 and all(b.number - a.number > 1 for a, b in pairs)


_HEAD = re.compile(
    rf"(?:^|[{BREAK}])[{SPACE}|]*(?:[序编編]号|[序編]號|[项項]次|No\.?)[{SPACE}|][^{BREAK}]*[{BREAK}]+[{SPACE}|]*$"
)
_ROW = re.compile(
    rf"[{SPACE}]{{1,8}}[^{SPACE}{BREAK}]{{1,40}}(?:[{SPACE}]{{1,20}}[0-9.,%-]{{1,20}}){{2,9}}[{SPACE}]{{0,20}}(?:[{BREAK}]|$)"
)


def _are_rows(members: list[Mark], text: str) -> bool:
    """Are these the rows of a table that lost its lines: 1 张三 20 95, or what stands below 序号 名称 数量?"""
    first = members[0]
    if first.shape != " " or first.style != "arabic":
        return False
    above = text[max(0, first.begin - _ABOVE) : first.begin]
    return _HEAD.search(above) is not None or all(_ROW.match(text, mark.end) for mark in members)


_ABOVE = 120  # characters, for the head of a table


def _stands(items: Items, marks: list[Mark], text: str, lost: bool) -> bool:
    """Is there enough of this list to believe in it?"""
    members = [marks[index] for index in items.members]
    first, second = members[0], members[1] if len(members) > 1 else None
    needs = max(mark.needs for mark in members)
    if needs == RUN and (_leaves_out_every_other(members) or _are_rows(members, text)):
        return False
    if first.same_line and (second is None or not in_one_paragraph(first, second, text)):
        return False
    if second is not None and (second.weak or second.same_line) and first.run_in and len(members) < LEAST_INSIDE:
        return False
    if needs in (LONE, PARENT):
        return needs == LONE or (first.weak and _begin_lines_in_a_row(members, text))
    if first.style == "article" and first.run_in and len(members) >= LEAST_INSIDE and _without_gap(members):
        return True  # an excerpt of a law
    if first.weak and all(mark.weak for mark in members):
        least = LEAST_INSIDE if not lost else 1 if first.style in _PLAIN_INSIDE else 2
        return needs == ONE or (len(members) >= least and first.number <= 1)
    if second is None:
        return needs == ONE and first.number <= 1
    if needs == ONE or 0 <= first.number <= 1:
        return True
    if first.run_in and len(members) >= LEAST_INSIDE and (first.number <= _LATEST and first.style in _COUNTED):
        return _without_gap(members)  # an excerpt
    return first.number != LAST and not first.run_in and first.shape not in (" ", ":", ",", "·")
