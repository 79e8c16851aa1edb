"""Law 6, undo of the machine: what it did is undone, or a note stands where it is not.

The pages are drawn so that nearly all of them need the search: the ends of many words make a delimiter of their last byte
and the first of what follows, and there the machine cuts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

import pytest

from tests.machine import damage
from tests.strategies import READINGS
from tests.test_encoding import SENTENCES
from unionclean import Cleaned, repair_encoding
from unionclean.edits import project_spans

CUT_WORDS = [
    "各省，", "病，", "祝“新年”", "他在省！", "啊；", "恭祝《大公報》", "慶祝。", "生病？", "省（區、市）", "看病！",
    "去產能，", "下撥專項資金，", "向為國家，", "地圖；", "當地經濟，",
]  # fmt: skip
"""Words in which the machine cuts inside a character, and a few in which it does not."""

PAGES = 240
MOST_VANISHED = 3
"""Characters that broken bytes may take away side by side before a delimiter, where they leave nothing.  A page says so once, for all of its places,
if another place shows it; a page where nothing else broke has nothing to say it by."""

DELIMITERS = tuple("，。！；？,!;?")


class Page(NamedTuple):
    """A page before and after the machine, and how the machine was set."""

    wanted: str
    damaged: str
    readings: dict[str, str]
    settings: dict[str, object]


def draw_page(draw: random.Random) -> Page:
    lines = []
    for sentence in draw.choices(SENTENCES, k=draw.randint(4, 9)):
        place = draw.randrange(len(sentence))
        lines.append(sentence[:place] + draw.choice(CUT_WORDS) + sentence[place:])
    text = "\n".join(lines)
    readings = dict(sorted(READINGS.items())[:: draw.randint(1, 3)])
    settings = {"flavour": draw.choice("QD"), "fold": draw.random() < 0.5, "keep_private": draw.random() < 0.5}
    wanted = damage(text, {}, cut=False, fold=settings["fold"])
    return Page(wanted, damage(text, readings, **settings), readings, settings)


@pytest.fixture(scope="module")
def pages() -> list[tuple[Page, Cleaned]]:
    draw = random.Random(6)
    drawn = [draw_page(draw) for _ in range(PAGES)]
    return [(page, repair_encoding.explain(page.damaged)) for page in drawn]


def places_left(page: Page, cleaned: Cleaned) -> Iterator[str]:
    """Yield what is not as it was, is to be seen, and has no note of its own."""
    local = [note.span for note in cleaned.notes if note.span != (0, len(page.damaged))]
    matcher = SequenceMatcher(None, page.wanted, cleaned.text, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal" or (tag == "delete" and _has_vanished(page, first, last)):
            continue
        ((left, right),) = project_spans([(start, end)], cleaned.edits)
        if not any(begin <= right + 1 and left - 1 <= close for begin, close in local):
            yield cleaned.text[max(0, start - 6) : end + 6]


def _has_vanished(page: Page, first: int, last: int) -> bool:
    leaves_nothing = page.settings["flavour"] == "D"
    return leaves_nothing and last - first <= MOST_VANISHED and page.wanted.startswith(DELIMITERS, last)


def test_nearly_every_page_needs_the_search(pages):
    searched = sum(any("shifted-run" in edit.rule for edit in cleaned.edits) for _, cleaned in pages)
    changed = sum(cleaned.text != page.wanted for page, cleaned in pages)
    assert searched > 0.95 * PAGES
    assert changed > 0.5 * PAGES, "nothing here is lost: the law is not tried"


def test_what_is_not_as_it_was_has_a_note_of_its_own(pages):
    assert [left for page, cleaned in pages for left in places_left(page, cleaned)] == []


def test_nearly_every_page_that_lost_characters_without_a_trace_says_so(pages):
    of_d = [(page, cleaned) for page, cleaned in pages if page.settings["flavour"] == "D"]
    poorer = [cleaned for page, cleaned in of_d if len(cleaned.text) < len(page.wanted)]
    told = [cleaned for cleaned in poorer if any(note.kind == "vanished" for note in cleaned.notes)]
    assert len(told) > 0.9 * len(poorer) > 20


def test_what_was_repaired_without_a_loss_would_be_damaged_into_what_was_seen(pages):
    """A guess may be wrong, but never one that the machine could not have made: only width folding hides what was there."""
    whole = [(page, cleaned) for page, cleaned in pages if not page.settings["fold"] and "\ufffd" not in cleaned.text]
    assert len(whole) > PAGES / 10
    for page, cleaned in whole:
        assert damage(cleaned.text, page.readings, **page.settings) == page.damaged


def test_no_digit_is_invented_or_lost(pages):
    for page, cleaned in pages:
        assert [c for c in cleaned.text if c.isdecimal()] == [c for c in page.damaged if c.isdecimal()]
