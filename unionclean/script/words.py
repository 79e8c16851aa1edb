"""What becomes of a contested character: the word it stands in decides, then the script of its passage."""

from __future__ import annotations

import functools
from typing import NamedTuple

from unionclean.edits import Certainty
from unionclean.script.characters import patterns
from unionclean.script.passages import Passages
from unionclean.tables import read_rows

_SURE = 0.9
"""The confidence of a decision without a word around it."""


class Decision(NamedTuple):
    """What stands at ``start`` in the end, and which rule said so."""

    start: int
    after: str
    rule: str
    certainty: Certainty = "certain"
    confidence: float = 1.0


class _Row(NamedTuple):
    becomes: str
    where: str

    @property
    def always(self) -> bool:
        return self.where == "always"


class _Entry(NamedTuple):
    """The rows of one character, by the text before and after it; ``ends`` and ``heads`` tell quickly that none can fit."""

    alone: _Row | None
    ends: frozenset[str]
    heads: frozenset[str]
    shapes: tuple[tuple[int, int], ...]
    rows: dict[tuple[str, str], _Row]


@functools.cache
def _entries() -> dict[str, _Entry]:
    rows: dict[str, dict[tuple[str, str], _Row]] = {}
    for before, character, after, becomes, where, *_ in read_rows("script_words.tsv"):
        rows.setdefault(character, {})[before, after] = _Row(becomes, where)
    return {character: _entry(of_one) for character, of_one in rows.items()}


def _entry(rows: dict[tuple[str, str], _Row]) -> _Entry:
    alone = rows.pop(("", ""), None)
    ends = frozenset(before[-1] for before, after in rows if before)
    heads = frozenset(after[0] for before, after in rows if after)
    return _Entry(alone, ends, heads, _shapes(rows), rows)


def _shapes(rows: dict[tuple[str, str], _Row]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({(len(a), len(b)) for a, b in rows}, key=lambda shape: (-sum(shape), shape)))


def is_wrong_anywhere(character: str, start: int, text: str) -> bool:
    """Whether the contested ``character`` at ``start`` is wrong in any script (the 瞭 of 瞭解)."""
    row, _ = _lookup(character, start, text)
    return row is not None and row.always and row.becomes != character


@functools.cache
def company_when_wrong(characters: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return what stands before or behind one of the contested ``characters`` where it is wrong in any script; nothing if that may be anything.

    >>> before, behind = company_when_wrong(frozenset("瞭著"))
    >>> "看" in before[0], "解" in behind[1], "显" in before[0]
    (True, True, False)
    """
    wrong = [
        context
        for character in characters
        for context, row in [(("", ""), _entries()[character].alone), *_entries()[character].rows.items()]
        if row is not None and row.always and row.becomes != character
    ]
    if ("", "") in wrong:
        return ()
    ends = {before[-1:] for before, _ in wrong}
    heads = {after[:1] for before, after in wrong if not before}
    return ("".join(sorted(ends)), ""), ("", "".join(sorted(heads)))


def decide(character: str, start: int, converted: str, passages: Passages) -> Decision:
    """Return what becomes of the contested ``character`` at ``start``, given the text as OpenCC converted it."""
    row, in_word = _lookup(character, start, converted)
    if row is not None and row.always:
        return Decision(start, row.becomes, _rule(character, row.becomes, converted[start]))
    if not passages.is_traditional(start, start + 1):
        stays = patterns().evidence.match(character) is None
        return Decision(start, character if stays else converted[start], "t2s")
    if character in patterns().kept and passages.by_machine:
        return Decision(start, character, "t2s")
    if row is not None and (row.where == "traditional" or passages.by_machine):
        rule = _rule(character, row.becomes, converted[start])
        if in_word:
            return Decision(start, row.becomes, rule)
        return Decision(start, row.becomes, rule, "probable", _SURE)
    return Decision(start, converted[start], "t2s")


def _rule(character: str, becomes: str, by_engine: str) -> str:
    if becomes == by_engine:
        return "t2s"
    return "zhe" if (character, becomes) == ("著", "着") else "word"


def _lookup(character: str, start: int, text: str) -> tuple[_Row | None, bool]:
    """Return the row with the longest context that fits, and whether it has any context."""
    entry = _entries().get(character)
    if entry is None:
        return None, False
    if text[start - 1 : start] in entry.ends or text[start + 1 : start + 2] in entry.heads:
        for before, after in entry.shapes:
            if before > start:  # the context would be cut short, and could pass for that of another row
                continue
            row = entry.rows.get((text[start - before : start], text[start + 1 : start + 1 + after]))
            if row is not None:
                return row, True
    return entry.alone, False
