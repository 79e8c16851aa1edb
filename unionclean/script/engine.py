"""OpenCC ``t2s`` as a total function that never changes a length."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

from unionclean.patterns import lazy

_CHUNK = 1 << 14
_SURROGATES = lazy("[\ud800-\udfff]+")


_HALF_CONVERTED = ("不可赀計", "不可赀计")
"""The one phrase that stands in OpenCC's dictionary with a Traditional character on its Simplified side."""


@functools.cache
def _converter() -> Callable[[str], str]:
    """Return the converter.  It cannot be pickled, so each process builds its own when it first needs it."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def convert(text: str) -> str:
    """Return ``text`` with every character and phrase that OpenCC ``t2s`` knows in Simplified, character for character.

    OpenCC raises on lone surrogates; they pass through here.

    >>> convert("漢字\\ud800")
    '汉字\\ud800'
    """
    try:
        by_engine = _converter()
        converted = by_engine(text) if len(text) <= _CHUNK else "".join(map(by_engine, _chunks(text)))
    except UnicodeEncodeError:
        converted = _convert_between(text)
    converted = converted.replace(*_HALF_CONVERTED)
    if len(converted) != len(text):  # a dictionary of another OpenCC with a phrase that shrinks or grows
        converted = "".join(_single(character) for character in text)
    return converted


def _chunks(text: str) -> Iterator[str]:
    """Yield whole lines of ``text`` in pieces; OpenCC is a tenth slower on long texts."""
    position = 0
    while position < len(text):
        end = text.find("\n", position + _CHUNK) + 1 or len(text)
        yield text[position:end]
        position = end


def _convert_between(text: str) -> str:
    pieces: list[str] = []
    position = 0
    for surrogates in _SURROGATES.finditer(text):
        pieces += (_converter()(text[position : surrogates.start()]), surrogates[0])
        position = surrogates.end()
    pieces.append(_converter()(text[position:]))
    return "".join(pieces)


@functools.cache
def _single(character: str) -> str:
    converted = character if _SURROGATES.match(character) else _converter()(character)
    return converted if len(converted) == 1 else character
