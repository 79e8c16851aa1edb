"""What mojibake of the Chinese codecs looks like: characters that it is full of and writing is not, in the company that they have there."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.mojibake.wrong import single_byte_class
from unionclean.guards import Guard, Guards, Letters, compile_guards
from unionclean.han import LOST_CHARACTERS
from unionclean.patterns import lazy
from unionclean.tables import read_rows

_LATIN, _LATIN_EXTENDED = "À-ÖØ-öø-ÿ", "Ā-ſȘ-ț"
_MARKS_OF_MAC = "√π∫Ω∂∆∏∑≈≠≤≥◊ﬁﬂ˘˙˛˝"
"""What Mac Roman shows of bytes above A0, and Central European code pages: accents without a letter."""
_SMALL_LATIN = "".join(filter(str.islower, map(chr, (*range(0xC0, 0x180), *range(0x218, 0x21C)))))
_CAPITAL_LATIN = "".join(filter(str.isupper, map(chr, (*range(0xC0, 0x180), *range(0x218, 0x21C)))))
_LATIN_MARKS = f"\x80-¿×÷{_MARKS_OF_MAC}ˆ˜–—‘’‚“”„†‡•…‰‹›€™∞"
_LATIN_BESIDE = f"{_LATIN_MARKS}{_LATIN}{_LATIN_EXTENDED}ƒ"
_FIRST_BYTES, _ODD_FIRST_BYTES = "¡-ÿĀ-ſ•™∞", "¡¤¦¨ª¬®¶ĄŚŞŹ"
"""First bytes of Big5 behind code pages of Latin, and those of them that writing has few of."""
_SECOND_BYTES = f"{_FIRST_BYTES}@-~"
_BOX = "─-╬▀-▓■⌠⌡"
_BOX_MIXED = "╒-╖╘-╙╛-╜╞-╟╡-╢╤-╥╧-╨╪-╫"
"""Double lines that meet single ones, which drawings hold few of."""
_BESIDE_BOX = f"¡-¿{_LATIN}{_LATIN_EXTENDED}α-ωΓΘΣΦΩ±≡∞∩∙·°ⁿ²÷≈√а-яёА-ЯЁЂЃЄІЇЉЊЋЌЎЏ"
_CYRILLIC_SMALL, _CYRILLIC_CAPITAL = "а-яёђѓєѕіїјљњћќўџґ", "А-ЯЁЂЃЄЅІЇЈЉЊЋЌЎЏҐ"
_CYRILLIC_BESIDE = "\x80-\x84\x86-\x9f¤¦§©«¬\xad®°±²µ¶·»№─-▓■‚†‡‰"
_THAI_VOWELS, _THAI_TONES, _THAI_IN_LINE = (
    "\u0e31\u0e34-\u0e3a",
    "\u0e47-\u0e4e",
    "\u0e2f\u0e30\u0e32\u0e33\u0e40-\u0e46",
)
_THAI_ABOVE = _THAI_VOWELS + _THAI_TONES
"""A letter has one vowel above or below it and then one tone; what stands in the line has neither."""
_THAI, _THAI_LETTERS, _THAI_SPOKEN = "\u0e01-\u0e5b", "ก-ฮ", "\u0e01-\u0e4e"
_THAI_ODD, _THAI_OBSOLETE, _THAI_RARE, _THAI_DIGITS = "\u0e2f\u0e3f\u0e4f\u0e5a\u0e5b", "ฃฅ", "ฆฌฎฏฐฑฒฦฬ", "๐-๙"
"""Marks and letters that few words have: no word has a rare letter among many without a vowel or near a Latin one, or a digit in it."""
_HALF_KANA = "｡-ﾟ"
_PRIVATE = "\ue000-\uf8ff"
_HANGUL, _JAMO = "가-힣", "ㄱ-ㆎ"
_HAN = "一-鿿"
_BESIDE_HANGUL = f"{_HAN}ぁ-ヶα-ωа-яА-Яⓐ-ⓩ㈀-㉻½-¾ⅰ-ⅹ¹²³"
_BOPOMOFO = "ㄅ-ㄩ"
"""The phonetic letters of Taiwan, which stand in the third byte of many a common character; beside katakana they are garbage."""


@functools.cache
def _characters(kind: str) -> str:
    return next(characters for name, characters in read_rows("mojibake_characters.tsv") if name == kind)


@functools.cache
def guards() -> tuple[Guard, ...]:
    """Return where to look: at characters that mojibake is full of, in the company that they have there."""
    return (*_latin(), *_boxes(), *_cyrillic(), *_thai(), *_phonetic(), *_han())


def _odd(characters: str, *beside: tuple[str, str], condition: str = "") -> Guard:
    return Guard("mojibake", characters, condition, beside=beside)


def _latin() -> Iterator[Guard]:
    """Three accented letters or marks, not all of them small letters, as words have; first bytes of Big5 in turn with second ones."""
    latin, no_small = f"[{_LATIN_BESIDE}]", f"[{_CAPITAL_LATIN}{_LATIN_MARKS}]"
    first, second = f"[{_FIRST_BYTES}]", f"[{_SECOND_BYTES}]"
    beside = (_LATIN_BESIDE, ""), ("", _LATIN_BESIDE)
    yield _odd(
        _CAPITAL_LATIN + _MARKS_OF_MAC,
        *beside,
        condition=f"(?={latin}{{2}})|(?<={latin}.)(?={latin})|(?<={latin}{{2}}.)",
    )
    yield _odd(
        _SMALL_LATIN,
        *beside,
        condition=f"(?={no_small}{latin}|{latin}{no_small})"
        f"|(?<={no_small}.)(?={latin})|(?<={latin}.)(?={no_small})"
        f"|(?<={no_small}{latin}.)|(?<={latin}{no_small}.)",
    )
    yield _odd(
        _ODD_FIRST_BYTES,
        ("", _SECOND_BYTES),
        condition=f"(?={second}{first}{second}{first})|(?<={first}{second}.)(?={second}{first})",
    )


def _boxes() -> Iterator[Guard]:
    """Lines of boxes that meet letters."""
    yield _odd(
        _BOX,
        ("", f"{_BESIDE_BOX}{_BOX}@-~"),
        condition=f"(?=[{_BESIDE_BOX}])|(?<=[{_BOX_MIXED}])(?=[{_BOX}])|(?=[@-~][{_BOX}][@-~])",
    )


def _cyrillic() -> Iterator[Guard]:
    """A mark or a capital behind a small letter, or in turn with Latin letters."""
    beside = f"{_CYRILLIC_SMALL}{_CYRILLIC_CAPITAL}@-~"
    yield _odd(_CYRILLIC_BESIDE, (beside, ""), condition=f"(?<=[{_CYRILLIC_SMALL}{_CYRILLIC_CAPITAL}].)")
    yield _odd(
        _CYRILLIC_CAPITAL,
        (beside, ""),
        condition=f"(?<=[{_CYRILLIC_SMALL}].)|(?<=[{_CYRILLIC_CAPITAL}][@-~].)",
    )


def _thai() -> Iterator[Guard]:
    """Marks, rare letters and digits in places where Thai has none; letters in turn with Latin ones."""
    yield _odd(
        _THAI_ABOVE,
        condition=f"(?=[{_THAI_ODD}{_THAI_DIGITS}])|(?<![{_THAI_SPOKEN}].)|(?<=[{_THAI_IN_LINE}].)"
        f"|(?<=[{_THAI_VOWELS}])(?=[{_THAI_VOWELS}\u0e30\u0e32\u0e33])|(?<=[{_THAI_TONES}])(?=[{_THAI_ABOVE}])",
    )
    yield _odd(
        "ค" + _THAI_ODD + _THAI_OBSOLETE + _THAI_RARE + _THAI_DIGITS,
        condition=f"(?=[@-~][{_THAI}])|(?<=[{_THAI}][@-~].)"
        f"|(?<=[{_THAI_OBSOLETE}])(?=[{_THAI}])|(?<=[{_THAI_ODD}])(?:(?=[{_THAI_LETTERS}])|(?<=[{_THAI_LETTERS}].))"
        f"|(?<=[{_THAI_DIGITS}])(?<=[{_THAI_SPOKEN}].)(?=[{_THAI_SPOKEN}])"
        f"|(?<=[{_THAI_RARE}])(?:(?=[{_THAI_LETTERS}]{{4}})|(?<=[{_THAI_LETTERS}]{{4}}.))"
        f"|(?<=[{_THAI_RARE}])(?:(?=[{_THAI}]{{0,3}}[@-~][{_THAI}])|(?<=[{_THAI}][@-~][{_THAI}]{{2}}.))",
    )


def _phonetic() -> Iterator[Guard]:
    """Half-width katakana in a row or beside Han; the Hangul that mojibake is full of; bopomofo beside katakana or alone before Han."""
    yield _odd(
        _HALF_KANA,
        condition=f"(?=[{_HAN}{_PRIVATE}])|(?<=[{_HAN}{_PRIVATE}].)|(?=[{_HALF_KANA}]{{3}}|[@-~][{_HALF_KANA}])",
    )
    beside_hangul = _characters("hangul") + _BESIDE_HANGUL
    yield _odd(_characters("hangul") + _JAMO, ("", beside_hangul), (beside_hangul, ""))
    yield _odd(_BOPOMOFO, condition=f"(?=[ァ-ヶ])|(?=[{_HAN}])(?<![^{_HAN}\n].)")


def _han() -> Iterator[Guard]:
    """The Han characters of ``mojibake_characters.tsv``, beside others of it: strong ones beside any, the rest in a crowd."""
    letters = _letters()
    some, any_other = "[src]", "[srcf]"
    beside_any = f"(?={any_other})|(?<={any_other}.)"
    in_a_crowd = f"(?={some}.?{some})|(?<={some}.)(?=.?{some})|(?<={some}{{2}}.)|(?<={some}.{some}.)"
    speaking = "".join(letters.of)
    beside = ("", speaking), (speaking, "")
    yield Guard("mojibake", "€", beside_any, letters, beside=beside)
    yield Guard("mojibake", _characters("strong"), beside_any, letters, True, beside)
    yield Guard("mojibake", _characters("strong_if_clustered"), in_a_crowd, letters, True, beside)
    among_kanji = _characters("kanji") + _characters("beside_kanji")
    kanji = Letters(dict.fromkeys(among_kanji, "K"))
    yield Guard("mojibake", _characters("kanji"), _TWO_OF_SIX, kanji, True, (("", among_kanji), (among_kanji, "")))


LEFT_GUARDS = (
    Guard("left", f"{LOST}ㄛ", only_chinese=True),
    Guard(
        "left",
        "".join(sorted({characters[0] for characters in LOST_CHARACTERS})),
        f"(?={'|'.join(characters[1:] for characters in LOST_CHARACTERS)})",
        only_chinese=True,
        beside=(("", "".join(characters[1] for characters in LOST_CHARACTERS)),),
    ),
)
"""Where text may stand that lost too many bytes to be read, and is noted: at the hints of :mod:`unionclean.islands.misread`."""

_TWO_OF_SIX = "(?=K.?K)|(?=K)(?:(?<=K.)|(?<=K..)|(?<=K...))|(?<=K.)(?=.{0,2}K)|(?<=KK.)|(?<=K.K.)"
"""Of the six characters beside one, two at least are of a kind, one of them right beside it."""


@functools.cache
def _letters() -> Letters:
    """Return a letter for each character of the table: how much it says."""
    kinds = {"context_of_strong": "f", "context": "c", "strong_if_clustered": "r", "strong": "s"}
    found = {character: letter for kind, letter in kinds.items() for character in _characters(kind)}
    return Letters(found | {"€": "s", LOST: "c"})


@functools.cache
def suspicion() -> Guards:
    """Return the search for :func:`guards`."""
    return compile_guards(*guards())


@functools.cache
def any_of_them() -> re.Pattern[str]:
    """Return a pattern for any character that mojibake holds more of than writing, whatever its company."""
    return lazy(f"[{_apart_from_han()}{''.join(map(_characters, ('strong', 'strong_if_clustered', 'kanji')))}]")


def _apart_from_han() -> str:
    return f"{single_byte_class()}€{LOST}{_PRIVATE}{_HANGUL}{_HALF_KANA}{_JAMO}{_BOPOMOFO}"
