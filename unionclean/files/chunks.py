"""Lines of a file in chunks that are worth the journey to a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from unionclean.files.compression import reading
from unionclean.files.errors import FileError
from unionclean.files.kinds import Kind
from unionclean.files.limits import LARGEST, why_too_large

CHUNK = 1 << 20  # bytes of JSON lines that travel together: enough to make the journey to a worker cheap

_HEAD = 1000  # bytes of a record that is too long that are set apart, for a person to find it again


class Chunk(NamedTuple):
    """Some whole lines of a file and the number, from 1, of the first; or the beginning of one that is too long."""

    first_line: int
    data: bytes
    too_long: bool = False


def read_chunks(
    path: Path, kind: Kind, on_bytes: Callable[[int], object], *, most: int = LARGEST, skip: bool = False
) -> Iterator[Chunk]:
    """Yield the lines of a file in chunks of about a megabyte, as :func:`split_chunks` does; raises :class:`FileError`."""
    with reading(path, kind.compression, on_bytes=on_bytes) as file:
        yield from split_chunks(lambda: file.read(CHUNK), path, most=most, skip=skip)


def split_chunks(
    read: Callable[[], bytes], name: str | Path, *, most: int = LARGEST, skip: bool = False
) -> Iterator[Chunk]:
    """Yield the lines of what ``read`` returns, part by part until nothing is left, in chunks.

    A line of more than ``most`` bytes, which might be endless, raises :class:`FileError`; with ``skip`` its beginning is
    yielded as :attr:`Chunk.too_long`, and what follows it is read on.

    >>> parts = iter([b"a\\nb", b"c\\nd", b""])
    >>> [chunk.data for chunk in split_chunks(lambda: next(parts), "x")]
    [b'a\\n', b'bc\\n', b'd']
    """
    line, rest = 1, bytearray()
    too_long = False
    while part := read():
        end = part.rfind(b"\n") + 1
        if not end:
            if not too_long:
                rest += part
        else:
            first = part.find(b"\n") + 1
            if too_long:
                line, part, end, too_long = line + 1, part[first:], end - first, False
            rest += part[:end]
            if rest:
                yield Chunk(line, bytes(rest))
            line += rest.count(b"\n")
            rest = bytearray(part[end:])
        if len(rest) > most:
            if not skip:
                raise FileError(name, f"line {line}: {why_too_large(most)}")
            yield Chunk(line, bytes(rest[:_HEAD]), too_long=True)
            rest, too_long = bytearray(), True
    if rest:
        yield Chunk(line, bytes(rest))
