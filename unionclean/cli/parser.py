"""The grammar of the command line.  Commands are imported when they run, so that ``--help`` answers at once."""

from __future__ import annotations

import importlib
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from typing import Any

from unionclean import __version__
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
        "-V", "--version", action="version", version=f"unionclean {__version__}", help="print the version and leave"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, dest="command")
    for add in (_add_clean, _add_fix, _add_explain, _add_report, _add_scan, _add_outline, _add_completion):
        add(commands)
    return parser


def _add_clean(commands: _Commands) -> None:
    parser = _command(commands, "clean")
    _paths(parser, "PATH", "*", "files or folders; none, or -: standard input")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="file to write, or folder when there are several files; -: standard output",
    )
    _encoding(parser)
    _limits(parser)
    _records(parser)
    _jobs(parser)
    _steps(parser)
    parser.add_argument(
        "--keep-going", action="store_true", help="set records that cannot be read apart and clean the rest"
    )
    parser.add_argument("--rejects", metavar="FILE", help="where to put them (OUT.rejects.jsonl); implies --keep-going")
    parser.add_argument(
        "--flags", action="store_true", help="add columns to JSONL and Parquet: changed, probable, unrepaired, spam ..."
    )
    parser.add_argument("--force", action="store_true", help="overwrite outputs that exist")
    parser.add_argument("--format", choices=("text", "jsonl"), help="what standard input holds (text)")
    parser.add_argument("--resume", action="store_true", help="skip files whose output exists: they are complete")


def _add_fix(commands: _Commands) -> None:
    parser = _command(commands, "fix")
    _paths(parser, "FILE", "+", "files, or folders for the prose in their documents (.txt, .md, .rst, .tex, …)")
    parser.add_argument("--check", action="store_true", help="change nothing, say which files would be fixed")
    parser.add_argument("--diff", action="store_true", help="change nothing, show what would be changed")
    _colour(parser)
    _encoding(parser)
    _limits(parser)
    _steps(parser)


def _add_explain(commands: _Commands) -> None:
    parser = _command(commands, "explain")
    _paths(parser, "FILE", "*", "the file to look at; none, or -: standard input")
    parser.add_argument(
        "--json", action="store_true", help="print an object with every edit and note, a line per document"
    )
    parser.add_argument("--only", choices=("probable", "unrepaired"), help="show these places only")
    parser.add_argument("--context", type=_count, default=20, metavar="N", help="characters shown around an edit (20)")
    _colour(parser)
    _encoding(parser)
    _limits(parser)
    _records(parser)
    _steps(parser)


def _add_report(commands: _Commands) -> None:
    parser = _command(commands, "report")
    _paths(parser, "FILE", "+", "files or folders to report on")
    parser.add_argument("-o", "--output", metavar="HTML", required=True, help="the page to write; -: standard output")
    parser.add_argument(
        "--worst",
        type=_count,
        default=100,
        metavar="N",
        help="show the N most damaged documents, list the others (100)",
    )
    parser.add_argument("--force", action="store_true", help="overwrite the page if it exists")
    _encoding(parser)
    _limits(parser)
    _records(parser)
    _steps(parser)


def _add_scan(commands: _Commands) -> None:
    parser = _command(commands, "scan")
    _paths(parser, "PATH", "*", "files or folders; none, or -: standard input")
    parser.add_argument("--json", action="store_true", help="print the findings as one JSON object")
    parser.add_argument(
        "--sample", type=_count, metavar="N", help="look at N documents, drawn at random, always the same"
    )
    _colour(parser)
    _encoding(parser)
    _limits(parser)
    _records(parser)
    _jobs(parser)
    _steps(parser)


def _add_outline(commands: _Commands) -> None:
    parser = _command(commands, "outline")
    _paths(parser, "FILE", "?", "the text to outline; none, or -: standard input")
    forms = ("tree", "markdown", "json")
    parser.add_argument("--to", choices=forms, default="tree", help="what to print (tree)")
    parser.add_argument("--check", action="store_true", help="print numbers missing, repeated or out of order; exit 1")
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
    group.add_argument("--field", default="text", metavar="NAME", help="the field or column with the text (text)")
    group.add_argument("--id", default="", metavar="NAME", help="the field that names a record in messages")


def _encoding(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--encoding", type=_codec, metavar="NAME", help="the encoding of text files, as Python names it (detected)"
    )


def _jobs(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", type=_count, default=1, metavar="N", help="processes to use; 0: one per processor (1)"
    )


def _steps(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("steps")
    group.add_argument("--steps", metavar="A,B", help=f"the steps to take, in order, of: {', '.join(texts.STEPS)}")
    group.add_argument(
        "--protect", metavar="REGEX", action="append", help="leave what matches alone; may be given several times"
    )
    group.add_argument("--width", choices=VALUES["width"], help="punctuation to write: full (，：) or half (,:)")
    group.add_argument(
        "--region", metavar="tw|hk", choices=VALUES["region"], help="convert regional words of Taiwan or Hong Kong too"
    )


def _colour(parser: ArgumentParser) -> None:
    choices = ("auto", "always", "never")
    parser.add_argument(
        "--colour",
        "--color",
        dest="colour",
        choices=choices,
        default="auto",
        help="auto: on a terminal without NO_COLOR",
    )


def _limits(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--max-size",
        type=_size,
        default=LARGEST,
        metavar="SIZE",
        help=f"leave a text or record alone that is larger ({LARGEST >> 20}M)",
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


def _codec(value: str) -> str:
    try:
        return canonical_name(value)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
