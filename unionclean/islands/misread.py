"""Runs of misread text that lost bytes: what looks like Han there are bytes, and a change would bury what is left of them."""

from __future__ import annotations

import codecs
import functools
from collections.abc import Iterator

from unionclean.han import HAN, LOST_CHARACTERS
from unionclean.masking import Span, merge_spans
from unionclean.patterns import lazy

HINTS = ("\ufffd", "ㄛ", *LOST_CHARACTERS)
"""U+FFFD, and the comma of GBK behind Big5, which is no word of its own."""

_MISREAD = "[^\x00-\x7f，。、；：！？（）《》〈〉“”‘’「」『』【】…—·\u3000]"
_RUNS = lazy(f"{_MISREAD}(?:[ -~]*{_MISREAD})*"), lazy(f"{_MISREAD}+")
"""Runs with the ASCII between them, which may be bytes, too, and without."""
_RUN_OF_LOST = lazy(f"(?:{'|'.join(LOST_CHARACTERS)})+")
_HINT = lazy("|".join(HINTS))
_HAN = lazy(f"[{HAN}]")
_FEWEST, _ONE_IN = 4, 5
"""So many Han at least, of which one in so many is rare: of what bytes pair by accident a third is, of writing one in a hundred; or as many U+FFFD."""


def find_misread(text: str) -> list[Span]:
    """Return the runs with a sign of lost bytes whose Han are no words, and those that say nothing but U+FFFD.

    >>> text = "踏毞毞ァ竭疑ㄛ扂?蠅�，工會�服務，锟斤拷锟斤拷"
    >>> [text[start:end] for start, end in find_misread(text)]
    ['踏毞毞ァ竭疑ㄛ扂?蠅�', '锟斤拷锟斤拷']
    """
    found: list[Span] = []
    for start, end in _lines_with_hints(text):
        found += (lost.span() for lost in _RUN_OF_LOST.finditer(text, start, end))
        for pattern in _RUNS:
            found += (run.span() for run in pattern.finditer(text, start, end) if _is_misread(run[0]))
    return merge_spans(found)


def _lines_with_hints(text: str) -> Iterator[Span]:
    """Yield the lines that hold a hint, in order; each hint is searched for once."""
    places = {hint: text.find(hint) for hint in HINTS}
    while places := {hint: place for hint, place in places.items() if place >= 0}:
        place = min(places.values())
        start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
        end = len(text) if end < 0 else end
        yield start, end
        places = {hint: place if place >= end else text.find(hint, end) for hint, place in places.items()}


_CUT = lazy(f"[{HAN}\u2e80-\u30ff\ue000-\uf8ff]{{3,24}}\\?")
_FEWEST_READ = 2
"""So many characters that come out when the bytes are read anew are no accident: six bytes of GBK are hardly ever UTF-8."""


def find_cut(text: str) -> Iterator[Span]:
    """Yield the ``?`` that stands for the last byte of UTF-8 behind GBK, with the characters before it.

    >>> text = "鐢樿們鐪? 甘肃省? 你好吗?"
    >>> [text[start:end] for start, end in find_cut(text)]
    ['鐢樿們鐪?']
    """
    for run in _CUT.finditer(text):
        if any(map(_is_rare, run[0][:-1])) and _is_utf8_behind_gbk(run[0][:-1]):
            yield run.span()


def _is_utf8_behind_gbk(run: str) -> bool:
    """Return whether the bytes of ``run`` in GBK are UTF-8 of Han, but for the last character, of which a byte is gone."""
    try:
        read = codecs.getincrementaldecoder("utf-8")().decode(run.encode("gbk"))
    except UnicodeError:
        return False
    return len(read) >= _FEWEST_READ and all(map(_HAN.match, read))


def _is_misread(run: str) -> bool:
    """Return whether bytes are gone in ``run``, and what is left of it is Han at random."""
    if not _HINT.search(run):
        return False
    han = _HAN.findall(_RUN_OF_LOST.sub("", run))
    if run.count("\ufffd") >= max(_FEWEST, len(run) / _ONE_IN):
        return True
    return len(han) >= _FEWEST and _ONE_IN * sum(map(_is_rare, han)) >= len(han)


@functools.lru_cache(maxsize=1 << 13)
def _is_rare(character: str) -> bool:
    """Return whether ``character`` is in the first, common half of neither Big5 nor GB 2312."""
    big5, gb2312 = (character.encode(codec, "ignore")[:1] for codec in ("big5", "gb2312"))
    return not b"\xa4" <= big5 <= b"\xc8" and not b"\xb0" <= gb2312 <= b"\xd7"
