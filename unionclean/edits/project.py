"""Places in a changed text as places in the text before."""

from __future__ import annotations

from collections.abc import Sequence

from unionclean.edits.model import Edit, Note, zip_output_starts


def project_spans(spans: Sequence[tuple[int, int]], edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """Return the spans of a changed text as spans of the text before ``edits`` were made.

    A border inside a replacement goes out to the border of what was replaced, so a projected span never loses ground.

    >>> project_spans([(1, 2)], [Edit(1, 6, "(guó)", "", "annotation")])
    [(6, 7)]
    """
    starts = _project_offsets([start for start, _ in spans], edits, to_end=False)
    ends = _project_offsets([end for _, end in spans], edits, to_end=True)
    return [(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]


def project_notes(notes: Sequence[Note], edits: Sequence[Edit]) -> list[Note]:
    """Return ``notes`` on a changed text as notes on the text before ``edits`` were made.

    >>> project_notes([Note("lost-byte", (1, 2), "")], [Edit(0, 5, "(guó)", "", "annotation")])
    [Note(kind='lost-byte', span=(6, 7), why='')]
    """
    spans = project_spans([note.span for note in notes], edits) if edits else [note.span for note in notes]
    return [note._replace(span=span) for note, span in zip(notes, spans, strict=True)]


def _project_offsets(offsets: Sequence[int], edits: Sequence[Edit], *, to_end: bool) -> list[int]:
    projected = [0] * len(offsets)
    ahead = zip_output_starts(edits)
    placed = next(ahead, None)
    shift = 0
    for offset, slot in sorted((offset, slot) for slot, offset in enumerate(offsets)):
        while placed and placed[1] + len(placed[0].after) <= offset:
            edit, start = placed
            if to_end and start == offset:  # a deletion right behind the span is not part of it
                break
            shift += len(edit.after) - len(edit.before)
            placed = next(ahead, None)
        if placed and placed[1] < offset:  # inside a replacement
            projected[slot] = placed[0].end if to_end else placed[0].start
        else:
            projected[slot] = offset - shift
    return projected
