"""``unionclean fix``: files cleaned in place; what the pre-commit hooks run."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from unionclean import settings as choices
from unionclean.cli.common import STANDARD_INPUT, cleaner_of, inputs_of, paths_of, settings_of
from unionclean.cli.console import Console
from unionclean.cli.diff import paint_diff, unified_diff
from unionclean.cli.printable import one_line
from unionclean.documents import SpanCleaner
from unionclean.files.errors import FileError, LeftError, exhaustion_told
from unionclean.files.kinds import is_document
from unionclean.files.look import is_file, require_inside_repository
from unionclean.files.reserved import why_generated, why_reserved, within_repository
from unionclean.files.texts import TextFile, fixed_bytes, parse_text, read_text, why_kept, why_left, write_text
from unionclean.files.walk import exclusion
from unionclean.settings import Settings, SettingsError

FIX_STEPS = ("repair_encoding", "strip_place_spam", "normalize_punctuation")
"""What ``fix`` does unless told otherwise: a text that someone wrote in Traditional script stays in it."""


def run(arguments: Namespace, console: Console) -> None:
    """Fix what ``arguments`` name, or with ``--check`` and ``--diff`` say what would be fixed."""
    if STANDARD_INPUT in paths_of(arguments):
        raise SettingsError("fix changes files in place; for standard input say: unionclean clean -")
    if not arguments.paths:  # a hook may have none to name
        console.remark("no file is named, so there is nothing to fix")
        return
    settings = without_mojibake(settings_of(arguments))
    cleaner = cleaner_of(arguments, settings, FIX_STEPS)
    for path in _files(arguments, settings, console):
        _fix_or_tell(path, cleaner, arguments, console)


def without_mojibake(settings: Settings) -> Settings:
    """Return ``settings`` by which mojibake is left unless they ask for it: what is under version control may speak of it."""
    if settings.steps is not None or "mojibake" not in choices.KNOWN_STEPS["repair_encoding"].option_names:
        return settings
    options = {"mojibake": False, **settings.options.get("repair_encoding", {})}
    return replace(settings, options={**settings.options, "repair_encoding": options})


def _files(arguments: Namespace, settings: Settings, console: Console) -> list[Path]:
    """Return the files to fix, each once whatever links lead to it, without those that the settings exclude."""
    excluded = exclusion(settings.extend_exclude, settings.root)
    inputs = inputs_of(paths_of(arguments), settings, console, wanted=is_document, in_place=True)
    files = {item.path.resolve(): item.path for item in reversed(inputs) if not excluded(item.path)}
    return list(reversed(files.values()))


def _fix_or_tell(path: Path, cleaner: SpanCleaner, arguments: Namespace, console: Console) -> None:
    try:
        _fix(path, cleaner, arguments, console)
    except LeftError as error:
        console.say(f"unionclean: {path}: left alone: {error.why}")
    except FileError as error:
        console.problem(error)


def _fix(path: Path, cleaner: SpanCleaner, arguments: Namespace, console: Console) -> None:
    if not is_file(path):
        raise FileError(path, "not a regular file, left alone")
    require_inside_repository(path)
    if why := why_reserved(within_repository(path)):
        raise LeftError(path, why)
    with exhaustion_told(path):
        source = read_text(path, arguments.encoding, most=arguments.max_size)
        if why := why_left(path, source) or why_generated(source.text):
            raise LeftError(path, why)
        fixed = fixed_bytes(cleaner, path, source)
        if fixed == source.data:
            if why := why_kept(cleaner, path, source):
                raise LeftError(path, why)
            return
    if arguments.diff:
        _show_diff(path, source, fixed, console)
    if arguments.check or arguments.diff:
        if not arguments.diff:
            console.show_line(f"would fix {path}")
    else:
        write_text(path, source, fixed)
        console.show_line(f"fixed {path}")
    console.changed()


def _show_diff(path: Path, source: TextFile, fixed: bytes, console: Console) -> None:
    after = parse_text(str(path), fixed, encoding=source.encoding.codec).text
    diff = unified_diff(source.text, after, one_line(path))
    if diff:
        console.show(paint_diff(diff) if console.colour else diff)
    else:
        console.show_line(f"{path}: only line ends or the encoding differ")
