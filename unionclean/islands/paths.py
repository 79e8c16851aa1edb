"""Paths and names of files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.masking import Span
from unionclean.patterns import lazy

_EXTENSION = (
    "(?:DOC|DOCX|GIF|JPEG|JPG|MP3|MP4|PDF|PNG|PPT|PPTX|RAR|TXT|XLS|XLSX|ZIP|aac|ai|apk|asp|aspx|avi|bak|bat|bib|bin|bmp|c|cc|cfg|class|cmd|conf|cpp|cs|css|csv|dart|dat|db|dll|dmg|doc|docx|epub|exe"
    "|flac|flv|gif|go|gz|h|hpp|htm|html|ico|img|ini|ipynb|iso|jar|java|jpeg|jpg|js|json|jsonl|jsp|jsx|key|kt|less|lock|log"
    "|lua|md|mdx|mkv|mov|mp3|mp4|mpg|msi|numbers|odt|ogg|otf|pages|parquet|pdf|php|pkl|pl|png|po|pot|ppt|pptx|properties"
    "|psd|py|pyc|r|rar|rb|rmvb|rs|rst|rtf|scala|scss|sh|sql|srt|svg|swift|tar|tex|tif|tiff|toml|torrent|ts|tsv|tsx|ttf"
    "|txt|vb|vsdx|vue|wav|webm|webp|wmv|woff|woff2|wps|xls|xlsx|xml|xz|yaml|yml|zip|7z)(?![0-9A-Za-z])"
)
"""Extensions of files that people name in prose."""

_IN_NAME = f"[0-9A-Za-z{HAN}_@~+%$.-]|(?<=[0-9A-Za-z{HAN}_])\\([0-9A-Za-z{HAN}_.-]*\\)"
_FILE = lazy(f"[/\\\\](?:{_IN_NAME}|[/\\\\,，])*?\\.{_EXTENSION}(?!\\.?[0-9A-Za-z])")
_FOLDERS = lazy(  # prose may stand right behind a name without Han
    f"[/\\\\](?:[0-9A-Za-z_@~+%$./\\\\-]|(?<=[/\\\\])[{HAN}]{{1,12}}(?:\\([0-9A-Za-z{HAN}]*\\))?(?![{HAN}])|[{HAN}]{{1,40}}(?=[/\\\\]))*"
)
_SEPARATOR = lazy("[/\\\\]")
_HEAD = lazy(
    "(?:(?<![0-9A-Za-z])(?P<drive>[A-Za-z]:)|(?<![0-9A-Za-z_.~])(?P<sign>\\.\\.?|~)"
    "|(?<![0-9A-Za-z_./-])(?P<name>[0-9A-Za-z_-][0-9A-Za-z_.-]*))\\Z"
)
_HEAD_ENDS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.-:~")
_LONGEST_HEAD, _LONGEST_PATH = 40, 240
_BORDER = frozenset(" \t\r\n\u3000：:（(“\"'‘，,、=>「『《`|")

_FILE_NAME = lazy(f"\\.(?=[A-Za-z7]){_EXTENSION}")
_BEFORE_EXTENSION = lazy(f"(?:^|[ \t\u3000“\"'‘「『《（(])([0-9A-Za-z{HAN}_()（）.,，-]{{1,60}})\\Z", re.MULTILINE)
_AFTER_EXTENSION = lazy("$|[ \t\u3000”\"'’」』》）)]", re.MULTILINE)
_HAN = lazy(f"[{HAN}]")


def find_paths(text: str) -> Iterator[Span]:
    """Yield paths of Windows and Unix, with Han, brackets and commas in their names.

    >>> for text in ["C:\\\\资料\\\\报告(终稿).docx", "图在./甲,乙.png里", "在 /usr/bin目录", "见 docs/結構/圖.md"]:
    ...     print(*(text[start:end] for start, end in find_paths(text)))
    C:\\资料\\报告(终稿).docx
    ./甲,乙.png
    /usr/bin
    docs/結構/圖.md
    >>> list(find_paths("和/或，男/女，2020/1/1"))
    []
    """
    position = 0
    while separator := _SEPARATOR.search(text, position):
        span = _path_at(text, separator.start())
        position = separator.end()
        if span:
            yield span
            position = max(position, span[1])


def _path_at(text: str, at: int) -> Span | None:
    """Return the path whose first separator is ``at``, if there is one."""
    ends = at > 0 and text[at - 1] in _HEAD_ENDS
    head = _HEAD.search(text, max(0, at - _LONGEST_HEAD), at) if ends else None
    kind = head.lastgroup if head else "share" if text.startswith("\\\\", at) else "root"
    start = head.start() if head else at
    if not _may_begin(kind, text[start - 1] if start else "\n"):
        return None
    body = at + 1 if kind == "share" else at
    path = _FILE.match(text, body, body + _LONGEST_PATH)
    is_file = path is not None
    if path is None and kind != "name":
        path = _FOLDERS.match(text, body, body + _LONGEST_PATH)
    end = body + len(path[0].rstrip(".,，")) if path else body
    if end - body < 2:
        return None
    if kind == "root":
        return (start, end) if text.count("/", at, end) > 1 and "//" not in text[at:end] else None
    if kind == "share":  # \\\\ also ends a row of TeX
        named = text[body + 1].isascii() and text[body + 1].isalnum()
        return (start, end) if named or (is_file and "\\" in text[body + 1 : end]) else None
    return start, end


def _may_begin(kind: str | None, before: str) -> bool:
    """Return whether a path of this kind may stand behind ``before``: one from the root needs a border, 和/或 has none."""
    return kind not in ("root", "sign") or before in _BORDER or (kind == "sign" and _HAN.match(before) is not None)


def find_file_names(text: str) -> Iterator[Span]:
    """Yield names of files with Han in them that stand alone: on their line, between blanks, in quotes or brackets.

    >>> [text[a:b] for text in ["見「結構圖.png」", "打開結構圖.png看"] for a, b in find_file_names(text)]
    ['結構圖.png']
    """
    for extension in _FILE_NAME.finditer(text):
        if not _AFTER_EXTENSION.match(text, extension.end()):
            continue
        name = _BEFORE_EXTENSION.search(text, max(0, extension.start() - 64), extension.start())
        if name and _HAN.search(name[1]) and name[1].count("(") == name[1].count(")"):
            yield name.start(1), extension.end()
