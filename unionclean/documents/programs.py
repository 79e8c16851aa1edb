"""Programs, scripts and settings: only comments and documentation are prose; a lexer of the language says where they are."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import accumulate
from time import perf_counter, thread_time
from typing import Any

from unionclean.documents.comments import prose_in_comments
from unionclean.documents.docstrings import docstrings
from unionclean.documents.errors import MissingExtraError, UnreadableError
from unionclean.masking import Span
from unionclean.patterns import lazy

LONGEST_LINE = 2_000
"""Nobody writes longer lines; the patterns of some lexers take quadratic time on them."""

MOST_EMPTY_LINES = 200
"""Nobody leaves more lines empty in a row, or with blanks of any kind; the patterns of many lexers take quadratic time on them."""

MOST_ERRORS = 1_000
"""A source with so many characters that its lexer cannot read is none (in 1,310 files of Vue, whose styles it knows badly: 860 at most)."""

SECONDS, SECONDS_PER_CHARACTER = 0.5, 10e-6
"""CPU time that a lexer gets, twice: ten times what it takes for the sources that people write.  Its patterns can take quadratic time."""

_LOOKS_AT_THE_CLOCK = 64
"""Tokens between two looks at the clock."""

_BLOCKS = (("/*", "*/"), ("<!--", "-->"), ("(*", "*)"), ("{-", "-}"), ("[[", "]]"), ("<#", "#>"), ("#=", "=#"), ("#|", "|#"), ("=begin", "=end"))  # fmt: skip
"""What opens and closes comments of several lines."""

_EMPTY_LINES = lazy(rf"\n(?:[^\S\n]*\n){{{MOST_EMPTY_LINES}}}")
_SIGN = lazy(r"[ \t]*(?:/[/*]|#|--|;|%|<!--|\(\*|\{-|'|\"|REM\b|\*|!)", re.I)
_BEFORE_LINE_COMMENT = lazy(r"(?:^|[\s;,{}()\[\]>])\Z")


def read_program(text: str, lexer: str) -> list[Span]:
    """Return the prose in the comments of a program; ``lexer`` names the language as Pygments does.

    >>> text = 's = "# 甲,乙"  # 丙,丁'
    >>> [text[start:end] for start, end in read_program(text, "python")]
    ['丙,丁']
    """
    if any(len(line) > LONGEST_LINE for line in text.split("\n")):
        raise UnreadableError(f"a line of more than {LONGEST_LINE} characters: a program wrote it")
    if _EMPTY_LINES.search(text):
        raise UnreadableError(f"more than {MOST_EMPTY_LINES} empty lines in a row: a program wrote it")
    try:
        comments = list(find_comments(text, lexer))
    except ImportError:
        raise MissingExtraError("pygments") from None
    if lexer == "python":
        comments = sorted([*comments, *docstrings(text)])
    return prose_in_comments(text, comments, lexer)


def find_comments(text: str, lexer: str) -> Iterator[Span]:
    """Yield the comments of ``text``; those that are orders to a compiler or an interpreter are none.

    Raises :class:`UnreadableError` if it is no source of the language that ``lexer`` reads.
    """
    if lexer == "python":
        with suppress(SyntaxError, tokenize.TokenError):  # Python 2, a template, what is cut off
            yield from _comments_of_python(text)
            return
    from pygments.token import Comment, String

    none = (Comment.Preproc, Comment.PreprocFile, Comment.Hashbang, Comment.Special)
    start = end = 0
    for position, kind, value in _tokens(text, lexer):
        if kind not in Comment and (kind not in String.Doc or lexer == "python"):
            if start < end and _is_comment(text, start, end, lexer):
                yield start, end
            start = end = 0
        elif any(kind in special for special in none):
            continue
        elif position == end and start < end and not _SIGN.match(value):
            end += len(value)  # the same comment, in several tokens
        else:
            if start < end and _is_comment(text, start, end, lexer):
                yield start, end
            start, end = position, position + len(value)
    if start < end and _is_comment(text, start, end, lexer):
        yield start, end


def _comments_of_python(text: str) -> Sequence[Span]:
    """Return the comments as Python's own tokenizer finds them, in a sixth of the time that the lexer takes."""
    lines = io.StringIO(text).readline
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    comments = []
    for kind, _, start, end, _ in tokenize.generate_tokens(lines):
        if kind == tokenize.COMMENT:
            comments.append((starts[start[0] - 1] + start[1], starts[end[0] - 1] + end[1]))
        elif kind == tokenize.ERRORTOKEN:
            raise SyntaxError
    return comments[1:] if text.startswith("#!") else comments


def _tokens(text: str, lexer: str) -> Iterator[tuple[int, Any, str]]:
    """Yield what the ``lexer`` makes of ``text``; raises :class:`UnreadableError` when it cannot read it, or not in time."""
    from pygments.token import Error

    source = text if text.endswith("\n") else text + "\n"  # which many a pattern of a comment ends with
    errors, patience = 0, _Patience(SECONDS + SECONDS_PER_CHARACTER * len(text))
    for number, token in enumerate(_lexer(lexer).get_tokens_unprocessed(_without_open_ends(source))):
        errors += token[1] is Error
        if errors > MOST_ERRORS:
            raise UnreadableError(f"the lexer of {lexer} cannot read it")
        if number % _LOOKS_AT_THE_CLOCK == 0 and patience.is_over():
            raise UnreadableError(f"the lexer of {lexer} takes too long for it")
        yield token


class _Patience:
    """Is over when a thread has had so many seconds of CPU time, looked at only when as many have gone by: that clock is slow."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next_look = perf_counter() + seconds
        self._started: float | None = None

    def is_over(self) -> bool:
        """Return whether the time is up."""
        if perf_counter() < self._next_look:
            return False
        if self._started is None:
            self._started = thread_time()
        self._next_look = perf_counter() + self._seconds / 4
        return thread_time() - self._started > self._seconds


def _without_open_ends(text: str) -> str:
    """Return ``text``, as long as it was, with comments that open and never close no longer opened.

    Lexers look for the end of such a comment from every opening, which takes quadratic time.

    >>> _without_open_ends("/* a */ b /* c /* d")
    '/* a */ b /  c /  d'
    """
    for opening, closing in _BLOCKS:
        last = text.rfind(closing)
        behind = last + len(closing) if last >= 0 else 0
        if text.find(opening, behind) >= 0:
            harmless = opening[0] + " " * (len(opening) - 1)
            text = text[:behind] + text[behind:].replace(opening, harmless)
    return text


def _is_comment(text: str, start: int, end: int, lexer: str) -> bool:
    """Return whether a comment begins with the sign of one.

    ``//`` is none in the middle of an address or of a word, nor in the text of an element of JSX, nor is ``;`` within a value of settings.
    """
    if not _SIGN.match(text, start, end):
        return False
    if text.startswith("//", start):
        is_in_element = text[start - 1 : start] == ">" and text.find("</", start, end) >= 0
        return not is_in_element and _BEFORE_LINE_COMMENT.search(text, max(0, start - 1), start) is not None
    return lexer != "ini" or start == 0 or text[start - 1].isspace()


@cache
def _lexer(name: str) -> Any:
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(name, stripnl=False, ensurenl=False)
