"""Marks of prose that are data all the same: values in quotes, coordinates in brackets, factorials, what a listing shows.

Every reader closes them: to leave one that was prose is harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unionclean.han import HAN_BMP
from unionclean.masking import Span

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_HAN = re.compile(f"[{HAN_BMP}]")

# Half-width brackets around Latin, with a blank or a mark outside, are a house style; so are coordinates.
_LATIN_IN_BRACKETS = re.compile(
    rf"(?<=[ \t])\([^()\n{HAN_BMP}，。、：；]*\)|\([^()\n{HAN_BMP}，。、：；]*\)(?=[ \t]+\S)"
)
_FACTORIAL = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]|[0-9]{1,3})!|\)!")
_CITED = re.compile('[“"「『‘]([^“”"「」『』‘’\n]{2,80})[”"」』’]')


def literal_spans(text: str) -> Iterator[Span]:
    """Yield what is a literal wherever it stands.

    >>> text = '值为 "node1"，即"甲"和 (i, j) 的 n!。'
    >>> [text[start:end] for start, end in literal_spans(text)]
    ['"node1"', '(', ')', 'n!']
    """
    if '"' in text or "'" in text:
        for paragraph in _PARAGRAPH.finditer(text):
            yield from _quoted(paragraph[0], paragraph.start(), '"')
            yield from _quoted(paragraph[0], paragraph.start(), "'")
    for match in _LATIN_IN_BRACKETS.finditer(text):
        yield match.start(), match.start() + 1
        yield match.end() - 1, match.end()
    for match in _FACTORIAL.finditer(text):
        yield match.span()


def _quoted(paragraph: str, offset: int, quote: str) -> Iterator[Span]:
    """Yield pairs of quotes without Chinese between; all quotes, where a pair that spans lines makes it doubtful which is which."""
    if quote not in paragraph:
        return
    places = [match.start() for match in re.finditer(quote, paragraph)]
    if any(line.count(quote) % 2 for line in paragraph.split("\n")):
        yield from ((offset + at, offset + at + 1) for at in places)
        return
    for start, end in zip(places[::2], places[1::2], strict=True):
        if not _HAN.search(paragraph, start, end):
            yield offset + start, offset + end + 1


_MOST_CODE = 100_000  # characters of listings that are searched


def cited_spans(text: str, code: Sequence[str]) -> Iterator[Span]:
    """Yield what stands in quotes and also, word for word, in the ``code`` of a page: a message, a value.

    >>> text = "打印出“你好, 世界”。"
    >>> [text[start:end] for start, end in cited_spans(text, ['print("你好, 世界")'])]
    ['“你好, 世界”']
    """
    listings = "\n".join(code)[:_MOST_CODE]
    for match in _CITED.finditer(text):
        if match[1] in listings:
            yield match.span()
