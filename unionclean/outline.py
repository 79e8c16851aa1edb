"""``split_outline``: the numbered structure of Chinese prose as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from unionclean.steps import require_str


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section; ``start`` and ``end`` span it with its children."""

    marker: str
    style: str
    number: int | None
    level: int
    title: str
    start: int
    end: int
    children: tuple[Section, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Outline:
    """The text with the tree of its sections."""

    text: str
    sections: tuple[Section, ...] = ()


def split_outline(text: str) -> Outline:
    """Return the outline of ``text``."""
    return Outline(require_str(text))
