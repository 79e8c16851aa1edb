"""What the bytes of a token do to a path: the transitions of the search, and the guesses for bytes that are lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from heapq import nlargest
from math import inf
from typing import NamedTuple

from unionclean.encoding.codepages.cp936 import FULL_WIDTH_SHIFT, decode_table, encode_table, is_lead, user_defined
from unionclean.encoding.linkfarm.annotations import annotated_characters
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.candidates import ANY, DROPPED, MANY, Candidate, Candidates, Fitting
from unionclean.encoding.linkfarm.decoder.hypothesis import ALIGNED, ALONE, LOST, Backpointer, Hypothesis, Role
from unionclean.encoding.linkfarm.decoder.open_pairs import OpenPairs
from unionclean.encoding.linkfarm.decoder.tokens import Kind, Token, Tokens, folded_code
from unionclean.encoding.linkfarm.delimiters import CUT_DELIMITERS
from unionclean.encoding.models.trigram import TrigramModel

INDENT = "\u3000"
"""The blank that opens a paragraph; elsewhere it is nobody's best guess, but on pages that lost their line breaks."""

INDENT_INSIDE = re.compile(f"[^\\s](?={INDENT})")
"""What stands before such a blank; behind anything else there is none, but another one."""

NUMBERED = (0xA2, 0xA3)
"""Leads of the numbers in circles and brackets and of the full-width digits, which nobody may guess."""


class PageTraits(NamedTuple):
    """What is true of a whole page: the characters it annotates, and how it came here."""

    annotated: frozenset[str]
    folded: bool
    dropped: bool
    shows_cuts: bool
    hides_cuts: bool


class Scorer:
    """The transitions on one page.  :attr:`floor` is the score below which a path is not worth making."""

    def __init__(
        self, text: str, model: TrigramModel, candidates: Candidates, traits: PageTraits, halves: OpenPairs
    ) -> None:
        self.floor = -inf
        self.prob = model.log_prob
        self._model = model
        self._text = text
        self._encode = model.encode
        self._candidates = candidates
        self._folded, self._dropped = traits.folded, traits.dropped
        self._no_trace = costs.NO_TRACE if traits.dropped else costs.NO_TRACE_ODD
        self._required = frozenset(encode_table()[character] for character in traits.annotated)
        self._annotatable = frozenset(encode_table()[character] for character in annotated_characters())
        self._characters, self._private = decode_table(), user_defined()
        self._halves = halves
        self._costs: dict[str, float] = {}
        self._indents = frozenset(self._encode("".join(["\n", INDENT, *INDENT_INSIDE.findall(text)])))

    def feed(self, path: Hypothesis, token: Token, lead: int, trail: int) -> Iterator[Hypothesis]:
        """Complete the pending character with ``lead``; ``trail`` is pending then, or an ASCII letter of its own."""
        if path.pending < ALIGNED:
            yield from self.guess_lead(path, token, path.pending, lead, trail, 0.0)
            return
        code = path.pending << 8 | lead
        if code in self._private or code not in self._characters:
            return
        cost = (
            costs.NOT_ANNOTATED
            if code in self._required
            else costs.LETTER_ODD
            if code in letters()
            else costs.UNCUT
            if code in CUT_DELIMITERS
            else 0.0
        )
        yield self._then(self.emit(path, self._candidates.of(code), token, 0, cost=cost), token, lead, trail)

    def _then(self, path: Hypothesis, token: Token, lead: int, trail: int) -> Hypothesis:
        """Go on with ``trail``, the second byte of a token, as the beginning of the next character."""
        if is_lead(trail):
            score, _, _, left, last, out, margin, _, doubts = path
            return Hypothesis(score, trail, lead << 8 | trail, left, last, out, margin, 0, doubts)
        return self.emit(path, Candidate(chr(trail), 0, trail, self.symbol(chr(trail))), token, 0)

    def finish(self, path: Hypothesis, token: Token, trail: int) -> Iterator[Hypothesis]:
        """Complete the pending character with an ASCII trail byte."""
        if path.pending >= 0:
            code = path.pending << 8 | trail
            if code in self._characters and code not in self._private:
                yield self.emit(path, self._candidates.of(code), token, code)
        elif path.pending != ANY:
            for gain, candidate in self.likely(path, self._candidates.by_trail(trail, path.pending), 0.0):
                yield self.guess(path, candidate, token, ALIGNED, candidate.lead << 8 | trail, gain)

    def guess_lead(
        self, path: Hypothesis, token: Token, leads: int, lead: int, trail: int, cost: float
    ) -> Iterator[Hypothesis]:
        """Complete a lost lead byte with ``lead``, the first byte of a token."""
        likely = self.likely(path, self._candidates.by_trail(lead, leads), cost)
        if is_lead(trail):
            for gain, candidate in likely:
                yield self.guess(path, candidate, token, trail, lead << 8 | trail, gain)
        else:
            for gain, candidate in likely:
                yield self._then(self.guess(path, candidate, token, ALIGNED, 0, gain), token, lead, trail)

    def split(self, path: Hypothesis, token: Token, code: int, trail: int) -> Iterator[Hypothesis]:
        """Read the character ``code``, of which ``token`` holds the second byte, and begin the next one with ``trail``."""
        yield self._then(self.named(path, code, token), token, code & 0xFF, trail)

    def guess_trail(self, path: Hypothesis, token: Token, cost: float, end: int) -> Iterator[Hypothesis]:
        """Complete the pending character with a byte that was lost, of which the text up to ``end`` is the trace."""
        trace = token._replace(end=end)
        if path.pending >= 0:
            for gain, candidate in self.likely(path, self._candidates.by_lead(path.pending), cost):
                yield self.guess(path, candidate, trace, ALIGNED, 0, gain)
        if path.pending in NUMBERED:
            lost = Candidate(LOST, path.pending, 0, self.symbol("①"))
            yield self.guess(path, lost, trace, ALIGNED, 0, self.prob(path.left, path.last, lost.symbol) - cost)

    def likely(
        self, path: Hypothesis, fitting: Fitting, cost: float, *, ahead: float = 0.0, most: int = costs.GUESSES
    ) -> list[tuple[float, Candidate]]:
        """Return the candidates that can still win, with their gains; ``ahead`` is what the next guess costs at least."""
        left, last, members = path.left, path.last, fitting.members
        reach = path.score - cost - self.floor - ahead
        if reach <= costs.BEST_CASE:
            return []
        likely = [
            (p - odd - cost, candidate)
            for symbol, p in self._model.top_k(left, last, fitting.choice).items()
            if p + reach > 0
            for candidate in members[symbol]
            if p + reach > (odd := self.oddity(candidate, last) + _cost_of_no_cut(path, candidate))
        ]
        return nlargest(most, likely) if len(likely) > most else likely

    def with_dropped(self, path: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        """Yield the path, and what it becomes if a pair that left no trace stood here."""
        yield path
        if path.pending >= 0 and path.score > self.floor + costs.WITHIN - costs.CLOSE:
            fitting = self._candidates.before_dropped(path.pending, self._dropped)
            for new in self._dropped_behind(path, token, fitting, self._no_trace, ahead=costs.AHEAD):
                yield new
                if self._dropped and new.score - path.score > costs.PLAIN:
                    yield from self.with_two_dropped(new, token, most=costs.GUESSES)

    def with_unassigned(self, path: Hypothesis, token: Token, *, private: bool = False) -> Iterator[Hypothesis]:
        """Yield what ``path`` becomes if a pair that is not assigned (or ``private``) left the mark of ``token``."""
        if path.pending >= 0:
            fitting = self._candidates.before_dropped(path.pending, private)
            yield from self._dropped_behind(path, token, fitting, costs.UNASSIGNED, ahead=costs.AHEAD)

    def with_two_dropped(self, path: Hypothesis, token: Token, most: int = MANY) -> Iterator[Hypothesis]:
        """Yield what ``path``, behind a pair that left no trace, becomes if another one stood there too."""
        fitting = self._candidates.between_dropped(path.pending, self._dropped)
        yield from self._dropped_behind(path, token, fitting, self._no_trace, most=most)

    def _dropped_behind(
        self,
        path: Hypothesis,
        token: Token,
        fitting: Fitting,
        cost: float,
        *,
        ahead: float = 0.0,
        most: int = costs.GUESSES,
    ) -> Iterator[Hypothesis]:
        """Complete the pending character with the first byte of a pair that is gone; its second byte is pending then."""
        for gain, candidate in self.likely(path, fitting, cost, ahead=ahead, most=most):
            yield self.guess(path, candidate, token, DROPPED - candidate.trail, 0, gain)

    def before_unassigned(self, path: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        """Complete the pending character with a byte that vanished, because with the first of ``token`` it is not assigned."""
        fitting = self._candidates.before_unassigned(path.pending, token.code >> 8)
        if fitting.members:
            nothing = token._replace(end=token.start)
            for gain, candidate in self.likely(path, fitting, costs.UNASSIGNED):
                yield self.guess(path, candidate, nothing, ALIGNED, 0, gain)

    def guess(
        self, path: Hypothesis, candidate: Candidate, token: Token, pending: int, tail: int, gain: float
    ) -> Hypothesis:
        """Go on with ``candidate``, of which a byte was lost; ``gain`` is what the path gains by it, less than nothing."""
        score, _, _, _, last, out, margin, _, doubts = path
        node = Backpointer(out, self._written(candidate.character), token.start, token.end, Role.GUESSED)
        return Hypothesis(score + gain, pending, tail, last, candidate.symbol, node, margin, 0, doubts)

    def named(self, path: Hypothesis, code: int, token: Token) -> Hypothesis:
        """Go on with the character ``code``, of which a byte was lost but is no guess."""
        candidate = self._candidates.of(code)
        gain = self.prob(path.left, path.last, candidate.symbol)
        return self.guess(path, candidate, token, ALIGNED, code & 0xFF, gain)

    def emit(self, path: Hypothesis, candidate: Candidate, token: Token, tail: int, *, cost: float = 0.0) -> Hypothesis:
        """Go on with ``candidate``, of which all bytes are there."""
        score, _, _, left, last, out, margin, _, doubts = path
        score += self.prob(left, last, candidate.symbol) - cost
        node = Backpointer(out, self._written(candidate.character), token.start, token.end, Role.READ)
        return Hypothesis(score, ALIGNED, tail, last, candidate.symbol, node, margin, 0, doubts)

    def literal(self, path: Hypothesis, token: Token, cost: float = 0.0) -> Hypothesis:
        symbols = self._encode(token.text)
        score, left, last = path.score - cost, path.left, path.last
        for symbol in symbols:
            score += self.prob(left, last, symbol)
            left, last = last, symbol
        node = Backpointer(path.out, token.text, token.start, token.end, Role.LITERAL)
        tail = self._tail(path, token)
        return Hypothesis(score, ALIGNED, tail, left, last, node, path.margin, path.settled + 1, path.doubts)

    def _tail(self, path: Hypothesis, token: Token) -> int:
        """Return the last two bytes behind a literal token."""
        return token.code if token.kind is Kind.PAIR else self._tail_with(path.tail & 0xFF, token)

    def _tail_with(self, trail: int, token: Token) -> int:
        """Return the last two bytes behind ASCII after ``trail``.

        A folded mark stands for its pair, a letter for itself; so does a mark that makes an annotated pair with ``trail``: 收{ holds the bytes of 調.
        """
        straddling = trail << 8 | token.code
        return straddling if straddling in self._annotatable else self._folded_mark(token) or straddling

    def tail_before(self, tokens: Tokens, start: int) -> int:
        """Return the last two bytes before ``start``, as far as a reading may belong to them: its own has been seen."""
        token = tokens.last_before(start)
        if token is None:
            return 0
        before = tokens.last_before(token.start)
        trail = 0 if before is None else self._own_bytes(before) & 0xFF
        tail = token.code if token.kind is Kind.PAIR else self._tail_with(trail, token)
        return tail & 0xFF if token.end < start else tail

    def _own_bytes(self, token: Token) -> int:
        """Return the two bytes of ``token``, 0 for a letter."""
        return token.code if token.kind is Kind.PAIR else self._folded_mark(token) or 0

    def _folded_mark(self, token: Token) -> int | None:
        return folded_code(token) if self._folded and not token.text.isalnum() else None

    def oddity(self, candidate: Candidate, last: int) -> float:
        """Return what it costs to guess this character after ``last``: Simplified ones are odd where the page has none of them."""
        character = candidate.character
        if character == INDENT and last not in self._indents:
            return inf
        cost = self._halves.costs.get(character)
        if cost is None:
            cost = self._costs.get(character)
        if cost is None:
            odd = character in self._candidates.unlikely() and character not in self._text
            cost = self._costs[character] = costs.ODD if odd else 0.0
        return cost

    def _written(self, character: str) -> str:
        """Return the character in the width of the page; a digit that no digit of the page stands for stays lost."""
        if character.isdecimal():
            return LOST
        wide = "\uff01" <= character <= "\uff5e"
        return chr(ord(character) - FULL_WIDTH_SHIFT) if self._folded and wide else character

    def symbol(self, character: str) -> int:
        return self._encode(character)[0]


def _cost_of_no_cut(path: Hypothesis, candidate: Candidate) -> float:
    """Return what it costs that ``candidate`` makes a delimiter, with the byte before it or by itself, at which the machine did not cut."""
    pair = candidate.lead << 8 | candidate.trail if path.pending >= 0 else (path.tail & 0xFF) << 8 | candidate.lead
    return costs.UNCUT if pair in CUT_DELIMITERS and path.tail <= ALONE else 0.0


@cache
def letters() -> frozenset[int]:
    """Return the codes of letters that are not Han: full-width, Greek, Cyrillic, kana."""
    return frozenset(code for code, c in decode_table().items() if c.isalpha() and not "\u3400" <= c <= "\u9fff")
