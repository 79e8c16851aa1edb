"""What people do with an outline: chunks, paths, citations, references, problems, contents, other libraries' documents."""

from __future__ import annotations

import pickle
import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import texts
from tests.test_outline import outline_text
from unionclean import split_outline

LAW = """某某条例
第一章 总则
第一条 为了某某，依照《某某法》第十条、第十二条的规定，制定本条例。
第二条 本条例适用于某某。
前款所称某某，包括：
（一）甲；
（二）乙。
某某依照本条例第三条的规定。
第二章 职责
第三条 某某按第二条第二款第（一）项办理，但是前条另有规定的除外。
"""

SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”’」』）)]*[ \t\u3000]*\n*|\n+|\Z)")


# Chunks


@given(texts | outline_text, st.integers(1, 60))
@example("一是甲；二是乙。三是丙。", 4)
@example("一、甲\n（一）子。\n（二）丑。\n二、乙。\n", 7)
def test_every_character_is_in_one_chunk_and_none_is_too_large(text, size):
    chunks = split_outline(text).chunks(size)
    assert "".join(chunk.text for chunk in chunks) == text
    assert all(text[chunk.start : chunk.end] == chunk.text for chunk in chunks)
    assert all(0 < len(chunk.text) <= size for chunk in chunks)


@given(texts | outline_text, st.integers(1, 60))
@example("\n 000000", 6)  # the blank belongs to the line that it begins, which does not fit
def test_no_chunk_is_cut_inside_a_sentence_that_fits(text, size):
    cuts = {chunk.start for chunk in split_outline(text).chunks(size)}
    for match in SENTENCE.finditer(text):
        if match.end() - match.start() <= size:
            inside = range(match.start() + 1, match.start() + len(match[0].rstrip()))
            assert not cuts.intersection(inside)


@given(texts | outline_text, st.integers(4, 40))
def test_any_measure_of_length_is_kept(text, size):
    def bytes_of(part):
        return len(part.encode("utf-8", "surrogatepass"))

    chunks = split_outline(text).chunks(size, length=bytes_of)
    assert "".join(chunk.text for chunk in chunks) == text
    assert all(bytes_of(chunk.text) <= size or len(chunk.text) == 1 for chunk in chunks)


@given(texts | outline_text, st.integers(2, 60), st.data())
def test_an_overlap_repeats_whole_sentences(text, size, data):
    overlap = data.draw(st.integers(0, size - 1))
    chunks = split_outline(text).chunks(size, overlap=overlap)
    assert "".join(chunk.text for chunk in chunks) == text
    for chunk in chunks:
        assert len(chunk.before) <= overlap
        assert len(chunk.before + chunk.text) <= size
        assert text[: chunk.start].endswith(chunk.before)


@given(texts | outline_text, st.integers(1, 60))
def test_a_chunk_stands_in_every_section_of_its_path(text, size):
    for chunk in split_outline(text).chunks(size):
        first = len(chunk.text) - len(chunk.text.lstrip())
        if chunk.text.strip():
            assert all(section.begin <= chunk.start + first and chunk.end <= section.end for section in chunk.path)


def test_siblings_are_packed_and_small_texts_stay_whole():
    outline = split_outline(LAW)
    assert [chunk.text for chunk in outline.chunks(10_000)] == [LAW]
    chunks = outline.chunks(80)
    assert [chunk.citation for chunk in chunks] == ["", "第一章", "第二条", "第二章"] or len(chunks) >= 3
    assert all(len(chunk.text) <= 80 for chunk in chunks)


@pytest.mark.parametrize("options", [{"max_size": 0}, {"max_size": 10, "overlap": 10}, {"max_size": 10, "overlap": -1}])
def test_sizes_that_leave_no_room_are_refused(options):
    with pytest.raises(ValueError, match="must be at least"):
        split_outline("一、甲").chunks(**options)


# Paths and citations


@given(texts | outline_text)
def test_the_path_at_an_offset_agrees_with_the_pieces(text):
    outline = split_outline(text)
    for piece in outline.pieces():
        for offset in (piece.start, piece.end - 1):
            assert outline.path_at(offset) == piece.path


@given(texts | outline_text)
def test_finding_a_citation_leads_back_to_its_section(text):
    outline = split_outline(text)
    for section in outline.walk():
        assert outline.find(section.citation) is section


def test_a_path_outside_of_the_text_is_an_error():
    with pytest.raises(IndexError, match="outside"):
        split_outline("一、甲").path_at(9)


@pytest.mark.parametrize(
    ("citation", "title"),
    [
        ("第二条第二款第（一）项", "甲"),
        ("第2条第2款第(2)项", "乙"),
        ("第二条第二款", "前款所称某某，包括："),
        ("第二条第三款", "某某依照本条例第三条的规定。"),
        ("第二章", "职责"),
        ("第二条第九款", None),
        ("第九条", None),
        ("某某", None),
    ],
)
def test_find(citation, title):
    found = split_outline(LAW).find(citation)
    assert (found.title if found else None) == title


def test_citations():
    assert [section.citation for section in split_outline(LAW).walk()] == [
        "第一章", "第一条", "第二条", "第二条第二款第（一）项", "第二条第二款第（二）项", "第二章", "第三条",
    ]  # fmt: skip
    assert [s.citation for s in split_outline("一、甲\n（一）乙\n二、丙\n一、丁\n").walk()] == [
        "一、", "一、（一）", "二、", "一、[2]",
    ]  # fmt: skip


def test_citations_survive_pickling():
    outline = split_outline(LAW)
    again = pickle.loads(pickle.dumps(outline))
    assert again == outline
    assert [s.citation for s in again.walk()] == [s.citation for s in outline.walk()]


# References, problems, contents


def test_references():
    found = [(r.document, r.citation, r.target.title[:4] if r.target else None) for r in split_outline(LAW).references]
    assert found == [
        ("某某法", "第十条", None),
        ("某某法", "第十二条", None),
        ("", "第二条第一款", "本条例适"),
        ("", "第三条", "某某按第"),
        ("", "第二条第二款第（一）项", "甲"),
        ("", "第二条", "本条例适"),
    ]


@given(texts | outline_text)
def test_references_lie_in_the_text(text):
    for reference in split_outline(text).references:
        assert 0 <= reference.start < reference.end <= len(text)
        assert not (reference.document and reference.target)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("一、甲\n二、乙\n三、丙\n", []),
        ("一、甲\n二、乙\n四、丙\n", ["from 2 to 4"]),
        ("第一条 甲\n第二条 乙\n第二条 丙\n", ["number 2 comes twice"]),
        ("3、子\n4、丑\n9、寅\n6、卯\n7、辰\n", ["the list begins at 3", "from 4 to 9", "from 9 to 6"]),
    ],
)
def test_problems(text, problems):
    assert [problem.why for problem in split_outline(text).problems] == problems


def test_lines_of_a_table_of_contents_are_told():
    text = "某某文件\n目 录\n第一章 公告......2\n第二章 须知......5\n第一章 公告\n某某。\n第二章 须知\n某某。\n"
    assert [(s.title, s.in_contents) for s in split_outline(text).walk()] == [
        ("公告", True), ("须知", True), ("公告", False), ("须知", False),
    ]  # fmt: skip
    assert not any(s.in_contents for s in split_outline(LAW).walk())


# Markdown and other libraries


def test_true_headings_only():
    shown = split_outline("第一章 总则\n第一条 为了发展。\n一、目的\n（一）甲是乙，丙是丁。\n二、范围\n").to_markdown(
        headings="true"
    )
    assert re.findall(r"^#+ .*", shown, re.M) == ["# 第一章 总则", "## 第一条", "### 一、目的", "### 二、范围"]
    with pytest.raises(ValueError, match="headings is"):
        split_outline("一、甲").to_markdown(headings="none")


@given(texts | outline_text)
def test_true_headings_drop_nothing(text):
    def letters(t):
        return re.sub(r"[#\s]", "", t)

    assert letters(split_outline(text).to_markdown(headings="true")) == letters(text)


def as_langchain(library, chunk):
    return library.Document(page_content=chunk.text, metadata={"citation": chunk.citation, "start": chunk.start})


def as_llama_index(library, chunk):
    facts = {"citation": chunk.citation, "titles": chunk.titles}
    return library.TextNode(text=chunk.text, start_char_idx=chunk.start, end_char_idx=chunk.end, metadata=facts)


def as_haystack(library, chunk):
    return library.Document(content=chunk.text, meta={"citation": chunk.citation, "split_idx_start": chunk.start})


@pytest.mark.parametrize(
    ("library", "make", "text_of"),
    [
        ("langchain_core.documents", as_langchain, lambda document: document.page_content),
        ("llama_index.core.schema", as_llama_index, lambda node: node.get_content()),
        ("haystack", as_haystack, lambda document: document.content),
    ],
)
def test_chunks_become_documents_of_other_libraries(library, make, text_of):
    imported = pytest.importorskip(library)
    made = [make(imported, chunk) for chunk in split_outline(LAW).chunks(60)]
    assert "".join(map(text_of, made)) == LAW


def test_langchains_markdown_splitter_keeps_the_text_of_true_headings():
    splitters = pytest.importorskip("langchain_text_splitters")
    splitter = splitters.MarkdownHeaderTextSplitter([("#" * level, f"h{level}") for level in range(1, 7)])

    def kept(markdown):
        parts = splitter.split_text(markdown)
        return sum(len(re.findall(r"[\u4e00-\u9fff]", part.page_content)) for part in parts)

    outline = split_outline(LAW)
    han = len(re.findall(r"[\u4e00-\u9fff]", LAW))
    assert kept(outline.to_markdown(headings="true")) > 0.8 * han > kept(outline.to_markdown())


# Word and the command line


def word_document(path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("总则", 1)
    document.add_heading("一、目的", 2)
    document.add_paragraph("1.甲")
    document.add_paragraph("2.乙")
    document.add_heading("小结", 2)
    document.add_paragraph("1.丙")
    document.add_heading("二、范围", 2)
    document.save(path)


def test_headings_of_word_are_evidence(tmp_path):
    word_document(tmp_path / "draft.docx")
    from unionclean.outline.word import read_docx

    word = read_docx(tmp_path / "draft.docx")
    assert word.headings == {0: 1, 3: 2, 16: 2, 23: 2}
    tree = split_outline(word.text, headings=word.headings).to_tree()
    assert tree == "一、 目的\n├── 1. 甲\n└── 2. 乙\n1. 丙\n二、 范围"


def test_word_numbers_its_paragraphs(tmp_path):
    docx = pytest.importorskip("docx")
    from unionclean.outline.word import read_docx

    document = docx.Document()
    for words in ("甲", "乙", "丙"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("丁", style="List Bullet")
    document.save(tmp_path / "list.docx")
    assert read_docx(tmp_path / "list.docx").text == "1.甲\n2.乙\n3.丙\n丁"


def test_the_command_checks_numbers(tmp_path, capfd):
    from unionclean.cli import main

    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("一、甲\n二、乙\n", "utf-8")
    bad.write_text("一、甲\n二、乙\n四、丙\n", "utf-8")
    assert main(["outline", str(good), "--check"]) == 0
    assert main(["outline", str(bad), "--check"]) == 1
    assert capfd.readouterr().out == f"{bad}:3: 四、丙: from 2 to 4\n"


def test_the_command_reads_word(tmp_path, capfd):
    from unionclean.cli import main

    word_document(tmp_path / "draft.docx")
    assert main(["outline", str(tmp_path / "draft.docx")]) == 0
    assert capfd.readouterr().out.startswith("一、 目的\n")
    (tmp_path / "no.docx").write_bytes(b"no zip")
    assert main(["outline", str(tmp_path / "no.docx")]) == 2


@given(outline_text, st.dictionaries(st.integers(0, 200), st.integers(1, 6), max_size=5))
def test_headings_from_elsewhere_lose_nothing(text, headings):
    outline = split_outline(text, headings=headings)
    assert "".join(piece.text for piece in outline.pieces()) == text


# Headings without a number, and what is not the body


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("第一章 甲\n第一条 子。\n附　则\n第二条 丑。\n", "第一章 甲\n└── 第一条 子\n附　则\n└── 第二条 丑"),
        ("第一编 甲\n第一章 子\n附则\n第一条 丑。\n", "第一编 甲\n└── 第一章 子\n附则\n└── 第一条 丑"),
        ("第一条 子。\n## 附则\n第二条 丑。\n", "第一条 子\n附则\n└── 第二条 丑"),
        ("一、甲\n附则另行规定。\n二、乙\n", "一、 甲\n二、 乙"),
    ],
)
def test_a_named_heading_without_a_number_is_the_last_chapter(text, tree):
    outline = split_outline(text, titles=["附则"])
    assert outline.to_tree() == tree
    assert outline.problems == ()


def test_a_named_heading_is_found_by_its_name():
    outline = split_outline("第一章 甲\n附则\n第一条 乙。\n", titles=["附则", "附錄"])
    section = outline.find("附则")
    assert (section.marker, section.number, section.style, section.citation) == ("附则", None, "chapter", "附则")


@given(texts | outline_text, st.lists(st.sampled_from(["附则", "附 則", "甲", "(一", "."]), max_size=3))
def test_named_headings_lose_nothing(text, titles):
    outline = split_outline(text, titles=titles)
    assert "".join(piece.text for piece in outline.pieces()) == text
    if not titles:
        assert outline == split_outline(text)


@pytest.mark.parametrize(("titles", "error"), [("附则", TypeError), ([" "], ValueError)])
def test_wrong_titles_are_named(titles, error):
    with pytest.raises(error, match="title"):
        split_outline("甲", titles=titles)


def test_page_numbers_code_and_parts_of_a_page_are_asides():
    text = "— 1 —\n一、甲\n- 2 -\n二、乙\n第3页 共5页\n```\n1. x\n```\n"
    outline = split_outline(text)
    assert [(aside.kind, text[aside.start : aside.end]) for aside in outline.asides] == [
        ("page number", "— 1 —"),
        ("page number", "- 2 -"),
        ("page number", "第3页 共5页"),
        ("code", "```\n1. x\n```"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲\n1\n乙\n2\n丙\n3\n丁", ["1", "2", "3"]),
        ("甲\n1 / 9\n乙\n2 / 9\n丙\n3 / 9\n", ["1 / 9", "2 / 9", "3 / 9"]),
        ("甲\n1\n2\n3\n乙", []),  # the rows of a table
        ("2022\n甲\n2024\n乙", []),
        ("第1页的表格\n甲", []),
    ],
)
def test_plain_numbers_are_page_numbers_where_they_run_on(text, found):
    assert [text[aside.start : aside.end] for aside in split_outline(text).asides] == found


@given(texts | outline_text)
@example("```\n—1—\n```\n甲")
def test_asides_stand_in_the_text_one_behind_another(text):
    asides = split_outline(text).asides
    assert all(0 <= aside.start < aside.end <= len(text) for aside in asides)
    assert all(one.end <= other.start for one, other in pairwise(asides))


def test_the_command_takes_headings_without_a_number(tmp_path, capfd):
    from unionclean.cli import main

    (tmp_path / "law.txt").write_text("第一章 甲\n附则\n第一条 乙。\n", "utf-8")
    assert main(["outline", str(tmp_path / "law.txt"), "--title", "附则"]) == 0
    assert capfd.readouterr().out == "第一章 甲\n附则\n└── 第一条 乙\n"
