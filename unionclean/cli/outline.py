"""``unionclean outline``: the numbered structure of a text."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from unionclean.cli.common import STANDARD_INPUT, name_of, read_one
from unionclean.cli.console import Console
from unionclean.cli.printable import to_json
from unionclean.files.errors import FileError
from unionclean.files.kinds import kind_of

if TYPE_CHECKING:
    from unionclean.outline import Outline


def run(arguments: Namespace, console: Console) -> None:
    """Print the outline of the file that ``arguments`` name, or what is wrong with its numbering."""
    path = Path(arguments.paths) if arguments.paths else STANDARD_INPUT
    outline = _read(path, arguments, console)
    if arguments.check:
        _check(path, outline, console)
        return
    if arguments.to == "json":
        console.write(to_json(outline.to_dict()))
        return
    shown = outline.to_markdown() if arguments.to == "markdown" else outline.to_tree()
    shown = shown if shown.endswith("\n") or not shown else shown + "\n"
    if arguments.to == "markdown":
        console.write(shown)
        return
    console.show(shown)
    if not shown:
        console.say(f"unionclean: {name_of(path)}: no numbering found")


def _read(path: Path, arguments: Namespace, console: Console) -> Outline:
    from unionclean.outline import split_outline

    if path.suffix.lower() == ".docx":
        return _read_word(path, arguments)
    if kind_of(path).shape != "text":
        raise FileError(path, "not a text file; an outline is of one text")
    source = read_one(path, arguments)
    console.remark(source.remark)
    return split_outline(source.text, titles=arguments.title)


def _read_word(path: Path, arguments: Namespace) -> Outline:
    from unionclean.outline import split_outline

    try:
        from unionclean.outline.word import read_docx

        word = read_docx(path)
    except ImportError:
        raise FileError(path, "Word documents need python-docx: pip install 'unionclean[docx]'") from None
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from None
    except (KeyError, ValueError) as error:  # what python-docx raises for another kind of file
        raise FileError(path, f"not a Word document: {error}") from None
    return split_outline(word.text, headings=word.headings, titles=arguments.title)


def _check(path: Path, outline: Outline, console: Console) -> None:
    """Print one line for each problem of the numbering."""
    sections = {section.at: section for section in outline.walk()}
    for problem in outline.problems:
        line = outline.text.count("\n", 0, problem.span[0]) + 1
        section = sections[problem.span[0]]
        console.show_line(f"{name_of(path)}:{line}: {section.marker}{section.title[:20]}: {problem.why}")
        console.changed()
