"""How a hypothesis goes on by one character: as it stands, read, named, or guessed where a byte is lost."""

from __future__ import annotations

from unionclean.encoding.codepages.cp936 import decode_table, is_lead, user_defined
from unionclean.encoding.linkfarm.annotations import annotated_codes
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.candidates import MANY, Candidate, Candidates, Fitting
from unionclean.encoding.linkfarm.decoder.hypothesis import ALIGNED, DROPPED, GUESSED, LOST, Hypothesis
from unionclean.encoding.linkfarm.decoder.scoring import PageTraits, Scorer
from unionclean.encoding.linkfarm.decoder.tokens import PAIR, Token
from unionclean.encoding.models.page_model import PageModel
from unionclean.encoding.models.trigram import NEWLINE, RARE

NUMBERED = (0xA2, 0xA3)
"""Leads of the numbers in circles and brackets and of the full-width digits, which nobody may guess."""

BEGINS = [is_lead(byte) for byte in range(0x100)]
"""Whether each byte, as the second of a token, can begin the next character."""


class Transitions:
    """The steps of the search on one page.  Those that guess return what can still win, given the ``floor`` below which all has lost."""

    def __init__(self, model: PageModel, candidates: Candidates, scorer: Scorer, traits: PageTraits) -> None:
        self._model = model
        self._candidates = candidates
        self._scorer = scorer
        self._characters, self._private = decode_table(), user_defined()
        self._annotatable = annotated_codes()
        self._folded, self._private_dropped = traits.folded, traits.dropped
        self._no_trace = costs.NO_TRACE if traits.dropped else costs.NO_TRACE_ODD
        self._number = model.encode("①")[0]
        self._marks = frozenset(model.encode("。！，；：、"))
        self._letters = model.encode("".join(map(chr, range(0x81))))

    # --- nothing is lost ----------------------------------------------------------------------------------------------

    def literal(self, hypothesis: Hypothesis, token: Token, cost: int = 0) -> Hypothesis:
        """Go on with ``token`` as it stands."""
        gain, left, last = -cost, hypothesis.left, hypothesis.last
        if self._follows_guessed_mark(hypothesis, token.symbols[0]):
            gain -= costs.MARK_ODD
        for symbol in token.symbols:
            gain += self._model.log_prob(left, last, symbol)
            left, last = last, symbol
        tail = token.code if token.kind == PAIR else self.tail_behind(hypothesis.tail & 0xFF, token)
        return hypothesis.extend_literal(token, tail, gain)

    def tail_behind(self, trail: int, token: Token) -> int:
        """Return the last two bytes behind ASCII after ``trail``.

        A folded mark stands for its pair, a letter for itself; so does a mark that makes an annotated pair with ``trail``: 收{ holds the bytes of 調.
        """
        straddling = trail << 8 | token.code
        return straddling if straddling in self._annotatable else token.mark or straddling

    def _emit(self, hypothesis: Hypothesis, code: int, token: Token, tail: int, cost: int = 0) -> Hypothesis:
        """Go on with the character ``code``, of which all bytes are there."""
        candidate = self._candidates.of(code)
        gain = self._model.log_prob(hypothesis.left, hypothesis.last, candidate.symbol) - cost
        if candidate.symbol == RARE:
            gain -= costs.RARE_ODD
        if candidate.is_closing and hypothesis.last == NEWLINE:
            gain -= costs.BEGIN_ODD
        if self._follows_guessed_mark(hypothesis, candidate.symbol):
            gain -= costs.MARK_ODD
        text = candidate.folded if self._folded else candidate.wide
        return hypothesis.extend_read(text, candidate.symbol, token.start, token.end, tail, gain)

    def _follows_guessed_mark(self, hypothesis: Hypothesis, symbol: int) -> bool:
        """Return whether ``symbol`` is a mark right behind another one that was guessed: nobody writes ！：, but the model has seen ： behind anything."""
        last = hypothesis.out
        return (
            last is not None
            and last.role == GUESSED
            and symbol in self._marks
            and hypothesis.last in self._marks
            and symbol != hypothesis.last
        )

    def _begin(self, hypothesis: Hypothesis, token: Token) -> Hypothesis:
        """Go on with the second byte of ``token`` as the beginning of the next character: a lead byte waits, an ASCII letter is one of its own."""
        trail = token.pair & 0xFF
        if BEGINS[trail]:
            return hypothesis.waiting(trail, token.pair)
        symbol = self._letters[trail]
        gain = self._model.log_prob(hypothesis.left, hypothesis.last, symbol)
        return hypothesis.extend_read(chr(trail), symbol, token.start, token.end, 0, gain)

    # --- a byte is lost -----------------------------------------------------------------------------------------------

    def _name(self, hypothesis: Hypothesis, code: int, token: Token, tail: int = 0) -> Hypothesis:
        """Go on with the character ``code``, of which a byte was lost but is no guess; ``tail`` is what an annotation may belong to, if both bytes are."""
        candidate = self._candidates.of(code)
        gain = self._model.log_prob(hypothesis.left, hypothesis.last, candidate.symbol)
        return self._guess(hypothesis, candidate, token.start, token.end, ALIGNED, tail or code & 0xFF, -gain)

    def _guess(
        self, hypothesis: Hypothesis, candidate: Candidate, start: int, end: int, pending: int, tail: int, cost: int
    ) -> Hypothesis:
        """Go on with ``candidate``, of which ``[start, end)`` is the trace."""
        text = candidate.folded if self._folded else candidate.wide
        return hypothesis.extend_guessed(text, candidate.symbol, start, end, pending, tail, cost)

    def _guess_trail(self, hypothesis: Hypothesis, start: int, end: int, cost: int, floor: int) -> list[Hypothesis]:
        """Complete the lead byte that waits with a byte that was lost, of which ``[start, end)`` is the trace."""
        if not hypothesis.has_lead():
            return []
        ranked = self._scorer.rank(hypothesis, self._candidates.by_lead(hypothesis.pending), cost, floor)
        found = [self._guess(hypothesis, candidate, start, end, ALIGNED, 0, loss) for loss, _, candidate in ranked]
        if hypothesis.pending in NUMBERED:
            gain = self._model.log_prob(hypothesis.left, hypothesis.last, self._number) - cost
            found.append(hypothesis.extend_guessed(LOST, self._number, start, end, ALIGNED, 0, -gain))
        return found

    def _guess_whole(self, hypothesis: Hypothesis, start: int, end: int, cost: int, floor: int) -> list[Hypothesis]:
        """Go on with a character of which nothing is left behind a pair that left no trace: its trail byte stood alone at ``[start, end)``."""
        fitting = self._candidates.behind_dropped(hypothesis.pending)
        ranked = self._scorer.rank(hypothesis, fitting, cost, floor)
        return [self._guess(hypothesis, candidate, start, end, ALIGNED, 0, loss) for loss, _, candidate in ranked]

    # --- a pair left no trace, or the mark of one that is not assigned ------------------------------------------------

    def _after_dropped(self, hypothesis: Hypothesis, token: Token, floor: int, top: int) -> list[Hypothesis]:
        """Return what ``hypothesis`` becomes if a pair left no trace before ``token``, or two.

        Only one that is close to the best may guess so.  The pair's second byte waits then, and the guess that completes it costs something too.
        """
        if hypothesis.score <= top - costs.CLOSE:
            return []
        fitting = self._candidates.before_dropped(hypothesis.pending, self._private_dropped)
        found = []
        for new in self._behind(hypothesis, token, fitting, self._no_trace, floor, ahead=costs.AHEAD):
            found.append(new)
            if self._private_dropped and new.score - hypothesis.score > costs.PLAIN:
                found += self._after_two_dropped(new, token, floor, ahead=costs.AHEAD, most=costs.GUESSES)
        return found

    def _after_two_dropped(
        self, hypothesis: Hypothesis, token: Token, floor: int, ahead: int = 0, most: int = MANY
    ) -> list[Hypothesis]:
        """Return what ``hypothesis``, behind a pair that left no trace, becomes if another one stood there too."""
        fitting = self._candidates.between_dropped(hypothesis.pending, self._private_dropped)
        cost = self._no_trace + costs.NO_TRACE_AGAIN
        return self._behind(hypothesis, token, fitting, cost, floor, ahead=ahead, most=most)

    def _after_unassigned(
        self, hypothesis: Hypothesis, token: Token, floor: int, private: bool = False
    ) -> list[Hypothesis]:
        """Return what ``hypothesis`` becomes if a pair that is not assigned (or ``private``) left the mark of ``token``."""
        if not hypothesis.has_lead():
            return []
        fitting = self._candidates.before_dropped(hypothesis.pending, private)
        return self._behind(hypothesis, token, fitting, costs.UNASSIGNED, floor, ahead=costs.AHEAD)

    def _behind(
        self,
        hypothesis: Hypothesis,
        token: Token,
        fitting: Fitting,
        cost: int,
        floor: int,
        ahead: int = 0,
        most: int = 0,
    ) -> list[Hypothesis]:
        """Complete the lead byte that waits with the first byte of a pair that is gone; its second byte waits then."""
        return [
            self._guess(hypothesis, candidate, token.start, token.end, DROPPED - candidate.trail, 0, loss)
            for loss, _, candidate in self._scorer.rank(hypothesis, fitting, cost, floor, ahead, most)
        ]
