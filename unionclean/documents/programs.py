"""Programs, scripts and settings: only comments and documentation are prose; a lexer of the language says where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from unionclean.documents.comments import prose_in_comments
from unionclean.documents.docstrings import docstrings
from unionclean.documents.errors import MissingExtraError
from unionclean.masking import Span

LONGEST_LINE = 2_000
"""Nobody writes longer lines; the patterns of some lexers take quadratic time on them."""

_SIGN = re.compile(r"[ \t]*(?:/[/*]|#|--|;|%|<!--|\(\*|\{-|'|\"|REM\b|\*|!)", re.I)
_BEFORE_LINE_COMMENT = re.compile(r"(?:^|[\s;,{}()\[\]>])\Z")


def read_program(text: str, lexer: str) -> list[Span]:
    """Return the prose in the comments of a program; ``lexer`` names the language as Pygments does.

    >>> text = 's = "# 甲,乙"  # 丙,丁'
    >>> [text[start:end] for start, end in read_program(text, "python")]
    ['丙,丁']
    """
    if any(len(line) > LONGEST_LINE for line in text.split("\n")):  # made by a program
        return []
    try:
        comments = list(find_comments(text, lexer))
    except ImportError:
        raise MissingExtraError("pygments") from None
    if lexer == "python":
        comments = sorted([*comments, *docstrings(text)])
    return prose_in_comments(text, comments, lexer)


def find_comments(text: str, lexer: str) -> Iterator[Span]:
    """Yield the comments of ``text``; those that are orders to a compiler or an interpreter are none."""
    from pygments.token import Comment, String

    none = (Comment.Preproc, Comment.PreprocFile, Comment.Hashbang, Comment.Special)
    start = end = 0
    source = text if text.endswith("\n") else text + "\n"  # which many a pattern of a comment ends with
    for position, kind, value in _lexer(lexer).get_tokens_unprocessed(source):
        if kind not in Comment and (kind not in String.Doc or lexer == "python"):
            if start < end and _is_comment(text, start, end):
                yield start, end
            start = end = 0
        elif any(kind in special for special in none):
            continue
        elif position == end and start < end and not _SIGN.match(value):
            end += len(value)  # the same comment, in several tokens
        else:
            if start < end and _is_comment(text, start, end):
                yield start, end
            start, end = position, position + len(value)
    if start < end and _is_comment(text, start, end):
        yield start, end


def _is_comment(text: str, start: int, end: int) -> bool:
    """Return whether a comment begins with the sign of one, and ``//`` not in the middle of an address or of a word."""
    if not _SIGN.match(text, start, end):
        return False
    return not text.startswith("//", start) or _BEFORE_LINE_COMMENT.search(text, max(0, start - 1), start) is not None


@cache
def _lexer(name: str) -> Any:
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(name, stripnl=False, ensurenl=False)
