"""How much of the machine's damage comes back: damage clean text with the forward machine, repair it, compare.

    python -m benchmarks.recovery [--data ../shared/data] [--cache DIR] [--quick] [--length 40000]

Prints, by source and setting: the share of damaged characters restored exactly, how many of the edits marked certain and
probable are right (of the certain ones also the shifted runs alone, without the readings taken out), notes against true
losses, lines left wrong, and MB/s.  The pages, the tables drawn for them and the settings follow from one seed.  Sources
marked held out train nothing that is shipped; one that cannot be fetched is named and left out.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from benchmarks.one_to_one import to_traditional
from tests.machine import CUTS, Flavour, damage, encode
from tools import corpora
from unionclean import repair_encoding
from unionclean.encoding.linkfarm.annotations import ANNOTATION, annotated_characters, times_seen

SEED = 20200501
PAGE = 3000
"""Characters of a page, about, unless ``--length`` says another number."""


class Setting(NamedTuple):
    """How the machine was set for a page, and what page it was."""

    flavour: Flavour
    fold: bool
    keep_private: bool
    page: str = ""
    """A name of :data:`PAGES`, or nothing in particular."""

    def __str__(self) -> str:
        found = f"{self.flavour} {'folded' if self.fold else 'wide  '} {'kept   ' if self.keep_private else 'dropped'}"
        return f"{self.flavour} {self.page}" if self.page else found


def _number_lines(text: str) -> str:
    """Indent the lines and number every third that has no number, as regulations do: half of the indent goes at the cut before （."""
    numbered = []
    for n, line in enumerate(text.split("\n")):
        has_room = n % 3 == 0 and not line.startswith(("（", "(", "第"))
        numbered.append(f"　（{'一二三四五六七八九十'[n // 3 % 10]}）{line}" if has_room else f"　　{line}")
    return "\n".join(numbered)


def _wrap_in_html(text: str) -> str:
    return "".join(f"<p>{line}</p>" if n % 4 else f"<h2>{line}</h2>\n" for n, line in enumerate(text.split("\n")))


PAGES = {
    "unmarked": "nothing is annotated",
    "open table": "characters are annotated that no page was seen to annotate",
    "line starts": "lines begin with a blank and a number in brackets",
    "partial cuts": "one delimiter in eight does not cut",
    "HTML": "every line is an element",
}
"""The pages of the settings below, which real pages taught."""


SETTINGS = [
    Setting("Q", True, True),
    Setting("D", True, True),
    Setting("Q", False, True),
    Setting("D", False, True),
    Setting("Q", True, False),
    Setting("D", True, False),
    *(Setting(flavour, True, True, page) for page in PAGES for flavour in ("Q", "D")),
]


@dataclass
class Tally:
    """Counts of one source in one setting."""

    damaged: int = 0
    missing: int = 0
    certain: int = 0
    certain_right: int = 0
    runs: int = 0
    runs_right: int = 0
    probable: int = 0
    probable_right: int = 0
    lines: int = 0
    lines_wrong: int = 0
    lost: int = 0
    noted: int = 0
    size: int = 0
    seconds: float = 0.0

    def __iadd__(self, other: Tally) -> Tally:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self

    def row(self) -> str:
        restored = 1 - self.missing / max(1, self.damaged)
        certain = self.certain_right / max(1, self.certain)
        runs = self.runs_right / max(1, self.runs)
        probable = self.probable_right / max(1, self.probable)
        return (
            f"{self.damaged:8} {restored:8.2%} {self.certain:7} {certain:8.2%} {self.runs:5} {runs:8.2%} {self.probable:7} {probable:8.2%} "
            f"{self.lost:5} {self.noted:5} {self.lines_wrong:5}/{self.lines:<5} {self.size / 1e6 / self.seconds:5.2f}"
        )


HEADER = (
    f"{'source':14} {'setting':17} {'damaged':>8} {'restored':>8} {'certain':>7} {'right':>8} {'runs':>5} {'right':>8} {'probable':>7} {'right':>8} "
    f"{'lost':>5} {'noted':>5} {'lines wrong':>11} {'MB/s':>5}"
)


def pages(documents: list[str], number: int, length: int = PAGE) -> Iterator[str]:
    """Yield ``number`` pages of about ``length`` characters, of whole lines, spread over the source."""
    lines = [line for document in documents for line in document.split("\n") if line.strip()]
    stride = max(1, len(lines) // number)
    for start in range(0, stride * number, stride):
        page, size = [], 0
        for line in lines[start : start + stride]:
            page.append(line)
            size += len(line)
            if size > length:
                break
        if size > length // 3:
            yield "\n".join(page)


def draw_table(draw: random.Random) -> dict[str, str]:
    """Return a page's own table: the machine's list is nested, commonest first, and a page uses a beginning of it."""
    own = [(character, min(annotated_characters()[character])) for character in times_seen()]
    order = random.Random(SEED)
    order.shuffle(own)
    return dict(own[: draw.randint(40, len(own))])


def draw_open_table(text: str, draw: random.Random) -> dict[str, str]:
    """Return a table of characters of ``text``, two in three of them seen on no page."""
    every = sorted(annotated_characters().keys() & set(text))
    draw.shuffle(every)
    seen = [character for character in every if character in times_seen()][:10]
    unseen = [character for character in every if character not in times_seen()][:20]
    return {character: min(annotated_characters()[character]) for character in seen + unseen}


def set_up(text: str, setting: Setting, table: dict[str, str]) -> tuple[str, dict[str, str], bool | list[int]]:
    """Return the page that ``setting`` makes of ``text``, what is annotated on it, and where it is cut."""
    draw = random.Random(f"{SEED}{len(text)}")
    if setting.page == "unmarked":
        return text, {}, True
    if setting.page == "open table":
        return text, draw_open_table(text, draw), True
    if setting.page == "line starts":
        return _number_lines(text), table, True
    if setting.page == "partial cuts":
        cuts = [place.start() for place in CUTS.finditer(encode(text)) if draw.random() < 7 / 8]
        return text, table, cuts
    return (_wrap_in_html(text) if setting.page == "HTML" else text), table, True


def measure(text: str, setting: Setting, table: dict[str, str]) -> Tally:
    """Damage and repair one page, and count."""
    text, table, cut = set_up(text, setting, table)
    options = {"flavour": setting.flavour, "fold": setting.fold, "keep_private": setting.keep_private}
    damaged = damage(text, table, cut=cut, **options)
    expected = damage(text, {}, fold=setting.fold, cut=False)
    start = time.process_time()
    repair_encoding(damaged)
    seconds = time.process_time() - start
    cleaned = repair_encoding.explain(damaged)
    tally = Tally(size=len(damaged.encode("utf-8", "surrogatepass")), seconds=seconds)
    bare = ANNOTATION.sub(lambda mark: "" if mark.group().startswith("(") else mark.group(), damaged)
    _count_lines(tally, expected, bare, cleaned.text)
    _count_edits(tally, expected, cleaned)
    tally.noted = sum(note.kind == "lost-byte" for note in cleaned.notes)
    tally.lost = sum(expected.count(c) for c in "0123456789") - sum(damaged.count(c) for c in "0123456789")
    return tally


def _blocks(wanted: list[str], got: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the ranges of lines that differ; a machine that swallows a line break must not shift the rest."""
    for tag, *block in SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
        if tag != "equal":
            yield tuple(block)


def _count_lines(tally: Tally, expected: str, damaged: str, repaired: str) -> None:
    wanted = expected.split("\n")
    tally.lines += len(wanted)
    for start, end, first, last in _blocks(wanted, seen := damaged.split("\n")):
        tally.damaged += _missing("\n".join(wanted[start:end]), "\n".join(seen[first:last]))
    for start, end, first, last in _blocks(wanted, got := repaired.split("\n")):
        tally.missing += _missing("\n".join(wanted[start:end]), "\n".join(got[first:last]))
        tally.lines_wrong += end - start


def _missing(wanted: str, got: str) -> int:
    """Return how many characters of ``wanted`` are not in ``got``; one for one, a marked loss is not missing."""
    missing = 0
    for tag, start, end, first, last in SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
        if tag != "equal":
            missing += end - start - _truly_lost(wanted[start:end], got[first:last])
    return missing


def _truly_lost(wanted: str, got: str) -> int:
    """Return how many characters are marked as lost and are: one for one, an ASCII character under each U+FFFD."""
    if len(wanted) != len(got):
        return 0
    return sum(c.isascii() and mark == "\ufffd" for c, mark in zip(wanted, got, strict=True))


def _count_edits(tally: Tally, expected: str, cleaned) -> None:
    """Count the edits of the machine's repair and those that are right; a removal is, unless the clean page has what was removed."""
    wrong = _wrong_places(expected, cleaned.text)
    shift = 0
    for edit in cleaned.edits:
        start, end = edit.start + shift, edit.start + shift + len(edit.after)
        shift += len(edit.after) - len(edit.before)
        if edit.rule not in MACHINE_RULES:  # some of the sources hold real mojibake
            continue
        right = wrong.isdisjoint(range(start, end)) if edit.after else edit.before not in expected
        if edit.certainty == "certain":
            tally.certain += 1
            tally.certain_right += right
            if edit.rule == "shifted-run":
                tally.runs += 1
                tally.runs_right += right
        else:
            tally.probable += 1
            tally.probable_right += right
        if SHOW_WRONG and not right and edit.rule != "annotation":
            print(
                "   ",
                edit.certainty,
                edit.before,
                "->",
                edit.after,
                "| got:",
                cleaned.text[start - 6 : end + 8].replace("\n", "/"),
                "| wanted:",
                _around(expected, cleaned.text[start - 6 : start]),
            )


SHOW_WRONG = False


def _around(expected: str, left: str) -> str:
    place = expected.find(left)
    return expected[place : place + 22].replace("\n", "/")


def _wrong_places(expected: str, repaired: str) -> set[int]:
    """Return the offsets in ``repaired`` at which it is not what was expected; a marked loss is not wrong."""
    places: set[int] = set()
    wanted, got = expected.split("\n"), repaired.split("\n")
    offsets = [0]
    for line in got:
        offsets.append(offsets[-1] + len(line) + 1)
    for first, last, start, end in _blocks(wanted, got):
        a, b = "\n".join(wanted[first:last]), "\n".join(got[start:end])
        for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            if tag != "equal" and not ("\ufffd" in b[k:m] and j - i == m - k):
                places.update(range(offsets[start] + k, offsets[start] + max(m, k + 1)))
    return places


def count_false_edits(name: str, documents: list[str]) -> str:
    """Return a row: what ``repair_encoding`` does to a source that never saw the machine, by rule, and how fast."""
    for document in documents:  # tables and patterns are loaded on first need
        repair_encoding(document)
    start = time.process_time()
    for document in documents:
        repair_encoding(document)
    seconds = time.process_time() - start
    edits = [edit for document in documents for edit in repair_encoding.explain(document).edits]
    machine = sum(edit.rule in MACHINE_RULES for edit in edits)
    size = sum(len(document.encode()) for document in documents) / 1e6
    return f"{name:14} {sum(map(len, documents)):11,} {machine:8} {len(edits) - machine:8} {size / seconds:8.0f}"


MACHINE_RULES = {"annotation", "shifted-run", "random-pinyin"}


def main() -> None:
    global SHOW_WRONG
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=corpora.DATA)
    parser.add_argument("--cache", type=Path, default=corpora.CACHE)
    parser.add_argument("--quick", action="store_true", help="a tenth of the pages")
    parser.add_argument("--pages", type=int, default=48, help="pages per source and setting")
    parser.add_argument("--length", type=int, default=PAGE, help="characters of a page (default: %(default)s)")
    parser.add_argument(
        "--source", action="append", choices=[source.name for source in corpora.SOURCES], metavar="NAME"
    )
    parser.add_argument("--show", action="store_true", help="print wrong edits")
    parser.add_argument("--clean", action="store_true", help="count edits to clean text instead, over every source")
    arguments = parser.parse_args()
    SHOW_WRONG = arguments.show
    names = arguments.source or [source.name for source in corpora.SOURCES if source.held_out]
    if arguments.clean:
        print(f"{'source':14} {'characters':>11} {'machine':>8} {'other':>8} {'MB/s':>8}")
        every = [source.name for source in corpora.SOURCES]
        for name, documents in corpora.reachable(every, data=arguments.data, cache=arguments.cache):
            print(count_false_edits(name, documents), flush=True)
        return
    number = max(2, arguments.pages // 10) if arguments.quick else arguments.pages
    print(HEADER)
    for name, documents in corpora.reachable(names, data=arguments.data, cache=arguments.cache):
        for setting in SETTINGS:
            draw = random.Random(SEED)
            total = Tally()
            for page in pages(documents, number, arguments.length):
                total += measure(to_traditional(page), setting, draw_table(draw))
            print(f"{name:14} {setting!s:17} {total.row()}", flush=True)


if __name__ == "__main__":
    main()
