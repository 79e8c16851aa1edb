"""What counts as Chinese context: the character classes that every rule asks, and nothing that a rule can change.

The rules may look at Han characters and at the marks that no rule writes (、。《》「」…).  Only the last rule to run, the one
for marks, also looks at brackets and quotes, which are settled by then.  So no rule waits for another one's result, and one
pass is enough.
"""

from __future__ import annotations

from itertools import islice

from unionclean.han import HAN
from unionclean.masking import CLOSED
from unionclean.patterns import lazy

HAN_CLASS = HAN + "々"
"""Han characters and the iteration mark."""

FIXED_OPENERS = "《〈「『【〔〖"
FIXED_CLOSERS = "》〉」』】〕〗"

FIXED = HAN_CLASS + FIXED_OPENERS + FIXED_CLOSERS + "、。"
"""Characters that make what stands beside them Chinese, and that no rule writes."""

BEFORE_BRACKET = HAN_CLASS + "A-Za-z》」』”"
"""What stands before a bracket with a stray blank between: a word, not the number of an item."""

BLANK = " \t\u3000\u00a0"
LINE_END = "\r\n\u2028\u2029"

IS_HAN = lazy(f"[{HAN_CLASS}]")
IS_FIXED = lazy(f"[{FIXED}]")

_OTHER_LETTER = lazy("[\u3041-\u30ff\u31f0-\u31ff\uac00-\ud7a3\u1100-\u11ff\u0400-\u04ff\u0370-\u03ff]")
_LATIN_WORD_BEFORE = lazy("[A-Za-z\u00c0-\u024f][,.;:!?'’”\"]?[ ][\"'“‘(（]?\\Z")
_LATIN_WORD_AFTER = lazy("[\"'”’)）\\]*_\x00\ufffc]*[,.;:!?]* +[\"'“‘(（]?[A-Za-z\u00c0-\u024f]")
_NOTHING_AFTER = lazy("[\"'”’)）.!?\\]*_\x00\ufffc]*[ \t]*(?:[\r\n\u2028\u2029]|\\Z)")
BETWEEN = ",:;!?，：；！？\"'“”‘’()（）"
"""The marks that rules write, in both forms: to look through one of them is safe, whichever form it has by now."""
_MARKS = frozenset(BETWEEN)


def is_fixed(text: str, index: int) -> bool:
    """Return whether the character at ``index`` makes its neighbours Chinese; ``False`` outside the text.

    >>> is_fixed("中a", 0), is_fixed("中a", 1), is_fixed("中a", -1)
    (True, False, False)
    """
    return 0 <= index < len(text) and IS_FIXED.match(text[index]) is not None


def in_foreign_sentence(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` stands like a word in a sentence of another script.

    That is: right behind kana, Hangul, Greek or Cyrillic, or with a Latin word and a blank before it and no Chinese after.

    >>> in_foreign_sentence("Xi Jinping (习近平) said", 11, 16)
    True
    >>> in_foreign_sentence("使用Python (编程语言)开发", 9, 15)
    False
    """
    if start and _OTHER_LETTER.match(text[start - 1]):
        return True
    if " " not in text[max(0, start - 2) : start]:
        return False
    before = text[max(0, start - 40) : start]
    if not _LATIN_WORD_BEFORE.search(before):
        return False
    after = text[end : end + 40]
    return bool(_LATIN_WORD_AFTER.match(after) or (_NOTHING_AFTER.match(after) and not _begins_in_chinese(before)))


def touches_chinese(text: str, start: int, end: int) -> bool:
    """Return whether Chinese stands right beside ``text[start:end]``, with at most one mark between.

    >>> touches_chinese("他说:'Hi'", 3, 7), touches_chinese("a'b'c", 1, 4)
    (True, False)
    """
    return (
        is_fixed(text, start - 1)
        or is_fixed(text, end)
        or (text[start - 1 : start] in _MARKS and is_fixed(text, start - 2))
        or (text[end : end + 1] in _MARKS and is_fixed(text, end + 1))
    )


def _begins_in_chinese(before: str) -> bool:
    """A single Latin word behind Chinese is a guest; a Latin word behind a Latin word is a sentence."""
    words = before.split()
    return bool(words) and IS_HAN.search(words[-1]) is not None


_FUNCTION_WORD = lazy(" (?:a(?:nd?|re|s)?|b[ey]|f(?:or|rom)|i[nst]|o[fn]|t(?:h(?:at|e|is)|o)|w(?:as|ith))(?= )")
_LATIN_WORD = lazy("[A-Za-z\u00c0-\u024f]{2,}")


def is_latin_sentence(line: str) -> bool:
    """Return whether ``line`` is written in English with some Chinese in it, so that its marks are those of Latin text.

    >>> is_latin_sentence('The word "程式" is used in Taiwan, and "程序" elsewhere.')
    True
    >>> is_latin_sentence("See also: 北京, 上海, 广州.")
    True
    >>> is_latin_sentence("使用 the 和 of 这样的词,例如 The Lord of the Rings")
    False
    """
    if " " not in line:  # words of Latin text stand apart
        return False
    has_grammar = len(_FUNCTION_WORD.findall(line)) > 1
    if has_grammar and not _has_more_han(line, len(_LATIN_WORD.findall(line))):
        return True
    return (has_grammar or _begins_in_latin(line)) and _names_chinese(line)


def _has_more_han(line: str, number: int) -> bool:
    """Return whether ``line`` has more than ``number`` Han characters; of a line of Chinese, few are counted."""
    return next(islice(IS_HAN.finditer(line), number, None), None) is not None


_FIRST_LETTER = lazy(f"[A-Za-z\u00c0-\u024f{CLOSED}{HAN_CLASS}]")
_QUOTED_FIRST = lazy(
    f"[^A-Za-z\u00c0-\u024f{HAN_CLASS}]{{0,8}}[\"'“‘«][{HAN_CLASS}]{{1,8}}[\"'”’»] [A-Za-z\u00c0-\u024f]{{2,}}[^{HAN_CLASS}]"
)
_RUNS_ON = lazy(
    " (?:[Aa]n?d?|[Tt]he|[Oo][fr]|[Ii][nst]|[Tt]o|[Bb]y|[Ww]ith|[Ff]or) |[A-Za-z]{2} [a-z]{2,}(?![A-Za-z0-9_.(=-])"
    "|(?<![A-Za-z.])(?:e\\.g|i\\.e|etc|cf|vs)\\. "
)
"""Latin that is running text: a word of grammar, or a word in small letters behind another word."""
_CHINESE_SENTENCE = lazy(
    f"[{HAN_CLASS}][，。！？；]|[{HAN_CLASS}][,;:!?][{HAN_CLASS}]|[)A-Za-z][{HAN_CLASS}]|[{HAN_CLASS}][A-Za-z]|[{HAN_CLASS}]{{8}}"
)
_NAMES = lazy(f"[{HAN_CLASS}]+(?:[{BETWEEN}、《》「」『』 ]+[{HAN_CLASS}]+)*")
_CODE_SPAN = lazy("`[^`\n]*`")
_MOST_HAN = 4
"""Han for each Latin word."""


_OTHERS = "\u0370-\u03ff\u0400-\u1cff\u1f00-\u1fff"
_WORD_OF_OTHERS = lazy(f"[{_OTHERS}]{{2,}}")
"""A word in Greek, Cyrillic, Hebrew, Arabic, Thai and the like."""
_BEGINS_IN_OTHERS = lazy(f"[^A-Za-z\u00c0-\u024f{_OTHERS}{HAN_CLASS}]*[{_OTHERS}]")


def is_in_other_letters(line: str) -> bool:
    """Return whether ``line`` is written in another alphabet and names some Chinese.

    >>> is_in_other_letters('Это слово "中文" (китайский).'), is_in_other_letters("俄语Привет,意思是你好")
    (True, False)
    """
    if not _BEGINS_IN_OTHERS.match(line) or _CHINESE_SENTENCE.search(line):
        return False
    words = len(_WORD_OF_OTHERS.findall(line))
    return words > 1 and not _has_more_han(line, _MOST_HAN * words)


_BEGINS_IN_HAN = lazy(f"[^A-Za-z\u00c0-\u024f{CLOSED}{_OTHERS}{HAN_CLASS}]*[{HAN_CLASS}]")


def begins_in_chinese(line: str) -> bool:
    """Return whether the first letter of ``line`` is a Han character; then it is not in another alphabet.

    >>> begins_in_chinese("2. 使用Python"), begins_in_chinese("Python的使用")
    (True, False)
    """
    return _BEGINS_IN_HAN.match(line) is not None


def _begins_in_latin(line: str) -> bool:
    """Return whether the first word is Latin, but for a Chinese one in quotes before it: "北京" ist die Hauptstadt."""
    first = _FIRST_LETTER.search(line)
    return first is not None and (not IS_HAN.match(first[0]) or _QUOTED_FIRST.match(line) is not None)


def _names_chinese(line: str) -> bool:
    """Return whether Latin running text names a few Chinese words: none of them a sentence, each list of them fewer than its words."""
    line = _CODE_SPAN.sub(CLOSED, line)
    if _CHINESE_SENTENCE.search(line) or not _RUNS_ON.search(line):
        return False
    words = len(_LATIN_WORD.findall(line))
    return len(_NAMES.findall(line)) <= words and len(IS_HAN.findall(line)) <= _MOST_HAN * words
