"""Which round brackets belong together, whatever their width."""

from __future__ import annotations

from typing import NamedTuple

from unionclean.patterns import lazy
from unionclean.punctuation.context import FIXED_CLOSERS, HAN_CLASS

_BRACKET = lazy("[()（）]")
_LINE_END = lazy("[\r\n\u2028\u2029]")
_INNER = "[^()（）\r\n\u2028\u2029]*"
_PLAIN_PAIR = lazy(f"\\({_INNER}\\)|（{_INNER}）")

# What stands before a closing bracket that may be no other half: the number of an item, 1) a) ii), or the eyes of an emoticon.
_NUMBER = "(?:[0-9]{1,2}|[a-zA-Z]|[ivx]{2,4}|[IVX]{2,4})"
_NUMERAL = "一二三四五六七八九十"
_MAY_STAND_ALONE = lazy(
    f"(?:(?<=[{HAN_CLASS}{FIXED_CLOSERS}、。，；：！？）”’…—,;:!?)\\s]){_NUMBER}"
    f"|(?<=[、。，；：,;:])[{_NUMERAL}]{{1,3}}|(?<=[:;])-?)\\Z"
)
_NUMBERS_AN_ITEM = lazy(  # behind a mark or a blank, or the first item behind a word that leads to one: 分为1)和2)
    f"(?:(?<![0-9A-Za-z{_NUMERAL}][、，,])(?<![(（][ \u3000])(?<![0-9A-Za-z{HAN_CLASS}])(?:{_NUMBER}|[{_NUMERAL}]{{1,3}})"
    "|[为括含有是即如及和与或按在由](?:0?1|[aAiI]))\\Z"
)
_NO_ITEM_FOLLOWS = lazy(f"[、。，；：！？）”’…—,;:!?){FIXED_CLOSERS}]")


class Pair(NamedTuple):
    """The offsets of the two brackets of a pair."""

    start: int
    end: int


class Paired(NamedTuple):
    """All brackets of a text: the pairs, line by line, and the offsets of those left over."""

    pairs: list[Pair]
    single: list[int]


def pair_brackets(text: str) -> Paired:
    """Return the bracket pairs of ``text``, found line by line, whatever the width of each bracket.

    In a pair of two widths, a closing bracket that may number an item is the other half only if no other one fits.

    >>> pair_brackets("(一)（二）（三)\\n)")
    Paired(pairs=[Pair(start=0, end=2), Pair(start=3, end=5), Pair(start=6, end=8)], single=[10])
    >>> pair_brackets("（分为1)和2)）见（附件3)")
    Paired(pairs=[Pair(start=0, end=8), Pair(start=10, end=14)], single=[4, 7])
    """
    plain = [Pair(pair.start(), pair.end() - 1) for pair in _PLAIN_PAIR.finditer(text)]
    if 2 * len(plain) == sum(map(text.count, "()（）")):
        return Paired(plain, [])
    return pair_on_a_stack(text)


def pair_on_a_stack(text: str) -> Paired:
    """Return what :func:`pair_brackets` does; it asks here if brackets nest, if the two of a pair differ, and if one is left over."""
    pairs: list[Pair] = []
    single: list[int] = []
    opened: list[list[int]] = []  # each with the closing brackets behind it that may stand alone
    last = 0
    for match in _BRACKET.finditer(text):
        character, position = match[0], match.start()
        if opened and _LINE_END.search(text, last, position):
            _end_line(text, opened, pairs, single)
        last = position
        if character in "(（":
            opened.append([position])
        elif not opened:
            single.append(position)
        elif _may_stand_alone(text, opened[-1][0], position):
            opened[-1].append(position)
        else:
            opener, *alone = opened.pop()
            pairs.append(Pair(opener, position))
            single += alone
    _end_line(text, opened, pairs, single)
    return Paired(pairs, single)


def _end_line(text: str, opened: list[list[int]], pairs: list[Pair], single: list[int]) -> None:
    """Settle the brackets that are open at the end of a line: with the one closing bracket that fits, or not at all."""
    for opener, *closers in opened:
        if len(closers) == 1 and not _numbers_an_item(text, closers[0]):
            pairs.append(Pair(opener, closers[0]))
        else:
            single += (opener, *closers)
    opened.clear()


def _may_stand_alone(text: str, opener: int, closer: int) -> bool:
    """Return whether a closing bracket need not be the other half of a pair: （分为1)和2)两类）, （你好:)）.

    Only in a pair of two widths; of one width, the first closing bracket is the other half.
    """
    if text[opener] + text[closer] not in ("（)", "(）"):
        return False
    return _MAY_STAND_ALONE.search(text, max(opener + 1, closer - 4), closer) is not None


def _numbers_an_item(text: str, closer: int) -> bool:
    """Return whether a closing bracket stands like that of an item: its number is led to, and the item follows."""
    if _NO_ITEM_FOLLOWS.match(text, closer + 1):
        return False
    return _NUMBERS_AN_ITEM.search(text, max(0, closer - 4), closer) is not None
