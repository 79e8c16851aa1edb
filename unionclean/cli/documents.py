"""The documents that the paths of a command line name, for the commands that only look."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from unionclean.cli.bad_records import BadRecords
from unionclean.cli.common import STANDARD_INPUT, inputs_of, paths_of, read_one
from unionclean.cli.console import Console
from unionclean.documents import DocumentCleaner, SpanCleaner
from unionclean.edits import Cleaned
from unionclean.files.documents import Document, read_documents
from unionclean.files.errors import FileError, exhaustion_told
from unionclean.files.jsonl import Reject
from unionclean.settings import Settings


def documents_of(arguments: Namespace, settings: Settings, console: Console) -> Iterator[Document]:
    """Yield the documents that the paths of ``arguments`` name; what cannot be read is told."""
    paths = paths_of(arguments)
    if paths in ([], [STANDARD_INPUT]):
        yield standard_document(arguments, console)
        return
    for item in inputs_of(paths, settings, console):
        yield from documents_in(item.path, arguments, console)


def standard_document(arguments: Namespace, console: Console) -> Document:
    """Return standard input as a document; raises :class:`FileError`."""
    source = read_one(STANDARD_INPUT, arguments)
    console.remark(source.remark)
    return Document(source.name, source.text)


def explained(
    documents: Iterable[Document], cleaner: SpanCleaner, console: Console
) -> Iterator[tuple[Document, Cleaned]]:
    """Yield every document with what cleaning does to it; one that exhausts the process is told and left out."""
    for document in documents:
        cleaned = _explained(document, DocumentCleaner(cleaner, document.file), console)
        if cleaned:
            yield document, cleaned


def _explained(document: Document, cleaner: DocumentCleaner, console: Console) -> Cleaned | None:
    try:
        with exhaustion_told(document.name):
            return cleaner.explain(document.text)
    except FileError as error:
        console.problem(error)
        return None


def documents_in(
    path: Path, arguments: Namespace, console: Console, advance: Callable[[int], object] = lambda number: None
) -> Iterator[Document]:
    """Yield the documents of one file; what cannot be read is told."""
    bad = BadRecords()
    try:
        options = {"field": arguments.field, "id_field": arguments.id, "encoding": arguments.encoding}
        for document in read_documents(path, **options, on_bytes=advance, most=arguments.max_size):
            if isinstance(document, Reject):
                bad.add(document)
            else:
                console.remark(document.remark)
                yield document
    except FileError as error:
        console.problem(error)
    if bad.number:
        console.problem(FileError(path, bad.told("read")))
