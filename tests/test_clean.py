"""``clean`` as a whole on short pages: what it must mend, and what looks like damage and must stay."""

from __future__ import annotations

import pytest

import unionclean
from tests.case_files import each_case
from unionclean import compose


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


# What is no step

NO_STEPS = {
    "Change": "is a class",
    "Cleaned": "is a class",
    "Cleaner": "is a class",
    "Decoded": "is a class",
    "Edit": "is a class",
    "Note": "is a class",
    "Outline": "is a class",
    "Section": "is a class",
    "Step": "is a class",
    "DEFAULT_STEPS": "is no function",
    "apply_edits": "takes more than a text",
    "compose": "returns Cleaner",
    "decode": "returns Decoded",
    "explain": "returns Cleaned: call it on the cleaned text",
    "split_outline": "returns Outline: call it on the cleaned text",
}


@pytest.mark.parametrize("name", unionclean.__all__)
def test_what_is_no_step_is_refused_before_any_text_comes(name):
    function = getattr(unionclean, name)
    if name not in NO_STEPS:
        assert compose(function)("你好") == "你好"
        return
    with pytest.raises(TypeError, match=rf"compose takes functions str -> str, .* {NO_STEPS[name]}"):
        compose(unionclean.repair_encoding, function)


@pytest.mark.parametrize(
    "function", [unionclean.repair_encoding.explain, compose(str.strip).explain, [str.strip], "x", None]
)
def test_so_is_what_explains_and_what_cannot_be_called(function):
    with pytest.raises(TypeError, match=r"compose takes functions str -> str, .* (returns Cleaned|is no function)"):
        compose(function)


class Shout:
    def __call__(self, text: str) -> str:
        return text.upper()


@pytest.mark.parametrize(
    "function", [str.upper, lambda text: text.upper(), Shout(), compose(str.upper), unionclean.clean]
)
def test_any_function_of_a_text_is_a_step(function):
    assert compose(function)("ab").upper() == "AB"
