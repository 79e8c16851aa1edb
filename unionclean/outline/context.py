"""Where marks stand: on which line, in whose turn of a conversation, in a quotation, in code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from unionclean.outline.furniture import FENCE
from unionclean.outline.marks import NUMBERLESS, Mark
from unionclean.outline.pieces import BREAK, BREAKS


def place_marks(marks: list[Mark], text: str) -> list[Mark]:
    """Note where each mark stands: its line, its turn of a conversation; leave out what is quoted or code."""
    _set_lines(marks, text)
    _set_turns(marks, text)
    return _without_quoted(_without_fenced(marks, text), text)


def _set_lines(marks: list[Mark], text: str) -> None:
    line = begin = asked = 0
    for mark in marks:
        before = mark.begin - 1
        usual = before >= 0 and text[before] == "\n"  # its line begins where it does
        line = before if usual else max(line, text.rfind("\n", begin, mark.at))
        begin = mark.at
        mark.line = line
        if mark.others:
            for other in mark.others:
                other.line = line
        if mark.style == "question":  # count the 问： and the 答： that have no number
            if mark.shape in NUMBERLESS:
                asked += mark.shape in "问Q"
                mark.number = max(1, asked)
                mark.key = mark.prefix, mark.number, 0
            elif mark.shape[0] in "问Q":
                asked = mark.number


_SPEAKER = re.compile(rf"[\[［【]([^\[［【\]］】{BREAK}]{{1,20}})[\]］】][:：]")
_BLANKS = " \t\u00a0\u3000"
_SPEAKER_ENDS = re.compile("[]］】][:：]")


def _set_turns(marks: list[Mark], text: str) -> None:
    """Count the turns of a conversation: what ``[粟斌]:`` says is no part of what ``[王晓峰]:`` said."""
    if not marks or not any(sign in text for sign in "]］】") or _SPEAKER_ENDS.search(text) is None:
        return
    turns: list[int] = []
    speaker = ""
    for match in _SPEAKER.finditer(text):
        if match[1] != speaker and _begins_line(text, match.start()):
            speaker = match[1]
            turns.append(match.start())
    for mark in marks:
        for reading in mark.readings():
            reading.turn = bisect_right(turns, mark.at)


def _begins_line(text: str, at: int) -> bool:
    before = text[max(0, at - 20) : at].rstrip(_BLANKS)
    return before[-1:] in BREAKS if before else at < 20


def _without_fenced(marks: list[Mark], text: str) -> list[Mark]:
    """Leave out the marks inside fenced code."""
    if not marks or ("`" not in text and "~" not in text) or ("```" not in text and "~~~" not in text):
        return marks
    fences = [match.start() for match in FENCE.finditer(text)]
    return [mark for mark in marks if bisect_right(fences, mark.at) % 2 == 0]


_REACH_OF_QUOTES = 2000
_CITING = re.compile(r"(?:[规規]定|[约約]定|[条條款项項])[：:，,]?\s?$")


def _without_quoted(marks: list[Mark], text: str) -> list[Mark]:
    """Leave out the marks run in inside what a law is quoted to say: 第九十九条规定：“……（二）超过标准的；”."""
    return (
        marks
        if "“" not in text and "「" not in text
        else [m for m in marks if not ((m.run_in or m.weak) and _is_quoted(m, text))]
    )


def _is_quoted(mark: Mark, text: str) -> bool:
    since = max(mark.line + 1, mark.at - _REACH_OF_QUOTES)
    quote = max(text.rfind("“", since, mark.at), text.rfind("「", since, mark.at))
    if quote < 0 or text.find("”」"["“「".index(text[quote])], quote, mark.at) >= 0:
        return False
    return _CITING.search(text, max(since, quote - 12), quote) is not None


_MARKDOWN_HEADING = re.compile(r"^(#{1,6})[ \t]+[^\n]", re.M)


def bare_headings(text: str, marks: list[Mark], known: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return offset and level of the headings without a number, of Markdown or ``known``: what they end, no list runs over."""
    found = dict(known)
    if "#" in text and (text.startswith("#") or "\n#" in text):
        fences = [match.start() for match in FENCE.finditer(text)]
        for match in _MARKDOWN_HEADING.finditer(text):
            if bisect_right(fences, match.start()) % 2 == 0:
                found.setdefault(match.start(), len(match[1]))
    numbered = {mark.begin for mark in marks} if found else set()
    return sorted((at, level) for at, level in found.items() if at not in numbered)


def note_headings(marks: list[Mark], known: Mapping[int, int]) -> None:
    """Note the levels that are known from elsewhere, from Word for one, of the lines that marks begin."""
    for mark in marks:
        level = 0 if mark.run_in else known.get(mark.begin, 0)
        if level:
            for reading in mark.readings():
                reading.set_depth(level)
