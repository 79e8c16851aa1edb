"""What the members of a row have anything to do with: one scan of a text tells for all of them, and for most pages that is all.

A member that says by its :class:`Signs` what a text must have for it is asked only where the text has it.  The guards of all members make one search, which goes
on until each has found a sign; one that finds none would neither change the text nor say anything of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from unionclean.conditions import Condition, Guard, Stop
from unionclean.han import NOT_LATIN_BMP, is_beyond_bmp
from unionclean.walk import Walk

Look = Callable[[Stop], bool]
"""Whether a place of a text, at which a guard stands, is a sign."""


def _believe(text: str) -> Look:
    return lambda stop: True


def _nowhere(text: str) -> bool:
    return False


class Signs(NamedTuple):
    """Without a sign of these in a text, a member has no edit and no note for it.

    A place of the ``guards`` is a sign if ``look(text)``, which is asked from left to right, says so; where ``look(text)`` is None, no place is.
    ``elsewhere(text)`` tells of signs that are no single characters.
    """

    guards: tuple[Guard, ...]
    look: Callable[[str], Look | None] = _believe
    elsewhere: Callable[[str], bool] = _nowhere


class HasSigns(Protocol):
    """What a scan needs to know of a member."""

    @property
    def signs(self) -> Callable[[], Signs | None]: ...

    @property
    def only_chinese(self) -> bool: ...


class Scan:
    """The search for the signs of all ``members`` of a row, made when it is first needed."""

    def __init__(self, members: Sequence[HasSigns]) -> None:
        self._members = members

    def awake(self, text: str, asked: Iterable[int]) -> Collection[int]:
        """Return those of the members ``asked``, by their numbers, that may have anything to do with ``text``."""
        asked = set(asked)
        of_any_text = {number for number in asked if not self._members[number].only_chinese}
        if len(of_any_text) < len(asked):
            awake = self._of_latin.wake(text, of_any_text)
            if awake is not None and (text.isascii() or not is_beyond_bmp(text)):
                return awake
        return self._of_chinese.wake(text, asked) or ()

    @cached_property
    def _signs(self) -> dict[int, Signs]:
        found = {number: member.signs() for number, member in enumerate(self._members)}
        return {number: signs for number, signs in found.items() if signs is not None}

    @cached_property
    def _of_chinese(self) -> _Search:
        return _Search(self._signs)

    @cached_property
    def _of_latin(self) -> _Search:
        """The search that ends at the first Chinese character: until then, guards that stand beside such only are not needed."""
        of_any_text = {n: signs for n, signs in self._signs.items() if not self._members[n].only_chinese}
        return _Search(
            {
                number: signs._replace(guards=tuple(guard for guard in signs.guards if not guard.only_chinese))
                for number, signs in of_any_text.items()
            },
            ends_at=NOT_LATIN_BMP,
        )


class _Search:
    """One search for the signs of some members; it gives up at a character of the class ``ends_at``."""

    def __init__(self, signs: Mapping[int, Signs], ends_at: str = "") -> None:
        self._signs = signs
        self._walk = Walk({number: [*map(Condition, one.guards)] for number, one in signs.items()}, ends_at)

    def wake(self, text: str, asked: Collection[int]) -> set[int] | None:
        """Return those of ``asked`` that a sign in ``text`` wakes or that have none; None if it holds what ends the search."""
        asleep = {number for number in asked if number in self._signs}
        woken: set[int] = set()
        if not self._finish(text, set(asleep), woken):
            return None
        return set(asked) - {n for n in asleep if n not in woken and not self._signs[n].elsewhere(text)}

    def _finish(self, text: str, waiting: set[int], woken: set[int]) -> bool:
        """Search for a sign of each of those ``waiting``, and put the ``woken`` there; return whether nothing ended the search."""
        looks: dict[int, Look | None] = {}
        for place, at in self._walk.stops(text, waiting):
            if not at:
                return False
            for number, conditions in at.items():
                stop = _first_stop(conditions, text, place) if number in waiting else None
                if stop is None:
                    continue
                if number not in looks:
                    looks[number] = self._signs[number].look(text)
                look = looks[number]
                if look is None:
                    waiting.discard(number)
                elif look(stop):
                    waiting.discard(number)
                    woken.add(number)
            if not waiting and self._walk.goes_on(text, place):
                return True
        return True


def _first_stop(conditions: Iterable[Condition], text: str, place: int) -> Stop | None:
    for condition in conditions:
        end = condition.ends(text, place)
        if end >= 0:
            return Stop(condition.name, place, end)
    return None
