"""From candidates to edits: which lists are spam, and what goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import exp

from unionclean.edits import Certainty, Edit
from unionclean.places.blocks import Block, blocks_of
from unionclean.places.cells import Run
from unionclean.places.evidence import CERTAIN, is_spam, weigh
from unionclean.places.keywords import find_keyword_lists


def find_spam(text: str, runs: Iterable[Run], *, keyword_lists: bool | None) -> list[Edit]:
    """Return the edits that remove the spam among ``runs``, and keyword lines: all, none, or those over a converted page."""
    edits = [] if keyword_lists is False else find_keyword_lists(text, always=keyword_lists is True)
    for block, weights in weighed_blocks(text, runs):
        if is_spam(text, block, weights):
            edits.append(_edit(text, block, sum(weights.values())))
    return _without_overlaps(edits)


def weighed_blocks(text: str, runs: Iterable[Run]) -> Iterator[tuple[Block, dict[str, float]]]:
    """Yield every list of places among ``runs`` with the evidence for its being spam; the score of a list is the sum."""
    blocks = sorted((block for run in runs for block in blocks_of(text, run)), key=lambda block: block.start)
    for index, block in enumerate(blocks):
        last_end = blocks[index - 1].end if index else 0
        next_start = blocks[index + 1].start if index + 1 < len(blocks) else len(text)
        yield block, weigh(text, block, last_end, next_start)


MANY = 10
"""Names that a list has to have for an edit to be certain: people write down a few places in any order."""


def _edit(text: str, block: Block, score: float) -> Edit:
    regions = [item.place.provinces for item in block.items if item.place]
    provinces = {province for provinces in regions if len(provinces) == 1 for province in provinces}
    names = sum(item.named for item in block.items)
    detail = f"{names} names, {len(provinces)} provinces, score {score:.1f}"
    certainty: Certainty = "certain" if score >= CERTAIN and names >= MANY else "probable"
    confidence = 1.0 if certainty == "certain" else min(round(1 / (1 + exp(-score)), 3), 0.99)
    before = text[block.start : block.end]
    return Edit(block.start, block.end, before, "", "place-spam", certainty, detail, confidence)


def _without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or kept[-1].end <= edit.start:
            kept.append(edit)
    return kept
