"""``unionclean completion``: a script for the shell, generated from the parser by shtab and needing no Python when used."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction

from unionclean.cli.console import Console
from unionclean.cli.texts import STEPS

_FILES = frozenset({"PATH", "FILE", "OUT", "HTML"})
"""What the parser calls the arguments that name files."""

_STEP = "_unionclean_steps"
_PREAMBLE = {
    "bash": f"""{_STEP}() {{ compgen -W '{" ".join(STEPS)}' -- "$1"; }}""",
    "zsh": f"{_STEP}() {{ _values -s , step {' '.join(STEPS)} }}",
}


def run(arguments: Namespace, console: Console) -> None:
    """Print the completion script for a shell."""
    import shtab

    from unionclean.cli.parser import build_parser

    parser = build_parser()
    for command in commands_of(parser).values():
        for action in command._actions:
            if action.metavar in _FILES:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif "--steps" in action.option_strings:
                action.complete = {"bash": _STEP, "zsh": _STEP, "fish": " ".join(STEPS)}  # type: ignore[attr-defined]
    console.write(shtab.complete(parser, shell=arguments.shell, preamble=_PREAMBLE.get(arguments.shell, "")))


def commands_of(parser: ArgumentParser) -> dict[str, ArgumentParser]:
    """Return the parsers of the commands by name, in order."""
    action = next(action for action in parser._actions if isinstance(action, _SubParsersAction))
    return dict(action.choices)
