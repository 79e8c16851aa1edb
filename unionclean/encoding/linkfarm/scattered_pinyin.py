"""Take out the pinyin that other tools of the link farms scatter over prose: ``证券(quàn)时报``, ``台(tai)湾``, ``明确【què】``, ``系(xi)(xi)統(tong)``.

No bytes are broken by it.  What tells it from a lesson, a dictionary or a gloss is the page: a reading now and then, in
the middle of sentences, after characters that everybody can read, hardly ever twice after the same one.  Or the same reading
several times in a row, which nobody writes.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from unionclean.edits import Edit
from unionclean.encoding.models.log_space import steps
from unionclean.guards import Guard
from unionclean.han import COMMON_SIMPLIFIED, COMMON_TRADITIONAL, HAN_BMP
from unionclean.patterns import lazy
from unionclean.pinyin import LETTERS, PLAIN_SYLLABLE, SYLLABLE, TONED_VOWELS
from unionclean.steps import NOTHING, Found

ENOUGH = 6
"""So many readings at least, after as many different characters but one in four."""

REGULAR = 12
"""So many readings at least where they come at regular distances, or several times in a row; of the former nine in ten have the same number of
characters before them."""

IN_A_ROW = 3
"""So many times at least a reading is repeated in a row on a page of the tool that repeats them."""

CONSTANT = 6
"""So many characters, at least, that stand several times and carry their reading each time: a writer explains a character once."""

SPARSE = 12
"""At most one character in so many carries a reading: a text to learn from has them everywhere.  Where the same ones always do, or none stands in round
brackets, as those of such texts do, one in half as many."""

COMMON = steps(-10.5)
"""Natural logarithm of how common a character must be for a gloss to be absurd: among the commonest 2,000 or so."""

SURE = 0.95
"""The confidence that one reading of a scattered page is one too many."""

_HAN = lazy(f"[{HAN_BMP}]")
_TRADITIONAL = lazy(f"[{COMMON_TRADITIONAL}]")
_SIMPLIFIED = lazy(f"[{COMMON_SIMPLIFIED}]")

_OPENING, _CLOSING = r"(\[{【〔［", r")\]}】〕］"
_HAN_OR_END = lazy(f"[{HAN_BMP}{_CLOSING}）]")
_LABEL = "(?:(?:(?:pinyin|拼音|[读讀]音?|音)[:：]|[读讀音]) ?)?"
_FORM = f"繁[体體]?字?[:：][{HAN_BMP}]"
_GLOSS = lazy(
    rf"(?P<one>[{_OPENING}（](?<=[{HAN_BMP}].) ?(?:{_LABEL}(?:{SYLLABLE}|(?P<plain>{PLAIN_SYLLABLE})) ?|{_FORM})[{_CLOSING}）])"
    r"(?P<again>(?P=one))*"
)
"""``(quàn)``, ``(tai)``, ``【què】``, ``[pinyin: àn]``, ``{读:àn}`` or ``(繁:會)`` behind a character, once or several times."""

_UNFINISHED = lazy(rf"[{_OPENING}（](?<=[{HAN_BMP}].) ?[{LETTERS}]{{1,6}}(?=\s*\Z)")
"""One in which the text breaks off."""
_LONGEST_UNFINISHED = 20

_WORD = lazy(rf"[{_OPENING}](?<=[{HAN_BMP}].) ?[a-z]+ ?[{_CLOSING}]")
"""Any small letters in brackets: where most are no pinyin, none is."""

_PLAIN = rf"(?<=[{HAN_BMP}].)(?= ?(?:{_LABEL}{PLAIN_SYLLABLE} ?|{_FORM})[{_CLOSING}）][^)）]{{0,200}}[{HAN_BMP}])"
GUARDS = (
    Guard("scattered", TONED_VOWELS, r"(?=[a-z]{0,3} ?[】\]})）〕］])", beside=(("", r"a-z 】\]})）〕］"),)),
    Guard("scattered_plain", r"(\[{", _PLAIN, only_chinese=True, beside=((HAN_BMP, ""),)),
    Guard("scattered_plain", "【〔［", _PLAIN, only_chinese=True, beside=((HAN_BMP, ""),)),
    Guard("scattered_plain", "（", _PLAIN, only_chinese=True, beside=((HAN_BMP, " a-z拼读讀音繁"),)),
)
"""Where this module has anything to do, beside what the annotations of the machine look like."""


def find_scattered_pinyin(text: str) -> Found:
    """Return the edits that delete scattered readings, if the page shows the tool; nothing otherwise.

    >>> find_scattered_pinyin("汉语词典：长(cháng)、重(chóng)、行(háng)") is NOTHING
    True
    """
    glosses = list(_GLOSS.finditer(text))
    if len(glosses) < ENOUGH:
        return NOTHING
    if sum(1 for gloss in glosses if gloss["plain"]) * 10 < 9 * len(_WORD.findall(text)):
        glosses = [gloss for gloss in glosses if not gloss["plain"]]
    if len(glosses) < ENOUGH or not any(
        shown(text, glosses) for shown in (_is_scattered, _is_regular, _is_repeated, _is_constant, _is_plain)
    ):
        return NOTHING
    if not _are_absurd(text, glosses):
        return NOTHING
    unfinished = _UNFINISHED.search(text, max(0, len(text) - _LONGEST_UNFINISHED))
    if unfinished is not None and unfinished[0][0] in {gloss[0][0] for gloss in glosses}:
        glosses.append(unfinished)
    return Found([_removal(gloss) for gloss in glosses])


def _removal(gloss: re.Match[str]) -> Edit:
    return Edit(gloss.start(), gloss.end(), gloss[0], "", "random-pinyin", "probable", confidence=SURE)


def _is_scattered(text: str, glosses: list[re.Match[str]]) -> bool:
    """Return whether the readings are few, in running text, and after ever other characters, on a Simplified page."""
    characters = Counter(text[gloss.start() - 1] for gloss in glosses)
    readings = {(text[gloss.start() - 1], gloss[0]) for gloss in glosses}
    running = sum(1 for gloss in glosses if _is_running(text, gloss))
    return (
        len(characters) * 4 >= len(glosses) * 3
        and len(readings) == len(characters)
        and running * 5 >= len(glosses) * 4
        and len(_HAN.findall(text)) * (1 if any(gloss[0][0] in "(（" for gloss in glosses) else 2)
        >= SPARSE * len(glosses)
        and len(_TRADITIONAL.findall(text)) - sum("繁" in gloss[0] for gloss in glosses) < ENOUGH
    )


def _is_regular(text: str, glosses: list[re.Match[str]]) -> bool:
    """Return whether a reading stands behind every so many characters, with a tone or without: no writer counts characters."""
    ends = [0, *(gloss.end() for gloss in glosses)]
    distances = Counter(len(_HAN.findall(text, end, gloss.start())) for end, gloss in zip(ends, glosses, strict=False))
    distance, times = distances.most_common(1)[0]
    plain = sum(1 for gloss in glosses if gloss["plain"])
    running = sum(1 for gloss in glosses if _is_running(text, gloss))
    return (
        len(glosses) >= REGULAR
        and distance > 1
        and times * 10 >= len(glosses) * 9
        and len(glosses) // 5 <= plain <= len(glosses) * 4 // 5
        and running * 2 >= len(glosses)
    )


def _is_repeated(text: str, glosses: list[re.Match[str]]) -> bool:
    """Return whether several characters carry the same reading more than once in a row, which no writer says twice.

    That tool writes no tones; where some have one, they may be the machine's, and tell of shifted bytes.
    """
    plain = sum(1 for gloss in glosses if gloss["plain"])
    again = sum(1 for gloss in glosses if gloss["again"])
    return len(glosses) >= REGULAR and again >= IN_A_ROW and plain * 10 >= len(glosses) * 9


def _is_constant(text: str, glosses: list[re.Match[str]]) -> bool:
    """Return whether the same characters of a Traditional page carry the same reading wherever they stand, and most of them stand several times."""
    characters = Counter(text[gloss.start() - 1] for gloss in glosses)
    readings = {(text[gloss.start() - 1], gloss[0]) for gloss in glosses}
    always = {character: times for character, times in characters.items() if text.count(character) == times}
    running = sum(1 for gloss in glosses if _is_running(text, gloss))
    return (
        sum(1 for times in always.values() if times > 1) >= CONSTANT
        and sum(always.values()) * 10 >= len(glosses) * 9
        and len(readings) == len(characters)
        and running * 2 >= len(glosses)
        and 2 * len(_HAN.findall(text)) >= SPARSE * len(glosses)
        and len(_TRADITIONAL.findall(text)) > 10 * len(_SIMPLIFIED.findall(text))
    )


def _is_plain(text: str, glosses: list[re.Match[str]]) -> bool:
    """Return whether many readings, ever others and most without a tone, stand all over sentences of which other characters have none: a text to learn from has tones, and on every character."""
    plain = {gloss[0] for gloss in glosses if gloss["plain"]}
    behind = sum(_HAN.match(text, gloss.end()) is not None for gloss in glosses)
    return (
        len(glosses) >= REGULAR
        and len(plain) * 3 >= REGULAR * 2
        and sum(1 for gloss in glosses if gloss["plain"]) * 4 >= len(glosses) * 3
        and behind * 2 >= len(glosses)
        and len(glosses) * 3 <= len(_HAN.findall(text)) * 2
    )


def _is_running(text: str, gloss: re.Match[str]) -> bool:
    """Return whether the character of ``gloss`` stands between others, which may carry readings: neither an entry nor the end of one."""
    before, behind = text[gloss.start() - 2 : gloss.start() - 1], text[gloss.end() : gloss.end() + 1]
    return _HAN_OR_END.match(before) is not None and _HAN.match(behind) is not None


def _are_absurd(text: str, glosses: list[re.Match[str]]) -> bool:
    common = sum(_is_common(text[gloss.start() - 1]) for gloss in glosses)
    return common * 4 >= len(glosses) * 3


@cache
def _is_common(character: str) -> bool:
    from unionclean.encoding.models import trigram

    model = trigram.load()
    return max(model.log_prob(*model.encode(context + character)) for context in ("的人", "了，", "\n\n")) > COMMON
