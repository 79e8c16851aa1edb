"""Documents: which part of a file is prose.

A *reader* of a kind of file says which spans of its text are prose; everything else is closed to every step.  What kind a file
is of, ``identify`` tells.  A file of a kind that is not known, and one without a Chinese character, has no prose.
"""

from unionclean.documents.cleaning import DocumentCleaner, SpanCleaner
from unionclean.documents.document import Document
from unionclean.documents.errors import DocumentError, MissingExtraError, StructureError, UnreadableError
from unionclean.documents.kinds import Kind, kind_of_document
from unionclean.documents.reading import has_chinese, read_prose

__all__ = [
    "Document",
    "DocumentCleaner",
    "DocumentError",
    "Kind",
    "MissingExtraError",
    "SpanCleaner",
    "StructureError",
    "UnreadableError",
    "has_chinese",
    "kind_of_document",
    "read_prose",
]
