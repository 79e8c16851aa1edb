"""The five seeds, cleaned: every damage site read by eye, nothing of the damage left, the second pass quiet."""

from __future__ import annotations

import functools
import re

import pytest

import unionclean
from tools.list_sites import SEEDS, Site, fill, known_sites, new_sites, outcome
from unionclean import Cleaned

NAMES = sorted(path.name for path in SEEDS.glob("*.txt"))
HAN = "[\u4e00-\u9fff]"


@functools.cache
def text_of(name: str) -> str:
    return (SEEDS / name).read_bytes().decode("utf-8")


@functools.cache
def repaired(name: str) -> Cleaned:
    return unionclean.repair_encoding.explain(text_of(name))


@functools.cache
def cleaned(name: str) -> Cleaned:
    return unionclean.explain(text_of(name))


def of_each_site(site: Site):
    marks = [pytest.mark.xfail(strict=True, reason=site.known_failure)] if site.known_failure else []
    return pytest.param(site, id=f"{site.seed[:3]}:{site.line}", marks=marks)


@pytest.mark.parametrize("site", known_sites(), ids=lambda site: f"{site.seed[:3]}:{site.line}")
def test_a_site_stands_where_the_list_says(site: Site):
    assert site.seen in text_of(site.seed).split("\n")[site.line - 1]


@pytest.mark.parametrize("site", [of_each_site(site) for site in known_sites()])
def test_a_site_is_restored_or_marked(site: Site):
    assert outcome(site, repaired(site.seed)) != "wrong"


def test_every_repaired_place_was_looked_at():
    assert list(new_sites()) == []


def test_the_readme_is_up_to_date():
    page = (SEEDS / "README.md").read_text("utf-8")
    assert fill(page) == page, "run python -m tools.list_sites"


@pytest.mark.parametrize("name", NAMES)
def test_the_seed_is_clean(name: str):
    text = cleaned(name).text
    assert not re.search(rf"{HAN}\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", text)
    assert not re.search(rf"{HAN}[,:;!?()]{HAN}", text)
    assert "市|" not in text and "县|" not in text
    assert unionclean.clean(text) is text


@pytest.mark.parametrize("name", NAMES)
def test_the_trace_gives_the_seed_back(name: str):
    assert cleaned(name).revert() == text_of(name)
    assert unionclean.clean(text_of(name)) == cleaned(name).text
    digits, seen = re.findall(r"\d", text_of(name)), re.findall(r"\d", cleaned(name).text)
    assert digits == seen


def test_an_undamaged_seed_changes_in_punctuation_only():
    assert [change.step for change in cleaned(NAMES[2]).changes] == ["normalize_punctuation"]
