"""Line ends: folded to ``\\n`` while a text is worked on, and given back as they were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from unionclean.edits import Edit, zip_output_starts

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
