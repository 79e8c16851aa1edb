"""Pages that were converted and cut, but never annotated: ``代碼?忌顖笾驹笗r要`` was 代碼。考生填報志愿時要.

No annotation stands on them.  What shows the machine is a delimiter with garbage behind it, or with the ``?`` before it that a byte alone
leaves, in Traditional text, that reads far better out of step.  This module finds the delimiters; whether they read better, the search says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from unionclean.encoding.linkfarm.annotations import annotated_characters
from unionclean.encoding.linkfarm.delimiters import DELIMITER_CLASS
from unionclean.guards import Guard, Guards, compile_guards
from unionclean.han import COMMON_SIMPLIFIED, HAN_BMP
from unionclean.patterns import lazy
from unionclean.tables import read_rows

REACH = 6
"""So far behind a cut a character of the garbage is looked for that hardly any text has."""

AROUND = 300
"""So many characters on either side tell whether the text is Traditional."""

_SIMPLIFIED = lazy(f"[{COMMON_SIMPLIFIED}]")
_NOT_CONVERTED = lazy("[後於裡裏並]")
"""Common characters that a table of one form for each character never makes: 后, 于, 里 and 并 have several, and stay."""
_BEHIND = rf"[@-~ⅰ-ⅹ①-⒛㈠-㈩Ⅰ-Ⅻ]?[{HAN_BMP}]|\?/?(?:p|br|div|span|strong)[ />]"
"""What stands behind a cut in the middle of a line; or at its end, where half of a ” has swallowed the ``<`` of a tag."""
_CUT = lazy(rf"\?{{0,3}}[{DELIMITER_CLASS}](?={_BEHIND})")
"""A delimiter, with the question marks that bytes alone before it leave."""


_SHOWN = Guard(
    "unmarked",
    "?",
    rf"(?=\?{{0,2}}[，。！；,!;?](?:{_BEHIND}))",
    only_chinese=True,
    beside=(("", "?，。！；,!;"),),
)
"""A ``?`` before a delimiter in the middle of a line: a byte that stood alone, more often than a question."""


@cache
def guards() -> tuple[Guard, ...]:
    """Return where to look: at a character that hardly any text has, a few characters behind a delimiter, and at ``?`` before one."""
    rare = next(characters for name, characters in read_rows("mojibake_characters.tsv") if name == "strong")
    behind_a_cut = "|".join(f"(?<=[{DELIMITER_CLASS}][^\\n]{{{between}}}.)" for between in range(REACH))
    return Guard("unmarked", rare, behind_a_cut, only_chinese=True), _SHOWN


@cache
def _signs() -> Guards:
    return compile_guards(*guards())


@cache
def _traditional() -> re.Pattern[str]:
    return lazy(f"[{''.join(annotated_characters())}]")


def is_worth_a_search(text: str, place: int) -> bool:
    """Return whether what stands at ``place`` may be the machine's garbage: the text around it is Traditional.

    >>> is_worth_a_search("代碼?忌顖笾驹笗r要", 4), is_worth_a_search("代码?忌顖笾驹笗r要", 4)
    (True, False)
    """
    around = text[max(0, place - AROUND) : place + AROUND]
    if _NOT_CONVERTED.search(around):
        return False
    return len(_traditional().findall(around)) > 10 * len(_SIMPLIFIED.findall(around))


def is_shown(text: str, place: int) -> bool:
    """Return whether a byte that stood alone before a cut left ``?`` at ``place``.

    >>> is_shown("通車?,F在", 2), is_shown("代碼?忌顖", 2)
    (True, False)
    """
    return text[place] == "?" and text[place + 1 : place + 2] in tuple(DELIMITER_CLASS)


def find_cuts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each delimiter of Traditional text with garbage behind it, or with ``?`` before it.

    >>> list(find_cuts("代碼?忌顖笾驹笗r要，今天很好"))
    [(2, 3)]
    >>> list(find_cuts("新教堂會?,F存建築由著名教堂"))
    [(4, 6)]
    """
    end = 0
    for match in _signs().finditer(text):
        place = match.end - 1
        if place < end or not is_worth_a_search(text, place):
            continue
        cut = _CUT.match(text, place) if text[place] == "?" else _last_cut(text, max(end, place - REACH - 3), place + 1)
        if cut is not None:
            end = max(place + 1, cut.end())
            yield cut.span()


def _last_cut(text: str, start: int, end: int) -> re.Match[str] | None:
    return max(_CUT.finditer(text, start, end), key=re.Match[str].start, default=None)
