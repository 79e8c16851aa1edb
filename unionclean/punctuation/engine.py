"""The rules of ``normalize_punctuation`` over a whole text, with and without a trace.

Only lines with a candidate are looked at, again and again until each of them has come to rest, so that a text is settled when
it comes out.  All of them are written at once, gathered in one text.  What is no prose is masked: the islands that run over lines, and lines of
another language, in the whole text; the islands inside a line when the line is looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unionclean.edits import Edit, Note, apply_edits, compose_edits
from unionclean.islands import FILLERS, UNREAD, mask_blocks, mask_foreign
from unionclean.masking import Span, unmask
from unionclean.punctuation.bracket_pairs import pair_brackets
from unionclean.punctuation.candidates import find_units, has_chinese
from unionclean.punctuation.context import begins_in_chinese, is_in_other_letters, is_latin_sentence
from unionclean.punctuation.spacing import find_line_ends, join_line_ends
from unionclean.punctuation.writing import trace_lines, write_lines
from unionclean.settling import MOST_ROUNDS
from unionclean.steps import NOTHING, Found


def rewrite(text: str, *, width: str = "full", guarded: bool = True) -> str:
    """Return ``text`` settled, without a trace; ``guarded=False`` looks at every line.

    >>> rewrite("你好,世界")
    '你好，世界'
    """
    if not has_chinese(text):
        return text
    settled: set[str] = set()
    changed = join_line_ends(text)
    for _ in range(MOST_ROUNDS):
        gathered = _gather(changed, width, settled, guarded)
        if not gathered.lines:
            return changed
        written = write_lines(gathered.text, width)
        if written == gathered.text:
            return changed
        changed = _put_back(changed, gathered, written, settled)
    return text


def find_edits(text: str, *, width: str = "full") -> Found:
    """Return the edits that :func:`rewrite` makes, and a note for each bracket without a partner in a line with a candidate.

    >>> find_edits("你好,世界").edits
    (Edit(start=2, end=3, before=',', after='，', rule='comma', certainty='certain'),)
    """
    if not has_chinese(text):
        return NOTHING
    settled: set[str] = set()
    gathered = _gather(text, width, settled)
    notes = list(_unpaired(gathered))
    total = tuple(find_line_ends(text))
    changed = apply_edits(text, total)
    for _ in range(MOST_ROUNDS):
        if changed is not text:
            gathered = _gather(changed, width, settled)
        edits = trace_lines(gathered.text, width) if gathered.lines else ()
        if not edits:
            return Found(total, notes)
        _put_back(changed, gathered, apply_edits(gathered.text, edits), settled)
        edits = tuple(_moved_back(edits, gathered))
        changed = apply_edits(changed, edits)
        total = compose_edits(total, edits, text)
    return Found((), notes)


_APART = UNREAD + "\n"
"""Stands between lines that are not neighbours: no rule sees through it."""


class _Gathered(NamedTuple):
    """Lines of a text, gathered in a ``text`` of their own, with islands masked.

    ``lines`` are these lines, ``starts`` their offsets here, and ``spans`` their places in the text that they are from.
    """

    text: str
    lines: list[str]
    starts: list[int]
    spans: list[Span]

    def distance(self, place: int) -> int:
        """Return how far behind ``place`` the same place is in the text that the lines are from."""
        number = bisect_right(self.starts, place) - 1
        return self.spans[number][0] - self.starts[number]


def _gather(text: str, width: str, settled: set[str], guarded: bool = True) -> _Gathered:
    """Return the Chinese lines with a candidate that are not ``settled``; lines that belong together count as one."""
    units = find_units(text, width, guarded=guarded)
    lines: list[str] = []
    starts: list[int] = []
    spans: list[Span] = []
    if all(text[start:end] in settled for start, end in units):  # no masks for lines that have come to rest
        return _Gathered("", lines, starts, spans)
    masked = mask_foreign(mask_blocks(text))
    pieces: list[str] = []
    size, last = 0, -1
    for start, end in units:
        line = masked[start:end]
        if line in settled or not _is_chinese(line):
            continue
        if start > last >= 0:
            pieces.append(_APART)
            size += len(_APART)
        pieces.append(line)
        lines.append(line)
        starts.append(size)
        spans.append((start, end))
        size, last = size + len(line), end
    return _Gathered("".join(pieces), lines, starts, spans)


def _is_chinese(line: str) -> bool:
    """Return whether the rules may touch ``line``: a line in another language stays as it is, an empty one belongs to any."""
    if begins_in_chinese(line):
        return not is_latin_sentence(line)
    return (has_chinese(line) and not is_latin_sentence(line) and not is_in_other_letters(line)) or line.isspace()


def _put_back(text: str, gathered: _Gathered, written: str, settled: set[str]) -> str:
    """Return ``text`` with the ``gathered`` lines as they were ``written``; those that came back as they were are put into ``settled``.

    No rule joins or splits lines.
    """
    came, went = gathered.text.split("\n"), written.split("\n")
    pieces: list[str] = []
    position = number = before = 0
    for line, begins, (start, end) in zip(gathered.lines, gathered.starts, gathered.spans, strict=True):
        number += begins > before  # the line that stands between
        first, number = number, number + line.count("\n")
        is_whole = line[-1] == "\n"
        last = number if is_whole else number + 1
        before = begins + len(line)
        if came[first:last] == went[first:last]:
            settled.add(line)
            continue
        original, changed = text[start:end], "\n".join(went[first:last]) + "\n" * is_whole
        pieces += (text[position:start], changed if original == line else unmask(changed, line, original, FILLERS))
        position = end
    return "".join([*pieces, text[position:]])


def _moved_back(edits: Sequence[Edit], gathered: _Gathered) -> Iterator[Edit]:
    """Yield ``edits`` of the ``gathered`` lines as edits of the text that they are from."""
    for edit in edits:
        by = gathered.distance(edit.start)
        yield Edit(edit.start + by, edit.end + by, *edit[2:])


def _unpaired(gathered: _Gathered) -> Iterator[Note]:
    for place in pair_brackets(gathered.text).single:
        position = place + gathered.distance(place)
        why = "this bracket has no partner on its line, left as it is"
        yield Note("unpaired-bracket", (position, position + 1), why)
