"""Byte streams, compressed with gzip or Zstandard or not at all."""

from __future__ import annotations

import contextlib
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from unionclean.files.errors import FileError, os_error
from unionclean.files.kinds import Compression

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 1 << 18
_STEP = 1 << 12  # bytes of Zstandard that are decompressed at once: 4 can hold 128 kB of one character


@contextlib.contextmanager
def reading(path: Path, compression: Compression, *, on_bytes: Callable[[int], object]) -> Iterator[IO[bytes]]:
    """Yield the content of ``path``, decompressed; ``on_bytes`` hears how many bytes of the file itself were read.

    Whatever is wrong with the file, a truncated archive included, is raised as a :class:`FileError`.
    """
    try:
        with path.open("rb", buffering=0) as raw:
            counted = io.BufferedReader(_Counted(raw, on_bytes), _BLOCK)
            yield io.BufferedReader(_decompressor(counted, compression, path), _BLOCK)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise FileError(path, f"broken gzip ({_first_line(error)})") from error
    except OSError as error:
        raise os_error(path, error) from error


@contextlib.contextmanager
def compressing(file: IO[bytes], compression: Compression, path: Path) -> Iterator[IO[bytes]]:
    """Yield a file that writes into ``file`` what is written to it, compressed; ``file`` stays open."""
    if compression == "":
        yield file
    elif compression == "gz":
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=6, mtime=0) as packed:
            yield packed  # type: ignore[misc]
    else:
        with _zstandard(path).ZstdCompressor(level=3).stream_writer(file, closefd=False) as packed:
            yield packed


def _decompressor(raw: IO[bytes], compression: Compression, path: Path) -> Any:
    if compression == "gz":
        return gzip.GzipFile(fileobj=raw, mode="rb")
    if compression == "zst":
        return _ZstdFile(raw, path)
    return raw


def _zstandard(path: Path) -> Any:
    try:
        import zstandard
    except ImportError:
        raise FileError(path, "needs the package zstandard: pip install 'unionclean[zstd]'") from None
    return zstandard


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


class _Counted(io.RawIOBase):
    """A raw file that tells how many bytes were read from it."""

    def __init__(self, raw: io.RawIOBase | Any, on_bytes: Callable[[int], object]) -> None:
        self._raw, self._on_bytes = raw, on_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        number: int = self._raw.readinto(buffer) or 0
        self._on_bytes(number)
        return number


class _ZstdFile(io.RawIOBase):
    """A Zstandard file, of one frame or several, that notices when its end is missing (the library's reader does not)."""

    def __init__(self, raw: IO[bytes], path: Path) -> None:
        self._raw, self._path = raw, path
        self._library = _zstandard(path)
        self._frame: Any = None
        self._input = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        while not self._ready and self._advance():
            pass
        number = min(len(view), len(self._ready))
        view[:number] = self._ready[:number]
        self._ready = self._ready[number:]  # a view: what is left is not copied each time
        return number

    def _advance(self) -> bool:
        """Decompress one more block into ``_ready``; return whether there was one."""
        self._input = self._input or self._raw.read(_STEP)
        if not self._input:
            if self._frame is not None:
                raise FileError(self._path, "broken zstd (the end is missing)")
            return False
        self._frame = self._frame or self._library.ZstdDecompressor().decompressobj()
        try:
            self._ready = memoryview(self._frame.decompress(self._input))
        except self._library.ZstdError as error:
            raise FileError(self._path, f"broken zstd ({_first_line(error)})") from error
        self._input = self._frame.unused_data if self._frame.eof else b""
        self._frame = None if self._frame.eof else self._frame
        return True
