"""Every input that once broke a law, the seeds of the fuzz targets, and a short run of chance through each of them."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.__main__ import mutated
from tests.fuzz.seeds import FOUND, seeds_of
from tests.fuzz.targets import TARGETS, text_of

pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
pytest.importorskip("zstandard", reason="the extra 'zstd' is not installed")

KNOWN_FAILURES: dict[str, str] = {}
"""Inputs, by target and name, that are not mended yet; one that is must leave this list."""

FOUND_INPUTS = [(path.parent.name, path) for path in sorted(FOUND.glob("*/*"))]


@pytest.mark.parametrize(("name", "path"), FOUND_INPUTS, ids=[f"{name}-{path.name}" for name, path in FOUND_INPUTS])
def test_what_once_broke_a_law_no_longer_does(request, name, path):
    if why := KNOWN_FAILURES.get(f"{name}/{path.name}"):
        request.applymarker(pytest.mark.xfail(strict=True, reason=why))
    TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_the_targets_run_on_seeds_and_on_mutations_of_them(name):
    chance, pool = random.Random(name), seeds_of(name)
    for data in [*chance.sample(pool, min(len(pool), 40)), *(mutated(chance, pool) for _ in range(40))]:
        TARGETS[name](data)


def test_an_input_reaches_every_code_point_and_every_fragment():
    assert text_of(b"\x01\x00\xd8") == "\ud800"

    assert text_of(b"\x02\x00\x00") != ""
    assert text_of(b"") == ""
