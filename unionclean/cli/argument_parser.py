"""The parser of the standard library, with errors that help: one line with what is wrong, what was meant, and whom to ask."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any, NoReturn

from unionclean.cli.printable import one_line

_CHOICE = re.compile(r"invalid choice: '([^']*)' \(choose from (.*)\)$", re.DOTALL)
PROBLEM = 2


class CommandParser(ArgumentParser):
    """An argument parser whose messages cannot steer a terminal and name what was probably meant."""

    def parse(self, args: Sequence[str] | None) -> Namespace:
        """Return the parsed arguments with their ``command``; what is not recognised is an error of the command that was given it."""
        arguments, unknown = self.parse_known_args(args)
        if unknown:
            command = getattr(arguments, "parser", self)
            command.error(f"unrecognized arguments: {' '.join(unknown)}{command.meant(unknown)}")
        if arguments.command is None:
            self.error("a command is missing")
        return arguments

    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong and which help says more."""
        choice = _CHOICE.search(message)
        if choice:
            message += did_you_mean(choice[1], re.findall(r"[\w-]+", choice[2]))
        if sys.stderr is not None:
            sys.stderr.write(f"{self.prog}: error: {one_line(message)}; see {self.prog} --help\n")
        self.exit(PROBLEM)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print the help, on a terminal, or into a file, that need not know all of its characters."""
        stream = sys.stderr if file is None else file
        if stream is not None and message:
            encoding = getattr(stream, "encoding", None) or "utf-8"
            stream.write(message.encode(encoding, "backslashreplace").decode(encoding))

    def meant(self, unknown: Sequence[str]) -> str:
        """Return a question about the first unknown option, ``""`` if no option is like it."""
        option = next((word.partition("=")[0] for word in unknown if word.startswith("-")), "")
        return did_you_mean(option, list(self._option_string_actions))


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return a question that names the ``known`` word that is most like ``word``, ``""`` if none is.

    >>> did_you_mean("claen", ["clean", "scan"]), did_you_mean("--nope", ["--force"])
    ('; did you mean clean?', '')
    """
    from difflib import get_close_matches

    names = {name.lstrip("-"): name for name in known}  # that both are options makes them no more alike
    close = get_close_matches(word.lstrip("-"), names, n=1)
    return f"; did you mean {names[close[0]]}?" if close else ""
