"""Reading a file as what it is: its kind, and its prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from urllib.parse import unquote

from unionclean.documents.bracketed import find_tuples
from unionclean.documents.comments import prose_in_comments
from unionclean.documents.document import Document
from unionclean.documents.entities import with_characters
from unionclean.documents.kinds import MARKDOWN, Kind, kind_of_document
from unionclean.documents.listings import find_listings
from unionclean.documents.literals import foreign_spans, literal_spans
from unionclean.documents.printed import printed_spans
from unionclean.documents.readers import reader_of
from unionclean.documents.rows import find_rows
from unionclean.documents.spans import Lines, spans_on_lines, spans_within, subtract_spans
from unionclean.documents.tags import text_between_tags
from unionclean.documents.templates import template_spans
from unionclean.entities import find_entities
from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.patterns import lazy

_HAN = lazy(f"[{HAN_BMP}]")
_MARK_IN_NAME = lazy(f"(?=.*[{HAN_BMP}]).*[,:;!?()]")


def read_prose(name: str, text: str, wanted: Lines = None) -> Document:
    """Return the text of a file of this ``name`` with the spans that are prose; none if its kind has no reader.

    Raises :class:`UnreadableError` if it cannot be read as what its name says.

    >>> document = read_prose("a.py", 'x = "甲,乙"  # 丙,丁')
    >>> [document.text[start:end] for start, end in document.prose]
    ['丙,丁']
    >>> read_prose("a.csv", "甲,乙").prose
    ()
    """
    kind = kind_of_document(name, text)
    if kind.why:
        return Document(kind.tag, text, ())
    spans = _read(kind, text, wanted)
    if kind.lexer:
        spans = _without_literals(spans, text, wanted)
    elif kind.tag != "plain-text":
        spans = subtract_spans(_without_data(spans, text, wanted), _own_name(name, text))
    return Document(kind.tag, text, tuple(spans))


def read_comments(text: str, comments: Sequence[Span], kind: Kind) -> Document:
    """Return the text of a program with the prose in its ``comments``, when these are known already."""
    return Document(kind.tag, text, tuple(_without_literals(prose_in_comments(text, comments, kind.lexer), text)))


def read_between_tags(text: str, lines: Iterable[Span]) -> Document:
    """Return these ``lines`` of a page of HTML with the prose that a pattern finds in it, which is quicker than a parser and may be wrong."""
    prose = subtract_spans(text_between_tags(text), template_spans(text))
    shown: list[str] = []
    spans: list[Span] = []
    size = 0
    for start, end in lines:
        offset = size - start
        spans += [(first + offset, last + offset) for first, last in spans_within(prose, start, end)]
        shown.append(text[start:end])
        size += end - start + 2
    part = "\n\n".join(shown)
    return Document("html", part, tuple(_without_data(spans, part)))


def _own_name(name: str, text: str) -> Iterator[Span]:
    """Yield the name of a file that has Chinese and a mark in it, wherever its text has it: other files know it by this name.

    >>> list(_own_name("真的吗%3F.md", "# 真的吗?"))
    [(2, 6)]
    """
    stem = unquote(PurePath(name).stem)
    if _MARK_IN_NAME.search(stem):
        yield from (match.span() for match in re.finditer(re.escape(stem), text))


def _without_data(spans: Sequence[Span], text: str, wanted: Lines = None) -> list[Span]:
    """Return ``spans`` without data; literals are looked for in paragraphs with a ``wanted`` line alone, code without a fence may be longer than one."""
    entities, text = find_entities(text), with_characters(text)
    asked = spans_on_lines(spans, text, wanted)
    literals = literal_spans(_only_lines_of(asked, text, "\n\n"))
    listings = find_listings(_only_lines_of(spans, text, "\n\n"))
    return subtract_spans(
        spans, [*entities, *literals, *listings, *foreign_spans(text, asked), *find_rows(text, spans)]
    )


def _without_literals(spans: Sequence[Span], text: str, wanted: Lines = None) -> list[Span]:
    """Return ``spans`` without literals, which are looked for on ``wanted`` lines alone, but for tuples, which may go over several."""
    entities, text = find_entities(text), with_characters(text)
    asked = spans_on_lines(spans, text, wanted)
    literals = literal_spans(_only_lines_of(asked, text, "\n"))
    tuples = find_tuples(_only_lines_of(spans, text, "\n"))
    closed = [
        *entities,
        *literals,
        *tuples,
        *foreign_spans(text, asked),
        *find_rows(text, spans),
        *printed_spans(text, spans, asked),
    ]
    return subtract_spans(spans, closed)


def data_spans(text: str) -> Iterator[Span]:
    """Yield the data in the prose of a document: its literals, and code without a fence.

    >>> text = "甲 (i, j)\\n丙 {\\n丁,戊\\n}"
    >>> sorted({text[start:end] for start, end in data_spans(text)} - {"(", ")"})
    ['(i, j)', '丙 {\\n丁,戊\\n}']
    """
    yield from find_entities(text)
    text = with_characters(text)
    yield from literal_spans(text)
    yield from find_listings(text)


def has_chinese(text: str) -> bool:
    """Return whether there is a Chinese character in ``text``; without one a file is not fixed.

    >>> has_chinese("« échelle »"), has_chinese("中 a")
    (False, True)
    """
    return not text.isascii() and _HAN.search(text) is not None


def _only_lines_of(spans: Sequence[Span], text: str, end: str) -> str:
    """Return ``text``, as long as it was, with blanks for the lines, or paragraphs, on which none of the sorted ``spans`` is.

    >>> _only_lines_of([(9, 10)], "f(a);\\n\\n//甲\\n", "\\n")
    '     \\n\\n//甲\\n'
    """
    pieces: list[str] = []
    last = 0
    for start, stop in spans:
        if stop <= last:
            continue
        first = max(text.rfind(end, 0, start) + 1, last)
        pieces.append(_BUT_LINE_ENDS.sub(_blank, text[last:first]))
        last = text.find(end, stop)
        last = len(text) if last < 0 else last
        pieces.append(text[first:last])
    return "".join([*pieces, _BUT_LINE_ENDS.sub(_blank, text[last:])])


_BUT_LINE_ENDS = lazy("[^\n]+")


def _blank(line: re.Match[str]) -> str:
    return " " * len(line[0])


def _read(kind: Kind, text: str, wanted: Lines) -> list[Span]:
    if kind.lexer:
        from unionclean.documents.programs import read_program

        return read_program(text, kind.lexer)
    reader = reader_of(kind.tag)
    if reader is None:
        return []
    return reader(text, wanted) if kind.tag in MARKDOWN else reader(text)
