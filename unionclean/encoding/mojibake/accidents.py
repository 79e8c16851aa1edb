"""Does ftfy repair a line, or are its bytes something else, of which a few are UTF-8 by accident?

GBK that was read as Latin-1 is full of such accidents: ``Ê±``, 时, is the UTF-8 of ``ʱ``.  A repair is whole, and what it writes is
what people write: words of one language, not one letter of a rare one.
"""

from __future__ import annotations

from collections.abc import Sequence

from unionclean.edits import Edit
from unionclean.encoding.models.code_length import code_length
from unionclean.encoding.mojibake.candidates import find_candidates
from unionclean.encoding.mojibake.thresholds import beyond_ascii
from unionclean.han import HAN_BMP
from unionclean.patterns import lazy

CJK = lazy(f"[\u2e80-\u30ff{HAN_BMP}\uac00-\ud7a3\uff00-\uffef]")

_MARGIN = 5.0
"""By so many bits a Chinese reading must beat what other code pages make of the same bytes."""

_LETTERS = "[À-ÖØ-öø-žŞ-țƒˆ˜ªº─-╬▀-▓■⌠⌡]"
_BYTE = "[\x80-žŞ-țƒˆ˜˘˙˛˝─-╬▀-▓■⌠⌡]"
_BYTES = lazy(_BYTE)
_LETTER = lazy(_LETTERS)
_PAIR = lazy(f"{_LETTERS}{_BYTE}|{_BYTE}{_LETTERS}|[¡-¿]{{2}}")
"""Two characters in a row of which misread text is made: letters, or two marks that nobody writes side by side."""

_ROW, _ACCENTED = lazy(f"{_BYTE}{{5,}}"), lazy("[À-ÖØ-öø-ž]")
"""No language has five such characters in a row: what is left there is misread."""

_SCRIPTS = {
    "Greek": lazy("[\u0386-\u03ce\u1f00-\u1fff]"),
    "Cyrillic": lazy("[\u0400-\u052f]"),
    "Armenian": lazy("[\u0530-\u058f]"),
    "Hebrew": lazy("[\u0590-\u05ff]"),
    "Arabic": lazy("[\u0600-\u06d5]"),
    "Indic": lazy("[\u0900-\u0dff]"),
    "Thai": lazy("[\u0e00-\u0eff]"),
    "accents alone": lazy("[\u0300-\u036f]"),
    "phonetic": lazy("[\u0180-\u02af\u02bb\u02bc\u02c8\u02cc\u02d0\u1d00-\u1dbf]"),
    "rare": lazy(
        "[\u02b0-\u02ba\u02bd-\u02c7\u02c9-\u02cb\u02cd-\u02cf\u02d1-\u02ff\u0370-\u0385\u03cf-\u03ff\u06d6-\u08ff\u0f00-\u1cff\u2c00-\u2dff\ua000-\uabff\ud7a4-\ud7ff\ufb07-\ufdff\ufe70-\ufefe]"
    ),
}


def is_accident(line: str, fixed: str, edits: Sequence[Edit]) -> bool:
    """Return whether ``edits``, which make ``fixed`` of ``line``, are no repair of it.

    >>> is_accident("ÈÕ20Ê±", "ÈÕ20ʱ", [Edit(4, 6, "Ê±", "ʱ", "ftfy")])
    True
    >>> is_accident("sÃ³lo", "sólo", [Edit(1, 3, "Ã³", "ó", "ftfy")])
    False
    """
    if all(beyond_ascii(edit.before) >= _IN_TWO_LAYERS * max(1, beyond_ascii(edit.after)) for edit in edits):
        return False
    scripts = _scripts_of("".join(edit.after for edit in edits))
    if len(scripts) > 1 or any(CJK.search(edit.before) for edit in edits):
        return True
    if any(CJK.search(edit.after) and not _is_clear(edit) for edit in edits):
        return True
    if any(CJK.search(edit.after) for edit in edits) and _BYTES.search(_left_of(line, edits)):
        return True  # bytes of Chinese, read in part: half a repair is worse than none
    if any(len(_ACCENTED.findall(run[0])) > 1 for run in _ROW.finditer(fixed)):
        return True
    if "rare" in scripts and sum(len(edit.after) for edit in edits) < _A_WORD:
        return True
    if (scripts - {"Greek"} or (scripts and _PAIR.search(fixed))) and _is_one_letter(line, edits):
        return True
    return any(_stands_in_bytes(line, edit) for edit in edits)


def _left_of(line: str, edits: Sequence[Edit]) -> str:
    """Return what of ``line`` none of the ``edits`` has to do with."""
    starts, ends = [*(edit.start for edit in edits), len(line)], [0, *(edit.end for edit in edits)]
    return " ".join([line[end:start] for end, start in zip(ends, starts, strict=True)])


_IN_TWO_LAYERS = 4
"""So many characters for each that they say are UTF-8 in two layers, which no accident is: faces and rare marks come back, too."""

_A_WORD = 4
"""So many letters of a script that few pages have are no accident."""


def _scripts_of(text: str) -> set[str]:
    """Return the scripts beyond Latin of which ``text`` has letters; one is a language, several are accidents."""
    return {name for name, letters in _SCRIPTS.items() if letters.search(text)}


def _is_clear(edit: Edit) -> bool:
    """Return whether no other code page makes nearly as good a text of the same bytes."""
    others = {passage.after for passage in find_candidates(edit.before) if passage.is_checked} - {edit.after}
    bits = code_length(edit.after)
    return all(len(other) != len(edit.after) or code_length(other) >= bits + _MARGIN for other in others)


def _is_one_letter(line: str, edits: Sequence[Edit]) -> bool:
    """Return whether the edits write but one letter of another script, maybe again and again, and it is none that languages use in words of Latin letters."""
    new = [edit for edit in edits if _scripts_of(edit.after)]
    if len({letter for edit in new for letters in _SCRIPTS.values() for letter in letters.findall(edit.after)}) > 1:
        return False
    return not all(
        _OF_WORDS.search(edit.after) and _ASCII.search(line, max(0, edit.start - 1), edit.end + 1) for edit in new
    )


_OF_WORDS = lazy("[əƏɛƐɔƆŋŊɓɗƙƴơưƠƯʻʼǎǐǒǔǖǘǚǜșțȘȚ]")
_ASCII = lazy("[A-Za-z]")


def _stands_in_bytes(line: str, edit: Edit) -> bool:
    """Return whether misread bytes, not repaired, stand right beside ``edit``: two of them, or a letter beside a mark or a letter of another script.

    ``ÖÐ¹ú`` is 中国 in GBK; a й in the midst of it is an accident.
    """
    before, after = line[max(0, edit.start - 2) : edit.start], line[edit.end : edit.end + 2]
    if _PAIR.fullmatch(before) or _PAIR.fullmatch(after):
        return True
    letters = sum(_LETTER.match(beside) is not None for beside in (before[-1:], after[:1]))
    return letters == 2 or (letters == 1 and (not edit.after.isalpha() or bool(_scripts_of(edit.after))))
