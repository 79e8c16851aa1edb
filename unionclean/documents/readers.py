"""The readers of the kinds of file that are written to be read, by the tag of ``identify``."""

from __future__ import annotations

import importlib

from unionclean.documents.document import Reader
from unionclean.documents.errors import MissingExtraError

_READERS = {
    "markdown": "markdown.read_markdown",
    "mdx": "markdown.read_markdown",
    "plain-text": "plain.read_plain",
    "rst": "restructuredtext.read_restructuredtext",
    "tex": "latex.read_latex",
    "html": "html.read_html",
    "pofile": "gettext.read_catalogue",
    "subtitles": "subtitles.read_subtitles",
}


def reader_of(tag: str) -> Reader | None:
    """Return the reader of a kind of file, imported now: each needs another library.

    >>> reader_of("plain-text")("甲,乙"), reader_of("zip")
    ([(0, 3)], None)
    """
    if tag not in _READERS:
        return None
    module, _, name = _READERS[tag].partition(".")
    try:
        reader: Reader = getattr(importlib.import_module(f"unionclean.documents.{module}"), name)
    except ImportError as error:
        raise MissingExtraError(str(error.name)) from None
    return reader
