"""Closed spans and protected patterns: no step touches them, and all laws hold."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import unionclean
from unionclean import DEFAULT_STEPS, compose, normalize_punctuation, to_simplified
from unionclean.edits import apply_edits
from unionclean.masking import CLOSED, mask, merge_spans, unmask

LETTERS = st.sampled_from(list("中國發展,:;!?()\"' .-\n\r\t\u3000１a1`$\\￼…“”"))
TEXTS = st.one_of(st.text(LETTERS, max_size=60), st.text(max_size=40))


@st.composite
def closed_texts(draw):
    """A text and some spans of it, in any order and overlapping."""
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(offsets, offsets).map(lambda pair: (min(pair), max(pair))), max_size=4))
    return text, spans


def closed_content(text, spans):
    """What ``spans`` hold, line breaks aside."""
    return "".join(text[start:end] for start, end in merge_spans(spans)).translate({10: None, 13: None})


@given(closed_texts())
@example(("甲\n乙\r丙", [(0, 3)]))
def test_masking_keeps_lengths_and_comes_back(drawn):
    text, spans = drawn
    masked = mask(text, merge_spans(spans))
    assert len(masked) == len(text)
    assert unmask(masked, masked, text) == text
    closed = {i for start, end in spans for i in range(start, end) if text[i] not in "\r\n"}
    assert all(masked[i] == (CLOSED if i in closed else text[i]) for i in range(len(text)))


@given(closed_texts())
@example(("中國\ufffc,發展", [(0, 2)]))
def test_a_closed_span_stays_and_the_trace_replays(drawn):
    text, spans = drawn
    cleaner = compose(*DEFAULT_STEPS)
    cleaned = cleaner.explain(text, closed=spans)
    assert cleaned.text == cleaner(text, closed=spans)
    assert cleaned.revert() == text == cleaned.original
    replayed = text
    for change in cleaned.changes:
        replayed = apply_edits(replayed, change.edits)
    assert replayed == cleaned.text == apply_edits(text, cleaned.edits)
    for edit in cleaned.edits:
        touched = range(edit.start, edit.end)
        assert not any(start <= i < end and text[i] not in "\r\n" for start, end in spans for i in touched)


@given(TEXTS)
def test_a_wholly_closed_text_is_the_same_object(text):
    text = text.replace("\r", "").replace("\n", "")
    assert compose(*DEFAULT_STEPS)(text, closed=[(0, len(text))]) is text


@given(TEXTS)
def test_a_real_object_character_stays(text):
    for one in DEFAULT_STEPS:
        assert one(CLOSED.join(text)).count(CLOSED) == CLOSED.join(text).count(CLOSED)


def test_what_is_protected_stays():
    cleaner = compose(*DEFAULT_STEPS, protect=[r"\{\{.*?\}\}", r"(?<=「)\p{Han}(?=」)"])
    assert cleaner("「發」,即{{甲,發}}的發展") == "「發」，即{{甲,發}}的发展"
    assert pickle.loads(pickle.dumps(cleaner)) == cleaner
    assert repr(compose(to_simplified, protect=["甲"])) == "compose(to_simplified, protect=['甲'])"
    assert cleaner != compose(*DEFAULT_STEPS)


PATTERNS = [
    "，",
    "国",
    "，你",
    "^好",
    "国$",
    "(?<=国)，",
    "。好",
    r"\d+，",
    "“.*?”",
    "(?<=,)國",
    "——",
    r"\p{Han}，\p{Han}",
]
PIECES = [
    "國",
    "会",
    ",",
    "好",
    "你",
    "。",
    ".",
    "...",
    "--",
    '"',
    "会議",
    "12",
    "ABC",
    " ",
    "(",
    ")",
    "\n",
    "甲",
    "ÄãºÃ",
    "；",
    "!",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | TEXTS,
    st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=2, unique=True),
)
@example("國,好", ["(?<=,)國", "国$"])
def test_patterns_that_match_only_the_cleaned_text_settle(text, protect):
    cleaner = compose(*DEFAULT_STEPS, protect=protect)
    once = cleaner(text)
    assert cleaner(once) == once
    cleaned = cleaner.explain(text)
    assert cleaned.text == once
    assert cleaned.revert() == text
    assert all(0 <= start <= end <= len(text) for start, end in (note.span for note in cleaned.notes))


def test_a_foreign_function_cannot_change_what_is_protected():
    assert compose(str.upper, protect=["b"])("abc") == "AbC"
    assert compose(lambda text: text[:1], protect=["b"])("abc") == "abc"


@pytest.mark.parametrize(
    ("protect", "error", "words"),
    [
        (["甲", "("], ValueError, r"protect: '\(' is not a regular expression: missing \)"),
        ("甲", TypeError, "a list of patterns"),
    ],
)
def test_a_wrong_pattern_is_named(protect, error, words):
    with pytest.raises(error, match=words):
        compose(normalize_punctuation, protect=protect)


def test_a_slow_pattern_is_named(monkeypatch):
    monkeypatch.setattr(unionclean.protect, "TIMEOUT", 0.05)
    with pytest.raises(TimeoutError, match=r"protect: '\(a\|a\)\+\$' took more than 0.05 s"):
        compose(normalize_punctuation, protect=["(a|a)+$"])("a" * 40 + "b")
