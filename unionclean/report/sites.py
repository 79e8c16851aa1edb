"""The places of a text that the steps touched, each with everything that happened there.

:attr:`Cleaned.edits <unionclean.edits.Cleaned.edits>` says *what* became of the original; a :class:`Site` says as well
which step did which part of it, and where the result stands in the cleaned text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unionclean.edits import Certainty, Cleaned, Edit, compose_edits, zip_output_starts
from unionclean.rules import split_rule


class Part(NamedTuple):
    """One edit of one step, as the step saw it (its offsets are those of the text that entered the step)."""

    step: str
    edit: Edit


class Site(NamedTuple):
    """A place of the original, ``original[start:end] == before``, that became ``after`` at ``cleaned_start``.

    ``parts`` are the edits that touched the place, in the order of the steps.
    """

    start: int
    end: int
    before: str
    after: str
    cleaned_start: int
    parts: tuple[Part, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of the steps that had a hand in it, first come first."""
        return tuple(dict.fromkeys(part.step for part in self.parts))

    @property
    def certainty(self) -> Certainty:
        """``"probable"`` as soon as one part is."""
        return "probable" if any(part.edit.certainty == "probable" for part in self.parts) else "certain"


def find_sites(cleaned: Cleaned) -> tuple[Site, ...]:
    """Return the sites of ``cleaned`` in text order: the composed edits, each with the parts it is made of.

    Edits that a later step took back leave no site; :func:`count_vanished` counts them.

    >>> from unionclean.edits import Change
    >>> first = Change("decode", (Edit(1, 6, "(guó)", "", "annotation"),))
    >>> second = Change("convert", (Edit(0, 1, "國", "国", "t2s"),))
    >>> [(site.before, site.after, site.steps) for site in find_sites(Cleaned("国", "國(guó)", (first, second)))]
    [('國', '国', ('convert',)), ('(guó)', '', ('decode',))]
    """
    parts: list[Part] = []
    total: tuple[Edit, ...] = ()
    for change in cleaned.changes:
        # The rule of each edit is its number while composing: a merged rule "3 + 17" then names its parts.
        numbered = [edit._replace(rule=str(number)) for number, edit in enumerate(change.edits, len(parts))]
        parts += (Part(change.step, edit) for edit in change.edits)
        total = compose_edits(total, numbered, cleaned.original)
    return tuple(_site(edit, start, parts) for edit, start in zip_output_starts(total))


def _site(edit: Edit, cleaned_start: int, parts: Sequence[Part]) -> Site:
    numbers = sorted(int(number) for number in split_rule(edit.rule))
    own = tuple(parts[number] for number in numbers)
    return Site(edit.start, edit.end, edit.before, edit.after, cleaned_start, own)


def count_vanished(cleaned: Cleaned, sites: Sequence[Site]) -> int:
    """Return how many edits of ``cleaned`` a later step took back, so that no site shows them.

    >>> count_vanished(Cleaned("a", "a"), ())
    0
    """
    return sum(len(change.edits) for change in cleaned.changes) - sum(len(site.parts) for site in sites)


def count_steps(sites: Sequence[Site]) -> Counter[str]:
    """Return the number of sites in which each step had a hand.

    >>> count_steps(())
    Counter()
    """
    return Counter(step for site in sites for step in site.steps)


class Plain(NamedTuple):
    """A stretch of the original that no step changed."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends in the original."""
        return self.start + len(self.text)


Piece = Plain | Site


LONGEST_ROW = 2000
"""A paragraph of more characters goes into several rows: a browser lays out short blocks quickly, and eyes follow them."""

_STRETCH = re.compile(f"[^\n。！？]{{0,{LONGEST_ROW}}}(?:\n+|[。！？]+)|[^\n。！？]{{1,{LONGEST_ROW}}}")


def split_rows(original: str, sites: Sequence[Site]) -> Iterator[list[Piece]]:
    """Yield the text as rows of pieces; a row ends behind a line break that the original and the cleaned text share.

    So a row is a paragraph with the blank lines behind it, and what stands left and right in a row always corresponds.  A
    paragraph of more than :data:`LONGEST_ROW` characters is cut behind a sentence, or where no sentence ends at twice that.

    >>> [[piece.text for piece in row] for row in split_rows("一\\n\\n二", ())]
    [['一\\n\\n'], ['二']]
    """
    row: list[Piece] = []
    size = 0
    for piece in _pieces(original, sites):
        if (row and (ends_line(row[-1]) and not _starts_line(piece))) or _is_long(size, row):
            yield row
            row, size = [], 0
        row.append(piece)
        size += len(piece.text) if isinstance(piece, Plain) else max(len(piece.before), len(piece.after))
    if row:
        yield row


def _is_long(size: int, row: Sequence[Piece]) -> bool:
    if size <= LONGEST_ROW:
        return False
    last = row[-1]
    return size > 2 * LONGEST_ROW or (isinstance(last, Plain) and last.text.endswith(("。", "！", "？")))


def _pieces(original: str, sites: Sequence[Site]) -> Iterator[Piece]:
    position = 0
    for site in sites:
        yield from _plain(original, position, site.start)
        yield site
        position = site.end
    yield from _plain(original, position, len(original))


def _plain(text: str, start: int, end: int) -> Iterator[Plain]:
    return (Plain(match.start(), match[0]) for match in _STRETCH.finditer(text, start, end))


def ends_line(piece: Piece) -> bool:
    """Return whether both texts break the line behind ``piece``.

    >>> ends_line(Plain(0, "a\\n")), ends_line(Plain(0, "a"))
    (True, False)
    """
    if isinstance(piece, Plain):
        return piece.text.endswith("\n")
    return piece.before.endswith("\n") and piece.after.endswith("\n")


def _starts_line(piece: Piece) -> bool:
    if isinstance(piece, Plain):
        return piece.text.startswith("\n")
    return (piece.before or piece.after).startswith("\n")
