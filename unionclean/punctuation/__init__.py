"""``normalize_punctuation``: Chinese punctuation in Chinese passages, ASCII where it belongs.

The rules and their patterns live in :mod:`unionclean.punctuation.engine`, loaded when a text first asks for them: they take
longer to compile than the rest of the library to import.
"""

from __future__ import annotations

import functools
from types import ModuleType
from typing import Literal

from unionclean.signs import Signs
from unionclean.steps import Found, step

__all__ = ["normalize_punctuation"]


Width = Literal["full", "half"]


@functools.cache
def _engine() -> ModuleType:
    from unionclean.punctuation import engine

    return engine


def _rewrite(text: str, *, width: Width = "full") -> str:
    rewritten: str = _engine().rewrite(text, width=width)
    return rewritten


def _signs(*, width: Width = "full") -> Signs | None:
    """Signs of a line to write; to half-width marks every Chinese page is rewritten."""
    if width != "full":
        return None
    from unionclean.punctuation import candidates

    return candidates.SIGNS


@step(fast=_rewrite, signs=_signs, final=lambda **_: True, only_chinese=True)
def normalize_punctuation(text: str, *, width: Width = "full") -> Found:
    """Return ``text`` with Chinese punctuation in Chinese passages, and ASCII for letters, digits and what goes with them.

    ``width="full"`` (default) writes , : ; ! ? ( ) "…" '…' ... -- of Chinese passages as ，：；！？（）“…”‘…’……——, by
    GB/T 15834-2011; full-width letters, digits and the marks inside numbers as ASCII, by GB/T 15835-2011; small and
    half-width forms as the common mark; runs of U+3000 and U+00A0 as one blank.  Blanks at line ends go, and lines end with
    a line feed.  ``width="half"`` writes the marks the other way, without adding blanks.  Any other width raises a
    :class:`ValueError`; anything but a ``str`` a :class:`TypeError`.

    Brackets and quotes change in pairs or not at all.

    >>> from unionclean import normalize_punctuation
    >>> normalize_punctuation("出席嘉宾: 全总(发言人)等,共1,２００人...")
    '出席嘉宾：全总（发言人）等，共1,200人……'
    >>> normalize_punctuation("你好，世界！", width="half")
    '你好,世界!'

    Numbers, times, addresses, paths, code, Markdown, HTML, data rows, emoticons, readings and other languages stay.

    >>> normalize_punctuation("1,000 10:00 https://a.cn/?x=1,2 `f(甲,乙)` [链接](网址) 长(cháng) :) A,B")
    '1,000 10:00 https://a.cn/?x=1,2 `f(甲,乙)` [链接](网址) 长(cháng) :) A,B'
    """
    found: Found = _engine().find_edits(text, width=width)
    return found
