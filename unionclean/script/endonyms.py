"""Names of languages for themselves: 日本語 and 繁體中文 in a list of languages, a link, beside a code, or alone on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.lines import line_start
from unionclean.masking import CLOSED, Span
from unionclean.patterns import lazy

_PLACE = " ?[（(](?:台灣|臺灣|香港|澳門)[）)]"
_PLAIN = f"日本語|(?:繁體|正體)中文(?:{_PLACE})?|中文 ?[（(](?:繁體|正體)[）)]|中文{_PLACE}|粵語|廣東話"
"""Names that are hardly anything else; 國語 is a subject at school too."""
_SIGNS = ("日本語", "繁體", "正體", "中文（", "中文(", "中文 ", "粵語", "廣東話", "臺語", "閩南語", "客家話", "國語")
_ENDONYM = f"{_PLAIN}|[臺台]灣(?:繁體|正體)|香港繁體|繁體|正體|臺語|閩南語|客家話|國語"

_IN_LINK = lazy(f"\\[(?:[!-Z^-~ ]{{0,40}} )?((?:{_ENDONYM})(?:版本?)?)(?=(?: [!-Z^-~ ]{{0,40}})?[\\]{CLOSED}])")
_ALONE = lazy(f"^[ \t>*#+|{CLOSED}-]{{0,400}}((?:{_PLAIN})版?)(?=[ \t\r|{CLOSED}]{{0,400}}$)", re.MULTILINE)
_CODE = "(?:(?i:zh[-_](?:tw|hk|mo|hant)|ja(?:[-_]jp)?|yue)|(?:Traditional )?Chinese(?: \\(Traditional\\))?|Japanese|Cantonese)"
"""Codes of languages, and their English names."""
_NAME = lazy(f"(?:{_PLAIN})")
_CODE_BEFORE = lazy(f"(?<![0-9A-Za-z]){_CODE}[^0-9A-Za-z\u3400-\u9fff\n]{{1,8}}\\Z|[\U0001f1e6-\U0001f1ff]{{2}} ?\\Z")
"""What stands before a name beside a code; a flag, too."""
_CODE_BEHIND = lazy(f"[ \"'`（(|:：=/_-]{{1,4}}{_CODE}(?![0-9A-Za-z])")
_LONGEST_CODE = 40
"""Characters, with what stands between a code and a name, and one before it."""
_LISTED = lazy(f"((?:{_ENDONYM})版?)(?![^\\s|/·•、,，<\\[{CLOSED}])")
_BEFORE_LISTED = frozenset(f" \t\n|/·•、,，:：>*-[{CLOSED}")
_OTHER_LANGUAGE = lazy(
    "English|Français|Español|Deutsch|Português|Italiano|Русский|한국어|Türkçe|Tiếng Việt|العربية|ไทย|Bahasa|[简簡][体體]中文|[简簡][体體]|英[语文]|日[语文]|日本[语語]"
)


def find_endonyms(text: str) -> Iterator[Span]:
    """Yield the spans of languages' names for themselves.

    >>> for text in ["[繁體中文](a)", "English | 繁體中文", "zh-TW: 繁體中文", "* 日本語", "本書有繁體中文版"]:
    ...     print(*(text[start:end] for start, end in sorted(set(find_endonyms(text)))))
    繁體中文
    繁體中文
    繁體中文
    日本語
    <BLANKLINE>
    """
    if not any(sign in text for sign in _SIGNS):
        return
    for pattern in (_IN_LINK, _ALONE):
        yield from (found.span(1) for found in pattern.finditer(text))
    yield from (name.span() for name in _NAME.finditer(text) if _is_beside_code(text, *name.span()))
    for found in _LISTED.finditer(text):
        if (not found.start() or text[found.start() - 1] in _BEFORE_LISTED) and _is_in_list_of_languages(text, found):
            yield found.span(1)


_LONGEST_LIST = 400
"""Characters of a line that is a list."""


def _is_beside_code(text: str, start: int, end: int) -> bool:
    """Return whether a name stands beside the code of a language, behind a flag, or in straight quotes as a value of a program."""
    if text[start - 1 : start] == text[end : end + 1] == '"' or _CODE_BEHIND.match(text, end):
        return True
    return _CODE_BEFORE.search(text, max(0, start - _LONGEST_CODE), start) is not None


def _is_in_list_of_languages(text: str, found: re.Match[str]) -> bool:
    start = line_start(text, found.start(), _LONGEST_LIST)
    if start is None:
        return False
    line, _, _ = text[start : start + _LONGEST_LIST + 1].partition("\n")
    if len(line) > _LONGEST_LIST:
        return False
    return any(other.span() != found.span(1) for other in _OTHER_LANGUAGE.finditer(text, start, start + len(line)))
