"""Marks of prose that are data all the same: values in quotes, coordinates in brackets, factorials, what a listing shows.

Every reader closes them: to leave one that was prose is harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.documents.quoted import quoted_spans
from unionclean.documents.spans import marks_on_lines
from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.pinyin import SYLLABLE

# 項(xiàng); : the reading of a character is neither Latin nor the end of a statement, and a repair may take it away.
_READING = re.compile(f"(?<=[{HAN_BMP}])\\({SYLLABLE}\\)")

# Half-width brackets around Latin, with a blank or a mark outside, are a house style; so are coordinates.
_HOUSE_STYLE = (
    re.compile(rf"(?<=[ \t])\([^()\n{HAN_BMP}，。、：；]*\)|\([^()\n{HAN_BMP}，。、：；]*\)(?=[ \t]+\S)"),
    re.compile(r"(?<=[ \t][*_])\([^()\n]*\)|(?<=[ \t](?:\*\*|__|~~))\([^()\n]*\)"),  # SDK *(2025 年新增)*
    re.compile(r"(?<=\S)\t+\([^()\n]*\)"),
    re.compile(r"\([ \t][^()\n]*\)|\([^()\n]*[ \t]\)"),
    re.compile(r"[(（][^()（）\n]*[)）](?=[ ]+[-+=/])"),
    re.compile(r"(?<=[)\]`] )\([^()\n]*\)"),
    re.compile(r"\(\[[^\[\]\n]*\]\([^()\s]*\)\)"),  # ([#12](address)) in change logs
)
"""Half-width brackets with a blank inside, or outside where none can go, and around a link."""

_IN_BRACKETS = re.compile(r"\([^()\n]+\)")
_WORD, _HAN = re.compile("[A-Za-z]{2,}"), re.compile(f"[{HAN_BMP}]")

# A line that begins in English and has a word of its grammar is English, if it is not mostly Chinese.
_ENGLISH = re.compile(
    r"^[^\w\n]{0,20}[A-Za-z]{2,}[ ](?=[^\n]*\b(?:of|the|is|are|was|not|nor|and|or|what|which|how|with|that|from|to|by|as|but|be)\b)[^\n]*$",
    re.M,
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
_NUMBERS = re.compile(r"(?<![0-9])(?<![0-9][,，])(?<![0-9][,，] )[0-9]+(?:[,，] ?[0-9]+)+(?:[,，] ?)?\.{3,}")
_FORMULA = re.compile(r"\([^()\n]{1,60}\)(?= ?[*×÷+=] ?[\w(])|(?<=[\w)][*×÷+=])\([^()\n]{1,60}\)")
_DOUBLED = re.compile(r"\(\([^()\n]*\)\)")
_ROW = re.compile(
    "[(（][^()（）\n]{1,80}[)）](?= ?的? ?(?:格式|[前后後][缀綴]|字[样樣]|元[组組]|键值[对對]|鍵值對|[对對](?![应應于於])))"
)
_SHAPE = re.compile(
    r"(?:^|(?<=[ \t]))(?:#|//|--|\*)[ \t]*(\((?:[^,()\n]{1,12}, ?){2,30}[^,()\n]{1,12}\))[ \t]*$", re.M
)  # (标题, 链接, 作者)
# enum('甲','a') and max(甲，乙) are calls, (.*?) and (\\d+) regular expressions.
_ARGUMENTS = re.compile(
    r"(?<=[A-Za-z0-9_])\((?:`[^`()\n]{1,120}`|\"[^\"()\n]{1,120}\"), ?[^()\n]{1,400}\)"
    rf"|(?<=[A-Za-z0-9_])\([^(),\n{HAN_BMP}]{{1,60}},[^()\n{HAN_BMP}]{{1,120}}\)"
)
_FUNCTION = re.compile(
    r"(?<![A-Za-z0-9_])(?:max|min|sum|avg|abs|count|len|mod|gcd|lcm|floor|ceil|round|sqrt|log|ln|exp|sin|cos|tan)\([^()\n]{1,120}\)",
    re.I,
)
_EXPRESSION = re.compile(r"\((?:\?[:=!<])?[^()\n]{0,40}(?:\.[*+]|\\[dwsDWSb]|\[[^\[\]\n]{1,20}\][*+?])[^()\n]{0,40}\)")

# !!!甲!!! has marks on both sides; NullPointerException: 甲, tableName:甲 and e.g., 甲 are written as programs and English write them.
_SHOUTED = re.compile(r"(?<!\S)(!{2,})[^!\n]{1,60}(!{2,})")
_MESSAGE = re.compile(r"(?:Exception|Error|Warning): ?")
_NAME_OF_PROGRAM = re.compile(rf"(?<![A-Za-z0-9_])[a-z]+[A-Z_][A-Za-z0-9_]*:(?=[{HAN_BMP}])")
_PLACEHOLDER = re.compile(r"(?<=例如|比如|譬如|类似|類似)[:?](?=[A-Za-z_])|[,:;](?=\$[0-9{])")  # :name and $1
_CHOICE = re.compile(r"%\{[A-Za-z_.]+\?")  # %{name?甲:乙}
_ABBREVIATION = re.compile(r"(?<![A-Za-z])(?:e\.g|i\.e|etc|vs|cf)\.[,:]? ?")
_ADDRESS = re.compile("(?<=[址名户戶机機号號器P]):(?=端口|连接埠|連接埠|埠|密[码碼])")  # 地址:端口
_OPTION = re.compile(r"(?<![^\s:：`(（])--(?=[^\s-])|--(?=`)")
_DOTS = re.compile(r"(?<=[=(&|<\[{])[ ]?\.{3,}|\.{3,}(?=[ ]?[)|&])")  # f(...), a=1&..., 甲 | 乙 | ...
_SYMBOLS = re.compile(r"(?<![!@#$%^&*()_+=~-])[!@#$%^&*()_+=~-]*[@#$%^&][!@#$%^&*()_+=~-]{3,}")  # !@#$%^&*
_PAIR = re.compile(r"\"[^\":\n ]{1,12}:[^\":\n ]{1,12}\"")  # "名字:值"
_DASH_BEHIND = re.compile(r"(?<=[)）])[ ]+(?=[-+=/])")  # (int) - 甲
_MENU = re.compile(r"(?<=[A-Za-z])\.{3}(?=[】」』”’])")  # 【Save As...】
_FACE = re.compile(r"\([^()\n]{0,3}[╯╰°▽□ω´｀≧≦∀⊙﹏ಠ益Д￣ヮ╥][^()\n]{0,8}\)")
_BEFORE_LATIN_ROW = re.compile(r",(?= ?[A-Za-z][A-Za-z0-9_.]*(?: ?, ?[A-Za-z][A-Za-z0-9_.]*){2})")
_SECRET = re.compile(
    "(?:密[码碼]|口令|[Pp]assword|[Tt]oken)[ ]?(?:[:：]|默?[认認]?[为為是])[ ]?([\\w@#$][!-~]{2,}[^\\s(),;\u0080-\uffff])"
)

# 用;分隔, url的?后面: a mark that is spoken of without its name.
_SPOKEN_OF = re.compile(
    "(?<=[用以按是的为為含至将將把加成带帶有]) ?[,:;!?]+ ?(?=分[割隔开開]|隔[开開]|[来來作做后後前号號这這替拼的]|[开開][头頭始]|[结結]尾|[连連]接|表示)"
    "|(?<=[，、。；（]) ?[,:;!?]+|(?<=[)\\]`] )[,:;!?]"
    "|(?<=含有|包含|加上|添加|去掉|省略|转义|轉義|匹配|代替|因为|因為|由于|由於) ?\\?|[,:;!?]+(?= ?(?:修饰符|修飾符|操作符|运算符|運算符|[通占]配符|占位符))"
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
_CHOOSING = re.compile("[?:]")

_ALONE = (
    _FACTORIAL, _TUPLE, _MARKED_UP, _STEPS, _NUMBERED_NAME, _PARAMETER, _SPOKEN_OF, _DOUBLE_COLON,
    _END_OF_STATEMENT, _NUMBERS, _FORMULA, _DOUBLED, _ROW, _ARGUMENTS, _FUNCTION, _EXPRESSION, _MESSAGE,
    _NAME_OF_PROGRAM, _PLACEHOLDER, _ABBREVIATION, _ADDRESS, _OPTION, _FACE, _SYMBOLS, _MENU, _DOTS, _DASH_BEHIND, _PAIR, _BEFORE_LATIN_ROW,
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
    yield from quoted_spans(text)
    for pattern in _HOUSE_STYLE:
        for match in pattern.finditer(text):
            opening = match.start() + len(match[0]) - len(match[0].lstrip("\t"))
            yield opening, opening + 1
            yield match.end() - 1, match.end()
    yield from _marks_of_latin(text)
    for pattern in _ALONE:
        yield from (match.span() for match in pattern.finditer(text))
    for series in _SERIES.finditer(text):
        yield from (mark.span() for mark in _MARK.finditer(text, *series.span()))
    for match in _SHOUTED.finditer(text):
        yield from (match.span(1), match.span(2))
    for pattern in (_SECRET, _SHAPE):
        yield from (match.span(1) for match in pattern.finditer(text))
    for pattern, marks in (
        (_NAMES_OF_MARKS, _MARK),
        (_MARK_FOR_MARK, _MARK),
        (_CODES, _MARK),
        (_ARROW, _HYPHENS),
        (_CHOICE, _CHOOSING),
        (_PLACE_IN_FILE, _WHOLE),
    ):
        yield from marks_on_lines(text, pattern, marks)


def _marks_of_latin(text: str) -> Iterator[Span]:
    """Yield the marks of English sentences that have a few Chinese characters in them, and the brackets around one.

    >>> [span for span in _marks_of_latin("What is read: 甲, 乙.")]
    [(12, 14), (15, 17), (18, 19)]
    """
    for line in _ENGLISH.finditer(text):
        if 0 < _share(line[0]) < 3:
            yield from (mark.span() for mark in _MARK.finditer(text, *line.span()))
    for match in _IN_BRACKETS.finditer(text):
        if 0 < _share(match[0]) < 1 and len(_WORD.findall(match[0])) > 2:
            yield match.start(), match.start() + 1
            yield match.end() - 1, match.end()


def _share(text: str) -> float:
    """Return how many Chinese characters there are in ``text`` for each word in Latin letters."""
    return len(_HAN.findall(text)) / (len(_WORD.findall(text)) or 1)
