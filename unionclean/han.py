"""Character classes that more than one step speaks of, as pieces for ``re`` classes."""

from __future__ import annotations

import functools
import re

from unionclean.patterns import lazy

HAN_BMP = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han characters of the Basic Multilingual Plane, 〇 included.  A class of BMP characters alone is ten times as fast."""

HAN = HAN_BMP + "\U00020000-\U0003ffff"
"""All Han characters, the supplementary planes included."""

KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d"
HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff"

COMMON_TRADITIONAL = "國會發業關學產進實設機動現習統農經協點時長開問間題為與對來個們這說過還後從無體東車書見貝頁風馬魚鳥門電話語請讓認識記義務員歲軍萬億級紀約紅網線總結給絕綠縣"
"""Frequent characters that no Simplified text contains: one is a hint of Traditional script, several are proof."""

COMMON_SIMPLIFIED = "国会发业关学产进实设机动现习统农经协点时长开问间题为与对来个们这说过还从无体东车书见贝页风马鱼鸟门电话语请让认识记义务员岁军万亿级纪约红网线总结给绝绿县"
"""The Simplified forms of :data:`COMMON_TRADITIONAL`, without 后, which Traditional text has too."""


LOST_CHARACTERS = ("锟斤拷", "嚙踝蕭", "鐃緒申", "占쏙옙")
"""U+FFFD in UTF-8, twice, read as GBK, Big5, EUC-JP and EUC-KR: of the text nothing is left."""

NOT_LATIN_BMP = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffff"
"""What may be Chinese of the Basic Multilingual Plane: the characters of CJK and wide forms."""


@functools.cache
def _not_latin() -> re.Pattern[str]:
    return lazy("[^\x00-\u2e7f\ua000-\uf8ff\ufb00-\ufe2f\ufe70-\ufeff]")


def may_be_chinese(text: str) -> bool:
    """Return whether ``text`` has any character that may be Chinese: of CJK, of wide forms, or beyond the Basic Multilingual Plane.

    >>> may_be_chinese("你好"), may_be_chinese("Ａ"), may_be_chinese("Hello, “world”…")
    (True, True, False)
    """
    return not text.isascii() and _not_latin().search(text) is not None


def is_beyond_bmp(text: str) -> bool:
    """Return whether ``text`` has a character beyond the Basic Multilingual Plane; for the length of an encoding no character is looked at.

    >>> is_beyond_bmp("你好“”"), is_beyond_bmp("𠀀"), is_beyond_bmp("\\ud800\\udc00")
    (False, True, False)
    """
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
