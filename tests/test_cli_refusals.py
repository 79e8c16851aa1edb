"""What the commands cannot or must not do: each in one line, and everything else is still done."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from tests import toys
from unionclean import settings
from unionclean.cli import main

DIRTY = "中國,你好\n"
CLEAN = "中国，你好\n"


@pytest.fixture(autouse=True)
def toy_steps(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "KNOWN_STEPS", dict(toys.TOYS))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(DIRTY)


@pytest.fixture
def run(capsysbinary, monkeypatch):
    """Run a command and return its exit code, standard output and the lines of standard error."""

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode().splitlines()

    return run


# Nothing that could be read


@pytest.mark.parametrize("paths", [["missing.txt"], ["bad.jsonl"], ["missing.txt", "nul.txt"], ["nul.txt", "empty"]])
@pytest.mark.parametrize("command", ["scan", "scan --json", "scan --jobs 2", "report -o page.html"])
def test_of_what_cannot_be_read_nothing_is_said(run, tmp_path, command, paths):
    (tmp_path / "bad.jsonl").write_text("no record\n")
    (tmp_path / "nul.txt").write_bytes(b"\0")
    (tmp_path / "empty").mkdir()
    code, out, err = run(*command.split(), *paths)
    assert (code, out, len(err)) == (2, "", len(paths))
    assert not Path("page.html").exists()


@pytest.mark.parametrize("command", ["scan", "report -o page.html"])
def test_what_can_be_read_is_shown_though_something_cannot(run, command):
    code, out, err = run(*command.split(), "missing.txt", "a.txt")
    assert (code, err) == (2, ["unionclean: missing.txt: no such file or directory"])
    assert "1 document," in out if command == "scan" else "a.txt" in Path("page.html").read_text()
