"""Pieces of patterns that the readers share: blanks, line breaks, numerals, stops, leaders."""

from __future__ import annotations

from unionclean.outline.numerals import HAN_NUMERAL
from unionclean.pinyin import LETTERS

# Blanks and line breaks: as the inside of a class of ``re``, and as a set.
SPACE = " \t\u00a0\u2002-\u200a\u202f\u205f\u3000"
BLANKS = frozenset(" \t\u00a0\u202f\u205f\u3000") | {chr(code) for code in range(0x2002, 0x200B)}
BREAK = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
# A few blanks; one character of a Chinese numeral, without what is hardly ever in one; a digit; nothing more on the line.
S = f"[{SPACE}]{{0,8}}"
N = f"[{''.join(c for c in HAN_NUMERAL if c not in '两兩弌弍弎万萬')}]"
D = "[0-9０-９]"
NEXT = f"(?![参參陆陸]){N}"  # a numeral that goes on a series; 参 and 陆 begin words: 四、参与人员
READING = rf"(?:[(（][{LETTERS}]{{1,7}}[)）])?"  # one that a machine inserted: 項(xiàng)目
END = f"(?=[{SPACE}{BREAK}]|$)"

FOLDED_STOPS = {"．": ".", "﹑": "、", "､": "、", "，": ",", "：": ":", "）": ")"}

LEADER = r"(?:(?<![.．·・])[.．·・]{4,}|(?<!…)…{3,}|(?<![.．·…] )(?:[.．·…] ){3,})"
"""What leads from a heading to its page number in a table of contents; it begins where the run does, or a long one takes quadratic time."""
