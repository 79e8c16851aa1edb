"""Rows of steps that help, undo or outgrow one another still come to rest: the laws hold for any steps."""

from __future__ import annotations

import json
import pickle
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import toys
from tests.strategies import texts
from unionclean import Cleaned, compose, encoding, normalize_punctuation, repair_encoding, to_simplified
from unionclean.edits import Change, Edit, apply_edits, invert_edits
from unionclean.finding import NOTHING, Found
from unionclean.settling import MOST_ROUNDS, member_of
from unionclean.steps import Step


def rewriting(before: str, after: str, *, all_at_once: bool = True) -> Step:
    """A step that writes ``after`` for ``before``, everywhere or at the first place only."""

    def rewrite(text: str) -> Found:
        starts, position = [], text.find(before)
        while position >= 0:
            starts.append(position)
            position = text.find(before, position + len(before)) if all_at_once else -1
        return Found([Edit(start, start + len(before), before, after, "rewrite") for start in starts])

    rewrite.__name__ = f"{before}_to_{after}"
    return Step(rewrite)


words = st.text("ab,", min_size=1, max_size=3)
steps = st.builds(rewriting, words, words, all_at_once=st.booleans())


@given(st.lists(steps, max_size=4), st.text("ab,", max_size=30))
@example([rewriting("a", "b"), rewriting("b", "a")], "ab")
@example([rewriting("a", "aa")], "a")
@example([rewriting("ab", "b", all_at_once=False)], "a" * 20 + "b")
def test_any_row_of_steps_obeys_the_laws(row, text):
    cleaner = compose(*row)
    cleaned = cleaner.explain(text)
    assert cleaner(text) == cleaned.text
    assert cleaner(cleaned.text) is cleaned.text
    assert apply_edits(text, cleaned.edits) == cleaned.text
    assert cleaned.revert() == text
    if cleaned.text == text:
        assert cleaner(text) is text
        assert cleaned.changes == cleaned.edits == ()


@given(st.lists(steps, min_size=1, max_size=4), st.text("ab,", max_size=30), st.integers(0, 3))
def test_a_cleaner_in_a_row_counts_as_its_steps(row, text, cut):
    nested = compose(compose(*row[:cut]), *row[cut:])
    assert nested == compose(*row)
    assert repr(nested) == repr(compose(*row))
    assert pickle.loads(pickle.dumps(compose(compose(normalize_punctuation)))) == compose(normalize_punctuation)


@given(texts)
@example("（)＂*\x00*")
def test_a_nested_row_does_not_change_its_mind(text):
    nested = compose(compose(normalize_punctuation), repair_encoding)
    assert nested(nested(text)) == nested(text)


@given(texts)
@example("你好，世界")
def test_changes_that_cancel_out_are_no_changes(text):
    there_and_back = compose(normalize_punctuation, normalize_punctuation.using(width="half"))
    result = there_and_back(text)
    cleaned = there_and_back.explain(text)
    assert cleaned.text == result
    if result == text:
        assert result is text
        assert cleaned.changes == ()


def test_of_steps_that_undo_each_other_the_last_is_left_out():
    cleaner = compose(to_simplified, toys.toy_punctuation, rewriting("，", ","))
    cleaned = cleaner.explain("國,乙")
    assert cleaner("國,乙") == cleaned.text == "国，乙"
    assert [change.step for change in cleaned.changes] == ["to_simplified", "toy_punctuation"]
    (note,) = cleaned.notes
    assert (note.kind, note.span, note.meaning) == ("unsettled", (0, 3), "unrepaired")
    assert note.why == "left out, because it would go on changing the text: ，_to_,"


def test_every_step_that_goes_in_circles_is_left_out_and_no_other():
    growing = [rewriting("甲", "甲甲"), rewriting("乙", "乙乙")]
    cleaned = compose(growing[0], to_simplified, growing[1], toys.toy_punctuation).explain("國,甲乙")
    assert cleaned.text == "国，甲乙"
    assert [change.step for change in cleaned.changes] == ["to_simplified", "toy_punctuation"]
    assert [note.kind for note in cleaned.notes] == ["unsettled", "unsettled"]


@pytest.mark.parametrize("count", [1, 7, 50])
def test_a_row_of_orphaned_tags_does_not_switch_the_repair_off(count):
    page = (
        "全國(guó)總工會(huì)在會(huì)議上說，各級(jí)領(lǐng)導(dǎo)都來了，我們發(fā)展經(jīng)濟(jì)完/p>"
        + "/div>" * count
    )
    cleaned = repair_encoding.explain(page)
    assert cleaned.text == "全國總工會在會議上說，各級領導都來了，我們發展經濟完"
    assert "unsettled" not in {note.kind for note in cleaned.notes}


def test_a_finder_that_goes_in_circles_is_left_out_alone(monkeypatch):
    def find_endlessly(text: str) -> Found:
        return Found([Edit(0, 0, "", "x", "endless")])

    finders = (*encoding._finders()[:-1], member_of(find_endlessly))
    monkeypatch.setattr(encoding, "_finders", lambda mojibake: finders)
    cleaned = repair_encoding.explain("ÄãºÃ，ÖÐ¹ú")
    assert cleaned.text == repair_encoding("ÄãºÃ，ÖÐ¹ú") == "你好，中国"
    assert [note.why for note in cleaned.notes] == [
        "left out, because it would go on changing the text: find_endlessly"
    ]


def test_a_step_that_outgrows_itself_leaves_the_text():
    grow = rewriting("a", "aa")
    cleaned = grow.explain("ba")
    assert cleaned.text is grow("ba") is cleaned.original
    assert [note.kind for note in cleaned.notes] == ["unsettled"]


def test_a_slow_step_may_take_all_rounds_and_no_more():
    def shorten(text: str) -> Found:
        return Found([Edit(0, 1, "a", "", "shorten")]) if text[:1] == "a" else NOTHING

    step = Step(shorten)
    assert step("a" * (MOST_ROUNDS - 1)) == step.explain("a" * (MOST_ROUNDS - 1)).text == ""
    assert step("a" * MOST_ROUNDS) == step.explain("a" * MOST_ROUNDS).text == "a" * MOST_ROUNDS


def test_nothing_is_done_twice():
    asked = []

    def watched(name: str, before: str) -> Step:
        def find(text: str) -> Found:
            asked.append((name, text))
            return Found([Edit(0, 1, before, "", name)]) if text.startswith(before) else NOTHING

        find.__name__ = name
        return Step(find, final=lambda: True)

    row = compose(watched("one", "a"), watched("two", "b"), watched("three", "c"))
    assert row("bx") == "x"
    assert asked == [("one", "bx"), ("two", "bx"), ("three", "x"), ("one", "x")]
    asked.clear()
    assert row.explain("x").text == "x"
    assert asked == [("one", "x"), ("two", "x"), ("three", "x")]


def test_a_foreign_function_runs_once_and_everything_with_it():
    runs = []

    def foreign(text: str) -> str:
        runs.append(text)
        return text + "!"

    assert compose(compose(foreign), rewriting("a", "b"))("a") == "b!"
    assert runs == ["a"]
    assert [c.step for c in compose(foreign, compose(rewriting("a", "b"))).explain("a").changes] == [
        "foreign",
        "a_to_b",
    ]


def test_what_is_protected_in_a_nested_cleaner_stays_protected_there():
    nested = compose(compose(normalize_punctuation, protect=["甲,乙"]), to_simplified)
    assert nested("國家,甲,乙") == nested.explain("國家,甲,乙").text == "国家，甲,乙"
    assert nested(nested("國家,甲,乙")) == nested("國家,甲,乙")


@given(st.text("aX\ufffc", max_size=12))
def test_a_foreign_function_is_traced_around_what_is_protected(text):
    def double(passage: str) -> str:
        return passage.replace("a", "aa")

    cleaned = compose(double, protect=["X+"]).explain(text)
    assert cleaned.text == text.replace("a", "aa")
    assert apply_edits(text, cleaned.edits) == cleaned.text
    assert cleaned.revert() == text


@pytest.mark.parametrize("text", ["\ud800\udc00", "a\ud800\udc00\udc00\ud800b", "\U00010000\ud800"], ids=ascii)
def test_surrogates_side_by_side_survive_json(text):
    edits = (Edit(0, len(text), text, text[::-1], "r", "probable", "d", 0.5),)
    cleaned = Cleaned(text[::-1], text, (Change("s", edits),))
    again = Cleaned.from_dict(json.loads(json.dumps(cleaned.to_dict())))
    assert again == cleaned
    assert len(again.original) == len(text)
    assert again.revert() == text


def test_a_dict_of_an_older_version_still_loads():
    edit = {"start": 0, "end": 1, "before": "國", "after": "国", "rule": "t2s", "certainty": "certain"}
    old = {
        "text": "国",
        "original": "國",
        "changes": [{"step": "to_simplified", "edits": [edit]}],
        "notes": [{"kind": "lost-byte", "span": [0, 1], "why": "gone"}],
    }
    cleaned = Cleaned.from_dict(old)
    assert cleaned.edits == (Edit(0, 1, "國", "国", "t2s"),)
    assert cleaned.edits[0].confidence == 1.0
    assert cleaned.notes[0].meaning == "unrepaired"


def test_what_came_back_cannot_be_changed_and_is_computed_once():
    cleaned = Cleaned("b", "a", (Change("s", (Edit(0, 1, "a", "b", "r"),)), Change("s", (Edit(0, 1, "b", "b", "r"),))))
    assert cleaned.edits is cleaned.edits
    assert cleaned == pickle.loads(pickle.dumps(cleaned))
    assert hash(cleaned) == hash(pickle.loads(pickle.dumps(cleaned)))
    for change in (
        lambda: setattr(cleaned, "text", "c"),
        lambda: delattr(cleaned, "text"),
        lambda: setattr(cleaned, "x", 1),
    ):
        with pytest.raises(AttributeError, match="a Cleaned cannot be changed"):
            change()
    match cleaned:
        case Cleaned(text, original):
            assert (text, original) == ("b", "a")


@pytest.mark.parametrize(
    ("set_option", "error", "message"),
    [
        (lambda: to_simplified.using(region="cn"), ValueError, "to_simplified: region is 'tw', 'hk' or None, not 'cn'"),
        (lambda: to_simplified("", region="CN"), ValueError, "to_simplified: region is 'tw', 'hk' or None, not 'CN'"),
        (
            lambda: normalize_punctuation.using(width="wide"),
            ValueError,
            "normalize_punctuation: width is 'full' or 'half', not 'wide'",
        ),
        (
            lambda: normalize_punctuation.explain("", width=True),
            ValueError,
            "normalize_punctuation: width is 'full' or 'half', not True",
        ),
        (
            lambda: normalize_punctuation.using(width=["full"]),
            ValueError,
            r"normalize_punctuation: width is .*, not \['full'\]",
        ),
        (lambda: toys.toy_switch("", deep="no"), TypeError, "toy_switch: deep is True or False, not 'no'"),
        (lambda: toys.toy_switch.using(deep=1), TypeError, "toy_switch: deep is True or False, not 1"),
        (
            lambda: repair_encoding.using(width="full"),
            TypeError,
            "repair_encoding has no option 'width'; its options: mojibake",
        ),
        (lambda: to_simplified("", colour=1), TypeError, "to_simplified has no option 'colour'; its options: region"),
    ],
)
def test_options_are_checked_where_they_are_set(set_option, error, message):
    with pytest.raises(error, match=message):
        set_option()


def test_options_without_a_list_of_values_are_not_checked():
    assert toys.toy_switch.using(size=3, deep=True)("x") == "x"
    assert toys.toy_switch.option_values == {"deep": (True, False)}


@given(st.data(), st.text("abc", max_size=12))
def test_inverting_twice_gives_the_edits_again(data, text):
    step = data.draw(steps)
    edits = step.explain(text).edits
    assert invert_edits(invert_edits(edits)) == edits


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (None, "not NoneType: skip missing values, or pass ''"),
        (b"a", "not bytes: decode first"),
        (float("nan"), "not float: skip missing values, in pandas with na_action='ignore'"),
    ],
)
def test_what_is_no_text_is_a_type_error_that_says_what_to_do(value, hint):
    with pytest.raises(TypeError, match=re.escape(hint)):
        to_simplified(value)
