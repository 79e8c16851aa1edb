"""Which stretches of a text are not Chinese and stay as they are: Japanese and Korean lines, pages and quotations."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from unionclean.han import HAN_BMP, HANGUL, KANA
from unionclean.masking import Span, merge_spans
from unionclean.patterns import lazy
from unionclean.tables import read_rows

_FOREIGN = lazy(f"[{KANA}{HANGUL}]")
_HAN = lazy(f"[{HAN_BMP}]")
_CHINESE_WORDS = lazy("[这這们們吗嗎呢吧很她您你怎么麼没沒哪咱啥它]")
"""Function words in both scripts, none of which Japanese or Korean writes."""
_RUN = lazy(f"[{HAN_BMP}{KANA}{HANGUL}々ー]+")
_SHARE = 10
"""In a line that is not Chinese, at least every tenth letter is kana or hangul; in real text it is every second or third."""

_WORD = lazy(f"[{HANGUL}]|[\u3041-\u3096]{{2}}|[\u30a1-\u30faー\uff66-\uff9d]{{2}}")
"""Hangul, or two kana of one kind in a row: nothing but a language writes so."""
_AFTER_HAN = f"(?<=[{HAN_BMP}々])"
_NO_KANA = f"(?![{KANA}ー])"
_BEFORE_HAN = f"(?=[{HAN_BMP}々])"
_LINK = lazy(
    f"{_AFTER_HAN}(?:[い-ろわをんうえおっ]|[ハヲニトヘモガ]|[ノケヶッツカヵ]{_BEFORE_HAN}){_NO_KANA}"
    f"|[のをにはがとでもおご]{_BEFORE_HAN}"
    f"|(?:(?<=[A-Za-z0-9)）」』 ])|(?<![^\\n]))[のをにはがとでやかもへ]{_NO_KANA}"
    f"|(?<![{HAN_BMP}{KANA}々ー])(?![ぁぃぅぇぉ])[\u3041-\u3093\u30a1-\u30f6]{_BEFORE_HAN}"
)
"""A kana alone that Japanese writes: the end of a word (思い出, 學び), a particle (東京の國會, 關ヶ原, FQDN は), a prefix (お客), a name (あ行)."""
_STRAY = lazy(
    f"{_AFTER_HAN}(?:[ぁぃぅぇぉゃゅょゎ]|(?![ハヲニトヘモガノケヶッツカヵ])[\u30a1-\u30fa]){_NO_KANA}|[\ue000-\uf8ff]"
)
"""What never stands in a word: a small vowel or a lone katakana behind Han, a private-use character.  Misread bytes are full of them."""


_LINE = lazy("[^\n]+")
_FEW = 20
"""A run of Han in which one character that only Japanese writes is enough."""


def _or_word(characters: str) -> re.Pattern[str]:
    """Return a pattern for any of ``characters``, or a word that is Japanese though none of its characters is; it begins with one class."""
    return lazy(f"[{characters}株会登](?:(?<![株会登])|(?<=株)式会社|(?<=会)社(?:概要|案内|情報|沿革)|(?<=登)録)")


_OF_WORDS = f"{HAN_BMP}々〒A-Za-z0-9０-９ \\t\\r\u3000・·／/|｜:：~～〜()（）【】「」『』、&＆+＋%％#*＊※■□●○◆◇★☆→>＞."
_WORDS_ONLY = lazy(f"[{_OF_WORDS}-]*")
"""A line of words side by side, as in a menu or a heading.  A sentence has other marks; a Japanese one has kana."""
_NOTICE = lazy(f"[{_OF_WORDS},，。!！-]*")
"""Words with the marks of a notice: they are Japanese, too, if nothing in them is Chinese or old."""
_IN_CHINESE = lazy(
    "(?<![目的])的(?![確中])|(?<![終完修満校])了(?![解承])|(?<![存所現滞駐])在(?![庫住宅籍学留位])|(?<![国])是(?![正非])"
    "|(?<!自)他(?![社人国])|被(?![害災告])|把(?!握)|我(?![慢々孫])|[也就且](?![職任])|以及|[這那]|從|[於與]|(?<!単)于(?![山闐])"
)
"""Function words of Chinese that Japanese writes inside of words alone (目的, 終了, 在庫)."""
_ANY_CHINESE_WORD = lazy(f"{_CHINESE_WORDS.pattern}|{_IN_CHINESE.pattern}")
_NAMED_JAPANESE = lazy("《[^《》\n]*》|「[^「」\n]*」|『[^『』\n]*』|“[^“”\n]*”|[\u30a1-\u30fa][\u30a1-\u30faー・]{2,}")
"""Titles, quotations, and words of katakana; particles of katakana, as old laws have them, are shorter."""
_OUTWEIGH = 2
"""A page is Japanese when it has so many lines with kana for each line that must be Chinese."""


def find_foreign(text: str) -> list[Span]:
    """Return the spans of ``text`` that are Japanese or Korean, in order.

    A line with kana or hangul is foreign unless it reads as Chinese: it has function words that only Chinese writes, and less
    than a tenth of its letters is kana or hangul, or all of it in quotations.  In such a line the quotations stay: runs with kana and
    without those words.
    Kana that make no word (the ツ of an emoticon, the ぃ of misread bytes) say nothing.  On a page whose lines are foreign, so is
    a line without kana, unless it has characters that Japanese does not write.  So is a line of words with a character that only
    Japanese writes (東京電力 広報), if it has no more of the old forms; in a Chinese sentence only the run with that character stays.

    >>> find_foreign("東京の國會\\n臺北")
    [(0, 5)]
    >>> find_foreign("臺北經濟發展 (ツ)")
    []
    >>> find_foreign("状態の更新\\n命名規則"), find_foreign("異世界転生伝説，台灣")
    ([(0, 5), (6, 10)], [(0, 7)])
    >>> find_foreign("東京電力 広報 営業所"), find_foreign("東京電力 廣報"), find_foreign("関西國際空港")
    ([(0, 11)], [], [(0, 6)])
    """
    if _japanese().any_sign.search(text) is None:
        return []
    spans = list(_find_with_kana(text))
    if spans:
        spans += _find_on_foreign_page(text, spans)
    spans += _find_by_characters(text)
    return merge_spans(spans)


def _find_with_kana(text: str) -> Iterator[Span]:
    end = 0
    found = _FOREIGN.search(text)
    while found:
        start = text.rfind("\n", end, found.start()) + 1 or end
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        if _has_words(text, start, end):
            yield from _foreign_in_line(text, start, end)
        found = _FOREIGN.search(text, end)


class _Japanese:
    """What tells Japanese without kana: characters that ``only`` it writes, ``old`` forms that it keeps in names alone, ``chinese`` ones.

    ``shared`` are simplified in both in the same way.  ``any_sign`` are the first and the letters of Japanese and Korean: without one of
    them, all is Chinese but lines with ``shared``.
    """

    def __init__(self) -> None:
        classes = dict(read_rows("japanese_characters.tsv"))
        self.only = lazy(f"[{classes['shinjitai']}]")
        self.only_or_word = _or_word(classes["shinjitai"])
        self.any_sign = _or_word(f"{KANA}{HANGUL}{classes['shinjitai']}")
        self.shared = lazy(f"[{classes['shared']}]")
        self.old = lazy(f"[{classes['old']}]")
        self.chinese = lazy(f"[{classes['simplified']}这這们們吗嗎呢吧很她您你怎么麼没沒哪咱啥它]")

    def reads_so(self, text: str, start: int, end: int) -> bool:
        """Whether words without kana are Japanese, for each old form in them one character that only Japanese writes: 関西國際空港."""
        if self.chinese.search(text, start, end):
            return False
        old = len(self.old.findall(text, start, end))
        return old == 0 or (
            old <= len(self.only.findall(text, start, end)) and not _IN_CHINESE.search(text, start, end)
        )


_japanese = functools.cache(_Japanese)


def _find_on_foreign_page(text: str, foreign: list[Span]) -> list[Span]:
    """Return the lines without kana of a page on which lines with kana outweigh those that must be Chinese."""
    chinese, open_lines, number, whole_lines = 0, [], 0, 0
    for line in _LINE.finditer(text):
        start, end = line.span()
        while number < len(foreign) and foreign[number][1] < start:
            number += 1
        if number < len(foreign) and foreign[number][0] < end:
            whole_lines += foreign[number] == (start, end)
        elif _HAN.search(text, start, end):
            is_old = _japanese().old.search(text, start, end) is not None
            if _japanese().chinese.search(text, start, end) or (is_old and _IN_CHINESE.search(text, start, end)):
                chinese += 1
                continue
            chinese += is_old
            open_lines.append((start, end))
    return open_lines if whole_lines >= max(1, _OUTWEIGH * chinese) else []


def find_shared_forms(text: str) -> Iterator[Span]:
    """Yield the lines of words that Japanese may have written: with forms that it shares with Simplified, and none that it does not write.

    What is Traditional in such a line is what it writes too: 国際会議.  A line of Chinese that is half converted has old forms: 国家發展.

    >>> list(find_shared_forms("国際会議 学習\\n国家發展\\n我在国際会議上"))
    [(0, 7)]
    """
    shared = _japanese().shared
    found = shared.search(text)
    while found:
        start, end = _line_around(text, found)
        if _is_japanese(text, start, end, _WORDS_ONLY) and not _japanese().old.search(text, start, end):
            yield start, end
        found = shared.search(text, end)


def _line_around(text: str, found: re.Match[str]) -> Span:
    end = text.find("\n", found.end())
    return text.rfind("\n", 0, found.start()) + 1, len(text) if end < 0 else end


def _find_by_characters(text: str) -> Iterator[Span]:
    """Yield lines of Japanese words without kana, and in other lines the short runs with a character that only Japanese writes."""
    sign = _japanese().only_or_word
    found = sign.search(text)
    while found:
        start, end = _line_around(text, found)
        if _is_japanese(text, start, end, _WORDS_ONLY) or (
            _is_japanese(text, start, end, _NOTICE) and not _japanese().old.search(text, start, end)
        ):
            yield start, end
        else:
            yield from _find_runs(text, start, end)
        found = sign.search(text, end)


def _is_japanese(text: str, start: int, end: int, written_as: re.Pattern[str]) -> bool:
    return (
        written_as.fullmatch(text, start, end) is not None
        and _IN_CHINESE.search(text, start, end) is None
        and _japanese().reads_so(text, start, end)
    )


def _find_runs(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield short runs of Han with a character that only Japanese writes, and none that it does not."""
    japanese = _japanese()
    for found in japanese.only.finditer(text, start, end):
        first = _run_start(text, found.start())
        run = _RUN.match(text, first, first + _FEW + 1)  # one more tells that it is too long
        if run and run.end() - first <= _FEW and japanese.reads_so(text, *run.span()):
            yield run.span()


def _run_start(text: str, position: int) -> int:
    start = position
    while start > 0 and position - start <= _FEW and _RUN.match(text[start - 1]):
        start -= 1
    return start


def _has_words(text: str, start: int, end: int) -> bool:
    """Whether the kana and hangul of a line are written as words are, and more often than as misread bytes are."""
    signs = len(_WORD.findall(text, start, end)) + len(_LINK.findall(text, start, end))
    return signs > len(_STRAY.findall(text, start, end))


def _foreign_in_line(text: str, start: int, end: int) -> Iterator[Span]:
    if _names_japanese(text[start:end]):
        in_chinese = _ANY_CHINESE_WORD
    elif _CHINESE_WORDS.search(text, start, end) and not _is_dense(text, start, end):
        in_chinese = _CHINESE_WORDS
    else:
        yield start, end
        return
    for run in _RUN.finditer(text, start, end):
        if _FOREIGN.search(text, *run.span()) and not in_chinese.search(text, *run.span()):
            yield run.span()


def _names_japanese(line: str) -> bool:
    """Return whether a line of Chinese names something Japanese: all kana are in quotes or words of katakana, and what is left is Chinese.

    >>> _names_japanese("電影《となりのトトロ》的導演"), _names_japanese("「你好」は挨拶"), _names_japanese("連載「ワンピース」終了")
    (True, False, False)
    """
    rest = _NAMED_JAPANESE.sub("", line)
    if _FOREIGN.search(rest) or _japanese().only.search(rest):
        return False
    return any(sign.search(rest) for sign in (_ANY_CHINESE_WORD, _japanese().old, _japanese().chinese))


def _is_dense(text: str, start: int, end: int) -> bool:
    foreign = len(_FOREIGN.findall(text, start, end))
    return foreign * _SHARE >= foreign + len(_HAN.findall(text, start, end))
