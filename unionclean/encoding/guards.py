"""Where a finder has anything to look at: at a character of its own, if what stands beside it is right as well.

A class of characters is the fastest search that ``re`` knows, but sound text has a rare character now and then.  A guard is such a
class with a condition that is asked only behind a character of the class, so a text is searched at the speed of the class and seldom stops
anywhere.  Many guards make one pattern: one scan of a text tells whether any finder is needed.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Guard(NamedTuple):
    """``characters`` is a piece for a ``re`` class, of the BMP; ``condition`` the source of a pattern that matches right behind one."""

    name: str
    characters: str
    condition: str = ""


def compile_guards(*guards: Guard) -> re.Pattern[str]:
    """Return a pattern that finds the places of all ``guards``; ``lastgroup`` of a match names the guard.

    >>> digits = compile_guards(Guard("date", "0-9", "(?=年)"), Guard("clock", "0-9", ":"))
    >>> [(match.start(), match.lastgroup) for match in digits.finditer("3个，2020年，10:00")]
    [(6, 'date'), (10, 'clock')]
    """
    everything = "".join(guard.characters for guard in guards)
    ways = (f"(?P<{name}>(?<=[{characters}])(?:{condition}))" for name, characters, condition in guards)
    return re.compile(f"[{everything}](?:{'|'.join(ways)})")
