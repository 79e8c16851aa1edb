"""What a scan found, as counts that add up."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from unionclean.rules import meaning_of

WORST_KEPT = 10
"""How many of the most damaged documents a result names."""


@dataclass(slots=True)
class KindCount:
    """How often one kind of damage was seen: in how many documents, at how many places, how many of them probable."""

    documents: int = 0
    sites: int = 0
    probable: int = 0

    def add(self, other: KindCount) -> None:
        """Add the counts of ``other``."""
        self.documents += other.documents
        self.sites += other.sites
        self.probable += other.probable


class Worst(NamedTuple):
    """A damaged document.  ``sites`` counts its damaged places, those left unrepaired among them."""

    id: str
    sites: int
    unrepaired: int
    characters: int


@dataclass(slots=True)
class ScanResult:
    """What :func:`scan_documents` found.  Results of parts of a collection :meth:`merge`; they pickle.

    ``rescued`` estimates the text that only a repair of the bytes gives back: the Chinese characters that it restored.
    ``in_damaged`` counts all characters of the documents with damaged bytes, the text that is lost when such documents are
    thrown away.

    >>> from unionclean.scan import scan_documents
    >>> result = scan_documents([("a", "你好"), ("b", "中國工會")])
    >>> result.documents, result.characters
    (2, 6)
    """

    documents: int = 0
    characters: int = 0
    changed: int = 0
    kinds: dict[str, KindCount] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)
    scripts: Counter[str] = field(default_factory=Counter)
    spam_blocks: int = 0
    folded_punctuation: int = 0
    rescued: int = 0
    in_damaged: int = 0
    worst: list[Worst] = field(default_factory=list)

    def merge(self, other: ScanResult) -> ScanResult:
        """Return the result for the documents of both, which must not share any; neither is changed.

        >>> ScanResult(documents=1).merge(ScanResult(documents=2)).documents
        3
        """
        kinds: dict[str, KindCount] = {}
        for counts in (self.kinds, other.kinds):
            for kind, count in counts.items():
                kinds.setdefault(kind, KindCount()).add(count)
        return ScanResult(
            self.documents + other.documents,
            self.characters + other.characters,
            self.changed + other.changed,
            kinds,
            self.notes + other.notes,
            self.scripts + other.scripts,
            self.spam_blocks + other.spam_blocks,
            self.folded_punctuation + other.folded_punctuation,
            self.rescued + other.rescued,
            self.in_damaged + other.in_damaged,
            keep_worst([*self.worst, *other.worst]),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the result as a JSON-safe ``dict``; kinds come with the share of the documents that show them, commonest first.

        >>> from unionclean.scan import scan_documents
        >>> scan_documents([("a", "你好")]).to_dict()["scripts"]
        {'undecided': 1}
        """
        kinds = sorted(self.kinds.items(), key=lambda item: (-item[1].documents, -item[1].sites, item[0]))
        probable = sum(count.probable for count in self.kinds.values())
        return {
            "documents": self.documents,
            "characters": self.characters,
            "changed": self.changed,
            "kinds": [
                {
                    "kind": kind,
                    "documents": count.documents,
                    "share": count.documents / self.documents,
                    "sites": count.sites,
                    "certain": count.sites - count.probable,
                    "probable": count.probable,
                }
                for kind, count in kinds
            ],
            "certain": sum(count.sites for count in self.kinds.values()) - probable,
            "probable": probable,
            "unrepaired": sum(number for kind, number in self.notes.items() if meaning_of(kind) == "unrepaired"),
            "notes": dict(sorted(self.notes.items())),
            "scripts": dict(sorted(self.scripts.items())),
            "spam_blocks": self.spam_blocks,
            "folded_punctuation": self.folded_punctuation,
            "rescued": self.rescued,
            "in_damaged": self.in_damaged,
            "worst": [worst._asdict() for worst in self.worst],
        }


def keep_worst(candidates: Iterable[Worst]) -> list[Worst]:
    """Return the most damaged of ``candidates``, worst first.

    >>> [worst.id for worst in keep_worst([Worst("a", 1, 0, 9), Worst("b", 2, 0, 9)])]
    ['b', 'a']
    """
    return heapq.nsmallest(WORST_KEPT, candidates, key=lambda worst: (-worst.sites, -worst.unrepaired, worst.id))
