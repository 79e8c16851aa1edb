"""``clean`` as a whole on short pages: what it must mend, and what looks like damage and must stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import unionclean

CASES = json.loads(Path(__file__).with_name("cases").joinpath("clean.json").read_text("utf-8"))


def cases(kind):
    return [pytest.param(case, id=case["name"]) for case in CASES[kind]]


@pytest.mark.parametrize("case", cases("wanted"))
def test_wanted(case):
    assert unionclean.clean(case["before"]) == case["after"]
    assert unionclean.explain(case["before"]).text == case["after"]
    assert unionclean.clean(case["after"]) is case["after"]


@pytest.mark.parametrize("case", cases("refused"))
def test_refused(case):
    assert unionclean.clean(case["text"]) == case["text"]
    assert unionclean.explain(case["text"]).edits == ()


@pytest.mark.parametrize("case", cases("refused"))
def test_refused_between_other_text(case):
    page = f"各位记者朋友，大家好。\n\n{case['text']}\n\n今天的发布会到此结束。\n"
    assert unionclean.clean(page) is page


def test_traditional_with_every_character_annotated_keeps_its_readings():
    lesson = "第一課　國(guó)家(jiā)發(fā)展(zhǎn)，學(xué)習(xí)漢(hàn)語(yǔ)，請(qǐng)看(kàn)書(shū)。"
    assert unionclean.clean(lesson) == unionclean.to_simplified(lesson)
    assert unionclean.repair_encoding(lesson) is lesson
