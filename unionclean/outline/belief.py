"""How much evidence a list needs: strong markers stand alone, weak ones need company."""

from __future__ import annotations

import itertools
import re

from unionclean.outline.items import Items, Kind, in_one_paragraph
from unionclean.outline.marks import LAST, LONE, ONE, PARENT, RUN, Mark
from unionclean.outline.pieces import BREAK, SPACE
from unionclean.outline.western import is_measured

_PROOF = 2  # how many items prove a kind, so that a first item of it may stand alone later: 单元 1 behind a table of contents
_MAY_STAND_ALONE = frozenset(("part", "volume", "chapter", "section", "appendix", "labelled", "step"))


def believed(lists: list[Items], marks: list[Mark], text: str, lost: bool) -> list[Items]:
    """Return the lists for which there is enough evidence."""
    began = _beginnings(lists, marks)
    stands = [_stands(items, marks, text, lost) or _begins_again(items, marks, began) for items in lists]
    for number in _introduced(lists, marks, text, stands):
        stands[number] = True
    proven = {
        items.kind
        for items, stood in zip(lists, stands, strict=True)
        if stood and len(items.members) >= _PROOF and items.kind[0] in _MAY_STAND_ALONE
    }
    asked = any(stood and items.kind in _ASKED for items, stood in zip(lists, stands, strict=True))
    return [
        items
        for items, stood in zip(lists, stands, strict=True)
        if (stood and (asked or items.kind not in _ANSWERED)) or _may_stand_alone(items, marks, proven)
    ]


_ASKED = frozenset(("question", shape + depth) for shape in ("Q1", "问", "问1") for depth in ("", "#"))
_ANSWERED = frozenset(("question", shape + depth) for shape in ("A1", "答", "答1") for depth in ("", "#"))


def _may_stand_alone(items: Items, marks: list[Mark], proven: set[Kind]) -> bool:
    first = marks[items.members[0]]
    return items.kind in proven and first.number == 1 and first.needs >= RUN and not (first.run_in or first.weak)


def _beginnings(lists: list[Items], marks: list[Mark]) -> dict[Kind, set[int]]:
    """Return with what numbers the long lists of each kind begin: the questions of one part of an exam with 22."""
    began: dict[Kind, set[int]] = {}
    for items in lists:
        first = marks[items.members[0]]
        if len(items.members) >= _LEAST_INSIDE and first.number > 1:
            began.setdefault(items.kind, set()).add(first.number)
    return began


def _begins_again(items: Items, marks: list[Mark], began: dict[Kind, set[int]]) -> bool:
    """Does a line begin with the number with which a list of its kind began before, as the answers to its questions do?"""
    first = marks[items.members[0]]
    alone = not (first.run_in or first.weak) and first.needs >= ONE
    return alone and first.number in began.get(items.kind, ())


_TITLE_BETWEEN = re.compile(
    rf"[、.．]?[{SPACE}]*[\u3400-\u9fff][^。；，！？：;,!?:…{BREAK}]{{1,23}}(?:[（(][^）){BREAK}]{{0,40}}[）)])?[：:]?[{SPACE}]*"
)
_BELOW = {
    "chapter": ("section", "article", "han", "arabic"),
    "section": ("article", "han", "paren_han"),
    "article": ("han", "paren_han", "arabic", "paren_arabic"),
    "han": ("paren_han", "arabic"),
    "paren_han": ("arabic", "paren_arabic"),
    "arabic": ("paren_arabic", "paren_han"),
}  # fmt: skip
"""Which styles may begin right behind the heading of which."""


def _introduced(lists: list[Items], marks: list[Mark], text: str, stands: list[bool]) -> list[int]:
    """Return the lists that the heading of another one leads to: 一、诊断（一）疾病诊断, where each bears the other out."""
    firsts = [(number, items.members[0]) for number, items in enumerate(lists) if items.members[0]]
    led = [(number, index) for number, index in firsts if _leads_to(marks[index - 1], marks[index], text)]
    if not led:
        return []
    list_of = {index: number for number, items in enumerate(lists) for index in items.members}
    proven = {items.kind for items, stood in zip(lists, stands, strict=True) if stood and len(items.members) >= _PROOF}
    found: list[int] = []
    for number, index in led:
        items, holder = lists[number], list_of.get(index - 1)
        if holder is None:
            continue
        if marks[index - 1].number == 1 or (stands[holder] and (stands[number] or items.kind in proven)):
            found += [holder, number]
    return found


def _leads_to(above: Mark, first: Mark, text: str) -> bool:
    """Does no more than a heading stand between two marks, of which the second begins a list that the first may hold?"""
    if first.number != 1 or first.style not in _BELOW.get(above.style, ()):
        return False
    return _TITLE_BETWEEN.fullmatch(text, above.end, first.at) is not None


_LEAST_INSIDE = 3  # how many items a list needs of which none begins a line
_PLAIN_INSIDE = frozenset(
    ("han", "paren_han", "chapter", "section", "part", "article")
)  # what is hardly ever anything else


_ONE_LINE = re.compile(rf"[^{BREAK}]{{4,}}[^0-9{BREAK}][{BREAK}]+[{SPACE}]*")


def _begin_lines_in_a_row(members: list[Mark], text: str) -> bool:
    """Do at least three lines in a row begin with 1, 2, 3 and no stop: 1拟建场地, 2总平面图?  Not the rows of a table: 1某某9.73."""
    pairs = itertools.pairwise(members)
    return (
        len(members) >= _LEAST_INSIDE
        and members[0].number == 1
        and all(
            _ONE_LINE.fullmatch(text, last.end, mark.at) and not is_measured(text, mark.end) for last, mark in pairs
        )
    )


_LATEST = 3  # a list inside a paragraph that begins later is none
_COUNTED = frozenset(("han", "arabic", "paren_han", "paren_arabic", "circled"))


def _without_gap(members: list[Mark]) -> bool:
    return members[-1].number - members[0].number == len(members) - 1


def _stands(items: Items, marks: list[Mark], text: str, lost: bool) -> bool:
    """Is there enough of this list to believe in it?"""
    members = [marks[index] for index in items.members]
    first, second = members[0], members[1] if len(members) > 1 else None
    needs = max(mark.needs for mark in members)
    if first.same_line and (second is None or not in_one_paragraph(first, second, text)):
        return False
    if second is not None and second.weak and first.run_in and len(members) < _LEAST_INSIDE:
        return False
    if needs in (LONE, PARENT):
        return needs == LONE or (first.weak and _begin_lines_in_a_row(members, text))
    if first.weak and all(mark.weak for mark in members):
        least = _LEAST_INSIDE if not lost else 1 if first.style in _PLAIN_INSIDE else 2
        return needs == ONE or (len(members) >= least and first.number <= 1)
    if second is None:
        return needs == ONE and first.number <= 1
    if needs == ONE or 0 <= first.number <= 1:
        return True
    if first.run_in and len(members) >= _LEAST_INSIDE and first.number <= _LATEST and first.style in _COUNTED:
        return _without_gap(members)  # an excerpt
    return first.number != LAST and not first.run_in and first.shape not in (" ", ":", ",", "·")
