"""Write the damage sites of the seeds into ``seeds/README.md``: ``python -m tools.list_sites [--new]``.

The sites and their readings, verified by eye, are in ``tests/cases/seed_sites.json``: line, what is seen there (with a sound
character on either side), what it meant, with U+FFFD for what nobody can read any more.  Whether ``repair_encoding`` finds
that reading is asked anew each time.  ``--new`` prints sites that it repairs and that are not in the list yet.
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.case_files import read_cases
from unionclean import Cleaned, Edit, repair_encoding

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
LOST = "\ufffd"


class Site(NamedTuple):
    """One place where the bytes were shifted."""

    seed: str
    line: int
    seen: str
    meant: str
    known_failure: str = ""


def known_sites() -> list[Site]:
    """Return the sites of the list, in the order of the seeds."""
    return [
        Site(case.extra["seed"], case.extra["line"], case.input, case.expected, case.comment)
        for case in read_cases("seed_sites")
    ]


def outcome(site: Site, cleaned: Cleaned) -> str:
    """Return what the repair of the seed makes of ``site``: ``certain``, ``probable``, ``marked`` with U+FFFD, or ``wrong``."""
    line = cleaned.text.split("\n")[site.line - 1]
    if site.meant in line and site.meant + LOST not in line:
        return "probable" if any(edit.certainty == "probable" for edit in _edits(site, cleaned)) else "certain"
    marked = "".join(f"[{re.escape(character)}{LOST}]" for character in site.meant)
    return "marked" if re.search(marked, line) else "wrong"


def _edits(site: Site, cleaned: Cleaned) -> list[Edit]:
    """Return the edits of the shifted runs in the first place on its line where ``site`` is seen."""
    lines = cleaned.original.split("\n")
    start = sum(len(line) + 1 for line in lines[: site.line - 1]) + lines[site.line - 1].index(site.seen)
    end = start + len(site.seen)
    return [edit for edit in cleaned.edits if edit.rule == "shifted-run" and edit.start < end and start < edit.end]


def new_sites() -> Iterator[str]:
    """Yield the repaired runs of the seeds that no known site covers, with their places."""
    for file in sorted(SEEDS.glob("*.txt")):
        cleaned = repair_encoding.explain(file.read_text("utf-8"))
        known = [site for site in known_sites() if site.seed == file.name]
        covered = set(itertools.chain.from_iterable(_edits(site, cleaned) for site in known))
        places = {(site.line, edit.before) for site in known for edit in _edits(site, cleaned)}
        for edit in cleaned.edits:
            line = cleaned.original.count("\n", 0, edit.start) + 1
            if edit.rule == "shifted-run" and edit not in covered and (line, edit.before) not in places:
                yield f"{file.name}:{line}: {edit.before!r} -> {edit.after!r}"


def shown(text: str) -> str:
    """Return ``text`` with private-use characters spelt out and the bars of Markdown tables escaped.

    >>> print(shown("送\\ue1d6被|"))
    送⟨E1D6⟩被\\|
    """
    return re.sub("[\ue000-\uf8ff]", lambda found: f"⟨{ord(found[0]):04X}⟩", text).replace("|", "\\|")


def table() -> str:
    """Return all sites as one Markdown table."""
    rows = ["| seed | line | seen | meant | repair |", "|---|---|---|---|---|"]
    for name, group in itertools.groupby(known_sites(), key=lambda site: site.seed):
        cleaned = repair_encoding.explain((SEEDS / name).read_text("utf-8"))
        rows += [
            f"| {name[:3]} | {site.line} | `{shown(site.seen)}` | {site.meant} | {outcome(site, cleaned)} |"
            for site in group
        ]
    return "\n".join(rows) + "\n"


def fill(page: str) -> str:
    """Return ``page`` with the table between its two marks written anew."""
    return re.sub("(?s)(?<=<!-- generated: sites -->\n).*?(?=<!-- end -->)", lambda _: table(), page)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the damage sites of the seeds into seeds/README.md.")
    parser.add_argument("--new", action="store_true", help="print repaired places that are not in the list instead")
    if parser.parse_args().new:
        print(*new_sites(), sep="\n")
        return
    page = SEEDS / "README.md"
    page.write_text(fill(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
