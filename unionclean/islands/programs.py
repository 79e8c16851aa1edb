"""Lines of a program whose names are Chinese: ``def 说话(内容, 次数):``, told from prose by their grammar.

A statement is known by its first word and by reading as one to its end: names, numbers and strings with operators between them.
Prose has two words in a row.  A line beside a statement needs no first word: ``打印(内容)`` is a call there, and prose elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.masking import Span
from unionclean.patterns import lazy

HINTS = (
    "def ", "class ", "if ", "if(", "elif ", "for ", "for(", "while ", "while(", "return ", "import ", "function ", "let ", "const ",
    "var ", "print(", "with ", "except ", "raise ", "throw ", "case ", "lambda ",
)  # fmt: skip

_NAME = f"[A-Za-z_$@{HAN}][0-9A-Za-z_$.{HAN}]*"
_HEAD = (
    f"(?:async |export |public |private |static |final )*(?:(?:def|function|func|fn) {_NAME} ?\\([^()\n]{{0,200}}\\)(?: ?-> ?[^\n:：{{]{{1,40}})? ?[:{{]"
    f"|class {_NAME}(?: ?\\([^()\n]{{0,80}}\\)| extends {_NAME})? ?[:{{])"
)
"""The head of a function or a class."""
_STATEMENT = lazy(
    "[ \t]*(?:>>> |\\.\\.\\. )?(?P<statement>(?P<word>return|yield|raise|throw|del|assert|if|elif|else if|while|for|with|except|case|let|const|var"
    "|from|import|print(?=\\())(?![0-9A-Za-z_$]))"
)
_LINE = lazy("[^\n]+")
_HEAD_LINE = lazy(f"[ \t]*(?:>>> )?{_HEAD}[ \t]*(?:(?=#|//)|(?:pass|\\.\\.\\.|return\\b[^\n]*|[^\n]*\\}})?\\Z)")
_TOKEN = lazy(
    "[ \t]*(?:(?P<comment>(?:#|//).*)"
    "|(?P<operand>[fFrRbBuU]{0,2}(?:\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*')"
    f"|[-+]?[0-9][0-9A-Za-z_.]*|[A-Za-z_$@{HAN}][0-9A-Za-z_$.{HAN}]*)"
    "|(?P<open>[(\\[{])|(?P<close>[)\\]}])|[-+*/%<>=!&|^~?:,.;]{1,3})"
)
_WORD_OPERATORS = frozenset(
    ("and", "or", "not", "in", "is", "if", "else", "for", "as", "await", "new", "lambda", "import", "of", "async")
)
_LONGEST_NAME = 8
"""Han characters of a name; a longer one is a clause."""
_HAN = lazy(f"[{HAN}]")
_COMPARES = lazy("[=!<>]=|[<>]| (?:in|is|not|and|or|of) ")
_CONDITIONAL = frozenset(("if", "elif", "else if", "while", "for", "case", "with", "except"))
_BLOCK_BEGINS = lazy("[:{})]\\s*(?:(?:#|//).*)?\\Z|:\\s*[^\\s:]")
_OF_PROGRAM = lazy("[A-Za-z_$]\\w*(?:\\.\\w+)*[(\\[]|[\"'\\]}]|self\\.|[-+*/%]=|\\*\\*", re.ASCII)
"""What an assignment of a formula does not have."""
_ASSIGNED = lazy(f"[ \t]*{_NAME}(?:\\[[^\\[\\]\n]{{1,40}}\\])?(?:, ?{_NAME})*(?:: ?{_NAME})? ?[-+*/]?=(?!=)")
_CALLED = lazy(f"[ \t]*{_NAME}\\(")
_BARE_COMMA = lazy(",(?! )|:")
_LONGEST_LINE = 400


def find_program_lines(text: str) -> Iterator[Span]:
    """Yield lines that are statements of a program, and those beside them that read as one, without their comments.

    >>> text = 'def 说话(内容, 次数):\\n    打印(内容)\\n打印(内容)后,再看\\nif 语句: 判断\\nreturn "你好,%s!" % name'
    >>> [text[start:end].strip() for start, end in find_program_lines(text)]
    ['def 说话(内容, 次数):', '打印(内容)', 'return "你好,%s!" % name']
    """
    waiting: list[Span] = []  # lines before this one that are code if it is
    beside = False
    for found in _LINE.finditer(text):
        start, line = found.start(), found[0]
        if len(line) > _LONGEST_LINE or text[start - 2 : start] == "\n\n":
            waiting, beside = [], False
        end = _statement_end(line)
        if end >= 0:
            yield from waiting
            yield start, start + end
            waiting, beside = [], True
            continue
        end = _end_beside(line)
        if end < 0:
            waiting, beside = [], False
        elif beside:
            yield start, start + end
        else:
            waiting.append((start, start + end))


def _statement_end(line: str) -> int:
    """Return where the code of a statement ends that ``line`` is, whatever stands beside it; -1 if it is none.

    >>> lines = ("if 甲 == 乙: 返回(丙, 丁)", "return 甲, 乙  # 两个", "print(结果)", "for 循环: 重复", "return 语句,返回结果")
    >>> [_statement_end(line) for line in lines]
    [19, 11, 9, -1, -1]
    """
    if len(line) > _LONGEST_LINE:
        return -1
    if head := _HEAD_LINE.match(line):
        return head.end()
    begins = _STATEMENT.match(line)
    if begins is None:
        return _code_end(line, 0) if _ASSIGNED.match(line) and _OF_PROGRAM.search(line) else -1
    if begins["word"] in _CONDITIONAL:
        return _code_end(line, begins.end()) if _COMPARES.search(line) and _BLOCK_BEGINS.search(line) else -1
    if begins["word"] == "print":
        return _code_end(line, begins.start("statement"))
    end = _code_end(line, begins.end())
    return end if end >= 0 and _is_set_as_code(line, begins.end(), end) else -1


def _is_set_as_code(line: str, start: int, end: int) -> bool:
    """Return whether more than bare names stand behind the word of a statement, or names with blanks behind their commas."""
    return bool(_OF_PROGRAM.search(line, start, end) or not _BARE_COMMA.search(line, start, end))


def _end_beside(line: str) -> int:
    """Return where the code of a call or an assignment ends, which is one beside a statement; -1 if ``line`` is none."""
    if len(line) > _LONGEST_LINE or not (_CALLED.match(line) or _ASSIGNED.match(line)):
        return -1
    return _code_end(line, 0)


def _code_end(line: str, position: int) -> int:
    """Return where the rest of ``line`` ends as code, before its comment; -1 if it is not operands with operators between them."""
    after_operand, depth = False, 0
    while position < len(line):
        token = _TOKEN.match(line, position)
        if token is None:
            return -1 if line[position:].strip() else position
        if token["comment"]:
            return position
        position = token.end()
        operand = token["operand"]
        if operand is None:
            after_operand = token["close"] is not None
            depth += (token["open"] is not None) - after_operand
        elif operand in _WORD_OPERATORS:
            after_operand = False
        elif after_operand or _is_clause(operand):
            return -1
        else:
            after_operand = True
    return position if depth <= 0 else -1


def _is_clause(operand: str) -> bool:
    return operand[-1] not in "\"'" and len(_HAN.findall(operand)) > _LONGEST_NAME
