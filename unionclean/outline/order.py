"""Which of two kinds of list stands above the other in a document: its own evidence, then the conventions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, OrderedDict

from unionclean.outline.items import Items, Kind
from unionclean.outline.marks import Mark
from unionclean.outline.named import UNITS

_OFFICIAL = ("han", "paren_han", "arabic", "paren_arabic", "circled", "ordinal", "inline_ordinal")
_RECENT_KINDS = 16  # how many kinds to compare a new list with: keeps hostile text linear


class Order:
    """Which of two kinds stands above the other in this document: ``order(a, b)``."""

    def __init__(self, marks: list[Mark], lists: list[Items], list_of: list[int], following: list[int]) -> None:
        self.votes: Counter[tuple[Kind, Kind]] = Counter()
        self.behind: Counter[tuple[Kind, Kind]] = Counter()
        self.first: dict[Kind, int] = {}
        self._turned = _turned(marks, lists, list_of)
        recent: OrderedDict[Kind, int] = OrderedDict()
        for index in range(len(marks)):
            items = lists[list_of[index]]
            if items.members[0] == index:
                self.first.setdefault(items.kind, index)
                for kind, open_ in recent.items():
                    if following[open_] > 0:
                        self.votes[kind, items.kind] += 1
                        if _is_dotted(kind) != _is_dotted(items.kind):
                            self.votes[_family(kind), _family(items.kind)] += 1
                if index and following[index - 1] < 0 and lists[list_of[index - 1]].members[0] != index - 1:
                    self.behind[lists[list_of[index - 1]].kind, items.kind] += 1
            recent[items.kind] = index
            recent.move_to_end(items.kind)
            if len(recent) > _RECENT_KINDS:
                recent.popitem(last=False)

    def __call__(self, upper: Kind, lower: Kind) -> bool:
        if upper[1] in UNITS and lower[1] in UNITS:
            return self.by_unit(upper, lower)
        evidence = self._evidence(upper, lower)
        if evidence:
            return evidence > 0
        ranks = _rank(upper), _rank(lower)
        if ranks[0] >= 0 and ranks[1] >= 0:
            return ranks[0] <= ranks[1]
        if upper[1] in UNITS or lower[1] in UNITS:
            return upper[1] in UNITS
        return self.first[upper] < self.first[lower]

    def by_unit(self, upper: Kind, lower: Kind) -> bool:
        """Are both units of law, of which a 章 is never inside a 条, nor a 节, unless the document shows it there?"""
        units = upper[1] in UNITS and lower[1] in UNITS
        if units and (lower in self._turned and upper[1] == _ARTICLE):
            return True
        if units and (upper in self._turned and lower[1] == _ARTICLE):
            return False
        return units and UNITS.index(upper[1]) < UNITS.index(lower[1])

    def _evidence(self, upper: Kind, lower: Kind) -> int:
        """Count what the document shows; 1.1 and 1.1.1 are alike: a 1. that stands in one of them stands in the other."""
        return (
            self.votes[upper, lower] - self.votes[lower, upper]
            or self.votes[_family(upper), _family(lower)] - self.votes[_family(lower), _family(upper)]
        )

    def proves(self, upper: Kind, lower: Kind) -> bool:
        """Does the document itself show ``lower`` inside ``upper``, more often than the reverse?"""
        return self.votes[upper, lower] > self.votes[lower, upper]

    def is_new(self, open_: Kind, kind: Kind) -> bool:
        """Does the document give no evidence of which of two kinds is above, but that one came first?"""
        return self.first[open_] < self.first[kind] and not self.votes[kind, open_]

    def is_beside(self, open_: Kind, kind: Kind) -> bool:
        """Does ``kind`` always begin behind the last item of ``open_``, as the choices A to D behind ①②③④?"""
        if (_rank(open_) >= 0 and _rank(kind) >= 0) or self.votes[open_, kind]:
            return False
        choices = kind in _CHOICES and open_[0] in _ENUMERATED
        return self.behind[open_, kind] >= (1 if choices else 2)


_DOTTED = ("arabic", "dotted")


def _is_dotted(kind: Kind) -> bool:
    return kind[0] == "arabic" and "1." in kind[1]


def _family(kind: Kind) -> Kind:
    return _DOTTED if _is_dotted(kind) else kind


_ENUMERATED = frozenset(("circled", "paren_arabic", "paren_han", "stem", "roman"))
_CHOICES = frozenset([("latin", ".A"), ("latin", "、A"), ("latin", " A")])


def _rank(kind: Kind) -> int:
    """Return how high a kind of official documents stands, from 0 at the top; -1 for others."""
    style, shape = kind
    if style not in _OFFICIAL:
        return -1
    rank = 4 * _OFFICIAL.index(style)
    if style in ("han", "paren_han"):
        return rank if "壹" in shape else rank + 1
    return (
        rank + 1 + (min(shape.count(".") - 1, 1) if "1" in shape else shape == ")") if style == "arabic" else rank + 1
    )


_ARTICLE = "条"
_ARTICLES = ("article", _ARTICLE)
_BELOW_ARTICLES = frozenset(("节", "款", "目"))


def _turned(marks: list[Mark], lists: list[Items], list_of: list[int]) -> frozenset[Kind]:
    """Return the units that this document has inside its articles: 第四条 第1节 第2节 第五条 第1节, as charters do.

    Their lists begin anew right behind two articles and more, and no article stands inside one of them.
    """
    found: Counter[Kind] = Counter()
    refused: set[Kind] = set()
    articles: list[int] | None = None
    for items in lists:
        first = items.members[0]
        if items.kind[1] not in _BELOW_ARTICLES or items.kind in refused or not first:
            continue
        if articles is None:
            articles = [index for index, mark in enumerate(marks) if mark.kind == _ARTICLES]
        if bisect_left(articles, first) < bisect_right(articles, items.members[-1]):
            refused.add(items.kind)
        elif lists[list_of[first - 1]].kind == _ARTICLES:
            found[items.kind] += 1
    return frozenset(kind for kind, times in found.items() if times > 1 and kind not in refused)
