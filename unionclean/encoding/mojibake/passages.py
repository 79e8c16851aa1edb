"""A passage of a line that may be mojibake, what it says in another reading, and whether that is text.

A passage is delimited: it holds all that a wrong codec shows between two delimiters.  A delimiter is a character that ends the misread text
in both readings: one that the wrong codec does not show, an ASCII character that is no second byte of anything, the end of the
line.  Bytes that are to be UTF-8 delimit themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from unionclean.encoding.mojibake.evidence import NO_WEIGHT, Weight, is_chinese, is_foreign, is_out_of_step, weigh
from unionclean.encoding.mojibake.right import read_big5, read_gbk
from unionclean.encoding.mojibake.wrong import EAST_ASIAN, WrongCodec


class Way(NamedTuple):
    """One way to misread: bytes of ``right`` (``utf8``, ``gbk``, ``big5``) that ``wrong`` decoded."""

    right: str
    wrong: WrongCodec

    @property
    def rule(self) -> str:
        """The name of the rule in edits."""
        return f"{self.right}-as-{self.wrong.family}"


Ways = tuple[Way, ...]


class Passage(NamedTuple):
    """``line[start:end]`` says ``after`` if it was misread in these ways, the last one first; ``is_filled``: with bytes that are gone put back."""

    start: int
    end: int
    after: str
    ways: tuple[Way, ...]
    weight: Weight = NO_WEIGHT
    is_filled: bool = False

    @property
    def is_checked(self) -> bool:
        """Whether the bytes are UTF-8, which bytes of anything else are by accident only in short runs."""
        return self.ways[-1].right == "utf8"

    @property
    def is_east_asian(self) -> bool:
        """Whether what stands there looks like East Asian text."""
        return self.ways[0].wrong in EAST_ASIAN


PAIR_READERS: dict[str, Callable[[bytes], str | None]] = {"gbk": read_gbk, "big5": read_big5}


def is_delimited(line: str, start: int, end: int) -> bool:
    """Return whether nothing beyond ASCII stands beside ``line[start:end]``."""
    return (start == 0 or line[start - 1] < "\x80") and line[end : end + 1] < "\x80"


def applied(text: str, passages: Iterable[Passage]) -> str:
    """Return ``text`` with what ``passages``, in order, say in their places."""
    pieces: list[str] = []
    position = 0
    for passage in passages:
        pieces += (text[position : passage.start], passage.after)
        position = passage.end
    return "".join([*pieces, text[position:]])


def blanked(text: str, passages: Iterable[Passage]) -> str:
    """Return ``text`` with blanks for ``passages``.

    >>> blanked("来源：浣犲ソ", [Passage(3, 6, "你好", ())])
    '来源：   '
    """
    return applied(text, (p._replace(after=" " * (p.end - p.start)) for p in sorted(passages)))


def trimmed(before: str, passage: Passage) -> Passage:
    """Return ``passage`` without the ASCII characters at its ends that stay as they are."""
    after, first, last = passage.after, 0, 0
    most = min(len(before), len(after))
    while first < most and before[first] == after[first] < "\x80":
        first += 1
    while last < most - first and before[-1 - last] == after[-1 - last] < "\x80":
        last += 1
    return passage._replace(start=passage.start + first, end=passage.end - last, after=after[first : len(after) - last])


def weighed(line: str, passage: Passage) -> Passage | None:
    """Return ``passage`` with what speaks for it, ``None`` if what it says is no text of one script."""
    if not (passage.is_checked or passage.is_filled) and is_out_of_step(passage.after, passage.ways[-1].right):
        return None
    if is_chinese(passage.after) or (passage.is_checked and passage.is_east_asian and is_foreign(passage.after)):
        return passage._replace(weight=weigh(line[passage.start : passage.end], passage.after))
    return None
