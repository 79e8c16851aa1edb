"""One document of the report: its heading, its rows of original and cleaned text, its map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from string import Template

from unionclean.edits import Cleaned, Edit, describe_rule
from unionclean.report.minimap import render_minimap
from unionclean.report.notes import NotePlaces, unrepaired
from unionclean.report.show import count, escape_html, name_shapeless, show
from unionclean.report.sites import Piece, Plain, Site, count_steps, count_vanished, ends_line, find_sites, split_rows


class Document:
    """One page of the report."""

    def __init__(self, number: int, name: str, cleaned: Cleaned) -> None:
        self.number = number
        self.name = name
        self.cleaned = cleaned
        self.sites = find_sites(cleaned)
        self.steps = count_steps(self.sites)
        self.probable = sum(site.certainty == "probable" for site in self.sites)

    def render(self, slots: Mapping[str, int]) -> str:
        places = NotePlaces(unrepaired(self.cleaned.notes))
        rows = list(split_rows(self.cleaned.original, self.sites))
        writer = _RowWriter(self.number, slots, places, self._languages())
        runs_on = [False, *(not ends_line(row[-1]) for row in rows)]
        written = "".join(writer.row(index, row, runs_on=runs_on[index]) for index, row in enumerate(rows))
        return Template(_DOCUMENT).substitute(
            number=self.number,
            name=escape_html(self.name),
            facts=self._facts(),
            notes="".join([*self._notes(), *self._doubts()]),
            rows=written + writer.flags_behind(len(self.cleaned.original), len(rows)),
            minimap=render_minimap(self.number, len(self.cleaned.original), rows, places, slots),
        )

    def _languages(self) -> tuple[str, str]:
        """Return the languages of the two columns: Traditional on the left if the script was converted."""
        return ("zh-Hant" if self.steps["to_simplified"] else "zh", "zh-Hans" if self.steps["to_simplified"] else "zh")

    def _facts(self) -> str:
        facts = [
            count(len(self.sites), "edit"),
            f"{self.probable:,} probable",
            f"{count(len(unrepaired(self.cleaned.notes)), 'place')} unrepaired",
            f"{len(self.cleaned.original):,} → {len(self.cleaned.text):,} characters",
        ]
        vanished = count_vanished(self.cleaned, self.sites)
        if vanished:
            facts.append(f"{count(vanished, 'edit')} taken back by a later step")
        return " · ".join(facts)

    def _notes(self) -> Iterator[str]:
        notes = sorted(unrepaired(self.cleaned.notes), key=lambda note: note.span)
        if not notes:
            return
        yield f'<details class="notes"><summary>{count(len(notes), "place")} left unrepaired</summary><ol>'
        for index, note in enumerate(notes):
            seen = show(self.cleaned.original[note.span[0] : note.span[1]], 24)
            yield (
                f'<li><a href="#{flag_id(self.number, index)}">{escape_html(note.kind)}</a> <q>{escape(seen)}</q> '
                f"{escape_html(note.why)}</li>"
            )
        yield "</ol></details>"

    def _doubts(self) -> Iterator[str]:
        """Yield the list of the edits that are only probable, least sure first."""
        doubts = sorted(
            (min(part.edit.confidence for part in site.parts), n)
            for n, site in enumerate(self.sites)
            if site.certainty == "probable"
        )
        if not doubts:
            return
        yield f'<details class="notes doubts"><summary>{count(len(doubts), "probable edit")}</summary><ol>'
        for confidence, number in doubts:
            site = self.sites[number]
            words = f"{escape(show(site.before, 24))} → {escape(show(site.after, 24))}"
            yield f'<li><a href="#d{self.number}e{number}">{words}</a> {confidence:.2f}</li>'
        yield "</ol></details>"


_DOCUMENT = """
<section class="doc" id="d$number" aria-labelledby="t$number">
<header class="head"><h2 id="t$number">$name</h2><p class="facts">$facts</p>$notes</header>
<div class="body"><div class="rows"><div class="cols" aria-hidden="true"><b data-i>Original</b><b data-i>Cleaned</b></div>
$rows</div>
$minimap</div>
</section>
"""


class _RowWriter:
    """Writes the rows of one document; knows which notes fall where."""

    def __init__(self, document: int, slots: Mapping[str, int], places: NotePlaces, languages: tuple[str, str]) -> None:
        self._document = document
        self._slots = slots
        self._places = places
        self._languages = languages
        self._line = 1
        self._edits = 0

    def row(self, index: int, pieces: Sequence[Piece], *, runs_on: bool) -> str:
        original = _fold_end("".join(self._original(piece) for piece in pieces))
        cleaned = _fold_end("".join(self._cleaned(piece) for piece in pieces))
        line = "" if runs_on else f' data-l="{self._line}"'
        self._line += sum((piece.text if isinstance(piece, Plain) else piece.before).count("\n") for piece in pieces)
        left, right = self._languages
        kind = ("" if any(isinstance(piece, Site) for piece in pieces) else " same") + (" on" if runs_on else "")
        return (
            f'<div class="row{kind}" id="d{self._document}r{index}">'
            f'<div class="o"{line} lang="{left}">{original}</div><div class="n" lang="{right}">{cleaned}</div></div>\n'
        )

    def flags_behind(self, end: int, row: int) -> str:
        """Return a last row for the notes that point behind the text, or nothing."""
        flags = "".join(map(self._flag, self._places.starting_from(end)))
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
        number, self._edits = self._edits, self._edits + 1
        name = f' id="d{self._document}e{number}"' if piece.certainty == "probable" else ""
        return f"<ins{name}{self._attributes(piece, focus=True)}>{escape_html(piece.after)}</ins>"

    def _noted(self, piece: Plain, *, flags: bool) -> Iterator[str]:
        for start, end, noted, note in self._places.cut(piece.start, piece.end):
            if flags and note is not None:
                yield self._flag(note)
            text = escape_html(piece.text[start - piece.start : end - piece.start])
            yield f"<u>{text}</u>" if noted and text else text

    def _flag(self, index: int) -> str:
        note, last = self._places.notes[index], index + 1 == len(self._places.notes)
        onward = flag_id(self._document, 0 if last else index + 1)
        tip = escape(name_shapeless(f"{note.kind}\n{note.why}"))
        return f'<a class="flag" id="{flag_id(self._document, index)}" href="#{onward}" data-t="{tip}">⚑</a>'

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
    lines += [f"{part.step}: {describe_rule(part.edit)}, {_sureness(part.edit)}" for part in site.parts]
    return "&#10;".join(escape(name_shapeless(line)) for line in dict.fromkeys(lines))


def _sureness(edit: Edit) -> str:
    return edit.certainty if edit.confidence >= 1 else f"{edit.certainty} ({edit.confidence:.2f})"


def flag_id(document: int, index: int) -> str:
    return f"d{document}u{index}"
