"""What cleaning a text gives: the new text, every change on the way, and the way back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from unionclean.edits.compose import compose_edits
from unionclean.edits.model import Change, Edit, Note, apply_edits, describe_rule, invert_edits


class Cleaned:
    """A cleaned text with the whole way back.  It cannot be changed.

    ``text`` is what came out, ``original`` what went in.  ``changes`` has one entry per step that did something, in order;
    ``notes`` what was seen and left, with spans in ``original``.

    >>> cleaned = Cleaned("国", "國", (Change("to_simplified", (Edit(0, 1, "國", "国", "t2s"),)),))
    >>> cleaned.revert()
    '國'
    >>> print(cleaned)
    1 edit in 1 step, 0 notes
      to_simplified: 1 edit
        0-1 '國' -> '国' (t2s)
    >>> print(Cleaned("国(", "国(", (), (Note("unpaired-bracket", (1, 2), "no partner on its line"),)))
    0 edits in 0 steps, 1 note
      note unpaired-bracket (1): 1-2 no partner on its line
    """

    __slots__ = ("_edits", "changes", "notes", "original", "text")
    __match_args__ = ("text", "original", "changes", "notes")

    text: str
    original: str
    changes: tuple[Change, ...]
    notes: tuple[Note, ...]
    _edits: tuple[Edit, ...] | None

    def __init__(
        self, text: str, original: str, changes: tuple[Change, ...] = (), notes: tuple[Note, ...] = ()
    ) -> None:
        _set(self, "text", text)
        _set(self, "original", original)
        _set(self, "changes", changes)
        _set(self, "notes", notes)
        _set(self, "_edits", None)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits of all steps, projected onto :attr:`original`: applied to it, they give :attr:`text`.

        They are computed when they are first asked for, and kept.

        >>> Cleaned("国", "國", (Change("s", (Edit(0, 1, "國", "国", "t2s"),)),)).edits[0].after
        '国'
        >>> Cleaned("国", "国").edits
        ()
        """
        if self._edits is None:
            total: tuple[Edit, ...] = ()
            for change in self.changes:
                total = compose_edits(total, change.edits, self.original)
            _set(self, "_edits", total)
        return self._edits or ()

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

        A text is a string; one that holds the two halves of a surrogate pair side by side, which JSON would make one
        character, is a list of strings.

        >>> Cleaned("a", "a").to_dict()
        {'text': 'a', 'original': 'a', 'changes': [], 'notes': []}
        """
        return {
            "text": _to_json(self.text),
            "original": _to_json(self.original),
            "changes": [
                {"step": c.step, "edits": [{k: _to_json(v) for k, v in e._asdict().items()} for e in c.edits]}
                for c in self.changes
            ],
            "notes": [{"kind": n.kind, "span": list(n.span), "why": n.why, "meaning": n.meaning} for n in self.notes],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Cleaned:
        """Return the object that :meth:`to_dict` wrote, in this version or an older one.

        Raises :class:`KeyError` when a part is missing.

        >>> Cleaned.from_dict(Cleaned("a", "a").to_dict()) == Cleaned("a", "a")
        True
        """
        return cls(
            _from_json(data["text"]),
            _from_json(data["original"]),
            tuple(
                Change(c["step"], tuple(Edit(**{k: _from_json(v) for k, v in e.items()}) for e in c["edits"]))
                for c in data["changes"]
            ),
            tuple(Note(n["kind"], (n["span"][0], n["span"][1]), n["why"]) for n in data["notes"]),
        )

    def _parts(self) -> tuple[str, str, tuple[Change, ...], tuple[Note, ...]]:
        return self.text, self.original, self.changes, self.notes

    def __eq__(self, other: object) -> bool:
        return self._parts() == other._parts() if isinstance(other, Cleaned) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._parts())

    def __reduce__(self) -> tuple[Any, ...]:
        return Cleaned, self._parts()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Cleaned cannot be changed: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Cleaned cannot be changed: {name}")

    def __repr__(self) -> str:
        shown = zip(self.__match_args__, self._parts(), strict=True)
        return f"Cleaned({', '.join(f'{name}={value!r}' for name, value in shown)})"

    def __str__(self) -> str:
        return "\n".join(_summary_lines(self))


_set = object.__setattr__

_HALVES = "[\ud800-\udbff][\udc00-\udfff]"  # compiled when it is first needed, not at import
_BETWEEN_HALVES = "(?<=[\ud800-\udbff])(?=[\udc00-\udfff])"


def _to_json(value: Any) -> Any:
    """Return ``value``; a text that JSON would not give back, as the pieces that it would."""
    if isinstance(value, str) and re.search(_HALVES, value):
        return re.split(_BETWEEN_HALVES, value)
    return value


def _from_json(value: Any) -> Any:
    return "".join(value) if isinstance(value, list) else value


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
