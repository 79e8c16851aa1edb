"""Find every place where a marker may stand: one pass of one regular expression, then the readers."""

from __future__ import annotations

import re

from unionclean.outline.choices import with_glued_choices
from unionclean.outline.context import place_marks
from unionclean.outline.marks import RUN, Mark
from unionclean.outline.named import UNITS, read_named
from unionclean.outline.pieces import BREAK, BREAKS, SPACE, D, N, S
from unionclean.outline.readers import BY_FIRST, read_mark

_LEADS = re.escape("".join(BY_FIRST))
_INDENT = " \t\u00a0\u3000"
_BLANKS = frozenset(_INDENT)
_BEFORE_LINE = rf"[{SPACE}#>*_+•●○◎■□◆◇▪★☆※▶►➢\-\ufeff]{{0,80}}"
_ANSWER = (
    rf"[（(][{SPACE}]{{0,20}}(?:[A-EＡ-Ｅ√×对對错錯]{{1,5}}[{SPACE}]{{0,20}})?[）)](?={S}{D}{{1,3}}{S}[.．、](?!{D}))"
)
_TAG = (
    rf"(?:[【\[［〔][^】\]］〕{BREAK}]{{1,20}}[】\]］〕][:：]?|[\u3400-\u9fff·•]{{2,6}}[:：]"
    rf"|《[^》{BREAK}]{{1,60}}》|正文卷?(?=[{SPACE}]第)|{_ANSWER}){S}"
)
_PREFIX, _TAGGED = re.compile(_BEFORE_LINE), re.compile(_TAG)

_BOUNDARY = '。；;：:，,、！!？?”"』」）)—…'
_SURE_BOUNDARY = frozenset("。；;：:！!？?") | frozenset(" \t\u00a0\u3000\u2002\u2003")
_FIRST_ENCLOSED = "①㈠⑴⒈❶⓵㊀"
_ENCLOSED = "㈠-㈩⑴-⒇⒈-⒛①-⑳㉑-㉟㊱-㊿㊀-㊉❶-➓"
_RUN_IN = (
    rf"{N}{{1,3}}[是要、.．]|第{S}{N}{{1,7}}{S}[条條]|第{S}(?:{N}{{1,3}}|{D}{{1,2}})|首先|其次|再次|再者|最后|最後|末了|其{N}"
    rf"|[（(﹙]{S}(?:{N}{{1,3}}|{D}{{1,2}}[A-Z]?|[A-Za-zⅰ-ⅻ甲-癸]{{1,4}}){S}[）)﹚]|[{_ENCLOSED}]|{D}{{1,2}}[.．、)）]|[A-Za-zⅠ-ⅻ][.．、)）]|[B-H][{SPACE}]|[\[［]{S}[A-H]{S}[\]］]"
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
    taken = _add_line(marks, text, 0, -1)
    for match in _SCAN.finditer(text):
        start = match.start()
        if text[start] in BREAKS:
            taken = _add_line(marks, text, start + 1, taken)
        else:
            mark = _mark_run_in(text, start, match.end())
            if mark is not None and (mark.shape != " A" or _follows_choice(marks, mark, text)):
                taken = _add(marks, mark, taken)
                if text[taken : taken + 1] in _FIRST_CHOICE and (choice := _mark_beside(text, mark, taken)):
                    taken = _add(marks, choice, taken)
    if "壹" in text:
        _fold_ones(marks)
    marks = _without_doubtful(marks, text)
    return place_marks(with_glued_choices(marks, text), text)


def _without_doubtful(marks: list[Mark], text: str) -> list[Mark]:
    """Leave out 第三条内部…, which may be a citation, where most articles have a blank behind their number."""
    doubtful = sum(mark.doubtful for mark in marks)
    if not doubtful:
        return marks
    spaced = sum(mark.style == "article" and text[mark.end : mark.end + 1] in _BEHIND_SPACED for mark in marks)
    return marks if spaced <= doubtful else [mark for mark in marks if not mark.doubtful]


_BEHIND_SPACED = frozenset(" \t\u00a0\u3000\r\n")


def _fold_ones(marks: list[Mark]) -> None:
    """Take 壹 for 一 where 二 follows, on pages whose every 一 a one-to-one table made 壹: （壹） （二） （三）."""
    for style in ("han", "paren_han"):
        one: Mark | None = None
        for mark in marks:
            if mark.style != style:
                continue
            financial = "壹" in mark.shape
            if one is not None and not financial and mark.number == 2 and mark.shape == _everyday(one.shape):
                one.shape, one.kind = mark.shape, (style, _everyday(one.kind[1]))
            elif financial and mark.number > 1:
                break
            one = mark if financial else None


def _everyday(shape: str) -> str:
    """Return the shape of an everyday numeral for that of a financial one: 、 for 壹、.

    >>> _everyday("壹、"), _everyday("(壹)")
    ('、', '()')
    """
    return shape.replace("(壹)", "()").replace("壹", "")


def _add(marks: list[Mark], mark: Mark, taken: int) -> int:
    """Append ``mark`` unless it overlaps the one before, and return up to where the text is taken."""
    if mark.at < taken:
        return taken
    marks.append(mark)
    return mark.end


def _add_line(marks: list[Mark], text: str, begin: int, taken: int) -> int:
    """Append the mark that a line begins with, and those right behind it: （一）1.甲, 第一卷 初入 第一章 少年."""
    mark = _mark_of_line(text, begin)
    while mark is not None and mark.at >= taken:
        marks.append(mark)
        taken = mark.end
        before, mark = mark, None
        if text[taken : taken + 1] in _MAY_BE_BESIDE and (beside := _place_beside(text, taken)) >= 0:
            mark = _mark_beside(text, before, beside)
        if mark is None and before.style in _HOLD_UNITS:
            mark = _mark_of_smaller_unit(text, before)
    return taken


def _follows_choice(marks: list[Mark], mark: Mark, text: str) -> bool:
    """Is this the next choice on its line: A 甲 B 乙?"""
    last = marks[-1] if marks else mark
    goes_on = (last.kind, last.number + 1) == (mark.kind, mark.number) and mark.at - last.at < _NEAR
    return goes_on and not BREAKS.intersection(text[last.at : mark.at])


_MAY_BE_BESIDE = frozenset((*BY_FIRST, *_BLANKS))
_NEAR = 80
_FIRST_CHOICE = frozenset("AaＡ")
_HOLD_UNITS = frozenset(("volume", "part", "chapter"))


def _place_beside(text: str, at: int) -> int:
    """Return where a marker may stand right behind one that ends at ``at``, or -1."""
    if text[at : at + 1] in _BLANKS:
        at += 1
        if text[at : at + 1] in _BLANKS:  # more than one: not the usual case
            at = _BLANK.match(text, at).end()  # type: ignore[union-attr]
    return at if text[at : at + 1] in BY_FIRST else -1


def _mark_of_line(text: str, begin: int) -> Mark | None:
    at = begin
    if text[begin : begin + 1] not in BY_FIRST:
        at = _PREFIX.match(text, begin).end()  # type: ignore[union-attr]
    mark = read_mark(text, at)
    if mark is None:
        tag = _TAGGED.match(text, at)
        mark = read_mark(text, tag.end()) if tag else None
        if mark is not None and text[at] == "《" and mark.style in ("article", "subsection"):
            mark = None  # 《水法》第十条: a citation
        if mark is not None and mark.prefix and text[tag.end() - 1] in "：:" and text[at] not in "【[［〔":  # type: ignore[union-attr]
            mark = None  # 价格:1.5元, a value
        if mark is None and text.startswith("《", at):
            mark = read_mark(text, at + 1)
    if mark is not None:
        mark.begin = begin
        if text.startswith("附", at) and _ANNEXED.fullmatch(text, at, mark.at):
            mark.annexed = True
        if at > begin or mark.others:
            for reading in mark.readings():
                reading.begin = begin
                _note_lead(reading, text[begin:at])
    return mark


def _note_lead(mark: Mark, lead: str) -> None:
    """Note what the words before a marker on its line say of its level: the indent, a Markdown heading."""
    mark.indent = len(lead) - len(lead.lstrip(_INDENT))
    if "#" in lead:
        mark.set_depth(lead.count("#"))


_ANNEXED = re.compile(rf"附[件錄录表]?[:：]{S}")  # 附件：1.申请表
_BLANK = re.compile(S)
_BESIDE = frozenset(("han", "paren_han", "arabic", "paren_arabic", "circled", "inline_ordinal", "ordinal", "latin"))


def _mark_beside(text: str, before: Mark, at: int) -> Mark | None:
    """Read the first marker of a list that stands right behind another marker: （一）1.甲."""
    if before.weak:
        return None
    mark = read_mark(text, at)
    if mark is None or mark.number != 1 or mark.weak or mark.kind == before.kind:
        return None
    if (mark.style not in _BESIDE and mark.shape[:2] != "()") or mark.shape in (" ", ":", ","):
        return None
    return _on_line_of(before, mark)


_UNIT_BEHIND = re.compile(rf"[{SPACE}](?=第)")


def _mark_of_smaller_unit(text: str, before: Mark) -> Mark | None:
    """Read the chapter behind its volume, 第一卷 初入 第一章 少年, where both are one heading."""
    behind = _UNIT_BEHIND.search(text, before.end, before.end + 40)
    if behind is None or _HEADING_ENDS.search(text, before.end, behind.end()):
        return None
    mark = read_named(text, behind.end())
    if mark is None or UNITS.index(mark.shape) <= UNITS.index(before.shape):
        return None
    return _on_line_of(before, mark)


_HEADING_ENDS = re.compile(f"[，。！？；,;{BREAK}]")


def _on_line_of(before: Mark, mark: Mark) -> Mark:
    mark.begin, mark.depth, mark.needs, mark.run_in = mark.at, before.depth, min(mark.needs, RUN), before.run_in
    return mark


def _mark_run_in(text: str, start: int, at: int) -> Mark | None:
    """Read a marker inside a paragraph: only of the styles that run in, and only where a clause may begin."""
    bare = text[start] in "（(﹙一" + _FIRST_ENCLOSED
    mark = read_mark(text, start if bare else at)
    if mark is not None and mark.style == "appendix" and mark.others:
        mark = mark.others[0]  # B.2升: a choice
    before = " " if at - start > (1 if text[start] in _CLOSING else _WIDE_GAP) else text[start]
    if mark is None or mark.weak or not _may_run_in(mark, before, bare) or _OPENS_QUOTE.match(text, start - 1):
        return None
    if bare and mark.style == "inline_ordinal" and _NEVER_BEFORE_ONE.match(text, start - 1):
        return None
    for reading in mark.readings():
        reading.begin, reading.run_in, reading.same_line = mark.at, True, bare
        reading.needs = min(reading.needs, RUN)
    return mark


_WIDE_GAP = 2  # more blanks than that part two clauses
_CLOSING = "』」）)"  # what ends a clause if a blank follows
_OPENS_QUOTE = re.compile(rf'[{BREAK}{SPACE}：:—（(]"')
_CHOICE = frozenset([("latin", ".A"), ("latin", "、A")])
_UNITS_RUN_IN = frozenset(("article",))  # where line breaks were lost
_RUN_IN_STYLES = frozenset(("paren_han", "paren_arabic", "circled", "ordinal", "inline_ordinal", "step"))


def _may_run_in(mark: Mark, before: str, bare: bool) -> bool:
    if mark.style in _RUN_IN_STYLES:
        return not bare or mark.number == 1
    if mark.shape == " A":
        return before in _BLANKS
    if mark.kind in _CHOICE and mark.number == 1 and before in _CLOSING:
        return True  # which is right?（）A.甲B.乙C.丙
    if mark.style in _UNITS_RUN_IN:
        return before in "。；;"
    if mark.style in ("han", "arabic", "latin", "roman") and not mark.prefix:
        sure = before in _SURE_BOUNDARY or mark.shape.startswith(("()", "[]")) or (mark.shape == ")" and before == "，")
        return sure and mark.shape[:1] not in (" ", ":", ",")
    return False
