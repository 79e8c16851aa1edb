"""The registry of rules: everything a step emits is in it, and everything in it is emitted."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import texts_of_all_cases
from tests.strategies import texts
from tools.build_rules import PAGE, page
from unionclean import (
    normalize_punctuation,
    repair_encoding,
    repair_layout,
    split_outline,
    strip_place_spam,
    to_simplified,
)
from unionclean.edits import Edit, Note
from unionclean.outline.joins import find_joins
from unionclean.rules import NOTE_KINDS, RULES, split_rule

ROOT = Path(__file__).resolve().parents[1]
STEPS = (
    repair_encoding,
    strip_place_spam.using(keyword_lists=True),
    to_simplified,
    to_simplified.using(region="tw"),
    to_simplified.using(region="hk"),
    repair_layout,
    repair_layout.using(furniture="drop"),
    normalize_punctuation,
    normalize_punctuation.using(width="half"),
)
RARE = (
    "﹒史密斯﹒",
    "\x1b[31m红\x1b[0m",
    "好\xad的\u202e好",
    "\ud83d\ude00",
    '<tt id="x3k9z">好</tt>',
    "\u2028好\r\n",
    "好 ，好",
    "豈\uf9b4\x07",
    "甲\x07乙\x93丙\x94",
    "ä½\xa0å¥½ï¼\x91ï¼\x92",
    "全國(guó)總工會(huì)在會(huì)議上說?,各級(jí)領(lǐng)導(dǎo)?;都來了，只可???2節(jié)車廂",
    "这家公司的伺服器放在荷里活，伊利諾州的程式設計師",
    "大學工人大家精工".encode().decode("cp950"),
    "国产视频_亚洲电影_在线观看_欧美剧集_高清下载\n今天的新聞發布會到此結束，謝謝各位記者。全國工會將繼續為職工服務，開展學習。",
    "這裏使用服務器，安裝軟體，計程車司機在數碼相機旁。三、五、五、五",
    "一、\n二、\n二、\n五、",
    "这一行不知道为什么在页面上出现了整整两次\n这一行不知道为什么在页面上出现了整整两次\n",
    "短期负荷预测是电力系    本文提出一种改进的神\n统运行与规划的基础，预    经网络模型，利用历史数\n测的准确程度直接影响电    据和气象信息训练网络参\n网的安全和经济运行。随    数，并在实际电网中进行",
)
NEVER_MET: set[str] = {
    "unsettled",
    "structure",
    "unreadable",
    "house-style",
    "vanished",
    "not-text",
    "unknown-encoding",
    "mixed-encodings",
    "user-defined",
    "cesu-8",
}
"""Kinds of notes of ``decode``, which is no step, and of files, and those that need a step which goes in circles or a whole page of damage; other tests show them."""


@pytest.fixture(scope="module")
def traces():
    """Everything that the steps do to the seeds, to the texts of all cases and to a few texts of rare damage."""
    seeds = (path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.txt"))
    texts = dict.fromkeys(chain(RARE, (text for _, text in texts_of_all_cases()), seeds))
    return [(step.name, step.explain(text)) for text in texts for step in STEPS] + [
        ("split_outline", split_outline(text)) for text in texts
    ]


def test_every_rule_on_the_cases_is_registered_with_its_step_and_every_registered_rule_is_met(traces):
    met = Counter()
    for step, cleaned in traces:
        for edit in getattr(cleaned, "edits", ()):
            met.update((step, name) for name in split_rule(edit.rule))
    met.update(("split_outline", edit.rule) for edit in find_joins("(1)开展活动。推动\n\n工作落实。\n(2)总结"))
    assert set(met) == {(rule.step, rule.name) for rule in RULES.values()}


def test_every_note_on_the_cases_is_registered_and_every_registered_kind_is_met(traces):
    met = {note.kind for _, cleaned in traces for note in cleaned.notes}
    assert met <= set(NOTE_KINDS)
    assert set(NOTE_KINDS) - met <= NEVER_MET


@given(st.sampled_from(STEPS), texts)
def test_every_rule_on_any_text_is_registered(step, text):
    cleaned = step.explain(text)
    assert {RULES[name].step for edit in cleaned.edits for name in split_rule(edit.rule)} <= {step.name}
    assert {note.kind for note in cleaned.notes} <= set(NOTE_KINDS)


def test_only_probable_edits_leave_room_for_doubt(traces):
    for _, cleaned in traces:
        for edit in getattr(cleaned, "edits", ()):
            assert 0 < edit.confidence <= 1
            assert (edit.confidence == 1) == (edit.certainty == "certain"), edit


def test_a_rule_has_a_sentence_and_a_source():
    for rule in RULES.values():
        assert rule.sentence[0].islower() and not rule.sentence.endswith(".") and rule.source


def test_the_page_of_rules_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tools.build_rules"


def test_an_edit_shows_what_is_not_as_usual():
    assert (
        repr(Edit(0, 1, "a", "b", "r")) == "Edit(start=0, end=1, before='a', after='b', rule='r', certainty='certain')"
    )
    assert repr(Edit(0, 1, "a", "", "r", "probable", "2 of 3", 0.5)) == (
        "Edit(start=0, end=1, before='a', after='', rule='r', certainty='probable', detail='2 of 3', confidence=0.5)"
    )


def test_a_note_knows_what_it_means():
    assert [Note(kind, (0, 0), "").meaning for kind in ("digit", "gap", "doubtful", "of your own")] == [
        "unrepaired",
        "left alone",
        "remark",
        "unrepaired",
    ]
