"""The second look: what is doubtful is read again by the names that stand in damaged lines only."""

import pytest

from tests.machine import damage
from unionclean import repair_encoding

TABLE = {"學": "xué", "國": "guó", "會": "huì", "區": "qū", "時": "shí"}
SOUND = "這所學校在國內很有名，學生會常到區里參加活動，當時的學生也來自國外。"
ABOUT = (
    *("學院的比賽開始了", "學院在新區建成", "學校長的來信", "教堂的會議", "學院，學生住在那里"),
    *("的名字很老", "學習，學校改制", "附近有一所學校"),
)


def page_about(name: str, before: str) -> str:
    return "\n".join([SOUND, *(f"{before}{name}{what}。" for what in ABOUT)])


def test_a_name_that_other_lines_have_is_read_by_them():
    page = page_about("埃克塞特", "我喜歡")
    assert "克塞特教堂的會議" in repair_encoding(damage(page, TABLE, flavour="Q", keep_private=False))


@pytest.mark.parametrize("flavour", ["Q", "D"])
def test_full_stops_which_every_page_has_do_not_speak_for_one_more(flavour):
    page = page_about("福克納德", "我喜歡")
    repaired = repair_encoding(damage(page, TABLE, flavour=flavour, keep_private=True))
    assert repaired.count("喜歡福克納德") == len(ABOUT)


def notes_on(line: str) -> list[tuple[str, str]]:
    text = f"中國(guó)工會(huì)新聞發(fā)布，各國(guó)代表在區(qū)里。\n{line}"
    return [(note.kind, text[slice(*note.span)]) for note in repair_encoding.explain(text).notes]


@pytest.mark.parametrize("line", ["一二2贿^(guó)問題", "第3屆@(guó)問題"])
def test_an_annotation_behind_half_a_character_is_noted_where_it_stays(line):
    assert notes_on(line) == [("unrepaired", "(guó)")]


@pytest.mark.parametrize("line", ["翀(chōng)是名字", "Xi(xī)is a word", "見附件(guó)"])
def test_a_gloss_is_no_damage(line):
    assert notes_on(line) == []


def test_the_note_on_a_lost_byte_says_how_sure_the_rest_is():
    text = "中國(guó)工會(huì)新聞發(fā)布，各國(guó)代表。\n獎(jiǎng)狀、獎?wù)潞?297個全國工人先鋒號獲得表彰。"
    (note,) = repair_encoding.explain(text).notes
    assert note.kind == "lost-byte"
    assert "the rest is right in" in note.why
