"""What may be a marker: one :class:`Mark` per candidate, and the reader that recognises each style at a given place.

A reader looks at one place of the text and returns a mark or ``None``.  It judges by what stands *in* and *right behind* the
marker only; whether the numbering runs on is judged later, over the whole document (``lists``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from unionclean.outline.model import Style
from unionclean.outline.numerals import HAN_NUMERAL, read_enclosed, read_numeral, read_roman

LONE, ONE, RUN = 2, 1, 0
"""What a mark needs to count: nothing; to be a first one or in a run; a run of at least two."""

LAST = -1
"""The number of 最后: whatever comes last."""

SPACE = " \t\u00a0\u2002-\u200a\u202f\u205f\u3000"
BREAK = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
S = f"[{SPACE}]{{0,8}}"
N = f"[{''.join(c for c in HAN_NUMERAL if c not in '两兩弌弍弎万萬')}]"
D = "[0-9０-９]"
END = f"(?=[{SPACE}{BREAK}]|$)"


@dataclass(slots=True)
class Mark:
    """A candidate: where it stands and what it claims to be.

    ``kind`` is style and shape: marks of one kind can be items of one list, ``1.`` and ``1)`` cannot.  ``prefix`` and
    ``sub`` complete the number: ``2.3.1`` is number 1 behind ``(2, 3)``, ``第五条之一`` number 5, sub-number 1.
    """

    at: int
    end: int
    style: Style
    shape: str
    number: int
    needs: int = LONE
    sub: int = 0
    prefix: tuple[int, ...] = ()
    begin: int = -1  # where the section's own words begin: the line's start; the mark itself when it is run in
    run_in: bool = False  # inside a paragraph
    same_line: bool = False  # a run-in first item without a boundary before it: the second must follow in its paragraph
    turn: int = 0  # which turn of a conversation it stands in
    other: Mark | None = None  # the other reading of ``i)``

    kind: tuple[str, str] = field(init=False)
    key: tuple[tuple[int, ...], int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.kind = self.style, self.shape
        self.key = self.prefix, self.number, self.sub


Reader = Callable[[str, int], "Mark | None"]

_UNIT_STYLE: dict[str, Style] = {
    "分编": "part", "编": "part", "篇": "part", "卷": "part", "部分": "part",
    "章": "chapter", "回": "chapter", "讲": "chapter", "课": "chapter", "单元": "chapter",
    "节": "section", "款": "subsection", "目": "subsection", "条": "article",
}  # fmt: skip
_SIMPLE = str.maketrans("編節條講課單", "编节条讲课单")
_NAMED = re.compile(
    rf"第{S}({N}{{1,9}}|{D}{{1,4}})(?:(?<={D}){S}[-－–‐]{S}({D}{{1,3}}))?{S}"
    rf"(分[编編]|[编編篇卷]|部{S}分|[章回讲講课課节節款目条條]|[单單]元)(?:\([a-zà-ÿāēěīńňōūŭǎǐǒǔǖǘǚǜ]{{1,6}}\))?"
    rf"(?:{S}之{S}({N}{{1,4}}|{D}{{1,3}})(?![{N[1:-1]}分]))?"
)
_UNNAMED_BEHIND = re.compile(rf"、{S}第|[，,。；;）)》」』”’】〕\]？?！!…·~～/／%％]|[至到与與和及或暨之的]|[-－–—]+第")
_CLEAR_BEHIND = re.compile(rf"[{SPACE}{BREAK}：:【〔\[（(《“「『]|$")
_QUOTING = re.compile(
    r"[之的规規所中和与與及或至到是则則第款项項目内內外前后後上下]|(?<=章)[节節程]|(?<=[节節])[课課车車日约約能]"
    r"|(?<=[条條])[件例约約线線文]|(?<=[编編])[号號辑輯制者织織]"
)
_SENTENCE = re.compile(f"[。！？；!?;{BREAK}]")


def read_named(text: str, at: int) -> Mark | None:
    """Read 第一编, 第二章, 第3节, 第 16-1 條, 第二十三条之一; not 第一条、第二条 nor 第三条规定."""
    match = _NAMED.match(text, at)
    if match is None:
        return None
    number = read_numeral(match[1])
    needs = LONE if number else RUN
    number = number or _read_by_place(match[1])
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
        if style != "article" and not _is_heading(text, end):
            return None
    elif unit in ("款", "目", "回", "课") and not _is_heading(text, end):
        needs = min(needs, ONE)
    sub = read_numeral(match[2] or match[4] or "") or 0
    return Mark(at, end, style, unit, number, needs, sub)


def _has_title(text: str, at: int) -> bool:
    return re.compile(rf"{S}[^{SPACE}{BREAK}]").match(text, at) is not None


def _is_heading(text: str, at: int, most: int = 40) -> bool:
    """Is what follows short, and not a sentence?"""
    stop = _SENTENCE.search(text, at, at + most + 1)
    return at + most >= len(text) if stop is None else re.match(f"[{BREAK}]", stop[0]) is not None


_HAN = re.compile(
    rf"({N}{{1,6}}){S}([、:：﹑､]|[.．](?!{N})|[)）](?!{S}[，。；、,;)）第])|[,，](?!{S}{N})|(?=[{SPACE}]))"
)
_HAN_NEEDS = {"、": LONE, ".": ONE, ")": ONE, ":": RUN, ",": RUN, " ": RUN}
_FOLDED = {"．": ".", "﹑": "、", "､": "、", "，": ",", "：": ":", "）": ")"}


def read_han(text: str, at: int) -> Mark | None:
    """Read 一、 十二. 三） 四　; not 一、二、三产业; 三、四线城市 only in a run."""
    match = _HAN.match(text, at)
    if match is None:
        return None
    number, stop = read_numeral(match[1]), _FOLDED.get(match[2], match[2]) or " "
    needs: int | None = _HAN_NEEDS[stop]
    if number is None:
        number, needs = _read_by_place(match[1]), RUN
    elif stop in "、,":
        needs = _needs_before_numeral(text, match.end(), number, _HAN_NEEDS[stop])
    if needs is None or not 0 < number < 200:
        return None
    return Mark(at, match.end() if stop != " " else at + len(match[1]), "han", stop, number, needs)


def _read_by_place(numeral: str) -> int:
    """Read 二三 as 23: some documents number so, and a run proves it."""
    digits = [read_numeral(c) for c in numeral]
    return digits[0] * 10 + digits[1] if len(digits) == 2 and None not in digits and max(digits) < 10 else 0  # type: ignore[operator, type-var]


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
_PAREN_BEHIND = re.compile(
    rf"{S}(?:[、，,]{S}[（(﹙㈠-㈩⑴-⒇]|[（(]{S}(?:{N}{{1,4}}|{D}{{1,3}}){S}[)）]|[至到和与與及或~～—–-]{S}[（(﹙㈠-㈩⑴-⒇]|[项項](?!目)|班(?=[同的学學])|式(?=[中可得])|[）)。；;]|第{S}{D}+{S}(?:[至~～-]{S}{D}+{S})?[頁页])"
)


def read_paren_han(text: str, at: int) -> Mark | None:
    """Read （一） (二) ㈢ （廿一）; not （一）、（二）项 nor (三)班."""
    match = _PAREN_HAN.match(text, at)
    if match is None or _PAREN_BEHIND.match(text, match.end()):
        return None
    number = read_numeral(match[1]) if match[1] else read_enclosed(match[0])
    if not number or number > 199:
        return None
    return Mark(at, match.end(), "paren_han", "()", number, LONE if _has_title(text, match.end()) else ONE)


_PAREN_ARABIC = re.compile(rf"[（(﹙]{S}({D}{{1,3}}){S}[）)﹚]|[⑴-⒇]")


def read_paren_arabic(text: str, at: int) -> Mark | None:
    """Read （1） ( 2 ) ⑶; not (1)、(2)项 nor (3)班."""
    match = _PAREN_ARABIC.match(text, at)
    if match is None or _PAREN_BEHIND.match(text, match.end()):
        return None
    number = read_numeral(match[1]) if match[1] else read_enclosed(match[0])
    return Mark(at, match.end(), "paren_arabic", "()", number, ONE) if number else None


_ARABIC = re.compile(rf"({D}{{1,3}}){S}([.．、﹑､)）:：]|·(?!{D})|(?=[{SPACE}]))|[⒈-⒛]")
_MEASURE = re.compile(
    rf"{S}(?:[%％‰℃°亿億万萬元年月日号號倍/／×xX*]|[至到~～–—-]{S}{D}|公[里斤顷頃尺分升吨噸克]|[平立]方)"
)

_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
_TITLE_BEHIND = re.compile(rf"(?!{_MEASURE.pattern}){S}[\u3400-\u9fffA-Za-z《“「『]")


def read_arabic(text: str, at: int) -> Mark | None:
    """Read 1. 2、 3） ⒋ and ``5 `` before a heading; not 3.5 nor 1、2号楼 nor 10:00."""
    match = _ARABIC.match(text, at)
    if match is None:
        return None
    if match[1] is None:
        return Mark(at, match.end(), "arabic", ".", read_enclosed(match[0]) or 0, ONE)
    number, end = read_numeral(match[1]), match.end()
    stop = _FOLDED.get(match[2], match[2]) or " "
    if number is None or (number == 0 and stop != ".") or (match[1][0] in "0０" and number > 0):
        return None
    needs: int | None = {" ": RUN, ":": RUN, "·": RUN}.get(stop, ONE)
    if stop == " ":
        end = at + len(match[1])
        needs = RUN if _TITLE_BEHIND.match(text, end) else None
    elif stop == "." and text[end : end + 1] in _LETTERS:
        needs = RUN
    elif re.match(D, text[end : end + 1]):
        needs = _digits_behind(text, end, stop, number)
    return None if needs is None else Mark(at, end, "arabic", stop, number, needs)


def _digits_behind(text: str, at: int, stop: str, number: int) -> int | None:
    """Judge digits right behind 1. or 1、: a year may begin a title; anything else is a decimal, a time, a series."""
    if re.compile(rf"(?:19|20){D}{{2}}(?!{D})(?!{S}[.．/])").match(text, at) and stop in ".、":
        return RUN
    if stop != "、":
        return None
    following = re.compile(rf"({D}+){S}([、，,和与與及或至到~～-]?)").match(text, at)
    value = read_numeral(following[1]) if following else None
    return None if following is None or following[2] or value is None or value <= number + 1 else RUN


_DOTTED = re.compile(rf"({D}{{1,3}}(?:[.．]{D}{{1,3}}){{1,5}})[.．、]?(?!{D})")

_NO_TITLE = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.．·、，,:：)）-")


def read_dotted(text: str, at: int) -> Mark | None:
    """Read 1.2 and 3.1.4 before a title; not 3.5% nor 1.05亿元."""
    match = _DOTTED.match(text, at)
    if (
        match is None
        or not _has_title(text, match.end())
        or _MEASURE.match(text, match.end())
        or text[match.end() : match.end() + 1] in _NO_TITLE
    ):
        return None
    parts = re.split("[.．]", match[1])
    if any(len(part) > 1 and part[0] in "0０" for part in parts):
        return None
    *prefix, number = (read_numeral(part) or 0 for part in parts)
    return Mark(at, match.end(), "arabic", f"1{'.1' * len(prefix)}", number, RUN, 0, tuple(prefix))


_CIRCLED = re.compile("[①-⑳㉑-㉟㊱-㊿㊀-㊉❶-❿➀-➓⓫-⓴⓵-⓾]")
_CIRCLED_BEHIND = re.compile(rf"{S}[、，,和与與及或至到~～—–+＋=＝×-]?{S}[①-⑳㉑-㉟㊱-㊿㊀-㊉❶-❿➀-➓⓫-⓴⓵-⓾]")


def read_circled(text: str, at: int) -> Mark | None:
    """Read ① ㉑ ㊿ ❸ ㊀; not ①②③ in a row."""
    match = _CIRCLED.match(text, at)
    number = read_enclosed(match[0]) if match else None
    if match is None or number is None or _CIRCLED_BEHIND.match(text, match.end()):
        return None
    return Mark(at, match.end(), "circled", "㊀" if match[0] in "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉" else "①", number, ONE)


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
        or (match[1], match[3]) == ("第", "号")
    ):
        return None
    return Mark(at, match.end(), "labelled", label[:10], number, ONE if label else RUN)


def _read_known_label(text: str, at: int) -> Mark | None:
    match = _KNOWN_LABEL.match(text, at)
    number = read_numeral(match[2]) if match else None
    return Mark(at, match.end(), "labelled", match[1], number, RUN) if match and number else None


_LATIN = re.compile(rf"(?:[（(]{S}([A-Za-zａ-ｚＡ-Ｚ]){S}[）)]|([A-Za-zａ-ｚＡ-Ｚ]){S}([.．、﹑)）]))|[⒜-⒵]")
_LATIN_BEHIND = re.compile(rf"[A-Za-z0-9.．]|{S}[、，,和与與及或]|(?<=[、﹑]){S}[A-Za-zａ-ｚＡ-Ｚ]")


def read_latin(text: str, at: int) -> Mark | None:
    """Read a) B. （c） ⒟; not A、B、C三类 nor U.S. ."""
    match = _LATIN.match(text, at)
    if match is None or _LATIN_BEHIND.match(text, match.end()):
        return None
    letter, stop = match[1] or match[2], match[3]
    shape = "()" if not stop else _FOLDED.get(stop, stop)
    if letter is None:
        return Mark(at, match.end(), "latin", "()a", ord(match[0]) - ord("⒜") + 1, ONE)
    letter = chr(ord(letter) - 0xFEE0) if letter > "z" else letter
    case = "a" if letter.islower() else "A"
    return Mark(at, match.end(), "latin", shape + case, ord(letter.lower()) - 96, RUN)


_ROMAN = re.compile(rf"(?:[（(]{S}([Ⅰ-ⅻ]{{1,3}}){S}[）)]|([Ⅰ-ⅻ]{{1,3}}){S}([.．、﹑)）:：]|(?=[{SPACE}])))")
_ROMAN_ASCII = re.compile(rf"(?:[（(]{S}([IVXivx]{{1,6}}){S}[）)]|([IVXivx]{{1,6}}){S}([.．、﹑)）]))")


def read_roman_mark(text: str, at: int) -> Mark | None:
    """Read Ⅰ. Ⅳ、 （ⅱ） ii) XII.; not Ⅱ级 nor Ⅰ、Ⅱ类."""
    match = _ROMAN.match(text, at)
    if match is None:
        return _read_ascii_roman(text, at)
    sign = match[1] or match[2]
    number = read_enclosed(sign) if len(sign) == 1 else read_roman("".join(_ROMAN_LETTERS.get(c, "?") for c in sign))
    if not number or re.compile(f"{S}[Ⅰ-ⅻ]").match(text, match.end()):
        return None
    shape = ("()" if match[1] else _FOLDED.get(match[3], match[3]) or " ") + ("Ⅰ" if sign < "ⅰ" else "ⅰ")
    return Mark(at, match.end(), "roman", shape, number, RUN if shape[0] == " " else ONE)


_ROMAN_LETTERS = dict(zip("ⅠⅤⅩⅰⅴⅹ", "ivxivx", strict=True))


def _read_ascii_roman(text: str, at: int) -> Mark | None:
    match = _ROMAN_ASCII.match(text, at)
    if match is None or _LATIN_BEHIND.match(text, match.end()):
        return None
    sign = match[1] or match[2]
    number = read_roman(sign) if sign.islower() or sign.isupper() else None
    shape = "()" if match[1] else _FOLDED.get(match[3], match[3])
    return Mark(at, match.end(), "roman", shape + ("I" if sign.isupper() else "i"), number, RUN) if number else None


def read_letter(text: str, at: int) -> Mark | None:
    """Read a Latin or a Roman marker; where it may be both (``i)``), the Roman one with the Latin as ``other``."""
    roman, latin = read_roman_mark(text, at), read_latin(text, at)
    if roman is None or latin is None:
        return roman or latin
    roman.other = latin
    return roman
