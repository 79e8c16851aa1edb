"""Reading and writing files: encodings, line ends, regions, atomic replacement, records, folders."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import toys
from tests.strategies import texts
from unionclean.cli.fix import FIX_STEPS
from unionclean.edits import apply_edits
from unionclean.files import atomic
from unionclean.files import texts as text_files
from unionclean.files.atomic import is_temporary, replacing, temporary_of
from unionclean.files.chunks import CHUNK, Chunk, split_chunks
from unionclean.files.compression import compressing, reading
from unionclean.files.encodings import decode
from unionclean.files.errors import FileError, NotTextError
from unionclean.files.jsonl import RecordError, clean_chunk, clean_line, find_field, flag_line
from unionclean.files.kinds import Kind
from unionclean.files.walk import Input, UnfollowedLinkError, exclusion, find_inputs
from unionclean.flags import FLAGS, flag_columns
from unionclean.line_ends import fold_line_ends, restore_line_ends
from unionclean.pipeline import compose
from unionclean.settings import Settings

SIMPLIFIED = "中国工会是中国共产党领导的职工自愿结合的工人阶级群众组织，是会员和职工利益的代表。"
TRADITIONAL = "中國工會是中國共產黨領導的職工自願結合的工人階級群眾組織，是會員和職工利益的代表。"
CLEANER = compose(toys.toy_script, toys.toy_punctuation)


# Encodings


@pytest.mark.parametrize(
    ("text", "codec"),
    [(SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5"), (TRADITIONAL, "gb18030"), (SIMPLIFIED, "utf-8")],
)
def test_a_legacy_encoding_is_told(text, codec):
    decoded, encoding = decode(text.encode(codec))
    assert (decoded, encoding.codec) == (text, codec)
    assert encoding.encode(decoded) == text.encode(codec)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_is_believed_and_kept(codec):
    data = ("\ufeff" + TRADITIONAL).encode(codec)
    text, encoding = decode(data)
    assert text == TRADITIONAL
    assert encoding.encode(text) == data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("好".encode("gbk"), "neither clearly"),  # too short to tell
        (b"caf\xe9 au lait", "single-byte encoding"),
        ("これは日本語のテキストです。漢字も含まれています。東京都".encode("shift-jis"), "Shift-JIS"),
        ("これは日本語のテキストです。漢字も含まれています。東京都".encode("euc-jp"), "EUC-JP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"a\x00b", "NUL"),
        (b"\xff\xfea\x00\x00\x00", "begins with the byte order mark of utf-16-le, but what follows is not"),
    ],
)
def test_what_cannot_be_told_is_not_guessed(data, why):
    with pytest.raises(NotTextError, match=why):
        decode(data)


@given(st.binary())
def test_whatever_decodes_encodes_to_the_same_bytes(data):
    try:
        text, encoding = decode(data)
    except NotTextError:
        return
    if encoding.exact:
        assert encoding.encode(text) == data
    else:
        with pytest.raises(NotTextError, match="left alone"):
            encoding.encode(text)


def test_a_file_with_broken_bytes_is_copied_but_not_fixed_in_place(tmp_path):
    broken = SIMPLIFIED.replace("，", ",").encode("gb18030")[:-1]
    source = text_files.parse_text("a.txt", broken)
    assert text_files.cleaned_bytes(CLEANER, source).decode() == CLEANER(source.text)
    with pytest.raises(FileError, match="byte 79 is not gb18030, or ends within a character; left alone"):
        text_files.fixed_bytes(CLEANER, tmp_path / "a.txt", source)


def test_a_character_the_encoding_cannot_write_is_an_error():
    source = text_files.parse_text("a.txt", TRADITIONAL.encode("big5"))
    with pytest.raises(FileError, match="U\\+56FD, which big5 cannot write"):
        text_files.encode_as(source, source.text.replace("國", "国"), CLEANER)


# Line ends


@given(texts)
def test_line_ends_come_back(text):
    folded, ends = fold_line_ends(text)
    assert "\r" not in folded
    assert restore_line_ends(folded, ends, folded, ()) == text


@given(st.text("國, \r\n甲", max_size=30))
def test_line_ends_come_back_around_edits(text):
    folded, ends = fold_line_ends(text)
    cleaned = CLEANER.explain(folded)
    restored = restore_line_ends(cleaned.text, ends, folded, cleaned.edits)
    assert fold_line_ends(restored)[0] == cleaned.text
    assert apply_edits(folded, cleaned.edits) == cleaned.text


def test_mixed_line_ends_stay_where_they_were():
    folded, ends = fold_line_ends("國\r\n甲,乙\n丙\r丁\r\n")
    cleaned = CLEANER.explain(folded)
    assert restore_line_ends(cleaned.text, ends, folded, cleaned.edits) == "国\r\n甲，乙\n丙\r丁\r\n"


@given(texts.filter(lambda text: text.isprintable() or "\n" in text), st.sampled_from(["a.md", "a.py", "a.js"]))
def test_a_fixed_file_needs_no_fixing(text, name):
    """The real steps here: whatever they are, ``fix`` must be able to keep its promise."""
    data = text.encode("utf-8", "ignore")
    cleaner = Settings().cleaner(FIX_STEPS)
    try:
        source = text_files.parse_text(name, data)
    except FileError:
        return
    try:
        fixed = text_files.fixed_bytes(cleaner, Path(name), source)
    except FileError as error:  # named, and left as it was
        assert "left alone" in str(error)
        return
    assert text_files.fixed_bytes(cleaner, Path(name), text_files.parse_text(name, fixed)) == fixed


REAL = Settings().cleaner(FIX_STEPS)
LINE_SYNTAX = ("a.md", "a.py", "a.yaml", "a.js")
OTHER_BREAKS = ("\u2028", "\u2029", "\x85", "\v", "\f", "\x1c", "\x1e", "\x1f", "\x07", "\u00e2\u20ac\u00a8")


@pytest.mark.parametrize("name", LINE_SYNTAX)
@given(
    st.lists(
        st.sampled_from(["甲", "# 你好,世界", "中国,你好。", "\n", "- ", " ", *OTHER_BREAKS]), min_size=1, max_size=12
    )
)
@example(["甲", "\u2028", "乙"])
@example(["# 你好,世界", "\u00e2\u20ac\u00a8", "中国,你好。"])  # U+2028 in UTF-8, read as CP1252
@example(["# 你好,世界", "\x07", "\n"])
def test_where_lines_are_syntax_nothing_else_becomes_a_line_end(name, pieces):
    source = text_files.parse_text(name, "".join(pieces).encode())
    for data in (text_files.fixed_bytes(REAL, Path(name), source), text_files.cleaned_bytes(REAL, source, name)):
        assert data.count(b"\n") == source.data.count(b"\n")


def test_a_line_of_prose_beside_a_line_separator_is_still_fixed():
    source = text_files.parse_text("a.md", "# 你好,世界\u2028中国,你好\n".encode())
    assert text_files.fixed_bytes(REAL, Path("a.md"), source).decode() == "# 你好，世界\u2028中国，你好\n"
    assert (
        text_files.cleaned_bytes(REAL, text_files.parse_text("a.txt", "甲\u2028乙".encode())).decode() == "甲\n乙"
    )  # plain text


# Atomic replacement


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_a_file_is_replaced_with_its_mode(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with replacing(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names(tmp_path) == ["a.txt"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), replacing(path) as file:
        file.write(b"new")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def test_what_a_killed_process_left_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(atomic, "_swept", set())
    path = tmp_path / "a.txt"
    temporary_of(path).write_bytes(b"half of something much longer")
    temporary_of(tmp_path / "b.txt").write_bytes(b"half of another file")
    with replacing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.txt"]


def test_what_another_process_is_writing_is_not_removed(tmp_path, monkeypatch):
    with replacing(tmp_path / "a.txt") as first:
        first.write(b"first")
        monkeypatch.setattr(atomic, "_swept", set())
        with replacing(tmp_path / "b.txt") as second:
            second.write(b"second")
    assert [(tmp_path / name).read_bytes() for name in ("a.txt", "b.txt")] == [b"first", b"second"]


def test_two_writers_of_one_file_do_not_mix(tmp_path):
    path = tmp_path / "a.txt"
    with replacing(path) as first:
        first.write(b"first")
        with replacing(path) as second:
            second.write(b"second")
        assert path.read_bytes() == b"second"
    assert path.read_bytes() == b"first"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("planted", ["link", "broken link", "hard link", "fifo", "folder"])
def test_nothing_that_lies_under_the_temporary_name_is_written_through(tmp_path, monkeypatch, planted):
    folder, victim, path = tmp_path / "repository", tmp_path / "victim", tmp_path / "repository" / "a.txt"
    folder.mkdir()
    path.write_bytes(b"old")
    if planted != "broken link":
        victim.write_bytes(b"precious")
    planted_at = folder / ".a.txt.0000000000000000.unionclean-tmp"
    make = {
        "link": lambda: planted_at.symlink_to(victim),
        "broken link": lambda: planted_at.symlink_to(victim),
        "hard link": lambda: planted_at.hardlink_to(victim),
        "fifo": lambda: os.mkfifo(planted_at),
        "folder": planted_at.mkdir,
    }
    make[planted]()
    monkeypatch.setattr(atomic, "_swept", set())
    monkeypatch.setattr(atomic.secrets, "token_hex", lambda size: "0" * 16)  # even if the name could be foreseen
    with pytest.raises(FileExistsError), replacing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"old"
    assert victim.exists() == (planted != "broken link")
    assert planted == "broken link" or victim.read_bytes() == b"precious"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o000])
def test_a_private_file_is_private_while_it_grows(tmp_path, mode):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(mode)
    with replacing(path) as file:
        (temporary,) = (each for each in tmp_path.iterdir() if each != path)
        assert stat.S_IMODE(temporary.stat().st_mode) == mode
        file.write(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_changed_program_does_not_keep_the_rights_of_its_owner(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o4755)
    with replacing(path) as file:
        file.write(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o755


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
@pytest.mark.parametrize("comes", ["before", "meanwhile", "as a link"])
def test_a_new_file_replaces_nothing(tmp_path, monkeypatch, comes, links):
    path = tmp_path / "a.txt"

    def refuse(*arguments, **options):
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    if comes == "before":
        path.write_bytes(b"precious")
    if comes == "as a link":
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError, match="exists already"), replacing(path, overwrite=False) as file:
        file.write(b"new")
        path.write_bytes(b"precious")
    if comes == "as a link":
        assert names(tmp_path) == ["a.txt"]
    else:
        assert path.read_bytes() == b"precious"
        assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_a_new_file_takes_a_free_name(tmp_path, monkeypatch, links):
    if not links:
        monkeypatch.setattr(os, "link", lambda *a, **o: (_ for _ in ()).throw(PermissionError(1, "no")))
    with replacing(tmp_path / "a.txt", overwrite=False) as file:
        file.write(b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert names(tmp_path) == ["a.txt"]


def test_a_folder_that_may_be_written_but_not_read_is_no_obstacle(tmp_path, monkeypatch):
    def refusing(path, flags, *rest, _open=os.open, **options):
        if path == tmp_path:
            raise PermissionError(13, "Permission denied", str(path))
        return _open(path, flags, *rest, **options)

    monkeypatch.setattr(os, "open", refusing)
    with replacing(tmp_path / "a.txt") as file:
        file.write(b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"


def test_only_a_regular_file_is_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    status = Path(__file__).stat()
    for like in (None, status):
        with pytest.raises(OSError, match="not a regular file"), replacing(tmp_path / "pipe", like=like):
            pass
    assert (tmp_path / "pipe").is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_link_is_followed_and_stays(tmp_path):
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    with replacing(tmp_path / "link.txt") as file:
        file.write(b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


def test_a_name_of_any_length_can_be_written(tmp_path):
    path = tmp_path / ("文" * 83 + ".txt")
    with replacing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"
    assert is_temporary(temporary_of(path))


# Records


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (b'{"text": "a"}\n', b'{"text": "A"}\n'),
        (b'{"n":1.50,"text":"a","big":12345678901234567890123,"e":1E5}', b'{"n":1.50,"text":"A","big":12345678901234567890123,"e":1E5}'),
        (b'{"text": "a", "text": "b"}\r\n', b'{"text": "a", "text": "B"}\r\n'),
        (b'  {  "text"\t:  "a"  }  \n', b'  {  "text"\t:  "A"  }  \n'),
        (b'{"x": {"text": "a"}, "text": "a"}', b'{"x": {"text": "a"}, "text": "A"}'),
        (b'{"text": null}', b'{"text": null}'),
        (b"\n", b"\n"),
        (b'{"text": "A\\u4e2d"}', b'{"text": "A\\u4e2d"}'),
        (b'{"text": "a\\u4e2d"}', b'{"text": "A\\u4e2d"}'),
        ('{"text": "a中"}'.encode(), '{"text": "A中"}'.encode()),
        ('{"text": "a\\ud800", "x": "中"}'.encode(), '{"text": "A\\ud800", "x": "中"}'.encode()),
        ('\ufeff{"text": "a"}'.encode(), '\ufeff{"text": "A"}'.encode()),
        (b'{"te\\u0078t": "a"}', b'{"te\\u0078t": "A"}'),
    ],
)  # fmt: skip
def test_only_the_field_of_a_record_changes(line, wanted):
    assert clean_line(str.upper, "text", line) == wanted


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"text": "a"', "invalid JSON at column 13"),
        (b'{"text": "a"} {', "invalid JSON"),
        (b'{"text": "a",}', "invalid JSON"),
        (b'{"text" "a"}', "a colon was expected"),
        (b'["text"]', "an object was expected"),
        (b"nonsense", "an object was expected"),
        (b'{"body": "a", "id": 1}', "no field 'text' \\(it has: body, id\\); name one with --field"),
        (b"{}", "it has: none"),
        (b'{"text": 7}', "not a string but 7"),
        (b'{"text": "\xff"}', "not valid UTF-8"),
        (b'{"text": ' + b"[" * 100_000, "cannot be read"),
        (b'{"n": ' + b"9" * 10_000 + b', "text": ""}', "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_record_is_said(line, why):
    with pytest.raises(RecordError, match=why):
        clean_line(str.upper, "text", line)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10) | st.text(max_size=3), lambda v: st.lists(v, max_size=2)
)


@given(st.dictionaries(st.text(max_size=3), json_values, max_size=4), st.text(max_size=5), st.booleans())
def test_the_field_is_found_in_any_object(record, text, plain):
    record["text"] = text
    written = json.dumps(record, ensure_ascii=plain)
    value, start, end = find_field(written, "text")
    assert value == text
    assert json.loads(written[start:end]) == text


@given(st.dictionaries(st.text(max_size=3), json_values, max_size=4), st.text(max_size=5))
def test_a_cleaned_record_is_the_record_with_a_cleaned_field(record, text):
    record["text"] = text
    line = json.dumps(record).encode()
    assert json.loads(clean_line(CLEANER, "text", line)) == {**record, "text": CLEANER(text)}


@given(st.dictionaries(st.text(max_size=3), st.none() | st.integers() | st.text(max_size=3), max_size=3), st.text())
def test_a_flagged_record_is_the_cleaned_record_and_its_flags(record, text):
    line = json.dumps({**record, "text": text}).encode()
    if set(FLAGS).isdisjoint(record):
        wanted = json.loads(clean_line(CLEANER, "text", line)) | flag_columns(CLEANER.explain(text))
        assert json.loads(flag_line(CLEANER.explain, "text", line)) == wanted


def test_rejected_records_lose_nothing():
    chunk = Chunk(5, b'{"text": "a"}\n{"id": 7, "x": 1}\n\xff\n{"text": "b"}')
    cleaned = clean_chunk(str.upper, "text", "id", chunk)
    assert cleaned.data == b'{"text": "A"}\n{"text": "B"}'
    assert cleaned.changed == 2
    first, second = (json.loads(reject.to_json("f")) for reject in cleaned.rejects)
    assert (first["line"], first["id"], first["record"]) == (6, "7", '{"id": 7, "x": 1}')
    assert second["record"].encode("utf-8", "surrogateescape") == b"\xff"


def test_chunks_are_whole_lines_in_order():
    data = b"".join(b"%d\n" % n * 1000 for n in range(1000)) + b"end"
    file = io.BytesIO(data)
    chunks = list(split_chunks(lambda: file.read(CHUNK), "x"))
    assert len(chunks) > 1
    assert b"".join(chunk.data for chunk in chunks) == data
    assert [chunk.first_line - 1 for chunk in chunks] == [
        sum(chunk.data.count(b"\n") for chunk in chunks[:n]) for n in range(len(chunks))
    ]


# Compression


def write_compressed(path, compression, data):
    with path.open("wb") as file, compressing(file, compression, path) as packed:
        packed.write(data)


def read_compressed(path, compression):
    with reading(path, compression, on_bytes=lambda number: None) as file:
        return file.read()


@pytest.mark.parametrize("compression", ["", "gz", "zst"])
def test_compressed_files_round_trip(tmp_path, compression):
    data = os.urandom(100_000) + b"a" * 1_000_000
    write_compressed(tmp_path / "a", compression, data)
    assert read_compressed(tmp_path / "a", compression) == data
    two = (tmp_path / "a").read_bytes() * 2
    (tmp_path / "a").write_bytes(two)
    assert read_compressed(tmp_path / "a", compression) == data * 2


@pytest.mark.parametrize("compression", ["gz", "zst"])
@pytest.mark.parametrize("cut", [1, 10, 50_000])
def test_a_truncated_archive_is_an_error(tmp_path, compression, cut):
    write_compressed(tmp_path / "a", compression, os.urandom(100_000))
    (tmp_path / "a").write_bytes((tmp_path / "a").read_bytes()[:-cut])
    with pytest.raises(FileError, match="a: broken"):
        read_compressed(tmp_path / "a", compression)


@pytest.mark.parametrize("compression", ["gz", "zst"])
def test_what_is_no_archive_is_an_error(tmp_path, compression):
    (tmp_path / "a").write_bytes(b'{"text": "a"}\n')
    with pytest.raises(FileError, match="a: broken"):
        read_compressed(tmp_path / "a", compression)


def test_the_same_input_gives_the_same_archive(tmp_path):
    write_compressed(tmp_path / "a.gz", "gz", b"abc")
    write_compressed(tmp_path / "b.gz", "gz", b"abc")
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()) == b"abc"
    assert Kind("jsonl", "gz").compression == "gz"


# Folders


def find(*paths, skip=None, patterns=(), in_place=False):
    excluded = exclusion(patterns, Path(paths[0]))
    wanted = lambda path: path.suffix == ".txt"  # noqa: E731
    return list(find_inputs(paths, wanted=wanted, excluded=excluded, skip=skip, in_place=in_place))


def test_a_folder_is_searched_in_order(tmp_path):
    for name in ("b.txt", "a/c.txt", "a/d.png", ".git/e.txt", ".x.txt.unionclean-tmp", "out/f.txt", "vendor/g.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = find(tmp_path, skip=tmp_path / "out", patterns=["vendor"])
    assert [item.relative.as_posix() for item in found] == ["a/c.txt", "b.txt"]


def test_links_to_folders_inside_are_found_by_their_own_names(tmp_path):
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "c" / "d.txt").touch()
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "b" / "c" / "again").symlink_to("../c")
    assert [item.relative.as_posix() for item in find(tmp_path)] == ["b/c/d.txt"]


def test_two_links_a_level_cost_no_more_than_one(tmp_path):
    folder = tmp_path
    for _ in range(30):  # followed, they would lead to 2 ** 30 folders
        (folder / "d").mkdir()
        (folder / "x").symlink_to("d")
        (folder / "y").symlink_to("d")
        folder = folder / "d"
    (folder / "a.txt").touch()
    assert len(find(tmp_path)) == 1


def outside(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.txt").touch()
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "folder").symlink_to("../outside")
    (inside / "file.txt").symlink_to("../outside/a.txt")
    (inside / "other.png").symlink_to("../outside/a.txt")
    return inside


@pytest.mark.parametrize(
    ("repository", "in_place", "followed"),
    [(False, False, ["file.txt"]), (False, True, []), (True, False, []), (True, True, [])],
)
def test_links_that_lead_out_of_a_folder_are_told(tmp_path, repository, in_place, followed):
    inside = outside(tmp_path)
    if repository:
        (inside / ".git").mkdir()
    found = find(inside, in_place=in_place)
    assert [item.relative.as_posix() for item in found if isinstance(item, Input)] == followed
    told = [item for item in found if isinstance(item, UnfollowedLinkError)]
    assert [Path(item.where).name for item in told] == ["folder"] if followed else ["file.txt", "folder"]
    assert all(item.why == f"a link that leads out of {inside}, not followed" for item in told)


def test_folders_may_be_nested_deeply(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(450):  # not more: whoever removes the folder may well recurse
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").touch()
    monkeypatch.chdir(tmp_path)
    (item,) = find(Path("d"))
    assert item.path.name == "a.txt"


def test_links_that_lead_nowhere_or_in_circles_are_told(tmp_path):
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "c.txt").symlink_to("c.txt")
    assert [str(problem) for problem in find(tmp_path)] == [
        f"{tmp_path}/a.txt: a link that leads nowhere",
        f"{tmp_path}/c.txt: a link that leads in a circle",
    ]
    assert str(find(tmp_path / "missing.txt")[0]).endswith("missing.txt: no such file or directory")
