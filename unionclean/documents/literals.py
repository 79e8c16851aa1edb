"""Marks of prose that are data all the same: values in quotes, coordinates in brackets, factorials, what a listing shows.

Every reader closes them: to leave one that was prose is harmless.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from unionclean.documents import bracketed, notations
from unionclean.documents.entities import ESCAPED_TAG
from unionclean.documents.named_marks import MARK, named_marks
from unionclean.documents.quoted import PARAGRAPH, quoted_spans
from unionclean.documents.spans import pieces_by_line
from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.patterns import lazy
from unionclean.pinyin import SYLLABLE
from unionclean.questions import is_doubtful

# 項(xiàng); : the reading of a character is neither Latin nor the end of a statement, and a repair may take it away.
_READING = lazy(f"(?<=[{HAN_BMP}])\\({SYLLABLE}\\)")

# Half-width brackets around Latin, with a blank or a mark outside, are a house style; so are coordinates.
_HOUSE_STYLE = (
    lazy(rf"(?<=[ \t])\([^()\n{HAN_BMP}，。、：；]*\)|\([^()\n{HAN_BMP}，。、：；]*\)(?=[ \t]+\S)"),
    lazy(  # SDK *(2025 年新增)*, _(见[甲](a.md)):_
        r"(?:(?<=[ \t][*_])|(?<=[ \t](?:\*\*|__|~~))|(?<=\\_))\((?:[^()\n]|\([^()\n]*\))*\)"
    ),
    lazy(r"(?<=\S)\t+\([^()\n]*\)"),
    lazy(rf"(?<=[{HAN_BMP}A-Za-z)）`\]] )\([^()\n]*\)(?=\S)"),  # imminent (時間)逼近的, 解散 (契約)終止
    lazy(r"[(（][^()（）\n]*[)）](?=[ ]+[-+=/])"),
    lazy(rf"\(\[[^\[\]\n{HAN_BMP}]*\]\([^()\s]*\)\)"),  # ([#12](address)) in change logs
    lazy(r"^\((?=[^\n]*[^|\n]\|[^|\n])[^\n]*\)$", re.M),  # (English | [中文](address))
)
"""Half-width brackets with a blank inside, or outside where none can go, and around a link."""

_IN_BRACKETS = lazy(r"\([^()\n]+\)")
_WORD, _HAN = lazy("[A-Za-z]{2,}"), lazy(f"[{HAN_BMP}]")

_HAN_RUN = lazy(f"[{HAN_BMP}]+")
_GRAMMAR = lazy(
    r"(?<![A-Za-z])(?:of|the|is|are|was|were|not|nor|and|or|what|which|how|with|that|from|to|by|as|but|be)(?![A-Za-z])"
)
_GRAMMAR_WITHIN = lazy(r"[A-Za-z] (?:of|the|is|are|was|were|not|and|with|that|from|by) [A-Za-z]")
_BEGINS_IN_LATIN = lazy(r"[^\w\n]{0,20}[A-Za-z]{2,}(?= )")
_TWO_WORDS = lazy(r"[^\w\n]{0,20}[A-Za-z]{2,}(?: [0-9]{1,3}:)? [A-Za-z]{2,}")
_OF_CHINESE = lazy("[的了是在和与與或不有被把将將请請及为為]")
_FEWEST_ENGLISH_WORDS, _LONGEST_NAME = 5, 4
_TUPLE = lazy(  # an item of which is a name or a number of a program: (i, j), (n,), (批量大小,4), (int，可选)
    r"\([A-Za-z0-9_*.+/-]{0,40}[,，][^()\n]{0,120}\)"
    r"|\([^()\n]{0,120}[,，](?: ?[A-Za-z0-9_*.+/-]{0,40}(?=[,，)]))[^()\n]{0,120}\)"
)
_MARKED_UP = lazy(r"\((?=\*\*|~~)|(?<=\*\*|~~)\)")  # (**…**) and (~~…~~) are marks of notebooks
_PLACE_IN_FILE = lazy(r"\.[A-Za-z]{1,10}:[0-9]+:[0-9]+")  # main.rs:2:5 is what a program said, with all its line
_WHOLE = lazy("[^\n]+")
_STEPS = lazy("(?<=[」】》\\]])-{2,}(?=[「【《\\[])")
_NUMBERED_NAME = lazy("(?<=[A-Za-z-][0-9])：|(?<=[A-Za-z-][0-9]{2})：")  # GPT-4：20美元 is no time
_FACTORIAL = lazy(  # n!, (n-1)!, and neither 甲(乙)! nor 甲(Android)!
    r"(?<![A-Za-z0-9])(?:[A-Za-z]|[0-9]{1,3})!|\((?:[A-Za-z]|[0-9]+[A-Za-z]|\w{1,20} ?[-+*/^][-+*/^\w ()]{1,40})\)!",
    re.ASCII,
)

# , → ，: what is to be written for what.
_MARK_FOR_MARK = lazy(
    r"[,:;!?()\"'.-][ \t`|”’」]{0,3}(?:→|->|=>|⇒|改[为為成])[ \t`|“‘「]{0,3}[，：；！？（）“”‘’…—。、]"
)

# 1,3,5,... (from the first number of the row, or long rows take quadratic time) and (单价/总价)*金额 and (姓名,电话)的格式:
# rows of numbers, formulas, and what a program reads.
_NUMBERS = lazy(r"(?<![0-9])(?<![0-9][,，])(?<![0-9][,，] )[0-9]+(?:[,，] ?[0-9]+)+(?:[,，] ?)?\.{3,}")
_FORMULA = lazy(
    r"\([^()\n]{1,60}\)(?= ?[*×÷+=] ?[\w(]|[-/][0-9])|(?<=[\w)][*×÷+=&])\([^()\n]{1,60}\)|(?<=√)\([^()\n]{1,60}\)"
)
_DOUBLED = lazy(r"\(\([^()\n]*\)\)")
_ROW = lazy(
    "[(（][^()（）\n]{1,80}[)）](?= ?的? ?(?:格式|[前后後][缀綴]|字[样樣]|[二三四五两兩]?元[组組]|键值[对對]|鍵值對|[对對](?![应應于於])))"
)
_OF_TUPLE = lazy(
    r"(?<=元[组組])\((?=[^()\n]{0,60}[,，])(?:[^()\n]|\([^()\n]{0,20}\)){1,120}\)"
)  # 三元组($a$, $b$, $c$)
# NAME(`a`, 甲) and max(甲，乙) are calls, ([甲乙]+) a regular expression.
_ARGUMENTS = lazy(r"(?<=[A-Za-z0-9_])\((?:`[^`()\n]{1,120}`|\"[^\"()\n]{1,120}\"), ?[^()\n]{1,400}\)")
_APPLIED = lazy(  # (f ∘ g)(x), foo(甲)(乙), obj.方法(甲, 乙), 类.方法(甲)
    rf"\([^()\n{HAN_BMP}]{{1,60}}\)\([^()\n]{{1,60}}\)|(?<=[A-Za-z0-9_])\([^()\n]{{1,60}}\)\([^()\n]{{1,60}}\)"
    rf"|(?<=[A-Za-z0-9_)\]{HAN_BMP}]\.)[{HAN_BMP}]{{1,8}}\([^()\n]{{0,120}}\)"
)
_FUNCTION = lazy(
    r"(?<![A-Za-z0-9_])(?:for|foreach|while|if|elif|switch|catch|super|this|max|min|sum|avg|abs|count|len|mod|gcd|lcm|floor|ceil|round|sqrt|log|ln|exp|sin|cos|tan|sizeof|typeof|O)\([^()\n]{1,120}\)",
    re.I,
)
_CONVERSION = lazy(  # list(元组) makes one of the other; list(列表) is a gloss
    r"(?<![A-Za-z0-9_.])(?:list(?!\([列链鏈])|tuple(?!\(元)|dict(?!\(字典)|set(?!\(集)|str(?!\(字)|int(?!\(整)|float(?!\(浮))"
    r"\((?:元[组組]|列表|字典|集合|字符串|字串|整[数數型]|浮[点點][数數型]|(?:可迭代)?[对對]象|序列|[变變]量|[数數][字值])\)"
)
_EXPRESSION = lazy(r"\([^()\n]{0,40}\[[^\[\]\n]{1,20}\][*+?][^()\n]{0,40}\)")

# !!!甲!!! has marks on both sides; NullPointerException: 甲, tableName:甲 and e.g., 甲 are written as programs and English write them.
_SHOUTED = lazy(r"(?<![^\s【（(「『“])(!{2,}|!(?=\S))[^!\n]{1,60}(!+)")
_MESSAGE = lazy(r"(?:Exception|Error|Warning): ?")
_NAME_OF_PROGRAM = lazy(rf"(?<![A-Za-z0-9_])[a-z]+[A-Z_][A-Za-z0-9_]*:(?=[{HAN_BMP}])")
_PLACEHOLDER = lazy(r"(?<=例如|比如|譬如|类似|類似)[:?](?=[A-Za-z_])|[,:;](?=\$[0-9{])")  # :name and $1
_CHOICE = lazy(r"%\{[A-Za-z_.]+\?")  # %{name?甲:乙}
_ABBREVIATION = lazy(r"(?<![A-Za-z])(?:e\.g|i\.e|etc|vs|cf)\.[,:]? ?")
_ADDRESS = lazy("(?<=[址名户戶机機号號器P]):(?=端口|连接埠|連接埠|埠|密[码碼])")  # 地址:端口
_OPTION = lazy(r"(?<![^\s:：`(（])--(?=[^\s-])|--(?=`)")
_DOTS = lazy(r"(?<=[=(&|<\[{])[ ]?\.{3,}|(?<!\.)\.{3,}(?=[ ]?[)|&])")  # f(...), a=1&..., 甲 | 乙 | ...
_SYMBOLS = lazy(r"(?<![!@#$%^&*()_+=~-])[!@#$%^&*()_+=~-]*[@#$%^&][!@#$%^&*()_+=~-]{3,}")  # !@#$%^&*
_PAIR = lazy(r"\"[^\":\n ]{1,12}:[^\":\n ]{1,12}\"")  # "名字:值"
_VARIABLE = lazy(r"\$\([^()\n]{1,60}\)")  # $(name)
_QUOTED_MARK = lazy(r"[“「『‘（][!-/:-@\[-`{-~，。、；：？！…]{1,6}[”」』’）]")  # “...”, （...）
_MENU = lazy(r"(?<=[A-Za-z])[ ]?\.{3}(?=[A-Za-z】」』”’])")  # 【Save As...】, match...with
_FACE = lazy(
    rf"\([^A-Za-z0-9{HAN_BMP}()\n]{{1,8}}\)[Ａ-Ｚａ-ｚ]?"
    r"|\([^()\n]{0,3}[╯╰°▽□ω´｀≧≦∀⊙﹏ಠ益Д￣ヮ╥][^()\n]{0,8}\)[Ａ-Ｚａ-ｚ]?"
)
_BEFORE_LATIN_ROW = lazy(r",(?= ?[A-Za-z][A-Za-z0-9_.]*(?: ?, ?[A-Za-z][A-Za-z0-9_.]*){2})")
_SECRET = lazy(
    "(?:密[码碼]|口令|[Pp]assword|[Tt]oken)[ ]?(?:[:：]|默?[认認]?[为為是])[ ]?([\\w@#$][!-~]{2,}[^\\s(),;\u0080-\uffff])"
)

# 用;分隔, url的?后面: a mark that is spoken of without its name.
_SPOKEN_OF = lazy(
    "(?<=[用以由]) ?-{2,} ?(?=分[割隔])|(?<=[用以按是的为為含至将將把加成带帶有]) ?[,:;!?]+(?!(?<=[是的为為至成带帶有],)(?:[后後前](?![缀綴])|[来來](?![分隔连連拼区區表作做代])|[开開]始)) ?(?=分[割隔开開]|隔[开開]|[来來作做后後前号號替拼的]|[这這][个個样樣]|[开開][头頭始]|[结結]尾|[连連]接|表示|符[号號])"
    "|(?<=[：:])[,;!?]+(?=表示|代表|意[为為]|是指)"
    "|(?<=含有|包含) ?[,:;!?]+(?= ?[或和与與、])"
    "|(?<=含有|包含|加上|添加|去掉|省略|转义|轉義|匹配|代替|因为|因為|由于|由於) ?\\?|(?<![,:;!?])[,:;!?]+(?= ?(?:修饰符|修飾符|操作符|运算符|運算符|[通占]配符|占位符))"
)
_STRAY = lazy(r"(?<=[，、。；（]) ?[,:;!?]+|(?<=[)\]`] )[,:;!?]|(?<=, );(?= ?[是会會])")
_BESIDE_LATIN = {
    mark: lazy(rf"(?<![{HAN_BMP}]){mark}|{mark}(?![ ]?[{HAN_BMP}])") for mark in (",", ":", ";", "!", r"\?")
}
_SHAPE = lazy(
    "[“「『]([^“”「」『』\n]{1,80})[”」』](?= ?的? ?(?:格式|形式|字[样樣]|字符串|[前后後][缀綴]))"
)  # “甲:乙”的格式
_CODE = lazy(r"(?m:^)[ \t]*[0-9]{1,3}[ ]?:(?![0-9])")  # 0:正常, alone on its line
# `uid` 编号, `name` 名称, and 2021-09-01:算法;2021-07-02:SQL: all marks of a series change or none does.
_NAMED = lazy(r"(?:`[^`\n]+`[^`\n,，。；;]{0,20}, ?){2,}")
_SERIES = lazy(
    r"(?=[^\s;；，。]{1,61};[^\s;；，。]{1,61};)(?:[^\s;；，。]{0,30}[A-Za-z0-9][^\s;；，。]{0,30};){2,}[^\s;；，。]*"
)
_END_OF_STATEMENT = lazy(rf"(?<=[A-Za-z0-9_)\]}}\"'`$]);(?!(?<=\$;)[{HAN_BMP}])")
_ROUND = lazy("[()]")
_COMMAS = lazy("[ ]?,[ ]?")
_ARROW = lazy("(?<!-)-+>")
_HYPHENS = lazy("-{2,}")
_CHOOSING = lazy("[?:]")
_QUESTION = lazy("[?]")  # 明火?蝉 has lost a character, and asks nothing


def _share(text: str) -> float:
    """Return how many Chinese characters there are in ``text`` for each word in Latin letters."""
    return len(_HAN.findall(text)) / (len(_WORD.findall(text)) or 1)


def _is_english(line: str) -> bool:
    """Return whether a line is English with Chinese in it, by words of its grammar.

    >>> [_is_english(line) for line in ("The rule of 甲, 乙", "Spring Boot 是什么,怎么用")]
    [True, False]
    """
    share = _share(line)
    if not share:
        return False
    if share < 3 and _BEGINS_IN_LATIN.match(line) and _GRAMMAR.search(line):
        return True
    return share < 1 and len(_WORD.findall(line)) >= _FEWEST_ENGLISH_WORDS and _GRAMMAR_WITHIN.search(line) is not None


def foreign_spans(text: str, prose: Iterable[Span]) -> Iterator[Span]:
    """Yield the lines of ``prose`` of which the Chinese is names in a sentence of another language: short, without grammar, less than its letters.

    >>> text = "# Calculate 上廣, 上袤 and袤\\n# Spring Boot 是什么,怎么用"
    >>> list(foreign_spans(text, [(2, 22), (25, len(text))]))
    [(2, 22)]
    """
    for pieces in pieces_by_line(text, prose):
        line = " ".join(text[start:end] for start, end in pieces)
        if not line.isascii() and len(_WORD.findall(line)) > 1 and _has_names_alone(line):
            yield from pieces


def _has_names_alone(line: str) -> bool:
    names = _HAN_RUN.findall(line)
    return (
        bool(names)
        and max(map(len, names)) <= _LONGEST_NAME
        and sum(map(len, names)) < sum(map(len, _WORD.findall(line)))
        and not _OF_CHINESE.search(line)
        and (_TWO_WORDS.match(line) is not None or _GRAMMAR.search(line) is not None)
    )


# What of a match is a literal.
def _all(match: re.Match[str]) -> Iterator[Span]:
    yield match.span()


def _groups(match: re.Match[str]) -> Iterator[Span]:
    yield from (match.span(group) for group in range(1, match.re.groups + 1) if match[group] is not None)


def _marks_of_groups(match: re.Match[str]) -> Iterator[Span]:
    for span in _groups(match):
        yield from (mark.span() for mark in MARK.finditer(match.string, *span))


def _marks(match: re.Match[str]) -> Iterator[Span]:
    yield from (mark.span() for mark in MARK.finditer(match.string, *match.span()))


def _brackets(match: re.Match[str]) -> Iterator[Span]:
    opening = match.start() + len(match[0]) - len(match[0].lstrip("\t"))
    yield opening, opening + 1
    yield match.end() - 1, match.end()


def _round_brackets(match: re.Match[str]) -> Iterator[Span]:
    yield from (bracket.span() for bracket in _ROUND.finditer(match.string, *match.span()))


def _spoken_of(match: re.Match[str]) -> Iterator[Span]:
    """Yield a mark that a line speaks of, and others like it that stand between no words: 以:开头，解析前去掉:"""
    yield match.span()
    marks = _BESIDE_LATIN.get(re.escape(match[0].strip()))
    if marks:
        yield from (mark.span() for mark in marks.finditer(match.string, match.pos, match.endpos))


def _doubtful(mark: re.Match[str]) -> Iterator[Span]:
    if is_doubtful(mark.string, mark.start()):
        yield mark.span()


def _glosses(line: re.Match[str]) -> Iterator[Span]:
    """Yield the brackets of a line of which only they have Chinese: ``// starts the server (启动服务)`` is a Latin sentence."""
    outside = _IN_BRACKETS.sub("", line[0])
    if len(_WORD.findall(outside)) > 2 and not _HAN.search(outside):
        for bracket in _IN_BRACKETS.finditer(line.string, *line.span()):
            yield from _brackets(bracket)


_Take = Callable[[re.Match[str]], Iterator[Span]]


def _on_its_line(marks: re.Pattern[str]) -> _Take:
    return lambda match: (mark.span() for mark in marks.finditer(match.string, match.pos, match.endpos))


_LINE, _MARKS_OF_LINE, _HYPHENS_OF_LINE, _CHOOSING_OF_LINE, _COMMAS_OF_LINE = map(
    _on_its_line, (_WHOLE, MARK, _HYPHENS, _CHOOSING, _COMMAS)
)
_OF_THE_LINE = frozenset((_LINE, _MARKS_OF_LINE, _HYPHENS_OF_LINE, _CHOOSING_OF_LINE, _COMMAS_OF_LINE))
"""Where one match closes these of its whole line, another says nothing more."""

_FINDERS: tuple[tuple[re.Pattern[str], str, _Take], ...] = (
    (_FACTORIAL, "!", _all), (_TUPLE, "(", _all), (_MARKED_UP, "** ~~", _all), (_STEPS, "--", _all),
    (_NUMBERED_NAME, "：", _all), (_SPOKEN_OF, ", : ; ! ? --", _spoken_of), (_STRAY, ", : ; ! ?", _all),
    (_END_OF_STATEMENT, ";", _all), (_NUMBERS, "..", _all), (_FORMULA, "(", _all), (_DOUBLED, "((", _all), (_ROW, "( （", _all), (_OF_TUPLE, "(", _all),
    (_ARGUMENTS, "(", _all), (_FUNCTION, "(", _all), (_CONVERSION, "(", _all), (_APPLIED, "(", _all), (_CODE, ":", _all), (_EXPRESSION, "(", _all), (_MESSAGE, ":", _all), (_NAME_OF_PROGRAM, ":", _all),
    (_PLACEHOLDER, ", : ; ?", _all), (_ABBREVIATION, ".", _all), (_ADDRESS, ":", _all), (_OPTION, "--", _all), (_FACE, "(", _all),
    (_SYMBOLS, "@ # $ % ^ &", _all), (_MENU, "..", _all), (_VARIABLE, "$", _all), (_QUOTED_MARK, "” 」 』 ’ ）", _all), (_DOTS, "..", _all),
    (_PAIR, '"', _all), (_BEFORE_LATIN_ROW, ",", _all), (ESCAPED_TAG, ">", _all),
    (_SHOUTED, "!", _groups), (_SECRET, ": ： 为 為 是", _groups),
    (_QUESTION, "?", _doubtful), (_NAMED, "`", _marks), (_SERIES, ";", _marks),
    (_SHAPE, "” 」 』", _marks_of_groups), (_MARK_FOR_MARK, "> → ⇒ 改", _MARKS_OF_LINE), (notations.FIELDS, ": ： = - 、 0", _MARKS_OF_LINE), (_ARROW, ">", _HYPHENS_OF_LINE),
    (_CHOICE, "%", _CHOOSING_OF_LINE), (_PLACE_IN_FILE, ":", _LINE),
    *((pattern, signs, _all) for pattern, signs in notations.WHOLE), *((pattern, signs, _groups) for pattern, signs in notations.GROUPS),
    (notations.EQUATION, "= ≈", _round_brackets), (notations.FORMAT, ",", _marks_of_groups), (notations.ARGUMENT, ",", _COMMAS_OF_LINE), (notations.ROW, ",", _MARKS_OF_LINE),
    (notations.LOGGED, ":", _MARKS_OF_LINE), (notations.ENTRY, "( （ [", _LINE), (notations.SEGMENTED, "/ _", _LINE), (notations.CHOICE, "?", _MARKS_OF_LINE), (notations.PROPORTION, "::", _CHOOSING_OF_LINE), (notations.DRAWN, "--", _MARKS_OF_LINE), (notations.STEPPED, "--", _HYPHENS_OF_LINE), (notations.KEY, ":", _CHOOSING_OF_LINE),
    (bracketed.RETURNED, "(", _groups), (bracketed.ALONE, "(", _groups), (bracketed.IN_CELL, "(", _groups), (bracketed.APPLIED, "(", _groups),
    (bracketed.ARRAY, "[ <", _marks), (bracketed.RECORD, "{", _all), (bracketed.MIXED, ",", _marks),
    *((pattern, "( （", _brackets) for pattern in _HOUSE_STYLE),
)  # fmt: skip
"""Patterns, the signs one of which each needs, as most lines have few of them, and what of a match is a literal."""

_SIGN = lazy(r"\.\.|--|::|\(\(|\*\*|~~|[\[<{!(（)）,:;?.@#$%^&”」』’\"`>→⇒改=、：为為是－―—／．/_-]|[0-9](?![0-9])")


def literal_spans(text: str) -> Iterator[Span]:
    """Yield what is a literal wherever it stands.

    >>> text = '值为 "node1"，即"甲"和 (i, j) 的 n!。'
    >>> sorted(text[start:end] for start, end in literal_spans(text))
    ['!', '"node1"', '(', '(i, j)', ')', 'n!']
    >>> text = "状态(0:正常;1:停用)"
    >>> sorted({text[start:end] for start, end in literal_spans(text)})
    ['(', ')', ':', ';']
    """
    for paragraph in PARAGRAPH.finditer(text):
        content, offset = paragraph[0], paragraph.start()
        spans = _cached(content) if len(content) < _MOST_CACHED else _in_paragraph(content)
        yield from ((offset + start, offset + end) for start, end in spans)


_MOST_CACHED = 4_000


@lru_cache(maxsize=1 << 12)
def _cached(paragraph: str) -> tuple[Span, ...]:
    """Return the literals of a paragraph: a file is read again after each change, and most of it is then the same."""
    return tuple(_in_paragraph(paragraph))


def _in_paragraph(text: str) -> Iterator[Span]:
    text = _READING.sub(lambda reading: "注" * len(reading[0]), text)
    yield from quoted_spans(text)
    yield from named_marks(text)
    yield from bracketed.outcomes(text)
    for line in _WHOLE.finditer(text):
        if not line[0].isascii() and _is_english(line[0]):
            yield from _marks(line)
        if "(" in line[0]:
            yield from _glosses(line)
        for pattern, take in _finders_for(frozenset(_SIGN.findall(text, *line.span()))):
            for match in pattern.finditer(text, *line.span()):
                yield from take(match)
                if take in _OF_THE_LINE:
                    break


@lru_cache(maxsize=1 << 12)
def _finders_for(signs: frozenset[str]) -> list[tuple[re.Pattern[str], _Take]]:
    """Return the patterns that may match on a line with these ``signs``; any digit stands for 0."""
    single = {"0" if sign.isdigit() else sign[0] for sign in signs}
    return [(pattern, take) for pattern, needed, take in _FINDERS if not (single | signs).isdisjoint(needed.split())]
