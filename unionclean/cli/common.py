"""What several commands share: the choice of steps, the search for files, a file name or standard input."""

from __future__ import annotations

import stat
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from unionclean.cli.console import Console, read_standard_input
from unionclean.files.errors import FileError
from unionclean.files.gitignore import ignored_by_git
from unionclean.files.kinds import hint_on_kinds, is_readable
from unionclean.files.look import is_folder, require_inside_repository, status_of
from unionclean.files.texts import TextFile, parse_text, read_text
from unionclean.files.walk import Input, UnfollowedLinkError, Wanted, exclusion, find_inputs
from unionclean.pipeline import DEFAULT_STEPS, Cleaner
from unionclean.settings import KNOWN_STEPS, SHORTHANDS, Settings, SettingsError, find_settings, known_name, protected

STANDARD_INPUT = Path("-")

ALL_STEPS = tuple(step.name for step in DEFAULT_STEPS)


def name_of(path: Path) -> str:
    """Return how messages call ``path``."""
    return "standard input" if path == STANDARD_INPUT else str(path)


def settings_of(arguments: Namespace) -> Settings:
    """Return the settings of the nearest ``pyproject.toml``, overruled by the command line."""
    settings = find_settings([path for path in paths_of(arguments) if path != STANDARD_INPUT])
    if arguments.steps is not None:
        names = [name for name in arguments.steps.split(",") if name.strip()]
        if not names:
            raise SettingsError(f"--steps names no step; the steps: {', '.join(KNOWN_STEPS)}")
        settings = replace(settings, steps=tuple(known_name(name) for name in names))
    for option, step in SHORTHANDS.items():
        if (value := getattr(arguments, option)) is not None:
            values = {**settings.options.get(step, {}), option: value}
            settings = replace(settings, options={**settings.options, step: values})
    if arguments.protect:
        settings = replace(settings, protect=(*settings.protect, *protected(arguments.protect)))
    return settings


def cleaner_of(arguments: Namespace, settings: Settings, default: Sequence[str] = ALL_STEPS) -> Cleaner:
    """Return the steps that ``arguments`` and ``settings`` ask for; a step an option is for is among them, or it is an error."""
    names = default if settings.steps is None else settings.steps
    for option, step in SHORTHANDS.items():
        if getattr(arguments, option) is not None and step not in names:
            raise SettingsError(f"--{option} is for the step {step}, which is not among the steps: {', '.join(names)}")
    return settings.cleaner(default)


def paths_of(arguments: Namespace) -> list[Path]:
    """Return the paths of the command line."""
    if "" in arguments.paths:  # a variable that was never set, and no wish to fix all that is here
        raise SettingsError("an empty name for a path; . is the current folder")
    return [Path(path) for path in arguments.paths]


def output_of(arguments: Namespace) -> Path | None:
    """Return the output that the command line names, ``None`` for standard output, which goes by several names."""
    if arguments.output == "":
        raise SettingsError("an empty name for the output")
    return None if arguments.output in (None, "-", "/dev/stdout") else Path(arguments.output)


def inputs_of(
    paths: Iterable[Path],
    settings: Settings,
    console: Console,
    *,
    wanted: Wanted = is_readable,
    skip: Path | None = None,
    in_place: bool = False,
) -> list[Input]:
    """Return the files of ``paths``; what cannot be read, links that are not followed and files of other kinds are told.

    So is a folder without any file, which is no problem: there is nothing to do.
    """
    by_settings = exclusion(settings.extend_exclude, settings.root)
    inputs: list[Input] = []
    skipped: Counter[str] = Counter()

    def is_wanted(path: Path) -> bool:
        found = wanted(path)
        skipped[path.suffix.lower() or "without a suffix"] += not found
        return found

    for path in paths:
        excluded = _either(by_settings, ignored_by_git(path)) if is_folder(path) else by_settings
        found = list(find_inputs([path], wanted=is_wanted, excluded=excluded, skip=skip, in_place=in_place))
        if not found:
            console.say(f"unionclean: {path}: a folder without a file of the kinds that are read")
        for item in found:
            if isinstance(item, UnfollowedLinkError):
                console.say(f"unionclean: {item}")
            elif isinstance(item, FileError):
                console.problem(item)
            else:
                inputs.append(item)
    if told := _told_of(skipped):
        console.say(f"unionclean: {told}{hint_on_kinds()}")
    return inputs


def _told_of(skipped: Counter[str]) -> str:
    """Return how many files of which kinds were passed over, ``""`` for none.

    >>> _told_of(Counter({".png": 7, ".csv": 1}))
    'skipped 8 files: .png 7, .csv 1'
    """
    by_number = sorted(skipped.items(), key=lambda item: (-item[1], item[0]))
    kinds = [f"{suffix} {number:,}" for suffix, number in by_number if number]
    total = sum(skipped.values())
    more = f", {len(kinds) - _MOST_KINDS} more kinds" if len(kinds) > _MOST_KINDS else ""
    return f"skipped {total:,} file{'s' if total > 1 else ''}: {', '.join(kinds[:_MOST_KINDS])}{more}" if total else ""


_MOST_KINDS = 8


def _either(first: Wanted, second: Wanted) -> Wanted:
    return lambda path: first(path) or second(path)


def read_one(path: Path, arguments: Namespace) -> TextFile:
    """Return the text file ``path``, or standard input for ``-``, read as ``arguments`` say; raises :class:`FileError`."""
    if path == STANDARD_INPUT:
        data = read_standard_input(arguments.max_size)
        return parse_text("standard input", data, encoding=arguments.encoding)
    if is_folder(path):
        raise FileError(path, "a folder; name a file")
    return read_text(path, arguments.encoding, most=arguments.max_size)


def require_free(path: Path, *, force: bool) -> None:
    """Raise :class:`FileError` when the output ``path`` exists and may not be overwritten, or lies where links lead astray."""
    require_inside_repository(path)
    status = status_of(path)
    if status is None:
        if path.is_symlink() and not force:  # what would be written through it is no new file beside the others
            raise FileError(path, "a link that leads nowhere, left alone; --force writes what it points to")
        return
    if stat.S_ISDIR(status.st_mode):
        raise FileError(path, "a folder; name a file for the output")
    if not stat.S_ISREG(status.st_mode):
        raise FileError(path, "not a regular file, left alone")
    if not force:
        raise FileError(path, "exists already, left alone; --force overwrites it")
