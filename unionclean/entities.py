"""Entities of HTML, as pages and files have them: ``&amp;``, ``&#8220;``, and escaped once more ``&amp;nbsp;``."""

from __future__ import annotations

from collections.abc import Iterator

from unionclean.masking import Span
from unionclean.patterns import lazy

ENTITY = lazy("&(?:amp;){0,3}(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def find_entities(text: str) -> Iterator[Span]:
    """Yield HTML entities, escaped once or more as well.

    >>> list(find_entities("甲&nbsp;乙&amp;nbsp;丙&丁;"))
    [(1, 7), (8, 18)]
    """
    return (match.span() for match in ENTITY.finditer(text))
