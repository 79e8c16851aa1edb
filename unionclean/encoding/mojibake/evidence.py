"""How much speaks for a reading: what stands there is dear, what it would be is cheap, in bits, and it is Chinese throughout."""

from __future__ import annotations

import functools
import math
import operator
import re
from typing import NamedTuple

from unionclean.encoding.codepages.legacy import LOST
from unionclean.encoding.models.code_length import code_lengths, unlimited
from unionclean.encoding.mojibake.memory import remember_short
from unionclean.patterns import lazy

NOISE_BITS = 13.0
"""What a Han character costs where bytes are paired by accident."""


class Weight(NamedTuple):
    """``gain``: by how many bits the reading is cheaper than what stands there; ``sense``: by how many it is cheaper than Han at random.

    ``unmarked``: how many characters it says are lost where no U+FFFD and no ``?`` stands.  ``rarity``: how many bits its rare characters cost beyond the most that
    one may cost in ``gain``; readings of the same bytes are compared with it.
    """

    gain: float
    sense: float
    unmarked: int = 0
    rarity: float = 0.0

    def __add__(self, other: object) -> Weight:
        if not isinstance(other, Weight):
            return NotImplemented
        return Weight(*map(operator.add, self, other))

    @property
    def alone(self) -> Weight:
        """The weight where nothing else says that bytes were dropped: bytes that are no UTF-8 look as if some were missing."""
        doubt = self.unmarked * _UNMARKED_BITS
        return Weight(self.gain - doubt, self.sense - doubt)


_UNMARKED_BITS = 6.0
"""What each lost byte costs that left no mark, where nothing else on the page says that bytes were dropped."""

NO_WEIGHT = Weight(0.0, 0.0)


@remember_short
def weigh(before: str, after: str) -> Weight:
    """Return what speaks for reading ``before`` as ``after``.

    >>> weigh("ÄãºÃ", "你好").gain > 20, weigh("過客徒欷歔", "纍蹋ぬ籪貫").gain > 20
    (True, False)
    """
    sense = bits_after = rarity = 0.0
    for character, bits in zip(after, code_lengths(after), strict=True):
        if character in _SAYS_NOTHING or "\U0001f000" <= character <= "\U0001faff":
            bits_after += _LOST_BITS
            continue
        bits_after += bits
        rarity += unlimited(character, bits) - bits
        if character > "\x7f":
            sense += NOISE_BITS - bits
    unmarked = max(0, after.count(LOST) - before.count(LOST) - before.count("?"))
    share = len(_REPEATED.sub(r"\1\1", after)) / (len(after) or 1)
    return Weight((length_as_seen(before) - bits_after) * share, sense * share, unmarked, rarity)


_REPEATED = lazy(r"([^\ufffd])\1{2,}", re.DOTALL)
"""A character that is repeated again and again says no more than twice: any bytes may be repeated."""

_LOST_BITS = 13.0
_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_SAYS_NOTHING = frozenset({LOST, "\ufe0f", *map(chr, range(0x2600, 0x27C0))})
"""A lost character says nothing for a reading and nothing against it, nor does an emoji."""


@functools.lru_cache(maxsize=8)
def length_as_seen(text: str) -> float:
    """Return the bits of ``text`` as it stands, where lists in the order of a code table are cheap: people write such lists.

    >>> length_as_seen("丟丠両丢") < sum(code_lengths("丟丠両丢"))
    True
    """
    total, before, stride_before = 0.0, 0, None
    for character, bits in zip(text, code_lengths(text), strict=True):
        stride = ord(character) - before
        if character > "\x7f":
            if stride == stride_before:  # a row of one character, or of neighbours in the code table
                bits = min(bits, _NEXT)
            elif abs(stride) <= _NEARBY and character > "\u3400":
                bits = min(bits, _NEAR)
        total += bits
        before, stride_before = ord(character), stride
    return total


_NEXT, _NEAR, _NEARBY = 3.0, 9.0, 40
"""The most bits of a character that repeats the step before it, or is within so many places: lists of characters follow code tables."""

_CHINESE = rf"[{_EMOJI}\t -~·‧﹐-﹗︰×÷°±§∶∷≈≠≤≥∞∴∵♂♀—•…“”‘’、。〈-】〔-〗〜〝〞〇々\u3000○●◎□■△▲▽▼◇◆☆★√℃‰№→←↑↓─│①-⑳⑴-⒛㈠-㈩ⅰ-ⅹⅠ-Ⅻ￥￡\u3400-\u4dbf\u4e00-\u9fa5！-～\ufffd\U00020000-\U0002ffff]*"
_IS_CHINESE = lazy(_CHINESE)
_HAN = lazy("[\u4e00-\u9fa5]")

_FOREIGN = lazy(
    r"(?:[\u0400-\u045f]|[\u0391-\u03ce]|[\u0621-\u064a]|[\u05d0-\u05ea]|[\uac00-\ud7a3]|[\u3041-\u30ff\u4e00-\u9fa5、。「」ー！？]|[ -~])+"
)
_LETTERS = (
    "[\u0400-\u045f]",
    "[\u0391-\u03ce]",
    "[\u0621-\u064a]",
    "[\u05d0-\u05ea]",
    "[\uac00-\ud7a3]",
    "[\u3041-\u30ff]",
)


def is_chinese(text: str) -> bool:
    """Return whether ``text`` is Han with the marks that Chinese uses, and nothing of any other script.

    >>> is_chinese("你好，world"), is_chinese("過客ͽ줚["), is_chinese("，。")
    (True, False, True)
    """
    return _IS_CHINESE.fullmatch(text) is not None


def is_foreign(text: str) -> bool:
    """Return whether ``text`` is in one other script throughout, as far as its letters go.

    >>> is_foreign("Привет"), is_foreign("При你")
    (True, False)
    """
    if not _FOREIGN.fullmatch(text):
        return False
    scripts = [letters for letters in _LETTERS if re.search(letters, text)]
    if len(scripts) != 1 or len(set(re.findall(scripts[0], text))) < _LEAST_LETTERS:
        return False
    if scripts[0] == _LETTERS[-1]:
        return True
    return not _HAN.search(text) and not _may_be_strokes(text)


def is_out_of_step(text: str, codec: str) -> bool:
    """Return whether a pair in ``text`` has lost a byte unseen: what is left of it is a letter alone beside Han, behind a wrong character or none.

    Soft hyphens, which are bytes AD behind Latin-1, vanish easily, and with them the first bytes of 個, 要 and 風 in Big5.

    >>> [is_out_of_step(text, "big5") for text in ("第一茬r號", "龍捲楚C", "主n在", "維他命C的含量", "一件T恤")]
    [True, True, True, False, False]
    """
    places = [match.start() for match in _LONE_LETTER.finditer(text)]
    bits = code_lengths(text) if places else []
    return any(_is_remnant(text, place, bits, codec) for place in places)


def _is_remnant(text: str, place: int, bits: list[float], codec: str) -> bool:
    """Return whether the letter at ``place`` is the second byte of a character whose first one is gone, or makes a pair with the byte before it."""
    before, letter, behind = text[place - 1 : place], text[place], text[place + 1 : place + 2]
    if before > "\u3400":
        if bits[place - 1] > _RARE_BITS:
            return True
        last = before.encode(codec, "ignore")[1:] + letter.encode()
        stands = sum(code_lengths(before + letter + behind, text[: place - 1]))
        if _bits_of_pair(last, behind, LOST, codec) + _LOST_BITS + _CLEARLY < stands:
            return True
    stands = sum(code_lengths(letter + behind, text[:place]))
    return _bits_of_pair(b"\xad" + letter.encode(), behind, text[:place], codec) + 2 * _CLEARLY < stands


def _bits_of_pair(pair: bytes, behind: str, left: str, codec: str) -> float:
    character = pair.decode(codec, "ignore")
    return sum(code_lengths(character + behind, left)) if len(character) == 1 else math.inf


_HAN_CLASS = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_LONE_LETTER = lazy(f"(?<![!-~])[@-~](?![!-~])(?:(?<={_HAN_CLASS}.)|(?={_HAN_CLASS}))")
_RARE_BITS, _CLEARLY = 14.5, 3.0

_LEAST_LETTERS = 4
"""Text of another alphabet has so many different letters; less may be an accident of bytes."""


def _may_be_strokes(text: str) -> bool:
    """Return whether UTF-8 holds nothing but letters whose second byte makes a character of GB 2312, as 丶丨丿 do: people list such characters."""
    return all(character < "\x80" or character.encode()[1] > 0xA0 for character in text)
