"""Tags and entities of HTML, and short codes of emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.masking import Span
from unionclean.patterns import lazy

_TAG = lazy("<(?:/?[A-Za-z][A-Za-z0-9:-]*(?:[ \t/][^<>\r\n]*)?>|![A-Za-z][^<>\r\n]*>|\\?[A-Za-z][^<>\r\n]*>)")
_LONG_TAG = lazy("<(?:[A-Za-z][A-Za-z0-9:-]*(?=[\\s/])|[!?][A-Za-z])[^<>`\r\n]*[\r\n][^<>`]*>")
_SHORTCODE = lazy(":(?:[a-z][a-z0-9_+-]+|[+-]1):")

_BROKEN_ENTITIES = lazy("[;?](?:(?:amp;)*(?:lt|gt|amp|nbsp|quot);|#[0-9]{2,6};)")
"""An entity whose ampersand became another mark: 参考值;lt;20."""


def find_broken_entities(text: str) -> Iterator[Span]:
    """Yield entities of HTML whose ampersand was lost: their marks are none of a sentence.

    >>> text = "参考值;lt;20;甲?#91;，乙;丙"
    >>> [text[start:end] for start, end in find_broken_entities(text)]
    [';lt;', '?#91;']
    """
    return (match.span() for match in _BROKEN_ENTITIES.finditer(text))


def find_tags(text: str) -> Iterator[Span]:
    """Yield HTML tags with their attributes.

    >>> list(find_tags("<b title='甲,乙'>丙</b>，1 < 2 > 1"))
    [(0, 15), (16, 20)]
    """
    return (match.span() for match in _TAG.finditer(text))


def find_long_tags(text: str) -> Iterator[Span]:
    """Yield HTML tags that run over lines.

    >>> list(find_long_tags("<a\\n title='甲,乙'>丙</a>，1 < 2"))
    [(0, 16)]
    """
    return (match.span() for match in _LONG_TAG.finditer(text))


_CONTAINER = lazy("^[ \t>]*:{3,}", re.MULTILINE)


def find_containers(text: str) -> Iterator[Span]:
    """Yield the signs that open and close a container of Markdown.

    >>> list(find_containers("::: tip 提示\\n甲\\n:::"))
    [(0, 3), (13, 16)]
    """
    return (match.span() for match in _CONTAINER.finditer(text))


def find_shortcodes(text: str) -> Iterator[Span]:
    """Yield short codes of emoji.

    >>> list(find_shortcodes("好:smile:和:+1:，10:30:15"))
    [(1, 8), (9, 13)]
    """
    return (match.span() for match in _SHORTCODE.finditer(text))


_BRACKET_TAG = lazy("\\[[a-z]{2,10}:[^\\[\\]\r\n]{1,100}\\](?!\\()")


def find_bracket_tags(text: str) -> Iterator[Span]:
    """Yield the tags of lyrics and forums; the text of a link is none.

    >>> list(find_bracket_tags("[ti:晴天]和[img:图片]，[note:见](a.md)"))
    [(0, 7), (8, 16)]
    """
    return (match.span() for match in _BRACKET_TAG.finditer(text))


_MACRO = lazy("(?:link|xref|image|include)::?[^\\s\\[\\]，。；]{1,200}(?=\\[)")


def find_macros(text: str) -> Iterator[Span]:
    """Yield the targets of macros in AsciiDoc.

    >>> list(find_macros("见xref:甲(乙)[丙]"))
    [(1, 10)]
    """
    return (match.span() for match in _MACRO.finditer(text))


_MARK_CELL = lazy(
    "(?<=\\|)[ \t]{0,40}[,:;!?.()\"'~\ufe30-\ufe6b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff65][ \t]{0,40}(?=\\|)"
)


def find_mark_cells(text: str) -> Iterator[Span]:
    """Yield cells of a table that show one mark and nothing else.

    >>> list(find_mark_cells("|﹑|旧顿号|"))
    [(1, 2)]
    """
    return (match.span() for match in _MARK_CELL.finditer(text))
