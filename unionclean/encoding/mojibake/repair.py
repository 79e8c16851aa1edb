"""Mojibake of the Chinese codecs: bytes of GBK, Big5 or UTF-8 that were decoded as something else, once or several times.

A delimited passage goes back to bytes with the codec that was wrong and forward with the one that is right
(:mod:`~unionclean.encoding.mojibake.passages`), as a whole or not at all.  What it says is weighed against what stands there
(:mod:`~unionclean.encoding.mojibake.evidence`), and no other reading may be nearly as good (:mod:`~unionclean.encoding.mojibake.search`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from unionclean.edits import Certainty, Edit, Note
from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.mojibake.passages import Passage
from unionclean.encoding.mojibake.prefilter import lines_like, suspicious_lines
from unionclean.encoding.mojibake.search import Ways, find_best
from unionclean.encoding.refusals import digit_note, invents_digits, is_quoted, quoted_note
from unionclean.rules import join_rules
from unionclean.steps import NOTHING, Found

Repairs = dict[int, list[Passage]]
"""Passages by the offset of their line."""

ENOUGH_SUPPORT = 40.0
"""So many bits of sense on a page make a kind of mojibake likely elsewhere on it."""


def find_mojibake(text: str) -> Found:
    """Return the edits that undo mojibake of the Chinese codecs in ``text``, and notes on the bytes that are gone.

    >>> from unionclean.edits import apply_edits
    >>> [apply_edits(t, find_mojibake(t).edits) for t in ("ÄãºÃ", "浣犲ソ", "═¿╓¬╬─╝■.doc")]
    ['你好', '你好', '通知文件.doc']
    >>> find_mojibake("浣熊、犲兽与“锟斤拷”：Ärger, naïve, ÅÄÖ；過客徒欷歔") is NOTHING
    True
    """
    repairs = {start: passages for start, end in suspicious_lines(text) if (passages := find_best(text[start:end]))}
    if not repairs:
        return NOTHING
    support = _support(repairs)
    if support:
        repairs |= {start: passages for start, end in lines_like(text) if (passages := find_best(text[start:end], support))}
    return _found(text, repairs, support)


def _support(repairs: Repairs) -> dict[Ways, float]:
    """Return the kinds of mojibake that ``repairs`` are sure of, with the bits of sense they make."""
    sense: defaultdict[Ways, float] = defaultdict(float)
    for passages in repairs.values():
        for passage in passages:
            sense[passage.ways] += passage.weight.sense
    return {ways: bits for ways, bits in sense.items() if bits >= ENOUGH_SUPPORT}


def _found(text: str, repairs: Repairs, support: dict[Ways, float]) -> Found:
    edits: list[Edit] = []
    notes: list[Note] = []
    for offset in sorted(repairs):
        for passage in repairs[offset]:
            start, end = offset + passage.start, offset + passage.end
            if is_quoted(text, start, end):
                notes.append(quoted_note(start, end))
            elif invents_digits(text[start:end], passage.after):
                notes.append(digit_note(start, end))
            else:
                edits.append(_edit(text, start, end, passage, support))
                notes += _lost_notes(start, end, passage.after)
    return Found(edits, notes)


def _edit(text: str, start: int, end: int, passage: Passage, support: dict[Ways, float]) -> Edit:
    rule = join_rules(tuple(way.rule for way in passage.ways))
    detail = ", then ".join(f"{way.right} read as {way.wrong.name}" for way in reversed(passage.ways))
    certainty, confidence = _certainty(passage, support)
    return Edit(start, end, text[start:end], passage.after, rule, certainty, detail, confidence)


def _certainty(passage: Passage, support: dict[Ways, float]) -> tuple[Certainty, float]:
    """Return how sure an edit is: by what speaks for it, here and elsewhere on the page."""
    bits = min(passage.weight.gain, passage.weight.sense * 2) + min(support.get(passage.ways, 0.0), 40.0)
    if bits >= CERTAIN_BITS and LOST not in passage.after:
        return "certain", 1.0
    return "probable", next(confidence for least, confidence in _CONFIDENCE if bits >= least)


CERTAIN_BITS = 60.0
_CONFIDENCE = ((40.0, 0.99), (25.0, 0.97), (15.0, 0.95), (float("-inf"), 0.9))


def _lost_notes(start: int, end: int, after: str) -> Iterator[Note]:
    if LOST in after:
        number = after.count(LOST)
        why = "a byte of a character is gone here" if number == 1 else f"bytes of {number} characters are gone here"
        yield Note("lost-byte", (start, end), why)


def passages_of(text: str) -> Sequence[Passage]:
    """Return the passages that :func:`find_mojibake` would repair, for benchmarks."""
    return [passage for start, end in suspicious_lines(text) for passage in find_best(text[start:end])]
