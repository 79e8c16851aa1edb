"""The repair of layout: damage that is made, pages that are right, and what PDF extractors and OCR make of pages set here.

``python -m benchmarks.layout [--data ../shared/data] [--cache DIR] [--quick] [--extractors]``

Made damage: held-out text, wrapped at 20 to 60 cells, with blanks by several laws, with page breaks, headers and numbers.  Precision is the share
of the edits that undo damage, recall the share of the damage undone.  Right pages: laws, verse, tables, code, lists of words.
``--extractors`` sets pages with reportlab in a font of Debian and reads them with pdftotext (with and without ``-layout``), pypdf, pdfminer.six and tesseract; what is missing is named.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tools import corpora
from unionclean import repair_layout
from unionclean.layout.lines import cells

SOURCES = ("web_late", "news_late", "reports", "encyclopaedia")
FURNITURE = re.compile(r"某某公司年度报告\n|\n?— \d+ —")
BLANK = re.compile(r"[ \t\u3000]+")


class Score(NamedTuple):
    """What a repair did to damaged pages, counted in places where a blank or a line break stood."""

    damage: int
    undone: int
    wrong: int

    def __str__(self) -> str:
        made = self.undone + self.wrong
        precision, recall = self.undone / max(made, 1), self.undone / max(self.damage, 1)
        return f"{self.damage:>8,} places  precision {precision:8.3%}  recall {recall:8.3%}"


def paragraphs(name: str, data: Path, cache: Path) -> list[str]:
    """Return the paragraphs of a source that hold Chinese sentences and no blanks."""
    documents = corpora.load(name, data=data, cache=cache)
    lines = (line.strip() for text in documents for line in text.split("\n"))
    return [line for line in lines if len(line) > 30 and line[-1] in "。！？” " and not BLANK.search(line)]


def wrap(text: str, width: int) -> str:
    """Return ``text`` broken into lines of at most ``width`` cells; no line begins with a closing mark or breaks a word or number."""
    lines, line, size = [], "", 0
    for piece in re.findall(r"[A-Za-z0-9.,%:/+-]+|.", text):
        if size + cells(piece) > width and line and piece not in "，。、；：？！”’）》】":
            lines.append(line)
            line, size = "", 0
        line += piece
        size += cells(piece)
    return "\n".join([*lines, line])


def wrapped(texts: list[str], chance: random.Random) -> str:
    """Return a page of paragraphs wrapped at one width, indented or set apart or neither."""
    width, form = chance.randrange(20, 61), chance.randrange(3)
    indent = "　　" if form == 0 else ""
    return ("\n\n" if form == 1 else "\n").join(wrap(indent + text, width) for text in texts)


def paged(texts: list[str], chance: random.Random) -> str:
    """Return a wrapped page cut into printed pages with a header and a number."""
    lines = wrapped(texts, chance).split("\n")
    size = chance.randrange(20, 40)
    pages = ["\n".join(lines[start : start + size]) for start in range(0, len(lines), size)]
    return "\n".join(f"某某公司年度报告\n{page}\n— {number} —" for number, page in enumerate(pages, 1))


def everywhere(texts: list[str], chance: random.Random) -> str:
    """Return paragraphs with a blank behind nearly every character."""
    return "\n".join(_spaced(text, chance, 0.9) for text in texts)


def scattered(texts: list[str], chance: random.Random) -> str:
    """Return paragraphs with blanks behind one character in five."""
    return "\n".join(_spaced(text, chance, 0.2) for text in texts)


def behind_marks(texts: list[str], chance: random.Random) -> str:
    """Return paragraphs with a blank behind every mark."""
    return "\n".join(re.sub(r"(?<=[，。、；：？！])(?=.)", " ", text) for text in texts)


def _spaced(text: str, chance: random.Random, share: float) -> str:
    def blank(match: re.Match[str]) -> str:
        return match[0] + (" " if chance.random() < share else "")

    return re.sub(r"[\u4e00-\u9fff，。、；：](?=[\u4e00-\u9fff，。、；：])", blank, text)


LAWS: dict[str, Callable[[list[str], random.Random], str]] = {
    "wrapped": wrapped,
    "wrapped, in pages": paged,
    "blanks nearly everywhere": everywhere,
    "blanks here and there": scattered,
    "a blank behind every mark": behind_marks,
}


def _gaps(text: str) -> dict[int, str]:
    """Return what blanks and breaks stand before which character, counted without them."""
    gaps, count = {}, 0
    for piece in re.findall(r"\s+|\S", text):
        if piece.isspace():
            gaps[count] = piece
        else:
            count += 1
    return gaps


def score(damaged: str, right: str, repaired: str) -> Score:
    """Compare the gaps of three versions of a text that differ in blanks and breaks only."""
    before, wanted, after = _gaps(damaged), _gaps(right), _gaps(repaired)
    damage = {place for place in before if place not in wanted}
    removed = {place for place in before if place not in after}
    return Score(len(damage), len(damage & removed), len(removed - damage))


def measure(name: str, law: str, data: Path, cache: Path, number: int, show: bool) -> Score:
    """Damage pages of a source by a law, repair them and add up the scores."""
    chance, texts = random.Random(name + law), paragraphs(name, data, cache)
    total = Score(0, 0, 0)
    for _ in range(number):
        start = chance.randrange(max(1, len(texts) - 30))
        page = texts[start : start + chance.randrange(6, 30)]
        damaged = LAWS[law](page, chance)
        repaired = repair_layout(damaged, furniture="drop")
        right = "\n".join(page)
        one = score(*(FURNITURE.sub("", version) for version in (damaged, right, repaired)))
        if show and one.damage and (one.undone < one.damage * 0.9 or one.wrong):
            print(one, repr(damaged[:200]), repr(repaired[:200]), sep="\n   ")
        total = Score(*map(sum, zip(total, one, strict=True)))
    return total


def right_pages(data: Path, cache: Path, quick: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield texts whose layout is right."""
    number = 200 if quick else 100_000
    for name in ("laws_cn", "laws_tw", "web_late", "poems", "romance", "manpages_cn", "reviews_bad", "encyclopaedia"):
        yield name, corpora.load(name, data=data, cache=cache)[:number]
    words = [word for word in corpora.load_words(cache=cache) if len(word) > 1]
    chance = random.Random(1)
    yield (
        "lists of words",
        [" ".join(chance.sample(words, 60)) for _ in range(200)]
        + ["\n".join(chance.sample(words, 60)) for _ in range(200)],
    )
    sources = [path.read_text("utf-8") for path in sorted(Path().glob("**/*.py"))]
    yield "code", sources
    yield "documentation", [path.read_text("utf-8") for path in sorted(Path("docs").glob("*.md"))]


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=corpora.DATA, help="folder of the law corpora")
    parser.add_argument("--cache", type=Path, default=corpora.CACHE, help="where packages are kept")
    parser.add_argument("--quick", action="store_true", help="a few pages of each")
    parser.add_argument(
        "--extractors", action="store_true", help="also set pages and read them with PDF extractors and OCR"
    )
    parser.add_argument("--show", action="store_true", help="show what went wrong")
    options = parser.parse_args(arguments)
    for law in {} if options.extractors else LAWS:
        for name in SOURCES:
            print(
                f"{law:<27}{name:<14}{measure(name, law, options.data, options.cache, 12 if options.quick else 100, options.show)}",
                flush=True,
            )
    if options.extractors:
        from benchmarks.layout_extractors import measure as measure_readers

        for reader, name, total in measure_readers(options.data, options.cache, 2 if options.quick else 10):
            print(f"{reader:<27}{name:<14}{total}", flush=True)
        return 0
    for name, texts in right_pages(options.data, options.cache, options.quick):
        start, size, edits = time.process_time(), 0, []
        for text in texts:
            size += len(text.encode("utf-8", "replace"))
            cleaned = repair_layout(text)
            if cleaned is not text:
                edits.append(repair_layout.explain(text))
        speed = size / 1e6 / max(time.process_time() - start, 1e-9)
        count = sum(len(each.edits) for each in edits)
        print(
            f"right: {name:<20}{size / 1e6:8.1f} MB {count:>7,} edits in {len(edits):>5,} of {len(texts):,} texts {speed:8.0f} MB/s",
            flush=True,
        )
        for each in edits[: 12 if options.show else 0]:
            for edit in each.edits[:3]:
                print(
                    "   ",
                    edit.rule,
                    repr(each.original[max(0, edit.start - 25) : edit.start]),
                    repr(edit.before),
                    repr(each.original[edit.end : edit.end + 25]),
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
