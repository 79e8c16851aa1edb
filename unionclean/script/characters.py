"""The classes of characters that decide what is Traditional, as compiled patterns, loaded at first need.

*Evidence* characters stand in no Simplified text: one of them asks for conversion.  *Contested* characters are right in
Simplified and yet OpenCC changes them in some context (乾 of 乾隆 and 乾燥); they follow the passage they stand in.
Classes hold characters of the Basic Multilingual Plane only, because ``re`` is ten times as fast with these.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from unionclean.han import HANGUL, KANA
from unionclean.patterns import lazy
from unionclean.script.garbled import MISREAD, TELLTALES
from unionclean.tables import read_rows

COMPATIBILITY = "\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff"
"""Compatibility ideographs, without the dozen of that block that are characters of their own."""

_NUMERALS = "一二三四五六七八九十壹貳參肆伍陸\uf9d1柒捌玖拾佰仟零\uf9b2〇"
"""Numerals that are recited, not used: the text speaks of the characters."""

_SUPPLEMENTARY = "\U00020000-\U0003ffff"
_QUOTES = ("「『“‘《〈", "」』”’》〉")


class Patterns(NamedTuple):
    """Compiled classes.

    ``guard`` finds everything that may need work; ``decided`` is the part of it that needs work in some words only.  ``loud`` are the contested characters that OpenCC may get wrong even in a purely
    Traditional text; ``striking`` finds them and everything that such a text has none of.
    """

    guard: re.Pattern[str]
    decided: frozenset[str]
    evidence: re.Pattern[str]
    simplified: re.Pattern[str]
    contested: re.Pattern[str]
    striking: re.Pattern[str]
    loud: frozenset[str]
    mentions: tuple[re.Pattern[str], re.Pattern[str]]
    kept: frozenset[str]


@functools.cache
def patterns() -> Patterns:
    """Return the classes of ``tables/script_characters.tsv``, compiled."""
    classes = dict(read_rows("script_characters.tsv"))
    japanese = dict(read_rows("japanese_characters.tsv"))
    evidence = classes["evidence"]
    opened, closed = _QUOTES
    return Patterns(
        guard=lazy(f"[{evidence}{classes['decided']}{COMPATIBILITY}]"),
        decided=frozenset(classes["decided"]),
        evidence=lazy(f"[{evidence}]"),
        simplified=lazy(f"[{classes['simplified']}]"),
        contested=lazy(f"[{classes['contested']}{_SUPPLEMENTARY}]"),
        striking=lazy(
            f"[{classes['loud']}{classes['simplified']}{KANA}{HANGUL}{japanese['shinjitai']}録{TELLTALES}{MISREAD}]"
        ),
        loud=frozenset(classes["loud"]),
        mentions=(
            lazy(f"(?:[{opened}])([{evidence}])[{closed}]"),
            lazy(f"(壹貳[參\uf96b][{_NUMERALS}]*)"),
        ),
        kept=frozenset(classes["kept"]),
    )
