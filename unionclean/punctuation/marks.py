"""The marks , : ; ! ? in Chinese passages, both directions.  Every function keeps the length of the text."""

from __future__ import annotations

import re

from unionclean.han import HAN_BMP
from unionclean.patterns import lazy
from unionclean.punctuation.context import FIXED, FIXED_CLOSERS, FIXED_OPENERS, HAN_CLASS, LINE_END, is_fixed

FULL = str.maketrans(",:;!?", "，：；！？")
_TWINS = tuple(zip("，：；！？", ",:;!?", strict=True))

LEFT = HAN_CLASS + FIXED_CLOSERS + "、。（），：；！？℃‰％①-⑳"
"""A mark right behind one of these is Chinese."""
RIGHT = HAN_CLASS + FIXED_OPENERS + "（①-⑳"
"""A mark right before one of these is Chinese, if a word, a number or a closing mark stands before it."""

_WORD_END = "0-9A-Za-z\u00a9\u00ae\u00b2\u00b3\u00b9\u00bc-\u00be\u00c0-\u024f\u0370-\u03ff%°+.)\\]}*_”’…—\"'~～^>#\x00\ufffc\u2030-\u2bff\u3200-\u33ff＋￥\ufe0f\U0001f300-\U0001faff"
LOOSE = "”’…—\\]*%"  # marks that Latin text has, too: what stands before them decides

# Not a mark of the sentence: ://, != and ::, an image, an emoticon, a :name:, what is left of damage (?reading), a ? that stands
# for a lost character (史?、公子荆) or blank (摘? ? 要), a row of commas or semicolons, ?: as an operator, and commands (:wq).
_NOT_SYNTAX = (
    "(?!//|[=:、])(?!(?<=\\?) \\?)(?<!\\? \\?)(?<!,,)(?!(?<=,),)(?<!;;)(?!(?<=;);)(?<!\\?:)(?<!::)(?!(?<=::)[A-Za-z_])"
    "(?!(?<=:)(?:wqa?!?|qa?!)(?![0-9A-Za-z_]))(?!(?<=!)\\[[^\\[\\]\n]*\\]\\()(?!(?<=[:;])-?(?:\\)|\\((?=\\s|\\Z)))"
    "(?!(?<=\\?)[a-z\u00e0-\u01dc]{1,6}\\))"
    "(?!(?<=[:;])(?<![案选選项項级級类類型盘盤组組区區座班卷为為是].)-?[DPpOo](?:[\\s~～!！。，,)）]|\\Z))"
)
_CERTAIN = lazy(
    "[,:;!?](?:"
    f"(?:(?<=[{LEFT}][,:;!?])|(?<=[{FIXED}][{LOOSE}][,:;!?])|(?<=[{FIXED}](?:……|——)[,:;!?]))[,:;!?]*(?! +[A-Za-z\u00c0-\u024f])"
    f"|(?<=[{_WORD_END}][,:;!?])[,:;!?]*(?=[{RIGHT}]|[“‘][{HAN_CLASS}]|……|——)"
    f"){_NOT_SYNTAX}"
)
_SUBJECT_BEGINS = "来來作开開打结結分隔间間切前后後起符字号號连連相拼引表代匹"
_JOINTS = "或和與与及、"
_BEFORE, _BEHIND = f"{HAN_BMP}》」』】）", f"{HAN_BMP}《「『【（"
_PLAIN = tuple(
    (half, full, lazy(f"{re.escape(half)}(?<=[{_BEFORE}].)(?=[{_BEHIND}{more}\n])(?![{_SUBJECT_BEGINS}{_JOINTS}])"))
    for full, half, more in zip("，：；！？", ",:;!?", ("0-9A-Za-z“‘", "", "", "", ""), strict=True)
)
"""A mark between two Han characters and the like, the plainest case of :data:`_CERTAIN` and most of it: written without a call for each."""
_SET = "[A-Z][A-Za-z0-9]{0,2} ?= ?\\{[^{}\n]{0,60}\\}"
_LATIN_LABEL = lazy(":(?<=[A-Za-z]:)(?=[0-9A-Za-z+\ufffc])")
_BEHIND_LABEL = lazy(
    f"[{HAN_BMP}]{{1,8}}:(?:[^,:;\n]{{0,23}}[{HAN_BMP}]|[0-9][0-9A-Za-z.%/+-]{{0,20}})([,;]) ?[A-Za-z]{{1,12}}\\Z"
)
_BEFORE_LABEL = lazy(f":[0-9A-Za-z+@._\ufffc-]{{1,24}}[,;] ?[{HAN_BMP}]{{1,8}}:")
_BEGINS_LABEL = lazy("(?<![^\\s，；（(])[A-Za-z]{1,12}\\Z")
"""A label in Latin letters beside one in Chinese: 姓名:张三,QQ:12345."""
_BETWEEN_SETS = lazy(f"(?<=\\}}),(?=(?:{_SET}[,，]){{0,6}}{_SET}[,，]?[{HAN_CLASS}])")
"""A comma between two sets in a Chinese sentence: 已知A={1,2},B={2},求A∩B."""
_MAYBE = lazy(
    f"[,:;!?](?:(?<=[{_WORD_END}][,:;!?])|(?<=[{LEFT}][,:;!?])|(?<=[ {LINE_END}][,:;!?]))[,:;!?]*(?:"
    f"(?<=[ {LINE_END}][,:;!?])(?=[{RIGHT}])"  # a stray blank or a break before it
    f"|(?=[ {LINE_END}”’)）{FIXED_CLOSERS}]|\\Z)"  # nothing right behind it
    "|(?<=[%‰℃][,:;!?])(?=[0-9])"  # 14.8%,1997年
    f"|(?<=[A-Za-z][,;!?])(?=[0-9.]{{1,8}}[{HAN_CLASS}])"  # GDP,2020年
    f"){_NOT_SYNTAX}"
)
_EMOJI = "\u2600-\u27bf\u200d\ufe0f\U0001f300-\U0001faff"
_ATTACHED = lazy(
    f"[{FIXED}，：；！？）”’…—][0-9A-Za-z\u00c0-\u024f\u0370-\u03ff.,:%‰/&+()'’°#@_~^\x00\ufffc{_EMOJI}\\-\\]]{{1,40}}\\Z"
)
_BRACKET_APART = lazy(f"[{FIXED}] \\([^()\n]{{1,40}}\\)\\Z")  # 安卓 (Android),
_APART = (" ", *LINE_END)
_CHINESE_AT = lazy(f"[{RIGHT}]")
_CHINESE_ENDS = lazy(f"[{LEFT}]\\Z")
_WORD_APART = lazy(f"[{FIXED}](?: ?[(（][^()（）\n]{{1,40}}[)）])? \\Z")
_FIXED_ENDS = lazy(f"[{FIXED}](?: ?[(（][^()（）\n]{{1,40}}[)）])?[ {LINE_END}]+\\Z")
_NUMBER_ENDS = lazy("[0-9]\\Z")
_NUMBER_GOES_ON = lazy(f"[{LINE_END}]+[0-9]")  # 1,1,⏎2-三氯乙烷
_GUEST_IN_LATIN = lazy(f"[A-Za-z\u00c0-\u024f][,.;:]? [\"'“‘]?[{HAN_CLASS}]{{1,12}}[\"'”’]?\\Z")
_CHINESE_AFTER_BLANK = lazy(f"[ \u3000\u00a0]{{1,2}}[{RIGHT}“‘]")
_LATIN_AFTER_BLANK = lazy(" +[A-Za-z\u00c0-\u024f]")
_ENDS_HERE = lazy(f"[0-9{LINE_END}”’)）{FIXED_CLOSERS}]|\\Z")

_SUBJECT_AHEAD = lazy(
    "(?:[或和與与及、] ?[!-~]{1,16})?[0-9A-Za-z]{0,16}(?:[来來]|作[为為])?(?:[开開][头頭]|打[头頭]|[结結]尾|分[隔割开開]|隔[开開]|[间間]隔|切分|前[缀綴]|[后後][缀綴]|起始|符[号號]|字[符元]|[号號]分|[连連相拼引][接连連]|表示|代[表替]|匹配)"
)
_SUBJECT_BEHIND = lazy(
    "(?:(?<![可所加予得难足何])以|(?<![费費作应應利信运運占佔录錄引聘任实實试試启啟耗食药藥日有没沒])用|按|通[过過]|采用|使用)[ !-~]*(?:(?<=[!-~])[或和與与及、] ?[!-~]*)?\\Z"
)
_LONGEST_NAME = 24
_STANDS_ALONE = lazy("[ \t]+[^\\s]")

_WINDOW = 48


def widen_marks(text: str) -> str:
    """Return ``text`` with the marks , : ; ! ? of Chinese passages full-width.

    GB/T 15834-2011, 4.2-4.7, 5.1: these marks fill the place of one character.  A mark is Chinese right behind a Han
    character or a Chinese mark, and between a word or number and a Han character; it stays between words, in numbers,
    times and ratios, in emoticons and in foreign sentences.

    >>> widen_marks("5月14日10:00,全总2,000人;GDP,同比!真的吗?!来自Python?")
    '5月14日10:00，全总2,000人；GDP，同比！真的吗？！来自Python？'
    >>> widen_marks("A,B;1,000;10:00;3:2;Hello, world!你好:)")
    'A,B;1,000;10:00;3:2;Hello, world！你好:)'
    """
    if ":" in text:
        text = _widen_labels(text)
    text = _widen_plain(text)
    if not _has_marks(text):
        return text
    if "}," in text:
        text = _BETWEEN_SETS.sub("，", text)
    text = _CERTAIN.sub(_widened, text)
    return _MAYBE.sub(_widened_if_chinese, text) if _has_marks(text) else text


def _has_marks(text: str) -> bool:
    return any(half in text for _, half in _TWINS)


def _widen_plain(text: str) -> str:
    for half, full, between_han in _PLAIN:
        if half in text:
            text = between_han.sub(full, text)
    return text


def narrow_marks(text: str) -> str:
    """Return ``text`` with the marks ，：；！？ in ASCII: the other direction.

    >>> narrow_marks("你好，世界！")
    '你好,世界!'
    """
    for full, half in _TWINS:  # five replacements are ten times as fast as one translation
        text = text.replace(full, half)
    return text


def _widen_labels(text: str) -> str:
    """Widen the colon of a label in Latin letters, and the mark before it, with those of the Chinese labels beside it: all or none."""
    pieces: list[str] = []
    position = 0
    for colon in _LATIN_LABEL.finditer(text):
        start = colon.start()
        first = max(0, start - _WINDOW)
        before = text[first:start]
        behind = _BEHIND_LABEL.search(before)
        if behind:
            pieces += (text[position : first + behind.start(1)], behind[1].translate(FULL))
            position = first + behind.end(1)
        elif not (_BEFORE_LABEL.match(text, start) and _BEGINS_LABEL.search(before)):
            continue
        pieces += (text[position:start], "：")
        position = start + 1
    return "".join([*pieces, text[position:]]) if pieces else text


def _widened(match: re.Match[str]) -> str:
    text, end = match.string, match.end()
    begins = text[end : end + 1]
    if (
        (begins in _SUBJECT_BEGINS or begins in _JOINTS or begins.isascii())
        and _SUBJECT_AHEAD.match(text, end)
        and _is_named(text, match.start())
    ):
        return match[0]
    return match[0].translate(FULL)


def _widened_if_chinese(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if text[start - 1 : start] == " " and _STANDS_ALONE.match(text, end) and not _joins_words(text, start, end):
        return match[0]
    before = text[max(0, start - _WINDOW) : start]
    chinese = _is_chinese_apart(text, before, end) if before[-1:] in _APART else _is_chinese(text, before, end)
    return match[0].translate(FULL) if chinese else match[0]


def _is_named(text: str, start: int) -> bool:
    """Return whether what leads to a mark says that the text speaks of it: 以file:开头, 用;分隔."""
    return _SUBJECT_BEHIND.search(text, max(0, start - _LONGEST_NAME), start) is not None


def _joins_words(text: str, start: int, end: int) -> bool:
    """Return whether a mark with a blank on both sides is one of the sentence: a comma between words that does not name itself."""
    if text[start:end] != "," or not (
        is_fixed(text, end + 1) and _WORD_APART.search(text, max(0, start - _WINDOW), start)
    ):
        return False
    return not (_SUBJECT_AHEAD.match(text, end + 1) and _is_named(text, start - 1))


def _is_chinese_apart(text: str, before: str, end: int) -> bool:
    """Decide for a mark with a stray blank or a break of the line before it."""
    if _CHINESE_AT.match(text, end):
        return bool(_FIXED_ENDS.search(before) if before[-1:] in LINE_END else before.strip())
    return _FIXED_ENDS.search(before) is not None and before[-1] == " " and not _LATIN_AFTER_BLANK.match(text, end)


def _is_chinese(text: str, before: str, end: int) -> bool:
    """Decide for a mark before a blank, a closing mark or the end of the line."""
    if _CHINESE_ENDS.search(before):  # Chinese before, Latin behind
        return not _GUEST_IN_LATIN.search(before)
    if not (_ATTACHED.search(before) or _BRACKET_APART.search(before)) or (
        _NUMBER_ENDS.search(before) and _NUMBER_GOES_ON.match(text, end)
    ):
        return False
    return bool(_ENDS_HERE.match(text, end) or _CHINESE_AFTER_BLANK.match(text, end))
