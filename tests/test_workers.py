"""Law 8: one cleaner serves many threads, and worker processes however they are started."""

from __future__ import annotations

import multiprocessing
import pickle
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import unionclean
from tests.strategies import FRAGMENTS, SENTENCES
from unionclean import DEFAULT_STEPS, compose

DAMAGED = "中國(guó)工會(huì)發(fā)布,慶!拔逡弧眹(guó)際勞動(dòng)節。"
TEXTS = [DAMAGED + text for text in SENTENCES] + FRAGMENTS + ["ÄãºÃ，ÖÐ¹ú", "浣犲ソ锛屼笘鐣", "双辽市| 成武县| " * 12]


def fresh():
    """A cleaner that nobody has used yet."""
    return compose(*DEFAULT_STEPS)


@pytest.fixture(scope="module")
def wanted():
    return [unionclean.clean(text) for text in TEXTS]


def test_eight_threads_on_one_cleaner_agree_with_one(wanted):
    cleaner = fresh()
    with ThreadPoolExecutor(8) as pool:
        for result in pool.map(lambda _: [cleaner(text) for text in TEXTS], range(8)):
            assert result == wanted


def test_eight_threads_may_be_the_first_to_need_the_tables():
    """Every table and converter is loaded by eight threads at once, in a process that has none of them."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        results = pool.submit(cleaned_by_threads, TEXTS[:20]).result(timeout=120)
    assert all(result == results[0] for result in results)
    assert results[0] == [unionclean.clean(text) for text in TEXTS[:20]]


def cleaned_by_threads(texts):
    cleaner, barrier = fresh(), threading.Barrier(8)

    def run(_):
        barrier.wait()
        return [cleaner(text) for text in texts]

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(run, range(8)))


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_used_cleaner_goes_to_worker_processes(method, wanted):
    cleaner = fresh()
    cleaner(DAMAGED)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        assert list(pool.map(cleaner, TEXTS, chunksize=20)) == wanted


def test_configured_steps_and_foreign_functions_go_along():
    cleaner = compose(str.strip, unionclean.normalize_punctuation.using(width="half"), unionclean.to_simplified)
    assert pickle.loads(pickle.dumps(cleaner)) == cleaner


def test_a_trace_goes_home_from_a_worker():
    trace = fresh().explain(DAMAGED)
    assert pickle.loads(pickle.dumps(trace)) == trace


def test_an_outline_goes_home_from_a_worker():
    outline = unionclean.split_outline("一、总则\n（一）甲\n（二）乙\n二、附则\n")
    assert pickle.loads(pickle.dumps(outline)).to_dict() == outline.to_dict()
