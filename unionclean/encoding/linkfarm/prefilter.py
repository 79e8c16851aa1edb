"""A first look at a window: does it need a search at all?  Most delimiters hide nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from unionclean.encoding.codepages.cp936 import decode_table, is_lead, user_defined
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.candidates import ANY, Candidates, Fitting
from unionclean.encoding.linkfarm.decoder.open_pairs import OpenPairs
from unionclean.encoding.linkfarm.decoder.scoring import INDENT, letters
from unionclean.encoding.linkfarm.decoder.tokens import Kind, Token, Tokens, folded_code
from unionclean.encoding.linkfarm.delimiters import POSSIBLE_CUTS, STRADDLING
from unionclean.encoding.linkfarm.windows import Window
from unionclean.encoding.models.trigram import TrigramModel

LONE_LETTER = re.compile(r"(?<![ -~])[@-~](?=[\u4e00-\u9fff])|(?<=[,;!?])[@-~](?=[\u4e00-\u9fff])")
"""A letter alone between Han, or between a mark and Han: the second half of a character more often than a writer's."""


class Prefilter:
    """Looks at windows of one page."""

    def __init__(self, tokens: Tokens, model: TrigramModel, candidates: Candidates, *, shows_cuts: bool) -> None:
        self._tokens = tokens
        self._model = model
        self._candidates = candidates
        self._halves = OpenPairs(tokens.text)
        self._out_of_step = ShiftedProbe(tokens, model, candidates)
        self._shows_cuts = shows_cuts

    def reads_well(self, window: Window) -> bool:
        """Return whether ``window`` needs no search: as it stands the text is ordinary, and no quotation waits."""
        text, enough = self._tokens.text, window.suspect_end
        if enough == len(text) or text[enough - 1 : enough + 1].strip() != text[enough - 1 : enough + 1]:
            self._halves.expect(window.suspect_start)
            if self._halves.is_wanted():
                return False
        if LONE_LETTER.match(text, enough - 1) or not self._is_ordinary(enough):
            return False
        return self._shows_cuts or not self._may_hide(window.suspect_start)

    def _is_ordinary(self, enough: int) -> bool:
        """Return whether the text around ``enough`` is no rarer than Chinese usually is."""
        text = self._tokens.text
        before, behind = text[max(0, enough - 5) : enough], text[enough : enough + 8].lstrip(INDENT)[:3]
        symbols = self._model.encode(before + behind)
        scores = [self._model.log_prob(*triple) for triple in zip(symbols, symbols[1:], symbols[2:], strict=False)]
        return all(sum(part) > costs.ORDINARY * len(part) for part in (scores, scores[-4:]))

    def _may_hide(self, place: int) -> bool:
        """Return whether the delimiter at ``place`` may hide a cut that left nothing."""
        token = self._tokens.at(place)
        code = token.code if token.kind is Kind.PAIR else folded_code(token)
        if code not in POSSIBLE_CUTS or code is None:
            return False
        return self._may_lack(token, code) or self._out_of_step.reads_as_well(token, code)

    def _may_lack(self, token: Token, code: int) -> bool:
        """Return whether a character may have vanished before the delimiter ``token``: another one reads well there."""
        left, last, mark = self._model.encode(self._tokens.before(token.start) + token.text)
        floor = self._model.log_prob(left, last, mark) + costs.VANISHED_WHOLE
        if floor > costs.UNDOUBTED:
            return False
        fitting = self._candidates.by_trail(STRADDLING[code >> 8], ANY)
        found = self._model.top_k(left, last, fitting.choice)
        return any(p > floor and p + self._model.log_prob(last, symbol, mark) > floor for symbol, p in found.items())


AHEAD = 3
"""So many characters behind a delimiter are tried out of step."""
FEW = 3
"""So many characters are tried for one that was cut."""


class ShiftedProbe:
    """Tries the delimiters of one page."""

    def __init__(self, tokens: Tokens, model: TrigramModel, candidates: Candidates) -> None:
        self._tokens = tokens
        self._model = model
        self._candidates = candidates

    def reads_as_well(self, token: Token, code: int) -> bool:
        """Return whether what follows the delimiter ``token``, of the bytes ``code``, reads as well out of step, behind a character that was cut there."""
        shifted = self._shifted(token, code & 0xFF)
        if shifted is None:
            return False
        model = self._model
        start = _Score(0.0, *model.encode(self._tokens.before(token.start)))
        floor = start.along(model, model.encode(token.text + shifted.seen)).score - costs.NEARLY + shifted.cost
        fixed = shifted.symbols
        if len(fixed) > 2 and _Score(0.0, *fixed[:2]).along(model, fixed[2:]).score < floor:
            return False
        trials = self._guessed([start], self._candidates.by_trail(code >> 8, ANY))
        trials = [trial.along(model, shifted.symbols) for trial in trials]
        if shifted.pending:
            trials = self._guessed(trials, self._candidates.by_lead(shifted.pending))
            trials = [trial.along(model, model.encode(shifted.seen[-1])) for trial in trials]
        return any(trial.score > floor for trial in trials)

    def _shifted(self, token: Token, pending: int) -> _Shifted | None:
        """Return what follows ``token`` if the byte that is ``pending`` belongs to it, up to where the text is in step again."""
        text, seen, cost = self._tokens.text, "", 0.0
        symbols: list[int] = []
        for _ in range(AHEAD):
            following = self._tokens.at(token.end) if token.end < len(text) else None
            seen += following.text if following else "\n"
            if following is None or following.kind is not Kind.PAIR or following.code in POSSIBLE_CUTS:
                is_mark = following is not None and following.kind is Kind.ANNOTATION
                return None if is_mark else _Shifted(seen, symbols, pending, cost)
            token, whole, pending = following, pending << 8 | following.code >> 8, following.code & 0xFF
            if whole not in decode_table() or whole in user_defined():
                return None
            cost += costs.LETTER_ODD if whole in letters() else 0.0
            symbols.append(self._candidates.of(whole).symbol)
            if not is_lead(pending):
                symbols += self._model.encode(chr(pending))
                break
        return _Shifted(seen, symbols, 0, cost)

    def _guessed(self, trials: Iterable[_Score], fitting: Fitting) -> list[_Score]:
        """Return the likeliest of what ``trials`` become by one of the characters that fit."""
        found = [
            _Score(trial.score + p, trial.last, symbol)
            for trial in trials
            for symbol, p in self._model.top_k(trial.left, trial.last, fitting.choice).items()
        ]
        return nlargest(FEW, found, key=itemgetter(0))


class _Shifted(NamedTuple):
    """A few characters as they stand (``seen``) and out of step (``symbols``, of a ``cost``); ``pending`` is the byte that then stood alone."""

    seen: str
    symbols: list[int]
    pending: int
    cost: float


class _Score(NamedTuple):
    """How a few characters score, and the last two symbols."""

    score: float
    left: int
    last: int

    def along(self, model: TrigramModel, symbols: Iterable[int]) -> _Score:
        """Return the trial after ``symbols``."""
        score, left, last = self
        for symbol in symbols:
            score += model.log_prob(left, last, symbol)
            left, last = last, symbol
        return _Score(score, left, last)
