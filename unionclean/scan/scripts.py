"""Which script a text is written in, judged by a few frequent characters."""

from __future__ import annotations

import re

from unionclean.han import COMMON_TRADITIONAL, HAN_BMP

_HAN = re.compile(f"[{HAN_BMP}]")
_COMMON_SIMPLIFIED = "国会发业关学产进实设动现习统农经协点时长开问间题为对来个们这说过还无体东车书见页风马鱼鸟门电话语请让认识记义务员岁军亿级纪约红线总结给绝绿县"
_TRADITIONAL = re.compile(f"[{COMMON_TRADITIONAL}]")
_SIMPLIFIED = re.compile(f"[{_COMMON_SIMPLIFIED}]")
_KANA = re.compile("[\u3041-\u30fa]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
# Characters that a one-to-one table leaves Simplified, and what they are in text written in Traditional script.
_LEFT_BY_MACHINE = re.compile("[后于里并系]")
_WRITTEN_BY_HAND = re.compile("[後於裡裏並係]")
_MIXED = 0.1
"""A script is not alone once the other has more than this share of the telling characters."""


def script_of(text: str) -> str:
    """Return the script that ``text`` is in, judged by frequent characters that only one script has.

    One of ``simplified``, ``traditional``, ``traditional, machine-made`` (with the 后 于 里 并 系 that a one-to-one table
    leaves behind), ``mixed``, ``japanese``, ``korean``, ``undecided`` (Chinese characters, none of them telling), ``other``.

    >>> script_of("中国工会"), script_of("中國工會"), script_of("關于工會"), script_of("これは日本語です"), script_of("Hi")
    ('simplified', 'traditional', 'traditional, machine-made', 'japanese', 'other')
    """
    han = len(_HAN.findall(text))
    if not han:
        return "korean" if _HANGUL.search(text) else "japanese" if _KANA.search(text) else "other"
    if len(_KANA.findall(text)) > han * _MIXED:
        return "japanese"
    if len(_HANGUL.findall(text)) > han * _MIXED:
        return "korean"
    return _chinese_script(text)


def _chinese_script(text: str) -> str:
    traditional, simplified = len(_TRADITIONAL.findall(text)), len(_SIMPLIFIED.findall(text))
    telling = traditional + simplified
    if not telling:
        return "undecided"
    if traditional <= telling * _MIXED:
        return "simplified"
    if simplified > telling * _MIXED:
        return "mixed"
    machine_made = len(_LEFT_BY_MACHINE.findall(text)) > len(_WRITTEN_BY_HAND.findall(text))
    return "traditional, machine-made" if machine_made else "traditional"
