"""``unionclean report``: one HTML page that shows every edit."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from unionclean.cli.common import cleaner_of, output_of, paths_of, require_free, settings_of
from unionclean.cli.console import Console
from unionclean.cli.documents import documents_of, explained
from unionclean.files.errors import FileError
from unionclean.files.output import new_file


def run(arguments: Namespace, console: Console) -> None:
    """Write the report on the documents that ``arguments`` name."""
    from unionclean.report import render_html

    output = output_of(arguments)
    if output:
        require_free(output, force=arguments.force)
        _require_no_input(output, paths_of(arguments))
    settings = settings_of(arguments)
    cleaner = cleaner_of(arguments, settings)
    documents = documents_of(arguments, settings, console)
    pages = [(document.name, cleaned) for document, cleaned in explained(documents, cleaner, console)]
    if not pages and console.failed:
        return
    page = render_html(pages, worst=arguments.worst).encode("utf-8", "backslashreplace")
    if output:
        with new_file(output, overwrite=arguments.force) as file:
            file.write(page)
    else:
        console.write_bytes(page)


def _require_no_input(output: Path, inputs: list[Path]) -> None:
    """Raise :class:`FileError` if the page would take the place of a text that it is about, which ``--force`` cannot mean."""
    if output.resolve() in {path.resolve() for path in inputs}:
        raise FileError(output, "one of the files to report on, left alone; name another file for the page")
