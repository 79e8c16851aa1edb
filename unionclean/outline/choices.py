"""Choices that stand on one line with nothing between them: A.甲B.乙C.丙, （A）甲（B）乙."""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.outline.marks import RUN, Mark
from unionclean.outline.pieces import BLANKS, BREAKS
from unionclean.outline.western import read_latin

_LETTERS = "ABCDEFGH"
_NEAR = 80  # how far behind a choice the next one may stand
_OPEN = frozenset("（([［")


def with_glued_choices(marks: list[Mark], text: str) -> list[Mark]:
    """Add to ``marks`` the choices that follow the first one on its line.

    >>> from unionclean.outline.scan import find_marks
    >>> [mark.number for mark in find_marks("A.甲B.乙C.丙\\nA型B.乙")]
    [1, 2, 3]
    """
    known = {mark.at: mark for mark in marks}
    found: list[Mark] = []
    for first in marks:
        choice = next((reading for reading in first.readings() if reading.style == "latin"), None)
        if choice is not None and (choice.number == 1 or not choice.run_in) and choice.shape[:1] != " ":
            found += (mark for mark in _choices_behind(choice, text) if mark.at not in known)
    if not found:
        return marks
    taken = {mark.at: mark for mark in found}
    return sorted((known | taken).values(), key=lambda mark: mark.at)


def _choices_behind(choice: Mark, text: str) -> Iterator[Mark]:
    """Yield the choices that go on with ``choice`` on its line."""
    letters = _LETTERS.lower() if choice.shape.endswith("a") else _LETTERS
    found: list[Mark] = []
    for letter in letters[choice.number :]:
        following = _next_choice(choice, letter, text)
        if following is None:
            break
        found.append(following)
        choice = following
    if len(found) > 1 or (found and not _is_behind_word(found[0], text)):
        yield from found


def _next_choice(last: Mark, letter: str, text: str) -> Mark | None:
    """Return the choice of this letter: one behind a word of Latin letters only if there is no other."""
    behind_word = None
    at = text.find(letter, last.end, last.end + _NEAR)
    while at >= 0 and not BREAKS.intersection(text[last.end : at]):
        begin = at - 1 if last.shape[0] in "([" and text[at - 1] in _OPEN else at
        mark = read_latin(text, begin)
        if mark is not None and mark.kind == last.kind:
            mark.begin, mark.run_in, mark.needs = begin, True, RUN
            mark.same_line, mark.weak = text[begin - 1] not in BLANKS, last.weak
            if not _is_behind_word(mark, text):
                return mark
            behind_word = behind_word or mark
        at = text.find(letter, at + 1, last.end + _NEAR)
    return behind_word


def _is_behind_word(mark: Mark, text: str) -> bool:
    """Is the letter glued to a word of Latin letters?  USB. ends in no choice."""
    return text[mark.at - 1].isascii() and text[mark.at - 1].isalpha()
