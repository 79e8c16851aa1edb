"""What ``?`` may be: itself, a byte that stood alone between two cuts, or a lead byte with the ASCII byte that it swallowed."""

from __future__ import annotations

from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.candidates import Candidates
from unionclean.encoding.linkfarm.decoder.hypothesis import ALIGNED, ALONE, LEAD_LOST, LOST, Frontier, Hypothesis
from unionclean.encoding.linkfarm.decoder.scoring import PageTraits, Scorer
from unionclean.encoding.linkfarm.decoder.tokens import QUESTION, TAG, Token
from unionclean.encoding.linkfarm.decoder.transitions import Transitions
from unionclean.encoding.linkfarm.delimiters import DELIMITER_CLASS, POSSIBLE_CUTS, STRADDLING
from unionclean.encoding.models.log_space import steps
from unionclean.encoding.models.page_model import PageModel
from unionclean.encoding.models.trigram import NEWLINE
from unionclean.patterns import lazy

SWALLOWABLE = {
    "0": 0.0,
    " ": 0.5,
    "\n": 1.5,
    ".": 1.0,
    "-": 1.0,
    "/": 1.0,
    "%": 1.0,
    '"': 1.0,
    "(": 2.0,
    ")": 2.0,
}
"""What an ASCII byte below 40 may have been, and what it costs: Chinese text has few of its marks in ASCII."""

WIDE = {"(": "（", ")": "）"}
"""The brackets that a line may lack; any other ASCII byte that was swallowed stays lost."""


ROW = lazy(f"\\?{{4}}(?=[{DELIMITER_CLASS}])")
"""What is left of three equal marks, as in ！！！: bytes that stood alone, two for each mark before the last."""
PAIR_OF_MARKS, MARK = lazy("\\?\\?[!！]"), lazy("[!！]")
"""What is left of ！！, and of 啊！; and any ！."""
OFTEN, SHARE = 3, 4
"""So many pairs on a page, and one ！ in so many at least, are marks that come twice: characters with this byte are rarer."""

TAG_BEGINS = [("<", NEWLINE, steps(-4.0))]
"""The same before the rest of a tag, behind which a line begins."""


class QuestionMarks(Transitions):
    """Reads the question marks of one page."""

    def __init__(self, text: str, model: PageModel, candidates: Candidates, scorer: Scorer, traits: PageTraits) -> None:
        super().__init__(model, candidates, scorer, traits)
        self._text = text
        self._shows_cuts = traits.shows_cuts
        self._row_odd = 0 if _has_rows(text) else costs.ROW_ODD
        self._swallowable = [(c, model.encode(c)[0], steps(cost)) for c, cost in SWALLOWABLE.items()]

    def _cost_of_question(self, following: Token | None) -> int:
        """Return what it costs to take ``?`` before a delimiter for a question mark; before another one or ! many are written."""
        if not self._shows_cuts or following is None or following.text in "?!！":
            return 0
        return costs.QUESTION_ODD

    def _read_broken(self, hypothesis: Hypothesis, token: Token, following: Token | None, frontier: Frontier) -> None:
        """``?`` is a byte alone at a cut or at the end of its line, or a lead byte with the ASCII byte that it swallowed."""
        start, end = token.start, token.end
        if hypothesis.lead_lost():
            if following is not None:
                self._read_between_cuts(hypothesis, token, following, frontier)
            return
        if following is not None and following.pair in POSSIBLE_CUTS:
            self._read_cut_off(hypothesis, token, frontier)
            return
        if following is None or following.text == "\n":
            frontier.add_all(self._guess_trail(hypothesis, start, end, costs.LINE_END, frontier.floor))
        frontier.add_all(self._after_unassigned(hypothesis, token, frontier.floor))
        for new in self._guess_trail(hypothesis, start, end, costs.SWALLOWED, frontier.floor):
            self._swallow(new, token, frontier)

    def _read_cut_off(self, hypothesis: Hypothesis, token: Token, frontier: Frontier) -> None:
        """``?`` before a delimiter is the trail byte of the character that waits, or of the next one, if a pair between left no trace."""
        start, end = token.start, token.end
        if hypothesis.follows_dropped():
            frontier.add_all(self._guess_whole(hypothesis, start, end, costs.CUT_SEEN, frontier.floor))
            return
        frontier.add_all(self._guess_trail(hypothesis, start, end, costs.CUT_SEEN, frontier.floor))
        if hypothesis.has_lead():
            for new in self._after_dropped(hypothesis, token, frontier.floor, frontier.top):
                frontier.add_all(self._guess_whole(new, start, end, costs.CUT_SEEN, frontier.floor))

    def _swallow(self, hypothesis: Hypothesis, token: Token, frontier: Frontier) -> None:
        """Go on behind an ASCII byte that is gone: the text does not say which, the model weighs what it may have been."""
        left, last = hypothesis.left, hypothesis.last
        tried = []
        swallowable = self._swallowable if TAG.match(self._text, token.end) is None else TAG_BEGINS
        for character, symbol, cost in swallowable:
            wish = self._wish(character)
            gain = self._model.log_prob(left, last, symbol) - (wish or cost)
            tried.append((gain, symbol, character if wish or character == "<" else LOST))
        least = max(frontier.floor - hypothesis.score, max([gain for gain, _, _ in tried]) - costs.CLOSE)
        start, end, tail = token.start, token.end, hypothesis.tail
        for gain, symbol, text in tried:
            if gain > least:
                frontier.add(hypothesis.extend_guessed(text, symbol, start, end, ALIGNED, tail, -gain))

    def _wish(self, character: str) -> int:
        """Return what it costs, less than nothing, to have swallowed a bracket without which the line has one half of a pair, or 0."""
        return min(0, self._scorer.cost_of(WIDE[character])) if character in WIDE else 0

    def _read_between_cuts(self, hypothesis: Hypothesis, token: Token, following: Token, frontier: Frontier) -> None:
        """``??,`` is one character: its trail byte and the delimiter made a delimiter too, so both its bytes stood alone.

        So do all the bytes of a row: ``????。`` is 。。。.
        """
        if following.code == QUESTION:
            tails = {trail: ALONE | trail for trail in STRADDLING.values()}
        elif following.pair in POSSIBLE_CUTS:
            tails = {STRADDLING[following.pair >> 8]: 0}
        else:
            return
        for trail, tail in tails.items():
            fitting = self._candidates.by_trail(trail, LEAD_LOST)
            for loss, _, candidate in self._scorer.rank(hypothesis, fitting, 0, frontier.floor):
                loss += self._row_odd if candidate.is_cut else 0
                if not hypothesis.next_stands_alone() or STRADDLING.get(candidate.lead) == hypothesis.tail & 0xFF:
                    frontier.add(self._guess(hypothesis, candidate, token.start, token.end, ALIGNED, tail, loss))


def _has_rows(text: str) -> bool:
    """Return whether the writer of ``text`` put marks in rows.

    >>> _has_rows("太好了????!"), _has_rows("好??!快??!都來??!"), _has_rows("是這樣的??!真的!")
    (True, True, False)
    """
    if ROW.search(text) is not None:
        return True
    pairs = len(PAIR_OF_MARKS.findall(text))
    return pairs >= OFTEN and pairs * SHARE >= len(MARK.findall(text))
