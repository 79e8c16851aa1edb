"""What was lost before: U+FFFD that came with a text, which no repair fills.  It stays, and a note says where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unionclean.edits import Edit, Note
from unionclean.guards import Guard
from unionclean.patterns import lazy

GUARD = Guard("lost", "\ufffd", only_chinese=True)
"""Where this module has anything to do."""

_LOST = lazy("\ufffd+")
_WHY = "U+FFFD came with the text: what stood here was lost before"


def find_lost(text: str, edits: Sequence[Edit]) -> Iterator[Note]:
    """Yield a note for each run of U+FFFD in ``text`` that none of the ``edits``, which are in order, has dealt with.

    >>> [note.span for note in find_lost("代理\ufffd\ufffd,博\ufffd所", [Edit(6, 7, "\ufffd", "硕", "")])]
    [(2, 4)]
    """
    ahead = iter(edits)
    edit = next(ahead, None)
    for match in _LOST.finditer(text):
        while edit is not None and edit.end <= match.start():
            edit = next(ahead, None)
        if edit is None or edit.start >= match.end():
            yield Note("lost-before", match.span(), _WHY)
