"""The page about the command line says what the parser says."""

from __future__ import annotations

import argparse

from tools.build_cli_docs import PAGE, fill
from unionclean.cli.parser import build_parser
from unionclean.cli.texts import DETAILS, EXAMPLES, STEPS
from unionclean.settings import KNOWN_STEPS


def test_the_page_is_up_to_date():
    page = PAGE.read_text(encoding="utf-8")
    assert fill(page) == page, "run python -m tools.build_cli_docs"


def test_the_help_names_the_real_steps():
    assert tuple(KNOWN_STEPS) == STEPS


def test_every_example_can_be_parsed():
    for examples in EXAMPLES.values():
        for line in examples.splitlines()[1:]:
            command = (
                line.split("| unionclean")[-1].split("|")[0].split("&&")[0].split(">")[0].removeprefix("  unionclean")
            )
            arguments = build_parser().parse_args(command.split())
            assert callable(arguments.run)


def test_every_option_has_a_help_text():
    parser = build_parser()
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    assert set(commands.choices) == set(DETAILS) == set(EXAMPLES)
    for command in commands.choices.values():
        assert all(action.help for action in command._actions)


def test_the_help_is_no_wider_than_a_terminal_of_ninety_columns():
    assert all(len(line) <= 90 for detail in DETAILS.values() for line in detail.splitlines())
