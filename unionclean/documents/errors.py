"""Why a file is not cleaned."""

from __future__ import annotations


class DocumentError(Exception):
    """A file that is left alone; the message says why."""


class StructureError(DocumentError):
    """More than the prose of the file would change, which is a fault of a reader or of a rule."""


class UnreadableError(DocumentError):
    """A parser cannot read the file as what its name says."""


class MissingExtraError(DocumentError):
    """The packages that read files are not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(f"needs the package {package}: pip install 'unionclean[documents]'")
