"""A series changes as a whole or not at all: 甲, ID, 乙 stays where one of its commas would."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from unionclean.documents.document import Document
from unionclean.documents.entities import with_characters
from unionclean.han import HAN_BMP
from unionclean.masking import CLOSED, Span, mask
from unionclean.patterns import lazy

_PROSE = {
    "，": lazy(rf"[^\s,，“‘] {{0,2}}, ?[{HAN_BMP}]|[{HAN_BMP}][)）{CLOSED}]? ?, ?[A-Za-z]|[{HAN_BMP}], ?[0-9]"),
    "；": lazy(rf"[{HAN_BMP}A-Za-z)）] ?; ?[{HAN_BMP}]|[{HAN_BMP}] ?; ?[A-Za-z]"),
}
"""A mark of a series, and the half-width one beside Chinese that its prose keeps."""

_LINE = {
    "，": lazy(
        rf"\}} ?, ?[A-Za-z]\w* ?=|\]\([^()\n]*\) ?, ?\[|` ?, ?`|[)\]`$] ?, ?[{HAN_BMP}]|[{HAN_BMP}] ?, ?[A-Za-z]|[)）],[0-9]|[{HAN_BMP}][(（][^()（）\n]{{1,20}}[)）],[A-Za-z]|\w ?, ?'\w+'|[A-Za-z0-9] ，|[A-Za-z0-9_.+-],(?=[0-9._+-]{{0,20}}[A-Za-z])[A-Za-z0-9_.+-]{{1,60}}，"
    ),
    "；": lazy(rf"(?<=[{HAN_BMP}A-Za-z0-9$]) ?; ?[{HAN_BMP}A-Za-z0-9'\"]|` ?; ?`"),
    "：": lazy(
        rf"['\"] ?: ?[{HAN_BMP}]|['\"]:[A-Za-z]|[,，;；] ?[{HAN_BMP}]{{1,8}}: ?[A-Za-z0-9]|[{HAN_BMP}] :(?![a-z-]+:)[A-Za-z0-9]|\]\([^()\n]*\): |(?<![\w:/.`])[A-Za-z]\w{{0,12}}:[A-Za-z](?!:)|[A-Za-z]: [A-Za-z]|[0-9]: [{HAN_BMP}]|`：[^`\n]{{1,80}}`[^`\n]{{1,40}}` ?: ?[{HAN_BMP}]|` ?: ?[{HAN_BMP}][^`\n]{{1,80}}`[^`\n]{{1,40}}`："
    ),
}
"""The same, where a literal keeps it: A={1},B={2}，求, 为空，`a`, `b` and 甲；A;B;丙, $x$ , 即; and the colon of a key behind another: 甲：1, 乙: B and k:v 甲：乙."""

_LATIN_COMMA = lazy("(?<=[A-Za-z]), ?(?=[A-Za-z])")
"""Where as many of these stay as became full-width, names in Latin and in Chinese are one series."""

_LEFT_BRACKET = lazy(
    rf"(?<=[{HAN_BMP}0-9\"”'`，。；：！？、）」』》])\((?:[^()\n]|\([^()\n]*\))+\)|(?<=[A-Za-z])\([^()\n{HAN_BMP}]*[{HAN_BMP}][^()\n]*\)"
    rf"|(?<=\S )\([^()\n{HAN_BMP}]*[{HAN_BMP}][^()\n]*\)|(?<=[{HAN_BMP}] )\([^()\n{HAN_BMP}]*\)(?=、)"
    rf"|(?<=\])\([{HAN_BMP}]{{1,8}}\)|(?<=[A-Za-z])\([0-9][0-9.]*%?\)(?=[，、,])"
)
"""Half-width brackets without a blank in front; with one they are a house style, if there is Latin inside, and they stand in no series; behind a square bracket they look like a link."""

_LEFT_LATIN_BRACKET = lazy(
    rf"^(?=.*（[^（）\n{HAN_BMP}]{{1,60}}）).*(?<=[a-z])\((?=[A-Za-z]{{0,60}}[ $])[A-Za-z0-9_.$ ]{{1,60}}\)"
)
"""Words in Latin whose brackets stayed, behind a word and no abbreviation, on a line on which others have full-width ones."""

_BRACKETS = lazy("[()]")
_APART = lazy(r"[\w`\])\"”$] +（|） +(?=[\w`\[(\"“])|（ | ）")
"""A full-width bracket with a blank beside it, which could not go: behind ``code`` in reStructuredText, before a tag."""

_LEFT_DOTS, _DOTS = (
    lazy(rf"[{HAN_BMP}]\.{{3}}|[A-Za-z]\.{{3}}(?=[ ，。、])|\\\.{{2}}|\.{{3}} ?…|… ?\.{{3}}|[,，] ?\.{{3}}"),
    lazy(r"\.{3,}|。{3,}"),
)
_LEFT_DASH, _DASHES = (
    lazy(
        rf"(?<![-\w])-{{2,}}[{HAN_BMP}0-9]|[{HAN_BMP})）」』】]-{{2,3}}(?!-)|(?<= )-{{2,4}}(?= )|[A-Za-z]--(?=[A-Za-z])"
    ),
    lazy("-{2,}"),
)

_LEFT_QUOTES = lazy('"[^"\n]+"|“[^“”‘\n]*‘|’[^“”’\n]*”')
"""Quotes that stayed, and one in another: who writes straight ones for both leaves in doubt which belong together."""
_QUOTES = lazy('"')

_LEFT_QUESTION, _QUESTIONS = lazy(rf"[{HAN_BMP}A-Za-z] \? "), lazy(r" ?\?")

_LATE_COLON, _COLONS = lazy(r"[A-Za-z0-9`\])] +："), lazy(" ?: ?")
"""A colon behind a blank that could not go."""

_ALONE = (
    ("（", _LEFT_BRACKET, _BRACKETS),
    ("（", _LEFT_LATIN_BRACKET, _BRACKETS),
    ("“", _LEFT_QUOTES, _QUOTES),
    ("…", _LEFT_DOTS, _DOTS),
    ("—", _LEFT_DASH, _DASHES),
    ("？", _LEFT_QUESTION, _QUESTIONS),
)
"""A mark that a line won, what shows that another of its kind stayed, and the marks that then stay too."""


def half_changed_series(before: Document, after: Document) -> Iterator[Span]:
    """Yield the lines of ``before`` on which a mark changes and another such mark stays; of brackets, quotes, dots and dashes, these alone.

    >>> before = Document("", "甲, ID, 乙\\n丙, 丁", ((0, 15),))
    >>> after = Document("", "甲，ID, 乙\\n丙，丁", ((0, 13),))
    >>> list(half_changed_series(before, after))
    [(0, 8)]
    """
    lines, others = with_characters(before.text).split("\n"), with_characters(after.text).split("\n")
    if len(lines) != len(others):
        return
    left = mask(after.text, after.closed).split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    for start, line, other, prose in zip(starts, lines, others, left, strict=False):
        if line == other:
            continue
        won = {mark for mark in "，；（“…—：？" if other.count(mark) > line.count(mark)}
        if "，" in won and len(_LATIN_COMMA.findall(prose)) >= other.count("，") - line.count("，"):
            yield start, start + len(line)
            continue
        if any(mark in won and half.search(prose) for mark, half in _PROSE.items()) or any(
            mark in won and half.search(other) for mark, half in _LINE.items()
        ):
            yield start, start + len(line)
            continue
        is_apart = "（" in won and len(_APART.findall(other)) > len(_APART.findall(line))
        if "：" in won and len(_LATE_COLON.findall(other)) > len(_LATE_COLON.findall(line)):
            yield from ((start + match.start(), start + match.end()) for match in _COLONS.finditer(line))
        for mark, half, pair in _ALONE:
            if mark in won and (half.search(other) or (is_apart and pair is _BRACKETS)):
                yield from ((start + match.start(), start + match.end()) for match in pair.finditer(line))
