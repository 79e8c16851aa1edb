"""Sites of real damaged pages: how many come back right, marked, left alone or wrong.

    python -m benchmarks.real_sites [--sites ../shared/faults/machine.jsonl] [--show]

Each site is a few characters off a real page, with the reading that a person gave it.  The page itself is not kept, so the site is
put into another one: sound prose (an undamaged seed, made Traditional) that the forward machine damages the way the site's own page
was damaged, annotating what that page annotated.  All sites of one page stand in it together, as its words help each other.  A second
column gives each site alone, without any context.  The sites of the seeds are measured in the seeds.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from benchmarks.one_to_one import to_traditional
from tests.machine import FOLD, Flavour, damage
from tools.list_sites import SEEDS, known_sites, outcome
from unionclean import Cleaned, repair_encoding
from unionclean.encoding.linkfarm.annotations import find_annotations

SITES = Path("../shared/faults/machine.jsonl")
SOUND = SEEDS / "002_7915e3db7c52eb82.txt"
CONTEXT = 1500
"""Characters of sound prose before the sites, and as many behind them."""

LOST = "\ufffd"
WIDTHS = FOLD | {0x3000: 0x20}
"""Marks are compared without their width, as some of the sites were folded when they were read."""

OUTCOMES = ("right", "marked", "left", "wrong")


class Site(NamedTuple):
    """A place of a real page: what stood there, and what it was."""

    page: str
    seen: str
    meant: str

    @property
    def kind(self) -> str:
        """What makes the site hard, told by its shape."""
        if re.search("\n[。、]", self.seen):
            return "line start"
        if "<" in self.seen:
            return "farm tags"
        if any(other.broken for other in find_annotations(self.seen).others):
            return "broken bracket"
        return "cut" if re.search(r"\?[^)]", self.seen) else "annotations"


def read_sites(path: Path) -> dict[str, list[Site]]:
    """Return the sites of ``path`` by page."""
    pages = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        pages[row["page"]].append(Site(row["page"], row["input"], row["want"]))
    return pages


def page_of(sites: list[Site]) -> tuple[str, str]:
    """Return the page that ``sites`` stand in: damaged prose before and behind them."""
    seen = "\n".join(site.seen for site in sites)
    table = {seen[start - 1]: seen[start + 1 : end - 1].rstrip() for start, end in find_annotations(seen).own}
    flavour = _flavour_of(sites, table)
    prose = to_traditional(SOUND.read_text("utf-8").translate({c: c + 0xFEE0 for c in b",:;!?()"}))
    fold = not re.search("[，：；！？]", seen)
    page = damage(prose[: 2 * CONTEXT], table, flavour=flavour, fold=fold)
    place = page.index("\n", len(page) // 2) + 1
    return page[:place], page[place:]


def _flavour_of(sites: list[Site], table: dict[str, str]) -> Flavour:
    """Return the flavour that leaves what was seen of ``sites``, or nearly: bytes alone became ``?`` on their page, or vanished."""

    def likeness(flavour: Flavour) -> float:
        return sum(
            SequenceMatcher(
                None, damage(site.meant, table, flavour=flavour).translate(WIDTHS), site.seen, autojunk=False
            ).ratio()
            for site in sites
        )

    shown, hidden = likeness("Q"), likeness("D")
    if shown == hidden:
        return "Q" if any("?" in site.seen for site in sites) else "D"
    return "Q" if shown > hidden else "D"


def judge(site: Site, cleaned: Cleaned, start: int) -> tuple[str, str]:
    """Return what became of ``site``, which stands at ``start`` of the text that was cleaned, and how it reads now."""
    end = start + len(site.seen)
    edits = [edit for edit in cleaned.edits if edit.start < end and start < edit.end]
    text, position = "", start
    for edit in edits:
        text += cleaned.original[position : max(position, edit.start)] + edit.after
        position = max(position, edit.end)
    text = (text + cleaned.original[position:end]).translate(WIDTHS)
    meant = site.meant.translate(WIDTHS)
    if meant in text:
        return "right", text
    if re.search("".join(f"[{re.escape(character)}{LOST}]" for character in meant), text):
        return "marked", text
    return "wrong" if any(edit.after for edit in edits) else "left", text


def measure(pages: dict[str, list[Site]]) -> Iterator[tuple[Site, tuple[str, str], tuple[str, str]]]:
    """Yield each site with what becomes of it on its page, and alone."""
    for sites in pages.values():
        before, behind = page_of(sites)
        text, starts = before, []
        for site in sites:
            starts.append(len(text))
            text += site.seen + "\n"
        cleaned = repair_encoding.explain(text + behind)
        for site, start in zip(sites, starts, strict=True):
            yield site, judge(site, cleaned, start), judge(site, repair_encoding.explain(site.seen), 0)


def print_table(counts: dict[str, Counter[str]], title: str) -> None:
    print(f"{title:16}" + "".join(f"{outcome:>8}" for outcome in OUTCOMES))
    for kind, found in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        print(f"{kind:16}" + "".join(f"{found[outcome]:8}" for outcome in OUTCOMES))
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=Path, default=SITES, help="JSON lines with page, input and want")
    parser.add_argument("--show", action="store_true", help="print the sites that are not right")
    arguments = parser.parse_args()
    on_page: dict[str, Counter[str]] = defaultdict(Counter)
    alone: dict[str, Counter[str]] = defaultdict(Counter)
    for site, (found, text), (bare, bare_text) in measure(read_sites(arguments.sites)):
        on_page[site.kind][found] += 1
        alone[site.kind][bare] += 1
        if arguments.show and (found != "right" or bare != "right"):
            print(f"{site.page} {site.seen!r} was {site.meant!r}")
            print(f"     on a page {found}: {text!r}; alone {bare}: {bare_text!r}")
    print_table(on_page, "on a page")
    print_table(alone, "alone")
    seeds: dict[str, Counter[str]] = defaultdict(Counter)
    for site in known_sites():
        cleaned = repair_encoding.explain((SEEDS / site.seed).read_text("utf-8"))
        found = outcome(site, cleaned)
        seeds[site.seed[:3]]["right" if found in ("certain", "probable") else found] += 1
    print_table(seeds, "seeds")


if __name__ == "__main__":
    main()
