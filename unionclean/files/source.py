"""Source code: only its comments are prose.

``fix`` must never change what a program does.  In files of the languages below it works on comments alone; strings, which a
program may compare or print, are code.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

# What is never closed reaches to the end of the line or file: then no search is begun twice, and time stays linear.
_STRING = r""""(?:\\[\s\S]|[^"\\\n])*(?:"|\\?\Z|(?=\n))|'(?:\\[\s\S]|[^'\\\n])*(?:'|\\?\Z|(?=\n))"""


class _Language(NamedTuple):
    line: str  # what begins a comment that ends with its line, as a pattern
    block: tuple[str, str] | None = None
    string: str = _STRING


_LONG_STRING = r"'{3}(?:\\[\s\S]|[^\\])*?(?:'{3}|\\?\Z)|\"{3}(?:\\[\s\S]|[^\\])*?(?:\"{3}|\\?\Z)|"
_TEMPLATE = r"`(?:\\[\s\S]|[^`\\])*(?:`|\\?\Z)|"

_C = _Language(r"//", (r"/\*", r"\*/"), _TEMPLATE + _STRING)
_PYTHON = _Language(r"\#", None, _LONG_STRING + _STRING)
_HASH = _Language(r"(?<!\S)\#")
_SQL = _Language(r"--", (r"/\*", r"\*/"), r"'[^']*(?:'|\Z)|\"[^\"]*(?:\"|\Z)")

_SUFFIXES = {
    ".py .pyi .pyx": _PYTHON,
    ".c .h .cc .cpp .hpp .cs .java .js .jsx .mjs .ts .tsx .go .kt .swift .scala .dart .php .proto": _C,
    ".rs": _Language(r"//", (r"/\*", r"\*/"), r'"(?:\\[\s\S]|[^"\\])*(?:"|\\?\Z)'),  # ' also begins a lifetime
    ".css": _Language(r"(?!)", (r"/\*", r"\*/")),
    ".scss .less": _C,
    ".sh .bash .zsh .rb .pl .r .yaml .yml .toml .cmake .mk .dockerfile": _HASH,
    ".sql .lua .hs": _SQL,
}
_BY_SUFFIX = {suffix: language for suffixes, language in _SUFFIXES.items() for suffix in suffixes.split()}

DATA = frozenset({".csv", ".tsv", ".json", ".xml", ".svg", ".po", ".ini", ".cfg", ".lock", ".ipynb", ".html", ".htm"})
"""Text whose punctuation is syntax, or may be: ``fix`` leaves it alone unless the steps were chosen by the user."""


def is_code(path: Path) -> bool:
    """Return whether only the comments of ``path`` are prose.

    >>> is_code(Path("a.py")), is_code(Path("a.md"))
    (True, False)
    """
    return path.suffix.lower() in _BY_SUFFIX


def code_spans(path: Path, text: str) -> list[tuple[int, int]]:
    """Return the spans of a source file that are not comments, and so are to stay as they are.

    >>> code_spans(Path("a.py"), 's = "# 甲,乙"  # 丙,丁')
    [(0, 13), (18, 18)]
    """
    pattern = _pattern(_BY_SUFFIX[path.suffix.lower()])
    spans = []
    position = 0
    for match in pattern.finditer(text):
        if match.lastgroup == "comment":
            spans.append((position, match.start("comment")))
            position = match.end("comment")
    return [*spans, (position, len(text))]


@cache
def _pattern(language: _Language) -> re.Pattern[str]:
    block = rf"|{language.block[0]}[\s\S]*?(?:{language.block[1]}|\Z)" if language.block else ""
    return re.compile(rf"{language.string}|(?P<comment>(?:{language.line})[^\n]*{block})")
