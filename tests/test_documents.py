"""Files as documents: what is prose in each kind, and that nothing else changes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unionclean
from tests.case_files import each_case, read_cases
from tests.linear import assert_linear
from unionclean import DEFAULT_STEPS, compose, normalize_punctuation, to_simplified
from unionclean.cli.fix import FIX_STEPS, without_mojibake
from unionclean.documents import DocumentCleaner, UnreadableError, kind_of_document, programs, read_prose
from unionclean.documents.candidates import comment_candidates
from unionclean.documents.ignored import ignored_spans
from unionclean.documents.spans import subtract_spans
from unionclean.edits import apply_edits
from unionclean.settings import Settings

FIX = without_mojibake(Settings()).cleaner(FIX_STEPS)
CLEANER = compose(to_simplified, normalize_punctuation)


def fixed(name, text):
    """Return what ``fix`` leaves of a text: the text itself where it says why."""
    try:
        return DocumentCleaner(FIX, name, in_place=True)(text)
    except UnreadableError:
        return text


@each_case("documents")
def test_cases(case):
    assert fixed(case.extra["file"], case.input) == case.expected
    assert fixed(case.extra["file"], case.expected) == case.expected


def test_a_plain_text_without_sentences_is_named():
    with pytest.raises(UnreadableError, match="not written in sentences"):
        DocumentCleaner(FIX, "a.txt", in_place=True)("国旗 政治,国家\n" * 9)


def test_fix_leaves_mojibake_unless_it_is_asked_for():
    text = "甲,乙\n\nÄãºÃ,ÖÐ¹ú\n"
    asked = Settings(options={"repair_encoding": {"mojibake": True}})
    for settings, after in ((Settings(), "甲，乙\n\nÄãºÃ,ÖÐ¹ú\n"), (asked, "甲，乙\n\n你好，中国\n")):
        cleaner = without_mojibake(settings).cleaner(FIX_STEPS)
        assert DocumentCleaner(cleaner, "a.md", in_place=True)(text) == after


# Ignored regions


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\nb\n", []),
        ("<!-- unionclean: ignore -->\nb\n<!-- unionclean: ignore -->\nc", ["<!-- unionclean: ignore -->\nb\n<!-- unionclean: ignore -->\n"]),
        ("a\n# unionclean: ignore\nb", ["\n# unionclean: ignore\nb"]),
        ("a\nb # unionclean: ignore\nc", ["\nb # unionclean: ignore\n"]),
        ("// unionclean: ignore-start\na\n// unionclean: ignore-end\nb", ["// unionclean: ignore-start\na\n// unionclean: ignore-end\n"]),
        ("# unionclean: ignore\na\n# unionclean: end ignore\nb", ["# unionclean: ignore\na\n# unionclean: end ignore\n"]),
        ("# unionclean: ignore\na # unionclean: ignore\n# unionclean: ignore\nb", ["# unionclean: ignore\na # unionclean: ignore\n# unionclean: ignore\n"]),
        ("# unionclean: ignore-end\na", []),
        ("unionclean: ignored\n", []),
        ("unionclean:\nignore", []),
    ],
)  # fmt: skip
def test_ignored_spans(text, kept):
    assert [text[start:end] for start, end in ignored_spans(text)] == kept


@given(
    st.lists(
        st.sampled_from(["國,甲\n", "甲,國 ", "\n", "# unionclean: ignore\n", " unionclean: ignore-end\n", "x"])
    ).map("".join)
)
def test_ignored_regions_stay_and_the_rest_settles(text):
    clean = DocumentCleaner(CLEANER)
    cleaned = clean.explain(text)
    assert cleaned.text == clean(text)
    assert cleaned.revert() == text
    assert apply_edits(text, cleaned.edits) == cleaned.text
    assert clean(cleaned.text) == cleaned.text
    for start, end in ignored_spans(text):
        assert text[start:end] in cleaned.text


def test_nothing_to_do_is_the_same_object():
    text = "甲\n# unionclean: ignore\n國"
    assert DocumentCleaner(CLEANER)(text) is text


# Line ends


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("case", [case for case in read_cases("documents") if "\r" not in case.input][::5])
def test_line_ends_of_files_stay(case, end):
    before, after = (text.replace("\n", end) for text in (case.input, case.expected))
    assert fixed(case.extra["file"], before) == after


@given(st.lists(st.sampled_from(["甲,乙", "# ", "a", "\r\n", "\r", "\n", "(丙)", "\u2028", "。。。"])).map("".join))
def test_the_trace_of_a_file_with_any_line_ends_is_what_was_done(text):
    clean = DocumentCleaner(FIX, "a.md", in_place=True)
    cleaned = clean.explain(text)
    assert cleaned.text == clean(text) == apply_edits(text, cleaned.edits)
    assert cleaned.revert() == text
    assert all(edit.before.strip("\r\n") for edit in cleaned.edits)


# Programs


@pytest.mark.parametrize(
    ("name", "text", "prose"),
    [
        ("a.py", 'x = "甲,乙"  # 丙,丁\n"""甲,乙 # 丙"""\n', ["丙,丁"]),
        ("a.js", "f('甲,乙') // 丙\n/* 丁\n戊 */ `// 己`", ["丙", "丁", "戊"]),
        ("a.css", "a{content:'甲,乙'} /* 丙,丁 */", ["丙,丁"]),
        ("a.sh", "echo $#甲 # 乙,丙", ["乙,丙"]),
        ("a.sql", "select '甲--乙' -- 丙", ["丙"]),
        ("a.rs", 'let c: &\'a str = "// 甲"; // 乙', ["乙"]),
    ],
)
def test_only_comments_of_programs_are_prose(name, text, prose):
    assert [text[start:end] for start, end in read_prose(name, text).prose] == prose


SOURCES = [(path.name, path.read_text("utf-8")) for path in sorted(Path(unionclean.__file__).parent.rglob("*.py"))[::7]]


@pytest.mark.parametrize(
    ("name", "text"), [*((case.extra["file"], case.input) for case in read_cases("documents")), *SOURCES]
)
def test_what_a_lexer_finds_a_pattern_finds_too(name, text):
    candidates = comment_candidates(text, kind_of_document(name).lexer)
    if candidates is not None:
        with suppress(UnreadableError):
            assert not subtract_spans(read_prose(name, text).prose, candidates)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", 'x = "甲,乙"  # 丙\nraise E("丁,戊")\n'),
        ("a.go", "x := `甲,乙` // 丙，丁\n"),
        ("a.js", "f('甲,乙', `丙,${丁}`) // 戊\n"),
        ("a.vue", '<template>\n<p title="甲,乙">丙,丁</p> <!-- 戊 -->\n</template>\n'),
        ("a.sql", "insert into t values ('甲,乙'); -- 丙\n"),
        ("a.php", "<p>甲,乙</p>\n<?php\n$a = '丙,丁#戊'; # 己\n"),
        ("a.yaml", "甲: 乙,丙 # 丁\n戊: '己,#庚'\n"),
        ("a.toml", 'x = "甲,乙 # 丙" # 丁\n'),
    ],
)
def test_no_lexer_runs_where_no_comment_would_change(name, text, monkeypatch):
    def refuse(text, lexer):
        raise AssertionError(lexer)

    monkeypatch.setattr(programs, "find_comments", refuse)
    assert fixed(name, text) is text


def read_or_refuse(name, text):
    with suppress(UnreadableError):
        read_prose(name, text)


@pytest.mark.parametrize("text", ["甲,乙 // 丙,丁" + "a" * 2_000, "// 甲,乙\n" + "\\'\n" * 1_000])
def test_a_source_that_cannot_be_read_is_left_and_says_why(text):
    clean = DocumentCleaner(FIX, "a.js", in_place=True)
    with pytest.raises(UnreadableError):
        clean(text)
    assert clean.explain(text).text is text
    assert [note.meaning for note in clean.explain(text).notes] == ["left alone"]


def test_a_lexer_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(programs, "SECONDS", 0.05)
    monkeypatch.setattr(programs, "SECONDS_PER_CHARACTER", 0)
    with pytest.raises(UnreadableError, match="takes too long"):
        read_prose("a.c", "// 甲,乙\n" + "int a = 1;\n" * 20_000)


@pytest.mark.parametrize("line", ["  \n", "\u2028\n", "\u3000\t\n"], ids=ascii)
def test_a_source_with_hundreds_of_empty_lines_is_left(line):
    with pytest.raises(UnreadableError, match="empty lines"):
        read_prose("a.c", "// 甲,乙\n" + line * 1_000)
    assert read_prose("a.c", "// 甲,乙\n" + line * 100).prose


@pytest.mark.parametrize("end", ["\u2028", "\v", "\x85"])
@pytest.mark.parametrize("name", ["a.py", "a.c", "a.md", "a.txt"])
def test_as_many_lines_may_go_as_come(name, end):
    block = "双辽市|成武县|镇赉县|前郭尔|阳信县|惠州市|抚顺市|洛浦县|寻乌县|微博"
    with suppress(UnreadableError):
        text = DocumentCleaner(compose(*DEFAULT_STEPS), name)(f"甲{end}乙\n{block}\n丙,丁")
        assert DocumentCleaner(compose(*DEFAULT_STEPS), name)(text) == text


def test_an_opening_without_an_end_hides_no_comment():
    assert fixed("a.js", "甲 /* 乙 */ x /y* /* z\n// 丙,丁\n") == "甲 /* 乙 */ x /y* /* z\n// 丙，丁\n"


@pytest.mark.parametrize(
    "piece",
    ["'", '"', "`", "/* ", "//", "'\"", "\\'", "\\", "\n'", "# unionclean: ignore\n", "unionclean:", "--", "#", "  \n"],
)
@pytest.mark.parametrize("name", ["a.py", "a.js", "a.rs", "a.sql", "a.md"])
def test_hostile_source_takes_linear_time(name, piece):
    line = piece * (1_900 // len(piece)) + "\n甲,乙\n"
    for function in (partial(read_or_refuse, name), ignored_spans):
        assert_linear(function, lambda size: piece * (size // len(piece)) + "甲,乙", 200_000)
        assert_linear(function, lambda size: line * (size // len(line)), 200_000)


# Kinds


@pytest.mark.parametrize(
    "name", ["a.csv", "a.json", "a.qqq", "a.ipynb", "noname", "a.svg", "requirements.txt", "a.html.j2"]
)
def test_kinds_without_a_reader_are_named_and_left(name):
    assert kind_of_document(name).why
    assert fixed(name, "甲,乙\n") == "甲,乙\n"


@pytest.mark.parametrize("text", ["白\n\r\u2028", "乙\n\r\u2029,丙"])
def test_no_change_of_a_document_is_empty(text):
    cleaned = DocumentCleaner(compose(*DEFAULT_STEPS), "a.txt").explain(text)
    assert all(change.edits for change in cleaned.changes)


def test_threads_read_restructuredtext_and_leave_the_directives_of_docutils_as_they_were():
    from docutils.parsers.rst import directives

    registered = dict(directives._directives)
    texts = [
        (".. function:: f(a)\n\n   丙,丁\n" + f"\n甲,乙{number}\n\n") * (1 + number % 3 * 10) for number in range(24)
    ]
    clean = DocumentCleaner(compose(normalize_punctuation), "a.rst", in_place=True)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(clean, texts)) == [text.replace(",", "，") for text in texts]
    assert directives._directives == registered


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_lost_characters_are_told_where_nothing_changes(name):
    cleaner = DocumentCleaner(compose(*DEFAULT_STEPS), name)
    text = "这里丢了\ufffd字，谢谢。\n"
    assert [(note.kind, note.span) for note in cleaner.explain(text).notes] == [("lost-before", (4, 5))]
    assert cleaner(text) is text
