"""Print, for every constant of the search, the range in which recovery stays flat: ``python -m tools.tune_costs [NAME …]``.

Held-out pages are damaged by the forward machine and repaired with the constant made smaller and larger, step by step, until the
share of restored characters falls by more than ``--tolerance``.  A constant that can be halved and doubled without any loss wants
a test or wants to go; one with a narrow range was worth measuring.  The pages follow from one seed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from benchmarks import recovery
from tools import corpora
from unionclean.encoding.linkfarm.decoder import costs

FACTORS = (1.5, 2.0, 4.0)
"""How far a constant is moved, up and (as one divided by it) down."""


class Case(NamedTuple):
    """A page and how the machine was set for it."""

    text: str
    setting: recovery.Setting
    table: dict[str, str]


class Range(NamedTuple):
    """A constant, the share restored with it as it is, and how far it can be moved without loss."""

    name: str
    value: int
    lowest: str
    highest: str


def cases(number: int, data: Path, cache: Path) -> list[Case]:
    """Return ``number`` pages of held-out sources for each setting of the machine."""
    draw = random.Random(recovery.SEED)
    held_out = [source.name for source in corpora.SOURCES if source.held_out]
    pages = [
        recovery.to_traditional(page)
        for _, documents in corpora.reachable(held_out, data=data, cache=cache)
        for page in recovery.pages(documents, number)
    ]
    draw.shuffle(pages)
    settings = recovery.SETTINGS * number
    return [Case(page, setting, recovery.draw_table(draw)) for page, setting in zip(pages, settings, strict=False)]


def restored(pages: Sequence[Case]) -> float:
    """Return the share of damaged characters that come back."""
    tally = recovery.Tally()
    for page in pages:
        tally += recovery.measure(page.text, page.setting, page.table)
    return 1 - tally.missing / max(1, tally.damaged)


def constants(module: ModuleType) -> Iterator[str]:
    """Yield the names of the numbers that ``module`` defines."""
    for name, value in vars(module).items():
        if name.isupper() and isinstance(value, (int, float)) and value:
            yield name


def flat_range(name: str, pages: Sequence[Case], least: float) -> Range:
    """Return how far the constant can be moved either way while ``least`` is restored."""
    value = getattr(costs, name)
    ends = []
    for factors in ([1 / factor for factor in FACTORS], FACTORS):
        end = "at once"
        for factor in factors:
            setattr(costs, name, type(value)(value * factor) or 1)
            share = restored(pages)
            setattr(costs, name, value)
            if share < least:
                break
            end = f"× {factor:.2g}" + (" and on" if factor in (1 / FACTORS[-1], FACTORS[-1]) else "")
        ends.append(end)
    return Range(name, value, *ends)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="constants (default: all)")
    parser.add_argument("--pages", type=int, default=4, help="pages for each setting of the machine")
    parser.add_argument("--tolerance", type=float, default=0.001, help="share of the characters that may be lost")
    parser.add_argument("--data", type=Path, default=corpora.DATA)
    parser.add_argument("--cache", type=Path, default=corpora.CACHE)
    chosen = parser.parse_args(arguments)
    known = list(constants(costs))
    if unknown := [name for name in chosen.names if name not in known]:
        parser.error(f"there is no constant {unknown[0]!r}; the constants: {', '.join(known)}")
    pages = cases(chosen.pages, chosen.data, chosen.cache)
    now = restored(pages)
    print(
        f"{len(pages)} pages, {now:.2%} of the damaged characters restored; flat: at most {chosen.tolerance:.2%} less"
    )
    print(f"\n{'constant':24}{'value':>12}{'down to':>16}{'up to':>16}")
    for name in chosen.names or known:
        found = flat_range(name, pages, now - chosen.tolerance)
        print(f"{found.name:24}{found.value:12,}{found.lowest:>16}{found.highest:>16}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
