"""``unionclean outline``: the numbered structure of a text."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from unionclean.cli.common import STANDARD_INPUT, read_one
from unionclean.cli.console import Console
from unionclean.cli.printable import to_json
from unionclean.files.errors import FileError
from unionclean.files.kinds import kind_of


def run(arguments: Namespace, console: Console) -> None:
    """Print the outline of the file that ``arguments`` name."""
    from unionclean.outline import split_outline

    path = Path(arguments.paths) if arguments.paths else STANDARD_INPUT
    if kind_of(path).shape != "text":
        raise FileError(path, "not a text file; an outline is of one text")
    outline = split_outline(read_one(path, arguments).text)
    if arguments.to == "json":
        console.write(to_json(outline.to_dict()))
        return
    shown = outline.to_markdown() if arguments.to == "markdown" else outline.to_tree()
    shown = shown if shown.endswith("\n") or not shown else shown + "\n"
    if arguments.to == "markdown":
        console.write(shown)
    else:
        console.show(shown)
