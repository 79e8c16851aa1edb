"""The text that trains nothing: the sources to measure the language model with, and how they become pages."""

from __future__ import annotations

SOURCES = ("web_late", "news_late", "reports", "encyclopaedia", "reviews_bad", "handbook_cn", "handbook_tw")


def pages(documents: list[str]) -> list[str]:
    """Return texts of the length of a page; short documents are joined."""
    joined, size = [], 0
    result = []
    for document in documents:
        joined.append(document)
        size += len(document)
        if size > 4000:
            result.append("\n".join(joined)[:20000])
            joined, size = [], 0
    return result
