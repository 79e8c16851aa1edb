"""What a finder is: a function that takes a text and says which edits it wants, without making them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from unionclean.edits import Edit, Note
from unionclean.masking import CLOSED


class Found(NamedTuple):
    """What a finder returns: ``edits`` sorted and not overlapping, ``notes`` in any order, all in offsets of its text."""

    edits: Sequence[Edit] = ()
    notes: Sequence[Note] = ()


NOTHING = Found()
"""What a finder returns for text that needs nothing."""

Finder = Callable[..., Found]


def effective(found: Found, text: str) -> tuple[Edit, ...]:
    """Return the edits of ``found`` that change something and leave alone what is closed in ``text``.

    >>> effective(Found([Edit(0, 1, "a", "a", "r"), Edit(1, 2, "\\ufffc", "", "r"), Edit(2, 3, "b", "c", "r")]), "a\\ufffcb")
    (Edit(start=2, end=3, before='b', after='c', rule='r', certainty='certain'),)
    """
    edits = [edit for edit in found.edits if edit.before != edit.after]
    if has_closed(text):
        edits = [edit for edit in edits if CLOSED not in edit.before]
    return tuple(edits)


def has_closed(text: str) -> bool:
    """Return whether anything in ``text`` is closed, which edits must leave alone.

    >>> has_closed("a\\ufffcb"), has_closed("ab")
    (True, False)
    """
    return CLOSED in text
