"""Links of Markdown and of wikis: targets, references, definitions, image signs, templates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.masking import Span
from unionclean.patterns import lazy

_WIKI = lazy("\\[\\[[^\\[\\]\r\n]{1,300}\\]\\]|\\{\\{[^{}\r\n]{1,300}\\}\\}|\\{%[^%\r\n]{1,300}%\\}")
_IN_TARGET = "[^()\\s，。、；：？！「」“”]"
_TARGET = lazy(
    f"\\]\\((?:<[^<>\r\n]*>|{_IN_TARGET}*(?:\\({_IN_TARGET}*\\){_IN_TARGET}*)*)(?:[ \t]+(?:\"[^\"\r\n]*\"|'[^'\r\n]*'))?[ \t]*\\)"
)
_IMAGE_SIGN = lazy("!(?=\\[\\[[^\\[\\]\r\n]*\\]\\]|\\[[^\\[\\]\r\n]*\\](?:\\(|\\[))")
_TITLE = "(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|\\([^()\r\n]*\\))"
_ADDRESS = (  # in angle brackets, a path, an anchor, what has a scheme or an extension, or one word of ASCII
    "(?:<[^<>\r\n]+>|(?:\\.{0,2}/|#|[A-Za-z][A-Za-z0-9+.-]*:)[^\\s，。；！？]*"
    "|[^\\s，。；！？]*\\.[A-Za-z]{1,5}(?:[#?][^\\s，。；！？]*)?(?!\\S)|[!-~]+)"
)
_DEFINITION = lazy(
    f"^[ \t>]*\\[(?:\\^[^\\[\\]\r\n]+\\]:|[^\\[\\]\r\n]+\\]:[ \t]*{_ADDRESS}(?:[ \t]+{_TITLE})?[ \t]*$)", re.MULTILINE
)
_LABEL = lazy("^[ \t>]*\\[([^\\[\\]\r\n]+)\\]:", re.MULTILINE)
_BRACKETED = lazy("\\[([^\\[\\]\r\n]+)\\]")
_REFERENCE = lazy("\\]\\[[ -Z^-~]*\\]|\\[\\^[^\\[\\]\\s]+\\]")

_IMAGE_REFERENCE = lazy("[!\x00]\\[[^\\[\\]\r\n]*(\\]\\[[^\\[\\]\r\n]+\\])")
"""An image, whose sign may be masked, and its label; behind plain brackets a label of Han may be text."""


def find_wiki_links(text: str) -> Iterator[Span]:
    """Yield wiki links and templates.

    >>> list(find_wiki_links("见[[甲(1)]]和{{乙|丙,丁}}，[甲]"))
    [(1, 9), (10, 19)]
    """
    return (match.span() for match in _WIKI.finditer(text))


def find_targets(text: str) -> Iterator[Span]:
    """Yield the targets of inline links and images, with their titles (CommonMark 6.3).

    >>> list(find_targets('[甲](./乙(1).md "丙,丁")'))
    [(2, 20)]
    """
    return (match.span() for match in _TARGET.finditer(text))


def find_image_signs(text: str) -> Iterator[Span]:
    """Yield the exclamation marks that begin an image; its description is prose.

    >>> list(find_image_signs("好![甲](a.png)和![[b.png]]和![乙][1]，好![注]"))
    [(1, 2), (13, 14), (24, 25)]
    """
    return (match.span() for match in _IMAGE_SIGN.finditer(text))


def find_references(text: str) -> Iterator[Span]:
    """Yield the labels of reference links and of footnotes (CommonMark 6.3).

    >>> list(find_references("[甲][b-1]和丙[^註]，[轉帖][原創]，![圖][圖(一)]"))
    [(2, 8), (10, 14), (27, 34)]
    """
    yield from (match.span() for match in _REFERENCE.finditer(text))
    yield from (match.span(1) for match in _IMAGE_REFERENCE.finditer(text))


def find_definitions(text: str) -> Iterator[Span]:
    """Yield definitions of links, the beginnings of those of footnotes, and the labels elsewhere that they define.

    >>> list(find_definitions("见[乙]\\n\\n[乙]: ./甲.md\\n[^註]: 见上\\n[主持人]:大家好"))
    [(6, 17), (18, 23), (1, 4), (6, 9)]
    """
    labels = set()
    for definition in _DEFINITION.finditer(text):
        yield definition.span()
        label = _LABEL.match(text, definition.start())
        if label and not label[1].isascii() and not label[1].startswith("^"):
            labels.add(label[1])
    if labels:
        yield from (match.span() for match in _BRACKETED.finditer(text) if match[1] in labels)
