"""The tags of HTML, told by one pattern: most pages need no parser to say that nothing in them changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.masking import CLOSED, Span
from unionclean.patterns import lazy

CODE = frozenset(
    [
        "script", "style", "pre", "code", "kbd", "samp", "var", "tt", "textarea", "svg", "math", "select", "option",
        "button", "template", "noscript", "xmp",
    ]
)  # fmt: skip
"""Elements whose content is no prose."""

_MARKUP = lazy(
    rf"<!--[\s\S]*?(?:-->|\Z)|<({'|'.join(sorted(CODE))})\b[\s\S]*?(?:</\1\s*>|\Z)|<[a-zA-Z/!?][^<>]*>", re.IGNORECASE
)
"""Tags, comments, and elements whose content is no prose, as most pages have them."""


def without_tags(text: str) -> str:
    """Return ``text``, with as many lines, with one closed character for each tag.

    >>> without_tags('<p title="甲,乙">丙<script>\\n丁</script>') == "\ufffc丙\ufffc\\n"
    True
    """
    return _MARKUP.sub(lambda tag: CLOSED + "\n" * tag[0].count("\n"), text)


def text_between_tags(text: str) -> Iterator[Span]:
    """Yield what stands between the tags of a page; a parser may find less of it, or more.

    >>> text = "<p title='甲,乙'>丙,丁<code>戊,己</code></p>"
    >>> [text[start:end] for start, end in text_between_tags(text)]
    ['丙,丁']
    """
    start = 0
    for tag in _MARKUP.finditer(text):
        if start < tag.start():
            yield start, tag.start()
        start = tag.end()
    if start < len(text):
        yield start, len(text)
