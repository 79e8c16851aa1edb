"""Pages set with reportlab in four designs, for :mod:`benchmarks.layout_extractors`.

The font is WenQuanYi Zen Hei (Debian: fonts-wqy-zenhei).  Nothing in a file says where a paragraph ends: every line is placed on
its own, as word processors and typesetting programs do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.layout_damage import wrap
from unionclean.layout.lines import cells

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
HEADER = "某某公司年度报告"
A4, A5 = (595.0, 842.0), (420.0, 595.0)


class Design(NamedTuple):
    """How a page is set: paper and type in points, the width of its lines in cells."""

    paper: tuple[float, float]
    size: float
    width: int
    indent: str
    between: float = 0.0
    """Lines between paragraphs."""
    spread: float = 0.0
    """Space between the characters, in parts of their size; 0.3 and more is read as blanks."""
    columns: int = 1
    furniture: bool = True
    lead: float = 1.5
    """The distance between lines, in parts of the size; from 1.5 on pdfminer takes each line for a paragraph."""


DESIGNS = {
    "report": Design(A5, 11, 52, "　　", lead=1.6),
    "paper in two columns": Design(A4, 9, 50, "　　", columns=2, lead=1.35),
    "letter": Design(A4, 12, 72, "", between=1, furniture=False, lead=1.4),
    "wide type": Design(A4, 14, 48, "　　", spread=0.34, lead=1.75),
}


class Row(NamedTuple):
    """A line of type: its words and whether it ends a paragraph, or no words for the space between two."""

    words: str
    is_last: bool


def _rows(texts: list[str], design: Design) -> Iterator[Row]:
    for text in texts:
        *full, last = wrap(design.indent + text, design.width).split("\n")
        yield from (Row(line, is_last=False) for line in full)
        yield Row(last, is_last=True)
        yield from (Row("", is_last=True) for _ in range(int(design.between)))


def set_pages(texts: list[str], design: Design, path: Path) -> None:
    """Set paragraphs and write them as PDF; full lines are justified."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("zenhei", str(FONT), subfontIndex=0))
    width, height = design.paper
    canvas = Canvas(str(path), pagesize=design.paper, invariant=1)
    measure = design.width / 2 * design.size * (1 + design.spread)
    margin = (width - design.columns * measure - (design.columns - 1) * 24) / 2
    rows, number = iter(_rows(texts, design)), 0
    lead = design.size * design.lead
    on_a_column = int((height - 120) / lead)
    while page := [column for _ in range(design.columns) if (column := list(islice(rows, on_a_column)))]:
        number += 1
        for index, column in enumerate(page):
            left = margin + index * (measure + 24)
            for place, row in enumerate(column):
                _set_line(canvas, row, left, height - 70 - place * lead, design, measure)
        if design.furniture:
            canvas.setFont("zenhei", 9)
            canvas.drawCentredString(width / 2, height - 36, HEADER)
            canvas.drawCentredString(width / 2, 30, f"— {number} —")
        canvas.showPage()
    canvas.save()


def _set_line(canvas: object, row: Row, left: float, top: float, design: Design, measure: float) -> None:
    words = row.words.lstrip("　")
    left += (len(row.words) - len(words)) * design.size * (1 + design.spread)
    space = design.spread * design.size
    if words and not row.is_last:
        free = measure - cells(row.words) / 2 * design.size - space * len(row.words)
        space += min(free / len(words), design.size / 8)
    line = canvas.beginText(left, top)  # type: ignore[attr-defined]
    line.setFont("zenhei", design.size)
    line.setCharSpace(max(space, 0))
    line.textOut(words)
    canvas.drawText(line)  # type: ignore[attr-defined]
