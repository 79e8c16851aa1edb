"""Template syntax that stands in documents of many kinds: Liquid, Jinja, Nunjucks, Vue, Hugo, EJS, ERB."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.documents.spans import delimited
from unionclean.masking import Span
from unionclean.patterns import lazy

_CODE_TAGS = [
    "raw",
    "verbatim",
    "highlight",
    "codeblock",
    "code",
    "comment",
    "mermaid",
    "math",
    "js",
    "css",
    "javascript",
    "include_code",
]
_TAG = lazy(r"\{%(?:-?[ \t]*(end)?([A-Za-z_]+)(?![A-Za-z_]))?[^%]*%\}")
_MOST = 2_000
"""Characters of an expression."""


def template_spans(text: str) -> Iterator[Span]:
    """Yield expressions and tags of template languages, and the content of those tags whose content is code, in any order.

    >>> list(template_spans("甲{{ 乙 }}丙{% raw %}{丁}{% endraw %}"))
    [(1, 8), (9, 33)]
    """
    yield from delimited(text, "{{", "}}", _MOST)
    yield from delimited(text, "<%", "%>", _MOST)
    opened: re.Match[str] | None = None
    for match in _TAG.finditer(text):
        name, ends = match[2], bool(match[1])
        if opened is not None:
            if ends and name == opened[2]:
                yield opened.start(), match.end()
                opened = None
            continue
        if name in _CODE_TAGS and not ends and text.find(f"end{name}", match.end()) >= 0:
            opened = match
        else:
            yield match.span()
    if opened is not None:
        yield opened.start(), len(text)
