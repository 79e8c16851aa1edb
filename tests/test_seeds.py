"""The five seed pages through ``clean``: what a reader of each must find, and never find."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import opencc
import pytest

import unionclean
from unionclean.edits import apply_edits

PATHS = sorted((Path(__file__).resolve().parents[1] / "seeds").glob("[0-9]*.txt"))
PAGES = {path.stem[:3]: path.read_bytes().decode("utf-8") for path in PATHS}
each_seed = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
each_damaged_seed = pytest.mark.parametrize(
    "page", [p for n, p in PAGES.items() if n != "002"], ids=sorted({*PAGES} - {"002"})
)

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"


@pytest.fixture(scope="module")
def explained():
    """Every seed explained once."""
    return {page: unionclean.explain(page) for page in PAGES.values()}


def digits(text):
    return "".join(str(int(c)) for c in text if c.isdecimal())


def test_there_are_five_seeds():
    assert sorted(PAGES) == ["000", "001", "002", "003", "004"]


@each_seed
def test_clean_and_explain_agree(page, explained):
    assert unionclean.clean(page) == explained[page].text


@each_seed
def test_no_reading_is_left(page, explained):
    assert re.findall(f"[{HAN}]\\([a-z{TONED}ü ]+\\)|[{TONED}]", explained[page].text) == []


@each_seed
def test_no_place_block_is_left(page, explained):
    assert re.findall(f"(?:[{HAN}]{{2,5}} ?[|｜] ?){{3}}", explained[page].text) == []


@each_damaged_seed
def test_the_place_block_goes_as_one_piece_from_the_end(page, explained):
    (change,) = [c for c in explained[page].changes if c.step == "strip_place_spam"]
    (edit,) = change.edits
    assert edit.after.strip() == ""
    assert edit.before.count("|") > 30
    assert page.rstrip().endswith(edit.before.rstrip()[-20:])


@each_seed
def test_no_ascii_mark_stands_between_han(page, explained):
    assert re.findall(f"(?<=[{HAN}])[,:;!?()](?=[{HAN}])", explained[page].text) == []


@each_seed
def test_every_traditional_character_is_converted(page, explained):
    to_simplified = opencc.OpenCC("t2s")
    cleaned = explained[page].text
    assert [c for c in sorted(set(cleaned)) if to_simplified.convert(c) != c] == []
    assert unionclean.to_simplified(cleaned) is cleaned


@each_seed
def test_the_digits_stay_in_order(page, explained):
    assert digits(explained[page].text) == digits(page)


@each_seed
def test_paragraphs_stay(page, explained):
    def lines(text):
        return sum(bool(line.strip()) for line in text.splitlines())

    dropped = sum(edit.before.strip("\n").count("\n") + 1 for edit in explained[page].edits if "\n" in edit.before)
    assert lines(page) - dropped - 1 <= lines(explained[page].text) <= lines(page)


def test_the_undamaged_seed_changes_in_punctuation_only(explained):
    page = PAGES["002"]
    assert {change.step for change in explained[page].changes} == {"normalize_punctuation"}
    assert re.findall(r"\w", explained[page].text) == re.findall(r"\w", page)


@each_seed
def test_revert_gives_the_seed_byte_for_byte(page, explained):
    assert explained[page].revert().encode("utf-8") == page.encode("utf-8")


@each_seed
def test_edits_carry_the_right_offsets(page, explained):
    edits = explained[page].edits
    assert all(page[edit.start : edit.end] == edit.before != edit.after for edit in edits)
    assert all(first.end <= second.start for first, second in itertools.pairwise(edits))
    assert apply_edits(page, edits) == explained[page].text


@each_seed
def test_the_changes_chain(page, explained):
    entered = page
    for change in explained[page].changes:
        assert all(entered[edit.start : edit.end] == edit.before for edit in change.edits)
        entered = apply_edits(entered, change.edits)
    assert entered == explained[page].text


@each_seed
def test_what_is_lost_is_marked_and_noted(page, explained):
    spans = [note.span for note in explained[page].notes if note.kind == "lost-byte"]
    assert all(page[start:end] for start, end in spans)
    for edit in explained[page].edits:
        if "\ufffd" in edit.after:
            assert any(start < edit.end and edit.start < end for start, end in spans), edit


@each_seed
def test_a_clean_page_is_left_alone(page, explained):
    cleaned = explained[page].text
    assert unionclean.clean(cleaned) is cleaned
    assert unionclean.explain(cleaned).changes == ()


@each_seed
def test_every_step_alone_keeps_its_laws(page):
    for step in unionclean.DEFAULT_STEPS:
        cleaned = step.explain(page)
        assert cleaned.text == step(page)
        assert cleaned.revert() == page
        assert step(cleaned.text) is cleaned.text
