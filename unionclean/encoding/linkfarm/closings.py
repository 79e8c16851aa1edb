"""The end of a quotation of which only marks are left: ``算了?！? 她`` was 算了。” and a blank.

。” is A1A3 A1B1.  The machine cuts before A3A1 (！), so the first byte and the last stand alone, and both leave ``?``; the last one has swallowed the ASCII
character behind it.  No garbage shows.  People do write ``?!?``, but not where the quotation before it ends nowhere else and the line goes on, and hardly
twice on a page: it shows the machine on pages that were not annotated, in either script.
"""

from __future__ import annotations

from unionclean.encoding.linkfarm.annotations import Span, find_annotations
from unionclean.encoding.linkfarm.decoder.open_pairs import OpenPairs
from unionclean.guards import Guard
from unionclean.han import HAN_BMP
from unionclean.patterns import lazy

ENOUGH = 2
"""So many on a page are no writer's."""

QUOTES = "”」"
"""What closes a quotation, as far as such places have shown."""

_MARKS = "?!？！"
CLOSING = lazy(rf"\?(?<=[{HAN_BMP}].)[!！]\?(?![{_MARKS}{QUOTES}’<\n]|\Z)")
GUARD = Guard("unmarked", "?", rf"(?<=[{HAN_BMP}].)(?=[!！]\?)", only_chinese=True, beside=((HAN_BMP, "!！"),))


def find_closings(text: str) -> list[Span]:
    """Return the places of ``text`` where ``?!?`` stands for the end of a quotation that has no other.

    >>> find_closings("“我不想走了?！? 她說,“你走?！?/p>"), find_closings("“什么?!?”他問。什么?!? 他問。")
    ([(6, 9), (16, 19)], [])
    """
    places = [match.span() for match in CLOSING.finditer(text)]
    if not places:
        return []
    pairs = OpenPairs(text, find_annotations(text).spans())
    return [place for place in places if _wants_a_quote(pairs.expect(place[0]))]


def _wants_a_quote(expected: dict[str, int]) -> bool:
    return any(expected.get(quote, 0) < 0 for quote in QUOTES)


def is_closing(text: str, place: int) -> bool:
    """Return whether ``?!?`` begins at ``place``.

    >>> is_closing("走了?！? 她", 2), is_closing("走了? 她", 2)
    (True, False)
    """
    return CLOSING.match(text, place) is not None
