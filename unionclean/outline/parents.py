"""A dotted number names its parent: 2.1 belongs to 2, to 第二章 or to 二、, and each is evidence for the other."""

from __future__ import annotations

from unionclean.outline.marks import LONE, ONE, RUN, Mark

COUNTED = frozenset(("arabic", "han", "part", "volume", "chapter", "section", "article", "appendix"))
"""What a dotted number may name as its parent."""

_ADJACENT = 3  # how many marks may stand between a doubtful parent and its first item
_NEAR = 24


def names(mark: Mark, above: Mark) -> bool:
    """Does the number of ``mark`` name ``above`` as its parent?

    >>> item = Mark(0, 3, "arabic", "1.1", 1, prefix=(2,))
    >>> names(item, Mark(0, 1, "arabic", " ", 2)), names(item, Mark(0, 3, "chapter", "章", 2)), names(item, Mark(0, 2, "han", "、", 1))
    (True, True, False)
    """
    if not mark.prefix:
        return False
    if above.style == mark.style and (above.prefix or above.style != "appendix"):
        return (*above.prefix, above.number) == mark.prefix
    return above.style in COUNTED and mark.prefix == (above.number,) and not above.prefix


class NamedParents:
    """What has been seen that a dotted number may name."""

    def __init__(self) -> None:
        self._dotted: dict[tuple[str, tuple[int, ...]], tuple[int, Mark]] = {}
        self._counted: dict[str, tuple[int, Mark]] = {}
        self._heads: set[tuple[int, ...]] = set()  # prefixes of what has been seen

    def see(self, index: int, mark: Mark) -> None:
        """Let a first item vouch for its parent, the parent for its items, and remember ``mark``."""
        if mark.prefix:
            self._vouch(index, mark)
        if mark.style == "arabic" or mark.prefix:
            self._dotted[mark.style, (*mark.prefix, mark.number)] = index, mark
        else:
            self._counted[mark.style] = index, mark

    def _vouch(self, index: int, mark: Mark) -> None:
        parent = self._parent_of(mark)
        if parent is None:
            if len(mark.prefix) > 1 and mark.prefix[:1] in self._heads:
                mark.needs = LONE  # 2.1.2 behind 2.2, where 2.1 is missing
            self._heads.add(mark.prefix)
            return
        at, above = parent
        if mark.weak and (mark.needs < RUN or not (above.weak or (above.run_in and index - at <= _ADJACENT))):
            return
        if mark.number <= 1:
            mark.needs = max(mark.needs, ONE)
            if index - at <= (_ADJACENT if above.weak or above.needs < 0 else _NEAR):
                above.needs = LONE
        elif len(mark.prefix) > 1:
            mark.needs = LONE

    def _parent_of(self, mark: Mark) -> tuple[int, Mark] | None:
        """Return the last mark before this one that its number names."""
        found = [self._dotted[mark.style, mark.prefix]] if (mark.style, mark.prefix) in self._dotted else []
        if len(mark.prefix) == 1:
            found += [seen for seen in self._counted.values() if seen[1].number == mark.prefix[0]]
        return max(found, key=lambda seen: seen[0], default=None)

    def knows_parent_of(self, mark: Mark) -> bool:
        """Has a section been seen that the number of ``mark`` names?"""
        return bool(mark.prefix) and self._parent_of(mark) is not None
