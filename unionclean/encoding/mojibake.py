"""Mojibake of the Chinese codecs: bytes of GBK, Big5 or UTF-8 that were decoded as one of the others, or as Latin-1.

Each way to misread (:mod:`unionclean.encoding.misread`) reads a suspicious line again.  What it reads is then weighed against what
stands there (:mod:`unionclean.encoding.plausible`): a stretch is repaired only when it is tens of bits likelier than the garbage, so
rare characters, dictionaries and other languages stay.  Encoding the repair and misreading it again gives the garbage back; where a byte
is gone for ever there is U+FFFD and a note.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unionclean.edits import Edit, Note
from unionclean.encoding import misread
from unionclean.encoding.misread import LOST, Reading, Unit
from unionclean.encoding.plausible import known_pairs, pair_bonus, price
from unionclean.steps import NOTHING, Found
from unionclean.tables import read_rows

ENOUGH_BITS = 24
"""How much likelier a repair must be: 24 bits is one chance in sixteen million."""

ENOUGH_BITS_UNCHECKED = 40
"""The same where nearly any text can be read again: every pair of GBK is a pair of Big5."""

ENOUGH_KNOWN = 1 / 3
"""Bytes paired by accident give common characters, but never in a common order."""

LATIN_EVIDENCE = "À-ÖØ-öø-ÿ"
"""Every mojibake that Latin-1 or Windows-1252 makes of Han contains one of these."""

_LATIN = "\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LATIN_READINGS = (misread.GBK_AS_LATIN, misread.BIG5_AS_LATIN, misread.UTF8_AS_LATIN)
_HAN_READINGS = (misread.UTF8_AS_GBK, misread.GBK_AS_BIG5, misread.BIG5_AS_GBK, misread.UTF8_AS_BIG5)
_UNCHECKED = (misread.GBK_AS_BIG5, misread.BIG5_AS_GBK)


@functools.cache
def telltale() -> str:
    """Return the characters, all of the BMP, of which every mojibake that looks like Han is full: a piece for a ``re`` class."""
    return _characters("telltale")


def _characters(kind: str) -> str:
    return next(characters for name, characters in read_rows("telltale.tsv") if name == kind)


@functools.cache
def _suspicion() -> re.Pattern[str]:
    """Find a place worth a second reading; the first class alone decides for nearly all text."""
    latin, any_latin, han = LATIN_EVIDENCE, _LATIN, telltale()
    three_latin = f"(?<=[{latin}])(?:[{any_latin}]{{2}}|(?<=[{any_latin}].)[{any_latin}]|(?<=[{any_latin}]{{2}}.))"
    garbage = f"{han}{_characters('companion')}{LOST}€"
    two_garbage = f"(?<=[{han}€])(?:[{garbage}]|(?<=[{garbage}].))"
    return re.compile(f"[{latin}{han}€](?:{three_latin}|{two_garbage})")


class _Passage(NamedTuple):
    units: Sequence[Unit]
    bits: int


def find_mojibake(text: str) -> Found:
    """Return the edits that undo mojibake of the Chinese codecs in ``text``, and notes on the bytes that are gone.

    >>> from unionclean.edits import apply_edits
    >>> [apply_edits(t, find_mojibake(t).edits) for t in ("ÄãºÃ", "浣犲ソ")]
    ['你好', '你好']
    >>> find_mojibake("浣熊、犲兽与“锟斤拷”：Ärger, naïve, ÅÄÖ") is NOTHING
    True
    """
    edits: list[Edit] = []
    notes: list[Note] = []
    for start, end in _suspicious_lines(text):
        for edit, lost in _repair_line(text[start:end], start):
            edits.append(edit)
            notes += lost
    return Found(edits, notes) if edits or notes else NOTHING


def _suspicious_lines(text: str) -> Iterator[tuple[int, int]]:
    pattern = _suspicion()
    position = 0
    while match := pattern.search(text, position):
        start = text.rfind("\n", position, match.start()) + 1 or position
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield start, end
        position = end


def _repair_line(line: str, offset: int) -> Iterator[tuple[Edit, list[Note]]]:
    best: list[_Passage] = []
    rule = ""
    for reading in _LATIN_READINGS + _HAN_READINGS:
        passages = [p for p in _passages(line, reading) if _is_repair(line, p)]
        if sum(p.bits for p in passages) > sum(p.bits for p in best):
            best, rule = passages, reading.rule
    for passage in best:
        units = passage.units
        start, end = units[0].start, units[-1].end
        after = "".join(unit.after for unit in units)
        lost = [_lost_note(unit, offset) for unit in units if LOST in unit.after]
        yield Edit(offset + start, offset + end, line[start:end], after, rule), lost


def _lost_note(unit: Unit, offset: int) -> Note:
    return Note("lost-byte", (offset + unit.start, offset + unit.end), "a byte of this character is gone")


def _passages(line: str, reading: Reading) -> Iterator[_Passage]:
    """Yield the stretches of ``line`` that are likelier when read again than as they stand."""
    enough = ENOUGH_BITS_UNCHECKED if reading in _UNCHECKED else ENOUGH_BITS
    for run in misread.read_again(line, reading):
        gains = _gains(line, run)
        for first, last, bits in _heaviest(gains):
            if bits >= enough:
                yield _Passage(run[first:last], bits)


def _gains(line: str, run: Sequence[Unit]) -> list[int]:
    """Return for each unit by how many bits its reading beats what stands there."""
    gains = []
    before = after = ""
    for unit in run:
        old, new = line[unit.start : unit.end], unit.after
        gains.append(0 if old == new else _price_after(before, old) - _price_after(after, new))
        before, after = old[-1], new[-1]
    return gains


def _price_after(previous: str, text: str) -> int:
    total = 0
    for character in text:
        total += price(character) - (pair_bonus(previous, character) if previous else 0)
        previous = character
    return total


def _heaviest(gains: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return ``(first, last, sum)`` of all maximal stretches with a positive sum, by Ruzzo and Tompa's linear algorithm."""
    stretches: list[tuple[int, int, int, int]] = []  # first, last, sum left of it, sum with it
    total = 0
    for index, gain in enumerate(gains):
        left, total = total, total + gain
        if gain <= 0:
            continue
        first = index
        while stretches:
            for place in range(len(stretches) - 1, -1, -1):
                if stretches[place][2] < left:
                    break
            else:
                break
            if stretches[place][3] >= total:
                break
            first, left = stretches[place][0], stretches[place][2]
            del stretches[place:]
        stretches.append((first, index + 1, left, total))
    return [(first, last, high - low) for first, last, low, high in stretches]


def _is_repair(line: str, passage: _Passage) -> bool:
    """Whether the characters of a repair stand in an order that writing has."""
    after = "".join(unit.after for unit in passage.units)
    pairs = [a + b for a, b in zip(after, after[1:]) if a >= "\u2e80" and b >= "\u2e80"]
    return sum(pair in known_pairs() for pair in pairs) >= max(1, len(pairs) * ENOUGH_KNOWN)
