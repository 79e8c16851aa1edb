"""Pages that are set here with reportlab, read by PDF extractors and OCR, and repaired.  Called by ``benchmarks.layout --extractors``.

The font is WenQuanYi Zen Hei (Debian: fonts-wqy-zenhei).  The readers: pdftotext with and without ``-layout`` (poppler-utils), pypdf, pdfminer.six,
tesseract (tesseract-ocr-chi-sim) on pages of 200 dots an inch.  One that is missing is named and left out.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.layout import Score, paragraphs
from unionclean import repair_layout

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
SOURCES = ("news_late", "reports", "encyclopaedia")


def set_pages(texts: list[str], path: Path) -> None:
    """Set paragraphs on A5 pages with a header and a page number."""
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("zenhei", str(FONT), subfontIndex=0))
    style = ParagraphStyle("body", fontName="zenhei", fontSize=11, leading=17, firstLineIndent=22, wordWrap="CJK")

    def furnish(canvas: object, document: object) -> None:
        canvas.setFont("zenhei", 9)
        canvas.drawCentredString(A5[0] / 2, A5[1] - 40, "某某公司年度报告")
        canvas.drawCentredString(A5[0] / 2, 36, f"— {document.page} —")

    document = SimpleDocTemplate(str(path), pagesize=A5, topMargin=56, bottomMargin=56)
    document.build(
        [Paragraph(text.replace("&", "&amp;").replace("<", "&lt;"), style) for text in texts], furnish, furnish
    )


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def _pypdf(path: Path) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _pdfminer(path: Path) -> str:
    from pdfminer.high_level import extract_text

    return extract_text(str(path))


def _tesseract(path: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        _run("pdftoppm", "-r", "200", "-gray", "-png", str(path), f"{folder}/page")
        return "\n".join(
            _run("tesseract", str(image), "-", "-l", "chi_sim") for image in sorted(Path(folder).glob("*.png"))
        )


READERS: dict[str, Callable[[Path], str]] = {
    "pdftotext": lambda path: _run("pdftotext", str(path), "-"),
    "pdftotext -layout": lambda path: _run("pdftotext", "-layout", str(path), "-"),
    "pypdf": _pypdf,
    "pdfminer.six": _pdfminer,
    "tesseract": _tesseract,
}


def _gaps_by_place(read: str, right: str) -> tuple[set[int], set[int]]:
    """Return where, counted in characters of ``right`` without blanks, ``read`` has blanks or breaks, and which of its characters it has."""
    bare, place_of, gap_before, count = [], [], set(), 0
    for char in read:
        if char.isspace():
            gap_before.add(count)
        else:
            bare.append(char)
            count += 1
    wanted = "".join(right.split())
    places: dict[int, int] = {}
    for i, j, size in SequenceMatcher(None, "".join(bare), wanted, autojunk=False).get_matching_blocks():
        places.update(zip(range(i, i + size), range(j, j + size), strict=True))
    del place_of
    gaps = {places[i] for i in gap_before if i in places and i - 1 in places and places[i - 1] == places[i] - 1}
    return gaps, set(places.values())


def score_reading(read: str, right: str, repaired: str) -> Score:
    """Compare the blanks and breaks of what was read and of what was repaired with those of the right text."""
    wanted, _ = _gaps_by_place(right, right)
    before, known = _gaps_by_place(read, right)
    after, still = _gaps_by_place(repaired, right)
    damage = {place for place in before - wanted if place in still}
    removed = {place for place in before - after if place in still}
    return Score(len(damage), len(damage & removed), len(removed & wanted & known))


def measure(data: Path, cache: Path, number: int) -> Iterator[tuple[str, str, Score]]:
    """Yield the score of each reader on each source, ``number`` documents of twelve paragraphs."""
    with tempfile.TemporaryDirectory() as folder:
        for name in SOURCES:
            texts = paragraphs(name, data, cache)
            scores: dict[str, Score] = {}
            for index in range(number):
                page = texts[index * 40 : index * 40 + 12]
                path = Path(folder, "page.pdf")
                set_pages(page, path)
                for reader, read in READERS.items():
                    if reader == "tesseract" and (index >= 2 or not shutil.which("tesseract")):
                        continue
                    text = read(path).replace("\f", "\n")
                    one = score_reading(text, "\n".join(page), repair_layout(text, furniture="drop"))
                    scores[reader] = Score(*map(sum, zip(scores.get(reader, Score(0, 0, 0)), one, strict=True)))
            for reader, total in scores.items():
                yield reader, name, total
