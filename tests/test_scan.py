"""A scan counts what the trace says, in parts or at once."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unionclean
from tests.strategies import texts
from unionclean import Change, Cleaned, Edit, Note
from unionclean.report import render_html, render_scan, render_terminal
from unionclean.rules import kind_of_damage
from unionclean.scan import ScanResult, scan_documents, script_of
from unionclean.scan.result import WORST_KEPT


class Traces:
    """A cleaner that returns prepared traces."""

    def __init__(self, *traces: Cleaned) -> None:
        self._traces = {trace.original: trace for trace in traces}

    def explain(self, text: str) -> Cleaned:
        return self._traces.get(text, Cleaned(text, text))


def changed(original: str, *changes: tuple[str, str, str, str], notes: tuple[Note, ...] = ()) -> Cleaned:
    """A trace with one edit of the whole text per (step, rule, after, certainty)."""
    made, text = [], original
    for step, rule, after, certainty in changes:
        made.append(Change(step, (Edit(0, len(text), text, after, rule, certainty),)))
        text = after
    return Cleaned(text, original, tuple(made), notes)


DAMAGED = changed(
    "慶!拔逡弧眹(guó)際,",
    ("repair_encoding", "shifted-run", "慶祝“五一”國際,", "probable"),
    ("to_simplified", "t2s", "庆祝“五一”国际,", "certain"),
)
SPAM = changed("双辽市| 成武县|", ("strip_place_spam", "place-spam", "", "certain"))
FOLDED = changed(",", ("normalize_punctuation", "comma", "，", "certain"))
NARROWED = changed("２", ("normalize_punctuation", "wide_digit", "2", "certain"))
LEFT = Cleaned("x?y", "x?y", (), (Note("lost-byte", (1, 2), "gone"), Note("unrepaired", (1, 2), "left")))
ALL = (DAMAGED, SPAM, FOLDED, NARROWED, LEFT)
DOCUMENTS = [
    ("damaged", DAMAGED.original),
    ("spam", SPAM.original),
    ("folded", ","),
    ("narrowed", "２"),
    ("left", "x?y"),
    ("fine", "好"),
]


def test_the_counts():
    found = scan_documents(DOCUMENTS, cleaner=Traces(*ALL)).to_dict()
    assert found["documents"] == 6
    assert found["characters"] == sum(len(text) for _, text in DOCUMENTS)
    assert found["changed"] == 4
    assert {
        kind["kind"]: (kind["documents"], kind["sites"], kind["certain"], kind["probable"]) for kind in found["kinds"]
    } == {
        "punctuation": (1, 1, 1, 0),
        "full-width letters and digits": (1, 1, 1, 0),
        "Traditional script": (1, 1, 1, 0),
        "place-name spam": (1, 1, 1, 0),
        "shifted bytes": (1, 1, 0, 1),
    }
    assert found["kinds"][0]["share"] == pytest.approx(1 / 6)
    assert (found["certain"], found["probable"], found["unrepaired"]) == (4, 1, 2)
    assert found["notes"] == {"lost-byte": 1, "unrepaired": 1}
    assert found["spam_blocks"] == 1
    assert found["folded_punctuation"] == 1
    assert found["rescued"] == len("慶祝五一國際")
    assert found["in_damaged"] == len(DAMAGED.original)
    assert [worst["id"] for worst in found["worst"]] == ["left", "damaged", "spam"]
    assert json.loads(json.dumps(found)) == found


@given(st.lists(st.sampled_from([*ALL, Cleaned("國好", "國好")]), max_size=12), st.integers(0, 12))
def test_parts_add_up(traces, cut):
    documents = [(str(number), trace.original) for number, trace in enumerate(traces)]
    cleaner = Traces(*ALL)
    whole = scan_documents(documents, cleaner=cleaner)
    first, second = scan_documents(documents[:cut], cleaner=cleaner), scan_documents(documents[cut:], cleaner=cleaner)
    kept = first.to_dict()
    assert first.merge(second).to_dict() == whole.to_dict() == second.merge(first).to_dict()
    assert first.to_dict() == kept
    assert ScanResult().merge(whole).to_dict() == whole.to_dict()
    assert pickle.loads(pickle.dumps(whole)) == whole


def test_what_was_rightly_left_alone_is_no_damage():
    notes = (Note("unpaired-bracket", (0, 1), "no partner"), Note("quoted-mojibake", (0, 1), "spoken of"))
    result = scan_documents([("a", "(")], cleaner=Traces(Cleaned("(", "(", (), notes)))
    assert result.to_dict()["unrepaired"] == 0
    assert result.to_dict()["notes"] == {"quoted-mojibake": 1, "unpaired-bracket": 1}
    assert result.worst == []
    assert render_scan(result, colour=False, width=80).startswith("1 document, 1 character: no damage found\n")


MEANINGS = [
    "lost-byte",
    "unrepaired",
    "digit",
    "unsettled",
    "of tomorrow",
    "unpaired-bracket",
    "quoted-mojibake",
    "guessed",
    "vanished",
]


@pytest.mark.parametrize("kind", MEANINGS)
def test_everybody_counts_the_same_places_as_unrepaired(kind):
    left = changed("(國", ("to_simplified", "t2s", "(国", "certain"), notes=(Note(kind, (0, 1), "why"),))
    number = scan_documents([("a", left.original)], cleaner=Traces(left)).to_dict()["unrepaired"]
    assert number == (kind in MEANINGS[:5])
    summary = "1 place left unrepaired" if number else "nothing left unrepaired"
    assert summary in render_terminal(left, colour=False).splitlines()[0]
    assert ("unrepaired</span> <b>1</b>" if number else "nothing left unrepaired") in render_html([("a", left)])


def test_a_bracket_without_a_partner_is_shown_and_is_no_damage():
    cleaned = unionclean.explain("出席(全總,你好")
    assert scan_documents([("a", cleaned.original)]).to_dict()["unrepaired"] == 0
    shown = render_terminal(cleaned, colour=False)
    assert "nothing left unrepaired" in shown
    assert "left alone  unpaired-bracket  (: this bracket has no partner" in shown


def test_the_worst_of_many_documents_in_bounded_space():
    documents = ((str(number), LEFT.original if number % 3 else "好") for number in range(2000))
    result = scan_documents(documents, cleaner=Traces(LEFT))
    assert len(result.worst) == WORST_KEPT
    assert result.worst == sorted(result.worst, key=lambda worst: (-worst.sites, -worst.unrepaired, worst.id))


@given(st.lists(st.tuples(st.text(), texts), max_size=4))
def test_any_text_can_be_scanned(documents):
    result = scan_documents(documents)
    assert result.documents == len(documents) == sum(result.scripts.values())


@pytest.mark.parametrize("bad", [None, b"abc", 1])
def test_what_is_not_text_is_a_type_error(bad):
    with pytest.raises(TypeError, match="unionclean works on str"):
        scan_documents([("a", bad)])


def test_a_rule_that_is_not_registered_counts_under_its_step():
    assert kind_of_damage("rule of tomorrow", "my_step") == "my_step"
    assert kind_of_damage("rule of tomorrow + t2s", "my_step") == "Traditional script"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sÃ³lo para ti, señorÃ\xada", "mojibake"),
        ("浣犲ソ锛屼笘鐣岋紒", "mojibake"),
        ("好\u200b的", "invisible characters"),
        ("第一段?/p>第二段", "HTML remnants"),
        ("工會", "Traditional script"),
        ("好的  \n", "blanks and line ends"),
        ("１２月", "full-width letters and digits"),
        ("你好,世界", "punctuation"),
    ],
)
def test_a_text_is_counted_under_the_kind_of_its_rule(text, kind):
    assert kind in scan_documents([("a", text)]).kinds


SCRIPTS = {
    "": "other",
    "Hello": "other",
    "好人一生平安": "undecided",
    "中国工会新闻": "simplified",
    "中國工會新聞在這裡": "traditional",
    "中國工會關于新聞": "traditional, machine-made",
    "中國工會中国工会": "mixed",
    "日本の国会で": "japanese",
    "한국어 中國": "korean",
    "カタカナ": "japanese",
    "한국어": "korean",
    "中国工会新闻发布会：国家、国际、学会、电车、书记、风车、鱼、马、鸟、门 關": "simplified",
}


@pytest.mark.parametrize(("text", "script"), SCRIPTS.items())
def test_the_script_of_a_text(text, script):
    assert script_of(text) == script


def test_the_rendering():
    shown = render_scan(scan_documents(DOCUMENTS, cleaner=Traces(*ALL)), colour=False, width=80)
    lines = shown.splitlines()
    assert lines[0] == f"6 documents, {sum(len(text) for _, text in DOCUMENTS)} characters: 4 would change (66.7%)"
    assert lines[2] == "kind of damage                 documents   share     edits  probable"
    assert lines[3].startswith("Traditional script                     1   16.7%         1         0 █")
    assert lines[7].startswith("shifted bytes                          1   16.7%         1         1 █")
    assert "1  lost-byte" in shown
    assert (
        "Edits are counted for each step; explain and report count a place that several\nsteps changed once." in shown
    )
    assert "\x1b" not in shown
    assert all(len(line) <= 80 for line in lines)


def test_the_rendering_in_colour_says_the_same():
    import re

    result = scan_documents(DOCUMENTS, cleaner=Traces(*ALL))
    painted = render_scan(result, colour=True, width=80)
    assert "\x1b[" in painted
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == render_scan(result, colour=False, width=80)


def test_nothing_scanned():
    assert render_scan(ScanResult(), colour=False, width=80) == "0 documents, 0 characters: no damage found"
