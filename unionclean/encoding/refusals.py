"""What is never repaired: bytes that would write a digit, and garbage that the text quotes.

A digit that is wrong is worse than one that is unreadable, so no repair writes one that was not there to be read.  A text that quotes garbage
or escapes, names them or says what they mean speaks of them, and would say nothing if they were repaired.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from unicodedata import category, numeric

from unionclean.edits import Note
from unionclean.han import HAN_BMP
from unionclean.patterns import lazy


def invents_digits(before: str, after: str) -> bool:
    """Whether ``after`` holds digits of any script, width or kind, fractions included, that ``before`` does not hold in this order.

    >>> invents_digits("£²ÔÂ", "２月"), invents_digits("1ÔÂ", "１月"), invents_digits("£±ÔÂ", "月"), invents_digits("¢Ù", "①")
    (True, False, False, True)
    >>> invents_digits("mÂ²", "m²"), invents_digits("â‚‚", "₂")
    (False, True)
    """
    wanted = _digits(after)
    if not wanted:
        return False
    there = iter(_digits(before))
    return not all(digit in there for digit in wanted)


def digit_note(start: int, end: int) -> Note:
    """Return the note on misread bytes that say a digit and are left to the reader for that."""
    return Note("digit", (start, end), "these bytes would read as a digit; digits are never written by a repair")


def _digits(text: str) -> list[str]:
    """Return the digits of ``text``; a number in a circle or in brackets is none that another text is written with."""
    digits: list[str] = []
    for character in text:
        if character.isascii():
            digits += character if character.isdecimal() else ""
        elif category(character) == "Nd":
            digits += f"{numeric(character):g}"
        elif category(character) in _NUMERALS and character != _HAN_ZERO:
            digits.append(character)
    return digits


_NUMERALS = frozenset({"No", "Nl"})
_HAN_ZERO = "〇"
"""Han are text, as 一 and 二 are."""


_QUOTES = frozenset({"“”", "‘’", "「」", "『』"})
_STRAIGHT = frozenset({'""', "''", "``"})
_HAN = lazy(f"[{HAN_BMP}]")


def is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` fills a pair of quotation marks; straight ones, which data has too, must stand beside Han.

    >>> is_quoted("所谓“ÄãºÃ”", 3, 7), is_quoted("ÄãºÃ", 0, 4), is_quoted('{"a": "ÄãºÃ"}', 7, 11)
    (True, False, False)

    A path or a name of a file may go on in ASCII.

    >>> is_quoted('目录名为 "ÄãºÃ/api"', 6, 10)
    True
    """
    start -= _trimmed_length(text[max(0, start - _NEAR) : start], str.rstrip)
    end += _trimmed_length(text[end : end + _NEAR], str.lstrip)
    if start == 0:
        return False
    marks = text[start - 1 : start] + text[end : end + 1]
    around = text[max(0, start - 3) : start - 1].rstrip(" ")[-1:] + text[end + 1 : end + 3].lstrip(" ")[:1]
    return marks in _QUOTES or (marks in _STRAIGHT and _HAN.search(around) is not None)


_OF_PATHS = f"{string.ascii_letters}{string.digits}_./\\:-"


def _trimmed_length(text: str, trim: Callable[[str, str], str]) -> int:
    return len(text) - len(trim(text, _OF_PATHS))


_NAMES_IT = lazy(
    "[乱亂][码碼]|(?<![邮郵]政)(?<!条形)[编編][码碼]|[解转轉][码碼]|[转轉][义義]|(?:HTML|字符|的) ?[实實][体體]|字[符元]集"
    "|(?i:mojibake|garbled|gibberish|as garbage|garbage (?:text|characters)|wrong (?:encoding|charset))"
    "|vb(?:From)?Unicode|\\b(?:iconv|uconv|convmv) [^\\n]{0,20}-[frt] ?[A-Za-z]"
)
"""What the text speaks of; names of encodings survive misreading, and so prove nothing."""
_LEADS_TO_IT = lazy(
    "(?:[例比譬诸諸形]如|[，,（(]如[：:]|[类類]似于?|[写寫][作成为為]|[记記]作|[变變][成为為]了?|[显顯]示(?:[成为為]了?)?|[什甚][么麼]是|所[谓謂]|表示[为為]|e\\.g\\.)"
    "[：:，,]? ?[“‘「『\"'`(（]?\\Z"
    "|(?<![@\\w])(?i:bec(?:ome|ame|omes|oming)|(?:turn|chang)(?:s|es|ed|ing)?(?: [a-z]+){0,3} (?:in)?to|(?:displays?|displayed|shows?|showed|shown|appears?|appeared|renders?|rendered"
    "|reads?|looks?|looked) (?:up )?(?:as|like)|(?:I|we|you|it) (?:see|saw|get|got|gets))(?: this)?[:,]? ?[“‘\"'`(]?\\Z"
    "|(?i:StrConv|iconv|(?:de|en|trans)cod[a-z_]*)\\( *[\"'`]\\Z"
)
_SAYS_OF_IT = lazy(
    "[\"'`] *\\. *(?:encode|decode|getBytes)\\b|[”’」』\"'`)）]?[ ]?(?:[来來可]?表示|代表|是指|就是|[这這](?:[样樣]的|[种種])|之[类類]|而不是|(?:instead of|rather than)\\b)"
)
_MARKS = "[\\s→>=:：|,，、;；\"'“”‘’「」『』`()（）-]{0,8}"
_BETWEEN = lazy(
    f"{_MARKS}(?:[A-Za-z][A-Za-z ,]*[ ]|(?:[应應][为為該该]是?|[原本][文来來]是?|其[实實]是?|[实實][际際][是为為]|正[确確]的?[是为為]|成了?|[显顯]示){{1,2}})?{_MARKS}"
)
"""What stands between garbage and what it means: marks, or words that set one against the other."""
_NEAR = 30


def are_spoken_of(text: str, passages: Sequence[tuple[int, int, str]]) -> bool:
    """Return whether ``text`` speaks of any of ``passages``, which would say ``(start, end, after)``; what stands between quotation marks is quoted only if all of them do.

    >>> text = "他写：“ÄãºÃ”ÖÐ¹ú"
    >>> are_spoken_of(text, [(4, 8, "你好")]), are_spoken_of(text, [(4, 8, "你好"), (9, 13, "中国")])
    (True, False)
    """
    return all(is_quoted(text, start, end) for start, end, _ in passages) or any(
        _is_named(text, *passage) for passage in passages
    )


def is_spoken_of(text: str, start: int, end: int, after: str) -> bool:
    r"""Return whether ``text`` speaks of what stands at ``[start, end)``: quotes it, names what it is, or says beside it what it means (``after``).

    >>> texts = "例如：ÄãºÃ", "乱码如ÄãºÃ等", "你好 → ÄãºÃ", "你，ÄãºÃ"
    >>> [is_spoken_of(text, text.find("Ä"), text.find("Ã") + 1, "你好") for text in texts]
    [True, True, True, False]
    """
    return is_quoted(text, start, end) or _is_named(text, start, end, after)


def _is_named(text: str, start: int, end: int, after: str) -> bool:
    before = text[text.rfind("\n", max(0, start - _NEAR), start) + 1 or max(0, start - _NEAR) : start]
    line_end = text.find("\n", end, end + _NEAR)
    behind = text[end : line_end if line_end >= 0 else end + _NEAR]
    if _NAMES_IT.search(before) or _NAMES_IT.search(behind) or _LEADS_TO_IT.search(before) or _SAYS_OF_IT.match(behind):
        return True
    if len(after) < 2 or len(after) > _NEAR or not _HAN.search(after):
        return False
    meaning = after.strip()
    gaps = (
        before.rpartition(meaning)[2] if meaning in before else None,
        behind.partition(meaning)[0] if meaning in behind else None,
    )
    return any(gap is not None and _BETWEEN.fullmatch(gap) for gap in gaps)


def quoted_note(start: int, end: int) -> Note:
    """Return the note on garbage that was left because the text speaks of it."""
    return Note("quoted-mojibake", (start, end), "the text seems to speak of it: left as it is")
