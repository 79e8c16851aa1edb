"""Law 7: time grows with the text and no faster, also on text made to hurt.

Every input is one piece repeated.
"""

from __future__ import annotations

import pytest

import unionclean
from tests.linear import assert_linear, assert_linear_work
from tests.strategies import FRAGMENTS
from unionclean import DEFAULT_STEPS, compose
from unionclean.documents.cleaning import DocumentCleaner

SIZE = 20_000
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


@pytest.mark.parametrize("step", STEPS, ids=lambda step: getattr(step, "__name__", repr(step)))
def test_repeated_pieces(step):
    for piece in PIECES:
        assert_linear(step, lambda size, piece=piece: piece * size, SIZE)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: getattr(step, "__name__", repr(step)))
@pytest.mark.parametrize("end", ["中", "\"", ")", "@", "(\"x\")"])  # fmt: skip
def test_long_runs_that_come_to_nothing(step, end):
    for run in ["a", "1", " ", "\u3000", ".", "-", "/", "中", "國", "一", "Ｉ", "１", "|", "、"]:
        assert_linear(step, lambda size, run=run, end=end: run * 3 * size + end, SIZE)


@pytest.mark.parametrize(
    ("piece", "size"), [("《法》(全文)", 120_000), ("中文、日本語、", 60_000), ("我在関西國際空港等你", 12_000)]
)
def test_one_line_as_long_as_a_book(piece, size):
    """A look back for the start of the line is so fast that only a very long one shows it."""
    assert_linear(unionclean.clean, lambda size: piece * size, size)


MARKED = "中國(guó)工會(huì)發(fā)布,慶!拔逡弧眹(guó)際勞動(dòng)節。"


@pytest.mark.parametrize(
    "piece", ["國(guó)", "!", ",", "。", "(guó)", "guó)", "會(huì )", "中國(guó)工會(huì)發(fā)布,"]
)
@pytest.mark.parametrize("page", ["", MARKED], ids=["alone", "on a damaged page"])
def test_marks_of_the_machine(page, piece):
    assert_linear(unionclean.clean, lambda size: page + piece * size, SIZE)


@pytest.mark.parametrize("piece", ["?lián)", "日?;?、", "慶!拔逡弧眹(guó)際", "我們?nèi)ギa(chǎn)能"])
def test_damage_without_end(piece):
    """Decoding is the expensive part, so these pages are short."""
    assert_linear_work(unionclean.repair_encoding, lambda size: MARKED + piece * size, 400)


@pytest.mark.parametrize("piece", ["?!", "??,", "?;", "?/p>", "\ue5e5?", "顒?dòng)"])
def test_garbage_that_never_comes_into_step(piece):
    """Each of these marks begins a search that finds no end, nor a reading much better than the others."""
    page = MARKED + "我們?nèi)ギa(chǎn)能,下?lián)軐m?xiàng)業(yè)務(wù)。"
    assert_linear_work(unionclean.repair_encoding, lambda size: page * 2 + piece * size, 800)


@pytest.mark.parametrize(
    ("step", "head", "piece", "tail"),
    [
        (unionclean.repair_encoding, "⽤。", "中", ""),
        (unionclean.repair_encoding, "", "=E4=BD=A0=\n", "A"),
        (unionclean.repair_encoding, "=FD=FD", "=FD=\n", "="),
        (unionclean.normalize_punctuation, "中,国", "…", ""),
        (unionclean.normalize_punctuation, "中,国\n", "────中", ""),
        (unionclean.repair_layout, "中国中国中国   中国中国中国\n" * 4, "中", "   中国"),
        (unionclean.repair_layout, "中\n", "a", "1-\nb中"),
    ],
)
def test_pieces_behind_a_head(step, head, piece, tail):
    """Alone they are not looked at, or the first of a row is found at once."""
    assert_linear(step, lambda size: head + piece * size + tail, SIZE)


@pytest.mark.parametrize(
    ("name", "head", "piece", "tail"),
    [
        ("a.md", '中,国\n\n"', "\t\u3000", ""),
        ("a.md", '中,国\n\n"', "中_a", ' 。"'),
        ("a.md", "中,国\n\n{%", "a", ""),
        ("a.md", "中,国\n\n", "{{", ""),
        ("a.md", "中,国\n\n", "<%", ""),
        ("a.md", "中,国\n\n", "\\[", ""),
        ("a.md", "中,国\n\n<a", "a", ""),
        ("a.md", "中,国\n\n", "[", ""),
        ("a.html", "<p>中,国</p><code>", "<b>", "</i>" * 5_000),
        ("a.tex", "中,国\n\n", "\\begin{verbatim}", ""),
        ("a.tex", "中,国\n\n\\begin{", "code", ""),
        ("a.tex", "中,国\n\n", "\\verb[", ""),
        ("a.po", 'msgid "a"\nmsgstr "中,国', " ", '"\n'),
        ("a.po", 'msgid "a"\nmsgstr "中,国', ":", '"\n'),
    ],
)
def test_pieces_in_documents(name, head, piece, tail):
    cleaner = DocumentCleaner(compose(unionclean.normalize_punctuation), name)
    # it has a note of what the other way refuses
    assert_linear(cleaner.explain, lambda size: head + piece * size + tail, SIZE // 4)


@pytest.mark.parametrize("piece", ["a", '"', "[,", ":a", "a;"])
def test_long_lines_of_comments(piece):
    clean = DocumentCleaner(compose(unionclean.normalize_punctuation), "a.py")
    line = "# f(" + piece * (1_900 // len(piece)) + "中,国\n"
    assert_linear(clean, lambda size: line * size, 24)


def test_one_endless_line():
    piece = "中国工会发布通知,各省市(区)1,000人;https://a.cn/x?y=1,2 第一、二条|"
    assert_linear(unionclean.clean, lambda size: piece * size, 20_000)


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (lambda size: '他说"' + "_" * size + '中"好', 20_000),
        (lambda size: '他说"' + "%a" * size + '中"好', 10_000),
        (lambda size: "`中`\\u4f60\\u597d，" * size, 4_000),
        (lambda size: "ÄãºÃ，ÖÐ¹ú\n锟斤拷锟斤拷\n" * size, 2_000),
        (lambda size: "中（a】b" * size, 20_000),
    ],
    ids=[
        "a string of a program",
        "a row of places",
        "samples between escapes",
        "repairs between lost bytes",
        "brackets that do not close",
    ],
)
def test_what_was_once_quadratic(make, size):
    assert_linear(unionclean.clean, make, size)


def test_quotes_that_were_escaped_again_and_again():
    line = "中," + "".join("&" + "amp;" * times + "#34;" for times in range(245))
    assert unionclean.clean(line) == line.replace("中,", "中，")
