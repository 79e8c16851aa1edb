"""What the members of a row have anything to do with: one scan of a text tells for all of them, and for most pages that is all.

A member that says by its :class:`Signs` what a text must have for it is asked only where the text has it.  The guards of all members make one search, which goes
on until each has found a sign; one that finds none would neither change the text nor say anything of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from unionclean.conditions import Condition, Guard, Stop
from unionclean.han import NOT_LATIN_BMP, may_be_chinese
from unionclean.walk import Walk

Look = Callable[[Stop], "bool | None"]
"""Whether a place of a text, at which a guard stands, is a sign; None if no place behind it is one either."""


def _believe(text: str) -> Look:
    return lambda stop: True


def _nowhere(text: str) -> bool:
    return False


class Signs(NamedTuple):
    """Without a sign of these in a text, a member has no edit and no note for it.

    A place of the ``guards`` is a sign if ``look(text)``, which is asked from left to right, says so; where ``look(text)`` is None, no place is.
    ``elsewhere(text)`` tells of signs that are no single characters, and ``others`` are signs of another kind, with a look of their own.
    """

    guards: tuple[Guard, ...]
    look: Callable[[str], Look | None] = _believe
    elsewhere: Callable[[str], bool] = _nowhere
    others: Signs | None = None

    def kinds(self) -> Iterator[Signs]:
        """Yield the signs of each kind."""
        kind: Signs | None = self
        while kind is not None:
            yield kind
            kind = kind.others


class HasSigns(Protocol):
    """What a scan needs to know of a member."""

    @property
    def signs(self) -> Callable[[], Signs | None]: ...

    @property
    def only_chinese(self) -> bool: ...


HEAD = 64
"""A text with Chinese among so many characters at its start is not first taken for a Latin one."""


class Scan:
    """The search for the signs of all ``members`` of a row, made when it is first needed."""

    def __init__(self, members: Sequence[HasSigns]) -> None:
        self._members = members

    def awake(self, text: str, asked: Iterable[int], others: Iterable[int] = ()) -> Collection[int]:
        """Return those of the members ``asked``, by their numbers, that may have anything to do with ``text``.

        Where all of it is read for them, ``others`` are told of as well; else they count as awake.
        """
        asked = frozenset(asked)
        every = asked.union(others)
        of_any_text = every - self._only_chinese
        if len(of_any_text) < len(every) and not may_be_chinese(text[:HEAD]):
            awake = self._of_latin.wake(text, asked & of_any_text, of_any_text)
            if awake is not None:
                return awake
        return self._of_chinese.wake(text, asked, every) or ()

    @cached_property
    def _only_chinese(self) -> frozenset[int]:
        return frozenset([number for number, member in enumerate(self._members) if member.only_chinese])

    @cached_property
    def _signs(self) -> dict[int, Signs]:
        found = {number: member.signs() for number, member in enumerate(self._members)}
        return {number: signs for number, signs in found.items() if signs is not None}

    @cached_property
    def _of_chinese(self) -> Search:
        return Search(self._signs)

    @cached_property
    def _of_latin(self) -> Search:
        """The search that ends at the first Chinese character: until then, guards that stand beside such only are not needed."""
        signs = {number: one for number, one in self._signs.items() if number not in self._only_chinese}
        return Search(signs, ends_at=NOT_LATIN_BMP)


class Search:
    """One search for the signs of some members; it gives up at a character of the class ``ends_at``."""

    def __init__(self, signs: Mapping[int, Signs], ends_at: str = "") -> None:
        self._kinds = [(number, kind) for number, one in signs.items() for kind in one.kinds()]
        self._of = {number: {key for key, (own, _) in enumerate(self._kinds) if own == number} for number in signs}
        self._elsewhere = [(number, kind.elsewhere) for number, kind in self._kinds if kind.elsewhere is not _nowhere]
        self._walk = Walk({key: _conditions(kind, ends_at) for key, (_, kind) in enumerate(self._kinds)}, ends_at)
        self._keys: dict[frozenset[int], frozenset[int]] = {}

    def wake(self, text: str, asked: frozenset[int], every: frozenset[int]) -> set[int] | None:
        """Return those of ``asked`` that a sign in ``text`` wakes or that have none, and those of ``every`` that may be awake; None if it holds what ends the search."""
        woken = set(every.difference(self._of))
        reach = self._finish(text, set(self._keys_of(asked)), set(self._keys_of(every)), woken)
        if reach == _ENDED:
            return None
        if reach == _PART:
            woken |= every - asked
        for number, is_elsewhere in self._elsewhere:
            if number in every and number not in woken and is_elsewhere(text):
                woken.add(number)
        return woken

    def _keys_of(self, numbers: frozenset[int]) -> frozenset[int]:
        """Return the kinds of signs of the members ``numbers``, by their keys."""
        keys = self._keys.get(numbers)
        if keys is None:
            keys = self._keys[numbers] = frozenset([key for key, (own, _) in enumerate(self._kinds) if own in numbers])
        return keys

    def _finish(self, text: str, needed: set[int], waiting: set[int], woken: set[int]) -> int:
        """Search for signs of the kinds ``waiting`` until nothing more is to be found of those ``needed``, and put whom they wake in ``woken``."""
        looks: dict[int, Look | None] = {}
        for place, at in self._walk.stops(text, waiting):
            if not at:
                return _ENDED
            for key, conditions in at.items():
                if key not in waiting:
                    continue
                stop = _first_stop(conditions, text, place)
                if stop is None:
                    continue
                number, kind = self._kinds[key]
                if key not in looks:
                    looks[key] = kind.look(text)
                look = looks[key]
                is_sign = None if look is None else look(stop)
                if is_sign is None:
                    waiting.discard(key)
                    needed.discard(key)
                elif is_sign:
                    waiting -= self._of[number]
                    needed -= self._of[number]
                    woken.add(number)
            if not needed and self._walk.goes_on(text, place):
                return _PART if waiting else _ALL
        return _ALL


_ALL, _PART, _ENDED = range(3)
"""How far a search came: to the end of what it was for, only to the end of what was asked, or to what ends it."""


def _conditions(kind: Signs, ends_at: str) -> list[Condition]:
    """Return the conditions of the guards of one kind: those that a search can meet that ends at the first Chinese character, or all."""
    return [Condition(guard) for guard in kind.guards if not (ends_at and guard.only_chinese)]


def _first_stop(conditions: Iterable[Condition], text: str, place: int) -> Stop | None:
    for condition in conditions:
        end = condition.ends(text, place)
        if end >= 0:
            return Stop(condition.name, place, end)
    return None
