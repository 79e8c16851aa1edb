"""Which part of a comment a person wrote for persons: not directives, tags, commented-out code, examples, pictures.

When in doubt a line is no prose: a missed comma is harmless, a changed example is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unionclean.documents.blocks import closed_lines
from unionclean.documents.docstrings import heads_section, parameters
from unionclean.documents.spans import matches, subtract_spans
from unionclean.han import HAN
from unionclean.masking import Span, merge_spans
from unionclean.patterns import lazy
from unionclean.questions import asks

_HAN = lazy(f"[{HAN}]")

# The signs that open a comment or a line of one, and those that close it: they are code.
_OPENING = lazy(r"[ \t]*(?:(?:<!--+|\(\*|\{-|--\[=*\[|[/*#!;%'-]|REM\b)+[!<>|]?)?[ \t]*", re.I)
_QUOTES = lazy(r"[ \t]*(?:[rRuU]?(?:\"\"\"|'''|\"|'))?[ \t]*")
_CLOSING = lazy(r"(?:\*/|--+>|\*\)|-\}|\"\"\"|'''|\")\Z")
_CLOSING_OF_LUA = lazy(r"\]=*\]\Z")

_DIRECTIVE = lazy(
    r"(?:noqa|nosec|type:|pragma|mypy:|ruff:|pylint|flake8|isort|fmt:|yapf|pyright|coding[:=]|-\*-|vim?:|ex:|eslint|jshint|"
    r"jslint|tslint|prettier|@ts-|ts-|istanbul|c8|webpack|@?vite|@jsx|@flow|@format|sourceMappingURL|nolint|go:|\+build|"
    r"line |export |cgo|NOLINT|clang-|swiftlint|rubocop|frozen_string_literal|phpcs|phpstan|psalm|CHECKSTYLE|@formatter|"
    r"NOSONAR|language=|yaml-language-server|hadolint|syntax=|escape=|shellcheck|cspell|spell-?checker|editorconfig|"
    r"region\b|endregion|#?region|#?endregion|if\b|endif\b|ifdef|include|global |globals |exported |unionclean:|"
    r"SPDX|\$schema|codespell|markdownlint|yamllint|renovate|dependabot|cppcheck|lint:|tsc|jscs|stylelint|@charset)",
    re.I,
)
_LEGAL = lazy(r"copyright|licen[cs]e|spdx|许可证|版权所有|著作权|授權條款|版權所有", re.I)

# What speaks of code: an assignment, a key, a call, the end of a statement, a tag, a placeholder row.
_CODE = lazy(
    r"^(?:(?![A-Za-z_\]'\"])[\w.$@\[\]'\"-])*[A-Za-z_\]'\"][\w.$@\[\]'\"-]*[ \t]*(?:[-+*/|&:?!<>=]?=|:=|=>|->|<-|\+\+)"
    rf"|^(?!(?:TODO|FIXME|NOTE|XXX|HACK|BUG|WARN(?:ING)?|TIPS?|PS|NB|OPTIMIZE|ATTENTION|IMPORTANT)\b)[\"'@\w.$/{{}}\[\]-]*[A-Za-z0-9_][\"']?[ \t]*:(?:[ \t]|$|[{HAN}\"'])"
    r"|^(?:if|for|while|return|import|from|def|class|func|function|var|let|const|public|private|protected|static|package|"
    r"using|namespace|select|insert|update|delete|create|alter|drop|set|echo|print|local|end|else|elif|case|new|this|self|"
    r"try|catch|throw|await|async|yield|sudo|cd|git|npm|pip|curl|docker|make|source|alias)\b(?=[ \t]+[\w/~$('\"<{\[*&]|\s*[({.])"
    rf"|(?:[)\]}}'\"A-Za-z0-9_][;{{]|[{{}}]|\($|\[$|\\)$|^[\])}}]|^(?:-|\+|>>>|\.\.\.|\$|>|In \[|\|)(?:[ \t]|$)"
    r"|\w\.\w+\([^()\"']*[\"'][^()]*\)|(?<!\w)(?:(?![A-Za-z_])\w)*[A-Za-z_]\w*\([^()\"']*[\"'][^()]*\)|&&|\|\||==|!=|::\w|=>|:=|\w->\w"
    r"|[^\s=<>!]=[^\s=<>]|\s=\s"
    r"|^[a-z_][\w.$]*[!?]?(?: -{1,2}[\w-]+)* (?:\"[^\"]*(?:\"|$)|'[^']*')(?:[ ,]+(?:\"[^\"]*(?:\"|$)|'[^']*'|[!#-&*+./-:<-~-]+))*;?$"  # puts "甲,乙"
)
_ELEMENT = lazy(r"</?([A-Za-z][\w.-]*)[^<>]*/?>")
_DOC_ELEMENTS = frozenset(
    [
        "p",
        "br",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "b",
        "i",
        "em",
        "strong",
        "code",
        "pre",
        "a",
        "summary",
        "param",
        "returns",
        "return",
        "remarks",
        "para",
        "exception",
        "value",
        "example",
        "see",
        "seealso",
        "typeparam",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "tt",
        "span",
        "div",
        "sub",
        "sup",
        "c",
        "list",
        "item",
        "description",
        "term",
        "img",
        "hr",
    ]
)
_COLUMNS = lazy(r"\S(?: {3,}|\t)[^\s]|[│┃├┤┌┐└┘─━═║╔╗╚╝╠╣▲▼◄►→←↑↓⇒|]|[-=~_]{4,}|[+*]-{2,}|\.{4,}")

_QUOTED = lazy(
    r"\[\[[^\[\]\n]*\]\]|\[[^\[\],;\n]*[,;][^\[\]\n]*\]"  # wiki links and arrays
    r"|: {2,}(?=\S)"  # what stands in columns
    r"|\b(?:callback|cb|function|func|fn|handler)\([^()\n]*\)|\w\(\{[^()\n]*\)"  # calls
    r"|\b(?:TODO|FIXME|XXX|HACK)\b(?:\([^()\n]*\))?[ ]?:|\"[^\"\n]*\"|(?<![A-Za-z])'[^'\n]*'(?![A-Za-z])|`[^`\n]*`|\{[^{}\n]*\}|<[A-Za-z/!][^<>\n]*>|\\.|[%$#&]\w+|[\"'`]|(?<=[A-Za-z0-9_]) ?:"
)
# A question in a comment has a word for it; any other ? is one that the program knows.
_QUESTION = lazy(r"\?")
_RULE = lazy(r"[-=*#/~_+<>|.^]{2,}|[<>]")


class _Line(NamedTuple):
    """A line of a comment: where its content begins and ends, and where the whole of it does."""

    start: int
    end: int
    whole: Span


# What stands behind a statement that prints is what it prints.
_PRINTS = lazy(
    r"\b(?:cout|[fs]?printf?|println!?|console\.log|echo|puts|out\.print(?:ln)?|fmt\.Print\w*|Console\.Write\w*)\b"
)
_OUTPUT = lazy(rf"[{HAN}]: ?[-+\[({{\"'0-9]")


def prose_in_comments(text: str, comments: Sequence[Span], lexer: str) -> list[Span]:
    """Return the prose in the sorted ``comments`` of a program.

    >>> text = "// 甲,乙\\n// f(丙,丁);\\n//nolint:丙,丁\\n"
    >>> [text[start:end] for start, end in prose_in_comments(text, [(0, 6), (7, 18), (19, 31)], "go")]
    ['甲,乙']
    """
    prose: list[Span] = []
    for block in _blocks(text, comments):
        if not _HAN.search(text, block[0][0], block[-1][1]) or _is_output(text, block[0]):
            continue
        lines = [line for comment in block for line in _lines(text, comment)]
        prose += _prose_lines(text, lines, lexer)
    inside = [*matches(_QUOTED, text, prose), *matches(_RULE, text, prose)]
    asking = [span for span in prose if not asks(text[slice(*span)])]
    inside += matches(_QUESTION, text, asking)
    return subtract_spans(merge_spans(prose), inside)


def _blocks(text: str, comments: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield runs of comments that stand on lines next to each other, with nothing else between."""
    block: list[Span] = []
    for comment in comments:
        gap = text[block[-1][1] : comment[0]] if block else ""
        if block and (
            gap.strip() or gap.count("\n") > 1 or (block[-1][1] and text[block[-1][1] - 1] == "\n" and "\n" in gap)
        ):
            yield block
            block = []
        block.append(comment)
    if block:
        yield block


def _is_output(text: str, comment: Span) -> bool:
    """Return whether a comment says what the statement before it prints: ``print(x)  # 结果: 3``."""
    start, end = comment
    line = text.rfind("\n", 0, start) + 1
    return bool(_OUTPUT.search(text, start, end) and _PRINTS.search(text, line, start))


def _lines(text: str, comment: Span) -> Iterator[_Line]:
    start, last = comment
    sign = _QUOTES if text[start] in "rRuU\"'" else _OPENING
    closing = _CLOSING_OF_LUA if text.startswith("--[", start) else _CLOSING
    while start < last:
        end = text.find("\n", start, last)
        end = last if end < 0 else end
        opening = sign.match(text, start, end)
        content = opening.end() if opening else start
        yield _Line(content, _end_of_content(text, content, end, closing), (start, end))
        start = end + 1


def _end_of_content(text: str, start: int, end: int, sign: re.Pattern[str]) -> int:
    """Return where the content of a line ends, in front of a sign that closes the comment, a rule and blanks."""
    content = text[start:end].rstrip()
    closing = sign.search(content)
    return start + len((content[: closing.start()] if closing else content).rstrip("*#/=- \t"))


def _prose_lines(text: str, lines: Sequence[_Line], lexer: str) -> list[Span]:
    contents = [text[line.start : line.end] for line in lines]
    if any(_LEGAL.search(content) for content in contents):
        return []
    indents = [line.start - line.whole[0] for line in lines]
    closed = closed_lines(contents, indents, lexer)
    written = [number for number, content in enumerate(contents) if content.strip() and number not in closed]
    entries = parameters(contents, indents) if lexer == "python" else {}
    code = {number for number in written if is_code(contents[number][entries.get(number, 0) :], lexer)}
    if len(code) > 1 and len(code) * 2 >= len(written):  # the rest belongs to the code
        return []
    prose: list[Span] = []
    for number in written:
        line = lines[number]
        if (
            number in code
            or not _HAN.search(contents[number])
            or (lexer == "python" and heads_section(contents, indents, number))
        ):
            continue
        skipped = entries.get(number) or skip_tag(contents[number], lexer)
        if skipped is not None:
            prose.append((line.start + skipped, line.end))
    return prose


def is_code(content: str, lexer: str) -> bool:
    """Return whether a line of a comment is a directive, code, markup or a picture, and no sentence.

    >>> [is_code(line, "go") for line in ("f(丙,丁);", 'puts "甲,乙"', "x = 甲", "nolint:甲", "甲 | 乙", "返回甲,乙;", "TODO: 甲,乙")]
    [True, True, True, True, True, False, False]
    """
    if _DIRECTIVE.match(content) or _CODE.search(content) or _COLUMNS.search(content):
        return True
    if lexer in ("yaml", "toml", "ini", "properties") and content.startswith(("- ", "[")):
        return True
    is_page = lexer in ("html", "vue")  # whose elements in comments were on the page once
    return any(is_page or tag[1].lower() not in _DOC_ELEMENTS for tag in _ELEMENT.finditer(content))


_TAG = lazy(
    r"[@\\](?:param|arg|argument|property|prop|returns?|throws|exception|retval|tparam|typeparam)\b"
    r"(?:\[[\w,]+\])?(?:[ \t]+\{[^{}]*\})?(?:[ \t]+[\[A-Za-z0-9_$.*&\]=]+)*[ \t]*[-:]?[ \t]*"
    r"|[@\\](?:brief|details?|note|todo|description|desc|summary|remarks?|deprecated|warning|attention|file|class)\b[ \t]*:?[ \t]*"
)
_FIELD = lazy(r":[A-Za-z][^:\n]*:[ \t]+|\*{0,2}[A-Za-z_]\w*[ \t]*\([^()\n]*\)[ \t]*:[ \t]*|[A-Za-z_]\w*[ \t]+:[ \t]+")


def skip_tag(content: str, lexer: str) -> int | None:
    """Return where the sentence behind a documentation tag begins; ``None`` when the whole line belongs to the tag.

    >>> [skip_tag(line, "java") for line in ("@param name 甲,乙", "@author 甲,乙", "甲,乙")]
    [12, None, 0]
    """
    if content.startswith(("@", "\\")):
        tag = _TAG.match(content) if lexer != "go" else None
        return tag.end() if tag else None
    if lexer == "python" and (field := _FIELD.match(content)):
        return field.end()
    return 0
