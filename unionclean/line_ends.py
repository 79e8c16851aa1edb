"""Line ends: folded to ``\\n`` while a text is worked on, and given back as they were."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence

from unionclean.edits import Change, Cleaned, Edit, invert_edits, zip_output_starts

_END = re.compile("\r\n|\r|\n")


def fold_line_ends(text: str) -> tuple[str, list[str]]:
    """Return ``text`` with ``\\n`` for every line end, and the line ends it had, in order (none listed if all are ``\\n``).

    >>> fold_line_ends("a\\r\\nb\\r\\n")
    ('a\\nb\\n', ['\\r\\n', '\\r\\n'])
    >>> fold_line_ends("a\\nb\\n")
    ('a\\nb\\n', [])
    """
    if "\r" not in text:
        return text, []
    return _END.sub("\n", text), _END.findall(text)


def restore_line_ends(text: str, ends: Sequence[str], folded: str, edits: Sequence[Edit]) -> str:
    """Return ``text``, which ``edits`` made of ``folded``, with the line ends that ``folded`` had.

    A line end that an edit wrote gets the commonest of ``ends``.

    >>> restore_line_ends("A\\nb", ["\\r\\n"], "a\\nb", [Edit(0, 1, "a", "A", "x")])
    'A\\r\\nb'
    """
    if not ends:
        return text
    commonest = Counter(ends).most_common(1)[0][0]
    if all(end == commonest for end in ends):
        return text.replace("\n", commonest)
    restored = _restore_mixed(text, ends, folded, edits, commonest)
    if fold_line_ends(restored)[0] != text:  # an edit brought "\r" and "\n" together, and they would count as one
        return text.replace("\n", commonest)
    return restored


def explain_with_line_ends(explain: Callable[[str], Cleaned], text: str) -> Cleaned:
    """Return what ``explain`` does to ``text`` with line feeds for line ends, which are given back afterwards.

    >>> shouted = explain_with_line_ends(lambda text: Cleaned("A\\nb", text, (Change("shout", (Edit(0, 1, "a", "A", "shout"),)),)), "a\\r\\nb")
    >>> shouted.text, shouted.edits
    ('A\\r\\nb', (Edit(start=0, end=1, before='a', after='A', rule='shout', certainty='certain'),))
    """
    folded, ends = fold_line_ends(text)
    cleaned = explain(folded)
    folding = Change("line_ends", _end_edits(text))
    restored = restore_line_ends(cleaned.text, ends, folded, cleaned.edits)
    restoring = Change("line_ends", invert_edits(_end_edits(restored)))
    starts = [edit.start - number for number, edit in enumerate(e for e in folding.edits if e.before == "\r\n")]
    notes = tuple(note._replace(span=_moved(note.span, starts)) for note in cleaned.notes)
    if not cleaned.changes:
        return Cleaned(text, text, (), notes)
    changes = (folding, *cleaned.changes, restoring)
    return Cleaned(restored, text, tuple(change for change in changes if change.edits), notes)


def _end_edits(text: str) -> tuple[Edit, ...]:
    """Return the edits that fold the line ends of ``text``."""
    found = (match for match in _END.finditer(text) if match[0] != "\n")
    return tuple(Edit(*match.span(), match[0], "\n", "line_end") for match in found)


def _moved(span: tuple[int, int], folded: Sequence[int]) -> tuple[int, int]:
    """Return a span of a folded text where it is in the text that had two characters at each offset of ``folded``."""
    start, end = (place + bisect_left(folded, place) for place in span)
    return start, end


def _restore_mixed(text: str, ends: Sequence[str], folded: str, edits: Sequence[Edit], commonest: str) -> str:
    pieces: list[str] = []
    seen, used = 0, 0  # the offset in text, and how many of the ends lie before it
    for edit, start in [*zip_output_starts(edits), (Edit(len(folded), len(folded), "", "", ""), len(text))]:
        kept = text[seen:start]
        number = kept.count("\n")
        pieces += (_with_ends(kept, ends[used : used + number]), edit.after.replace("\n", commonest))
        used += number + edit.before.count("\n")
        seen = start + len(edit.after)
    return "".join(pieces)


def _with_ends(text: str, ends: Sequence[str]) -> str:
    lines = text.split("\n")
    return lines[0] + "".join(end + line for end, line in zip(ends, lines[1:], strict=True))
