"""Lines that begin with half of a blank: ``\\n、酆诵膯T工`` was 　③核心員工.

A paragraph that begins with a blank (U+3000, A1A1) and （, “ or a number in a circle was cut inside the blank, and 。 or 、 stands at the start of
its line, behind a ``?`` on some pages.  Nobody writes that, so such a line needs no other evidence on its page if it reads far better as one that begins with those.
"""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.encoding.linkfarm.delimiters import INDENT
from unionclean.guards import Guard
from unionclean.patterns import lazy

_MARK = "(\\??[。、])(?=[^\\s。、，；：！？,;:!?…”’」』）》)])"

LINE_STARTS = lazy(f"(?m)^{INDENT}*{_MARK}")
"""Nobody begins a line with one of these: they hold the second byte of a blank, and the first of （ or of ①."""

GUARD = Guard("line start", "\n", f"{INDENT}*{_MARK}", only_chinese=True, beside=(("", f"{INDENT}?。、"),))
"""The same behind a line break."""

OPENING = lazy(f"{INDENT}[（(“「①-⑳]")
"""What such a line really begins with."""

_OVER = lazy(rf"(?:\A|\n|[。；：！？;:!?…”」）)])[ \t{INDENT}]*\n{INDENT}*\Z")
"""The line before is empty, or ends in a mark that ends a clause."""


_FULL_LINE, _NEAR, _ALIKE = 20, 1000, 3
"""So long a line is full if so many of the lines around, as far as this, are as long to the character: text was wrapped there."""


def find_line_starts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each 。 or 、 that begins a line, but for the first line and where the line before was wrapped.

    >>> list(find_line_starts("職權\\n、酆诵膯T工")), list(find_line_starts("職權、\\n核心員工"))
    ([(3, 4)], [])
    """
    starts = (match for match in LINE_STARTS.finditer(text) if match.start())
    return (match.span(1) for match in starts if not is_wrapped(text, match.start() - 1))


def is_wrapped(text: str, line_end: int) -> bool:
    """Return whether the line that ends at ``line_end`` is as full as others around it, so that its last mark was wrapped.

    >>> page = "本法所稱主管機關在中央為內政部在直轄市為直轄市政府\\n" * 3 + "、在縣為縣政府。\\n職權\\n、酆诵膯T工"
    >>> is_wrapped(page, page.index("\\n、在")), is_wrapped(page, page.index("\\n、酆"))
    (True, False)
    """
    start = text.rfind("\n", max(0, line_end - _NEAR), line_end) + 1
    length = line_end - start
    if not _FULL_LINE <= length < _NEAR:
        return False
    lines = text[max(0, start - _NEAR) : line_end + _NEAR].split("\n")
    return sum(len(line) == length for line in lines) >= _ALIKE


def follows_whole_line(text: str, place: int) -> bool:
    """Return whether the line before the one that begins at ``place`` is over, so that its last mark cannot have been wrapped.

    >>> follows_whole_line("報名：\\n。1)七月", 4), follows_whole_line("成績合格\\n。1)七月", 5)
    (True, False)
    """
    return _OVER.search(text, max(0, place - 20), place) is not None
