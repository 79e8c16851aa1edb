"""One page: the finders of layout damage in a row, each only where a quick look says that it may find something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from unionclean.edits import Edit, Note
from unionclean.finding import Found
from unionclean.layout.blanks import (
    are_at_most_marks,
    find_gaps,
    find_gaps_at_brackets,
    find_gaps_at_stops,
    may_have_gaps,
    squeeze,
)
from unionclean.layout.furniture import find_furniture, may_have_furniture
from unionclean.layout.lines import cells, split_lines
from unionclean.layout.marks import find_marks
from unionclean.layout.remarks import find_columns, find_doubles, may_have_columns
from unionclean.layout.wraps import find_wraps, may_be_wrapped

NOBODY: Set[int] = frozenset()
_LEAST_JOINS = 3
"""So many joins show that the page comes out of print; blanks at its marks then come from there too."""


def find_layout_damage(text: str, furniture: str) -> Found:
    """Return the edits and notes of a page; without anything to look at, its lines are not even told apart."""
    if not _is_chinese(text):
        return Found()
    if may_have_gaps(text) or may_be_wrapped(text) or may_have_furniture(text) or may_have_columns(text):
        return Page(text, furniture).found()
    return Found(find_marks(text), list(find_doubles(text)))


def _is_chinese(text: str) -> bool:
    """Return whether at least a third of the characters, blanks aside, are wide, as Chinese characters and marks are."""
    return 3 * (cells(text) - len(text)) >= len(text) - text.count(" ")


class Page:
    """A text with its lines, its furniture and its columns."""

    def __init__(self, text: str, furniture: str) -> None:
        self.text = text
        self.lines = split_lines(text)
        self.furniture = find_furniture(self.lines) if may_have_furniture(text) else NOBODY
        self.across = list(find_columns(self.lines)) if may_have_columns(text) else []
        self.dropped = self.furniture if furniture == "drop" else NOBODY

    def found(self) -> Found:
        """Return the edits and notes of the page."""
        still = self._out_of_flow()
        skipped = still | self.furniture
        gaps = find_gaps(self.text, self.lines, skipped)
        at_stops = find_gaps_at_stops(self.text, self.lines, skipped)
        at_brackets = find_gaps_at_brackets(self.text, self.lines, skipped) if gaps else []
        lines = squeeze(self.lines, [*gaps, *at_stops, *at_brackets])
        joins = []
        if may_be_wrapped("\n".join(line.words for line in lines)):
            joins = find_wraps(lines, still, self.dropped)
        gaps += at_brackets
        if gaps or len(joins) >= _LEAST_JOINS or are_at_most_marks(self.text, at_stops):
            gaps += at_stops
        edits = [self._edit(start, end, "", rule) for start, end, rule in gaps]
        edits += [self._edit(start, end, glue, rule) for start, end, glue, rule in joins]
        edits += [*self._removals(), *find_marks(self.text)]
        return Found(list(_without_overlaps(edits)), list(self._notes()))

    def _edit(self, start: int, end: int, after: str, rule: str) -> Edit:
        return Edit(start, end, self.text[start:end], after, rule)

    def _out_of_flow(self) -> Set[int]:
        """Return the lines that take no part in sentences: columns, and furniture that stays."""
        columns = {index for start, end in self.across for index in range(start, end)}
        return columns | (self.furniture - self.dropped)

    def _removals(self) -> Iterator[Edit]:
        for index in self.dropped:
            start = self.text.rfind("\n", 0, self.lines[index].start) + 1
            end = self.text.find("\n", self.lines[index].end) + 1 or len(self.text)
            yield self._edit(start, end, "", "page-furniture")

    def _notes(self) -> Iterator[Note]:
        yield from find_doubles(self.text)
        for start, end in self.across:
            why = "two columns were read across; the order of their lines is lost"
            yield Note("two-columns", (self.lines[start].start, self.lines[end - 1].end), why)
        for index in sorted(self.furniture - self.dropped):
            yield Note("page-furniture", self.lines[index][:2], "a page number, header or footer")


def _without_overlaps(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield ``edits`` sorted; of two that overlap the first, which is the longer where both begin together."""
    reach = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= reach:
            yield edit
            reach = edit.end
