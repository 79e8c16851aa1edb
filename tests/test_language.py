"""The character language model: what it promises, what its table promises, and that its builder does what it says."""

from __future__ import annotations

import hashlib
import json
import math
import pickle
import subprocess
import sys
import zlib
from array import array
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import unionclean
from tests.linear import assert_linear
from tests.strategies import texts
from tools import build_language
from tools.kneser_ney import BITS, Settings, trigram_log
from unionclean import tables
from unionclean.encoding.models import log_space, ngrams, trigram
from unionclean.encoding.models.log_space import NAT, steps
from unionclean.encoding.models.page_model import CACHE_WEIGHT, adapt
from unionclean.encoding.models.trigram import (
    DIGIT,
    FIRST_CHARACTER,
    LATIN,
    NEWLINE,
    OTHER,
    RARE,
    SPACE,
    load,
    read,
)

symbols = st.integers(0, 6000)


def best(left: str, candidates: str, right: str) -> str:
    model = load()
    return max(candidates, key=lambda char: model.score(char + right, left))


@pytest.mark.parametrize(
    ("left", "candidates", "right"),
    [
        ("欢庆", "祝希小省海。", "“五一”国际劳动节"),
        ("慶", "祝希小省海。", "“五一”國際"),
        ("人民团体和各界别汇", "总海病小。", "，"),
        ("工作已经全部完成", "。祝希小省海", "下一步"),
        ("提高人民生活水平", "。祝希小省海", "“十三五”规划"),
        ("党中央、国务", "院完陪皖", "关于"),
        ("环境保", "护扩沪户", "工作"),
    ],
)
def test_picks_the_character_that_reads_as_chinese(left: str, candidates: str, right: str) -> None:
    assert best(left, candidates, right) == candidates[0]


@given(texts)
def test_one_symbol_for_each_character(text: str) -> None:
    assert len(load().encode(text)) == len(text)


@given(texts, texts)
def test_a_score_is_the_sum_of_its_parts(first: str, second: str) -> None:
    model = load()
    left = "\n\n" + first
    assert model.score(first + second) == model.score(first) + model.score(second, left)


@given(symbols, symbols, symbols)
def test_log_probabilities_are_finite_and_not_positive(a: int, b: int, c: int) -> None:
    assert -40 * NAT < load().log_prob(a, b, c) <= 0.3 * NAT


def test_width_script_and_brackets_are_one_alphabet() -> None:
    model = load()
    assert model.encode("國際（，！：；？）「」") == model.encode("国际(,!:;?)“”")
    assert len(set(model.encode("。、，；：？！“”‘’（）《》…—"))) == 17


def test_classes() -> None:
    assert load().encode("\n 　\t7７xＸé\u200b龗\ue000") == [
        NEWLINE,
        SPACE,
        SPACE,
        SPACE,
        DIGIT,
        DIGIT,
        LATIN,
        LATIN,
        LATIN,
        OTHER,
        RARE,
        OTHER,
    ]


@pytest.mark.parametrize("context", ["中华", "。\n", "\n\n", "龘龘", "的“", "20"])
def test_probabilities_after_a_context_sum_to_one(context: str) -> None:
    model = load()
    a, b = model.encode(context)
    sizes = build_language.class_sizes(model.size)
    total = sum(math.exp(model.log_prob(a, b, c) / NAT) * sizes[c] for c in range(model.size))
    assert total == pytest.approx(1, abs=0.12)  # the codes are a quarter of a logarithm apart


def test_an_unseen_context_does_not_outrank_a_seen_one() -> None:
    assert best("齉", "。希", "齉") == "。"
    assert load().score("。", left="了") > load().score("希", left="了")


def test_no_machine_rounds_a_logarithm_differently():
    """The tables come from the platform's functions, whose last bits differ; no entry is so near to a half that this could show."""
    values = [NAT * math.log(number) for number in range(1, len(log_space.LOGARITHMS))]
    values += [NAT * math.log1p(math.exp(-distance / NAT)) for distance in range(log_space.REACH + 1)]
    assert min(abs(value % 1 - 0.5) for value in values) > 1e-6


@given(st.integers(1, 10**9))
def test_logarithms_of_whole_numbers_are_right_to_a_step(number):
    assert abs(log_space.whole_log(number) - NAT * math.log(number)) <= 1


@given(st.integers(-5000, 0), st.integers(-5000, 0))
def test_adding_probabilities_is_right_to_a_step(one, other):
    exact = NAT * math.log(math.exp(one / NAT) + math.exp(other / NAT))
    assert abs(log_space.log_add(one, other) - exact) <= 1
    assert log_space.log_add(one, other) == log_space.log_add(other, one) >= max(one, other)


def test_only_the_break_counts_after_a_break() -> None:
    model = load()
    ends, start = model.encode("。的7龘"), model.encode("第")[0]
    assert len({model.log_prob(end, NEWLINE, start) for end in ends}) == 1


def test_a_page_teaches_its_names_and_leaves_the_model_alone() -> None:
    base = load()
    before = base.score("时健", left="褚")
    page = adapt(base, "褚时健说，褚时健是红塔山的。" * 3)
    assert page.score("时健", left="褚") > before + 2 * NAT
    assert base.score("时健", left="褚") == before


def test_nothing_gains_in_a_context_that_a_page_lacks() -> None:
    base = load()
    page = adapt(base, "工作报告。")
    assert page.score("民", left="人") == base.score("民", left="人") + steps(math.log(1 - CACHE_WEIGHT))


def test_what_is_common_on_a_page_gains_a_little_everywhere() -> None:
    base = load()
    page = adapt(base, "，时，时，时，")
    assert 0 < page.score("时", left="龙") - base.score("时", left="龙") < 5 * NAT


def test_nothing_is_counted_across_a_gap() -> None:
    base = load()
    apart, together = adapt(base, "龙\ufffd虾"), adapt(base, "龙虾")
    assert apart.score("虾", left="龙") < together.score("虾", left="龙")


@given(texts, symbols, symbols, st.sets(symbols, min_size=1, max_size=60))
@example(text="\x1b", a=0, b=73, choice={0, 1, 2, 3, 4, *range(9, 21)})
def test_the_likeliest_of_a_choice_have_their_own_probabilities(text: str, a: int, b: int, choice: set[int]) -> None:
    model, page = load(), adapt(load(), text)
    found, on_the_page = (each.top_k(a, b, ngrams.CandidateSet(choice)) for each in (model, page))
    assert found.keys() <= on_the_page.keys() <= choice
    assert all(p == model.log_prob(a, b, symbol) for symbol, p in found.items())
    assert all(p == page.log_prob(a, b, symbol) for symbol, p in on_the_page.items())
    assert max(found.values()) == max(model.log_prob(a, b, symbol) for symbol in choice)


@given(texts, st.lists(st.tuples(symbols, symbols, symbols), max_size=5))
def test_an_adapted_model_stays_a_model(text: str, triples: list[tuple[int, int, int]]) -> None:
    page = adapt(load(), text)
    assert all(-60 * NAT < page.log_prob(*triple) <= 0.3 * NAT for triple in triples)


def test_adapting_is_linear() -> None:
    assert_linear(lambda text: adapt(load(), text), lambda size: "第一条为了加强管理。" * size, 20_000)


def test_threads_agree() -> None:
    model = read(tables.read_bytes(trigram.TABLE))
    text = "中华人民共和国国务院关于进一步加强环境保护工作的决定。" * 50
    with ThreadPoolExecutor(8) as pool:
        scores = list(pool.map(lambda _: model.score(text), range(16)))
    assert len(set(scores)) == 1


@pytest.mark.skipif(unionclean.__engine__ == "compiled", reason="typed memory does not pickle, and nobody asks it to")
def test_pickles() -> None:
    page = adapt(load(), "褚时健")
    assert pickle.loads(pickle.dumps(page)).score("健", left="褚时") == page.score("健", left="褚时")


def test_the_memo_is_bounded() -> None:
    model = read(tables.read_bytes(trigram.TABLE))
    for c in range(6000):
        for b in range(6, 20):
            model.log_prob(0, b, c)
    assert len(model._memo) <= ngrams.MEMO


@given(st.text("甲乙丙a\U00020000\ud800"), st.sets(st.sampled_from("甲乙丙丁a\U00020000\ud800")))
def test_characters_are_counted_wherever_they_stand(text: str, characters: set[str]) -> None:
    for _ in range(2):  # nothing is left of the first count
        assert ngrams.occurrences(text, characters) == {each: text.count(each) for each in characters}


@given(st.lists(st.tuples(st.integers(0, 2**62), st.integers(-(2**31), 2**31 - 1))))
def test_a_memo_keeps_what_it_heard_first(pairs: list[tuple[int, int]]) -> None:
    memo, known = ngrams.Memo(), {}
    for key, value in [*pairs, *pairs]:
        assert memo.get(key, ngrams.UNKNOWN) == known.get(key, ngrams.UNKNOWN)
        assert memo.setdefault(key, value) == known.setdefault(key, value)
        assert len(memo) == len(known)
    memo.clear()
    assert [memo.get(key, -5) for key in known] == [-5] * len(known)


@given(st.lists(st.sampled_from([0, 1, 2, 7000, ngrams.GAP - 1, ngrams.GAP]), max_size=60), st.sampled_from([0, 2]))
def test_a_page_counts_what_stands_beside_a_symbol(symbols: list[int], some: int) -> None:
    row = [ngrams.GAP, *symbols, ngrams.GAP]
    with pytest.MonkeyPatch.context() as patch:  # of the module that is written in Python
        patch.setattr(ngrams, "SEARCHES", some, raising=False)
        patch.setattr(ngrams, "SEARCHED", some, raising=False)
        page = ngrams.Page(array("h", row))
        for symbol in {*symbols, 5} - {ngrams.GAP}:
            places, known = page.places(symbol), [n for n, one in enumerate(row) if one == symbol and n]
            behind = Counter(row[n + 1] for n in known if row[n + 1] != ngrams.GAP)
            assert places.behind() == behind
            for before in {*symbols, 5}:
                assert places.behind_after(before) == Counter(
                    row[n + 1] for n in known if row[n - 1] == before and row[n + 1] != ngrams.GAP
                )
    assert page.times() == Counter(symbol for symbol in symbols if symbol != ngrams.GAP)
    assert page.size == len(row)


@given(st.lists(st.integers(0, 8191), max_size=80), st.lists(st.integers(0, 8191), max_size=80))
def test_a_trie_finds_what_is_in_it(row: list[int], wanted: list[int]) -> None:
    ids = sorted(set(row))
    codes = bytes(number % 256 for number in ids)
    trie = ngrams.Trie(array("I", [0, 0, len(ids)]), array("H", ids), codes, b"")
    assert [trie.find(1, symbol) for symbol in wanted] == [
        ids.index(symbol) if symbol in ids else -1 for symbol in wanted
    ]
    assert trie.find(0, 7) == -1
    assert sorted(trie.after(1, ngrams.CandidateSet(wanted))) == sorted(
        (symbol, symbol % 256) for symbol in set(ids) & set(wanted)
    )


@given(st.text())
def test_a_row_is_the_symbols(text: str) -> None:
    assert load().row(text).tolist() == load().encode(text)


def test_import_loads_no_table_and_nothing_heavy() -> None:
    program = "import sys, unionclean.encoding.models.trigram as l; print(l.load.cache_info().currsize, *({'numpy', 'opencc', 'ftfy', 'regex'} & set(sys.modules)))"
    assert subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split() == ["0"]


# The table


def header_and_body() -> tuple[dict[str, object], bytes]:
    line, _, body = tables.read_bytes(trigram.TABLE).partition(b"\n")
    return json.loads(line), body


def test_table_is_small_and_says_what_it_is() -> None:
    header, body = header_and_body()
    assert len(zlib.compress(body)) <= 7_500_000  # in a wheel
    assert header["generated by"] == "tools/build_language.py"
    assert header["sha256"] == hashlib.sha256(body).hexdigest()
    held_out = {source.name for source in build_language.corpora.SOURCES if source.held_out}
    assert not held_out & set(header["sources"])  # type: ignore[call-overload]


def test_table_is_sorted_unique_and_closed() -> None:
    model = load()
    for level in (model._bigrams, model._trigrams):
        assert level.offsets[-1] == len(level.ids) == len(level.log_probs)
        for first, last in zip(level.offsets, level.offsets[1:], strict=False):
            part = level.ids[first:last].tolist()
            assert part == sorted(set(part))
        assert max(level.ids) < model.size
    assert len(model._trigrams.offsets) == len(model._bigrams.ids) + 1


def test_alphabet_is_unique_and_folds_lead_into_it() -> None:
    model = load()
    assert all(0 <= symbol < model.size for symbol in model._symbols.values())
    assert len({*model._symbols.values()} - set(range(FIRST_CHARACTER))) == model.size - FIRST_CHARACTER


# The builder

SMALL = {"web": "\n\n中华人民共和国国务院\n\n人民的国家。\n\n", "news": "\n\n中国人民，中华民族。\n\n" * 3}
WORDS = {"人民": 800, "国务院": 400, "中华民族": 40}
KEEP_ALL = Settings(prune3=-math.inf, prune2=-math.inf)


def test_builder_gives_the_same_bytes_again() -> None:
    assert build_language.table(*build_language.train(SMALL, WORDS, KEEP_ALL)) == build_language.table(
        *build_language.train(SMALL, WORDS, KEEP_ALL)
    )


def test_table_says_what_the_estimate_says() -> None:
    import numpy as np

    alphabet, estimate = build_language.train(SMALL, WORDS, KEEP_ALL)
    model = read(build_language.table(alphabet, estimate))
    share = np.log(build_language.class_sizes(alphabet.size))
    text = "\n\n中华人民共和国。人国"
    ids = model.encode(text)
    assert ids == alphabet.encode(text).tolist()
    for a, b, c in zip(ids, ids[1:], ids[2:], strict=False):
        wanted = trigram_log(estimate, np.array([(a << BITS | b) << BITS | c]))[0] - share[c]
        assert model.log_prob(a, b, c) / NAT == pytest.approx(wanted, abs=0.4)


def test_estimate_sums_to_one() -> None:
    import numpy as np

    alphabet, estimate = build_language.train(SMALL, WORDS, KEEP_ALL)
    for context in ("中华", "人民", "国务", "。的"):
        a, b = alphabet.encode(context)
        keys = (a << BITS | b) << BITS | np.arange(alphabet.size)
        assert np.exp(trigram_log(estimate, keys)).sum() == pytest.approx(1, abs=1e-6)
