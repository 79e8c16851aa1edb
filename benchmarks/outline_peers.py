"""What other code makes of a numbered document: each peer returns (offset, marker, level) for what it takes for headings."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator

Marks = list[tuple[int, str, int]]

_FIXED = [
    r"第[一二三四五六七八九十百零\d]+[编篇部卷]",
    r"第[一二三四五六七八九十百零\d]+章",
    r"第[一二三四五六七八九十百零\d]+节",
    r"第[一二三四五六七八九十百零\d]+条",
    r"[一二三四五六七八九十]+、",
    r"[（(][一二三四五六七八九十]+[）)]",
    r"\d+[.．、]",
    r"[（(]\d+[）)]",
    r"[①-⑳]",
]


def fixed_table(text: str) -> Marks:
    """Read the markers of a fixed table of patterns at the start of lines; the level is the rank in the table."""
    ranked = [(re.compile(rf"(?m)^[ \t\u3000]*({pattern})"), rank) for rank, pattern in enumerate(_FIXED)]
    found = {m.start(1): (m.start(1), m[1], rank) for pattern, rank in ranked for m in pattern.finditer(text)}
    return _levels(sorted(found.values()))


_CONVENTIONS = [
    [r"第[零一二三四五六七八九十百\d]+(?:分?编|部分)", r"第[零一二三四五六七八九十百\d]+章", r"第[零一二三四五六七八九十百\d]+节",
     r"第[零一二三四五六七八九十百\d]+条", r"[（(][零一二三四五六七八九十百]+[）)]"],
    [r"第\d+章", r"第\d+节", r"\d{1,2}[. 、](?!\d)", r"\d{1,2}\.\d{1,2}(?!\.?\d)", r"\d{1,2}(?:\.\d{1,2}){2}(?!\.?\d)",
     r"\d{1,2}(?:\.\d{1,2}){3}"],
    [r"第[零一二三四五六七八九十百\d]+章", r"第[零一二三四五六七八九十百\d]+节", r"[零一二三四五六七八九十百]+[ 、]",
     r"[（(][零一二三四五六七八九十百]+[）)]", r"[（(]\d{1,2}[）)]"],
]  # fmt: skip


def dominant_convention(text: str) -> Marks:
    """Choose the convention most of whose patterns begin lines, and read by it alone (the public idea of RAGFlow's bullets)."""
    lines = [(m.start(1), m[1]) for m in re.finditer(r"(?m)^[ \t\u3000]*(\S[^\n]*)", text)]

    def read(patterns: list[str]) -> Marks:
        found = []
        for at, line in lines:
            rank, match = next(((i, m) for i, p in enumerate(patterns) if (m := re.match(p, line))), (0, None))
            if match:
                found.append((at, match[0], rank))
        return found

    return _levels(max((read(patterns) for patterns in _CONVENTIONS), key=len))


def _levels(ranked: list[tuple[int, str, int]]) -> Marks:
    used = sorted({rank for _, _, rank in ranked})
    return [(at, marker, used.index(rank) + 1) for at, marker, rank in ranked]


def recursive_splitter(text: str) -> Marks:
    """Cut with LangChain's recursive splitter and Chinese separators; a chunk's first marker counts, all at level 1."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    separators = [r"\n(?=第.{1,6}[章节条])", r"\n(?=[一二三四五六七八九十]+、)", r"\n\n", r"\n", "。", ""]
    splitter = RecursiveCharacterTextSplitter(
        separators=separators, is_separator_regex=True, chunk_size=120, chunk_overlap=0, add_start_index=True
    )
    return list(_first_markers((d.metadata["start_index"], d.page_content) for d in splitter.create_documents([text])))


def chunkweaver(text: str) -> Marks:
    """Cut with chunkweaver and the boundaries of the fixed table."""
    from chunkweaver import Chunker

    chunks = Chunker(target_size=120, overlap=0, boundaries=[rf"^\s*{pattern}" for pattern in _FIXED]).chunk(text)
    found, at = [], 0
    for chunk in chunks:
        at = max(0, text.find(chunk[:40], at))
        found.append((at, chunk))
    return list(_first_markers(found))


def _first_markers(chunks: object) -> Iterator[tuple[int, str, int]]:
    any_marker = re.compile(rf"\s*({'|'.join(_FIXED)})")
    for at, chunk in chunks:  # type: ignore[attr-defined]
        match = any_marker.match(chunk)
        if match:
            yield at + match.start(1), match[1], 1


_ALL: dict[str, tuple[str | None, Callable[[str], Marks]]] = {
    "fixed table of patterns": (None, fixed_table),
    "dominant convention (RAGFlow's idea)": (None, dominant_convention),
    "LangChain recursive splitter": ("langchain_text_splitters", recursive_splitter),
    "chunkweaver": ("chunkweaver", chunkweaver),
}
PEERS = {name: peer for name, (needs, peer) in _ALL.items() if needs is None or importlib.util.find_spec(needs)}
