"""The commands that only look: explain, report, scan, outline."""

from __future__ import annotations

import json

import pytest

from unionclean import Cleaned

DIRTY = "中國,你好\n"
OUTLINE = "第一章 总则\n第一条 为了工作。\n第二条 好的。\n第二章 组织\n第三条 完。\n"


@pytest.fixture(autouse=True)
def files(toy_steps, tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    (tmp_path / "bad.txt").write_bytes(b"\0")
    (tmp_path / "law.txt").write_text(OUTLINE)
    (tmp_path / "a.jsonl").write_text(
        '{"url": "u1", "text": "國"}\n{"url": "u2", "text": null}\nbroken\n{"url": "u3", "text": "好"}\n'
    )


def test_explain_shows_every_edit(run):
    code, out, err = run("explain", "a.txt")
    assert (code, err) == (0, [])
    assert out.startswith("a.txt\n")
    assert all(word in out for word in ("國", "国", "，", "t2s", "comma", "toy_script"))
    assert "\x1b[" not in out
    assert "\x1b[" in run("explain", "a.txt", "--colour", "always")[1]
    assert run("explain", stdin=DIRTY)[1].startswith("standard input\n")


def test_explain_as_json_is_the_whole_trace(run):
    code, out, err = run("explain", "a.txt", "--json")
    assert (code, err) == (0, [])
    trace = json.loads(out)
    assert trace["name"] == "a.txt"
    cleaned = Cleaned.from_dict(trace)
    assert (cleaned.text, cleaned.revert()) == ("中国，你好\n", DIRTY)
    assert [edit["start"] for edit in trace["edits"]] == [1, 2]


def test_explain_reads_records_by_their_id(run):
    code, out, err = run("explain", "a.jsonl", "--json", "--id", "url")
    assert code == 2
    assert [json.loads(line)["name"] for line in out.splitlines()] == ["u1", "u3"]
    assert err == [
        "unionclean: a.jsonl: 1 record could not be read (line 3: invalid JSON at column 1: an object was expected)"
    ]


def test_explain_leaves_marked_regions_alone(run):
    out = run("explain", "--json", stdin="國\n# unionclean: ignore\n國\n")[1]
    assert json.loads(out)["text"] == "国\n# unionclean: ignore\n國\n"


def test_report_is_one_page_on_all_files(run, tmp_path):
    code, out, err = run("report", "a.txt", "bad.txt", "law.txt", "-o", "r.html")
    assert (code, out) == (2, "")
    assert err == ["unionclean: bad.txt: not text (it contains NUL bytes)"]
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "a.txt" in page
    assert "law.txt" in page
    assert run("report", "a.txt", "-o", "r.html")[2] == [
        "unionclean: r.html: exists already, left alone; --force overwrites it"
    ]
    assert run("report", "a.txt", "-o", "r.html", "--force") == (0, "", [])
    assert run("report", "a.txt")[0] == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_scan_counts_what_would_change(run, jobs):
    code, out, err = run("scan", "a.txt", "a.jsonl", "--json", "--jobs", jobs)
    assert code == 2
    assert len(err) == 1
    assert json.loads(out)["documents"] == 3
    assert json.loads(out)["changed"] == 2
    code, out, err = run("scan", "a.txt", "--jobs", jobs)
    assert (code, err) == (0, [])
    assert out.startswith("1 document")


def test_scan_of_standard_input(run):
    assert json.loads(run("scan", "--json", stdin=DIRTY)[1])["documents"] == 1


def test_outline_in_three_forms(run):
    code, tree, err = run("outline", "law.txt")
    assert (code, err) == (0, [])
    assert [line.split()[0] for line in tree.splitlines() if line.strip()]
    assert "总则" in tree
    markdown = run("outline", "law.txt", "--to", "markdown")[1]
    assert "# 第一章" in markdown
    data = json.loads(run("outline", "law.txt", "--to", "json")[1])
    assert [section["marker"] for section in data["sections"]] == ["第一章", "第二章"]
    assert run("outline", "--to", "json", stdin=OUTLINE)[0] == 0


def test_a_text_without_numbering_is_told(run):
    assert run("outline", stdin="甲乙丙。\n".encode())[:2] == (0, "")
    assert run("outline", stdin="甲乙丙。\n".encode())[2] == ["unionclean: standard input: no numbering found"]
    assert run("outline", "--to", "markdown", stdin="甲乙丙。\n".encode()) == (0, "甲乙丙。\n", [])


@pytest.mark.parametrize("name", ["bad.txt", "missing.txt", "a.jsonl", "."])
def test_what_cannot_be_outlined_is_named(run, name):
    code, out, err = run("outline", name)
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"unionclean: {name}: ")
    assert run("outline", "law.txt", "--to", "xml")[0] == 2
