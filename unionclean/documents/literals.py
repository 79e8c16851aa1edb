"""Marks of prose that are data all the same: values in quotes, coordinates in brackets, factorials, what a listing shows.

Every reader closes them: to leave one that was prose is harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.pinyin import SYLLABLE

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_HAN = re.compile(f"[{HAN_BMP}]")

# 項(xiàng); : the reading of a character is neither Latin nor the end of a statement, and a repair may take it away.
_READING = re.compile(f"(?<=[{HAN_BMP}])\\({SYLLABLE}\\)")

# Half-width brackets around Latin, with a blank or a mark outside, are a house style; so are coordinates.
_LATIN_IN_BRACKETS = re.compile(
    rf"(?<=[ \t])\([^()\n{HAN_BMP}，。、：；]*\)|\([^()\n{HAN_BMP}，。、：；]*\)(?=[ \t]+\S)"
)
_TUPLE = re.compile(  # an item of which is a name or a number of a program: (i, j), (n,), (批量大小,4), (int，可选)
    r"\([A-Za-z0-9_*.+/-]{0,40}[,，][^()\n]{0,120}\)"
    r"|\([^()\n]{0,120}[,，](?: ?[A-Za-z0-9_*.+/-]{0,40}(?=[,，)]))[^()\n]{0,120}\)"
)
_MARKED_UP = re.compile(r"\((?=\*\*|~~)|(?<=\*\*|~~)\)")  # (**…**) and (~~…~~) are marks of notebooks
_PLACE_IN_FILE = re.compile(r"\.[A-Za-z]{1,10}:[0-9]+:[0-9]+")  # main.rs:2:5 is what a program said, with all its line
_WHOLE = re.compile("[^\n]+")
_STEPS = re.compile("(?<=[」】》\\]])-{2,}(?=[「【《\\[])")
_NUMBERED_NAME = re.compile("(?<=[A-Za-z-][0-9])：|(?<=[A-Za-z-][0-9]{2})：")  # GPT-4：20美元 is no time
_FACTORIAL = re.compile(  # n!, (n-1)!, and neither 甲(乙)! nor 甲(Android)!
    r"(?<![A-Za-z0-9])(?:[A-Za-z]|[0-9]{1,3})!|\((?:[A-Za-z]|[0-9]+[A-Za-z]|\w{1,20} ?[-+*/^][-+*/^\w ()]{1,40})\)!",
    re.ASCII,
)
_PARAMETER = re.compile(r"^[ \t]*[-*+][ \t]+(\*\*|``?)[^*`\n]+\1[ \t]*\([^()\n]*\)", re.MULTILINE)
_DOUBLE_COLON = re.compile(r"(?<![ \t])[ \t]*:{2,}[ \t]*")

# Whoever names a mark speaks of marks, in one line at least.
_NAMES_OF_MARKS = re.compile(
    "逗[号號]|分[号號]|冒[号號]|[问問][号號]|[叹嘆][号號]|句[号號]|引[号號]|括[号號弧]|[顿頓][号號]|破折[号號]|省略[号號]|[标標][点點]|分隔符"
    "|[全半][角形]"
)
_MARK = re.compile(r"(?<![ \t])[ \t]*[,:;!?()\[\]{}\"'.~\-，：；！？（）“”‘’０-９Ａ-Ｚａ-ｚ．。]+[ \t]*")

# , → ，: what is to be written for what.
_MARK_FOR_MARK = re.compile(
    r"[,:;!?()\"'.-][ \t`|”’」]{0,3}(?:→|->|=>|⇒|改[为為成])[ \t`|“‘「]{0,3}[，：；！？（）“”‘’…—。、]"
)

# 1,3,5,... (from the first number of the row, or long rows take quadratic time) and (单价/总价)*金额 and (姓名,电话)的格式:
# rows of numbers, formulas, and what a program reads.
_NUMBERS = re.compile(r"(?<![0-9])(?<![0-9][,，])(?<![0-9][,，] )[0-9]+(?:[,，] ?[0-9]+)+[,，] ?\.{2,}")
_FORMULA = re.compile(r"\([^()\n]{1,60}\)(?= ?[*×÷+=] ?[\w(])|(?<=[\w)][*×÷+=])\([^()\n]{1,60}\)")
_DOUBLED = re.compile(r"\(\([^()\n]*\)\)")
_ROW = re.compile("[(（][^()（）\n]{1,80}[)）](?= ?的? ?格式)")
_SECRET = re.compile(
    "(?:密[码碼]|口令|[Pp]assword|[Tt]oken)[ ]?(?:[:：]|默?[认認]?[为為是])[ ]?([\\w@#$][!-~]{2,}[^\\s(),;\u0080-\uffff])"
)

# 用;分隔, url的?后面: a mark that is spoken of without its name.
_SPOKEN_OF = re.compile(
    "(?<=[用以按是的为為含至将將把加成带帶有]) ?[,:;!?]+ ?(?=分[割隔开開]|隔[开開]|[来來作做后後前号號这這替拼的]|[开開][头頭始]|[结結]尾|[连連]接|表示)"
    "|(?<=[，、。；（]) ?[,:;!?]+"
)
# 0:正常;1:停用 and 1列表,2新增: what codes mean.  Times (10:00), ratios and numbers of something (5月14日) are no codes.
_UNITS = (
    "[年月日号號时時分秒点點岁歲名位条條次项項届屆元万萬亿億倍层層米千百多余餘]|[个個](?!人)|人(?![工员員事民物力])"
)
_CODES = re.compile(
    rf"(?:(?:(?<![A-Za-z0-9_])[A-Za-z_]\w{{0,20}}[ ]?[:：=-]|(?<![A-Za-z0-9_.])(?<![0-9][-:：/])[0-9]{{1,4}}[ ]?[-:：=、]"
    rf"|(?<![A-Za-z0-9_.{HAN_BMP}])(?<![0-9][-:：/])[0-9]{{1,4}}(?![0-9]|[ ]?(?:{_UNITS})))"
    rf"[ ]?[{HAN_BMP}]{{1,12}}[^\n{HAN_BMP}。]{{0,4}}){{2,}}"
)
# `uid` 编号, `name` 名称, and 2021-09-01:算法;2021-07-02:SQL: all marks of a series change or none does.
_SERIES = re.compile(
    r"(?:`[^`\n]+`[^`\n,，。；;]{0,20}, ?){2,}|(?:[^\s;；，。]{0,30}[A-Za-z0-9][^\s;；，。]{0,30};){2,}[^\s;；，。]*"
)
_END_OF_STATEMENT = re.compile(r"(?<=[A-Za-z0-9_)\]}\"'`$]);")
_ARROW = re.compile("(?<!-)-+>")
_HYPHENS = re.compile("-{2,}")
_CITED = re.compile('[“"「『‘]([^“”"「」『』‘’\n]{2,80})[”"」』’]')


_ALONE = (
    _FACTORIAL, _TUPLE, _MARKED_UP, _STEPS, _NUMBERED_NAME, _PARAMETER, _SPOKEN_OF, _DOUBLE_COLON,
    _END_OF_STATEMENT, _NUMBERS, _FORMULA, _DOUBLED, _ROW,
)  # fmt: skip


def literal_spans(text: str) -> Iterator[Span]:
    """Yield what is a literal wherever it stands.

    >>> text = '值为 "node1"，即"甲"和 (i, j) 的 n!。'
    >>> [text[start:end] for start, end in literal_spans(text)]
    ['"node1"', '(', ')', 'n!', '(i, j)']
    >>> text = "状态(0:正常;1:停用)"
    >>> [text[start:end] for start, end in literal_spans(text)]
    ['(', ':', ';', ':', ')']
    """
    text = _READING.sub(lambda reading: "注" * len(reading[0]), text)
    if '"' in text or "'" in text:
        for paragraph in _PARAGRAPH.finditer(text):
            for quote in _QUOTES:
                yield from _quoted(paragraph[0], paragraph.start(), quote)
    for match in _LATIN_IN_BRACKETS.finditer(text):
        yield match.start(), match.start() + 1
        yield match.end() - 1, match.end()
    for pattern in _ALONE:
        yield from (match.span() for match in pattern.finditer(text))
    for series in _SERIES.finditer(text):
        yield from (mark.span() for mark in _MARK.finditer(text, *series.span()))
    yield from (match.span(1) for match in _SECRET.finditer(text))
    for pattern, marks in (
        (_NAMES_OF_MARKS, _MARK),
        (_MARK_FOR_MARK, _MARK),
        (_CODES, _MARK),
        (_ARROW, _HYPHENS),
        (_PLACE_IN_FILE, _WHOLE),
    ):
        yield from _marks_on_lines(text, pattern, marks)


def _marks_on_lines(text: str, pattern: re.Pattern[str], marks: re.Pattern[str]) -> Iterator[Span]:
    """Yield the ``marks`` of every line on which ``pattern`` is found."""
    position = 0
    while found := pattern.search(text, position):
        start = text.rfind("\n", 0, found.start()) + 1
        position = text.find("\n", found.end())
        position = len(text) if position < 0 else position
        yield from (match.span() for match in marks.finditer(text, start, position))


_QUOTES = (re.compile('"'), re.compile("(?<![A-Za-z])'|'(?![A-Za-z])"))
"""Quotation marks, and not the apostrophes of don't and OpenCC's."""

_VALUE = re.compile(
    rf"[&$@#%*\\/.<_-]?[^\s，。、：；！？]*(?:[{HAN_BMP}][-_./\\][A-Za-z]|[A-Za-z][-_./\\][{HAN_BMP}])[^\s，。、：；！？]*|[&$@%\\/.<][^\s，。、：；！？]*"
)
"""What may stand in quotes though it has Chinese in it: 插件名-settings, &事件名."""


def _quoted(paragraph: str, offset: int, quote: re.Pattern[str]) -> Iterator[Span]:
    """Yield pairs of quotes with no Chinese or a value between; all quotes, where a pair that spans lines makes it doubtful which is which."""
    places = [match.start() for match in quote.finditer(paragraph)]
    if not places:
        return
    if any(len(quote.findall(line)) % 2 for line in paragraph.split("\n")):
        yield from ((offset + at, offset + at + 1) for at in places)
        return
    for start, end in zip(places[::2], places[1::2], strict=True):
        if not _HAN.search(paragraph, start, end) or _VALUE.fullmatch(paragraph, start + 1, end):
            yield offset + start, offset + end + 1


_MOST_CODE = 100_000  # characters of listings that are searched


def cited_spans(text: str, code: Sequence[str]) -> Iterator[Span]:
    """Yield what stands in quotes and also, word for word, in the ``code`` of a page: a message, a value.

    >>> text = "打印出“你好, 世界”。"
    >>> [text[start:end] for start, end in cited_spans(text, ['print("你好, 世界")'])]
    ['“你好, 世界”']
    """
    listings = "\n".join(code)[:_MOST_CODE]
    for match in _CITED.finditer(text):
        if match[1] in listings:
            yield match.span()
