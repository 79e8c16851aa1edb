"""``clean`` as a whole on short pages: what it must mend, and what looks like damage and must stay."""

from __future__ import annotations

import unionclean
from tests.case_files import each_case


@each_case("clean", "wanted")
def test_wanted(case):
    assert unionclean.clean(case.input) == case.expected
    assert unionclean.explain(case.input).text == case.expected
    assert unionclean.clean(case.expected) is case.expected


@each_case("clean", "kept")
def test_kept(case):
    assert unionclean.clean(case.input) == case.input
    assert unionclean.explain(case.input).edits == ()


@each_case("clean", "kept")
def test_kept_between_other_text(case):
    page = f"各位记者朋友，大家好。\n\n{case.input}\n\n今天的发布会到此结束。\n"
    assert unionclean.clean(page) is page


def test_traditional_with_every_character_annotated_keeps_its_readings():
    lesson = "第一課　國(guó)家(jiā)發(fā)展(zhǎn)，學(xué)習(xí)漢(hàn)語(yǔ)，請(qǐng)看(kàn)書(shū)。"
    assert unionclean.clean(lesson) == unionclean.to_simplified(lesson)
    assert unionclean.repair_encoding(lesson) is lesson
