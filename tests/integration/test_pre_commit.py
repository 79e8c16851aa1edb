"""The hooks, run by a real pre-commit in a temporary git repository."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DIRTY = "# 标题\n\n中国工会十八大,在北京召开:规模很大!\n\n國家,發展。\n"
FIXED = "# 标题\n\n中国工会十八大，在北京召开：规模很大！\n\n國家，發展。\n"

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed (extra 'dev')"
    ),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]


def git(*arguments, cwd):
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True)


def pre_commit(*arguments, cwd, home):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    command = [sys.executable, "-m", "pre_commit", *arguments]
    done = subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=600,
        env={**environment, "PRE_COMMIT_HOME": str(home), "UNIONCLEAN_PURE": "1"},
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """A repository of this package as it is in the working tree, with a commit to point at."""
    copy = tmp_path_factory.mktemp("hooks") / "unionclean"
    copy.mkdir()
    for name in (
        "unionclean",
        "hatch_build.py",
        "pyproject.toml",
        "LICENSE",
        "NOTICE",
        "README.md",
        ".pre-commit-hooks.yaml",
    ):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    git("init", "-q", cwd=copy)
    git("add", "-A", cwd=copy)
    git("commit", "-qm", "hooks", cwd=copy)
    return copy


MIXED = {
    "b.py": ("x = '甲,乙'  # 丙,丁\n", "x = '甲,乙'  # 丙，丁\n"),
    "b.rst": ("甲,乙::\n\n    f(丙,丁)\n", "甲，乙::\n\n    f(丙,丁)\n"),
    "b.tex": ("甲,乙$f(丙,丁)$\n", "甲，乙$f(丙,丁)$\n"),
    "b.html": ("<p title='甲,乙'>丙,丁</p>\n", "<p title='甲,乙'>丙，丁</p>\n"),
    "b.po": ('msgid "甲,乙"\nmsgstr "丙,丁"\n', 'msgid "甲,乙"\nmsgstr "丙，丁"\n'),
    "b.yml": ("a: 甲,乙  # 丙,丁\n", "a: 甲,乙  # 丙，丁\n"),
    "b.md": ("---\ntags: 甲,乙\n---\n\n丙,丁  \n`戊,己`\n", "---\ntags: 甲,乙\n---\n\n丙，丁  \n`戊,己`\n"),
    "b.json": ('["甲,乙"]\n', '["甲,乙"]\n'),
    "b.js": ("f(/甲,乙/, '//丙,丁'); // 戊,己\n", "f(/甲,乙/, '//丙,丁'); // 戊，己\n"),
}
"""Files of many kinds, before and after."""


@pytest.fixture
def repository(tmp_path):
    for name, (before, _) in MIXED.items():
        (tmp_path / name).write_text(before, encoding="utf-8")
    (tmp_path / "a.md").write_text(DIRTY, encoding="utf-8")
    (tmp_path / "data.csv").write_text("甲,乙\n", encoding="utf-8")
    git("init", "-q", cwd=tmp_path)
    git("add", "-A", cwd=tmp_path)
    return tmp_path


def test_the_hook_fixes_once_and_is_then_content(hooks, repository, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    code, said = pre_commit("try-repo", str(hooks), "unionclean-check", "--all-files", cwd=repository, home=home)
    assert code == 1, said
    assert "would fix a.md" in said
    assert (repository / "a.md").read_text(encoding="utf-8") == DIRTY

    code, said = pre_commit("try-repo", str(hooks), "unionclean", "--all-files", cwd=repository, home=home)
    assert code == 1, said
    assert "fixed a.md" in said
    assert (repository / "a.md").read_text(encoding="utf-8") == FIXED
    assert (repository / "data.csv").read_text(encoding="utf-8") == "甲,乙\n"
    for name, (_, after) in MIXED.items():
        assert (repository / name).read_text(encoding="utf-8") == after, name

    git("add", "-A", cwd=repository)
    code, said = pre_commit("try-repo", str(hooks), "unionclean", "--all-files", cwd=repository, home=home)
    assert code == 0, said


def test_the_hook_runs_from_a_configuration_and_reads_the_settings(hooks, repository, tmp_path_factory):
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=hooks, check=True, capture_output=True, text=True
    ).stdout.strip()
    config = f"repos:\n- repo: {hooks}\n  rev: {head}\n  hooks:\n  - id: unionclean\n"
    (repository / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    (repository / "pyproject.toml").write_text('[tool.unionclean]\nsteps = ["to_simplified"]\n', encoding="utf-8")
    git("add", "-A", cwd=repository)
    home = tmp_path_factory.mktemp("home")
    code, said = pre_commit("run", "--all-files", cwd=repository, home=home)
    assert code == 1, said
    assert "国家,发展。" in (repository / "a.md").read_text(encoding="utf-8")
    git("add", "-A", cwd=repository)
    code, said = pre_commit("run", "--all-files", cwd=repository, home=home)
    assert code == 0, said
