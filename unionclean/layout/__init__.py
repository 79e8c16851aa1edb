"""``repair_layout``: what PDF extraction, OCR and word processors do to the lines of a text.

Blanks inside words, line breaks inside paragraphs, page numbers between them.  All of it also occurs on purpose: in verse,
lists, tables, code.  So nothing is done without evidence of the whole page (:mod:`unionclean.layout.cohesion`).
"""

from __future__ import annotations

import re
from typing import Literal

from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.steps import NOTHING, Found, step

Furniture = Literal["mark", "drop"]
"""What becomes of page numbers, headers and footers: a note, or nothing is left of them."""

_GUARD = re.compile(
    f"[{HAN_BMP}](?:[ \t\u00a0]+[{HAN_BMP}，。、；：？！]|[ \t\u3000]*\r?\n(?:[ \t]*\r?\n)?[ \t\u3000\f]*[{HAN_BMP}A-Za-z0-9“‘（《]|[•・‧∙⋅.][{HAN_BMP}\n])|"
    f"[，。、；：？！][ \t\u00a0]+[{HAN_BMP}]|[，、A-Za-z][ \t]*\r?\n(?:[ \t]*\r?\n)?[ \t\u3000\f]*[{HAN_BMP}]"
)


def _find_islands(text: str) -> list[Span]:
    from unionclean.islands import find_islands

    return find_islands(text)


@step(islands=_find_islands)
def repair_layout(text: str, *, furniture: Furniture = "mark") -> Found:
    """Return ``text`` without the blanks and line breaks that a fixed page put into its sentences.

    Blanks inside words and around marks go, and line breaks that a fixed width made, where the whole page shows that they are
    damage.  Page numbers and running headers get a note; ``furniture="drop"`` removes them and joins the paragraphs that they
    cut.  Two columns read across and lines that stand twice are noted only.

    >>> repair_layout("基于 神经 网 络 的 短期 负 荷 预 测 方 法 ，在 电 力 系 统 中 得 到 了 广 泛 应 用 。")
    '基于神经网络的短期负荷预测方法，在电力系统中得到了广泛应用。'
    >>> text = "短期负荷预测是电力系统运行与规划的基础，预测的准确程度直接影响电网的安全和经济运行。随着可再生能源的快速发展，负荷的波动性和不确定性明显增强，传统的预测方法难以满足要求。"
    >>> repair_layout("\\n".join(text[start : start + 15] for start in range(0, len(text), 15))) == text
    True

    Verse, lists of words and names set apart stay.

    >>> poem = "床前明月光\\n疑是地上霜\\n举头望明月\\n低头思故乡"
    >>> repair_layout(poem) is poem
    True
    >>> repair_layout("苹果 香蕉 橘子 王  伟")
    '苹果 香蕉 橘子 王  伟'

    It is not one of :data:`unionclean.DEFAULT_STEPS`.  Compose it behind ``repair_encoding``, whose bytes it does not touch, and before ``to_simplified``.
    """
    if _GUARD.search(text) is None:
        return NOTHING
    from unionclean.layout.page import find_layout_damage

    return find_layout_damage(text, furniture)
