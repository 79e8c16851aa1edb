"""Brackets that hold the values of a program: tuples, arrays, records, arguments, series of which some marks are Latin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.patterns import lazy

# A sentence in brackets begins with a word for it; the names of values do not.
_NO_SENTENCE = "(?!如果|若|[当當]|但|因|[请請]|注|例|即|包括|包含|可|不|[没沒]|[无無]|[详詳]|[参參](?![数數])|[见見]|[这這]|一[个個旦]|意思|也|就|所以|只|[会會]|在|[将將]|用[于於来來]|表示|已|默[认認]|或|而|由|[从從]|如)"
_ITEM = r"(?:[^()\n,，。；;！？!?:：]|\([^()\n]{0,60}\)){1,14}"
_VALUES = rf"\((?!\*){_NO_SENTENCE}{_ITEM}(?:, ?(?! ){_ITEM}){{1,12}}\)"

RETURNED = lazy(  # 返回 (退出码, 输出), @return (甲, 乙), list[str]: (甲, 乙), 名称 -> (模块, 类名)
    rf"(?:返回值?|[回传傳][传傳回]|@returns?|:returns?:|Returns?:|\]:|[-=]>|→|形[状狀][为為是:：]?)[ \t]{{0,4}}({_VALUES})"
)
IN_CELL = lazy(rf"(?<=\|)[ ]{{0,20}}[{HAN_BMP}]{{0,6}}({_VALUES})[ ]{{0,20}}(?=\|)")
"""A tuple or a call is all that a cell of a table says."""

ALONE = lazy(rf"^[ \t]*(?:(?:#|//+|--|\*+)[ \t]*)?({_VALUES})[ \t]*(?:\*+[/)])?[ \t]*$", re.M)
"""A tuple is all that the line of a comment says."""

_NAMES = lazy(  # no word of a sentence, and no item longer than a name
    rf"\((?!\*){_NO_SENTENCE}(?![^()\n]*(?:是(?!否)|[了吗嗎呢吧请請把您你我]))(?:[^()\n,，。；;、！？!?:：“”]|\([^()\n]{{0,60}}\)){{1,10}}"
    r"(?:, ?(?:[^()\n,，。；;、！？!?:：“”]|\([^()\n]{0,60}\)){1,10}){1,12}\)"
)


def find_tuples(text: str) -> Iterator[Span]:
    """Yield the tuples of names in the comments of a program, in which they are likelier than lists for people.

    >>> text = "每项为 (图标, 类别)，统计 (甲,乙,丙) 和说明 (这里是甲, 请看)"
    >>> [text[start:end] for start, end in find_tuples(text)]
    ['(图标, 类别)', '(甲,乙,丙)']
    """
    return (match.span() for match in _NAMES.finditer(text))


ARRAY = lazy(
    r"(?<![=\[])\[(?=[^\[\]\n]{1,200}[,;])(?:[^\[\]\n]|\[[^\[\]\n]{1,60}\](?!\()){1,400}\](?![(\[:：])"
    rf"|(?:(?<=[A-Za-z])<|<(?=[{HAN_BMP}]))(?=[^<>\n]{{1,60}}[,，])(?:[^<>\n]|<[^<>\n]{{1,60}}>){{1,120}}>"
)
"""``[甲, [乙, 丙]]``, and no text of a link, ``Map<甲, 乙>`` and ``<甲, 乙>``."""

RECORD = lazy(rf"(?<![A-Za-z*\]}}])\{{(?![\\-])(?=[^{{}}\n]*[{HAN_BMP}])[^{{}}\n]*\}}")
"""``{ 甲 = 1; ... }``: whoever writes for people writes no braces; the argument of a command of TeX is none."""

APPLIED = lazy(  # 返回Ok(字符串), 使用 PlayEx(音量, 音高)
    r"(?:返回|[调調]用|呼叫|[抛拋]出)[ ]?(?!(?:null|true|false|None|True|False|nil|void|undefined|NULL)\b)[A-Za-z_][\w.]{0,40}(\([^()\n]{1,120}\))"
    r"|(?<![A-Za-z0-9_])[A-Za-z]{1,40}(?:[a-z][A-Z]|[_.])\w{0,40}(\([^()\n]{1,60},[^()\n]{1,120}\))",
    re.ASCII,
)

MIXED = lazy(
    rf"[(（](?=[^()（）\n]*[{HAN_BMP}] ?, ?)(?=[^()（）\n]*[^{HAN_BMP}\s()（）] ?, ?[^{HAN_BMP}\s])[^()（）\n]*[)）]"
)
"""``(10英寸, 240dpi, 1920*1200)``: one of the commas stays beside Latin, so all do."""

_OUTCOME = r"\([^\s(),，。；;、：:]{1,6}(?:, ?[^\s(),，。；;、：:]{1,6}){1,5}\)"
_OUTCOMES = lazy(rf"{_OUTCOME}(?:[ 、,，;；]{{1,2}}{_OUTCOME})+")
_ONE_OUTCOME = lazy(_OUTCOME)


def outcomes(text: str) -> Iterator[Span]:
    """Yield tuples that stand in a series, and those of them that come again.

    >>> text = "结果有(正,正)、(正,反)，(正,反)各一种，硬币(旧,新)都行"
    >>> sorted({text[start:end] for start, end in outcomes(text)})
    ['(正,反)', '(正,正)']
    """
    known = {pair for series in _OUTCOMES.findall(text) for pair in _ONE_OUTCOME.findall(series)}
    if known:
        yield from (pair.span() for pair in _ONE_OUTCOME.finditer(text) if pair[0] in known)
