"""Which half of a pair of marks a line wants next: the quotation or bracket that it has opened and not closed."""

from __future__ import annotations

from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.hypothesis import Run

PAIRS = (
    ("“", "”", costs.QUOTE_WANTED),
    ("‘", "’", costs.INNER_QUOTE_WANTED),
    ("（", "）", costs.BRACKET_WANTED),
)

REACH = 1000
"""Characters of a line that are looked at for the other half of a quotation; a line can be a whole book."""


class OpenPairs:
    """The pairs of the lines of one page."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._read: list[Run] = []

    def expect(self, place: int) -> dict[str, int]:
        """Return what each half of a pair costs at ``place``: less than nothing what the line has opened and not closed."""
        before = _wide(self._line_before(place))
        end = self._text.find("\n", place, place + REACH)
        behind = _wide(self._text[place : end if end >= 0 else place + REACH])
        found = {}
        for opening, closing, wish in PAIRS:
            is_open = before.rfind(opening) > before.rfind(closing)
            closed = _closes_first(behind, opening, closing)
            found[closing] = costs.PAIR_ODD if not is_open else 0 if closed else wish
            found[opening] = costs.PAIR_ODD if is_open else costs.PARTNER_WANTED if closed else costs.HALF_ODD
        return found

    def wants_to_close(self, place: int) -> bool:
        """Return whether the line has opened a pair before ``place`` that it does not close behind it."""
        expected = self.expect(place)
        return any(expected[closing] < 0 for _, closing, _ in PAIRS)

    def _line_before(self, place: int) -> str:
        """Return the line up to ``place`` as far as it has been read: garbage may hide a quotation mark."""
        floor = max(0, place - REACH)
        line = self._text.rfind("\n", floor, place) + 1 or floor
        pieces = []
        for run in reversed(self._read):
            if run.start < line:
                break
            if run.end <= place:
                pieces += [self._text[run.end : place], run.text]
                place = run.start
        pieces.append(self._text[line:place])
        return "".join(reversed(pieces))

    def remember(self, run: Run) -> None:
        """Take ``run`` as read; runs come in the order of the text."""
        self._read.append(run)


def _closes_first(text: str, opening: str, closing: str) -> bool:
    """Return whether ``text`` closes a pair before it opens another one."""
    place = text.find(closing)
    return place >= 0 and opening not in text[:place]


def _wide(text: str) -> str:
    """Return ``text`` with wide brackets."""
    return text.replace("(", "（").replace(")", "）")
