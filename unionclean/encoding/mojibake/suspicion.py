"""What mojibake of the Chinese codecs looks like: characters that it is full of and writing is not, in the company that they have there."""

from __future__ import annotations

import functools
import re

from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.mojibake.wrong import single_byte_class
from unionclean.guards import Guard, Guards, compile_guards
from unionclean.patterns import lazy
from unionclean.tables import read_rows

_LATIN = "À-ÖØ-öø-ÿ"
_LATIN_BESIDE = "\x80-\xffĀ-ſƒˆ˜˘˙˛˝–—‘’‚“”„†‡•…‰‹›€™ﬁﬂ√π∫Ω∂∆∏∑≈≠≤≥◊∞Ș-ț"
_BOX = "─-╬▀-▓■⌠⌡"
_BOX_MIXED = "╒-╖╘-╙╛-╜╞-╟╡-╢╤-╥╧-╨╪-╫"
"""Double lines that meet single ones, which drawings hold few of."""
_CYRILLIC_SMALL, _CYRILLIC_CAPITAL = "а-яё", "А-ЯЁЂЃЄІЇЉЊЋЌЎЏ"
_CYRILLIC_BESIDE = "¤¦§©«¬\xad®°±²µ¶·»№─-▓■"
_THAI_ABOVE, _THAI_ODD = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e", "\u0e3f\u0e4f-\u0e5b"
_HALF_KANA = "｡-ﾟ"
_HANGUL, _JAMO = "가-힣", "ㄱ-ㆎ"
_HAN = "一-鿿"
_BOPOMOFO = "ㄅ-ㄩ"
"""The phonetic letters of Taiwan, which stand in the third byte of many a common character; beside katakana they are garbage."""


@functools.cache
def _characters(kind: str) -> str:
    return next(characters for name, characters in read_rows("mojibake_characters.tsv") if name == kind)


@functools.cache
def guards() -> tuple[Guard, ...]:
    """Return where to look: at characters that mojibake is full of, in the company that they have there.

    Three Latin letters of which one is accented; lines of boxes that meet letters; a capital behind a small letter in Cyrillic; marks in
    places where Thai has none; Hangul beside Han; half-width katakana in a row; of Han, the characters of ``mojibake_characters.tsv``.
    """
    latin = f"[{_LATIN_BESIDE}]"
    letters = _letters()
    some, any_other = "[src]", "[srcf]"
    beside_any = f"(?={any_other})|(?<={any_other}.)"
    in_a_crowd = f"(?={some}.?{some})|(?<={some}.)(?=.?{some})|(?<={some}{{2}}.)|(?<={some}.{some}.)"
    speaking = "".join(letters)
    return (
        _odd(
            _LATIN,
            (_LATIN_BESIDE, ""),
            ("", _LATIN_BESIDE),
            condition=f"(?={latin}{{2}})|(?<={latin}.)(?={latin})|(?<={latin}{{2}}.)",
        ),
        _odd(_BOX, ("", f"¡-¿{_LATIN}α-ωΓΘΣΦΩ±≡∞∩∙·°ⁿ²÷≈√{_CYRILLIC_SMALL}{_CYRILLIC_CAPITAL}")),
        _odd(_BOX_MIXED, ("", f"{_BOX}{_BOX_MIXED}")),
        _odd(_CYRILLIC_SMALL, ("", f"{_CYRILLIC_CAPITAL}{_CYRILLIC_BESIDE}")),
        _odd(_CYRILLIC_CAPITAL, ("", _CYRILLIC_BESIDE)),
        _odd(_THAI_ABOVE, condition=f"(?=[{_THAI_ABOVE}]{{2}}|[{_THAI_ODD}])|(?<![\u0e01-\u0e4e].)"),
        _odd(_THAI_ODD, ("", "ก-ฮ")),
        _odd(_HALF_KANA, condition=f"(?=[{_HAN}])|(?<=[{_HAN}].)|(?=[{_HALF_KANA}]{{3}})"),
        _odd(_HANGUL, ("", _HAN), (_HAN, "")),
        _odd(_JAMO, ("", f"{_HAN}{_HANGUL}"), (_HAN, "")),
        _odd(_BOPOMOFO, ("", "ァ-ヶ")),
        Guard("mojibake", "€", beside_any, letters, beside=(("", speaking), (speaking, ""))),
        *(
            Guard("mojibake", characters, condition, letters, True, (("", speaking), (speaking, "")))
            for characters, condition in (
                (_characters("strong"), beside_any),
                (_characters("strong_if_clustered"), in_a_crowd),
            )
        ),
    )


def _odd(characters: str, *beside: tuple[str, str], condition: str = "") -> Guard:
    return Guard("mojibake", characters, condition, beside=beside)


@functools.cache
def _letters() -> dict[str, str]:
    """Return a letter for each character of the table: how much it says."""
    kinds = {"context_of_strong": "f", "context": "c", "strong_if_clustered": "r", "strong": "s"}
    found = {character: letter for kind, letter in kinds.items() for character in _characters(kind)}
    return found | {"€": "s", LOST: "c"}


@functools.cache
def suspicion() -> Guards:
    """Return the search for :func:`guards`."""
    return compile_guards(*guards())


@functools.cache
def any_of_them() -> re.Pattern[str]:
    """Return a pattern for any character that mojibake holds more of than writing, whatever its company."""
    beyond = "".join(map(_characters, ("strong", "strong_if_clustered")))
    return lazy(f"[{single_byte_class()}{beyond}€{LOST}\ue000-\uf8ff{_HANGUL}{_HALF_KANA}]")
