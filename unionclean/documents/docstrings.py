"""The documentation strings of Python, as Python's own parser sees them."""

from __future__ import annotations

import ast
import re
import warnings
from itertools import accumulate

from unionclean.masking import Span

_PLAIN = re.compile(r"[rRuU]?(\"\"\"|'''|\"|')")


def docstrings(text: str) -> list[Span]:
    """Return the documentation strings of modules, classes and functions, quotes included; none if ``text`` is no Python 3.

    >>> text = 'def f():\\n    \"\"\"甲,乙\"\"\"\\n    g(\"\"\"丙,丁\"\"\")\\n'
    >>> [text[start:end] for start, end in docstrings(text)]
    ['\"\"\"甲,乙\"\"\"']
    """
    if '"""' not in text and "'''" not in text and "def " not in text and "class " not in text:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    lines = re.split(r"(?<=\n)", text)
    starts = [0, *accumulate(map(len, lines))]

    def offset(line: int, column: int) -> int:
        row = lines[line - 1]
        return starts[line - 1] + (column if row.isascii() else len(row.encode()[:column].decode()))

    spans = []
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) or not node.body:
            continue
        first = node.body[0]
        if not isinstance(first, ast.Expr) or not isinstance(first.value, ast.Constant):
            continue
        value = first.value
        if isinstance(value.value, str) and value.end_lineno and value.end_col_offset is not None:
            span = offset(value.lineno, value.col_offset), offset(value.end_lineno, value.end_col_offset)
            if _is_one_string(text[span[0] : span[1]]):
                spans.append(span)
    return sorted(spans)


def _is_one_string(source: str) -> bool:
    """Return whether ``source`` is a single literal and not several that Python joins."""
    opening = _PLAIN.match(source)
    return opening is not None and source.find(opening[1], opening.end()) == len(source) - len(opening[1])
