"""Pages in: the records of WARC files and of JSON Lines, one after the other, in bounded memory."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import unionclean


class Page(NamedTuple):
    """A page as it was crawled: its address or id, and its HTML or text, whichever there is; or why it cannot be read."""

    id: str
    html: str | None
    text: str | None
    broken: str | None = None


def read_pages(path: Path) -> Iterator[Page]:
    """Yield the pages of a ``.warc``, ``.warc.gz``, ``.jsonl`` or ``.jsonl.gz`` file.

    A line of JSON is an object with ``url`` or ``id``, and ``html`` or ``text``.  A line that is not comes as a page that is ``broken``, with
    file and line as its id.
    """
    if ".warc" in path.suffixes:
        yield from _read_warc(path)
    else:
        yield from _read_jsonl(path)


def _read_warc(path: Path) -> Iterator[Page]:
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type != "response" or "html" not in (record.http_headers.get_header("Content-Type") or ""):
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            yield Page(url, unionclean.decode(record.content_stream().read()).text, None)


def _read_jsonl(path: Path) -> Iterator[Page]:
    open_binary = gzip.open if path.suffix == ".gz" else open
    with open_binary(path, "rb") as lines:
        for number, line in enumerate(lines, 1):
            yield _page(line, f"{path}:{number}")


def _page(line: bytes, place: str) -> Page:
    try:
        record = json.loads(line)
        return Page(str(record.get("url") or record.get("id") or place), record.get("html"), record.get("text"))
    except (ValueError, AttributeError) as error:
        return Page(place, None, None, f"not a JSON object: {error}")
