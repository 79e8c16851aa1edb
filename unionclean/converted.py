"""Whether a page is Traditional, and whether a table made it so, character for character: link farms do that, and no writer."""

from __future__ import annotations

from unionclean.han import COMMON_SIMPLIFIED, COMMON_TRADITIONAL
from unionclean.patterns import lazy

_FEWEST = 10


def traditional_share(text: str) -> float | None:
    """Return the share of Traditional forms among the frequent characters that differ, ``None`` when they are too few.

    >>> traditional_share("國會發業關學產進實設機動")
    1.0
    >>> traditional_share("国会") is None
    True
    """
    traditional = sum(map(text.count, COMMON_TRADITIONAL))
    simplified = sum(map(text.count, COMMON_SIMPLIFIED))
    total = traditional + simplified
    return traditional / total if total >= _FEWEST else None


_LEFT_ALONE = lazy(
    "[后里并于采范]|(?<![相有])關系(?![所統列])|制造|研制|聯系|干部|干淨|干燥|骨干|奮斗|斗爭|特征|征集|其余|余額|業余|剩余|多余|委托|托管|涂料|涂層|噴涂|旅游|游客|游戲|心愿|志愿"
    "|標志|雜志|注冊|標注|備注|咨詢|復雜|重復|輕松|放松|松散|沖突|沖擊|涌現|精致|細致|杰出|防御|鉆孔|堿性|[什怎這那多]么|愿[意望]|夸[大張]|沉淀|憂郁|谷物|糊涂|涂抹|[導郊出]游|游玩|[墻凈]|癥(?!結)"
)
"""Characters of several Traditional forms: a table of one form for each leaves them Simplified.  Traditional text seldom has the first ones, and the
others not in these words, which stand 18 times in 12 million characters of it: there it writes 關係, 製造, 聯繫."""

_TRADITIONAL_FORMS = lazy("[後裡裏並採範]|(?<!基)於")
"""Their usual Traditional forms; some tables know 基於 as a word and leave every other 于 alone."""


def is_converted(text: str) -> bool:
    """Return whether Traditional ``text`` was made of Simplified text, character for character.

    Such a table has no form for 后 里 并, which have several in Traditional; a writer or a better converter has 後 裡 並.

    >>> is_converted("發展經濟以后，他們于會議里并肩學習，只用于實踐")
    True
    >>> is_converted("發展經濟以後，他們於會議裡並肩學習，只用於實踐")
    False
    >>> is_converted("期末余額在借方，負債類賬戶的期末余額在貸方"), is_converted("期末餘額在借方，負債類帳戶的期末餘額在貸方")
    (True, False)
    """
    return len(_LEFT_ALONE.findall(text)) >= 2 and _TRADITIONAL_FORMS.search(text) is None
