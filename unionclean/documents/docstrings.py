"""The documentation strings of Python, as Python's own parser sees them, and the lists of parameters in them."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from itertools import accumulate

from unionclean.masking import Span
from unionclean.patterns import lazy

_PLAIN = lazy(r"[rRuU]?(\"\"\"|'''|\"|')")

_HEADER = lazy(
    r"(?:(?:keyword )?arg(?:ument)?s|param(?:eter)?s|returns?|raises|yields|attributes|参数|参数说明|返回|返回值|异常|属性)[ \t]*[:：]?",
    re.I,
)
_ENTRY = lazy(r"\*{0,2}[A-Za-z_]\w*[ \t]*(?:(?P<type>\([^()\n]*\))[ \t]*[:：][ \t]*|[:：][ \t]*(?=\S))")


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
    for node in _statements(tree):
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


def _statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield a module and all that holds statements in it: no expression has documentation."""
    nodes: list[ast.AST] = [tree]
    while nodes:
        node = nodes.pop()
        yield node
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            found = getattr(node, name, None)
            nodes += found if isinstance(found, list) else ()


def _is_one_string(source: str) -> bool:
    """Return whether ``source`` is a single literal and not several that Python joins."""
    opening = _PLAIN.match(source)
    return opening is not None and source.find(opening[1], opening.end()) == len(source) - len(opening[1])


def parameters(contents: Sequence[str], indents: Sequence[int]) -> dict[int, int]:
    """Return the lines of lists of parameters, and where in each its description begins.

    A list is one if a heading says so, or the type of one of its entries; rows of keys and values without are examples.

    >>> parameters(["甲", "Args:", "a: 乙", "丙", "b (str): 丁"], [4, 4, 8, 12, 8]), parameters(["a: 甲", "b: 乙"], [4, 4])
    ({2: 3, 4: 9}, {})
    """
    found: dict[int, int] = {}
    for entries in _lists(contents, indents):
        before = next((line for line in reversed(contents[: min(entries)]) if line.strip()), "")
        if _HEADER.fullmatch(before.strip()) or any(entry["type"] for entry in entries.values()):
            found.update({number: entry.end() for number, entry in entries.items()})
    return found


_SECTION = lazy("[^\\s:：，。；！？,;!?]{1,8}[ ]?:")


def heads_section(contents: Sequence[str], indents: Sequence[int], number: int) -> bool:
    """Return whether a line is the heading of lines that are set in deeper, as programs read them that make pages of documentation.

    >>> heads_section(["甲", "参数:", "乙: 丙"], [4, 4, 8], 1), heads_section(["参数:", "乙"], [4, 4], 0)
    (True, False)
    """
    below = next((later for later in range(number + 1, len(contents)) if contents[later].strip()), number)
    return indents[below] > indents[number] and _SECTION.fullmatch(contents[number].strip()) is not None


def _lists(contents: Sequence[str], indents: Sequence[int]) -> Iterator[dict[int, re.Match[str]]]:
    """Yield runs of entries set in alike, each entry by the number of its line; what is set in deeper goes on with one."""
    entries: dict[int, re.Match[str]] = {}
    indent = 0
    for number, content in enumerate(contents):
        if not content.strip() or (entries and indents[number] > indent):
            continue
        entry = _ENTRY.match(content)
        if entries and (entry is None or indents[number] < indent):
            yield entries
            entries = {}
        if entry:
            entries[number], indent = entry, indents[number]
    if entries:
        yield entries
