"""LaTeX: the text that pylatexenc finds, in the body and in the arguments of commands that print it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexWalker,
    LatexWalkerError,
    get_default_latex_context_db,
)
from pylatexenc.macrospec import std_macro

from unionclean.documents.errors import UnreadableError
from unionclean.documents.spans import matches, subtract_spans
from unionclean.masking import Span, merge_spans
from unionclean.patterns import lazy
from unionclean.tex import ARGUMENTS, PRINTS_ITS_LAST, TITLES

_PROSE_ENVIRONMENTS = frozenset(
    [
        "document",
        "abstract",
        "itemize",
        "enumerate",
        "description",
        "quote",
        "quotation",
        "center",
        "flushleft",
        "flushright",
        "figure",
        "table",
        "frame",
        "block",
        "theorem",
        "lemma",
        "proof",
        "definition",
        "example",
        "remark",
        "minipage",
        "titlepage",
    ]
)

# Marks that mean something to TeX or to a package, and verbatim text that the parser may not know.
_CLOSED = lazy(r"-{2,}|[`'\"]+|[~&#^_$|<>=]|\\.|\.{3}")
_VERBATIM = lazy(
    r"\\begin\{(\w{0,20}(?:verbatim|Verbatim|lstlisting|minted|code|listing|comment|tikzpicture|shell|filecontents)\w{0,20}\*?)\}"
    r"|(?<=\\href\{)[^{}\s]{1,1000}|(?<=\\url\{)[^{}\s]{1,1000}"  # where % is no comment
    r"|\\(?:verb|lstinline|cs|cmd)\*?(?:\[[^\]\n]{0,200}\])?([^\sA-Za-z{*])[^\n]{0,500}?\2|(?<!\\)%[^\n]*"
)
_OPTION = lazy(r"^[ \t]*[A-Za-z][A-Za-z @-]{0,30}=[^\n]*,[ \t]*$", re.MULTILINE)
"""A key of a package or a class and its value, on a line of its own."""

_SEEN, _HIDDEN = lazy(r"[^\n]"), lazy("\x01+")
_END = lazy(r"\\end\{(\w{1,60}\*?)\}")


def read_latex(text: str) -> list[Span]:
    """Return the text of a LaTeX file: no mathematics, no names, no keys, no comments; of what is before the body, the title.

    >>> text = "\\\\section{甲,乙}见\\\\cite{甲,乙}和$x,y$,再说"
    >>> [text[start:end] for start, end in read_latex(text)]
    ['甲,乙', '见', '和', ',再说']
    """
    body = text.find("\\begin{document}")
    start = max(body, 0)
    hidden = _hide_verbatim(text)
    try:
        titles = _titles(_nodes_of(hidden[:start])) if _TITLE.search(hidden, 0, start) else []
        shown = ((start + a, start + b) for a, b in _text_of(_nodes_of(hidden[start:])))
        prose = merge_spans([*_text_of(titles), *shown])
    except LatexWalkerError:
        return []
    except RecursionError:
        raise UnreadableError(_TOO_DEEP) from None
    closed = [match.span() for pattern in (_HIDDEN, _OPTION) for match in pattern.finditer(hidden)]
    return subtract_spans(prose, [*closed, *matches(_CLOSED, text, prose)])


_TITLE = lazy(r"\\(?:sub)?title\b")


_TOO_DEEP = "its braces or brackets nest too deep, or too many of them are never closed"
_FREE_TOKENS, _TOKENS_A_CHARACTER = 4_000, 4
"""A file is read in one and a half tokens a character at most.  Behind an argument that is never closed the parser reads on twice, and so on inside it."""


class _BoundedWalker(LatexWalker):  # type: ignore[misc]
    """A parser that gives up once it reads the same again and again."""

    def __init__(self, text: str, **options: Any) -> None:
        super().__init__(text, **options)
        self._left = _FREE_TOKENS + _TOKENS_A_CHARACTER * len(text)

    def get_token(self, *arguments: Any, **options: Any) -> Any:
        """Return the next token; raise :class:`UnreadableError` once too many were asked for."""
        self._left -= 1
        if self._left < 0:
            raise UnreadableError(_TOO_DEEP)
        return super().get_token(*arguments, **options)


def _nodes_of(text: str) -> Sequence[Any]:
    nodes, _, _ = _BoundedWalker(text, latex_context=_context(), tolerant_parsing=True).get_latex_nodes()
    return nodes  # type: ignore[no-any-return]


@cache
def _context() -> Any:
    """Return what the parser knows of commands, ours among them."""
    context = get_default_latex_context_db()
    ours = [std_macro(name, arguments) for name, arguments in ARGUMENTS.items()]
    context.add_context_category("unionclean", macros=ours, prepend=True)
    return context


def _titles(preamble: Sequence[Any]) -> list[Any]:
    """Return the commands of the title page; right behind a command without arguments (``\\def\\title``) stands a name."""
    commands = [node for node in preamble if isinstance(node, LatexMacroNode)]
    ends = {node.pos + node.len for node in commands if not node.nodeargd.argnlist}
    return [node for node in commands if node.macroname in TITLES and node.pos not in ends]


def _hide_verbatim(text: str) -> str:
    """Return ``text``, as long as it was, with U+0001 for comments and for what is set as it stands.

    >>> _hide_verbatim("\\\\verb|甲|乙%丙").count("\\x01")
    10
    """
    ends = defaultdict(list)
    for end in _END.finditer(text):
        ends[end[1]].append(end.end())
    pieces: list[str] = []
    position = 0
    while match := _VERBATIM.search(text, position):
        pieces.append(text[position : match.start()])
        position, stop = match.end(), match.end()
        if match[1]:
            after = ends[match[1]]
            number = bisect_right(after, match.end())
            stop = after[number] if number < len(after) else match.start()
        pieces.append(_SEEN.sub("\x01", text[match.start() : stop]) or match[0])
        position = max(position, stop)
    return "".join([*pieces, text[position:]])


def _text_of(found: Sequence[Any]) -> Iterator[Span]:
    previous: Any = None
    for node in found:
        if isinstance(node, LatexCharsNode):
            yield node.pos, node.pos + node.len
        elif isinstance(node, LatexEnvironmentNode):
            if node.environmentname.rstrip("*") in _PROSE_ENVIRONMENTS:
                yield from _text_of(node.nodelist)
        elif isinstance(node, LatexMacroNode):
            if node.macroname in PRINTS_ITS_LAST and node.nodeargd:
                arguments = [argument for argument in node.nodeargd.argnlist or () if argument is not None]
                yield from _text_of([*arguments[-1:]] if arguments else [])
        elif isinstance(node, LatexGroupNode):
            if _is_unknown_command(previous):
                continue  # one of its arguments, and so may be the next one
            yield from _text_of(node.nodelist)
        previous = node


def _is_unknown_command(node: Any) -> bool:
    """Return whether what stands in braces behind ``node`` may be anything."""
    return isinstance(node, LatexMacroNode) and node.macroname not in PRINTS_ITS_LAST
