"""Readers of the other markers: 1., 1.2.3, （1）, ①, a), Ⅰ.."""

from __future__ import annotations

import re

from unionclean.outline.marks import BEHIND_REFERENCE, FOLDED_STOPS, ONE, PARENT, RUN, SPACE, D, Mark, S, has_title
from unionclean.outline.numerals import read_enclosed, read_numeral, read_roman

_PAREN_ARABIC = re.compile(rf"[（(﹙]{S}({D}{{1,3}}){S}[）)﹚]|[⑴-⒇]")


def read_paren_arabic(text: str, at: int) -> Mark | None:
    """Read （1） ( 2 ) ⑶; not (1)、(2)项 nor (3)班."""
    match = _PAREN_ARABIC.match(text, at)
    if match is None or BEHIND_REFERENCE.match(text, match.end()):
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
    stop = FOLDED_STOPS.get(match[2], match[2]) or " "
    if number is None or (number == 0 and stop != ".") or (match[1][0] in "0０" and number > 0):
        return None
    needs: int | None = {" ": RUN, ":": RUN, "·": RUN}.get(stop, ONE)
    if stop == " ":
        end = at + len(match[1])
        needs = RUN if _TITLE_BEHIND.match(text, end) else None
    elif stop == "." and text[end : end + 1] in _LETTERS:
        needs = RUN
    elif text[end : end + 1].isdecimal():
        needs = _digits_behind(text, end, stop, number)
    return None if needs is None else Mark(at, end, "arabic", stop, number, needs)


_YEAR = re.compile(rf"(?:19|20){D}{{2}}(?!{D})(?!{S}[.．/])")
_SERIES = re.compile(rf"({D}{{1,9}}){S}([、，,和与與及或至到~～-]?)")


def _digits_behind(text: str, at: int, stop: str, number: int) -> int | None:
    """Judge digits right behind 1. or 1、: a year may begin a title; anything else is a decimal, a time, a series."""
    if stop in ".、" and _YEAR.match(text, at):
        return RUN
    following = _SERIES.match(text, at) if stop == "、" else None
    value = read_numeral(following[1]) if following else None
    return None if following is None or following[2] or value is None or value <= number + 1 else RUN


_DOTTED = re.compile(rf"({D}{{1,3}}(?:[.．]{D}{{1,3}}){{1,5}})[.．、]?(?!{D})")

_NO_TITLE = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.．·、，,:：)）-")


def read_dotted(text: str, at: int) -> Mark | None:
    """Read 1.2 and 3.1.4 before a title; not 3.5% nor 1.05亿元."""
    match = _DOTTED.match(text, at)
    if match is None or _MEASURE.match(text, match.end()) or text[match.end() : match.end() + 1] in _NO_TITLE:
        return None
    parts = re.split("[.．]", match[1])
    if any(len(part) > 1 and part[0] in "0０" for part in parts):
        return None
    needs = RUN if has_title(text, match.end()) else PARENT  # 3.1 alone on its line: a standard, or a table
    *prefix, number = (read_numeral(part) or 0 for part in parts)
    return Mark(at, match.end(), "arabic", f"1{'.1' * len(prefix)}", number, needs, 0, tuple(prefix))


_CIRCLED = re.compile("[①-⑳㉑-㉟㊱-㊿㊀-㊉❶-❿➀-➓⓫-⓴⓵-⓾]")
_CIRCLED_BEHIND = re.compile(rf"{S}[、，,和与與及或至到~～—–+＋=＝×-]?{S}[①-⑳㉑-㉟㊱-㊿㊀-㊉❶-❿➀-➓⓫-⓴⓵-⓾]")


def read_circled(text: str, at: int) -> Mark | None:
    """Read ① ㉑ ㊿ ❸ ㊀; not ①②③ in a row."""
    match = _CIRCLED.match(text, at)
    number = read_enclosed(match[0]) if match else None
    if match is None or number is None or _CIRCLED_BEHIND.match(text, match.end()):
        return None
    return Mark(at, match.end(), "circled", "㊀" if match[0] in "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉" else "①", number, ONE)


_LATIN = re.compile(rf"(?:[（(]{S}([A-Za-zａ-ｚＡ-Ｚ]){S}[）)]|([A-Za-zａ-ｚＡ-Ｚ]){S}([.．、﹑)）]))|[⒜-⒵]")
_LATIN_BEHIND = re.compile(rf"[A-Za-z0-9.．]|{S}[、，,和与與及或]|(?<=[、﹑]){S}[A-Za-zａ-ｚＡ-Ｚ]")


def read_latin(text: str, at: int) -> Mark | None:
    """Read a) B. （c） ⒟; not A、B、C三类 nor U.S. ."""
    match = _LATIN.match(text, at)
    if match is None or _LATIN_BEHIND.match(text, match.end()):
        return None
    letter, stop = match[1] or match[2], match[3]
    shape = "()" if not stop else FOLDED_STOPS.get(stop, stop)
    if letter is None:
        return Mark(at, match.end(), "latin", "()a", ord(match[0]) - ord("⒜") + 1, ONE)
    letter = chr(ord(letter) - 0xFEE0) if letter > "z" else letter
    case = "a" if letter.islower() else "A"
    return Mark(at, match.end(), "latin", shape + case, ord(letter.lower()) - 96, RUN)


_ROMAN = re.compile(rf"(?:[（(]{S}([Ⅰ-ⅻ]{{1,3}}){S}[）)]|([Ⅰ-ⅻ]{{1,3}}){S}([.．、﹑)）:：]|(?=[{SPACE}])))")
_ROMAN_ASCII = re.compile(rf"(?:[（(]{S}([IVXivx]{{1,6}}){S}[）)]|([IVXivx]{{1,6}}){S}([.．、﹑)）]))")


_NEXT_ROMAN = re.compile(f"{S}[Ⅰ-ⅻ]")
_ROMAN_LETTERS = dict(zip("ⅠⅤⅩⅰⅴⅹ", "ivxivx", strict=True))


def read_roman_mark(text: str, at: int) -> Mark | None:
    """Read Ⅰ. Ⅳ、 （ⅱ） ii) XII.; not Ⅱ级 nor Ⅰ、Ⅱ类."""
    match = _ROMAN.match(text, at)
    if match is None:
        return _read_ascii_roman(text, at)
    sign = match[1] or match[2]
    number = read_enclosed(sign) if len(sign) == 1 else read_roman("".join(_ROMAN_LETTERS.get(c, "?") for c in sign))
    if not number or _NEXT_ROMAN.match(text, match.end()):
        return None
    shape = ("()" if match[1] else FOLDED_STOPS.get(match[3], match[3]) or " ") + ("Ⅰ" if sign < "ⅰ" else "ⅰ")
    return Mark(at, match.end(), "roman", shape, number, RUN if shape[0] == " " else ONE)


def _read_ascii_roman(text: str, at: int) -> Mark | None:
    match = _ROMAN_ASCII.match(text, at)
    if match is None or _LATIN_BEHIND.match(text, match.end()):
        return None
    sign = match[1] or match[2]
    number = read_roman(sign) if sign.islower() or sign.isupper() else None
    shape = "()" if match[1] else FOLDED_STOPS.get(match[3], match[3])
    return Mark(at, match.end(), "roman", shape + ("I" if sign.isupper() else "i"), number, RUN) if number else None


def read_letter(text: str, at: int) -> Mark | None:
    """Read a Latin or a Roman marker; where it may be both (``i)``), the Roman one with the Latin as ``other``."""
    roman, latin = read_roman_mark(text, at), read_latin(text, at)
    if roman is None or latin is None:
        return roman or latin
    roman.other = latin
    return roman
