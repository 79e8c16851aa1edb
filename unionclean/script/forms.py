"""Two forms of one word or character: side by side, in cells, or in a list."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from unionclean.han import HAN_BMP
from unionclean.masking import Span
from unionclean.patterns import lazy
from unionclean.script.characters import patterns
from unionclean.script.engine import convert

_HAN_RUN = f"[{HAN_BMP}]"
_LONGEST = 8

_CALLED = "(?:[繁正异異简簡](?:[体體](?:中文|字)?|化字?|[写寫])?(?:[：:] ?|[为為是作] ?))?"
"""What a bracket may say of the form in it: 台灣（简体：台湾）."""
_BESIDE = lazy(
    f"[→←⇒↔=＝/／—–［\\[（(〔-](?<=[{HAN_BMP}】」』”’〕 ].)(?:[=-]{{0,3}}(?<=[=-])>|(?<!-)(?:(?<=[［\\[（(〔]){_CALLED})?) ?(?={_HAN_RUN})"
)
_BETWEEN_WHOLE = lazy(f"[|\t,：](?:(?<={_HAN_RUN}.)|(?<={_HAN_RUN} .)) ?(?={_HAN_RUN}{{1,{_LONGEST}}}(?!{_HAN_RUN}))")
"""What stands between cells of a table, or words of a list, that are two forms of one; behind most commas a longer clause stands."""
_JOINT, _JOINT_BEFORE = lazy(" ?[、/／，,+＋] ?"), lazy(" ?[、/／，,+＋] ?\\Z")
_MOST_FORMS = 6
_WORD_BEFORE = lazy(f"{_HAN_RUN}{{1,{_LONGEST}}}(?=[】」』”’〕]? ?\\Z)")
"""A word, or the headword of an entry in its brackets: 【发】(發、髮)."""
_RUN = lazy(f"{_HAN_RUN}{{1,{_LONGEST}}}")
_ENTRY = lazy(f"[：:](?<={_HAN_RUN}.) ?({_HAN_RUN})[、，,/]({_HAN_RUN})(?!{_HAN_RUN})")
"""A character and the first two of its forms, as tables of them have it: 干：干、乾、幹."""


def find_forms(text: str) -> Iterator[Span]:
    """Yield words and characters that stand beside another form of theirs.

    >>> for text in ["台灣 → 台湾", "发 ← 發、髮", "| 发 | 發 |", "干：干、乾、幹", "電腦/软件"]:
    ...     print(*(text[start:end] for start, end in sorted(set(find_forms(text)))))
    台灣 台湾
    发 發 髮
    发 發
    干 干 乾 幹
    <BLANKLINE>
    """
    reach = 0
    for beside in _BESIDE.finditer(text):
        if beside.start() < reach:
            continue
        before = _WORD_BEFORE.search(text, max(0, beside.start() - _LONGEST - 1), beside.start())
        for form in _of_two_words(text, before.end(), beside.end(), len(before[0])) if before else ():
            reach = max(reach, form[1])
            yield form
    for between in _BETWEEN_WHOLE.finditer(text):
        yield from _of_two_cells(text, between.start(), between.end())
    for entry in _ENTRY.finditer(text):
        if form_of(text[entry.start() - 1]) == form_of(entry[1]) == form_of(entry[2]):
            yield entry.start() - 1, entry.start()
            yield entry.span(1)
            yield from more_forms(text, *entry.span(1))


def are_forms(one: str, other: str) -> bool:
    return one != other and form_of(one) == form_of(other)


@functools.lru_cache(maxsize=4096)
def form_of(word: str) -> str:
    """Return ``word`` as it is converted when it stands alone."""
    return convert(word)


def _of_two_words(text: str, end: int, start: int, longest: int) -> Iterator[Span]:
    """Yield the longest word before ``end`` and the one from ``start`` that are two forms of one, if there are any."""
    run = _RUN.match(text, start)
    old = (patterns().evidence, patterns().contested)
    if run is None or not any(sign.search(text, end - longest, end) or sign.search(run[0]) for sign in old):
        return
    all_before, all_behind = form_of(text[end - longest : end]), form_of(run[0])
    for length in range(min(longest, len(run[0])), 0, -1):
        if all_before[-length:] != all_behind[:length]:
            continue  # nearly always; to convert the two words costs more
        one, other = text[end - length : end], text[start : start + length]
        if are_forms(one, other):
            yield end - length, end
            yield start, start + length
            yield from more_forms(text, end - length, end)
            yield from more_forms(text, start, start + length)
            return


def more_forms(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what is listed before and behind a form and is another one of the same word: 发 ← 發、髮, 发(發髮)."""
    length, form = end - start, form_of(text[start:end])
    for _ in range(_MOST_FORMS):
        joint = _JOINT.match(text, end)
        behind = joint.end() if joint else end
        if form_of(text[behind : behind + length]) != form:
            break
        end = behind + length
        yield behind, end
    for _ in range(_MOST_FORMS):
        joint = _JOINT_BEFORE.search(text, max(0, start - 3), start)
        before = joint.start() if joint else start
        if before < length or form_of(text[before - length : before]) != form:
            break
        start = before - length
        yield start, before


def _of_two_cells(text: str, end: int, start: int) -> Iterator[Span]:
    """Yield the whole words before ``end`` and from ``start`` if they are two forms of one."""
    if not patterns().evidence.search(text, max(0, end - _LONGEST - 1), start + _LONGEST):
        return
    before = _WORD_BEFORE.search(text, max(0, end - _LONGEST - 1), end)
    behind = _RUN.match(text, start)
    if (
        before
        and behind
        and len(before[0]) == len(behind[0]) <= _LONGEST
        and are_forms(before[0].rstrip(" "), behind[0])
    ):
        yield before.span()
        yield behind.span()
        yield from more_forms(text, *behind.span())
