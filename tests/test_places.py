"""``strip_place_spam``: the cases of ``cases/places.json``, the seeds, and laws on the table, the model and the cost."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.case_files import each_case
from tests.linear import assert_linear
from tests.strategies import chinese_text
from unionclean import strip_place_spam
from unionclean.places.gazetteer import gazetteer, is_cut_head, is_cut_tail, look_up
from unionclean.places.model import concentration, likeness, neighbours, order
from unionclean.tables import read_rows

ROOT = Path(__file__).parent
SEEDS = sorted((ROOT.parent / "seeds").glob("*.txt"))


@each_case("places", "wanted", "known failure")
def test_a_block_goes_and_nothing_else(case):
    assert strip_place_spam(case.input) == case.expected


@each_case("places", "kept")
def test_a_real_list_stays(case):
    assert strip_place_spam(case.input) is case.input
    assert strip_place_spam.explain(case.input).edits == ()


@pytest.mark.parametrize(
    ("number", "first", "names"),
    [
        ("000", "双辽市| 成武县|", 39),
        ("001", "青阳县| 任丘市|", 38),
        ("003", "丰镇市| 乌审旗|", 40),
        ("004", "章丘市| 浙江省|", 40),
    ],
)
def test_the_block_of_a_seed_goes_exactly(number, first, names):
    text = next(path for path in SEEDS if path.name.startswith(number)).read_text(encoding="utf-8")
    block = text.rindex(first)
    (edit,) = strip_place_spam.explain(text).edits
    assert (edit.start, edit.end, edit.after) == (block, len(text), "")
    assert edit.rule == "place-spam"
    assert edit.detail.startswith(f"{names} names, ")
    assert strip_place_spam(text) == text[:block]


@pytest.mark.parametrize(
    ("title", "certainty"),
    [
        ("全国百强县名单公布", "probable"),
        (
            "在全面建成小康社会的决胜阶段我们来谈一谈最近几年全国百强县名单公布以后各地的发展情况和经验教训与体会",
            "certain",
        ),
    ],
)
def test_a_title_that_announces_a_list_counts_against_a_block_and_a_long_first_line_is_no_title(title, certainty):
    seed = next(path for path in SEEDS if path.name.startswith("000")).read_text(encoding="utf-8")
    start = seed.rindex("双辽市| 成武县|")
    block = seed[start : seed.index("绥滨县", start) + 3]
    (edit,) = strip_place_spam.explain(f"{title}\n今天的新闻发布会到此结束，谢谢各位记者。\n{block}").edits
    assert edit.certainty == certainty


def test_the_seed_without_a_block_is_untouched():
    text = next(path for path in SEEDS if path.name.startswith("002")).read_text(encoding="utf-8")
    assert strip_place_spam(text) is text


# Keyword lists

KEYWORDS = "国产视频_亚洲电影_在线观看_欧美剧集_高清下载_免费频道\n"
TRADITIONAL = "今天的新聞發布會到此結束，謝謝各位記者。全國工會將繼續為職工服務，開展學習，維護勞動者權益，與時俱進。"
CONVERTED = TRADITIONAL + "會后大家着眼于實際，在會議里交流，并且制定計劃。"


def test_keyword_lists_go_where_the_page_was_converted():
    assert strip_place_spam(KEYWORDS + CONVERTED) == CONVERTED
    assert strip_place_spam(KEYWORDS + CONVERTED, keyword_lists=False) == KEYWORDS + CONVERTED
    assert strip_place_spam(KEYWORDS + TRADITIONAL) == KEYWORDS + TRADITIONAL
    assert strip_place_spam(KEYWORDS + TRADITIONAL, keyword_lists=True) == TRADITIONAL


def test_a_table_that_knows_one_word_converts_too():
    page = CONVERTED + "這是一篇基於會議記錄的報告。"
    assert strip_place_spam(KEYWORDS + page) == page
    for written in ("我們於會議里交流。", "以後再說。"):  # a writer's
        assert strip_place_spam(KEYWORDS + page + written) == KEYWORDS + page + written


@pytest.mark.parametrize(
    "head",
    [
        "国产精品在线观看,久久综合激情,亚洲一区二区三区\n",  # three items
        "欧美视频-高清影院_免费观看,国产无码|日韩专区\n",  # four separators
        "娱乐平台官网-体育投注开户-真人百家乐\n",
        "彩票网站 时时彩开奖 棋牌游戏下载\n\n",
    ],
)
def test_short_keyword_lists_go_if_they_are_what_farms_sell(head):
    assert strip_place_spam(head + CONVERTED) == CONVERTED.join(["\n", ""] if head.endswith("\n\n") else ["", ""])


@pytest.mark.parametrize(
    "head",
    [
        "今天的新聞_發布會_到此_結束_謝謝\n",  # the page's own script
        "标题_栏目_网站\n",  # too few items
        "新闻中心-公司动态-产品\n",  # a title: nothing that farms sell
        "今天天气很好，我们去公园，看见了很多花，还有小鸟，非常开心。\n",  # a sentence
    ],
)
def test_other_first_lines_stay(head):
    for text in (head + TRADITIONAL, head + CONVERTED):
        assert strip_place_spam(text, keyword_lists=True) is text
        assert strip_place_spam(text) is text


def test_a_keyword_line_over_a_simplified_page_stays():
    text = (
        KEYWORDS
        + "今天的新闻发布会到此结束，谢谢各位记者。全国工会将继续为职工服务，开展学习，维护劳动者权益，与时俱进。"
    )
    assert strip_place_spam(text, keyword_lists=True) is text


# Laws

names = st.sampled_from(sorted(gazetteer().places))
separators = st.sampled_from(["|", "| ", " | ", "｜", "_", "·", "、", "，", " ", "\n"])
lists = st.builds(
    lambda sep, items, closed: sep.join(items) + sep * closed, separators, st.lists(names, max_size=40), st.booleans()
)
pages = st.lists(chinese_text | lists | st.sampled_from(["\n", "正文。", "名单："]), max_size=6).map("".join)


@given(pages)
@example("双辽市|" * 12)
def test_it_only_removes_and_settles(text):
    cleaned = strip_place_spam.explain(text)
    assert all(edit.after == "" and edit.rule in ("place-spam", "keyword-list") for edit in cleaned.edits)
    assert strip_place_spam(cleaned.text) is cleaned.text


@given(pages, st.sampled_from([None, False, True]))
def test_keyword_lists_settle_too(text, keyword_lists):
    once = strip_place_spam(text, keyword_lists=keyword_lists)
    assert strip_place_spam(once, keyword_lists=keyword_lists) == once


# The model: evidence points the right way


def _drawn(number: int, seed: int = 1):
    counties = sorted(
        name for name, place in gazetteer().places.items() if place.form == "C" and len(place.provinces) == 1
    )
    return [(name, gazetteer().places[name]) for name in random.Random(seed).sample(counties, number)]


def test_neighbours_of_one_province_speak_for_a_real_list():
    places = _drawn(400)
    by_province = sorted(places, key=lambda pair: sorted(pair[1].prefectures))
    assert neighbours([place for _, place in by_province]) > 100
    assert neighbours([place for _, place in places]) < -100
    assert likeness(by_province) < -100 < likeness(places)


def test_one_province_in_any_order_speaks_for_a_real_list():
    anhui = [pair for pair in _drawn(1500) if "34" in pair[1].provinces][:20]
    assert concentration([place for _, place in anhui]) > 20
    assert concentration([place for _, place in _drawn(20)]) < 0


def test_sorted_names_speak_for_a_real_list():
    drawn = [name for name, _ in _drawn(20)]
    assert order(sorted(drawn)) > 20
    assert order(sorted(drawn, reverse=True)) > 20
    assert order(drawn) < 5


def test_disorder_alone_counts_for_little():
    assert all(likeness(_drawn(60, seed)) < 4 for seed in range(20))


# The table


def test_the_table_is_sorted_and_closed():
    *rows, fold = read_rows("places.tsv")
    listed = [row[0] for row in rows]
    assert listed == sorted(set(listed))
    assert len(listed) > 4400
    for _, level, codes, first, last, short, cut in rows:
        assert level in ("p", "c", "x")
        assert all(len(code) == 4 and code.isdecimal() for code in codes.split(","))
        assert 1981 <= int(first) <= 2025
        assert not last or int(first) <= int(last) <= 2025
        assert all(len(form) >= 2 for form in (short + "," + cut).split(",") if form)
    assert fold[0] == "fold"
    assert len(fold[1]) == len(fold[2])
    assert not set(fold[1]) & set(fold[2])


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("双辽市", "C"),
        ("前郭尔", "Z"),
        ("马边", "Z"),
        ("沿河", "Z"),
        ("新疆", "P"),
        ("黑龙江省", "P"),
        ("北京", "p"),
        ("惠州市", "A"),
        ("台南市", "A"),
        ("双辽", "S"),
        ("前郭尔罗斯蒙古族自治县", "F"),
    ],
)
def test_forms_of_names(name, form):
    place = look_up(name)
    assert place is not None
    assert place.form == form


def test_traditional_and_cut_forms_are_known():
    assert look_up("鎮賚縣") == look_up("镇赉县")
    assert is_cut_head("普")
    assert is_cut_tail("辽市")
    assert look_up("微博") is None


# Cost


def test_import_loads_no_table():
    code = "import sys, unionclean.places; sys.exit('unionclean.places.gazetteer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT.parent, check=False).returncode == 0


@pytest.mark.parametrize(
    "trigger",
    [
        "|",
        "县|",
        "双辽市| ",
        "双辽市|\n",
        "| 甲县 | 12 |\n",
        "·",
        "县、",
        "县\n",
        "_县",
        "双辽市|成武县|镇赉县|前郭尔|阳信县|惠州市|抚顺市|洛浦县。正文\n",
    ],
)
def test_cost_is_linear_on_hostile_text(trigger):
    assert_linear(strip_place_spam, lambda size: trigger * (size // len(trigger)), 80_000)


def test_a_long_line_costs_little():
    text = "县级以上人民政府应当加强领导。" * 200_000
    assert_linear(strip_place_spam, lambda size: text[:size], len(text))
    assert strip_place_spam(text) is text


def test_a_few_names_are_never_certain():
    text = "我去过的地方真多。\n海淀区、浦东新区、昆山市、义乌市、余姚市、晋江市、江阴市、"
    (edit,) = strip_place_spam.explain(text).edits
    assert edit.certainty == "probable"
