"""Which rule of :mod:`unionclean.rules` an edit follows, told by what it replaces with what."""

from __future__ import annotations

from unionclean.edits import Certainty

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
