"""The characters that may have stood where a byte was lost: the common ones with the byte that is left."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from unionclean.encoding.codepages.cp936 import FULL_WIDTH_SHIFT, decode_table, encode_table, is_gb2312, user_defined
from unionclean.encoding.linkfarm.annotations import times_seen
from unionclean.encoding.linkfarm.decoder.hypothesis import DROPPED, LEAD_LOST, LOST
from unionclean.encoding.linkfarm.decoder.open_pairs import PAIRS
from unionclean.encoding.linkfarm.delimiters import CUT_DELIMITERS, INDENT
from unionclean.encoding.models.ngrams import CACHED, CandidateSet
from unionclean.encoding.models.trigram import OTHER, RARE, TrigramModel

UNNAMED = frozenset((RARE, OTHER))
"""Characters that the model does not know one by one are too rare to be guessed."""

SEARCHED, MORE = 32, 60
"""So many are kept in mind after a symbol for a search, and for a second look: behind a name or a quotation mark the right one can be far down the list."""

CLOSING = frozenset("、。，．；：！？）］｝」』”’》〉】〕％")
"""Marks with which no line begins."""

HALVES = frozenset(half for opening, closing, _ in PAIRS for half in (opening, closing))
"""The halves of pairs of marks."""

MANY = 80
"""So many candidates are looked at where both bytes were lost."""

LAST_FREQUENT = b"\xc6\x7e"
"""Up to this code Big5 holds the 5,401 characters that Traditional text uses most."""


@cache
def lost_leads(pending: int) -> tuple[int, ...]:
    """Return the lead bytes that may have been lost where ``pending`` says that one was.

    >>> len(lost_leads(LEAD_LOST))
    126
    >>> [hex(lead) for lead in lost_leads(DROPPED - 0xD7)]
    ['0xfa', '0xfb', '0xfc', '0xfd', '0xfe']
    """
    if pending == LEAD_LOST:
        return tuple(range(0x81, 0xFF))
    first, private, known = DROPPED - pending, user_defined(), decode_table()
    pairs = {lead: first << 8 | lead for lead in range(0x81, 0xFF)}
    return tuple(lead for lead, pair in pairs.items() if pair in private or pair not in known)


@cache
def is_dropped_first(byte: int, *, private: bool) -> bool:
    """Return whether a pair that begins with ``byte`` may have left no trace: unassigned, or of a ``private`` zone."""
    zones, known = user_defined(), decode_table()
    pairs = [byte << 8 | second for second in range(0x81, 0xFF)]
    return any(pair not in known or (private and pair in zones) for pair in pairs)


class Candidate:
    """A character, its code (two bytes) and its symbol in the model."""

    __slots__ = (
        "character", "code", "folded", "is_closing", "is_cut", "is_half", "is_indent", "lead", "rank", "symbol", "trail", "wide"
    )  # fmt: skip

    def __init__(self, character: str, code: int, symbol: int) -> None:
        self.character = character
        self.code = code
        self.lead = code >> 8
        self.trail = code & 0xFF
        self.symbol = symbol
        self.rank = symbol << 16 | code
        """Of candidates that are equally likely the commoner one, whose symbol is smaller, comes first."""
        self.is_indent = character == INDENT
        self.is_cut = code in CUT_DELIMITERS
        self.is_closing = character in CLOSING
        self.is_half = character in HALVES
        self.wide = LOST if character.isdecimal() else character
        """How a page with full-width marks writes it; which digit it was nobody may guess."""
        self.folded = chr(ord(character) - FULL_WIDTH_SHIFT) if "\uff01" <= self.wide <= "\uff5e" else self.wide
        """How a page that has folded them writes it."""


class Fitting:
    """The candidates that fit a place: the question for the model, and the characters that share each symbol."""

    __slots__ = ("choice", "members")

    def __init__(self, choice: CandidateSet, members: dict[int, list[Candidate]]) -> None:
        self.choice = choice
        self.members = members


class Candidates:
    """Candidates for lost bytes: common characters, in the symbols of a model."""

    def __init__(self, model: TrigramModel, kept: int = CACHED) -> None:
        self._model = model
        self._kept = kept
        self.of = cache(self._of)
        self.by_trail = cache(self._by_trail)
        self.by_lead = cache(self._by_lead)
        self.before_unassigned = cache(self._before_unassigned)
        self.before_dropped = cache(self._before_dropped)
        self.between_dropped = cache(self._between_dropped)
        self.behind_dropped = cache(self._behind_dropped)

    def _of(self, code: int) -> Candidate:
        """The character of ``code``, which is no guess."""
        character = decode_table()[code]
        return Candidate(character, code, self._model.encode(character)[0])

    def _by_trail(self, trail: int, pending: int) -> Fitting:
        """Characters that end in ``trail`` and begin with a byte that was lost."""
        return self._common(lead << 8 | trail for lead in lost_leads(pending))

    def _by_lead(self, lead: int) -> Fitting:
        """Characters that begin with ``lead``; the byte that was lost was a lead byte to the machine."""
        return self._common(lead << 8 | trail for trail in range(0x81, 0xFF))

    def _before_unassigned(self, lead: int, following: int) -> Fitting:
        """Characters of ``lead`` whose trail byte makes with ``following`` a pair that is not assigned."""
        known = decode_table()
        trails = [trail for trail in range(0x81, 0xFF) if trail << 8 | following not in known]
        return self._common(lead << 8 | trail for trail in trails)

    def _before_dropped(self, lead: int, private: bool) -> Fitting:
        """Characters of ``lead`` whose trail byte began a pair that was dropped."""
        return self._common(
            lead << 8 | trail for trail in range(0xA1, 0xFF) if is_dropped_first(trail, private=private)
        )

    def _between_dropped(self, pending: int, private: bool) -> Fitting:
        """Characters whose lead byte ended a dropped pair and whose trail byte began another."""
        firsts = [trail for trail in range(0xA1, 0xFF) if is_dropped_first(trail, private=private)]
        return self._common((lead << 8 | trail for lead in lost_leads(pending) for trail in firsts), kept=MANY)

    def _behind_dropped(self, pending: int) -> Fitting:
        """Characters whose lead byte ended a dropped pair and whose trail byte was a lead byte to the machine, and is gone too."""
        leads = lost_leads(pending)
        return self._common((lead << 8 | trail for lead in leads for trail in range(0x81, 0xFF)), kept=MANY)

    def _common(self, wanted: Iterable[int], kept: int = 0) -> Fitting:
        known = _guessable(self._model)
        members: dict[int, list[Candidate]] = {}
        for code in wanted:
            candidate = known[code]
            if candidate is not None:
                members.setdefault(candidate.symbol, []).append(candidate)
        return Fitting(CandidateSet(members, max(kept, self._kept)), members)

    def unlikely(self) -> frozenset[str]:
        """Return the characters that such pages do not use: corner brackets, and Simplified forms that the machine converts."""
        return _unlikely(self._model)


class _Guessable(dict[int, "Candidate | None"]):
    """Candidates by code, made when one is first asked for: a page asks for the rows of few bytes.  None for what nobody may guess."""

    def __init__(self, model: TrigramModel) -> None:
        self._model = model

    def __missing__(self, code: int) -> Candidate | None:
        character = decode_table().get(code)
        found = None
        if character is not None and code not in user_defined() and _is_guessable(character):
            symbol = self._model.encode(character)[0]
            found = None if symbol in UNNAMED else Candidate(character, code, symbol)
        self[code] = found
        return found


_guessable = cache(_Guessable)  # one table for the first look and the second


@cache
def _unlikely(model: TrigramModel) -> frozenset[str]:
    named = [(c, code) for c in model.alphabet() if _is_han(c) and (code := encode_table().get(c))]
    traditional = {model.encode(c)[0] for c, code in named if not is_gb2312(code)}
    converted = {model.encode(c)[0] for c in times_seen()}
    return frozenset("「」『』").union(
        c
        for c, code in named
        if (symbol := model.encode(c)[0]) in traditional
        and is_gb2312(code)
        and (symbol in converted or not _is_frequent_in_big5(c))
    )


def _is_guessable(character: str) -> bool:
    """Numbers stay lost; letters of other scripts are too rare between Han."""
    return _is_han(character) or not (character.isalpha() or unicodedata.category(character)[0] == "N")


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _is_frequent_in_big5(character: str) -> bool:
    """Return whether Traditional text uses ``character`` too: 同 has a rare form 衕, and 里 was never made 裏 by the machine.

    The first half of Big5 holds the frequent characters.
    """
    return b"" < character.encode("big5", "ignore") <= LAST_FREQUENT
