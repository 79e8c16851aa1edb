r"""Characters that look like Han but are other code points, so that no later step knows them.

Radicals as PDF extraction leaves them (``⽤⽂``), compatibility ideographs (``樂`` as U+F914), what GB 18030 once kept in the private-use area, and the backslash that
software without Big5 put behind characters whose second byte is one (``許\功\蓋\``).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from unionclean.edits import Edit
from unionclean.encoding.models.code_length import code_length
from unionclean.guards import Guard
from unionclean.han import HAN, is_beyond_bmp
from unionclean.patterns import lazy
from unionclean.steps import NOTHING, Found
from unionclean.tables import read_rows

_RADICALS = "\u2e80-\u2fd5"
_COMPATIBILITY = "\uf900-\ufaff"
_PRIVATE = "\ue815-\ue864"
"""Where GB 18030-2000 kept characters that Unicode did not have yet."""


def _before_backslash() -> str:
    r"""Return the characters of Big5 whose second byte is 5C, the backslash."""
    leads = (bytes([lead, 0x5C]).decode("cp950", "ignore") for lead in range(0xA4, 0xFA))
    return "".join(character for character in leads if "\u4e00" <= character <= "\u9fff")


_BEFORE_BACKSLASH = _before_backslash()
GUARDS = (
    Guard("lookalike", f"{_RADICALS}{_COMPATIBILITY}{_PRIVATE}"),
    Guard(
        "backslash",
        r"\\",
        rf"(?<=[{_BEFORE_BACKSLASH}]\\)(?![A-Za-z0-9])",
        only_chinese=True,
        beside=((_BEFORE_BACKSLASH, ""),),
    ),
)
_AFTER_THEM = rf"(?<=[{_BEFORE_BACKSLASH}])\\"
_BARE = rf"[{_BEFORE_BACKSLASH}](?!\\)"
_RUN = lazy(f"[{HAN}{_RADICALS}]{{2,}}")
_RADICAL = lazy(f"[{_RADICALS}]")
_COMPATIBLE = lazy(f"[{_COMPATIBILITY}\U0002f800-\U0002fa1f]")
_LEFTOVER = lazy(f"[{_PRIVATE}](?<![{_PRIVATE}].)(?![{_PRIVATE}])")
"""One alone: several side by side are the icons of a font."""
_ANY = lazy(rf"[{_RADICALS}{_COMPATIBILITY}{_PRIVATE}\\]")
_ANY_BEYOND = lazy("[\U0002f800-\U0002fa1f]")
_HAN = lazy(f"[{HAN}]")
_ANOTHER_WRITING = lazy("[\u3041-\u30ff\uac00-\ud7a3]")
_ABOUT_CHARACTERS = lazy(r"[\u2ff0-\u2fff]|U\+[0-9A-Fa-f]{4}")
"""Descriptions of characters (⿰亻冗) and code points: what stands beside them is the very character that is meant."""

_ABOUT_RADICALS = lazy(f"部首|偏旁|部件|笔画|筆畫|字根|{_ABOUT_CHARACTERS.pattern}")
"""A line about radicals means the radicals themselves."""
_MEANS_ITSELF = lazy(f"{_ANOTHER_WRITING.pattern}|{_ABOUT_CHARACTERS.pattern}")
_SOUND_BITS = 12.0
"""Radicals that spell no words are a list; words cost less than so many bits a character."""
_LEFTOVER_CONFIDENCE = 0.95
"""A private-use character can be anything in a font of one's own."""


@functools.cache
def _table(kind: str) -> dict[str, str]:
    return next(dict(zip(old, new, strict=True)) for name, old, new in read_rows("lookalikes.tsv") if name == kind)


def find_lookalikes(text: str) -> Found:
    r"""Return the edits that write look-alikes as the characters they stand for.

    >>> from unionclean.edits import apply_edits
    >>> for text in ("使⽤⽂档", "音\uf914會", "杨\ue863先生", "許\\功\\蓋\\"):
    ...     print(apply_edits(text, find_lookalikes(text).edits))
    使用文档
    音樂會
    杨䶮先生
    許功蓋

    Radicals that are listed or spoken of stay, and so does what Japanese and Korean need.

    >>> find_lookalikes("部首：⼀⼁⼂，⼈部；\uf914しい；C:\\功\\n") is NOTHING
    True
    """
    if not _ANY.search(text) and not (is_beyond_bmp(text) and _ANY_BEYOND.search(text)):
        return NOTHING
    edits = sorted((*_radicals(text), *_compatibility(text), *_leftovers(text), *_backslashes(text)))
    return Found(edits) if edits else NOTHING


def _radicals(text: str) -> Iterator[Edit]:
    """Yield the radicals that stand in words: there a PDF reader wrote them for the characters that look alike."""
    if not _RADICAL.search(text):
        return
    table = _table("radical")
    for run in _RUN.finditer(text):
        if not _RADICAL.search(run[0]) or _ABOUT_RADICALS.search(_line(text, run.start())):
            continue
        written = "".join(table.get(character, character) for character in run[0])
        if written != run[0] and code_length(written) <= _SOUND_BITS * len(written):
            yield from _replaced(run, written, "radical")


def _replaced(run: re.Match[str], written: str, rule: str) -> Iterator[Edit]:
    for place, (old, new) in enumerate(zip(run[0], written, strict=True), run.start()):
        if old != new:
            yield Edit(place, place + 1, old, new, rule)


def _compatibility(text: str) -> Iterator[Edit]:
    """Yield the compatibility ideographs beside Han, except where Japanese or Korean needs them to go back to its own standards."""
    table = _table("compatibility")
    for match in _COMPATIBLE.finditer(text):
        plain = table.get(match[0])
        if not plain or not _beside_han(text, match) or _MEANS_ITSELF.search(_line(text, match.start())):
            continue
        if not _may_be_bytes(text, match.start()):
            yield Edit(match.start(), match.end(), match[0], plain, "compatibility-ideograph")


def _may_be_bytes(text: str, place: int) -> bool:
    """Return whether the Han around ``place`` may be Chinese that was read as Korean or Japanese, which have such characters: a change would bury it."""
    before = _HAN_BEFORE.search(text, max(0, place - _FARTHEST), place)
    behind = _HAN_BEHIND.match(text, place, place + _FARTHEST)
    if not before or not behind:
        return False
    run = before[0] + behind[0]
    bits = code_length("".join(_table("compatibility").get(character, character) for character in run))
    readings = {
        run.encode(wrong, "ignore").decode(right, "ignore") for wrong in ("cp949", "cp932") for right in _CHINESE
    }
    return any(len(reading) == len(run) and code_length(reading) < bits for reading in readings)


_HAN_OR_COMPATIBLE = f"[{HAN}{_COMPATIBILITY}]"
_HAN_BEFORE, _HAN_BEHIND = lazy(f"{_HAN_OR_COMPATIBLE}*\\Z"), lazy(f"{_HAN_OR_COMPATIBLE}+")
_CHINESE, _FARTHEST = ("gb18030", "big5"), 20


def _leftovers(text: str) -> Iterator[Edit]:
    """Yield the private-use characters beside Han that GB 18030 has moved to their own code points since."""
    table = _table("private")
    for match in _LEFTOVER.finditer(text):
        new = table.get(match[0])
        if new and _beside_han(text, match) and not _ABOUT_CHARACTERS.search(_line(text, match.start())):
            yield Edit(
                match.start(), match.end(), match[0], new, "private-han", "probable", confidence=_LEFTOVER_CONFIDENCE
            )


def _beside_han(text: str, match: re.Match[str]) -> bool:
    return (
        _HAN.search(text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]) is not None
    )


def _backslashes(text: str) -> Iterator[Edit]:
    """Yield the backslashes of text on which every one, and only it, stands behind a character of Big5 that ends in its byte."""
    if "\\" not in text:
        return
    found = list(re.finditer(_AFTER_THEM, text))
    bare = re.search(_BARE, text)
    if found and not bare and len(found) == text.count("\\") and _stand_in_words(text, found):
        for match in found:
            yield Edit(
                match.start(), match.end(), "\\", "", "big5-backslash", "probable", confidence=_LEFTOVER_CONFIDENCE
            )


def _stand_in_words(text: str, found: list[re.Match[str]]) -> bool:
    """Return whether no backslash may be the escape of a letter, and several of them or Han on both sides are evidence."""
    behind = [text[match.end() : match.end() + 1] for match in found]
    if any(character.isascii() and character.isalnum() for character in behind if character):
        return False
    return len(found) > 1 or _HAN.match(behind[0]) is not None


def _line(text: str, place: int) -> str:
    """Return the line around ``place``, of a long one a part: a text in one line must not be read again for every place."""
    start = text.rfind("\n", max(0, place - 200), place) + 1 or max(0, place - 200)
    end = text.find("\n", place, place + 200)
    return text[start : end if end >= 0 else place + 200]
