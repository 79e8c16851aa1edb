"""The characters that may have stood where a byte was lost: the common ones with the byte that is left."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, Protocol

from unionclean.encoding.cp936 import characters, is_trail, private_zones

MOST = 64
"""So many characters are tried per lost byte; the rarest of them is already a thousand times rarer than the first."""

CONTEXTS = ("\n\n", "的人", "人，", "了。", "：“", "，不", "一个", "00")
"""Common places: a character is common if it is so after one of them."""

ANY, HIGH, LOW = -2, -3, -4
"""Lost lead bytes: any; the second half of a pair AAA1-AFFE or F8A1-FEFE; that of a pair A140-A7A0."""

LEADS = {ANY: range(0x81, 0xFF), HIGH: range(0xA1, 0xFF), LOW: range(0x81, 0xA1)}

PRIVATE_HIGH = frozenset([*range(0xAA, 0xB0), *range(0xF8, 0xFF)])
PRIVATE_LOW = frozenset([*range(0xA1, 0xA8), 0xFE])


class Model(Protocol):
    """What the search asks of a language model."""

    def encode(self, text: str) -> list[int]: ...

    def log_prob(self, a: int, b: int, c: int) -> float: ...


class Candidate(NamedTuple):
    """A character, its two bytes and its symbol in the model."""

    character: str
    lead: int
    trail: int
    symbol: int


class Candidates:
    """Candidates for lost bytes, commonest first by the model's unigrams."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._contexts = [(model.encode(pair)[0], model.encode(pair)[1]) for pair in CONTEXTS]
        self._by_code: dict[int, Candidate] = {}
        self._unlikely: frozenset[str] | None = None
        self.by_trail = cache(self._by_trail)
        self.by_lead = cache(self._by_lead)
        self.before_private = cache(self._before_private)

    def _by_trail(self, trail: int, leads: int) -> tuple[Candidate, ...]:
        """Characters that end in ``trail`` and begin with a byte of the class ``leads``."""
        return self._common(lead << 8 | trail for lead in LEADS[leads])

    def _by_lead(self, lead: int) -> tuple[Candidate, ...]:
        """Characters that begin with ``lead``."""
        return self._common(lead << 8 | trail for trail in range(0x40, 0xFF) if is_trail(trail))

    def _before_private(self, lead: int) -> tuple[tuple[Candidate, int], ...]:
        """Characters of ``lead`` whose trail byte began a dropped private pair, with the class of the byte after it."""
        classes = [(PRIVATE_HIGH, HIGH), (PRIVATE_LOW, LOW)]
        return tuple(
            (candidate, leads)
            for trails, leads in classes
            for candidate in self._common(lead << 8 | trail for trail in trails)
        )

    def _common(self, wanted: Iterable[int]) -> tuple[Candidate, ...]:
        known = self._guessable()
        found = sorted((known[code] for code in wanted if code in known), key=self._rarity)
        return tuple(found[:MOST])

    def _rarity(self, candidate: Candidate) -> float:
        return -max(self._model.log_prob(left, right, candidate.symbol) for left, right in self._contexts)

    def _guessable(self) -> dict[int, Candidate]:
        """Candidates by code.  A number that was lost stays lost, and so does what nobody can see."""
        if not self._by_code:
            private = private_zones()
            known = {code: c for code, c in characters().items() if code not in private and _is_guessable(c)}
            for (code, character), symbol in zip(known.items(), self._model.encode("".join(known.values())), strict=True):
                self._by_code[code] = Candidate(character, code >> 8, code & 0xFF, symbol)
        return self._by_code

    def unlikely(self) -> frozenset[str]:
        """Return the characters that share their symbol with one that such pages rather use."""
        if self._unlikely is None:
            every = self._guessable().values()
            traditional = {c.symbol for c in every if not _is_gb2312(c.character) and _is_han(c.character)}
            self._unlikely = frozenset("「」『』").union(
                c.character for c in every if c.symbol in traditional and _is_han(c.character) and _is_gb2312(c.character)
            )
        return self._unlikely


def _is_guessable(character: str) -> bool:
    return unicodedata.category(character)[0] not in "NZ"


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _is_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
