"""Whole lines that are no prose: drawn tables and formulas, lines of JSON, lines of code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.lines import find_lines_with
from unionclean.masking import CLOSED, Span
from unionclean.patterns import lazy

_LEFT_EDGES, _RIGHT_EDGES = "│┃├┌└╔╚║╠", "│┃┤┐┘╗╝║╣"
BOX_EDGES = tuple(sorted({*_LEFT_EDGES, *_RIGHT_EDGES}))
"""What a drawn line begins or ends with."""
_DRAWN = lazy(f"[{''.join(BOX_EDGES)}]|────|━━━━")
_FRACTION = lazy("[)）\\]×÷＝=＋+－│√][ \u3000]*(?:────|━━━━)|(?:(?<!─)─{4,}|(?<!━)━{4,})[ \u3000]*[(（×÷＝=＋+－│]")
"""A rule beside a sign of a formula."""
_INNER_EDGE, _FILLED = lazy("[│┃]"), lazy("[ \u3000][│┃]|[│┃][ \u3000]")
"""A line between columns, and a blank that fills one of these."""
_BLANKS = " \t\u3000"

_DOUBLE_QUOTE, _ANY_QUOTE = lazy('"'), lazy("[\"']")
_STRING = lazy('"(?:[^"\\\\]|\\\\.)*("?)')
_SCALAR = lazy("true|false|null|[-+0-9.eE\\s]+|[\\[\\]{}:,;]+")
_OPTION = f"{CLOSED}{{1,40}}[ \\t]+"
"""The name of an option in reStructuredText, which may take a row: :header: "甲", "乙"."""
_DATA_STARTS = lazy(f'\\s*(?:{_OPTION}|[\\[{{,\\]}}]+\\s*)?"')
_LITERAL = lazy("\"[^\"]*\"|'[^']*'|(?<![!-~])(?:#|//).*")
_ASSIGNMENT = lazy(f"\\s*[{HAN}0-9A-Za-z_.-]{{1,24}} ?= ?(?:\"[^\"]*\"|'[^']*'|\\[[\"'][^\\[\\]]*\\])[,;]?\\s*")
_CODE = lazy(f"[0-9A-Za-z_\\]){CLOSED}] ?(?:==?|[+:]=) ?|[A-Za-z_][0-9]{{0,4}}[(\\[]|[;{{]\\Z|\\}};?\\Z")
_STRING_OR_WORD = "(?:\"[^\"\n]*\"|'[^'\n]*'|[-+]?[0-9.]+|[A-Za-z_][0-9A-Za-z_.]*)"
_TUPLES = lazy(f"\\s*(?:\\((?=[^)]*[\"']){_STRING_OR_WORD}(?:, ?{_STRING_OR_WORD})+,? ?\\)[,;]?\\s*)+")
_VALUE = "(?:\"[^\"\n]*\"|'[^'\n]*'|[-+]?[0-9.]+)"
_ENTRIES = lazy(
    f"\\s*\\{{?(?:(?:{_VALUE}|[a-z_$][0-9A-Za-z_$.-]*) ?: ?{_VALUE}(?:,[ \t]*|(?=\\s*(?:\\}}|\\Z))))+\\}}?,?\\s*"
)
"""Entries of a dict or an object: 5: '五', 6: '六', or label: '率(%)'.  A: "好" is said by somebody."""
_ENTRY_OF_LIST = lazy(f"\\s*(?:\"[^\"\n]*\"|'[^'\n]*') ?: ?{CLOSED}{{2,400}},\\s*")
"""An entry whose value is a list: '甲': ['乙', '丙'],"""
_COMMAND = lazy(
    "\\s*(?:[$#%>] )?(?:sudo )?(?:alias|awk|cat|cp|curl|echo|export|find|git|grep|mkdir|mv|perl|printf|python3?|sed|ssh|tar)"
    "(?= [^\\n]*[\"'])"
)
_A_STRING = "\x01"
_PREFIXED = lazy("(?<![0-9A-Za-z_])[rfbRFB]{1,2}(?=[\"'])")
_STATEMENT_BEGINS = lazy(f"(?:return|yield|raise|throw) [^\\n]|VALUES ?\\(|[({{\\[] ?{_A_STRING} ?,")
"""What a statement begins with: return '甲', ['甲',"""
_ENTRY_BEGINS = lazy(f"(?:{_A_STRING}|[A-Za-z_$][0-9A-Za-z_$.]{{0,60}}) {{0,20}}: {{0,20}}[^ :]")
_MEMBER = lazy(f"{_A_STRING} ?: ?[A-Za-z_$][0-9A-Za-z_$]{{0,60}}(?:\\.[0-9A-Za-z_$]{{1,60}}){{1,9}},?")
"""An entry whose value is a member of an object: '甲': this.total"""
_HEAD = lazy("(?:for [0-9A-Za-z_, ]{1,60} in|if|elif|while|with|case) [^\\n]")
"""What the head of a block begins with, which a colon ends: for key in ('甲', '乙'):"""
_OPERATED = (
    *(f"{before}=>" for before in ("\x01", "\x01 ")), "=>\x01", "=> \x01", "? \x01 : ", "|| \x01", "?? \x01",
)  # fmt: skip
"""Strings beside the arrow of PHP and Ruby, and beside operators that prose does not have."""
_DECLARATION = lazy("^[ \\t]*(?:export )?(?:const|let|var) [0-9A-Za-z_$]{1,60} = [^\\n]*[;{(\\[]$", re.MULTILINE)
_FLOW_LIST = lazy(
    f"^[ \t]*(?:- )?(?:[A-Za-z_][0-9A-Za-z_.-]*: \\[[^\\[\\]\n]*\\]|[{HAN}]{{2,8}}: \\[[^\\[\\],\n]*, ?[^\\[\\]\n]*\\]),?[ \t]*$",
    re.MULTILINE,
)
SQL_HINTS = ("CREATE ", "INSERT ", "SELECT ", "UPDATE ", "ALTER ", "DELETE ", " COMMENT ", " comment ")
_STATEMENT = lazy(
    "^[ \t]{0,40}(?:CREATE (?:[A-Z]+ ){0,3}(?:TABLE|VIEW|INDEX|DATABASE)|INSERT INTO|ALTER TABLE|DELETE FROM"
    "|SELECT [^\n]{1,200} FROM|UPDATE [^\n]{1,80} SET) [^\n]{0,400}[;(),][ \t]*$"
    "|^[^\n]{1,80} (?i:(?:tiny|small|big)?int|(?:var)?char|text|date|datetime|timestamp|decimal|double|float)[( ][^\n]{0,200}(?:COMMENT|comment) '[^'\n]*'[,;)]*[ \t]*$",
    re.MULTILINE,
)
LEVELS = ("TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "ERROR", "FATAL", "CRITICAL")
LOG_HINTS = (*LEVELS, " HTTP/")
_LOGGED = lazy(
    "^(?=[^\n]{0,24}[0-9]{2}:[0-9]{2}:[0-9]{2}(?![0-9]))"
    f"[^\n]{{0,80}}?(?<![A-Za-z])(?:{'|'.join(LEVELS)}|WARNING)(?![A-Za-z])[^\n]*$"
    '|^[^\n"]{0,120}"(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH) [^\n"]{1,2000} HTTP/[0-9.]+"[^\n]*$',
    re.MULTILINE,
)
_HAN = lazy(f"[{HAN}]")


def find_drawn_lines(text: str) -> Iterator[Span]:
    """Yield rows of tables and lines of fractions drawn with box characters: a wider mark would break the columns.

    >>> list(find_drawn_lines("│ (一) │由幫浦,水 │\\n甲,乙"))
    [(0, 14)]
    """
    for start, end in find_lines_with(_DRAWN, text):
        drawn = text[start:end].strip(_BLANKS)
        if drawn[0] in _LEFT_EDGES or drawn[-1] in _RIGHT_EDGES or _FRACTION.search(drawn) or _has_columns(drawn):
            yield start, end


def _has_columns(line: str) -> bool:
    """Return whether lines stand between three columns or more, one of which is filled up."""
    return _FILLED.search(line) is not None and len(_INNER_EDGE.findall(line)) > 1


def find_quoted_lines(text: str) -> Iterator[Span]:
    """Yield lines of JSON and the like: nothing but strings, numbers and the marks between them.

    >>> list(find_quoted_lines('"姓名": "张三",\\n"甲"'))
    [(0, 11)]
    """
    for start, end in find_lines_with(_DOUBLE_QUOTE, text):
        line = text[start:end]
        if starts := _DATA_STARTS.match(line):
            rest = _STRING.sub(lambda string: "" if string[1] else "unclosed", line[starts.end() - 1 :])
            if rest.strip(' \t"') and not _SCALAR.sub("", rest):
                yield start, end


def find_code_lines(text: str) -> Iterator[Span]:
    """Yield lines of code: all their Han is in strings and comments, and what is left has the signs of code.

    >>> list(find_code_lines('name = "张三,李四"  # 人名\\n他说"好"'))
    [(0, 20)]
    """
    for start, end in find_lines_with(_ANY_QUOTE, text):
        if _is_code(text[start:end]):
            yield start, end


def _is_code(line: str) -> bool:
    if (
        _TUPLES.fullmatch(line)
        or _ENTRIES.fullmatch(line)
        or _ENTRY_OF_LIST.fullmatch(line)
        or _ASSIGNMENT.fullmatch(line)
    ):
        return True
    if _is_fragment(line):
        return True
    is_command = _COMMAND.match(line) is not None
    if not is_command and not _CODE.search(line):
        return False
    code = _LITERAL.sub("", line)
    return not _HAN.search(code) and (is_command or _CODE.search(code.strip()) is not None)


def _is_fragment(line: str) -> bool:
    """Return whether ``line`` is a part of a statement of which all Han is in strings: ``("甲", b[0]),``, ``'a' => '甲'``, ``f"甲,乙"``.

    Prose has neither the comma at the end of an entry or a row nor a letter before a quote.
    """
    bare = line.strip()
    prefixed = _PREFIXED.sub("", bare)
    code = _LITERAL.sub(_A_STRING, prefixed)
    if _A_STRING not in code or _HAN.search(code):
        return False
    if any(signs in code for signs in _OPERATED) or _STATEMENT_BEGINS.match(code) or _MEMBER.fullmatch(code):
        return True
    if prefixed != bare and code.rstrip(",)") == _A_STRING:
        return True
    if not code.endswith(","):
        return code.endswith(":") and _HEAD.match(code) is not None
    is_row = code[0] in "({[" and code[-2] in ")}]"
    return is_row or not code.strip(f"{_A_STRING}, ") or _ENTRY_BEGINS.match(code) is not None


def find_declarations(text: str) -> Iterator[Span]:
    """Yield lines that declare a variable of JavaScript, whatever stands in them: regular expressions have Han of their own.

    >>> list(find_declarations("const m = s.match(/省份：(.+?)/);\\nlet 是关键字;"))
    [(0, 30)]
    """
    return (match.span() for match in _DECLARATION.finditer(text))


def find_flow_lists(text: str) -> Iterator[Span]:
    """Yield lines of YAML that give a key a list (YAML 1.2, 7.4); one of Han has two characters and a list of two items.

    >>> list(find_flow_lists("list: [甲, 乙]\\n标签: [甲, 乙]\\n见: [甲, 乙]"))
    [(0, 12), (13, 23)]
    """
    return (match.span() for match in _FLOW_LIST.finditer(text))


def find_statements(text: str) -> Iterator[Span]:
    """Yield lines that are statements of SQL or columns of a table with a comment.

    >>> list(find_statements("INSERT INTO 表 VALUES ('甲,乙');\\nSELECT 语句,不是代码"))
    [(0, 29)]
    """
    return (match.span() for match in _STATEMENT.finditer(text))


def find_logged_lines(text: str) -> Iterator[Span]:
    """Yield lines of a log: a time and the level of what is told, or a request in quotes, as servers write them.

    >>> list(find_logged_lines("2023-04-10 08:20:15 [DEBUG] 派单成功, 司机: 张三\\n08:20:15 成功, INFORMATION"))
    [(0, 40)]
    """
    return (match.span() for match in _LOGGED.finditer(text))
