"""What the commands say about what they passed over, and how they show a part of what there is."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.case_files import read_cases
from unionclean.cli import main
from unionclean.documents.errors import MissingExtraError
from unionclean.files import kinds

DIRTY = "中國,你好\n"


@pytest.fixture(autouse=True)
def folder(toy_steps, tmp_path):
    (tmp_path / "d").mkdir()
    return tmp_path / "d"


# Files of other kinds


@pytest.mark.parametrize("command", ["clean d -o out", "scan d", "explain d", "report d -o page.html"])
def test_files_of_other_kinds_are_counted(run, folder, command):
    (folder / "a.txt").write_text(DIRTY)
    for name in ("a.png", "b.png", "c.CSV", "Makefile", ".hidden.csv"):
        (folder / name).touch()
    code, _, err = run(*command.split())
    assert (code, err) == (0, ["unionclean: skipped 4 files: .png 2, .csv 1, without a suffix 1"])


def test_kinds_that_are_skipped_for_want_of_a_library_are_told_as_such(run, folder, monkeypatch):
    def missing(name, text=""):
        raise MissingExtraError("identify")

    monkeypatch.setattr(kinds, "kind_of_document", missing)
    (folder / "a.jsonl").touch()
    for name in ("a.tex", "a.md", "a.md.gz"):
        (folder / name).touch()
    told = "unionclean: skipped 3 files: .gz 1, .md 1, .tex 1; pip install 'unionclean[documents]' reads more kinds"
    assert run("clean", "d", "-o", "out") == (0, "", [told])


def test_nothing_is_said_of_nothing(run, folder):
    (folder / "a.txt").write_text(DIRTY)
    assert run("clean", "d", "-o", "out") == (0, "", [])


@pytest.mark.parametrize("command", ["clean d -o out", "scan d", "report d -o page.html", "explain d", "fix d"])
def test_a_folder_of_which_nothing_can_be_read_is_told(run, folder, command):
    (folder / "a.csv").touch()
    code, _, err = run(*command.split())
    assert code == 0
    assert err == [
        "unionclean: d: a folder without a file of the kinds that are read",
        "unionclean: skipped 1 file: .csv 1",
    ]


@pytest.mark.parametrize("options", [[], ["--check"], ["--diff"]])
def test_fix_without_a_file_has_nothing_to_fix(run, options):
    assert run("fix", *options) == (0, "", ["unionclean: no file is named, so there is nothing to fix"])


DOCUMENTS = ("a.txt", "b.md", "c.markdown", "d.rst", "e.tex", "f.html", "g.srt", "h.text")
RECORDS = ("i.jsonl", "k.txt.gz")


@pytest.mark.parametrize("command", ["clean d -o out", "scan d --json", "explain d --json", "report d -o -", "fix d"])
def test_all_commands_read_the_same_documents_of_a_folder(run, folder, command):
    for name in (*DOCUMENTS, *RECORDS, "l.py", "m.csv"):
        (folder / name).write_bytes(gzip.compress(b"") if name.endswith(".gz") else b"")
    fixes = command.startswith("fix")
    passed_over = ".csv 1, .gz 1, .jsonl 1, .py 1" if fixes else ".csv 1, .py 1"
    code, out, err = run(*command.split())
    assert (code, err) == (0, [f"unionclean: skipped {4 if fixes else 2} files: {passed_over}"])
    if command.startswith("clean"):
        assert sorted(path.name for path in (folder.parent / "out").iterdir()) == sorted([*DOCUMENTS, *RECORDS])
    elif command.startswith("scan"):
        assert json.loads(out)["documents"] == len(DOCUMENTS) + 1  # a file of records has as many as it holds
    elif not fixes:
        assert all(f"d/{name}" in out for name in DOCUMENTS)


# Samples


def test_a_sample_is_as_large_as_asked_for_and_the_same_each_time(run, folder):
    (folder / "a.jsonl").write_text("".join(json.dumps({"text": f"國{n}"}) + "\n" for n in range(500)))
    first = run("scan", "d", "--sample", "20", "--json")
    assert first[0] == 0
    assert first[2] == ["unionclean: a sample of 20 of 500 documents"]
    assert json.loads(first[1])["documents"] == 20
    assert run("scan", "d", "--sample", "20", "--json") == first
    code, out, err = run("scan", "d", "--sample", "1000", "--json")
    assert (code, json.loads(out)["documents"], err) == (0, 500, ["unionclean: a sample of 500 of 500 documents"])


def test_a_sample_is_drawn_from_all_documents(run, folder):
    (folder / "a.jsonl").write_text("".join(json.dumps({"text": "國" * (n // 100)}) + "\n" for n in range(1000)))
    result = json.loads(run("scan", "d", "--sample", "200", "--json")[1])
    assert 3.5 < result["characters"] / 200 < 5.5  # 4.5 on average, were it all


# A part of the places


def test_only_some_places_are_shown(tmp_path, monkeypatch, capsys):
    monkeypatch.undo()
    path = tmp_path / "a.txt"
    path.write_text(read_cases("encoding")[0].input + "\n中國,你好\n他说\n", "utf-8")
    assert main(["explain", str(path)]) == 0
    everything = capsys.readouterr()[0]
    assert main(["explain", "--only", "unrepaired", str(path)]) == 0
    part = capsys.readouterr()[0]
    assert len(part.splitlines()) < len(everything.splitlines())
    assert part.splitlines()[:2] == everything.splitlines()[:2]  # the summary says what there is in all


def test_only_takes_what_is_known(run, folder):
    assert run("explain", "--only", "certain", "d")[0] == 2


# Colour


def test_a_diff_has_colour_when_asked_for(run, folder):
    (folder / "a.md").write_text("甲\n" + DIRTY)
    plain = run("fix", "--diff", "d")
    coloured = run("fix", "--diff", "--colour", "always", "d")
    assert "\x1b" not in plain[1]
    assert "\x1b[31m-中國,你好\x1b[0m\n\x1b[32m+中國，你好\x1b[0m\n" in coloured[1]
    assert run("fix", "--diff", "--colour", "never", "d") == plain
