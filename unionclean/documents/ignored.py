"""``unionclean: ignore``: parts of a file that are not to be touched.

A marker alone on its line (beside it only comment signs such as ``#``, ``//`` or ``<!-- -->``) opens a region, the next one
closes it; an open region reaches to the end of the file.  ``unionclean: ignore-start`` and ``unionclean: ignore-end`` (or
``unionclean: end ignore``) say the same more loudly.  A marker on a line with other text covers that line.
"""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.patterns import lazy

_MARKER = lazy(r"unionclean:[ \t]*(?P<end>end[ -])?ignore(?!\w)(?:[ -]?(?P<side>start|begin|end|off|on)\b)?")
_WORD = lazy(r"\w")


def ignored_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of ``text``, markers and their line ends included, that are to stay as they are.

    >>> ignored_spans("a\\n<!-- unionclean: ignore -->\\nb\\n<!-- unionclean: ignore -->\\nc\\n")
    [(1, 60)]
    >>> ignored_spans("a\\nb,c  # unionclean: ignore\\nd\\n")
    [(1, 28)]
    >>> ignored_spans("a: ignore\\n")
    []
    """
    if "unionclean:" not in text:
        return []
    spans = []
    opened: int | None = None
    for start, end, opens in _marked_lines(text):
        if opens is None:
            if opened is None:
                spans.append((start, end))
        elif opened is None:
            opened = start if opens else None
        elif not opens or not _insists(text[start:end]):
            spans.append((opened, end))
            opened = None
    if opened is not None:
        spans.append((opened, len(text)))
    return spans


def _marked_lines(text: str) -> Iterator[tuple[int, int, bool | None]]:
    """Yield every line with a marker, the line end in front included, and whether it opens (``None``: covers itself)."""
    position = 0
    while match := _MARKER.search(text, position):
        start = text.rfind("\n", 0, match.start())
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end + 1
        rest = text[start + 1 : match.start()] + text[match.end() : end]
        alone = not _WORD.search(rest)
        closes = bool(match["end"]) or match["side"] in ("end", "on")
        yield max(start, 0), end, not closes if alone else None
        position = end


def _insists(line: str) -> bool:
    """Return whether a marker inside an open region says ``start`` again; that does not close it."""
    match = _MARKER.search(line)
    return bool(match and match["side"] in ("start", "begin", "off"))
