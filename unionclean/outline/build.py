"""Make the tree: from marks, lists and parents to sections, from the leaves up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping

from unionclean.edits import Edit, apply_edits
from unionclean.outline.citation import Citations
from unionclean.outline.contents import mark_contents, title_of_line
from unionclean.outline.context import bare_headings, note_headings, place_marks
from unionclean.outline.furniture import page_parts
from unionclean.outline.inner import find_inner, merge
from unionclean.outline.items import Items
from unionclean.outline.joins import find_joins
from unionclean.outline.labels import ANNEXES
from unionclean.outline.levels import nest
from unionclean.outline.lists import thread
from unionclean.outline.marks import LAST, NUMBERLESS, Mark
from unionclean.outline.model import Outline
from unionclean.outline.pieces import BREAK, SPACE
from unionclean.outline.problems import numbering_notes
from unionclean.outline.scan import find_marks
from unionclean.outline.section import Section
from unionclean.outline.titles import find_titles


def build_outline(text: str, join_lines: bool, headings: Mapping[int, int], titles: Collection[str] = ()) -> Outline:
    """See :func:`~unionclean.outline.split.split_outline`."""
    joins: tuple[Edit, ...] = ()
    if join_lines:
        joins = find_joins(text)
        headings = {
            at - sum(edit.end - edit.start - len(edit.after) for edit in joins if edit.end <= at): level
            for at, level in headings.items()
        }
        text = apply_edits(text, joins)
    marks, lists = find_lists(text, headings, titles)
    if not marks:
        return Outline(text, joins=joins)
    listed = mark_contents(marks, text)
    ends = sorted([*bare_headings(text, marks, headings), *_end_of_contents(marks, lists, listed)])
    sections = _sections(text, marks, nest(marks, lists, text, ends), listed)
    return Outline(text, sections, tuple(numbering_notes(marks, lists)), joins)


def _end_of_contents(marks: list[Mark], lists: list[Items], listed: set[int]) -> list[tuple[int, int]]:
    """Return, as a heading without a number, the end of a table of contents behind which its numbering begins anew."""
    index = next((i for i, mark in enumerate(marks) if i and marks[i - 1].at in listed and mark.at not in listed), None)
    if index is None or index not in {items.members[0] for items in lists}:
        return []
    mark = marks[index]
    again = mark.number == 1 and any(other.kind == mark.kind and other.at in listed for other in marks[:index])
    return [(mark.begin - 1, 1)] if again else []


_PROOF = 3  # how many markers inside lines prove that line breaks were lost
_ROUNDS = 4  # how often to look again: what was found inside a line may show the next gap


def find_lists(
    text: str, headings: Mapping[int, int] | None = None, titles: Collection[str] = ()
) -> tuple[list[Mark], list[Items]]:
    """Return the marks of ``text`` and the lists they make up."""
    candidates = find_marks(text)
    if titles:
        candidates = merge(candidates, place_marks(find_titles(text, titles, candidates), text), [])
    if headings:
        note_headings(candidates, headings)
    parts = page_parts(candidates, text)
    candidates = [mark for mark in candidates if mark.at not in parts]
    marks, lists = thread(list(candidates), text)
    lost = False
    for _ in range(_ROUNDS):
        known, lost = lost, sum(m.weak or (m.run_in and _is_glued(m)) for m in marks) >= _PROOF
        found = [mark for mark in find_inner(text, candidates, marks, lists, lost=lost) if mark.at not in parts]
        if not found and lost == known:
            break
        candidates = merge(candidates, place_marks(found, text), marks)
        before = len(marks)
        marks, lists = thread(list(candidates), text, lost=lost)
        if len(marks) == before and lost == known:
            break
    return _with_lines_restored(marks), lists


def _is_glued(mark: Mark) -> bool:
    """Does a mark inside a line show that breaks were lost: an article, a choice glued to the one before it?"""
    return mark.style == "article" or (mark.same_line and mark.number > 1)


def _with_lines_restored(marks: list[Mark]) -> list[Mark]:
    """Take what is run in on a line that lost its breaks for what it is: the beginning of a line."""
    lost = {mark.line for mark in marks if mark.weak}
    for mark in marks:
        if mark.line in lost and mark.style not in ("ordinal", "inline_ordinal"):
            mark.run_in = False
    return marks


def _sections(text: str, marks: list[Mark], parents: list[int], listed: set[int]) -> tuple[Section, ...]:
    """Build the tree from its leaves up, without recursion."""
    starts, ends = _spans(marks, parents, len(text))
    levels = _levels(parents)
    citations = Citations(text, marks, parents)
    children: defaultdict[int, list[Section]] = defaultdict(list)
    next_at = len(text)
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        at, end, in_contents = mark.at, mark.end, mark.at in listed
        below = children.pop(index, None)
        section = Section(
            text[at:end],
            mark.style,
            None if mark.number == LAST or mark.shape in NUMBERLESS else mark.number,
            levels[index],
            _title(text, end, next_at, in_contents) or _title_below(text, mark, next_at),
            starts[index],
            ends[index],
            tuple(below[::-1]) if below else (),
            at,
            mark.begin,
            in_contents,
            citations,
        )
        children[parents[index]].append(section)
        next_at = mark.begin
    return tuple(reversed(children[-1]))


def _levels(parents: list[int]) -> list[int]:
    levels: list[int] = []
    for parent in parents:
        levels.append(1 if parent < 0 else levels[parent] + 1)
    return levels


def _spans(marks: list[Mark], parents: list[int], length: int) -> tuple[list[int], list[int]]:
    """Return starts and ends: siblings touch, a first child begins and a last one ends with its parent."""
    starts: list[int] = []
    ends = [length] * len(marks)
    last_child: dict[int, int] = {}
    for index, parent in enumerate(parents):
        sibling = last_child.get(parent)
        if sibling is None:
            starts.append(starts[parent] if parent >= 0 else 0)
        else:
            starts.append(marks[index].begin)
            ends[sibling] = marks[index].begin
        last_child[parent] = index
    for index, parent in enumerate(parents):
        if parent >= 0 and last_child[parent] == index:
            ends[index] = ends[parent]
    return starts, ends


_TITLE = re.compile(rf"[{SPACE}]*[、.．,，:：]?[{SPACE}]*([^。！？；!?;{BREAK}]*)")


def _title(text: str, at: int, limit: int, listed: bool) -> str:
    """Return the heading behind a marker: to the end of the line or of its first sentence, before the next marker."""
    match = _TITLE.match(text, at, limit)
    if match is None:
        return ""
    title = match[1].strip()
    if title.startswith("**") and title.count("**") == 1:
        title = title[2:].lstrip()  # **1.** 甲
    if listed:
        title = title_of_line(title).strip()
    if title[-1:] in _CLOSING:
        title = _without_closing(title)
    return title.rstrip("，、,：:") if match.end() == limit < len(text) else title


_NAMES_BELOW = frozenset(("part", "volume", "chapter", "section", "appendix"))
_BELOW = re.compile(
    rf"[{SPACE}]{{0,8}}[{BREAK}][{SPACE}{BREAK}]{{0,20}}((?=[《“A-Za-z\u3400-\u9fff])[^。！？；：，!?;:,{BREAK}]{{1,30}})(?:[{BREAK}]|$)"
)


def _title_below(text: str, mark: Mark, limit: int) -> str:
    """Return the short line below a unit or an annex that stands alone on its line: 第一章, 总则 below it."""
    if mark.style not in _NAMES_BELOW and mark.shape not in ANNEXES:
        return ""
    match = _BELOW.match(text, mark.end)
    return match[1].strip() if match and match.end(1) <= limit else ""


_CLOSING = frozenset("*_》")


def _without_closing(title: str) -> str:
    """Drop the end of emphasis or of a 《title》 that began before the marker."""
    if title.endswith("》"):
        return title[:-1].rstrip() if title.count("》") > title.count("《") else title
    return title[:-2].rstrip() if title.endswith(("**", "__")) else title
