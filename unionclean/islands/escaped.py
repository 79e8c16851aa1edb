"""Code that was escaped for HTML, as pages and data made from pages show it: ``print(&quot;甲,乙&quot;)``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from unionclean.lines import find_lines_with
from unionclean.masking import Span
from unionclean.patterns import lazy

_CHARACTERS = {"quot": '"', "#34": '"', "apos": "'", "#39": "'", "#x27": "'", "lt": "<", "gt": ">", "amp": "&"}
"""What `html.escape` and its likes in other languages write for the characters that HTML needs itself."""

_QUOTES = [name for name, character in _CHARACTERS.items() if character in "\"'"]
HINTS = tuple(f"&{name};" for name in _QUOTES)
_QUOTE = lazy(f"&(?:{'|'.join(_QUOTES)});")
_ESCAPED = lazy(f"&({'|'.join(_CHARACTERS)});")


def find_escaped(text: str, find_islands: Callable[[str], Iterable[Span]]) -> Iterator[Span]:
    """Yield what ``find_islands`` finds in the lines with an escaped quote when they are read unescaped, where it stands in ``text``.

    >>> from unionclean.islands.calls import find_calls
    >>> text = "用print(&quot;甲,乙&quot;)打印,他说&quot;甲,乙&quot;"
    >>> [text[start:end] for start, end in find_escaped(text, find_calls)]
    ['print(&quot;甲,乙&quot;)']
    """
    for start, end in find_lines_with(_QUOTE, text):
        plain, places = _unescape(text[start:end])
        for begins, ends in find_islands(plain):
            yield start + places[begins], start + places[ends]


def _unescape(line: str) -> tuple[str, list[int]]:
    """Return ``line`` with its characters for HTML's own, and where in ``line`` each character begins, its end as well."""
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    for found in _ESCAPED.finditer(line):
        pieces += (line[position : found.start()], _CHARACTERS[found[1]])
        places += range(position, found.start() + 1)
        position = found.end()
    places += range(position, len(line) + 1)
    return "".join([*pieces, line[position:]]), places
