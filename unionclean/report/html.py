"""The report as one self-contained web page: original and cleaned side by side, every edit where it happened.

The page opens from disk, fetches nothing (its Content-Security-Policy forbids it) and works without script: hovering or
focusing an edit shows what happened, the filters are style rules over check boxes, the unrepaired places link to one
another.  The script adds keys, buttons and the position in the map.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib import resources
from string import Template

from unionclean.edits import Cleaned
from unionclean.report.minimap import render_minimap
from unionclean.report.notes import NotePlaces
from unionclean.report.show import escape_html, name_shapeless, show
from unionclean.report.sites import Piece, Plain, Site, count_steps, count_vanished, find_sites, split_rows

STEP_COLOURS = 6
"""The style sheet has so many step colours; further steps share the last one."""


def render_html(pages: Sequence[tuple[str, Cleaned]]) -> str:
    """Return a web page that shows, for each ``(name, cleaned)`` of ``pages``, what was changed, where and why.

    The result is pure ASCII-safe HTML text to be written as UTF-8; names and texts are escaped, lone surrogates and
    invisible characters are shown by their code points.

    >>> from unionclean.edits import Change, Edit
    >>> cleaned = Cleaned("国", "國", (Change("to_simplified", (Edit(0, 1, "國", "国", "t2s"),)),))
    >>> page = render_html([("a.txt", cleaned)])
    >>> '<ins class="s0" tabindex="0" data-t="國 → 国&#10;to_simplified: t2s, certain">国</ins>' in page
    True
    >>> "<script>alert" in render_html([("<script>alert(1)</script>", Cleaned("a", "a"))])
    False
    """
    documents = [_Document(number, name, cleaned) for number, (name, cleaned) in enumerate(pages)]
    slots = _step_slots(documents)
    style, script = _resource("report.css"), _resource("report.js")
    return Template(_resource("report.html")).substitute(
        csp=_policy(style, script),
        style=style,
        script=script,
        title=_title(documents),
        filters="".join(_filters(documents, slots)),
        unrepaired=_unrepaired(documents),
        contents=_contents(documents),
        documents="".join(document.render(slots) for document in documents),
    )


def _resource(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Return a policy that allows our style sheet and our script, by their hashes, and nothing else at all."""
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


class _Document:
    """One page of the report."""

    def __init__(self, number: int, name: str, cleaned: Cleaned) -> None:
        self.number = number
        self.name = name
        self.cleaned = cleaned
        self.sites = find_sites(cleaned)
        self.steps = count_steps(self.sites)
        self.probable = sum(site.certainty == "probable" for site in self.sites)

    def render(self, slots: Mapping[str, int]) -> str:
        places = NotePlaces(self.cleaned.notes)
        rows = list(split_rows(self.cleaned.original, self.sites))
        writer = _RowWriter(self.number, slots, places)
        written = "".join(writer.row(index, row) for index, row in enumerate(rows))
        return Template(_DOCUMENT).substitute(
            number=self.number,
            name=escape_html(self.name),
            facts=self._facts(),
            notes="".join(self._notes(rows)),
            rows=written + writer.flags_at_end(len(rows)),
            minimap=render_minimap(self.number, len(self.cleaned.original), rows, places, slots),
        )

    def _facts(self) -> str:
        facts = [
            _count(len(self.sites), "edit"),
            f"{self.probable:,} probable",
            f"{_count(len(self.cleaned.notes), 'place')} unrepaired",
            f"{len(self.cleaned.original):,} → {len(self.cleaned.text):,} characters",
        ]
        vanished = count_vanished(self.cleaned, self.sites)
        if vanished:
            facts.append(f"{_count(vanished, 'edit')} taken back by a later step")
        return " · ".join(facts)

    def _notes(self, rows: Sequence[Sequence[Piece]]) -> Iterator[str]:
        notes = sorted(self.cleaned.notes, key=lambda note: note.span)
        if not notes:
            return
        yield f'<details class="notes"><summary>{_count(len(notes), "place")} left unrepaired</summary><ol>'
        for index, note in enumerate(notes):
            seen = show(self.cleaned.original[note.span[0] : note.span[1]], 24)
            yield (
                f'<li><a href="#{_flag_id(self.number, index)}">{escape_html(note.kind)}</a> <q>{escape(seen)}</q> '
                f"{escape_html(note.why)}</li>"
            )
        yield "</ol></details>"


_DOCUMENT = """
<section class="doc" id="d$number" aria-labelledby="t$number">
<header class="head"><h2 id="t$number">$name</h2><p class="facts">$facts</p>$notes</header>
<div class="body"><div class="rows"><div class="cols" aria-hidden="true"><b>Original</b><b>Cleaned</b></div>
$rows</div>
$minimap</div>
</section>
"""


class _RowWriter:
    """Writes the rows of one document; knows which notes fall where."""

    def __init__(self, document: int, slots: Mapping[str, int], places: NotePlaces) -> None:
        self._document = document
        self._slots = slots
        self._places = places

    def row(self, index: int, pieces: Sequence[Piece]) -> str:
        original = _fold_end("".join(self._original(piece) for piece in pieces))
        cleaned = _fold_end("".join(self._cleaned(piece) for piece in pieces))
        same = "" if any(isinstance(piece, Site) for piece in pieces) else " same"
        return (
            f'<div class="row{same}" id="d{self._document}r{index}">'
            f'<div class="o" lang="zh">{original}</div><div class="n" lang="zh">{cleaned}</div></div>\n'
        )

    def flags_at_end(self, row: int) -> str:
        """Return a last row for notes that point behind the text, or nothing."""
        flags = "".join(map(self._flag, self._places.starting_from(self._places.last_seen)))
        return (
            flags
            and f'<div class="row" id="d{self._document}r{row}"><div class="o">{flags}</div><div class="n"></div></div>'
        )

    def _original(self, piece: Piece) -> str:
        if isinstance(piece, Plain):
            return "".join(self._noted(piece, flags=True))
        flags = "".join(self._flag(note) for note in self._places.starting_in(piece.start, piece.end))
        return f"{flags}<del{self._attributes(piece)}>{escape_html(piece.before)}</del>"

    def _cleaned(self, piece: Piece) -> str:
        if isinstance(piece, Plain):
            return "".join(self._noted(piece, flags=False))
        return f"<ins{self._attributes(piece, focus=True)}>{escape_html(piece.after)}</ins>"

    def _noted(self, piece: Plain, *, flags: bool) -> Iterator[str]:
        for start, end, noted, note in self._places.cut(piece.start, piece.end):
            if flags and note is not None:
                yield self._flag(note)
            text = escape_html(piece.text[start - piece.start : end - piece.start])
            yield f"<u>{text}</u>" if noted and text else text

    def _flag(self, index: int) -> str:
        note, last = self._places.notes[index], index + 1 == len(self._places.notes)
        onward = _flag_id(self._document, 0 if last else index + 1)
        tip = escape(name_shapeless(f"{note.kind}\n{note.why}"))
        return f'<a class="flag" id="{_flag_id(self._document, index)}" href="#{onward}" data-t="{tip}">⚑</a>'

    def _attributes(self, site: Site, *, focus: bool = False) -> str:
        classes = [f"s{self._slots[site.steps[0]]}"]
        if len(site.steps) > 1:
            classes.append(f"t{self._slots[site.steps[1]]}")
        if site.certainty == "probable":
            classes.append("p")
        if self._places.touches(site.start, site.end):
            classes.append("u")
        tab = ' tabindex="0"' if focus else ""
        return f' class="{" ".join(classes)}"{tab} data-t="{_tip(site)}"'


def _fold_end(cell: str) -> str:
    """Return ``cell`` with the line breaks at its end, blank lines among them, there but not shown."""
    body = cell.rstrip("\n")
    return f'{body}<span class="b">{cell[len(body) :]}</span>' if body and body != cell else cell


def _tip(site: Site) -> str:
    """Return what a pointer over ``site`` shows: before, after, and who did it by which rule, how sure."""
    lines = [f"{show(site.before)} → {show(site.after)}"]
    lines += dict.fromkeys(f"{part.step}: {part.edit.rule}, {part.edit.certainty}" for part in site.parts)
    return "&#10;".join(escape(name_shapeless(line)) for line in lines)


def _flag_id(document: int, index: int) -> str:
    return f"d{document}u{index}"


def _step_slots(documents: Sequence[_Document]) -> dict[str, int]:
    """Return the colour of each step, by order of the steps."""
    names = dict.fromkeys(change.step for document in documents for change in document.cleaned.changes)
    return {name: min(slot, STEP_COLOURS - 1) for slot, name in enumerate(names)}


def _filters(documents: Sequence[_Document], slots: Mapping[str, int]) -> Iterator[str]:
    counts: Counter[str] = sum((document.steps for document in documents), Counter())
    by_slot: dict[int, list[str]] = {}
    for step, slot in slots.items():
        by_slot.setdefault(slot, []).append(step)
    for slot, steps in by_slot.items():
        yield _check_box(f"f-s{slot}", f"s{slot}", ", ".join(steps), sum(counts[step] for step in steps))
    probable = sum(document.probable for document in documents)
    total = sum(len(document.sites) for document in documents)
    yield _check_box("f-certain", "certain", "certain", total - probable)
    yield _check_box("f-probable", "probable", "probable", probable)


def _check_box(identity: str, kind: str, label: str, count: int) -> str:
    return (
        f'<label class="chip {kind}"><input type="checkbox" id="{identity}" checked>'
        f"<span>{escape_html(label)}</span> <b>{count:,}</b></label>"
    )


def _unrepaired(documents: Sequence[_Document]) -> str:
    total = sum(len(document.cleaned.notes) for document in documents)
    first = next((document.number for document in documents if document.cleaned.notes), None)
    if first is None:
        return '<span class="chip none">nothing left unrepaired</span>'
    return f'<a class="chip unrepaired" href="#{_flag_id(first, 0)}">⚑ unrepaired <b>{total:,}</b></a>'


def _contents(documents: Sequence[_Document]) -> str:
    if len(documents) < 2:
        return ""
    items = (
        f'<li><a href="#d{d.number}">{escape_html(d.name)}</a> <small>{_count(len(d.sites), "edit")}'
        f"{f', {len(d.cleaned.notes):,} unrepaired' if d.cleaned.notes else ''}</small></li>"
        for d in documents
    )
    return f'<nav aria-label="Documents"><ol>{"".join(items)}</ol></nav>'


def _title(documents: Sequence[_Document]) -> str:
    name = escape_html(documents[0].name) if len(documents) == 1 else _count(len(documents), "document")
    return f"{name} · unionclean report"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
