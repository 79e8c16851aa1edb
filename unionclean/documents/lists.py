"""Numbers and labels that begin the lines of a list, (1) and 名称:, change as a whole or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from unionclean.documents.document import Document
from unionclean.masking import Span
from unionclean.patterns import lazy

_NUMBER = lazy(
    r"[ \t>#*/;%-]{0,24}(?P<mark>[(（])(?:(?P<digits>[0-9]{1,3})|(?P<han>[一二三四五六七八九十]{1,3})|(?P<letter>[A-Za-z]))(?P<closing>[)）])"
)
"""A number, behind the signs of headings, items, quotes and comments."""

_NUMERALS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)}

_LABEL = lazy(
    r"(?P<lead>[ \t>]{0,24}(?:(?://+|#+|--+|[*;])[ \t]*)?(?:[-*+•]|[0-9]{1,3}[.、)])?[ \t]*)"
    r"(?P<label>[^\s:：,，。；;!?！？\[\]][^:：,，。；;!?！？\[\]\n]{0,30})(?P<mark>[:：])(?!//)"
)
"""A label, behind the signs of comments and items."""
_DIGITS = lazy("[0-9]+")


class _Mark(NamedTuple):
    """What follows a number or a label: its spans, and whether they are written full-width before and after."""

    spans: list[Span]
    was_wide: bool
    is_wide: bool


def half_changed_lists(before: Document, after: Document) -> Iterator[Span]:
    """Yield the brackets of numbers and the colons of labels of ``before`` that change though others of their list stay half-width.

    A list of numbers counts on from one to the next; one of labels stands on lines below each other, behind the same sign, or has the same label again.

    >>> before = Document("", "(1)甲\\n(2) 乙\\n(1)丙\\n(2)丁", ((0, 18),))
    >>> list(half_changed_lists(before, before._replace(text="（1）甲\\n(2) 乙\\n（1）丙\\n（2）丁")))
    [(0, 1), (2, 3)]
    >>> before = Document("", "- 周期:5\\n- PSC:4\\n\\n- 频率:1", ((0, 20),))
    >>> list(half_changed_lists(before, before._replace(text="- 周期：5\\n- PSC:4\\n\\n- 频率：1")))
    [(4, 5)]
    """
    lines, others = before.text.split("\n"), after.text.split("\n")
    if len(lines) != len(others):
        return
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    if "（" in after.text:
        for numbers in _lists_of_numbers(starts, lines, others):
            yield from _halves(numbers)
    if "：" in after.text:
        for labels in _lists_of_labels(starts, lines, others):
            if not any(label.was_wide for label in labels):
                yield from _halves(labels)


def _halves(marks: list[_Mark]) -> Iterator[Span]:
    if any(not mark.is_wide for mark in marks):
        for mark in marks:
            yield from mark.spans if mark.is_wide > mark.was_wide else ()


def _lists_of_numbers(starts: list[int], lines: list[str], others: list[str]) -> Iterator[list[_Mark]]:
    lists: defaultdict[str, list[_Mark]] = defaultdict(list)
    last: dict[str, int] = {}
    for start, line, other in zip(starts, lines, others, strict=False):
        number, changed = _NUMBER.match(line), _NUMBER.match(other)
        if number is None or changed is None:
            continue
        kind = next(kind for kind in ("digits", "han", "letter") if number[kind])
        value = _value(number)
        if last.get(kind) != value - 1:
            yield lists.pop(kind, [])
        last[kind] = value
        spans = [(start + number.start(name), start + number.end(name)) for name in ("mark", "closing")]
        lists[kind].append(_Mark(spans, "(" not in number[0], "(" not in changed[0]))
    yield from lists.values()


def _value(number: re.Match[str]) -> int:
    """Return the value of a number.

    >>> [_value(number) for number in map(_NUMBER.match, ("(12)", "(c)", "(十二)", "(二十一)")) if number]
    [12, 99, 12, 21]
    """
    if number["digits"]:
        return int(number["digits"])
    if number["letter"]:
        return ord(number["letter"])
    tens, ten, ones = number["han"].rpartition("十")
    return (10 * _NUMERALS.get(tens, 1) if ten else 0) + _NUMERALS.get(ones, 0)


def _lists_of_labels(starts: list[int], lines: list[str], others: list[str]) -> Iterator[list[_Mark]]:
    below: list[_Mark] = []
    alike: defaultdict[tuple[str, str], list[_Mark]] = defaultdict(list)
    lead = ""
    for start, line, other in zip(starts, lines, others, strict=False):
        label, changed = _LABEL.match(line), _LABEL.match(other)
        if label is None or changed is None:
            yield below
            below = []
            continue
        mark = _Mark(
            [(start + label.start("mark"), start + label.end("mark"))], label["mark"] == "：", changed["mark"] == "："
        )
        behind = _DIGITS.sub("0", label["lead"])
        if behind != lead:
            yield below
            below, lead = [], behind
        below.append(mark)
        alike[behind, label["label"]].append(mark)
    yield below
    yield from alike.values()
