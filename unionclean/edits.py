"""What a change to a text is: edits that replay, invert, compose and project.

An :class:`Edit` replaces ``before`` by ``after`` at ``[start, end)``.  A *sequence* of edits is sorted, never overlaps and
speaks of one text, the one that entered the step.  Everything else here is arithmetic on such sequences: nothing in this
package can change a text without leaving edits that lead from the old text to the new one and back.

All offsets count code points of a Python ``str``, from 0, half open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from unionclean.rules import Meaning, join_rules, meaning_of

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


def compose_edits(first: Sequence[Edit], second: Sequence[Edit], text: str) -> tuple[Edit, ...]:
    """Return the edits that do at once what ``first`` and then ``second`` do to ``text``.

    Edits of both that touch the same place become one edit, with both rules (``"annotation + t2s"``), both details (joined by
    ``"; "``), and the lesser certainty and confidence; edits that cancel out vanish.

    >>> compose_edits([Edit(1, 6, "(guó)", "", "annotation")], [Edit(0, 1, "國", "国", "t2s")], "國(guó)")
    (Edit(start=0, end=1, before='國', after='国', rule='t2s', certainty='certain'), \
Edit(start=1, end=6, before='(guó)', after='', rule='annotation', certainty='certain'))
    """
    if not first or not second:
        return tuple(first or second)
    composed: list[Edit] = []
    shift = 0  # (offset in the middle text) - (offset in the original text), left of the current group
    for group in _group_by_overlap(first, second):
        edit, shift = _merge_group(group, shift, text)
        if edit.before != edit.after:
            composed.append(edit)
    return tuple(composed)


class _Placed(NamedTuple):
    """An edit with the span it occupies in the middle text: output of the first sequence, input of the second."""

    start: int
    end: int
    of_first: bool
    edit: Edit


def _group_by_overlap(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[list[_Placed]]:
    placed = [_Placed(start, start + len(edit.after), True, edit) for edit, start in zip_output_starts(first)]
    placed += (_Placed(edit.start, edit.end, False, edit) for edit in second)
    placed.sort(key=lambda p: (p.start, p.end, not p.of_first))
    group: list[_Placed] = []
    reach = -1
    for item in placed:
        if group and not _overlaps(group, item, reach):
            yield group
            group = []
            reach = -1
        group.append(item)
        reach = max(reach, item.end)
    if group:
        yield group


def _overlaps(group: list[_Placed], item: _Placed, reach: int) -> bool:
    if item.start < reach:
        return True
    # Two empty spans at one place have no order of their own; merged, they need none.
    return item.start == item.end == reach == group[-1].start and group[-1].of_first != item.of_first


def _merge_group(group: list[_Placed], shift: int, text: str) -> tuple[Edit, int]:
    """Merge edits whose spans overlap in the middle text into one edit of the original; return it and the new shift."""
    start, end = min(p.start for p in group), max(p.end for p in group)
    firsts = [p for p in group if p.of_first]
    seconds = [p.edit for p in group if not p.of_first]
    new_shift = shift + sum(len(p.edit.after) - len(p.edit.before) for p in firsts)
    original_start, original_end = start - shift, end - new_shift
    before = text[original_start:original_end]
    middle = apply_edits(before, [_moved(p.edit, -original_start) for p in firsts])
    after = apply_edits(middle, [_moved(edit, -start) for edit in seconds])
    members = [p.edit for p in firsts] + seconds
    return _merged(members, original_start, original_end, before, after), new_shift


def _merged(members: Sequence[Edit], start: int, end: int, before: str, after: str) -> Edit:
    if len(members) == 1:
        return members[0]._replace(start=start, end=end)
    rule = join_rules(tuple(edit.rule for edit in members))
    certainty: Certainty = "probable" if any(edit.certainty == "probable" for edit in members) else "certain"
    confidence = min(edit.confidence for edit in members)
    detail = "; ".join(dict.fromkeys(edit.detail for edit in members if edit.detail))
    return Edit(start, end, before, after, rule, certainty, detail, confidence)


def _moved(edit: Edit, by: int) -> Edit:
    return edit._replace(start=edit.start + by, end=edit.end + by)


def project_spans(spans: Sequence[tuple[int, int]], edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """Return the spans of a changed text as spans of the text before ``edits`` were made.

    A border inside a replacement goes out to the border of what was replaced, so a projected span never loses ground.

    >>> project_spans([(1, 2)], [Edit(1, 6, "(guó)", "", "annotation")])
    [(6, 7)]
    """
    starts = _project_offsets([start for start, _ in spans], edits, to_end=False)
    ends = _project_offsets([end for _, end in spans], edits, to_end=True)
    return [(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]


def project_notes(notes: Sequence[Note], edits: Sequence[Edit]) -> list[Note]:
    """Return ``notes`` on a changed text as notes on the text before ``edits`` were made.

    >>> project_notes([Note("lost-byte", (1, 2), "")], [Edit(0, 5, "(guó)", "", "annotation")])
    [Note(kind='lost-byte', span=(6, 7), why='')]
    """
    spans = project_spans([note.span for note in notes], edits) if edits else [note.span for note in notes]
    return [note._replace(span=span) for note, span in zip(notes, spans, strict=True)]


def _project_offsets(offsets: Sequence[int], edits: Sequence[Edit], *, to_end: bool) -> list[int]:
    projected = [0] * len(offsets)
    placed = list(zip_output_starts(edits))
    index, shift = 0, 0
    for offset, slot in sorted((offset, slot) for slot, offset in enumerate(offsets)):
        while index < len(placed) and placed[index][1] + len(placed[index][0].after) <= offset:
            if to_end and placed[index][1] == offset:  # a deletion right behind the span is not part of it
                break
            edit = placed[index][0]
            shift += len(edit.after) - len(edit.before)
            index += 1
        inside = index < len(placed) and placed[index][1] < offset
        if inside:
            projected[slot] = placed[index][0].end if to_end else placed[index][0].start
        else:
            projected[slot] = offset - shift
    return projected


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text with the whole way back.

    ``text`` is what came out, ``original`` what went in.  ``changes`` has one entry per step that did something, in order;
    ``notes`` what was seen and left, with spans in ``original``.

    >>> cleaned = Cleaned("国", "國", (Change("to_simplified", (Edit(0, 1, "國", "国", "t2s"),)),))
    >>> cleaned.revert()
    '國'
    >>> print(cleaned)
    1 edit in 1 step, 0 notes
      to_simplified: 1 edit
        0-1 '國' -> '国' (t2s)
    >>> print(Cleaned("国", "国"))
    0 edits in 0 steps, 0 notes
    """

    text: str
    original: str
    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits of all steps, projected onto :attr:`original`: applied to it, they give :attr:`text`.

        >>> Cleaned("国", "國", (Change("s", (Edit(0, 1, "國", "国", "t2s"),)),)).edits[0].after
        '国'
        >>> Cleaned("国", "国").edits
        ()
        """
        total: tuple[Edit, ...] = ()
        for change in self.changes:
            total = compose_edits(total, change.edits, self.original)
        return total

    def revert(self) -> str:
        """Return the original, rebuilt from :attr:`text` and :attr:`changes` alone.

        Raises :class:`ValueError` when the two do not belong together.

        >>> Cleaned("国", "unused", (Change("s", (Edit(0, 1, "國", "国", "t2s"),)),)).revert()
        '國'
        """
        text = self.text
        for change in reversed(self.changes):
            text = apply_edits(text, invert_edits(change.edits))
        return text

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-safe ``dict`` from which :meth:`from_dict` makes an equal object.

        >>> Cleaned("a", "a").to_dict()
        {'text': 'a', 'original': 'a', 'changes': [], 'notes': []}
        """
        return {
            "text": self.text,
            "original": self.original,
            "changes": [{"step": c.step, "edits": [e._asdict() for e in c.edits]} for c in self.changes],
            "notes": [{"kind": n.kind, "span": list(n.span), "why": n.why, "meaning": n.meaning} for n in self.notes],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Cleaned:
        """Return the object that :meth:`to_dict` wrote.  Raises :class:`KeyError` when a part is missing.

        >>> Cleaned.from_dict(Cleaned("a", "a").to_dict()) == Cleaned("a", "a")
        True
        """
        return cls(
            data["text"],
            data["original"],
            tuple(Change(c["step"], tuple(Edit(**e) for e in c["edits"])) for c in data["changes"]),
            tuple(Note(n["kind"], (n["span"][0], n["span"][1]), n["why"]) for n in data["notes"]),
        )

    def __str__(self) -> str:
        return "\n".join(_summary_lines(self))


_SHOWN_EDITS = 5


def _summary_lines(cleaned: Cleaned) -> Iterator[str]:
    total = sum(len(change.edits) for change in cleaned.changes)
    edits, steps = _count(total, "edit"), _count(len(cleaned.changes), "step")
    yield f"{edits} in {steps}, {_count(len(cleaned.notes), 'note')}"
    for change in cleaned.changes:
        probable = sum(edit.certainty == "probable" for edit in change.edits)
        yield f"  {change.step}: {_count(len(change.edits), 'edit')}" + (f", {probable} probable" if probable else "")
        for edit in change.edits[:_SHOWN_EDITS]:
            yield f"    {edit.start}-{edit.end} {_short(edit.before)} -> {_short(edit.after)} ({describe_rule(edit)})"
        if len(change.edits) > _SHOWN_EDITS:
            yield f"    ... and {len(change.edits) - _SHOWN_EDITS} more"
    for kind, number in Counter(note.kind for note in cleaned.notes).items():
        first = next(note for note in cleaned.notes if note.kind == kind)
        yield f"  note {kind} ({number}): {first.span[0]}-{first.span[1]} {first.why}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _short(text: str, limit: int = 24) -> str:
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")
