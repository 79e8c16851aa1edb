"""The steps in a row: ``DEFAULT_STEPS``, :func:`compose`, :func:`clean`, :func:`explain`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from unionclean.edits import Change, Cleaned, Edit, Note, project_notes
from unionclean.encoding import repair_encoding
from unionclean.masking import CLOSED, Span, find_masked, mask, merge_spans, unmask
from unionclean.places import strip_place_spam
from unionclean.punctuation import normalize_punctuation
from unionclean.script import to_simplified
from unionclean.settling import MOST_ROUNDS, Member, settle, settle_with_trace
from unionclean.signs import Scan
from unionclean.steps import Step, as_member, require_str

DEFAULT_STEPS: tuple[Step, ...] = (repair_encoding, strip_place_spam, to_simplified, normalize_punctuation)
"""What :func:`clean` does, in order.  The encoding comes first: every other step destroys the bytes it needs."""


class Cleaner:
    """A row of steps as one callable, made by :func:`compose`.

    It pickles, and keeps no state between calls, so one object serves many threads and worker processes.

    >>> from unionclean import normalize_punctuation, to_simplified
    >>> compose(to_simplified, normalize_punctuation.using(width="half"))
    compose(to_simplified, normalize_punctuation.using(width='half'))
    """

    __slots__ = ("_called", "_once", "_row", "_scan", "protect", "steps")

    def __init__(self, steps: tuple[Callable[[str], str], ...], protect: tuple[str, ...] = ()) -> None:
        self.steps = tuple(_flattened(steps))
        self.protect = protect
        self._row = tuple(_member(function, keep_closed=False) for function in self.steps)
        self._scan = Scan(self._row)
        self._once = not all(map(_is_ours, self.steps))
        self._called = "unionclean.clean" if (self.steps, protect) == (DEFAULT_STEPS, ()) else "cleaner"
        """What advice to the user calls this object."""

    def __call__(self, text: str, *, closed: Sequence[Span] = ()) -> str:
        """Return ``text`` after every step; the same object when no step had anything to do.

        ``closed`` are spans of ``text`` that no step may touch, but for the line ends in them.  Raises :class:`TypeError` for
        anything but a ``str``, and when a function in the row returns something else.

        >>> from unionclean import to_simplified
        >>> compose(to_simplified, str.upper)("工會 gdp")
        '工会 GDP'
        >>> text = "工会"
        >>> compose(to_simplified, str.upper)(text) is text
        True
        >>> compose(to_simplified)("「發」即發展", closed=[(1, 2)])
        '「發」即发展'
        """
        require_str(text, self._called)
        if closed or self.protect:
            masked = self._closing(text, closed)
            changed = settle(self._closed_row(), masked, once=self._once, scan=self._scan)
            result = unmask(changed, masked, text)
            return result if self._is_at_rest(changed, result, text) else self.explain(text, closed=closed).text
        return settle(self._row, text, once=self._once, scan=self._scan)

    def _closing(self, text: str, closed: Sequence[Span]) -> str:
        """Return ``text`` with ``closed`` and what the protected patterns match overwritten."""
        if not self.protect:
            return mask(text, merge_spans(closed))
        from unionclean.protect import find_protected

        return mask(text, merge_spans([*closed, *find_protected(text, self.protect)]))

    def _is_at_rest(self, changed: str, result: str, text: str) -> bool:
        """Return whether the patterns match in ``result`` what was closed in ``text``, so that a second pass finds the same; ``changed`` is ``result`` masked."""
        if result == text or not self.protect or self._once:
            return True
        from unionclean.protect import find_protected

        return find_protected(result, self.protect) == find_masked(changed)

    def _closed_row(self) -> tuple[Member, ...]:
        return tuple(_member(function, keep_closed=True) for function in self.steps)

    def explain(self, text: str, *, closed: Sequence[Span] = ()) -> Cleaned:
        """Return what :meth:`__call__` does to ``text``, step by step; a foreign function is one edit under its own name.

        >>> from unionclean import to_simplified
        >>> cleaned = compose(to_simplified, str.upper).explain("工會 gdp")
        >>> [(change.step, change.edits[0].before, change.edits[0].after) for change in cleaned.changes]
        [('to_simplified', '會', '会'), ('upper', 'gdp', 'GDP')]
        >>> compose(to_simplified).explain("工会").changes
        ()
        """
        require_str(text, self._called)
        if closed or self.protect:
            return self._explain_closed(text, closed)
        return settle_with_trace(self._row, text, once=self._once, scan=self._scan)

    def _explain_closed(self, text: str, closed: Sequence[Span]) -> Cleaned:
        """Return what is done outside ``closed`` and the protected patterns.

        What a pattern matches in the cleaned text alone would be open in the first pass and closed in the second.  So the patterns are asked
        again, what was closed stays closed, and it goes on until nothing changes; where that has no end, or the patterns no longer match
        what they protected, the text stays.
        """
        current = text
        changes: list[Change] = []
        notes: list[Note] = []
        for number in range(MOST_ROUNDS):
            masked = self._closing(current, closed)
            cleaned = settle_with_trace(self._closed_row(), masked, once=self._once, scan=self._scan)
            result = unmask(cleaned.text, masked, current)
            if number == 0 or cleaned.changes:
                notes += _projected(cleaned.notes, changes)
            changes += cleaned.changes
            if self._is_at_rest(cleaned.text, result, current):
                break
            current, closed = result, find_masked(cleaned.text)
        else:
            return _left_alone(text)
        if number and self._closed_row_changes(result):
            return _left_alone(text)
        return Cleaned(result, text, tuple(changes), tuple(dict.fromkeys(notes)))

    def _closed_row_changes(self, text: str) -> bool:
        masked = self._closing(text, ())
        return settle(self._closed_row(), masked) != masked

    def __repr__(self) -> str:
        protected = [f"protect={list(self.protect)!r}"] if self.protect else []
        return f"compose({', '.join([*map(_name, self.steps), *protected])})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cleaner) and (self.steps, self.protect) == (other.steps, other.protect)

    def __hash__(self) -> int:
        return hash((self.steps, self.protect))

    def __reduce__(self) -> tuple[Any, ...]:
        return Cleaner, (self.steps, self.protect)


def _projected(notes: Sequence[Note], changes: Sequence[Change]) -> Sequence[Note]:
    """Return ``notes`` on a text that ``changes`` have made as notes on the text before them."""
    for change in reversed(changes):
        notes = project_notes(notes, change.edits)
    return notes


def _left_alone(text: str) -> Cleaned:
    why = "left alone: the protected patterns match other things in the cleaned text, again and again"
    return Cleaned(text, text, (), (Note("unsettled", (0, len(text)), why),))


def _flattened(functions: Iterable[Callable[[str], str]]) -> Iterator[Callable[[str], str]]:
    """Yield ``functions``, of a cleaner its steps; one that protects anything stays whole."""
    for function in functions:
        if isinstance(function, Cleaner) and not function.protect:
            yield from function.steps
        else:
            yield function


def _is_ours(function: Callable[[str], str]) -> bool:
    """Return whether ``function`` settles, so that a row of such functions may be repeated."""
    return isinstance(function, Step) or (isinstance(function, Cleaner) and all(map(_is_ours, function.steps)))


def _member(function: Callable[[str], str], *, keep_closed: bool) -> Member:
    if isinstance(function, Step):
        return as_member(function)
    if isinstance(function, Cleaner):
        return Member(_name(function), function, function.explain, settles=True)

    def run(text: str) -> str:
        return _called(function, text, keep_closed)

    return Member(_name(function), run, lambda text: _explained(text, run(text), _name(function)))


def compose(*steps: Callable[[str], str], protect: Sequence[str] = ()) -> Cleaner:
    r"""Return one callable that runs ``steps`` in order, each a step of this library or any ``str -> str``.

    A cleaner among them counts as its steps.  Steps of this library are repeated until a second pass would change nothing; with
    a foreign function in the row everything runs once.  Raises :class:`TypeError` when something in ``steps`` cannot be called, or is a
    function of this library that does not take a text and return one.

    >>> from unionclean import normalize_punctuation
    >>> tidy = compose(str.strip, normalize_punctuation)
    >>> tidy
    compose(strip, normalize_punctuation)
    >>> tidy("  你好,世界  ")
    '你好，世界'
    >>> tidy("Hello, world")
    'Hello, world'

    ``protect`` are regular expressions of the ``regex`` package, ``^`` and ``$`` at every line; what they match is closed to
    every step, and reads like a word of another language.  One that does not compile raises :class:`ValueError`; one that
    searches too long raises :class:`TimeoutError`.

    >>> compose(normalize_punctuation, protect=[r"\{\{.*?\}\}"])("你好,{{甲,乙}},世界")
    '你好，{{甲,乙}}，世界'
    >>> compose(normalize_punctuation, explain)
    Traceback (most recent call last):
    TypeError: compose takes functions str -> str, e.g. compose(*DEFAULT_STEPS), and explain returns Cleaned: call it on the cleaned text
    """
    for function in steps:
        if why := _why_no_step(function):
            raise TypeError(f"compose takes functions str -> str, e.g. compose(*DEFAULT_STEPS), and {why}")
    if isinstance(protect, str):
        raise TypeError(f"protect takes a list of patterns, not one: protect=[{protect!r}]")
    if protect:
        from unionclean.protect import compile_pattern

        for pattern in protect:
            compile_pattern(pattern)
    return Cleaner(steps, tuple(protect))


def _why_no_step(function: object) -> str:
    """Return why ``function`` cannot stand in a row, ``""`` if it may; what the functions of others do is seen when they are called."""
    if not callable(function):
        return f"{function!r} is no function"
    if isinstance(function, (Step, Cleaner)) or not str(getattr(function, "__module__", "")).startswith("unionclean."):
        return ""
    name = getattr(function, "__name__", "")
    if not name:  # an object that can be called
        return ""
    if isinstance(function, type):
        return f"{name} is a class"
    types = dict(getattr(function, "__annotations__", {}))
    if (returned := types.pop("return", "str")) != "str":
        takes_text = next(iter(types.values()), "str") == "str"
        return f"{name} returns {returned}{': call it on the cleaned text' if takes_text else ''}"
    if next(iter(types.values()), "str") != "str" or _required_arguments(function) != 1:
        return f"{name} takes more than a text"
    return ""


def _required_arguments(function: Callable[..., object]) -> int:
    import inspect

    parameters = inspect.signature(function).parameters.values()
    return sum(parameter.default is parameter.empty for parameter in parameters)


def _name(function: Callable[[str], str]) -> str:
    return repr(function) if isinstance(function, (Step, Cleaner)) else getattr(function, "__name__", repr(function))


def _called(function: Callable[[str], str], text: str, keep_closed: bool) -> str:
    """Return what ``function`` makes of ``text``; ``text`` itself if it changed what is closed and must be kept."""
    result = function(text)
    if not isinstance(result, str):
        raise TypeError(f"{_name(function)} returned {type(result).__name__}, not str: a step takes and returns str")
    if keep_closed and result.count(CLOSED) != text.count(CLOSED):
        return text
    return result


def _explained(before: str, after: str, name: str) -> Cleaned:
    """Return what a foreign function did, as one edit; where characters are closed, as one between every two of them."""
    old, new = before.split(CLOSED), after.split(CLOSED)
    if len(old) != len(new):
        old, new = [before], [after]
    edits: list[Edit] = []
    position = 0
    for one, other in zip(old, new, strict=True):
        if one != other:
            edits.append(_shortest_edit(one, other, position, name))
        position += len(one) + 1
    return Cleaned(after, before, (Change(name, tuple(edits)),) if edits else ())


def _shortest_edit(before: str, after: str, offset: int, rule: str) -> Edit:
    """Return the one edit, as short as a common head and tail allow, between two texts."""
    head = _common_prefix(before, after)
    most = min(len(before), len(after)) - head
    tail = min(most, _common_prefix(before[::-1], after[::-1]))
    end = len(before) - tail
    return Edit(offset + head, offset + end, before[head:end], after[head : len(after) - tail], rule)


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
