"""Markdown: CommonMark and what site generators add to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from unionclean.documents.anchors import closed_in_headings
from unionclean.documents.html import CODE_ELEMENT
from unionclean.documents.markdown_inline import TextSpans
from unionclean.documents.quoted import cited_spans
from unionclean.documents.spans import Lines, delimited, matches, subtract_spans
from unionclean.documents.templates import template_spans
from unionclean.han import HAN_BMP
from unionclean.masking import Span, merge_spans
from unionclean.patterns import lazy

# Written by people and read by site generators, unknown to CommonMark.
_FOREIGN = lazy(
    r"!?\[\[[^\[\]\n]*\]\]"  # wiki links
    r"|\]\[[^\[\]\n]*\]"  # a reference that is defined elsewhere
    r"|\[\^[^\]\s]{1,100}\]"  # a footnote that is defined elsewhere
    r"|\{[#.:][^{}\n]*\}"  # attributes
    r"|(?<=\|)[ \t]*\"[^\"|\n]*\"[ \t]*(?=\|)"  # a value, alone in a cell
    rf"|(?<=\|)[ \t]*[{HAN_BMP}]{{1,6}}(?:(?:,[{HAN_BMP}]{{1,6}}){{2,20}}|,[0-9.]{{1,6}})[ \t]*(?=\|)"  # a row of words, alone in a cell
    r"|[\u200b-\u200d\u2060\ufeff]"  # which writers put beside ** to make it emphasis
    r"|^[ \t>*+.)0-9-]*[\x01-\x08\x0e-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]+[ \t]*$"  # without them the line would be empty
    r"|[．－＃＊＋＞＜｜｀～＿［］＼＆＄＝]"  # marks that would be markup in ASCII
    r"|^[ \t>]*[０-９]+(?=[.)])"
    r"|(?<![A-Za-z0-9:]):[A-Za-z0-9_+-]+:(?![A-Za-z0-9:])",  # emoji
    re.M,
)
_MOST_MATHEMATICS = 2_000
"""Characters between \\[ and \\], and between \\( and \\) on one line."""
_FOREIGN_LINE = lazy(
    r"^[ \t>]*(?::{3,}|\*?\[(?!\^)[^\]\n]+\]:|(?:import|export)[ \t]+[A-Za-z_*{\"']|-{1,2}8<-{1,2}|(?:===|\?\?\?|!!!)[+!]? |@\[|\[toc\]).*$",
    re.M | re.I,
)
# What stands in front of a type in a row of a table is a name that a program knows.
_NAME_WITH_TYPE = lazy(
    r"(?<=\|)[^|\n]*(?=\|[ \t]*`?(?:str|string|u?int(?:eger)?\d*|float\d*|double|decimal|number|bool(?:ean)?|object|date(?:time)?|"
    r"timestamp|(?:var)?char(?:\(\d+\))?|bigint|tinyint|text|long|array|list|dict|any)`?[ \t]*\|)",
    re.I,
)
_ELEMENT = lazy(
    r"</?[A-Za-z][\w.:-]*(?![\w.:-])(?:\"[^\"\n]*\"|'[^'\n]*'|\{(?:[^{}\n]|\{[^{}\n]*\})*\}|[^<>\"'{}]){0,400}>"
)
_TOML_FRONT_MATTER = lazy(r"\A\+\+\+[ \t]*\n[\s\S]*?^\+\+\+[ \t]*$", re.M)
_BARE_FRONT_MATTER = lazy(r"\A(?:[A-Za-z][\w-]*:.*\n|[ \t].*\n|-[ \t].*\n|\n)+?(?:---|;;;)[ \t]*$", re.M)


def read_markdown(text: str, wanted: Lines = None) -> list[Span]:
    """Return the prose of a Markdown page: paragraphs, headings, items and cells, without marks, code, links' targets, HTML.

    Of blocks without a ``wanted`` line the whole content is taken for prose: a page has many, and to read one costs most.

    >>> text = "# 甲,乙\\n\\n见`a,b`和[说明](a,b.md)。\\n"
    >>> [text[start:end] for start, end in read_markdown(text)]
    ['甲,乙', '见', '和', '说明', '。']
    """
    if "\r" in text or "\0" in text:  # the parser would change them, and all offsets with them
        return []
    md = _parser()
    env: dict[str, Any] = {}
    tokens = md.parse(text, env)
    names = tuple(env.get("references", ())), tuple(env.get("footnotes", {}).get("refs", ()))
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    prose: list[Span] = []
    headings: list[Span] = []
    cells = _Cells()
    for token, before in zip(tokens, [None, *tokens], strict=False):
        if token.type != "inline" or not token.map or token.content.isascii():
            continue
        lines = cells.place(token, text, starts) if _is_cell(before) else _place(token, text, starts)
        if not lines:
            continue
        is_wanted = wanted is None or not wanted.isdisjoint(range(*token.map))
        spans = _text_spans(token.content, names) if is_wanted else _whole_lines(token.content)
        prose += _moved(spans, token.content, lines)
        if before is not None and before.type == "heading_open":
            headings.append((lines[0], lines[-1] + len(token.content) - token.content.rfind("\n") - 1))
    prose = merge_spans(_without_line_ends(text, prose))
    code = [token.content for token in tokens if token.type in ("fence", "code_block")]
    closed = [*_foreign_spans(text), *closed_in_headings(text, headings, prose), *cited_spans(text, code)]
    return subtract_spans(prose, closed)


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md.disable(["inline", "text_join"])  # what the blocks are made of is read below, where it is needed
    md.inline = TextSpans()
    container_plugin(md, "any", validate=lambda params, _: bool(params.strip()))
    for plugin in (front_matter_plugin, admon_plugin, deflist_plugin, footnote_plugin, amsmath_plugin):
        md.use(plugin)
    md.use(dollarmath_plugin, double_inline=True)
    md.enable("strikethrough")
    md.disable("footnote_tail")  # it would gather the footnotes that were referred to, at the end
    return md


_Names = tuple[tuple[str, ...], tuple[str, ...]]


@lru_cache(maxsize=1 << 14)
def _text_spans(content: str, names: _Names) -> list[Span]:
    """Return which spans of a block's content are text; ``names`` are the links and footnotes that the page defines.

    A page is read again after each change, and most of its blocks are then the same.
    """
    references, footnotes = names
    env: dict[str, Any] = {"references": {name: {"href": "", "title": ""} for name in references}}
    env["footnotes"] = {"refs": dict.fromkeys(footnotes, -1), "list": {}}
    md = _parser()
    assert isinstance(md.inline, TextSpans)
    return list(md.inline.read(content, md, env))


def _whole_lines(content: str) -> list[Span]:
    return [line.span() for line in _LINE.finditer(content)]


_LINE = lazy("[^\n]+")


def _moved(spans: Sequence[Span], content: str, lines: Sequence[int]) -> Iterator[Span]:
    """Yield ``spans`` of a block's content where they stand in the text, given where its ``lines`` begin; none spans lines."""
    number, first, end = 0, 0, content.find("\n")
    for start, stop in spans:
        while 0 <= end <= start and number + 1 < len(lines):
            number, first, end = number + 1, end + 1, content.find("\n", end + 1)
        yield lines[number] + start - first, lines[number] + stop - first


def _place(token: Token, text: str, starts: Sequence[int]) -> list[int] | None:
    """Return where in ``text`` each line of a block's content begins; ``None`` when one cannot be found."""
    assert token.map
    content = token.content.split("\n")
    first = token.map[0]
    if first + len(content) >= len(starts) + 1:
        return None
    lines: list[int] = []
    for number, line in enumerate(content, first):
        start, end = starts[number], starts[number + 1] - 1
        found = text.rfind(line, start, end) if line else end
        if found < 0 or text[found + len(line) : end].strip(' \t#"'):
            return None
        lines.append(found)
    return lines


class _Cells:
    """Finds the cells of a row one behind the other."""

    def __init__(self) -> None:
        self._line, self._position = -1, 0

    def place(self, token: Token, text: str, starts: Sequence[int]) -> list[int] | None:
        """Return where in ``text`` the content of a cell begins; ``None`` for one with an escaped bar."""
        assert token.map
        if self._line != token.map[0]:
            self._line, self._position = token.map[0], starts[token.map[0]]
        end = starts[token.map[0] + 1] - 1
        found = text.find(token.content, self._position, end)
        if found < 0:
            return None
        self._position = found + len(token.content)
        return [found]


def _is_cell(token: Token | None) -> bool:
    return token is not None and token.type in ("td_open", "th_open")


def _without_line_ends(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield ``spans`` without blanks in front of a line end, which may be a hard break."""
    for start, end in spans:
        if end == len(text) or text[end] == "\n":
            while start < end and text[end - 1] in " \t":
                end -= 1
        if start < end:
            yield start, end


def _foreign_spans(text: str) -> Iterator[Span]:
    """Yield what other dialects than CommonMark give a meaning."""
    yield from template_spans(text)
    yield from delimited(text, "\\[", "\\]", _MOST_MATHEMATICS)
    yield from (span for span in delimited(text, "\\(", "\\)", _MOST_MATHEMATICS) if "\n" not in text[slice(*span)])
    for pattern in (_TOML_FRONT_MATTER, _BARE_FRONT_MATTER):
        if match := pattern.match(text):
            yield match.span()
    for pattern in (_FOREIGN, _FOREIGN_LINE, _NAME_WITH_TYPE, CODE_ELEMENT, _ELEMENT):
        yield from matches(pattern, text, [(0, len(text))])
