"""Calls of functions: ``max(甲, 乙)``, told from a word with its gloss: ``GDP(国内生产总值)``; and where a statement ends."""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.masking import Span
from unionclean.patterns import lazy

_OPENER = lazy("\\((?<=[0-9A-Za-z_$].)")
_CALLEE = lazy("(?:(?<=[\"'\\])])\\.|(?<!\\\\))[A-Za-z_$@][0-9A-Za-z_$]*(?:(?:\\.|::|->)[A-Za-z_][0-9A-Za-z_]*)*\\Z")
_LONGEST_CALLEE, _LONGEST_CALL, _LONGEST_STATEMENT = 64, 240, 120
_INNER = lazy("\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*'|[()（）\r\n]")
_STRING = lazy("\"[^\"\n]*\"|'[^'\n]*'")

_SENTENCE = lazy(f"[。！？；：“”、，…]|[A-Za-z]+ [A-Za-z]+ [A-Za-z]+|[{HAN}]{{9}}")
_READING = lazy("[A-Za-z' ]*[\u00e0-\u01dc][A-Za-z' \u00e0-\u01dc]*")
"""Letters with tone marks: 长(cháng)."""
_EMPTY_STRING = '""'
_BETWEEN_STRINGS = lazy('[\\s,"=:\\[\\]{}0-9.]*')
_WORD = f"0-9A-Za-z{HAN}"
_SIGN_OF_CODE = lazy(
    f'[{_WORD}]_[{_WORD}]|[=!<>]=|[{_WORD}\\])] ?[=<>*/+] ?[{_WORD}"\'(\\[]|->|=>|::|\\[[^\\[\\]]*\\]|[0-9A-Za-z_]\\(|[\\\\|^]|" ?[+%] ?[{_WORD}(]'
)
_OR_PER = lazy("[^/ (),=]{1,8}/[^/ (),=]{1,8}")
"""A gloss with a slash: 元/吨, 是/否."""

_QUALIFIED = lazy("\\.[A-Za-z]|[A-Za-z].*(?:_|\\.|::|->)|_[A-Za-z]")
_DOMAIN = lazy("\\.(?:js|net|io|ai|com|cn|org|NET)\\Z")
_FUNCTION_NAME = lazy("(?:[a-z]+[A-Z][A-Za-z0-9]*|[a-z]{1,12}[0-9]?|[fghFGPE])\\Z")
_OF_TABLES = {
    "sum", "max", "min", "avg", "average", "count", "countif", "sumif", "if", "iif", "and", "or", "not", "abs",
    "round", "len", "left", "right", "mid", "concat",
}  # fmt: skip
_RECKONING = "abs|avg|cos|count|exp|float|int|len|ln|log|max|mean|min|range|round|sin|sqrt|std|str|sum|tan"
_IN_FORMULA = lazy(f"(?:(?<![^ \\t\"'“”‘’（(：:|])=[A-Z]{{2,12}}|(?:[=+*<>-] ?|/ |\\)/)(?:{_RECKONING}))\\Z")
"""A function of a spreadsheet, or one that is reckoned with: =VLOOKUP(姓名,表一!A:C,3), accuracy = 正确数 / len(样本)."""
_IS_RECKONED, _GOES_ON_AS_FORMULA = lazy(f"(?:{_RECKONING})\\Z"), lazy(" ?[-+*/=] ?[0-9A-Za-z(]")
_BUILT_IN = {
    "print": "打印输出", "printf": "打印输出格式", "println": "打印输出", "scanf": "输入读取", "input": "输入", "len": "长度", "list": "列表清单名单目录",
    "dict": "字典词典", "tuple": "元组", "str": "字符串", "int": "整数整型整形", "sorted": "排序", "enumerate": "枚举", "sizeof": "大小", "eval": "求值评估",
}  # fmt: skip
"""Functions of programming languages, and the characters that a gloss of their names begins with: print(打印) is no call."""
_OF_MATHEMATICS = {*"fghFGPE"}
_GOES_ON_AS_CODE = lazy(" ?(?:=|\\.[A-Za-z_]|\\{|->)")
_LONGEST_ITEM, _FEW_HAN = 6, 4
_HAN = lazy(f"[{HAN}]")
_SEMICOLON = lazy(";(?<=[)\\]\"'0-9A-Za-z_];)")
_NAME = "[A-Za-z_$][0-9A-Za-z_$]*"
_STATEMENT = lazy(
    f"(?:(?:(?<![0-9A-Za-z_$.])[a-z_$][0-9A-Za-z_$]*|{_NAME}\\.{_NAME}|new {_NAME})\\([ -~]*\\)"
    f"|{_NAME}\\.{_NAME} ?= ?[!-~][ -~]*|{_NAME} ?= ?(?:\"[^\"]*\"|'[^']*'|true|false|null|new [ -~]+))\\Z"
)
"""A call or an assignment without a Han character, as code has them and formulas hardly: run(), a.b = c, x = "y"."""


def find_statement_ends(text: str) -> Iterator[Span]:
    """Yield the semicolons that end a statement of a program which a sentence cites.

    >>> text = '用this.run();启动,a.src = "x.png";删掉,已知a=3;则GDP(2020);'
    >>> [text[start - 3 : end] for start, end in find_statement_ends(text)]
    ['n();', 'ng";']
    """
    for mark in _SEMICOLON.finditer(text):
        if _STATEMENT.search(text, max(0, mark.start() - _LONGEST_STATEMENT), mark.start()):
            yield mark.span()


def find_calls(text: str) -> Iterator[Span]:
    """Yield calls with their arguments.

    A word with a bracket is a call when the bracket holds what only code does (operators, strings, identifiers), or short items
    between commas behind what is named like a function.  Otherwise the bracket is a gloss.

    >>> for text in ["x(甲, 乙)", "sqrt(误差 / 实例数)", "print('你,好')", "Gini(D,色泽=乌黑)=0.4", "f(甲)"]:
    ...     print(*(text[start:end] for start, end in find_calls(text)))
    x(甲, 乙)
    sqrt(误差 / 实例数)
    print('你,好')
    Gini(D,色泽=乌黑)
    f(甲)
    >>> text = "转成list(元组)，而list(列表)是"
    >>> [text[start:end] for start, end in find_calls(text)]
    ['list(元组)']
    >>> list(find_calls("GDP(国内生产总值)、iPhone(手机)和OECD(美,英,法)、x(单位:元)、a(元/吨)"))
    []
    """
    end = 0
    for opener in _OPENER.finditer(text):
        bracket = opener.start()
        if bracket < end:
            continue
        callee = _CALLEE.search(text, max(0, bracket - _LONGEST_CALLEE), bracket)
        close = _find_close(text, bracket) if callee else -1
        if callee is None or close < 0:
            continue
        in_formula = _IN_FORMULA.search(text, max(0, bracket - _LONGEST_CALLEE), bracket)
        if in_formula or _is_call(callee[0], text[bracket + 1 : close], text, close + 1):
            end = close + 1
            yield callee.start(), end


def _find_close(text: str, opener: int) -> int:
    """Return the offset of the bracket that closes ``opener`` on its line, not too far away; -1 without one."""
    depth = 0
    for found in _INNER.finditer(text, opener, opener + _LONGEST_CALL):
        if found[0] == "(":
            depth += 1
        elif found[0] == ")":
            depth -= 1
            if depth == 0:
                return found.start()
        elif found[0] in "（）\r\n":
            return -1
    return -1


def _is_call(callee: str, arguments: str, text: str, end: int) -> bool:
    if _READING.fullmatch(arguments):
        return False
    bare = _STRING.sub(_EMPTY_STRING, arguments)
    if _EMPTY_STRING in bare and _BETWEEN_STRINGS.fullmatch(bare):
        return True
    if _SENTENCE.search(bare):
        return False
    if _SIGN_OF_CODE.search(bare) and not _OR_PER.fullmatch(bare):
        return True
    if _QUALIFIED.search(callee) and not _DOMAIN.search(callee):
        return True
    goes_on = _GOES_ON_AS_CODE.match(text, end) is not None
    items = bare.split(",")
    if len(items) == 1:
        if _IS_RECKONED.match(callee) and _GOES_ON_AS_FORMULA.match(text, end):
            return True
        if bare[:1] not in _BUILT_IN.get(callee, bare[:1]) and _HAN.match(bare):
            return True
        return (goes_on or callee in _OF_MATHEMATICS) and len(bare) <= _LONGEST_ITEM
    named = _FUNCTION_NAME.match(callee) is not None or callee.lower() in _OF_TABLES
    return goes_on or (named and all(_is_short(item.strip()) for item in items))


def _is_short(item: str) -> bool:
    """Return whether an argument is a word or two: a few Han, and not many letters."""
    return len(item) <= _LONGEST_ITEM or (len(item) <= 2 * _LONGEST_ITEM and len(_HAN.findall(item)) <= _FEW_HAN)
