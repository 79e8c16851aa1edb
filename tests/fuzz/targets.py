"""What is fuzzed: functions of bytes that raise when something is wrong.

The first byte of an input for a text says how the rest is read: as UTF-8, as UTF-16, which reaches every code point, or as a
row of the fragments to which the steps react, with or without a damaged page in front.  Byte mutations then are edits of
meaning, and few inputs are wasted on text that no step looks at.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import unionclean
from tests.fuzz.laws import check_outline, check_step
from tests.strategies import FRAGMENTS, SENTENCES
from unionclean import DEFAULT_STEPS, compose
from unionclean.documents.ignored import ignored_spans
from unionclean.files.chunks import Chunk
from unionclean.files.documents import read_documents
from unionclean.files.encodings import decode
from unionclean.files.errors import FileError, NotTextError
from unionclean.files.jsonl import clean_chunk
from unionclean.files.texts import fixed_bytes, parse_text
from unionclean.settings import Settings, SettingsError, find_settings

DAMAGED = (
    "我們?nèi)ギa(chǎn)能,下?lián)軐m?xiàng)業(yè)務(wù)。中國(guó)工會(huì)發(fā)布通知,會(huì)議強(qiáng)調(diào)。"
)
WORDS = [*FRAGMENTS, *SENTENCES]
MOST = 400  # characters: the laws are about what meets what, and that is near

Target = Callable[[bytes], None]


def text_of(data: bytes) -> str:
    """Return the text that ``data`` stands for.

    >>> text_of(b"\\x00" + "國".encode())
    '國'
    """
    if not data:
        return ""
    mode, rest = data[0] % 4, data[1:]
    if mode == 0:
        return rest.decode("utf-8", "replace")[:MOST]
    if mode == 1:
        return rest[: len(rest) // 2 * 2].decode("utf-16-le", "surrogatepass" if is_sound(rest) else "replace")[:MOST]
    chosen = "".join(WORDS[int.from_bytes(rest[i : i + 2], "little") % len(WORDS)] for i in range(0, len(rest), 2))
    return (DAMAGED if mode == 3 else "") + chosen[:MOST]


def is_sound(data: bytes) -> bool:
    """Return whether ``data`` can be read as UTF-16 with lone surrogates."""
    try:
        data[: len(data) // 2 * 2].decode("utf-16-le", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


HALF = unionclean.normalize_punctuation.using(width="half")
DEFAULT = compose(*DEFAULT_STEPS)


def fuzz_encoding(data: bytes) -> None:
    check_step(unionclean.repair_encoding, text_of(data))


def fuzz_places(data: bytes) -> None:
    check_step(unionclean.strip_place_spam, text_of(data))


def fuzz_script(data: bytes) -> None:
    check_step(unionclean.to_simplified, text_of(data))


def fuzz_punctuation(data: bytes) -> None:
    check_step(HALF if data[:1] and data[0] & 128 else unionclean.normalize_punctuation, text_of(data))


def fuzz_clean(data: bytes) -> None:
    check_step(DEFAULT, text_of(data))


def fuzz_outline(data: bytes) -> None:
    check_outline(text_of(data))


def fuzz_decode(data: bytes) -> None:
    """Any bytes are decoded, in part if need be; what was lost or not read has a note."""
    decoded = unionclean.decode(data)
    for note in decoded.notes:
        assert 0 <= note.span[0] <= note.span[1] <= len(decoded.text), "a note outside the text"
    if decoded.encoding is None:
        assert decoded.text == ""
        assert decoded.notes or not data
    assert unionclean.decode(data, encoding="gb18030").text is not None


def fuzz_file_bytes(data: bytes) -> None:
    """The reader of encodings gives back what it read, or says why it is no text, or why it cannot be written."""
    try:
        text, encoding = decode(data)
    except NotTextError:
        return
    if encoding.exact:
        assert encoding.encode(text) == data


FIX = Settings().cleaner(("normalize_punctuation",))
NAMES = ("a.md", "a.py", "a.js", "a.rs", "a.sql", "a.txt", "a.yaml", "a.rst", "a.html", "a.tex", "a.json", "a.adoc")


def fuzz_fix(data: bytes) -> None:
    """A fixed file needs no fixing, and what is ignored stays."""
    name = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
    content = text_of(data[1:]).encode("utf-8", "replace")
    try:
        source = parse_text(name, content)
        fixed = fixed_bytes(FIX, Path(name), source)
        again = parse_text(name, fixed)
    except FileError as error:
        assert "bug of unionclean" not in str(error)
        return
    assert fixed_bytes(FIX, Path(name), again) == fixed
    for start, end in ignored_spans(source.text):
        assert source.text[start:end] in again.text


def fuzz_jsonl(data: bytes) -> None:
    """Every record is passed on, cleaned or set apart."""
    cleaned = clean_chunk(unionclean.normalize_punctuation, "text", "id", Chunk(1, data))
    lines = sum(1 for _ in io.BytesIO(data))
    assert sum(1 for _ in io.BytesIO(cleaned.data)) + len(cleaned.rejects) == lines
    for reject in cleaned.rejects:
        reject.to_json("a.jsonl").encode()


def _read_file(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            for document in read_documents(path, field="text", id_field="id"):
                str(document)
        except FileError as error:
            assert "\n" not in str(error)


def fuzz_gzip(data: bytes) -> None:
    _read_file(data, "a.jsonl.gz")


def fuzz_zstd(data: bytes) -> None:
    _read_file(data, "a.jsonl.zst")


def fuzz_parquet(data: bytes) -> None:
    _read_file(data, "a.parquet")


def fuzz_settings(data: bytes) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        Path(folder, ".git").touch()
        Path(folder, "pyproject.toml").write_bytes(data)
        try:
            find_settings([Path(folder)])
        except SettingsError as error:
            str(error)


TARGETS: dict[str, Target] = {
    name.removeprefix("fuzz_"): function for name, function in list(globals().items()) if name.startswith("fuzz_")
}
"""Every target by its name; the folder of its seeds has the same."""
