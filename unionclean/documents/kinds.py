"""What a file is: ``identify``, the library of pre-commit, says it by name and ``#!``; here stands who reads it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from unionclean.documents.errors import MissingExtraError

MARKDOWN = ("markdown", "mdx")
"""Kinds of one reader."""


class Kind(NamedTuple):
    """A kind of file: the ``tag`` that ``identify`` gives it, and the lexer that knows its comments, if that is how it is read.

    ``why`` says why a kind is never touched; it is empty for those that are read.
    """

    tag: str
    lexer: str = ""
    why: str = ""


DOCUMENTS = ("markdown", "mdx", "rst", "tex", "html", "pofile", "subtitles", "plain-text")
"""Kinds that are written to be read, each with a reader of its own."""

_LEXERS = {
    "bash": "bash", "batch": "batch", "bazel": "python", "c": "c", "c#": "csharp", "c++": "cpp", "clojure": "clojure",
    "cmake": "cmake", "coffee": "coffeescript", "css": "css", "cuda": "cuda", "cython": "cython", "dart": "dart",
    "dockerfile": "docker", "elixir": "elixir", "erlang": "erlang", "f#": "fsharp", "fish": "fish", "gitignore": "bash",
    "go": "go", "graphql": "graphql", "groovy": "groovy", "haskell": "haskell", "ini": "ini", "java": "java",
    "java-properties": "properties", "javascript": "javascript", "jsx": "jsx", "julia": "julia", "kotlin": "kotlin",
    "less": "less", "lua": "lua", "makefile": "make", "nix": "nix", "objective-c": "objective-c", "ocaml": "ocaml",
    "perl": "perl", "php": "php", "powershell": "powershell", "proto": "protobuf", "python": "python", "pyi": "python",
    "r": "r", "ruby": "ruby", "rust": "rust", "sass": "sass", "scala": "scala", "scss": "scss", "shell": "bash",
    "solidity": "solidity", "sql": "sql", "swift": "swift", "tcl": "tcl", "terraform": "terraform", "toml": "toml",
    "ts": "typescript", "tsx": "tsx", "vim": "vim", "vue": "vue", "yaml": "yaml", "zig": "zig", "zsh": "bash",
}  # fmt: skip
"""The lexer of Pygments for each tag of a program or a settings file."""

_DATA = "its marks are syntax"
_REFUSED = {
    **dict.fromkeys(
        ["csv", "tsv", "json", "json5", "jsonld", "geojson", "xml", "svg", "resx", "plist", "jupyter", "diff", "pem"],
        _DATA,
    ),
    **dict.fromkeys(
        ["jinja", "handlebars", "ejs", "erb", "mustache", "twig", "liquid", "pug", "svelte", "jsonnet"],
        "no reader for templates",
    ),
    **dict.fromkeys(["pofile-template", "binary"], "no prose"),
    "asciidoc": "no reader for AsciiDoc",
}
"""Kinds that are known and never touched, and why."""

UNKNOWN = "no reader for this kind of file"

_BY_ENDING: Mapping[str, str] = {".srt": "subtitles", ".vtt": "subtitles", ".asc": "asciidoc", ".text": "plain-text"}
"""Endings that ``identify`` does not know."""

_TEXT = frozenset({"plain-text", "text"})

_NOT_PROSE = ("requirements", "robots", "cmakelists", "constraints", "humans", "ads", "llms")
"""Names of ``.txt`` files that programs read."""


def kind_of_document(name: str, text: str = "") -> Kind:
    """Return what a file of this ``name`` with this ``text`` is; its path does not matter.

    >>> kind_of_document("a.md"), kind_of_document("run", "#!/usr/bin/env python3\\n").lexer
    (Kind(tag='markdown', lexer='', why=''), 'python')
    >>> kind_of_document("a.csv").why, kind_of_document("a.qqq").why
    ('its marks are syntax', 'no reader for this kind of file')
    """
    path = PurePath(name)
    if not name:
        return Kind("plain-text")
    tags = _tags(path.name)
    if tags == _TEXT and "." in path.stem:  # a.lua.txt is a program all the same
        tags = _tags(path.stem) or tags
    if path.suffix.lower() == ".asc" and text.startswith("-----BEGIN"):
        return Kind("pem", why=_DATA)
    if not tags and text.startswith("#!"):
        tags = _tags_of_interpreter(text.partition("\n")[0])
    for tag in sorted(tags):
        if tag in _LEXERS:
            return Kind(tag, _LEXERS[tag])
    for tag in sorted(tags):
        if tag in _REFUSED:
            return Kind(tag, why=_REFUSED[tag])
    if "plain-text" in tags and path.suffix and path.stem.lower().startswith(_NOT_PROSE):
        return Kind("plain-text", why="a list that programs read")
    for tag in DOCUMENTS:  # README.rst is plain text by its name, too: that comes last
        if tag in tags:
            return Kind(tag)
    return Kind("", why=UNKNOWN)


@cache
def _tags(name: str) -> frozenset[str]:
    ending = PurePath(name).suffix.lower()
    if ending in _BY_ENDING:
        return frozenset({_BY_ENDING[ending]})
    try:
        from identify.identify import tags_from_filename
    except ImportError:
        if ending == ".txt":
            return frozenset({"plain-text"})
        raise MissingExtraError("identify") from None
    return frozenset(tags_from_filename(name))


@cache
def _tags_of_interpreter(line: str) -> frozenset[str]:
    from identify.identify import parse_shebang, tags_from_interpreter

    command = parse_shebang(io.BytesIO(line.encode("utf-8", "replace")))
    return frozenset(tags_from_interpreter(command[0])) if command else frozenset()
