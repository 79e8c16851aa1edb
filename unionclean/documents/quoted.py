"""Quotes in prose that hold what a program knows: values, keys, what a listing shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unionclean.documents.spans import marks_on_lines
from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.patterns import lazy

PARAGRAPH = lazy(r"(?:^[^\S\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
"""Lines in a row that are not blank."""

_HAN = lazy(f"[{HAN_BMP}]")

_DOUBLE = lazy('"')
_SINGLE = lazy("(?<!')(?:(?<![A-Za-z])'|'(?![A-Za-z]))(?!')")
"""Not the apostrophes of don't and OpenCC's, nor the three quotes of documentation."""

_VALUE = lazy(
    rf"(?=[^\s，。、：；！？]*\Z)"  # first of all: or each of many beginnings is read to its end
    rf"(?:[^\s，。、：；！？]*(?:[{HAN_BMP}][-_./\\][A-Za-z]|[A-Za-z][-_./\\][{HAN_BMP}])|[&$@%\\/.<])[^\s，。、：；！？]*"
    r"|[=<>+*|&^~-][^，。！？]*"
)
"""What may stand in double quotes though it has Chinese in it: 插件名-settings, &事件名, = (赋值)."""

# "day": 每天；“week”: 每周, and the comma at the end of "甲", "乙", on a line of its own.
_KEY = lazy(r"[\"'] ?: ")
_BEHIND_KEYS = lazy("(?<=[\"'”’]) ?: ?")
_VALUE_OF_KEY = lazy(r"\"[A-Za-z_][\w.-]{0,40}\" ?: ?(\"[^\"\n]*\",?)")  # "name": "甲,乙",
_PROPERTY = lazy(r"^[ \t]*[A-Za-z_]\w{0,40}: (\"[^\"\n]*\",)[ \t]*$", re.MULTILINE)  # name: "甲",
_ASSIGNED = lazy(r"(?<=[A-Za-z0-9_\]]) ?= ?(\"[^\"\n]*\")")  # ssid = "甲,乙"
_VALUE_OF_NAME = lazy(r"(?<=[A-Za-z0-9_*`])[ ]?: ?(\"[^\"\n]*\")[ \t]*$", re.MULTILINE)  # - **name**: "甲"
_ROW = lazy(r"[\"'] ?, ?[\"']")
_BEHIND_VALUES = lazy(r"(?<=[\"']) ?, ?")
_SET = lazy("\\{[^{}\n\"'“”‘’]*[\"'“”‘’][^{}\n]*\\}")


def quoted_spans(text: str) -> Iterator[Span]:
    """Yield the quotes that hold values, and the marks of keys, rows and sets of them.

    >>> text = '''值为 'a,b' 或"c"，不是"丙"。'''
    >>> [text[start:end] for start, end in quoted_spans(text)]
    ['"c"', "'a,b'"]
    """
    if "{" in text:
        yield from (match.span() for match in _SET.finditer(text))
    if '"' not in text and "'" not in text:
        return
    for paragraph in PARAGRAPH.finditer(text):
        for quote in (_DOUBLE, _SINGLE):
            yield from _pairs(paragraph[0], paragraph.start(), quote)
    yield from _beside_unpaired(text)
    for pattern in (_VALUE_OF_KEY, _ASSIGNED, _PROPERTY, _VALUE_OF_NAME):
        yield from (match.span(1) for match in pattern.finditer(text))
    for pattern, marks in ((_KEY, _BEHIND_KEYS), (_ROW, _BEHIND_VALUES)):
        yield from marks_on_lines(text, pattern, marks)


def _pairs(paragraph: str, offset: int, quote: re.Pattern[str]) -> Iterator[Span]:
    """Yield pairs of single quotes, and of double ones with no Chinese or a value between.

    Where a pair that spans lines makes it doubtful which quotes belong together, the quotes alone.
    """
    places = [match.start() for match in quote.finditer(paragraph)]
    if not places:
        return
    if any(len(quote.findall(line)) % 2 for line in paragraph.split("\n")):
        yield from ((offset + at, offset + at + 1) for at in places)
        return
    for start, end in zip(places[::2], places[1::2], strict=True):
        if quote is _SINGLE or not _HAN.search(paragraph, start, end) or _VALUE.fullmatch(paragraph, start + 1, end):
            yield offset + start, offset + end + 1


def _beside_unpaired(text: str) -> Iterator[Span]:
    """Yield the straight quotes of lines on which curly ones have no partner: nobody can tell which belong together.

    >>> list(_beside_unpaired('他说“走,“又说"来"\\n他说“走”又说"来"'))
    [(8, 9), (10, 11)]
    """
    start = 0
    for line in text.split("\n"):
        if line.count("“") != line.count("”"):
            yield from ((start + mark.start(), start + mark.end()) for mark in _DOUBLE.finditer(line))
        start += len(line) + 1


_CITED = lazy('[“"「『‘]([^“”"「」『』‘’\n]{2,80})[”"」』’]')
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
