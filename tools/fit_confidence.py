"""Fit the tables of ``unionclean/encoding/linkfarm/confidence.py``: ``python -m tools.fit_confidence [--pages 5]``.

Held-out pages are damaged by the forward machine in every setting and repaired.  Of every probable run it is known how far the next reading is behind and
whether the run is right.  An isotonic regression (pool adjacent violators) makes of that how often a run is right that is so far ahead, for each kind of run;
the knots are printed to be written into the module.  The last table is the check: knots fitted to one half of the runs, measured on the other, both ways.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from benchmarks import recovery
from benchmarks.calibration import Judged, judge, print_table
from tests.machine import damage
from tools import corpora
from unionclean import repair_encoding
from unionclean.encoding.linkfarm import repair
from unionclean.encoding.linkfarm.confidence import MOST, TABLES, Knots, interpolated
from unionclean.encoding.models.log_space import NAT
from unionclean.rules import split_rule

SEED = 20261128
FEWEST = 60
"""Runs of a knot at least."""
WIDEST = 3.0
"""Nats over which a knot stands at most: the last of a table would stand far out; any other block that is wider has two."""


KINDS = list(TABLES)
FARTHER = 1000.0
"""No margin has so many nats."""


class Run(NamedTuple):
    """A probable run: its kind, by how many nats the next reading is behind, and whether it is right."""

    kind: str
    margin: float
    right: bool


def runs(number: int, data: Path, cache: Path) -> Iterator[Run]:
    """Yield the probable runs of ``number`` pages of each held-out source in each setting."""
    draw = random.Random(SEED)
    held_out = [source.name for source in corpora.SOURCES if source.held_out]
    for _, documents in corpora.reachable(held_out, data=data, cache=cache):
        for setting in recovery.SETTINGS:
            pages = list(recovery.pages(documents, 3 * number))
            for page in draw.sample(pages, min(number, len(pages))):
                yield from _runs_of(recovery.to_traditional(page), setting, recovery.draw_table(draw))


def _runs_of(page: str, setting: recovery.Setting, table: dict[str, str]) -> Iterator[Run]:
    text, table, cut = recovery.set_up(page, setting, table)
    how = {"flavour": setting.flavour, "fold": setting.fold, "keep_private": setting.keep_private}
    # The confidence of an edit is its kind and its bare margin here: that is what the tables are fitted to.
    with patch.object(repair, "confidence_of", lambda kind, margin: KINDS.index(kind) * FARTHER + margin / NAT):
        cleaned = repair_encoding.explain(damage(text, table, cut=cut, **how))
    truth = damage(text, {}, fold=setting.fold, cut=False)
    edits = [edit for edit in cleaned.edits if "shifted-run" in split_rule(edit.rule)]
    for edit, judged in zip(edits, judge(cleaned, truth, {"shifted bytes"}), strict=True):
        if edit.certainty == "probable":
            kind, margin = divmod(judged.confidence, FARTHER)
            yield Run(KINDS[int(kind)], margin, judged.right)


def fit(observed: Sequence[Run]) -> dict[str, Knots]:
    """Return the knots of each kind of run."""
    return {kind: _knots([run for run in observed if run.kind == kind]) for kind in TABLES}


def _knots(observed: Sequence[Run]) -> Knots:
    knots = []
    blocks = _pooled(sorted((run.margin, run.right) for run in observed))
    for block in blocks:
        first, last = block[0][0], block[-1][0]
        share = round((sum(right for _, right in block) + 0.5) / (len(block) + 1), 3)
        knots.append((round((first + min(last, first + WIDEST)) / 2, 1), share))
        if last - first > WIDEST and block is not blocks[-1]:
            knots.append((round(last - WIDEST / 2, 1), share))
    return tuple(knots)


def _pooled(points: Sequence[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    """Return the points in blocks of which each is right oftener than the one before, none of them small."""
    blocks: list[list[tuple[float, bool]]] = []
    for point in points:
        blocks.append([point])
        while len(blocks) > 1 and (_share(blocks[-2]) >= _share(blocks[-1])):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    large: list[list[tuple[float, bool]]] = []
    for block in blocks:
        if large and (len(large[-1]) < FEWEST or len(block) < FEWEST):
            large[-1] += block
        else:
            large.append(block)
    return large


def _share(block: Sequence[tuple[float, bool]]) -> float:
    return sum(right for _, right in block) / len(block)


def judged_by(knots: dict[str, Knots], observed: Sequence[Run]) -> Iterator[Judged]:
    """Yield the runs with the confidence that ``knots`` give them."""
    for run in observed:
        yield Judged("shifted-run", min(MOST, interpolated(knots[run.kind], run.margin)), run.right)


def main() -> None:
    """Print the knots and the check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5, help="pages of each source in each setting")
    parser.add_argument("--data", type=Path, default=corpora.DATA)
    parser.add_argument("--cache", type=Path, default=corpora.CACHE)
    chosen = parser.parse_args()
    observed = list(runs(chosen.pages, chosen.data, chosen.cache))
    random.Random(SEED).shuffle(observed)
    for kind, knots in fit(observed).items():
        print(f"{kind}: {knots}")
    halves = observed[::2], observed[1::2]
    check = [*judged_by(fit(halves[0]), halves[1]), *judged_by(fit(halves[1]), halves[0])]
    print_table("fitted on the other half", check)


if __name__ == "__main__":
    main()
