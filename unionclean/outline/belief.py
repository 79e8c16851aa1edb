"""How much evidence a list needs: strong markers stand alone, weak ones need company."""

from __future__ import annotations

from unionclean.outline.items import Items, Kind, in_one_paragraph
from unionclean.outline.marks import LAST, LONE, ONE, PARENT, RUN, Mark

_PROOF = 2  # how many items prove a kind, so that a first item of it may stand alone later: 单元 1 behind a table of contents
_MAY_STAND_ALONE = frozenset(("part", "volume", "chapter", "section", "appendix", "labelled", "step"))


def believed(lists: list[Items], marks: list[Mark], text: str, lost: bool) -> list[Items]:
    """Return the lists for which there is enough evidence."""
    stands = [_stands(items, marks, text, lost) for items in lists]
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


_LEAST_INSIDE = 3  # how many items a list needs of which none begins a line
_PLAIN_INSIDE = frozenset(
    ("han", "paren_han", "chapter", "section", "part", "article")
)  # what is hardly ever anything else


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
        return needs == LONE
    if first.weak and all(mark.weak for mark in members):
        least = _LEAST_INSIDE if not lost else 1 if first.style in _PLAIN_INSIDE else 2
        return needs == ONE or (len(members) >= least and first.number <= 1)
    if second is None:
        return needs == ONE and first.number <= 1
    if needs == ONE or 0 <= first.number <= 1:
        return True
    return first.number != LAST and not first.run_in and first.shape not in (" ", ":", ",", "·")
