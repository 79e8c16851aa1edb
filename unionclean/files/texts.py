"""A text file as a whole: read, clean with line ends kept, write back."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from unionclean.documents import DocumentCleaner, MissingExtraError, StructureError, UnreadableError, kind_of_document
from unionclean.documents import SpanCleaner as SpanCleaner
from unionclean.edits import Cleaned
from unionclean.files.atomic import replacing
from unionclean.files.compression import reading
from unionclean.files.encodings import UTF8, Encoding, decode
from unionclean.files.errors import FileError, LeftError, NotTextError, os_error
from unionclean.files.kinds import kind_of, name_without_compression
from unionclean.files.limits import LARGEST, require_size
from unionclean.line_ends import fold_line_ends, restore_line_ends


class Cleaner(Protocol):
    """What cleans one text: a function that can also explain itself."""

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

    @property
    def remark(self) -> str:
        """What the user should know of bytes that were not all text in one encoding, ``""`` if they were."""
        notes = self.encoding.notes
        if not notes:
            return ""
        more = f" (and {len(notes) - 1} more)" if len(notes) > 1 else ""
        written = "; read as U+FFFD" if any(note.kind == "lost-byte" for note in notes) else ""
        return f"{self.name}: {notes[0].why}{more}{written}"


def read_text(path: Path, encoding: str | None = None, *, most: int = LARGEST) -> TextFile:
    """Return the content of ``path``, in ``encoding`` if that is known.

    Raises :class:`FileError` when it cannot be read, is no text or larger than ``most`` bytes.
    """
    try:
        if compression := kind_of(path).compression:
            status = path.stat()
            with reading(path, compression, on_bytes=lambda number: None) as packed:
                data = packed.read(most + 1)
        else:
            with path.open("rb") as file:
                status = os.fstat(file.fileno())
                data = file.read(most + 1)
    except OSError as error:
        raise os_error(path, error) from error
    require_size(str(path), data, most)
    return parse_text(str(path), data, status, encoding)


def parse_text(name: str, data: bytes, status: os.stat_result | None = None, encoding: str | None = None) -> TextFile:
    """Return ``data``, found in ``name``, as a :class:`TextFile`; raises :class:`FileError`.

    >>> parse_text("a", b"a\\r\\nb").text
    'a\\nb'
    """
    try:
        text, found = decode(data, encoding)
    except NotTextError as error:
        raise FileError(name, str(error)) from error
    folded, ends = fold_line_ends(text)
    return TextFile(name, data, folded, ends, found, status)


def encode_as(source: TextFile, cleaned: str, cleaner: Cleaner, *, encoding: Encoding | None = None) -> bytes:
    """Return ``cleaned``, which ``cleaner`` made of ``source``, with the line ends and in the encoding of ``source``.

    ``encoding`` asks for another one.  The same bytes come back when nothing changed.  Raises :class:`FileError` when the
    encoding cannot say a character.
    """
    encoding = encoding or source.encoding
    if cleaned == source.text and encoding == source.encoding:
        return source.data
    mixed = len(set(source.ends)) > 1  # only then does it matter which line became which
    edits = cleaner.explain(source.text).edits if mixed else ()
    try:
        return encoding.encode(restore_line_ends(cleaned, source.ends, source.text, edits))
    except NotTextError as error:
        raise FileError(source.name, str(error)) from error


def cleaned_bytes(cleaner: SpanCleaner, source: TextFile, name: str = "") -> bytes:
    """Return the content of ``source`` cleaned, for a new file: line ends and mark as they were, always in UTF-8.

    ``name`` tells what it is; without one it is a plain text.  Raises :class:`FileError` when more than prose would change,
    :class:`LeftError` when nothing can tell what is prose.
    """
    encoding = Encoding("utf-8", source.encoding.mark) if source.encoding.codec == "utf-8" else UTF8
    document = DocumentCleaner(cleaner, name)
    return encode_as(source, _cleaned(document, source), document, encoding=encoding)


def fixed_bytes(cleaner: SpanCleaner, path: Path, source: TextFile) -> bytes:
    """Return the content of ``path``, read as ``source``, cleaned in place: encoding, mark, line ends and blanks stay.

    Raises :class:`FileError` when it cannot be done safely: not a text file, a character that the file's encoding cannot
    write, or a result of which more than the prose differs, or that a second pass would change again.  Raises
    :class:`LeftError` when nothing can tell what is prose.
    """
    if kind_of(path).shape != "text" or kind_of(path).compression:
        raise FileError(path, "not a text file; unionclean clean -o writes a cleaned copy of it")
    document = DocumentCleaner(cleaner, path.name, in_place=True)
    cleaned = _cleaned(document, source)
    fixed = encode_as(source, cleaned, document)
    if fixed != source.data:
        again = parse_text(str(path), fixed, encoding=source.encoding.codec)
        # the cleaner has seen that ``cleaned`` is at rest: only what is read otherwise needs a second pass
        if again.text != cleaned and encode_as(again, _cleaned(document, again), document) != fixed:
            raise FileError(path, f"left alone: a second pass would change it again{_OUR_BUG}")
    return fixed


def why_kept(cleaner: SpanCleaner, path: Path, source: TextFile) -> str:
    """Return why ``path``, which :func:`fixed_bytes` left as it was, keeps marks that would change otherwise; ``""`` if it has none."""
    return DocumentCleaner(cleaner, path.name, in_place=True).why_kept(source.text)


_OUR_BUG = "; this is a bug of unionclean, please report it"


def _cleaned(document: DocumentCleaner, source: TextFile) -> str:
    try:
        return document(source.text)
    except MissingExtraError as error:
        raise FileError(source.name, str(error)) from error
    except UnreadableError as error:
        raise LeftError(source.name, str(error)) from error
    except StructureError as error:
        raise FileError(source.name, f"left alone: {error}{_OUR_BUG}") from error


def why_left(path: Path, source: TextFile) -> str:
    """Return why a text file is never touched, ``""`` if it may be; raises :class:`FileError` if no package can tell."""
    if kind_of(path).shape != "text":
        return ""
    try:
        return kind_of_document(name_without_compression(path), source.text).why
    except MissingExtraError as error:
        raise FileError(path, str(error)) from error


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
