"""``decode``: from bytes to text, with notes instead of errors.

A byte order mark is believed, valid UTF-8 is UTF-8.  Everything else is read in every encoding that Chinese files come in, and in those that
they are mistaken for (:mod:`unionclean.decoding.readings`).  A language model says which reading is Chinese; it must be far
better than the next one, or nothing is decoded and a note says why (:mod:`unionclean.decoding.choice`).
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from unionclean.edits import Note


class Decoded(NamedTuple):
    """What :func:`decode` returns: the text, the codec by which it was read (``None``: not read), and notes.

    The spans of notes are offsets in ``text``.  Bytes that could not be read are U+FFFD with a note ``lost-byte`` each; a text that was not
    read at all is ``""`` with a note ``not-text`` or ``unknown-encoding``.
    """

    text: str
    encoding: str | None
    notes: tuple[Note, ...] = ()


def decode(data: bytes, *, encoding: str | None = None) -> Decoded:
    """Return the text in ``data``; ``encoding`` names the codec if it is known, otherwise it is detected.

    >>> decode("工会是职工自愿结合的组织".encode("gb18030"))
    Decoded(text='工会是职工自愿结合的组织', encoding='gb18030', notes=())

    Bytes that make no sense become U+FFFD, each with a note that says where they are.

    >>> broken = decode("工会是职工自愿结合的组织".encode("gb18030")[:-1])
    >>> broken.text, broken.notes[0].kind, broken.notes[0].span
    ('工会是职工自愿结合的组�', 'lost-byte', (11, 12))

    What is no text, or could be several, is not guessed.

    >>> print(decode(b"%PDF-1.7").notes[0].why)
    a PDF document, not text
    >>> decode("Grüße".encode("latin-1")).encoding is None
    True

    The name of an encoding that was found can be given again, that of lines in several encodings too (``"gb18030+big5+utf-8"``).  Codes that users
    define are private-use characters, each with a note ``user-defined``.

    No bytes raise.  Anything but bytes is a :class:`TypeError`, an unknown codec a :class:`ValueError`.
    """
    if not isinstance(data, (bytes, bytearray, memoryview)):
        hint = "a str is text already" if isinstance(data, str) else "of a file these are path.read_bytes()"
        raise TypeError(f"decode works on bytes, not {type(data).__name__}: {hint}")
    from unionclean.decoding.choice import choose_reading
    from unionclean.decoding.mixed import read_named

    data = bytes(data)
    reading = choose_reading(data) if encoding is None else read_named(data, canonical_name(encoding))
    return Decoded(reading.text, reading.codec, tuple(reading.notes))


_NO_TEXT = frozenset({"idna", "punycode", "undefined"})
"""Codecs of Python for domain names, and the one that always fails: no file is written in them."""


def canonical_name(encoding: str) -> str:
    """Return the name of a codec that reads text, as Python spells it; raise :class:`ValueError` if there is none.

    >>> canonical_name("GBK"), canonical_name("Big5-HKSCS"), canonical_name("utf8"), canonical_name("iso-2022-cn")
    ('gbk', 'big5hkscs', 'utf-8', 'iso-2022-cn')

    A file of which some lines are UTF-8 and the others in another codec has both names:

    >>> canonical_name("GB18030+UTF-8")
    'gb18030+utf-8'
    >>> canonical_name("klingon")
    Traceback (most recent call last):
    ValueError: unknown encoding 'klingon'; for example utf-8, gb18030, big5, big5hkscs, cp950, utf-16-le, utf-16-be, hz, iso-2022-cn
    """
    if (name := encoding.lower().replace("_", "-")) in ("iso-2022-cn", "cesu-8"):  # Python has no codecs of these names
        return name
    if "+" in encoding:
        return _name_of_several(encoding)
    try:
        info = codecs.lookup(encoding)
        if not getattr(info, "_is_text_encoding", True) or info.name in _NO_TEXT:
            raise LookupError(encoding)
    except (LookupError, ValueError) as error:
        known = "utf-8, gb18030, big5, big5hkscs, cp950, utf-16-le, utf-16-be, hz, iso-2022-cn"
        raise ValueError(f"unknown encoding {encoding!r}; for example {known}") from error
    return info.name


def _name_of_several(encoding: str) -> str:
    """Return the name of lines in several encodings, of which UTF-8 is the last."""
    from unionclean.decoding.readings import PAIRED

    *others, last = dict.fromkeys(map(canonical_name, encoding.split("+")))
    if not {*others, last} - {"utf-8"} <= PAIRED or "utf-8" in others:
        raise ValueError(f"unknown encoding {encoding!r}; lines may be in UTF-8 and one of {', '.join(sorted(PAIRED))}")
    return "+".join([*others, last])
