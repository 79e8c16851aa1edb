"""Which characters may stand where a byte was lost, and what each is worth: the language model and what the page itself says."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from unionclean.encoding.codepages.cp936 import FULL_WIDTH_SHIFT, decode_table
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.candidates import Candidate, Candidates, Fitting
from unionclean.encoding.linkfarm.decoder.hypothesis import ITSELF, Hypothesis
from unionclean.encoding.linkfarm.decoder.open_pairs import PAIRS
from unionclean.encoding.linkfarm.delimiters import CUT_DELIMITERS, INDENT
from unionclean.encoding.models.page_model import PageModel
from unionclean.encoding.models.trigram import NEWLINE
from unionclean.patterns import lazy

INDENT_INSIDE = lazy(f"{INDENT}(?<=([^\\s]){INDENT})")
"""What stands before a blank inside a line, on pages that lost their line breaks; behind anything else there is none, but another one."""


PERSONS = frozenset("他她它")
PERSON_LEAD = 0xCB
"""他, 她 and 它 share their lead byte: only the page can tell who is meant, and the language model must not."""


Ranked = tuple[int, int, Candidate]
"""What a guess costs, its rank among those that cost the same, and the character."""


class PageTraits(NamedTuple):
    """What is true of a whole page: the characters it annotates, and how it came here."""

    annotated: frozenset[str]
    folded: bool
    dropped: bool
    shows_cuts: bool
    hides_cuts: bool


class Scorer:
    """Ranks the candidates of one page."""

    def __init__(self, text: str, model: PageModel, candidates: Candidates, annotated: frozenset[str]) -> None:
        self._text = text
        self._model = model
        self._unlikely = candidates.unlikely()
        # Annotation came before the cut, so a character that the page annotates was never cut in two.
        self._penalties = dict.fromkeys(annotated, costs.NOT_ANNOTATED)
        present = {person for person in PERSONS if person in text}
        self._persons = frozenset() if present else PERSONS
        if present:
            self._penalties.update(dict.fromkeys(PERSONS - present, costs.ABSENT_PERSON))
        self._halves: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        """How each half of a pair is written, and the other one."""
        for opening, closing, _ in PAIRS:
            ways = (opening, _folded(opening)), (closing, _folded(closing))
            self._halves[opening], self._halves[closing] = ways, ways[::-1]
        self._symbols = dict(zip(self._halves, model.encode("".join(self._halves)), strict=True))
        self._wanted: list[int] = []
        """The halves that are wanted from here on, in symbols: the model alone may not think of them."""
        self._indents = frozenset(model.encode("".join([INDENT, *INDENT_INSIDE.findall(text)])))

    def expect(self, halves: dict[str, int]) -> None:
        """Take note of what each half of a pair of marks costs from here on."""
        self._penalties.update(halves)
        self._wanted = [self._symbols[half] for half, cost in halves.items() if cost < 0]

    def cost_of(self, character: str) -> int:
        """Return what ``character`` costs beside what the model says of it; less than nothing where it is wanted."""
        return self._penalties.get(character, 0)

    def rank(
        self,
        hypothesis: Hypothesis,
        fitting: Fitting,
        cost: int,
        floor: int,
        ahead: int = 0,
        most: int = 0,
    ) -> list[Ranked]:
        """Return the candidates that can still win, best first; ``ahead`` is what the next guess costs at least.

        What does not get above ``floor`` has lost.  Nearly two calls in three find nothing, so what cannot win leaves as early as it can.
        """
        least = floor + cost + ahead - hypothesis.score
        if least >= -costs.BEST_CASE:
            return []
        last, members, penalties = hypothesis.last, fitting.members, self._penalties
        before = hypothesis.byte_before_guess()
        ranked: list[Ranked] = []
        likely = self._model.top_k(hypothesis.left, last, fitting.choice, least)
        for symbol in self._wanted:
            if symbol in members and symbol not in likely:
                likely = {**likely, symbol: self._model.log_prob(hypothesis.left, last, symbol)}
        for symbol, p in likely.items():
            for candidate in members[symbol]:
                if candidate.is_half:
                    penalty = self._cost_of_half(hypothesis, candidate.character)
                else:
                    known = penalties.get(candidate.character)
                    penalty = self._learn_penalty(candidate.character) if known is None else known
                if candidate.is_indent and last not in self._indents:
                    continue
                if candidate.is_cut if before == ITSELF else before | candidate.lead in CUT_DELIMITERS:
                    penalty += costs.UNCUT
                if last == NEWLINE and candidate.is_closing:
                    penalty += costs.BEGIN_ODD
                if p - penalty > least:
                    ranked.append((cost + penalty - p, candidate.rank, candidate))
        if self._persons and hypothesis.pending == PERSON_LEAD:
            ranked = _make_equal(ranked, self._persons)
        if len(ranked) > 1:
            ranked.sort()
            del ranked[most or costs.GUESSES :]
        return ranked

    def _cost_of_half(self, hypothesis: Hypothesis, half: str) -> int:
        """Return what one half of a pair costs where ``hypothesis`` may have opened or closed the pair itself."""
        same, other = self._halves[half]
        node = hypothesis.out
        while node is not None:
            if node.text in same:
                return costs.PAIR_ODD
            if node.text in other:
                return 0
            node = node.before
        return self._penalties[half] if half in self._penalties else self._learn_penalty(half)

    def _learn_penalty(self, character: str) -> int:
        """Return what it costs to guess this character: Simplified ones are odd where the page has none of them."""
        odd = character in self._unlikely and character not in self._text
        penalty = self._penalties[character] = costs.ODD if odd else 0
        return penalty


def _folded(mark: str) -> str:
    return chr(ord(mark) - FULL_WIDTH_SHIFT) if "\uff01" <= mark <= "\uff5e" else mark


def _make_equal(ranked: list[Ranked], characters: frozenset[str]) -> list[Ranked]:
    """Return the candidates with those of ``characters`` as likely as the likeliest of them."""
    least = min((loss for loss, _, candidate in ranked if candidate.character in characters), default=0)
    return [(least if c.character in characters else loss, rank, c) for loss, rank, c in ranked]


@cache
def non_han_letters() -> frozenset[int]:
    """Return the codes of letters that are not Han: full-width, Greek, Cyrillic, kana."""
    return frozenset(code for code, c in decode_table().items() if c.isalpha() and not "\u3400" <= c <= "\u9fff")
