"""Which stretches of a text are not Chinese and stay as they are: Japanese and Korean lines and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.han import HAN_BMP
from unionclean.script.characters import HANGUL, KANA

Span = tuple[int, int]

_FOREIGN = re.compile(f"[{KANA}{HANGUL}]")
_HAN = re.compile(f"[{HAN_BMP}]")
_CHINESE_WORDS = re.compile("[这這们們吗嗎呢吧很她您你怎么麼没沒哪咱啥它]")
"""Function words in both scripts, none of which Japanese or Korean writes."""
_RUN = re.compile(f"[{HAN_BMP}{KANA}{HANGUL}々ー]+")
_SHARE = 10
"""In a line that is not Chinese, at least every tenth letter is kana or hangul; in real text it is every second or third."""


def find_foreign(text: str) -> Iterator[Span]:
    """Yield the spans of ``text`` that are Japanese or Korean, in order.

    A line with kana or hangul is foreign unless it reads as Chinese: it has function words that only Chinese writes, and less
    than a tenth of its letters is kana or hangul.  In such a line the quotations stay: runs with kana and without those words.

    >>> list(find_foreign("東京の國會\\n臺北"))
    [(0, 5)]
    >>> list(find_foreign("臺北"))
    []
    """
    end = 0
    found = _FOREIGN.search(text)
    while found:
        start = text.rfind("\n", end, found.start()) + 1 or end
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        yield from _foreign_in_line(text, start, end)
        found = _FOREIGN.search(text, end)


def _foreign_in_line(text: str, start: int, end: int) -> Iterator[Span]:
    if _CHINESE_WORDS.search(text, start, end) is None or _is_dense(text, start, end):
        yield start, end
        return
    for run in _RUN.finditer(text, start, end):
        if _FOREIGN.search(text, *run.span()) and not _CHINESE_WORDS.search(text, *run.span()):
            yield run.span()


def _is_dense(text: str, start: int, end: int) -> bool:
    foreign = len(_FOREIGN.findall(text, start, end))
    return foreign * _SHARE >= foreign + len(_HAN.findall(text, start, end))
