"""What became of a text, in six columns: to keep beside the cleaned text in a table and to filter by."""

from __future__ import annotations

from typing import Any, TypedDict

from unionclean import __version__
from unionclean.edits import Cleaned
from unionclean.rules import kind_of_damage

FLAGS = ("changed", "probable", "unrepaired", "spam", "kinds", "unionclean_version")
"""The names of the columns."""

_SPAM = frozenset({"place-name spam", "keyword spam"})


class Flags(TypedDict):
    """The columns: whether the text changed, how many edits are only probable, how many damaged places were left, whether spam went,
    which kinds of damage were repaired (sorted), and the version that did it."""

    changed: bool
    probable: int
    unrepaired: int
    spam: bool
    kinds: list[str]
    unionclean_version: str


def flag_columns(cleaned: Cleaned) -> Flags:
    """Return what became of a text, as values of the columns :data:`FLAGS`.

    >>> from unionclean import explain
    >>> flags = flag_columns(explain("中國工會,你好"))
    >>> flags["changed"], flags["probable"], flags["spam"], flags["kinds"]
    (True, 0, False, ['Traditional script', 'punctuation'])
    >>> flag_columns(explain("你好"))["changed"]
    False
    """
    edits = [(change.step, edit) for change in cleaned.changes for edit in change.edits]
    kinds = {kind_of_damage(edit.rule, step) for step, edit in edits}
    return Flags(
        changed=cleaned.text != cleaned.original,
        probable=sum(edit.certainty == "probable" for _, edit in edits),
        unrepaired=sum(note.meaning == "unrepaired" for note in cleaned.notes),
        spam=not kinds.isdisjoint(_SPAM),
        kinds=sorted(kinds),
        unionclean_version=__version__,
    )


def arrow_schema() -> Any:
    """Return the columns as fields of Arrow, for a Parquet file.

    >>> [field.name for field in arrow_schema()] == list(FLAGS)
    True
    """
    import pyarrow

    types = (
        pyarrow.bool_(),
        pyarrow.int32(),
        pyarrow.int32(),
        pyarrow.bool_(),
        pyarrow.list_(pyarrow.string()),
        pyarrow.string(),
    )
    return [pyarrow.field(name, kind) for name, kind in zip(FLAGS, types, strict=True)]
