"""Residue: what is deleted, what looks like it and stays, and that it takes linear time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linear import assert_linear
from tests.strategies import texts
from unionclean.edits import apply_edits
from unionclean.encoding.residue import _LONE, _NAMES, find_residue
from unionclean.steps import NOTHING, Found, step


@step()
def tidy(text: str) -> Found:
    return find_residue(text)


@pytest.mark.parametrize(
    "text, result, rule",
    [
        ("\ufeff第一行", "第一行", "bom"),
        ("中\ufeff国", "中国", "bom"),
        ("中\u200b国", "中国", "zero-width"),
        ("中\u200c国\u200d人", "中国人", "zero-width"),
        ("a\u200bb\u2060c", "abc", "zero-width"),
        ("中\u200b\u200b\u200d\u200b国", "中国", "zero-width"),
        ("👩\u200d ", "👩 ", "zero-width"),
        ("①\u200d②", "①②", "zero-width"),
        ("中\xad国", "中国", "soft-hyphen"),
        ("\u200e中国\u200f\u202a\u202c", "中国", "direction-mark"),
        ("中\x00国人\x7f\t民\n", "中国人\t民\n", "control"),
        ("中国\x9d", "中国", "control"),
        ("中国\x07", "中国", "control"),
        ("姓名：张三\x0b年龄：30", "姓名：张三\n年龄：30", "separator"),
        ("甲\x07乙\x01丙\x1f丁", "甲 乙 丙 丁", "separator"),
        ("甲\x1c乙\x1d\x1e丙", "甲\n乙\n丙", "separator"),
        ("3\x010乙7\x028", "3 0乙7 8", "separator"),
        ("键\x02值\x03末", "键 值 末", "separator"),
        ("地址\x0b\x0b电话", "地址\n\n电话", "separator"),
        ("中文infor\x02mation", "中文information", "control"),
        ("第一行\x85第二行\x85第三行", "第一行\n第二行\n第三行", "separator"),
        ("等等\x85", "等等…", "c1-mark"),
        ("\x93甲\x94，\x91乙\x92\x97丙\x95丁\x85\x85", "“甲”，‘乙’—丙•丁……", "c1-mark"),
        ("20\x80", "20€", "c1-mark"),
        ("\x1b[1;31m错误\x1b[0m", "错误", "terminal-escape"),
        ("\ud83d\ude00", "😀", "surrogate-pair"),
        ("天气很好。?/p>\n", "天气很好。\n", "html-remnant"),
        ("天气很好?/div>明天", "天气很好明天", "html-remnant"),
        ("天气很好/p>\n", "天气很好\n", "html-remnant"),
        ("天气?br />很好", "天气很好", "html-remnant"),
        ('会<tt id="x3k9z"></tt>议', "会议", "farm-tag"),
        ("<font id='dkq2s'>会议</font>纪要", "会议纪要", "farm-tag"),
        ('<ruby id="x3k9z"><u id="aqqcg">会</u></ruby>', "会", "farm-tag"),
        ('<td id="yomue"><sup id="6m4s0"></sup></td>会', "会", "farm-tag"),
        ('<u id="x3k9z">会<u>议</u></u>', "会<u>议</u>", "farm-tag"),
        ('<option id="cwumo"></option>经济<rt id="cwumo"></rt>发展', "经济发展", "farm-tag"),
        ('<p id="qmkea">经济<center id="qmkea"></center></p>发展', "经济发展", "farm-tag"),
    ],
)
def test_residue_is_deleted(text, result, rule):
    cleaned = tidy.explain(text)
    assert cleaned.text == result
    assert {edit.rule for edit in cleaned.edits} == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧 👩🏽\u200d💻 ❤\ufe0f\u200d🔥 🏳\ufe0f\u200d🌈 🧑🏿\u200d🤝\u200d🧑🏻 👁\ufe0f\u200d🗨\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "应用禀\x8b序间，价格\x80左右",
        "葛\U000e0100城 ☎\ufe0e",
        "क्\u200dष क्\u200cष ശ്രീ ന്\u200dറെ",
        "می\u200cخواهم نمی\u200cشود",
        "𞤀\u200d𞤁 𑂍𑂹\u200d𑂭",  # Adlam, Kaithi
        "ไทย\u200bภาษา ភាសា\u200bខ្មែរ",
        "שלום\u200f (abc)\u200e",
        "Donau\xaddampf\xadschiff",
        "\tA\r\n\fB\n",
        "\ud83d \ude00 \ude00\ud83d",
        "<p>段落</p><br/><div id='intro'>正文</div>",
        '<h2 id="page1">一</h2><a id="top10"></a>',
        '<b id="abc123">六</b><b id="ab12">四</b><b id="A1b2c">大写</b><b class="x3k9z">类</b>',
        '<div id="x3k9z">正文</div><span id="q1w2e">文</span><a id="a1b2c"></a>',
        '<label id="email">邮箱</label><input id="email">',  # one id twice, but neither holds nothing
        '<div id="intro"></div><p id="intro">简介</p>',  # elements that people name
        '<b id="intro"></b><b id="intro"></b>',  # one name of element
        "x = a?p>0:1; a?b>c; http://a.cn/?/p> /usr/p>",
        "3/b>2, a/p>q, “好吗?” 是/否",
        "ㄅㄆㄇ\u3000\u00a0\ue000\ufffd",
    ],
)
def test_look_alikes_stay(text):
    assert find_residue(text) is NOTHING


def test_a_swallowed_bracket_is_noted():
    (note,) = tidy.explain("天气很好?/p>").notes
    assert (note.kind, note.span) == ("lost-byte", (4, 8))


def test_a_remnant_that_left_no_question_mark_is_not_noted():
    assert tidy.explain("天气很好/p>\x1b[?25h").notes == ()


@pytest.mark.parametrize("name", _NAMES.replace("h[1-6]", "h2").split("|"))
def test_every_name_of_a_remnant_is_looked_for(name):
    for remnant in [
        f"/{name}>",
        f"?/{name}>",
        *(f"?{name}{end}>" for end in ("", "/", " /") if name in _LONE.split("|")),
    ]:
        assert tidy(f"天气很好{remnant}") == "天气很好"


pieces = st.sampled_from(
    [
        *"\x00\x1b[1m\x85\xad\u200b\u200c\u200d\u200e\u2060\ufeff\ud83d\ude00👩💻😀中क۰אไ?/p><>",
        "?/p>",
        "<tt id=x3k9z>",
        "</tt>",
        "<p id='intro'>",
    ]
)


@given(st.lists(pieces | st.characters(), max_size=30).map("".join) | texts)
@settings(deadline=None)
def test_the_laws_hold(text):
    cleaned = tidy.explain(text)
    assert tidy(text) == cleaned.text == tidy(cleaned.text)
    assert cleaned.revert() == text
    if not re.search("[\xa1-\u2122]", text):  # beside letters of misread text they are its bytes
        assert not re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff]", cleaned.text)


def test_bytes_of_misread_text_stay():
    """They are all that is left of it, and half of them are worth nothing."""
    for text in ("Ã\x96Ã\x90Â", "ä¸\x80ä¸ª"):
        assert find_residue(text).edits == ()


def repair_residue(text):
    return apply_edits(text, find_residue(text).edits)


HOSTILE = ["\x1b[", "\x1b[1;", "<", ">", "?/", "?p", "/p>", "<a id=", "<a ", '<tt id="x3k9z">', "</tt>", "\u200d", "\u200b", "\xad", "\u200e", "א\u200e", "\ud83d", "\ufeff"]  # fmt: skip


@pytest.mark.parametrize("end", ["", "中", "ไ", "😀", "क"], ids=ascii)
@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_hostile_text_takes_linear_time(piece, end):
    assert_linear(repair_residue, lambda size: piece * size + end + ">", 20_000)
