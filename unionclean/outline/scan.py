"""Find every place where a marker may stand: one pass of one regular expression, then the readers of ``chinese`` and ``western``."""

from __future__ import annotations

import re
from bisect import bisect_right
from string import ascii_letters

from unionclean.outline.chinese import (
    read_han,
    read_inline_ordinal,
    read_labelled,
    read_named,
    read_ordinal,
    read_paren_han,
)
from unionclean.outline.marks import BREAK, RUN, SPACE, D, Mark, N, Reader, S
from unionclean.outline.western import read_arabic, read_circled, read_dotted, read_letter, read_paren_arabic

_NUMERALS = N[1:-1]
_DIGITS = "0123456789０１２３４５６７８９"
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
_DINGBATS = "".join(map(chr, (*range(0x3280, 0x328A), *range(0x2776, 0x2794), *range(0x24EB, 0x24FF))))
_WIDE_LETTERS = "".join(map(chr, (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))

_READERS: tuple[tuple[str, tuple[Reader, ...]], ...] = (
    ("案典事问問情例专專主环環步任阶階附议議故方误誤模看亮要课課话話提招关關", (read_labelled,)),
    (_NUMERALS, (read_han, read_inline_ordinal)),
    (_DIGITS, (read_dotted, read_arabic)),
    ("第", (read_named, read_ordinal)),
    ("首其再最末", (read_ordinal,)),
    ("（(﹙", (read_paren_han, read_paren_arabic, read_letter)),
    ("【〔[［〖", (read_labelled,)),
    ("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", (read_paren_han,)),
    ("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", (read_paren_arabic,)),
    ("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", (read_arabic,)),
    (_CIRCLED + _DINGBATS, (read_circled,)),
    (ascii_letters + _WIDE_LETTERS + "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ", (read_letter,)),
    ("".join(map(chr, range(0x249C, 0x24B6))), (read_letter,)),
)
_BY_FIRST = {character: readers for characters, readers in _READERS for character in characters}
_LEADS = re.escape("".join(_BY_FIRST))

_BEFORE_LINE = rf"[{SPACE}#>*_+•●○◎■□◆◇▪★☆※▶►➢\-\ufeff]{{0,80}}"
_TAG = rf"(?:[【\[［〔][^】\]］〕{BREAK}]{{1,20}}[】\]］〕][:：]?|[\u3400-\u9fff·•]{{2,6}}[:：]|《[^》{BREAK}]{{1,60}}》){S}"
_PREFIX, _TAGGED = re.compile(_BEFORE_LINE), re.compile(_TAG)

_BOUNDARY = '。；;：:，,、！!？?”"』」）)—…'
_SURE_BOUNDARY = frozenset("。；;：:！!？?") | frozenset(" \t\u00a0\u3000\u2002\u2003")
_FIRST_ENCLOSED = "①㈠⑴⒈❶⓵㊀"
_ENCLOSED = "㈠-㈩⑴-⒇⒈-⒛①-⑳㉑-㉟㊱-㊿㊀-㊉❶-➓"
_RUN_IN = (
    rf"{N}{{1,3}}[是要、.．]|第{S}(?:{N}{{1,3}}|{D}{{1,2}})|首先|其次|再次|再者|最后|最後|末了|其{N}"
    rf"|[（(﹙]{S}(?:{N}{{1,3}}|{D}{{1,2}}|[A-Za-zⅰ-ⅻ]{{1,4}}){S}[）)﹚]|[{_ENCLOSED}]|{D}{{1,2}}[.．、)）]|[A-Za-zⅠ-ⅻ][.．、)）]"
)
_SCAN = re.compile(
    rf"[{BREAK}{_BOUNDARY}{SPACE}（(﹙{_FIRST_ENCLOSED}一]"
    rf"(?:(?<=[{BREAK}])(?={_BEFORE_LINE}(?:[{_LEADS}《]|{_TAG}))"
    rf"|(?<=[{_BOUNDARY}{SPACE}]){S}(?=[{_LEADS}])(?={_RUN_IN})"
    rf"|(?<=[（(﹙]){S}(?=[一壹1１aAⅰ]{S}[）)﹚])|(?<=[{_FIRST_ENCLOSED}])|(?<=一)(?=[是要]))"
)
_NEVER_BEFORE_ONE = re.compile("[第统唯之周专万归划逐初十百千不同惟二三四五六七八九零统統專萬歸劃任某每哪这那這]")


def find_marks(text: str) -> list[Mark]:
    """Return all candidates of ``text`` in order: at the start of lines, behind tags, and run in.

    >>> [mark.style for mark in find_marks("第一章 总则\\n[粟斌]:一、抓学习。一是读书;二是讨论。")]
    ['chapter', 'han', 'inline_ordinal', 'inline_ordinal']
    """
    marks: list[Mark] = []
    taken = _add(marks, _mark_of_line(text, 0), -1)
    for match in _SCAN.finditer(text):
        start = match.start()
        if text[start] in _BREAKS:
            taken = _add(marks, _mark_of_line(text, start + 1), taken)
        else:
            taken = _add(marks, _mark_run_in(text, start, match.end()), taken)
    _set_lines(marks, text)
    _set_turns(marks, text)
    return marks


def _set_lines(marks: list[Mark], text: str) -> None:
    line = begin = 0
    for mark in marks:
        line = max(line, text.rfind("\n", begin, mark.at))
        begin = mark.at
        mark.line = line
        if mark.other is not None:
            mark.other.line = line


_SPEAKER = re.compile(rf"[\[［【]([^\[［【\]］】{BREAK}]{{1,20}})[\]］】][:：]")
_BLANKS = " \t\u00a0\u3000"
_SPEAKER_ENDS = tuple(bracket + colon for bracket in "]］】" for colon in ":：")


def _set_turns(marks: list[Mark], text: str) -> None:
    """Count the turns of a conversation: what ``[粟斌]:`` says is no part of what ``[王晓峰]:`` said."""
    if not marks or not any(end in text for end in _SPEAKER_ENDS):
        return
    turns: list[int] = []
    speaker = ""
    for match in _SPEAKER.finditer(text):
        if match[1] != speaker and _begins_line(text, match.start()):
            speaker = match[1]
            turns.append(match.start())
    for mark in marks:
        mark.turn = bisect_right(turns, mark.at)
        if mark.other is not None:
            mark.other.turn = mark.turn


def _begins_line(text: str, at: int) -> bool:
    before = text[max(0, at - 20) : at].rstrip(_BLANKS)
    return before[-1:] in _BREAKS if before else at < 20


_BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def _add(marks: list[Mark], mark: Mark | None, taken: int) -> int:
    """Append ``mark`` unless it overlaps the one before, and return up to where the text is taken."""
    if mark is None or mark.at < taken:
        return taken
    marks.append(mark)
    return mark.end


def _mark_of_line(text: str, begin: int) -> Mark | None:
    prefix = _PREFIX.match(text, begin)
    at = prefix.end() if prefix else begin
    mark = _read(text, at)
    if mark is None:
        tag = _TAGGED.match(text, at)
        mark = _read(text, tag.end()) if tag else None
        if mark is None and text.startswith("《", at):
            mark = _read(text, at + 1)
    if mark is not None:
        mark.begin = begin
        if mark.other is not None:
            mark.other.begin = begin
    return mark


def _read(text: str, at: int) -> Mark | None:
    for reader in _BY_FIRST.get(text[at : at + 1], ()):
        mark = reader(text, at)
        if mark is not None:
            return mark
    return None


def _mark_run_in(text: str, start: int, at: int) -> Mark | None:
    """Read a marker inside a paragraph: only of the styles that run in, and only where a clause may begin."""
    bare = text[start] in "（(﹙" + _FIRST_ENCLOSED + "一"
    mark = _read(text, start if bare else at)
    if mark is None or not _may_run_in(mark, text[start], bare):
        return None
    if bare and mark.style == "inline_ordinal" and _NEVER_BEFORE_ONE.match(text, start - 1):
        return None
    for reading in (mark, mark.other):
        if reading is not None:
            reading.begin, reading.run_in, reading.needs, reading.same_line = mark.at, True, RUN, bare
    return mark


def _may_run_in(mark: Mark, before: str, bare: bool) -> bool:
    if mark.style in ("paren_han", "paren_arabic", "circled", "ordinal", "inline_ordinal"):
        return not bare or mark.number == 1
    if mark.style in ("han", "arabic", "latin", "roman") and not mark.prefix:
        return (before in _SURE_BOUNDARY or mark.shape.startswith("()")) and mark.shape[:1] not in (" ", ":")
    return False
