"""Which pairs of round brackets are Chinese, and both directions of writing them: always both of a pair or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from unionclean.lines import line_start
from unionclean.patterns import lazy
from unionclean.pinyin import TONED_NASALS, TONED_VOWELS
from unionclean.punctuation.bracket_pairs import Pair, pair_brackets
from unionclean.punctuation.context import (
    BEFORE_BRACKET,
    HAN_CLASS,
    IS_FIXED,
    in_foreign_sentence,
    is_fixed,
)

_LETTER_OR_DIGIT = lazy("[\ufffc0-9A-Za-z\u00c0-\u024f\u0370-\u03ff]")
_WORDS = lazy("[\ufffc0-9A-Za-z\u00c0-\u024f\u0370-\u03ff%‰℃±￥]")
_PLACE_OR_MARK = lazy("[ \u3000\u00a0]+|[!?！？…。]{1,6}|[.]{2,6}")
_NAMED_MARK = lazy("[号號点點]\\([!?！？…。.]{1,6}\\)")
_COORDINATE = "[-+−]?(?:∞|[0-9.]+|[a-zA-Z])"
_INTERVAL_OR_POINT = lazy(f"{_COORDINATE}(?: ?, ?{_COORDINATE}){{1,2}}")
_NOT_IN_WORDS = lazy("[\\^_=<>{}|\\\\`]|\\A´|・ω・")
_TONED_LETTERS = TONED_VOWELS + TONED_NASALS
_SYLLABLE = f"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiouvü{_TONED_LETTERS}]{{1,3}}(?:ng?|r)?"
_ONE_SYLLABLE = lazy(f"\\s*{_SYLLABLE}\\s*")
_TONE = lazy(f"[ü{_TONED_LETTERS}]", re.IGNORECASE)
_TONED = lazy(f"[a-zü{_TONED_LETTERS} '’·-]+", re.IGNORECASE)

_OPERAND = "(?:[0-9.]{1,8}(?:[A-Za-z]|[°′%])?|[A-Za-z][0-9]?|(?:sin|cos|tan|cot|sec|log|lg|ln|√) ?(?:[0-9.]{1,8}|[A-Za-z\u0370-\u03ff])°?)"
_SUM = lazy(f"[-+−]?{_OPERAND}(?: ?[+*×÷^] ?{_OPERAND})+")
_DIFFERENCE = lazy(f"{_OPERAND}(?: ?[-−/+*×÷^] ?{_OPERAND})+\\) ?[-+*/×÷^=(0-9A-Za-z²³]")
"""A difference or a quotient that goes on as a formula behind its bracket; by itself 1-2 is as likely a range."""
_FRACTION = lazy("[0-9]{1,4} ?/ ?[0-9]{1,4}")
"""A fraction; or a date or the number of a page, which may be half-width as well."""
_OPERATOR = lazy("[/*+^=×÷]")
"""What a bracket of a formula stands behind: -b/(2a)."""
_OF_PROGRAM = lazy("&[A-Za-z0-9]|[a-z_]\\w{0,30}(?: [-+*/] [a-z_]\\w{0,30}){1,5}", re.ASCII)
"""The key of a menu, &O, and names that are reckoned with: total - used."""

_AREA_CODE = lazy("0[0-9]{2,3}\\Z")
_PHONE_NUMBER = lazy(" ?[0-9]{5}|[ -]?[0-9]{3,4}[ -]?[0-9]{4}")
_FILE_EXTENSION = lazy("\\.[A-Za-z][A-Za-z0-9]{1,4}(?![A-Za-z0-9])")
_ACCENT = lazy("[\u0300-\u036f]")
_ITEM = lazy("\\((?:(?P<number>[0-9]{1,2})|(?P<numeral>[一二三四五六七八九十]{1,3})|[a-zA-Z]|[ivx]{2,4})\\)")
_LEAD = lazy(f'\\((?:(?<=[\\r\\n \\u3000\\u00a0]\\()|(?<![\\s\\S]\\())[{HAN_CLASS}]{{1,4}}\\)(?=[{HAN_CLASS}“"])')
"""Who sings or speaks what follows: (男)甲  (女)乙."""
_LISTED = lazy("\\) [^\\s()（），。；：]{1,16}\\Z")  # 北京(首都) 上海(魔都)
REACH = 20
"""Characters before a bracket in which another one closes that it is listed with."""
_NUMBERS = lazy("[0-9〇零一二三四五六七八九十百a-zA-Z甲乙丙丁]{1,4}")
_BLANKS_BEHIND = lazy(f"([ \u00a0]+)(?!, ?[{HAN_CLASS}])[^\\s|]")
_STRAY_BLANK = lazy(f"[{BEFORE_BRACKET}] \\([^()\\n]*[{HAN_CLASS}][^()\\n]*\\)[{HAN_CLASS}0-9]")
_LEADS = lazy("[ \t\u3000>#*+|\ufffc\x00-]*(?:[0-9]{1,3}[.、] *)?\\Z")
"""What may stand before the first bracket of a line: an indent, a sign of Markdown, a number."""
_LONGEST_LEAD = 400
_SHORT_THEN_HAN = lazy("[ ]?[0-9A-Za-z.%,-]{0,12}[ ]?[“\"‘']?[《\u3400-\u9fff]")

PLAIN_PAIR = lazy(f"\\((?<=[{HAN_CLASS}].)[^()（）\r\n]*?[{HAN_CLASS}][^()（）\r\n]*\\)(?![ \u00a0.])")
"""A pair with Han in it, behind Han, with nothing behind it that could tell otherwise: most pairs are so, and :func:`_is_chinese` where nothing is listed."""

MOST_DEEP = 16
"""Brackets nested deeper than this are no prose; they stay."""


def widen_brackets(text: str) -> str:
    """Return ``text`` with the round brackets of Chinese passages full-width, in pairs.

    GB/T 15834-2011, 4.9: brackets in Chinese text are （ ）.  A pair is Chinese when it holds Han characters or stands right
    beside one.  It stays when it is a reading or other gloss of one syllable, a call or formula, a Markdown link, an area
    code, part of a file name, an emoticon, or a word in a foreign sentence.

    >>> widen_brackets("会议(二)，世卫组织(WHO)，(1)健全，（三)")
    '会议（二），世卫组织（WHO），（1）健全，（三）'
    >>> widen_brackets("长(cháng)，f(x)是，[链接](网址)，(010)65120000，报告(终稿).docx，(^_^)，Xi (习) said, (未完")
    '长(cháng)，f(x)是，[链接](网址)，(010)65120000，报告(终稿).docx，(^_^)，Xi (习) said, (未完'
    """
    if "(" not in text and ")" not in text:
        return text
    return _written(text, _series_as_one(text, _chinese_pairs(text)), "（", "）")


def narrow_brackets(text: str) -> str:
    """Return ``text`` with full-width round brackets in ASCII, in pairs: the other direction.

    >>> narrow_brackets("会议（二），（未完")
    '会议(二)，（未完'
    """
    if "（" not in text and "）" not in text:
        return text
    pairs = (p for p in pair_brackets(text).pairs if text[p.start - 1 : p.start] != "]")
    return _written(text, pairs, "(", ")")


def _written(text: str, pairs: Iterable[Pair], opener: str, closer: str) -> str:
    written = {}
    for pair in pairs:
        written[pair.start] = opener
        written[pair.end] = closer
    pieces: list[str] = []
    position = 0
    for offset in sorted(written):
        pieces += (text[position:offset], written[offset])
        position = offset + 1
    return "".join([*pieces, text[position:]])


def _series_as_one(text: str, pairs: Iterable[Pair]) -> list[Pair]:
    """Return ``pairs`` so that the brackets that number the items of one line all change, or none of them does.

    >>> text = "(a)甲;(b)乙"
    >>> _series_as_one(text, [Pair(5, 7)]), _series_as_one("(1)甲;f(2)乙", [Pair(0, 2)])
    ([Pair(start=0, end=2), Pair(start=5, end=7)], [])
    """
    chosen = list(pairs)
    changed = {pair.start for pair in chosen}
    for line in _lines_of_series(text):
        if len(line) < 2:
            continue
        starts = {start for start, _ in line}
        if not starts & changed or starts <= changed:
            continue
        may_all = all(
            not _LETTER_OR_DIGIT.match(text[start - 1 : start]) and not _stands_apart(text, start, end)
            for start, end in line
        )
        chosen = [pair for pair in chosen if pair.start not in starts] + (line if may_all else [])
    return sorted(chosen)


def _lines_of_series(text: str) -> Iterator[list[Pair]]:
    """Yield the bracketed item numbers of each line, those of one kind together."""
    kinds: dict[tuple[int, str | None], list[Pair]] = {}
    line = last = 0
    for item in _ITEM.finditer(text):
        line += text.count("\n", last, item.start())
        last = item.start()
        kinds.setdefault((line, item.lastgroup), []).append(Pair(item.start(), item.end() - 1))
    yield from kinds.values()
    yield from _lines_of_leads(text)


def _lines_of_leads(text: str) -> Iterator[list[Pair]]:
    """Yield the bracketed words of each line that lead what stands behind them, but for numbers."""
    leads: list[Pair] = []
    last = 0
    for lead in _LEAD.finditer(text):
        if _ITEM.fullmatch(lead[0]):
            continue
        if leads and text.find("\n", last, lead.start()) >= 0:
            yield leads
            leads = []
        last = lead.end()
        leads.append(Pair(lead.start(), lead.end() - 1))
    yield leads


def _chinese_pairs(text: str) -> Iterator[Pair]:
    """Yield the pairs to be written full-width; the nearest Chinese character is looked up once, however deep the nesting."""
    pairs = sorted(pair_brackets(text).pairs)
    open_ends: list[int] = []
    chinese = -1
    for pair in pairs:
        while open_ends and open_ends[-1] < pair.start:
            open_ends.pop()
        open_ends.append(pair.end)
        if len(open_ends) > MOST_DEEP:
            continue
        if PLAIN_PAIR.match(text, pair.start) and ") " not in text[max(0, pair.start - REACH) : pair.start]:
            yield pair
            continue
        if chinese <= pair.start:
            match = IS_FIXED.search(text, pair.start)
            chinese = match.start() if match else len(text)
        if _is_chinese(text, pair, holds_chinese=chinese < pair.end):
            yield pair


def _is_chinese(text: str, pair: Pair, *, holds_chinese: bool) -> bool:
    start, end = pair
    if text[start] == "（" and text[end] == "）":
        return False  # right already
    if _is_syntax(text, start, end):
        return False
    if (text[start] == "(") != (text[end] == ")"):
        return True  # one of them is full-width
    if _stands_apart(text, start, end):
        return False
    if holds_chinese:
        return not in_foreign_sentence(text, start, end + 1)
    return _holds_words(text, start, end) and _stands_in_chinese(text, start, end)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Return whether a pair has a blank outside: a full-width bracket carries its own, so the blank would have to go.

    The blank behind the bracket that begins a line may, as it numbers an item; and a stray blank before Chinese that goes on.

    >>> _stands_apart("安卓 (Android)，", 3, 11), _stands_apart("- (一) 总则", 2, 4), _stands_apart("服务 (帮扶)中心", 3, 6)
    (True, False, False)
    """
    blanks = _BLANKS_BEHIND.match(text, end + 1) if text[end + 1 : end + 2] in (" ", "\u00a0") else None
    line = line_start(text, start, _LONGEST_LEAD)
    if line is not None and _LEADS.match(text, line, start):
        return blanks is not None and (blanks[1] != " " or not _NUMBERS.fullmatch(text, start + 1, end))
    if blanks or _LISTED.search(text, max(0, start - REACH), start):
        return True
    return text[start - 1] in " \u00a0" and text[start - 2 : start] != "| " and not _STRAY_BLANK.match(text, start - 2)


def _is_syntax(text: str, start: int, end: int) -> bool:
    """Markdown link target, file name, the outline of a face: its marks carry accents."""
    if _ACCENT.match(text, start + 1) or _ACCENT.match(text, end + 1):
        return True
    return text[start - 1 : start] == "]" or _FILE_EXTENSION.match(text, end + 1) is not None


def _holds_words(text: str, start: int, end: int) -> bool:
    """Return whether the content, which has no Han character, is words or numbers and no reading, emoticon or phone code."""
    content = text[start + 1 : end]
    if _INTERVAL_OR_POINT.fullmatch(content) or _NAMED_MARK.match(text, start - 1):
        return False
    if any(formula.fullmatch(content) for formula in (_SUM, _FRACTION, _OF_PROGRAM)):
        return False
    if _DIFFERENCE.match(text, start + 1) or _OPERATOR.match(text[start - 1 : start]):
        return False
    if _PLACE_OR_MARK.fullmatch(content):
        return True
    if not _WORDS.search(content) or _NOT_IN_WORDS.search(content):
        return False
    if _AREA_CODE.match(content) and _PHONE_NUMBER.match(text, end + 1):
        return False
    return not _is_reading(content)


def _is_reading(content: str) -> bool:
    """One syllable of Pinyin, or letters with tone marks: 长(cháng), 翀(chong)."""
    if _ONE_SYLLABLE.fullmatch(content):
        return True
    return _TONE.search(content) is not None and _TONED.fullmatch(content) is not None


def _stands_in_chinese(text: str, start: int, end: int) -> bool:
    """Return whether a pair without Han characters stands beside one, or numbers a Chinese line."""
    before = text[start - 1 : start]
    if is_fixed(text, start - 1) or (before in ("”", "’") and is_fixed(text, start - 2)):
        return True
    if _LETTER_OR_DIGIT.match(before):  # f(x), 2(1)
        return False
    if not before or before in "\r\n\u2028\u2029":
        return _SHORT_THEN_HAN.match(text, end + 1) is not None
    return is_fixed(text, end + 1)
