"""The rules of ``normalize_punctuation`` on lines of a text, in their order, once.

Rules that keep the length write words, small forms, quotes, brackets and marks, in this order; then the rules that
change it write ellipses, dashes and blanks.  The edits are the differences, named by what was replaced by what.
"""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.edits import Edit
from unionclean.islands import FILLERS, mask_inline
from unionclean.masking import unmask
from unionclean.punctuation.brackets import narrow_brackets, widen_brackets
from unionclean.punctuation.marks import narrow_marks, widen_marks
from unionclean.punctuation.quotes import curl_quotes, straighten_quotes
from unionclean.punctuation.rules import rule_of
from unionclean.punctuation.spacing import spacings
from unionclean.punctuation.wide import common_forms, narrow_words, needs_narrowing
from unionclean.questions import is_doubtful

_OF_WIDTH = {
    "full": (curl_quotes, widen_brackets, widen_marks),
    "half": (straighten_quotes, narrow_brackets, narrow_marks),
}
_STRETCH = 32
"""Characters that are compared at once: a loop over all of them takes ten times as long."""
_PROBABLE = 0.9
"""The confidence of a probable edit: ``﹒`` may be a point of a list as well as the point in a name, and ``?`` stand for a lost character."""


def write_lines(lines: str, width: str) -> str:
    """Return ``lines`` after one pass of the rules.

    >>> write_lines("是...!'", "full")
    "是……!'"
    """
    masked = mask_inline(lines)
    written = _space(_decide(masked, width), masked, width)
    return written if masked is lines else unmask(written, masked, lines, FILLERS)


def trace_lines(lines: str, width: str) -> tuple[Edit, ...]:
    """Return the edits that :func:`write_lines` makes.

    >>> [(edit.rule, edit.after) for edit in trace_lines("是...!'", "full")]
    [('ellipsis', '……')]
    """
    masked = mask_inline(lines)
    return tuple(_edits(masked, _decide(masked, width), width))


def _decide(masked: str, width: str) -> str:
    """Return the lines with the characters decided that keep their length."""
    text = common_forms(narrow_words(masked)) if needs_narrowing(masked) else masked
    for rewrite in _OF_WIDTH[width]:
        text = rewrite(text)
    return text


def _space(decided: str, masked: str, width: str) -> str:
    pieces: list[str] = []
    position = 0
    for start, end, after, _ in spacings(decided, masked, width=width):
        pieces += (decided[position:start], after)
        position = end
    return "".join([*pieces, decided[position:]]) if pieces else decided


def _edits(masked: str, decided: str, width: str) -> Iterator[Edit]:
    """Yield the edits: every character that was decided otherwise, and every spacing, in order."""
    characters = _character_edits(masked, decided)
    edit = next(characters, None)
    for start, end, after, rule in spacings(decided, masked, width=width):
        while edit and edit.start < start:
            yield edit
            edit = next(characters, None)
        while edit and edit.start < end:
            edit = next(characters, None)  # lies inside what the spacing replaces
        if masked[start:end] != after:
            yield Edit(start, end, masked[start:end], after, rule)
    if edit:
        yield edit
    yield from characters


def _character_edits(masked: str, decided: str) -> Iterator[Edit]:
    if masked == decided:
        return
    for start in range(0, len(masked), _STRETCH):
        came, went = masked[start : start + _STRETCH], decided[start : start + _STRETCH]
        if came == went:
            continue
        for index, (before, after) in enumerate(zip(came, went, strict=True), start):
            if before != after:
                rule, certainty = rule_of(before, after)
                if before == "?" and is_doubtful(masked, index):
                    certainty = "probable"
                confidence = 1.0 if certainty == "certain" else _PROBABLE
                yield Edit(index, index + 1, before, after, rule, certainty, confidence=confidence)
