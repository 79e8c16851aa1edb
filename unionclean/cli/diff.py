"""The unified diff of a text before and after."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from unionclean.cli.printable import escape_controls

_Code = tuple[str, int, int, int, int]

_CONTEXT = 3
_NEAR = 6  # lines within which two texts are expected to meet again


def unified_diff(before: str, after: str, name: str) -> str:
    """Return a unified diff of two texts, in linear time; not always the shortest.

    >>> print(unified_diff("甲\\n乙,丙\\n", "甲\\n乙，丙\\n", "a.txt"), end="")
    --- a.txt
    +++ a.txt
    @@ -1,2 +1,2 @@
     甲
    -乙,丙
    +乙，丙
    """
    old, new = list(io.StringIO(before, "\n")), list(io.StringIO(after, "\n"))
    hunks = [_hunk(old, new, group) for group in _groups(_codes(old, new))]
    return "".join([f"--- {name}\n+++ {name}\n", *hunks]) if hunks else ""


def paint_diff(diff: str) -> str:
    """Return ``diff`` in colour, with what could steer a terminal escaped: colours are all that passes from here on.

    >>> paint_diff("-甲\\x1b[31m\\n")
    '\\x1b[31m-甲\\\\x1b[31m\\x1b[0m\\n'
    """
    lines = (escape_controls(line) for line in diff.split("\n"))
    return "\n".join(_painted(line) for line in lines)


def _painted(line: str) -> str:
    style = next((style for sign, style in _STYLES.items() if line.startswith(sign)), "")
    return f"\x1b[{style}m{line}\x1b[0m" if style else line


_STYLES = {"--- ": "1", "+++ ": "1", "@@": "36", "-": "31", "+": "32"}


def _codes(old: Sequence[str], new: Sequence[str]) -> list[_Code]:
    """Return what became of the lines, as :meth:`difflib.SequenceMatcher.get_opcodes` does, in linear time."""
    codes: list[_Code] = []
    i = j = 0
    while i < len(old) or j < len(new):
        start_i, start_j = i, j
        while i < len(old) and j < len(new) and old[i] == new[j]:
            i, j = i + 1, j + 1
        if i > start_i:
            codes.append(("equal", start_i, i, start_j, j))
        start_i, start_j = i, j
        while (i < len(old) or j < len(new)) and not _meet(old, new, i, j):
            down, right = _distance(old, new, i, j)
            i, j = min(i + down, len(old)), min(j + right, len(new))
        if (i, j) != (start_i, start_j):
            codes.append((_tag(i - start_i, j - start_j), start_i, i, start_j, j))
    return codes


def _meet(old: Sequence[str], new: Sequence[str], i: int, j: int) -> bool:
    return i < len(old) and j < len(new) and old[i] == new[j]


def _distance(old: Sequence[str], new: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """Return how many lines to leave behind in each text until they meet again, one of each if that is not near.

    Cleaning changes lines in place and takes out a few; so the search is narrow, and a text of nothing but changes costs
    no more than a number of comparisons for each line.
    """
    for distance in range(1, 2 * _NEAR + 1):
        for down in sorted(
            range(max(0, distance - _NEAR), min(_NEAR, distance) + 1), key=lambda n: abs(2 * n - distance)
        ):
            if _meet(old, new, i + down, j + distance - down):
                return down, distance - down
    return 1, 1


def _tag(removed: int, added: int) -> str:
    return "replace" if removed and added else "delete" if removed else "insert"


def _groups(codes: list[_Code]) -> Iterator[list[_Code]]:
    """Yield runs of changes with a few equal lines around them."""
    matcher: Any = SequenceMatcher(None, "", "")
    matcher.opcodes = codes  # the grouping is the standard library's; only the search for equal lines is replaced
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        if any(code[0] != "equal" for code in group):
            yield list(group)


def _hunk(old: Sequence[str], new: Sequence[str], group: list[_Code]) -> str:
    first, last = group[0], group[-1]
    lines = [f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"]
    for tag, i1, i2, j1, j2 in group:
        if tag == "equal":
            lines += (_line(" ", line) for line in old[i1:i2])
        else:
            lines += (_line("-", line) for line in old[i1:i2])
            lines += (_line("+", line) for line in new[j1:j2])
    return "".join(lines)


def _range(start: int, end: int) -> str:
    length = end - start
    begin = start + 1 if length else start
    return f"{begin}" if length == 1 else f"{begin},{length}"


def _line(sign: str, line: str) -> str:
    return f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"
