"""``unionclean.decode``: every file of the table, any bytes at all, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unionclean
from tests.byte_files import FILES, LETTER, LOST, NEWS, TAIPEI
from unionclean import decode

CODECS = [
    "utf-8",
    "gb18030",
    "big5",
    "cp950",
    "big5hkscs",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "hz",
    "iso-2022-cn",
    "cesu-8",
    "gb18030+big5",
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_read_right_or_refused_with_the_reason(file):
    decoded = decode(file.data)
    if file.text is None:
        assert (decoded.text, decoded.encoding) == ("", None)
        assert [note.meaning for note in decoded.notes] == ["unrepaired"]
        assert file.why in decoded.notes[0].why
        return
    assert decoded.text == file.text
    lost = [note for note in decoded.notes if note.kind == "lost-byte"]
    assert [decoded.text[slice(*note.span)] for note in lost] == [LOST] * file.text.count(LOST)


def test_the_table_has_sixty_files():
    assert len(FILES) >= 60
    assert len({file.name for file in FILES}) == len(FILES)


@given(st.binary(max_size=300), st.none() | st.sampled_from(CODECS))
def test_no_bytes_raise(data, encoding):
    decoded = decode(data, encoding=encoding)
    assert isinstance(decoded, unionclean.Decoded)
    for note in decoded.notes:
        assert 0 <= note.span[0] <= note.span[1] <= len(decoded.text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.sampled_from(CODECS[:8]))
def test_a_named_encoding_reads_what_it_wrote(text, codec):
    data = text.encode(codec, "ignore")
    if not data.decode(codec).startswith("\ufeff"):
        assert decode(data, encoding=codec).text == data.decode(codec)


@given(st.integers(0, 60), st.sampled_from(["gb18030", "big5"]), st.binary(min_size=1, max_size=1))
def test_one_bad_byte_costs_few_characters(place, codec, byte):
    """Whatever byte stands there, what is far from it is right."""
    text = LETTER * 2
    data = text.encode(codec)
    decoded = decode(data[:place] + byte + data[place + 1 :], encoding=codec).text
    assert decoded[40:] == text[-len(decoded) + 40 :]


def test_lines_in_another_encoding_are_told():
    decoded = decode(NEWS.encode("gbk") + LETTER.encode())
    assert decoded.encoding == "gb18030+utf-8"
    assert [(note.kind, note.span) for note in decoded.notes] == [("mixed-encodings", (0, len(NEWS)))]


def test_codes_that_users_define_have_a_note():
    place = TAIPEI.index("{}")
    data = TAIPEI.format("甲").encode("cp950").replace("甲".encode("cp950"), b"\xfe\xfe")
    decoded = decode(data)
    assert (decoded.text[place], decoded.encoding) == ("\ue310", "cp950")
    assert [(note.kind, note.span) for note in decoded.notes] == [("user-defined", (place, place + 1))]
    assert decode(data, encoding=decoded.encoding) == decoded


def test_halves_of_utf_16_have_a_note():
    data = b"\xed\xa1\x82\xed\xbe\xb7" + "野家".encode()
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == ("𠮷野家", "cesu-8")
    assert [(note.kind, note.meaning, note.span) for note in decoded.notes] == [("cesu-8", "remark", (0, 1))]
    assert decode(data, encoding="CESU-8") == decoded


def test_lines_in_three_encodings_are_told():
    data = NEWS.encode("gbk") + LETTER.encode("big5") + NEWS.encode()
    decoded = decode(data)
    assert decoded.encoding == "gb18030+big5+utf-8"
    first, second = len(NEWS), len(NEWS + LETTER)
    assert [note.span for note in decoded.notes] == [(0, first), (first, second)]
    assert decode(data, encoding=decoded.encoding) == decoded
    with pytest.raises(ValueError, match="unknown encoding 'gbk\\+koi8-r'; lines may be"):
        decode(data, encoding="gbk+koi8-r")


@pytest.mark.parametrize("data", ["text", None, 1, ["a"]])
def test_what_is_no_bytes_is_a_type_error(data):
    with pytest.raises(TypeError, match="decode works on bytes"):
        decode(data)


def test_an_unknown_encoding_is_named():
    with pytest.raises(ValueError, match="unknown encoding 'klingon'; for example utf-8, gb18030"):
        decode(b"", encoding="klingon")
    for codec in ("base64", "punycode", "idna", "undefined"):
        with pytest.raises(ValueError, match=f"unknown encoding '{codec}'"):
            decode(b"\xc4\xe3", encoding=codec)
    with pytest.raises(ValueError, match="unknown encoding 'base64'"):
        decode(b"", encoding="base64")


def test_the_name_of_two_encodings_is_a_name():
    data = "第一行是汉字和词语\n".encode("gbk") * 3 + "第二行是汉字和词语\n".encode() * 3
    found = decode(data)
    assert found.encoding == "gb18030+utf-8"
    assert decode(data, encoding=found.encoding) == found
    with pytest.raises(ValueError, match="unknown encoding 'klingon'"):
        decode(data, encoding="klingon+utf-8")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-32-be"])
@pytest.mark.parametrize("named", [True, False])
def test_only_the_first_byte_order_mark_is_no_text(codec, named):
    data = "\ufeff\ufeff工会".encode(codec)
    assert decode(data, encoding=codec if named else None).text == "\ufeff工会"


CHINESE_LINE = "保存成功，用户退出，网络连接超时，正在重试。\n"


@pytest.mark.parametrize("stray", [b"\x803\n", b"a\xa0b\n"])
def test_a_stray_byte_on_a_line_of_ascii_is_lost_from_utf8(stray):
    decoded = unionclean.decode(CHINESE_LINE.encode() * 9 + stray)
    assert decoded.encoding == "utf-8"
    assert [note.kind for note in decoded.notes] == ["lost-byte"]


@pytest.mark.parametrize("name", ["gb18030+utf-8", "gbk+utf-8", "big5+utf-8"])
def test_lines_in_one_encoding_may_be_named_as_lines_in_two(name):
    assert unionclean.decode(b"abc", encoding=name).text == "abc"
    data = "汉字漢字".encode(name.partition("+")[0], "ignore")
    assert data.decode(name.partition("+")[0]) == unionclean.decode(data, encoding=name).text


@pytest.mark.parametrize(("codec", "expected"), [("utf-8", "\ufffd我们在北京工作"), ("gb18030", "€我们在北京工作")])
def test_a_lone_byte_80_says_nothing_of_the_rest_of_its_line(codec, expected):
    data = b"\x80" + "我们在北京工作".encode(codec)
    assert unionclean.decode(data, encoding="gb18030+utf-8").text == expected


@pytest.mark.parametrize("name", ["hz+utf-8", "latin-1+utf-8", "cesu-8+utf-8", "utf-8+gbk"])
def test_lines_in_two_encodings_are_paired_ones_and_utf8(name):
    with pytest.raises(ValueError, match="lines may be in UTF-8 and one of"):
        unionclean.decode(b"abc", encoding=name)


def test_a_token_of_base64_is_no_utf7():
    token = b"token=3SOfoOHzuBxclSQ+YOCdP44K\n"
    assert unionclean.decode(token).text == token.decode("ascii")
