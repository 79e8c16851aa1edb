"""Tables of contents: which marks are lines of one, and titles without leaders and page numbers."""

from __future__ import annotations

import re

from unionclean.outline.marks import BREAK, LEADER, SPACE, Mark

_GUARD = re.compile(rf"目[{SPACE}]{{0,4}}[录錄次]|{LEADER}|(?i:contents)")
_HEADING = re.compile(rf"(?im)^[{SPACE}#*]*(?:目[{SPACE}]{{0,4}}[录錄次]|contents)[{SPACE}*]*$")
_PAGED = re.compile(
    rf"(?:{LEADER}[{SPACE}.．…·]*|[{SPACE}]{{2,}}|\t)[{SPACE}]*[-—(（]?\s?(?:\d{{1,4}}|[ivxIVX]{{1,5}})?\s?[-—)）]?[{SPACE}|]*$"
)
_LED = re.compile(LEADER)
_LINE_END = re.compile(f"[{BREAK}]")
_LONGEST_LINE = 80


def mark_contents(marks: list[Mark], text: str) -> set[int]:
    """Return the offsets of the marks that are lines of a table of contents.

    It begins below 目录 or with the first leader, and ends where its first heading comes again, or with its last leader.

    >>> from unionclean.outline.build import find_lists
    >>> text = "目录\\n第一章 总则……………1\\n第二章 附则……………9\\n第一章 总则\\n甲。\\n第二章 附则\\n乙。"
    >>> sorted(mark_contents(find_lists(text)[0], text))
    [3, 16]
    """
    if not marks or _GUARD.search(text) is None:
        return set()
    begins, ends = _first_line(marks, text), [at for at, mark in enumerate(marks) if _LED.search(_line_of(text, mark))]
    if begins is None:
        return set()
    again = _said_again(marks, text, begins)
    last = again if again is not None else ends[-1] + 1 if ends and ends[-1] >= begins else begins
    return {mark.at for mark in marks[begins:last]}


def _first_line(marks: list[Mark], text: str) -> int | None:
    heading = _HEADING.search(text)
    if heading is not None:
        below = next((index for index, mark in enumerate(marks) if mark.at >= heading.end()), None)
        if below is not None and not text[heading.end() : marks[below].begin].strip(SPACE + "\r\n"):
            return below
    return next((index for index, mark in enumerate(marks) if _LED.search(_line_of(text, mark))), None)


def _line_of(text: str, mark: Mark) -> str:
    end = _LINE_END.search(text, mark.end, mark.end + _LONGEST_LINE)
    return text[mark.end : end.start() if end else mark.end + _LONGEST_LINE]


def _said_again(marks: list[Mark], text: str, first: int) -> int | None:
    """Return the index of the mark that says the first heading of the contents again, in the body."""
    title = _plain(title_of_line(_line_of(text, marks[first])))
    for index in range(first + 1, len(marks)):
        mark = marks[index]
        if (mark.style, mark.number) == (marks[first].style, marks[first].number) and mark.prefix == marks[
            first
        ].prefix:
            line = _line_of(text, mark)
            if _plain(title_of_line(line)) == title and not _LED.search(line):
                return index
    return None


def title_of_line(line: str) -> str:
    """Return a title without the leader and the page number of a table of contents.

    >>> title_of_line("总则……………12"), title_of_line(" 简称 ....... A1"), title_of_line("2021年")
    ('总则', ' 简称', '2021年')
    """
    led = _LED.search(line)
    return line[: led.start()].rstrip(SPACE) if led else _PAGED.sub("", line)


def _plain(title: str) -> str:
    return "".join(title.split()).strip("|")
