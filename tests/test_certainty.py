"""How sure an edit is, and what is said of text in which nothing changes."""

from __future__ import annotations

import pytest

from tests.case_files import read_cases
from unionclean import compose, normalize_punctuation, repair_encoding, to_simplified
from unionclean.encoding.linkfarm.confidence import CURVES, confidence_of
from unionclean.encoding.models.log_space import NAT

PAGE = (
    "我們?nèi)ギa(chǎn)能,下?lián)軐m?xiàng)業(yè)務(wù)。中國(guó)工會(huì)發(fā)布通知,會(huì)議強(qiáng)調(diào)。"
)


@pytest.mark.parametrize("kind", CURVES)
def test_the_further_ahead_the_surer(kind):
    stated = [confidence_of(kind, margin * NAT) for margin in range(8)]
    assert stated == sorted(stated)
    assert 0 < stated[0] < stated[-1] < 1


def test_a_certain_run_says_one_and_a_probable_one_less():
    pages = read_cases("encoding", "wanted")
    edits = [edit for page in pages[:40] for edit in repair_encoding.explain(page.input).edits]
    runs = [edit for edit in edits if edit.rule == "shifted-run"]
    assert all((edit.certainty == "certain") == (edit.confidence == 1.0) for edit in runs)
    probable = [edit.confidence for edit in runs if edit.certainty == "probable"]
    assert min(probable) > 0
    assert max(probable) > 0.9


def test_a_page_with_clear_runs_has_certain_ones():
    assert "certain" in {edit.certainty for edit in repair_encoding.explain(PAGE).edits if edit.rule == "shifted-run"}


# Words in the conversion of scripts


@pytest.mark.parametrize(
    ("text", "at", "before", "after", "certainty"),
    [
        ("隻要採訪，就全麵報道。", 0, "隻", "只", "certain"),  # in a word
        ("工會始終沿著正確方向前進，著名學者參加會議。", 5, "著", "着", "certain"),
        ("參觀展覽的工會會員說：這個隻。", 13, "隻", "只", "certain"),  # what the engine says, no word asked
    ],
)
def test_a_word_decides_for_certain(text, at, before, after, certainty):
    (edit,) = (edit for edit in to_simplified.explain(text).edits if edit.start == at)
    assert (edit.before, edit.after, edit.certainty) == (before, after, certainty)
    assert (edit.certainty == "certain") == (edit.confidence == 1.0)


def test_a_decision_without_a_word_is_probable():
    found = [
        edit
        for text in ("國會議員發言後，他們乾著急。", "這件事情發生於昨天，著者不詳，著。", "大家都說這個地方著了。")
        for edit in to_simplified.explain(text).edits
        if edit.certainty == "probable"
    ]
    assert found
    assert all(0.5 < edit.confidence < 1 for edit in found)


# Notes without edits


@pytest.mark.parametrize(
    "function", [normalize_punctuation, compose(normalize_punctuation), compose(to_simplified, normalize_punctuation)]
)
def test_a_text_in_which_nothing_changes_keeps_its_notes(function):
    cleaned = function.explain("他说(这是没有关上的括号。")
    assert cleaned.changes == ()
    assert [note.kind for note in cleaned.notes] == ["unpaired-bracket"]
    assert cleaned.to_dict()["notes"]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("涨价了?专家:不会", "probable"),
        ("第?章", "probable"),
        ("涨价了吗?专家:不会", "certain"),
        ("涨价了?", "certain"),
    ],
)
def test_a_question_between_words_without_one_that_asks_is_probable(text, certainty):
    """Nothing else tells it from a lost character where all marks are half-width."""
    edit = normalize_punctuation.explain(text).edits[0]
    assert (edit.rule, edit.certainty) == ("question", certainty)
