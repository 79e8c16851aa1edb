"""Runs of lines in a comment that are examples: what a program prints, sessions, fences, code that is set in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unionclean.patterns import lazy

_OUTPUT = lazy(
    r"(?:unordered )?output:|(?:(?:预期|期望|程序|运行)的?)?(?:输出|結果|结果|打印|example|示例|例|用法|usage|examples)[:：]{0,2}[ \t]*$",
    re.I,
)
_FENCE = lazy(r"```+|~~~+")
_SESSION = lazy(r">>>|\$ |In \[\d+\]|mysql>|[\w.-]+[@:][^ ]*[$#>] ")
_OPENS = lazy(r"@example|@code\b|\\code\b|<pre\b|<code>[ \t]*$|@verbatim|\\verbatim|\\f\[|@startuml", re.I)
_CLOSES = lazy(r"@endcode|\\endcode|</pre>|</code>|@endverbatim|\\endverbatim|\\f\]|@enduml", re.I)
_TAG = lazy(r"[@\\][A-Za-z]")


def closed_lines(contents: Sequence[str], indents: Sequence[int], lexer: str) -> set[int]:
    """Return the numbers of the lines that belong to an example; ``indents`` are the places where the contents begin.

    >>> sorted(closed_lines(["甲", "Output:", "乙,丙", "", "丁"], [3, 3, 3, 0, 3], "go"))
    [1, 2, 3, 4]
    >>> sorted(closed_lines(["甲::", "", "f(乙,丙)", "丁"], [4, 0, 8, 4], "python"))
    [0, 1, 2]
    """
    closed: set[int] = set()
    state, base = "", 0
    margin = min((indent for content, indent in zip(contents, indents, strict=True) if content.strip()), default=0)
    for number, (content, indent) in enumerate(zip(contents, indents, strict=True)):
        blank = not content.strip()
        if state == "fence":
            closed.add(number)
            state = "" if _FENCE.match(content) else state
        elif state == "output":
            closed.add(number)
        elif state == "tag":
            if _CLOSES.search(content):
                closed.add(number)
                state = ""
            elif _TAG.match(content):
                state = ""
            else:
                closed.add(number)
        elif (state == "session" and not blank) or (state == "indented" and (blank or indent > base)):
            closed.add(number)
        else:
            state = ""
        if state or number in closed:
            continue
        state, base = _opened(content, indent, lexer)
        if state or (not blank and indent >= margin + 4 and _is_set_in(contents, indents, number)):
            closed.add(number)
    return closed


def _opened(content: str, indent: int, lexer: str) -> tuple[str, int]:
    if _FENCE.match(content):
        return "fence", indent
    if _OUTPUT.match(content):
        return ("output" if lexer == "go" else "session"), indent
    if _SESSION.match(content):
        return "session", indent
    if _OPENS.search(content) and not _CLOSES.search(content):
        return "tag", indent
    if content.rstrip().endswith("::"):
        return "indented", indent
    return "", 0


def _is_set_in(contents: Sequence[str], indents: Sequence[int], number: int) -> bool:
    """Return whether a line is set in behind a blank one, as code is in the documentation of Go, Rust and Markdown."""
    while number and contents[number - 1].strip():
        if indents[number - 1] < indents[number]:
            return False
        number -= 1
    return number > 0
