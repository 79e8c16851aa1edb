"""``strip_place_spam``: the blocks of place names that link farms put at the ends of pages.

Evidence, not a blacklist: a list goes when its names, its writing and its place in the page are far more likely for a list
drawn by a link farm than for one that somebody wrote (:mod:`unionclean.places.model`, :mod:`unionclean.places.evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.edits import Edit
from unionclean.places.blocks import Block, blocks_of
from unionclean.places.cells import SEPARATORS, runs_of
from unionclean.places.evidence import THRESHOLD, weigh
from unionclean.steps import NOTHING, Found, step

_any_separator = re.compile(f"[{SEPARATORS}]").search


@step()
def strip_place_spam(text: str, *, keyword_lists: bool = False) -> Found:
    """Return ``text`` without the lists of place names that link farms add."""
    if not _any_separator(text):
        return NOTHING
    edits = []
    for block in _blocks(text):
        weights = weigh(text, block)
        score = sum(weights.values())
        if score >= THRESHOLD:
            edits.append(_edit(text, block, score))
    edits.sort()
    return Found([edit for i, edit in enumerate(edits) if i == 0 or edits[i - 1].end <= edit.start])


def _blocks(text: str) -> Iterator[Block]:
    for sep in SEPARATORS:
        for run in runs_of(text, sep):
            yield from blocks_of(text, run)


def _edit(text: str, block: Block, score: float) -> Edit:
    regions = [item.place.provinces for item in block.items if item.place]
    provinces = {province for provinces in regions if len(provinces) == 1 for province in provinces}
    names = sum(item.named for item in block.items)
    rule = f"place-spam: {names} names, {len(provinces)} provinces, score {score:.1f}"
    return Edit(block.start, block.end, text[block.start : block.end], "", rule)
