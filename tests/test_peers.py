"""Where OpenCC and ftfy are right, the steps that are built on them say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from benchmarks.peers import LINES
from unionclean import clean, repair_encoding, to_simplified
from unionclean.han import COMMON_TRADITIONAL
from unionclean.script.characters import patterns

UNCONTESTED = [c for c in COMMON_TRADITIONAL if not patterns().contested.search(c)]
HAN = "的一是不我有人在他大中到和上下地小出年可生自天子心文工山水火"


@given(st.lists(st.sampled_from(UNCONTESTED) | st.sampled_from(HAN), min_size=1, max_size=30).map("".join))
@example("國會議員")
@settings(max_examples=500)
def test_uncontested_characters_become_what_opencc_says(text):
    import opencc

    wanted = opencc.OpenCC("t2s").convert(text)
    assume(not patterns().contested.search(text + wanted))
    assert to_simplified(text) == wanted


WORDS = [
    "café",
    "naïve",
    "Zürich",
    "señor",
    "façade",
    "“quoted”",
    "it’s",
    "déjà vu",
    "10 €",
    "crème brûlée",
    "São Paulo",
    "œuvre",
    "résumé",
    "–",
    "…",
]
PLAIN = ["the", "price is", "of", "and", "a house in", "we met at", "was"]


@given(
    st.lists(st.sampled_from(WORDS) | st.sampled_from(PLAIN), min_size=2, max_size=8).map(" ".join),
    st.sampled_from(["latin-1", "cp1252"]),
)
@settings(max_examples=500)
def test_latin_mojibake_that_ftfy_repairs_is_repaired(text, codec):
    import ftfy

    try:
        broken = text.encode("utf-8").decode(codec)
    except UnicodeDecodeError:
        broken = ""
    assume(broken and broken != text)
    assume(ftfy.fix_encoding(broken) == text)
    assert repair_encoding(broken) == text


@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(PLAIN), max_size=8).map(" ".join))
def test_latin_text_that_ftfy_leaves_alone_is_left_alone(text):
    import ftfy

    assume(ftfy.fix_encoding(text) == text)
    assert repair_encoding(text) is text


@pytest.mark.parametrize(
    ("broken", "wanted"),
    [
        ("Â£5 cafÃ©", "£5 café"),
        ("Ã…ngstrÃ¶m â€¦ â€¦", "Ångström … …"),
    ],
)
def test_what_ftfy_repairs_beside_other_mojibake(broken, wanted):
    assert repair_encoding(broken) == wanted


def test_the_comparison_shows_what_this_version_makes_of_the_lines():
    page = Path(__file__).parents[1].joinpath("docs", "comparison.md").read_text("utf-8")
    assert f"| **unionclean** `clean` | {' | '.join(map(clean, LINES))} |" in page
