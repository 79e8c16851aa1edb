"""``unionclean: ignore``: parts of a file that are not to be touched.

A marker alone on its line (beside it only comment signs such as ``#``, ``//`` or ``<!-- -->``) opens a region, the next one
closes it; an open region reaches to the end of the file.  ``unionclean: ignore-start`` and ``unionclean: ignore-end`` (or
``unionclean: end ignore``) say the same more loudly.  A marker on a line with other text covers that line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from unionclean.edits import Change, Cleaned, Edit, Note

_MARKER = re.compile(r"unionclean:[ \t]*(?P<end>end[ -])?ignore(?!\w)(?:[ -]?(?P<side>start|begin|end|off|on)\b)?")
_WORD = re.compile(r"\w")


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


Span = tuple[int, int]


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Return ``spans`` sorted, with those that overlap or touch made one.

    >>> merge_spans([(5, 6), (0, 2), (1, 3)])
    [(0, 3), (5, 6)]
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def clean_around(text: str, clean: Callable[[str], str], kept: Sequence[Span]) -> str:
    """Return ``text`` with ``clean`` applied to every stretch outside the spans ``kept``; the same object if none changed.

    >>> clean_around("a b a", str.upper, [(2, 4)])
    'A b A'
    """
    if not kept:
        return clean(text)
    pieces: list[str] = []
    for (start, end), following in _stretches(text, kept):
        pieces += (clean(text[start:end]), text[end:following])
    result = "".join(pieces)
    return text if result == text else result


def explain_around(text: str, explain: Callable[[str], Cleaned], kept: Sequence[Span]) -> Cleaned:
    """Return what :func:`clean_around` does to ``text``, with one run of changes for every stretch."""
    if not kept:
        return explain(text)
    pieces: list[str] = []
    changes: list[Change] = []
    notes: list[Note] = []
    length = 0
    for (start, end), following in _stretches(text, kept):
        part = explain(text[start:end])
        changes += (Change(c.step, tuple(_moved(edit, length) for edit in c.edits)) for c in part.changes)
        notes += (note._replace(span=(note.span[0] + start, note.span[1] + start)) for note in part.notes)
        pieces += (part.text, text[end:following])
        length += len(part.text) + following - end
    return Cleaned("".join(pieces), text, tuple(changes), tuple(notes))


def _stretches(text: str, kept: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Yield the spans between ``kept`` ones, and where what is kept behind each of them ends."""
    borders = [0, *(border for span in kept for border in span), len(text), len(text)]
    for start, end, following in zip(borders[::2], borders[1::2], borders[2::2], strict=False):
        yield (start, end), following


def _moved(edit: Edit, by: int) -> Edit:
    return edit._replace(start=edit.start + by, end=edit.end + by)
