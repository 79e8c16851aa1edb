"""The builders: every table and page is what its builder would write, and no tool writes anything when asked for help."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools import build, corpora
from tools.lock import LOCK

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = sorted(path.stem for path in (ROOT / "tools").glob("*.py") if "__main__" in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["ftfy_evidence", "places", "rules", "reference", "command-line"])
def test_what_is_built_from_this_repository_is_up_to_date(name, capsys):
    assert build.main([name, "--check"]) == 0, capsys.readouterr().out


def test_a_file_that_is_out_of_date_is_named_and_stays(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(build, "ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "rules.md").write_text("old")
    assert build.main(["rules", "--check"]) == 1
    assert capsys.readouterr().out == "out of date: docs/rules.md\n"
    assert (tmp_path / "docs" / "rules.md").read_text() == "old"
    assert build.main(["rules"]) == 0
    assert build.main(["rules", "--check"]) == 0


def test_an_unknown_name_is_told(capsys):
    with pytest.raises(SystemExit, match="2"):
        build.main(["nothing"])
    assert "nothing is called 'nothing'; what can be built: annotations, " in capsys.readouterr().err


@pytest.mark.parametrize("name", PROGRAMS)
def test_asked_for_help_a_tool_writes_nothing(name):
    folders = [ROOT / "unionclean" / "tables", ROOT / "docs", ROOT / "seeds", ROOT / "tools"]
    before = {path: path.stat().st_mtime_ns for folder in folders for path in folder.glob("*.*")}
    command = [sys.executable, "-m", f"tools.{name}", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout[:6]) == (0, "usage:"), done.stderr
    assert before == {path: path.stat().st_mtime_ns for folder in folders for path in folder.glob("*.*")}


def test_every_corpus_is_pinned():
    rows = [line.split("\t") for line in LOCK.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [name for name, _, _ in rows] == [source.name for source in corpora.SOURCES]
    for (_, origin, digest), source in zip(rows, corpora.SOURCES, strict=True):
        assert origin.startswith(source.origin)
        assert len(digest) == 64
