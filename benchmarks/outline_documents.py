"""How well ``split_outline`` and its peers read documents of some twenty kinds.

    python -m benchmarks.outline_documents [--half work|last] [--misses]

``tests/cases/outline_documents.json`` holds public documents with their numbering as it was published, their bodies
replaced by a few characters, and a tree written by hand: for every marker its offset, its text and its level.  Most were
used to develop; those of ``--half last`` were collected and read when the code was done.

Peers find markers and give each a level: a fixed table of patterns (the usual code of a project), the bullet patterns by
which RAGFlow tells a document's convention, LangChain's recursive splitter with Chinese separators, and chunkweaver.
A peer that is not installed is left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import NamedTuple

from benchmarks.outline_peers import PEERS
from tests.case_files import read_cases
from unionclean import split_outline
from unionclean.outline import Outline


class Wanted(NamedTuple):
    """A marker of the gold tree, or one that was found."""

    at: int
    marker: str
    level: int


class Document(NamedTuple):
    """A document with its gold tree."""

    name: str
    kind: str
    one_line: bool
    half: str  # "work", or "last": looked at when all else was done
    text: str
    gold: list[Wanted]


class Score(NamedTuple):
    """What was wanted, found, right, at the right level and under the right parent."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    level: int = 0
    parent: int = 0

    def shares(self) -> tuple[float, float, float, float]:
        """Return precision, recall, and the shares of right levels and parents."""
        right = max(1, self.right)
        return (
            self.right / max(1, self.found),
            self.right / max(1, self.wanted),
            self.level / right,
            self.parent / right,
        )


def read_documents() -> list[Document]:
    return [
        Document(
            case.label, case.group, gold=[Wanted(*wanted) for wanted in case.expected], text=case.input, **case.extra
        )
        for case in read_cases("outline_documents")
    ]


def found_by(splitter: Callable[[str], object], text: str) -> list[Wanted]:
    result = splitter(text)
    if isinstance(result, Outline):
        return [Wanted(section.at, section.marker, section.level) for section in result.walk()]
    return [Wanted(*mark) for mark in result]  # type: ignore[attr-defined]


def parents(marks: list[Wanted]) -> dict[int, int]:
    """Return for the offset of each marker the offset of the one it stands under, or -1."""
    path: list[Wanted] = []
    above = {}
    for mark in marks:
        path = [open_ for open_ in path if open_.level < mark.level]
        above[mark.at] = path[-1].at if path else -1
        path.append(mark)
    return above


def compare(document: Document, found: list[Wanted]) -> Score:
    gold, got = {w.at: w for w in document.gold}, {w.at: w for w in found}
    right = [at for at in gold if at in got]
    wanted_parents, found_parents = parents(document.gold), parents(found)
    level = sum(gold[at].level == got[at].level for at in right)
    parent = sum(wanted_parents[at] == found_parents[at] for at in right)
    return Score(len(gold), len(got), len(right), level, parent)


def measure(splitter: Callable[[str], object], documents: Iterable[Document]) -> Score:
    scores = [compare(document, found_by(splitter, document.text)) for document in documents]
    return Score(*map(sum, zip(*scores, strict=True))) if scores else Score()


def print_table(documents: list[Document]) -> None:
    for one_line in (False, True):
        chosen = [document for document in documents if document.one_line == one_line]
        kinds = len({document.kind for document in chosen})
        print(f"\n{len(chosen)} documents of {kinds} kinds, line breaks {'lost' if one_line else 'kept'}")
        print(f"{'':<34}{'markers':>8}{'found':>7}{'precision':>11}{'recall':>8}{'level':>8}{'parent':>8}")
        for name, splitter in {"unionclean": split_outline, **PEERS}.items():
            score = measure(splitter, chosen)
            print(f"{name:<34}{score.wanted:>8}{score.found:>7}", end="")
            print("{:>10.1%}{:>9.1%}{:>8.1%}{:>8.1%}".format(*score.shares()))


def print_misses(documents: list[Document]) -> None:
    for document in documents:
        gold, got = {w.at: w for w in document.gold}, {w.at: w for w in found_by(split_outline, document.text)}
        for at in sorted(gold | got):
            if gold.get(at, Wanted(0, "", 0)).level != got.get(at, Wanted(0, "", 0)).level:
                wanted, found = gold[at].level if at in gold else "-", got[at].level if at in got else "-"
                print(f"{document.name}: level {found}, not {wanted}: {document.text[at : at + 30]!r}")


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("work", "last"), help="only one part of the documents (default: both)")
    parser.add_argument("--misses", action="store_true", help="print every difference from the gold trees")
    options = parser.parse_args(argv)
    documents = [document for document in read_documents() if options.half in (None, document.half)]
    print_table(documents)
    if options.misses:
        print_misses(documents)


if __name__ == "__main__":
    main()
