"""Readers of markers that name their unit: 第一章, 第2A条, 第Ⅰ卷, 卷一, 单元一, 上篇, Chapter 1."""

from __future__ import annotations

import functools
import re

from unionclean.outline.marks import LONE, ONE, RUN, Mark, is_heading
from unionclean.outline.numerals import read_by_place, read_numeral, read_roman_sign
from unionclean.outline.pieces import BLANKS, BREAK, SPACE, D, N, S
from unionclean.outline.section import Style
from unionclean.pinyin import LETTERS

_UNIT_STYLE: dict[str, Style] = {
    "部": "part", "分部": "part", "分册": "volume", "编": "part", "分编": "part", "篇": "part", "部分": "part",
    "卷": "volume", "回": "volume", "集": "volume", "辑": "volume", "册": "volume",
    "章": "chapter", "讲": "chapter", "课": "chapter", "课时": "chapter", "单元": "chapter",
    "节": "section", "分节": "section", "款": "subsection", "目": "subsection", "条": "article",
}  # fmt: skip
UNITS = tuple("部 集 辑 册 分册 卷 编 篇 部分 分编 分部 单元 章 回 讲 课 课时 节 分节 款 目 条".split())  # noqa: SIM905
"""The units from the coarsest to the finest: none of them stands inside one that comes behind it here."""

_SIMPLE = str.maketrans("編節條講課單冊時輯", "编节条讲课单册时辑")
_ROMAN = "[Ⅰ-ⅻIVXL]"
_NAMED = re.compile(
    rf"第{S}(?:({N}{{1,9}}|{D}{{1,4}})(?:(?<={D}){S}[-－–‐]{S}({D}{{1,3}})|(?<={D})([A-Z])(?![A-Za-z]))?|({_ROMAN}{{1,6}})){S}"
    rf"(分[编編节節部册冊]|[编編篇卷集辑輯册冊]|部(?:{S}分)?|[课課][时時]|[章回讲講课課节節款目条條]|[单單]元)(?:\([{LETTERS}]{{1,6}}\))?"
    rf"(?:{S}之{S}({N}{{1,4}}|{D}{{1,3}})(?![{N[1:-1]}分]))?"
)
_UNNAMED_BEHIND = re.compile(rf"、{S}第|[，,。；;）)》」』”’】〕\]？?！!…·~～/／%％]|[至到与與和及或暨之的]|[-－–—]+第")
_CLEAR_BEHIND = re.compile(rf"[{SPACE}{BREAK}：:【〔\[［（(《“「『.…]|$")
_QUOTING = re.compile(
    r"[之的和与與及或至到是则則第款]|[规規](?!划|劃|[范範]|模|格|程|章|律|矩)|所(?!有[权權者制]|得[税稅])"
    r"|中(?!国|國|[华華]|央|介|方|共|[标標]|小|外|[医醫]|[药藥]|心|期|止|等|[级級])|内(?![部控容务務资資科地])|內(?![部控容務資科地])"
    r"|外(?![部国國汇匯商资資债債包聘派贸貿购購观觀])|前(?![言期沿景])|[后後](?![勤期续續备備记記])|上(?![市海级級岗崗网網报報诉訴])|下(?![级級属屬岗崗载載达達])"
    r"|目(?![的标標录錄])|[内內]容(?=[如修改调調不]|[为為是])"
    r"|(?<=章)[节節程]|(?<=[节節])(?:[課课车車日約约能]|目的)"
    r"|(?<=[条條])[件例约約线線文]|[项項](?!目)|(?<=[编編])[号號辑輯制者织織]|(?<=部)[门門队隊长長署委属屬件落电電]|(?<=集)[团團中合体體]"
    r"|(?<=[课課])[堂外程题題件本表时時]|(?<=[讲講])[座台师師堂话話]|(?<=元)[楼樓门門房]"
)
"""What goes on a citation, 第三章规定的, or makes another word of it, 第一课堂; 第二章规划布局 is a heading that lost its blank."""
_ALONE = re.compile(rf"[\u3400-\u9fff、与與及和]{{2,20}}[{SPACE}]*(?:[{BREAK}]|$)")
"""A short line that says nothing but a heading: 第三章技术规格及要求."""
_TOPIC = re.compile(
    rf"[\u4e00-\u9fff](?<![我你他她了])(?:[\u4e00-\u9fff、](?<![我你他她了])){{1,15}}[{SPACE}]*(?:[{BREAK}]|$)"
)
"""One that names a topic: 第一课考点."""
_HEADINGS_ONLY = frozenset(
    ("款", "目", "回", "讲", "课", "课时", "单元", "部分", "卷", "篇", "部", "集", "辑", "册", "分部", "分节")
)
_GLUED = frozenset(("卷", "篇", "部分"))
_TAUGHT = frozenset(("课", "讲", "单元", "课时"))
_SHORT = frozenset(("款", "目", "回", "课", "课时", "部", "集", "辑", "册"))


def read_named(text: str, at: int, *, inside: bool = False) -> Mark | None:
    """Read 第一编, 第二章, 第3节, 第 16-1 條, 第2A条, 第Ⅱ卷, 第二十三条之一; not 第一条、第二条 nor 第三条规定.

    ``inside`` a line that lost its breaks the heading does not end with the line.
    """
    match = _NAMED.match(text, at)
    if match is None:
        return None
    sign = _read_sign(match[0])
    if sign is None:
        return None
    unit, number, sub, needs = sign
    end = match.end()
    blank = text[end : end + 1] in BLANKS  # the usual case
    if not blank and _UNNAMED_BEHIND.match(text, end):
        return None
    if not blank and not _CLEAR_BEHIND.match(text, end):
        glued = not inside and (unit in _GLUED or (unit in _TAUGHT and _TOPIC.match(text, end) is not None))
        if (unit in _HEADINGS_ONLY and not glued) or _QUOTING.match(text, end):
            return None
        needs = RUN if unit == "条" or glued else LONE if not inside and _ALONE.match(text, end) else ONE
        if unit != "条" and not inside and not is_heading(text, end):
            return None
    elif unit in _SHORT and not is_heading(text, end):
        needs = min(needs, ONE)
    return Mark(at, end, _UNIT_STYLE[unit], unit, number, needs, sub)


@functools.lru_cache(maxsize=4096)  # laws say the same signs again and again
def _read_sign(sign: str) -> tuple[str, int, int, int] | None:
    """Return unit, number, sub-number and what is needed to believe a sign: 第十六条之一 is 条, 16, 1."""
    numeral, after_dash, letter, roman, unit, inserted = _NAMED.match(sign).groups()  # type: ignore[union-attr]
    number = read_numeral(numeral) if numeral else read_roman_sign(roman)
    needs = LONE if number else RUN
    number = number or read_by_place(numeral or roman)
    if not 0 < number < 10_000:
        return None
    sub = ord(letter) - ord("A") + 1 if letter else read_numeral(after_dash or inserted or "") or 0
    return unit_of(unit), number, sub, needs


@functools.cache
def unit_of(sign: str) -> str:
    """Return a unit as :data:`UNITS` spells it: 條 as 条, 部 分 as 部分."""
    sign = sign.translate(_SIMPLE)
    return "部分" if sign.startswith("部") and sign.endswith("分") else sign


_UNIT_FIRST = re.compile(
    rf"(卷|篇|[单單]元){S}(?:之{S})?(?:({N}{{1,4}}|{D}{{1,3}})|({_ROMAN}{{1,5}}))(?:(?=[{SPACE}{BREAK}：:.．、])|$)"
)


def read_unit_first(text: str, at: int) -> Mark | None:
    """Read 卷一, 单元 3, 篇二; not 卷一百 in prose, which nothing follows up."""
    match = _UNIT_FIRST.match(text, at)
    number = match and (read_numeral(match[2]) if match[2] else read_roman_sign(match[3]))
    if match is None or not number or not is_heading(text, match.end()):
        return None
    unit = unit_of(match[1])
    return Mark(at, match.end(), _UNIT_STYLE[unit], unit, number, RUN)


_HALF = re.compile(rf"(?:[上中下](?:部{S}分|[编編篇卷集册冊])|[卷篇][上中下])(?=[{SPACE}{BREAK}：:.．、]|$)")


def read_half(text: str, at: int) -> Mark | None:
    """Read 上篇, 中册, 卷下: halves and thirds, of which 下 is the second or the third; not 上篇文章."""
    match = _HALF.match(text, at)
    if match is None or not is_heading(text, match.end()):
        return None
    sign = match[0]
    first = sign[0] in "上中下"
    unit = unit_of(sign[1:] if first else sign[0])
    shape = f"上{unit}" if first else f"{unit}上"
    numbers = {"上": (1,), "中": (2,), "下": (3, 2)}[sign[0] if first else sign[1]]
    mark, *others = (Mark(at, match.end(), _UNIT_STYLE[unit], shape, number, RUN) for number in numbers)
    mark.others = tuple(others)
    return mark


_ENGLISH: dict[str, tuple[Style, str]] = {
    "volume": ("volume", "卷"), "part": ("part", "编"), "chapter": ("chapter", "章"), "unit": ("chapter", "单元"),
    "lesson": ("chapter", "课"), "section": ("section", "节"), "article": ("article", "条"), "clause": ("article", "条"),
    "step": ("step", "步"), "appendix": ("appendix", "附录"), "annex": ("appendix", "附录"),
}  # fmt: skip
_ENGLISH_MARK = re.compile(
    rf"({'|'.join(_ENGLISH)})(?:[ \t]{{1,4}}|(?=\d))(?:(\d{{1,3}})|([IVXL]{{1,6}})|([A-Z]))(?![A-Za-z0-9])[.:：、]?",
    re.I,
)


_SENTENCE_BEHIND = re.compile(
    rf"(?<=[.:：、])|{S}[A-Z“\"\u3400-\u9fff]"
)  # Article 1 The State …; not Article 1 of the Law …


def read_english(text: str, at: int) -> Mark | None:
    """Read Chapter 1, Section 2, Part IV, Appendix A, Step 3; not "Chapter 1 is", which no list takes up."""
    match = _ENGLISH_MARK.match(text, at)
    if match is None or not match[1][0].isupper():
        return None
    style, unit = _ENGLISH[match[1].lower()]
    if not is_heading(text, match.end(), 80) and (style != "article" or not _SENTENCE_BEHIND.match(text, match.end())):
        return None
    counted, roman, letter = match[2], match[3], match[4]
    number = int(counted) if counted else ord(letter) - ord("A") + 1 if letter else read_roman_sign(roman) or 0
    return Mark(at, match.end(), style, unit, number, RUN) if number else None
