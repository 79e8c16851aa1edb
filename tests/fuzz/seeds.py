"""The inputs that fuzzing begins with: the texts of the project's cases, and small files made here.

What fuzzing has found is kept beside them, in ``corpus/TARGET/``.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

from tests.case_files import texts_of_all_cases

FOLDER = Path(__file__).parent
FOUND = FOLDER / "corpus"

RECORDS = [
    '{"id": 1, "text": "中國,你好"}\n{"id": 2, "text": null}\n\n{"text": "a\\ud83d\\ude00"}\n',
    '{"text": "a", "text": "甲,乙"}\r\n{"x": {"text": []}}\nno record\n{"text": "\\ud800"}',
    '\ufeff{"n": 1.50e400, "text": "', '[' * 2000, '{"text": 1}\n{"text": "' + "國" * 300 + '"}\n', "{}", "",
]  # fmt: skip

SETTINGS = [
    '[tool.unionclean]\nsteps = ["repair_encoding", "normalize_punctuation"]\nextend-exclude = ["vendor"]\nwidth = "half"\n',
    '[tool.unionclean.options.to_simplified]\nregion = "tw"\n[tool.unionclean.normalize_punctuation]\nwidth = "full"\n',
    '[tool]\nunionclean = []\n', 'tool = {unionclean = {steps = [1, 1979-05-27, 0x1f, inf]}}\n',
]  # fmt: skip


def seeds_of(name: str) -> list[bytes]:
    """Return the inputs that the fuzzing of a target begins with, those that once broke a law among them."""
    found = [path.read_bytes() for path in sorted((FOUND / name).glob("*"))]
    return [*found, *dict.fromkeys(_made(name))] or [b""]


def _made(name: str) -> Iterator[bytes]:
    if name in ("jsonl", "gzip", "zstd"):
        for record in RECORDS:
            yield _compressed(name, record.encode("utf-8"))
    elif name == "parquet":
        yield from _parquet_files()
    elif name == "settings":
        yield from (text.encode() for text in SETTINGS)
    else:
        for text in _texts():
            if name in ("file_bytes", "decode"):
                for codec in ("utf-8", "gb18030", "big5", "utf-16"):
                    yield text.encode(codec, "ignore")
            else:
                yield (b"\0" if name != "fix" else b"\0\0") + text.encode("utf-8", "ignore")


def _texts() -> Iterator[str]:
    """Yield the strings of the cases that are short enough to be mutated."""
    yield from (text for _, text in texts_of_all_cases() if 4 < len(text) < 300)


def _compressed(name: str, data: bytes) -> bytes:
    if name == "gzip":
        return gzip.compress(data, mtime=0)
    if name == "zstd":
        import zstandard

        return zstandard.compress(data)
    return data


def _parquet_files() -> Iterator[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = ["中國,你好", None, "a" * 50]
    tables = [
        pa.table({"id": [1, 2, 3], "text": texts}),
        pa.table({"text": pa.array(texts).dictionary_encode(), "x": [[1], [], None]}),
        pa.table({"text": pa.array([], pa.large_string())}),
        pa.table([pa.array(texts), pa.array(texts)], names=["text", "text"]),
    ]
    for table in tables:
        for compression in ("none", "snappy", "zstd"):
            file = io.BytesIO()
            pq.write_table(table, file, compression=compression)
            yield file.getvalue()
