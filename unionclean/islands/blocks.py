"""Islands that run over lines: front matter, fenced code, HTML comments and elements whose content is no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.masking import Span
from unionclean.patterns import lazy

_FENCE = lazy(  # CommonMark 4.5, at any indent, in quotes and behind the sign of a list item
    "^[ \t]*(?:(?:>|[-*+] |[0-9]{1,9}[.)] )[ \t]*)*(?:(`{3,})(?!`)([^`\r\n]*)|(~{3,})(?!~)([^\r\n]*))$", re.MULTILINE
)
_ELEMENT = lazy("<(script|style|pre|code|textarea|math|svg)(?=[\\s>])", re.IGNORECASE)
_ELEMENT_NAMES = 7

_FRONT_MATTER = lazy("\ufeff?(?:(---|\\+\\+\\+)[ \t]*\r?\n|(?=[A-Za-z][0-9A-Za-z_-]*: ))")
"""The rule that opens front matter, or its first field, as Hexo allows."""
_ENDS = {"---": ("---", "..."), "+++": ("+++",)}
_FIELD = {"---": lazy("[^\\s:#][^:\n]*:(?:\\s|$)|[A-Za-z_-]+:(?!/)"), "+++": lazy("[^\\s=#][^=\n]*=")}
_GOES_ON = lazy("[ \t#\\-\\[\\]{}\"']|$")
_LONG_STRING = lazy("\"\"\"|'''")
_LONGEST_FRONT_MATTER = 500
"""Lines; what has not ended by then is a rule followed by prose."""


def find_front_matter(text: str) -> Iterator[Span]:
    """Yield the YAML or TOML block at the very start of ``text``: fields between two rules, or two fields before one, and nothing else.

    >>> list(find_front_matter("---\\ntags: [甲, 乙]\\n---\\n正文"))
    [(0, 20)]
    >>> list(find_front_matter("title: 甲,乙\\ndate: 2014\\n---\\n正文"))
    [(0, 25)]
    >>> list(find_front_matter("---\\n正文,内容\\n---\\n"))
    []
    """
    opened = _FRONT_MATTER.match(text)
    if opened is None:
        return
    rule, fewest = (opened[1], 1) if opened[1] else ("---", 2)
    position, fields, in_string = opened.end(), 0, False
    for _ in range(_LONGEST_FRONT_MATTER):
        end = text.find("\n", position)
        line = text[position : len(text) if end < 0 else end].rstrip()
        if line in _ENDS[rule]:
            if fields >= fewest:
                yield 0, position + len(line)
            return
        if in_string:
            pass
        elif _FIELD[rule].match(line) and (opened[1] or line[:1].isascii()):
            fields += 1
        elif not (_GOES_ON.match(line) if fields else line.startswith("#")):
            return
        in_string ^= rule == "+++" and len(_LONG_STRING.findall(line)) % 2 == 1
        if end < 0:
            return
        position = end + 1


def find_fences(text: str) -> Iterator[Span]:
    """Yield fenced code with its fences; a fence that is never closed is none.

    >>> list(find_fences("> ```sh\\n> echo 甲,乙\\n> ```\\n"))
    [(0, 24)]
    >>> list(find_fences("```\\n没有结束"))
    []
    """
    opened: re.Match[str] | None = None
    sign = ""
    for match in _FENCE.finditer(text):
        if opened is None:
            opened, sign = match, match[1] or match[3]
        elif _closes(match, sign):
            yield opened.start(), match.end()
            opened = None


def _closes(match: re.Match[str], sign: str) -> bool:
    fence, info = (match[1], match[2]) if match[1] else (match[3], match[4])
    return fence[0] == sign[0] and len(fence) >= len(sign) and not info.strip()


def find_comments(text: str) -> Iterator[Span]:
    """Yield HTML comments.

    >>> list(find_comments("甲<!-- 乙,丙 -->丁<!--"))
    [(1, 13)]
    """
    position = text.find("<!--")
    while position >= 0:
        end = text.find("-->", position + 4)
        if end < 0:
            return
        yield position, end + 3
        position = text.find("<!--", end + 3)


def find_elements(text: str) -> Iterator[Span]:
    """Yield HTML elements whose content is no prose; one that is never closed is not looked for again.

    >>> list(find_elements("<pre>甲,乙</pre>"))
    [(0, 14)]
    >>> list(find_elements("<pre>甲,乙"))
    []
    """
    lowered = ""
    unclosed: set[str] = set()
    position = 0
    while match := _ELEMENT.search(text, position):
        lowered = lowered or re.sub("[A-Z]+", lambda m: m[0].lower(), text)  # str.lower may change the length
        name = match[1].lower()
        end = -1 if name in unclosed else lowered.find(f"</{name}", match.end())
        if end < 0:
            unclosed.add(name)
            position = match.end()
            if len(unclosed) == _ELEMENT_NAMES:
                return
        else:
            position = end + len(name) + 3
            yield match.start(), min(position, len(text))
