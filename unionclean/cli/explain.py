"""``unionclean explain``: what cleaning would do to a file, edit by edit."""

from __future__ import annotations

from argparse import Namespace

from unionclean.cli.common import cleaner_of, settings_of
from unionclean.cli.console import Console
from unionclean.cli.documents import documents_of, explained
from unionclean.cli.printable import one_line, to_json
from unionclean.edits import Cleaned
from unionclean.files.documents import Document


def run(arguments: Namespace, console: Console) -> None:
    """Show, for a person or as JSON, what would be done to the documents that ``arguments`` name."""
    settings = settings_of(arguments)
    cleaner = cleaner_of(arguments, settings)
    documents = documents_of(arguments, settings, console)
    for number, (document, cleaned) in enumerate(explained(documents, cleaner, console)):
        if arguments.json:
            console.write(_as_json(document, cleaned))
        else:
            console.show(("\n" if number else "") + _for_person(document, cleaned, arguments, console))


def _as_json(document: Document, cleaned: Cleaned) -> str:
    edits = [edit._asdict() for edit in cleaned.edits]
    return to_json({"name": document.name, **cleaned.to_dict(), "edits": edits})


def _for_person(document: Document, cleaned: Cleaned, arguments: Namespace, console: Console) -> str:
    from unionclean.report import render_terminal

    rendered = render_terminal(cleaned, colour=console.colour, context=arguments.context, only=arguments.only)
    return f"{one_line(document.name)}\n{rendered.rstrip()}\n"
