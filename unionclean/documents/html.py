"""HTML: the text between tags, without that of scripts, code, and templates' expressions."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import accumulate

from unionclean.documents.errors import UnreadableError
from unionclean.documents.spans import subtract_spans
from unionclean.documents.tags import CODE
from unionclean.documents.templates import template_spans
from unionclean.masking import Span
from unionclean.patterns import lazy

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)

CODE_ELEMENT = lazy(r"<(?:code|kbd|samp|tt|pre|var)\b[^<>\n]*>[^<\n]*")
"""An element of code up to its end, for readers of texts that have HTML in them."""

_GENERATOR = lazy(r"<meta[ \t]+[^<>\n]{0,200}?name=[\"']?generator\b", re.I)
_HEAD = 20_000
"""Characters in which the head of a page is."""

_LONGEST_SHEET = 50_000
"""Nobody types so long a style sheet into a page: a notebook was exported, or a page saved."""

_LONG_PAGE, _MOST_LINKS = 100_000, 100
_LINK = lazy(r"(?:href|src|action)=[\"']?(https?://[\w.-]{1,100})", re.I)
"""So long a page with so many full addresses of one host was saved from there."""


def read_html(text: str) -> list[Span]:
    """Return the text of a page outside of scripts, code and what a page's language or ``translate="no"`` excludes.

    >>> text = "<p title='甲,乙'>丙,丁<code>戊,己</code></p>"
    >>> [text[start:end] for start, end in read_html(text)]
    ['丙,丁']
    """
    if (
        text.count("<") > 2 * text.count(">") + 100
    ):  # tags that never end cost some versions of the parser quadratic time
        return []
    if _GENERATOR.search(text, 0, _HEAD):
        raise UnreadableError("a program wrote it, as its generator says")
    if _longest_sheet(text) > _LONGEST_SHEET:
        raise UnreadableError("a program wrote it: no person writes so long a style sheet into a page")
    if len(text) > _LONG_PAGE and max(Counter(_LINK.findall(text)).values(), default=0) > _MOST_LINKS:
        raise UnreadableError("saved from a site, as its links say")
    parser = _TextSpans(text)
    try:
        parser.feed(text)
        parser.close()
    except AssertionError as error:  # how the parser says that it does not know a declaration
        raise UnreadableError(f"the parser of HTML cannot read it: {error}") from error
    return subtract_spans(parser.spans, template_spans(text))


def _longest_sheet(text: str) -> int:
    """Return how long the longest style sheet is that stands in a page.

    >>> _longest_sheet("<style>a {}</style><p>甲</p><style>b"), _longest_sheet("<p>甲</p>")
    (5, 0)
    """
    longest = start = 0
    while (start := text.find("<style", start)) >= 0 and (end := text.find("</style", start)) >= 0:
        longest = max(longest, end - start - len("<style"))
        start = end
    return longest


class _TextSpans(HTMLParser):
    """Notes where the text of a page is; the parser tells line and column of what it reads."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.spans: list[Span] = []
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._closed: list[str] = []
        self._open: Counter[str] = Counter()  # how often each of them is in that list

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens, inside of which no text is prose."""
        closes = tag in CODE or any(name == "translate" and value == "no" for name, value in attrs)
        if tag not in _VOID and (self._closed or closes):
            self._closed.append(tag)
            self._open[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Do nothing: an empty element has no text."""

    def handle_endtag(self, tag: str) -> None:
        """Note what closes; elements that were left open close with it."""
        closed = ""
        while self._open[tag] and closed != tag:
            closed = self._closed.pop()
            self._open[closed] -= 1

    def handle_data(self, data: str) -> None:
        """Note the text, if it is prose."""
        if not self._closed and data.strip():
            line, column = self.getpos()
            start = self._starts[line - 1] + column
            self.spans.append((start, start + len(data)))
