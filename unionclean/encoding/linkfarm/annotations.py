"""Annotations: the pinyin that the machine inserts behind characters, always the same behind one."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import merge
from types import MappingProxyType
from typing import NamedTuple

from unionclean.encoding.codepages.cp936 import encode_table
from unionclean.guards import Guard, compile_guards
from unionclean.patterns import lazy
from unionclean.pinyin import LETTERS, SYLLABLE, TONED_VOWELS
from unionclean.tables import read_rows

WHOLE = rf"\({SYLLABLE} ?\)"
"""A pattern for a whole annotation; one converter leaves a blank in it."""

ANNOTATION = lazy(rf"[(?]{SYLLABLE} ?\)")
"""``(reading)``, or ``?reading)`` where a broken lead byte has eaten the bracket."""

GUARD = Guard("reading", TONED_VOWELS, r"(?=[a-zü]{0,3} ?\))", beside=(("", "a-zü )"),))
"""The end of an annotation: a search that begins with a class is eight times as fast as one for the annotations themselves."""

END = lazy(f"[{GUARD.characters}]{GUARD.condition}")
"""The same as one pattern, for short texts."""

_GUARDS = compile_guards(GUARD)


Span = tuple[int, int]


class Annotation:
    """An inserted reading in the text: ``(guó)``, or ``?guó)`` when ``broken``; its ``own`` character stands before it or not."""

    __slots__ = ("broken", "end", "own", "pinyin", "start")

    def __init__(self, start: int, end: int, pinyin: str, broken: bool, own: bool) -> None:
        self.start = start
        self.end = end
        self.pinyin = pinyin
        self.broken = broken
        self.own = own


class Spans(Collection[Span]):
    """Many spans, as a row of numbers: a page has one for every third character, and as tuples they would take ten times the memory of the text."""

    def __init__(self) -> None:
        self._places = array("I")

    def append(self, span: Span) -> None:
        self._places.extend(span)

    def __iter__(self) -> Iterator[Span]:
        places = iter(self._places)
        return zip(places, places, strict=True)

    def __len__(self) -> int:
        return len(self._places) // 2

    def __contains__(self, span: object) -> bool:
        return any(span == own for own in self)


class Annotations(NamedTuple):
    """The annotations of a page: ``own`` are those behind their character, of which it has thousands, as spans; ``others`` are all that is damaged or odd."""

    own: Collection[Span] = ()
    others: Sequence[Annotation] = ()

    def spans(self) -> Iterable[Span]:
        """Return the spans of all of them, in order."""
        others = [(one.start, one.end) for one in self.others]
        return merge(self.own, others) if others else self.own


@cache
def annotated_characters() -> Mapping[str, frozenset[str]]:
    """Return the characters that the machine may annotate, with the readings that it may insert.

    The table is open: it has every character that only Traditional text has, with its default reading.  What a page annotates is
    a small part of it; :func:`times_seen` tells the common from the merely possible.

    >>> sorted(annotated_characters()["長"]), sorted(annotated_characters()["鷗"])
    (['cháng', 'zhǎng'], ['ōu'])
    """
    return MappingProxyType({character: frozenset(own.split()) for character, own, _ in read_rows("annotations.tsv")})


@cache
def annotated_codes() -> Mapping[int, frozenset[str]]:
    """Return the same by code (two bytes).

    >>> annotated_codes()[0xE94C] == {"cháng", "zhǎng"}
    True
    """
    return {encode_table()[character]: own for character, own in annotated_characters().items()}


@cache
def times_seen() -> Mapping[str, int]:
    """Return how often each annotated character was met on damaged pages, without those that never were.

    >>> times_seen()["業"] > 100, "鷗" in times_seen()
    (True, False)
    """
    rows = [(character, int(times)) for character, _, times in read_rows("annotations.tsv")]
    return MappingProxyType({character: times for character, times in rows if times})


@cache
def seen_codes() -> frozenset[int]:
    """Return the codes of the characters that were seen annotated.

    >>> encode_table()["業"] in seen_codes()
    True
    """
    return frozenset(encode_table()[character] for character in times_seen())


def may_hold_annotations(text: str) -> bool:
    """Return whether ``text`` has the end of an annotation, which is quickly found."""
    return _GUARDS.search(text) is not None


def find_annotations(text: str) -> Annotations:
    """Return every toned syllable of ``text`` that stands in the machine's brackets, whole or broken; also one in which the text breaks off.

    >>> found = find_annotations("國(guó)下?lián)軐")
    >>> list(found.own), [(other.pinyin, other.broken) for other in found.others]
    ([(1, 6)], [('lián', True)])
    """
    if not may_hold_annotations(text):
        return Annotations()
    beginnings = _beginnings()
    own = Spans()
    others: list[Annotation] = []
    for match in ANNOTATION.finditer(text):
        span = match.span()
        start, end = span
        if text[start - 1 : end - 1] in beginnings:
            own.append(span)
        else:
            pinyin = text[start + 1 : end - 1].removesuffix(" ")
            others.append(Annotation(start, end, pinyin, text[start] == "?", False))
    unfinished = _find_unfinished(text)
    if unfinished is not None:
        own.append(unfinished)
    return Annotations(own, others)


_UNFINISHED = lazy(rf"\(([{LETTERS}]{{0,6}})\s*\Z")
"""An annotation in which the text breaks off, as crawlers cut long pages."""
_LONGEST_UNFINISHED = 20
"""Characters at the end of a text that may hold one, line breaks among them."""


def _find_unfinished(text: str) -> Span | None:
    """Return the annotation in which ``text`` breaks off; a bracket alone is one behind a character that has its reading elsewhere.

    >>> _find_unfinished("這些設(shè)計(j"), _find_unfinished("設(shè)備及設("), _find_unfinished("設備(甲")
    ((9, 11), (9, 10), None)
    """
    match = _UNFINISHED.search(text, max(0, len(text) - _LONGEST_UNFINISHED))
    if match is None:
        return None
    character, begun = text[max(0, match.start() - 1) : match.start()], match[1]
    readings = [reading for reading in annotated_characters().get(character, ()) if reading.startswith(begun)]
    if not begun and not any(f"{character}({reading})" in text for reading in readings):
        return None
    return (match.start(), match.end(1)) if readings else None


@cache
def _beginnings() -> frozenset[str]:
    """Return each character with what the machine inserts behind it, up to the closing bracket."""
    return frozenset(
        f"{character}({pinyin}{blank}"
        for character, own in annotated_characters().items()
        for pinyin in own
        for blank in ("", " ")
    )


def is_torn(text: str, annotation: Annotation) -> bool:
    """Return whether ``annotation`` is whole and stands behind half of what it belongs to, a single ASCII character or one of private use: nobody glosses that.

    >>> text = "贿^(guó)問，Xi(xī)"
    >>> [is_torn(text, annotation) for annotation in find_annotations(text).others]
    [True, False]
    """
    start = annotation.start
    before = text[max(0, start - 2) : start].rjust(2)
    if annotation.broken:
        return False
    return "\ue000" <= before[1] <= "\uf8ff" or (before[1].isascii() and not (before[0] + before[1]).isalnum())


@cache
def codes_by_pinyin() -> Mapping[str, tuple[int, ...]]:
    """Return the codes of the characters that the machine may annotate with each pinyin, those seen oftenest first.

    >>> [hex(code) for code in codes_by_pinyin()["guó"]]
    ['0x87f8', '0x8ebd', '0x9d58', '0xc473']
    """
    found: defaultdict[str, tuple[int, ...]] = defaultdict(tuple)
    for character in sorted(annotated_characters(), key=lambda c: -times_seen().get(c, 0)):
        for pinyin in annotated_characters()[character]:
            found[pinyin] += (encode_table()[character],)
    return MappingProxyType(dict(found))


@cache
def _seen_pinyin() -> frozenset[str]:
    return frozenset().union(*(annotated_characters()[character] for character in times_seen()))


def is_seen(pinyin: str) -> bool:
    """Return whether the machine was seen to insert ``pinyin`` behind any character.

    >>> is_seen("guó"), is_seen("ōu")
    (True, False)
    """
    return pinyin in _seen_pinyin()
