"""What ``tools.tune_costs`` measures with: for each group of constants, real material damaged here and the cases of the tests.

A measure returns how much comes back as it was, and how many cases fail; it is deterministic, so that two runs with one constant
changed can be compared.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from benchmarks import mojibake, places, recovery
from benchmarks.places_lists import KINDS, in_page
from benchmarks.places_spam import SHAPES
from tests.case_files import Case, read_cases
from tools import corpora
from unionclean import repair_encoding, strip_place_spam
from unionclean.encoding.mojibake import prefilter

SEED = 20261129
PAGE = 1500
"""Characters of a page of the search at most."""
LINES = 4
"""Lines of each length that are misread in each way."""
LISTS = 6
"""Pages of each shape of block, and lists of each kind."""


class Quality(NamedTuple):
    """The share that is right, and the cases that are not."""

    right: float
    failing: int


class Material(NamedTuple):
    """Where the corpora are, and how many pages are drawn for each setting of the machine."""

    data: Path
    cache: Path
    pages: int = 1


class Group(NamedTuple):
    """Constants that are measured in one way: in which modules, below ``unionclean``, and what is measured."""

    title: str
    measured: str
    constants: dict[str, str]
    """The names of each module; ``*`` for all of its numbers."""
    measure: Callable[[Material], Quality]


def _failing(cases: Iterable[Case], function: Callable[[str], str]) -> int:
    return sum(function(case.input) != case.expected for case in cases)


# The search


@cache
def _damaged_pages(material: Material) -> list[tuple[str, recovery.Setting, dict[str, str]]]:
    draw = random.Random(SEED)
    held_out = [source.name for source in corpora.SOURCES if source.held_out]
    number = material.pages * len(recovery.SETTINGS)
    found = [
        recovery.to_traditional(page)[:PAGE]
        for _, documents in corpora.reachable(held_out, data=material.data, cache=material.cache)
        for page in recovery.pages(documents, number // 4)
    ]
    draw.shuffle(found)
    return [
        (page, setting, recovery.draw_table(draw))
        for page, setting in zip(found, recovery.SETTINGS * material.pages, strict=False)
    ]


def restored(material: Material) -> Quality:
    """Return the share of damaged characters that come back, and the failing cases of the byte repair."""
    tally = recovery.Tally()
    for page in _damaged_pages(material):
        tally += recovery.measure(*page)
    cases = read_cases("encoding") + read_cases("clean", "kept")
    return Quality(1 - tally.missing / max(1, tally.damaged), _failing(cases, repair_encoding))


# Mojibake


@cache
def _misread_lines(material: Material) -> list[tuple[str, str]]:
    found = []
    for name, rights in ((mojibake.SIMPLIFIED, ("gb18030", "utf-8")), (mojibake.TRADITIONAL, ("big5",))):
        lines = mojibake.lines_of(name, LINES, material.data)
        for right in rights:
            for wrong in (*mojibake.SINGLE, *mojibake.DOUBLE):
                for line in (line for length in mojibake.LENGTHS[1:] for line in lines[length]):
                    seen = mojibake.misread(line, [(right, wrong)])
                    if seen is not None and seen != line:
                        found.append((line, seen))
    return found


def read_back(material: Material) -> Quality:
    """Return the share of misread lines that come back, each alone, and the failing cases."""
    prefilter._is_worse.cache_clear()  # it remembers what other constants said
    lines = _misread_lines(material)
    right = sum(mojibake.repaired(seen) == line for line, seen in lines)
    return Quality(right / max(1, len(lines)), _failing(read_cases("mojibake", "wanted", "kept"), repair_encoding))


# Place names


@cache
def _place_pages(material: Material) -> tuple[list[tuple[str, str]], list[str]]:
    world, draw = places.World(material.data, 40), random.Random(SEED)
    blocks = [make(world, draw, small) for make in SHAPES.values() for small in (False, True) for _ in range(LISTS)]
    lists = [in_page(world, draw, make(world, draw)) for make in KINDS.values() for _ in range(LISTS)]
    return [(block.text, block.clean) for block in blocks], lists


def blocks_removed(material: Material) -> Quality:
    """Return the share of blocks that go exactly, and the real lists that are touched, with the failing cases."""
    blocks, lists = _place_pages(material)
    right = sum(places.same(strip_place_spam(text), clean) for text, clean in blocks)
    touched = sum(strip_place_spam(page) is not page for page in lists)
    failing = _failing(read_cases("places", "wanted", "kept"), partial(strip_place_spam, keyword_lists=None))
    return Quality(right / len(blocks), touched + failing)


GROUPS = (
    Group(
        "The search",
        "the share of damaged characters restored on held-out pages, a page for each setting of the machine, and the cases of `encoding` and `clean`",
        {
            "encoding.linkfarm.decoder.costs": "*",
            "encoding.linkfarm.decoder.beam": "LONG LOOK_AHEAD MOST_EFFORT CHARACTERS",
            "encoding.linkfarm.decoder.open_pairs": "REACH",
            "encoding.linkfarm.evidence": "WORD_SIZE WORD_MARKS WRITTEN ENOUGH ENOUGH_TRADITIONAL UNSEEN MANY",
            "encoding.linkfarm.prefilter": "FAR AHEAD FEW",
            "encoding.linkfarm.repair": "TRUSTED AT_TIMES LONG_RUN GARBAGE_SIZE A_PAGE",
            "encoding.linkfarm.unmarked": "REACH AROUND",
            "encoding.linkfarm.windows": "RUN",
            "encoding.models.page_model": "CONCENTRATION_BIGRAM CONCENTRATION_TRIGRAM",
        },
        restored,
    ),
    Group(
        "Mojibake",
        "the share of held-out lines that come back, misread in every way and standing alone, and the cases of `mojibake`",
        {
            "encoding.mojibake.evidence": "NOISE_BITS _UNMARKED_BITS _LOST_BITS _NEXT _NEAR _NEARBY _LEAST_LETTERS",
            "encoding.mojibake.double_bytes": "SOUND_BITS _MOST_TWOFOLD _LIKELIER",
            "encoding.mojibake.prefilter": "_LONGEST_WORD _LEAST_CHARACTERS _SHORT _BEFORE _NEAR",
            "encoding.mojibake.repair": "ENOUGH_SUPPORT PLENTY CERTAIN_BITS",
            "encoding.mojibake.channels": "_CLEARLY",
            "encoding.mojibake.rivals": "MARGIN MARGIN_OF_GAIN LAYER_BITS",
            "encoding.mojibake.thresholds": "MOSTLY",
            "encoding.models.code_length": "_BEYOND _CHANGE_OF_SCRIPT",
            "encoding.models.unigram": "UNSEEN_HAN BIGRAM_BONUS ACCENTED_PAIR",
        },
        read_back,
    ),
    Group(
        "Place names",
        "the share of drawn blocks removed exactly, the real lists touched, and the cases of `places`",
        {
            "places.blocks": "_FEWEST_PLACES _FEWEST_ITEMS",
            "places.evidence": "THRESHOLD CERTAIN _PROSE_THRESHOLD _NEAR _TAIL",
            "places.introductions": "_LOOK_BACK _NOTHING_BEFORE _NO_INTRODUCTION _FURNITURE _ANNOUNCED _UNNAMED",
            "places.keywords": "_LOOKED_AT _BODY _LONGEST _FEWEST _FEWEST_ON_TOPIC",
            "places.model": "_SORTED_SHARE _MOST_PROVINCES _CONCENTRATION",
            "places.prose": "_HEAD _TAIL _FEWEST",
        },
        blocks_removed,
    ),
)
