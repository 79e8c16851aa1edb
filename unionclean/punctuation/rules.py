"""The names of the rules and the authority of each."""

from __future__ import annotations

from unionclean.edits import Certainty

RULES = {
    "comma": "GB/T 15834-2011, 4.4: ， fills one place",
    "colon": "GB/T 15834-2011, 4.7: ： fills one place",
    "semicolon": "GB/T 15834-2011, 4.6: ； fills one place",
    "exclamation": "GB/T 15834-2011, 4.3: ！ fills one place",
    "question": "GB/T 15834-2011, 4.2: ？ fills one place",
    "bracket": "GB/T 15834-2011, 4.9: （ ）, both or none",
    "quote": "GB/T 15834-2011, 4.8: “ ” outside, ‘ ’ inside, alternating",
    "ellipsis": "GB/T 15834-2011, 4.11: …… fills two places",
    "dash": "GB/T 15834-2011, 4.10: —— fills two places",
    "wide_digit": "GB/T 15835-2011, 5: Arabic numerals are set half-width",
    "wide_letter": "W3C CLREQ: Western text in Chinese is proportional",
    "wide_symbol": "GB/T 15835-2011, 5: the marks inside a number, a time or an address go with it",
    "small_form": "Unicode, CJK Compatibility Forms and Small Form Variants: typesetting variants of the common mark",
    "name_dot": "GB/T 15834-2011, 4.14: · between the parts of a foreign name",
    "blank_after_mark": "W3C CLREQ: a full-width mark carries its own blank",
    "blank_before_mark": "W3C CLREQ: no mark stands apart from the word before it",
    "wide_blanks": "W3C CLREQ: U+3000 is an indent or a separator, not a ruler; U+00A0 is a typesetting instruction",
    "trailing_blanks": "a blank at the end of a line has no meaning in plain text",
    "line_end": "POSIX 3.206: a line ends with one line feed",
}
"""Every rule this step names in its edits, with the authority it follows."""

_PAIRS_OF_RULE = {
    "comma": ",，",
    "colon": ":：",
    "semicolon": ";；",
    "exclamation": "!！",
    "question": "?？",
}
_BY_CHARACTER = {character: rule for rule, pair in _PAIRS_OF_RULE.items() for character in pair}


def rule_of(before: str, after: str) -> tuple[str, Certainty]:
    """Return the name of the rule that writes ``after`` for ``before``, and how sure it is.

    >>> rule_of(",", "，"), rule_of("１", "1"), rule_of("﹔", "；")
    (('comma', 'certain'), ('wide_digit', 'certain'), ('small_form', 'certain'))
    """
    if before in "﹒":
        return "name_dot", "probable"
    if "\ufe30" <= before <= "\ufe6b" or "\uff61" <= before <= "\uff63":
        return "small_form", "certain"
    if before in "()（）":
        return "bracket", "certain"
    if before in "\"'＂＇“”‘’":
        return "quote", "certain"
    if "０" <= before <= "９":
        return "wide_digit", "certain"
    if before.isalpha():
        return "wide_letter", "certain"
    if before in _BY_CHARACTER:
        return _BY_CHARACTER[before], "certain"
    return "wide_symbol", "certain"
