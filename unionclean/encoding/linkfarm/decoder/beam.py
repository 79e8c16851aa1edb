"""Read a shifted run back: a beam search over the bytes that the machine saw.

The observed text is a row of tokens.  Two alignments run over one byte string: the machine's (every token begins a
character) and the original's (a lead byte may wait for its trail byte).  While they disagree, every pair of the machine gives the
second half of one original character and the first half of the next.  A hypothesis of the search is one reading of the
original; it is *aligned* when no byte waits.  Each transition is a thing the machine did, so every hypothesis that comes
to its end is an original that the machine turns into the observed text: the search never leaves the exact test.

What a transition cannot know (the byte lost at a cut, a dropped private-use pair) it guesses from the common characters,
and the language model ranks the hypotheses.
"""

from __future__ import annotations

from collections.abc import Sequence

from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.candidates import UNNAMED, Candidates
from unionclean.encoding.linkfarm.decoder.channel import Channel
from unionclean.encoding.linkfarm.decoder.hypothesis import ALIGNED, REMOVED, Frontier, Hypothesis, Run, runs_of
from unionclean.encoding.linkfarm.decoder.memory import KEY_SIZE, Decoded, Memory
from unionclean.encoding.linkfarm.decoder.open_pairs import OpenPairs
from unionclean.encoding.linkfarm.decoder.scoring import PageTraits, Scorer
from unionclean.encoding.linkfarm.decoder.tokens import PAIR, Token, Tokens
from unionclean.encoding.linkfarm.windows import Window
from unionclean.encoding.models.page_model import PageModel

LONG = 64
"""A search of more tokens is long; a shifted run of 40 characters already is rare."""

MOST_EFFORT, CHARACTERS = 3_000, 10
"""So many states are reached on one page, and one more for so many characters; damaged pages of any length need a fourth of that.  What is left then
is garbage made to be slow, and stays."""

FEW, CHEAP = 500, 5
"""A search of so few states counts for a fifth: a long page whose broken bytes left nothing has hundreds of them, at most of its delimiters, and garbage has dear ones."""

LOOK_AHEAD = 16
"""So far beyond its last token a search looks: at the next token."""


class BeamSearch:
    """Decodes windows of one page, for which ``effort`` has been spent by now."""

    def __init__(
        self,
        tokens: Tokens,
        pairs: OpenPairs,
        model: PageModel,
        candidates: Candidates,
        traits: PageTraits,
        beam: int = costs.BEAM,
        effort: int = 0,
    ) -> None:
        self._tokens = tokens
        self._model = model
        self._memory = Memory(tokens.text)
        self.effort = effort
        self._beam = beam
        self._pairs = pairs
        self._scorer = Scorer(tokens.text, model, candidates, traits.annotated)
        self._channel = Channel(tokens.text, model, candidates, self._scorer, traits)

    def read(self, window: Window) -> Decoded:
        """Return the best reading of the text from the start of ``window``; what was read before is not searched again."""
        start = window.start
        halves = self._pairs.expect(window.suspect_start)
        self._scorer.expect(halves)
        first = self._first(start)
        state = first.tail, first.left, first.last, *halves.values(), window.certain
        size = window.suspect_end - start
        key = *state, window.suspect_start - start, size, self._tokens.text[start : start + size + KEY_SIZE]
        known = self._memory.recall(key, start)
        if known is not None:
            return known
        if self.effort > MOST_EFFORT + len(self._tokens.text) // CHARACTERS:
            return Decoded(False, (), 0, 0, window.suspect_end)
        before = self.effort
        aligned, end, position = self._search(window, first)
        spent = self.effort - before
        if spent < FEW:
            self.effort = before + spent // CHEAP
        decoded = Decoded(False, (), 0, 0, end)
        if aligned:
            best = aligned[0]
            lead = 0 if window.certain else self.margin_over_literal(best, start)
            decoded = Decoded(True, tuple(runs_of(best)), best.margin, lead, end)
        if position + LOOK_AHEAD < len(self._tokens.text):
            self._memory.remember(key, start, position + LOOK_AHEAD, decoded)
        return decoded

    def decode(self, window: Window) -> tuple[list[Hypothesis], int]:
        """Return the readings of the text from the start of ``window``, best first, all aligned at one place; and up to where it is dealt with."""
        self._scorer.expect(self._pairs.expect(window.suspect_start))
        aligned, end, _ = self._search(window, self._first(window.start))
        return aligned, end

    def _search(self, window: Window, first: Hypothesis) -> tuple[list[Hypothesis], int, int]:
        """Return the aligned readings, up to where the text is dealt with, and how far it was read.

        The search goes on at least to the end of what is suspect, and then until the best reading has settled.  What a long search has
        read is dealt with, or each suspect in garbage without end would begin another one.
        """
        hypotheses = [first]
        position, limit, read = window.start, len(self._tokens.text), 0
        while read < costs.LONGEST:
            if not hypotheses or position >= limit or (position >= window.suspect_end and _is_settled(hypotheses)):
                break
            read += 1
            token = self._tokens.at(position)
            position = token.end
            hypotheses = self._expand(hypotheses, token, self._beam if read <= LONG else costs.NARROW)
        if position >= limit:
            hypotheses = self._end(hypotheses, limit)
        aligned = [hypothesis for hypothesis in hypotheses if hypothesis.is_aligned()]
        for other in aligned[1:]:
            aligned[0].recombine(other)
        return aligned, position if read > LONG else window.suspect_end, position

    def margin_over_literal(self, hypothesis: Hypothesis, start: int) -> int:
        """Return how much better ``hypothesis``, which began at ``start``, reads than the text as it stands."""
        plain, position = self._first(start), start
        unread = 0
        while hypothesis.out is not None and position < hypothesis.out.end:
            token = self._tokens.at(position)
            position = token.end
            if token.annotation is None:
                plain = self._channel.literal(plain, token)
            elif not token.annotation.own:
                unread += costs.UNREAD_MARK
        return hypothesis.score - plain.score + unread

    def in_vocabulary(self, text: str) -> bool:
        """Return whether the model knows every character of ``text``: of a rare one it cannot say how well it reads."""
        return UNNAMED.isdisjoint(self._model.encode(text))

    def remember(self, runs: Sequence[Run]) -> None:
        """Take ``runs`` as read: what follows on their line is read with them."""
        for run in runs:
            if run.role != REMOVED:
                self._pairs.remember(run)

    def _first(self, start: int) -> Hypothesis:
        left, last = self._tokens.symbols_before(start)
        return Hypothesis(0, ALIGNED, self._tail_before(start), left, last, None, plain=True)

    def _tail_before(self, start: int) -> int:
        """Return the last two bytes before ``start``, as far as an annotation may belong to them: its own has been seen."""
        token = self._tokens.last_before(start)
        if token is None:
            return 0
        before = self._tokens.last_before(token.start)
        trail = 0 if before is None else (before.code if before.kind == PAIR else before.mark) & 0xFF
        tail = token.code if token.kind == PAIR else self._channel.tail_behind(trail, token)
        return tail & 0xFF if token.end < start else tail

    def _expand(self, hypotheses: list[Hypothesis], token: Token, beam: int) -> list[Hypothesis]:
        """Return the hypotheses after ``token``, best first."""
        frontier = Frontier()
        following = self._tokens.after(token)
        leads = True
        for hypothesis in hypotheses:
            # Only the best aligned one may guess that something vanished here: the others would guess the same, and worse.
            self._channel.read(hypothesis, token, following, frontier, leads=leads)
            leads = leads and not hypothesis.is_aligned()
        self.effort += frontier.size()
        return frontier.best(beam)

    def _end(self, hypotheses: list[Hypothesis], limit: int) -> list[Hypothesis]:
        """Return the hypotheses at the end of the text, best first."""
        frontier = Frontier()
        for hypothesis in hypotheses:
            self._channel.read_end(hypothesis, limit, frontier)
        return frontier.best(len(hypotheses) + costs.BEAM)


def _is_settled(hypotheses: list[Hypothesis]) -> bool:
    best = hypotheses[0]
    if not best.is_aligned() or best.settled < costs.SETTLED:
        return False
    return all(hypothesis.score < best.score - costs.APART for hypothesis in hypotheses[1:])
