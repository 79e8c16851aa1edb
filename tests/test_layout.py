"""``repair_layout``: what it joins, what it leaves, and what it costs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import each_case, read_cases
from unionclean import repair_layout
from unionclean.layout.furniture import find_furniture
from unionclean.layout.lines import split_lines

SENTENCES = [case.expected for case in read_cases("layout") if case.label.startswith("lines wrapped")]


@each_case("layout")
def test_a_case(case):
    assert repair_layout(case.input, **case.options) == case.expected


@each_case("layout", "kept")
def test_what_is_right_comes_back_as_the_same_object(case):
    assert repair_layout(case.input) is case.input


def test_furniture_is_noted_and_stays():
    page = "某某公司年度报告\n{}\n第{}页 共3页\n"
    text = "".join(page.format(words, number) for number, words in enumerate(("甲。", "乙。", "丙。"), 1))
    cleaned = repair_layout.explain(text + "丁 ，丁")
    assert cleaned.text == cleaned.original
    assert [note.kind for note in cleaned.notes] == ["page-furniture"] * 6


def test_years_and_lists_are_no_page_numbers():
    assert find_furniture(split_lines("1998\n甲\n1999\n乙\n2000\n丙")) != set()
    assert find_furniture(split_lines("1\n2\n3\n4")) == set()
    assert find_furniture(split_lines("甲\n7\n乙\n3\n丙\n9")) == set()


def test_a_double_line_and_columns_are_noted_only():
    line = "这一行在原来的页面上不知道为什么出现了整整两次。"
    assert [note.kind for note in repair_layout.explain(f"{line}\n{line}\n甲 ，乙").notes] == ["doubled"]
    left = [
        "短期负荷预测是电力系",
        "统运行与规划的基础，预",
        "测的准确程度直接影响电",
        "网的安全和经济运行。随",
        "着可再生能源的快速发展",
    ]
    right = [
        "本文提出一种改进的神",
        "经网络模型，利用历史数",
        "据和气象信息训练网络参",
        "数，并在实际电网中进行",
        "了验证。结果表明，该方",
    ]
    text = "\n".join(f"{a}    {b}" for a, b in zip(left, right, strict=True))
    cleaned = repair_layout.explain(text)
    assert cleaned.text == text
    assert [note.kind for note in cleaned.notes] == ["two-columns"]


def test_columns_with_numbers_and_the_end_of_a_paragraph_are_noted():
    left = [
        "短期负荷预测是电力系",
        "统运行与规划的基础。",
        "1990年以来，预测的准",
        "确程度直接影响电网的",
        "安全。随着可再生能源",
        "的快速发展，电力系统",
    ]
    right = [
        "本文提出一种改进的神",
        "经网络（BP）模型，利",
        "用历史数据。",
        "在3个电网中进行了验",
        "证。结果表明，该方法",
        "的误差低于2.5%，能满",
    ]
    text = "\n".join(f"{a}    {b}" for a, b in zip(left, right, strict=True))
    assert [note.kind for note in repair_layout.explain(text).notes] == ["two-columns"]


def test_the_cells_of_a_table_are_no_columns():
    rows = [("电力系统研究所", "主任工程师"), ("计算机应用中心", "高级程序员"), ("发展规划办公室", "科员")] * 3
    text = "\n".join(f"{a}    {b}" for a, b in rows)
    assert repair_layout.explain(text).notes == ()


@given(st.integers(12, 40), st.sampled_from(["", "　　"]))
def test_a_wrapped_paragraph_comes_back_at_any_width(width, indent):
    [text] = SENTENCES
    wrapped = indent + text
    damaged = "\n".join(wrapped[start : start + width] for start in range(0, len(wrapped), width))
    repaired = repair_layout(damaged)
    assert repaired.replace("\n", "") == wrapped
    assert repaired in (wrapped, damaged) or repaired.count("\n") <= damaged.count("\n")


@given(st.text("一二中国的是在，。 \n\u3000aA1-", max_size=200))
def test_only_blanks_breaks_and_hyphens_ever_go(text):
    kept = "".join(text.split()).replace("-", "")
    assert "".join(repair_layout(text).split()).replace("-", "") == kept
