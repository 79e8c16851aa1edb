"""``repair_encoding`` on the machine's damage: real fragments, damage made here, and pages that only look like it."""

from __future__ import annotations

import pytest

from tests.case_files import Case, each_case, read_cases
from tests.machine import damage
from unionclean import repair_encoding
from unionclean.encoding.codepages import cp936
from unionclean.encoding.linkfarm.annotations import annotated_characters, times_seen
from unionclean.tables import read_rows

READINGS = {character: min(annotated_characters()[character]) for character in times_seen()}

WORDS = ["網絡", "領導", "預備", "測驗", "機構", "學習", "時間", "經濟", "農村", "設備", "關系", "團結"]
"""Words with one character of the table each: a page that repeats them annotated is a page of the machine."""


def page_around(fragment: Case) -> tuple[str, str]:
    """Return a damaged line that makes the page's evidence for ``fragment``, and the same line undamaged."""
    free = [w for w in WORDS if not any(c in READINGS and c in fragment.expected for c in w)][:4]
    line = "、".join(free) + "和" + "、".join(free) + "\n"
    table = {character: READINGS[character] for word in free for character in word if character in READINGS}
    return damage(line, table, cut=False), line


@pytest.mark.parametrize("fragment", read_cases("fragments"), ids=lambda fragment: fragment.label)
def test_the_machine_makes_every_real_fragment(fragment):
    how = fragment.extra
    table = {character: READINGS[character] for character in how["annotated"]}
    text = how.get("before", "") + fragment.expected
    made = damage(text, table, flavour=how["flavour"], cut=how.get("cuts", True))
    assert made == fragment.input


@each_case("fragments")
def test_every_real_fragment_comes_back(case):
    damaged, line = page_around(case)
    cleaned = repair_encoding.explain(damaged + case.input + "\n")
    wanted = line + damage(case.extra.get("before", "") + case.expected, {}, cut=False) + "\n"
    if "\ufffd" in cleaned.text:
        assert any(note.kind == "lost-byte" for note in cleaned.notes)
        assert len(cleaned.text) == len(wanted)
        assert all(got in (want, "\ufffd") for got, want in zip(cleaned.text, wanted, strict=True))
    else:
        assert cleaned.text == wanted


SENTENCES = [
    "全國總工會新聞發言人介紹了全國工會系統統籌推進疫情防控和經濟社會發展工作情況。",
    "各級工會多方籌集物資、下撥專項資金，持續加大疫情防控投入力度。",
    "大力弘揚勞模精神、勞動精神、工匠精神，在全社會營造濃厚氛圍。",
    "國務院辦公廳印發《職業技能提升行動方案》，對開展職業技能培訓工作作出全面部署。",
    "慶祝“五一”國際勞動節，評選表彰將向為抗擊疫情作出重大貢獻的一線醫務人員傾斜。",
    "我們去產能的一個難點是職工的安置，各省（區、市）工會做了大量工作。",
    "網絡時代，學習使人進步；實踐出真知！讓我們團結起來，為實現目標努力。",
]


@each_case("encoding", "wanted")
def test_damage_is_repaired(case):
    assert repair_encoding(case.input) == case.expected


@each_case("encoding", "kept")
def test_what_only_looks_like_damage_stays(case):
    assert repair_encoding(case.input) is case.input


def test_question_marks_that_stay_on_a_page_of_broken_bytes_are_told():
    text = "全國(guó)總工會(huì)在會(huì)議上說?,各級(jí)領(lǐng)導(dǎo)?;都來了，只可???2節(jié)車廂"
    assert {note.kind for note in repair_encoding.explain(text).notes} & {"doubtful", "guessed", "unsure"}


def test_nothing_is_said_to_have_vanished_unless_the_page_suggests_it():
    text = "全國(guó)總工會(huì)在會(huì)議上說，這裡很小,各級(jí)領(lǐng)導(dǎo)都來了。"
    assert repair_encoding.explain(text).notes == ()
    vanishing = damage("\n".join(SENTENCES), READINGS, flavour="D")
    assert "vanished" in {note.kind for note in repair_encoding.explain(vanishing).notes}


def test_a_tag_is_dropped_that_came_back_alone_on_a_long_page():
    damaged = "授予獎(jiǎng)?wù)碌闹С至Χ取?/p>\n國(guó)家發(fā)展\n"
    page = damage("\n".join(SENTENCES), READINGS) + "\n"
    assert repair_encoding(page + damaged).endswith("\n授予獎章的支持力度。\n國家發展\n")
    assert repair_encoding(page + "<p>" + damaged).endswith("\n<p>授予獎章的支持力度。</p>\n國家發展\n")


@pytest.mark.parametrize("fold", [True, False])
def test_a_question_mark_before_a_tag_is_one(fold):
    html = "<p>這會帶來哪些主要變化？</p><p>國家發展經濟，會議討論了學校的問題，各級領導都來了。</p><p>大家怎么看？</p>"
    damaged = damage(html, {"國": "guó", "會": "huì", "經": "jīng"}, flavour="D", fold=fold)
    assert repair_encoding(damaged) == damage(html, {}, cut=False, fold=fold)


def test_a_page_of_damaged_and_sound_lines_loses_all_its_readings():
    sound = "\n".join(SENTENCES)
    damaged = damage(sound, READINGS, cut=False, fold=False)
    assert "(" not in repair_encoding(damaged + "\n" + sound).replace("（", "")


def test_a_broken_bracket_that_nothing_explains_stays_with_a_note():
    text = "中國(guó)工會(huì)發(fā)布，各國(guó)ＡＢＣ?lián)"
    cleaned = repair_encoding.explain(text)
    assert cleaned.text.endswith("ＡＢＣ?lián)")
    assert [note.kind for note in cleaned.notes] == ["unrepaired"]


def test_garbage_that_no_window_holds_has_a_note():
    text = "國(guó)際會(huì)議發(fā)展關(guān)系,他坐在新上:蛷V大人民"
    cleaned = repair_encoding.explain(text)
    assert cleaned.text.endswith("新上:蛷V大人民")
    assert [(note.kind, text[slice(*note.span)]) for note in cleaned.notes] == [("unrepaired", "蛷V")]


@pytest.mark.parametrize("zone", [0xAAA1, 0xAFFE, 0xF8A1, 0xFEFE, 0xA140, 0xA7A0, 0xFE50, 0xFEA0], ids=hex)
def test_the_private_zones_go_both_ways(zone):
    character = cp936.decode_table()[zone]
    assert "\ue000" <= character <= "\uf8ff"
    assert cp936.encode_table()[character] == zone


def test_assigned_characters_are_those_of_the_codec():
    private = cp936.user_defined()
    for code, character in cp936.decode_table().items():
        if code not in private:
            assert character.encode("gbk") == bytes(divmod(code, 256))


def test_the_table_of_readings_is_sorted_unique_and_encodable():
    rows = read_rows("annotations.tsv")
    characters = [character for character, _, _ in rows]
    assert characters == sorted(set(characters))
    assert all(character in cp936.encode_table() for character in characters)


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("中國(guó)工會,你好", ["(guó)"]),
        ("这个會(huì)议很好,那个年轻的學(xué)生来说", ["(huì)", "(xué)"]),
        ("生字：國(guó)、學(xué)、會(huì)", []),
        ("他叫翀(chōng),漢代的張騫(qiān)", []),
        ("中國(guó)工會(huì)發(fā)布", []),
    ],
    ids=["one", "two", "a list", "glosses", "a page of the machine"],
)
def test_readings_that_prove_nothing_are_told(text, noted):
    cleaned = repair_encoding.explain(text)
    lone = [note for note in cleaned.notes if note.kind == "lone-reading"]
    assert [text[slice(*note.span)] for note in lone] == noted
    assert not (noted and cleaned.edits)


def test_what_was_lost_before_is_told():
    text = "委托代理人李卓,陕西博\ufffd\ufffd律师事务所。中國(guó)工會(huì)發(fā)布,慶!拔逡弧眹(guó)際"
    notes = repair_encoding.explain(text).notes
    assert [text[slice(*note.span)] for note in notes if note.kind == "lost-before"] == ["\ufffd\ufffd"]


@pytest.mark.parametrize(
    "text",
    [
        "`\\u5730\\u6b64\x0b起`",
        "`ÄãºÃ，ÖÐ¹ú\x0b`",
        "```\x0bâ€™```",
        "`ÖÐ¹úÄºÃ`浣犲ソ\u200b",
        "`\x85\udc00ÄãºÃ`\x00浣犲ソ，中国\x00",
    ],
)
def test_a_sample_whose_end_moves_is_settled_in_one_pass(text):
    once = repair_encoding(text)
    assert repair_encoding(once) == once == repair_encoding.explain(text).text
