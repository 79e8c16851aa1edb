"""The rules of ``normalize_punctuation`` in their order, as one pass over a text, with and without a trace.

What is no prose (code, addresses, markup, tables) is masked; rules that keep the length of the text write
words, small forms, quotes, brackets and marks, in this order; then the rules that change the length write ellipses, dashes,
blanks and line ends.  The edits are the differences, named by what was replaced by what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.edits import Edit, Note
from unionclean.islands import mask_blocks, mask_inline
from unionclean.punctuation.brackets import narrow_brackets, pair_brackets, widen_brackets
from unionclean.punctuation.context import FIXED_CLOSERS, LINE_END
from unionclean.punctuation.marks import LEFT, LOOSE, RIGHT, narrow_marks, widen_marks
from unionclean.punctuation.quotes import curl_quotes, straighten_quotes
from unionclean.punctuation.rules import rule_of
from unionclean.punctuation.spacing import TROUBLE as SPACING_TROUBLE
from unionclean.punctuation.spacing import needs_spacing, spacings
from unionclean.punctuation.wide import TROUBLE as WIDE_TROUBLE
from unionclean.punctuation.wide import common_forms, narrow_words
from unionclean.steps import NOTHING, Found

_WIDTHS = {
    "full": (curl_quotes, widen_brackets, widen_marks),
    "half": (straighten_quotes, narrow_brackets, narrow_marks),
}

# One class, so that the search runs through text that needs nothing; then the conditions that are cheap to ask.
_ALWAYS = WIDE_TROUBLE + SPACING_TROUBLE
_SOMETIMES = "．％－／＠＆＿＋＝＃＊＄："
_IF = (
    "(?<=[0-9A-Za-z][．％－／＠＆＿＋＝＃＊])|(?<=[0-9]：)(?=[0-9])|(?<=[A-Za-z]：)(?=／)|(?<=＄)(?=[0-9])"
    "|(?<=．)(?=．．)|(?<=－)(?=－)"
)
_TROUBLE = {
    "full": re.compile(
        f"[,:;!?()\"'＂＇―{_SOMETIMES}{_ALWAYS}](?:(?<=[()\"'＂＇{_ALWAYS}])"
        f"|(?<=[{LEFT}{LOOSE}][,:;!?])|(?<=[,:;!?])(?=[{RIGHT}“‘…—]|[ {LINE_END}”’)）{FIXED_CLOSERS}]|\\Z)"
        f"|(?<=[%‰℃A-Za-z][,:;!?])(?=[0-9])|(?<=[{LEFT}] [,:;!?])|(?<=―)(?=―)|{_IF})",
        re.DOTALL,
    ),
    "half": re.compile(f"[，：；！？（）“”‘’{_SOMETIMES}{_ALWAYS}](?:(?<=[，：；！？（）“”‘’{_ALWAYS}])|{_IF})"),
}


def rewrite(text: str, *, width: str = "full", guarded: bool = True) -> str:
    """Return ``text`` after one pass, without a trace; ``guarded=False`` also for text that clearly needs nothing.

    >>> rewrite("你好,世界")
    '你好，世界'
    """
    if guarded and _needs_nothing(text, width):
        return text
    masked = mask_inline(mask_blocks(text))
    decided = _decide(masked, width)
    written = decided if masked is text else _unmasked(text, masked, decided)
    pieces: list[str] = []
    position = 0
    for start, end, after, _ in spacings(decided, masked, width=width):
        pieces += (written[position:start], after)
        position = end
    return "".join([*pieces, written[position:]])


def find_edits(text: str, *, width: str = "full") -> Found:
    """Return the edits of one pass, and a note for each bracket without a partner.

    >>> find_edits("你好,世界").edits
    [Edit(start=2, end=3, before=',', after='，', rule='comma', certainty='certain')]
    """
    if _needs_nothing(text, width):
        return NOTHING
    masked = mask_inline(mask_blocks(text))
    decided = _decide(masked, width)
    return Found(list(_edits(text, masked, decided, width)), list(_unpaired(decided)))


def _needs_nothing(text: str, width: str) -> bool:
    return not _TROUBLE[width].search(text) and not needs_spacing(text, width=width)


def _decide(masked: str, width: str) -> str:
    text = common_forms(narrow_words(masked))
    for rewrite in _WIDTHS[width]:
        text = rewrite(text)
    return text


def _unmasked(text: str, masked: str, decided: str) -> str:
    """Return ``decided`` with the masked places as they are in ``text``; all three have one length."""
    pieces: list[str] = []
    position = 0
    for start, end in _differing(text, masked):
        pieces += (decided[position:start], text[start:end])
        position = end
    return "".join([*pieces, decided[position:]])


def _differing(one: str, other: str, size: int = 256) -> Iterator[tuple[int, int]]:
    """Yield the spans in which two texts of one length differ; whole blocks that agree cost one comparison."""
    for block in range(0, len(one), size):
        a, b = one[block : block + size], other[block : block + size]
        if a == b:
            continue
        index, length = 0, len(a)
        while index < length:
            if a[index] == b[index]:
                index += 1
                continue
            start = index
            while index < length and a[index] != b[index]:
                index += 1
            yield block + start, block + index


def _edits(text: str, masked: str, decided: str, width: str) -> Iterator[Edit]:
    """Yield the edits: every character that was decided otherwise, and every spacing, in order."""
    characters = _character_edits(masked, decided)
    edit = next(characters, None)
    for start, end, after, rule in spacings(decided, masked, width=width):
        while edit and edit.start < start:
            yield edit
            edit = next(characters, None)
        while edit and edit.start < end:
            edit = next(characters, None)  # lies inside what the spacing replaces
        yield Edit(start, end, text[start:end], after, rule)
    if edit:
        yield edit
    yield from characters


_PROBABLE = 0.9
"""The confidence of a probable edit: ``﹒`` may be a point of a list as well as the point in a name."""


def _character_edits(masked: str, decided: str) -> Iterator[Edit]:
    for start, end in _differing(masked, decided):
        for index in range(start, end):
            before, after = masked[index], decided[index]
            rule, certainty = rule_of(before, after)
            confidence = 1.0 if certainty == "certain" else _PROBABLE
            yield Edit(index, index + 1, before, after, rule, certainty, confidence=confidence)


def _unpaired(text: str) -> Iterator[Note]:
    for position in pair_brackets(text).single:
        yield Note(
            "unpaired-bracket", (position, position + 1), "this bracket has no partner on its line, left as it is"
        )
