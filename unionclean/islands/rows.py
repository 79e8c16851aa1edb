"""Rows of separated values (RFC 4180), told from lists and verses by their fields."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from unionclean.masking import Span
from unionclean.patterns import lazy

_SEPARATOR = lazy("[,;\t]")
_BEFORE_UNQUOTED = lazy("\n(?=[^\n,;\t。！？；…]*[,;\t][^\n。！？；…]*(?:\n|\\Z))")
"""The end of a line before one that has a separator and no mark of a sentence."""
_QUOTED = lazy('(?<![^,;\t])(?:"(?:[^"]|"")*"|\'[^\'\n]*\')(?=[,;\t]|[ \t]*$)')
_OPEN_FIELD = lazy('"(?<![^,;\t\n]")[^"\n]*\n\\Z')
_CLOSED_FIELD = lazy('"(?=[,;\t\r\n]|\\Z)')
_SENTENCE = lazy("[。！？；…]")
_IN_PROSE = lazy("[!?](?![,;]|\\Z)|[。！？；：“”…《》、]|:\\s*\\Z")
_BLANK_BEHIND = lazy("[,;] ")
_DOUBTFUL = lazy("[()（）]|[,;]\\s*\\Z")
"""Brackets, and an empty last field: prose has them, too."""
_IN_PROSE_WITH_TABS = lazy("[。！？；…]|[，：]\\s*\\Z")
_LONG_NUMBER = lazy("[0-9][0-9./:-]{3,}[0-9]\\Z")
_GROUPING = lazy(",(?<=[0-9],)(?=[0-9]{3}(?![0-9]))")
_NUMBER_FIELD = lazy("[-+]?[$¥￥€£]?[0-9][0-9A-Za-z./:%-]*\\Z")
_LONGEST_FIELD, _SHORT_FIELD = 24, 6
_LONGEST_LINE = 2000


class _Row(NamedTuple):
    """A line as a row: where it is, what separates its fields (with a blank, if one stands behind it), the fields, whether any of them is quoted, and whether it may as well be prose."""

    span: Span
    separator: str
    fields: list[str]
    quoted: bool
    doubtful: bool

    @property
    def shape(self) -> tuple[str, int]:
        return self.separator, len(self.fields)


def find_rows(text: str) -> Iterator[Span]:
    """Yield rows of data: neighbouring lines with as many fields, or one line with many numbers.

    Prose is told apart by its other marks, by blanks behind commas where no column is numbers, by long clauses and by how its lines end; verses by having
    two halves without a number.

    >>> list(find_rows('编号,名称\\n1,"乙,丙"\\n2,丁\\n'))
    [(0, 5), (6, 13), (14, 17)]
    >>> list(find_rows("春眠不觉晓,处处闻啼鸟\\n夜来风雨声,花落知多少"))
    []
    """
    block: list[_Row] = []
    for row in _find_row_like(text):
        if block and (row.shape != block[0].shape or _is_apart(text, block[-1].span[1], row.span[0])):
            if _is_data(block):
                yield from (kept.span for kept in block)
            block = []
        block.append(row)
    if block and _is_data(block):
        yield from (kept.span for kept in block)


def _find_row_like(text: str) -> Iterator[_Row]:
    """Yield the lines with a separator that do not read as prose."""
    if '"' not in text and "'" not in text:
        yield from _find_unquoted(text)
        return
    position = 0
    while separator := _SEPARATOR.search(text, position):
        start = text.rfind("\n", position, separator.start()) + 1 or position
        if text.startswith('"', position) and _row_end(text, position) > separator.start():
            start = position  # its first field runs over lines
        position = _row_end(text, start)
        line = text[start:position]
        row = None if "。" in line and '"' not in line and "'" not in line else _read_row(line.rstrip("\r\n"), start)
        if row:
            yield row


def _find_unquoted(text: str) -> Iterator[_Row]:
    """Yield the same of a text without quotes, in which every row is a line."""
    for start in chain((0,), (line_end.end() for line_end in _BEFORE_UNQUOTED.finditer(text))):
        end = text.find("\n", start)
        row = _read_row(text[start : len(text) if end < 0 else end].rstrip("\r\n"), start)
        if row:
            yield row


def _row_end(text: str, start: int) -> int:
    """Return where the row ends whose line begins at ``start``: a quoted field may run over lines."""
    end = text.find("\n", start) + 1 or len(text)
    if _OPEN_FIELD.search(text, start, end):
        closed = _CLOSED_FIELD.search(text, end, end + _LONGEST_LINE)
        if closed:
            return text.find("\n", closed.end()) + 1 or len(text)
    return end


def _is_apart(text: str, end: int, start: int) -> bool:
    """Return whether anything but one line end stands between two rows."""
    return start - end > 2 or "\n\n" in text[end:start]


def _read_row(line: str, start: int) -> _Row | None:
    """Return ``line`` as a row; None if it reads as prose."""
    if len(line) > _LONGEST_LINE or (_SENTENCE.search(line) and '"' not in line and "'" not in line):
        return None
    separator = next((sign for sign in "\t,;" if sign in line), "")
    if not separator:
        return None
    bare, quoted = line, False
    if '"' in line or "'" in line:
        bare = _QUOTED.sub(lambda field: "x" * len(field[0]), line)
        quoted = bare != line
    if (_IN_PROSE_WITH_TABS if separator == "\t" else _IN_PROSE).search(bare) or (
        quoted and ('"' in bare or "'" in bare)
    ):
        return None
    fields = _GROUPING.sub("", bare.strip(" ")).split(separator)
    if line[-1:] in ("!", "?") and not fields[0].isascii():
        return None
    if len(fields) < 2 or (not quoted and max(map(len, fields)) > _LONGEST_FIELD):
        return None
    if separator != "\t" and _BLANK_BEHIND.search(bare):
        separator += " "
        fields = [field.strip(" ") for field in fields]
    is_doubtful = separator != "\t" and _DOUBTFUL.search(bare) is not None
    return _Row((start, start + len(line)), separator, fields, quoted, is_doubtful)


def _is_data(block: list[_Row]) -> bool:
    """Return whether rows of one shape are data: quoted fields, short fields or some numbers in several rows, or many numbers in one.

    A row with brackets or an empty last field is data beside two that have none, in which three fields or more say so.
    """
    if any(row.doubtful for row in block):
        block = [row for row in block if not row.doubtful]
        if len(block) < 2 or len(block[0].fields) < 3:
            return False
    if block[0].separator[1:]:
        return _has_column_of_numbers(block)
    fields = [field for row in block for field in row.fields]
    numbers = sum(_NUMBER_FIELD.match(field) is not None for field in fields)
    several, columns = len(block) > 1, len(block[0].fields)
    if several and any(row.quoted for row in block):
        return True
    if columns == 2:
        is_keyed = len(block) > 2 and any(
            all(row.fields[column].isascii() for row in block[len(block) > 3 :])  # a head is in words
            for column in (0, 1)
        )
        is_headed = len(block) > 2 and not any(map(_NUMBER_FIELD.match, block[0].fields))
        return several and (
            is_keyed
            or numbers >= len(block) - is_headed
            or (block[0].separator != "," and len(block) > 2 and _are_short(fields))
        )
    if several and (numbers or _are_short(fields)):
        return True
    keyed = any(_LONG_NUMBER.match(field) for field in fields) and all(
        len(field) <= 2 * _SHORT_FIELD for field in fields
    )
    return keyed or numbers * 2 > len(fields)


def _has_column_of_numbers(block: list[_Row]) -> bool:
    """Return whether rows with blanks behind their separators are data: three or more, of which a column below the head is numbers."""
    columns = range(len(block[0].fields))
    return len(block) > 2 < len(columns) and any(
        all(_NUMBER_FIELD.match(row.fields[column]) for row in block[1:]) for column in columns
    )


def _are_short(fields: list[str]) -> bool:
    return all(len(field) <= _SHORT_FIELD for field in fields)
