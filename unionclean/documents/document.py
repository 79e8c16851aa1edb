"""What a reader makes of a file: the spans of its text that are prose."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from unionclean.masking import Span


class Document(NamedTuple):
    """A text read as what it is: its ``kind``, and the sorted spans of it that are ``prose``.

    >>> Document("markdown", "# 甲 `乙` 丙", ((2, 3), (7, 8))).closed
    [(0, 2), (3, 7), (8, 9)]
    """

    kind: str
    text: str
    prose: tuple[Span, ...]

    @property
    def closed(self) -> list[Span]:
        """The spans that are no prose, sorted; no step may touch them."""
        borders = [0, *(border for span in self.prose for border in span), len(self.text)]
        pairs = zip(borders[::2], borders[1::2], strict=True)
        return [(start, end) for start, end in pairs if start < end]

    @property
    def structure(self) -> str:
        """All that is no prose, in order: what the structure law compares.

        >>> Document("markdown", "# 甲 `乙` 丙", ((2, 3), (7, 9))).structure
        '#  `乙`'
        """
        return "".join(self.text[start:end] for start, end in self.closed)


Reader = Callable[..., list[Span]]
"""Takes the text of a file, one of Markdown also the lines to read with care, and returns the spans of it that are prose, sorted and apart."""
