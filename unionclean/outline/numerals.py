"""One small reader of numerals: Chinese, financial, full-width, enclosed and Roman, to ``int``, bounded.

The everyday forms are those of GB/T 15835-2011, the financial ones those that banks require on bills (壹贰叁, Traditional
壹貳參).  Enclosed numbers (①, ⑴, ⒈, ㈠, Ⅳ) are read through Unicode's own numeric values, so no list can be incomplete.
"""

from __future__ import annotations

import functools
import unicodedata

LONGEST = 16
"""Longer numerals are refused: no heading needs them, and reading stays bounded."""

_DIGITS = {
    character: value
    for value, characters in enumerate(
        ("〇零○", "一壹弌", "二贰貳弍两兩", "三叁參叄参弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for character in characters
}
_TENS = {"廿": 20, "卄": 20, "卅": 30, "丗": 30, "卌": 40}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIAD = "万萬"

HAN_NUMERAL = "".join([*_DIGITS, *_TENS, *_UNITS, *_MYRIAD])
"""Every character a Chinese numeral may hold, as a piece for ``re`` classes."""

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@functools.lru_cache(maxsize=4096)
def read_numeral(text: str) -> int | None:
    """Return the value of ``text``, one numeral of at most :data:`LONGEST` characters, or ``None`` if it is none.

    >>> [read_numeral(t) for t in ("十二", "二十三", "一百零五", "廿一", "一〇八", "貳拾", "１２", "⑫", "Ⅳ")]
    [12, 23, 105, 21, 108, 20, 12, 12, 4]

    What is not one well-formed numeral stays unread:

    >>> [read_numeral(t) for t in ("", "十十", "二三四五", "一十百", "3.5", "甲")]
    [None, None, None, None, None, None]
    """
    if not 0 < len(text) <= LONGEST:
        return None
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and text not in _DIGITS:
        return _TENS.get(text) or _UNITS.get(text) or read_enclosed(text)
    return read_han(text)


def read_han(text: str) -> int | None:
    """Return the value of a Chinese numeral below 10⁸, or ``None``.

    Digits in a row are read by place only with a 〇 among them (一〇八): 二三 is "two or three", not 23.

    >>> read_han("三千零二十一"), read_han("二〇"), read_han("一万二千"), read_han("二三")
    (3021, 20, 12000, None)
    """
    if text[:1] in ("零", "〇", "○") and len(text) > 1:
        return None
    high, myriad, low = _split_at_myriad(text)
    if not myriad:
        return _read_section(low)
    thousands, rest = _read_section(high), _read_section(low) if low else 0
    if thousands is None or rest is None:
        return None
    return thousands * 10_000 + rest


def _split_at_myriad(text: str) -> tuple[str, str, str]:
    for sign in _MYRIAD:
        if sign in text:
            return text.partition(sign)
    return "", "", text


def _read_section(text: str) -> int | None:
    """Read a numeral below 10 000."""
    if text and all(c in _DIGITS for c in text):
        return _read_places(text)
    total, digit, ceiling = 0, 0, 10_000
    for c in text:
        if c in _UNITS:
            if _UNITS[c] >= ceiling:
                return None
            ceiling = _UNITS[c]
            total += (digit or 1) * ceiling
            digit = 0
        elif digit or ceiling == 1:
            return None
        elif c in _TENS and ceiling > 10:
            total, ceiling = total + _TENS[c], 10
        elif c in _DIGITS:
            digit = _DIGITS[c]
        else:
            return None
    return total + digit if text else None


def _read_places(text: str) -> int | None:
    if len(text) == 1:
        return _DIGITS[text]
    if len(text) > 4 or not any(_DIGITS[c] == 0 for c in text):
        return None
    return int("".join(str(_DIGITS[c]) for c in text))


def read_by_place(text: str) -> int:
    """Return two everyday digits in a row as a number, or 0: some documents write 二三、 for 23, and a run proves it.

    >>> read_by_place("二三"), read_by_place("二"), read_by_place("十三")
    (23, 0, 0)
    """
    digits = [_DIGITS.get(c, -1) for c in text]
    return digits[0] * 10 + digits[1] if len(digits) == 2 and min(digits) >= 0 else 0


def read_enclosed(character: str) -> int | None:
    """Return the number inside one enclosed or Roman character, or ``None``.

    >>> [read_enclosed(c) for c in "①⑳㉑㊿⑴⒈㈠㊀❶Ⅻⅲ"]
    [1, 20, 21, 50, 1, 1, 1, 1, 1, 12, 3]
    >>> read_enclosed("½"), read_enclosed("a")
    (None, None)
    """
    value = unicodedata.numeric(character, 0.0)
    return int(value) if value >= 1 and value == int(value) else None


def read_roman(text: str) -> int | None:
    """Return the value of a Roman numeral in ASCII letters, from 1 to 39, or ``None``.

    >>> read_roman("iv"), read_roman("XII"), read_roman("iiii"), read_roman("IC")
    (4, 12, None, None)
    """
    values = [_ROMAN.get(c, 0) for c in text.lower()[:LONGEST]]
    total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return total if 0 < total < 40 and write_roman(total) == text.lower() else None


def read_roman_sign(sign: str) -> int | None:
    """Return the value of a Roman numeral in Unicode's own signs (Ⅳ, ⅩⅡ) or in ASCII letters of one case.

    >>> read_roman_sign("Ⅳ"), read_roman_sign("ⅩⅣ"), read_roman_sign("XIV"), read_roman_sign("iX")
    (4, 14, 14, None)
    """
    if len(sign) == 1 and not sign.isascii():
        return read_enclosed(sign)
    letters = unicodedata.normalize("NFKC", sign)
    return read_roman(letters) if letters.islower() or letters.isupper() else None


def write_roman(number: int) -> str:
    """Return a number from 1 to 39 in lower-case Roman letters.

    >>> write_roman(14), write_roman(39)
    ('xiv', 'xxxix')
    """
    return "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]


def write_han(number: int) -> str:
    """Return a number from 0 to 9999 in everyday Chinese: what :func:`read_han` reads back.

    >>> write_han(10), write_han(23), write_han(105), write_han(1010)
    ('十', '二十三', '一百零五', '一千零一十')
    """
    if number < 20:
        return (
            ("零一二三四五六七八九"[number]) if number < 10 else "十" + "零一二三四五六七八九"[number % 10].strip("零")
        )
    written, zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if zero and written else "") + "零一二三四五六七八九"[digit] + sign
        zero = not digit
    return written
