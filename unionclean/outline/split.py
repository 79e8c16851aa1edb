"""The verb, :func:`split_outline`."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from unionclean.outline.model import Outline
from unionclean.steps import require_str


def split_outline(
    text: str,
    *,
    join_lines: bool = False,
    headings: Mapping[int, int] | None = None,
    titles: Collection[str] = (),
) -> Outline:
    """Return the numbered structure of ``text`` as a tree with exact offsets.

    Markers are found at the start of lines, behind speaker tags and 【…】, and, where their style allows, inside paragraphs.
    Levels are inferred from the document; numbering must run on; restarts open a new list; gaps and repeats are noted.
    Raises :class:`TypeError` for anything but a ``str``.

    >>> outline = split_outline("一、总则\\n（一）目的：一是安全；二是方便。\\n（二）范围\\n二、附则\\n")
    >>> print(outline.to_tree())
    一、 总则
    ├── （一） 目的
    │   ├── 一是 安全
    │   └── 二是 方便
    └── （二） 范围
    二、 附则

    Look-alikes are not markers:

    >>> split_outline("一、二、三产业都在增长。\\n2020年，第一产业占3.5%，一是一，二是二。").sections
    ()

    With ``join_lines`` the paragraphs that a page break cut in two are joined first; :attr:`Outline.text` is then the joined
    text, and :attr:`Outline.joins` leads from the given text to it.

    >>> print(split_outline("一、开展活动。推动工作\\n\\n取得成效。\\n二、总结", join_lines=True).text)
    一、开展活动。推动工作取得成效。
    二、总结

    ``headings`` are levels known from elsewhere, from Word for one: for the offset at which a line begins its level, 1 at the
    top.  They are evidence: a numbered line among them stands in no item, and one without a number ends what came before.
    Markdown's own ``#`` headings are taken in the same way.

    >>> print(split_outline("一、甲\\n1.子\\n2.丑\\n小结\\n1.寅\\n", headings={0: 1, 12: 1}).to_tree())
    一、 甲
    ├── 1. 子
    └── 2. 丑
    1. 寅

    ``titles`` are headings without a number, each alone on its line, that count as the last chapter; no other line changes.

    >>> law = "第一章 总则\\n第一条 甲。\\n附　则\\n第二条 乙。\\n"
    >>> print(split_outline(law, titles=["附则"]).to_tree())
    第一章 总则
    └── 第一条 甲
    附　则
    └── 第二条 乙
    """
    require_str(text, "unionclean.split_outline")
    # The readers are some thirty regular expressions: compiled at the first call, not by ``import unionclean``.
    from unionclean.outline.build import build_outline

    return build_outline(text, join_lines, headings or {}, titles)
