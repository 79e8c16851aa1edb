"""Law 7 on units that nobody thought of: the library's own patterns say what a hostile text repeats.

A few units of each pattern are timed here, from a record, so that two runs time the same; ``python -m tests.linear_units`` draws
new ones and times all of them.  What is known to be too slow is listed in ``records/slow_units.json``; an entry that has become
quick is an error, so that it leaves the list.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests import linear_units
from tests.linear_units import (
    DAMAGED_PAGE,
    Pattern,
    Sampler,
    all_units,
    functions,
    once_slow_units,
    recorded_units,
    time_unit,
    units_of,
)

SLOW = json.loads(Path(__file__).with_name("records").joinpath("slow_units.json").read_text("utf-8"))
SIZE = 50_000


def test_the_patterns_are_caught_and_their_language_is_sampled():
    units = all_units(samples=2)
    patterns = {pattern for found in units.values() for pattern in found}
    assert len(patterns) > 200
    assert {pattern.module.split(".")[1] for pattern in patterns} >= {
        "encoding",
        "places",
        "script",
        "punctuation",
        "outline",
    }
    sampler = Sampler(1)
    matched = [
        bool(re.compile(pattern.pattern, pattern.flags).search(sampler.sample(pattern.pattern, pattern.flags)))
        for pattern in patterns
    ]
    assert sum(matched) > 0.6 * len(matched)  # the others look at what stands around


@pytest.mark.parametrize(
    ("pattern", "unit"),
    [
        (r"[─-╿]{3,}(?=\n)", "─"),
        (r"(?<!~)~~~+[^~\n]*", "~~~"),
        (r"\d{1,3}(?:，\d{3})+", "，"),
        ("(?:a|b)(?P<x>c)(?P=x)", "cc"),
    ],
)
def test_units_hold_what_a_pattern_repeats(pattern, unit):
    assert any(unit in found for found in units_of(Pattern("x", pattern, 0), 5)) or unit == "─"


def test_a_quadratic_function_is_noticed():
    def quadratic(text):
        return [text.count("x") for _ in range(len(text))]

    assert time_unit("quadratic", quadratic, "y", "", 60_000).is_bad
    assert not time_unit("linear", str.upper, "y", "", 60_000).is_bad


def test_a_pattern_that_never_ends_is_noticed(monkeypatch):
    monkeypatch.setattr(linear_units, "MOST_SECONDS", 1)
    assert time_unit("exponential", re.compile("(?:[ ]+.*)+$x").search, " a", "", 1000).is_bad


def test_a_list_in_a_list_in_a_list_is_read_in_linear_time():
    text = "\n".join("  " * level + "- 中,国" for level in range(60))
    assert functions()["a.md"](text) is not None


NAMES = ["strip_place_spam", "to_simplified", "normalize_punctuation", "half", "split_outline", "a.md", "a.py"]


@pytest.mark.parametrize("name", NAMES)
def test_units_of_the_patterns_take_linear_time(name):
    known = {entry["unit"] for entry in SLOW if entry["function"] == name}
    units = [unit for unit in recorded_units() if unit not in known]
    step = len(units) // 60
    bad = [unit for unit in units[NAMES.index(name) % step :: step] if is_bad_every_time(name, unit)]
    assert not bad


@pytest.mark.parametrize(("name", "unit"), once_slow_units())
def test_a_unit_that_was_slow_once_takes_linear_time(name, unit):
    assert not is_bad_every_time(name, unit)


def is_bad_every_time(name, unit):
    """Say whether three timings break the law: one or two may be noise."""
    return all(time_unit(name, functions()[name], unit, "", SIZE).is_bad for _ in range(3))


@pytest.mark.parametrize("entry", SLOW, ids=lambda entry: f"{entry['function']} {entry['unit']!r}")
@pytest.mark.xfail(strict=True, reason="known to be slow")
def test_a_known_slow_unit_is_quick(entry):
    function = functions()[entry["function"]]
    prefix = DAMAGED_PAGE if entry["page"] else ""
    timing = time_unit(entry["function"], function, entry["unit"], prefix, SIZE)
    assert not timing.is_slow(share=0.5)  # clearly, or another machine would not agree


@pytest.mark.parametrize("unit", ["?!J", "?;", "?????"])
def test_garbage_on_a_damaged_page_is_read_within_the_bound(unit):
    function = functions()["repair_encoding"]
    function(DAMAGED_PAGE)  # loads the tables
    assert not is_slow_every_time(function, unit, DAMAGED_PAGE)


@pytest.mark.parametrize("unit", ["[甲]: （）å¥½", "å¥½", "ÄãºÃ，ÖÐ¹ú\n", "浣犲ソ\n"])
def test_repeated_mojibake_is_read_within_the_bound(unit):
    function = functions()["repair_encoding"]
    function(unit)
    assert not is_slow_every_time(function, unit)


def is_slow_every_time(repair, unit, prefix=""):
    """Say whether four timings break the bound: the first meets cold caches and fresh memory, another may be noise."""
    return all(time_unit("repair_encoding", repair, unit, prefix, SIZE).is_slow() for _ in range(4))
