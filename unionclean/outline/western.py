"""Readers of the other markers: 1., 1.2.3, （1）, ①, a), Ⅰ.."""

from __future__ import annotations

import re

from unionclean.outline.marks import ONE, PARENT, RUN, Mark, has_title, is_heading, is_led, read_bracketed
from unionclean.outline.numerals import read_enclosed, read_numeral, read_roman_sign
from unionclean.outline.pieces import FOLDED_STOPS, READING, SPACE, D, S

_PAREN_ARABIC = re.compile(rf"[（(﹙]{S}({D}{{1,3}})([A-Z]?){S}[）)﹚]|[⑴-⒇]")


def read_paren_arabic(text: str, at: int) -> Mark | None:
    """Read （1） ( 2 ) ⑶ (1A); not (1)、(2)项 nor (3)班."""
    found = read_bracketed(_PAREN_ARABIC, text, at)
    if found is None:
        return None
    match, number = found
    sub = ord(match[2]) - ord("A") + 1 if match[2] else 0
    return Mark(at, match.end(), "paren_arabic", "()", number, PARENT if sub else ONE, sub)


_ARABIC = re.compile(
    rf"({D}{{1,3}})([A-Z]?){S}(?:\\(?=[.)]))?([.．、﹑､)）:：。]|·(?!{D})|[,，](?!{S}{D})|(?=[{SPACE}]))|[⒈-⒛]"
)
_UNIT = re.compile(
    rf"{S}[%％‰℃°/／×*]|{S}[xX]{S}{D}|{S}[至到~～–—-]{S}{D}|{S}[KMGTkmgt]i?[Bb](?![A-Za-z])|[KMG](?![A-Za-z0-9\u3400-\u9fff])"
)
_MEASURE = re.compile(
    rf"{S}(?:[亿億万萬]|(?:[元年月日号號倍名个個人条條项項次天岁歲]|小[时時]|分[钟鐘])(?!{READING}[\u3400-\u9fff])"
    rf"|(?:[元年月日号號倍名个個人条條项項次天岁歲]|小[时時]|分[钟鐘])(?=[的以左至到内內外前后後起间間多余餘])"
    rf"|公[里斤顷頃尺分升吨噸克]|米[高宽寬长長深厚]|[平立]方|[kKcmM]?[gmL](?![A-Za-z]))"
)
"""What a count of things is followed by. It may begin a title too (2 年度报告), so such a mark needs company."""


def is_measured(text: str, at: int) -> bool:
    """Is the number that ends at ``at`` followed by what it counts: 3年, 5公里?"""
    return _MEASURE.match(text, at) is not None


COUNTED = "[个個人号號名家条條项項年月日天次万萬亿億元余多时時分秒米台辆套件种類类级層层位批所座间只块部章节册期届度倍岁点小周半季的]"
"""What a number in a sentence counts."""

_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
_TITLE_BEHIND = re.compile(rf"{S}[\u3400-\u9fffA-Za-z《“「『]")


def read_arabic(text: str, at: int) -> Mark | None:
    """Read 1. 2、 3） ⒋ 3A. and ``5 `` before a heading; not 3.5 nor 1、2号楼 nor 10:00."""
    match = _ARABIC.match(text, at)
    if match is None:
        return None
    if match[1] is None:
        return Mark(at, match.end(), "arabic", ".", read_enclosed(match[0]) or 0, ONE)
    number, end = read_numeral(match[1]), match.end()
    stop = FOLDED_STOPS.get(match[3], match[3]) or " "
    if number is None or (number == 0 and stop not in ". "):
        return None
    if match[1][0] in "0０" and number > 0:
        return _read_padded(text, at, match, number)
    if match[2]:
        sub = ord(match[2]) - ord("A") + 1
        return Mark(at, end, "arabic", stop, number, PARENT, sub) if stop == "." else None
    needs: int | None = {" ": RUN, ":": RUN, "·": RUN, ",": RUN, "。": RUN}.get(stop, ONE)
    if stop == " ":
        end = at + len(match[1])
        if not _TITLE_BEHIND.match(text, end) or _UNIT.match(text, end):
            return None
        needs = PARENT if _MEASURE.match(text, end) else RUN
    elif stop == "." and text[end : end + 1] in _LETTERS:
        needs = RUN
    elif text[end : end + 1].isdecimal():
        needs = _digits_behind(text, end, stop, number)
    if needs is None or (stop == "。" and not _TITLE_BEHIND.match(text, end)):
        return None
    shape = "." if stop == "。" else stop  # 1。 where a page folded its full stops
    mark = Mark(at, end, "arabic", shape, number, needs)
    if stop == ")":
        mark.others = (Mark(at, end, "paren_arabic", "()", number, RUN),)  # 2） behind （1）: its bracket is lost
    return mark


def _read_padded(text: str, at: int, match: re.Match[str], number: int) -> Mark | None:
    """Read 01. 02、 and ``03 `` before a title; not 08:30 nor 010."""
    stop = FOLDED_STOPS.get(match[3], match[3])
    if len(match[1]) != 2 or stop in (")", ":", "。") or text[match.end() : match.end() + 1].isdecimal():
        return None
    end = at + 2 if not stop else match.end()
    if not _TITLE_BEHIND.match(text, end) or is_measured(text, end) or _UNIT.match(text, end):
        return None
    return Mark(at, end, "arabic", stop or " ", number, RUN)


_GLUED = re.compile(rf"({D}{{1,2}})(?=[\u3400-\u9fff《（(])")


def read_glued(text: str, at: int) -> Mark | None:
    """Read 1总则, the heading whose space was lost: believed only where its items are 1.1, 1.2."""
    match = _GLUED.match(text, at)
    number = read_numeral(match[1]) if match else None
    if match is None or not number or match[1][0] in "0０" or not is_heading(text, match.end()):
        return None
    needs = RUN if is_led(text, match.end()) else PARENT
    return Mark(at, match.end(), "arabic", " ", number, needs, weak=True)


_YEAR = re.compile(rf"(?:19|20){D}{{2}}(?!{D})(?!{S}[.．/])")
_SERIES = re.compile(rf"({D}{{1,9}}){S}([、，,和与與及或至到~～-]?)")


def _digits_behind(text: str, at: int, stop: str, number: int) -> int | None:
    """Judge digits right behind 1. or 1、: a year may begin a title; anything else is a decimal, a time, a series."""
    if stop in ".、" and _YEAR.match(text, at):
        return RUN
    following = _SERIES.match(text, at) if stop == "、" else None
    value = read_numeral(following[1]) if following else None
    return None if following is None or following[2] or value is None or value <= number + 1 else RUN


_DOTTED = re.compile(rf"(§{S})?({D}{{1,3}}(?:[.．。]{D}{{1,3}}){{1,5}})[.．、]?(?!{D})")

_NO_TITLE = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.．·、，,;；:：)）」』”’】》-")
_CITED = re.compile(
    rf"{S}(?:[的之](?:规|規|要|内|內|条|條)|[条條款项項](?!{READING}[件目例约約])(?!(?<=[{SPACE}].)款)|[中所](?=规|規|述)|[规規]定的(?=[^。\n]{{2,40}}。)|[至到~～和与與及或]{S}{D})"
)


def read_dotted(text: str, at: int) -> Mark | None:
    """Read 1.2 and 3.1.4 before a title; not 3.5% nor 1.05亿元 nor 1.2的规定."""
    match = _DOTTED.match(text, at)
    if match is None:
        return None
    end = match.end()
    if _UNIT.match(text, end) or text[end : end + 1] in _NO_TITLE or _CITED.match(text, end):
        return None
    parts = re.split("[.．。]", match[2])
    if "。" in match[2] and not _TITLE_BEHIND.match(text, end):
        return None
    if any(len(part) > 1 and part[0] in "0０" for part in parts):
        return None
    *prefix, number = (read_numeral(part) or 0 for part in parts)
    if len(prefix) == 3 and max(prefix) > 99:
        return None  # 192.168.1.1, an address
    shape = f"{'§' if match[1] else ''}1{'.1' * len(prefix)}"
    mark = Mark(at, end, "arabic", shape, number, RUN if has_title(text, end) else PARENT, 0, tuple(prefix))
    measured = _MEASURE.match(text, end) is not None
    if measured:
        mark.needs = PARENT  # 3.5万元, unless 3.4 comes before
    odd = measured or number > 9 or (len(prefix) == 1 and number > 1 and "．" in match[2])
    if len(prefix) <= 2 and match[1] is None and odd:
        # 5.1小时后, 2.10以内, 1．3的倒数, 4.3.14取整: the fifth, the second, the first, the fourth
        first = at + len(parts[0]) + 1
        mark.others = (Mark(at, first, "arabic", ".", prefix[0], PARENT if measured else RUN),)
    return mark


_DASHED = re.compile(
    rf"({D}{{1,2}})[-－–]({D}{{1,2}})(?:[-－–]({D}{{1,2}}))?[.．、]?(?![0-9０-９-]|{COUNTED})(?={S}[\u3400-\u9fff])"
)


def read_dashed(text: str, at: int) -> Mark | None:
    """Read 1-1 and 1-1-2 below 第一章 or 1.: theses of Taiwan count so; not 3-5人 nor a score."""
    match = _DASHED.match(text, at)
    if match is None or is_measured(text, match.end()):
        return None
    *prefix, number = (read_numeral(part) or 0 for part in match.groups() if part)
    if not number or not all(prefix):
        return None
    return Mark(at, match.end(), "arabic", f"1{'-1' * len(prefix)}", number, PARENT, 0, tuple(prefix))


_SIGNED = re.compile(rf"§{S}({D}{{1,3}})(?![.．]?{D})")


def read_signed(text: str, at: int) -> Mark | None:
    """Read §1 and §1.1 before a title; not §3、§4."""
    match = _SIGNED.match(text, at)
    if match is None:
        return read_dotted(text, at)
    number = read_numeral(match[1])
    if not number or not _TITLE_BEHIND.match(text, match.end()):
        return None
    return Mark(at, match.end(), "arabic", "§1", number, RUN)


_APPENDIX = re.compile(rf"([A-Z])((?:[.．]{D}{{1,3}}){{1,4}})[.．]?(?=[{SPACE}]|[\u3400-\u9fff])")


def read_appendix_item(text: str, at: int) -> Mark | None:
    """Read A.1 and B.2.3, the items of 附录A and 附录B."""
    match = _APPENDIX.match(text, at)
    if match is None:
        return None
    *prefix, number = (read_numeral(part) or 0 for part in re.split("[.．]", match[2])[1:])
    letter = ord(match[1]) - ord("A") + 1
    mark = Mark(at, match.end(), "appendix", f"A{'.1' * (len(prefix) + 1)}", number, RUN, 0, (letter, *prefix))
    if len(prefix) <= 1:
        mark.others = (Mark(at, at + 2, "latin", ".A", letter, RUN),)  # A.6条, A.1.5升: the first choice
    return mark


_CIRCLED = re.compile("[①-⑳㉑-㉟㊱-㊿㊀-㊉❶-❿➀-➓⓫-⓴⓵-⓾]")
_CIRCLED_BEHIND = re.compile(
    rf"{S}(?:[、，,和与與及或至到~～—–+＋=＝×-]?{S}[①-⑳㉑-㉟㊱-㊿㊀-㊉❶-❿➀-➓⓫-⓴⓵-⓾]|式(?=[^样樣子]))"
)


_REFERRED = re.compile("(?<=[由将將把据據得式如图圖联聯])[①-⑳]")
"""A sign that the sentence speaks of: 由②得③, 将①代入."""


def read_circled(text: str, at: int) -> Mark | None:
    """Read ① ㉑ ㊿ ❸ ㊀; not ①②③ in a row, nor 由②得③."""
    if _REFERRED.match(text, at):
        return None
    match = _CIRCLED.match(text, at)
    number = read_enclosed(match[0]) if match else None
    if match is None or number is None or _CIRCLED_BEHIND.match(text, match.end()) or _is_answer(text, at, match.end()):
        return None
    return Mark(at, match.end(), "circled", "㊀" if match[0] in "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉" else "①", number, ONE)


def _is_answer(text: str, at: int, end: int) -> bool:
    """Is the sign all that a choice says: A.①?"""
    return text[at - 1 : at] in _STOPS and not has_title(text, end)


_STOPS = frozenset(".．、")

NO_GRADE = r"(?![级級类類型](?![\u3400-\u9fff]))"
"""A 级 and B 级 are grades, no choices."""

_LATIN = re.compile(
    rf"(?:[（(]{S}([A-Za-zａ-ｚＡ-Ｚ])([a-z]?){S}[）)]|([A-Za-zａ-ｚＡ-Ｚ]){S}([.．、﹑)）])|([A-H])(?=[{SPACE}]{{1,4}}{NO_GRADE}[\u3400-\u9fff]))|[⒜-⒵]"
    rf"|[\[［]{S}([A-H]){S}[\]］](?![(（:：])"
)
_LATIN_BEHIND = re.compile(
    rf"[.．]|(?<![A-H][.．、])[A-Za-z]|[A-Za-z][.．]|{S}[、，,]|(?<![.．]){S}[和与與及或]|(?<=[、﹑]){S}[A-Za-zａ-ｚＡ-Ｚ]|(?<=[.．][0-9])[.．]|(?<=[)）]){S}(?:[段款项項](?![段落目])|{D}{{1,3}}{S}[.．、])"
)


_NAMES = re.compile(
    r"(?<![A-Za-z])(?:[Pp]art(?:y|ies)|[Pp]lan|[Tt]ype|[Cc]lass|[Gg]rade|[Gg]roup|[Tt]eam|[Vv]itamin|[Hh]epatitis|[Ee]xhibit|[Ss]chedule) $"
)


def _ends_a_name(text: str, at: int) -> bool:
    """Is the letter the end of a name: … of Party A. Party B shall …?"""
    return text[at - 1 : at] == " " and _NAMES.search(text, max(0, at - 12), at) is not None


def read_latin(text: str, at: int) -> Mark | None:
    """Read a) B. （c） (ca) ⒟ [A] A.6条 and ``A 甲``; not A、B、C三类 nor U.S. ."""
    match = _LATIN.match(text, at)
    if match is None or _LATIN_BEHIND.match(text, match.end()) or _ends_a_name(text, at):
        return None
    letter, stop = match[1] or match[3] or match[5] or match[6], match[4] or (" " if match[5] else "")
    shape = "[]" if match[6] else "()" if not stop else FOLDED_STOPS.get(stop, stop)
    if letter is None:
        return Mark(at, match.end(), "latin", "()a", ord(match[0]) - ord("⒜") + 1, ONE)
    letter = chr(ord(letter) - 0xFEE0) if letter > "z" else letter
    number = ord(letter.lower()) - 96
    case = "a" if letter.islower() else "A"
    if match[2]:
        return Mark(at, match.end(), "latin", "()a", number, PARENT, ord(match[2]) - 96) if case == "a" else None
    return Mark(at, match.end(), "latin", shape + case, number, RUN)


_ROMAN = re.compile(rf"(?:[（(]{S}([Ⅰ-ⅻ]{{1,3}}){S}[）)]|([Ⅰ-ⅻ]{{1,3}}){S}([.．、﹑)）:：]|(?=[{SPACE}])))")
_ROMAN_ASCII = re.compile(rf"(?:[（(]{S}([IVXivx]{{1,6}}){S}[）)]|([IVXivx]{{1,6}}){S}([.．、﹑)）]))")
_NEXT_ROMAN = re.compile(f"{S}[Ⅰ-ⅻ]")


def read_roman_mark(text: str, at: int) -> Mark | None:
    """Read Ⅰ. Ⅳ、 （ⅱ） ii) XII.; not Ⅱ级 nor Ⅰ、Ⅱ类."""
    match = _ROMAN.match(text, at) or _ROMAN_ASCII.match(text, at)
    if match is None:
        return None
    sign = match[1] or match[2]
    number = read_roman_sign(sign)
    if not number:
        return None
    stop = "()" if match[1] else FOLDED_STOPS.get(match[3], match[3]) or " "
    if sign.isascii():
        shape = stop + ("I" if sign.isupper() else "i")
        return None if _LATIN_BEHIND.match(text, match.end()) else Mark(at, match.end(), "roman", shape, number, RUN)
    if _NEXT_ROMAN.match(text, match.end()):
        return None
    shape = stop + ("Ⅰ" if sign < "ⅰ" else "ⅰ")
    return Mark(at, match.end(), "roman", shape, number, RUN if stop == " " else ONE)


def read_letter(text: str, at: int) -> Mark | None:
    """Read a Latin or a Roman marker; ``i)`` is the one that a list waits for, at first the Roman one."""
    roman, latin = read_roman_mark(text, at), read_latin(text, at)
    if roman is None or latin is None:
        return roman or latin
    latin.others = (roman,)
    return latin
