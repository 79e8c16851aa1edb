"""Tables of contents: which marks are lines of one, and titles without leaders and page numbers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from unionclean.outline.marks import Mark
from unionclean.outline.pieces import BLANKS, BREAK, BREAKS, LEADER, SPACE

_HEADING = re.compile(
    rf"[目Cc](?:(?<=目)[{SPACE}]{{0,4}}[录錄次]|(?<!目)(?:ontents|ONTENTS))[{SPACE}*]*(?=[{BREAK}]|$)"
)
_LEADS = "".join(BLANKS) + "#*"
_WIDEST_LEAD = 20
_DOT = ".．·・…"
_DOTS = re.compile("[.．·・…][ .．·・…]{2}")  # fast, and in front of every leader
_PAGED = re.compile(
    rf"(?<![{SPACE}])(?:[{SPACE}]{{2,}}|\t)[-—(（]?\s?(?:\d{{1,4}}|[ivxIVX]{{1,5}})?\s?[-—)）]?[{SPACE}|]*$"
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
    if not marks:
        return set()
    led = _with_leaders(marks, text) if _may_lead(text) else []
    begins = _below_heading(marks, text)
    if begins is None and led:
        begins = led[0]
    if begins is None:
        return set()
    again = _said_again(marks, text, begins)
    last = again if again is not None else led[-1] + 1 if led and led[-1] >= begins else begins
    return {mark.at for mark in marks[begins:last]}


def _may_lead(text: str) -> bool:
    """May there be a leader?  Faster than a search for one."""
    dots = [dot for dot in _DOT if dot in text]
    return any(dot + behind in text for dot in dots for behind in (*dots, " "))


def _with_leaders(marks: list[Mark], text: str) -> list[int]:
    """Return the indices of the marks on whose lines a leader stands."""
    found: list[int] = []
    for match in _DOTS.finditer(text):
        index = bisect_right(marks, match.start(), key=_offset) - 1
        if index >= 0 and _LED.search(_line_of(text, marks[index])) and found[-1:] != [index]:
            found.append(index)
    return found


def _below_heading(marks: list[Mark], text: str) -> int | None:
    """Return the index of the mark that stands right below 目录."""
    heading = next((match for match in _HEADING.finditer(text) if _begins_line(text, match.start())), None)
    if heading is None:
        return None
    below = bisect_left(marks, heading.end(), key=_offset)
    if below == len(marks) or text[heading.end() : marks[below].begin].strip(SPACE + "\r\n"):
        return None
    return below


def _offset(mark: Mark) -> int:
    return mark.at


def _begins_line(text: str, at: int) -> bool:
    before = text[max(0, at - _WIDEST_LEAD) : at].rstrip(_LEADS)
    return before[-1:] in BREAKS if before else at < _WIDEST_LEAD


def _line_of(text: str, mark: Mark) -> str:
    end = _LINE_END.search(text, mark.end, mark.end + _LONGEST_LINE)
    return text[mark.end : end.start() if end else mark.end + _LONGEST_LINE]


def _said_again(marks: list[Mark], text: str, first: int) -> int | None:
    """Return the index of the mark that says the first heading of the contents again, in the body."""
    title = _plain(title_of_line(_line_of(text, marks[first])))
    said = {title, title.rstrip("0123456789") or title}  # 总则2: the page number, glued
    key = marks[first].style, marks[first].key
    for index in range(first + 1, len(marks)):
        if (marks[index].style, marks[index].key) == key:
            line = _line_of(text, marks[index])
            if _plain(title_of_line(line)) in said and not _LED.search(line):
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
