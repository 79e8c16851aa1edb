"""A text file as a whole: read, clean with line ends and ignored regions kept, write back."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from unionclean.edits import Cleaned
from unionclean.files.atomic import replacing
from unionclean.files.encodings import UTF8, Encoding, decode
from unionclean.files.errors import FileError, NotTextError, os_error
from unionclean.files.lines import fold_line_ends, restore_line_ends
from unionclean.files.regions import clean_around, explain_around, ignored_spans


class Cleaner(Protocol):
    """What cleans: a function that can also explain itself."""

    def __call__(self, text: str, /) -> str: ...

    def explain(self, text: str, /) -> Cleaned: ...


class TextFile(NamedTuple):
    """The content of a text file: ``text`` with ``\\n`` line ends, and all it takes to write it as it was."""

    name: str
    data: bytes
    text: str
    ends: Sequence[str]
    encoding: Encoding
    status: os.stat_result | None = None


def read_text(path: Path) -> TextFile:
    """Return the content of ``path``; raises :class:`FileError` when it cannot be read or is no text."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            data = file.read()
    except OSError as error:
        raise os_error(path, error) from error
    return parse_text(str(path), data, status)


def parse_text(name: str, data: bytes, status: os.stat_result | None = None) -> TextFile:
    """Return ``data``, found in ``name``, as a :class:`TextFile`; raises :class:`FileError`.

    >>> parse_text("a", b"a\\r\\nb").text
    'a\\nb'
    """
    try:
        text, encoding = decode(data)
    except NotTextError as error:
        raise FileError(name, str(error)) from error
    folded, ends = fold_line_ends(text)
    return TextFile(name, data, folded, ends, encoding, status)


def clean_text(cleaner: Cleaner, text: str) -> str:
    """Return ``text`` cleaned, except where ``unionclean: ignore`` markers keep it."""
    return clean_around(text, cleaner, ignored_spans(text))


def explain_text(cleaner: Cleaner, text: str) -> Cleaned:
    """Return what :func:`clean_text` does to ``text``."""
    return explain_around(text, cleaner.explain, ignored_spans(text))


def encode_as(source: TextFile, cleaned: str, cleaner: Cleaner, *, encoding: Encoding | None = None) -> bytes:
    """Return ``cleaned``, which ``cleaner`` made of ``source``, with the line ends and in the encoding of ``source``.

    ``encoding`` asks for another one.  The same bytes come back when nothing changed.  Raises :class:`FileError` when the
    encoding cannot say a character.
    """
    encoding = encoding or source.encoding
    if cleaned == source.text and encoding == source.encoding:
        return source.data
    mixed = len(set(source.ends)) > 1  # only then does it matter which line became which
    edits = explain_text(cleaner, source.text).edits if mixed else ()
    try:
        return encoding.encode(restore_line_ends(cleaned, source.ends, source.text, edits))
    except NotTextError as error:
        raise FileError(source.name, str(error)) from error


def cleaned_bytes(cleaner: Cleaner, source: TextFile) -> bytes:
    """Return the content of ``source`` cleaned, for a new file: line ends and mark as they were, always in UTF-8."""
    encoding = source.encoding if source.encoding.codec == "utf-8" else UTF8
    return encode_as(source, clean_text(cleaner, source.text), cleaner, encoding=encoding)


def write_text(path: Path, source: TextFile, data: bytes) -> None:
    """Replace the regular file ``path``, read as ``source``, by ``data``; raises :class:`FileError`, also if it changed."""
    try:
        _require_unchanged(path, source)
        with replacing(path) as file:
            file.write(data)
            _require_unchanged(path, source)
    except OSError as error:
        raise os_error(path, error) from error


def _require_unchanged(path: Path, source: TextFile) -> None:
    now, then = path.stat(), source.status
    if not stat.S_ISREG(now.st_mode):
        raise FileError(path, "not a regular file, left alone")
    if os.name == "posix" and not now.st_mode & 0o222:
        raise FileError(path, "read-only, left alone")
    if then and (now.st_mtime_ns, now.st_size, now.st_ino) != (then.st_mtime_ns, then.st_size, then.st_ino):
        raise FileError(path, "changed by someone else meanwhile, left alone")
