"""Hypotheses of the search: readings of the original so far, as linked pieces of output.

The inner loop of the search makes and drops thousands of these for a page, so they are plain slots, and a merge changes the better one in place.
"""

from __future__ import annotations

from typing import NamedTuple

from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.tokens import Token

ALIGNED = -1
"""``pending`` of a hypothesis whose last original character is complete."""

LEAD_LOST = -2
"""``pending``: a lead byte was lost, and it may have been any."""

DROPPED = -0x100
"""``pending`` behind a pair that left no trace: its second byte is the lead byte, its first was ``DROPPED - pending``."""

ALONE = 0x10000
"""Flag in ``tail``: the byte that follows stood alone too."""

ITSELF, NO_BYTE = -1, 0xFF0000
"""What :meth:`Hypothesis.byte_before_guess` says of a guess that may be a delimiter by itself, and of one that can make none."""

LOST = "\ufffd"
"""What stands for a byte that nothing can bring back."""

MAX_FORK = 64
"""Two readings of the same bytes are compared over so many pieces: a longer difference is garbage without end."""

LITERAL, REMOVED, READ, GUESSED = range(4)
"""What a piece of output is to the observed text: a token that stands for itself; an annotation behind its own character, taken out; read off
shifted bytes; read off shifted bytes of which one was lost."""


_ALIGNED, _LEAD_LOST, _ALONE, _GUESSED = ALIGNED, LEAD_LOST, ALONE, GUESSED
"""The same, which are numbers of C where this module is compiled; nobody else can import such."""


class Backpointer:
    """A piece of output, linked to the one before: ``[start, end)`` of the observed text is really ``text``."""

    __slots__ = ("before", "end", "role", "start", "text")

    def __init__(self, before: Backpointer | None, text: str, start: int, end: int, role: int) -> None:
        self.before = before
        self.text = text
        self.start = start
        self.end = end
        self.role = role


NO_DOUBTS: frozenset[Backpointer] = frozenset()


class Hypothesis:
    """One reading of the observed text so far."""

    __slots__ = ("doubts", "last", "left", "margin", "out", "pending", "plain", "score", "settled", "tail")

    def __init__(
        self,
        score: int,
        pending: int,
        tail: int,
        left: int,
        last: int,
        out: Backpointer | None,
        margin: int = costs.UNRIVALLED,
        settled: int = 0,
        doubts: frozenset[Backpointer] = NO_DOUBTS,
        plain: bool = False,
    ) -> None:
        self.score = score
        self.pending = pending
        """The lead byte that waits for its trail byte, :data:`ALIGNED`, :data:`LEAD_LOST`, or a value behind a dropped pair."""
        self.tail = tail
        """The last two bytes of the machine's string: what an inserted annotation belongs to."""
        self.left = left
        self.last = last
        """With ``left`` the last two symbols of the output, for the language model."""
        self.out = out
        self.margin = margin
        """How much better it is than the best other reading of the same tokens."""
        self.settled = settled
        """Literal tokens since it came back into alignment."""
        self.doubts = doubts
        """The guesses that another reading of the same bytes, nearly as good, makes differently."""
        self.plain = plain
        """Whether every token so far stands for itself."""

    def is_aligned(self) -> bool:
        """Return whether the last original character is complete."""
        return self.pending == _ALIGNED

    def has_lead(self) -> bool:
        """Return whether a known lead byte waits for its trail byte."""
        return self.pending >= 0

    def lead_lost(self) -> bool:
        """Return whether the lead byte that waits was lost and may have been any."""
        return self.pending == _LEAD_LOST

    def follows_dropped(self) -> bool:
        """Return whether the lead byte that waits was lost with a pair that left no trace."""
        return self.pending < _LEAD_LOST

    def next_stands_alone(self) -> bool:
        """Return whether the next byte stood alone between two cuts, and left a ``?``."""
        return self.tail > _ALONE

    def byte_before_guess(self) -> int:
        """Return the byte, as a lead byte, with which the first byte of a guess may make a delimiter that was not cut, which costs."""
        if self.tail > _ALONE:
            return NO_BYTE
        return ITSELF if self.pending >= 0 else (self.tail & 0xFF) << 8

    def costing(self, cost: int) -> Hypothesis:
        """Return the same hypothesis, worse by ``cost``."""
        return Hypothesis(
            self.score - cost, self.pending, self.tail, self.left, self.last, self.out, self.margin, self.settled, self.doubts, self.plain
        )  # fmt: skip

    def waiting(self, pending: int, tail: int) -> Hypothesis:
        """Return the hypothesis with a lead byte that waits, after a character that was read."""
        return Hypothesis(self.score, pending, tail, self.left, self.last, self.out, self.margin, 0, self.doubts)

    def append_silent(self, token: Token, role: int, pending: int, tail: int, cost: int = 0) -> Hypothesis:
        """Return the hypothesis after a token that gives no character of its own."""
        out = Backpointer(self.out, "", token.start, token.end, role)
        plain = self.plain and role == REMOVED
        return Hypothesis(
            self.score - cost, pending, tail, self.left, self.last, out, self.margin, self.settled, self.doubts, plain
        )

    def extend_read(self, text: str, symbol: int, start: int, end: int, tail: int, gain: int) -> Hypothesis:
        """Return the hypothesis after a character of which all bytes are there."""
        out = Backpointer(self.out, text, start, end, READ)
        return Hypothesis(self.score + gain, ALIGNED, tail, self.last, symbol, out, self.margin, 0, self.doubts)

    def extend_guessed(
        self, text: str, symbol: int, start: int, end: int, pending: int, tail: int, cost: int
    ) -> Hypothesis:
        """Return the hypothesis after a character of which a byte was lost."""
        out = Backpointer(self.out, text, start, end, GUESSED)
        return Hypothesis(self.score - cost, pending, tail, self.last, symbol, out, self.margin, 0, self.doubts)

    def extend_literal(self, token: Token, tail: int, gain: int) -> Hypothesis:
        """Return the hypothesis after ``token`` as it stands."""
        out = Backpointer(self.out, token.text, token.start, token.end, LITERAL)
        symbols = token.symbols
        left = self.last if len(symbols) == 1 else symbols[-2]
        return Hypothesis(
            self.score + gain, ALIGNED, tail, left, symbols[-1], out, self.margin, self.settled + 1, self.doubts, self.plain
        )  # fmt: skip

    def recombine(self, other: Hypothesis) -> None:
        """Take note of ``other``, a worse one that goes on alike: less than a doubt apart, the guesses in which they differ are in doubt."""
        margin = self.score - other.score
        if margin < costs.DOUBT:
            self._doubt(other)
        self.margin = min(self.margin, margin)

    def _doubt(self, other: Hypothesis) -> None:
        ours, others = _since_fork(self.out, other.out)
        disputed = {(node.text, node.start) for node in others}
        vanished = {node.start for node in others if node.start == node.end}
        guesses = [
            node
            for node in ours
            if node.role == GUESSED
            and node.text
            and (node.text, node.start) not in disputed
            and (node.start != node.end or node.start in vanished)
        ]
        if guesses:
            self.doubts = self.doubts.union(guesses)


def _since_fork(one: Backpointer | None, other: Backpointer | None) -> tuple[list[Backpointer], list[Backpointer]]:
    """Return the pieces that two hypotheses do not share, of each the last first, no further back than :data:`MAX_FORK`.

    Whichever reaches further goes back; of neighbours over the same place a shared one may come along, on both sides.
    """
    ours: list[Backpointer] = []
    others: list[Backpointer] = []
    while one is not None and other is not None and one is not other and len(ours) + len(others) < MAX_FORK:
        ahead = one.end > other.end or (one.end == other.end and one.start >= other.start)
        behind = other.end > one.end or (one.end == other.end and other.start >= one.start)
        if ahead:
            ours.append(one)
            one = one.before
        if behind:
            others.append(other)
            other = other.before
    return ours, others


class Frontier:
    """The hypotheses after one token: the best of each state, in which all that follows is alike."""

    __slots__ = ("_best", "floor", "top")

    def __init__(self) -> None:
        self._best: dict[tuple[int, int, int, int], Hypothesis] = {}
        self.top = costs.NOWHERE
        self.floor = costs.NOWHERE
        """What is not above this has lost."""

    def add(self, new: Hypothesis) -> None:
        """Take ``new``, unless a better one goes on alike."""
        score = new.score
        if score > self.top:
            self.top = score
            self.floor = score - costs.WITHIN
        elif score <= self.floor and not new.plain:
            return
        state = (new.pending, new.tail, new.left, new.last)
        old = self._best.get(state)
        if old is None:
            self._best[state] = new
        elif score > old.score:
            new.recombine(old)
            self._best[state] = new
        else:
            old.recombine(new)

    def add_all(self, hypotheses: list[Hypothesis]) -> None:
        """Take each of ``hypotheses``."""
        for new in hypotheses:
            self.add(new)

    def size(self) -> int:
        """Return the number of states."""
        return len(self._best)

    def best(self, beam: int) -> list[Hypothesis]:
        """Return the best ``beam`` hypotheses, best first, and the text as it stands unless another one explains it."""
        floor = self.floor
        ranked = sorted(self._best.values(), key=_by_score)
        if ranked and ranked[0].follows_dropped():
            beam *= costs.WIDER
        return [h for n, h in enumerate(ranked) if (n < beam and h.score > floor) or h.plain]


def _by_score(hypothesis: Hypothesis) -> int:
    return -hypothesis.score


class Run(NamedTuple):
    """A stretch of the observed text that reads differently: ``[start, end)`` is really ``text``."""

    start: int
    end: int
    text: str
    role: int


def runs_of(hypothesis: Hypothesis) -> list[Run]:
    """Return the stretches of ``hypothesis`` that are not literal: annotations one by one, read characters together."""
    found: list[Run] = []
    reading: list[Run] = []
    for node in _pieces(hypothesis):
        if node.role >= READ:
            reading.append(Run(node.start, node.end, LOST if node in hypothesis.doubts else node.text, node.role))
            continue
        if reading:
            found.append(_joined(reading))
            reading = []
        if node.role == REMOVED:
            found.append(Run(node.start, node.end, "", REMOVED))
    return [*found, _joined(reading)] if reading else found


def _joined(pieces: list[Run]) -> Run:
    return Run(pieces[0].start, pieces[-1].end, "".join(p.text for p in pieces), max(p.role for p in pieces))


def _pieces(hypothesis: Hypothesis) -> list[Backpointer]:
    found = []
    node = hypothesis.out
    while node is not None:
        found.append(node)
        node = node.before
    found.reverse()
    return found
