"""Formulas and commands of TeX, and formulas between dollar signs as Markdown writes them."""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.masking import Span
from unionclean.patterns import lazy
from unionclean.tex import PRINTS_ITS_LAST, PRINTS_ITS_SECOND

_DOLLARS = lazy("\\$+|\\\\[^\r\n]|[\r\n]")
_SIGN = lazy("[\\\\^_={}<>+|]")
_BRACED = lazy("\\{[^{}]*\\}")
_HAN = lazy(f"[{HAN}]")
_CALL = lazy("[A-Za-z]\\([^()$]{1,40}\\)")
_LONGEST = 4000
"""Characters of a displayed formula."""

_DELIMITED = lazy("(?<!\\\\)\\\\{1,2}[(\\[]")
_CLOSES = {"(": ")", "[": "]"}
_ENVIRONMENT = lazy(
    "\\\\begin\\{((?:equation|align|alignat|aligned|gather|gathered|multline|flalign|eqnarray|displaymath|math|split|cases|array"
    "|[pbvBV]?matrix|tabular|tabularx|longtable|tikzpicture|lstlisting|verbatim|Verbatim|minted|algorithm|algorithmic)\\*?)\\}"
)
_ARGUMENT = "(?:\\[[^\\[\\]\r\n]*\\]|\\{(?:[^{}\r\n]|\\{[^{}\r\n]*\\})*\\})"
_COMMAND = lazy(f"\\\\([A-Za-z@]+)\\*?(?:\\[[^\\[\\]\r\n]*\\])?(?={_ARGUMENT})")
_ONE_ARGUMENT, _ARGUMENTS = lazy(_ARGUMENT), lazy(f"{_ARGUMENT}+")
_VERBATIM = lazy(
    "\\\\(?:verb|lstinline)\\*?([|!+/@#])[^\n]*?\\1|\\\\\\{[^{}\\\\\n]{1,80}\\\\\\}"
    "|\\\\(?:left(?![a-z])[^\n]{1,120}?\\\\right\\\\?[^\\sa-zA-Z]|l(?P<kind>angle|floor|ceil|vert|Vert)(?![a-z])[^\n]{1,120}?\\\\r(?P=kind))"
)
"""Code in a line, between two equal signs; a set; what stands between large delimiters."""
_OPERATOR_CALL = lazy("\\\\([A-Za-z]{2,20})(?:\\{[^{}\n]{0,40}\\})?\\([^()\n。！？]{0,60}\\)")
_OF_PROSE = PRINTS_ITS_LAST | {"author", "date", "texttt", "heiti", "songti", "kaishu", "song", "hei", "kai"}


_SUM = "\\([^()\r\n]{1,20}[+−×*/-][^()\r\n]{1,20}\\)"
_TERM = f"(?:[0-9A-Za-z]{{1,8}}|[{HAN}]{{1,4}})"
_RATIO = lazy(f"{_SUM}:(?:{_SUM}|{_TERM})(?==[0-9])|(?<![0-9A-Za-z])[0-9A-Za-z]{{1,8}}:{_SUM}(?==[0-9])")


def find_ratios(text: str) -> Iterator[Span]:
    """Yield ratios with a sum in brackets.

    >>> text = "已知(a+b):b=3:2，(男+女):总=1:1，(一):甲=2"
    >>> [text[start:end] for start, end in find_ratios(text)]
    ['(a+b):b', '(男+女):总']
    """
    return (match.span() for match in _RATIO.finditer(text))


def find_inline(text: str) -> Iterator[Span]:
    """Yield formulas between single dollar signs; an amount of money and a variable of a shell are none.

    >>> text = "由$x=(\\\\text{甲};\\\\text{乙})$得$y$，花$5,他花$10，$HOME和$PATH"
    >>> [text[start:end] for start, end in find_inline(text)]
    ['$x=(\\\\text{甲};\\\\text{乙})$', '$y$']
    """
    opened = -1
    for sign in _DOLLARS.finditer(text):
        if sign[0] in "\r\n":
            opened = -1
        elif sign[0][0] == "\\":
            continue
        elif len(sign[0]) > 1:
            opened = -1
        elif opened >= 0 and _is_formula(text, opened, sign.start()):
            yield opened, sign.end()
            opened = -1
        else:
            opened = sign.start()


def _is_formula(text: str, opened: int, closed: int) -> bool:
    content, behind = text[opened + 1 : closed], text[closed + 1 : closed + 2]
    if not content or content[0].isspace() or content[-1].isspace() or (behind.isascii() and behind.isdigit()):
        return False
    if content.isascii():
        return True
    if behind.isascii() and (behind.isalpha() or behind == "_") and _HAN.search(_BRACED.sub("", content)):
        return False  # $a=1,则$b: two variables
    return _SIGN.search(content) is not None or _CALL.fullmatch(content) is not None


def find_display(text: str) -> Iterator[Span]:
    """Yield formulas between double dollar signs, over lines as well.

    >>> list(find_display("得\\n$$\\nx = \\\\text{甲,乙}\\n$$\\n完"))
    [(2, 22)]
    >>> list(find_display("花$$，又花$$"))
    []
    """
    opened = text.find("$$")
    while opened >= 0:
        closed = text.find("$$", opened + 2)
        if closed < 0:
            return
        content = text[opened + 2 : closed]
        if len(content) <= _LONGEST and (_SIGN.search(content) or (content.isascii() and content.strip())):
            yield opened, closed + 2
            opened = text.find("$$", closed + 2)
        else:
            opened = closed


def find_delimited(text: str) -> Iterator[Span]:
    r"""Yield formulas between ``\(`` and ``\)``, ``\[`` and ``\]`` on one line, with two backslashes where Markdown takes one away.

    >>> list(find_delimited("由\\(甲\\)得\\[x(甲)\\]，\\(乙"))
    [(1, 6), (7, 15)]
    """
    end = 0
    for sign in _DELIMITED.finditer(text):
        if sign.start() < end:
            continue
        line_end = text.find("\n", sign.end())
        limit = min(sign.end() + _LONGEST // 4, len(text) if line_end < 0 else line_end)
        closer = sign[0][:-1] + _CLOSES[sign[0][-1]]
        closed = text.find(closer, sign.end(), limit)
        if closed >= 0:
            end = closed + len(closer)
            yield sign.start(), end


def find_environments(text: str) -> Iterator[Span]:
    r"""Yield environments of TeX that hold formulas, tables or code.

    >>> list(find_environments("\\begin{align}\nx &= 甲,乙\n\\end{align}完"))
    [(0, 34)]
    """
    unclosed: set[str] = set()
    position = 0
    while begun := _ENVIRONMENT.search(text, position):
        position = begun.end()
        if begun[1] in unclosed:
            continue
        end = text.find(f"\\end{{{begun[1]}}}", position)
        if end < 0:
            unclosed.add(begun[1])
        else:
            position = end + len(begun[1]) + 6
            yield begun.start(), position


def find_commands(text: str) -> Iterator[Span]:
    r"""Yield commands of TeX with their arguments, code and sets; of commands whose last argument is prose, what is before it.

    >>> text = r"见\cite[甲]{乙,丙}，\section{一,二}，D:\甲和\{丁,戊\}，\href{甲,乙}{一,二}"
    >>> [text[start:end] for start, end in sorted(find_commands(text))]
    ['\\cite[甲]{乙,丙}', '\\section', '\\{丁,戊\\}', '\\href{甲,乙}']
    """
    yield from (verbatim.span() for verbatim in _VERBATIM.finditer(text))
    yield from (call.span() for call in _OPERATOR_CALL.finditer(text) if call[1] not in _OF_PROSE)
    position = 0
    while command := _COMMAND.search(text, position):
        position = command.end()
        if command[1] not in _OF_PROSE or command[1] in PRINTS_ITS_SECOND:
            arguments = (_ONE_ARGUMENT if command[1] in PRINTS_ITS_SECOND else _ARGUMENTS).match(text, position)
            position = arguments.end() if arguments else position
        yield command.start(), position
