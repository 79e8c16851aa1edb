"""Where a text may need anything: the lines with a candidate, found by scans that begin with one class or a literal.

A line without a candidate is never looked at again.  What stands between two lines joins them: a mark at the start of a line
belongs to the line before, and a number may go on in the line behind.
"""

from __future__ import annotations

import re

from unionclean.guards import Guard
from unionclean.han import HAN_BMP, may_be_chinese
from unionclean.masking import Span
from unionclean.patterns import lazy
from unionclean.punctuation.context import BETWEEN, BLANK, FIXED, FIXED_CLOSERS, LINE_END
from unionclean.punctuation.marks import LEFT, LOOSE, RIGHT
from unionclean.punctuation.wide import TROUBLE as WIDE
from unionclean.signs import Signs

_CHINESE = lazy(f"[{HAN_BMP}\u2e80-\u303f\ufe30-\ufe6f\uff00-\uffef]")
_CHINESE_BEYOND = lazy("[\U00020000-\U0003ffff]")

_ALWAYS = WIDE + "\r\u2028\u2029\u00a0"
_SOMETIMES = "．％－／＠＆＿＋＝＃＊＄"
_IF = "(?<=[0-9A-Za-z][．％－／＠＆＿＋＝＃＊])|(?<=＄)(?=[0-9])|(?<=．)(?=．．)|(?<=－)(?=－)"
_COLON_IF = "(?<=[0-9]：)(?=[0-9])|(?<=[A-Za-z]：)(?=／)"
_BEHIND_MARK = f"{RIGHT}“‘…— {LINE_END}”’)）{FIXED_CLOSERS}"
_LATIN_MARK_IF = (
    f"(?<=[{LEFT}{LOOSE}][,:;!?])|(?<=[,:;!?])(?=[{_BEHIND_MARK}]|\\Z)"
    f"|(?<=[%‰℃A-Za-z][,:;!?])(?=[0-9])|(?<=[{LEFT}] [,:;!?])"
)
_REST_OF_LINE = "[^\n]*\n?"
"""What ends a pattern of candidates: a match is the line from its first candidate on, and the search goes on behind the line."""
_MARKS = {
    "full": lazy(
        f"[,:;!?()\"'＂＇：―{_SOMETIMES}{_ALWAYS}]"
        f"(?:(?<=[()\"'＂＇{_ALWAYS}])|{_LATIN_MARK_IF}|{_COLON_IF}|(?<=―)(?=―)|{_IF}){_REST_OF_LINE}"
    ),
    "half": lazy(
        f"[，：；！？（）“”‘’{_SOMETIMES}{_ALWAYS}](?:(?<=[，：；！？（）“”‘’{_ALWAYS}])|{_IF}){_REST_OF_LINE}"
    ),
}


def _beside_chinese(literal: str) -> str:
    """The condition of ``touches_chinese`` right behind ``literal``, for the first or the last characters of a run."""
    any_of = "." * len(literal)
    return f"(?:(?<=[{FIXED}]{any_of})|(?<=[{FIXED}][{BETWEEN}]{any_of})|(?=[{BETWEEN}]?[{FIXED}]))"


_NO_INDENT = "\x00-\t\x0b\x0c\x0e-\u2027\u202a-\u2fff\u3001-\uffff"
"""All but what ends a line, and the blank itself."""

_IDEOGRAPHIC_BLANK_IF = (
    f"(?:(?<![{LINE_END}\u3000]\u3000)(?<!\\A\u3000)[{BLANK}]|[{LINE_END}]|(?<=[ \t]\u3000)|(?<=[!-~]\u3000)(?=[!-~]))"
)
_IDEOGRAPHIC_BLANK = lazy(f"\u3000(?={_IDEOGRAPHIC_BLANK_IF}){_REST_OF_LINE}")
_ELLIPSIS_BESIDE_STOP = lazy(f"…(?:(?=[.。])|(?<=[.。]…)){_REST_OF_LINE}")
_Source = tuple[str, str, "re.Pattern[str]"]
"""A rare character, the literal with it without which there is nothing, and the pattern.

One character is found three times as fast as two, and these faster than any pattern.
"""

_BLANKS: tuple[_Source, ...] = (
    ("", " \n", lazy(" \n")),
    ("\t", "\t\n", lazy("\t\n")),
    ("", "。。。", lazy(f"。。。{_REST_OF_LINE}")),
    ("\u3000", "\u3000", _IDEOGRAPHIC_BLANK),
)
_ROWS: tuple[_Source, ...] = tuple(
    (row[0], row, lazy(f"{re.escape(row)}{_beside_chinese(row)}{_REST_OF_LINE}")) for row in ("...", "--")
)
_SOURCES: dict[str, tuple[_Source, ...]] = {
    "full": (
        ("", "", _MARKS["full"]),
        *_BLANKS,
        *_ROWS,
        ("…", "…", _ELLIPSIS_BESIDE_STOP),
    ),
    "half": (
        ("", "", _MARKS["half"]),
        *_BLANKS,
        ("…", "…", lazy(f"…{_REST_OF_LINE}")),
        ("—", "——", lazy(f"——{_REST_OF_LINE}")),
    ),
}


def _row(literal: str, condition: str = "") -> Guard:
    """Return the guard of a row of one mark, at the last of its first ones."""
    mark = re.escape(literal[0])
    return Guard("row", mark, f"(?<={re.escape(literal)}){condition}", beside=((mark, ""),), literal=literal)


SIGNS = Signs(
    (
        Guard(
            "mark",
            ",:;!?",
            _LATIN_MARK_IF,
            beside=((f"{LEFT}{LOOSE} ", ""), ("", _BEHIND_MARK), ("%‰℃A-Za-z", "0-9")),
        ),
        Guard("pair", "()\"'"),
        Guard("always", f"＂＇{_ALWAYS}"),
        Guard("sometimes", "：", _COLON_IF, beside=(("0-9", "0-9"), ("A-Za-z", "／"))),
        Guard("sometimes", f"―{_SOMETIMES}", f"(?<=―)(?=―)|{_IF}", beside=(("0-9A-Za-z", ""), ("", "0-9―．－"))),
        Guard("blank", "\n", beside=((" \t", ""),)),
        Guard(
            "blank",
            "\u3000",
            _IDEOGRAPHIC_BLANK_IF,
            beside=((_NO_INDENT, BLANK), ("", LINE_END), (" \t", ""), ("!-~", "!-~")),
        ),
        Guard("ellipsis", "…", beside=(("", ".。"), (".。", ""))),
        _row("。。。"),
        _row("...", _beside_chinese("...")),
        _row("--", _beside_chinese("--")),
    ),
    elsewhere=lambda text: text[-1:] in BLANK,
)
"""What a text has in which :func:`find_units` finds a line for full-width marks."""

_ANY_LINE = lazy("[^\n]*\n|[^\n]+")
_BLANKS_BEFORE_MARK = lazy(f"[{BLANK}]*(?=[,:;!?])")
_MARKS_OF_LATIN = frozenset(",:;!?")
_MAY_JOIN = _MARKS_OF_LATIN.union(BLANK)
_LINE_BEFORE = lazy(f"[^{LINE_END}{BLANK}][{LINE_END}{BLANK}]*\\Z")
_FARTHEST_LINE = 48
_ENDS_IN_NUMBER = lazy("[0-9０-９][,:;!?]+\r?\n?\\Z")
_NEXT_LINE = lazy(f"[{LINE_END}]*[^\n]*\n?")


def has_chinese(text: str) -> bool:
    """Return whether ``text`` has anything Chinese: Han, the marks of CJK, full-width forms.

    >>> has_chinese("你好"), has_chinese("Ａ"), has_chinese("Hello, “world”…")
    (True, True, False)
    """
    if _CHINESE.match(text):  # a line of Chinese begins so
        return True
    if not may_be_chinese(text):
        return False
    return _CHINESE.search(text) is not None or _CHINESE_BEYOND.search(text) is not None


def find_units(text: str, width: str, *, guarded: bool = True) -> list[Span]:
    """Return the spans of the lines with a candidate, those that belong together as one span, in order.

    With ``guarded=False`` every line is one.

    >>> find_units("甲,乙\\n丙\\n丁\\n,戊", "full")
    [(0, 4), (6, 10)]
    >>> find_units("甲,乙\\n\u3000\\n,丙", "full")
    [(0, 8)]
    >>> find_units("甲，乙", "full")
    []
    """
    ends: dict[int, int] = {}
    for rare, literal, pattern in _SOURCES[width] if guarded else (("", "", _ANY_LINE),):
        if rare in text and literal in text:
            _add_lines(ends, text, pattern)
    if text[-1:] in BLANK and text:
        ends[text.rfind("\n") + 1] = len(text)
    units: list[Span] = []
    for start, end in sorted(ends.items()):
        if start and text[start] in _MAY_JOIN and _begins_with_candidate(text, start, width):
            start = _start_of_line_before(text, start)
        if (
            text[end - 2] in _MARKS_OF_LATIN
            and end < len(text)
            and _ENDS_IN_NUMBER.search(text, max(start, end - 12), end)
        ):
            end = _next_line_end(text, end)
        while units and start < units[-1][1]:
            before = units.pop()
            start, end = min(start, before[0]), max(end, before[1])
        units.append((start, end))
    return units


def _add_lines(ends: dict[int, int], text: str, pattern: re.Pattern[str]) -> None:
    """Put the lines with a match of ``pattern`` into ``ends``: the end of each by its start."""
    end = 0
    for found in pattern.finditer(text):
        start = text.rfind("\n", end, found.start()) + 1 or end
        end = found.end()
        ends[start] = end


def _next_line_end(text: str, end: int) -> int:
    """Return where the next line ends that is not empty."""
    line = _NEXT_LINE.match(text, end)
    return line.end() if line else end


def _begins_with_candidate(text: str, start: int, width: str) -> bool:
    blanks = _BLANKS_BEFORE_MARK.match(text, start)
    return blanks is not None and _MARKS[width].match(text, blanks.end()) is not None


def _start_of_line_before(text: str, start: int) -> int:
    before = _LINE_BEFORE.search(text, max(0, start - _FARTHEST_LINE), start)
    return text.rfind("\n", 0, before.start()) + 1 if before else start
