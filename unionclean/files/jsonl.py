"""JSON lines: one string of each record is cleaned, every other byte stays as it is.

Records are not written anew.  The text of one field is found in the line and replaced there, so numbers, spacing, key
order and duplicate keys survive, and a record that needs nothing is passed on byte for byte.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from unionclean.edits import Cleaned as ExplainedText
from unionclean.files.chunks import Chunk
from unionclean.files.limits import LARGEST, why_too_large
from unionclean.flags import FLAGS, flag_columns

_SPACE = re.compile(r"[ \t\r\n]*")
_decode_value = json.JSONDecoder().raw_decode
_MARK = "\ufeff"


Explain = Callable[[str], ExplainedText]
Member = tuple[str, Any, int, int]  # name, value, and the span of its JSON


class RecordError(ValueError):
    """Why a record cannot be cleaned."""


class Reject(NamedTuple):
    """A record that could not be cleaned: its line number, its id if known, why, and the line itself."""

    line: int
    id: str
    why: str
    data: bytes

    def __str__(self) -> str:
        return f"line {self.line}{f' (id {self.id})' if self.id else ''}: {self.why}"

    def to_json(self, file: str) -> str:
        """Return the reject, found in ``file``, as a JSON line; bytes that are not UTF-8 become ``\\udc80`` to ``\\udcff``, so none is lost."""
        raw = self.data.decode("utf-8", "surrogateescape")
        return json.dumps({"file": file, "line": self.line, "id": self.id, "error": self.why, "record": raw}) + "\n"


def rejected(number: int, line: bytes, id_field: str, error: RecordError) -> Reject:
    """Return the ``line`` of this ``number`` as a reject."""
    return Reject(number, _id_of(line, id_field), str(error), line.rstrip(b"\r\n"))


class Cleaned(NamedTuple):
    """What became of a chunk: its new bytes, how many records changed, and those that were left out."""

    data: bytes
    changed: int
    rejects: tuple[Reject, ...]


def clean_chunk(
    clean: Callable[[str], str],
    field: str,
    id_field: str,
    chunk: Chunk,
    *,
    most: int = LARGEST,
    explain: Explain | None = None,
) -> Cleaned:
    """Return ``chunk`` with the text in ``field`` of every record cleaned; records that cannot be are set apart.

    With ``explain``, which cleans like ``clean``, every record gets the columns of :mod:`unionclean.flags`.
    """
    if chunk.too_long:
        return Cleaned(b"", 0, (Reject(chunk.first_line, "", f"{why_too_large(most)}; cut here", chunk.data),))
    pieces: list[bytes] = []
    rejects: list[Reject] = []
    changed = 0
    for number, line in enumerate(io.BytesIO(chunk.data), chunk.first_line):
        try:
            cleaned = _clean_line(clean, explain, field, line, most)
        except RecordError as error:
            rejects.append(rejected(number, line, id_field, error))
            continue
        changed += cleaned is not line
        pieces.append(cleaned)
    return Cleaned(b"".join(pieces), changed, tuple(rejects))


def _clean_line(clean: Callable[[str], str], explain: Explain | None, field: str, line: bytes, most: int) -> bytes:
    try:
        if explain:
            return flag_line(explain, field, line, most=most)
        return clean_line(clean, field, line, most=most)
    except MemoryError:
        raise RecordError("needs more memory than there is") from None


def clean_line(clean: Callable[[str], str], field: str, line: bytes, *, most: int = LARGEST) -> bytes:
    """Return a line with the text in ``field`` cleaned; the same object when nothing changed.  ``null`` and blank lines stay.

    >>> clean_line(str.upper, "text", b'{"n": 1.50, "text": "abc"}')
    b'{"n": 1.50, "text": "ABC"}'
    >>> clean_line(str.upper, "text", b'{"n": 1}')
    Traceback (most recent call last):
    unionclean.files.jsonl.RecordError: no field 'text' (it has: n); name one with --field
    """
    if not line.strip():
        return line
    record = decode_line(line, most)
    value, start, end = find_field(record, field)
    if value is None:
        return line
    _require_string(value, field)
    cleaned = clean(value)
    if cleaned == value:
        return line
    written = json.dumps(cleaned, ensure_ascii=not _is_plain(line, cleaned))
    return (record[:start] + written + record[end:]).encode()


def flag_line(explain: Explain, field: str, line: bytes, *, most: int = LARGEST) -> bytes:
    """Return a line as :func:`clean_line` does, with the columns of :mod:`unionclean.flags` as further fields; blank lines stay.

    >>> from unionclean import explain
    >>> flag_line(explain, "text", '{"text": "你好"}'.encode()).decode()[:60]
    '{"text": "你好", "changed": false, "probable": 0, "unrepaired"'
    """
    if not line.strip():
        return line
    record = decode_line(line, most)
    members = list(_members(record))
    if taken := [name for name, *_ in members if name in FLAGS]:
        raise RecordError(f"has a field {taken[0]!r} already, which --flags would write")
    value, start, end = _field_of(members, field)
    text = "" if value is None else value
    _require_string(text, field)
    cleaned = explain(text)
    written = record[start:end]
    if cleaned.text != cleaned.original:
        written = json.dumps(cleaned.text, ensure_ascii=not _is_plain(line, cleaned.text))
    last = members[-1][-1]
    flags = json.dumps(flag_columns(cleaned)).removeprefix("{")
    return (record[:start] + written + record[end:last] + ", " + flags.removesuffix("}") + record[last:]).encode()


def _require_string(value: object, field: str) -> None:
    if not isinstance(value, str):
        raise RecordError(f"field {field!r} is not a string but {json.dumps(value)[:40]}")


def is_record(line: str) -> bool:
    """Return whether ``line`` is a JSON object, as the first line of JSONL is.

    >>> is_record('{"text": "a"}'), is_record("{a}"), is_record("")
    (True, False, False)
    """
    try:
        return bool(list(_members(line)))
    except RecordError:
        return False


def decode_line(line: bytes, most: int = LARGEST) -> str:
    """Return a line as text; raises :class:`RecordError` when it is not UTF-8 or larger than ``most`` bytes."""
    if len(line) > most:
        raise RecordError(why_too_large(most))
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(f"not valid UTF-8 (byte {error.start} of the line), which records always are") from None


def _is_plain(line: bytes, text: str) -> bool:
    """Return whether ``text`` may be written without escapes: as its record was, and no lone surrogate in it."""
    return not line.isascii() and not any("\ud800" <= character <= "\udfff" for character in text)


def find_field(record: str, field: str) -> tuple[Any, int, int]:
    """Return the value of the top-level ``field`` of a JSON object and the span of its JSON; the last one, if repeated.

    >>> find_field('{"id": 7, "text": "a"}', "text")
    ('a', 18, 21)
    """
    return _field_of(list(_members(record)), field)


def _field_of(members: list[Member], field: str) -> tuple[Any, int, int]:
    found = [member for member in members if member[0] == field]
    if not found:
        names = ", ".join(name for name, *_ in members)
        raise RecordError(f"no field {field!r} (it has: {names[:80] or 'none'}); name one with --field")
    return found[-1][1:]


def _members(record: str) -> Iterator[Member]:
    """Yield name, value, start and end of every member of a JSON object; raises :class:`RecordError`."""
    position = _skip(record, len(_MARK) if record.startswith(_MARK) else 0)
    if record[position : position + 1] != "{":
        raise RecordError(_invalid(record, position, "an object was expected"))
    position = _skip(record, position + 1)
    if record[position : position + 1] != "}":
        while True:
            member, position = _member(record, position)
            yield member
            if record[position : position + 1] != ",":
                break
            position = _skip(record, position + 1)
    if record[position : position + 1] != "}" or _skip(record, position + 1) != len(record):
        raise RecordError(_invalid(record, position, "the object should end here"))


def _member(record: str, position: int) -> tuple[Member, int]:
    if record[position : position + 1] != '"':
        raise RecordError(_invalid(record, position, "a name in double quotes was expected"))
    try:
        name, position = scanstring(record, position + 1, True)
        position = _skip(record, position)
        if record[position : position + 1] != ":":
            raise RecordError(_invalid(record, position, "a colon was expected"))
        start = _skip(record, position + 1)
        value, end = _decode_value(record, start)
    except json.JSONDecodeError as error:
        raise RecordError(
            _invalid(record, error.pos, error.msg.removesuffix(" at").removesuffix(" starting"))
        ) from None
    except (RecursionError, ValueError) as error:  # too deep, or a number of too many digits
        raise error if isinstance(error, RecordError) else RecordError(f"JSON that cannot be read: {error}") from None
    return (name, value, start, end), _skip(record, end)


def _skip(record: str, position: int) -> int:
    match = _SPACE.match(record, position)
    return match.end() if match else position


def _invalid(record: str, position: int, why: str) -> str:
    return f"invalid JSON at column {position + 1}: {why[:1].lower()}{why[1:]}"


def _id_of(line: bytes, id_field: str) -> str:
    if not id_field:
        return ""
    try:
        return str(find_field(decode_line(line), id_field)[0])
    except RecordError:
        return ""
