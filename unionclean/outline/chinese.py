"""Readers of Chinese markers: 第一章, 一、, （一）, 第一，, 一是, 【事件1】."""

from __future__ import annotations

import re

from unionclean.outline.marks import (
    BEHIND_REFERENCE,
    BREAK,
    END,
    FOLDED_STOPS,
    LAST,
    LONE,
    ONE,
    RUN,
    SPACE,
    D,
    Mark,
    N,
    S,
    has_title,
    is_heading,
)
from unionclean.outline.numerals import read_by_place, read_enclosed, read_numeral
from unionclean.outline.section import Style
from unionclean.pinyin import LETTERS

_UNIT_STYLE: dict[str, Style] = {
    "分编": "part", "编": "part", "篇": "part", "卷": "part", "部分": "part",
    "章": "chapter", "回": "chapter", "讲": "chapter", "课": "chapter", "单元": "chapter",
    "节": "section", "款": "subsection", "目": "subsection", "条": "article",
}  # fmt: skip
_SIMPLE = str.maketrans("編節條講課單", "编节条讲课单")
_NAMED = re.compile(
    rf"第{S}({N}{{1,9}}|{D}{{1,4}})(?:(?<={D}){S}[-－–‐]{S}({D}{{1,3}}))?{S}"
    rf"(分[编編]|[编編篇卷]|部{S}分|[章回讲講课課节節款目条條]|[单單]元)(?:\([{LETTERS}]{{1,6}}\))?"
    rf"(?:{S}之{S}({N}{{1,4}}|{D}{{1,3}})(?![{N[1:-1]}分]))?"
)
_UNNAMED_BEHIND = re.compile(rf"、{S}第|[，,。；;）)》」』”’】〕\]？?！!…·~～/／%％]|[至到与與和及或暨之的]|[-－–—]+第")
_CLEAR_BEHIND = re.compile(rf"[{SPACE}{BREAK}：:【〔\[（(《“「『]|$")
_QUOTING = re.compile(
    r"[之的规規所中和与與及或至到是则則第款项項目内內外前后後上下]|(?<=章)[节節程]|(?<=[节節])[课課车車日约約能]"
    r"|(?<=[条條])[件例约約线線文]|(?<=[编編])[号號辑輯制者织織]"
)


def read_named(text: str, at: int) -> Mark | None:
    """Read 第一编, 第二章, 第3节, 第 16-1 條, 第二十三条之一; not 第一条、第二条 nor 第三条规定."""
    match = _NAMED.match(text, at)
    if match is None:
        return None
    number = read_numeral(match[1])
    needs = LONE if number else RUN
    number = number or read_by_place(match[1])
    if not 0 < number < 10_000:
        return None
    unit = "部分" if match[3][0] == "部" else match[3].translate(_SIMPLE)
    style = _UNIT_STYLE[unit]
    end = match.end()
    if _UNNAMED_BEHIND.match(text, end):
        return None
    if not _CLEAR_BEHIND.match(text, end):
        if unit in ("款", "目", "回", "讲", "课", "单元", "部分", "卷", "篇") or _QUOTING.match(text, end):
            return None
        needs = RUN if style == "article" else ONE
        if style != "article" and not is_heading(text, end):
            return None
    elif unit in ("款", "目", "回", "课") and not is_heading(text, end):
        needs = min(needs, ONE)
    sub = read_numeral(match[2] or match[4] or "") or 0
    return Mark(at, end, style, unit, number, needs, sub)


_HAN = re.compile(
    rf"({N}{{1,6}}){S}([、:：﹑､]|[.．](?!{N})|[)）](?!{S}[，。；、,;)）第])|[,，](?!{S}{N})|(?=[{SPACE}]{S}[^（({SPACE}]))"
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
    if needs and match[1] in "陆陸":
        needs = RUN  # 陆、海、空三军
    if needs is None or not 0 < number < 200:
        return None
    return Mark(at, match.end() if stop != " " else at + len(match[1]), "han", stop, number, needs)


_NEXT_NUMERAL = re.compile(rf"{S}([〇零一二三四五六七八九十百千]{{1,6}}|{D}{{1,4}})({S}[、，,和与與及或至到])?")


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
    match = _PAREN_HAN.match(text, at)
    if match is None or BEHIND_REFERENCE.match(text, match.end()):
        return None
    number = read_numeral(match[1]) if match[1] else read_enclosed(match[0])
    if not number or number > 199:
        return None
    return Mark(at, match.end(), "paren_han", "()", number, LONE if has_title(text, match.end()) else ONE)


_ORDINAL = re.compile(
    rf"第{S}({N}{{1,3}}|{D}{{1,2}})(?:(?:个|個)?方面|[点點步])?{S}([,，:：]|、(?!{S}(?:第|{N}|{D}))|是(?!否))"
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


_LABEL = r"[\u3400-\u9fffA-Za-z]{1,10}"
_LABELLED = re.compile(
    rf"[【〔\[［〖]{S}((?:{_LABEL}?)?){S}({D}{{1,3}}|{N}{{1,4}}){S}([\u3400-\u9fff]{{0,4}}){S}[】〕\]］〗]"
)
_NO_LABEL = re.compile(r"[图圖表注註]$|^附[图圖表注註]|年$|月$")
_NO_TAIL = ("号", "號", "年", "月", "日")
_KNOWN_LABEL = re.compile(
    rf"((?:典型)?(?:案例|事件|问题|問題|情形|例|专题|專題|主题|主題|环节|環節|步骤|步驟|任务|任務|阶段|階段|附件|附录|附錄|议题|議題|故事|方案|误区|誤區|模块|"
    rf"看点|看點|亮点|亮點|要点|要點|课题|話題|话题|提问|提問|招数|关键词|關鍵詞)){S}({N}{{1,3}}|{D}{{1,3}}){S}([：:、.．]|{END})"
)


def read_labelled(text: str, at: int) -> Mark | None:
    """Read 【事件1】 〔案例三〕 案例一：; not 【导读】 nor [记者1]: nor 〔2020〕12号."""
    match = _LABELLED.match(text, at)
    if match is None:
        return _read_known_label(text, at)
    number, label = read_numeral(match[2]), match[1] + match[3]
    speaks = text[at] in "[［" and text[match.end() : match.end() + 1] in ("：", ":")
    if (
        number is None
        or (not label and text[at] != "【")
        or speaks
        or _NO_LABEL.search(match[1])
        or match[3] in _NO_TAIL
    ):
        return None
    return Mark(at, match.end(), "labelled", label[:10], number, ONE if label else RUN)


def _read_known_label(text: str, at: int) -> Mark | None:
    match = _KNOWN_LABEL.match(text, at)
    number = read_numeral(match[2]) if match else None
    return Mark(at, match.end(), "labelled", match[1], number, RUN) if match and number else None
