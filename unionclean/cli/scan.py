"""``unionclean scan``: which damage is in a collection, and how much."""

from __future__ import annotations

import os
import random
from argparse import Namespace
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from unionclean.cli.common import STANDARD_INPUT, cleaner_of, inputs_of, paths_of, settings_of
from unionclean.cli.console import Console
from unionclean.cli.documents import documents_in, standard_document
from unionclean.cli.plan import size_of
from unionclean.cli.printable import to_json
from unionclean.cli.progress import Advance, progress
from unionclean.cli.workers import WorkerDiedError, Workers
from unionclean.documents import DocumentCleaner
from unionclean.files.documents import Document
from unionclean.files.errors import FileError, exhaustion_told
from unionclean.files.walk import Input
from unionclean.pipeline import Cleaner

_CHUNK = 1 << 18  # characters that travel to a worker together

Texts = list[Document]


def run(arguments: Namespace, console: Console) -> None:
    """Scan what ``arguments`` name and print what was found."""
    from unionclean.scan import ScanResult

    settings = settings_of(arguments)
    look = partial(_scan, cleaner_of(arguments, settings))
    standard = paths_of(arguments) in ([], [STANDARD_INPUT])
    inputs = [] if standard else inputs_of(paths_of(arguments), settings, console)
    total = sum(size_of(item.path) for item in inputs)
    result = ScanResult()
    with progress(console, total, "scanning") as advance, Workers(arguments.jobs or os.cpu_count() or 1) as workers:
        found: Iterable[Document] = (
            [standard_document(arguments, console)] if standard else _documents(inputs, arguments, console, advance)
        )
        if arguments.sample is not None:
            found = _sample(found, arguments.sample, console)
        try:
            for part, problems in workers.map(look, _chunks(found)):
                result = result.merge(part)
                for problem in problems:
                    console.problem(problem)
        except WorkerDiedError as error:
            raise FileError("scan", str(error)) from error
    # Of what could not be read nothing is known, least of all that it is fine.
    if result.documents or not console.failed:
        _show(result, arguments, console)


def _scan(cleaner: Cleaner, texts: Texts) -> tuple[Any, list[FileError]]:
    """Return what was found in ``texts``, and which of them exhausted the process."""
    from unionclean.scan import ScanResult

    try:
        with exhaustion_told(texts[0].name):
            return _scan_each(cleaner, texts), []
    except FileError as error:
        if len(texts) == 1:
            return ScanResult(), [error]
    parts = [_scan(cleaner, [text]) for text in texts]  # one of them is to blame
    result = ScanResult()
    for part, _ in parts:
        result = result.merge(part)
    return result, [problem for _, problems in parts for problem in problems]


def _scan_each(cleaner: Cleaner, texts: Texts) -> Any:
    from unionclean.scan import ScanResult, scan_documents

    result = ScanResult()
    for file, documents in groupby(texts, key=lambda document: document.file):
        pairs = ((document.name, document.text) for document in documents)
        result = result.merge(scan_documents(pairs, cleaner=DocumentCleaner(cleaner, file)))
    return result


def _documents(inputs: Iterable[Input], arguments: Namespace, console: Console, advance: Advance) -> Iterator[Document]:
    for item in inputs:
        yield from documents_in(item.path, arguments, console, advance)


def _sample(documents: Iterable[Document], size: int, console: Console) -> list[Document]:
    """Return ``size`` documents, each as likely as any other, in their order; the same ones each time (reservoir sampling)."""
    chance = random.Random(0)
    kept: list[tuple[int, Document]] = []
    number = 0
    for number, document in enumerate(documents, 1):
        place = chance.randrange(number)
        if len(kept) < size:
            kept.append((number, document))
        elif place < size:
            kept[place] = number, document
    console.say(f"unionclean: a sample of {len(kept):,} of {number:,} documents")
    return [document for _, document in sorted(kept, key=itemgetter(0))]


def _chunks(documents: Iterable[Document]) -> Iterator[Texts]:
    chunk: Texts = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(document.text)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _show(result: Any, arguments: Namespace, console: Console) -> None:
    if arguments.json:
        console.write(to_json(result.to_dict()))
        return
    from unionclean.report import render_scan

    console.show(render_scan(result, colour=console.colour, width=console.width).rstrip("\n") + "\n")
