"""Made damage of layout: held-out paragraphs wrapped, spaced and cut into pages.  For :mod:`benchmarks.layout`."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from tools import corpora
from unionclean.layout.lines import cells

SETTING = ("web_late", "news_late", "reports", "encyclopaedia")
"""Sources whose errors were read while the thresholds were set."""
LAST = ("bulletins", "technology", "statutes", "wiki_tw")
"""Sources that were looked at when everything was set."""
FURNITURE = re.compile(r"某某公司年度报告\n|\n?— \d+ —")
BLANK = re.compile(r"[ \t\u3000]+")


def paragraphs(name: str, data: Path, cache: Path) -> list[str]:
    """Return the paragraphs of a source that hold Chinese sentences, no blanks and no escapes."""
    documents = corpora.load(name, data=data, cache=cache)
    lines = (line.strip() for text in documents for line in text.split("\n"))
    return [
        line
        for line in lines
        if len(line) > 30 and line[-1] in "。！？” " and not BLANK.search(line) and "\\" not in line
    ]


def wrap(text: str, width: int) -> str:
    """Return ``text`` broken into lines of at most ``width`` cells; no line begins with a closing mark or breaks a word or number."""
    lines, line, size = [], "", 0
    for piece in re.findall(r"[A-Za-z0-9.,%:/+-]+|.", text):
        if size + cells(piece) > width and line and piece not in "，。、；：？！”’）》】":
            lines.append(line)
            line, size = "", 0
        line += piece
        size += cells(piece)
    return "\n".join([*lines, line])


def indented(texts: list[str], chance: random.Random) -> str:
    """Return a page of paragraphs wrapped at one width, each indented."""
    width = chance.randrange(20, 61)
    return "\n".join(wrap("　　" + text, width) for text in texts)


def set_apart(texts: list[str], chance: random.Random) -> str:
    """Return a page of paragraphs wrapped at one width, an empty line between them."""
    width = chance.randrange(20, 61)
    return "\n\n".join(wrap(text, width) for text in texts)


def unmarked(texts: list[str], chance: random.Random) -> str:
    """Return a page of paragraphs wrapped at one width; nothing shows where one begins."""
    width = chance.randrange(20, 61)
    return "\n".join(wrap(text, width) for text in texts)


def paged(texts: list[str], chance: random.Random) -> str:
    """Return a wrapped page cut into printed pages with a header and a number."""
    lines = chance.choice((indented, set_apart, unmarked))(texts, chance).split("\n")
    size = chance.randrange(20, 40)
    pages = ["\n".join(lines[start : start + size]) for start in range(0, len(lines), size)]
    return "\n".join(f"某某公司年度报告\n{page}\n— {number} —" for number, page in enumerate(pages, 1))


def everywhere(texts: list[str], chance: random.Random) -> str:
    """Return paragraphs with a blank behind nearly every character."""
    return "\n".join(_spaced(text, chance, 0.9) for text in texts)


def scattered(texts: list[str], chance: random.Random) -> str:
    """Return paragraphs with blanks behind one character in five."""
    return "\n".join(_spaced(text, chance, 0.2) for text in texts)


def behind_marks(texts: list[str], chance: random.Random) -> str:
    """Return paragraphs with a blank behind every mark."""
    return "\n".join(re.sub(r"(?<=[，。、；：？！])(?=.)", " ", text) for text in texts)


def _spaced(text: str, chance: random.Random, share: float) -> str:
    def blank(match: re.Match[str]) -> str:
        return match[0] + (" " if chance.random() < share else "")

    return re.sub(r"[\u4e00-\u9fff，。、；：](?=[\u4e00-\u9fff，。、；：])", blank, text)


LAWS: dict[str, Callable[[list[str], random.Random], str]] = {
    "wrapped, indents": indented,
    "wrapped, empty lines": set_apart,
    "wrapped, paragraphs unmarked": unmarked,
    "wrapped, in pages": paged,
    "blanks nearly everywhere": everywhere,
    "blanks here and there": scattered,
    "a blank behind every mark": behind_marks,
}
