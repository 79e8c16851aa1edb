"""Cleaning JSONL and Parquet as a stream: bounded memory, order kept, rejected records set apart."""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol, TypeVar

from unionclean.cli.bad_records import BadRecords
from unionclean.cli.common import STANDARD_INPUT, name_of
from unionclean.cli.console import Console, standard_input
from unionclean.cli.progress import Advance
from unionclean.cli.workers import Workers
from unionclean.edits import Cleaned
from unionclean.files.chunks import CHUNK, Chunk, read_chunks, split_chunks
from unionclean.files.errors import FileError, os_error
from unionclean.files.jsonl import Reject, clean_chunk
from unionclean.files.kinds import kind_of
from unionclean.files.limits import LARGEST
from unionclean.files.look import status_of
from unionclean.files.output import new_file
from unionclean.files.parquet import Batch, ParquetSource, clean_texts, explain_texts

_Done = TypeVar("_Done")


class RecordJob(NamedTuple):
    """A file of records to clean: where to (``None``: standard output), and which field."""

    source: Path
    output: Path | None
    field: str
    id_field: str = ""
    overwrite: bool = False
    most: int = LARGEST
    flags: bool = False


class Clean(Protocol):
    """What cleans a text, and can say what it did."""

    def __call__(self, text: str, /) -> str: ...

    def explain(self, text: str, /) -> Cleaned: ...


def clean_records(
    job: RecordJob, clean: Clean, rejects: Rejects, workers: Workers, console: Console, advance: Advance
) -> None:
    """Clean a JSONL or Parquet file; raises :class:`FileError`.

    The output appears when it is complete, not before.  Bad records go to ``rejects``.
    """
    if kind_of(job.source).shape == "parquet":
        _clean_parquet(job, clean, workers, advance)
        return
    with _sink(job, console) as sink:
        chunks = _chunks(job, advance, skip=rejects.path is not None)
        explain = clean.explain if job.flags else None
        work = partial(clean_chunk, clean, job.field, job.id_field, most=job.most, explain=explain)
        for cleaned in workers.map(work, chunks):
            for reject in cleaned.rejects:
                rejects.add(job.source, reject)
            sink(cleaned.data)


def _chunks(job: RecordJob, advance: Advance, *, skip: bool) -> Iterator[Chunk]:
    if job.source == STANDARD_INPUT:
        return split_chunks(_read_some, "standard input", most=job.most, skip=skip)
    return read_chunks(job.source, kind_of(job.source), advance, most=job.most, skip=skip)


def _read_some() -> bytes:
    """Return what standard input has ready, a slow producer's single line as it comes."""
    try:
        return standard_input().read1(CHUNK)  # type: ignore[attr-defined, no-any-return]
    except OSError as error:
        raise os_error("standard input", error) from error


Sink = Callable[[bytes], object]


@contextlib.contextmanager
def _sink(job: RecordJob, console: Console) -> Iterator[Sink]:
    """Yield what takes the cleaned bytes: standard output, or a new file compressed as its name says."""
    if job.output is None:
        yield console.answer if job.source == STANDARD_INPUT else console.write_bytes
        return
    with new_file(job.output, overwrite=job.overwrite, like=_status(job.source)) as file:
        yield file.write


def _status(source: Path) -> os.stat_result | None:
    return None if source == STANDARD_INPUT else status_of(source)


class Rejects:
    """The file of rejected records, made when there is a first one; without a path the first one is an error."""

    def __init__(self, path: Path | None, *, overwrite: bool = False) -> None:
        self.path, self.overwrite = path, overwrite
        self._bad: defaultdict[Path, BadRecords] = defaultdict(BadRecords)
        self._stack = contextlib.ExitStack()
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Rejects:
        return self

    def __exit__(self, *details: Any) -> None:
        self._stack.__exit__(*details)

    def add(self, source: Path, reject: Reject) -> None:
        """Set ``reject``, from the file ``source``, apart; raises :class:`FileError` when there is no place for it."""
        if self.path is None:
            raise FileError(name_of(source), f"{reject}; --keep-going would set such records aside")
        self._file = self._file or self._stack.enter_context(new_file(self.path, overwrite=self.overwrite))
        self._file.write(reject.to_json(str(source)).encode())
        self._bad[source].add(reject)

    def summary(self, source: Path) -> FileError | None:
        """Return what there is to say about the records of ``source``, if any was rejected."""
        if source not in self._bad:
            return None
        return FileError(name_of(source), f"{self._bad[source].told('cleaned')}, see {self.path}")


def _clean_parquet(job: RecordJob, clean: Clean, workers: Workers, advance: Advance) -> None:
    if job.output is None:
        raise FileError(job.source, "Parquet cannot go to standard output; name a file with -o")
    with (
        ParquetSource(job.source, job.field, most=job.most, flags=job.flags) as source,
        new_file(job.output, overwrite=job.overwrite, like=_status(job.source)) as file,
    ):
        batches = _flagged_batches if job.flags else _cleaned_batches
        source.write(file, batches(source, clean, workers, advance))


def _cleaned_batches(source: ParquetSource, clean: Clean, workers: Workers, advance: Advance) -> Iterator[Any]:
    for batch, cleaned in _worked(source, partial(clean_texts, clean), workers, advance):
        yield batch.rows if cleaned == batch.texts else source.with_texts(batch.rows, cleaned)


def _flagged_batches(source: ParquetSource, clean: Clean, workers: Workers, advance: Advance) -> Iterator[Any]:
    for batch, (cleaned, flags) in _worked(source, partial(explain_texts, clean.explain), workers, advance):
        rows = batch.rows if cleaned == batch.texts else source.with_texts(batch.rows, cleaned)
        yield source.with_flags(rows, flags)


def _worked(
    source: ParquetSource, work: Callable[[list[str | None]], _Done], workers: Workers, advance: Advance
) -> Iterator[tuple[Batch, _Done]]:
    """Yield the rows of ``source`` and what ``work`` makes of their texts, which alone travel to the workers."""
    size = source.path.stat().st_size / max(source.rows, 1)
    waiting: deque[Batch] = deque()

    def texts() -> Iterator[list[str | None]]:
        for batch in source:
            waiting.append(batch)
            yield batch.texts

    for done in workers.map(work, texts()):
        batch = waiting.popleft()
        advance(int(len(batch.texts) * size))
        yield batch, done
