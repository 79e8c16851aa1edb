"""Where the comments of a program may be, told by one pattern: most programs need no lexer to say that nothing in them changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.masking import Span
from unionclean.patterns import lazy

_DOUBLE, _SINGLE, _BACKTICK = r'"(?:[^"\\\n]|\\.)*"', r"'(?:[^'\\\n]|\\.)*'", r"`[^`]*`"
_CHARACTER = r"'(?:[^'\\\n]|\\[^\n]{1,8}?)'"  # of Rust, whose lifetimes have one quote: &'a str
_ESCAPED = r"\\[^\n]"  # or a line of them is read to its end from each
_SLASHES, _STARS = r"(?P<comment>//[^\n]*|/\*[\s\S]*?(?:\*/|\Z))", r"/\*[\s\S]*?(?:\*/|\Z)"
_TRIPLE = r"""(?P<comment>\"{3}[\s\S]*?(?:(?<!\\)\"{3}|\Z)|'{3}[\s\S]*?(?:(?<!\\)'{3}|\Z)|\#[^\n]*)"""


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return lazy("|".join([*alternatives, _ESCAPED]))


_C = _pattern(_DOUBLE, _SINGLE, _SLASHES)
_GO = _pattern(_DOUBLE, _SINGLE, _BACKTICK, _SLASHES)
_HASH = _pattern(r"(?P<comment>(?<!\S)#[^\n]*)", _DOUBLE, _SINGLE)
_PATTERNS = {
    **dict.fromkeys(("c", "cpp", "csharp", "cuda", "java", "kotlin", "objective-c", "protobuf", "scala"), _C),
    **dict.fromkeys(("go", "javascript", "jsx", "typescript", "tsx"), _GO),
    **dict.fromkeys(("yaml", "toml"), _HASH),
    "php": _pattern(_DOUBLE, _SINGLE, rf"{_SLASHES[:-1]}|\#[^\n]*)"),
    "rust": _pattern(_DOUBLE, _CHARACTER, _SLASHES),
    "vue": _pattern(rf"(?P<comment><!--[\s\S]*?(?:-->|\Z)|//[^\n]*|{_STARS})", _DOUBLE, _SINGLE, _BACKTICK),
    "lua": _pattern(_DOUBLE, _SINGLE, r"(?P<comment>--\[(=*)\[[\s\S]*?(?:\]\2\]|\Z)|--[^\n]*)"),
    "sql": _pattern(rf"(?P<comment>--[^\n]*|{_STARS})", r"'(?:[^'\\\n]|\\.|'')*'", _DOUBLE),
    "python": _pattern(_TRIPLE, _DOUBLE, _SINGLE),
}
"""Strings and comments of a language, by its lexer.  A string ends with its line, so that one quote too many hides a line and no more."""

_NESTED = lazy(r"\$\{[^{}`]*`")
"""A template in a template: what is code and what is string cannot be told by a pattern."""


def comment_candidates(text: str, lexer: str) -> list[Span] | None:
    """Return what may be a comment or documentation in a program; ``None`` if no pattern can tell.

    >>> text = 's = "# 甲"  # 乙'
    >>> [text[start:end] for start, end in comment_candidates(text, "python")]
    ['# 乙']
    """
    pattern = _PATTERNS.get(lexer)
    if pattern is None or (_BACKTICK in pattern.pattern and "`" in text and _NESTED.search(text)):
        return None
    return list(_found(text, pattern, documented=lexer == "python"))


def _found(text: str, pattern: re.Pattern[str], documented: bool) -> Iterator[Span]:
    for match in pattern.finditer(text):
        if match["comment"] is not None or (documented and _stands_alone(text, match.start())):
            yield match.span()


def _stands_alone(text: str, start: int) -> bool:
    """Return whether a string begins its line, as documentation in one pair of quotes does."""
    return not text[text.rfind("\n", 0, start) + 1 : start].strip("rRuU \t")
