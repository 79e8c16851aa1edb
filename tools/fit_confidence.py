"""Fit the curves of ``unionclean/encoding/linkfarm/confidence.py``: ``python -m tools.fit_confidence [--pages 25]``.

Held-out pages are damaged by the forward machine in every setting and repaired.  Of every probable run it is known how far the next reading is behind and
whether the run is right.  A logistic regression makes of that how often a run is right that is so far ahead, for each kind of run; its curves are printed to
be written into the module.  The last table is the check: each source by curves that were fitted to all other sources.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from benchmarks import recovery
from benchmarks.calibration import Judged, judge, print_table
from tests.machine import damage
from tools import corpora
from unionclean import repair_encoding
from unionclean.encoding.linkfarm import repair
from unionclean.encoding.linkfarm.confidence import CURVES, FARTHEST, Curve, confidence_on
from unionclean.encoding.models.log_space import NAT
from unionclean.rules import split_rule

SEED = 20261128
KINDS = list(CURVES)
FARTHER = 1000.0
"""No margin has so many nats."""
ROUNDS = 25
"""Steps of Newton's method, which needs fewer."""


class Run(NamedTuple):
    """A probable run: where its page is from, its kind, by how many nats the next reading is behind, and whether it is right."""

    source: str
    kind: str
    margin: float
    right: bool


def runs(number: int, data: Path, cache: Path) -> Iterator[Run]:
    """Yield the probable runs of ``number`` pages of each held-out source in each setting."""
    draw = random.Random(SEED)
    held_out = [source.name for source in corpora.SOURCES if source.held_out]
    for source, documents in corpora.reachable(held_out, data=data, cache=cache):
        for setting in recovery.SETTINGS:
            pages = list(recovery.pages(documents, 3 * number))
            for page in draw.sample(pages, min(number, len(pages))):
                yield from _runs_of(source, recovery.to_traditional(page), setting, recovery.draw_table(draw))


def _runs_of(source: str, page: str, setting: recovery.Setting, table: dict[str, str]) -> Iterator[Run]:
    text, table, cut = recovery.set_up(page, setting, table)
    how = {"flavour": setting.flavour, "fold": setting.fold, "keep_private": setting.keep_private}
    # The confidence of an edit is its kind and its bare margin here: that is what the curves are fitted to.
    with patch.object(repair, "confidence_of", lambda kind, margin: KINDS.index(kind) * FARTHER + margin / NAT):
        cleaned = repair_encoding.explain(damage(text, table, cut=cut, **how))
    truth = damage(text, {}, fold=setting.fold, cut=False)
    edits = [edit for edit in cleaned.edits if "shifted-run" in split_rule(edit.rule)]
    for edit, judged in zip(edits, judge(cleaned, truth, {"shifted bytes"}), strict=True):
        if edit.certainty == "probable":
            kind, margin = divmod(judged.confidence, FARTHER)
            yield Run(source, KINDS[int(kind)], margin, judged.right)


def fit(observed: Sequence[Run]) -> dict[str, Curve]:
    """Return the curve of each kind of run."""
    return {kind: _curve([run for run in observed if run.kind == kind]) for kind in CURVES}


def _curve(observed: Sequence[Run]) -> Curve:
    """Return the likeliest logistic curve, found by Newton's method."""
    points = [(min(run.margin, FARTHEST), run.right) for run in observed]
    start, rise = 0.0, 0.5
    for _ in range(ROUNDS):
        slope = [0.0, 0.0]
        bend = [0.0, 0.0, 0.0]
        for nats, right in points:
            share = 1 / (1 + exp(-start - rise * nats))
            miss, weight = right - share, share * (1 - share)
            slope = [slope[0] + miss, slope[1] + miss * nats]
            bend = [bend[0] + weight, bend[1] + weight * nats, bend[2] + weight * nats * nats]
        scale = bend[0] * bend[2] - bend[1] * bend[1]
        start += (bend[2] * slope[0] - bend[1] * slope[1]) / scale
        rise += (bend[0] * slope[1] - bend[1] * slope[0]) / scale
    return round(start, 2), round(rise, 2)


def judged_by(curves: dict[str, Curve], observed: Sequence[Run]) -> Iterator[Judged]:
    """Yield the runs with the confidence that ``curves`` give them."""
    for run in observed:
        yield Judged("shifted-run", confidence_on(curves[run.kind], run.margin), run.right)


def main() -> None:
    """Print the curves and the check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=25, help="pages of each source in each setting")
    parser.add_argument("--data", type=Path, default=corpora.DATA)
    parser.add_argument("--cache", type=Path, default=corpora.CACHE)
    chosen = parser.parse_args()
    observed = list(runs(chosen.pages, chosen.data, chosen.cache))
    for kind, curve in fit(observed).items():
        print(f"{kind!r}: {curve},")
    check: list[Judged] = []
    for source in dict.fromkeys(run.source for run in observed):
        curves = fit([run for run in observed if run.source != source])
        check += judged_by(curves, [run for run in observed if run.source == source])
    print_table("fitted to the other sources", check)


if __name__ == "__main__":
    main()
