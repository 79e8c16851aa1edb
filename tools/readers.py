"""Readers of packaged documents: each turns the files of one kind into documents of plain text, one paragraph a line."""

from __future__ import annotations

import gzip
import json
import lzma
import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from unionclean.han import HAN

Reader = Callable[[Path], Iterator[str]]
"""Takes the folder (or the file) of a source and yields its documents."""

_HAN = re.compile(f"[{HAN}]")
_MARKS = "，。、；：！？（）《》“”…—"
_WRAP = re.compile(f"(?<=[{HAN}{_MARKS}])[ \\t]*\\r[ \\t\\r]*(?=[{HAN}{_MARKS}])")
"""A line break of the page's source between two Chinese characters, where it means nothing."""

_BLOCK_NAMES = """p div li dt dd td th tr h1 h2 h3 h4 h5 h6 br hr table ul ol dl section article header footer title body item note
page info desc steps list terms pre figure summary blockquote nav aside caption center head media links"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_DROPPED = frozenset(
    {"script", "style", "pre", "noscript", "template", "screen", "svg", "math", "credit", "revision", "license", "head"}
)


def paragraphs(lines: Iterable[str], letters: re.Pattern[str] = _HAN) -> str:
    """Return the lines that hold any of ``letters``, Han unless others are named, without the blanks around them, as one text."""
    return "\n".join(line.strip() for line in lines if letters.search(line))


class _Prose(HTMLParser):
    """Collects the text of the block elements of an HTML or Mallard page; listings and scripts are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self.pieces.append(data.replace("\n", "\r"))


def html_text(page: str, letters: re.Pattern[str] = _HAN) -> str:
    """Return the prose of one HTML page, of which each line holds some of ``letters``.

    >>> html_text("<p>中文 的\\n文档</p><pre>ls 目录</pre><p>English only</p><li>第<b>二</b>段</li>")
    '中文 的文档\\n第二段'
    """
    parser = _Prose()
    parser.feed(page)
    parser.close()
    text = _WRAP.sub("", "".join(parser.pieces))
    return paragraphs((" ".join(line.split()) for line in text.split("\n")), letters)


def _files(root: Path, pattern: str) -> list[Path]:
    return sorted(path for path in root.glob(pattern) if path.is_file())


def _nonempty(texts: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for text in texts:
        if text and text not in seen:
            seen.add(text)
            yield text


def html(pattern: str, letters: str = HAN) -> Reader:
    """Return a reader of the HTML pages that match ``pattern``, line by line where one of the class ``letters`` stands."""
    any_letter = re.compile(f"[{letters}]")

    def read(root: Path) -> Iterator[str]:
        return _nonempty(html_text(path.read_text("utf-8", "strict"), any_letter) for path in _files(root, pattern))

    return read


_ROFF_ESCAPES = (
    (re.compile(r"\\f(\[[^]]*\]|\(..|.)|\\s[-+]?\d|\\[,/&|^:)%~]|\\(?=$)"), ""),
    (re.compile(r"\\\*?(\[[^]]*\]|\(..)"), ""),
    (re.compile(r"\\(?=[-.' ])"), ""),
    (re.compile(r"\\e"), "\\\\"),
)
_ROFF_TEXT = re.compile(r"\.(?:SH|SS|B|I|BR|IR|BI|IB|RB|RI|TP|IP|Sh|Ss)\s+(.*)")


def _roff_lines(page: str) -> Iterator[str]:
    for line in page.splitlines():
        if line.startswith((".", "'")):
            macro = _ROFF_TEXT.match(line)
            if not macro:
                continue
            line = macro[1].replace('"', "")
        for escape, replacement in _ROFF_ESCAPES:
            line = escape.sub(replacement, line)
        yield line


def manpages(pattern: str) -> Reader:
    """Return a reader of the gzipped manual pages that match ``pattern``; font and layout requests are dropped."""

    def read(root: Path) -> Iterator[str]:
        pages = (gzip.decompress(path.read_bytes()).decode("utf-8") for path in _files(root, pattern))
        return _nonempty(paragraphs(_roff_lines(page)) for page in pages)

    return read


_ANSI = re.compile(r"\x1b\[[0-9;]*m|[\x00-\x08\x0b-\x1f]")


def fortunes(pattern: str) -> Reader:
    """Return a reader of fortune files: one document per cookie, terminal colours dropped."""

    def read(root: Path) -> Iterator[str]:
        for path in _files(root, pattern):
            cookies = _ANSI.sub("", path.read_text("utf-8")).split("\n%\n")
            yield from _nonempty(paragraphs(cookie.split("\n")) for cookie in cookies)

    return read


def plain(pattern: str) -> Reader:
    """Return a reader of plain text files, gzipped or not."""

    def read(root: Path) -> Iterator[str]:
        for path in _files(root, pattern):
            data = path.read_bytes()
            text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
            yield paragraphs(text.splitlines())

    return read


def lines(pattern: str) -> Reader:
    """Return a reader of text files whose every line is a document (reviews)."""

    def read(root: Path) -> Iterator[str]:
        for path in _files(root, pattern):
            yield from _nonempty(paragraphs([line]) for line in path.read_text("utf-8").splitlines())

    return read


def column(pattern: str, index: int) -> Reader:
    """Return a reader of tab-separated files: the cells of one column, a hundred of them to a document."""

    def read(root: Path) -> Iterator[str]:
        for path in _files(root, pattern):
            rows = path.read_text("utf-8-sig").splitlines()
            cells = list(dict.fromkeys(row.split("\t")[index] for row in rows))
            yield from (paragraphs(cells[start : start + 100]) for start in range(0, len(cells), 100))

    return read


def json_list(pattern: str) -> Reader:
    """Return a reader of files that hold one JSON list of texts."""

    def read(root: Path) -> Iterator[str]:
        for path in _files(root, pattern):
            yield from (paragraphs(text.splitlines()) for text in json.loads(path.read_text("utf-8")))

    return read


class _PlainUnpickler(pickle.Unpickler):
    """Reads pickles of lists, texts and numbers; anything that would run code is refused."""

    def find_class(self, module: str, name: str) -> object:
        raise pickle.UnpicklingError(f"unexpected {module}.{name}")


def _pickled_texts(path: Path) -> list[str]:
    with path.open("rb") as file:
        titles, contents, _ = _PlainUnpickler(file).load()
    pages = (f"{title}\n{content}" for title, content in zip(titles, contents, strict=True))
    return list(_nonempty(paragraphs(page.splitlines()) for page in pages))


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split("[。\n]", text) if len(sentence) >= 15]


def web_pages(*names: str, without: tuple[str, ...] = ()) -> Reader:
    """Return a reader of pickled data sets of web pages; pages that repeat sentences of the data sets ``without`` are left out."""

    def read(root: Path) -> Iterator[str]:
        known = {sentence for name in without for text in _pickled_texts(root / name) for sentence in _sentences(text)}
        for text in (text for name in names for text in _pickled_texts(root / name)):
            sentences = _sentences(text)
            if sum(sentence in known for sentence in sentences) * 20 <= len(sentences):
                yield text

    return read


_FULL_WIDTH_WORD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_FULL_WIDTH_WORD |= {ord("％"): "%", ord("．"): ".", ord("／"): "/", ord("－"): "-"}
_TAGGED = re.compile(r"(\S+)/[A-Za-z]+(?:\s+|$)")
_SENTENCE_ENDS = tuple("。！？…”』）；：")


def tagged_line(line: str) -> str:
    """Return the sentence that a segmented, tagged line was made of; digits and letters become ASCII, as printed today.

    >>> tagged_line("１２月/t  ３１日/t  ，/w  发表/v  讲话/n  。/w")
    '12月31日，发表讲话。'
    """
    return "".join(_TAGGED.findall(line)).translate(_FULL_WIDTH_WORD).replace("『", "‘").replace("』", "’")


def tagged(pattern: str, first: float, last: float) -> Reader:
    """Return a reader of the share ``first`` to ``last`` of a tagged corpus; a heading line opens a new document."""

    def read(root: Path) -> Iterator[str]:
        rows = [tagged_line(row) for path in _files(root, pattern) for row in path.read_text("utf-8").splitlines()]
        rows = rows[int(len(rows) * first) : int(len(rows) * last)]
        yield from _articles([row for row in rows if row])

    return read


def _articles(rows: list[str]) -> Iterator[str]:
    article: list[str] = []
    for row in rows:
        heading = len(row) < 40 and not row.endswith(_SENTENCE_ENDS)
        if heading and len(article) > 1 and article[-1].endswith(_SENTENCE_ENDS):
            yield "\n".join(article)
            article = []
        article.append(row)
    if article:
        yield "\n".join(article)


def _xz_records(path: Path) -> Iterator[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def laws_cn(path: Path) -> Iterator[str]:
    """Yield the laws of the PRC as plain text: Markdown headings and comments removed."""
    for record in _xz_records(path):
        text = re.sub(r"<!--.*?-->", "", record["markdown"], flags=re.DOTALL)
        yield paragraphs(re.sub(r"^#+ *", "", text, flags=re.MULTILINE).splitlines())


def laws_tw(path: Path) -> Iterator[str]:
    """Yield the laws of Taiwan as plain text: the title, then each article under its number."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for record in map(json.loads, file):
            rows = [record["title"]]
            for number, article in record["articles"]:
                rows += [number, *article.split("\n")]
            yield paragraphs(rows)
