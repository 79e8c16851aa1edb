"""Write the generated parts of ``docs/command-line.md`` from the parser: ``python -m tools.build_cli_docs``.

A generated part stands between ``<!-- generated: clean -->`` and ``<!-- end -->``; everything else on the page is written
by hand and stays.
"""

from __future__ import annotations

import re
import textwrap
from argparse import Action, ArgumentParser
from pathlib import Path

from tools.build import run
from unionclean.cli.completion import commands_of
from unionclean.cli.parser import build_parser
from unionclean.cli.texts import DETAILS, EXAMPLES, SUMMARIES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "command-line.md"

_BLOCK = re.compile(r"(?<=<!-- generated: )(?P<name>\w+)(?P<mark> -->\n)(?P<body>.*?)(?=<!-- end -->)", re.DOTALL)


def fill(page: str) -> str:
    """Return ``page`` with every generated part written anew; raises :class:`KeyError` for an unknown one."""
    parser = build_parser()
    parts = {"overview": overview()}
    parts |= {name: reference(name, command) for name, command in commands_of(parser).items()}
    filled = _BLOCK.sub(lambda match: f"{match['name']}{match['mark']}{parts.pop(match['name'])}", page)
    if parts:
        raise KeyError(f"the page has no part for {', '.join(parts)}")
    return filled


def overview() -> str:
    """Return the table of the commands."""
    rows = (f"| [`{name}`](#{name}) | {summary} |\n" for name, summary in SUMMARIES.items())
    return "| command | what it is for |\n|---|---|\n" + "".join(rows)


def reference(name: str, parser: ArgumentParser) -> str:
    """Return usage, explanation, options and examples of one command."""
    actions = [action for action in parser._actions if action.dest != "help"]
    usage = f"unionclean {name} {' '.join(_in_usage(action) for action in actions)}"
    rows = "".join(f"| {_heading(action)} | {_escaped(action.help or '')} |\n" for action in actions)
    examples = "\n".join(line.strip() for line in EXAMPLES[name].splitlines()[1:])
    details = "\n\n".join(" ".join(part.split()) for part in DETAILS[name].split("\n\n"))
    return f"```text\n{_wrapped(usage)}\n```\n\n{details}\n\n| option | meaning |\n|---|---|\n{rows}\n```sh\n{examples}\n```\n"


def _in_usage(action: Action) -> str:
    if action.option_strings:
        return (
            f"[{action.option_strings[0]}{_value(action)}]"
            if not action.required
            else f"{action.option_strings[0]}{_value(action)}"
        )
    name = str(action.metavar or action.dest)
    name = "|".join(map(str, action.choices)) if action.choices else name
    return {"*": f"[{name} ...]", "+": f"{name} ...", "?": f"[{name}]"}.get(str(action.nargs), name)


def _heading(action: Action) -> str:
    names = action.option_strings or ["|".join(map(str, action.choices)) if action.choices else str(action.metavar)]
    return ", ".join(f"`{_escaped(name + _value(action))}`" for name in names)


def _value(action: Action) -> str:
    if not action.option_strings or action.nargs == 0:
        return ""
    if action.choices:
        return f" {'|'.join(map(str, action.choices))}"
    return f" {action.metavar or action.dest.upper()}"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _wrapped(usage: str) -> str:
    words = re.findall(r"\[[^\]]*\]|\S+", usage)
    glued = " ".join(word.replace(" ", "\0") for word in words)  # an option and its value stay on one line
    return textwrap.fill(glued, 96, subsequent_indent=" " * 11, break_on_hyphens=False).replace("\0", " ")


def build(data: Path, cache: Path) -> dict[str, str]:
    """Return the page."""
    return {"docs/command-line.md": fill(PAGE.read_text(encoding="utf-8"))}


if __name__ == "__main__":
    raise SystemExit(run("command-line"))
