"""How large one text may be, so that an endless device or a small archive of a huge file stops early."""

from __future__ import annotations

import re

from unionclean.files.errors import FileError

LARGEST = 256 << 20
"""Bytes of one text, one record or one decompressed line, unless told otherwise."""

_SIZE = re.compile(r"(\d{1,12})([kmg]?)(?:i?b)?", re.IGNORECASE | re.ASCII)
_SHIFTS = {"": 0, "k": 10, "m": 20, "g": 30}


def parse_size(written: str) -> int:
    """Return a number of bytes written like ``500``, ``64k``, ``256M`` or ``2GB``; raises :class:`ValueError`.

    >>> parse_size("64k"), parse_size("2GB")
    (65536, 2147483648)
    >>> parse_size("much")
    Traceback (most recent call last):
    ValueError: expected a size such as 500, 64k, 256M or 2G, not 'much'
    """
    match = _SIZE.fullmatch(written.strip())
    if not match or not int(match[1]):
        raise ValueError(f"expected a size such as 500, 64k, 256M or 2G, not {written!r}")
    return int(match[1]) << _SHIFTS[match[2].lower()]


def written_size(size: int) -> str:
    """Return ``size`` as a person writes it.

    >>> written_size(256 << 20), written_size(1000)
    ('256 MB', '1,000 bytes')
    """
    for shift, unit in ((30, "GB"), (20, "MB"), (10, "kB")):
        if size >= 1 << shift and not size % (1 << shift):
            return f"{size >> shift:,} {unit}"
    return f"{size:,} bytes"


def why_too_large(most: int) -> str:
    """Return what is said of something larger than ``most`` bytes.

    >>> why_too_large(256 << 20)
    'larger than 256 MB, left alone; --max-size sets another limit'
    """
    return f"larger than {written_size(most)}, left alone; --max-size sets another limit"


def require_size(where: str, data: bytes, most: int) -> None:
    """Raise :class:`FileError` when ``data``, read from ``where``, is larger than ``most``."""
    if len(data) > most:
        raise FileError(where, why_too_large(most))
