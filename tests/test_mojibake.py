"""Mojibake of the Chinese codecs and of Latin-1: the cases, the way there and back, and what must stay."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import unionclean
from tests.case_files import each_case
from tests.linear import assert_linear
from tests.strategies import texts
from tests.test_laws import is_subsequence
from tools.build_ftfy_evidence import derive
from unionclean.edits import apply_edits
from unionclean.encoding.codepages import legacy
from unionclean.encoding.mojibake.channels import AD
from unionclean.encoding.mojibake.ftfy_repair import find_single_byte_mojibake
from unionclean.encoding.mojibake.pair_search import likeliest, one_by_one
from unionclean.encoding.mojibake.repair import find_mojibake
from unionclean.encoding.mojibake.right import read_gbk
from unionclean.encoding.mojibake.wrong import EAST_ASIAN, SINGLE_BYTE
from unionclean.steps import Found, step
from unionclean.tables import read_rows

SENTENCES = [
    "工会工作要为职工群众服务，维护劳动者的合法权益。",
    "昨天下午，全国总工会在北京召开了新闻发布会；记者提出了许多问题。",
    "他说：“这本书的质量很好，下次还会再来买！”",
    "第一条 为了保护公民的个人信息，根据宪法，制定本法。",
    "房间很干净，服务员也很热情，就是离地铁站有点远。",
    "請問您對這個問題有什麼看法？我們應該如何處理？",
    "上海、广州、深圳等城市的房价又上涨了 3.5%。",
]
MISREADINGS = [
    ("gb18030", "latin-1"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp936-windows"),
    ("big5", "gb18030"),
]


def misread_as(text: str, right: str, wrong: str) -> str:
    if wrong != "cp936-windows":
        return text.encode(right).decode(wrong)
    shown = {code: character for character, code in legacy.gbk_codes().items()} | {b"\n": "\n"}
    data, characters, position = text.encode(right), [], 0
    while position < len(data):  # as browsers do it: a lead byte without a trail byte is gone alone
        length = 1 if data[position] <= 0x80 or data[position : position + 2] not in shown else 2
        characters.append(shown.get(data[position : position + length], "\ufffd"))
        position += length
    return "".join(characters)


@step()
def repair(text: str) -> Found:
    """Do one of the two, the Chinese codecs first."""
    found = find_mojibake(text)
    return found if found.edits else find_single_byte_mojibake(text)


@each_case("mojibake", "wanted")
def test_a_wanted_repair_is_made(case):
    cleaned = repair.explain(case.input)
    assert cleaned.text == case.expected
    assert {edit.rule for edit in cleaned.edits} == {case.extra["rule"]}
    assert [note.kind for note in cleaned.notes] == ([case.extra["note"]] if "note" in case.extra else [])


@each_case("mojibake", "kept")
def test_a_look_alike_is_kept(case):
    assert repair.explain(case.input).edits == ()


@each_case("mojibake", "known failure")
def test_a_known_failure_still_fails(case):
    assert repair(case.input) == case.expected


@pytest.mark.parametrize("right, wrong", MISREADINGS)
@given(sentences=st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=6))
@settings(max_examples=20, deadline=None)
def test_a_misread_page_comes_back(right, wrong, sentences):
    page = "\n".join(sentence for sentence in sentences if _has(sentence, right))
    garbage = misread_as(page, right, wrong)
    cleaned = repair.explain(garbage)
    if "\ufffd" not in cleaned.text:
        assert cleaned.text == page
    assert len(cleaned.text) == len(page)
    assert all(a == b or a == "\ufffd" for a, b in zip(cleaned.text, page, strict=True))
    assert ("\ufffd" in cleaned.text) == bool(cleaned.notes)


def _has(sentence: str, codec: str) -> bool:
    return sentence.encode(codec, "ignore").decode(codec) == sentence


@pytest.mark.parametrize("right, wrong", MISREADINGS)
def test_a_misread_line_among_good_ones_comes_back(right, wrong):
    good, lines = SENTENCES[3], [sentence for sentence in SENTENCES[:6] if _has(sentence, right)]
    for line in lines:
        seen = repair(f"{good}\n{misread_as(line, right, wrong)}\n{good}").split("\n")
        assert seen[0] == seen[2] == good
        assert len(seen[1]) == len(line)
        assert all(a == b or a == "\ufffd" for a, b in zip(seen[1], line, strict=True))


WORDS = [
    "3月",
    "5日",
    "会议",
    "在",
    "北京",
    "和",
    "时",
    "电",
    "（记者",
    "）",
    "，",
    "上海",
    "第2",
    " ",
    "12",
    "2019",
    "apt",
    "cron",
    "1:0",
    "万元",
    "户",
]


@given(words=st.lists(st.sampled_from(WORDS), min_size=2, max_size=12), pair=st.sampled_from(MISREADINGS))
@example(words=["7", "日", "20", "时", "—", "1", "月"], pair=("gb18030", "latin-1"))
@example(words=["1月", "户"], pair=("gb18030", "latin-1"))
@settings(max_examples=60, deadline=None)
def test_a_misread_line_with_digits_and_ascii_words_is_repaired_whole_or_stays(words, pair):
    line = "".join(words).strip()
    seen = misread_as(line, *pair) if _has(line, pair[0]) else line
    if "\ufffd" not in seen:
        assert unionclean.repair_encoding(seen) in (line, seen)


LOSSES = {
    "private-use characters and U+FFFD are dropped": re.compile("[\ue000-\uf8ff\ufffd]"),
    "private-use characters are dropped": re.compile("[\ue000-\uf8ff]"),
    "U+FFFD is dropped": re.compile("\ufffd"),
}


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
@given(sentences=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
@settings(max_examples=20, deadline=None)
def test_what_a_decoder_dropped_is_marked_and_not_guessed(loss, sentences):
    page = "\n".join(sentences)
    cleaned = repair.explain(loss.sub("", misread_as(page, "utf-8", "cp936-windows")))
    assert is_subsequence(cleaned.text.replace("\ufffd", ""), page)
    assert cleaned.text.count("\n") == page.count("\n")
    assert 0 <= len(page) - len(cleaned.text) <= len(sentences)
    assert ("\ufffd" in cleaned.text) == bool(cleaned.notes)


DIGITS = [
    c for c in map(chr, range(0x80, sys.maxunicode + 1)) if unicodedata.category(c) in ("Nd", "No", "Nl") and c != "〇"
]


@given(st.sampled_from(DIGITS), st.sampled_from(["{}", "第{}章", "x{}", "我们在{}号会议室开会，请准时参加"]))
@example("༠", "{} ")
@example("⁰", "x{}")
@settings(deadline=None)
def test_no_digit_of_any_kind_is_written(digit, frame):
    for right, wrong in (("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gb18030", "latin-1"), ("utf-8", "gb18030")):
        seen = frame.format(digit).encode(right).decode(wrong, "replace")
        assert digit in seen or digit not in unionclean.repair_encoding(seen)


@given(
    st.lists(
        st.sampled_from([*"ÄãºÃ浣犲ソ€?\ufffd锛銆鎴戜滑斕疑ㄛ¤¤å½ \nA中国", "Ã©", "â€œ"]) | st.characters(), max_size=30
    ).map("".join)
    | texts
)
@settings(deadline=None)
def test_the_finders_keep_the_laws(text):
    cleaned = repair.explain(text)
    assert repair(text) == cleaned.text
    assert repair(cleaned.text) == cleaned.text
    assert cleaned.revert() == text
    assert cleaned.edits or cleaned.text is text


def test_a_line_that_is_plainly_misread_and_refused_has_one_note():
    seen = "热烈欢迎各位领导来我校指导工作".encode().decode("cp1257", "replace")
    found = find_mojibake(f"好的。\n{seen}\n好的。")
    assert not found.edits
    assert [note.kind for note in found.notes] == ["unrepaired"]
    assert 4 <= found.notes[0].span[0] < found.notes[0].span[1] <= 4 + len(seen)


def test_rare_characters_beside_misread_lines_have_no_note():
    misread = "浠婂ぉ鐨勪細璁凡缁忕粨鏉熴€?"
    sound = ["氕氘氚氦锂铍硼氟氖钠镁铝硅", "魑魅魍魉、饕餮、貔貅、狴犴", "蒹葭萋萋，白露未晞", "佢哋冚唪唥都係啱啱嚟到"]
    notes = find_mojibake("\n".join([misread, *sound, misread])).notes
    assert {note.kind for note in notes} == {"lost-byte"}


@each_case("mojibake", "kept")
def test_a_look_alike_has_no_note_of_damage(case):
    kinds = {note.kind for note in find_mojibake(case.input).notes}
    assert ("unrepaired" in kinds) == (case.extra.get("note") == "unrepaired")


def test_what_windows_1252_has_no_character_for_is_marked():
    seen = "服务器正在维护，请稍后再试。".encode().decode("cp1252", "ignore")
    assert repair(seen) == "\ufffd务器正在维护，请\ufffd\ufffd\ufffd试。"


def test_two_bytes_that_ftfy_reads_outside_a_word_are_doubtful():
    stated = {
        text: repair.explain(text).edits[0].confidence
        for text in ("sÃ³lo", "vivre Ã\xa0 Paris", "cafÃ©", "Ã©tude", "Ã»")
    }
    assert [confidence == 1 for confidence in stated.values()] == [True, True, True, True, False]


def test_the_trigger_of_ftfy_is_that_of_the_installed_ftfy():
    trigger = dict(read_rows("ftfy_evidence.tsv"))
    assert derive() == (trigger["characters"], trigger["condition"])


def misread_again(edit):
    """What the edit's text looks like when it is misread in the ways that the edit names, the right codec first."""
    shown = edit.after
    for way in edit.detail.split(", then "):
        right, wrong = way.split(" read as ")
        data = shown.encode({"utf8": "utf-8", "gbk": "gb18030"}.get(right, "cp950"), "replace")
        codec = next(codec for codec in (*EAST_ASIAN, *SINGLE_BYTE) if codec.name == wrong)
        characters = {
            code: character for codes in (codec.codes, codec.second_codes) for character, code in codes.items()
        }
        shown = "".join(characters[piece] for piece in split_codes(data, characters))
    return shown


def split_codes(data, characters):
    """The codes of one or two bytes that ``data`` is made of."""
    position = 0
    while position < len(data):
        length = 1 if data[position : position + 1] in characters and data[position] < 0x81 else 2
        if data[position : position + length] not in characters:
            length = 1
        yield data[position : position + length]
        position += length


@each_case("mojibake", "wanted")
def test_what_is_repaired_misreads_to_what_was_seen(case):
    for edit in find_mojibake(case.input).edits:
        if not any(mark in edit.after + edit.before for mark in "\ufffd ") and "latin1" not in edit.rule:
            assert misread_again(edit) == edit.before
        if "cp1252" in edit.detail and edit.rule == "gbk-as-latin1":
            seen = edit.after.encode("gbk").decode("latin-1")
            assert (seen.replace("\u00ad", "") if "without its bytes AD" in edit.detail else seen) == edit.before


def test_the_tables_are_sorted_and_unique():
    rows = read_rows("plausibility.tsv")
    characters = [c for row in rows if row[0] == "c" for c in row[2]]
    assert len(characters) == len(set(characters))
    assert all(row[2] == "".join(sorted(set(row[2]))) for row in rows)
    firsts = [row[1] for row in rows if row[0] == "p"]
    assert firsts == sorted(set(firsts))
    kinds = dict(read_rows("mojibake_characters.tsv"))
    assert all(characters == "".join(sorted(set(characters))) for characters in kinds.values())
    for together in (("strong", "strong_if_clustered", "context", "context_of_strong"), ("kanji", "beside_kanji")):
        assert len(set("".join(kinds[kind] for kind in together))) == sum(len(kinds[kind]) for kind in together)


HOSTILE = [
    "Ä",
    "ÄãºÃ",
    "浣",
    "犲",
    "浣犲ソ",
    "€",
    "犲浣",
    "ä½ ",
    "Ã",
    "锛?",
    "犲犲中",
    "\ufffd犲",
    "Ã©\n",
    "犲浣\n",
    "“ÄãºÃ”",
    "A犲浣",
]


@pytest.mark.parametrize("piece", ["å¥½", "═¿╓¬╬─╝■", "浣犲ソ"])
@pytest.mark.parametrize("mark", ["", " ", "，"])
def test_an_endless_line_is_cut_between_words_or_stays(piece, mark):
    words = 120_000 // len(piece + mark)
    text = (piece + mark) * words
    expected = (repair(piece) + mark) * words
    assert repair(text) in ([expected] if mark else [expected, text])
    assert repair.explain(text).revert() == text


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("find", [find_mojibake, find_single_byte_mojibake], ids=lambda find: find.__name__)
def test_hostile_text_takes_linear_time(piece, find):
    assert_linear(lambda text: apply_edits(text, find(text).edits), lambda size: piece * (size // len(piece)), 40_000)


@pytest.mark.parametrize("piece", ["1ab5", "1ab5c4b5c4", "1a1ab5c4b5", "1ac4e3b5c4b6", "1ab7d6c0cbb6d7b9b9d7d6c4e5"])
def test_lost_bytes_are_read_in_linear_time(piece):
    lossy = bytes.fromhex(piece)
    assert_linear(read_gbk, lambda size: lossy * (size // len(lossy)), 40_000)


@given(st.text(alphabet="這個國家的風景很美我要去看重要限制軍方負責原則，。a1", min_size=1, max_size=30))
@example("限")
def test_only_bytes_ad_are_put_back(text):
    left = text.encode("cp950").replace(AD, b"")
    read = likeliest(one_by_one(left), "big5", without_ad=True)
    codes = {character: pair for pair, character in legacy.big5_characters().items()}
    data = b"".join(codes.get(character) or character.encode() for character in read or "")
    assert read is None or legacy.LOST in read or data.replace(AD, b"") == left


@pytest.mark.parametrize("unit", ["\u00d3", "¤@Ó", "\u03ed\u00c9", "Ó x"])
def test_lines_without_soft_hyphens_take_linear_time(unit):
    assert_linear(find_mojibake, lambda size: unit * (size // len(unit)), 40_000)
