"""The grammar of the command line.  Commands are imported when they run, so that ``--help`` answers at once."""

from __future__ import annotations

import importlib
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from typing import Any

from unionclean import __engine__, __version__
from unionclean.cli import texts
from unionclean.cli.argument_parser import CommandParser
from unionclean.cli.console import Console
from unionclean.decoding import canonical_name
from unionclean.files.limits import LARGEST, parse_size
from unionclean.settings import VALUES

_Commands = Any  # argparse._SubParsersAction[ArgumentParser], which cannot be subscripted at run time


def build_parser() -> CommandParser:
    """Return the parser of the whole command line."""
    parser = CommandParser(
        prog="unionclean",
        description=texts.DESCRIPTION,
        epilog=texts.EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "-V",
        "--version",
        action="version",
        version=f"unionclean {__version__} ({__engine__})",
        help="show the version",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for add in (_add_clean, _add_fix, _add_explain, _add_report, _add_scan, _add_outline, _add_completion):
        add(commands)
    return parser


def _add_clean(commands: _Commands) -> None:
    parser = _command(commands, "clean")
    _paths(parser, "PATH", "*", "files or folders; standard input if none is given, or for -")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="output file, or output folder for several files (default: standard output, also for -)",
    )
    _encoding(parser)
    _limits(parser)
    _records(parser)
    _jobs(parser)
    _steps(parser)
    parser.add_argument(
        "--keep-going",
        action="store_true",
        help="set records that cannot be read aside in a file of their own, and clean the others",
    )
    parser.add_argument(
        "--rejects",
        metavar="FILE",
        help="the file for these records (default: OUT.rejects.jsonl); implies --keep-going",
    )
    parser.add_argument(
        "--flags",
        action="store_true",
        help="add columns to JSONL and Parquet: changed, probable, unrepaired, spam, ...",
    )
    parser.add_argument("--force", action="store_true", help="overwrite existing files")
    parser.add_argument("--format", choices=("text", "jsonl"), help="format of standard input (default: text)")
    parser.add_argument(
        "--resume", action="store_true", help="skip files whose output already exists (outputs are always complete)"
    )


def _add_fix(commands: _Commands) -> None:
    parser = _command(commands, "fix")
    _paths(parser, "FILE", "*", "files, or folders whose documents are fixed (.txt, .md, .rst, .tex, …)")
    parser.add_argument("--check", action="store_true", help="change nothing; list the files that would be fixed")
    parser.add_argument("--diff", action="store_true", help="change nothing; show the changes as a diff")
    _colour(parser)
    _encoding(parser)
    _limits(parser)
    _steps(parser)


def _add_explain(commands: _Commands) -> None:
    parser = _command(commands, "explain")
    _paths(parser, "FILE", "*", "files or folders to look at; standard input if none is given, or for -")
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object per document, with every edit and note"
    )
    parser.add_argument("--only", choices=("probable", "unrepaired"), help="show only places of this kind")
    parser.add_argument(
        "--context",
        type=_count,
        default=20,
        metavar="N",
        help="number of characters shown around an edit (default: 20)",
    )
    _colour(parser)
    _encoding(parser)
    _limits(parser)
    _records(parser)
    _steps(parser)


def _add_report(commands: _Commands) -> None:
    parser = _command(commands, "report")
    _paths(parser, "FILE", "+", "files or folders to report on")
    parser.add_argument(
        "-o", "--output", metavar="HTML", required=True, help="the page to write (- for standard output)"
    )
    parser.add_argument(
        "--worst",
        type=_count,
        default=100,
        metavar="N",
        help="show the N most damaged documents and list the others (default: 100)",
    )
    parser.add_argument("--force", action="store_true", help="overwrite the page if it exists")
    _encoding(parser)
    _limits(parser)
    _records(parser)
    _steps(parser)


def _add_scan(commands: _Commands) -> None:
    parser = _command(commands, "scan")
    _paths(parser, "PATH", "*", "files or folders; standard input if none is given, or for -")
    parser.add_argument("--json", action="store_true", help="print the findings as one JSON object")
    parser.add_argument(
        "--sample", type=_positive, metavar="N", help="scan only N documents, drawn at random but the same in every run"
    )
    _colour(parser)
    _encoding(parser)
    _limits(parser)
    _records(parser)
    _jobs(parser)
    _steps(parser)


def _add_outline(commands: _Commands) -> None:
    parser = _command(commands, "outline")
    _paths(parser, "FILE", "?", "the text to outline; standard input if none is given, or for -")
    forms = ("tree", "markdown", "json")
    parser.add_argument("--to", choices=forms, default="tree", help="output format (default: tree)")
    parser.add_argument(
        "--title",
        action="append",
        default=[],
        metavar="TITLE",
        help="a heading without a number, alone on its line, such as 附则; may be given more than once",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="print missing, repeated and misordered numbers; exit with 1 if there are any",
    )
    _encoding(parser)
    _limits(parser)


def _add_completion(commands: _Commands) -> None:
    parser = _command(commands, "completion")
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell to write the script for")


def _command(commands: _Commands, name: str) -> ArgumentParser:
    parser: ArgumentParser = commands.add_parser(
        name,
        help=texts.SUMMARIES[name],
        description=f"{texts.SUMMARIES[name]}\n\n{texts.DETAILS[name]}",
        epilog=texts.EXAMPLES[name],
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=_runner(name), parser=parser)
    return parser


def _runner(name: str) -> Callable[[Namespace, Console], None]:
    def run(arguments: Namespace, console: Console) -> None:
        importlib.import_module(f"unionclean.cli.{name}").run(arguments, console)

    return run


def _paths(parser: ArgumentParser, metavar: str, number: str, text: str) -> None:
    parser.add_argument("paths", metavar=metavar, nargs=number, help=text)


def _records(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("records (JSONL, Parquet)")
    group.add_argument(
        "--field", default="text", metavar="NAME", help="field or column that holds the text (default: text)"
    )
    group.add_argument("--id", default="", metavar="NAME", help="field that names a record in messages")


def _encoding(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--encoding",
        type=_codec,
        metavar="NAME",
        help="encoding of text files, by its Python name (default: detected); a file that does not fit is an error",
    )


def _jobs(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--jobs",
        type=_count,
        default=1,
        metavar="N",
        help="number of worker processes (default: 1); 0 means one per CPU",
    )


def _steps(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("steps")
    group.add_argument(
        "--steps",
        metavar="A,B",
        help=f"the steps to run, in order, of {', '.join(texts.STEPS)} (default: the first four; fix: those without to_simplified)",
    )
    group.add_argument(
        "--protect", metavar="REGEX", action="append", help="leave alone whatever matches; may be given several times"
    )
    group.add_argument("--width", choices=VALUES["width"], help="width of the punctuation: full (，：) or half (,:)")
    group.add_argument(
        "--region",
        metavar="tw|hk",
        choices=VALUES["region"],
        help="also convert the words of Taiwan or Hong Kong to those of the mainland",
    )


def _colour(parser: ArgumentParser) -> None:
    choices = ("auto", "always", "never")
    parser.add_argument(
        "--colour",
        "--color",
        dest="colour",
        choices=choices,
        default="auto",
        help="auto: in a terminal, unless NO_COLOR is set",
    )


def _limits(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--max-size",
        type=_size,
        default=LARGEST,
        metavar="SIZE",
        help=f"leave larger texts and records alone (default: {LARGEST >> 20}M)",
    )


def _size(value: str) -> int:
    try:
        return parse_size(value)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _count(value: str) -> int:
    if not value.isdecimal():
        raise ArgumentTypeError(f"expected a whole number, 0 or more, not {value!r}")
    return int(value)


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) == 0:
        raise ArgumentTypeError(f"expected a whole number, 1 or more, not {value!r}")
    return int(value)


def _codec(value: str) -> str:
    try:
        return canonical_name(value)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
