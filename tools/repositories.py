"""Readers of the texts in public repositories: each takes the unpacked files of a commit and yields documents of prose."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tools.prose import markdown_text, prose, without_gaps
from tools.readers import Reader, html_text


def _texts(root: Path, pattern: str) -> Iterator[str]:
    for path in sorted(path for path in root.glob(pattern) if path.is_file()):
        yield path.read_text("utf-8-sig", "replace")


def _each(pattern: str, convert: Callable[[str], str]) -> Reader:
    return lambda root: prose(map(convert, _texts(root, pattern)))


def markdown(pattern: str) -> Reader:
    """Return a reader of Markdown pages."""
    return _each(pattern, markdown_text)


def web_site(pattern: str) -> Reader:
    """Return a reader of the stored pages of a site; what they share is kept once."""
    return _each(pattern, html_text)


_SIGNATURE = re.compile(r"^(?:[*#]+\s*)?央视网消息\s*(?:[（(][^（）()]*[）)])?\s*[：:]", re.M)


def _bulletin(page: str) -> str:
    """Return the news of a bulletin in full, without the list of contents before it.

    >>> _bulletin("## 新闻摘要\\n1.要点；\\n## 详细新闻\\n### 标题\\n<p><b>央视网消息</b>（新闻联播）：今天，会议举行。</p>")
    '标题\\n今天，会议举行。'
    """
    text = html_text(page.partition("## 详细新闻")[2])
    return re.sub(r"^#+ *", "", _SIGNATURE.sub("", text), flags=re.M)


def bulletins(pattern: str) -> Reader:
    """Return a reader of television news, one bulletin a file."""
    return _each(pattern, _bulletin)


def statutes(*patterns: str) -> Reader:
    """Return a reader of laws in Markdown: headings keep their words, comments go."""

    def read(root: Path) -> Iterator[str]:
        for pattern in patterns:
            pages = (re.sub(r"<!--.*?-->", "", text, flags=re.S) for text in _texts(root, pattern))
            yield from prose(re.sub(r"^#+ *|\*\*", "", page, flags=re.M) for page in pages)

    return read


def _pieces(texts: Iterable[str], size: int = 100) -> Iterator[str]:
    """Yield the texts, a hundred to a document; the line breaks inside a text are kept."""
    rows = list(texts)
    yield from ("\n".join(rows[start : start + size]) for start in range(0, len(rows), size))


def _fields(root: Path, pattern: str, field: str) -> Iterator[str]:
    """Yield one field of every JSON record, one a line, that has it."""
    for text in _texts(root, pattern):
        for row in text.splitlines():
            record = json.loads(row) if row.strip() else {}
            if field in record:
                yield record[field]


def json_field(pattern: str, field: str) -> Reader:
    """Return a reader of files of JSON records, one a line: the text of one field."""
    return lambda root: prose(_pieces(_fields(root, pattern, field)))


def _cells(table: str, column: str) -> Iterator[str]:
    csv.field_size_limit(1 << 30)
    for row in csv.DictReader(io.StringIO(table)):
        if row[column]:
            yield row[column].replace("\ufeff", "")


def csv_column(pattern: str, column: str, size: int = 1) -> Reader:
    """Return a reader of CSV tables, some of them zipped: the cells of one column, ``size`` of them a document."""

    def tables(root: Path) -> Iterator[str]:
        for path in sorted(root.glob(pattern)):
            if path.suffix == ".zip":
                with zipfile.ZipFile(path) as archive:
                    yield from (archive.read(name).decode("utf-8-sig") for name in archive.namelist())
            else:
                yield path.read_text("utf-8-sig")

    return lambda root: prose(_pieces((cell for table in tables(root) for cell in _cells(table, column)), size))


_PARAGRAPH = re.compile("(?<=[。！？”）]) +")


def questions(pattern: str) -> Reader:
    """Return a reader of daily lists of questions: title and description of each question, as it stood last; blanks stand for its line breaks."""

    def read(root: Path) -> Iterator[str]:
        found: dict[str, str] = {}
        for page in _texts(root, pattern):
            for target in (item["target"] for item in json.loads(page)["data"] if "link" in item["target"]):
                parts = (target[f"{part}_area"]["text"] for part in ("title", "excerpt"))
                found[target["link"]["url"]] = without_gaps(_PARAGRAPH.sub("\n", "\n".join(parts)))
        return prose(found.values())

    return read


def passages(pattern: str) -> Reader:
    """Return a reader of the passages of reading tests: the ``context`` or ``context_text`` of every record of a JSON file."""

    def found(value: object) -> Iterator[str]:
        if isinstance(value, list):
            for item in value:
                yield from found(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                if key in ("context", "context_text"):
                    yield item
                else:
                    yield from found(item)

    return lambda root: prose(text for page in _texts(root, pattern) for text in found(json.loads(page)))
