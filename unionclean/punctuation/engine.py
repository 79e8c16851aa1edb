"""The rules of ``normalize_punctuation`` over a whole text, with and without a trace.

Only lines with a candidate are looked at, again and again until each of them has come to rest, so that a text is settled when
it comes out.  Neighbouring lines are written together.  What is no prose is masked: the islands that run over lines, and lines of
another language, in the whole text; the islands inside a line when the line is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from unionclean.edits import Edit, Note, apply_edits, compose_edits
from unionclean.islands import FILLERS, mask_blocks, mask_foreign
from unionclean.masking import Span, unmask
from unionclean.punctuation.bracket_pairs import pair_brackets
from unionclean.punctuation.candidates import find_units, has_chinese
from unionclean.punctuation.context import is_in_other_letters, is_latin_sentence
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
        pieces: list[str] = []
        position = 0
        for chunk in _find_chunks(changed, width, settled, guarded):
            written = write_lines(chunk.masked, width)
            _remember(chunk, written, settled)
            if written != chunk.masked:
                original = changed[chunk.start : chunk.end]
                if chunk.masked != original:
                    written = unmask(written, chunk.masked, original, FILLERS)
                pieces += (changed[position : chunk.start], written)
                position = chunk.end
        if not pieces:
            return changed
        changed = "".join([*pieces, changed[position:]])
    return text


def find_edits(text: str, *, width: str = "full") -> Found:
    """Return the edits that :func:`rewrite` makes, and a note for each bracket without a partner in a line with a candidate.

    >>> find_edits("你好,世界").edits
    (Edit(start=2, end=3, before=',', after='，', rule='comma', certainty='certain'),)
    """
    if not has_chinese(text):
        return NOTHING
    notes = [note for chunk in _find_chunks(text, width, set()) for note in _unpaired(chunk)]
    settled: set[str] = set()
    total = tuple(find_line_ends(text))
    changed = apply_edits(text, total)
    for _ in range(MOST_ROUNDS):
        edits: list[Edit] = []
        for chunk in _find_chunks(changed, width, settled):
            of_chunk = trace_lines(chunk.masked, width)
            _remember(chunk, apply_edits(chunk.masked, of_chunk), settled)
            edits += (e._replace(start=e.start + chunk.start, end=e.end + chunk.start) for e in of_chunk)
        if not edits:
            return Found(total, notes)
        changed = apply_edits(changed, edits)
        total = compose_edits(total, edits, text)
    return Found((), notes)


_LONGEST_GAP = 300
"""Characters without a candidate between two lines that are still written together: no rule changes them."""


class _Chunk(NamedTuple):
    """Lines near one another: where they are, how they read with blocks masked, and where in that each line with a candidate is."""

    start: int
    end: int
    masked: str
    lines: list[Span]


def _find_chunks(text: str, width: str, settled: set[str], guarded: bool = True) -> Iterator[_Chunk]:
    """Yield the Chinese lines with a candidate that are not ``settled``, neighbours together."""
    units = find_units(text, width, guarded=guarded)
    if all(text[start:end] in settled for start, end in units):  # no masks for lines that have come to rest
        return
    masked = mask_foreign(mask_blocks(text))
    together: list[Span] = []
    last = 0
    for unit in units:
        start, end = unit
        line = masked[start:end]
        is_open = line not in settled and _is_chinese(line)
        if together and (not is_open or start - last > _LONGEST_GAP):
            yield _chunk_of(masked, together)
            together = []
        if is_open:
            together.append(unit)
            last = end
    if together:
        yield _chunk_of(masked, together)


def _chunk_of(masked: str, lines: list[Span]) -> _Chunk:
    first, last = lines[0][0], lines[-1][1]
    return _Chunk(first, last, masked[first:last], [(start - first, end - first) for start, end in lines])


def _is_chinese(line: str) -> bool:
    """Return whether the rules may touch ``line``: a line in another language stays as it is, an empty one belongs to any."""
    return (has_chinese(line) and not is_latin_sentence(line) and not is_in_other_letters(line)) or line.isspace()


def _remember(chunk: _Chunk, written: str, settled: set[str]) -> None:
    """Put the lines that came back as they were into ``settled``; no rule joins or splits lines."""
    if written == chunk.masked:
        settled.update(written[start:end] for start, end in chunk.lines)
        return
    before = position = 0
    for start, end in chunk.lines:
        for _ in range(chunk.masked.count("\n", before, start)):
            position = written.find("\n", position) + 1
        line = chunk.masked[start:end]
        if written.startswith(line, position):
            settled.add(line)
        before = start


def _unpaired(chunk: _Chunk) -> Iterator[Note]:
    for position in pair_brackets(chunk.masked).single:
        span = (chunk.start + position, chunk.start + position + 1)
        yield Note("unpaired-bracket", span, "this bracket has no partner on its line, left as it is")
