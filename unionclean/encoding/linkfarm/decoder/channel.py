"""The channel: every way in which the machine can have made a token of the observed text, and what it then was.

A pair of bytes is itself or the halves of two characters; ASCII is itself, a trail byte or a folded character; an annotation belongs to the two bytes before it, or names the byte that broke.
"""

from __future__ import annotations

from unionclean.encoding.codepages.cp936 import encode_table, is_trail
from unionclean.encoding.linkfarm.annotations import codes_by_pinyin, seen_codes
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.candidates import Candidates, lost_leads
from unionclean.encoding.linkfarm.decoder.hypothesis import (
    ALIGNED,
    GUESSED,
    LEAD_LOST,
    LOST,
    READ,
    REMOVED,
    Frontier,
    Hypothesis,
)
from unionclean.encoding.linkfarm.decoder.question_marks import QuestionMarks
from unionclean.encoding.linkfarm.decoder.scoring import PageTraits, Scorer, non_han_letters
from unionclean.encoding.linkfarm.decoder.tokens import ANNOTATION, BYTE, PAIR, QUESTION, Token
from unionclean.encoding.linkfarm.decoder.transitions import BEGINS
from unionclean.encoding.linkfarm.delimiters import CUT_DELIMITERS, INDENT, POSSIBLE_CUTS, STRADDLING
from unionclean.encoding.models.page_model import PageModel
from unionclean.encoding.models.trigram import NEWLINE


class Channel(QuestionMarks):
    """Reads the tokens of one page: each method adds what a hypothesis may become to a frontier."""

    def __init__(self, text: str, model: PageModel, candidates: Candidates, scorer: Scorer, traits: PageTraits) -> None:
        super().__init__(text, model, candidates, scorer, traits)
        self._required = frozenset(encode_table()[character] for character in traits.annotated)
        self._required_by_trail: dict[int, list[int]] = {}
        for code in sorted(self._required):
            self._required_by_trail.setdefault(code & 0xFF, []).append(code)
        self._usual = self._required | seen_codes()
        self._cut_unseen = costs.CUT_HIDDEN if traits.shows_cuts else costs.CUT_UNSEEN
        self._cut_seen = costs.CUT_HIDDEN if traits.hides_cuts else costs.CUT_SEEN

    def read(
        self, hypothesis: Hypothesis, token: Token, following: Token | None, frontier: Frontier, leads: bool
    ) -> None:
        """Add what ``hypothesis`` may be after ``token``; only the one that ``leads`` may guess that a cut hides here."""
        if hypothesis.next_stands_alone() and token.code != QUESTION:
            return
        if token.kind == ANNOTATION:
            self._read_annotation(hypothesis, token, frontier)
            return
        if hypothesis.tail in self._required:
            hypothesis = hypothesis.costing(costs.NOT_ANNOTATED)
        if hypothesis.is_aligned():
            if token.kind == PAIR:
                self._read_aligned_pair(hypothesis, token, frontier, leads=leads)
            elif token.kind == BYTE:
                self._read_aligned_byte(hypothesis, token, following, frontier, leads=leads)
            else:
                frontier.add(self.literal(hypothesis, token))
        elif token.kind == PAIR:
            self._read_shifted_pair(hypothesis, token, frontier)
        elif token.kind == BYTE:
            self._read_shifted_byte(hypothesis, token, following, frontier)
        elif token.text == LOST:  # a decoder's mark for a pair that it did not know
            frontier.add_all(self._after_unassigned(hypothesis, token, frontier.floor, private=True))
            if hypothesis.follows_dropped():
                frontier.add_all(self._after_two_dropped(hypothesis, token, frontier.floor))

    def read_end(self, hypothesis: Hypothesis, end: int, frontier: Frontier) -> None:
        """Add what ``hypothesis`` may be at the end of the text, where a byte that is left alone vanishes on some pages."""
        frontier.add(hypothesis)
        if not self._shows_cuts:
            frontier.add_all(self._guess_trail(hypothesis, end, end, costs.VANISHED, frontier.floor))

    # --- pairs of bytes -----------------------------------------------------------------------------------------------

    def _read_aligned_pair(self, hypothesis: Hypothesis, token: Token, frontier: Frontier, leads: bool) -> None:
        """A pair stands for itself; before a delimiter a character may be missing."""
        code = token.pair
        frontier.add(self.literal(hypothesis, token, costs.PRIVATE_KEPT if code in self._private else 0))
        if leads and code in POSSIBLE_CUTS:
            # The lead byte before the cut may have vanished: the first byte of the delimiter is then a trail byte.
            self._guess_lead(hypothesis, token, LEAD_LOST, self._cut_unseen, frontier)
            if not self._shows_cuts:
                self._guess_vanished(hypothesis, token, frontier)

    def _guess_vanished(self, hypothesis: Hypothesis, token: Token, frontier: Frontier) -> None:
        """A character vanished before a delimiter, or before the 。 or ！ that makes this delimiter with what comes behind it."""
        lead, place = token.pair >> 8, token.start
        before = STRADDLING[lead]
        fitting = self._candidates.by_trail(before, LEAD_LOST)
        for loss, _, candidate in self._scorer.rank(hypothesis, fitting, costs.VANISHED_WHOLE, frontier.floor):
            frontier.add(self.literal(self._guess(hypothesis, candidate, place, place, ALIGNED, 0, loss), token))
        fitting = self._candidates.by_trail(lead, LEAD_LOST)
        for loss, _, candidate in self._scorer.rank(hypothesis, fitting, costs.VANISHED_WHOLE, frontier.floor):
            new = self._guess(hypothesis, candidate, place, place, ALIGNED, 0, loss)
            frontier.add(self._begin(self._name(new, before << 8 | lead, token), token))

    def _read_shifted_pair(self, hypothesis: Hypothesis, token: Token, frontier: Frontier) -> None:
        """The halves of a pair belong to two characters, or it is whole behind a byte that is gone."""
        is_cut = token.pair in POSSIBLE_CUTS
        if hypothesis.lead_lost() and not is_cut:
            return
        self._complete(hypothesis, token, frontier)
        if not hypothesis.has_lead():
            return
        for new in self._after_dropped(hypothesis, token, frontier.floor, frontier.top):
            self._complete(new, token, frontier)
        if not self._shows_cuts and token.kind == PAIR:
            self._guess_before_unassigned(hypothesis, token, frontier)
        if is_cut:
            self._guess_cut_off(hypothesis, token, frontier)

    def _guess_cut_off(self, hypothesis: Hypothesis, token: Token, frontier: Frontier) -> None:
        """The lead byte that waits lost its trail byte to the cut before ``token``."""
        lead = token.pair >> 8
        for new in self._guess_trail(hypothesis, token.start, token.start, self._cut_unseen, frontier.floor):
            frontier.add(self.literal(new, token))
            if not self._shows_cuts:
                # So did the first byte of 。 or ！, which makes this delimiter with what comes behind it.
                frontier.add(self._begin(self._name(new, STRADDLING[lead] << 8 | lead, token), token))

    def _complete(self, hypothesis: Hypothesis, token: Token, frontier: Frontier) -> None:
        """Complete the lead byte that waits with the first byte of a pair; the second begins the next character."""
        if not hypothesis.has_lead():
            self._guess_lead(hypothesis, token, hypothesis.pending, 0, frontier)
            return
        code = hypothesis.pending << 8 | token.pair >> 8
        if code in self._private or code not in self._characters:
            return
        cost = 0
        if code in self._required:
            cost = costs.NOT_ANNOTATED
        elif code in non_han_letters():
            cost = costs.LETTER_ODD
        elif code in CUT_DELIMITERS:
            cost = costs.UNCUT
        frontier.add(self._begin(self._emit(hypothesis, code, token, 0, cost), token))

    def _guess_lead(self, hypothesis: Hypothesis, token: Token, leads: int, cost: int, frontier: Frontier) -> None:
        """Complete a lost lead byte, one of ``leads``, with the first byte of a pair; the second begins the next character."""
        first, trail, start, end = token.pair >> 8, token.pair & 0xFF, token.start, token.end
        fitting = self._candidates.by_trail(first, leads)
        for loss, _, candidate in self._scorer.rank(hypothesis, fitting, cost, frontier.floor):
            if BEGINS[trail]:
                frontier.add(self._guess(hypothesis, candidate, start, end, trail, token.pair, loss))
            else:
                frontier.add(self._begin(self._guess(hypothesis, candidate, start, end, ALIGNED, 0, loss), token))
        if hypothesis.last == NEWLINE and leads == LEAD_LOST and first == encode_table()[INDENT] & 0xFF:
            # The texts of the model have no indents: behind one, a line still begins.
            loss = cost + costs.INDENT_CUT
            frontier.add(self._begin(hypothesis.extend_guessed(INDENT, NEWLINE, start, end, ALIGNED, 0, loss), token))

    def _guess_before_unassigned(self, hypothesis: Hypothesis, token: Token, frontier: Frontier) -> None:
        """Complete the lead byte that waits with a byte that vanished, because with the first of ``token`` it is not assigned."""
        fitting = self._candidates.before_unassigned(hypothesis.pending, token.pair >> 8)
        if not fitting.members:
            return
        for loss, _, candidate in self._scorer.rank(hypothesis, fitting, costs.UNASSIGNED, frontier.floor):
            new = self._guess(hypothesis, candidate, token.start, token.start, ALIGNED, 0, loss)
            frontier.add(self.literal(new, token))

    # --- ASCII --------------------------------------------------------------------------------------------------------

    def _read_aligned_byte(
        self, hypothesis: Hypothesis, token: Token, following: Token | None, frontier: Frontier, leads: bool
    ) -> None:
        """ASCII is itself, a folded delimiter, or ``?`` for a byte that stood alone."""
        if hypothesis.next_stands_alone():
            frontier.add(hypothesis.append_silent(token, GUESSED, LEAD_LOST, hypothesis.tail))
            if STRADDLING.get(token.pair >> 8) == hypothesis.tail & 0xFF:
                frontier.add(self.literal(hypothesis, token))  # no byte alone, but ？
            return
        broken = token.code == QUESTION and following is not None and _is_cut_or_question(following)
        kept = hypothesis.costing(self._cost_of_question(following)) if broken else hypothesis
        if token.pair in POSSIBLE_CUTS:
            self._read_aligned_pair(kept, token, frontier, leads=leads)
        else:
            frontier.add(self.literal(kept, token))
        if broken:
            tail = hypothesis.tail & 0xFF
            frontier.add(hypothesis.append_silent(token, GUESSED, LEAD_LOST, tail, self._cut_seen))

    def _read_shifted_byte(
        self, hypothesis: Hypothesis, token: Token, following: Token | None, frontier: Frontier
    ) -> None:
        """ASCII is a trail byte, a folded full-width character, or what is left of a broken pair."""
        if is_trail(token.code):
            self._finish(hypothesis, token, frontier)
            if hypothesis.has_lead():
                for new in self._after_dropped(hypothesis, token, frontier.floor, frontier.top):
                    self._finish(new, token, frontier)
        if token.code == QUESTION:
            self._read_broken(hypothesis, token, following, frontier)
        elif token.pair not in POSSIBLE_CUTS and not is_trail(token.code):
            for new in self._guess_trail(hypothesis, token.start, token.start, costs.VANISHED, frontier.floor):
                frontier.add(self.literal(new, token))
        if token.pair:
            self._read_shifted_pair(hypothesis, token, frontier)

    def _finish(self, hypothesis: Hypothesis, token: Token, frontier: Frontier) -> None:
        """Complete the lead byte that waits with an ASCII trail byte."""
        trail = token.code
        if hypothesis.has_lead():
            code = hypothesis.pending << 8 | trail
            if code in self._characters and code not in self._private:
                frontier.add(self._emit(hypothesis, code, token, code))
        elif hypothesis.follows_dropped():
            fitting = self._candidates.by_trail(trail, hypothesis.pending)
            for loss, _, candidate in self._scorer.rank(hypothesis, fitting, 0, frontier.floor):
                code = candidate.lead << 8 | trail
                frontier.add(self._guess(hypothesis, candidate, token.start, token.end, ALIGNED, code, loss))
            self._finish_annotated(hypothesis, token, frontier)

    def _finish_annotated(self, hypothesis: Hypothesis, token: Token, frontier: Frontier) -> None:
        """Complete the lead byte that was lost with a pair as a character that the page annotates: what follows must be its reading.

        A guess of such a character costs much, as none was cut in two; but this one lost no byte to a cut.
        """
        leads = lost_leads(hypothesis.pending)
        for code in self._required_by_trail.get(token.code, ()):
            if code >> 8 in leads:
                frontier.add(self._name(hypothesis, code, token, code))

    # --- annotations --------------------------------------------------------------------------------------------------

    def _read_annotation(self, hypothesis: Hypothesis, token: Token, frontier: Frontier) -> None:
        """An annotation behind its own pair says nothing new; any other names the lead byte that broke before it."""
        annotation = token.annotation
        assert annotation is not None
        if not annotation.broken and annotation.pinyin in self._annotatable.get(hypothesis.tail, ()):
            role = REMOVED if hypothesis.is_aligned() else READ
            frontier.add(hypothesis.append_silent(token, role, hypothesis.pending, hypothesis.tail & 0xFF))
            return
        codes = codes_by_pinyin().get(annotation.pinyin, ())
        self._name_lead(hypothesis, token, codes, frontier)
        if hypothesis.has_lead():
            for new in self._after_dropped(hypothesis, token, frontier.floor, frontier.top):
                self._name_lead(new, token, codes, frontier)
                for twice in self._after_two_dropped(new, token, frontier.floor):
                    self._name_lead(twice, token, codes, frontier)
        elif hypothesis.follows_dropped():
            for twice in self._after_two_dropped(hypothesis, token, frontier.floor):
                self._name_lead(twice, token, codes, frontier)
        if hypothesis.is_aligned():
            frontier.add(self.literal(hypothesis, token, costs.UNREAD_MARK))

    def _name_lead(self, hypothesis: Hypothesis, token: Token, codes: tuple[int, ...], frontier: Frontier) -> None:
        """Go on with the lead byte that broke before an annotation: the trail byte of one of the ``codes`` that it may name.

        Where the byte before it is lost as well, only characters that pages annotate are named: all others would be too many.
        """
        if hypothesis.lead_lost() or hypothesis.follows_dropped():
            leads = lost_leads(hypothesis.pending)
            for code in codes:
                if code in self._usual and code >> 8 in leads:
                    frontier.add(self._name(hypothesis, code, token))
            return
        for code in codes:
            if code >> 8 != hypothesis.tail & 0xFF:
                continue
            new = hypothesis if code in self._usual else hypothesis.costing(costs.UNSEEN)
            if new.is_aligned():
                # Nobody wrote a private-use character, and half of one names nothing.
                if hypothesis.tail not in self._private:
                    frontier.add(new.append_silent(token, READ, code & 0xFF, code & 0xFF))
            else:
                frontier.add(self._emit(new, code, token, code & 0xFF))


def _is_cut_or_question(token: Token) -> bool:
    return token.code == QUESTION or token.pair in POSSIBLE_CUTS
