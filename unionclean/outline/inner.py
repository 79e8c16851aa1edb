"""Find the markers of a text that lost its line breaks: a gap in the numbering says where to look inside a line.

``scan`` reads markers where a line or a clause begins.  A page that lost its line breaks has them anywhere.  They are
looked for only where something is missing: between two items whose numbers do not follow, before a list that begins at
two, behind a first item without a second, and in lines too long for a paragraph.  What is found is weak: it is believed
where a list waits for it, or where at least three follow one another (``lists``).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from unionclean.outline.chinese import ends_a_word
from unionclean.outline.choices import with_glued_choices
from unionclean.outline.items import Items, Kind
from unionclean.outline.marks import RUN, Finder, Mark, has_title, is_led
from unionclean.outline.named import read_named
from unionclean.outline.pieces import BLANKS, BREAK, LEADER, NEXT, SPACE, D, N, S
from unionclean.outline.readers import read_mark
from unionclean.outline.western import COUNTED, NO_GRADE, read_latin

_WIDEST = 6000  # how far before a list to look for its beginning
_LISTED = frozenset(("circled", "latin", "arabic", "paren_arabic", "paren_han", "han", "article"))
_NEAR = 1500  # how far around an item without neighbours to look for them
_ENOUGH = 3  # how many markers of a kind may be a list of their own
_LATEST = 4  # a list that begins later is an excerpt

_INNER = Finder(
    "第一二三四五六七八九十壹贰貳叁參肆伍陆陸柒捌玖拾（(0-9０-９A-HIVXⅠ-Ⅻ①-⑳⑴-⒛㈠-㈩单單",
    rf"第{S}(?:{N}{{1,5}}|{D}{{1,3}}|[Ⅰ-ⅻIVX]{{1,4}}){S}(?:[章节節条條编編篇卷]|部{S}分|[单單]元)"
    rf"|(?<!{N})(?:[一二三四五六七八九十]{{1,3}}|[壹贰貳叁參肆伍陆陸柒捌玖拾]{{1,3}})(?:、|[.．](?={S}[\u3400-\u9fff]))(?!{S}{NEXT})"
    rf"|[（(]{S}(?:{N}{{1,3}}|{D}{{1,2}}[A-Z]?|[A-Za-z]){S}[）)](?![，,。；;）)的及和与與或上下内內外中之（(│|{BREAK}])"
    rf"|(?<![0-9０-９.．A-Za-z/^`\"\[])(?<![0-9A-Za-z][- ]){D}{{1,2}}(?:[.．]{D}{{1,2}})+(?![.．]?[0-9])"
    rf"|[单單]元{S}{N}{{1,3}}(?=[{SPACE}])"
    rf"|(?<![0-9０-９A-Za-z/-])(?<![0-9０-９A-Za-z][.．]){D}{{1,3}}(?:[.．](?![0-9０-９])|、|[,，](?=[“《\u3400-\u9fff]))"
    rf"|(?<=[A-Za-z][.．!?]){D}{{1,2}}、(?=[\u3400-\u9fff])"
    rf"|(?<![A-Za-z.．])(?<![0-9](?=A))[A-H](?:[.．、](?![A-Za-z])|(?:[{SPACE}]{{1,8}}|(?<![0-9，,、-].)){NO_GRADE}(?=[\u3400-\u9fff0-9]))"
    rf"|(?<![A-Za-z0-9.．/-])(?:[IVX]{{1,4}}|[Ⅰ-Ⅻ])[.．、](?![A-Za-z0-9])"
    rf"|[①-⑳⑴-⒛㈠-㈩]"
    rf"|(?<![0-9０-９.．A-Za-z/-]){D}{{1,2}}(?=[{SPACE}]{{1,4}}[\u3400-\u9fff])(?![{SPACE}]{COUNTED})"
    rf"|(?<![0-9.．]){D}{{1,2}}[{SPACE}]?(?=[\u3400-\u9fff][^{BREAK}.．…]{{0,30}}{LEADER})"
    rf"|(?<![0-9０-９.．A-Za-z/-]){D}{{1,2}}[{SPACE}]{{0,3}}(?!{COUNTED})(?=[\u3400-\u9fff]{{2,20}}{D}{{1,2}}(?:[.．]{D}|[\u3400-\u9fff]{{2}}))",
)
_FIRST = Finder(
    "第一壹1A①⑴⒈㈠（(.．·・…",
    r"第[一1I]|第(?:(?<=[。；;：:]第)|(?<=[。；;：:]\s第))[^章条條]{1,4}[章条條]|[一壹]、|(?<![0-9])1[.．、 ]|(?<=[0-9])[.．]1[^0-9]"
    r"|A[.．、 ]|[①⑴⒈㈠]|[（(][一1aA]|" + LEADER,
)
"""What a line holds that lost its breaks: the first item of a list, an article behind a sentence."""
_CITED_BEFORE = frozenset("》、和及与與或至的依照据據按违違反见見本该該之")
_LISTED_BEFORE = frozenset("第表图圖之、和及与與至或附")
_PAGED = Finder(".．·・…", rf"{LEADER}{S}(\d{{2,6}})((?:\.\d{{1,2}})*)([.、]?)[{SPACE}]?(?=[\u3400-\u9fffA-Z])")


def find_inner(text: str, candidates: list[Mark], marks: list[Mark], lists: list[Items], *, lost: bool) -> list[Mark]:
    """Return weak marks from the places where, after ``marks`` and ``lists``, something seems to be missing.

    Letters are read only where line breaks are known to be ``lost``: elsewhere A.甲B.乙 is one line of choices.
    """
    kept = {mark.at for mark in marks}
    left = [mark for mark in candidates if mark.at not in kept]
    places = (
        [(0, len(text))] if lost else [*_gaps(text, marks, lists), *_around_lone_items(text, left), *_long_lines(text)]
    )
    if not lost:
        places += _lines_of_headings(text, marks)
    found = [mark for begin, end in _merged(places) for mark in _read_inside(text, begin, end)]
    if not found:
        return found
    known = kept | {mark.at for mark in left if mark.weak or not mark.same_line}
    known.update(
        at for mark in marks if mark.style == "labelled" for at in range(mark.at, mark.end)
    )  # the 2. of 附件2.
    found = _without_counts(text, [mark for mark in found if mark.at not in known], [*marks, *found])
    return found if lost else _worth_a_second_look(found, left, marks, lists)


def _without_counts(text: str, found: list[Mark], all_marks: list[Mark]) -> list[Mark]:
    """Leave out the numbers without a stop, 3组织机构, unless a leader or a wide blank follows or they stand among dotted ones, between 2.1 and 4.1."""
    heads = {mark.prefix[0] for mark in all_marks if mark.style == "arabic" and len(mark.prefix) == 1}
    near = heads | {head - 1 for head in heads} | {head + 1 for head in heads}

    def is_counted(end: int) -> bool:
        return not (is_led(text, end) or BLANKS.issuperset(text[end : end + 2]))

    return [m for m in found if m.shape != _GLUED or m.number in near or not is_counted(m.end)]


_GLUED = " "  # the shape of a number without a stop


def _worth_a_second_look(found: list[Mark], left: list[Mark], marks: list[Mark], lists: list[Items]) -> list[Mark]:
    """Keep first items, units, and the marks of kinds that are missing a number or of which there are enough for a list."""
    wanted, choices = _missing(left, marks, lists), _missing_choices(marks, lists)
    prefixes = {mark.prefix for mark in found}
    counts = Counter((reading.kind, reading.prefix) for mark in found for reading in mark.readings())
    enough = {key for key, count in counts.items() if count >= _ENOUGH}

    def is_worth_it(mark: Mark) -> bool:
        if mark.style == "latin" and not mark.others:
            return (mark.kind, mark.number) in choices
        if mark.style in _UNITS or (mark.number == 1 and mark.style in _HEADS):
            return True
        if (mark.kind, mark.number) in wanted:
            wanted.add((mark.kind, mark.number + 1))
            return True
        if mark.shape == _GLUED and (mark.number,) in prefixes:
            return True  # 2 甲 before 2.1
        return any((r.kind, r.number) in wanted or (r.kind, r.prefix) in enough or r.prefix for r in mark.readings())

    return [mark for mark in found if is_worth_it(mark)]


_UNITS = frozenset(("part", "chapter", "section"))


def _missing_choices(marks: list[Mark], lists: list[Items]) -> set[tuple[Kind, int]]:
    """Return the choices that stand behind another one on its line, where lines begin with A. and C., or with B."""
    numbers = [
        (items.kind, [marks[index].number for index in items.members]) for items in lists if items.kind[0] == "latin"
    ]
    between = {(kind, missing) for kind, found in numbers if found == [1, 3] for missing in (2, 4)}
    return between | {(kind, 1) for kind, found in numbers if found[0] == 2}


def _missing(left: list[Mark], marks: list[Mark], lists: list[Items]) -> set[tuple[Kind, int]]:
    """Return kinds and numbers that a list lacks: in a gap, before its first item, behind a lone one."""
    wanted: set[tuple[Kind, int]] = {(mark.kind, mark.number + step) for mark in left for step in (-1, 1)}
    for items in lists:
        first = marks[items.members[0]]
        wanted.update((items.kind, number) for number in range(1, min(first.number, _LATEST)))
        if len(items.members) == 1:
            wanted.add((items.kind, first.number + 1))
        if items.last.number - first.number == len(items.members) - 1:
            continue  # none is missing
        for index, after in itertools.pairwise(items.members):
            if marks[after].number > marks[index].number + 1:
                wanted.update(
                    (items.kind, number) for number in range(marks[index].number + 1, marks[after].number)[:9]
                )
    return wanted


def _gaps(text: str, marks: list[Mark], lists: list[Items]) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of a list leave a gap, and where the beginning of a list may be."""
    ends: dict[tuple[str, str], int] = {}
    for items in lists:
        first = marks[items.members[0]]
        if 1 < first.number <= _LATEST and not first.prefix:
            yield max(ends.get(items.kind, 0), first.at - _WIDEST), first.at
        if len(items.members) == 1 and first.number == 1 and first.style in _LISTED:
            yield first.end, first.end + _NEAR
        ends[items.kind] = items.last.end
        if items.last.number - first.number == len(items.members) - 1:
            continue
        for index, after in itertools.pairwise(items.members):
            if marks[after].number not in (marks[index].number + 1, -1):  # a gap, or a list that begins anew at two
                end = _line_end(text, marks[after].at) if items.kind[0] == "latin" else marks[after].at
                yield max(marks[index].end, marks[after].at - _WIDEST), end


def _around_lone_items(text: str, left: list[Mark]) -> Iterator[tuple[int, int]]:
    """Yield what surrounds a first item that nothing follows up, a second one without a first: ``A.短期B.中期``."""
    for mark in left:
        if mark.style not in _LISTED or mark.prefix or mark.weak:
            continue
        if mark.number == 1:
            line_before = text.rfind("\n", max(0, mark.begin - _NEAR), max(0, mark.begin - 1))
            yield max(0, line_before), min(mark.at + _NEAR, len(text))
        elif mark.style == "han" if mark.run_in and mark.style != "article" else mark.number == 2:
            yield max(0, mark.at - _NEAR), mark.at


def _lines_of_headings(text: str, marks: list[Mark]) -> Iterator[tuple[int, int]]:
    """Yield the lines inside which a heading was found: others may stand there too."""
    line = -2
    for mark in marks:
        if mark.run_in and mark.style in _HEADS and mark.line != line:
            line = mark.line
            yield max(0, line), _line_end(text, mark.at)


_HEADS = frozenset(("han", "arabic", "article"))
_LONG = 100  # characters: too long for a paragraph
_OWN = 8  # characters of the longest marker that a line begins with
_SHORT = 60  # from so many on a text of one line may have lost its breaks


def _long_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that are too long for a paragraph, with the break before, if anything in them may be a first item."""
    begin = 0
    if _SHORT <= len(text) < _LONG and "\n" not in text.strip() and any(_FIRST.find(text, 0, len(text))):
        yield 0, len(text)
    while begin + _LONG <= len(text):
        within = text.rfind("\n", begin, begin + _LONG)  # the lines up to here are short: stride over them
        if within >= 0:
            begin = within + 1
            continue
        end = text.find("\n", begin + _LONG)
        end = end if end >= 0 else len(text)
        own = _OWN if text.startswith("第", begin) else -1  # 第一条: the marker that the line begins with is known
        if any(_FIRST.find(text, max(0, begin + own), end)):
            yield max(0, begin - 1), end
        begin = end + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _merged(windows: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join windows that overlap."""
    last: tuple[int, int] | None = None
    for begin, end in sorted(windows):
        if last is None or begin > last[1]:
            if last is not None:
                yield last
            last = begin, end
        else:
            last = last[0], max(last[1], end)
    if last is not None:
        yield last


def _read_inside(text: str, begin: int, end: int) -> list[Mark]:
    found = [mark for match in _PAGED.find(text, begin, end) if (mark := _read_behind_page(match))]
    taken = {reading.at for mark in found for reading in mark.readings()}
    for match in _INNER.find(text, begin, end):
        mark = _read_weakly(text, match)
        if mark is not None and mark.at not in taken:
            found.append(mark)
    found += [_weak(choice) for mark in found if (choice := _choice_beside(text, mark)) is not None]
    return with_glued_choices(sorted(found, key=lambda mark: mark.at), text)


def _choice_beside(text: str, mark: Mark) -> Mark | None:
    """Read the first choice right behind the number of its question: 2.A.甲B.乙."""
    if mark.style != "arabic" or text[mark.end : mark.end + 1] not in _FIRST_CHOICE:
        return None
    return read_latin(text, mark.end)


_FIRST_CHOICE = frozenset("AaＡ")


def _read_weakly(text: str, match: re.Match[str]) -> Mark | None:
    at, sign = match.start(), match[1]
    if text[max(0, at - 4) : at].rstrip(SPACE)[-1:] in (_CITED_BEFORE if sign[0] == "第" else _LISTED_BEFORE):
        return None
    if sign[0] in _HAN_DIGITS and ends_a_word(text, at, sign):
        return None
    if sign[0] == "第":
        mark = read_named(text, at, inside=True)
        if mark is not None and not has_title(text, mark.end):
            return None
    elif sign[0] in "ABCDEFGH" and sign[-1] not in ".．、":
        mark = Mark(at, at + 1, "latin", " A", ord(sign[0]) - 64, RUN)
    elif sign.strip().isdecimal():
        if _AMOUNT.match(text, at + len(sign.strip())):
            return None
        mark = Mark(at, match.end(1), "arabic", " ", int(sign), RUN)
    else:
        mark = read_mark(text, at)
    return _weak(mark) if mark else None


_HAN_DIGITS = frozenset("一二三四五六七八九十")
_AMOUNT = re.compile(rf"{S}(?:[平立]方|以[上下内內]|公[尺里分斤])")


def _weak(mark: Mark) -> Mark:
    for reading in mark.readings():
        reading.begin, reading.weak, reading.needs = reading.at, True, min(reading.needs, RUN)
    return mark


def _read_behind_page(match: re.Match[str]) -> Mark | None:
    """Read 61.1 behind a leader as page 6 and 1.1, or as page 61 and nothing: the list that waits decides."""
    digits, dotted = match[2], match[3]
    readings = []
    for split in range(1, min(4, len(digits))):
        first = digits[split:]
        if first[0] == "0" or len(first) > 2:
            continue
        numbers = [int(first), *map(int, dotted.split(".")[1:])]
        shape = f"1{'.1' * (len(numbers) - 1)}" if dotted else match[4] or " "
        at = match.start(2) + split
        readings.append(Mark(at, match.end(4), "arabic", shape, numbers[-1], RUN, prefix=tuple(numbers[:-1])))
    if not readings:
        return None
    readings[0].others = tuple(readings[1:])
    return _weak(readings[0])


def merge(candidates: list[Mark], found: list[Mark], marks: list[Mark]) -> list[Mark]:
    """Put weak marks among the candidates, in place of those at the same offset that were not believed."""
    taken = {reading.at for mark in found for reading in mark.readings()}
    kept = {mark.at for mark in marks}
    return sorted([m for m in candidates if m.at in kept or m.at not in taken] + found, key=lambda mark: mark.at)
