"""Marks that recognition leaves wrong: the dot of a transliterated name, and `.` for `。`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.edits import Edit
from unionclean.han import HAN_BMP, KANA

_DOTS = "•・‧∙⋅"
_DOT = re.compile(f"(?<=[{HAN_BMP}])[{_DOTS}](?=[{HAN_BMP}])")
_KANA = re.compile(f"[{KANA}]")
_STOP = re.compile(f"(?<=[{HAN_BMP}”）])\\.(?=[{HAN_BMP}“]|[ \t]*$)", re.MULTILINE)
_LEAST_STOPS = 3
_SENTENCE = 10
"""Characters of a sentence, on the average; what is divided into shorter pieces is a list."""
_SOUNDS = frozenset(
    "阿埃艾爱安奥巴拜班贝本比彼宾波伯博布查达戴丹道德登迪蒂丁杜顿多恩尔法菲费芬夫弗福盖冈高戈格古哈海汉豪赫亨华霍基吉加贾杰金卡坎康考科克肯库奎拉莱兰朗劳勒雷里丽利莉连列林隆卢鲁路伦罗洛马玛迈麦曼梅门蒙米密明缪莫默姆穆"
    "纳娜奈南内尼妮宁纽努诺欧帕潘佩皮珀普奇乔琼丘让热日荣瑞萨塞赛桑森沙莎山尚绍舍什圣施史斯丝苏索塔泰坦汤唐陶特滕廷图托脱瓦万威韦维温文沃乌伍西希夏香谢辛休许雪雅亚扬耶叶伊依因英尤约扎詹泽珍朱茨兹祖佐"
)
"""Characters that foreign names are usually written with (after 世界人名翻译大辞典, the tables of sounds)."""


def find_marks(text: str) -> list[Edit]:
    """Return the dots of names and the full stops to write as Chinese marks.

    >>> [edit.before + edit.after for edit in find_marks("列夫•托尔斯泰")]
    ['•·']
    >>> find_marks("首页•新闻•关于")
    []
    """
    return sorted([*_dots(text), *_stops(text)])


def _dots(text: str) -> Iterator[Edit]:
    if not any(map(text.__contains__, _DOTS)):
        return
    for match in _DOT.finditer(text):
        around = text[max(0, match.start() - 2) : match.start()] + text[match.end() : match.end() + 2]
        if _SOUNDS.issuperset(around) and not _KANA.search(around):
            yield Edit(match.start(), match.end(), match[0], "·", "name-dot", "probable", confidence=0.99)


def _stops(text: str) -> Iterator[Edit]:
    if "。" in text:
        return
    found = list(_STOP.finditer(text))
    at_ends = sum(text[match.end() : match.end() + 1] in "\n" for match in found)
    length = len(text) / max(1, len(found))
    if len(found) >= _LEAST_STOPS and at_ends and length >= _SENTENCE:
        for match in found:
            yield Edit(match.start(), match.end(), ".", "。", "full-stop", "probable", confidence=0.99)
