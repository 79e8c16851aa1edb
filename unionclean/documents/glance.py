"""A cheap look at a file before a parser reads it: on which lines do the steps want to change anything, be it prose or not?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from unionclean.documents.candidates import comment_candidates
from unionclean.documents.kinds import MARKDOWN, Kind
from unionclean.documents.tags import without_tags
from unionclean.masking import CLOSED, Span
from unionclean.patterns import lazy

FENCE = lazy(r"[ \t>]*(`{3,}|~{3,})")
"""What opens or closes fenced code of Markdown at the start of a line, or seems to."""

# What opens, goes on with or closes a comment in one language or another.
_SIGN = lazy(
    r"--\[=*\[|/[/*]+|\*+[/)]|<!--|-->|\"\"\"|\'\'\'|(?:(?<=\s)|^)(?:#+|--+|;+|%+|\*+|\(\*|\{-|REM\b|')[!<>|]?"
)


def lines_to_read(kind: Kind, text: str, clean: Callable[[str], str]) -> list[Span] | None:
    """Return the lines of a file that ``clean`` wants to change, in prose or not; ``None`` if that cannot be told.

    >>> swap = lambda text: text.replace(",", "，")
    >>> lines_to_read(Kind("markdown"), "甲\\n乙,丙\\n", swap), lines_to_read(Kind("c", "c"), "f(a, b); // 甲\\n// 乙,丙\\n", swap)
    ([(2, 5)], [(14, 20)])
    """
    if kind.tag == "pofile":  # whose prose stands in quotes, so that the steps take it for code
        return None
    if kind.tag == "plain-text":
        return changed_lines(text, clean(text), text)
    if not kind.lexer:
        shown = without_tags(text) if kind.tag == "html" else text
        shown = _without_code(shown, fences=kind.tag in MARKDOWN)
        return changed_lines(shown, clean(shown), text)
    pieces, places = _pieces_of_comments(text, comment_candidates(text, kind.lexer))
    shown = f"\n{CLOSED}\n".join(pieces)
    changed = changed_lines(shown, clean(shown), shown)
    if changed is None:
        return None
    starts = accumulate((len(piece) + 3 for piece in pieces), initial=0)
    numbers = {start: number for number, start in enumerate(starts)}
    if not numbers.keys() >= {start for start, _ in changed}:  # as many lines went as came
        return None
    return list(dict.fromkeys(places[numbers[start]] for start, _ in changed))


def _pieces_of_comments(text: str, candidates: Sequence[Span] | None) -> tuple[list[str], list[Span]]:
    """Return what may be a comment of a program, or a line of one, and the lines on which it stands: what is no ASCII, cut at signs.

    Comments are only where ``candidates`` says, if it is known.
    """
    pieces: list[str] = []
    places: list[Span] = []
    for first, last in [(0, len(text))] if candidates is None else candidates:
        part = text[first:last]
        if part.isascii():
            continue
        start = first
        for line in part.split("\n"):
            if not line.isascii():
                found = [piece.strip() for piece in _SIGN.split(line) if not piece.isascii()]
                pieces += found
                places += [_line_around(text, start, start + len(line))] * len(found)
            start += len(line) + 1
    return pieces, places


def _line_around(text: str, start: int, end: int) -> Span:
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def _without_code(text: str, fences: bool) -> str:
    """Return ``text`` with one closed character for each line in ASCII, and with ``fences`` for each line of fenced code.

    Nothing changes on such a line unless something else on the page does, and they cost the steps most.

    >>> _without_code("甲\\nabc\\n\\n```\\n乙\\n```\\n丙", fences=True)
    '甲\\n\ufffc\\n\\n\ufffc\\n\ufffc\\n\ufffc\\n丙'
    """
    shown: list[str] = []
    in_fence = False
    for line in text.split("\n"):
        fence = fences and FENCE.match(line) is not None
        shown.append(CLOSED if fence or in_fence or (line and line.replace(CLOSED, "").isascii()) else line)
        in_fence ^= fence
    return "\n".join(shown)


def changed_lines(before: str, after: str, text: str) -> list[Span] | None:
    """Return the lines of ``text``, shown as ``before``, that are others in ``after``, but for their blanks.

    ``None`` if lines came or went, or may have: what else ends a line becomes a line break.

    >>> changed_lines("甲 \\n乙,丙\\n", "甲\\n乙，丙\\n", "甲 \\n乙,丙\\n"), changed_lines("甲\\n\\n", "甲\\n", "甲\\n\\n")
    ([(3, 6)], None)
    """
    if before == after:
        return []
    lines, others = before.split("\n"), after.split("\n")
    if len(lines) != len(others) or _OTHER_BREAKS.search(before):
        return None
    spans, start = [], 0
    for line, other, whole in zip(lines, others, text.split("\n"), strict=True):
        if line != other and _BLANKS.sub("", line) != _BLANKS.sub("", other):
            spans.append((start, start + len(whole)))
        start += len(whole) + 1
    return spans


_BLANKS = lazy("[ \t\u3000\u00a0]+")
_OTHER_BREAKS = lazy("[\r\v\f\x01\x07\x1c-\x1e\x85\u2028\u2029]")
