"""Pages that are set here, read by PDF extractors and OCR, and repaired.  Called by ``benchmarks.layout --extractors``.

The readers: pdftotext with and without ``-layout`` (poppler-utils), pypdf, pdfminer.six, and tesseract (tesseract-ocr-chi-sim, tesseract-ocr-chi-tra) on
pages of 200 dots an inch.  One that is missing is named and left out.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from benchmarks.layout_damage import paragraphs
from benchmarks.layout_pages import DESIGNS, set_pages
from unionclean import repair_layout

READ = ("news_late", "reports", "encyclopaedia", "reference_tw")
READ_LAST = ("bulletins", "statutes", "wiki_tw")
OCR = {"tesseract chi-sim": ("news_late", "bulletins"), "tesseract chi-tra": ("reference_tw", "wiki_tw")}
"""Recognition is slow: the sources of which a page is recognised, one for each design."""
PARAGRAPHS = 12


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def _pypdf(path: Path) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _pdfminer(path: Path) -> str:
    from pdfminer.high_level import extract_text

    return extract_text(str(path))


def _tesseract(language: str) -> Callable[[Path], str]:
    def read(path: Path) -> str:
        with tempfile.TemporaryDirectory() as folder:
            _run("pdftoppm", "-r", "200", "-l", "1", "-gray", "-png", str(path), f"{folder}/page")
            [image] = Path(folder).glob("*.png")
            return _run("tesseract", str(image), "-", "-l", language)

    return read


READERS: dict[str, Callable[[Path], str]] = {
    "pdftotext": lambda path: _run("pdftotext", str(path), "-"),
    "pdftotext -layout": lambda path: _run("pdftotext", "-layout", str(path), "-"),
    "pypdf": _pypdf,
    "pdfminer.six": _pdfminer,
    "tesseract chi-sim": _tesseract("chi_sim"),
    "tesseract chi-tra": _tesseract("chi_tra"),
}


def missing_readers() -> dict[str, str]:
    """Return the readers that cannot be run here, with what they need."""
    needs = {
        "pdftotext": shutil.which("pdftotext"),
        "pdftotext -layout": shutil.which("pdftotext"),
        "pypdf": find_spec("pypdf"),
        "pdfminer.six": find_spec("pdfminer"),
    }
    installed = _run("tesseract", "--list-langs").split() if shutil.which("tesseract") else []
    needs |= {f"tesseract {name}": name.replace("-", "_") in installed for name in ("chi-sim", "chi-tra")}
    return {name: "not installed" for name, found in needs.items() if not found}


class Counts(NamedTuple):
    """Breaks and blanks that a reader put into the text, those that were undone, and edits that undid nothing of the kind."""

    breaks: int = 0
    joined: int = 0
    wrong_joins: int = 0
    blanks: int = 0
    closed: int = 0
    wrong_closed: int = 0

    def plus(self, other: Counts) -> Counts:
        """Return the sum."""
        return Counts(*map(sum, zip(self, other, strict=True)))

    def __str__(self) -> str:
        joins = _rates(self.breaks, self.joined, self.wrong_joins)
        return f"joins {joins}   blanks {_rates(self.blanks, self.closed, self.wrong_closed)}"


def _rates(damage: int, undone: int, wrong: int) -> str:
    if not damage + wrong:
        return f"{'none':>34}"
    precision = f"{undone / (undone + wrong):7.2%}" if undone + wrong else "      –"
    recall = f"{undone / damage:7.2%}" if damage else "      –"
    return f"{damage:>7,} P {precision} R {recall}"


_LOOK = 3
"""Characters that must agree before two texts are in step again."""
_FAR = 60
"""Characters that one of the texts may have alone, as furniture or as errors of recognition."""


def align(read: str, right: str) -> Iterator[tuple[int, int]]:
    """Yield the places of equal characters of two texts without blanks, in order; linear, for texts that are nearly equal."""
    i = j = 0
    while i < len(read) and j < len(right):
        if read[i] == right[j]:
            yield i, j
            i, j = i + 1, j + 1
            continue
        steps = ((total - b, b) for total in range(1, _FAR) for b in range(total + 1))
        in_step = (
            (a, b) for a, b in steps if read[i + a : i + a + _LOOK] == right[j + b : j + b + _LOOK] and read[i + a :]
        )
        a, b = next(in_step, (1, 1))
        i, j = i + a, j + b


def gaps_by_place(read: str, right: str) -> dict[int, str]:
    """Return what stands in ``read`` before each character of ``right`` (blanks left out) whose left neighbour was read too.

    A page number and a header between the two count as what stands there.
    """
    places = [match.start() for match in re.finditer(r"\S", read)]
    gaps, before = {}, (-1, -1)
    for i, j in align("".join(read.split()), "".join(right.split())):
        if j == before[1] + 1 and j:
            gaps[j] = read[places[before[0]] + 1 : places[i]]
        before = (i, j)
    return gaps


def count_repairs(read: str, right: str, repaired: str) -> Counts:
    """Compare what stands between the characters in what was read, in the right text and in the repaired one."""
    wanted, before, after = (gaps_by_place(text, right) for text in (right, read, repaired))
    counts = dict.fromkeys(Counts._fields, 0)
    for place, gap in before.items():
        if not re.search(r"\s", gap) or place not in after:
            continue
        is_break, is_gone = "\n" in gap, not after[place].strip("-") and ("\n" not in after[place])
        is_gone = is_gone if is_break else not re.search(r"\s", after[place])
        if not wanted[place]:
            counts["breaks" if is_break else "blanks"] += 1
            counts["joined" if is_break else "closed"] += is_gone
        elif is_gone:
            counts["wrong_joins" if is_break else "wrong_closed"] += 1
    return Counts(**counts)


_HAN = "\u3400-\u9fff"
_MARKS = "，。、；：？！（）《》“”‘’「」『』【】"


def strip_blanks(text: str) -> str:
    """What zhlint and the usual expressions do: no blank between two Chinese characters, none beside a full-width mark."""
    text = re.sub(f"(?<=[{_HAN}])[ \t]+(?=[{_HAN}])", "", text)
    return re.sub(f"[ \t]+(?=[{_MARKS}])|(?<=[{_MARKS}])[ \t]+", "", text)


def strip_everything(text: str) -> str:
    """The shortest usual expression: no white space at all between Chinese characters and marks, paragraphs or not."""
    return re.sub(rf"(?<=[{_HAN}{_MARKS}])\s+(?=[{_HAN}{_MARKS}])", "", text)


def join_open_lines(text: str) -> str:
    """The usual rule for lines: a line that does not end with a stop goes on in the next; blanks as in :func:`strip_blanks`."""
    return strip_blanks(re.sub(r"(?<![。！？!?…；;：:”\n])[ \t\u3000]*\n[ \t\u3000]*(?=\S)", "", text))


CLEANERS: dict[str, Callable[[str], str]] = {
    "unionclean": lambda text: repair_layout(text, furniture="drop"),
    "blanks as zhlint": strip_blanks,
    "lines without a stop": join_open_lines,
    "all white space": strip_everything,
}


def measure(
    data: Path, cache: Path, number: int, *, last: bool, show: bool = False
) -> Iterator[tuple[str, str, Counts]]:
    """Yield the counts of each reader and cleaner, over ``number`` documents of each source in each design."""
    missing = missing_readers()
    for reader, why in missing.items():
        print(f"{reader}: {why}")
    totals: dict[tuple[str, str], Counts] = {}
    across: Counter[str] = Counter()
    for reader, document, right, text in read_documents(data, cache, number, last=last, without=set(missing)):
        if any(note.kind == "two-columns" for note in repair_layout.explain(text).notes):
            across[reader] += 1  # the order of the lines is lost; there is nothing to count
            continue
        for name, clean in CLEANERS.items():
            counts = count_repairs(text, right, clean(text))
            totals[reader, name] = totals.get((reader, name), Counts()).plus(counts)
            if show and name == "unionclean":
                print(f"    {document:<50}{reader:<20}{counts}", flush=True)
    for reader, count in across.items():
        print(f"{reader}: {count} documents in two columns were read across; noted and left")
    for (reader, name), counts in totals.items():
        yield reader, name, counts


def read_documents(
    data: Path, cache: Path, number: int, *, last: bool, without: set[str]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield reader, name, right text and read text of each document that was set."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.pdf")
        for source in READ_LAST if last else READ:
            texts = paragraphs(source, data, cache)
            for design in DESIGNS:
                for index in range(number):
                    page = texts[index * 40 : index * 40 + PARAGRAPHS]
                    set_pages(page, DESIGNS[design], path)
                    for reader, read in READERS.items():
                        is_slow = reader in OCR
                        if reader in without or (is_slow and (index or source not in OCR[reader])):
                            continue
                        yield reader, f"{source}, {design}", "\n".join(page), read(path)
