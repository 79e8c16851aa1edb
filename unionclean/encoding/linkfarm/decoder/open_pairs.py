"""Which half of a pair of marks a line wants next: the quotation or bracket that it has opened and not closed."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.hypothesis import Run
from unionclean.patterns import lazy

PAIRS = (
    ("“", "”", costs.QUOTE_WANTED),
    ("‘", "’", costs.INNER_QUOTE_WANTED),
    ("（", "）", costs.BRACKET_WANTED),
    ("《", "》", costs.TITLE_WANTED),
    ("「", "」", costs.QUOTE_WANTED),
    ("【", "】", costs.BRACKET_WANTED),
    ("〔", "〕", costs.BRACKET_WANTED),
)
RARE, RAREST = "「【〔", "〔"
"""What most pages of the machine do not have: there none is wanted.  And what the language model hardly ever expects."""

NUMBERING = lazy(
    r"(?m)[0-9a-zA-Z一二三四五六七八九十](?:(?<=^.)|(?<=[\s；：;:].)|(?<=[^\s?]。.))(?:(?<=[0-9])[0-9])?[)）]"
)
"""What numbers an item of a list, as in ``1)報名；2)考試``; behind a 。 that begins a line it may be half of ``(1)``."""

PARAGRAPH = lazy(r"<(?i:/?(?:p|br|div|td|tr|li|ul|h[1-6]|table|center)\b[^<>]{0,200}>)")
"""A tag that ends a line or begins one."""

REACH = 1000
"""Characters of a line that are looked at for the other half of a quotation; a line can be a whole book."""


class OpenPairs:
    """The pairs of the lines of one page, asked from its beginning to its end."""

    def __init__(self, text: str, annotations: Iterable[tuple[int, int]] = ()) -> None:
        text = _blanked(text, annotations)
        text = _blanked(text, (match.span() for match in NUMBERING.finditer(text)))
        self._text = _blanked(text, (match.span() for match in PARAGRAPH.finditer(text)), "\n") if "<" in text else text
        """The text without readings and numbers like ``2)``: their brackets open and close nothing, and a broken one least of all."""
        self._pairs = [pair for pair in PAIRS if pair[0] not in RARE or pair[0] in text or pair[1] in text]
        wide = _wide(self._text)
        self._closing = frozenset(closing for _, closing, _ in self._pairs if closing in wide)
        """The halves that close anything on this page: others need no search."""
        self.begin()

    def begin(self) -> None:
        """Begin to read the page again."""
        self._position = 0
        """Up to here the text has been read."""
        self._size = 0
        """So many characters it has, as it was read."""
        self._last = dict.fromkeys(_MARKS, -1)
        """Where each half was met last on this line; garbage may hide one, and what was read of garbage counts."""

    def expect(self, place: int) -> dict[str, int]:
        """Return what each half of a pair costs at ``place``: less than nothing what the line has opened and not closed."""
        self._advance(place)
        behind = self._behind(place) if self._closing else ""
        found = {}
        for opening, closing, wish in self._pairs:
            opened = self._last[opening]
            is_open = opened > self._last[closing] and opened >= self._size - REACH
            closed = closing in self._closing and _closes_first(behind, opening, closing)
            found[closing] = costs.PAIR_ODD if not is_open else 0 if closed else wish
            found[opening] = costs.PAIR_ODD if is_open else _partner(opening) if closed else costs.HALF_ODD
        return found

    def _behind(self, place: int) -> str:
        """Return what stands behind ``place`` on its line."""
        end = self._text.find("\n", place, place + REACH)
        return _wide(self._text[place : end if end >= 0 else place + REACH])

    def wants_to_close(self, place: int) -> bool:
        """Return whether the line has opened a pair before ``place`` that it does not close behind it."""
        expected = self.expect(place)
        return any(expected[closing] < 0 for _, closing, _ in self._pairs)

    def remember(self, run: Run) -> None:
        """Take ``run`` as read; runs come in the order of the text."""
        self._advance(run.start)
        self._read(run.text)
        self._position = max(self._position, run.end)

    def _advance(self, place: int) -> None:
        """Read the text up to ``place`` as it stands."""
        if place > self._position:
            self._read(self._text[self._position : place])
            self._position = place

    def _read(self, text: str) -> None:
        start = text.rfind("\n") + 1
        if start:
            self._last = dict.fromkeys(_MARKS, -1)
        line = _wide(text[start:])
        for mark in line if len(line) < len(_MARKS) else _MARKS:  # of a few characters each is asked
            found = line.rfind(mark) if mark in self._last else -1
            if found >= 0:
                self._last[mark] = self._size + found
        self._size += len(line)


_MARKS = "".join(opening + closing for opening, closing, _ in PAIRS)


def _partner(opening: str) -> int:
    """Return what a mark costs that opens what else would only be closed."""
    return costs.RARE_PARTNER_WANTED if opening in RAREST else costs.PARTNER_WANTED


def _blanked(text: str, spans: Iterable[tuple[int, int]], blank: str = " ") -> str:
    """Return ``text`` with a ``blank`` for each character of ``spans``, of which a page has thousands."""
    blanked = StringIO()
    position = 0
    for start, end in spans:
        blanked.write(text[position:start])
        blanked.write(blank * (end - start))
        position = end
    blanked.write(text[position:])
    return blanked.getvalue()


def _closes_first(text: str, opening: str, closing: str) -> bool:
    """Return whether ``text`` closes a pair before it opens another one."""
    place = text.find(closing)
    return place >= 0 and opening not in text[:place]


def _wide(text: str) -> str:
    """Return ``text`` with wide brackets."""
    return text.replace("(", "（").replace(")", "）")
