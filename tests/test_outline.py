"""Outlines: cases as data, the five seeds, and the laws of the tree on any text."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import unionclean
from tests.case_files import each_case, read_cases
from tests.linear import assert_linear
from tests.strategies import texts
from unionclean import split_outline
from unionclean.edits import apply_edits
from unionclean.outline import Style
from unionclean.outline.numerals import read_han, read_numeral, read_roman, write_han, write_roman
from unionclean.outline.section import MOST_LEVELS

SEEDS = Path(__file__).parent.parent / "seeds"


def shape(text):
    return [[s.level, s.marker, s.style, s.number, s.title] for s in split_outline(text).walk()]


@each_case("outline_markers")
def test_odd_but_real_markers_are_found(case):
    assert shape(case.input) == case.expected


@each_case("outline_lookalikes")
def test_lookalikes_are_not_markers(case):
    assert shape(case.input) == []
    assert shape("前言。\n" + case.input + "\n后记。\n") == []


@each_case("outline_trees")
def test_levels_restarts_and_gaps(case):
    assert shape(case.input) == case.expected
    assert [[note.kind, note.why] for note in split_outline(case.input).notes] == case.extra["notes"]


def tree(sections):
    return " ".join(s.marker.strip() + (f"({tree(s.children)})" if s.children else "") for s in sections)


@each_case("outline_kinds")
def test_kinds_of_documents(case):
    wanted = case.expected
    assert tree(split_outline(case.input).sections) in ([wanted] if isinstance(wanted, str) else wanted)


def test_the_lists_of_cases_are_long_enough():
    assert len(read_cases("outline_markers")) >= 60
    assert len(read_cases("outline_lookalikes")) >= 60


# The seeds, as they came and cleaned


def as_cleaned(text):
    """What cleaning does to the few characters the titles are compared by: no annotations, Simplified, one width."""
    import opencc

    text = re.sub(r"\([a-zà-ÿāēěīńňōūŭǎǐǒǔǖǘǚǜ]{1,6}\)", "", text)
    return opencc.OpenCC("t2s").convert(text)


WIDTHS = str.maketrans("（），：；著", "(),:;着")


@each_case("outline_seeds")
@pytest.mark.parametrize("cleaning", [str, as_cleaned, unionclean.clean], ids=["raw", "sketched", "cleaned"])
def test_the_outline_of_a_seed(case, cleaning):
    text = cleaning((SEEDS / case.input).read_text("utf-8"))
    found = list(split_outline(text).walk())
    wanted = case.expected
    assert [[s.level, s.marker.translate(WIDTHS), s.style, s.number] for s in found] == [w[:4] for w in wanted]
    for section, (*_, title) in zip(found, wanted, strict=True):
        assert as_cleaned(section.title).translate(WIDTHS).startswith(title.translate(WIDTHS))


def test_page_breaks_of_a_seed_are_joined_when_asked():
    text = (SEEDS / "002_7915e3db7c52eb82.txt").read_text("utf-8")
    outline = split_outline(text, join_lines=True)
    assert len(outline.joins) == 5
    assert apply_edits(text, outline.joins) == outline.text
    assert "工人阶级和工会工作的重要论述完整地增补进去。" in outline.text
    assert "工人阶级和工会工作的重要论述完整地增补进去。" not in split_outline(text).text
    shapes = [[(s.level, s.marker, s.number) for s in o.walk()] for o in (outline, split_outline(text))]
    assert shapes[0] == shapes[1]


# The laws of the tree


PARTS = [
    "一、甲\n", "二、乙\n", "三、丙\n", "（一）子\n", "(二)丑\n", "1.寅\n", "2、卯\n", "（1）辰\n", "①巳\n", "第一章 总则\n", "第二条 午\n",
    "第一，未。", "第二，申。", "一是酉；", "二是戌。", "最后，亥。", "【事件1】甲", "1.1 乙\n", "a)丙\n", "ii)丁\n", "[王]:一、戊\n", "[李]:",
    "## 二、己\n", "正文。\n", "\r\n", "\u3000\u3000", "\n\n", "，", "；", "Ⅰ.庚\n", "i)辛\n", "1.\n", "《", "》",
]  # fmt: skip
outline_text = st.lists(st.sampled_from(PARTS), max_size=60).map("".join)


@given(texts | outline_text)
@example("《一、甲》\n《二、乙》")
def test_nothing_is_lost_and_the_spans_fit(text):
    outline = split_outline(text)
    assert outline.text is text
    if outline.sections:
        assert "".join(text[s.start : s.end] for s in outline.leaves()) == text
        assert "".join(text[s.start : s.end] for s in outline.sections) == text
    assert "".join(piece.text for piece in outline.pieces()) == text
    for section in outline.walk():
        assert text.startswith(section.marker, section.at)
        assert section.start <= section.begin <= section.at < section.end
        assert section.style in get_args(Style)
        check_children(section)


def check_children(section):
    ends = [section.start, *(child.end for child in section.children)]
    assert [child.start for child in section.children] == ends[:-1]
    assert not section.children or ends[-1] == section.end
    assert all(child.level == section.level + 1 for child in section.children)


@given(texts | outline_text)
def test_markdown_drops_nothing(text):
    def letters(t):
        return re.sub(r"[#\s]", "", t)

    assert letters(split_outline(text).to_markdown()) == letters(text)


@given(texts | outline_text)
def test_every_form_of_an_outline_can_be_had(text):
    outline = split_outline(text)
    assert json.loads(json.dumps(outline.to_dict()))["sections"] == json.loads(
        json.dumps(outline.to_dict()["sections"])
    )
    assert len(outline.to_tree().split("\n")) >= len(outline.sections)
    assert pickle.loads(pickle.dumps(outline)) == outline
    assert hash(outline) == hash(split_outline(text))
    assert all(0 <= note.span[0] <= note.span[1] <= len(text) for note in outline.notes)


@given(texts | outline_text)
def test_joining_lines_takes_out_breaks_only(text):
    outline = split_outline(text, join_lines=True)
    assert apply_edits(text, outline.joins) == outline.text
    assert re.sub(r"\s", "", outline.text) == re.sub(r"\s", "", text)


@given(outline_text)
def test_line_ends_make_no_difference(text):
    text = text.replace("\r", "")
    assert shape(text.replace("\n", "\r\n")) == shape(text)


@given(outline_text)
@example("一是酉；第二条 午\n第二条 午\n")
def test_width_of_brackets_makes_no_difference(text):
    folded = text.translate(WIDTHS)
    unmarked = [[(s.level, s.style, s.number) for s in split_outline(t).walk()] for t in (text, folded)]
    assert unmarked[0] == unmarked[1]


@pytest.mark.parametrize("bad", [None, b"abc", 1, ["a"]], ids=repr)
def test_anything_but_str_is_a_type_error(bad):
    with pytest.raises(TypeError, match=r"unionclean works on str, not .*: .*"):
        split_outline(bad)


# Numerals


@given(st.integers(1, 9999))
def test_numerals_read_back(number):
    assert read_han(write_han(number)) == number == read_numeral(str(number))


@given(st.integers(1, 39))
def test_roman_numerals_read_back(number):
    assert read_roman(write_roman(number)) == read_roman(write_roman(number).upper()) == number


@given(st.text())
def test_reading_a_numeral_is_total_and_bounded(text):
    value = read_numeral(text)
    assert value is None or 0 <= value < 10**16


# Size


def hostile(size):
    """Texts of about ``size`` marks, or of as many characters that only look like some."""
    return {
        "restarts": "1.\n" * size,
        "nested restarts": "1. 甲\n" * (size // 2) + "2. 乙\n" * (size // 2),
        "five styles": "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n" * (size // 5),
        "labels": "".join(f"【标{chr(0x4E00 + i % 20_000)}{i % 3 + 1}】\n" for i in range(size)),
        "gaps": "".join(f"{i * 7 % 990 + 2}、甲\n" for i in range(size)),
        "run in": "，一是" * size,
        "last": "第一，甲。第二，乙。" + "最后，" * size,
        "open brackets": "（" * size + "【" * size + "《" * size,
        "spaces": " " * size + "\n" + "　" * size,
        "numerals": "一" * size + "\n" + "1" * size,
        "dots": "\n" + "1." * size,
        "breaks": "\r\n" * size,
        "commas": "甲，\n" * size,
        "tags": "\n[甲]:\n[乙]:" * (size // 2),
        "stems": "甲、乙\n" * (size // 2),
        "questions": "Q1：甲\n问：乙\n答：丙\n" * (size // 3),
        "volumes": "第一卷 甲 第一章 乙\n" * (size // 2),
        "appendices": "附录A 甲\nA.1 乙\n" * (size // 2),
        "dotted": "".join(f"{i % 90 + 1}.1 甲\n" for i in range(size)),
        "glued": "甲1.乙" * size,
        "glued letters": "甲A.乙B.丙" * (size // 2),
        "glued articles": "总则第一条甲第二条乙" * (size // 2),
        "leaders": "总则……………12" * size,
        "a leader without end": "目录\n1. 甲" + "…" * size + "\n2. 乙" + "." * size + "\n3. 丙" + "· " * size,
        "blanks in a table of contents": "目录\n1. 甲" + " " * size + "乙\n",
        "long line of items": "1.甲。2.乙。" * (size // 2),
        "quoted": "规定：“（一）甲" * size,
        "fences": "```\n1. 甲\n" * size,
        "headings": "# 甲\n## 1. 乙\n" * (size // 2),
        "glued headings": "一、甲乙（一）丙丁" * (size // 8)
        + "\n1甲乙丙丁\n2甲乙丙丁" * (size // 8)
        + "\n1总则1.1 甲2甲乙2.1 丙" * (size // 8),
        "titles and pages": "第一章 甲\n附则\n- 1 -\n2\n1. 甲：\n\n\n（一）乙\n" * (size // 8),
    }


def split_every_way(text):
    outline = split_outline(text)
    assert "".join(piece.text for piece in outline.pieces()) == text
    outline.to_markdown()
    outline.to_tree()
    outline.chunks(100)
    assert len(outline.references) >= 0
    split_outline(text, join_lines=True, titles=["附则"])
    assert len(outline.asides) >= 0


@pytest.mark.parametrize("name", hostile(10))
def test_hostile_text_takes_linear_time(name):
    assert_linear(split_every_way, lambda size: hostile(size)[name], 20_000)


def test_a_hundred_thousand_markers_and_ten_thousand_nested_restarts():
    for text in (hostile(100_000)["restarts"], hostile(20_000)["nested restarts"]):
        outline = split_outline(text)
        assert json.loads(json.dumps(outline.to_dict()))["text"] == text
        assert pickle.loads(pickle.dumps(outline)) == outline
        assert repr(outline)
        assert max(s.level for s in outline.walk()) <= MOST_LEVELS
