"""What other lists say for a list: one that began with its number before, a heading that leads to it."""

from __future__ import annotations

import re

from unionclean.outline.items import Items, Kind
from unionclean.outline.marks import ONE, Mark
from unionclean.outline.pieces import BREAK, SPACE

PROOF = 2
"""How many items prove a kind, so that a first item of it may stand alone later: 单元 1 behind a table of contents."""

LEAST_INSIDE = 3
"""How many items a list needs of which none begins a line."""


def beginnings(lists: list[Items], marks: list[Mark]) -> dict[Kind, set[int]]:
    """Return with what numbers the long lists of each kind begin: the questions of one part of an exam with 22."""
    began: dict[Kind, set[int]] = {}
    for items in lists:
        first = marks[items.members[0]]
        if len(items.members) >= LEAST_INSIDE and first.number > 1:
            began.setdefault(items.kind, set()).add(first.number)
    return began


def begins_again(items: Items, marks: list[Mark], began: dict[Kind, set[int]]) -> bool:
    """Does a line begin with the number with which a list of its kind began before, as the answers to its questions do?"""
    first = marks[items.members[0]]
    alone = not (first.run_in or first.weak) and first.needs >= ONE
    return alone and first.number in began.get(items.kind, ())


def next_prefixes(lists: list[Items]) -> set[tuple[Kind, tuple[int, ...]]]:
    """Return what may come behind lists of several items, behind 1.1 and 1.2: 2.1, even alone."""
    prefixes = ((items.kind, items.last.prefix) for items in lists if items.last.prefix)
    return {(kind, (*prefix[:-1], prefix[-1] + 1)) for kind, prefix in prefixes}


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


def introduced(lists: list[Items], marks: list[Mark], text: str, stands: list[bool]) -> list[int]:
    """Return the lists that the heading of another one leads to: 一、诊断（一）疾病诊断, where each bears the other out."""
    firsts = [(number, items.members[0]) for number, items in enumerate(lists) if items.members[0]]
    led = [(number, index) for number, index in firsts if _leads_to(marks[index - 1], marks[index], text)]
    if not led:
        return []
    list_of = {index: number for number, items in enumerate(lists) for index in items.members}
    proven = {items.kind for items, stood in zip(lists, stands, strict=True) if stood and len(items.members) >= PROOF}
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
