"""A first look at a window: does it need a search at all?  Most delimiters hide nothing."""

from __future__ import annotations

import re

from unionclean.encoding import costs
from unionclean.encoding.candidates import ANY, Candidates
from unionclean.encoding.halves import Halves
from unionclean.encoding.language import Language
from unionclean.encoding.moves import INDENT
from unionclean.encoding.reader import BEFORE, CUTS
from unionclean.encoding.tokens import Kind, Token, Tokens, folded_code
from unionclean.encoding.trial import OutOfStep
from unionclean.encoding.windows import Window

LONE_LETTER = re.compile(r"(?<![ -~])[@-~](?=[\u4e00-\u9fff])|(?<=[,;!?])[@-~](?=[\u4e00-\u9fff])")
"""A letter alone between Han, or between a mark and Han: the second half of a character more often than a writer's."""


class Glance:
    """Looks at windows of one page."""

    def __init__(self, tokens: Tokens, model: Language, candidates: Candidates, *, shows_cuts: bool) -> None:
        self._tokens = tokens
        self._model = model
        self._candidates = candidates
        self._halves = Halves(tokens.text)
        self._out_of_step = OutOfStep(tokens, model, candidates)
        self._shows_cuts = shows_cuts

    def reads_well(self, window: Window) -> bool:
        """Return whether ``window`` needs no search: as it stands the text is ordinary, and no quotation waits."""
        text, enough = self._tokens.text, window.enough
        if enough == len(text) or text[enough - 1 : enough + 1].strip() != text[enough - 1 : enough + 1]:
            self._halves.expect(window.suspect)
            if self._halves.is_wanted():
                return False
        if LONE_LETTER.match(text, enough - 1) or not self._is_ordinary(enough):
            return False
        return self._shows_cuts or not self._may_hide(window.suspect)

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
        if code not in CUTS or code is None:
            return False
        return self._may_lack(token, code) or self._out_of_step.reads_as_well(token, code)

    def _may_lack(self, token: Token, code: int) -> bool:
        """Return whether a character may have vanished before the delimiter ``token``: another one reads well there."""
        left, last, mark = self._model.encode(self._tokens.before(token.start) + token.text)
        floor = self._model.log_prob(left, last, mark) + costs.VANISHED_WHOLE
        if floor > costs.UNDOUBTED:
            return False
        fitting = self._candidates.by_trail(BEFORE[code >> 8], ANY)
        found = self._model.likeliest(left, last, fitting.choice)
        return any(p > floor and p + self._model.log_prob(last, symbol, mark) > floor for symbol, p in found.items())
