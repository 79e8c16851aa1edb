"""Was this page put through the machine?  The annotations that it inserted say so.

Evidence is a matter of the page: several characters that only Traditional text has, each followed by its default reading wherever it
stands.  A dictionary, a lesson or a name with a gloss never does that.  A reading that nobody has seen on a damaged page counts less
than one that was seen, and never speaks against the machine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from itertools import islice
from typing import NamedTuple

from unionclean.encoding.codepages.cp936 import FULL_WIDTH_SHIFT, decode_table, encode_table
from unionclean.encoding.linkfarm.annotations import (
    END,
    WHOLE,
    Annotation,
    Annotations,
    Span,
    codes_by_pinyin,
    find_annotations,
    is_seen,
    times_seen,
)
from unionclean.encoding.models.ngrams import occurrences
from unionclean.han import COMMON_SIMPLIFIED, COMMON_TRADITIONAL, HAN_BMP
from unionclean.patterns import lazy

BROKEN_AT_COMMA = lazy(r"\?(?=[，；,;])")
"""What a byte that stood alone before a cut leaves, and hardly a writer."""

BROKEN_AT_CUT = lazy(r"\?(?:(?=[，；,;])|(?<!\?\?)(?=[!！])|\?(?=[!！]))")
"""The same, with what some writers fill a page with: ``?!``."""

BROKEN_BEFORE_LETTER = lazy(r"\?[，；！,;!][@-~]")
"""What stands before ``(xiàn)`` where 。 was cut before 現."""

_HAN = lazy(f"[{HAN_BMP}]")
_WORD = lazy(f"(?:[{HAN_BMP}]|{WHOLE})+")
WORD_SIZE, WORD_MARKS = 3, 2
"""A word has so many characters at most, and so many of them carry a reading."""

LONGEST_WHOLE = 10
"""Characters of an annotation, at most: two brackets, seven letters and a blank."""

_BEFORE = lazy(rf"(.)(?:{WHOLE})?([@-~]?)\Z", re.DOTALL)
"""A character, its reading, and a letter or none."""
LONGEST_BEFORE = 12
_WIDE = {code: code + FULL_WIDTH_SHIFT for code in range(0x21, 0x7F)}

WRITTEN = 10
"""One annotation in so many, and one more, may be a writer's: after another character, or after one that stands bare elsewhere."""

ENOUGH = 3.0
"""So much evidence makes a page of the machine: that many characters, each annotated wherever it stands, or one broken bracket."""

ENOUGH_TRADITIONAL = 2.0
"""The same for a page whose other characters are Traditional too."""

UNSEEN = 0.5
"""What a character counts that no page was seen to annotate: people do gloss rare characters."""

LONE = 3
"""No more readings are worth a note where the text does not show who wrote them."""

MANY = 20
"""Nobody writes the readings of so many characters; a page may then be put together of damaged and sound lines."""

_TRADITIONAL = lazy(f"[{COMMON_TRADITIONAL}]")
_SIMPLIFIED = lazy(f"[{COMMON_SIMPLIFIED}]")


class PageEvidence(NamedTuple):
    """What the annotations of a page say of it: ``annotated`` are the characters that carry their reading everywhere."""

    annotations: Annotations
    annotated: frozenset[str]
    shows_cuts: bool
    """A byte that stood alone before a cut became ``?`` on this page."""
    hides_cuts: bool
    """It vanished.  A page may show neither."""
    is_unmarked: bool = False
    """The page was converted and cut, but not annotated."""

    @property
    def is_sure(self) -> bool:
        """Whether the machine is proven beyond one broken bracket."""
        return self.is_unmarked or len(self.annotated) >= ENOUGH


UNMARKED = PageEvidence(Annotations(), frozenset(), shows_cuts=False, hides_cuts=False, is_unmarked=True)
"""What is known of a page without an annotation."""


def find_evidence(text: str) -> PageEvidence | None:
    """Return what the annotations of ``text`` prove, or ``None`` when they do not prove the machine.

    >>> sorted(find_evidence("中國(guó)工會(huì)發(fā)布").annotated)
    ['國', '會', '發']
    >>> find_evidence("生字：長(cháng)、國(guó)、書(shū)、鳥(niǎo)、魚(yú)、馬(mǎ)") is None
    True
    """
    annotations = find_annotations(text)
    number = len(annotations.own) + len(annotations.others)
    if not number:
        return None
    own = Counter(text[start - 1] for start, _ in annotations.own)
    seen = _of_one_source(text) if len(own) >= MANY else text
    standing = occurrences(seen, own)
    annotated = frozenset([c for c, times in own.items() if _nearly_always(times, standing[c])])
    broken = [annotation for annotation in annotations.others if annotation.broken]
    straddling, foreign = _by_origin(text, annotations.others)
    proofs = sum(_names_a_lead(text, annotation) for annotation in broken)
    proofs += sum(text[annotation.start - 1].isascii() for annotation in straddling)
    at_times = _times_odd(own.keys() - annotated)
    if proofs:
        written, most = len(foreign), proofs + 1 + number // 5
    else:
        other = sum(text[annotation.start - 1 : annotation.start] in times_seen() for annotation in foreign)
        written, most = len(foreign) + other + at_times, 1 + number // WRITTEN
    if not proofs and _weight(annotated) - at_times < (ENOUGH_TRADITIONAL if _is_traditional(text) else ENOUGH):
        return None
    if written > most or (not proofs and _is_list(text, number)):
        return None
    return PageEvidence(annotations, annotated, *_flavour(text, len(broken), straddling))


def find_lone_readings(text: str) -> list[Span]:
    """Return the readings of a text that has a few in a sentence, behind characters that the machine was seen to annotate, and no evidence of it.

    >>> find_lone_readings("中國(guó)工人,你好"), find_lone_readings("生字：國(guó)、學(xué)"), find_lone_readings("翀(chōng)")
    ([(2, 7)], [], [])
    """
    annotations = find_annotations(text)
    own = [span for span in annotations.own if text[span[0] - 1] in times_seen()]
    if not own or len(own) > LONE or annotations.others or len(own) < len(annotations.own):
        return []
    return [] if _is_list(text, len(own)) or not _TRADITIONAL.search(text) else own


def _times_odd(at_times: Set[str]) -> int:
    """Return how much characters say against the machine that stand bare elsewhere: one that no page annotates twice as much."""
    return 2 * len(at_times) - len(at_times & times_seen().keys())


def _weight(annotated: frozenset[str]) -> float:
    """Return how much the characters that are always annotated say; nothing if none was ever seen so on another page."""
    seen = len(annotated & times_seen().keys())
    return seen + UNSEEN * (len(annotated) - seen) if seen else 0.0


def _is_traditional(text: str) -> bool:
    """Return whether ``text`` is Traditional, by its frequent characters."""
    return len(_TRADITIONAL.findall(text)) > 10 * len(_SIMPLIFIED.findall(text))


def _names_a_lead(text: str, annotation: Annotation) -> bool:
    """Return whether a broken bracket is the machine's: its reading was seen, or belongs to a pair that begins with the last byte before it."""
    return is_seen(annotation.pinyin) or _is_straddling(text, annotation)


def _of_one_source(text: str) -> str:
    """Return the lines of ``text`` that have readings: the others may come from a page that the machine has not seen."""
    return "\n".join([line for line in text.split("\n") if END.search(line)])


def _by_origin(text: str, others: Iterable[Annotation]) -> tuple[list[Annotation], list[Annotation]]:
    """Return the whole annotations of ``others`` than the character before them: those that straddle, and those of nobody knows whom."""
    straddling: list[Annotation] = []
    foreign: list[Annotation] = []
    for annotation in others:
        if annotation.broken:
            continue
        if _is_straddling(text, annotation):
            straddling.append(annotation)
        elif not _ends_a_pair(text, annotation):
            foreign.append(annotation)
    return straddling, foreign


def _is_straddling(text: str, annotation: Annotation) -> bool:
    """Return whether the bytes before a whole ``annotation`` name it: a second half and a letter, or in flavour D the lead that vanished.

    >>> _is_straddling("爲B(tài)", Annotation(2, 7, "tài", False, False))
    True
    >>> _is_straddling("翀(chōng)", Annotation(1, 8, "chōng", False, False))
    False
    """
    match = _BEFORE.search(text, max(0, annotation.start - LONGEST_BEFORE), annotation.start)
    if match is None:
        return False
    before, letter = match.groups()
    trail = encode_table().get(before.translate(_WIDE), 0) & 0xFF
    codes = codes_by_pinyin().get(annotation.pinyin, ())
    return any(code >> 8 == trail and (not letter or ord(letter) == code & 0xFF) for code in codes)


def _ends_a_pair(text: str, annotation: Annotation) -> bool:
    """Return whether the letter before ``annotation`` is the second half of a seen character of this reading, whose first half left nothing.

    >>> _ends_a_pair("（一I(yè)", Annotation(3, 7, "yè", False, False))  # 業 is 98 49, and I is 49
    True
    """
    letter = text[max(0, annotation.start - 1) : annotation.start]
    codes = codes_by_pinyin().get(annotation.pinyin, ()) if letter.isascii() else ()
    return any(letter == chr(code & 0xFF) and decode_table()[code] in times_seen() for code in codes)


def _is_list(text: str, number: int) -> bool:
    """Return whether most of so many readings stand at a single character, as in 「國(guó)、學(xué)」, or nearly all in a word by itself, as in 「1. 國(guó)家」.

    People learn such lists, and prose has few of either.
    """
    at_characters = in_words = 0
    for match in _WORD.finditer(text):
        word = match.group()
        own = word.count("(")
        if not own or len(word) > own * LONGEST_WHOLE + WORD_SIZE:
            continue
        size = len(_HAN.findall(word))
        at_characters += own if size == 1 else 0
        in_words += own if own <= WORD_MARKS and size <= WORD_SIZE else 0
    return 2 * at_characters > number or 10 * in_words >= 9 * number


def _flavour(text: str, eaten: int, straddling: list[Annotation]) -> tuple[bool, bool]:
    """Return whether bytes that stood alone left a ``?``, and whether they vanished; the brackets behind broken bytes say it best, of which so many were ``eaten``.

    Behind a single byte (ASCII, or € for 80) a bracket stays whole on every page: that byte was a second half, and nothing broke.
    """
    whole = sum(text[annotation.start - 1] >= "\x80" for annotation in straddling)
    if whole > eaten:
        return False, True
    if any(BROKEN_BEFORE_LETTER.match(text, annotation.start - 3) for annotation in straddling if annotation.start > 2):
        return True, False
    pattern, enough = (BROKEN_AT_CUT, 1) if eaten else (BROKEN_AT_COMMA, 2)
    return sum(1 for _ in islice(pattern.finditer(text), enough)) == enough, False


def _nearly_always(times: int, occurrences: int) -> bool:
    """Garbage can hold a character by chance, so one bare occurrence in twenty does not clear it."""
    return occurrences - times <= times // 20 + (times > 2)
