"""The laws as plain checks: a text or some bytes in, an :class:`AssertionError` out when one is broken."""

from __future__ import annotations

import json
from typing import Any

import unionclean
from unionclean.edits import Cleaned, apply_edits


def digits(text: str) -> str:
    """The decimal digits of ``text``, all widths folded."""
    return "".join(str(int(c)) for c in text if c.isdecimal())


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(c in rest for c in short)


def check_step(step: Any, text: str) -> None:
    """Total, settled, replayable, quiet, nothing invented: for a step or a cleaner."""
    once = step(text)
    assert isinstance(once, str)
    if once == text:
        assert once is text, "text that needs nothing is not the same object"
    else:
        assert step(once) == once, "a second pass changes the text"
        assert is_subsequence(digits(once), digits(text)), "a digit is invented"
    check_trace(step.explain(text), text, once)


def check_trace(cleaned: Cleaned, text: str, once: str) -> None:
    """The trace says exactly what was done and takes it back."""
    assert cleaned.text == once, "the trace is not the cleaning"
    assert cleaned.revert() == text == cleaned.original, "revert does not give the original"
    entered = text
    for change in cleaned.changes:
        assert change.edits, "a change without edits"
        entered = apply_edits(entered, change.edits)
    assert entered == once, "the changes do not give the text"
    assert apply_edits(text, cleaned.edits) == once, "the projected edits do not give the text"
    for note in cleaned.notes:
        assert 0 <= note.span[0] <= note.span[1] <= len(text), "a note outside the text"
    assert Cleaned.from_dict(json.loads(json.dumps(cleaned.to_dict()))) == cleaned, "JSON loses something"


def check_outline(text: str) -> None:
    """The outline loses nothing, its spans nest, and every rendering works."""
    outline = unionclean.split_outline(text)
    assert outline.text is text
    last = 0
    for section in outline.walk():
        assert 0 <= section.start <= section.end <= len(text), "a section outside the text"
        assert section.start >= last, "sections are not in document order"
        last = section.start
        for child in section.children:
            assert section.start <= child.start <= child.end <= section.end, "a child outside its parent"
    assert isinstance(outline.to_markdown(), str)
    json.dumps(outline.to_dict())
