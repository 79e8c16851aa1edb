"""The repair of layout: damage that is made, pages that are right, and what PDF extractors and OCR make of pages set here.

``python -m benchmarks.layout [--data ../shared/data] [--cache DIR] [--quick] [--extractors] [--last]``

Made damage: held-out text, wrapped at 20 to 60 cells, with blanks by several laws, with page breaks, headers and numbers.  Precision is the share
of the edits that undo damage, recall the share of the damage undone.  Right pages: laws, verse, novels, code, lists of words.
``--last``: the sources that nothing was set on.
``--extractors`` sets pages with reportlab in a font of Debian and reads them with pdftotext (with and without ``-layout``), pypdf, pdfminer.six and tesseract; what is missing is named.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.layout_cohesion import print_weights
from benchmarks.layout_damage import FURNITURE, LAST, LAWS, SETTING, paragraphs
from tools import corpora
from unionclean import repair_layout


class Score(NamedTuple):
    """What a repair did to damaged pages, counted in places where a blank or a line break stood."""

    damage: int
    undone: int
    wrong: int

    def __str__(self) -> str:
        made = self.undone + self.wrong
        precision, recall = self.undone / max(made, 1), self.undone / max(self.damage, 1)
        return f"{self.damage:>8,} places  precision {precision:8.3%}  recall {recall:8.3%}"


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


RIGHT = ("laws_cn", "web_late", "poems", "romance", "reviews_bad", "encyclopaedia", "gnome", "office_cn", "takeaway")
"""Sources whose layout is right."""
FOUND = ("laws_tw", "manpages_cn")
"""Sources that came wrapped or with blanks in their words; what is done to them must be read (``--show``)."""
MARKS = frozenset(("name-dot", "full-stop"))


def pages_as_they_are(data: Path, cache: Path, quick: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield texts as they were found, with the name of their source."""
    number = 200 if quick else 2_000
    for kind, names in (("right", RIGHT), ("found", FOUND)):
        for name in names:
            yield f"{kind}: {name}", corpora.load(name, data=data, cache=cache)[:number]
    words = [word for word in corpora.load_words(cache=cache) if len(word) > 1]
    chance = random.Random(1)
    lists = [mark.join(chance.sample(words, 60)) for mark in " \n" for _ in range(200)]
    yield "right: lists of words", lists
    yield "right: code", [path.read_text("utf-8") for path in sorted(Path().glob("**/*.py"))]
    yield "right: documentation", [path.read_text("utf-8") for path in sorted(Path("docs").glob("*.md"))]


def measure_as_they_are(name: str, texts: list[str], show: bool) -> None:
    """Print how many edits texts get that were found as they are, and how fast."""
    repair_layout(texts[0])  # what is loaded once is not measured
    start = time.process_time()
    changed = [text for text in texts if repair_layout(text) is not text]
    seconds = max(time.process_time() - start, 1e-9)
    size = sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6
    edits = [(text, edit) for text in changed for edit in repair_layout.explain(text).edits]
    of_marks = sum(edit.rule in MARKS for _, edit in edits)
    print(
        f"{name:<24}{size:7.1f} MB {len(edits) - of_marks:>6,} edits of layout, {of_marks:>4,} of marks, "
        f"in {len(changed):>4,} of {len(texts):,} texts {size / seconds:6.0f} MB/s",
        flush=True,
    )
    for text, edit in random.Random(1).sample(edits, min(40, len(edits))) if show else ():
        print(
            "   ",
            edit.rule,
            repr(text[max(0, edit.start - 25) : edit.start]),
            repr(edit.before),
            repr(text[edit.end : edit.end + 25]),
        )


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=corpora.DATA, help="folder of the law corpora")
    parser.add_argument("--cache", type=Path, default=corpora.CACHE, help="where packages are kept")
    parser.add_argument("--quick", action="store_true", help="a few pages of each")
    parser.add_argument(
        "--extractors", action="store_true", help="also set pages and read them with PDF extractors and OCR"
    )
    parser.add_argument("--cohesion", action="store_true", help="count the weights of cohesion again")
    parser.add_argument("--last", action="store_true", help="the sources that no threshold was set on")
    parser.add_argument("--show", action="store_true", help="show what went wrong")
    options = parser.parse_args(arguments)
    if options.cohesion:
        print_weights(options.data, options.cache)
        return 0
    for law in {} if options.extractors else LAWS:
        for name in LAST if options.last else SETTING:
            print(
                f"{law:<30}{name:<14}{measure(name, law, options.data, options.cache, 12 if options.quick else 60, options.show)}",
                flush=True,
            )
    if options.extractors:
        from benchmarks.layout_extractors import measure as measure_readers

        number = 1 if options.quick else 2
        for reader, name, total in measure_readers(
            options.data, options.cache, number, last=options.last, show=options.show
        ):
            print(f"{reader:<20}{name:<24}{total}", flush=True)
        return 0
    for name, texts in [] if options.last else pages_as_they_are(options.data, options.cache, options.quick):
        measure_as_they_are(name, texts, options.show)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
