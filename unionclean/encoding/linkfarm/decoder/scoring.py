"""Which characters may stand where a byte was lost, and what each is worth: the language model and what the page itself says."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from unionclean.encoding.codepages.cp936 import decode_table
from unionclean.encoding.linkfarm.decoder import costs
from unionclean.encoding.linkfarm.decoder.candidates import Candidate, Candidates, Fitting
from unionclean.encoding.linkfarm.decoder.hypothesis import Hypothesis
from unionclean.encoding.linkfarm.delimiters import CUT_DELIMITERS, INDENT
from unionclean.encoding.models.page_model import PageModel

INDENT_INSIDE = re.compile(f"[^\\s](?={INDENT})")
"""What stands before a blank inside a line, on pages that lost their line breaks; behind anything else there is none, but another one."""


PERSONS = frozenset("他她它")
PERSON_LEAD = 0xCB
"""他, 她 and 它 share their lead byte: only the page can tell who is meant, and the language model must not."""


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
        self._persons = frozenset() if any(person in text for person in PERSONS) else PERSONS
        self._indents = frozenset(model.encode("".join([INDENT, *INDENT_INSIDE.findall(text)])))

    def expect(self, halves: dict[str, int]) -> None:
        """Take note of what each half of a pair of marks costs from here on."""
        self._penalties.update(halves)

    def rank(
        self,
        hypothesis: Hypothesis,
        fitting: Fitting,
        cost: int,
        floor: int,
        ahead: int = 0,
        most: int = 0,
    ) -> list[tuple[int, Candidate]]:
        """Return the candidates that can still win, with their gains; ``ahead`` is what the next guess costs at least.

        What does not get above ``floor`` has lost.  Nearly two calls in three find nothing, so what cannot win leaves as early as it can.
        """
        least = floor + cost + ahead - hypothesis.score
        if least >= -costs.BEST_CASE:
            return []
        last, members = hypothesis.last, fitting.members
        uncut = _uncut_pair(hypothesis)
        found: list[tuple[int, Candidate]] = []
        for symbol, p in self._model.top_k(hypothesis.left, last, fitting.choice, least).items():
            if p <= least:
                continue
            for candidate in members[symbol]:
                gain = p - self._penalty(candidate, last)
                if uncut and (candidate.is_cut if uncut < 0 else uncut | candidate.lead in CUT_DELIMITERS):
                    gain -= costs.UNCUT
                if gain > least:
                    found.append((gain - cost, candidate))
        if self._persons and hypothesis.pending == PERSON_LEAD:
            found = _make_equal(found, self._persons)
        if len(found) > (most or costs.GUESSES):
            found.sort(key=_best_first)
            del found[most or costs.GUESSES :]
        return found

    def _penalty(self, candidate: Candidate, last: int) -> int:
        """Return what it costs to guess this character after ``last``: Simplified ones are odd where the page has none of them."""
        character = candidate.character
        penalty = self._penalties.get(character)
        if penalty is None:
            odd = character in self._unlikely and character not in self._text
            penalty = self._penalties[character] = costs.ODD if odd else 0
        if character == INDENT and last not in self._indents:
            return -costs.NOWHERE
        return penalty


def _make_equal(found: list[tuple[int, Candidate]], characters: frozenset[str]) -> list[tuple[int, Candidate]]:
    """Return the candidates with those of ``characters`` as likely as the likeliest of them."""
    best = max((gain for gain, candidate in found if candidate.character in characters), default=0)
    return [(best if candidate.character in characters else gain, candidate) for gain, candidate in found]


def _uncut_pair(hypothesis: Hypothesis) -> int:
    """Return where a guess would leave a delimiter uncut, which costs: -1 if it makes one itself, the byte before it (shifted) if with that, 0 nowhere."""
    if hypothesis.next_stands_alone():
        return 0
    return -1 if hypothesis.has_lead() else (hypothesis.tail & 0xFF) << 8


def _best_first(ranked: tuple[int, Candidate]) -> tuple[int, int, int]:
    gain, candidate = ranked
    return -gain, candidate.symbol, candidate.code


@cache
def non_han_letters() -> frozenset[int]:
    """Return the codes of letters that are not Han: full-width, Greek, Cyrillic, kana."""
    return frozenset(code for code, c in decode_table().items() if c.isalpha() and not "\u3400" <= c <= "\u9fff")
