"""Readers of Chinese numerals: 一、, 壹、, （一）, 第一，, 一是, 甲、."""

from __future__ import annotations

import re

from unionclean.outline.marks import (
    LAST,
    LONE,
    ONE,
    PARENT,
    RUN,
    Mark,
    has_title,
    is_heading,
    is_led,
    is_reference,
    read_bracketed,
)
from unionclean.outline.numerals import read_by_place, read_numeral
from unionclean.outline.pieces import BREAK, FOLDED_STOPS, NEXT, SPACE, D, N, S

_HAN = re.compile(
    rf"({N}{{1,6}}){S}([、:：﹑､]|[.．](?!{NEXT})|[)）](?!{S}[，。；、,;)）第])|[,，](?!{S}{NEXT})|(?=[{SPACE}]{S}[^（({SPACE}]))"
)
_HAN_NEEDS = {"、": LONE, ".": ONE, ")": ONE, ":": RUN, ",": RUN, " ": RUN}


def read_han(text: str, at: int) -> Mark | None:
    """Read 一、 十二. 三） 四　; not 一、二、三产业; 三、四线城市 only in a run."""
    match = _HAN.match(text, at)
    if match is None:
        return None
    number, stop = read_numeral(match[1]), FOLDED_STOPS.get(match[2], match[2]) or " "
    needs: int | None = _HAN_NEEDS[stop]
    if number is None:
        number, needs = read_by_place(match[1]), RUN
    elif stop in "、,":
        needs = _needs_before_numeral(text, match.end(), number, _HAN_NEEDS[stop])
    financial = FINANCIAL.issuperset(match[1])
    if financial and needs:
        needs = RUN if match[1] in "陆陸" else min(needs, ONE)  # 陆、海、空三军; 参、游：参将、游击
    if needs is None or not 0 < number < 200:
        return None
    end = match.end() if stop != " " else at + len(match[1])
    mark = Mark(at, end, "han", "壹" + stop if financial else stop, number, needs)
    if stop == ")" and not financial:
        mark.others = (Mark(at, end, "paren_han", "()", number, RUN),)  # 二） behind （一）: its bracket is lost
    return mark


FINANCIAL = frozenset("壹貳贰弍叁參叄参肆伍陆陸柒捌玖拾佰仟")
"""Numerals of one rank above the everyday ones: 壹、 holds 一、 in every official document of Taiwan."""

_GLUED_HAN = re.compile(r"[一二三四五六七八九十]{1,3}(?=[\u3400-\u9fff])")


def read_glued_han(text: str, at: int) -> Mark | None:
    """Read 一编制说明, the heading whose stop was lost: believed where its items are 1.1, 1.2, or in a table of contents."""
    match = _GLUED_HAN.match(text, at)
    number = read_numeral(match[0]) if match else None
    if match is None or not number or not is_heading(text, match.end(), 24):
        return None
    needs = RUN if is_led(text, match.end(), 24) else PARENT
    return Mark(at, match.end(), "han", " ", number, needs, weak=True)


_WORDS_WITH_NUMERALS = re.compile(r"(?:[初周週唯惟逐万萬]|星期|[礼禮]拜|(?<![系傳传总總])[统統])$")
_SERIES_WITHIN = 4


def ends_a_word(text: str, at: int, sign: str) -> bool:
    """Is 一、 the end of a word (初一、 统一、) or of one in a series (高一、高二), where line breaks were lost?

    >>> [ends_a_word(text, text.index("一"), "一、") for text in ("正月初一、初二", "高一、高二", "订立合同一、标的")]
    [True, True, False]
    """
    before = text[max(0, at - 3) : at]
    if _WORDS_WITH_NUMERALS.search(before):
        return True
    word = before[-1:]
    if not "\u4e00" <= word <= "\u9fff":
        return False
    after = text[at + len(sign) : at + len(sign) + _SERIES_WITHIN + 1]
    again = after.find(word, 0, _SERIES_WITHIN)
    return again >= 0 and read_numeral(after[again + 1 : again + 2]) is not None


_NEXT_NUMERAL = re.compile(
    rf"{S}([〇零一二三四五六七八九十百千]{{1,6}}|[贰貳叁參叄肆伍陆陸柒捌玖拾](?={S}[、，,和與与及或至到])|{D}{{1,4}})({S}[、，,和与與及或至到])?"
)


def _needs_before_numeral(text: str, at: int, number: int, needs: int) -> int | None:
    """Judge a numeral behind 一、: a series (一、二、三产业) is no marker, a pair (三、四线) needs a run."""
    following = _NEXT_NUMERAL.match(text, at)
    value = read_numeral(following[1]) if following else None
    if following is None or value is None:
        return needs
    if value > 9 and read_numeral(following[1][0]) == number + 1:
        return RUN  # 一、二百人
    if following[2] and following[2][-1] in "、，," and value == number + 1:
        return None
    return RUN if following[2] or number < value < number + 3 else min(needs, ONE if value > 12 else LONE)


_PAREN_HAN = re.compile(rf"[（(﹙]{S}({N}{{1,5}}){S}[）)﹚]|[㈠-㈩]")


def read_paren_han(text: str, at: int) -> Mark | None:
    """Read （一） (二) ㈢ （廿一）; not （一）、（二）项 nor (三)班."""
    found = read_bracketed(_PAREN_HAN, text, at)
    if found is None or found[1] > 199:
        return None
    match, number = found
    shape = "(壹)" if match[1] and match[1][0] in FINANCIAL and FINANCIAL.issuperset(match[1]) else "()"
    return Mark(at, match.end(), "paren_han", shape, number, LONE if has_title(text, match.end()) else ONE)


_ORDINAL = re.compile(
    rf"第{S}({N}{{1,3}}|{D}{{1,2}})(?:(?:个|個)?方面|[点點])?{S}([,，:：]|、(?!{S}(?:第|{N}|{D}))|是(?!否))"
)
_WORDS = {
    "首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": LAST, "最後": LAST, "末了": LAST,
}  # fmt: skip
_WORD = re.compile(rf"({'|'.join(_WORDS)}){S}[,，:：、]")
_AMONG = re.compile(rf"其({N}){S}[,，:：、是]")


def read_ordinal(text: str, at: int) -> Mark | None:
    """Read 第一， 第二： 第三是 首先， 最后， 其一，; not 第一产业 nor 第一、第二产业."""
    match = _WORD.match(text, at)
    if match:
        return Mark(at, match.end(), "ordinal", "第", _WORDS[match[1]], RUN)
    match = _ORDINAL.match(text, at)
    shape = "是" if match and match[0][-1] == "是" else "第"
    if match is None:
        match, shape = _AMONG.match(text, at), "其"
    number = read_numeral(match[1]) if match else None
    return Mark(at, match.end(), "ordinal", shape, number, RUN) if match and number else None


_INLINE = re.compile(rf"({N}{{1,2}})([是要])(?!\1(?:[，,。；;、！!？?\"”’』」{SPACE}{BREAK}就是不]|$))")


def read_inline_ordinal(text: str, at: int) -> Mark | None:
    """Read 一是 二要; not 一是一，二是二."""
    match = _INLINE.match(text, at)
    number = read_numeral(match[1]) if match else None
    if match is None or not number or number > 30:
        return None
    return Mark(at, match.end(), "inline_ordinal", match[2], number, RUN)


_STEMS = "甲乙丙丁戊己庚辛壬癸"
_STEM = re.compile(rf"[（(]{S}([{_STEMS}]){S}[）)]|([{_STEMS}]){S}([、.．])(?!{S}[{_STEMS}])")


def read_stem(text: str, at: int) -> Mark | None:
    """Read 甲、 乙. （丙）; not 甲、乙双方 nor （甲）（乙）."""
    match = _STEM.match(text, at)
    if match is None or is_reference(text, match.end()):
        return None
    shape = "()" if match[1] else FOLDED_STOPS.get(match[3], match[3])
    return Mark(at, match.end(), "stem", shape, _STEMS.index(match[1] or match[2]) + 1, RUN)
