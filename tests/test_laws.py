"""The laws of the library, over every step and over ``clean``, on any text."""

from __future__ import annotations

import io
import json
import pickle
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import unionclean
from tests.strategies import texts
from unionclean import DEFAULT_STEPS, Cleaned, Cleaner, compose
from unionclean.edits import Edit, apply_edits, invert_edits
from unionclean.han import may_be_chinese
from unionclean.masking import CLOSED
from unionclean.steps import NOTHING, Found, Step

STEPS = [
    *DEFAULT_STEPS,
    unionclean.repair_layout,
    unionclean.repair_layout.using(furniture="drop"),
    unionclean.normalize_punctuation.using(width="half"),
    compose(*DEFAULT_STEPS),
]
every_step = pytest.mark.parametrize("step", STEPS, ids=repr)


def digits(text: str) -> str:
    """The decimal digits of ``text``, all widths folded."""
    return "".join(str(int(c)) for c in text if c.isdecimal())


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(c in rest for c in short)


@every_step
@given(texts)
@example("理:<p\n明?>")
@example("[甲, 乙]\n甲,\n[甲, 乙]:p")
@example("¼Ó·\ud800")
def test_a_second_pass_changes_nothing(step, text):
    once = step(text)
    assert step(once) == once


@every_step
@given(texts)
def test_the_trace_is_the_cleaning(step, text):
    assert step.explain(text).text == step(text)


@every_step
@given(texts, st.sets(st.integers(0, 40)))
def test_the_trace_is_the_cleaning_beside_closed_characters(step, text, closed):
    text = "".join(CLOSED if index in closed else character for index, character in enumerate(text))
    cleaned = step.explain(text)
    assert cleaned.text == step(text)
    assert cleaned.text.count(CLOSED) == text.count(CLOSED)


@every_step
@given(texts)
def test_a_step_for_chinese_has_nothing_to_say_of_other_text(step, text):
    if getattr(step, "only_chinese", False) and not may_be_chinese(text):
        cleaned = step.explain(text)
        assert step(text) is text
        assert (cleaned.edits, cleaned.notes) == ((), ())


@every_step
@given(texts)
def test_edits_replay_and_revert(step, text):
    cleaned = step.explain(text)
    entered = text
    for change in cleaned.changes:
        assert change.edits
        result = apply_edits(entered, change.edits)
        assert apply_edits(result, invert_edits(change.edits)) == entered
        entered = result
    assert entered == cleaned.text
    assert apply_edits(text, cleaned.edits) == cleaned.text
    assert cleaned.revert() == text == cleaned.original
    assert all(0 <= note.span[0] <= note.span[1] <= len(text) for note in cleaned.notes)


@every_step
@given(texts)
def test_text_that_needs_nothing_is_the_same_object(step, text):
    result = step(text)
    if result == text:
        assert result is text
        assert step.explain(text).edits == ()


@every_step
@given(texts)
@example("Î§¡¢£°")
@example("à¼ ")
@example("ÔÂ£±£´ÈÕÉÏÎç")
@example("£¨¸½¼þ£³")
@example("鍙戝竷浼氾紙锛掞紣锛掞紣骞达級")
def test_no_digit_is_invented(step, text):
    assert is_subsequence(digits(step(text)), digits(text))


@every_step
@given(texts)
def test_a_trace_round_trips_through_json(step, text):
    cleaned = step.explain(text)
    assert Cleaned.from_dict(json.loads(json.dumps(cleaned.to_dict()))) == cleaned


@every_step
@given(texts)
@settings(max_examples=20)
def test_steps_pickle(step, text):
    copy = pickle.loads(pickle.dumps(step))
    assert copy == step
    assert copy(text) == step(text)


def test_a_final_step_is_asked_once_and_any_other_until_it_is_content():
    asked = []

    def halve(text: str, *, final: bool = False) -> Found:
        asked.append(text)
        return Found([Edit(0, 2, text[:2], "a", "halve")]) if text[:2] == "aa" else NOTHING

    halving = Step(halve, final=lambda *, final=False: final)
    assert halving("aaa") == halving.explain("aaa").text == "a"
    assert asked == ["aaa", "aa", "a"] * 2
    asked.clear()
    assert halving("aaa", final=True) == halving.explain("aaa", final=True).text == "aa"
    assert asked == ["aaa"] * 2


@given(texts)
def test_an_outline_loses_nothing(text):
    outline = unionclean.split_outline(text)
    assert outline.text is text
    assert "".join(piece.text for piece in outline.pieces()) == text


def test_what_was_decoded_or_cleaned_is_told_where_its_text_is():
    for holder in (unionclean.decode(b"abc"), unionclean.explain("abc")):
        with pytest.raises(TypeError, match=r"works on str, not \w+: pass its \.text"):
            unionclean.clean(holder)


class Series(list):
    """Stands for a series of a library that need not be here."""


class NAType:
    """Stands for the missing value of pandas."""


def of_library(module, kind, *arguments):
    return type(kind.__name__, (kind,), {"__module__": module})(*arguments)


def _name_of_kind(value):
    """Name a test by what it gives, not by where that lies in memory: tests that run side by side must have one name."""
    return value if isinstance(value, str) else type(value).__name__


ADVICE = [
    (b"abc", "unionclean.decode(data).text"),
    (bytearray(b"abc"), "unionclean.decode(data).text"),
    (None, "skip missing values"),
    (float("nan"), "in pandas with na_action='ignore'"),
    (of_library("pandas._libs.missing", NAType), "skip missing values"),
    (of_library("pandas.core.series", Series), "series.map({called}, na_action='ignore')"),
    (of_library("polars.series.series", Series), "series.map_elements({called}, return_dtype=polars.String)"),
    (Path("a.txt"), "path.read_text('utf-8') or unionclean.decode(path.read_bytes()).text"),
    (io.StringIO("a"), "file.read()"),
    (["a"], "[{called}(text) for text in texts]"),
    (("a", "b"), "[{called}(text) for text in texts]"),
    ({"text": "a"}, "{called}(record['text'])"),
    (1, "pass a text"),
    (3.0, "pass a text"),
]


@every_step
@pytest.mark.parametrize(("bad", "advice"), ADVICE, ids=_name_of_kind)
def test_a_type_error_says_what_to_do(step, bad, advice):
    called = "unionclean.clean" if isinstance(step, Cleaner) else step
    for call in (step, step.explain):
        with pytest.raises(TypeError) as error:
            call(bad)
        assert advice.format(called=called) in str(error.value)


@pytest.mark.parametrize("called", ["clean", "explain", "split_outline"])
@pytest.mark.parametrize(("bad", "advice"), ADVICE, ids=_name_of_kind)
def test_so_does_one_of_the_other_functions(called, bad, advice):
    name = "unionclean.split_outline" if called == "split_outline" else "unionclean.clean"
    with pytest.raises(TypeError) as error:
        getattr(unionclean, called)(bad)
    assert advice.format(called=name) in str(error.value)


@every_step
@pytest.mark.parametrize("bad", [None, b"abc", 1, ["a"]], ids=repr)
def test_anything_but_str_is_a_type_error(step, bad):
    with pytest.raises(TypeError, match=r"unionclean works on str, not .*: .*"):
        step(bad)
