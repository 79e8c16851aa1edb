"""What may change the length: line ends, ellipses, dashes and blanks, each a named rule."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from unionclean.edits import Edit
from unionclean.patterns import lazy
from unionclean.punctuation.context import (
    BEFORE_BRACKET,
    BLANK,
    FIXED_CLOSERS,
    HAN_CLASS,
    LINE_END,
    is_fixed,
    touches_chinese,
)
from unionclean.punctuation.gaps import Forms

# One class in front lets the search run, and one question parts blanks from the rest; an empty group at the end of each branch names the rule.
_BLANK_BRANCHES = (
    f"(?<=[{BLANK}])(?:(?<![{BLANK}]{{2}})[{BLANK}]*(?=[{LINE_END}]|\\Z)(?P<trailing_blanks>)"
    f"|(?<=[，：；！？][ \u3000\u00a0])[ \u3000\u00a0]?(?![{BLANK},:;!?])(?P<blank_after_mark>)"
    f"|(?<=[{HAN_CLASS}{FIXED_CLOSERS}”’）)] )(?=[，：；！？])(?P<blank_before_mark>)"
    f"|(?<=） )(?P<blank_after_bracket>)|(?<=[{BEFORE_BRACKET}] )(?=（)(?P<blank_before_bracket>)"
    f"|(?<=[\u3000\u00a0])[{BLANK}]*(?P<wide_blanks>))"
)
_DOTS = "(?<=\\.)\\.{2,}…*|(?<=。)。{2,}|(?<=．)．{2,}|(?<=…)(?<!……)…*\\.{2,}…*"  # from the first … of a row
_TO_FULL, _TO_HALF = (
    f"(?:{_BLANK_BRANCHES}|(?:{_DOTS})(?P<ellipsis>)|(?:(?<=-)-+|(?<=－)－+|(?<=―)―+)(?P<dash>))",
    f"(?:{_BLANK_BRANCHES}|(?:{_DOTS}|(?<=…)…*)(?P<ellipsis>)|(?:(?<=—)—+|(?<=－)－+)(?P<dash>))",
)


@functools.cache
def _pattern(width: str, has_rows_of_stops: bool) -> re.Pattern[str]:
    """Return where a rule may stand; 。 begins something only in a row of them, and most texts have none."""
    stop = "。" if has_rows_of_stops else ""
    if width == "full":
        return lazy(f"[{BLANK}.{stop}…．－―-]{_TO_FULL}")
    return lazy(f"[{BLANK}…{stop}．－—]{_TO_HALF}")


_ASCII_WORD = lazy("[!-~]")
_DECREMENT = lazy("(?:[a-z0-9_]|(?<=[a-z0-9])-)\\Z")
_BEGINS_DRAWING = lazy("(?:<!?|[+|\\\\`])\\Z")
"""An arrow, a comment, or the branch of a tree: <--, <!--, |--, +--, \\\\--."""
_LABEL_ENDS = lazy('[】」』》\\]"”]')
_PAGE_NUMBER = lazy(f" ?[0-9]{{1,4}}[ \t]*(?:[{LINE_END}]|\\Z)")
_SET = lazy(f"[{HAN_CLASS}A-Za-z-]{{1,16}}=")
_SUBJECT = lazy(f"[{HAN_CLASS}《“‘「]|[A-Z]")
_OPENED, _CLOSED = frozenset("“‘\"'「『"), frozenset("”’\"'」』")

Spacing = tuple[int, int, str, str]
"""Start, end, what is written instead, and the name of the rule."""


class _Place(NamedTuple):
    """Where a rule looks: the text with its marks already decided, the text as it came in, and its lines with gaps to fill in."""

    text: str
    came: str
    start: int
    end: int
    forms: Forms

    @property
    def is_gap(self) -> bool:
        """Whether this is a run of blanks on a line of a form."""
        return self.end - self.start > 1 and self.start in self.forms


_LINE_ENDS = lazy("\r\n?|[\u2028\u2029]")


def find_line_ends(text: str) -> Iterator[Edit]:
    """Yield the edits that end every line of ``text`` with a line feed.

    >>> [edit.before for edit in find_line_ends("甲\\r\\n乙\\r")]
    ['\\r\\n', '\\r']
    """
    return (Edit(*end.span(), end[0], "\n", "line_end") for end in _LINE_ENDS.finditer(text))


def join_line_ends(text: str) -> str:
    """Return ``text`` with every line ended by a line feed; the same object if it is so.

    >>> join_line_ends("甲\\r\\n乙")
    '甲\\n乙'
    """
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        return _LINE_ENDS.sub("\n", text)
    return text


def spacings(text: str, came: str, *, width: str) -> Iterator[Spacing]:
    """Yield what the rules of this module change in ``text``, in order.

    ``came`` is the text before the marks were decided, of the same length: a blank goes only with a mark that was ASCII.
    """
    rules = FULL_RULES if width == "full" else HALF_RULES
    forms = Forms(text)
    for match in _pattern(width, "。。。" in text).finditer(text):
        rule = match.lastgroup or ""
        written = rules[rule](_Place(text, came, match.start(), match.end(), forms))
        if written is not None and written != match[0]:
            yield match.start(), match.end(), written, rule


def _nothing(place: _Place) -> str | None:
    return ""


def _blank_after_mark(place: _Place) -> str | None:
    mark = place.start - 1
    if place.came[mark] == place.text[mark]:
        return _wide_blanks(place)
    return None if place.is_gap or _ends_cell(place) else ""


def _blank_after_bracket(place: _Place) -> str | None:
    return "" if place.came[place.start - 1] != "）" and not _ends_cell(place) else None


def _ends_cell(place: _Place) -> bool:
    """Return whether the border of a table stands behind the blank: | 乙(丙) | 丁 |."""
    return place.text.startswith("|", place.end)


def _blank_before_mark(place: _Place) -> str | None:
    return "" if place.came[place.end] != place.text[place.end] else None


def _wide_blanks(place: _Place) -> str | None:
    """Write a run of U+3000 and U+00A0 as one blank; keep one U+3000 between Chinese, the indent of a paragraph, and a gap to fill in."""
    text, start, end = place.text, place.start, place.end
    run = text[start:end]
    before = text[start - 1] if start else "\n"
    if before in LINE_END:
        return _indent(run)
    if place.is_gap:
        return None
    if before in " \t":
        return ""
    if before in "（(" and text[end : end + 1] in ("）", ")"):  # a place to fill in
        return None
    if run == "\u3000" and not (_ASCII_WORD.match(before) and _ASCII_WORD.match(text, end)):
        return None
    return " " if "\u3000" in run or "\u00a0" in run else None


def _indent(run: str) -> str:
    """W3C CLREQ: a paragraph begins with an indent of two characters.  Non-breaking blanks for it become that."""
    if "\u00a0" not in run:
        return run
    return "\u3000\u3000" if len(run) > 1 else ""


def _ellipsis(place: _Place) -> str | None:
    """GB/T 15834-2011, 4.11: six dots in the place of two characters, twelve for a left-out paragraph."""
    text, start, end = place.text, place.start, place.end
    if "." in text[start:end] and not touches_chinese(text, start, end):
        return None
    if _LABEL_ENDS.match(text, end) and _ASCII_WORD.match(text[start - 1 : start]):  # of a menu: 【Save As...】
        return None
    if text[start] == "." and (
        end - start > 12 or (end - start > 3 and _PAGE_NUMBER.match(text, end))
    ):  # a leader in a table of contents
        return None
    return "…………" if end - start == 12 else "……"


def _dash(place: _Place) -> str | None:
    """GB/T 15834-2011, 4.10: a dash fills the place of two characters."""
    text, start, end = place.text, place.start, place.end
    if end - start > 4 and text[start] != "―":  # a line to write on, or a rule
        return None
    if text[start] != "-":
        return "——"
    if text[end : end + 1] == ">" or _BEGINS_DRAWING.search(text, max(0, start - 2), start):
        return None
    if text[start - 1 : start] == " " and not is_fixed(text, start - 2):  # an option of a command
        return None
    if end - start == 2 and (
        "a" <= text[end : end + 1] <= "z" or _SET.match(text, end)
    ):  # another one: 使用--force选项, --名称=值
        return None
    if _DECREMENT.search(text, max(0, start - 24), start) and not _SUBJECT.match(text, end):  # cnt--, -rw-r--r--
        return None
    if text[start - 1 : start] in _OPENED and text[end : end + 1] in _CLOSED:  # the text speaks of the hyphens
        return None
    return "——" if touches_chinese(text, start, end) else None


def _ascii_ellipsis(place: _Place) -> str | None:
    return "..."


def _ascii_dash(place: _Place) -> str | None:
    return "-" * (place.end - place.start)


_BLANK_RULES: dict[str, Callable[[_Place], str | None]] = {
    "trailing_blanks": _nothing,
    "blank_after_mark": _blank_after_mark,
    "blank_before_mark": _blank_before_mark,
    "blank_after_bracket": _blank_after_bracket,
    "blank_before_bracket": _blank_before_mark,
    "wide_blanks": _wide_blanks,
}
FULL_RULES = {**_BLANK_RULES, "ellipsis": _ellipsis, "dash": _dash}
HALF_RULES = {**_BLANK_RULES, "ellipsis": _ascii_ellipsis, "dash": _ascii_dash}
