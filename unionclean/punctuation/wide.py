"""Letters, digits and what belongs to them: always ASCII.  Small and half-width forms: always the common form.

Every function here keeps the length of the text, so that offsets stay.
"""

from __future__ import annotations

import re

from unionclean.patterns import lazy

NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""The full-width forms U+FF01-FF5E and their ASCII twins."""

_WORD = lazy("[０-９Ａ-Ｚａ-ｚ]+")
_GROUPED = lazy("[０-９](?<![０-９]{2})(?<![０-９]，.)[０-９]{0,2}(?:，[０-９]{3})+(?![０-９，])")
_TIME = lazy(
    "：(?:(?<=(?<![0-9：:])[0-9]：)|(?<=(?<![0-9：:])[01][0-9]：)|(?<=(?<![0-9：:])2[0-4]：)|(?<=[0-9][:：][0-5][0-9]：))"
    "(?<![.．][0-9]：)(?<![.．][0-9]{2}：)"
    "(?=[0-5][0-9](?![0-9年月日号号%％]|[,.．][0-9]|[ \u3000]?(?:[个個份项項条條次人名位家件台套篇章节節页頁处處元万萬亿億天小秒行种種类類例户戶所张張只米吨噸]|(?![AaPp]\\.?[Mm])[A-Za-z])))"
)
_JOINT = lazy(
    "[．％－／＠＆＿＋＝＃＊＄：](?:"
    "(?<=[0-9A-Za-z]．)(?!．)"
    "|(?<=[0-9]％)"
    "|(?<=[0-9A-Za-z][－／＠＆＿＋＝＃＊])(?=[0-9A-Za-z])"
    "|(?<=＄)(?=[0-9])"
    "|(?<=[A-Za-z]：)／／(?=[0-9A-Za-z])"
    ")"
)

_GOES_ON = lazy("[0-9A-Za-z]")
_LONGEST_ITEMS = 200
_NUMBERS_ITEM = lazy("(?:^|[\\s\u3000]{2}|[（(、；;。，,：:”》][ \u3000]?)(?:[0-9]{1,3}|[A-Za-z])．\\Z", re.MULTILINE)
_NUMBER = lazy("[０-９Ａ-Ｚａ-ｚ○〇零一二三四五六七八九．‧＋－×÷／％√±＝（）]+")
_MIXED = lazy(
    "[○〇０-９](?:(?<=[○〇])[．‧]?[０-９]|(?<=[０-９])[．‧]?[○〇]|(?<=[一二三四五六七八九]０)(?![０-９])"
    "|(?<=０)(?<![０-９]０)[．‧][一二三四五六七八九零])"
)
"""A number that is half Chinese, with ○ for zero or in both kinds of digits: no width is right for one half of it."""

SMALL = {
    ord(small): common
    for small, common in zip(
        "﹐﹑﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹨﹩﹪﹫︰︵︶｡､｢｣",
        "，、；：？！（）｛｝〔〕#&*+-<>=\\$%@：（）。、「」",
        strict=True,
    )
}
"""Small forms of Big5 (U+FE50-FE6B), the vertical colon and brackets it is converted with, half-width 。、「」."""

_ANY_SMALL = lazy("[﹐-﹫︰︵︶｡､｢｣]")
_SMALL = lazy("[﹐-﹒﹔-﹗﹙-﹦﹨-﹫︰︵︶｡､｢｣](?<![ｦ-ﾟ].)(?![ｦ-ﾟ])", re.DOTALL)
_BESIDE_BRACKET = {
    "︵": lazy("︵[0-9A-Za-z〇一-龥㐀-䶿“‘「《]"),
    "︶": lazy("[0-9A-Za-z〇一-龥㐀-䶿”’」》。！？]︶"),
}
_TITLE_EDGE = {"﹤": lazy("﹤[《\u3400-\u9fff]"), "﹥": lazy("[》\u3400-\u9fff]﹥(?![0-9０-９])")}
"""Where a small sign is no sign of a comparison, but stands for the brackets of a title: 《关于适用﹤担保法﹥的解释》."""
_SMALL_IN_NUMBER = lazy("(?<=[0-9])[﹐﹒﹕](?=[0-9])")
_SMALL_DOT_IN_NAME = lazy("(?<=[\u4e00-\u9fff])﹒(?=[\u4e00-\u9fff])")

TROUBLE = "０-９Ａ-Ｚａ-ｚ﹐-﹒﹔-﹗﹙-﹦﹨-﹫︰︵︶｡､｢｣"
"""The characters, as the inside of a class, that this module changes wherever they stand."""


_ANY = lazy("[０-９Ａ-Ｚａ-ｚ○〇．％－／＠＆＿＋＝＃＊＄：﹐-﹫︰︵︶｡､｢｣]")


def needs_narrowing(text: str) -> bool:
    """Return whether ``text`` has anything that :func:`narrow_words` or :func:`common_forms` may change.

    >>> needs_narrowing("１２月"), needs_narrowing("你好，世界")
    (True, False)
    """
    return _ANY.search(text) is not None


def narrow_words(text: str) -> str:
    """Return ``text`` with full-width letters, digits and the marks inside numbers, times and addresses in ASCII.

    GB/T 15835-2011 (Arabic numerals are set half-width); CLREQ (Western text in Chinese is proportional).

    >>> narrow_words("１２月，ＡＢＣ，１，０００元，１０：００，３．５％，２０１９－２０２１")
    '12月，ABC，1,000元，10:00，3.5%，2019-2021'

    A number that is half Chinese stays, and so does what is reckoned with it.

    >>> narrow_words("标志警２○，宽二一０毫米，元×（２○＋１２×○．７）×１．４，周三１０：００")
    '标志警２○，宽二一０毫米，元×（２○＋１２×○．７）×１．４，周三10:00'
    >>> narrow_words("百分之五％，中国－东盟，比例１：２，Ａ，Ｂ")
    '百分之五％，中国－东盟，比例1：2，A，B'
    """
    if not _MIXED.search(text):
        return _narrow(text)
    pieces: list[str] = []
    position = 0
    for number in _NUMBER.finditer(text):
        if _MIXED.search(number[0]):
            pieces += (_narrow(text[position : number.start()]), number[0])
            position = number.end()
    return "".join([*pieces, _narrow(text[position:])])


def _narrow(text: str) -> str:
    if _WORD.search(text):
        text = _GROUPED.sub(_narrowed, text)
        text = _WORD.sub(_narrowed, text)
    text = _TIME.sub(":", text)
    return _JOINT.sub(_narrowed_joint, text)


def _narrowed_joint(match: re.Match[str]) -> str:
    """Return a mark inside a word or number in ASCII; a full stop behind one stays: 来自 C．因为."""
    text, end = match.string, match.end()
    if match[0] == "．" and not _GOES_ON.match(text, end) and not _numbers_item(text, end):
        return match[0]
    return match[0].translate(NARROW)


def _numbers_item(text: str, end: int) -> bool:
    """Return whether a full stop that ends at ``end`` numbers an item: A．甲, and B．乙 behind it on the same line."""
    if _NUMBERS_ITEM.search(text, max(0, end - 8), end):
        return True
    letter = text[end - 2]
    if not "A" <= letter <= "H" or text[end - 3 : end - 2] not in (" ", "\u3000"):
        return False
    before = text[max(0, end - _LONGEST_ITEMS) : end].rpartition("\n")[2]
    behind = text[end : end + _LONGEST_ITEMS].partition("\n")[0]
    return any(chr(ord(letter) - 1) + stop in before or (letter == "A" and "B" + stop in behind) for stop in "．.")


def _narrowed(match: re.Match[str]) -> str:
    return match[0].translate(NARROW)


def common_forms(text: str) -> str:
    """Return ``text`` with small and half-width CJK marks in their common form.

    These are compatibility characters (Unicode, blocks FE30, FE50 and FF00): typesetting variants, not other marks.

    >>> common_forms("人事﹔财务﹑后勤﹗1﹐000｡乔治﹒布什")
    '人事；财务、后勤！1,000。乔治·布什'
    >>> common_forms("ｶﾀｶﾅ｡")
    'ｶﾀｶﾅ｡'
    """
    if not _ANY_SMALL.search(text):
        return text
    text = _SMALL_IN_NUMBER.sub(lambda m: {"﹐": ",", "﹒": ".", "﹕": ":"}[m[0]], text)
    text = _SMALL_DOT_IN_NAME.sub("·", text)
    return _SMALL.sub(_common_form, text)


def _common_form(match: re.Match[str]) -> str:
    """Return the common form of a small mark; a vertical bracket that holds nothing is part of a face: (╯'-')╯︵┻━┻.

    The angle brackets of a title stay: their common forms are signs of comparison, or of a tag.
    """
    if match[0] in "﹤﹥" and _TITLE_EDGE[match[0]].search(match.string[max(0, match.start() - 1) : match.end() + 1]):
        return match[0]
    if match[0] in "︵︶" and not _BESIDE_BRACKET[match[0]].search(
        match.string[max(0, match.start() - 1) : match.end() + 1]
    ):
        return match[0]
    return match[0].translate(SMALL)
