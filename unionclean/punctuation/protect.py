"""What is no prose and is never touched: code, addresses, markup, tables, data lines.

Each kind is a function that yields spans.  :func:`mask` overwrites them with as many fillers, so that every rule sees the
text at its own offsets and none of the syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from unionclean.han import HAN
from unionclean.masking import CLOSED

WORD_FILLER = CLOSED
"""Stands for what reads like a word, an address, a path, code; no letter, so that no full-width mark joins it."""

MARKUP_FILLER = "\x00"
"""Stands for what reads like nothing: a tag, a whole line of data."""

Span = tuple[int, int]

_LINE = re.compile("[^\r\n\u2028\u2029]+")
_FENCE = re.compile("^[ ]{0,3}(`{3,}|~{3,})[^`\r\n]*$", re.MULTILINE)
_TICKS = re.compile("`+|[\r\n]")
_TAG = re.compile("</?[A-Za-z][A-Za-z0-9:-]*(?:[\\s/][^<>]*)?>|<![A-Za-z][^<>]*>|<\\?[A-Za-z][^<>]*>")
_ENTITY = re.compile("&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_ELEMENT = re.compile("<(script|style|pre|code|textarea|math|svg)(?=[\\s>])", re.IGNORECASE)
_URL = re.compile(
    "(?:[A-Za-z][A-Za-z0-9+.-]{1,15}://|(?<![0-9A-Za-z.])www\\.)"
    f"(?:[!#-&*-;=?-_a-z~]|(?<=[0-9A-Za-z=/_])\\([0-9A-Za-z_,.-]*\\)|(?<=[/=_#&])[{HAN}]+(?:_\\([{HAN}0-9A-Za-z]*\\))?)+"
)
_URL_TAIL = re.compile("[,.;:!?*_~]+\\Z")
_PATH = re.compile(
    f"(?<![0-9A-Za-z])(?:[A-Za-z]:[\\\\/]|\\\\\\\\(?=[0-9A-Za-z]))[0-9A-Za-z{HAN}()._@~+%\\\\/$-]+"
    f"|(?:(?<=[\\s：:（(“\"'‘，,])|^)(?:~|\\.\\.?)?/(?:[0-9A-Za-z{HAN}()._@~+%-]+/)+[0-9A-Za-z{HAN}()._@~+%-]*"
    f"|(?:(?<=[\\s：:（(“\"'‘，,])|^)(?:~|\\.\\.?)/[0-9A-Za-z{HAN}()._@~+%-]+",
    re.MULTILINE,
)
_LINK_TARGET = re.compile("\\]\\([^()\\s]*(?:\\([^()\\s]*\\)[^()\\s]*)*(?:\\s+[\"'][^\"'\r\n]*[\"'])?\\)")
_CALL = re.compile("(?<![0-9A-Za-z_.])[A-Za-z_][0-9A-Za-z_.]*\\((?:\"[^\"\r\n]*\"|'[^'\r\n]*')\\)")
_IMAGE = re.compile("!(?=\\[[^\\[\\]\r\n]*\\]\\()")
_DEFINITION = re.compile(
    "^[ ]{0,3}\\[(?:\\^[^\\[\\]\r\n]+\\]:|[^\\[\\]\r\n]+\\]:[ \t]*<?[!-~]+>?[ \t]*$)", re.MULTILINE
)
_SHORTCODE = re.compile(":[a-z][a-z0-9_+-]+:")
_BOX_ROW = re.compile("^[ \t\u3000]*[│┃├┌└╔╚║╠]|[│┃┤┐┘╗╝║╣][ \t\u3000]*$")
_RULED_FORMULA = re.compile("[)）\\]×÷＝=＋+－│√][ \u3000]?[─━]{4,}|[─━]{4,}[ \u3000]?[(（×÷＝=＋+－│]")
_STRING = re.compile('"(?:[^"\\\\]|\\\\.)*("?)')
_SCALAR = re.compile("true|false|null|[-+0-9.eE\\s]+|[\\[\\]{}:,;]+")
_DATA_STARTS = re.compile('\\s*(?:[\\[{,\\]}]+\\s*)?"')
_NO_ROW = re.compile("[。！？!?；;：“”…《》、()（）]|, |[,:]\\s*\\Z")
_LITERAL = re.compile("\"[^\"]*\"|'[^']*'|(?<![!-~])(?:#|//).*")
_CODE = re.compile("[0-9A-Za-z_\\])] ?(?:==?|[+:]=) ?|[A-Za-z_][0-9]{0,4}[(\\[]|[;{]\\Z|\\};?\\Z")
_HAN = re.compile(f"[{HAN}]")
_LONG_NUMBER = re.compile("[0-9][0-9./:-]{4,}\\Z")
_GROUPING = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_NUMBER_FIELD = re.compile("[0-9][0-9A-Za-z./:%-]*\\Z")


def mask(text: str) -> str:
    """Return ``text`` with everything that is no prose overwritten, at the same length.

    >>> mask("见`a,b`和<b>一</b>,共1,000")
    '见\\ufffc\\ufffc\\ufffc\\ufffc\\ufffc和\\x00\\x00\\x00一\\x00\\x00\\x00\\x00,共1,000'
    >>> mask("没有语法")
    '没有语法'
    """
    for hint, spans, filler in _KINDS:
        if hint in text:
            text = _overwritten(text, spans(text), filler)
    return text


def _overwritten(text: str, spans: Iterator[Span], filler: str) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        covered = text[start:end]
        breaks = "\n" in covered or "\r" in covered
        pieces += (text[position:start], re.sub("[^\r\n]", filler, covered) if breaks else filler * len(covered))
        position = end
    return "".join([*pieces, text[position:]]) if pieces else text


def _fences(text: str) -> Iterator[Span]:
    """Fenced code; a fence that is never closed is not one."""
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
        elif match[1].startswith(opened[1]):
            yield opened.start(), match.end()
            opened = None


def _code_spans(text: str) -> Iterator[Span]:
    """Code between runs of as many backticks on one line."""
    opened: dict[int, int] = {}
    end = 0
    for match in _TICKS.finditer(text):
        if match[0] in "\r\n":
            opened.clear()
            continue
        length = len(match[0])
        start = opened.pop(length, None)
        if start is None or start < end:
            opened[length] = match.start()
        else:
            end = match.end()
            yield start, end


def _comments(text: str) -> Iterator[Span]:
    position = text.find("<!--")
    while position >= 0:
        end = text.find("-->", position + 4)
        if end < 0:
            return
        yield position, end + 3
        position = text.find("<!--", end + 3)


def _elements(text: str) -> Iterator[Span]:
    """Elements whose content is no prose; one that is never closed is not looked for again."""
    lowered = text.lower() if text.isascii() else re.sub("[A-Z]", lambda m: m[0].lower(), text)
    unclosed: set[str] = set()
    position = 0
    while match := _ELEMENT.search(lowered, position):
        name = match[1].lower()
        end = -1 if name in unclosed else lowered.find(f"</{name}", match.end())
        if end < 0:
            unclosed.add(name)
            position = match.end()
            if len(unclosed) == _ELEMENT_COUNT:
                return
        else:
            position = end + len(name) + 3
            yield match.start(), min(position, len(text))


_ELEMENT_COUNT = 7


def _urls(text: str) -> Iterator[Span]:
    """Addresses, without the marks of the sentence behind them."""
    for match in _URL.finditer(text):
        tail = _URL_TAIL.search(text[max(match.start(), match.end() - 64) : match.end()])
        yield match.start(), match.end() - (len(tail[0]) if tail else 0)


def _spans_of(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Span]]:
    def spans(text: str) -> Iterator[Span]:
        return (match.span() for match in pattern.finditer(text))

    return spans


def _box_lines(text: str) -> Iterator[Span]:
    """Rows of tables and lines of fractions drawn with box characters: a wider mark would break the columns."""
    for line in _LINE.finditer(text):
        if _BOX_ROW.search(line[0].rstrip()) or _RULED_FORMULA.search(line[0]):
            yield line.span()


def _quoted_lines(text: str) -> Iterator[Span]:
    """Lines of JSON, and rows of quoted fields: nothing but strings, numbers and the marks between them."""
    for line in _LINE.finditer(text):
        if _DATA_STARTS.match(line[0]):
            rest = _STRING.sub(lambda string: "" if string[1] else "unclosed", line[0])
            if rest.strip(' \t"') and not _SCALAR.sub("", rest):
                yield line.span()


def _code_lines(text: str) -> Iterator[Span]:
    """Lines of code outside a fence: all their Han is in string literals and comments, and what is left has the signs of code."""
    for line in _LINE.finditer(text):
        if ('"' in line[0] or "'" in line[0]) and _CODE.search(line[0]):
            code = _LITERAL.sub("", line[0])
            if not _HAN.search(code) and _CODE.search(code.strip()):
                yield line.span()


def _rows(text: str) -> Iterator[Span]:
    """Rows of comma-separated values: neighbouring lines with as many commas, or one line with many numbers.

    Prose is told apart by its other marks, by blanks behind commas, by long clauses and by how its lines end.
    """
    block: list[Span] = []
    commas = 0
    for line in _LINE.finditer(text):
        row = _row_commas(line[0])
        neighbour = block and line.start() - block[-1][1] <= 2 and "\n\n" not in text[block[-1][1] : line.start()]
        if row != commas or not neighbour:
            yield from _kept(block, text)
            block, commas = [], row
        if row:
            block.append(line.span())
    yield from _kept(block, text)


def _kept(block: list[Span], text: str) -> list[Span]:
    """Return the rows if they are data: short fields or some numbers in several rows, many numbers in a single one."""
    fields = [field for start, end in block for field in _fields(text[start:end])]
    numbers = sum(_NUMBER_FIELD.match(field) is not None for field in fields)
    if len(block) > 1 and (numbers or all(len(field) <= 6 for field in fields)):
        return block
    keyed = any(_LONG_NUMBER.match(field) for field in fields) and all(len(field) <= 12 for field in fields)
    return block if keyed or numbers * 2 > len(fields) else []


def _row_commas(line: str) -> int:
    """Return how many commas a line has if it may be a row of data, else 0."""
    if line.count(",") < 2 or _NO_ROW.search(line):
        return 0
    fields = _fields(line)
    return len(fields) - 1 if len(fields) > 2 and max(map(len, fields)) <= 24 else 0


def _fields(line: str) -> list[str]:
    return _GROUPING.sub("", line.strip()).split(",")


_KINDS: tuple[tuple[str, Callable[[str], Iterator[Span]], str], ...] = (
    ("```", _fences, MARKUP_FILLER),
    ("~~~", _fences, MARKUP_FILLER),
    ("`", _code_spans, WORD_FILLER),
    ("<!--", _comments, MARKUP_FILLER),
    ("<", _elements, MARKUP_FILLER),
    ("<", _spans_of(_TAG), MARKUP_FILLER),
    ("&", _spans_of(_ENTITY), MARKUP_FILLER),
    ("]:", _spans_of(_DEFINITION), MARKUP_FILLER),
    ("//", _urls, WORD_FILLER),
    ("www.", _urls, WORD_FILLER),
    ("![", _spans_of(_IMAGE), MARKUP_FILLER),
    ("](", _spans_of(_LINK_TARGET), WORD_FILLER),
    ('("', _spans_of(_CALL), WORD_FILLER),
    ("('", _spans_of(_CALL), WORD_FILLER),
    ("/", _spans_of(_PATH), WORD_FILLER),
    ("\\", _spans_of(_PATH), WORD_FILLER),
    (":", _spans_of(_SHORTCODE), WORD_FILLER),
    ("│", _box_lines, MARKUP_FILLER),
    ("────", _box_lines, MARKUP_FILLER),
    ('"', _quoted_lines, MARKUP_FILLER),
    (",", _rows, MARKUP_FILLER),
    ('"', _code_lines, MARKUP_FILLER),
    ("'", _code_lines, MARKUP_FILLER),
)
