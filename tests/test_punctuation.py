"""``normalize_punctuation``: cases as data, laws, the guard, and time on hostile text."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.case_files import each_case
from tests.linear import assert_linear
from tests.strategies import texts
from unionclean import normalize_punctuation
from unionclean.edits import apply_edits
from unionclean.islands import mask_blocks, mask_inline
from unionclean.punctuation import brackets, marks
from unionclean.punctuation.bracket_pairs import pair_brackets, pair_on_a_stack
from unionclean.punctuation.brackets import narrow_brackets, widen_brackets
from unionclean.punctuation.candidates import find_units
from unionclean.punctuation.engine import find_edits, rewrite
from unionclean.rules import RULES

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


PIECES = [
    *",:;!?()\"'.-`~<>&[]{}|/\\#*_ \t\n，：；！？（）“”‘’…—。、《》",
    *[
        "中",
        "国",
        "他说",
        "a",
        "Word",
        "B",
        "1",
        "20",
        "１",
        "Ａ",
        "年",
        "か",
        "한",
        "𠀀",
        "﹔",
        "﹙",
        "｡",
        "％",
        "．",
        "－",
        "：",
    ],
    *[
        "...",
        "。。。",
        "--",
        "\u3000",
        "\u00a0",
        "\r\n",
        "https://a.cn/",
        "`a,b`",
        "<b>",
        "](",
        "![",
        "(cháng)",
        "1,000",
        "10:00",
    ],
    *[
        "中,",
        ",中",
        "(中)",
        '"中"',
        "'中'",
        ": ",
        ":)",
        "a,b,c\n",
        "张三,30,北京\n",
        "│",
        "```\n",
        "&nbsp;",
        "?nèi)",
        "（附件1)",
        "（：1)",
        "2)",
        "(B）",
        "(中:)）",
        "  \n",
    ],
]
some = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
again = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)
prose = some | texts | st.builds(lambda head, part, tail: head + part * 20 + tail, some, again, some)
"""Pieces, any text, and repetitions: a rule that waits for its neighbour's result would creep through them."""

widths = st.sampled_from(["full", "half"])


@each_case("punctuation", "wanted")
def test_wanted(case):
    assert normalize_punctuation(case.input, **case.options) == case.expected
    assert normalize_punctuation(case.expected, **case.options) == case.expected


@each_case("punctuation", "kept")
def test_kept(case):
    assert normalize_punctuation(case.input) is case.input


@each_case("punctuation", "known failure")
def test_known_failures(case):
    assert normalize_punctuation(case.input) == case.expected


@given(prose, widths)
def test_the_quick_way_is_the_edits_applied(text, width):
    assert rewrite(text, width=width) == apply_edits(text, find_edits(text, width=width).edits)


@given(prose, widths)
@example("https://a.cn/．", "full")
@example("ok. \n?、烫", "full")
def test_the_guard_lets_nothing_through(text, width):
    assert rewrite(text, width=width) == rewrite(text, width=width, guarded=False)


@given(prose, widths)
def test_a_second_pass_changes_nothing(text, width):
    once = normalize_punctuation(text, width=width)
    assert normalize_punctuation(once, width=width) is once


@given(prose)
def test_brackets_change_in_pairs(text):
    paired = pair_brackets(text)
    assert sorted([*paired.single, *sum(paired.pairs, ())]) == [m.start() for m in re.finditer("[()（）]", text)]
    for written in (widen_brackets(text), narrow_brackets(text)):
        assert all(written[offset] == text[offset] for offset in paired.single)
        assert all(written[a] + written[b] in ("（）", "()", text[a] + text[b]) for a, b in paired.pairs)


@given(prose, widths)
def test_it_settles_in_a_few_rounds(text, width):
    for _ in range(4):
        text = rewrite(text, width=width)
    assert rewrite(text, width=width) == text


@given(prose, widths)
def test_every_edit_names_a_known_rule(text, width):
    assert {edit.rule for edit in find_edits(text, width=width).edits} <= {
        rule.name for rule in RULES.values() if rule.step == "normalize_punctuation"
    }


@given(prose)
def test_words_and_numbers_come_through(text):
    """What is left of a text without marks and blanks is the same, widths folded."""
    assert without_marks(normalize_punctuation(text)) == without_marks(text)
    assert without_marks(normalize_punctuation(text, width="half")) == without_marks(text)


def without_marks(text):
    return re.sub(r"[\W_]", "", text.translate(FOLD))


@given(prose)
def test_a_mask_keeps_every_offset(text):
    masked = mask_inline(mask_blocks(text))
    assert len(masked) == len(text)
    assert [m.start() for m in re.finditer("[\r\n]", masked)] == [m.start() for m in re.finditer("[\r\n]", text)]


@given(prose)
@example("(一)（二）")
def test_plain_brackets_pair_as_on_a_stack(text):
    found, on_a_stack = pair_brackets(text), pair_on_a_stack(text)
    assert (sorted(found.pairs), sorted(found.single)) == (sorted(on_a_stack.pairs), sorted(on_a_stack.single))


@given(prose)
@example("中(国)中")
def test_a_plain_pair_is_chinese(text):
    for start, end in pair_brackets(text).pairs:
        if ") " not in text and brackets.PLAIN_PAIR.match(text, start):
            assert brackets._is_chinese(text, brackets.Pair(start, end), holds_chinese=True)


@given(prose)
@example("甲,乙:丙;丁!戊?己")
def test_plain_marks_are_written_as_all_are(text):
    one_by_one = marks._MAYBE.sub(marks._widened_if_chinese, marks._CERTAIN.sub(marks._widened, text))
    if "}," not in text and not marks._LATIN_LABEL.search(text):
        assert marks.widen_marks(text) == one_by_one


@given(prose)
@example("甲,\n\u3000\n,乙")
def test_lines_with_a_candidate_do_not_overlap(text):
    units = find_units(text, "full")
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(units))


words = st.sampled_from(
    [*"中国工会", "“五一”", "《劳动法》", "会议（一）", "2020年", "增长3.5%", "我国GDP值", "等……", "——是"]
)
clauses = st.tuples(words, st.sampled_from(["", *"，：；！？。"])).map("".join)
sentences = st.lists(clauses, max_size=15).map(lambda parts: "中" + "".join(parts))


@given(sentences)
@example("中3.5%！2020年")
@example("中增长3.5%!——是")
@example("中中：中：中")
@example("中：“五一”中？中“五一”")
def test_half_is_undone_by_full_but_for_formats(text):
    tidy = normalize_punctuation(text)
    half = normalize_punctuation(tidy, width="half")
    is_format = re.search("[一-龥]:[一-龥]{1,6}:[一-龥]", half)  # 时:分:秒
    assert is_format or normalize_punctuation(half) == tidy


@pytest.mark.parametrize("width", ["wide", "", "FULL", None, 1], ids=repr)
def test_another_width_is_an_error_that_names_the_two(width):
    with pytest.raises(ValueError, match=r"'full'.*'half'"):
        normalize_punctuation("中,文", width=width)
    with pytest.raises(ValueError, match=r"'full'.*'half'"):
        normalize_punctuation.explain("", width=width)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_no_ascii_mark_between_han_in_the_seeds(seed):
    text = normalize_punctuation(seed.read_text(encoding="utf-8"))
    assert not re.search("[\u4e00-\u9fff][,:;!?][\u4e00-\u9fff]", text)
    if seed.stem.startswith("002"):
        assert not re.search("[,:;!?()]", re.sub(r"\d[,:]\d", "", text))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_the_seeds_keep_their_words(seed):
    text = seed.read_text(encoding="utf-8")
    assert without_marks(normalize_punctuation(text)) == without_marks(text)


def test_an_unpaired_bracket_is_noted():
    cleaned = normalize_punctuation.explain("中,文(未完")
    assert [(note.kind, note.span) for note in cleaned.notes] == [("unpaired-bracket", (3, 4))]


@pytest.mark.parametrize("between", [1, 500])
def test_a_bracket_is_noted_in_a_line_with_a_candidate_however_far_the_next(between):
    cleaned = normalize_punctuation.explain("甲,(乙\n" + "中" * between + "（未完\n丙,丁")
    assert [note.span for note in cleaned.notes] == [(2, 3)]


def test_edits_carry_offsets_of_the_text_that_came_in():
    cleaned = normalize_punctuation.explain("<b>甲</b>: 乙...")
    assert [(e.start, e.end, e.after, e.rule) for e in cleaned.edits] == [
        (8, 9, "：", "colon"),
        (9, 10, "", "blank_after_mark"),
        (11, 14, "……", "ellipsis"),
    ]


TRIGGERS = [
    *",:;!?()\"'.-－―`~<>&[|/\\#*_ \t\u3000\u00a0\r“”‘’（），…—１Ａ．％﹔﹙｡",
    *[
        "中(",
        '中"',
        "中'",
        ':"',
        "中,a",
        " ,",
        "<!--",
        "<a ",
        "<script>",
        "<pre><code>",
        "```\n",
        "`a``b",
        "http://",
        "www.",
        "a://中/",
    ],
    *[
        "](",
        "![",
        "](a",
        "C:\\",
        "/中/",
        "~/a(",
        ":a",
        "&a",
        "...",
        "中--",
        "(a)",
        "(cháng",
        '中"a",',
        "'a ",
        '“中"',
        "１，０００，",
    ],
    *[
        "1：00：",
        "a,b,\n",
        '"a":',
        '","',
        "  \u3000",
        "中\n,",
        "a , ",
        "?a",
        "(0",
        "1,000,",
        "(((中",
        "（中1)",
        "（：1)",
        "(1）2）",
        "（:)",
        "中2)",
        "（（中1)）",
        "）））",
        "(（",
        "x=(",
        "(aeiou ",
        "中a",
    ],
]


@pytest.mark.parametrize("width", ["full", "half"])
@pytest.mark.parametrize("trigger", TRIGGERS, ids=repr)
def test_hostile_text_takes_linear_time(trigger, width):
    step = normalize_punctuation.using(width=width)
    assert_linear(step, lambda size: "中" + trigger * (size // len(trigger)) + "中", 100_000)
