"""A page remembers what its searches found, and does not search without end: neither may show in what it finds."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import machine_text
from unionclean import repair_encoding
from unionclean.encoding.linkfarm.annotations import ANNOTATION, find_annotations
from unionclean.encoding.linkfarm.decoder import beam
from unionclean.encoding.linkfarm.decoder.hypothesis import LOST
from unionclean.encoding.linkfarm.decoder.memory import Decoded, Memory
from unionclean.encoding.linkfarm.decoder.open_pairs import OpenPairs
from unionclean.encoding.linkfarm.readings import BEHIND, text_outside
from unionclean.encoding.linkfarm.windows import Window

DAMAGED = "中國(guó)工會(huì)發(fā)布,慶!拔逡弧眹(guó)際勞動(dòng)節。下?lián)軐m?xiàng)資金\n" * 3


@given(st.lists(machine_text, min_size=1, max_size=3), st.integers(1, 3))
@settings(deadline=None, max_examples=40)
def test_what_is_remembered_is_what_a_search_would_find(pages, times):
    text = "\n".join(pages * times)
    remembered = repair_encoding.explain(text)
    with patch.object(Memory, "recall", lambda *_: None):
        searched = repair_encoding.explain(text)
    assert remembered == searched


@given(
    st.lists(st.sampled_from(["國(guó)", "(huì )", "?huì)", "?", "??", "(", "中文", "gu", ")"]), max_size=30).map(
        "".join
    ),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 4)), max_size=4).map(sorted),
)
def test_the_text_outside_has_no_annotation_that_no_window_cuts(text, places):
    windows = [Window(start, start, start + size, False) for start, size in places if start <= len(text)]
    pieces, position = [], 0
    for window in windows:
        pieces.append(text[position : max(position, window.start)])
        position = max(position, window.suspect_end + BEHIND)
    pieces.append(text[position:])
    expected = LOST.join(ANNOTATION.sub("", piece) for piece in pieces)
    outside = text_outside(text, windows, find_annotations(text).spans())
    assert outside == re.sub(r"\?{2,}", LOST, expected)


def test_the_text_behind_must_be_the_same():
    memory = Memory("甲乙丙丁甲乙丙戊甲乙")
    memory.remember(("key",), 0, 4, Decoded(True, (), 0, 0, 2))
    assert memory.recall(("key",), 0) == Decoded(True, (), 0, 0, 2)
    assert memory.recall(("key",), 4) is None
    assert memory.recall(("key",), 8) is None


@pytest.mark.parametrize(
    "unit", ["?;&", "?!](藉\n", "の?p>??", "。?;中", "?guó)", "??,", "?;", "，", "!拔", "€", "?\n", "中?；"]
)
def test_repeated_garbage_costs_hardly_more_states_than_one_piece(unit):
    """Work is counted, as clocks are noisy: the states that all searches of all passes reach."""

    def work(times: int) -> int:
        searches = []
        made = beam.BeamSearch.__init__

        def keep(self, *arguments):
            made(self, *arguments)
            searches.append(self)

        with patch.object(beam.BeamSearch, "__init__", keep):
            repair_encoding(DAMAGED + unit * times + "\n" + DAMAGED)
        return sum(search.effort for search in searches)

    assert work(4000) <= 2 * work(1000) + 2000


def test_a_page_is_not_searched_without_end():
    """Beyond the bound nothing is searched; annotations go, and what is surely broken is marked."""
    with patch.object(beam, "MOST_EFFORT", -1_000_000):
        found = repair_encoding.explain(DAMAGED)
    assert {edit.rule for edit in found.edits} == {"annotation"}
    assert {note.kind for note in found.notes} >= {"unrepaired"}


def test_a_search_of_few_states_counts_for_a_fifth():
    """So a long page whose broken bytes left nothing is searched to its end, at each of its delimiters."""
    searches = []
    made, expand = beam.BeamSearch.__init__, beam.BeamSearch._expand
    states = 0

    def keep(self, *arguments):
        made(self, *arguments)
        searches.append(self)

    def count(self, *arguments):
        nonlocal states
        found = expand(self, *arguments)
        states += len(found)
        return found

    with patch.object(beam.BeamSearch, "__init__", keep), patch.object(beam.BeamSearch, "_expand", count):
        repair_encoding(DAMAGED)
    assert 0 < sum(search.effort for search in searches) < states


@given(st.text(st.sampled_from("“”‘’（）()\n甲乙"), max_size=60), st.lists(st.integers(0, 60), max_size=6))
def test_pairs_that_are_followed_are_the_pairs_of_the_line(text, places):
    pairs = OpenPairs(text)
    for place in sorted(min(place, len(text)) for place in places):
        assert pairs.expect(place) == OpenPairs(text[text.rfind("\n", 0, place) + 1 :]).expect(
            place - text.rfind("\n", 0, place) - 1
        )
