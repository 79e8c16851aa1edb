"""Which characters of a Markdown paragraph are text: markdown-it's own inline parser, made to tell where it reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, link, text

from unionclean.han import HAN
from unionclean.masking import Span
from unionclean.patterns import lazy

_Rule = Callable[[StateInline, bool], bool]


class TextSpans(ParserInline):
    """An inline parser that notes which spans of a content are plain text, and not marks, code, addresses or labels.

    The tokens of markdown-it have no offsets.  Its loop knows them: a rule starts at ``state.pos`` and leaves it where it
    stopped reading; what no rule takes is one character of text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.spans: list[Span] = []
        self._source = ""

    def read(self, content: str, md: MarkdownIt, env: Any) -> Sequence[Span]:
        """Return the sorted spans of ``content`` that are text."""
        self.spans, self._source = [], content
        self.parse(content, md, env, [])
        return self.spans

    def tokenize(self, state: StateInline) -> None:
        """Generate tokens for input range, as the method it overrides does, and note the text."""
        rules = self.ruler.getRules("")
        noted = state.src is self._source  # not the label of an image or a footnote within the line: texts of their own
        last_close = state.src.rfind("]")
        while state.pos < state.posMax:
            start = state.pos
            is_open = start > last_close and state.src[start] in "[!"  # a label without an end: not to be looked for
            rule = None if is_open else _first_that_applies(rules, state)
            if rule is None:
                state.append_pending(state.src[start])
                state.pos += 1
            if not noted:
                continue
            if _AMOUNTS.match(state.src, start) and state.pos > start + 1:
                rule, state.pos = None, start + 1
            if rule is None or rule is text:
                self.spans.append((start, state.pos))
            elif rule is link and _is_its_own_target(state, start):
                self.spans = [span for span in self.spans if span[0] < start]
        if state.pending:
            state.pushPending()


_AMOUNTS = lazy(f"\\$[0-9][0-9,.]*[^$\\\\^_={{}}\n]*[{HAN}][^$\\\\^_={{}}\n]*\\$(?=[0-9])")
"""Two amounts in a sentence, no formula: 花了$5,他花了$10."""


def _first_that_applies(rules: Sequence[_Rule], state: StateInline) -> _Rule | None:
    """Return the first of ``rules`` that reads something at the place of ``state``, which is then behind it."""
    if state.level < state.md.options["maxNesting"]:
        for rule in rules:
            if rule(state, False):
                return rule
    return None


def _is_its_own_target(state: StateInline, start: int) -> bool:
    """Return whether the link at ``start`` is named by its text, as in ``[text]`` and ``[text][]``, or is the name of a file: ``[text](text.md)``."""
    closing = state.src[state.pos - 1]
    if closing not in "])":
        return False
    saved, end = state.pos, state.md.helpers.parseLinkLabel(state, start)
    state.pos = saved
    if closing == "]":
        return state.src[end + 1 : saved] in ("", "[]")
    target = state.src[end + 2 : saved - 1].partition(' "')[0]
    return PurePath(unquote(target)).stem == state.src[start + 1 : end]
