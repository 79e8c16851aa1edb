"""The interface that users rely on: names, signatures, fields, options of the command line.

A difference here is a change that CHANGELOG.md must announce; then ``python -m tests.test_interface`` writes the new record.
"""

from __future__ import annotations

import argparse
import inspect
import json
from pathlib import Path

import unionclean
from unionclean.cli.parser import build_parser

RECORD = Path(__file__).parent / "records" / "interface.json"


def signature_of(value: object) -> str:
    """Return the signature of a public name, or its type when it cannot be called."""
    if not callable(value):
        return type(value).__name__
    return str(inspect.signature(value))


def options_of(parser: argparse.ArgumentParser) -> list[str]:
    """Return the options and positional arguments of a command."""
    return sorted("/".join(action.option_strings) or action.dest for action in parser._actions)


def interface() -> dict[str, object]:
    """Return the interface as the code has it."""
    commands = next(a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction)).choices
    types = ("Edit", "Note", "Change", "Cleaned", "Decoded", "Outline", "Section", "Step", "Cleaner")
    members = {
        name: sorted(member for member in dir(getattr(unionclean, name)) if not member.startswith("_"))
        for name in types
    }
    return {
        "names": {name: signature_of(getattr(unionclean, name)) for name in sorted(unionclean.__all__)},
        "members": members,
        "commands": {name: options_of(parser) for name, parser in sorted(commands.items())},
    }


def test_the_interface_is_what_was_announced():
    assert interface() == json.loads(RECORD.read_text("utf-8"))


if __name__ == "__main__":
    RECORD.write_text(json.dumps(interface(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
