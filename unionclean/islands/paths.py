"""Paths and names of files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionclean.han import HAN
from unionclean.masking import Span

_EXTENSION = (
    "(?:DOC|DOCX|GIF|JPEG|JPG|MP3|MP4|PDF|PNG|PPT|PPTX|RAR|TXT|XLS|XLSX|ZIP|aac|ai|apk|asp|aspx|avi|bak|bat|bib|bin|bmp|c|cc|cfg|class|cmd|conf|cpp|cs|css|csv|dart|dat|db|dll|dmg|doc|docx|epub|exe"
    "|flac|flv|gif|go|gz|h|hpp|htm|html|ico|img|ini|ipynb|iso|jar|java|jpeg|jpg|js|json|jsonl|jsp|jsx|key|kt|less|lock|log"
    "|lua|md|mdx|mkv|mov|mp3|mp4|mpg|msi|numbers|odt|ogg|otf|pages|parquet|pdf|php|pkl|pl|png|po|pot|ppt|pptx|properties"
    "|psd|py|pyc|r|rar|rb|rmvb|rs|rst|rtf|scala|scss|sh|sql|srt|svg|swift|tar|tex|tif|tiff|toml|torrent|ts|tsv|tsx|ttf"
    "|txt|vb|vsdx|vue|wav|webm|webp|wmv|woff|woff2|wps|xls|xlsx|xml|xz|yaml|yml|zip|7z)(?![0-9A-Za-z])"
)
"""Extensions of files that people name in prose."""

_NAME = f"[0-9A-Za-z{HAN}_@~+%$.-]|(?<=[0-9A-Za-z{HAN}_])\\([0-9A-Za-z{HAN}_.-]*\\)"
_LATIN_NAME = "[0-9A-Za-z_@~+%$.-]+"
_STEP = f"(?:{_LATIN_NAME}|(?:{_NAME})+(?=[/\\\\]))"
"""One name of a path that another one follows, or a name without Han: prose may stand right behind it."""
_LAST = f"(?:(?:{_NAME}|[,，])+\\.{_EXTENSION}|(?<=[/\\\\])[{HAN}]{{1,12}}(?![{HAN}]))?"

_DRIVE = re.compile(f":[\\\\/](?:{_STEP}[\\\\/]?)*{_LAST}")
_SHARE = re.compile(f"\\\\\\\\(?=[0-9A-Za-z])(?:{_STEP}\\\\)+{_STEP}?{_LAST}")
_SLASHED = re.compile(f"/(?:{_STEP}/?)*{_LAST}")
_WITH_EXTENSION = re.compile(
    f"(?<![0-9A-Za-z_./-])(?:[0-9A-Za-z_-][0-9A-Za-z_.-]{{0,40}}/)+(?:(?:{_NAME}|[,，])+/)*(?:{_NAME}|[,，])+\\.{_EXTENSION}",
    re.IGNORECASE,
)
_BORDER = frozenset(" \t\r\n\u3000：:（(“\"'‘，,、=>「『《`|")
_SIGNS = ("..", ".", "~")

_FILE_NAME = re.compile(f"\\.{_EXTENSION}")
_BEFORE_EXTENSION = re.compile(
    f"(?:^|[ \t\u3000“\"'‘「『《（(])([0-9A-Za-z{HAN}_()（）.,，-]{{1,60}})\\Z", re.MULTILINE
)
_AFTER_EXTENSION = re.compile("$|[ \t\u3000”\"'’」』》）)]", re.MULTILINE)
_HAN = re.compile(f"[{HAN}]")


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
    yield from _find_after_drive(text)
    if "\\\\" in text:
        yield from (match.span() for match in _SHARE.finditer(text))
    if "/" in text:
        yield from _find_slashed(text)
        yield from (match.span() for match in _WITH_EXTENSION.finditer(text))


def _find_after_drive(text: str) -> Iterator[Span]:
    if ":\\" not in text and ":/" not in text:
        return
    for match in _DRIVE.finditer(text):
        drive = match.start() - 1
        before = text[drive - 1 : drive] if drive > 0 else ""
        if (
            drive >= 0
            and text[drive].isascii()
            and text[drive].isalpha()
            and not (before.isascii() and before.isalnum())
        ):
            yield drive, match.end()


def _find_slashed(text: str) -> Iterator[Span]:
    """Yield what begins with a slash behind a border, with a tilde, one dot or two."""
    position = text.find("/")
    while position >= 0:
        match = _SLASHED.match(text, position)
        assert match is not None
        start = next((position - len(sign) for sign in _SIGNS if text.endswith(sign, 0, position)), position)
        before = text[start - 1 : start] if start > 0 else "\n"
        if match.end() - position > 1 and _is_path(match[0], relative=start < position, before=before):
            yield start, match.end()
        position = text.find("/", max(match.end(), position + 1))


def _is_path(path: str, *, relative: bool, before: str) -> bool:
    if relative:
        return before in _BORDER or _HAN.match(before) is not None
    return before in _BORDER and path.count("/") > 1 and "//" not in path


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
