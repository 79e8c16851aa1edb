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

_WORD = re.compile(f"[{HANGUL}]|[\u3041-\u3096]{{2}}|[\u30a1-\u30faー\uff66-\uff9d]{{2}}")
"""Hangul, or two kana of one kind in a row: nothing but a language writes so."""
_AFTER_HAN = f"(?<=[{HAN_BMP}々])"
_NO_KANA = f"(?![{KANA}ー])"
_BEFORE_HAN = f"(?=[{HAN_BMP}々])"
_LINK = re.compile(
    f"{_AFTER_HAN}(?:[い-ろわをんうえおっ]|[ハヲニトヘモガ]|[ノケヶッツカヵ]{_BEFORE_HAN}){_NO_KANA}"
    f"|[のをにはがとでもおご]{_BEFORE_HAN}"
    f"|(?:(?<=[A-Za-z0-9)）」』 ])|(?<![^\\n]))[のをにはがとでやかもへ]{_NO_KANA}"
    f"|(?<![{HAN_BMP}{KANA}々ー])(?![ぁぃぅぇぉ])[\u3041-\u3093\u30a1-\u30f6]{_BEFORE_HAN}"
)
"""A kana alone that Japanese writes: the end of a word (思い出, 學び), a particle (東京の國會, 關ヶ原, FQDN は), a prefix (お客), a name (あ行)."""
_STRAY = re.compile(
    f"{_AFTER_HAN}(?:[ぁぃぅぇぉゃゅょゎ]|(?![ハヲニトヘモガノケヶッツカヵ])[\u30a1-\u30fa]){_NO_KANA}|[\ue000-\uf8ff]"
)
"""What never stands in a word: a small vowel or a lone katakana behind Han, a private-use character.  Misread bytes are full of them."""


def find_foreign(text: str) -> Iterator[Span]:
    """Yield the spans of ``text`` that are Japanese or Korean, in order.

    A line with kana or hangul is foreign unless it reads as Chinese: it has function words that only Chinese writes, and less
    than a tenth of its letters is kana or hangul.  In such a line the quotations stay: runs with kana and without those words.
    Kana that make no word (the ツ of an emoticon, the ぃ of misread bytes) say nothing.

    >>> list(find_foreign("東京の國會\\n臺北"))
    [(0, 5)]
    >>> list(find_foreign("臺北經濟發展 (ツ)"))
    []
    """
    end = 0
    found = _FOREIGN.search(text)
    while found:
        start = text.rfind("\n", end, found.start()) + 1 or end
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        if _has_words(text, start, end):
            yield from _foreign_in_line(text, start, end)
        found = _FOREIGN.search(text, end)


def _has_words(text: str, start: int, end: int) -> bool:
    """Whether the kana and hangul of a line are written as words are, and more often than as misread bytes are."""
    signs = len(_WORD.findall(text, start, end)) + len(_LINK.findall(text, start, end))
    return signs > len(_STRAY.findall(text, start, end))


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
