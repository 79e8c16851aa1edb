"""A first look at a window: does it need a search at all?  Most delimiters hide nothing."""

from __future__ import annotations

from functools import cache

from unionclean.encoding.codepages.cp936 import decode_table, user_defined
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.candidates import Candidates, Fitting
from unionclean.encoding.linkfarm.decoder.hypothesis import LEAD_LOST
from unionclean.encoding.linkfarm.decoder.open_pairs import OpenPairs
from unionclean.encoding.linkfarm.decoder.scoring import non_han_letters
from unionclean.encoding.linkfarm.decoder.tokens import TAG, Token, Tokens
from unionclean.encoding.linkfarm.decoder.transitions import BEGINS
from unionclean.encoding.linkfarm.delimiters import INDENT, POSSIBLE_CUTS, STRADDLING
from unionclean.encoding.linkfarm.windows import Window
from unionclean.encoding.models.trigram import TrigramModel
from unionclean.patterns import lazy

LONE_LETTER = lazy(r"(?<![ -~])[@-~](?=[\u4e00-\u9fff])|(?<=[,;!?])[@-~](?=[\u4e00-\u9fff])")
"""A letter alone between Han, or between a mark and Han: the second half of a character more often than a writer's."""

MOST_LOOKS, CHARACTERS = 4096, 8
"""So many windows of a page are looked at, and one more for so many characters: a real page has one for every thirty."""

FAR = 30
"""A look depends on so many characters before and behind what is suspect, annotations between them included."""


class Prefilter:
    """Looks at windows of one page."""

    def __init__(
        self, tokens: Tokens, pairs: OpenPairs, model: TrigramModel, candidates: Candidates, *, shows_cuts: bool
    ) -> None:
        self._tokens = tokens
        self._model = model
        self._candidates = candidates
        self._pairs = pairs
        self._probe = ShiftedProbe(tokens, model, candidates)
        self._shows_cuts = shows_cuts
        self._looks = 0
        self._seen: dict[tuple[int, str], bool] = {}

    def reads_well(self, window: Window) -> bool:
        """Return whether ``window`` needs no search: as it stands the text is ordinary, and no quotation waits.

        Garbage that is made to be slow has more windows than real pages; those beyond count as ordinary.
        """
        self._looks += 1
        if self._looks > MOST_LOOKS + len(self._tokens.text) // CHARACTERS:
            return True
        text, end = self._tokens.text, window.suspect_end
        if _ends_line(text, end) and self._pairs.wants_to_close(window.suspect_start):
            return False  # the line has opened a pair that it does not close: here may be the other half
        start = window.suspect_start
        around = end - start, text[max(0, start - FAR) : end + FAR]
        known = self._seen.get(around)
        if known is None:
            if len(self._seen) >= MOST_LOOKS:
                self._seen.clear()
            known = self._seen[around] = self._is_ordinary(end) and (self._shows_cuts or not self._may_hide(start))
        return known

    def _is_ordinary(self, end: int) -> bool:
        """Return whether the text around ``end`` is no rarer than Chinese usually is."""
        text = self._tokens.text
        if LONE_LETTER.match(text, end - 1):
            return False
        behind = end
        while behind < end + 8 and text.startswith(INDENT, behind):
            behind += 1
        start = max(0, end - 5)
        size = min(3, end + 8 - behind)
        symbols = self._tokens.symbols_behind(start, end - start) + self._tokens.symbols_behind(behind, size)
        if len(symbols) < 3:
            return False
        scores = self._model.sequence_log_probs(symbols[0], symbols[1], symbols[2:])
        last = scores[-4:]
        return sum(scores) > costs.ORDINARY * len(scores) and sum(last) > costs.ORDINARY * len(last)

    def _may_hide(self, place: int) -> bool:
        """Return whether the delimiter at ``place`` may hide a cut that left nothing."""
        token = self._tokens.at(place)
        return token.pair in POSSIBLE_CUTS and (self._may_lack(token) or self._probe.reads_as_well(token))

    def _may_lack(self, token: Token) -> bool:
        """Return whether a character may have vanished before the delimiter ``token``: another one reads well there."""
        mark = token.symbols[0]
        left, last = self._tokens.symbols_before(token.start)
        floor = self._model.log_prob(left, last, mark) + costs.VANISHED_WHOLE
        if floor > costs.UNDOUBTED:
            return False
        fitting = self._candidates.by_trail(STRADDLING[token.pair >> 8], LEAD_LOST)
        found = self._model.top_k(left, last, fitting.choice, floor)
        return max([p + self._model.log_prob(last, symbol, mark) for symbol, p in found.items()], default=floor) > floor


def _ends_line(text: str, end: int) -> bool:
    """Return whether a line ends at ``end``, or what a tag encloses: ``?`` may have swallowed its ``<``."""
    if end == len(text) or text[end - 1].isspace() or text[end].isspace() or "<" in text[end - 1 : end + 1]:
        return True
    return text[end - 1] == "?" and TAG.match(text, end) is not None


AHEAD = 3
"""So many characters behind a delimiter are tried out of step."""
FEW = 3
"""So many characters are tried for one that was cut."""


@cache
def _assigned() -> frozenset[int]:
    """Return the codes of the characters that are no private ones."""
    return frozenset(decode_table().keys() - user_defined().keys())


_Score = tuple[int, int, int]
"""How a few characters score, and the last two symbols."""


class ShiftedProbe:
    """How the text behind a delimiter reads if the machine cut a character there: a few characters out of step, beside the text as it stands."""

    def __init__(self, tokens: Tokens, model: TrigramModel, candidates: Candidates) -> None:
        self._tokens = tokens
        self._model = model
        self._candidates = candidates
        self._known, self._letters = _assigned(), non_han_letters()

    def reads_as_well(self, token: Token) -> bool:
        """Return whether what follows the delimiter ``token`` reads as well out of step, behind a character that was cut there."""
        shifted = self._shifted(token)
        if shifted is None:
            return False
        seen, symbols, pending, cost = shifted
        left, last = self._tokens.symbols_before(token.start)
        stands = sum(self._model.sequence_log_probs(left, last, token.symbols + seen))
        floor = stands - costs.NEARLY + cost
        # The symbols behind the second one do not hang on the guess: what they cost is known beforehand.
        known = sum(self._model.sequence_log_probs(symbols[0], symbols[1], symbols[2:])) if len(symbols) > 2 else 0
        tried = self._guess([(0, left, last)], self._candidates.by_trail(token.pair >> 8, LEAD_LOST), floor - known)
        tried = [self._along(score, symbols) for score in tried]
        if pending:
            tried = self._guess(tried, self._candidates.by_lead(pending), floor)
            tried = [self._along(score, seen[-1:]) for score in tried]
        return max([score for score, _, _ in tried], default=floor) > floor

    def _shifted(self, token: Token) -> tuple[list[int], list[int], int, int] | None:
        """Return what follows ``token`` as it stands and out of step, up to where it is in step again; the lead byte that waits there, and a cost.

        ``None`` if the bytes make no characters out of step.
        """
        tokens = self._tokens
        seen: list[int] = []
        symbols: list[int] = []
        pending, cost = token.pair & 0xFF, 0
        for position in range(token.end, token.end + AHEAD):
            code = tokens.code_at(position)
            seen.append(tokens.symbol_at(position))
            if not code or code in POSSIBLE_CUTS:
                return None if tokens.is_annotation(position) else (seen, symbols, pending, cost)
            whole, pending = pending << 8 | code >> 8, code & 0xFF
            if whole not in self._known:
                return None
            cost += costs.LETTER_ODD if whole in self._letters else 0
            symbols.append(self._candidates.of(whole).symbol)
            if not BEGINS[pending]:
                symbols += self._model.encode(chr(pending))
                break
        return seen, symbols, 0, cost

    def _guess(self, tried: list[_Score], fitting: Fitting, floor: int) -> list[_Score]:
        """Return the likeliest of what ``tried`` become by one of the characters that fit, above ``floor``: no symbol lifts a score."""
        found = [
            (score + p, last, symbol)
            for score, left, last in tried
            if score > floor
            for symbol, p in self._model.top_k(left, last, fitting.choice, floor - score).items()
        ]
        if len(found) > 1:
            found.sort(reverse=True)
            del found[FEW:]
        return found

    def _along(self, tried: _Score, symbols: list[int]) -> _Score:
        """Return what ``tried`` becomes by ``symbols``."""
        score, left, last = tried
        for symbol in symbols:
            score += self._model.log_prob(left, last, symbol)
            left, last = last, symbol
        return score, left, last
