"""Paths of the search: readings of the original, as linked pieces of output."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from unionclean.encoding.linkfarm.decoder.tokens import Token

ALIGNED = -1
"""``pending`` of a path whose last original character is complete."""

ALONE = 0x10000
"""Flag in ``tail``: the byte that follows stood alone too."""

LOST = "\ufffd"
"""What stands for a byte that nothing can bring back."""


MAX_FORK = 64
"""Two readings of the same bytes are compared over so many pieces: a longer difference is garbage without end."""


class Role(IntEnum):
    """What a piece of output is to the observed text."""

    LITERAL = 0
    """A token that stands for itself."""
    ANNOTATION = 1
    """A whole reading after its own character, taken out."""
    READ = 2
    """Read off shifted bytes."""
    GUESSED = 3
    """Read off shifted bytes of which one was lost."""


class Backpointer(NamedTuple):
    """A piece of output, linked to the one before."""

    before: Backpointer | None
    text: str
    start: int
    end: int
    role: Role

    @property
    def vanished(self) -> bool:
        """Whether nothing is left of this piece in the observed text."""
        return self.start == self.end


class Hypothesis(NamedTuple):
    """One reading of the observed text so far."""

    score: float
    pending: int
    """The lead byte that waits for its trail byte, :data:`ALIGNED`, or a class of lost lead bytes."""
    tail: int
    """The last two bytes of the machine's string: what an inserted reading belongs to."""
    left: int
    last: int
    """The last two symbols of the output, for the language model."""
    out: Backpointer | None
    margin: float = 99.0
    """How many nats better than the best other reading of the same tokens."""
    settled: int = 0
    """Literal tokens since the path came into step."""
    doubts: frozenset[int] = frozenset()
    """The ``id`` of each node whose guess another reading of the same bytes, nearly as good, makes differently."""

    def recombine(self, other: Hypothesis, doubt: float) -> Hypothesis:
        """Return this path, the better one, after a merge with ``other``.

        Less than ``doubt`` nats apart, the guesses in which they differ are in doubt.
        """
        margin = self.score - other.score
        if margin >= doubt:
            return self if margin >= self.margin else self._replace(margin=margin)
        ours, others = _since_fork(self.out, other.out)
        disputed = {node[1:3] for node in others}
        vanished = {node.start for node in others if node.vanished}
        guesses = frozenset(
            id(node)
            for node in ours
            if node.role is Role.GUESSED
            and node.text
            and node[1:3] not in disputed
            and (not node.vanished or node.start in vanished)
        )
        return self._replace(margin=min(margin, self.margin), doubts=self.doubts | guesses)

    def append_silent(self, token: Token, role: Role, *, pending: int, tail: int, cost: float = 0.0) -> Hypothesis:
        """Return the path after a token that gives no character of its own."""
        node = Backpointer(self.out, "", token.start, token.end, role)
        return self._replace(score=self.score - cost, pending=pending, tail=tail, out=node)


class Run(NamedTuple):
    """A stretch of the observed text that reads differently: ``[start, end)`` is really ``text``."""

    start: int
    end: int
    text: str
    role: Role


def _since_fork(one: Backpointer | None, other: Backpointer | None) -> tuple[list[Backpointer], list[Backpointer]]:
    """Return the nodes that two paths do not share, of each the last first, no further back than :data:`MAX_FORK`.

    Whichever reaches further goes back; of neighbours over the same place a shared one may come along, on both sides.
    """
    ours: list[Backpointer] = []
    others: list[Backpointer] = []
    while one is not None and other is not None and one is not other and len(ours) + len(others) < MAX_FORK:
        ahead = (one.end, one.start), (other.end, other.start)
        if ahead[0] >= ahead[1]:
            ours.append(one)
            one = one.before
        if ahead[1] >= ahead[0]:
            others.append(other)
            other = other.before
    return ours, others


def runs_of(path: Hypothesis) -> Iterator[Run]:
    """Yield the stretches of ``path`` that are not literal: annotations one by one, read characters together."""
    reading: list[Backpointer] = []
    for node in _nodes(path):
        if node.role >= Role.READ:
            reading.append(node._replace(text=LOST) if id(node) in path.doubts else node)
            continue
        if reading:
            yield _joined(reading)
            reading = []
        if node.role is Role.ANNOTATION:
            yield Run(node.start, node.end, "", node.role)
    if reading:
        yield _joined(reading)


def _joined(nodes: list[Backpointer]) -> Run:
    return Run(nodes[0].start, nodes[-1].end, "".join(n.text for n in nodes), max(n.role for n in nodes))


def _nodes(path: Hypothesis) -> list[Backpointer]:
    nodes = []
    node = path.out
    while node is not None:
        nodes.append(node)
        node = node.before
    nodes.reverse()
    return nodes
