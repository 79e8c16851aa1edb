"""``repair_encoding`` on the machine's damage: real fragments, damage made here, and pages that only look like it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.machine import damage
from unionclean import repair_encoding
from unionclean.encoding import cp936
from unionclean.encoding.evidence import readings
from unionclean.tables import read_rows

CASES = Path(__file__).parent / "cases"
FRAGMENTS = json.loads((CASES / "fragments.json").read_text("utf-8"))
PAGES = json.loads((CASES / "encoding.json").read_text("utf-8"))
READINGS = {character: min(own) for character, own in readings().items()}

WORDS = ["網絡", "領導", "預備", "測驗", "機構", "學習", "時間", "經濟", "農村", "設備", "關系", "團結"]
"""Words with one character of the table each: a page that repeats them annotated is a page of the machine."""

of_fragments = pytest.mark.parametrize("fragment", FRAGMENTS, ids=[f["original"] for f in FRAGMENTS])


def page_around(fragment: dict) -> tuple[str, str]:
    """Return a damaged line that makes the page's evidence for ``fragment``, and the same line undamaged."""
    free = [w for w in WORDS if not any(c in READINGS and c in fragment["original"] for c in w)][:4]
    line = "、".join(free) + "和" + "、".join(free) + "\n"
    table = {character: READINGS[character] for word in free for character in word if character in READINGS}
    return damage(line, table, cut=False), line


@of_fragments
def test_the_machine_makes_every_real_fragment(fragment):
    table = {character: READINGS[character] for character in fragment["annotated"]}
    text = fragment.get("before", "") + fragment["original"]
    made = damage(text, table, flavour=fragment["flavour"], cut=fragment.get("cuts", True))
    assert made == fragment["observed"]


@of_fragments
def test_every_real_fragment_comes_back(fragment):
    damaged, line = page_around(fragment)
    cleaned = repair_encoding.explain(damaged + fragment["observed"] + "\n")
    wanted = line + damage(fragment.get("before", "") + fragment["original"], {}, cut=False) + "\n"
    if "\ufffd" in cleaned.text:
        assert any(note.kind == "lost-byte" for note in cleaned.notes)
        assert len(cleaned.text) == len(wanted)
        assert all(got in (want, "\ufffd") for got, want in zip(cleaned.text, wanted, strict=True))
    else:
        assert cleaned.text == wanted
