"""The steps in a row: ``DEFAULT_STEPS``, :func:`compose`, :func:`clean`, :func:`explain`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from unionclean.edits import Change, Cleaned, Edit, Note, compose_edits, project_notes
from unionclean.encoding import repair_encoding
from unionclean.places import strip_place_spam
from unionclean.punctuation import normalize_punctuation
from unionclean.script import to_simplified
from unionclean.steps import MOST_ROUNDS, Step, require_str

DEFAULT_STEPS: tuple[Step, ...] = (repair_encoding, strip_place_spam, to_simplified, normalize_punctuation)
"""What :func:`clean` does, in order.  The encoding comes first: every other step destroys the bytes it needs."""


class Cleaner:
    """A row of steps as one callable, made by :func:`compose`.

    It pickles, and keeps no state between calls, so one object serves many threads and worker processes.

    >>> from unionclean import normalize_punctuation, to_simplified
    >>> compose(to_simplified, normalize_punctuation.using(width="half"))
    compose(to_simplified, normalize_punctuation.using(width='half'))
    """

    __slots__ = ("steps",)

    def __init__(self, steps: tuple[Callable[[str], str], ...]) -> None:
        self.steps = steps

    def __call__(self, text: str) -> str:
        """Return ``text`` after every step; the same object when no step had anything to do.

        Raises :class:`TypeError` for anything but a ``str``, and when a function in the row returns something else.

        >>> from unionclean import to_simplified
        >>> compose(to_simplified, str.upper)("工會 gdp")
        '工会 GDP'
        >>> text = "工会"
        >>> compose(to_simplified, str.upper)(text) is text
        True
        """
        require_str(text)
        settled = text
        for _ in range(self._rounds):
            changed = settled
            for function in self.steps:
                changed = _called(function, changed)
            if changed == settled or self._rounds == 1:
                return settled if changed == settled else changed
            settled = changed
        return text

    def explain(self, text: str) -> Cleaned:
        """Return what :meth:`__call__` does to ``text``, step by step; a foreign function is one edit under its own name.

        >>> from unionclean import to_simplified
        >>> cleaned = compose(to_simplified, str.upper).explain("工會 gdp")
        >>> [(change.step, change.edits[0].before, change.edits[0].after) for change in cleaned.changes]
        [('to_simplified', '會', '会'), ('upper', 'gdp', 'GDP')]
        >>> compose(to_simplified).explain("工会").changes
        ()
        """
        require_str(text)
        settled = text
        changes: list[Change] = []
        notes: list[Note] = []
        to_original: tuple[Edit, ...] = ()
        for round_number in range(self._rounds):
            before_round = settled
            for function in self.steps:
                cleaned = _explained(function, settled)
                if round_number == 0 or cleaned.changes:
                    notes += project_notes(cleaned.notes, to_original)
                for change in cleaned.changes:
                    to_original = compose_edits(to_original, change.edits, text)
                changes += cleaned.changes
                settled = cleaned.text
            if settled == before_round or self._rounds == 1:
                return Cleaned(settled, text, tuple(changes), tuple(dict.fromkeys(notes)))
        return Cleaned(text, text, (), (Note("unsettled", (0, len(text)), "the steps undo each other, text left"),))

    @property
    def _rounds(self) -> int:
        """Our own steps are repeated until a second pass would change nothing; a foreign function runs once."""
        return MOST_ROUNDS if all(isinstance(function, Step) for function in self.steps) else 1

    def __repr__(self) -> str:
        return f"compose({', '.join(map(_name, self.steps))})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cleaner) and self.steps == other.steps

    def __hash__(self) -> int:
        return hash(self.steps)

    def __reduce__(self) -> tuple[Any, ...]:
        return compose, self.steps


def compose(*steps: Callable[[str], str]) -> Cleaner:
    """Return one callable that runs ``steps`` in order, each a step of this library or any ``str -> str``.

    Steps of this library are repeated until a second pass would change nothing; with a foreign function in the row everything
    runs once.  Raises :class:`TypeError` when something in ``steps`` cannot be called.

    >>> from unionclean import normalize_punctuation
    >>> tidy = compose(str.strip, normalize_punctuation)
    >>> tidy
    compose(strip, normalize_punctuation)
    >>> tidy("  你好,世界  ")
    '你好，世界'
    >>> tidy("Hello, world")
    'Hello, world'
    """
    for function in steps:
        if not callable(function):
            raise TypeError(f"compose takes functions str -> str, not {function!r}; e.g. compose(*DEFAULT_STEPS)")
    return Cleaner(steps)


def _name(function: Callable[[str], str]) -> str:
    return repr(function) if isinstance(function, (Step, Cleaner)) else getattr(function, "__name__", repr(function))


def _called(function: Callable[[str], str], text: str) -> str:
    result = function(text)
    if not isinstance(result, str):
        raise TypeError(f"{_name(function)} returned {type(result).__name__}, not str: a step takes and returns str")
    return result


def _explained(function: Callable[[str], str], text: str) -> Cleaned:
    if isinstance(function, (Step, Cleaner)):
        return function.explain(text)
    changed = _called(function, text)
    if changed == text:
        return Cleaned(text, text)
    return Cleaned(changed, text, (Change(_name(function), (_difference(text, changed, _name(function)),)),))


def _difference(before: str, after: str, rule: str) -> Edit:
    """Return the one edit, as short as a common head and tail allow, between two texts."""
    head = _common_prefix(before, after)
    most = min(len(before), len(after)) - head
    tail = min(most, _common_prefix(before[::-1], after[::-1]))
    end = len(before) - tail
    return Edit(head, end, before[head:end], after[head : len(after) - tail], rule)


def _common_prefix(a: str, b: str) -> int:
    low, high = 0, min(len(a), len(b))
    while low < high:  # bisection over slices: comparing slices is quick, a loop over characters is not
        middle = (low + high + 1) // 2
        low, high = (middle, high) if a[low:middle] == b[low:middle] else (low, middle - 1)
    return low


_clean_by_default = Cleaner(DEFAULT_STEPS)


def clean(text: str) -> str:
    """Return ``text`` cleaned by :data:`DEFAULT_STEPS`; the same object when it needs nothing.

    Raises :class:`TypeError` for anything but a ``str``.

    >>> clean("中國工會,你好")
    '中国工会，你好'
    >>> clean("汉语词典：长(cháng)")
    '汉语词典：长(cháng)'
    """
    return _clean_by_default(text)


def explain(text: str) -> Cleaned:
    """Return what :func:`clean` does to ``text``: every edit with its place and rule, and what could not be repaired.

    Raises :class:`TypeError` for anything but a ``str``.

    >>> explain("中國工會,你好").edits[0]
    Edit(start=1, end=2, before='國', after='国', rule='t2s', certainty='certain')
    >>> explain("你好").changes
    ()
    """
    return _clean_by_default.explain(text)
