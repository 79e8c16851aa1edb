"""What ``clean`` is to do: which file goes where, what may be written, and what travels to a worker together."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from unionclean.cli.common import require_free
from unionclean.cli.console import Console
from unionclean.files.errors import FileError
from unionclean.files.kinds import kind_of, require_name
from unionclean.files.look import is_file, is_folder, is_inside, status_of
from unionclean.files.walk import Input

_BATCH_FILES, _BATCH_BYTES = 32, 1 << 20  # text files that travel to a worker together

NO_COLUMNS = "--flags adds columns to JSON lines and Parquet, and a text has none"


class Job(NamedTuple):
    """A file to clean, and where to: a file, which may be there already with ``overwrite``; ``None``: standard output."""

    source: Path
    output: Path | None
    overwrite: bool = False


def plan(inputs: list[Input], paths: list[Path], name: str | None) -> list[Job]:
    """Return where every input goes: with several inputs, or a folder, the output is a folder with the same tree."""
    if not name:
        return [Job(item.path, None) for item in inputs]
    output = Path(name)
    if len(paths) == 1 and not is_folder(paths[0]) and not is_folder(output) and not name.endswith(("/", os.sep)):
        return [Job(item.path, output) for item in inputs]
    if status_of(output) and not is_folder(output):
        raise FileError(output, "not a folder, and there are several files to write")
    jobs: dict[Path, Job] = {}
    for item in inputs:
        job = Job(item.path, output / item.relative)
        other = jobs.setdefault(output / item.relative, job).source
        if other != job.source and other.resolve() != job.source.resolve():
            raise FileError(job.source, f"would be written to {job.output}, as would {other}")
    return list(jobs.values())


def free_jobs(jobs: list[Job], arguments: Namespace, console: Console) -> list[Job]:
    """Return the jobs whose output may be written; the others are told, or silently done already with ``--resume``."""
    free = []
    for job in jobs:
        if job.output is None and kind_of(job.source).shape == "parquet":
            console.problem(FileError(job.source, "Parquet cannot go to standard output; name a file with -o"))
            continue
        try:
            if arguments.flags and kind_of(job.source).shape == "text":
                raise FileError(job.source, NO_COLUMNS)
            if job.output:
                require_name(job.output, kind_of(job.source).shape, job.source)
                if arguments.resume and is_file(job.output):
                    continue
                _require_in_tree(job.output, Path(arguments.output))
                require_free(job.output, force=arguments.force)
        except FileError as error:
            console.problem(error)
        else:
            free.append(job._replace(overwrite=arguments.force))
    return free


def _require_in_tree(output: Path, folder: Path) -> None:
    """Raise :class:`FileError` when a link below the ``folder`` of outputs leads ``output`` out of it."""
    if output != folder and not is_inside(output, folder.resolve()):
        raise FileError(output, f"leads out of {folder}, to {os.path.realpath(output)}; left alone")


def batches(jobs: Iterable[Job]) -> Iterator[tuple[Job, ...]]:
    """Yield the jobs in groups that are worth the journey to a worker."""
    batch: list[Job] = []
    size = 0
    for job in jobs:
        batch.append(job)
        size += size_of(job.source)
        if len(batch) >= _BATCH_FILES or size >= _BATCH_BYTES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def size_of(path: Path) -> int:
    """Return the bytes of a regular file, 0 for anything else."""
    return path.stat().st_size if is_file(path) else 0
