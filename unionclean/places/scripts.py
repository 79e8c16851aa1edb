"""Which script a piece of text is in, by its frequent characters."""

from __future__ import annotations

from unionclean.han import COMMON_TRADITIONAL

_SIMPLIFIED = "国会发业关学产进实设机动现习统农经协点时长开问间题为与对来个们这说过还从无体东车书见贝页风马鱼鸟门电话语请让认识记义务员岁军万亿级纪约红网线总结给绝绿县"
"""The Simplified forms of ``COMMON_TRADITIONAL``, without 后, which Traditional text has too."""

_FEWEST = 10


def traditional_share(text: str) -> float | None:
    """Return the share of Traditional forms among the frequent characters that differ, ``None`` when they are too few.

    >>> traditional_share("國會發業關學產進實設機動")
    1.0
    >>> traditional_share("国会") is None
    True
    """
    traditional = sum(map(text.count, COMMON_TRADITIONAL))
    simplified = sum(map(text.count, _SIMPLIFIED))
    total = traditional + simplified
    return traditional / total if total >= _FEWEST else None
