"""``to_simplified``: the cases, the laws of its own, and the laws on its tables."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import unionclean
from tests.case_files import each_case
from tests.linear import assert_linear
from tests.strategies import texts
from tools.build_script import read_dictionary
from unionclean import to_simplified
from unionclean.edits import apply_edits
from unionclean.script import _fast, conversion
from unionclean.script.characters import patterns
from unionclean.script.engine import convert
from unionclean.tables import read_rows

SEEDS = sorted(Path(__file__).parents[1].joinpath("seeds").glob("*.txt"))
HAN_BMP = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))]

mixed = st.lists(
    st.sampled_from(
        [*"國會發業国会发业著着乾覆於瞭藉沈麽噁鍾的了の한。，「」\n壹貳參六鱀", "著名", "軟體", "滑鼠", "程序", "檔案"]
    )
).map("".join)


@each_case("script", "wanted", "known failure")
def test_what_is_wanted(case):
    assert to_simplified(case.input) == case.expected


@each_case("script", "kept")
def test_what_stays_is_the_same_object(case):
    assert to_simplified(case.input) is case.input
    assert to_simplified.explain(case.input).edits == ()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_no_traditional_character_is_left_in_a_seed(path):
    text = path.read_text("utf-8")
    assert patterns().evidence.findall(unionclean.clean(text)) == []
    cleaned = to_simplified.explain(text)
    assert cleaned.revert() == text
    if "7915e3db7c52eb82" in path.stem:  # the page that was Simplified from the start
        assert cleaned.edits == ()


@given(texts | mixed)
@example("\u3000發の")
@example("「發」国")
@example("不可貲計")
def test_the_fast_path_makes_the_edits(text):
    assert _fast(text) == apply_edits(text, to_simplified._find(text).edits)


@given(texts | mixed, st.sampled_from(["tw", "hk"]))
@example("程式檔案", "tw")
def test_the_laws_hold_with_a_region(text, region):
    step = to_simplified.using(region=region)
    cleaned = step.explain(text)
    assert step(text) == cleaned.text
    assert cleaned.revert() == text
    assert step(cleaned.text) == cleaned.text


@given(texts | mixed)
@example("`発歴繁體：體")  # a Japanese run to the second pass alone
@example("〈於読繁體：寫")
def test_it_comes_to_rest_and_lengths_stay(text):
    once = to_simplified(text)
    assert to_simplified(once) is once
    assert len(once) == len(text)
    assert to_simplified.explain(text).text == once


@given(texts | mixed)
@example("「發」字\n國家")
@example("発歴繁體：體")
def test_a_line_to_change_is_no_island_of_the_whole_text(text):
    """What is cited is so by its line, so that a line tells what the whole text would."""
    if conversion._has_line_to_change(text):
        assert conversion._needs_work(conversion._Conversion(text, conversion._find_loud(text)).chinese)


@given(mixed)
def test_edits_are_one_character_each(text):
    assert all(e.end - e.start == len(e.before) == len(e.after) == 1 for e in to_simplified.explain(text).edits)


@pytest.mark.parametrize("around", ["{}", "發{}業", "国{}会"])
def test_every_character_settles_at_once(around):
    for character in HAN_BMP:
        once = _fast(around.format(character))
        assert _fast(once) == once


@pytest.mark.parametrize("dictionary", ["TSPhrases", "TSCharacters", "STPhrases"])
def test_every_word_that_opencc_knows_settles_at_once(dictionary, tmp_path):
    words = {word for key, values in read_dictionary(dictionary, tmp_path).items() for word in (key, *values)}
    for word in words:
        for text in (word, f"國{word}"):
            once = _fast(text)
            assert _fast(once) == once


def test_every_evidence_character_is_converted_in_any_company():
    evidence = patterns().evidence
    for character in filter(evidence.match, HAN_BMP):
        assert not evidence.search(to_simplified(f"{character}{character}的国会"))
        assert not evidence.search(to_simplified(f"國會的{character}"))


def test_rules_and_certainty():
    edits = to_simplified.explain("著眼國會，乾燥，乾物，賸餘，\uf914").edits
    rules = {edit.before: (edit.rule, edit.certainty) for edit in edits}
    assert rules["國"] == rules["餘"] == ("t2s", "certain")
    assert rules["著"] == ("zhe", "probable")
    assert rules["賸"] == ("word", "certain")
    assert rules["\uf914"] == ("compatibility", "certain")


@pytest.mark.parametrize(
    ("region", "before", "after"),
    [
        ("tw", "安裝軟體與滑鼠，顯著的程式設計", "安装软件与鼠标，显著的编程"),
        ("tw", "滑鼠", "鼠标"),
        ("tw", "计算机程序显著", "计算机程序显著"),
        ("tw", "檔案", "文件"),
        ("hk", "電腦的作業系統與滑鼠", "电脑的操作系统与鼠标"),
        (None, "安裝軟體", "安装软体"),
    ],
)
def test_regions(region, before, after):
    cleaned = to_simplified.explain(before, region=region)
    assert cleaned.text == to_simplified(before, region=region) == after
    assert cleaned.revert() == before
    assert to_simplified(after, region=region) == after


@pytest.mark.parametrize("call", [to_simplified, to_simplified.explain], ids=["call", "explain"])
@pytest.mark.parametrize("text", ["國", "国", ""])
def test_an_unknown_region_lists_the_known(call, text):
    with pytest.raises(ValueError, match="to_simplified: region is 'tw', 'hk' or None, not 'cn'"):
        call(text, region="cn")


def test_the_tables_are_lawful():
    classes = dict(read_rows("script_characters.tsv"))
    for characters in classes.values():
        assert list(characters) == sorted(set(characters))
        assert max(characters) <= "\uffff"
    assert not set(classes["evidence"]) & set(classes["simplified"])
    assert not set(classes["evidence"]) & set(classes["kept"])
    assert set(classes["kept"]) <= set(classes["contested"])


def test_the_words_are_lawful():
    rows = read_rows("script_words.tsv")
    keys = [row[:3] for row in rows]
    assert keys == sorted(keys)
    assert len({tuple(key) for key in keys}) == len(keys)
    for before, character, after, becomes, where, source, reason in rows:
        assert len(character) == len(becomes) == 1
        assert where in ("always", "traditional", "machine")
        assert source
        assert reason
        # The context is Simplified, and what a word becomes is not changed again.
        assert not patterns().evidence.search(before + becomes + after)


def test_the_regional_words_are_lawful():
    rows = read_rows("script_regions.tsv")
    assert {region for region, *_ in rows} == {"tw", "hk"}
    assert all(convert(here) == here for _, _, here in rows)


N = 100_000
HOSTILE = {
    "zhe": "發" + "著" * N,
    "yu": "於單" * N,
    "unclear": "发發著乾" * N,
    "mentions": "“發”国" * N,
    "surrogates": "\ud800發" * N,
    "kana lines": "の發\n" * N,
    "kana quotations": "這們發發發發發發發發發發發發發の，" * (N // 10),
    "one line of kana": "の發" * N,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("region", [None, "tw"])
def test_hostile_text_costs_linear_time(name, region):
    text = HOSTILE[name]
    assert_linear(to_simplified.using(region=region), lambda size: text[:size], len(text))


def test_threads_and_processes_agree():
    text = "".join(path.read_text("utf-8") for path in SEEDS[:2])
    wanted = to_simplified(text)
    results: list[str] = []
    threads = [threading.Thread(target=lambda: results.append(to_simplified(text))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [wanted] * 8
    step = pickle.loads(pickle.dumps(to_simplified.using(region="tw")))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(to_simplified, [text] * 2)) == [wanted] * 2
        assert list(pool.map(step, ["軟體"])) == ["软件"]


def test_simplified_text_does_not_load_opencc():
    code = "import sys, unionclean; unionclean.to_simplified('乾清宫'); sys.exit('opencc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
