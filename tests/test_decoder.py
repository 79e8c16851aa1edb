"""The search over bytes: the beam finds what an exhaustive search finds, on short windows of damaged text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.one_to_one import to_traditional
from tests.machine import Flavour, damage
from tests.test_encoding import SENTENCES
from unionclean import repair_encoding
from unionclean.encoding.linkfarm.annotations import annotated_characters, find_annotations, times_seen
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.evidence import PageEvidence, find_evidence
from unionclean.encoding.linkfarm.repair import _PageRepair
from unionclean.encoding.linkfarm.windows import Window
from unionclean.encoding.models.log_space import steps

PROSE = Path(__file__).parents[1] / "seeds" / "002_7915e3db7c52eb82.txt"
READINGS = {character: min(annotated_characters()[character]) for character in times_seen()}

EXHAUSTIVE = {
    "BEAM": 400,
    "WITHIN": steps(25.0),
    "CLOSE": steps(25.0),
    "AHEAD": 0,
    "BEST_CASE": 0,
    "GUESSES": 80,
}
"""Limits that a short window does not reach: every reading that could still win is followed to its end."""


def best_score(text: str, flavour: Flavour) -> int | None:
    """Return the score of the best reading of the whole of ``text``."""
    page = PageEvidence(find_annotations(text), frozenset(READINGS), flavour == "Q", flavour == "D")
    window = Window(0, 0, len(text), certain=True)
    found, _ = _PageRepair(text, page, [window])._decoder.decode(window)
    return found[0].score if found else None


def damaged_windows(number: int, seed: int) -> list[tuple[str, Flavour]]:
    """Return short pieces of prose that the machine has damaged, each with its flavour."""
    draw = random.Random(seed)
    prose = to_traditional(PROSE.read_text("utf-8")).translate({c: c + 0xFEE0 for c in b",:;!?()"})
    found: list[tuple[str, Flavour]] = []
    while len(found) < number:
        start = draw.randrange(len(prose) - 10)
        piece, flavour = prose[start : start + draw.randint(4, 10)], draw.choice(["Q", "D"])
        private = draw.random() < 0.5
        damaged = damage(piece, READINGS, flavour=flavour, keep_private=private)
        if "\n" not in piece and damaged != damage(piece, READINGS, flavour=flavour, keep_private=private, cut=False):
            found.append((damaged, flavour))
    return found


@pytest.mark.parametrize(("text", "flavour"), damaged_windows(60, seed=20200501))
def test_no_reading_is_better_than_the_one_that_the_beam_finds(text, flavour, monkeypatch):
    beam = best_score(text, flavour)
    for name, limit in EXHAUSTIVE.items():
        monkeypatch.setattr(costs, name, limit)
    assert beam == best_score(text, flavour)


NAMES = [
    "讓·巴蒂斯特·格勒茲(", "亞歷山大·謝爾蓋耶維奇·普希金（", "瑪格麗特·杜拉斯，", "加布里埃爾·加西亞·馬爾克斯。",
    "弗里德里希·席勒(", "沃爾斯通克拉夫特(", "克勞德·列維·斯特勞斯！", "阿爾弗雷德·諾貝爾（", "烏爾班·勒威耶,",
]  # fmt: skip
"""Names in transcription, of which the language model knows little: several bytes are lost in a row, with and without a trace."""


@pytest.mark.parametrize("flavour", ["Q", "D"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("before", ["", "思想。瑪麗·"], ids=["alone", "behind a cut"])
def test_no_reading_of_a_name_is_better_than_the_one_that_the_beam_finds(before, name, flavour, monkeypatch):
    damaged = damage(before + name, READINGS, flavour=flavour)
    beam = best_score(damaged, flavour)
    for limit, most in EXHAUSTIVE.items():
        monkeypatch.setattr(costs, limit, most)
    assert beam == best_score(damaged, flavour)


@pytest.mark.parametrize("page", ["她說，她們知道，但她和媽媽不想說。\n", ""], ids=["a page about her", "nothing else"])
def test_a_dropped_pair_before_an_ascii_trail_byte_is_proposed(page):
    """她隱 is CB[FD EB]5B: the pair in the middle left nothing, and ``[`` is the trail byte of 隱."""
    damaged = page + damage("因為外婆向她隱瞞真相", READINGS)
    assert "[" in damaged
    repaired = repair_encoding(damaged)
    assert repaired in (page + "因為外婆向她隱瞞真相", page + "因為外婆向\ufffd隱瞞真相")


OPEN_READINGS = {character: min(readings) for character, readings in annotated_characters().items()}
"""What the machine could insert, seen or not."""


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=6),
    st.sampled_from(["", "　", "　（一）"]),
    st.integers(1, 3),
    st.sampled_from(["Q", "D"]),
)
@settings(max_examples=40)
def test_pages_with_an_open_table_and_indents_are_undone_or_a_note_says_where_not(lines, indent, stride, flavour):
    text = "\n".join(indent + line for line in lines)
    table = dict(sorted(OPEN_READINGS.items())[::stride])
    damaged, wanted = damage(text, table, flavour=flavour), damage(text, {}, cut=False)
    assume(find_evidence(damaged))
    cleaned = repair_encoding.explain(damaged)
    assert cleaned.text == wanted or cleaned.notes
    assert [c for c in cleaned.text if c.isdecimal()] == [c for c in damaged if c.isdecimal()]
