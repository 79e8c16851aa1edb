"""Plain strings: what is plainly no prose stays in every step, what only looks like it does not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.case_files import each_case
from tests.linear import assert_linear
from tests.strategies import texts
from unionclean import DEFAULT_STEPS, clean, normalize_punctuation, repair_encoding, to_simplified
from unionclean.islands import BLOCKS, DRAWN, INLINE, find_islands, mask_blocks, mask_foreign, mask_inline
from unionclean.islands.foreign import find_foreign

INLINE_ISLANDS = [
    "https://a.cn/計算機_(學科)", "`變數,甲`", "$x=\\text{甲,乙}$", "\\cite{甲,乙}", "[[甲(1)|乙,丙]]", "](./圖,片.png)",
    "max(甲, 乙)", "['甲','發']", "{\"國\": \"甲,乙\"}", "./圖,片/結構(1).png", "&amp;nbsp;", ":smile:", "a.b@c.com", "\\(甲,國\\)",
]  # fmt: skip


@each_case("plain_strings", "kept")
def test_what_is_no_prose_stays(case):
    assert clean(case.input) is case.input
    for step in (repair_encoding, to_simplified, normalize_punctuation):
        assert step(case.input) is case.input
        assert step.explain(case.input).edits == ()


@each_case("plain_strings", "wanted")
def test_what_only_looks_like_it_is_edited(case):
    assert clean(case.input) == case.expected
    assert clean(case.expected) == case.expected


@pytest.mark.parametrize("island", INLINE_ISLANDS)
@pytest.mark.parametrize("frame", ["國家{},發展", "{}", "他說:\n見 {} 。", "(見{})國", "> - {}"])
def test_an_island_stays_in_prose(island, frame):
    for step in DEFAULT_STEPS:
        assert island in step(frame.format(island))
    assert island in clean(frame.format(island))


PIECES = [*INLINE_ISLANDS, *"()[]{}$`\\\"',;:/.!?@#&<>|-_*+=~ \n\t", "甲", "國", "a", "1", "の", "```\n", "---\n", "$$", "k: v\n", "1,2,3\n", "の日本語\n", "//@甲:", "fix(甲):", "list: [甲, 乙]\n", "UPDATE 甲 SET ", "SELECT 甲 FROM ", " INT COMMENT '", "echo ", "the ", "and "]  # fmt: skip
mixed = texts | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(mixed)
def test_islands_are_spans_of_the_text(text):
    islands = find_islands(text)
    assert all(0 <= start < end <= len(text) for start, end in islands)
    assert all(one[1] < other[0] for one, other in pairwise(islands))
    for mask in (mask_blocks, mask_inline, mask_foreign):
        assert len(mask(text)) == len(text)


@given(mixed)
@example("参\n壹貳參隻가")
@example("壹貳參の國會図書館")
def test_a_step_changes_no_island(text):
    islands = find_islands(text)
    for edit in to_simplified.explain(text).edits:
        assert not any(start < edit.end and edit.start < end for start, end in islands)


@given(mixed)
@example("是...!'")
@example("參\n壹貳參隻가")
def test_one_pass_settles(text):
    for step in (normalize_punctuation, to_simplified):
        once = step._rewritten(text)
        assert step._rewritten(once) == once


@given(mixed)
def test_a_line_of_another_language_stays(text):
    assume("\r" not in text)  # which is a line end to one step only
    foreign = find_foreign(text)
    lines = [(a, b) for a, b in foreign if text[a - 1 : a] in ("", "\n") and text[b : b + 1] in ("", "\n")]
    for step in (normalize_punctuation, to_simplified):
        for edit in step.explain(text).edits:
            assert not any(start < edit.end and edit.start < end for start, end in lines if edit.before not in "\r\n")


@pytest.mark.parametrize(
    "line",
    [
        "東京電力 広報 営業所",
        "気象庁・警報／発表",
        "株式会社東京電機",
        "【東京】広報課",
        "● 営業時間 9時〜17時、土曜休業",
        "広島の國會",
        "戦争放棄",
    ],
)
def test_a_foreign_line_is_one_span(line):
    assert find_foreign(f"臺灣\n{line}\n這是電話") == [(3, 3 + len(line))]


@pytest.mark.parametrize(
    "line", ["臺北 広場 國際", "他去広島，東京電力", "東京的 広場", "東京電力 廣報", "有限責任會社 電話"]
)
def test_a_chinese_line_is_not_foreign_as_a_whole(line):
    assert (0, len(line)) not in find_foreign(line)


NAMES = st.lists(st.text("张李王赵中文北京", min_size=1, max_size=4), min_size=1, max_size=3)


@given(
    NAMES, st.sampled_from(["See also the {}.", "We thank {} for this!", "The names ({}) stay; nothing is changed."])
)
def test_english_that_lists_names_keeps_its_marks(names, sentence):
    text = sentence.format(", ".join(names))
    assert normalize_punctuation(text) is text


@given(NAMES, st.sampled_from(["    ({}, 1),", "({}, name)", "assert f({}) == 1", 'echo {} "a" && exit 0']))
def test_strings_in_a_line_of_code_stay(names, line):
    text = line.format(", ".join(f'"{name},甲"' for name in names))
    assert clean(text) is text


def test_garbage_in_code_stays_when_the_text_is_sound():
    for text in ("乱码如`ÄãºÃ`所示", "```\n浣犲ソ浣犲ソ\n```\n正文"):
        assert repair_encoding(text) is text
    assert repair_encoding("ÄãºÃ`x`，ÖÐ¹ú") == "你好`x`，中国"


@pytest.mark.parametrize(
    "piece",
    ["```", "~~~", "~~~`", "---\n", "+++\n", "<!--", "<pre>", "$$", "$a", "\\(", "\\begin{align}", "['", "{\"a\": ", "1,2\n", "\"a\",", "[[", "](",
     "][", "[^a", "[a]: b\n", "a(", "f('", "/a", "/甲", "./甲,", "\\\\a\\", ".png", "甲.png ", ":a", "https://", "a@", "─", "│", "の", "伝", "広 ", "\\a{", "［"],
)  # fmt: skip
def test_finders_are_linear(piece):
    kinds = [kind.find for kind in (*BLOCKS, *INLINE, *DRAWN)]

    def find_all(text):
        for find in kinds:
            list(find(text))
        find_foreign(text)

    assert_linear(find_all, lambda size: piece * size, 10_000)


SIGNS = st.text("│┐╔─━甲1,;:'\"()[]{}<>/\\.@$&`!?#|-= \n", max_size=40) | st.lists(
    st.sampled_from(["a int Comment '甲,乙',", "SELECT a FROM b;", "甲,乙┐", "━━━━", "────", "×", "\n", "│"]),
    max_size=6,
).map("".join)


@pytest.mark.parametrize("kind", [*INLINE, *DRAWN], ids=lambda kind: kind.find.__name__)
@given(SIGNS)
@example("甲,乙┐")
@example("a int Comment '甲,乙',")
def test_what_a_finder_finds_has_one_of_its_signs(kind, text):
    assert any(hint in text for hint in kind.hints) or not list(kind.find(text))
