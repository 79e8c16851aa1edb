"""Outlines of real documents of some twenty kinds, held to trees written by hand."""

from __future__ import annotations

import pytest

from benchmarks.outline_documents import measure, read_documents
from unionclean import split_outline

DOCUMENTS = read_documents()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_the_gold_tree_of_a_document_fits_its_text(document):
    assert all(document.text.startswith(wanted.marker, wanted.at) for wanted in document.gold)
    levels = [wanted.level for wanted in document.gold]
    assert all(below <= above + 1 for above, below in zip([0, *levels], levels, strict=False))


def test_documents_of_enough_kinds():
    assert len(DOCUMENTS) >= 60
    assert len({document.kind for document in DOCUMENTS}) >= 20


@pytest.mark.parametrize("one_line", [False, True], ids=["line breaks kept", "line breaks lost"])
def test_documents_are_read(one_line):
    score = measure(split_outline, [document for document in DOCUMENTS if document.one_line == one_line])
    floors = FLOORS[one_line]
    assert all(share >= floor for share, floor in zip(score.shares(), floors, strict=True)), score.shares()


FLOORS = {False: (0.99, 0.97, 0.98, 0.98), True: (0.97, 0.92, 0.93, 0.93)}
"""Precision, recall, right level, right parent."""
