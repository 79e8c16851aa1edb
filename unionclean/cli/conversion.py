"""``clean`` from JSON lines to Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from unionclean.cli.progress import Advance
from unionclean.cli.records import Clean, RecordJob, Rejects
from unionclean.cli.workers import Workers
from unionclean.files.chunks import Chunk, read_chunks
from unionclean.files.columns import rows_of_chunk, schema_of_chunk, unify_schemas, write_rows
from unionclean.files.jsonl import Cleaned, Reject, clean_chunk
from unionclean.files.kinds import kind_of
from unionclean.files.look import status_of
from unionclean.files.output import new_file


def convert_records(
    job: RecordJob, output: Path, clean: Clean, rejects: Rejects, workers: Workers, advance: Advance
) -> None:
    """Clean a JSONL file into the Parquet file ``output``; raises :class:`~unionclean.files.errors.FileError`."""
    schemas = workers.map(partial(schema_of_chunk, job.source), _chunks(job, lambda number: None, skip=True))
    schema = unify_schemas(job.source, job.field, schemas, flags=job.flags)
    with new_file(output, overwrite=job.overwrite, like=status_of(job.source)) as file:
        _write(file, job, schema, clean, rejects, workers, advance)


def _write(
    file: IO[bytes], job: RecordJob, schema: Any, clean: Clean, rejects: Rejects, workers: Workers, advance: Advance
) -> None:
    explain = clean.explain if job.flags else None
    cleaning = partial(clean_chunk, clean, job.field, job.id_field, most=job.most, explain=explain)
    chunks = _chunks(job, advance, skip=rejects.path is not None)
    done = workers.map(partial(_cleaned_rows, job.source, schema, cleaning), chunks)
    write_rows(job.source, file, schema, _kept(job, done, rejects))


def _chunks(job: RecordJob, advance: Advance, *, skip: bool) -> Iterator[Chunk]:
    return read_chunks(job.source, kind_of(job.source), advance, most=job.most, skip=skip)


_Rows = tuple[Any, tuple[Reject, ...]]


def _cleaned_rows(path: Path, schema: Any, cleaning: Callable[[Chunk], Cleaned], chunk: Chunk) -> _Rows:
    cleaned = cleaning(chunk)
    return rows_of_chunk(path, schema, chunk, cleaned.data), cleaned.rejects


def _kept(job: RecordJob, done: Iterator[_Rows], rejects: Rejects) -> Iterator[Any]:
    for rows, rejected in done:
        for reject in rejected:
            rejects.add(job.source, reject)
        yield rows
