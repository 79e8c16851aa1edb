"""Characters that nobody can see: zero-width blanks and joiners, byte order marks, soft hyphens, direction marks.

Most are spelling somewhere: joiners in the scripts whose letters join and between the parts of an emoji, U+200B in the scripts
that are written without spaces, direction marks in lines with a right-to-left letter.  Which characters those are, Unicode says.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from unionclean.edits import Edit
from unionclean.han import HAN_BMP
from unionclean.patterns import lazy

if TYPE_CHECKING:
    import regex

INVISIBLE_CLASS = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"

CJK = f"\u2e80-\u303f{HAN_BMP}\uff00-\uffef“”‘’…—·"
"""What only Chinese and Japanese text has, and the marks it shares with others."""

_INVISIBLES = lazy(f"[{INVISIBLE_CLASS}]")
"""One class to search with, as ``re`` is fast at; what to do at the place, :func:`_rules_of_place` tells."""

_JOINING_SCRIPTS = """Adlam Arabic Balinese Batak Bengali Cham Devanagari Gujarati Gurmukhi Javanese Kaithi Kannada Khmer Lepcha Malayalam Mandaic
Meetei_Mayek Mongolian Myanmar Nko Oriya Phags_Pa Rejang Saurashtra Sinhala Sundanese Syloti_Nagri Syriac Tai_Tham Tamil Telugu Tibetan"""
"""Scripts that shape or stack their letters, in which a joiner or non-joiner is spelling (Unicode, chapters 9 and 12 to 17)."""

_RULES = {"bom": "bom", "hyphen": "soft-hyphen", "mark": "direction-mark"}


@functools.cache
def _rules_of_place() -> regex.Pattern[str]:
    """Return the pattern of what goes, a group for each rule; it stands on Unicode's properties, which ``re`` does not know.

    A place without a space in its script breaks lines by ``Complex_Context`` (UAX #14); a sequence joined by U+200D is made of
    pictographs, their modifiers, U+FE0F and tags (UTS #51).
    """
    import regex

    joining = "".join(rf"\p{{Script_Extensions={script}}}" for script in _JOINING_SCRIPTS.split())
    unspaced = r"\p{Line_Break=Complex_Context}"
    picture = r"\p{Extended_Pictographic}"
    before_joiner = rf"[{picture}\p{{Emoji_Modifier}}\ufe0f\U000e0020-\U000e007f{joining}]"
    return regex.compile(
        "(?P<bom>\ufeff+)"
        rf"|(?P<space>(?<![{unspaced}\u200b])\u200b+(?![{unspaced}\u200b]))"
        rf"|(?P<joiner>(?<![{joining}{unspaced}])\u200c+|\u200d+(?<!{before_joiner}\u200d)"
        rf"|\u200d+(?<![{joining}]\u200d)(?!{picture}))"
        r"|(?P<word>[\u2060-\u2064\u206a-\u206f]+|(?<!\p{Mongolian})\u180e+)"
        rf"|(?P<hyphen>(?<=[{CJK}])(?<![À-ž].)\xad+|(?<!\xad)\xad+(?=[{CJK}]))"
        r"|(?P<mark>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+)"
    )


@functools.cache
def _right_to_left() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}&&\p{Letter}]", regex.VERSION1)


def find_invisible(text: str) -> Iterator[Edit]:
    """Yield the edits that delete what nobody can see and no writing needs.

    >>> [(edit.rule, edit.start) for edit in find_invisible("\\ufeff中\\u200b国")]
    [('bom', 0), ('zero-width', 2)]
    >>> list(find_invisible("👨‍👩‍👧 क्‍ष می‌خواهم"))
    []
    """
    line_end, keeps_marks, done = -1, False, 0
    for place in _INVISIBLES.finditer(text):
        match = _rules_of_place().match(text, place.start()) if place.start() >= done else None
        if not match:
            continue
        done = match.end()
        kind = match.lastgroup or ""
        if kind == "mark":
            if match.start() >= line_end:
                start = text.rfind("\n", max(line_end, 0), match.start()) + 1
                end = text.find("\n", match.end())
                line_end = len(text) if end < 0 else end
                keeps_marks = _right_to_left().search(text, start, line_end) is not None
            if keeps_marks:
                continue
        yield Edit(match.start(), match.end(), match[0], "", _RULES.get(kind, "zero-width"))
