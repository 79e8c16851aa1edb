"""The same job on datatrove: its reader, executor and statistics around :func:`clean_page.clean_page`.

    python run_datatrove.py crawl -o cleaned --tasks 4 --workers 2

Reads ``.jsonl`` and ``.jsonl.gz`` with the fields ``url`` or ``id``, and ``html`` or ``text``.  The executor notes every finished task; started again, it runs the others.
datatrove's reader leaves out records whose text is empty; it counts them under ``empty`` in its log.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pyarrow
from clean_page import Rejected, clean_page
from datatrove.data import Document, DocumentsPipeline
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter
from pages import Page

from unionclean.flags import arrow_schema

METADATA = pyarrow.struct([pyarrow.field("file_path", pyarrow.string()), *arrow_schema()])
SCHEMA = pyarrow.schema([("text", pyarrow.string()), ("id", pyarrow.string()), ("metadata", METADATA)])
"""Given to the writer, which would otherwise guess the type of an empty list of kinds."""


def to_document(self: Any, data: dict[str, Any], path: str, place: int | str) -> dict[str, Any]:
    """Return what datatrove's reader makes of a record: the HTML or text is its text."""
    is_html = "html" in data
    name = str(data.get("url") or data.get("id") or f"{path}/{place}")
    return {"text": data.get("html") or data.get("text") or "", "id": name, "metadata": {"is_html": is_html}}


class CleanPage(PipelineStep):
    """Repairs, extracts and cleans each page; flags become metadata, rejected pages go to ``rejected``."""

    type = "🧼 - CLEAN"
    name = "unionclean"

    def __init__(self, rejected: JsonlWriter, seconds: float = 10.0) -> None:
        super().__init__()
        self.rejected, self.seconds = rejected, seconds

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Yield the cleaned documents."""
        with self.rejected as rejected:
            for document in data:
                is_html = document.metadata.pop("is_html")
                page = Page(document.id, document.text if is_html else None, None if is_html else document.text)
                result = clean_page(page, seconds=self.seconds)
                if isinstance(result, Rejected):
                    self.stat_update("rejected")
                    rejected.write(Document(text="", id=result.id, metadata={"reason": result.reason}), rank)
                    continue
                document.text, document.id = result.pop("text"), result.pop("id")
                self.stat_update("changed" if result["changed"] else "unchanged")
                document.metadata.update(result)
                yield document


def main(arguments: list[str] | None = None) -> int:
    """Run the job."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of .jsonl and .jsonl.gz files")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder of the output")
    parser.add_argument("--tasks", type=int, default=1, help="parts of the work (default: 1)")
    parser.add_argument("--workers", type=int, default=1, help="number of worker processes (default: 1)")
    options = parser.parse_args(arguments)
    LocalPipelineExecutor(
        pipeline=[
            JsonlReader(str(options.folder), glob_pattern="*.jsonl*", adapter=to_document),
            CleanPage(JsonlWriter(str(options.out / "rejected"), compression=None)),
            ParquetWriter(str(options.out / "pages"), schema=SCHEMA),
        ],
        tasks=options.tasks,
        workers=options.workers,
        logging_dir=str(options.out / "logs"),
    ).run()
    return 0


if __name__ == "__main__":  # the executor starts worker processes, which import this file again
    raise SystemExit(main())
