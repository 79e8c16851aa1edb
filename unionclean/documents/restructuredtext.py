"""reStructuredText: the paragraphs that docutils finds, with Sphinx's directives and roles known by form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from threading import Lock
from typing import Any

from docutils import frontend, nodes, utils
from docutils.parsers.rst import Directive, Parser, directives
from docutils.parsers.rst.states import Inliner

from unionclean.documents.spans import subtract_spans
from unionclean.masking import Span, merge_spans

LONGEST_BLOCK = 20_000
"""docutils takes quadratic time for the marks of one paragraph; nobody writes such a long one."""

_CONTENT_DIRECTIVES = ["versionadded", "versionchanged", "versionremoved", "deprecated", "deprecated-removed", "seealso", "describe", "function", "class", "method", "classmethod", "staticmethod", "attribute", "data", "exception", "decorator", "module", "option", "envvar", "confval", "program", "object", "todo", "tip", "sidebar", "topic", "details", "dropdown", "tab-item", "tab", "hlist", "nonote", "impl-detail", "audit-event"]  # fmt: skip
_DOMAINS = ("", "py:", "c:", "cpp:", "js:", "rst:", "std:")
_CLOSED_INSIDE = (nodes.table, nodes.system_message, nodes.option_list, nodes.docinfo, nodes.comment)


def read_restructuredtext(text: str) -> list[Span]:
    """Return the text of paragraphs; titles, tables, code, fields' names, roles and targets stay, for their width or name counts.

    >>> text = "标题,甲\\n=======\\n\\n见 ``a,b`` 和 :ref:`甲,乙`,再说::\\n\\n    f(甲,乙)\\n"
    >>> [text[start:end] for start, end in read_restructuredtext(text)]
    ['见', '和', ',再说']
    """
    if (
        any(len(block) > LONGEST_BLOCK for block in text.split("\n\n"))
        or "\r" in text
        or "\f" in text
        or "\v" in text
        or "\0" in text
    ):
        return []
    inliner = _TextSpans()
    document = _parse(text, inliner)
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    prose: list[Span] = []
    for paragraph in document.findall(lambda node: isinstance(node, (nodes.paragraph, nodes.caption))):
        if not paragraph.line or _is_closed(paragraph):
            continue
        source = paragraph.rawsource
        spans = next((inliner.found[key] for key in _spellings(source) if key in inliner.found), ())
        place = _place(source, paragraph.line - 1, lines, starts) if spans else None
        if place:
            prose += ((place[start], place[end - 1] + 1) for start, end in spans if start < end <= len(place))
    return subtract_spans(merge_spans(prose), _edges(text, prose))


class _TextSpans(Inliner):  # type: ignore[misc]
    """The inline parser of docutils, made to note which spans of a paragraph are text; roles are not looked up."""

    dispatch: Any

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[Span]] = {}

    def interpreted(self, rawsource: str, text: str, role: str, lineno: int) -> tuple[list[Any], list[Any]]:
        """Return the text of a role as a literal, whatever role it is."""
        return [nodes.literal(rawsource, text)], []

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> tuple[list[Any], list[Any]]:
        """Return the nodes of ``text`` and messages, as the method it overrides does, and note the text."""
        spans: list[Span] = []
        dispatch: dict[str, Any] = self.dispatch
        position = 0

        def noting(method: Any) -> Any:
            def call(inliner: Any, match: Any, line: int) -> Any:
                nonlocal position
                before, inlines, remaining, messages = method(inliner, match, line)
                start, end = position, len(text) - len(remaining)
                if inlines:
                    spans.append((start, start + len(before)))
                    spans.extend(_inside(inlines[0], start + len(before), end))
                else:
                    spans.append((start, end))
                position = end
                return before, inlines, remaining, messages

            return call

        self.dispatch = {key: noting(method) for key, method in dispatch.items()}
        try:
            result: tuple[list[Any], list[Any]] = super().parse(text, lineno, memo, parent)
        finally:
            self.dispatch = dispatch
        spans.append((position, len(text)))
        self.found[text] = [span for span in spans if span[0] < span[1]]
        return result


for _name, _value in vars(Inliner).items():
    if isinstance(_value, str) and not _name.startswith(
        "__"
    ):  # docutils looks for pieces of patterns in the class itself
        setattr(_TextSpans, _name, _value)


def _inside(node: Any, start: int, end: int) -> Iterator[Span]:
    """Yield the text between the marks of strong and emphasized text; that of all else is code, or a name."""
    if isinstance(node, (nodes.strong, nodes.emphasis)):
        marks = 2 if isinstance(node, nodes.strong) else 1
        yield start + marks, end - marks


class _AnyOptions(dict[str, Any]):
    def __missing__(self, key: str) -> Any:
        return directives.unchanged

    def __bool__(self) -> bool:
        return True


class _Content(Directive):  # type: ignore[misc]
    """A directive whose content is read and whose arguments are not."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOptions()

    def run(self) -> list[Any]:
        """Return the content, parsed."""
        container = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, container)
        return [container]


def _parse(text: str, inliner: Inliner) -> Any:
    parser = Parser(inliner=inliner)
    with _ONE_AT_A_TIME:
        settings = frontend.get_default_settings(Parser)
        for name, value in _SETTINGS.items():
            setattr(settings, name, value)
        document = utils.new_document("", settings)
        registered = dict(directives._directives)
        for domain in _DOMAINS:
            for name in _CONTENT_DIRECTIVES:
                directives._directives.setdefault(f"{domain}{name}", _Content)
        try:
            parser.parse(text, document)
        finally:
            directives._directives.clear()
            directives._directives.update(registered)
    return document


_ONE_AT_A_TIME = Lock()
"""docutils has one registry of directives, and one filter of warnings, for all threads."""


_SETTINGS = {
    "report_level": 5,
    "halt_level": 6,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "warning_stream": False,
    "syntax_highlight": "none",
    "line_length_limit": 10_000,
}


def _is_closed(node: Any) -> bool:
    while node is not None:
        if isinstance(node, _CLOSED_INSIDE) or _is_about_file(node):
            return True
        node = node.parent
    return False


def _is_about_file(node: Any) -> bool:
    """Return whether a field list stands at the top of a file, or below its first title: the front matter of reStructuredText."""
    if not isinstance(node, nodes.field_list):
        return False
    while _is_first(node):
        node = node.parent
        if not isinstance(node, nodes.section):
            break
    return isinstance(node, nodes.document)


def _is_first(node: Any) -> bool:
    siblings = node.parent.children[: node.parent.index(node)]
    return all(isinstance(sibling, (nodes.title, nodes.comment, nodes.target)) for sibling in siblings)


def _spellings(source: str) -> tuple[str, ...]:
    """Return what the inline parser may have been given of a paragraph; one that ends with ``::`` loses that."""
    return source, source[:-1], source[:-3].rstrip()


def _place(source: str, first: int, lines: Sequence[str], starts: Sequence[int]) -> list[int] | None:
    """Return where each character of a paragraph stands; its lines begin near the line ``first``, behind an indent."""
    content = source.split("\n")
    for number in (first, first - 1, first + 1, first - 2, first + 2):
        if number < 0 or number + len(content) > len(lines):
            continue
        place: list[int] = []
        for row, line in zip(range(number, number + len(content)), content, strict=True):
            found = lines[row].rstrip()
            if not found.endswith(line):
                break
            start = starts[row] + len(found) - len(line)
            place += range(start, start + len(line) + 1)
        else:
            return place
    return None


def _edges(text: str, prose: Sequence[Span]) -> Iterator[Span]:
    """Yield the ends of spans that markup depends on: blanks beside it, and the marks of ``::`` and of escapes."""
    for start, end in prose:
        left, right = start, end
        while left < end and text[left] in " \t":
            left += 1
        while right > left and text[right - 1] in " \t":
            right -= 1
        while (
            right > left
            and text[right - 1] == ":"
            and text.startswith(("::", ":"), right - 1)
            and text[right : right + 1] in ("", ":")
        ):
            right -= 1
        yield from ((start, left), (right, end))
        yield from ((at, at + 2) for at in range(left, right - 1) if text[at] == "\\")
