"""Quotation marks, both directions, always both of a pair or none."""

from __future__ import annotations

from typing import NamedTuple

from unionclean.lines import find_lines_with
from unionclean.patterns import lazy
from unionclean.punctuation.context import BLANK, IS_HAN, LINE_END, in_foreign_sentence, touches_chinese

_STRAIGHT_ONES = "\"'＂＇"
_STRAIGHT = lazy(f"[{_STRAIGHT_ONES}]")
_QUOTE = lazy("['＇]{2,}|[\"＂]{3,}|[\"'＂＇“”‘’]")
_LINE = lazy(f"[^{LINE_END}]+")
_WIDE = str.maketrans("＂＇", "\"'")
_CURLY = {'"': "“”", "'": "‘’"}
_CLOSE_OF = {"“": "”", "‘": "’"}
_NEVER_BEFORE_CLOSE = ":：(（《〈【「『[" + BLANK
_NEVER_AFTER_OPEN = "，。！？、；：）》〉】」』,!?;:)]" + BLANK
MOST_DEEP = 16
"""A line whose quotes nest deeper than this is no prose; it stays."""

_ALNUM = lazy("[0-9A-Za-z\u00c0-\u024f]")


_PRINTABLE, _SIGN_OF_CODE = lazy("[!-~ ]*"), lazy("%[A-Za-z]|[\\\\_=<>{}|^]")
"""A string of a program, by a sign that words do not have: %Y-%m-%d, max_size."""
_OPERATOR = lazy(" ?[*%] ?[0-9(]")
_ONLY_MARKS = lazy("[!-/:-@\\[-`{-~ ]+")
_FIELD = lazy('[ \t]*"[^"]*(?:""[^"]+){2,}"[ \t]*')
"""One quoted field of CSV, whose own quotes are doubled (RFC 4180, 2.7): read as a sentence, each pair opens where it closes."""
_SPEAKS = lazy("(?:[他她它我你您]们?|就|又|也|还|只)[说說是叫喊问問道答讲講]\\Z")
_BETWEEN = lazy("[和与與或及跟同、]|.{0,8}[说說道问問答喊]")
_LONGEST_INNER = 12
_SPEAKING = "说說道问問答喊"
_SENTENCE_ENDS = "。！？…!?"
_INCHES = lazy("(?:^|[^0-9])[0-9]{1,2}(?:[.][0-9])?\\Z")


class _Open(NamedTuple):
    position: int
    kind: str  # '"', "'", "“" or "‘"
    written: str  # the opener it is, or becomes


class _Pair(NamedTuple):
    start: int
    end: int
    opener: str


def curl_quotes(text: str) -> str:
    """Return ``text`` with straight quotes of Chinese passages as “ ” ‘ ’, in pairs, nested ones alternating.

    GB/T 15834-2011, 4.8: “ ” outside, ‘ ’ inside, alternating further in.  Apostrophes, inch marks, quotes in foreign
    sentences and what does not pair on its line stay.

    >>> curl_quotes('他说:"我听见‘快走’。" \\'五一\\' "他喊:"走!""')
    '他说:“我听见‘快走’。” ‘五一’ “他喊:‘走!’”'
    >>> curl_quotes('14"屏幕，Xi\\'an，He said "你好" to me，"未完')
    '14"屏幕，Xi\\'an，He said "你好" to me，"未完'
    """
    if not any(quote in text for quote in _STRAIGHT_ONES):
        return text
    pieces: list[str] = []
    position = 0
    for start, end in find_lines_with(_STRAIGHT, text):
        pieces += (text[position:start], _curl_line(text[start:end]))
        position = end
    return "".join([*pieces, text[position:]])


def straighten_quotes(text: str) -> str:
    """Return ``text`` with “ ” as " and ‘ ’ as ', in pairs: the other direction.

    >>> straighten_quotes("“五一”，don’t，“未完")
    '"五一"，don’t，“未完'
    """
    if "“" not in text and "‘" not in text:
        return text
    return _LINE.sub(lambda m: _straighten_line(m[0]), text)


def _curl_line(line: str) -> str:
    if _FIELD.fullmatch(line):
        return line
    written: dict[int, str] = {}
    pairs = _Resolver(line).resolve()
    if len(pairs) > 1 and (_is_inside_out(line, pairs) or _may_quote_a_label(line, pairs)):
        return line
    for pair in pairs:
        if _is_chinese(line, pair):
            written[pair.start] = pair.opener
            written[pair.end] = _CLOSE_OF[pair.opener]
    return _rewritten(line, written)


def _rewritten(line: str, written: dict[int, str]) -> str:
    """Return ``line`` with the characters of ``written`` at their offsets."""
    pieces: list[str] = []
    position = 0
    for offset in sorted(written):
        pieces += (line[position:offset], written[offset])
        position = offset + 1
    return "".join([*pieces, line[position:]])


def _straighten_line(line: str) -> str:
    written: dict[int, str] = {}
    waiting: dict[str, list[int]] = {"”": [], "’": []}
    for match in _QUOTE.finditer(line):
        position, character = match.start(), match[0]
        if character in _CLOSE_OF:
            waiting[_CLOSE_OF[character]].append(position)
        elif waiting.get(character):
            straight = '"' if character == "”" else "'"
            written[waiting[character].pop()] = written[position] = straight
    return _rewritten(line, written)


class _Resolver:
    """Reads the quotes of one line from left to right and finds the pairs with a straight quote in them."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.stack: list[_Open] = []
        self.pairs: list[_Pair] = []
        self.last = {kind: line.rfind(kind) for kind in "”’"}

    def resolve(self) -> list[_Pair]:
        """Return the pairs; none if a straight double quote of the line finds no partner.

        Two straight quotes side by side hold nothing: they are an empty string or TeX's closing mark, and stay.
        """
        for match in _QUOTE.finditer(self.line):
            if len(match[0]) > 1:  # bold of a wiki, an empty string
                continue
            if not self._take(match.start(), match[0].translate(_WIDE)) or len(self.stack) > MOST_DEEP:
                return []
        if any(opened.kind == '"' for opened in self.stack):
            return []
        full = (pair for pair in self.pairs if pair.end > pair.start + 1)
        return [p for p in full if self.line[p.start] in _STRAIGHT_ONES or self.line[p.end] in _STRAIGHT_ONES]

    def _take(self, position: int, kind: str) -> bool:
        """Take one quote; return whether the line is still understood."""
        if kind in "“‘":
            self.stack.append(_Open(position, kind, kind))
        elif kind in "”’":
            return self._close_curly(position, kind)
        elif self._close_straight(position, kind):
            return True
        elif _can_open(self.line, position, kind):
            self.stack.append(_Open(position, kind, self._opener(kind)))
        else:
            return kind == "'" or _is_inch(self.line, position)
        return True

    def _opener(self, kind: str) -> str:
        """Alternate with the quotes around; a single quote that stands alone stays single."""
        if not self.stack:
            return _CURLY[kind][0]
        return "‘" if self.stack[-1].written == "“" else "“"

    def _close_curly(self, position: int, kind: str) -> bool:
        if kind == "’" and _is_apostrophe(self.line, position):
            return True
        opener, straight = ("“", '"') if kind == "”" else ("‘", "'")
        if kind == "”":
            self._drop_apostrophes()
        if self.stack and self.stack[-1].kind == straight and any(opened.kind == opener for opened in self.stack):
            return False  # “甲"(乙)”: of the three, one is the wrong way round
        if self.stack and self.stack[-1].kind in (opener, straight):
            self.pairs.append(_Pair(self.stack.pop().position, position, opener))
        return True

    def _close_straight(self, position: int, kind: str) -> bool:
        if not _can_close(self.line, position, kind):
            return False
        if kind == '"':
            self._drop_apostrophes()
        opener, closer = tuple(_CURLY[kind])
        if not self.stack or self.stack[-1].kind not in (kind, opener):
            return False
        if self.stack[-1].kind == opener and self.last[closer] > position and _can_open(self.line, position, kind):
            return False  # it will be closed by its own kind
        opened = self.stack.pop()
        self.pairs.append(_Pair(opened.position, position, opened.written))
        return True

    def _drop_apostrophes(self) -> None:
        """An open single quote that meets the end of a double one was an apostrophe."""
        while self.stack and self.stack[-1].kind == "'" and any(opened.kind in '"“' for opened in self.stack):
            self.stack.pop()


def _can_open(line: str, position: int, kind: str) -> bool:
    following, before = line[position + 1 : position + 2], line[position - 1 : position] if position else ""
    if not following or following in _NEVER_AFTER_OPEN:
        return False
    if not _ALNUM.match(before):
        return True
    return kind == '"' and IS_HAN.match(following) is not None and not _is_inch(line, position)


def _can_close(line: str, position: int, kind: str) -> bool:
    if position == 0 or line[position - 1] in _NEVER_BEFORE_CLOSE:
        return False
    return kind == '"' or not _ALNUM.match(line[position + 1 : position + 2])


def _is_inch(line: str, position: int) -> bool:
    return _INCHES.search(line[max(0, position - 5) : position]) is not None


def _is_apostrophe(line: str, position: int) -> bool:
    following = line[position + 1 : position + 2]
    return position > 0 and bool(_ALNUM.match(line[position - 1]) and _ALNUM.match(following))


def _is_inside_out(line: str, pairs: list[_Pair]) -> bool:
    """Return whether quotes nest that look alike: what was read as two quotations may be one with another inside.

    >>> [_is_inside_out(line, _Resolver(line).resolve()) for line in ('"他说"你好"就走了。"', '"甲"和"乙。"', '"甲"是"乙"。')]
    [True, False, False]
    """
    chain: list[_Pair] = []
    for pair in sorted(pairs):
        if chain and not _touch(line, chain[-1], pair):
            if _may_nest(line, chain):
                return True
            chain = []
        chain.append(pair)
    return _may_nest(line, chain)


def _touch(line: str, left: _Pair, right: _Pair) -> bool:
    """Return whether Han stands on both sides of the quotes between two pairs, and no word that joins or speaks."""
    if line[left.start] != line[right.start] or not 1 < right.start - left.end < _LONGEST_INNER:
        return False
    inner = (left.end - 1, left.end + 1, right.start - 1, right.start + 1)
    return all(IS_HAN.match(line, at) for at in inner) and not _BETWEEN.fullmatch(line, left.end + 1, right.start)


def _may_nest(line: str, chain: list[_Pair]) -> bool:
    before = line[max(0, chain[0].start - 1) : chain[0].start]
    if len(chain) < 2 or (IS_HAN.match(before) and before not in _SPEAKING):
        return False
    end = chain[-1].end
    if line[end - 1] in _SENTENCE_ENDS:
        return True
    return _SPEAKS.search(line, chain[0].start + 1, chain[0].end) is not None and not IS_HAN.match(line, end + 1)


def _may_quote_a_label(line: str, pairs: list[_Pair]) -> bool:
    """Return whether what was read as a quotation inside another may be two that follow each other, the first of them a label.

    >>> [_may_quote_a_label(line, _Resolver(line).resolve()) for line in ('"编码："在前，如"该表"，而', '"他喊：“走！"”')]
    [True, False]
    """
    starts = {pair.start: pair for pair in pairs}
    for pair in pairs:
        label = line.find('"', pair.start + 1, pair.start + _LONGEST_INNER)
        inner = starts.get(label)
        if inner and line[label - 1] in ":：" and line[label - 2] not in _SPEAKING and inner.end + 1 < pair.end:
            return True
    return False


def _is_chinese(line: str, pair: _Pair) -> bool:
    start, end = pair.start, pair.end
    if (
        line[max(0, start - 3) : start].rstrip()[-1:] == "=" or line.find(pair.opener, start + 1, end) >= 0
    ):  # an attribute; right quotes inside
        return False
    if line[max(0, start - 1) : start] == "\\" == line[end - 1 : end]:  # both are escaped
        return False
    if _ONLY_MARKS.fullmatch(line, start + 1, end):  # the text speaks of them: 以 '(' 开始
        return False
    if _OPERATOR.match(line, end + 1) or (
        _PRINTABLE.fullmatch(line, start + 1, end) and _SIGN_OF_CODE.search(line, start + 1, end)
    ):
        return False
    if touches_chinese(line, start, end + 1):
        return True
    return IS_HAN.search(line, start, end) is not None and not in_foreign_sentence(line, start, end + 1)
