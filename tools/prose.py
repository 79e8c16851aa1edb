"""What is left of a page of the web when everything that is not Chinese prose is gone: markup, boilerplate, damage of its own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from unionclean.han import HAN

_HAN = re.compile(f"[{HAN}]")
_MARKS = "，。、；：！？（）《》“”‘’…—"

_UNFIT = re.compile(
    "[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]"  # damage
    "|[À-ÖØ-öø-ÿĀ-ɏ]"  # pinyin with tone marks, or UTF-8 read as Latin-1
    "|[\u3040-\u30ff\uac00-\ud7af]"  # Japanese, Korean
    r"|[<>{}\[\]|\\$=^~_#]|https?:|www\.|锟|烫烫|屯屯"  # markup, code, addresses, mojibake
)
_SEGMENTED = re.compile(f"(?:[{HAN}] +){{3}}[{HAN}]")
"""Blanks between four characters in a row: the words of a corpus, or a heading drawn apart."""


def is_prose(line: str) -> bool:
    """Return whether a line is Chinese prose: half of it Han or marks, nothing in it that prose does not hold.

    >>> is_prose("他说：“今天是2019年9月1日。”"), is_prose("<p>今天"), is_prose("Copyright 2019 版权所有"), is_prose("zhōng 中")
    (True, False, False, False)
    """
    if _UNFIT.search(line) or _SEGMENTED.search(line):
        return False
    return 2 * len(re.findall(f"[{HAN}{_MARKS}]", line)) >= len(line) - line.count(" ")


def prose(documents: Iterable[str]) -> Iterator[str]:
    """Yield the documents with their lines of prose; what a source repeats word for word (menus, captions, copies) is kept once."""
    seen: set[str] = set()
    for document in documents:
        lines = []
        for line in map(str.strip, document.split("\n")):
            if line not in seen and _HAN.search(line) and is_prose(line):
                seen.add(line)
                lines.append(line)
        if lines:
            yield "\n".join(lines)


_MARKDOWN = (
    (re.compile(r"\A---\n.*?\n---\n", re.S), ""),  # front matter
    (re.compile(r"^(`{3,}|~{3,}).*?(?:^\1|\Z)", re.S | re.M), ""),  # listings
    (re.compile(r"^(?: {4}|\t|\|).*$", re.M), ""),  # listings that are indented, tables
    (re.compile(r"<!--.*?-->|<[^<>\n]*>", re.S), ""),
    (re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?"), ""),  # pictures
    (re.compile(r"\[([^\]\[]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),  # links
    (re.compile(r"^[ \t]*(?:#+|>|[-*+]|\d+[.)])[ \t]+", re.M), ""),  # headings, quotations, lists
    (re.compile(r"[*`]+|\\(?=[*_#`.])"), ""),
)
_WIDE = f"[{HAN}{_MARKS}]"
_GAP = re.compile(f"(?<={_WIDE}) +(?=\\S)|(?<=\\S) +(?={_WIDE})")
"""The blank that some writers put between Chinese and Latin, or around a link; newspapers and offices do not."""


def without_gaps(text: str) -> str:
    """Return the text without the blanks beside Han and Chinese marks.

    >>> without_gaps("见 Linux 内核 的文档， from 1 月")
    '见Linux内核的文档，from 1月'
    """
    return _GAP.sub("", text)


def markdown_text(page: str) -> str:
    """Return the text of a Markdown page, one paragraph a line.

    >>> markdown_text("## 标题\\n\\n见 [Linux 内核](https://x.org) 的**文档**。\\n\\n```\\n代码\\n```\\n* 第一\\n")
    '标题\\n\\n见Linux内核的文档。\\n\\n\\n第一\\n'
    """
    for pattern, replacement in _MARKDOWN:
        page = pattern.sub(replacement, page)
    return without_gaps(html.unescape(page))
