"""Which pieces of text are Simplified only."""

from __future__ import annotations

from unionclean.han import COMMON_SIMPLIFIED, COMMON_TRADITIONAL
from unionclean.places.gazetteer import gazetteer


def simplified_only(text: str) -> bool:
    """Return whether ``text`` has at least two Simplified characters that Traditional text lacks, and no Traditional one.

    >>> simplified_only("国产亚洲"), simplified_only("國產亞洲"), simplified_only("中文")
    (True, False, False)
    """
    fold = gazetteer().fold
    if any(ord(character) in fold or character in COMMON_TRADITIONAL for character in text):
        return False
    plain = {chr(code) for code in fold.values()}.difference(_IN_BOTH).union(COMMON_SIMPLIFIED)
    return sum(character in plain for character in text) >= 2


_IN_BOTH = frozenset(
    "后于里并系制只范采布干台云松丑出冲卜丰仆余几升卷厂参向吁合回团垒夫奸姜家岳帘师弥征志扎托折拓挂捻旋曲朱术杆板极栗梁欲毁毕气沈注涂涌淀游漓炼珠症皂矿硅秋秘种穗笋签筑籍粮糊纤绣罗群胡脉腊致舍芸苏苹范荐药获蔑蒙藤虫蜡表谷辟郁采里鉴铲镰门闲阔雕雇面须颂饥鱼鸟麦麻黄"
)
"""Characters that the one-to-one tables leave alone, or that both scripts use."""
