"""A walk along a text, over the places where guards may stand.

This is the Python of it, which goes by a pattern.  A wheel may hold the same compiled, from ``walk.pyx``, which goes by a table: there only places are seen where a guard
has at its sides what it must have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from unionclean.conditions import FREQUENT, Condition, Guard
from unionclean.han import is_beyond_bmp
from unionclean.patterns import lazy
from unionclean.sieve import NOTHING, RARE, Sieve

_PATIENCE = 16
"""So many places where nobody waits are passed by; then a search for the others alone goes on, if it is worth its pattern."""

_OFTEN = 8
"""So often the others are searched for alone that a pattern of theirs, which takes long to compile, pays."""

At = Mapping[int, Sequence[Condition]]
"""The conditions that are asked at a character, by the members that have them."""


class Walk:
    """The places of the guards that some members have; it ends at a character of the class ``end``, and if there is one, where a text goes beyond the BMP.

    >>> walk = Walk({0: [Condition(Guard("digit", "0-9", "(?=年)"))], 1: [Condition(Guard("stop", "。"))]}, end="A-Z")
    >>> [(place, list(at)) for place, at in walk.stops("4年。A。", {0, 1})]
    [(0, [0]), (2, [1]), (3, [])]
    """

    def __init__(self, conditions: Mapping[int, Sequence[Condition]], end: str = "") -> None:
        self._conditions, self._end = conditions, end
        self._usual = {number: [c for c in of_one if not c.guard.literal] for number, of_one in conditions.items()}
        guards = [condition.guard for of_one in self._usual.values() for condition in of_one]
        self._class = lazy(_anywhere([*([Guard("end", end)] if end else []), *guards]))
        self._ends = lazy(f"[{end}]")
        self._literals = {c.guard.literal for of_one in conditions.values() for c in of_one} - {""}
        self._at: dict[str, At] = {}
        self._narrower: dict[Collection[int], Walk] = {}
        self._wanted: Counter[Collection[int]] = Counter()

    def stops(self, text: str, waiting: AbstractSet[int], start: int = 0) -> Iterator[tuple[int, At]]:
        """Yield the places, from ``start`` on, where guards of ``waiting`` may stand, with the conditions to be asked; none are where the walk ends.

        Who is found may be taken out of ``waiting`` on the way.
        """
        if any(literal in text for literal in self._literals):
            yield from self._with_literals.stops(text, waiting, start)
            return
        places = self._class
        if self._end and not start:
            held = self._sieve.holds(text)
            if held == NOTHING:
                return
            if held == RARE:
                places = self._sieve.rare
            elif is_beyond_bmp(text):
                yield 0, {}
                return
        idle = 0
        for match in places.finditer(text, start):
            place = match.start()
            at = self._at.get(text[place])
            if at is None:
                at = self._conditions_at(text[place])
            idle += waiting.isdisjoint(at)
            yield place, at
            if not at:
                return
            if idle > _PATIENCE:
                idle = 0
                narrower = self._only(waiting)
                if narrower is not None:
                    yield from narrower.stops(text, waiting, place + 1)
                    return

    def goes_on(self, text: str, place: int) -> bool:
        """Return whether nothing ends the walk from ``place`` on."""
        return not self._end or self._ends.search(text, place) is None

    def _only(self, members: Collection[int]) -> Walk | None:
        """Return the walk over the places of ``members`` alone; None where it was seldom wanted so far."""
        members = frozenset(members)
        self._wanted[members] += 1
        if self._wanted[members] < _OFTEN:
            return None
        if members not in self._narrower:
            self._narrower[members] = Walk({number: self._conditions[number] for number in members}, self._end)
        return self._narrower[members]

    @cached_property
    def _with_literals(self) -> Walk:
        """The same walk, which stops at the guards of literals as at any others."""

        def plain(condition: Condition) -> Condition:
            return Condition(condition.guard._replace(literal="")) if condition.guard.literal else condition

        return Walk({number: [*map(plain, of_one)] for number, of_one in self._conditions.items()}, self._end)

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve((condition.guard for of_one in self._usual.values() for condition in of_one), self._end)

    def _conditions_at(self, character: str) -> At:
        found: dict[int, list[Condition]] = {}
        if not self._end or not self._ends.match(character):
            for number, of_one in self._usual.items():
                about = [condition for condition in of_one if condition.is_about(character)]
                if about:
                    found[number] = about
        self._at[character] = found
        return found


def _anywhere(guards: Sequence[Guard]) -> str:
    """Return a pattern for the characters of ``guards``, which asks the conditions as well at those that text is full of."""
    if not guards:
        return r"(?!)"
    characters = "".join(dict.fromkeys(guard.characters for guard in guards))
    asked = sorted((often, guard) for guard in guards if (often := _frequent_characters(guard)))
    if not asked:
        return f"[{characters}]"
    # Behind the character, because a search for a class is quick that begins the pattern; of many ways, `re` passes by those that begin with another class.
    ways = [f"[^\n -~{FREQUENT}]", *(f"[{often}](?={guard.pattern})" for often, guard in asked)]
    return f"[{characters}](?<={'|'.join(ways)})"


def _frequent_characters(guard: Guard) -> str:
    """Return those characters of ``guard`` that text is full of, as a piece for a class; English, markup and verse are full of ASCII and line breaks."""
    if guard.characters.isascii():
        return guard.characters
    condition = Condition(guard)
    return "".join(filter(condition.is_about, FREQUENT))
