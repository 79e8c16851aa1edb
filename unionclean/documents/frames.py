"""Frames in which too few marks belong to a sentence for ``fix`` to change them: beside a sign or an identifier, behind a blank, as an object.

Nobody may look again at what ``fix`` changed, so a mark changes in a file only where nearly all such marks belong to a sentence.
``docs/documents.md`` says how the frames were counted.  Strings are not concerned: :func:`unionclean.clean` changes them as before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import accumulate

from unionclean.documents.document import Document
from unionclean.documents.entities import with_characters
from unionclean.documents.named_marks import MARK
from unionclean.han import HAN_BMP
from unionclean.masking import CLOSED, Span, overlapping
from unionclean.patterns import lazy

_WORD, _MARKUP = f"{HAN_BMP}A-Za-z0-9", "`*_"
_CLOSING, _OPENING = "）〕】」』》〉”’…。，；：、！？—", "（〔【「『《〈“‘"
_LEFT = rf"\s{_WORD}{_CLOSING}{CLOSED}“‘{_MARKUP})\].\"'$"
_RIGHT = rf"\s{_OPENING}{_MARKUP}(\[\"'<$"
_ANY = r"\s\S"

_SIDES = {
    ",": (rf"{_LEFT}%>}}", rf"{_RIGHT}{_WORD}\\"),
    ":": (rf"{_LEFT}>", rf"{_RIGHT}{_WORD}/～~①-⑳"),
    ";": (_LEFT, rf"{_RIGHT}{_WORD}\\"),
    "!": (rf"{_LEFT}!?", _ANY),
    r"\?": (rf"{_LEFT}!?", _ANY),
}
"""What may stand on the left and on the right of each mark of a sentence."""

_OBJECT = rf"(?:(?<![{HAN_BMP}])[用把将將]|(?<![但于於还還就可只总總若算便即正都也更])是|(?<![行认認因作成称稱以])[为為]|或者?)"
"""A word whose object follows: what stands in brackets behind it is no gloss.  A longer word must not end in it: 行为, 但是."""

_FRAMES = tuple(
    (sign, lazy(pattern))
    for sign, pattern in [
        # 100%; and ：!-x and ?Sized
        *((mark[-1], rf"(?<=[^{left}])({mark})|({mark})(?=[^{right}])") for mark, (left, right) in _SIDES.items()),
        *((mark, rf"(\{mark})(?=[.=&|/\\#@%^-]|\([A-Za-z0-9-])") for mark in "!?"),
        # A blank that would stay in front of the mark: $x$ :甲
        *((mark, rf"(?:(?<=[!-~])[ \t]|(?<=\S)[ \t]{{2}})[ \t]{{0,8}}(\{mark})") for mark in ":!?"),
        # Between an identifier and a word: tls:部分, u:用户名:权限, 版本为:latest, 按:进入
        (":", rf"(?<![A-Za-z0-9_.-])[a-z][A-Za-z0-9_.-]{{0,60}}(:)(?=[{HAN_BMP}])(?:[{HAN_BMP}]{{1,12}}(:)(?=[{HAN_BMP}]))?"),
        (":", r"(?<=[为為是在])(:)(?=[a-z0-9])|(?<=[按敲])(:)(?=\S)"),
        # The path of a permission or a menu: "数据:用户:编辑"
        (":", rf"[\"“'‘][{_WORD}]{{1,12}}(:)[{_WORD}]{{1,12}}(:)[{_WORD}:]{{1,24}}[\"”'’]"),
        # Pseudo-code: while 队列不为空:
        (":", r"(?<![A-Za-z0-9_])(?:while|for|if|elif|else if)[ (][^:\n]{1,80}(:)[ \t]*(?:\n|\Z)"),
        ("!", r"(?<![行认認因作成称稱以])[为為](!)(!?)(!?)(?=\S)|(?<=[有是用])(!)(?=[A-Za-z])"),
        ("?", r"(?<=[有是用合])(\?)(?=[A-Za-z])"),
        # num--的时候, #或--空格
        ("-", r"(?<=[A-Za-z0-9_.+)\]#`|、：])(-{2,})|(?<=[或用和与與以按为為])(-{2,})"),
        # class Xxx...来定义, ...Each, 声明时用...，
        (".", r"(?<=[用加以])[ ]?(\.{3,})(?=[ ]?[，。、,])"),
        (".", r"(?<=[A-Za-z)\],])(\.{3,})|(?<!\.)(\.{3,})(?=[A-Za-z])"),
        ("(", rf"{_OBJECT}(\()[A-Za-z][A-Za-z0-9_./ -]{{0,40}}(\))"),
        # A subject, and a pointer: 。(type)只能, 对(*p)操作
        ("(", rf"(?<=[。；，、])(\()[A-Za-z_]{{1,40}}(\))(?=[{HAN_BMP}])|(\()[*&][A-Za-z_]\w{{0,40}}(\))"),
        # A type, a place, a formula: (数值|字符串), f([甲]), TODO(甲), （a + b)^2
        ("|", r"(\()[^()\n|]{1,40}(?<! )\|(?! )[^()\n]{0,80}(\))"),
        ("(", r"(\()\\?\[[^\[\]()\n]{1,80}\](\))|(?<![A-Za-z])(?:TODO|FIXME|XXX)(\()[^()\n]{1,80}(\))"),
        ("^", r"(\))(?=\^)"),
    ]
)  # fmt: skip
"""A sign that each frame needs, and the marks that are left in it."""


_LATE = lazy(r"(?:(?<=[!-~])[ \t]|(?<=\S)[ \t]{2})[ \t]{0,8}[,;]")
"""A separator behind a blank that would stay in front of it, full-width: $x$ ,甲.  All marks of its line stay."""


def doubtful_marks(document: Document, lines: AbstractSet[int]) -> Iterator[Span]:
    """Yield the marks on these ``lines`` of a document that stand in a frame in which ``fix`` would be wrong too often.

    >>> text = "若宽100%;则,按:进入,类型是?Sized,先num--的,或(int)转,值为!!。"
    >>> found = doubtful_marks(Document("markdown", text, ((0, len(text)),)), {0})
    >>> "".join(text[start:end] for start, end in sorted(found))
    ';:?--()!!'
    """
    is_prose = overlapping(document.prose)
    chosen: list[str] = []
    starts: list[int] = []
    start = 0
    for number, line in enumerate(with_characters(document.text).split("\n")):
        if number in lines:
            chosen.append(line)
            starts.append(start)
            if any(is_prose(start + late.end() - 1, start + late.end()) for late in _LATE.finditer(line)):
                yield from ((start + mark.start(), start + mark.end()) for mark in MARK.finditer(line))
        start += len(line) + 1
    places = list(accumulate((len(line) + 1 for line in chosen), initial=0))
    for first, last in _marks_in_frames("\n".join(chosen)):
        index = bisect_right(places, first) - 1
        shift = starts[index] - places[index]
        yield first + shift, last + shift


def _marks_in_frames(text: str) -> Iterator[Span]:
    for sign, frame in _FRAMES:
        if sign in text:
            for match in frame.finditer(text):
                yield from (match.span(group) for group in range(1, match.re.groups + 1) if match[group])
