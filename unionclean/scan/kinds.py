"""Which kind of damage an edit repairs, told by its step and the name of its rule."""

from __future__ import annotations

import re

_KINDS = {
    "repair_encoding": (
        ("annotation|reading|pinyin", "injected readings"),
        ("-as-|mojibake", "mojibake"),
        ("html|tag|entity", "HTML remnants"),
        ("bom|control|escape|hyphen|mark|surrogate|zero-width", "invisible characters"),
        ("", "shifted bytes"),
    ),
    "strip_place_spam": (("keyword", "keyword spam"), ("", "place-name spam")),
    "to_simplified": (("", "Traditional script"),),
    "normalize_punctuation": (
        ("blank|space|line", "blanks and line ends"),
        ("wide_digit|wide_letter|wide_symbol", "full-width letters and digits"),
        ("", "punctuation"),
    ),
}
"""For each step, the first pattern found in the head of a rule's name gives the kind; the last one is found in any."""


def kind_of(step: str, rule: str) -> str:
    """Return the kind of damage that ``rule`` of ``step`` repairs; for a step that is not ours, the name of the step.

    What a rule adds behind a colon (``"place-spam: 38 names"``), or another rule behind a plus sign, does not count.

    >>> kind_of("repair_encoding", "annotation"), kind_of("repair_encoding", "a rule of tomorrow")
    ('injected readings', 'shifted bytes')
    >>> kind_of("strip", "strip")
    'strip'
    """
    head = re.split(r": | \+ ", rule, maxsplit=1)[0]
    return next((kind for pattern, kind in _KINDS.get(step, ()) if re.search(pattern, head)), step)
