"""Functions in a row, repeated until none of them has anything left to do.

This is what makes a second pass change nothing.  A member is not given a text in which it has found nothing, nor, if it
settles its own output, the text that it has just made.  A member that goes on changing the text round after round is left
out, with a note, and the others are taken without it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from unionclean.edits import Change, Cleaned, Edit, Note, apply_edits, compose_edits, project_notes
from unionclean.finding import Finder, effective, has_closed
from unionclean.signs import Scan, Signs

# A row that still changes the text after so many rounds goes in circles.
MOST_ROUNDS = 8


class Member(NamedTuple):
    """A function in a row: ``run`` gives the changed text, ``trace`` also how.

    ``settles`` if a second run changes nothing, ``only_chinese`` if it has nothing to say of a text without a Chinese character;
    ``signs`` are what a text must have for it, or None.
    """

    name: str
    run: Callable[[str], str]
    trace: Callable[[str], Cleaned]
    settles: bool = False
    only_chinese: bool = False
    signs: Callable[[], Signs | None] = lambda: None


def member_of(find: Finder, fast: Callable[[str], str] | None = None) -> Member:
    """Return a member that makes the edits which the finder ``find`` wants; ``fast``, if given, makes the same without telling."""

    def run(text: str) -> str:
        return apply_edits(text, effective(find(text), text)) if fast is None or has_closed(text) else fast(text)

    def trace(text: str) -> Cleaned:
        found = find(text)
        edits = effective(found, text)
        changes = (Change(find.__name__, edits),) if edits else ()
        return Cleaned(apply_edits(text, edits), text, changes, tuple(found.notes))

    return Member(find.__name__, run, trace)


def settle(members: Sequence[Member], text: str, *, once: bool = False, scan: Scan | None = None) -> str:
    """Return ``text`` after all ``members``, repeated until none of them changes it; the same object if nothing changed.

    With ``once`` nothing is repeated; a ``scan`` of the members spares those that have nothing to do.

    >>> double = Member("double", lambda text: text.replace("aa", "a"), lambda text: Cleaned(text, text))
    >>> settle([double], "aaaa"), settle([double], "aaaa", once=True)
    ('a', 'aa')
    """
    awake = None if scan is None else scan.awake(text, range(len(members)))
    if awake is not None and not awake:
        return text
    turns = _run(members, text, once, scan, awake)
    if turns.culprit is not None:
        turns = _run(_settling(members, text), text)
    return text if turns.text == text else turns.text


def settle_with_trace(members: Sequence[Member], text: str, *, once: bool = False, scan: Scan | None = None) -> Cleaned:
    """Return what :func:`settle` does to ``text``, with the changes of every member in the order in which they were made."""
    turns, trace = _traced(members, text, once, scan)
    left_out: tuple[Note, ...] = ()
    if turns.culprit is not None:
        settling = _settling(members, text)
        names = ", ".join(dict.fromkeys(member.name for member in members if member not in settling))
        left_out = (Note("unsettled", (0, len(text)), f"left out, because it would go on changing the text: {names}"),)
        turns, trace = _traced(settling, text)
    if turns.text == text:
        return Cleaned(text, text, (), (*trace.notes, *left_out))
    return Cleaned(turns.text, text, tuple(trace.changes), (*trace.notes, *left_out))


class _Turns:
    """One try at settling ``text``: yields the members whose turn it is, each to be run on what ``text`` is by then.

    In the end ``culprit`` is the number of the last member that did not come to rest, or None.
    """

    def __init__(
        self,
        members: Sequence[Member],
        text: str,
        once: bool,
        scan: Scan | None,
        awake: Collection[int] | None = None,
    ) -> None:
        self.members = members
        self.text = text
        self.once = once
        self._scan = scan
        self.is_first_round = True
        self.culprit: int | None = None
        self._content: list[str | None] = [None] * len(members)
        self._waiting: set[int] = set()
        """The members that a sign woke and whose turn has not come: what another has changed meanwhile seldom takes all their signs away."""
        self._awake = awake
        """The members that are awake on the text as it comes, if that is known."""

    def __iter__(self) -> Iterator[Member]:
        for number_of_round in range(1 if self.once else MOST_ROUNDS):
            self.is_first_round = number_of_round == 0
            changed: int | None = None
            self._put_to_rest(0)
            for number, member in enumerate(self.members):
                before = self.text
                if self._content[number] is before:
                    continue
                self._waiting.discard(number)
                yield member
                if self.text == before:
                    self._content[number] = self.text = before
                else:
                    changed = number
                    self._content[number] = self.text if member.settles else None
                    self._put_to_rest(number + 1)
            if changed is None:
                return
        self.culprit = None if self.once else changed

    def _put_to_rest(self, first: int) -> None:
        """Let no member from ``first`` on be asked of the text that has no sign for it.

        The next round would ask those before it too: where the same scan tells, they rest as well.
        """
        if self._scan is None:
            return
        restless = [number for number, content in enumerate(self._content) if content is not self.text]
        asked = [number for number in restless if number >= first]
        if not self._waiting.issuperset(asked):
            awake = self._scan.awake(self.text, asked, restless) if self._awake is None else self._awake
            self._awake = None
            for number in restless:
                if number not in awake:
                    self._content[number] = self.text
                elif number >= first:
                    self._waiting.add(number)


def _run(
    members: Sequence[Member],
    text: str,
    once: bool = False,
    scan: Scan | None = None,
    awake: Collection[int] | None = None,
) -> _Turns:
    turns = _Turns(members, text, once, scan, awake)
    for member in turns:
        turns.text = member.run(turns.text)
    return turns


def _settling(members: Sequence[Member], text: str) -> Sequence[Member]:
    """Return the members that come to rest on ``text``: none of them, if the whole row would go on from where they rest."""
    settling, settled = _without_culprits(members, text)
    if settled != text and _without_culprits(members, settled)[1] != settled:
        return ()
    return settling


def _without_culprits(members: Sequence[Member], text: str) -> tuple[Sequence[Member], str]:
    turns = _run(members, text)
    while turns.culprit is not None:
        members = [*members[: turns.culprit], *members[turns.culprit + 1 :]]
        turns = _run(members, text)
    return members, turns.text


class _Trace:
    """The changes and notes of one try, the notes with spans in the original."""

    def __init__(self, original: str) -> None:
        self.changes: list[Change] = []
        self._original = original
        self._to_original: tuple[Edit, ...] = ()
        self._composed = 0  # so many changes are in _to_original
        self._notes: dict[Note, None] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(self._notes)

    def add(self, cleaned: Cleaned, *, with_notes: bool) -> None:
        if with_notes and cleaned.notes:
            for change in self.changes[self._composed :]:
                self._to_original = compose_edits(self._to_original, change.edits, self._original)
            self._composed = len(self.changes)
            self._notes.update(dict.fromkeys(project_notes(cleaned.notes, self._to_original)))
        self.changes += cleaned.changes


def _traced(
    members: Sequence[Member], text: str, once: bool = False, scan: Scan | None = None
) -> tuple[_Turns, _Trace]:
    turns, trace = _Turns(members, text, once, scan), _Trace(text)
    for member in turns:
        cleaned = member.trace(turns.text)
        trace.add(cleaned, with_notes=turns.is_first_round or bool(cleaned.changes))
        turns.text = cleaned.text
    return turns, trace
