"""What is wrong with the numbering: numbers that are missing, come twice or out of order."""

from __future__ import annotations

from unionclean.edits import Note
from unionclean.outline.items import Items, runs_on
from unionclean.outline.marks import LAST, Mark


def numbering_notes(marks: list[Mark], lists: list[Items]) -> list[Note]:
    """Return a note for every gap and repeat, and for every list that does not begin at one."""
    notes = []
    for items in lists:
        last: Mark | None = None
        for index in items.members:
            mark = marks[index]
            why = _remark(last, mark)
            if why:
                notes.append(Note(why[0], (mark.at, mark.end), why[1]))
            last = mark
    return sorted(notes, key=lambda note: note.span)


def _remark(last: Mark | None, mark: Mark) -> tuple[str, str] | None:
    if mark.number == LAST:
        return None
    if last is None:
        return ("gap", f"the list begins at {mark.number}") if mark.number > 1 else None
    if runs_on(last, mark):
        return None
    if (last.number, last.sub) == (mark.number, mark.sub):
        return "repeat", f"number {mark.number} comes twice"
    if mark.number == last.number:
        return "gap", f"from {last.number}-{last.sub} to {mark.number}-{mark.sub}"
    return "gap", f"from {last.number} to {mark.number}"
