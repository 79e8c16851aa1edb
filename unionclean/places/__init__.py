"""``strip_place_spam``: the blocks of place names that link farms put at the ends of pages.

Evidence, not a blacklist: a list goes when its names, its writing and its place in the page are far more likely for a list
drawn by a link farm than for one that somebody wrote (:mod:`unionclean.places.model`, :mod:`unionclean.places.evidence`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unionclean.edits import Certainty, Edit
from unionclean.places.blocks import Block, blocks_of
from unionclean.places.cells import SEPARATORS, runs_of
from unionclean.places.evidence import CERTAIN, is_spam, weigh
from unionclean.places.keywords import find_keyword_lists
from unionclean.places.prose import prose_runs
from unionclean.steps import NOTHING, Found, step


@step()
def strip_place_spam(text: str, *, keyword_lists: bool = False) -> Found:
    """Return ``text`` without the lists of place names that link farms add.

    A list of eight names or more goes, wherever it stands, if its names are drawn from the whole country and nothing in its
    writing or around it speaks for a real list: an introduction, an order, figures, neighbours in one province, names that the
    text speaks of.  Its lines go with their line breaks; the rest of the text stays to the character.  The ``rule`` of an edit
    has the number of names and provinces and the score, a log-likelihood ratio; offsets count code points.

    >>> page = "今天的发布会到此结束。\\n双辽市| 成武县| 镇赉县| 前郭尔| 阳信县| 惠州市| 抚顺市| 洛浦县| 寻乌县| 微博| 马边|"
    >>> strip_place_spam(page)
    '今天的发布会到此结束。\\n'
    >>> strip_place_spam.explain(page).edits[0].rule
    'place-spam: 10 names, 7 provinces, score 11.9'

    A real list stays: a province's counties, a ranking, stops, a navigation bar.

    >>> strip_place_spam("配送范围：双辽市|成武县|镇赉县|阳信县|惠州市|抚顺市|洛浦县|寻乌县|白水县|城固县")
    '配送范围：双辽市|成武县|镇赉县|阳信县|惠州市|抚顺市|洛浦县|寻乌县|白水县|城固县'

    ``keyword_lists=True`` also removes the line of Simplified keywords that the farms put over a Traditional page.
    """
    edits = find_keyword_lists(text) if keyword_lists else []
    for block, weights in weighed_blocks(text):
        if is_spam(text, block, weights):
            edits.append(_edit(text, block, sum(weights.values())))
    return Found(_without_overlaps(edits)) if edits else NOTHING


def weighed_blocks(text: str) -> Iterator[tuple[Block, dict[str, float]]]:
    """Yield every list of places in ``text`` with the evidence for its being spam; the score of a list is the sum."""
    blocks = sorted(_blocks(text), key=lambda block: block.start)
    for index, block in enumerate(blocks):
        last_end = blocks[index - 1].end if index else 0
        next_start = blocks[index + 1].start if index + 1 < len(blocks) else len(text)
        yield block, weigh(text, block, last_end, next_start)


def _blocks(text: str) -> Iterator[Block]:
    for sep in SEPARATORS:
        for run in runs_of(text, sep):
            yield from blocks_of(text, run)
    for run in prose_runs(text):
        yield from blocks_of(text, run)


def _edit(text: str, block: Block, score: float) -> Edit:
    regions = [item.place.provinces for item in block.items if item.place]
    provinces = {province for provinces in regions if len(provinces) == 1 for province in provinces}
    names = sum(item.named for item in block.items)
    rule = f"place-spam: {names} names, {len(provinces)} provinces, score {score:.1f}"
    certainty: Certainty = "certain" if score >= CERTAIN else "probable"
    return Edit(block.start, block.end, text[block.start : block.end], "", rule, certainty)


def _without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or kept[-1].end <= edit.start:
            kept.append(edit)
    return kept
