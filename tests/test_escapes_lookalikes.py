"""Escapes that say Chinese and characters that only look like Han: the cases, the laws, and what must stay."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import each_case
from tests.strategies import texts
from unionclean import repair_encoding
from unionclean.encoding.escapes import find_escapes
from unionclean.encoding.lookalikes import find_lookalikes
from unionclean.steps import Found, step
from unionclean.tables import read_rows


@step()
def unescape(text: str) -> Found:
    """Do one of the two, escapes first."""
    found = find_escapes(text)
    return found if found.edits else find_lookalikes(text)


@each_case("escapes_lookalikes", "wanted")
def test_a_wanted_repair_is_made(case):
    cleaned = repair_encoding.explain(case.input)
    assert cleaned.text == case.expected
    assert " + ".join(sorted({edit.rule for edit in cleaned.edits})) == case.extra["rule"]


@each_case("escapes_lookalikes", "kept")
def test_a_look_alike_is_kept(case):
    assert repair_encoding(case.input) == case.input


PIECES = [
    "\\u4f60",
    "\\u597d",
    "\\",
    "&#20320;",
    "&amp;",
    "amp;",
    "%E4%BD%A0",
    "=E4=BD=A0",
    "_x000D_",
    "\n",
    "⽤",
    "⽂",
    "\uf914",
    "\ue863",
    "功",
    "中国",
    "部首",
    "한",
]


@given(st.lists(st.sampled_from(PIECES) | st.characters(), max_size=20).map("".join) | texts)
def test_the_finders_keep_the_laws(text):
    cleaned = unescape.explain(text)
    assert unescape(text) == cleaned.text == unescape(cleaned.text)
    assert cleaned.revert() == text
    digits = iter(character for character in text if character.isdecimal())
    assert all(digit in digits for digit in cleaned.text if digit.isdecimal())


def test_the_table_is_sorted_unique_and_closed():
    for _, old, new in read_rows("lookalikes.tsv"):
        assert old == "".join(sorted(set(old)))
        assert len(old) == len(new)
        assert not set(old) & set(new)
