"""Edits, notes and changes, and what one sequence of edits can do: be made, be inverted, be placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from unionclean.rules import Meaning, meaning_of

Certainty = Literal["certain", "probable"]


class Edit(NamedTuple):
    """One replacement: ``text[start:end] == before`` becomes ``after``, by ``rule``.  Offsets count code points, from 0.

    ``rule`` is a name of :data:`unionclean.rules.RULES`, or several joined by ``" + "``; ``detail`` is what the rule has to say
    of this edit, such as the score of a list.  ``certainty`` is ``"certain"`` when the rule admits one answer only,
    ``"probable"`` when a model or the context chose among several; ``confidence`` is then the probability that the edit is
    right, and 1.0 for a certain one.

    >>> Edit(2, 3, ",", "，", "comma")
    Edit(start=2, end=3, before=',', after='，', rule='comma', certainty='certain')
    >>> Edit(0, 2, "鋈", "學", "shifted-run", "probable", confidence=0.93).confidence
    0.93
    """

    start: int
    end: int
    before: str
    after: str
    rule: str
    certainty: Certainty = "certain"
    detail: str = ""
    confidence: float = 1.0

    def __repr__(self) -> str:
        """Return the call that makes this edit, without an empty detail and a confidence of 1."""
        shown = [f"{name}={value!r}" for name, value in zip(self._fields[:6], self[:6], strict=True)]
        shown += [f"detail={self.detail!r}"] if self.detail else []
        shown += [f"confidence={self.confidence!r}"] if self.confidence != 1.0 else []
        return f"Edit({', '.join(shown)})"


class Note(NamedTuple):
    """Something that was seen and could not, or should not, be repaired.

    ``kind`` is a name of :data:`unionclean.rules.NOTE_KINDS` (``"lost-byte"``), ``span`` the ``(start, end)`` of the place in code
    points, half open, ``why`` a sentence for a person.

    >>> Note("lost-byte", (3, 4), "an ASCII byte was swallowed here").meaning
    'unrepaired'
    """

    kind: str
    span: tuple[int, int]
    why: str

    @property
    def meaning(self) -> Meaning:
        """What the note tells of: damage left ``"unrepaired"``, something rightly ``"left alone"``, or a ``"remark"``.

        >>> Note("unpaired-bracket", (3, 4), "").meaning, Note("guessed", (3, 4), "").meaning
        ('left alone', 'remark')
        """
        return meaning_of(self.kind)


class Change(NamedTuple):
    """What one step did: its name and its edits, with offsets in the text that entered the step.

    >>> Change("to_simplified", (Edit(0, 1, "國", "国", "t2s"),)).step
    'to_simplified'
    """

    step: str
    edits: tuple[Edit, ...]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with ``edits`` (sorted, not overlapping) made.

    Raises :class:`ValueError` when an edit does not fit the text, so that a trace is never replayed on the wrong text.

    >>> apply_edits("中国,你好", [Edit(2, 3, ",", "，", "comma")])
    '中国，你好'
    >>> apply_edits("中国", [])
    '中国'
    """
    pieces: list[str] = []
    position = 0
    for edit in edits:
        if edit.start < position or text[edit.start : edit.end] != edit.before:
            raise ValueError(f"edit does not fit the text at {edit.start}: expected {edit.before!r}")
        pieces += (text[position : edit.start], edit.after)
        position = edit.end
    if not pieces:
        return text
    pieces.append(text[position:])
    return "".join(pieces)


def describe_rule(edit: Edit) -> str:
    """Return the rule of ``edit`` with its detail, for a person to read.

    >>> describe_rule(Edit(0, 1, "國", "国", "t2s")), describe_rule(Edit(0, 9, "…", "", "place-spam", detail="38 names"))
    ('t2s', 'place-spam: 38 names')
    """
    return f"{edit.rule}: {edit.detail}" if edit.detail else edit.rule


def edit_characters(text: str, changed: str, rule: str) -> list[Edit]:
    """Return the certain edits, of one character each, that make ``changed`` of ``text``; both must have one length.

    >>> edit_characters("國家", "国家", "t2s")
    [Edit(start=0, end=1, before='國', after='国', rule='t2s', certainty='certain')]
    """
    new = tuple.__new__  # what Edit() calls in the end; a long text has a hundred thousand of them
    known: dict[str, str] = {}
    one = known.setdefault  # a string for each different character, not for each place
    return [
        new(Edit, (index, index + 1, one(before, before), one(after, after), rule, "certain", "", 1.0))
        for index, (before, after) in enumerate(zip(text, changed, strict=True))
        if before != after
    ]


def invert_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits that lead back: from the changed text to the text before.

    >>> invert_edits([Edit(0, 1, "國", "国", "t2s"), Edit(1, 6, "(guó)", "", "annotation")])
    (Edit(start=0, end=1, before='国', after='國', rule='t2s', certainty='certain'), \
Edit(start=1, end=1, before='', after='(guó)', rule='annotation', certainty='certain'))
    """
    inverted = []
    for edit, start in zip_output_starts(edits):
        inverted.append(edit._replace(start=start, end=start + len(edit.after), before=edit.after, after=edit.before))
    return tuple(inverted)


def zip_output_starts(edits: Iterable[Edit]) -> Iterator[tuple[Edit, int]]:
    """Yield each edit with the offset at which its ``after`` begins in the changed text.

    >>> [start for _, start in zip_output_starts([Edit(0, 2, "ab", "", "x"), Edit(4, 5, "e", "E", "x")])]
    [0, 2]
    """
    shift = 0
    for edit in edits:
        yield edit, edit.start + shift
        shift += len(edit.after) - len(edit.before)
