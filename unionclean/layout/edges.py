"""What the end of a line and the beginning of the next say: a paragraph is over, a list goes on, nothing of the kind."""

from __future__ import annotations

import re

from unionclean.han import HAN_BMP
from unionclean.layout.lines import Line, cells

_ENDS = re.compile(r"[。！？!?…；;：:](?:[”’」』）)]*| [>-])$")
"""What ends a sentence, or opens a list."""
_ORDINAL = "[一二三四五六七八九十百零〇]"
_BEGINS = re.compile(
    rf"\d{{1,3}}(?:\.\d{{1,3}})+\.?\s|[（(]?(?:{_ORDINAL}{{1,4}}[)）、.．\s]|\d{{1,3}}(?:[)）、．]|\.(?!\d))|[a-zA-Z][)）、.．])|"
    rf"第\s*(?:{_ORDINAL}+|\d+(?:-\d+)?)\s*(?:[章节節编編部篇卷回集步]|[条條款](?![第的之则則规規等及和与、，）])|$)|[①-⑳⑴-⒇⒈-⒛ⅰ-ⅿ]|"
    r"[*•●○■□◆◇▪▲△※★☆>#|【]|·\s|[-—－](?=[\s\u3000-\u9fff])|\[\d+\]|附[件录錄表]|注[:：]|[图圖表]\s*\d+(?:[-.．]\d+)*[\s:：]|"
    "摘\\s*要|关键词|關鍵詞|参考文献|https?:"
)
"""What begins a paragraph, an item, a caption or a heading."""
_UNFINISHED = re.compile("[、（《〈“‘「『【(—]$")
"""No paragraph ends with these, so the next line goes on."""
_GOES_ON = re.compile("[，。、；：？！”’）》」』〉]")
"""No paragraph begins with these, so the line before goes on."""
_TABLE = re.compile(r"\t|\S[ \u3000]{2,}\S.*[ \u3000]{2,}|[|｜│┃┊]|(?:[.…·⋅] ?){5,}")
_CODE = re.compile(r"[{};\\=]$|^(?:[$>#%]\s|[A-Za-z_][A-Za-z0-9_.]*\()|::|->|=>|</")
_CHINESE = re.compile(f"[{HAN_BMP}，。、；：？！“”（）]")
_SIGNS = re.compile(r"[{}\[\]=$*<>\\|#@_^~`&+]|\w\(")
_HEAD = re.compile(r"[“‘（《「『【(]*(?:[A-Za-z0-9.,%:/+@_-]+|.)[，。、；：？！”’）》」』】…,.]*")
_WIDEST_HEAD = 24
_LATIN = re.compile("[!-~]")
_CLOSING_MARKS = re.compile("(?:-|[，。、；：？！”’）》」』】]*)$")
_PROPORTIONAL = 8
"""Latin letters whose widths in print may add up to one cell more or less."""


def ends_sentence(line: Line) -> bool:
    """Return whether a paragraph may be over with ``line``."""
    return _ENDS.search(line.words) is not None


def begins_anew(line: Line) -> bool:
    """Return whether ``line`` begins as an item, a heading or a caption does."""
    return _BEGINS.match(line.words) is not None


def is_no_prose(line: Line) -> bool:
    """Return whether ``line`` is a row of a table or a line of code; without a Chinese character a sign or a single word is enough."""
    words = line.words
    if _TABLE.search(words) or _CODE.search(words):
        return True
    return _CHINESE.search(words) is None and (
        _SIGNS.search(words) is not None or (len(words) > 12 and " " not in words)
    )


def may_run_on(line: Line, following: Line) -> bool:
    """Return whether nothing in the writing of two lines says that a paragraph ends between them.

    >>> from unionclean.layout.lines import split_lines
    >>> may_run_on(*split_lines("预测的准确程度\\n直接影响电网")), may_run_on(*split_lines("到此为止。\\n二、方法"))
    (True, False)
    """
    if is_no_prose(line) or is_no_prose(following):
        return False
    if _UNFINISHED.search(line.words) or _GOES_ON.match(following.words):
        return True
    return not ends_sentence(line) and not begins_anew(following)


def reach(line: Line) -> int:
    """Return the cell in which ``line`` ends."""
    return line.indent + line.width


def looseness(line: Line) -> int:
    """Return by how many cells ``line`` may be wider or narrower in print than it is counted: Latin letters are no cells there."""
    return len(_LATIN.findall(line.words)) // _PROPORTIONAL


def is_full(line: Line, following: Line, width: int) -> bool:
    """Return whether ``line`` is as wide as a page of ``width`` cells allows: what ``following`` begins with did not fit.

    A word or number is not broken, a closing mark begins no line and may hang over the edge, and Latin letters in print
    are wider or narrower than a cell.

    >>> from unionclean.layout.lines import split_lines
    >>> one, two = split_lines("电网今年投资约\\n1250亿元")
    >>> is_full(one, two, 18), is_full(one, two, 30)
    (True, False)
    """
    free = width - reach(line)
    if free < 0:
        hanging = _CLOSING_MARKS.search(line.words)
        narrow = 2 * looseness(line) + line.words.count(" ")
        return -free <= 1 + narrow + 2 * len(hanging[0] if hanging else "")
    head = _HEAD.match(following.words)
    return free <= min(cells(head[0]) if head else 2, _WIDEST_HEAD) + 1 + looseness(line)
