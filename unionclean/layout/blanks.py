"""Blanks inside words: `短期 负 荷 预 测`, as PDF extraction, justified text and OCR leave them.

No Chinese text has blanks between the characters of a sentence, but lists, verse, names set apart, forms and headings have.
So the page must show it: over all its blanks between characters the text runs on (:mod:`unionclean.layout.cohesion`), as it does
not over the blanks that somebody meant.  Then the blanks go from its sentences; a line without a sentence needs evidence of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Set
from itertools import islice
from typing import NamedTuple

from unionclean.han import HAN_BMP
from unionclean.layout.cohesion import weigh
from unionclean.layout.lines import Line, cells

_STOPS = "，。、；：？！"
_COMMAS, _FULL_STOPS = "，、；：", "。！？"
_OPENING, _CLOSING = "（《〈「『【“‘", "）》〉」』】”’"
GAP = re.compile(
    f"(?<=[{HAN_BMP}])(?!(?<=[0-9][日号])[ \t\u00a0]+(?:[上下中]午|[早晚]|凌晨|星期|周))[ \t\u00a0]+(?=[{HAN_BMP}])"
)
"""Blanks between characters; not those of an agenda, between a date and a time of day."""
_BLANKS = "[ \t\u00a0]+"
_ITEM = "[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[.．、)）]"
BEFORE_STOP = re.compile(f"(?<=[{HAN_BMP}A-Za-z0-9{_STOPS}{_CLOSING}]){_BLANKS}(?=[{_STOPS}])")
BEHIND_STOP = re.compile(f"(?<=[{_STOPS}]){_BLANKS}(?!{_ITEM})(?=[^\\s*•#|>{_STOPS}-])")
_MISREAD = "[,;:!?]"
BEFORE_MISREAD = re.compile(f"(?<=[{HAN_BMP}{_CLOSING})]){_BLANKS}(?={_MISREAD}(?:{_BLANKS}[{HAN_BMP}]|[ \t]*\n))")
BEHIND_MISREAD = re.compile(f"(?<=[{HAN_BMP}{_CLOSING})][ \t\u00a0]{_MISREAD}){_BLANKS}(?=[{HAN_BMP}])")
"""A full-width mark that was recognised as a half-width one has blanks on both sides."""
BEFORE_BRACKET = re.compile(f"(?<=[^\\s]){_BLANKS}(?=[{_CLOSING}])|(?<=[{HAN_BMP}{_STOPS}]){_BLANKS}(?=[{_OPENING}])")
BEHIND_BRACKET = re.compile(
    f"(?<=[{_OPENING}]){_BLANKS}(?=[^\\s])|(?<=[{_CLOSING}]){_BLANKS}(?!{_ITEM})(?=[{HAN_BMP}A-Za-z0-9{_OPENING}])"
)
_SENTENCE = re.compile(f"[{_STOPS}]| [,;:] ")
_NAME_APART = re.compile(rf"(?:^|[\s{_STOPS}])[{HAN_BMP}][ \t\u00a0\u3000]{{2,}}[{HAN_BMP}](?=$|[\s{_STOPS}])")
_BOX = re.compile("[\t│┃┊]")
_FORM = re.compile("[年月日时分][ \t\u00a0]|[ \t\u00a0][年月日时分]")
_HEADING = re.compile("第[一二三四五六七八九十百零〇0-9 \t\u00a0]+[章节節条條编編部篇卷回集款][ \t\u00a0]")
_SINGLE = re.compile("(?<![!-~])[!-~](?: [!-~]){2,}(?![!-~])|(?<![!-~])[0-9] [0-9](?![!-~])")
"""Latin letters and digits set apart one by one."""
_YEAR = re.compile("[12](?: [0-9]){3} ?年")
_WHOLE_WORD = re.compile("[!-~]{2}")
_BESIDE_LATIN = re.compile(f"(?<=[{HAN_BMP}]) (?=[!-~])|(?<=[!-~]) (?=[{HAN_BMP}])")
_LOOKS = (
    re.compile(f"[ \t\u00a0](?<=[{HAN_BMP}][ \t\u00a0])(?<![章节節条條][ \t\u00a0])[ \t\u00a0]*[{HAN_BMP}]"),
    re.compile(f"[ \t\u00a0](?<=[{_STOPS}{_OPENING}{_CLOSING}][ \t\u00a0])[ \t\u00a0]*[^\\s]"),
    re.compile(f"[ \t\u00a0](?<=[^\\s][ \t\u00a0])[ \t\u00a0]*[{_STOPS}{_CLOSING}]"),
)
"""The same blanks but for those behind `第一条`, written so that the search looks for blanks first."""
_ENOUGH = 6.0
"""Evidence of a page, in nats, that blanks stand inside its words."""
_ENOUGH_ALONE = 4.0
"""Evidence of a line without a sentence on such a page."""
_LEAST_GAPS = 4
_SAMPLE = 40
"""Blanks after which a list is known as one."""
_WIDEST_AT_MARKS = 2
"""A wider blank beside a mark leaves room for an entry, or divides columns."""
_REACH = 8
"""Characters to the left of a blank among which the two before it are found."""


class Gap(NamedTuple):
    """Blanks to remove: their span and the rule."""

    start: int
    end: int
    rule: str


def find_gaps(text: str, lines: list[Line], skipped: Set[int]) -> list[Gap]:
    """Return the blanks inside words that the page shows to be damage."""
    rows = {
        index: gaps
        for index, gaps in _by_line(GAP, text, lines).items()
        if index not in skipped and not _is_set_apart(lines[index])
    }
    weights = _weigh_gaps(text, (gap for gaps in rows.values() for gap in gaps))
    if not _shows_damage(text, weights):
        return []
    found: list[Gap] = []
    widest = _usual_width(rows.values())
    for index, gaps in rows.items():
        alone = len(gaps) >= _LEAST_GAPS and sum(weights[gap.start()] for gap in gaps) > _ENOUGH_ALONE
        if alone or _is_sentence(lines[index]):
            found += [Gap(*gap.span(), "blank-in-word") for gap in gaps if len(gap[0]) <= widest]
    for index in {*rows, *_by_line(_SINGLE, text, lines)} - skipped:
        found += _at_latin(lines[index], len(rows.get(index, ())))
    return found


def _weigh_gaps(text: str, gaps: Iterable[re.Match[str]]) -> dict[int, float]:
    """Return what each blank counts for, by its start; nothing if the beginning shows a list."""
    weights: dict[int, float] = {}
    total = 0.0
    for gap in gaps:
        weights[gap.start()] = weight = _weigh_gap(text, gap)
        total += weight
        if len(weights) == _SAMPLE and 2 * total < -_SAMPLE:
            return {}
    return weights


def _shows_damage(text: str, weights: dict[int, float]) -> bool:
    """Return whether the text runs on over its blanks; what stands again and again, as a form or agenda has it, counts once."""
    distinct = {text[max(0, start - 2) : start + 3]: weight for start, weight in weights.items()}
    evidence = sum(distinct.values())
    return len(distinct) >= _LEAST_GAPS and evidence > _ENOUGH and 3 * evidence > len(distinct)


def _at_latin(line: Line, gaps: int) -> list[Gap]:
    """Return the blanks inside numbers that were set apart digit by digit, and around them where no word is whole: `共 4 7 个`.

    ``gaps`` is the number of blanks between the Chinese characters of the line.
    """
    found: set[int] = set()
    for run in _SINGLE.finditer(line.words):
        if gaps >= _LEAST_GAPS or _YEAR.match(line.words, run.start()):
            found.update(range(run.start() + 1, run.end(), 2))
    if found and _WHOLE_WORD.search(line.words) is None:
        found.update(match.start() for match in _BESIDE_LATIN.finditer(line.words))
    return [Gap(line.start + place, line.start + place + 1, "blank-in-word") for place in sorted(found)]


def _by_line(pattern: re.Pattern[str], text: str, lines: list[Line]) -> dict[int, list[re.Match[str]]]:
    """Return the matches of ``pattern`` by the line they stand in."""
    starts = [line.start for line in lines]
    found: dict[int, list[re.Match[str]]] = {}
    for match in pattern.finditer(text):
        found.setdefault(bisect_right(starts, match.start()) - 1, []).append(match)
    return found


def may_have_gaps(text: str) -> bool:
    """Return whether ``text`` has enough blanks beside Chinese characters for a decision."""
    if sum(map(text.count, " \t\u00a0")) < _LEAST_GAPS:
        return False
    return any(len(list(islice(look.finditer(text), _LEAST_GAPS))) == _LEAST_GAPS for look in _LOOKS)


def _weigh_gap(text: str, gap: re.Match[str]) -> float:
    left = text[max(0, gap.start() - _REACH) : gap.start()].rpartition("\n")[2]
    return weigh("".join(left.split()), text[gap.end()])


def _usual_width(rows: Iterable[list[re.Match[str]]]) -> int:
    """Return the width that most blanks of the page do not exceed; a wider one is meant to be seen."""
    widths = sorted(len(gap[0]) for gaps in rows for gap in gaps)
    return widths[len(widths) * 9 // 10]


def _is_set_apart(line: Line) -> bool:
    """Return whether the blanks of a line hold names apart, leave room in a date, form or heading, or make columns."""
    if _BOX.search(line.words) or _NAME_APART.search(line.words) or _HEADING.match(line.words):
        return True
    return _FORM.search(line.words) is not None and not _is_sentence(line)


def _is_sentence(line: Line) -> bool:
    return _SENTENCE.search(line.words) is not None


def find_gaps_at_stops(text: str, lines: list[Line], skipped: Set[int]) -> list[Gap]:
    """Return the blanks beside the commas and stops of sentences; whether they are damage the page must say."""
    pairs = ((BEFORE_STOP, BEHIND_STOP), (BEFORE_MISREAD, BEHIND_MISREAD))
    return [gap for before, behind in pairs for gap in _find_at_marks(text, lines, skipped, before, behind)]


def find_gaps_at_brackets(text: str, lines: list[Line], skipped: Set[int]) -> list[Gap]:
    """Return the blanks beside the brackets and quotation marks of sentences; some people put them there."""
    return _find_at_marks(text, lines, skipped, BEFORE_BRACKET, BEHIND_BRACKET)


def _find_at_marks(
    text: str, lines: list[Line], skipped: Set[int], before: re.Pattern[str], behind: re.Pattern[str]
) -> list[Gap]:
    return [
        Gap(*gap.span(), rule)
        for pattern, rule in ((before, "blank-before-mark"), (behind, "blank-behind-mark"))
        for index, gaps in _by_line(pattern, text, lines).items()
        if index not in skipped and _is_sentence(lines[index]) and not _BOX.search(lines[index].words)
        for gap in gaps
        if len(gap[0]) <= _WIDEST_AT_MARKS
    ]


def are_at_most_marks(text: str, gaps: list[Gap]) -> bool:
    """Return whether a third of the commas and a third of the full stops inside lines have a blank before or behind them.

    Behind stops or behind commas alone some people put one on purpose.  So does verse, whose clauses are of one length.
    """
    if len(gaps) < _LEAST_GAPS or _is_verse(text):
        return False
    at_ends = len(re.findall(f"[{_FULL_STOPS}]\\s*(?:\n|$)", text))
    beside = Counter(text[start - 1] if text[start - 1] in _STOPS else text[end] for start, end, _ in gaps)
    commas, stops = (sum(beside[mark] for mark in marks) for marks in (_COMMAS, _FULL_STOPS))
    return 3 * commas > _count(text, _COMMAS) and 3 * stops >= _count(text, _FULL_STOPS) - at_ends


def _count(text: str, marks: str) -> int:
    return sum(map(text.count, marks))


def _is_verse(text: str) -> bool:
    """Return whether most clauses have the same length, of seven characters at the most."""
    lengths = Counter(len(clause) for piece in re.split(f"[{_STOPS}\\s]+", text) if (clause := piece.strip()))
    length, count = max(lengths.items(), key=lambda item: item[1], default=(0, 1))
    return length <= 7 and 3 * count > lengths.total()


def squeeze(lines: list[Line], gaps: list[Gap]) -> list[Line]:
    """Return ``lines`` with the words and widths that they have without ``gaps``; where they start and end stays."""
    starts = [line.start for line in lines]
    by_line: dict[int, list[Gap]] = {}
    for gap in gaps:
        by_line.setdefault(bisect_right(starts, gap.start) - 1, []).append(gap)
    squeezed = list(lines)
    for index, cuts in by_line.items():
        words, origin = lines[index].words, lines[index].start
        for start, end, _ in sorted(cuts, reverse=True):
            words = words[: start - origin] + words[end - origin :]
        squeezed[index] = lines[index]._replace(words=words, width=cells(words))
    return squeezed
