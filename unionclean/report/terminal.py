"""The edits of one text in a terminal: in place, with a little context, and under each excerpt who did what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from unionclean.edits import Cleaned, Note, describe_rule
from unionclean.report.ansi import Paint, painter, step_styles
from unionclean.report.notes import places_left, unrepaired
from unionclean.report.show import count, one_line, show
from unionclean.report.sites import Site, count_steps, count_vanished, find_sites

_LONGEST_SHOWN = 60
_MOST_ITEMS = 6


def render_terminal(cleaned: Cleaned, *, colour: bool, context: int = 20, only: str | None = None) -> str:
    """Return ``cleaned`` as lines for a terminal: a summary, then every edited place with ``context`` characters around it.

    Without ``colour`` an edit is written ``[-before-]{+after+}``; with it, before is struck out and after bold, in the colour
    of the step.  Edits that stand close together share an excerpt.  Nothing in the text can steer the terminal: controls are
    shown by their code points.  ``only`` leaves out all places that are not ``"probable"``, or not ``"unrepaired"``.

    >>> from unionclean.edits import Change, Edit
    >>> changes = (Change("to_simplified", (Edit(0, 1, "國", "国", "t2s"),)),)
    >>> print(render_terminal(Cleaned("国家", "國家", changes), colour=False))
    1 edit by 1 step, 0 probable; nothing left unrepaired
      to_simplified  1
    <BLANKLINE>
    1:1  [-國-]{+国+}家
         to_simplified  t2s, certain: 國 → 国
    >>> print(render_terminal(Cleaned("好", "好"), colour=False))
    nothing to change
    """
    if not cleaned.changes and not places_left(cleaned.notes):
        return "nothing to change"
    sites = find_sites(cleaned)
    view = _View(cleaned, painter(colour), colour, step_styles([change.step for change in cleaned.changes]))
    lines = list(_summary(cleaned, sites, view))
    for excerpt in _excerpts(cleaned.original, _chosen(cleaned, sites, only), max(0, context)):
        lines += ("", *_excerpt_lines(excerpt, view))
    return "\n".join(lines)


class _View:
    """What the lines are written with: the text, the colours and where its lines begin."""

    def __init__(self, cleaned: Cleaned, paint: Paint, colour: bool, styles: Mapping[str, str]) -> None:
        self.text = cleaned.original
        self.paint = paint
        self.colour = colour
        self.styles = styles
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> str:
        """Return ``line:column``, both from 1."""
        line = bisect_right(self._line_starts, offset)
        return f"{line}:{offset - self._line_starts[line - 1] + 1}"

    def edited(self, sites: Sequence[Site]) -> str:
        """Return sites that touch each other as one: all that was there, then all that is there now."""
        before = [(show(site.before, _LONGEST_SHOWN), site) for site in sites if site.before]
        after = [(show(site.after, _LONGEST_SHOWN), site) for site in sites if site.after]
        if self.colour:
            return self._painted(before, "9") + self._painted(after, "bold")
        old, new = ("".join(text for text, _ in side) for side in (before, after))
        return (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else "")

    def _painted(self, side: Sequence[tuple[str, Site]], style: str) -> str:
        return "".join(self.paint(text, f"{self.styles[site.steps[0]]} {style}") for text, site in side)


class _Excerpt(NamedTuple):
    """A stretch of the original with what happened in it."""

    start: int
    end: int
    sites: Sequence[Site]
    notes: Sequence[Note]


def _summary(cleaned: Cleaned, sites: Sequence[Site], view: _View) -> Iterator[str]:
    probable = sum(site.certainty == "probable" for site in sites)
    steps = count_steps(sites)
    damage = len(unrepaired(cleaned.notes))
    rest = f"{count(damage, 'place') if damage else 'nothing'} left unrepaired"
    summary = f"{count(len(sites), 'edit')} by {count(len(steps), 'step')}, {probable} probable; {rest}"
    yield view.paint(summary, "bold")
    width = max(map(len, steps), default=0)
    for step in view.styles:
        if steps[step]:
            yield f"  {view.paint(one_line(step).ljust(width), view.styles[step])}  {steps[step]}"
    shared = sum(len(site.steps) > 1 for site in sites)
    if shared:
        yield f"  {count(shared, 'edit')} by several steps, counted once"
    vanished = count_vanished(cleaned, sites)
    if vanished:
        yield f"  {count(vanished, 'edit')} taken back by a later step"


def _chosen(cleaned: Cleaned, sites: Sequence[Site], only: str | None) -> list[Site | Note]:
    """Return the places to show, in order."""
    if only == "probable":
        return sorted((site for site in sites if site.certainty == "probable"), key=_span)
    if only == "unrepaired":
        return sorted(unrepaired(cleaned.notes), key=_span)
    return sorted([*sites, *places_left(cleaned.notes)], key=_span)


def _excerpts(text: str, items: Sequence[Site | Note], context: int) -> Iterator[_Excerpt]:
    """Yield the places in order; those whose contexts meet on one line are one excerpt."""
    group: list[Site | Note] = []
    start = end = -1
    for item in items:
        left, right = _span(item)
        if group and (left - context > end + context or "\n" in text[end:left]):
            yield _excerpt(text, group, start, end, context)
            group = []
        if not group:
            start = left
            end = right
        group.append(item)
        end = max(end, right)
    if group:
        yield _excerpt(text, group, start, end, context)


def _span(item: Site | Note) -> tuple[int, int]:
    return item.span if isinstance(item, Note) else (item.start, item.end)


def _excerpt(text: str, group: Sequence[Site | Note], start: int, end: int, context: int) -> _Excerpt:
    line_start = text.rfind("\n", max(0, start - context), start) + 1
    line_end = text.find("\n", end, end + context)
    return _Excerpt(
        max(line_start, start - context, 0),
        min(line_end if line_end >= 0 else len(text), end + context),
        [item for item in group if isinstance(item, Site)],
        [item for item in group if isinstance(item, Note)],
    )


def _excerpt_lines(excerpt: _Excerpt, view: _View) -> Iterator[str]:
    items: list[Site | Note] = [*excerpt.sites, *excerpt.notes]
    place = view.place(min(_span(item)[0] for item in items))
    indent = " " * (len(place) + 2)
    yield f"{view.paint(place, 'dim')}  {_in_place(excerpt, view)}"
    for line in _who(excerpt.sites, view):
        yield indent + line
    for note in excerpt.notes:
        seen = show(view.text[note.span[0] : note.span[1]], 24)
        label = f"{note.meaning}  {one_line(note.kind)}"
        style = "note" if note.meaning == "unrepaired" else "dim"
        yield f"{indent}{view.paint(label, style)}  {seen}: {one_line(note.why)}"


def _in_place(excerpt: _Excerpt, view: _View) -> str:
    text = view.text
    pieces = ["…" if excerpt.start > 0 and text[excerpt.start - 1] != "\n" else ""]
    position = excerpt.start
    for touching in _touching(excerpt.sites):
        pieces += (one_line(text[position : touching[0].start]), view.edited(touching))
        position = touching[-1].end
    pieces.append(one_line(text[position : excerpt.end]))
    pieces.append("…" if excerpt.end < len(text) and text[excerpt.end] != "\n" else "")
    return "".join(pieces)


def _touching(sites: Sequence[Site]) -> Iterator[list[Site]]:
    group: list[Site] = []
    for site in sites:
        if group and group[-1].end != site.start:
            yield group
            group = []
        group.append(site)
    if group:
        yield group


def _who(sites: Sequence[Site], view: _View) -> Iterator[str]:
    """Yield a line for each step and rule at work here, with the first few things it did."""
    done: dict[tuple[str, str, str], list[str]] = {}
    for site in sites:
        for part in site.parts:
            items = done.setdefault((part.step, describe_rule(part.edit), part.edit.certainty), [])
            items.append(f"{show(part.edit.before, 24)} → {show(part.edit.after, 24)}")
    order = list(view.styles)
    for (step, rule, certainty), items in sorted(done.items(), key=lambda item: order.index(item[0][0])):
        distinct = list(dict.fromkeys(items))
        shown = " · ".join(distinct[:_MOST_ITEMS])
        more = f" · and {len(distinct) - _MOST_ITEMS} more" if len(distinct) > _MOST_ITEMS else ""
        yield f"{view.paint(one_line(step), view.styles[step])}  {one_line(rule)}, {certainty}: {shown}{more}"
