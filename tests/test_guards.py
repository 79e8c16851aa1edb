"""The guards: what they let pass unseen, no finder would have changed."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.strategies import SENTENCES, mojibake, texts
from unionclean import DEFAULT_STEPS, repair_encoding
from unionclean.alphabet import BITS, LETTERS, SIZE, Alphabet, Way, build_alphabet, spans, ways_of
from unionclean.conditions import FREQUENT, NEAR, Condition
from unionclean.encoding import residue
from unionclean.encoding.codepages.legacy import LOST, gbk_codes
from unionclean.encoding.linkfarm import annotations
from unionclean.encoding.linkfarm.repair import find_linkfarm_damage
from unionclean.encoding.linkfarm.scattered_pinyin import find_scattered_pinyin
from unionclean.encoding.mojibake import double_bytes, ftfy_repair, prefilter
from unionclean.encoding.mojibake.evidence import is_chinese
from unionclean.encoding.mojibake.repair import find_mojibake
from unionclean.encoding.mojibake.search import find_best
from unionclean.guards import Guard, compile_guards
from unionclean.han import NOT_LATIN_BMP
from unionclean.sieve import ANY, NOTHING, Sieve
from unionclean.signs import Scan
from unionclean.walk import Walk

FINDERS = (
    find_linkfarm_damage,
    find_scattered_pinyin,
    find_mojibake,
    ftfy_repair.find_single_byte_mojibake,
    residue.find_residue,
)

tags = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["", "中", "。", "<", "</", "?", "a?", "?/", "/", "中/", "中?"]),
    st.sampled_from(["p", "div", "br", "h3", "blockquote", "tt id=x3k9z", "tt id='x3k9z'", 'b id="x3k9z', "中"]),
    st.sampled_from(["", " ", "  ", "/", " /"]),
    st.just(">"),
    st.sampled_from(["", "</tt>", "文"]),
)
other_letters = st.text(st.characters(max_codepoint=0x2FFF), max_size=12).map(
    lambda text: text.encode("utf-8", "ignore").decode("gb18030", "replace")
)
pieces = st.lists(texts | mojibake | tags | other_letters | st.sampled_from(SENTENCES), max_size=4).map("".join)
"""Text of every kind, with garbage of every kind in it."""

readings = st.sampled_from(
    [
        ("utf-8", "gb18030"),
        ("utf-8", "big5hkscs"),
        ("utf-8", "cp950"),
        ("big5", "gb18030"),
        ("gbk", "cp950"),
        ("gbk", "big5hkscs"),
    ]
)
lines = st.lists(
    st.sampled_from(
        [
            *"，。、：；！？（）“”‘’…—·,.:;!?()\"'-_|/\\~ \t\n\r\u3000\u00a0甲乙AB019１Ａ＄．－…―",
            "。。。",
            "...",
            "--",
            " \n",
            "双辽市|",
            "國",
            "于是",
        ]
    ),
    max_size=30,
).map("".join)
"""Marks in every order."""

passages = st.builds(
    lambda text, codecs, cut, length: text.encode(codecs[0], "ignore").decode(codecs[1], "replace")[cut : cut + length],
    st.lists(st.sampled_from(SENTENCES) | st.text(max_size=8), min_size=1, max_size=4).map("".join),
    readings,
    st.integers(0, 30),
    st.integers(2, 40),
)
"""Pieces of Han mojibake, cut anywhere."""


@given(pieces)
@example("㐀㐀一㐀\ufffd")
@example("㐀㐀㐀㐀ㄛ")
@settings(deadline=None)
def test_what_triggers_nothing_needs_nothing(text):
    if Scan([repair_encoding]).awake(text, [0]):
        return
    assert repair_encoding(text) is text
    for find in FINDERS:
        assert find(text) == ((), ())


@given(pieces)
@settings(deadline=None)
def test_no_finder_needs_what_its_trigger_does_not_see(text):
    if not compile_guards(annotations.GUARD).search(text):
        assert annotations.ANNOTATION.search(text) is None
    if not compile_guards(*residue.GUARDS).search(text):
        assert residue._all_edits(text) == []
    if not compile_guards(ftfy_repair.guard()).search(text):
        from ftfy.badness import is_bad

        assert not is_bad(text)


@given(passages | passages.map(lambda garbage: f"记者{garbage}，北京"))
@example("佽:※斕")
@example("2020\ue6e45る14ら")
@settings(deadline=None, max_examples=300)
def test_what_is_believed_is_promising(passage):
    """The sieve by Python's codecs lets pass what the search would repair."""
    for found in find_best(passage):
        if found.is_east_asian and is_chinese(found.after):
            assert {codec.family for codec in prefilter._promising_codecs(passage)} & {found.ways[0].wrong.family}


def test_every_character_of_gbk_is_encoded_as_the_sieve_encodes_it():
    own = {character for character, code in gbk_codes().items() if character.encode("gb18030") != code}
    assert all(
        double_bytes._OURS_ALONE.match(character) for character in own - {LOST}
    )  # the sieve puts that byte itself
    assert "gbk" in {codec.name for codec in prefilter._promising_codecs("浣犲ソ")}


@pytest.mark.parametrize("step", DEFAULT_STEPS, ids=lambda step: step.name)
def test_printable_ascii_has_guards_of_its_own(step):
    """The search asks the conditions of these at once, and would pass over another guard at the same character."""
    for guard in (guard for kind in step.signs().kinds() for guard in kind.guards):
        if not guard.characters.isascii():
            condition = Condition(guard)
            assert not any(condition.is_about(chr(code)) for code in (0x0A, *range(0x20, 0x7F))), guard.name


@given(pieces | lines, st.sampled_from(["", "中文", "國會"]))
@settings(deadline=None, max_examples=300)
def test_a_step_without_a_sign_has_nothing_to_say(text, before):
    """Neither alone nor in a row, which looks for the signs of all steps at once."""
    text = before + text
    rows = [DEFAULT_STEPS, *([step] for step in DEFAULT_STEPS)]
    for row in rows:
        awake = Scan(row).awake(text, range(len(row)))
        for number, step in enumerate(row):
            if number not in awake:
                explained = step.explain(text)
                assert (explained.changes, explained.notes) == ((), ()), step


@given(pieces | lines, st.sampled_from(["", "中文", "國會"]), st.integers(0, len(DEFAULT_STEPS)))
@settings(deadline=None, max_examples=200)
def test_a_scan_for_some_steps_tells_of_others_only_what_is_so(text, before, first):
    text = before + text
    scan, every = Scan(DEFAULT_STEPS), range(len(DEFAULT_STEPS))
    awake, asked = set(scan.awake(text, every)), set(every[first:])
    found = set(scan.awake(text, asked, every))
    assert found & asked == awake & asked
    assert found >= awake


@pytest.mark.parametrize(
    ("text", "is_evidence"),
    [
        ("中[音：àn]国", True),
        ("中【音:an】国", True),
        ("<tt id=x3k9z         />", True),
        ("　?p>", True),
        ("    >>> print(1)  >", False),
        ("毛骨悚然\\n02", False),
        ("許\\功\\蓋\\", True),
    ],
)
def test_guards_stand_at_evidence_and_not_beside_it(text, is_evidence):
    assert (compile_guards(*repair_encoding.signs().guards).search(text) is not None) == is_evidence


# --- the table of the compiled walk ----------------------------------------------------------------------------------

KINDS = [kind for step in DEFAULT_STEPS for kind in step.signs().kinds()]
ALL_GUARDS = [guard for kind in KINDS for guard in kind.guards]


@cache
def table() -> tuple[Alphabet, dict[int, int]]:
    """The alphabet of all guards, and for each the bits of its kind."""
    ways, bits = [], {}
    for kind in KINDS:
        own = ways_of(kind.guards)
        bits |= dict.fromkeys(map(id, kind.guards), ((1 << len(own)) - 1) << len(ways))
        ways += own
    assert len(ways) <= BITS, "more ways than bits: the last of them see too many places"
    return build_alphabet(ways), bits


def seen_by_table(text: str, place: int) -> int:
    """The ways that hold ``text[place]``, as the compiled walk finds them."""
    made, _ = table()

    def letter(at: int) -> int:
        return made.letter[ord(text[at])] if 0 <= at < len(text) and ord(text[at]) < SIZE else 0

    return made.here[letter(place)] & made.before[letter(place - 1)] & made.behind[letter(place + 1)]


near_guards = st.lists(
    st.sampled_from(ALL_GUARDS).flatmap(
        lambda guard: st.tuples(
            *(
                st.sampled_from(sorted({first for first, _ in spans(piece)} | {end - 1 for _, end in spans(piece)}))
                if piece
                else st.just(ord("中"))
                for way in ways_of([guard])
                for piece in (way.before, way.here, way.behind)
            )
        ).map(lambda codes: "".join(map(chr, codes)))
    ),
    max_size=3,
).map("".join)
"""What the classes of some guards hold, in their order."""


@given(pieces | lines | near_guards, st.sampled_from(["", "\n", "中", "。。", "𠀀"]))
@settings(deadline=None, max_examples=600)
def test_the_table_sees_every_place_of_a_guard(text, before):
    """So the compiled walk, which asks the conditions only there, finds what the pattern finds."""
    text = before + text
    for guard in ALL_GUARDS:
        condition, bits = Condition(guard), table()[1][id(guard)]
        for place, character in enumerate(text):
            if condition.is_about(character) and condition.ends(text, place) >= 0:
                assert seen_by_table(text, place) & bits, (guard.name, text, place)
                assert guard.literal in text


@given(pieces | lines | near_guards)
@example("\u3000\r\u3000")
@settings(deadline=None)
def test_a_walk_stops_at_every_guard_that_somebody_waits_for(text):
    conditions = {number: [*map(Condition, kind.guards)] for number, kind in enumerate(KINDS)}
    walk = Walk(conditions)
    for start in ("", "……。。。--甲...乙"):  # the literals of guards
        check_stops(walk, conditions, start + text)


def check_stops(walk: Walk, conditions: dict[int, list[Condition]], text: str) -> None:
    stops = dict(walk.stops(text, set(conditions)))
    for number, of_one in conditions.items():
        for place, character in enumerate(text):
            for condition in of_one:
                if condition.is_about(character) and condition.ends(text, place) >= 0:
                    assert any(each.guard.name == condition.name for each in stops[place][number])


@given(pieces | lines | near_guards | st.text(st.characters(max_codepoint=0x2E7F), max_size=30))
@settings(deadline=None, max_examples=300)
def test_the_sieve_holds_every_text_in_which_a_guard_stands(text):
    of_latin = [guard for guard in ALL_GUARDS if not guard.only_chinese]
    sieve = Sieve(of_latin, NOT_LATIN_BMP)
    held = sieve.holds(text)
    if held == ANY:
        return
    assert re.search(f"[{NOT_LATIN_BMP}]", text) is None
    for condition in map(Condition, of_latin):
        places = [place for place, c in enumerate(text) if condition.is_about(c) and condition.ends(text, place) >= 0]
        assert not places if held == NOTHING else all(sieve.rare.match(text, place) for place in places)


OVER_LETTERS = [guard for guard in ALL_GUARDS if guard.letters]


@given(
    st.sampled_from(OVER_LETTERS).flatmap(
        lambda guard: st.tuples(
            st.just(guard),
            st.text(st.sampled_from(sorted(guard.letters.of)) | st.sampled_from("中\n𠀀 "), max_size=NEAR + 2),
            st.sampled_from(guard.characters),
            st.text(st.sampled_from(sorted(guard.letters.of)) | st.sampled_from("中\n𠀀 "), max_size=NEAR + 2),
        )
    )
)
@settings(deadline=None)
def test_a_condition_over_letters_is_its_pattern_on_the_letters_near_by(drawn):
    """What it is remembered to say of a row of letters is what the pattern says."""
    guard, before, character, behind = drawn
    text, place = f"{before}{character}{behind}", len(before)
    start = max(0, place - NEAR)
    near = text[start : place + NEAR + 1]
    spelled = "".join(guard.letters.of.get(each, "\n" if each == "\n" else ".") for each in near)
    expected = re.compile(guard.pattern).match(spelled, place - start + 1) is not None
    for condition in (Condition(guard), ASKED[guard.name, guard.characters]):
        assert condition.ends(text, place) == (place + 1 if expected else -1)


ASKED = {(guard.name, guard.characters): Condition(guard) for guard in OVER_LETTERS}
"""Conditions that have been asked before."""


def test_a_guard_at_a_frequent_character_has_no_letters():
    """The pattern of the walk asks its condition in the text itself."""
    for guard in ALL_GUARDS:
        assert guard.letters is None or not any(map(Condition(guard).is_about, FREQUENT)), guard.name


def test_the_letters_know_every_class():
    made, bits = table()
    everything = "".join(map(chr, range(SIZE)))
    for kind in KINDS:
        own = bits[id(kind.guards[0])]
        pattern = f"[{''.join(guard.characters for guard in kind.guards)}]"
        members = {match.start() for match in re.finditer(pattern, everything)}
        assert members == {code for code in range(SIZE) if made.here[made.letter[code]] & own}
    assert len(made.here) < LETTERS


def test_too_many_classes_see_too_many_places_and_none_too_few():
    some = random.Random(1)
    characters = "".join(map(chr, range(0x4E00, 0x4E00 + 2 * LETTERS)))
    ways = [Way(*("".join(some.sample(characters, 50)) for _ in range(3))) for _ in range(BITS + 9)]
    made = build_alphabet(ways)
    assert len(made.here) == LETTERS
    for way in ways:
        for here, before, behind in zip(*way, strict=True):
            letters = [made.letter[ord(character)] for character in (here, before, behind)]
            assert made.here[letters[0]] & made.before[letters[1]] & made.behind[letters[2]]


def test_who_has_been_found_is_no_longer_waited_for():
    walk = Walk({0: [Condition(Guard("a", "甲"))], 1: [Condition(Guard("b", "乙"))]})
    waiting, seen = {0, 1}, []
    for place, at in walk.stops("甲" + "乙" * 1000 + "甲乙" * 2, waiting):
        waiting -= at.keys() & {1}
        seen.append(place)
    assert {0, 1, 1001, 1003} <= set(seen)
    assert len(seen) < 200
