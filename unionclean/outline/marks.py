"""What may be a marker: one :class:`Mark` per candidate, and what the readers of all styles share.

A reader looks at one place of the text and returns a mark or ``None``.  It judges by what stands *in* and *right behind* the
marker only; whether the numbering runs on is judged later, over the whole document (``lists``).  The readers live in
``chinese`` and ``western``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from unionclean.outline.numerals import read_enclosed, read_numeral
from unionclean.outline.pieces import BLANKS, BREAK, BREAKS, LEADER, READING, SPACE, D, N, S
from unionclean.outline.section import Style

LONE, ONE, RUN, PARENT = 2, 1, 0, -1
"""What a mark needs to count: nothing; to be a first one or in a run; a run of at least two; company that needs less."""

LAST = -1
"""The number of 最后: whatever comes last."""

NUMBERLESS = frozenset("问答QA")
"""Shapes of marks that are counted by the reader, because nothing counts them in the text: 问： 答： Q: A:."""


_UNIT_STYLES = frozenset(("part", "volume", "chapter", "section", "subsection", "article"))


class Mark:
    """A candidate: where it stands and what it claims to be.

    ``kind`` is style and shape: marks of one kind can be items of one list, ``1.`` and ``1)`` cannot.  ``prefix`` and
    ``sub`` complete the number: ``2.3.1`` is number 1 behind ``(2, 3)``, ``第五条之一`` number 5, sub-number 1.

    A plain class, and what is mostly the same is an attribute of the class: a page of law makes thousands of them.
    """

    begin: int = -1  # where the section's own words begin: the line's start; the mark itself when it is run in
    run_in: bool = False  # inside a paragraph
    same_line: bool = False  # a run-in first item without a boundary before it: the second must follow in its paragraph
    line: int = -1  # where its line begins, less one
    turn: int = 0  # which turn of a conversation it stands in
    indent: int = 0  # how many blanks its line begins with
    depth: int = 0  # of the Markdown or Word heading it stands in; 0: in none
    annexed: bool = False  # the first annex of those that are listed: 附件：1.申请表
    weak: bool = False  # believed only where a list waits for it, or in a long run: ``1总则``, what lost its line break
    others: tuple[Mark, ...] = ()  # other readings: ``i)`` is a letter or a Roman one, ``5.1小时`` a 5. or a 5.1

    def __init__(
        self,
        at: int,
        end: int,
        style: Style,
        shape: str,
        number: int,
        needs: int = LONE,
        sub: int = 0,
        prefix: tuple[int, ...] = (),
        *,
        weak: bool = False,
    ) -> None:
        self.at, self.end = at, end
        self.style, self.shape = style, shape
        self.number, self.sub, self.prefix = number, sub, prefix
        self.needs = needs
        self.kind = style, shape
        self.key = prefix, number, sub
        if weak:
            self.weak = True

    def set_depth(self, depth: int) -> None:
        """Note that the mark stands in a heading; headings and the items below them are two lists."""
        self.depth = depth
        if self.style not in _UNIT_STYLES and not self.kind[1].endswith("#"):
            self.kind = self.style, self.shape + "#"

    @property
    def is_beside(self) -> bool:
        """Does the mark stand right behind the one that its line begins with: 一、1.甲?"""
        return not (self.run_in or self.weak) and self.begin > self.line + 1

    def readings(self) -> tuple[Mark, ...]:
        """Return this reading and the others."""
        return (self, *self.others)


Reader = Callable[[str, int], "Mark | None"]


class Finder:
    """A pattern that begins with one of the characters ``first``, searched so that no others are visited.

    ``re`` tries every alternative at every character unless they begin with one class.  So the match is that character
    alone; group 1 is what the pattern found, and its own groups count from 2.

    >>> [match[1] for match in Finder("ab", "a+|b").find("caab", 0, 4)]
    ['aa', 'b']
    """

    def __init__(self, first: str, pattern: str) -> None:
        self._pattern = re.compile(rf"[{first}](?<=(?=({pattern})).)")

    def find(self, text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
        taken = begin
        for match in self._pattern.finditer(text, begin, end):
            if match.start() >= taken:
                taken = match.end(1)
                yield match


_BEHIND_REFERENCE = re.compile(
    rf"{S}(?:[、，,]{S}[（(﹙㈠-㈩⑴-⒇①-⑳]|[（(]{S}(?:{N}{{1,4}}|(?![1１]{S}[)）]){D}{{1,3}}){S}[)）]|[至到和与與及或~～—–-]{S}[（(﹙㈠-㈩⑴-⒇]"
    rf"|[项項](?!{READING}目)|[款段](?![项項落])|[级級](?=[之任以；;，,、或及])|班(?=[同的学學])|型(?![号號式材钢鋼态態])|式(?=[中可得])|[）)。；;]|第{S}{D}+{S}(?:[至~～-]{S}{D}+{S})?[頁页])"
)
_MAY_REFER = BLANKS.union("、，,（(至到和与與及或~～—–-项項款段级級班型式）)。；;第")


def is_reference(text: str, at: int) -> bool:
    """Is the （一） that ends at ``at`` spoken of, not begun: （一）、（二）项, （一）至（三）, (三)班, (1)式?"""
    return text[at : at + 1] in _MAY_REFER and _BEHIND_REFERENCE.match(text, at) is not None


def read_bracketed(pattern: re.Pattern[str], text: str, at: int) -> tuple[re.Match[str], int] | None:
    """Return a match and its number if a number in brackets, group 1, or one enclosed sign stands at ``at`` and begins an item."""
    match = pattern.match(text, at)
    if match is None or is_reference(text, match.end()):
        return None
    number = read_numeral(match[1]) if match[1] else read_enclosed(match[0])
    return (match, number) if number else None


_SENTENCE = re.compile(f"[。！？；!?;{BREAK}]|{LEADER}")
_SOMETHING = re.compile(rf"{S}[^{SPACE}{BREAK}]")
_BLANK_OR_BREAK = frozenset(BLANKS | BREAKS | {""})


def has_title(text: str, at: int) -> bool:
    """Does anything stand behind ``at`` on its line?"""
    return text[at : at + 1] not in _BLANK_OR_BREAK or _SOMETHING.match(text, at) is not None


def is_heading(text: str, at: int, most: int = 40) -> bool:
    """Is what stands behind ``at`` on its line short, and not a sentence?"""
    stop = _SENTENCE.search(text, at, at + most + 4)
    return at + most >= len(text) if stop is None else stop.start() <= at + most and stop[0][0] not in "。！？；!?;"


def is_led(text: str, at: int, most: int = 40) -> bool:
    """Does a leader follow the heading behind ``at``, as in a table of contents?"""
    stop = _SENTENCE.search(text, at, at + most + 4)
    return stop is not None and stop[0][0] in ".．·・…"
