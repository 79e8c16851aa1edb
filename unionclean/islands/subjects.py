"""Marks that the text speaks of: several joined by a word, and the signs of regular expressions."""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.masking import Span
from unionclean.patterns import lazy

_SIGNS = "[,:;!?&|=<>+*%^~-]"
_JOINTS = "和或与與及、"
_MAY_JOIN = lazy(f"[{_JOINTS}](?:(?<={_SIGNS}.)|(?<={_SIGNS} .)) ?{_SIGNS}")
"""Without this, a joint between two signs, there is nothing joined; a joint is rarer than a sign."""
_JOINED = lazy(f"{_SIGNS}{{1,3}}(?<!{_SIGNS}{{4}})(?: ?[{_JOINTS}] ?{_SIGNS}{{1,3}}(?!{_SIGNS}))+")
_QUERY = lazy("\\?(?=[A-Za-z_][0-9A-Za-z_]{0,30}=)")
_GROUP = lazy("\\(\\?(?:[aimsuxL-]{1,7}[:)]|[:=!>]|<[=!A-Za-z])")
_ROW = lazy(
    "[.-]{2}(?:\\.(?<=[用以如]\\.\\.\\.)|(?<=[用以]--))(?=表示|来|來|作为|作為|代替|省略|开头|開頭|结尾|結尾|[开開]始|的|这)"
)
_BEHIND_NAMED = ",:;!?表代意是键鍵号號替改换換删刪去写寫匹可的和或与與来來这這@#$%^&"
"""What :data:`_NAMED` can meet right behind a mark: one look that spares most marks the others."""
_NAMED = lazy(
    f"[,:;!?](?=[{_BEHIND_NAMED}])"
    "(?:(?=[,:;!?]{0,2}(?:表示|代表|意[为為]|是指))(?:(?<=[，、。；（,;(].)|(?<![^\\n].))[,:;!?]{0,2}"  # !表示非
    "|(?=[键鍵])(?<=[按敲].)"  # 按:键
    "|(?=[号號](?![称稱召码碼令外角]))(?<=[加用以写寫打按键鍵个個].)"  # 行尾加;号
    "|(?=替[换換]|改[为為成]|[换換]成|[删刪][掉去除]|去掉|[写寫]成)(?<=[将將把].)"  # 将,替换为，
    "|(?=匹配|表示|代表|可|是|的|和|或|[与與]|[来來]|[这這])(?:(?<=[通占匹][配位]符[?!])|(?<=[问問][号號]\\?)|(?<=[叹嘆][号號]!))"  # 通配符?匹配
    "|(?=[@#$%^&]{2})(?<![!-/:-@\\[-`{-~].)[!-/:-@\\[-`{-~]*)"  # 包含!@#$%
)
_TERNARY = lazy("[条條]件(?<![么麼啥何些的]..)[^\n。，,?]{0,12}\\?[^\n。，,?:]{1,12}:")
_SPACED = lazy("[,:;!?](?<=[将將把] [,:;!?])(?= (?:替?[换換]|改[为為成用]|[删刪]|去掉|[写寫]成))")
_SCHEMES = tuple("http: https: ftp: file: mailto: javascript: data: blob: about: tel: sms: ws: wss: ssh:".split())  # noqa: SIM905
"""Schemes of addresses."""
_SCHEME = lazy(
    f"(?<![0-9A-Za-z_])(?:{'|'.join(_SCHEMES)})(?=[开開][头頭]|的?(?:[协協][议議定]|地址|[链鏈連][接結]|前[缀綴]|[请請]求)|[和或与與及、] ?[a-z]{{2,10}}:|(?:[这這][种種个個]|[两兩]种))"
)
"""A scheme that a sentence names: https:开头, mailto:的链接."""
_NAME_OF_MARK = lazy("(?:[冒分逗][号號]|[问問][号號]|[感嘆叹][叹嘆]?[号號]|句[号號])[（(][,:;!?](?=[)）])")
"""A mark in brackets behind its name: 冒号（:）."""
_FORMAT = lazy(f":(?<=[{HAN}]:)[{HAN}]{{1,6}}(?::[{HAN}]{{1,6}})*:(?=[{HAN}])")
"""时:分:秒, 文件名:行号:列号: a sentence has one colon."""
_NAMES = ("Yahoo!", "YAHOO!", "Yum!", "Jeopardy!")
"""Names that are written with a mark."""
_SPOKEN_OF = (
    (_NAMES, lazy(f"(?<![A-Za-z])(?:{'|'.join(_NAMES)})")),
    (("?",), _QUERY),
    (("(?",), _GROUP),
    (("...", "--"), _ROW),
    (tuple(",:;!?"), _NAMED),
    (("将 ", "將 ", "把 "), _SPACED),
    (_SCHEMES, _SCHEME),
    (tuple(f"{opening}{mark}" for opening in "（(" for mark in ",:;!?"), _NAME_OF_MARK),
    ((":",), _FORMAT),
    (("条件", "條件"), _TERNARY),
)
"""The patterns, each behind literals without which it matches nothing."""


def find_subjects(text: str) -> Iterator[Span]:
    """Yield marks of which the text says what they are or do: joined by a word, explained, replaced, signs of an expression.

    >>> text = "不能有:和?，分隔符为 , 或 ;，用...表示，(?i)忽略，加上?a=1，行尾加;号，将,替换为，!表示非，包含!@#，以https:开头，冒号（:）"
    >>> [text[start:end] for start, end in sorted(find_subjects(text))]
    [':和?', ', 或 ;', '...', '(?i)', '?', ';', ',', '!', '!@#', 'https:', '冒号（:']
    """
    if _MAY_JOIN.search(text):
        yield from (match.span() for match in _JOINED.finditer(text))
    for hints, pattern in _SPOKEN_OF:
        if any(hint in text for hint in hints):
            yield from (match.span() for match in pattern.finditer(text))
