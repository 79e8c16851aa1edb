r"""``[tool.unionclean]`` in ``pyproject.toml``.

::

    [tool.unionclean]
    steps = ["repair_encoding", "normalize_punctuation"]
    extend-exclude = ["vendor", "docs/*.md"]
    protect = ['\{\{.*?\}\}']

    [tool.unionclean.options.normalize_punctuation]
    width = "half"

``width`` and ``region`` may also stand beside ``steps``, as the options of the same name of the command line, and a table
may be named ``[tool.unionclean.normalize_punctuation]``, without ``options``.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from unionclean.files.look import repository_of
from unionclean.layout import repair_layout
from unionclean.pipeline import DEFAULT_STEPS, Cleaner
from unionclean.protect import compile_pattern
from unionclean.steps import Step

KNOWN_STEPS: dict[str, Step] = {step.name: step for step in (*DEFAULT_STEPS, repair_layout)}

SHORTHANDS = {"width": "normalize_punctuation", "region": "to_simplified"}
"""Options so common that they need no step name in front."""

VALUES: dict[str, tuple[object, ...]] = {
    option: tuple(value for value in values if value is not None)
    for step in KNOWN_STEPS.values()
    for option, values in step.option_values.items()
}
"""What an option of a step can be set to in a file of settings, which has no way to write ``None``."""

_MOST_CHARACTERS = 1 << 20
_MOST_DOTS = 2000
"""What a ``pyproject.toml`` may hold, and one of its lines: the parser takes quadratic time for a key like ``a.a.a.a``."""

Options = dict[str, dict[str, Any]]


class SettingsError(ValueError):
    """A setting that makes no sense; the message says which and what would."""


@dataclass(frozen=True)
class Settings:
    """What the user chose: the steps by name (``None``: the command's own choice), their options, and paths left out.

    >>> Settings().steps is None
    True
    """

    steps: tuple[str, ...] | None = None
    options: Options = field(default_factory=dict)
    extend_exclude: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    root: Path = Path()

    def cleaner(self, default: Sequence[str]) -> Cleaner:
        """Return the steps, configured, as one callable; ``default`` names those to take when none were chosen.

        >>> Settings(steps=("to_simplified",)).cleaner(())
        compose(to_simplified)
        """
        names = default if self.steps is None else self.steps
        return Cleaner(tuple(_configured(name, self.options.get(name, {})) for name in names), self.protect)


def known_name(name: str) -> str:
    """Return the name of a step as the library writes it; raises :class:`SettingsError` that lists the known ones.

    >>> known_name("to-simplified")
    'to_simplified'
    >>> known_name("simplify")
    Traceback (most recent call last):
    unionclean.settings.SettingsError: unknown step 'simplify'; the steps: repair_encoding, strip_place_spam, \
to_simplified, normalize_punctuation, repair_layout
    """
    written = name.strip().replace("-", "_")
    if written not in KNOWN_STEPS:
        raise SettingsError(f"unknown step {name!r}; the steps: {', '.join(KNOWN_STEPS)}")
    return written


def _configured(name: str, options: dict[str, Any]) -> Step:
    step = KNOWN_STEPS[known_name(name)]
    try:
        return step.using(**options) if options else step
    except TypeError as error:
        raise SettingsError(str(error)) from error


def protected(patterns: Sequence[str]) -> tuple[str, ...]:
    """Return ``patterns``; raises :class:`SettingsError` for one that is no regular expression.

    >>> protected([r"X\\(.*?\\)"])
    ('X\\\\(.*?\\\\)',)
    """
    try:
        for pattern in patterns:
            compile_pattern(pattern)
    except ValueError as error:
        raise SettingsError(str(error)) from error
    return tuple(patterns)


def find_settings(paths: Sequence[Path]) -> Settings:
    """Return the settings of the nearest ``pyproject.toml`` with a ``[tool.unionclean]`` table, at or above all ``paths``.

    The search begins at the folder that holds all paths (without paths: the current one) and ends at the root of its
    repository.  Raises :class:`SettingsError`.
    """
    for folder in _folders_above(paths):
        file = folder / "pyproject.toml"
        if _is_file(file):
            table = _read_table(file)
            if table is not None:
                return _parse(table, folder, file)
    return Settings(root=Path.cwd())


def _folders_above(paths: Sequence[Path]) -> list[Path]:
    places = [os.path.realpath(path if _is_folder(path) else path.parent) for path in paths] or [str(Path.cwd())]
    try:
        start = Path(os.path.commonpath(places))
    except ValueError:  # different drives
        start = Path.cwd()
    above = [start, *start.parents]
    root = repository_of(start)  # what lies above a repository was not written for it
    return above[: above.index(root) + 1] if root in above else above


# The methods of pathlib of these names raise in a folder without rights, which has no settings that one could read.
def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112


def _read_table(file: Path) -> dict[str, Any] | None:
    library = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    text = _read_toml(file)
    try:
        tools = library.loads(text).get("tool", {})
    except RecursionError as error:
        raise SettingsError(f"{file}: nested too deeply to be read") from error
    except ValueError as error:  # a TOMLDecodeError, or a number of too many digits
        raise SettingsError(f"{file}: {error}") from error
    if not isinstance(tools, dict):
        raise SettingsError(f"{file}: tool is not a table")
    table = tools.get("unionclean")
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"{file}: tool.unionclean is not a table")
    return table


def _read_toml(file: Path) -> str:
    """Return the text of ``file``; raises :class:`SettingsError`, also for one made to keep the parser busy."""
    try:
        with file.open(encoding="utf-8") as opened:
            text = opened.read(_MOST_CHARACTERS + 1)
    except OSError as error:
        raise SettingsError(f"{file}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: {error}") from error
    if len(text) > _MOST_CHARACTERS:
        raise SettingsError(f"{file}: longer than {_MOST_CHARACTERS:,} characters, not read")
    if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):
        raise SettingsError(f"{file}: a line with more than {_MOST_DOTS:,} dots, not read")
    return text


def _parse(table: dict[str, Any], root: Path, file: Path) -> Settings:
    try:
        return _settings(table, root)
    except SettingsError as error:
        raise SettingsError(f"{file}: {error}") from error


def _settings(table: dict[str, Any], root: Path) -> Settings:
    known = {"steps", "options", "extend-exclude", "protect", *SHORTHANDS}
    unknown = sorted(table.keys() - known - KNOWN_STEPS.keys())
    if unknown:
        raise SettingsError(f"unknown setting {unknown[0]!r}; the settings: {', '.join(sorted(known))}")
    steps = tuple(_known("steps", name) for name in _strings("steps", table["steps"])) if "steps" in table else None
    exclude = tuple(_strings("extend-exclude", table.get("extend-exclude", [])))
    protect = protected(_strings("protect", table.get("protect", [])))
    return Settings(steps, _options(table), exclude, protect, root)


def _options(table: dict[str, Any]) -> Options:
    tables = _table("options", table.get("options", {}))
    named = [(f"options.{name}", _known("options", name), values) for name, values in tables.items()]
    named += [(name, name, table[name]) for name in KNOWN_STEPS if name in table]
    options: Options = {}
    for place, step, values in named:
        for option, value in _table(place, values).items():
            _require_option(place, step, option)
            options.setdefault(step, {})[option] = _allowed(f"{place}.{option}", option, value)
    for option in SHORTHANDS.keys() & table.keys():
        options.setdefault(SHORTHANDS[option], {})[option] = _allowed(option, option, table[option])
    return options


def _known(place: str, name: str) -> str:
    try:
        return known_name(name)
    except SettingsError as error:
        raise SettingsError(f"{place}: {error}") from error


def _require_option(place: str, step: str, option: str) -> None:
    known = KNOWN_STEPS[step].option_names
    if option not in known:
        raise SettingsError(
            f"{place}: {KNOWN_STEPS[step].name} has no option {option!r}; its options: {', '.join(known) or 'none'}"
        )


def _allowed(place: str, option: str, value: object) -> object:
    values = VALUES.get(option, ())
    if values and not any(value == one and type(value) is type(one) for one in values):  # 1 == True
        raise SettingsError(f"{place}: expected {' or '.join(map(_written, values))}, not {_written(value)}")
    return value


def _strings(place: str, value: object) -> list[str]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    raise SettingsError(f"{place}: expected a list of strings, not {_written(value)}")


def _table(place: str, value: object) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise SettingsError(f"{place}: expected a table, not {_written(value)}")


def _written(value: object) -> str:
    """Return ``value`` as it is written in TOML, or nearly so."""
    return json.dumps(value, ensure_ascii=False, default=str)
