"""The structure law: parsed before and after by the parser of the field, a file differs in its prose only."""

from __future__ import annotations

import ast
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String

from tests.machine import damage
from unionclean import compose, normalize_punctuation, repair_encoding, strip_place_spam
from unionclean.documents import DocumentCleaner, StructureError, read_prose
from unionclean.documents.document import Document
from unionclean.documents.kinds import kind_of_document
from unionclean.edits import apply_edits

CLEANER = compose(normalize_punctuation)
REPAIRER = compose(repair_encoding.using(mojibake=False), strip_place_spam, normalize_punctuation)

WORDS = [
    "甲,乙",
    "丙(丁)",
    "戊: 己",
    "庚?",
    "辛...",
    '"壬"',
    "癸;子",
    "a, b",
    "x(甲, 乙)",
    "１２",
    "Ａ",
    "．",
    " ",
    "\n",
    "  \n",
]
MARKDOWN = [
    *WORDS, "# ", "## ", "- ", "1. ", "> ", "```\n", "    ", "`", "``", "**", "*", "~~", "[", "](a,b.md)", "[甲,乙]", "]: http://a.cn/甲,乙\n",
    "![", "<b>", "</b>", "<!-- ", " -->", "|", "|--|--|\n", "\n\n", "---\n", "$", "$$\n", ":::\n", "::: tip\n", "[^1]", "[^1]: ", "{{ 甲,乙 }}",
    "{#甲}", "\\", "http://a.cn/甲,乙", "&amp;", "===\n", "!!! note\n", ":   ", "+++\n", "<div>\n", "</div>\n",
]  # fmt: skip
PROGRAM = [
    *WORDS, "# ", "// ", "/* ", " */", "'", '"', '"""', "'''", "`", "x = ", "def f():\n", "    ", ";\n", "(", ")", "{", "}", "--", "\\", "\n",
    "<!-- ", "$", "return ", "r", "f", "//", "-- ", "[[", "]]",
]  # fmt: skip
RST = [
    *WORDS, "====\n", "----\n", "- ", "``", "`", ":ref:`甲,乙`", "::\n\n", "    ", ".. note:: ", ".. code::\n\n", ".. _甲: ", "**", "*", "|",
    "\n\n", ":甲: ", "+--+\n", "`甲 <a,b>`_", "\\", "_ ",
]  # fmt: skip
HTML = [
    *WORDS,
    "<p>",
    "</p>",
    "<br>",
    '<a href="甲,乙">',
    "</a>",
    "<code>",
    "</code>",
    "<script>",
    "</script>",
    "<!-- ",
    " -->",
    "&lt;",
    "<",
    ">",
]


def documents(pieces, most=25):
    return st.lists(st.sampled_from(pieces), max_size=most).map("".join)


def cleaned(name, text):
    """The text as cleaned, or as it is if that would break it: the file is then left alone."""
    try:
        return DocumentCleaner(CLEANER, name, in_place=True)(text)
    except StructureError:
        return text


def markdown_structure(text):
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)
    parser.use(dollarmath_plugin, double_inline=True).use(footnote_plugin)  # [^1]: 甲：乙 is no link
    tokens = [child for token in parser.parse(text) for child in (token, *(token.children or ()))]
    return [
        (t.type, t.tag, t.attrs, t.markup, t.info, "" if t.type in ("inline", "text") or t.tag == "img" else t.content)
        for t in tokens
        if t.type != "text"
    ]


def python_structure(text):
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if (
            isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
            and ast.get_docstring(node, clean=False) is not None
        ):
            node.body[0].value.value = ""
    return ast.dump(tree)


def program_structure(name):
    lexer = get_lexer_by_name(kind_of_document(name).lexer, stripnl=False)

    def structure(text):
        return [
            (kind, value)
            for _, kind, value in lexer.get_tokens_unprocessed(text + "\n")
            if kind not in Comment and kind not in String.Doc
        ]

    return structure


def html_structure(text):
    events = []
    parser = HTMLParser(convert_charrefs=False)
    parser.handle_starttag = lambda tag, attrs: events.append((tag, attrs))
    parser.handle_endtag = lambda tag: events.append(tag)
    parser.handle_comment = lambda data: events.append(data)
    parser.handle_entityref = lambda name: events.append(name)
    parser.feed(text)
    parser.close()
    return events


LAWS = [
    ("a.md", MARKDOWN, markdown_structure),
    ("a.py", PROGRAM, python_structure),
    ("a.js", PROGRAM, program_structure("a.js")),
    ("a.go", PROGRAM, program_structure("a.go")),
    ("a.sql", PROGRAM, program_structure("a.sql")),
    ("a.lua", PROGRAM, program_structure("a.lua")),
    ("a.rs", PROGRAM, program_structure("a.rs")),
    ("a.html", HTML, html_structure),
]


@pytest.mark.parametrize(
    ("name", "pieces", "structure"), LAWS, ids=lambda value: value if isinstance(value, str) else ""
)
@given(data=st.data())
@settings(deadline=None, max_examples=80)
def test_all_but_the_prose_is_the_same(name, pieces, structure, data):
    text = data.draw(documents(pieces))
    assert structure(cleaned(name, text)) == structure(text)


@pytest.mark.parametrize(
    "name", ["a.md", "a.mdx", "a.rst", "a.tex", "a.html", "a.po", "a.srt", "a.py", "a.js", "a.yml", "a.vue"]
)
@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_what_is_closed_stays_and_a_second_pass_changes_nothing(name, data):
    text = data.draw(documents([*MARKDOWN, *RST, *HTML, *PROGRAM, 'msgid "a"\n', 'msgstr "', "00:01 --> 00:02\n"]))
    after = cleaned(name, text)
    assert read_prose(name, after).structure == read_prose(name, text).structure
    assert cleaned(name, after) == after


@given(documents(MARKDOWN))
@example("0． 㐀")
@settings(deadline=None)
def test_the_trace_of_a_document_is_what_was_done(text):
    clean = DocumentCleaner(CLEANER, "a.md", in_place=True)
    trace = clean.explain(text)
    assert trace.text == apply_edits(text, trace.edits) == cleaned("a.md", text)
    assert trace.revert() == text


PAGE = [
    "三是推進職工創新,表彰3個優秀項目。", "7月8日16:05 來源:日報(記者張三)", "狀態:0正常,1停用;聯繫人:李四", "他說\"今天開會\",請(準時)參加;",
    "甲, ID, 乙, 經濟, API, 業務", "1、業務培訓;2、技術比武;", "此後,選手共三項;", "經濟增長6.5%(見附表)!", "\n", "\n\n",
]  # fmt: skip
READINGS = {"業": "yè", "務": "wù", "職": "zhí", "創": "chuàng", "聯": "lián", "優": "yōu", "術": "shù", "項": "xiàng"}


@given(documents(PAGE, 9), st.sets(st.sampled_from(sorted(READINGS))), st.sampled_from("QD"), st.booleans())
@settings(deadline=None, max_examples=30)
def test_a_damaged_page_is_fixed_until_nothing_changes(page, annotated, flavour, cut):
    text = damage(page, {character: READINGS[character] for character in annotated}, flavour=flavour, cut=cut)
    for name in ("a.txt", "a.md"):
        clean = DocumentCleaner(REPAIRER, name, in_place=True)
        trace = clean.explain(text)
        assert trace.text == apply_edits(text, trace.edits) == clean(text)
        assert trace.revert() == text
        assert clean(trace.text) == trace.text


def test_a_document_is_cleaned_until_nothing_changes_and_refused_if_that_has_no_end():
    def drop_one(text):
        return text.replace("啊", "", 1)

    def swap(text):
        return text.translate({ord("甲"): "乙", ord("乙"): "甲"})

    clean = DocumentCleaner(compose(drop_one), "a.txt", in_place=True)
    trace = clean.explain("好啊啊啊\n")
    assert trace.text == clean("好啊啊啊\n") == apply_edits("好啊啊啊\n", trace.edits) == "好\n"
    with pytest.raises(StructureError, match="every pass would change it again"):
        DocumentCleaner(compose(swap), "a.txt", in_place=True)("甲\n")


@given(documents(["甲,乙", "\n", "  \n", "a", " ", "\u3000", "\u00a0", "# "]))
def test_blanks_of_files_under_version_control_stay(text):
    def blanks(text):
        return [len(line) - len(line.rstrip()) for line in text.split("\n")]

    assert blanks(cleaned("a.txt", text)) == blanks(text)


@given(st.text(alphabet="ab, é«»\u00a0\n:()"), st.sampled_from(["a.md", "a.txt", "a.py", "a.rst"]))
def test_a_file_without_chinese_is_the_same_object(text, name):
    assert DocumentCleaner(CLEANER, name, in_place=True)(text) is text


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_prose_and_what_is_closed_make_up_the_whole(pairs):
    from unionclean.masking import merge_spans

    prose = tuple(merge_spans((min(pair), max(pair)) for pair in pairs))
    document = Document("", "x" * 40, prose)
    assert merge_spans([*prose, *document.closed]) == [(0, 40)]
    assert sum(end - start for start, end in [*prose, *document.closed]) == 40


@pytest.mark.skipif(sys.version_info < (3, 11), reason="tomllib is new in 3.11")
@given(documents([*WORDS, "# ", "a = ", "[t]\n", "\n", '"""', "'"]))
@settings(deadline=None)
def test_toml_says_the_same(text):
    import tomllib

    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert tomllib.loads(cleaned("a.toml", text)) == before
