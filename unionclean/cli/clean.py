"""``unionclean clean``: files, folders or standard input, cleaned into new files or standard output."""

from __future__ import annotations

import contextlib
import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from unionclean.cli.common import (
    STANDARD_INPUT,
    cleaner_of,
    inputs_of,
    output_of,
    paths_of,
    read_one,
    require_free,
    settings_of,
)
from unionclean.cli.console import Console
from unionclean.cli.conversion import convert_records
from unionclean.cli.plan import NO_COLUMNS, Job, batches, free_jobs, plan, size_of
from unionclean.cli.progress import Advance, progress
from unionclean.cli.records import RecordJob, Rejects, clean_records
from unionclean.cli.workers import WorkerDiedError, Workers
from unionclean.files.errors import FileError, LeftError, exhaustion_told
from unionclean.files.jsonl import is_record
from unionclean.files.kinds import kind_of, name_without_compression, require_name
from unionclean.files.output import new_file
from unionclean.files.texts import SpanCleaner, TextFile, cleaned_bytes, read_text, why_left
from unionclean.settings import SettingsError


class Outcome(NamedTuple):
    """What became of a text file of ``size`` bytes: its problem, or the bytes for standard output, or neither; and a remark."""

    size: int
    error: FileError | None = None
    data: bytes | None = None
    remark: str = ""


def run(arguments: Namespace, console: Console) -> None:
    """Clean what ``arguments`` name."""
    settings = settings_of(arguments)
    cleaner = cleaner_of(arguments, settings)
    output = output_of(arguments)
    _require_sense(arguments, output)
    if paths_of(arguments) in ([], [STANDARD_INPUT]):
        _clean_standard_input(cleaner, output, arguments, console)
        return
    inputs = inputs_of(paths_of(arguments), settings, console, skip=output)
    named = arguments.output if output else None
    jobs = free_jobs(plan(inputs, paths_of(arguments), named), arguments, console)
    total = sum(size_of(job.source) for job in jobs)
    with _Work.starting(console, total, arguments.jobs) as work, _rejects(arguments) as rejects:
        for shape, group in groupby(jobs, key=lambda job: kind_of(job.source).shape):
            if shape == "text":
                clean_files = partial(clean_text_files, cleaner, arguments.encoding, arguments.max_size)
                _clean_texts(group, clean_files, console, work)
            else:
                for job in group:
                    _clean_record_file(job, cleaner, arguments, rejects, console, work)


class _Work(NamedTuple):
    """Those who do the work, and whom to tell of its progress."""

    workers: Workers
    advance: Advance

    @staticmethod
    @contextlib.contextmanager
    def starting(console: Console, total: int, jobs: int) -> Iterator[_Work]:
        with progress(console, total, "cleaning") as advance, Workers(jobs or os.cpu_count() or 1) as workers:
            yield _Work(workers, advance)


def _require_sense(arguments: Namespace, output: Path | None) -> None:
    if arguments.force and arguments.resume:
        raise SettingsError("--force does everything anew and --resume does not: choose one")
    if arguments.keep_going and not output and not arguments.rejects:
        raise SettingsError("--keep-going with output on stdout needs --rejects FILE")
    if STANDARD_INPUT in paths_of(arguments) and len(arguments.paths) > 1:
        raise SettingsError("'-' (standard input) goes alone, not with other paths")


def _clean_standard_input(cleaner: SpanCleaner, output: Path | None, arguments: Namespace, console: Console) -> None:
    if output:
        if arguments.output.endswith(("/", os.sep)):
            raise FileError(output, "a folder; name a file for the output")
        _require_name_for_standard_input(output, arguments)
        require_free(output, force=arguments.force)
    if arguments.format == "jsonl":
        with _Work.starting(console, 0, arguments.jobs) as work, _rejects(arguments) as rejects:
            _clean_record_file(Job(STANDARD_INPUT, output, arguments.force), cleaner, arguments, rejects, console, work)
        return
    if arguments.flags:
        raise SettingsError(f"standard input: {NO_COLUMNS}; for JSON lines say --format jsonl")
    source = read_one(STANDARD_INPUT, arguments)
    if arguments.format is None and is_record(source.text.partition("\n")[0]):
        raise SettingsError("standard input looks like JSON lines: say --format jsonl, or --format text if it is not")
    data = cleaned_bytes(cleaner, source)
    console.remark(source.remark)
    if output:
        with new_file(output, overwrite=arguments.force) as file:
            file.write(data)
    else:
        console.write_bytes(data)


def _require_name_for_standard_input(output: Path, arguments: Namespace) -> None:
    try:
        require_name(output, arguments.format or "text", "standard input")
    except FileError as error:
        if arguments.format is None and kind_of(output).shape == "jsonl":
            raise FileError(output, f"{error.why}; --format jsonl says otherwise") from error
        raise


def _rejects(arguments: Namespace) -> Rejects:
    """Return where the rejected records of all files go, if the user named one place for them."""
    path = Path(arguments.rejects) if arguments.rejects else None
    if path:
        require_free(path, force=arguments.force)
    return Rejects(path, overwrite=arguments.force)


_CleanFiles = Callable[[tuple[Job, ...]], tuple[list[Outcome], int]]


def _clean_texts(jobs: Iterable[Job], clean_files: _CleanFiles, console: Console, work: _Work) -> None:
    last = b"\n"
    try:
        for outcomes, size in work.workers.map(clean_files, batches(jobs)):
            for outcome in outcomes:
                if outcome.error:
                    console.problem(outcome.error)
                console.remark(outcome.remark)
                if outcome.data:
                    console.write_bytes(outcome.data if last.endswith(b"\n") else b"\n" + outcome.data)
                    last = outcome.data
            work.advance(size)
    except WorkerDiedError as error:
        console.problem(error)


def clean_text_files(
    cleaner: SpanCleaner, encoding: str | None, most: int, jobs: tuple[Job, ...]
) -> tuple[list[Outcome], int]:
    """Clean some text files, in whatever process; return what became of each, and how many bytes they had."""
    outcomes = [_clean_text_file(cleaner, encoding, most, job) for job in jobs]
    return outcomes, sum(outcome.size for outcome in outcomes)


def _clean_text_file(cleaner: SpanCleaner, encoding: str | None, most: int, job: Job) -> Outcome:
    try:
        with exhaustion_told(job.source):
            source = read_text(job.source, encoding, most=most)
            data, remark = _cleaned_or_as_it_is(cleaner, job, source)
        if job.output:
            with new_file(job.output, overwrite=job.overwrite, like=source.status) as file:
                file.write(data)
    except FileError as error:
        return Outcome(size_of(job.source), error)
    return Outcome(len(source.data), data=None if job.output else data, remark=remark)


def _cleaned_or_as_it_is(cleaner: SpanCleaner, job: Job, source: TextFile) -> tuple[bytes, str]:
    """Return the content of a file for its copy, and a remark on it."""
    why = why_left(job.source, source)
    try:
        if not why:
            return cleaned_bytes(cleaner, source, name_without_compression(job.source)), source.remark
    except LeftError as error:
        why = error.why
    return source.data, f"{job.source}: copied as it is: {why}"


def _clean_record_file(
    job: Job, clean: SpanCleaner, arguments: Namespace, rejects: Rejects, console: Console, work: _Work
) -> None:
    record_job = RecordJob(
        job.source, job.output, arguments.field, arguments.id, job.overwrite, arguments.max_size, arguments.flags
    )
    try:
        with _rejects_of(job, arguments, rejects) as own:
            if job.output and (kind_of(job.source).shape, kind_of(job.output).shape) == ("jsonl", "parquet"):
                convert_records(record_job, job.output, clean, own, work.workers, work.advance)
            else:
                clean_records(record_job, clean, own, work.workers, console, work.advance)
        if told := own.summary(job.source):
            console.problem(told)
    except FileError as error:
        console.problem(error)
    except WorkerDiedError as error:
        console.problem(FileError(job.source, str(error)))


@contextlib.contextmanager
def _rejects_of(job: Job, arguments: Namespace, shared: Rejects) -> Iterator[Rejects]:
    """Yield where rejected records of a job go: the file the user named for all, or one beside each output."""
    if shared.path or not arguments.keep_going or not job.output:
        yield shared
        return
    path = job.output.with_name(job.output.name + ".rejects.jsonl")
    require_free(path, force=arguments.force)
    with Rejects(path, overwrite=arguments.force) as own:
        yield own
