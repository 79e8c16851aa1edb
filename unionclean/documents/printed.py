"""What a program prints stands in its strings and, in the comments beside them, once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unionclean.documents.spans import pieces_by_line
from unionclean.han import HAN_BMP
from unionclean.masking import Span, mask
from unionclean.patterns import lazy

_WORDS = f"[^,:;!?\n]{{0,40}}[{HAN_BMP}]{{2}} ?[,:;!?]"
_FIRST_WORDS, _CITED = lazy(_WORDS), lazy(f"(?<=[“「『]){_WORDS}")
_IN_STRING = lazy(f"(?<=[\"'`])(?=({_WORDS}))")


def printed_spans(text: str, prose: Sequence[Span], asked: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines of ``asked`` that begin, or cite, as a string of the program begins, outside of its ``prose``, up to the first mark.

    >>> text = 'print("你好,我是%s")  # 你好,我是甲'
    >>> [text[start:end] for start, end in printed_spans(text, [(20, 26)], [(20, 26)])]
    ['你好,我是甲']
    """
    strings: set[str] | None = None
    for pieces in pieces_by_line(text, asked):
        begun = _FIRST_WORDS.match(text, *pieces[0])
        words = {begun[0]} if begun else set()
        words.update(_CITED.findall(text, pieces[0][0], pieces[-1][1]))
        if not words:
            continue
        if strings is None:
            strings = set(_IN_STRING.findall(mask(text, prose)))
        if not words.isdisjoint(strings):
            yield from pieces
