"""What a token of the observed text may have been: every way in which the machine can have made it.

A pair of bytes is itself or the halves of two characters; ``?`` is itself, a byte that stood alone, or a lead byte with what it swallowed; a
reading belongs to the two bytes before it, or names the byte that broke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.encoding.codepages.cp936 import decode_table, encode_table, is_trail, user_defined
from unionclean.encoding.linkfarm.annotations import annotated_characters, codes_by_pinyin
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.candidates import ANY, Candidates, lost_leads
from unionclean.encoding.linkfarm.decoder.hypothesis import ALIGNED, ALONE, LOST, Backpointer, Hypothesis, Role
from unionclean.encoding.linkfarm.decoder.scoring import PageTraits, Scorer
from unionclean.encoding.linkfarm.decoder.tokens import Kind, Token, folded_code
from unionclean.encoding.linkfarm.delimiters import POSSIBLE_CUTS, STRADDLING

QUESTION = ord("?")

SWALLOWABLE = {
    "0": 0.0,
    " ": 0.5,
    "\n": 1.5,
    ".": 1.0,
    "-": 1.0,
    "/": 1.0,
    "%": 1.0,
    '"': 1.0,
    "<": 1.0,
    "(": 2.0,
    ")": 2.0,
}
"""What an ASCII byte below 40 may have been, and what it costs: Chinese text has few of its marks in ASCII."""

TAG = re.compile(
    r"/?(?:p|br|div|span|td|tr|li|ul|a|b|i|u|strong|em|font|h[1-6]|table|center)\b[^<>]{0,200}>", re.IGNORECASE
)
"""What is left of a tag whose ``<`` was swallowed: the one byte that can be told."""


class Channel:
    """Reads tokens of one page."""

    def __init__(self, text: str, moves: Scorer, candidates: Candidates, traits: PageTraits) -> None:
        self._text = text
        self._moves = moves
        self._candidates = candidates
        self._characters, self._private = decode_table(), user_defined()
        self._required = frozenset(encode_table()[character] for character in traits.annotated)
        self._folded, self._shows_cuts = traits.folded, traits.shows_cuts
        self._cut_unseen = costs.CUT_HIDDEN if traits.shows_cuts else costs.CUT_UNSEEN
        self._cut_seen = costs.CUT_HIDDEN if traits.hides_cuts else costs.CUT_SEEN
        self._swallowable = [(moves.symbol(character), cost) for character, cost in SWALLOWABLE.items()]

    def read(self, path: Hypothesis, token: Token, following: Token | None, *, leads: bool) -> Iterator[Hypothesis]:
        """Yield what ``path`` may be after ``token``; only the path that ``leads`` may guess that a cut hides here."""
        if path.tail > ALONE and token.code != QUESTION:
            return  # the next byte stood alone, and left a ``?``
        if token.kind is Kind.ANNOTATION:
            yield from self._read_mark(path, token)
            return
        if path.tail in self._required:
            path = path._replace(score=path.score - costs.NOT_ANNOTATED)
        if token.kind is Kind.PAIR:
            yield from self._read_pair(path, token, token.code, leads)
        elif token.kind is Kind.BYTE:
            yield from self._read_byte(path, token, following, leads)
        elif path.pending == ALIGNED:
            yield self._moves.literal(path, token)
        elif token.text == LOST:  # a decoder's mark for a pair that it did not know
            yield from self._moves.with_unassigned(path, token, private=True)
            if path.pending < ANY:
                yield from self._moves.with_two_dropped(path, token)

    def read_end(self, path: Hypothesis, end: int) -> Iterator[Hypothesis]:
        """Yield what ``path`` may be at the end of the text, where a byte that is left alone vanishes on some pages."""
        yield path
        if not self._shows_cuts:
            nothing = Token(Kind.OTHER, end, end, "", 0)
            yield from self._moves.guess_trail(path, nothing, costs.VANISHED, end)

    def _read_pair(self, path: Hypothesis, token: Token, code: int, leads: bool) -> Iterator[Hypothesis]:
        """A pair of bytes stands for itself, or its halves belong to two characters."""
        lead, trail = code >> 8, code & 0xFF
        if path.pending == ALIGNED:
            yield self._moves.literal(path, token, costs.PRIVATE_KEPT if code in self._private else 0.0)
            if code in POSSIBLE_CUTS and leads:  # the lead byte before the cut may have vanished
                yield from self._moves.guess_lead(path, token, ANY, lead, trail, self._cut_unseen)
                if not self._shows_cuts:
                    yield from self._vanished(path, token, lead, trail)
            return
        if path.pending == ANY and code not in POSSIBLE_CUTS:
            return
        for shifted in self._moves.with_dropped(path, token):
            yield from self._moves.feed(shifted, token, lead, trail)
        if not self._shows_cuts and path.pending >= 0 and token.kind is Kind.PAIR:
            for new in self._moves.before_unassigned(path, token):
                yield self._moves.literal(new, token)
        if code in POSSIBLE_CUTS and path.pending >= 0:  # the pending character lost its second byte to the cut
            for new in self._moves.guess_trail(path, token, self._cut_unseen, token.start):
                yield self._moves.literal(new, token)
                if (
                    not self._shows_cuts
                ):  # so did the first byte of 。 or ！, which makes this delimiter with what comes behind it
                    yield from self._moves.split(new, token, STRADDLING[lead] << 8 | lead, trail)

    def _vanished(self, path: Hypothesis, token: Token, lead: int, trail: int) -> Iterator[Hypothesis]:
        """A character vanished before a delimiter, or before the 。 or ！ that makes this delimiter with what comes behind it."""
        nothing = token._replace(end=token.start)
        before = STRADDLING[lead]
        for gain, candidate in self._moves.likely(path, self._candidates.by_trail(before, ANY), costs.VANISHED_WHOLE):
            yield self._moves.literal(self._moves.guess(path, candidate, nothing, ALIGNED, 0, gain), token)
        for gain, candidate in self._moves.likely(path, self._candidates.by_trail(lead, ANY), costs.VANISHED_WHOLE):
            new = self._moves.guess(path, candidate, nothing, ALIGNED, 0, gain)
            yield from self._moves.split(new, token, before << 8 | lead, trail)

    def _read_byte(self, path: Hypothesis, token: Token, following: Token | None, leads: bool) -> Iterator[Hypothesis]:
        """ASCII is itself, a trail byte, a folded full-width character, or what is left of a broken pair."""
        code = folded_code(token) if self._folded else None
        if path.pending == ALIGNED:
            if path.tail > ALONE:
                yield path.append_silent(token, Role.GUESSED, pending=ANY, tail=path.tail)
                if code is not None and STRADDLING[code >> 8] == path.tail & 0xFF:
                    yield self._moves.literal(path, token)  # no byte alone, but ？
                return
            broken = token.code == QUESTION and (self._is_cut(following) or _is_question(following))
            kept = path._replace(score=path.score - self._cost_of_question(following)) if broken else path
            if code in POSSIBLE_CUTS:
                yield from self._read_pair(kept, token, code, leads)
            else:
                yield self._moves.literal(kept, token)
            if broken:
                yield path.append_silent(token, Role.GUESSED, pending=ANY, tail=path.tail & 0xFF, cost=self._cut_seen)
            return
        if is_trail(token.code):
            for shifted in self._moves.with_dropped(path, token):
                yield from self._moves.finish(shifted, token, token.code)
        if token.code == QUESTION:
            yield from self._read_broken(path, token, following)
        elif code not in POSSIBLE_CUTS and not is_trail(token.code):
            for new in self._moves.guess_trail(path, token, costs.VANISHED, token.start):
                yield self._moves.literal(new, token)
        if code is not None:
            yield from self._read_pair(path, token, code, leads)

    def _cost_of_question(self, following: Token | None) -> float:
        """Return what it costs to take ``?`` before a delimiter for a question mark; before another one or ! many are written."""
        if not self._shows_cuts or following is None or following.text in "?!！":
            return 0.0
        return costs.QUESTION_ODD

    def _read_broken(self, path: Hypothesis, token: Token, following: Token | None) -> Iterator[Hypothesis]:
        """``?`` is a byte alone at a cut or at the end of its line, or a lead byte with the ASCII byte that it swallowed."""
        if path.pending == ANY:
            yield from self._between_cuts(path, token, following)
            return
        if self._is_cut(following):
            yield from self._moves.guess_trail(path, token, costs.CUT_SEEN, token.end)
            return
        if following is None or following.text == "\n":
            yield from self._moves.guess_trail(path, token, costs.LINE_END, token.end)
        yield from self._moves.with_unassigned(path, token)
        for new in self._moves.guess_trail(path, token, costs.SWALLOWED, token.end):
            yield from self._swallow(new, token)

    def _swallow(self, path: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        """Go on behind an ASCII byte that is gone: the text does not say which, the model weighs what it may have been."""
        swallowed = "<" if TAG.match(self._text, token.end) else LOST
        node = Backpointer(path.out, swallowed, token.start, token.end, Role.GUESSED)
        gains = {symbol: self._moves.prob(path.left, path.last, symbol) - cost for symbol, cost in self._swallowable}
        floor = max(self._moves.floor - path.score, max(gains.values()) - costs.CLOSE)
        for symbol, gain in gains.items():
            if gain > floor:
                yield path._replace(score=path.score + gain, left=path.last, last=symbol, out=node)

    def _between_cuts(self, path: Hypothesis, token: Token, following: Token | None) -> Iterator[Hypothesis]:
        """``??,`` is one character: its trail byte and the delimiter made a delimiter too, so both its bytes stood alone.

        So do all the bytes of a row: ``????。`` is 。。。.
        """
        if following is None:
            return
        if _is_question(following):
            tails = {trail: ALONE | trail for trail in STRADDLING.values()}
        elif self._is_cut(following):
            lead = (folded_code(following) or following.code) >> 8
            tails = {STRADDLING[lead]: 0}
        else:
            return
        for trail, tail in tails.items():
            for gain, candidate in self._moves.likely(path, self._candidates.by_trail(trail, ANY), 0.0):
                if path.tail <= ALONE or STRADDLING.get(candidate.lead) == path.tail & 0xFF:
                    yield self._moves.guess(path, candidate, token, ALIGNED, tail, gain)

    def _read_mark(self, path: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        """A reading after its own pair says nothing new; any other names the lead byte that broke before it."""
        mark = token.annotation
        assert mark is not None
        if not mark.broken and mark.pinyin in annotated_characters().get(self._characters.get(path.tail, ""), ()):
            role = Role.ANNOTATION if path.pending == ALIGNED else Role.READ
            yield path.append_silent(token, role, pending=path.pending, tail=path.tail & 0xFF)
            return
        for shifted in self._moves.with_dropped(path, token):
            yield from self._name_lead(shifted, token, mark.pinyin)
            if shifted.pending < ANY:
                for twice in self._moves.with_two_dropped(shifted, token):
                    yield from self._name_lead(twice, token, mark.pinyin)
        if path.pending == ALIGNED:
            yield self._moves.literal(path, token, costs.UNREAD_MARK)

    def _name_lead(self, path: Hypothesis, token: Token, reading: str) -> Iterator[Hypothesis]:
        """Go on with the lead byte that broke before ``reading``: the trail byte of the character that is read so."""
        for code in codes_by_pinyin().get(reading, ()):
            if path.pending < ALIGNED:
                if code >> 8 in lost_leads(path.pending):
                    yield self._moves.named(path, code, token)
            elif code >> 8 == path.tail & 0xFF:
                if path.pending == ALIGNED:
                    yield path.append_silent(token, Role.READ, pending=code & 0xFF, tail=code & 0xFF)
                else:
                    yield self._moves.emit(path, self._candidates.of(code), token, code & 0xFF)

    def _is_cut(self, token: Token | None) -> bool:
        if token is None:
            return False
        if token.kind is Kind.PAIR:
            return token.code in POSSIBLE_CUTS
        return self._folded and folded_code(token) in POSSIBLE_CUTS


def _is_question(token: Token | None) -> bool:
    return token is not None and token.kind is Kind.BYTE and token.code == QUESTION
