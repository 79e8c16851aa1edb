"""Mojibake of UTF-8 in single-byte codecs, by ftfy: ``fix_encoding`` and nothing else of it.

ftfy is called for a line only when the line holds a character that ftfy's own evidence needs, and only its repair of bytes is used: its
other fixers change widths, quotes, ligatures, line breaks or entities, which are no damage.  Chinese text never changes here; the
Chinese codecs (:mod:`unionclean.encoding.mojibake.repair`) must have had their turn before, as ftfy makes GBK-as-Latin-1 worse.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from unionclean.edits import Edit, Note
from unionclean.encoding.mojibake.accidents import CJK, is_accident
from unionclean.encoding.refusals import are_spoken_of, digit_note, invents_digits, quoted_note
from unionclean.guards import Guard, Guards, compile_guards
from unionclean.patterns import lazy
from unionclean.steps import NOTHING, Found
from unionclean.tables import read_rows

_YEN_BEHIND = "(?<=Â)(?=¥ ?[0-9])"
_YEN = lazy(f"Â(?<![\x80-\u024f].){_YEN_BEHIND}¥")
"""The sign that ftfy leaves, for it is in no language of its own: Â¥100."""


@functools.cache
def guard() -> Guard:
    """Return where ftfy's evidence stands: it leaves a text without such a place as it is.

    ftfy acts only where its ``BADNESS_RE`` matches; this is the same, written so that it is fast (``tools/build_ftfy_evidence.py``).
    """
    rows = {name: _unescaped(source) for name, source in read_rows("ftfy_evidence.tsv")}
    return Guard("latin", rows["characters"], f"{rows['condition']}|{_YEN_BEHIND}")


def _unescaped(source: str) -> str:
    """Return ``source`` with the characters that no pattern gives a meaning as themselves, which compiles in a fourth of the time."""
    return re.sub(
        r"\\u([0-9a-f]{4})", lambda code: chr(number) if (number := int(code[1], 16)) >= 0x80 else code[0], source
    )


@functools.cache
def _evidence() -> Guards:
    return compile_guards(guard())


_CONTROLS, _DASH_OR_QUOTE = lazy("[\x80-\x9f]"), lazy("â\x80[\x90-\x9f]")
_CUTS = lazy(f"[A-Za-z0-9]+|{CJK.pattern}+"), lazy("[A-Za-z0-9]+")


def find_single_byte_mojibake(text: str) -> Found:
    """Return the edits by which ftfy repairs the encoding of ``text``, line by line.

    >>> [(edit.before, edit.after) for edit in find_single_byte_mojibake("sÃ³lo, naïve, “quoted” — voilÃ\\xa0").edits]
    [('Ã³', 'ó'), ('Ã\\xa0', 'à')]
    >>> find_single_byte_mojibake("ﬁne “quotes”, ＡＢＣ，５％ &amp; Ärger") is NOTHING
    True
    """
    edits: list[Edit] = []
    notes: list[Note] = []
    for start, end in _lines_with_evidence(text):
        found = list(_repair_line(text[start:end], start))
        is_subject = bool(found) and are_spoken_of(text, [(edit.start, edit.end, edit.after) for edit in found])
        for edit in found:
            if _EMOJI_AND_BLANK.search(edit.before):
                notes.append(Note("unrepaired", (edit.start, edit.end), _WHY_NO_EMOJI))
                continue
            if is_subject:
                notes.append(quoted_note(edit.start, edit.end))
                continue
            if invents_digits(edit.before, edit.after):
                notes.append(digit_note(edit.start, edit.end))
                continue
            edits.append(_with_confidence(text, edit))
            if edit.after.count("\ufffd") > edit.before.count("\ufffd"):
                notes.append(Note("lost-byte", (edit.start, edit.end), "a byte of this character is gone"))
    return Found(edits, notes) if edits or notes else NOTHING


_EMOJI_AND_BLANK = lazy("ðŸ[^ ] ")
"""Three bytes of an emoji before a plain blank: ftfy takes the blank for the last one, A0; as likely it is one that Windows-1252 leaves open, as of 🔍."""
_WHY_NO_EMOJI = "this is an emoji, misread, whose last byte is gone"


def _with_confidence(text: str, edit: Edit) -> Edit:
    """Return ``edit``, certain if it writes letters and is long or stands in a word of ASCII letters; else it may be bytes of Chinese: ``Ã»`` was û, or 没."""
    in_a_word = _LETTERS_BEFORE.search(text, max(0, edit.start - 3), edit.start) or _LETTERS_AFTER.match(text, edit.end)
    if edit.after.isalpha() and (len(edit.before) >= _LONG or in_a_word):
        return edit
    return edit._replace(certainty="probable", confidence=0.95 if CJK.search(edit.after) else 0.4)


_LETTERS_BEFORE, _LETTERS_AFTER = lazy(r"[A-Za-z]{2} ?\Z"), lazy(" ?[A-Za-z]{2}")
_LONG = 6
"""An edit of so many characters is no accident."""


def _lines_with_evidence(text: str) -> Iterator[tuple[int, int]]:
    pattern = _evidence()
    position = 0
    while match := pattern.search(text, position):
        start = text.rfind("\n", position, match.start) + 1 or position
        end = text.find("\n", match.start)
        end = len(text) if end < 0 else end + 1
        yield start, min(end, start + _LONGEST)
        position = min(end, start + _LONGEST)


_LONGEST = 1_000_000
"""ftfy, too, cuts longer lines; its own loop over one line is not bounded."""


def _repair_line(line: str, offset: int) -> list[Edit]:
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(line):
        return [Edit(offset + yen.start(), offset + yen.end(), yen[0], "¥", "ftfy") for yen in _YEN.finditer(line)]
    if CJK.search(line) and not _DASH_OR_QUOTE.search(line) and not is_bad(_CONTROLS.sub("", line)):
        return []  # nothing but a stray control between Chinese characters: residue, not mojibake
    fixed = _QUOTED_TO_CUT_MARK.sub(r"\1”", fix_encoding(line))
    edits = _differences(line, fixed)
    if not edits or is_accident(line, fixed, edits):
        return []
    return [
        edit._replace(start=edit.start + offset, end=edit.end + offset)
        for edit in edits
        if (edit.after.strip("\ufffd") or _MARKED.search(edit.before)) and not _are_controls(line, edit)
    ]


def _are_controls(line: str, edit: Edit) -> bool:
    """Return whether ``edit`` makes marks of controls among Cyrillic or Thai letters, where they are bytes of misread text."""
    beside = line[max(0, edit.start - 1) : edit.end + 1]
    return edit.before.translate(_MARKS) == edit.after and _OF_MISREAD.search(beside) is not None


_OF_MISREAD = lazy("[\u0400-\u045f\u0e01-\u0e5b]")
_MARKS = {byte: mark for byte in range(0x80, 0xA0) if (mark := bytes([byte]).decode("cp1252", "ignore"))}
"""C1 controls that are marks of Windows-1252."""

_QUOTED_TO_CUT_MARK = lazy("(“[^“”â\n]{1,300})â€(?![\x80-\xbf€™œž])")
"""A quotation that ends in ” without its last byte, 9D: Windows-1252 leaves that open, and most decoders drop it."""

_MARKED = lazy("[À-ſ][^ ]{0,3}[\ufffd?]|ï¿½")
"""A first byte, as Latin letter, and the mark of one that is lost; without them nothing becomes U+FFFD."""


def _differences(before: str, after: str) -> list[Edit]:
    """Return the edits between two versions of a line, cut at the words, Chinese ones too, that both have in the same order."""
    if before == after:
        return []
    words = next((words for words in _CUTS if words.findall(before) == words.findall(after)), None)
    if words is None:
        return [_trimmed(before, after, 0)]
    edits = []
    gaps_before, gaps_after = _gaps(before, words), _gaps(after, words)
    for (start, end), (new_start, new_end) in zip(gaps_before, gaps_after, strict=True):
        if before[start:end] != after[new_start:new_end]:
            edits.append(_trimmed(before[start:end], after[new_start:new_end], start))
    return edits


def _gaps(text: str, words: re.Pattern[str]) -> list[tuple[int, int]]:
    borders = [0, *(border for word in words.finditer(text) for border in word.span()), len(text)]
    return list(zip(borders[::2], borders[1::2], strict=True))


def _trimmed(before: str, after: str, offset: int) -> Edit:
    """Return the edit without the characters that both versions begin and end with."""
    most = min(len(before), len(after))
    head = next((i for i in range(most) if before[i] != after[i]), most)
    most -= head
    tail = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    if head + tail == len(after) and tail:
        tail -= 1  # nothing but a character less: Â£ is £, not a letter too many before it
    end = len(before) - tail
    return Edit(offset + head, offset + end, before[head:end], after[head : len(after) - tail], "ftfy")
