"""List and dict literals of Python, JavaScript and JSON: strings, numbers and names between brackets and commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.masking import Span
from unionclean.patterns import lazy

_START = lazy(
    f"[\\[{{](?:(?=[\\[{{(\\s]{{0,20}}[buBU@]?[\"'])|(?<=\\{{)(?=\\s{{0,20}}(?:[A-Za-z_$][0-9A-Za-z_$]{{0,40}}|[{HAN}]{{1,12}})\\s{{0,4}}:\\s{{0,4}}[\"'\\[{{])"
    "|(?<=\\[)(?=[(\\s]{0,4}-?[0-9][0-9.]{0,20},))|\\((?=[buBU][\"'])"
)
_TOKEN = lazy(
    "(?P<string>[buBU@]?(?:\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*')|`[^`\n]*`)|(?P<open>[\\[{(])|(?P<close>[\\]})])"
    f"|(?:=>|[\\s,:])+|[-+]?[0-9][0-9.eE+_-]*|[A-Za-z_$][0-9A-Za-z_$]*|[{HAN}]{{1,12}}(?=\\s{{0,4}}[:,\\]}}])"
)
_PAIR = lazy('"[A-Za-z_$][0-9A-Za-z_$.-]{0,40}" ?: ?(?:"[^"\n]{0,80}"|-?[0-9][0-9.]{0,20}|true|false|null)')
_QUOTED_MARKS = lazy(
    "(?:\"(?<![^\\s（(，、：:]\")[!#-&(-/:-@\\[-`{-~]{1,3}\"|'(?<![^\\s（(，、：:]')[!#-&(-/:-@\\[-`{-~]{1,3}')"
)
_ARGUMENT = lazy("\"(?<=[ =]\")[^\"\n]{1,200}\"|'(?<=[ =]')[^'\n]{1,200}'")
_TAKES_ARGUMENT = lazy(
    "(?:(?:(?<=[ \\t])|(?<![!-~]))--?[A-Za-z][0-9A-Za-z-]*[ =]|(?<![0-9A-Za-z_.-])[A-Za-z_][0-9A-Za-z_]*="
    "|(?P<command>(?<![A-Za-z] )(?<![0-9A-Za-z_.-])(?:sudo )?"
    "(?:awk|curl|echo|egrep|export|grep|jq|mkdir|perl|printf|rg|sed|ssh|touch)(?: --?[A-Za-z][0-9A-Za-z-]*)* ))\\Z"
)
"""An option, a variable, or a command that stands in no English sentence."""
_FONTS = lazy(
    "(?<![0-9A-Za-z_-])(?i:font(?:-family)?)[ \\t]?:[!#%-.0-9A-Za-z/ \\t]{0,120}"
    "(?:\"[^\"\n;{}]{1,40}\"|'[^'\n;{}]{1,40}')(?:[ \t]?,[ \t]?(?:\"[^\"\n;{}]{1,40}\"|'[^'\n;{}]{1,40}'|[A-Za-z-]{1,40})){0,12}(?=[ \t]*(?:[;}!]|$))",
    re.MULTILINE,
)
_HAN = lazy(f"[{HAN}]")
_LONGEST_COMMAND = 60
_PARTNER = {"]": "[", "}": "{", ")": "("}


def find_literals(text: str) -> Iterator[Span]:
    """Yield literals that hold at least one string, with what is nested in them, over lines as well.

    >>> text = "['甲','乙']和{\\"a\\": [\\"甲\\", 1]}，不要解释"
    >>> [text[start:end] for start, end in find_literals(text)]
    ["['甲','乙']", '["甲", 1]', '{"a": ["甲", 1]}']
    >>> list(find_literals("[注]甲, [“乙”]，['丙"))
    []
    """
    position = 0
    while start := _START.search(text, position):
        spans, position = _read_literals(text, start.start())
        yield from spans


def _read_literals(text: str, position: int) -> tuple[list[Span], int]:
    """Return the literals from ``position`` to the first thing that stands in none, and where that is."""
    spans: list[Span] = []
    opened: list[tuple[int, int]] = []  # where each bracket stands, and how many strings came before it
    strings = 0
    while token := _TOKEN.match(text, position):
        position = token.end()
        if token.lastgroup == "string":
            strings += 1
        elif token.lastgroup == "open":
            opened.append((token.start(), strings))
        elif token.lastgroup == "close":
            start, before = opened.pop()
            if text[start] != _PARTNER[token[0]]:
                break
            if strings > before:
                spans.append((start, position))
            if not opened:
                break
    return spans, position


def find_quoted_marks(text: str) -> Iterator[Span]:
    """Yield marks in straight quotes, which the text speaks of; not what stands between two quotations.

    >>> list(find_quoted_marks("以 '(' 开始，\\"甲\\",\\"乙\\""))
    [(2, 5)]
    """
    return (match.span() for match in _QUOTED_MARKS.finditer(text))


def find_pairs(text: str) -> Iterator[Span]:
    """Yield what a key of JSON is set to, with the key, wherever it stands.

    >>> text = '加上"name":"甲,乙"和"size" : 3，他叫"王五":'
    >>> [text[start:end] for start, end in find_pairs(text)]
    ['"name":"甲,乙"', '"size" : 3']
    """
    return (match.span() for match in _PAIR.finditer(text))


def find_fonts(text: str) -> Iterator[Span]:
    """Yield the fonts that a style sheet sets, where a page lost its tags: the names stand in quotes (CSS Fonts 3, 3.1).

    >>> text = 'A {FONT: 9pt/12pt "宋体"}，改font:"宋体"后'
    >>> [text[start:end] for start, end in find_fonts(text)]
    ['FONT: 9pt/12pt "宋体"']
    """
    return (match.span() for match in _FONTS.finditer(text))


def find_arguments(text: str) -> Iterator[Span]:
    r"""Yield the quoted arguments of commands of a shell: behind an option, a variable, or the command.

    >>> text = "运行git commit -m \"修复:登录\"和echo '甲,乙'，echo \"甲\"是，他说 \"好\""
    >>> [text[start:end] for start, end in find_arguments(text)]
    ['"修复:登录"', "'甲,乙'"]
    """
    for match in _ARGUMENT.finditer(text):
        start = match.start()
        taker = _TAKES_ARGUMENT.search(text, max(0, start - _LONGEST_COMMAND), start)
        if taker and not (taker["command"] and _HAN.match(text, match.end())):  # the word echo "甲" is prose
            yield match.span()
