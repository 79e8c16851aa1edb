"""The link farms' conversion to Traditional: one character for one, one-to-many characters left as they are."""

from __future__ import annotations

from functools import cache

STAYS = "后于里并系制只范采布干面台谷丑斗云余征冲卷松朴向回困郁舍升秋千准托折据凶蔑腊适胜扑签吁御厘克累恒痴"
"""Characters of several Traditional forms, which the machine's table does not hold."""


@cache
def table() -> dict[int, str]:
    """Return the table for ``str.translate``: Simplified characters of one Traditional form."""
    import opencc

    to_traditional, to_simplified = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")
    found = {}
    for code in range(0x4E00, 0xA000):
        simplified = chr(code)
        traditional = to_traditional.convert(simplified)
        fits = len(traditional) == 1 and traditional != simplified and to_simplified.convert(traditional) == simplified
        if fits and simplified not in STAYS and _is_gbk(traditional):
            found[code] = traditional
    return found


def _is_gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def to_traditional(text: str) -> str:
    """Return ``text`` in the machine's Traditional."""
    return text.translate(table())
