"""The likeliest text of bytes in a codec of two bytes, where it is not sure which bytes they were: a beam search with the language model.

Some of the bytes are lost (:mod:`~unionclean.encoding.mojibake.channels`).  And a decoder that takes what is UTF-8 as such shows one character where it was one byte of
Latin-1 or two of UTF-8 (:mod:`~unionclean.encoding.mojibake.mixed`).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.models.log_space import NAT
from unionclean.encoding.models.trigram import load
from unionclean.encoding.mojibake.channels import Channel
from unionclean.encoding.mojibake.hypotheses import Hypothesis, cost_of, recombine, say, spelled

_KEPT, _FAR = 6, 12 * NAT
"""So many hypotheses are followed, and how far behind the best one they may be."""
_LOST = 14 * NAT
"""What a lost character costs, which may be any."""

Shown = tuple[tuple[bytes, ...], ...]
"""For each piece the bytes that it may have been."""


@functools.lru_cache(maxsize=256)  # a line is read in every pass over its page
def likeliest(shown: Shown, right: str, *, without_ad: bool = False) -> str | None:
    """Return the likeliest text of ``shown`` in the codec ``right``, ``None`` if there is none.  ``without_ad``: every byte AD is gone.

    What reads nearly as well in another way is U+FFFD, and so is a character that left nothing.

    >>> likeliest(((b"\\xc4",), (b"\\xe3", b"\\xc3\\xa3")), "gbk"), likeliest(((b"\\xff",),), "gbk")
    ('你', None)
    >>> text = "這個國家的風景很美，我要去看看"
    >>> likeliest(one_by_one(text.encode("big5").replace(b"\\xad", b"")), "big5", without_ad=True) == text
    True
    """
    channel = _channel(right, without_ad=without_ad)
    search = _Search(channel)
    beam = [Hypothesis()]
    for choices in shown:
        beam = search.pruned([new for old in beam for data in choices for new in search.read(old, data)])
    best = recombine([search.said(old, text) for old in beam for text in channel.ended(old.pending)], channel.clearly)
    return best and spelled(best.said)


def one_by_one(data: bytes) -> Shown:
    """Return ``data`` as pieces of one byte, each of which is known."""
    return tuple((bytes([byte]),) for byte in data)


class _Search:
    """The steps of one search."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._model = load()
        self._symbols: dict[str, int] = {}

    def read(self, hypothesis: Hypothesis, data: bytes) -> list[Hypothesis]:
        """Return the hypotheses on which ``hypothesis`` goes on with ``data``."""
        last = hypothesis.said.text[-1] if hypothesis.said else ""
        return [
            self.said(hypothesis, text, pending)
            for text, pending in self._channel.read(hypothesis.pending, data)
            if not self._channel.is_half(text, last)
        ]

    def said(self, hypothesis: Hypothesis, text: str, pending: bytes = b"") -> Hypothesis:
        """Return ``hypothesis`` with ``text`` behind it, and a byte that waits."""
        cost, a, b, _, said = hypothesis
        vanished = self._channel.vanished
        for character in text:
            symbol = self._symbols.get(character)
            if symbol is None:
                [symbol] = self._model.encode(vanished if vanished and character == LOST else character)
                self._symbols[character] = symbol
            is_marked = character == LOST and not vanished
            cost += _LOST if is_marked else -self._model.log_prob(a, b, symbol)
            a, b = b, symbol
        return Hypothesis(cost, a, b, pending, say(said, text) if text else said)

    def pruned(self, hypotheses: Sequence[Hypothesis]) -> list[Hypothesis]:
        """Return the best of ``hypotheses``; one of those that go on alike, for the model and the codec."""
        if len(hypotheses) < 2:
            return list(hypotheses)
        alike: dict[tuple[int, int, bytes], list[Hypothesis]] = {}
        best = sorted(hypotheses, key=cost_of)[: 3 * _KEPT]
        for hypothesis in best:
            if hypothesis.cost - best[0].cost < _FAR:
                alike.setdefault(hypothesis[1:4], []).append(hypothesis)
        return [one for group in [*alike.values()][:_KEPT] if (one := recombine(group, self._channel.clearly))]


@functools.cache
def _channel(right: str, *, without_ad: bool) -> Channel:
    return Channel(right, without_ad=without_ad)
