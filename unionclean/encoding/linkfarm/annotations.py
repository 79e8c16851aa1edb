"""Annotations: the pinyin that the machine inserts behind characters of a closed table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from unionclean.encoding.codepages.cp936 import encode_table
from unionclean.encoding.guards import Guard, compile_guards
from unionclean.pinyin import SYLLABLE, TONED_VOWELS
from unionclean.tables import read_rows

WHOLE = rf"\({SYLLABLE} ?\)"
"""A pattern for a whole annotation; one converter leaves a blank in it."""

ANNOTATION = re.compile(rf"[(?]({SYLLABLE})( ?)\)")
"""``(reading)``, or ``?reading)`` where a broken lead byte has eaten the bracket."""

GUARD = Guard("reading", TONED_VOWELS, r"(?=[a-zü]{0,3} ?\))")
"""The end of an annotation: a search that begins with a class is eight times as fast as one for the annotations themselves."""

_END = compile_guards(GUARD)


class Annotation(NamedTuple):
    """An inserted reading in the text: ``(guó)``, or ``?guó)`` when ``broken``."""

    start: int
    end: int
    pinyin: str
    broken: bool
    own: bool


@cache
def annotated_characters() -> dict[str, frozenset[str]]:
    """Return the closed table: character -> the readings that the machine inserts after it.

    >>> sorted(annotated_characters()["長"])
    ['cháng', 'zhǎng']
    """
    return {character: frozenset(own.split()) for character, own in read_rows("annotations.tsv")}


def find_annotations(text: str) -> tuple[Annotation, ...]:
    """Return every toned syllable of ``text`` that stands in the machine's brackets, whole or broken.

    >>> [(m.pinyin, m.broken, m.own) for m in find_annotations("國(guó)下?lián)軐")]
    [('guó', False, True), ('lián', True, False)]
    """
    if _END.search(text) is None:
        return ()
    table = annotated_characters()
    annotations = []
    for match in ANNOTATION.finditer(text):
        start = match.start()
        broken = text[start] == "?"
        own = not broken and start > 0 and match.group(1) in table.get(text[start - 1], ())
        annotations.append(Annotation(start, match.end(), match.group(1), broken, own))
    return tuple(annotations)


@cache
def codes_by_pinyin() -> Mapping[str, tuple[int, ...]]:
    """Return the codes of the annotated characters by the pinyin that each may carry; nothing for other pinyin.

    >>> [hex(code) for code in codes_by_pinyin()["guó"]]
    ['0x87f8']
    """
    found: defaultdict[str, tuple[int, ...]] = defaultdict(tuple)
    for character, own in annotated_characters().items():
        for pinyin in own:
            found[pinyin] += (encode_table()[character],)
    return MappingProxyType(dict(found))


def is_inserted(pinyin: str) -> bool:
    """Return whether the machine inserts ``pinyin`` behind any character."""
    return pinyin in codes_by_pinyin()
