"""``unionclean completion``: a script for the shell, generated from the parser and needing no Python when used."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator

from unionclean.cli.console import Console
from unionclean.cli.texts import STEPS


def run(arguments: Namespace, console: Console) -> None:
    """Print the completion script for a shell."""
    from unionclean.cli.parser import build_parser

    scripts = {"bash": bash_script, "zsh": zsh_script, "fish": fish_script}
    console.write(scripts[arguments.shell](build_parser()))


def commands_of(parser: ArgumentParser) -> dict[str, ArgumentParser]:
    """Return the parsers of the commands by name, in order."""
    action = next(action for action in parser._actions if isinstance(action, _SubParsersAction))
    return dict(action.choices)


def summaries_of(parser: ArgumentParser) -> dict[str, str]:
    """Return the one-line summaries of the commands by name."""
    action = next(action for action in parser._actions if isinstance(action, _SubParsersAction))
    return {choice.dest: choice.help or "" for choice in action._choices_actions}


def options_of(parser: ArgumentParser) -> Iterator[Action]:
    """Yield the options of a command, positional arguments left out."""
    return (action for action in parser._actions if action.option_strings)


def _choices(action: Action) -> list[str]:
    """Return the words that can be the value of an option; for ``--steps`` the first of them."""
    return list(STEPS) if "--steps" in action.option_strings else [str(choice) for choice in action.choices or ()]


def bash_script(parser: ArgumentParser) -> str:
    """Return the script for bash."""
    commands = commands_of(parser)
    cases = "\n".join(f"    {name}) options='{_words(command)}' ;;" for name, command in commands.items())
    values = {
        f"{name}:{option}": _choices(action)
        for name, command in commands.items()
        for option, action in _valued(command)
    }
    value_cases = "\n".join(f"    {key}) values='{' '.join(words)}' ;;" for key, words in values.items())
    return f"""\
# bash completion for unionclean
_unionclean() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} options='' values=''
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W '{" ".join(commands)} --help --version' -- "$current"))
    return
  fi
  case ${{COMP_WORDS[1]}}:$previous in
{value_cases}
  esac
  case ${{COMP_WORDS[1]}} in
{cases}
  esac
  if [[ -n $values ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [[ ${{COMP_WORDS[1]}} == completion ]]; then
    COMPREPLY=($(compgen -W 'bash zsh fish' -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}}
complete -o filenames -F _unionclean unionclean
"""


def _words(parser: ArgumentParser) -> str:
    return " ".join(option for action in options_of(parser) for option in action.option_strings)


def _valued(parser: ArgumentParser) -> Iterator[tuple[str, Action]]:
    return ((option, action) for action in options_of(parser) if _choices(action) for option in action.option_strings)


def zsh_script(parser: ArgumentParser) -> str:
    """Return the script for zsh."""
    summaries = summaries_of(parser)
    described = "\n".join(f"    '{name}:{_quoted(summary)}'" for name, summary in summaries.items())
    cases = "\n".join(_zsh_case(name, command) for name, command in commands_of(parser).items())
    return f"""\
#compdef unionclean
_unionclean() {{
  local -a commands=(
{described}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{cases}
  esac
}}
if [ "$funcstack[1]" = "_unionclean" ]; then _unionclean "$@"; else compdef _unionclean unionclean; fi
"""


def _zsh_case(name: str, parser: ArgumentParser) -> str:
    specs = [
        f"'{option}[{_quoted(action.help or '')}]{_zsh_value(action)}'"
        for action in options_of(parser)
        for option in action.option_strings
    ]
    rest = "'1:shell:(bash zsh fish)'" if name == "completion" else "'*:file:_files'"
    lines = " \\\n      ".join([*specs, rest])
    return f"    {name}) _arguments \\\n      {lines} ;;"


def _zsh_value(action: Action) -> str:
    if action.nargs == 0:
        return ""
    return f":value:({' '.join(_choices(action))})" if _choices(action) else ":value:_files"


def _quoted(text: str) -> str:
    """Return ``text`` without what ends a quoted zsh specification."""
    return text.replace("'", "").replace("[", "(").replace("]", ")").replace(":", "")


def fish_script(parser: ArgumentParser) -> str:
    """Return the script for fish."""
    lines = ["# fish completion for unionclean"]
    for name, summary in summaries_of(parser).items():
        lines.append(f"complete -c unionclean -n __fish_use_subcommand -f -a {name} -d '{_quoted(summary)}'")
    for name, command in commands_of(parser).items():
        lines += (_fish_line(name, action) for action in options_of(command))
    seen = "__fish_seen_subcommand_from completion"
    return "\n".join([*lines, f"complete -c unionclean -n '{seen}' -f -a 'bash zsh fish'"]) + "\n"


def _fish_line(name: str, action: Action) -> str:
    flags = "".join(f" -l {o[2:]}" if o.startswith("--") else f" -s {o[1:]}" for o in action.option_strings)
    value = f" -x -a '{' '.join(_choices(action))}'" if _choices(action) else ("" if action.nargs == 0 else " -r")
    return f"complete -c unionclean -n '__fish_seen_subcommand_from {name}'{flags}{value} -d '{_quoted(action.help or '')}'"
