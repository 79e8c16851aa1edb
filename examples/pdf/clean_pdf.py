"""From a PDF to clean Simplified text with an outline: ``python clean_pdf.py report.pdf``."""

from __future__ import annotations

import sys
from pathlib import Path

from pypdf import PdfReader

from unionclean import compose, normalize_punctuation, repair_encoding, repair_layout, split_outline, to_simplified

CLEAN = compose(repair_encoding, repair_layout.using(furniture="drop"), to_simplified, normalize_punctuation)
"""The layout comes behind the bytes and before everything that looks at whole sentences."""


def extract(path: Path) -> str:
    """Return the text of a PDF, pages divided by form feeds."""
    return "\f".join(page.extract_text() for page in PdfReader(path).pages)


def main(path: str) -> None:
    """Print the clean text, its outline, and what was done."""
    cleaned = CLEAN.explain(extract(Path(path)))
    print(cleaned.text)
    for section in split_outline(cleaned.text).walk():
        print("  " * section.level + section.marker, section.title)
    for change in cleaned.changes:
        print(f"{change.step}: {len(change.edits)} edits")


if __name__ == "__main__":
    main(sys.argv[1])
