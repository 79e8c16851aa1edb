"""Was this page put through the machine?  The pinyin it pushed in says so, or nothing does.

Evidence is a matter of the page: several characters of the closed table, each followed by its own reading wherever it
stands.  A dictionary, a lesson or a name with a gloss never does that.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import islice
from typing import NamedTuple

from unionclean.encoding.cp936 import FULL_WIDTH_SHIFT, codes
from unionclean.encoding.triggers import Trigger, compile_triggers
from unionclean.han import HAN_BMP
from unionclean.tables import read_rows

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
"""The vowels that pinyin marks with a tone; every reading that the machine inserts has one."""

_SYLLABLE = f"[a-zü]{{0,3}}[{TONED}][a-zü]{{0,3}}"
_WHOLE = rf"\({_SYLLABLE} ?\)"

MARKS = re.compile(rf"[(?]({_SYLLABLE})( ?)\)")
"""``(reading)``, or ``?reading)`` where a broken lead byte has eaten the bracket."""

BROKEN_AT_COMMA = re.compile(r"\?(?=[，；,;])")
"""What a byte that stood alone before a cut leaves, and hardly a writer."""

BROKEN_AT_CUT = re.compile(rf"{BROKEN_AT_COMMA.pattern}|(?<!\?)\?(?=[!！])|\?\?(?=[!！])")
"""The same, with what some writers fill a page with: ``?!``."""

BROKEN_BEFORE_LETTER = re.compile(r"\?[，；！,;!][@-~]")
"""What stands before ``(xiàn)`` where 。 was cut before 現."""

TRIGGER = Trigger("reading", TONED, r"(?=[a-zü]{0,3} ?\))")
"""The end of a mark: a search that begins with a class is eight times as fast as one for the marks themselves."""

_HAN = re.compile(f"[{HAN_BMP}]")
_WORD = re.compile(f"(?:[{HAN_BMP}]|{_WHOLE})+")
WORD_SIZE, WORD_MARKS = 3, 2
"""A word has so many characters at most, and so many of them carry a reading."""

_BEFORE = re.compile(rf"(.)(?:{_WHOLE})?([@-~]?)\Z", re.DOTALL)
"""A character, its reading, and a letter or none."""
LONGEST_BEFORE = 12
_WIDE = {code: code + FULL_WIDTH_SHIFT for code in range(0x21, 0x7F)}

_END_OF_A_MARK = compile_triggers(TRIGGER)

WRITTEN = 10
"""One mark in so many, and one more, may be a writer's: after another character, or after one that stands bare elsewhere."""

ENOUGH = 3
"""So many characters, each annotated wherever it stands, make a page of the machine.  A broken bracket counts alone, as does ``，F(xiàn)``."""

MANY = 20
"""Nobody writes the readings of so many characters of the table; a page may then be put together of damaged and sound lines."""


class Mark(NamedTuple):
    """An inserted reading in the text: ``(guó)``, or ``?guó)`` when ``eaten``."""

    start: int
    end: int
    reading: str
    eaten: bool
    own: bool


class Page(NamedTuple):
    """What the marks of a page say of it: ``annotated`` are the characters that carry their reading everywhere."""

    marks: tuple[Mark, ...]
    annotated: frozenset[str]
    shows_cuts: bool
    """A byte that stood alone before a cut became ``?`` on this page."""
    hides_cuts: bool
    """It vanished.  A page may show neither."""


@cache
def readings() -> dict[str, frozenset[str]]:
    """Return the closed table: character -> the readings that the machine inserts after it.

    >>> sorted(readings()["長"])
    ['cháng', 'zhǎng']
    """
    return {character: frozenset(own.split()) for character, own in read_rows("annotations.tsv")}


def find_marks(text: str) -> tuple[Mark, ...]:
    """Return every toned syllable of ``text`` that stands in the machine's brackets, whole or eaten.

    >>> [(m.reading, m.eaten, m.own) for m in find_marks("國(guó)下?lián)軐")]
    [('guó', False, True), ('lián', True, False)]
    """
    if _END_OF_A_MARK.search(text) is None:
        return ()
    table = readings()
    marks = []
    for match in MARKS.finditer(text):
        start = match.start()
        eaten = text[start] == "?"
        own = not eaten and start > 0 and match.group(1) in table.get(text[start - 1], ())
        marks.append(Mark(start, match.end(), match.group(1), eaten, own))
    return tuple(marks)


def read_page(text: str) -> Page | None:
    """Return what the marks of ``text`` prove, or ``None`` when they do not prove the machine.

    >>> sorted(read_page("中國(guó)工會(huì)發(fā)布").annotated)
    ['國', '會', '發']
    >>> read_page("生字：長(cháng)、國(guó)、書(shū)、鳥(niǎo)、魚(yú)、馬(mǎ)") is None
    True
    """
    marks = find_marks(text)
    if not marks:
        return None
    own = Counter(text[mark.start - 1] for mark in marks if mark.own)
    seen = _of_one_source(text) if len(own) >= MANY else text
    annotated = frozenset(c for c, times in own.items() if _nearly_always(times, seen.count(c)))
    straddling, foreign = _by_origin(text, marks)
    broken = sum(mark.eaten and _is_known(mark.reading) for mark in marks)
    broken += sum(text[mark.start - 1].isascii() for mark in straddling)
    if broken:
        written, most = len(foreign), broken + 1 + len(marks) // 5
    else:
        other = sum(text[mark.start - 1 : mark.start] in readings() for mark in foreign)
        written, most = len(foreign) + other + len(own) - len(annotated), 1 + len(marks) // WRITTEN
    if len(annotated) + ENOUGH * broken < ENOUGH or written > most or (not broken and _is_list(text, marks)):
        return None
    return Page(marks, annotated, *_flavour(text, marks, straddling))


def _of_one_source(text: str) -> str:
    """Return the lines of ``text`` that have readings: the others may come from a page that the machine has not seen."""
    return "\n".join(line for line in text.split("\n") if _END_OF_A_MARK.search(line))


def _by_origin(text: str, marks: tuple[Mark, ...]) -> tuple[list[Mark], list[Mark]]:
    """Return the whole marks that are not of the character before them: those that straddle, and those of nobody knows whom."""
    straddling: list[Mark] = []
    foreign: list[Mark] = []
    for mark in marks:
        if not mark.own and not mark.eaten:
            (straddling if _is_straddling(text, mark) else foreign).append(mark)
    return straddling, foreign


def _is_straddling(text: str, mark: Mark) -> bool:
    """Return whether the bytes before a whole ``mark`` name it: a second half and a letter, or in flavour D the lead that vanished.

    >>> _is_straddling("爲B(tài)", Mark(2, 7, "tài", False, False))
    True
    >>> _is_straddling("翀(chōng)", Mark(1, 8, "chōng", False, False))
    False
    """
    match = _BEFORE.search(text, max(0, mark.start - LONGEST_BEFORE), mark.start)
    if match is None:
        return False
    before, letter = match.groups()
    trail = codes().get(before.translate(_WIDE), 0) & 0xFF
    return any(
        lead == trail and (not letter or ord(letter) == last) for lead, last in _codes_by_reading()[mark.reading]
    )


@cache
def _codes_by_reading() -> defaultdict[str, list[bytes]]:
    """Return the two bytes of the table characters of each reading."""
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for character, own in readings().items():
        for reading in own:
            found[reading].append(codes()[character].to_bytes(2, "big"))
    return found


def _is_list(text: str, marks: tuple[Mark, ...]) -> bool:
    """Return whether most readings stand at a single character, as in 「國(guó)、學(xué)」, or nearly all in a word by itself, as in 「1. 國(guó)家」.

    People learn such lists, and prose has few of either.
    """
    at_characters = in_words = 0
    for match in _WORD.finditer(text):
        word = match.group()
        own, size = word.count("("), len(_HAN.findall(word))
        at_characters += own if size == 1 else 0
        in_words += own if own <= WORD_MARKS and size <= WORD_SIZE else 0
    return 2 * at_characters > len(marks) or 10 * in_words >= 9 * len(marks)


def _flavour(text: str, marks: tuple[Mark, ...], straddling: list[Mark]) -> tuple[bool, bool]:
    """Return whether bytes that stood alone left a ``?``, and whether they vanished; the brackets behind broken bytes say it best.

    Behind a single byte (ASCII, or € for 80) a bracket stays whole on every page: that byte was a second half, and nothing broke.
    """
    eaten = sum(mark.eaten for mark in marks)
    whole = sum(text[mark.start - 1] >= "\x80" for mark in straddling)
    if whole > eaten:
        return False, True
    if any(BROKEN_BEFORE_LETTER.match(text, mark.start - 3) for mark in straddling if mark.start > 2):
        return True, False
    pattern, enough = (BROKEN_AT_CUT, 1) if eaten else (BROKEN_AT_COMMA, 2)
    return sum(1 for _ in islice(pattern.finditer(text), enough)) == enough, False


def _nearly_always(times: int, occurrences: int) -> bool:
    """Garbage can hold a character by chance, so one bare occurrence in twenty does not clear it."""
    return occurrences - times <= times // 20 + (times > 2)


@cache
def _known_readings() -> frozenset[str]:
    return frozenset().union(*readings().values())


def _is_known(reading: str) -> bool:
    return reading in _known_readings()
