"""Gaps to fill in: lines of forms and exam papers, on which a run of wide blanks is a place, as wide as its writer set it.

``第一章　　总则`` is spaced out; ``等于　　　。`` leaves room for an answer.  One such gap tells that its line is a form, and then every
run of the line stays: of ``甲方：　　　乙方：　　　丙方`` the second gap alone does not tell what it is.  Paragraphs that were joined, each with its indent, are no form.
"""

from __future__ import annotations

from bisect import bisect_right

from unionclean.han import HAN
from unionclean.lines import find_lines_with
from unionclean.patterns import lazy

_BLANKS = " \t\u3000\u00a0"
_WIDE = "[\u3000\u00a0]"
_RUN = "[ \u3000\u00a0]{2,}"
_UNITS = (
    f"(?:[年月日时時分号號份名人岁歲天页頁条條章届屆期字次](?:(?![{HAN}])|(?=[内內前后後起止至]))|[个個]月(?![{HAN}])|元(?![朝代旦素件])|[万萬亿億]元|[％%]"
    "|厘米|公分|千克|公斤|平方米|公里)"
)
_TWO_WIDE = lazy(f"{_WIDE}[ \u3000\u00a0]| {_WIDE}")
_GAP = lazy(
    "(?<=[ \u3000\u00a0]{2})(?:[，。；、？！）)〕\\]】》〉”」』,;?!]"  # before a mark
    "|[（(]?[B-H][.．、）)]"  # before an option
    "|[（(](?:[签簽盖蓋印]|公章)|[_＿]{2})"  # before a place to sign
    f"|[（(〔［\\[【《“「=＝￥¥＄$]{_RUN}|(?:[签簽盖蓋][字名章]|公章|印章)[）)]{_RUN}|[_＿]{{2}}{_RUN}"  # behind what opens one
    f"|[：:]{_RUN}(?:[^：:\\s]{{1,14}}[：:]|[（(]|{_UNITS})"  # behind a label, before the next one or a unit
    f"|[年月]{_RUN}[月日]|[^\\s]{{2}}{_RUN}{_UNITS}|第{_RUN}{_UNITS}"  # a date, an amount
    f"|[{HAN}，；][是为為由于於在向与與和给給]{_RUN}[^\\s]"  # behind a word that wants an object
    f"|(?:姓名|班[级級]|[学學座考][号號]|性[别別]|年[龄齡]|得分|成[绩績]|日期|[签簽][名字]){_RUN}"  # behind a label of forms without a colon
    f"|(?<![^\\s])([^\\s]{{1,14}}){_RUN}\\1(?![^\\s])"  # the same label for both parties
)
"""What tells of a gap on a line without its indent."""
_PARAGRAPHS = lazy(f"[。！？；：…”]{_RUN}[^\\s]{{2,}}[，。！？；]")
"""Paragraphs that an extractor has joined, with their indents: no line of a form."""


class Forms:
    """The lines of a text that hold a gap to fill in; they are looked for when the first run of blanks asks.

    >>> forms = Forms("姓名：　　　性别：　　　班\\n总　　则")
    >>> 3 in forms, 10 in forms, 16 in forms
    (True, True, False)
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None
        self._ends: list[int] = []

    def __contains__(self, place: int) -> bool:
        if self._starts is None:
            self._starts = []
            for start, end in find_lines_with(_TWO_WIDE, self._text):
                line = self._text[start:end].strip(_BLANKS)
                if _GAP.search(line) and not _PARAGRAPHS.search(line):
                    self._starts.append(start)
                    self._ends.append(end)
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and place < self._ends[number]
