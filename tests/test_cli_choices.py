"""What the commands say about what they passed over, and how they show a part of what there is."""

from __future__ import annotations

import json

import pytest

from tests.case_files import read_cases
from unionclean.cli import main

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


def test_nothing_is_said_of_nothing(run, folder):
    (folder / "a.txt").write_text(DIRTY)
    assert run("clean", "d", "-o", "out") == (0, "", [])


@pytest.mark.parametrize("command", ["clean d -o out", "scan d", "report d -o page.html", "explain d"])
def test_a_folder_of_which_nothing_can_be_read_is_a_problem(run, folder, command):
    (folder / "a.csv").touch()
    code, out, err = run(*command.split())
    assert (code, out) == (2, "")
    assert err == [
        "unionclean: d: a folder without a file of the kinds that are read",
        "unionclean: skipped 1 file: .csv 1",
    ]


def test_fix_may_find_nothing_to_fix(run, folder):
    (folder / "a.csv").touch()
    assert run("fix", "d")[0] == 0


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
