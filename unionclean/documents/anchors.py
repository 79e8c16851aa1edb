"""Anchors: a heading is the name of its section's address, so what the address is made of stays as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from unionclean.documents.spans import matches
from unionclean.masking import Span
from unionclean.patterns import lazy

# GitHub, and all who follow it, drop marks from the address and keep letters, digits, hyphens and blanks.
_KEPT = lazy(r"[A-Za-z0-9_\- \t０-９Ａ-Ｚａ-ｚ]+")

# To change the mark and not the blank beside it would be half a change.
_SPACED_MARK = lazy(r"[,:;!?)\]\"'.] | [,:;!?(\[\"']")
_FRAGMENT = lazy(r"#([^\s)\"'>\]#]+)")
_WIDE_CLOSER = lazy("[）”’]")
_VUEPRESS = lazy("[\\s~`!@#$%^&*()\\-_+=\\[\\]{}|\\\\;:\"'“”‘’<>,.?/]+")


def closed_in_headings(text: str, headings: Sequence[Span], prose: Sequence[Span]) -> Iterator[Span]:
    """Yield what must stay in headings: blanks, hyphens, letters; the whole of one that has
    marks with blanks beside them, or that a link of the page leads to.

    >>> list(closed_in_headings("# 甲,a", [(2, 5)], [])), list(closed_in_headings("# 甲, a", [(2, 6)], []))
    ([(4, 5)], [(2, 6)])
    >>> list(closed_in_headings("# 甲,乙\\n[见](#甲-乙)", [(2, 5)], []))
    [(2, 5)]
    """
    if not headings:
        return
    fragments = _FRAGMENT.findall(text)
    linked = {unquote(name).lower() for fragment in fragments for name in (fragment, _ends_at_wide_closer(fragment))}
    for start, end in headings:
        if _SPACED_MARK.search(text, start, end) or (linked and not linked.isdisjoint(_addresses(text[start:end]))):
            yield start, end
        else:
            yield from matches(_KEPT, text, [(start, end)])


def _ends_at_wide_closer(fragment: str) -> str:
    """Return ``fragment`` as it would be found if a closing mark in it were half-width, as a step may have found it."""
    return _WIDE_CLOSER.split(fragment, maxsplit=1)[0]


def _addresses(heading: str) -> set[str]:
    """Return the names that common site generators give to a heading."""
    folded = unicodedata.normalize("NFKD", heading)
    return {
        github_anchor(heading),
        *(_VUEPRESS.sub("-", form).strip("-").lower() for form in (heading, folded)),
    }


def github_anchor(heading: str) -> str:
    """Return the address that GitHub gives to a heading.

    >>> github_anchor("你好, World-2")
    '你好-world-2'
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
