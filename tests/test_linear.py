"""Law 7: twice the text takes twice the time, also on text made to hurt.

Every input is one piece repeated; the piece is read once and twice as long, and the ratio of the times is held.  A
quadratic rule shows as a ratio of 4.  What takes next to no time is not measured: at these sizes a quadratic rule does.
"""

from __future__ import annotations

import time

import pytest

import unionclean
from tests.strategies import FRAGMENTS
from unionclean import DEFAULT_STEPS

SIZE = 20_000
TINY = 0.25
"""Seconds; a quadratic rule that takes 20 ns for each pair of pieces takes 8 s on the size below."""

HOSTILE = [
    *"((（[【<《{“‘\"'`",
    "(a", "（中", "“中", "中\"", "\"中", "中,", "1,", "中!", "1、", " \n", "中 ", "  中", "a ", "\r\n", "\\\"", "\"\\", "'a(",
    "<a", "<a ", "<!--", "<!", "<script>", "![", "](", "[a](", "`a", "```\n", "~~~\n", "&", "&amp;", "&#", "\x1b[", "{\"a\": ",
    "https://", "www.", "@", "a@", "C:\\", "~/", ":a", "| a |\n", "a,b,c\n", "1,2,3\n", "│",
    "双辽市", "双辽市| ", "双辽市、", "双辽市\n", "微博|", "国", "國", "於", "中の", "國語の", "한國", "著", "隻要", "乾",
    "一、\n", "（一）\n", "1.\n", "1.1.", "第一章\n", "第二条\n", "一是", "第一，", "第", "百", "Ⅰ", "【事件1】\n", "[王]:一、",
    "ÄãºÃ", "Ã", "ä½\u00a0", "浣犲ソ", "锟", "ㄡㄟ", "à¼", "\u200d", "\u200b\u200c", "😀\u200d", "\u202a", "\u00ad", "\ufeff", "\ud800", "\x00", "\x85", "?/p>",
]  # fmt: skip
PIECES = sorted({*HOSTILE, *(fragment for fragment in FRAGMENTS if "?" not in fragment)})

STEPS = [*DEFAULT_STEPS, unionclean.normalize_punctuation.using(width="half"), unionclean.split_outline]


def seconds(function, text):
    start = time.process_time()
    function(text)
    return time.process_time() - start


def assert_linear(function, make):
    first = seconds(function, make(SIZE))
    if first < TINY:
        return
    ratios = []
    for _ in range(3):  # the machine may be busy; a quadratic rule is slow each time
        ratios.append(seconds(function, make(2 * SIZE)) / first)
        if ratios[-1] < 3:
            return
        first = seconds(function, make(SIZE))
    raise AssertionError(f"twice the text takes {min(ratios):.1f} times the time")


@pytest.mark.parametrize("step", STEPS, ids=lambda step: getattr(step, "__name__", repr(step)))
def test_repeated_pieces(step):
    for piece in PIECES:
        assert_linear(step, lambda size, piece=piece: piece * size)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: getattr(step, "__name__", repr(step)))
@pytest.mark.parametrize("end", ["中", "\"", ")", "@", "(\"x\")"])  # fmt: skip
def test_long_runs_that_come_to_nothing(step, end):
    for run in ["a", "1", " ", "\u3000", ".", "-", "/", "中", "國", "一", "Ｉ", "１", "|", "、"]:
        assert_linear(step, lambda size, run=run, end=end: run * 3 * size + end)


MARKED = "中國(guó)工會(huì)發(fā)布,慶!拔逡弧眹(guó)際勞動(dòng)節。"


@pytest.mark.parametrize(
    "piece", ["國(guó)", "!", ",", "。", "(guó)", "guó)", "會(huì )", "中國(guó)工會(huì)發(fā)布,"]
)
@pytest.mark.parametrize("page", ["", MARKED], ids=["alone", "on a damaged page"])
def test_marks_of_the_machine(page, piece):
    assert_linear(unionclean.clean, lambda size: page + piece * size)


@pytest.mark.parametrize("piece", ["?lián)", "日?;?、", "慶!拔逡弧眹(guó)際", "我們?nèi)ギa(chǎn)能"])
def test_damage_without_end(piece):
    """Decoding is the expensive part, so these pages are short."""
    assert_linear(unionclean.repair_encoding, lambda size: MARKED + piece * (size // 50))


@pytest.mark.parametrize("piece", ["?!", "??,", "?;", "?/p>", "\ue5e5?", "顒?dòng)"])
def test_garbage_that_never_comes_into_step(piece):
    """Each of these marks begins a search that finds no end, nor a reading much better than the others."""
    page = MARKED + "我們?nèi)ギa(chǎn)能,下?lián)軐m?xiàng)業(yè)務(wù)。"
    assert_linear(unionclean.repair_encoding, lambda size: page * 2 + piece * (size // 25))


def test_one_endless_line():
    line = "中国工会发布通知,各省市(区)1,000人;https://a.cn/x?y=1,2 第一、二条|" * 20_000
    assert_linear(unionclean.clean, lambda size: line[: len(line) * size // (2 * SIZE)])
