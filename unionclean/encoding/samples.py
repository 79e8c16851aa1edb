"""Garbage that a text shows on purpose: in code and in addresses, and nowhere else.

A page about encodings quotes mojibake in code spans and fences; an address keeps the bytes it has.  When the text around them is
sound, such garbage stays.  When it is damaged in the same way, the damage is that of the whole text, and all of it is repaired.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from unionclean.edits import Edit
from unionclean.masking import Span, overlapping
from unionclean.rules import RULES, split_rule

_DELETIONS = frozenset({"HTML remnants", "invisible characters", "marks against copying"})


def find_samples(text: str) -> list[Span]:
    """Return the code and the addresses of ``text`` that may hold garbage: those that are not plain ASCII.

    >>> find_samples("`ÄãºÃ`和`a`")
    [(0, 6)]
    """
    if "`" not in text and "://" not in text and "www." not in text:
        return []
    from unionclean.islands import find_samples

    return [(start, end) for start, end in find_samples(text) if not text[start:end].isascii()]


def leave_samples(text: str, edits: Sequence[Edit]) -> Sequence[Edit]:
    """Return ``edits`` without those in code and addresses whose kind of damage is nowhere else in ``text``.

    >>> mojibake = Edit(1, 4, "ÄãºÃ", "你好", "gbk-as-latin1")
    >>> leave_samples("`ÄãºÃ`", [mojibake]), len(leave_samples("ÄãºÃ", [mojibake._replace(start=0, end=4)]))
    ([], 1)
    """
    kinds = [_kinds_of(edit.rule) for edit in edits]
    if not any(kinds):
        return edits
    spans = find_samples(text)
    if not spans:
        return edits
    is_sample = overlapping(spans)
    inside = [is_sample(edit.start, edit.end) for edit in edits]
    of_text = {kind for of_edit, within in zip(kinds, inside, strict=True) if not within for kind in of_edit}
    return [
        edit
        for edit, of_edit, within in zip(edits, kinds, inside, strict=True)
        if not within or not of_edit or of_edit & of_text
    ]


@cache
def _kinds_of(rule: str) -> frozenset[str]:
    """Return the kinds of damage that edits by ``rule`` repair, deletions aside: what a sample would hold."""
    return frozenset(RULES[name].kind for name in split_rule(rule) if name in RULES) - _DELETIONS
