"""Mojibake that no repair could undo: converting its characters would bury the bytes they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.patterns import lazy

TELLTALES = "鈥銆锛锟鐨"
"""What UTF-8 read as GBK makes of the first bytes of “ ” ‘ ’ — …, of 、 。 《 》, of ，：；！？（）, of U+FFFD, and of 的."""

MISREAD = "浠鏉紝鍚鍦鏄鎴涓鏃鍥"
"""What the same makes of the first bytes of 他们以, 来, 后同, 在地, 是, 我, 中为, 时, 国, or of the end of ，: rare characters of their own."""

_MISREAD = lazy(f"[{MISREAD}]")
_LOSSY = f"{HAN_BMP}\u3041-\u30ff\u0391-\u0451€…\ue000-\uf8ff\ufffd"
_LOSSY_RUN = lazy(f"[{_LOSSY}]*\\Z"), lazy(f"[{_LOSSY}]+")
_FEWEST_WHOLE = 2
_TELLTALE = lazy(f"[{TELLTALES}]")
_ANY_SIGN = lazy(f"[{TELLTALES}{MISREAD}]")
_RUN = lazy(f"[{HAN_BMP}\ue000-\uf8ff]*\\Z"), lazy(f"[{HAN_BMP}\ue000-\uf8ff]+")
"""What a run is before a place, and from it on."""
_HAN = lazy(f"[{HAN_BMP}]")
_FARTHEST = 40
_SECOND_HALVES = range(0x81, 0xA1)
"""First bytes, in GBK, of rare characters: what follows a telltale begins with the third byte of its character."""


def find_garbled(text: str) -> Iterator[Span]:
    """Yield the runs of Han that hold a telltale before the other half of a character; 鈥 alone is an element.

    >>> list(find_garbled("鈥渉ello，銆婂浗瀹躲")), list(find_garbled("鈥與鈮"))
    ([(0, 2), (7, 12)], [])
    """
    if _ANY_SIGN.search(text) is None:
        return
    end = 0
    for found in _TELLTALE.finditer(text):
        if found.start() < end or not _is_half(text[found.end() : found.end() + 1]):
            continue
        start, end = _run_around(text, found, end, _RUN)
        yield start, end
    yield from _find_misread(text)


def _find_misread(text: str) -> Iterator[Span]:
    """Yield the runs that read as UTF-8 with losses: half of their bytes, in GBK, are whole Chinese characters.

    >>> list(_find_misread("浠栬存垜浠…鏉ョ湅，他在浠水县與鏄"))
    [(0, 9)]
    """
    end = 0
    for found in _MISREAD.finditer(text):
        if found.start() < end:
            continue
        start, end = _run_around(text, found, end, _LOSSY_RUN)
        if _reads_as_utf8(text[start:end]):
            yield start, end


def _run_around(
    text: str, found: re.Match[str], end: int, run: tuple[re.Pattern[str], re.Pattern[str]]
) -> tuple[int, int]:
    """Return from where to where a run goes on around a place, not before ``end``."""
    before, behind = run
    left = before.search(text, max(end, found.start() - _FARTHEST), found.start())
    right = behind.match(text, found.start())
    return left.start() if left else found.start(), right.end() if right else found.end()


def _reads_as_utf8(run: str) -> bool:
    code = run.encode("gbk", "replace")
    whole = len(_HAN.findall(code.decode("utf-8", "ignore")))
    return whole >= _FEWEST_WHOLE and 6 * whole >= len(code)


def _is_half(character: str) -> bool:
    try:
        code = character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and code[0] in _SECOND_HALVES
