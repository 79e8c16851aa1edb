"""The likeliest text of bytes in a codec of two bytes, where it is not sure which bytes they were.

A decoder that takes what is UTF-8 as such shows one character where it was one byte of Latin-1 or two of UTF-8 (:mod:`~unionclean.encoding.mojibake.mixed`).  And
bytes AD are gone from many pages: behind Latin-1 and its kin they are soft hyphens, which crawlers take out because nobody sees them.  All of
them are gone, so it is known what each was; only where they stood is to be found.  In Big5 AD begins 個, 要 and 風, and ends as many characters; in GB 2312 it only ends them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from unionclean.encoding.codepages.legacy import LOST, big5_characters, gbk_characters
from unionclean.encoding.models.code_length import code_length, code_lengths
from unionclean.encoding.models.log_space import NAT
from unionclean.encoding.models.trigram import NEWLINE, TrigramModel, load

AD = b"\xad"
SOFT_HYPHEN = "\u00ad"
LONGEST = 1000
"""A piece of more characters is no text, and not searched."""

_CODECS = {"big5": "cp950", "gbk": "gbk"}
_MOST_BITS, _LEAST = 12.0, 2
"""What a character costs at most on average, of all but a few that are read in step, and how many there are at least; of other bytes it costs more."""

_RARE_BITS, _BETTER_BITS = 25.0, 5.0
"""Two characters that cost so much make a reading doubtful, and by so much another one is better."""

_KEPT, _FAR = 6, 12 * NAT
"""So many ways to one place are followed, and how far behind the best one they may be."""
_CLEARLY = 5 * NAT
"""By so much the best way to one place must beat the next; what they say otherwise is lost."""
_LONG_APART = 60
"""Two ways that say otherwise for so many characters are not compared: that is garbage without end."""


def find_likeliest(shown: Sequence[Sequence[bytes]], right: str, *, without_ad: bool = False) -> str | None:
    """Return the likeliest text of the bytes ``shown`` in the codec ``right``, ``None`` if they are none: for each character the bytes that it may have been.

    ``without_ad``: every byte AD is gone.  A character of Big5 that was nothing but AD is U+FFFD, and so is what reads nearly as well in another way.

    >>> text = "這個國家的風景很美，我要去看看"
    >>> left = text.encode("big5").replace(AD, b"")
    >>> find_likeliest([[bytes([byte])] for byte in left], "big5", without_ad=True) == text
    True
    >>> find_likeliest([[b"\\xc4"], [b"\\xe3", b"\\xc3\\xa3"]], "gbk"), find_likeliest([[b"\\xff"]], "gbk")
    ('你', None)
    """
    search = _Search(right, without_ad)
    ways = [_Way(0, NEWLINE, NEWLINE, b"", None)]
    for choices in shown:
        ways = search.kept([new for way in ways for data in choices for new in search.fed(way, data)])
    ends = [way for way in (search.ended(way) for way in ways) if way is not None]
    return "".join(_spelled(_likeliest(ends))) if ends else None


def fill(shown: Sequence[Sequence[bytes]], right: str, after: str | None) -> str | None:
    """Return what ``shown`` says if every byte AD is gone, where that is far likelier than ``after``, which it says as it stands; ``None`` if it is not.

    >>> shown = [[bytes([byte])] for byte in "要看這個國家".encode("big5").replace(AD, b"")]
    >>> fill(shown, "big5", None), fill(shown, "big5", "看這個國家")
    ('要看這個國家', None)
    """
    filled = find_likeliest(shown, right, without_ad=True)
    is_better = filled is not None and (after is None or code_length(filled) + _BETTER_BITS < code_length(after))
    return filled if is_better else None


def is_doubtful(text: str) -> bool:
    """Return whether ``text`` has two characters side by side that are rare there, as text out of step has.

    >>> is_doubtful("這個國家的人民"), is_doubtful("姘演擔方式")
    (False, True)
    """
    bits = code_lengths(text)
    return any(one + other >= _RARE_BITS for one, other in pairwise(bits))


def may_be(data: bytes, right: str) -> bool:
    """Return whether what can be read of ``data`` looks like text in the codec ``right``, which is quicker to tell than the likeliest text.

    >>> data = "我們要看看這個國家的山水和人民".encode("big5").replace(AD, b"")
    >>> may_be(data, "big5"), may_be(data, "gbk")
    (True, False)
    """
    text = data.decode(_CODECS[right], "ignore")
    return len(text) >= _LEAST and code_length(text) < _MOST_BITS * len(text)


class _Said:
    """A character, linked to what was said before it; ``size`` characters in all."""

    __slots__ = ("before", "character", "size")

    def __init__(self, before: _Said | None, character: str) -> None:
        self.before = before
        self.character = character
        self.size = _size(before) + 1


def _size(said: _Said | None) -> int:
    return 0 if said is None else said.size


class _Way(NamedTuple):
    """One way to read the bytes up to some place: what it costs in steps of the model, its last two symbols, a first byte that waits for its second, and its text."""

    cost: int
    a: int
    b: int
    pending: bytes
    said: _Said | None


def _cost(way: _Way) -> int:
    return way.cost


class _Search:
    """The steps of one search."""

    def __init__(self, right: str, without_ad: bool) -> None:
        self._model: TrigramModel = load()
        self._characters: Mapping[bytes, str] = big5_characters() if right == "big5" else gbk_characters()
        self._is_big5 = right == "big5"
        self._without_ad = without_ad
        self._symbols: dict[str, int] = {}

    def fed(self, way: _Way, data: bytes) -> list[_Way]:
        """Return the ways on which ``way`` goes on with ``data``."""
        ways = [way]
        for position in range(len(data)):
            ways = [new for old in ways for new in self._fed(old, data[position : position + 1])]
        return ways

    def _fed(self, way: _Way, byte: bytes) -> Iterator[_Way]:
        if not way.pending:
            yield from self._begun(way, byte)
            return
        if (character := self._characters.get(way.pending + byte)) and self._is_likely(way, character):
            yield self._with(way, character)
        if completed := self.ended(way):
            yield from self._begun(completed, byte)

    def _begun(self, way: _Way, byte: bytes) -> Iterator[_Way]:
        """Yield the ways on which ``byte`` follows a whole character: it stands for itself, waits for another one, or is the second behind AD."""
        yield self._with(way, byte.decode("ascii")) if byte < b"\x80" else way._replace(pending=byte)
        if self._without_ad and self._is_big5 and (character := self._characters.get(AD + byte)):
            yield self._with(way, character)

    def ended(self, way: _Way) -> _Way | None:
        """Return ``way`` with its last character whole: with the AD behind its first byte, if that is gone."""
        if not way.pending:
            return way
        is_possible = self._without_ad and (self._is_big5 or not b"\xa9" < way.pending < b"\xb0")
        character = self._characters.get(way.pending + AD) if is_possible else None
        return self._with(way, character) if character else None

    def _is_likely(self, way: _Way, character: str) -> bool:
        """Return whether ``character`` may stand there: behind others, two halves of … are no blank."""
        is_blank = self._without_ad and not self._is_big5 and character == "\u3000"
        return not is_blank or way.said is None or way.said.character == "\u3000"

    def _with(self, way: _Way, character: str) -> _Way:
        """Return ``way`` with ``character`` behind it; U+FFFD stands for 限, both bytes of which are AD."""
        symbol = self._symbols.get(character)
        if symbol is None:
            [symbol] = self._model.encode("限" if character == LOST else character)
            self._symbols[character] = symbol
        cost = way.cost - self._model.log_prob(way.a, way.b, symbol)
        return _Way(cost, way.b, symbol, b"", _Said(way.said, character))

    def kept(self, ways: Iterable[_Way]) -> list[_Way]:
        """Return the best of ``ways``; of those that go on alike, for the model and the codec, the likeliest."""
        alike: dict[tuple[int, int, bytes], list[_Way]] = {}
        best = heapq.nsmallest(3 * _KEPT, ways, key=_cost)
        for way in best:
            if way.cost - best[0].cost < _FAR:
                alike.setdefault((way.a, way.b, way.pending), []).append(way)
        kept = [_likeliest(group) for group in list(alike.values())[:_KEPT]]
        if self._without_ad and self._is_big5:
            kept += [self._with(way, LOST) for way in kept[:2] if not way.pending]
        return kept


def _likeliest(ways: Iterable[_Way]) -> _Way:
    """Return the likeliest of ``ways``; where another one is not far behind, what they say otherwise is lost."""
    best, *others = sorted(ways, key=_cost)
    for other in others:
        if other.cost - best.cost < _CLEARLY:
            best = best._replace(said=_agreed(best.said, other.said))
    return best


def _agreed(said: _Said | None, other: _Said | None) -> _Said | None:
    """Return ``said`` with U+FFFD for the characters between where the two ways part and what both end in."""
    characters, node, rest = list[str](), said, other
    while node is not rest:
        if len(characters) > _LONG_APART:
            return said
        if node is not None and node.size >= _size(rest):
            characters.append(node.character)
            node = node.before
        elif rest is not None:
            rest = rest.before
    same, end = 0, other
    while same < len(characters) and end is not None and end.character == characters[same]:
        same, end = same + 1, end.before
    for character in (*(LOST for _ in characters[same:]), *reversed(characters[:same])):
        node = _Said(node, character)
    return node


def _spelled(way: _Way) -> list[str]:
    """Return the characters of ``way`` in order."""
    characters, node = list[str](), way.said
    while node is not None:
        characters.append(node.character)
        node = node.before
    return characters[::-1]
