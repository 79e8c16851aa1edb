"""What a file is that is no text, told by its first bytes (the signatures are those of the file formats' own specifications)."""

from __future__ import annotations

import re

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (rb"%PDF-", "a PDF document"),
    (rb"\x1f\x8b", "gzip-compressed data"),
    (rb"\x28\xb5\x2f\xfd", "Zstandard-compressed data"),
    (rb"BZh[1-9]1AY&SY", "bzip2-compressed data"),
    (rb"\xfd7zXZ\0", "xz-compressed data"),
    (rb"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (rb"Rar!\x1a\x07", "a RAR archive"),
    (rb"PK\x03\x04.{26}mimetypeapplication/epub", "an EPUB book (a zip archive)"),
    (rb"PK\x03\x04.{26}\[Content_Types\]", "a Microsoft Office document (a zip archive)"),
    (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", "an OpenDocument file (a zip archive)"),
    (rb"PK(?:\x03\x04|\x05\x06)", "a zip archive (perhaps a document of an office program)"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document (.doc, .xls, .ppt)"),
    (rb"\{\\rtf", "an RTF document"),
    (rb"\x89PNG\r\n", "a PNG image"),
    (rb"\xff\xd8\xff", "a JPEG image"),
    (rb"GIF8[79]a", "a GIF image"),
    (rb"RIFF.{4}WEBP", "a WebP image"),
    (rb"BM.{4}\0{4}", "a BMP image"),
    (rb"PAR1", "a Parquet file"),
    (rb"SQLite format 3\0", "an SQLite database"),
    (rb"\x7fELF", "an ELF program"),
    (rb"MZ.{56,}PE\0\0", "a Windows program"),
    (rb"ID3[\x02-\x04]", "an MP3 file"),
    (rb".{4}ftyp", "an MP4 or QuickTime file"),
    (rb"OggS\0", "an Ogg file"),
    (rb"\0\x01\0\0\0|OTTO\0|wOF[F2]|ttcf\0", "a font"),
    (rb".{257}ustar", "a tar archive"),
)
_PATTERNS = tuple((re.compile(signature, re.DOTALL), name) for signature, name in _SIGNATURES)
_HEAD = 1024


def kind_of_binary(data: bytes) -> str | None:
    """Return what ``data`` is if it begins like a well-known kind of file that is no plain text.

    >>> kind_of_binary(b"%PDF-1.7"), kind_of_binary("文".encode())
    ('a PDF document', None)
    """
    head = data[:_HEAD]
    return next((name for pattern, name in _PATTERNS if pattern.match(head)), None)
