"""The arithmetic of edits, on edits drawn at random."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionclean.edits import Edit, Note, apply_edits, compose_edits, invert_edits, project_notes


@st.composite
def edits_on(draw, text):
    """A sorted sequence of edits that do not overlap, insertions and deletions and touching ones included."""
    borders = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    edits = []
    for start, end in zip(borders[::2], borders[1::2], strict=False):
        edits.append(Edit(start, end, text[start:end], draw(st.text("xyz", max_size=3)), "r"))
    return edits


@given(st.data(), st.text("abc", max_size=12))
def test_composed_edits_do_what_both_do(data, text):
    first = data.draw(edits_on(text))
    middle = apply_edits(text, first)
    second = data.draw(edits_on(middle))
    assert apply_edits(text, compose_edits(first, second, text)) == apply_edits(middle, second)


@given(st.data(), st.text("abc", max_size=12))
def test_inverted_edits_lead_back(data, text):
    edits = data.draw(edits_on(text))
    assert apply_edits(apply_edits(text, edits), invert_edits(edits)) == text


@given(st.data(), st.text("abc", max_size=12))
def test_projected_notes_stay_in_order_and_inside(data, text):
    edits = data.draw(edits_on(text))
    changed = apply_edits(text, edits)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(changed))] * 2)))
    (note,) = project_notes([Note("k", (start, end), "w")], edits)
    assert 0 <= note.span[0] <= note.span[1] <= len(text)


def test_an_edit_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="does not fit the text at 0"):
        apply_edits("abc", [Edit(0, 1, "b", "x", "r")])
