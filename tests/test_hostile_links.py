"""Links and settings that a repository from elsewhere brings along: nothing outside of it is read as settings or written."""

from __future__ import annotations

import pytest

DIRTY = "中國,你好\n"
FIXED = "中國，你好\n"


@pytest.fixture
def repository(toy_steps, tmp_path, monkeypatch):
    """A git repository beside a folder with a file that somebody would like to have changed."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "victim.md").write_text(DIRTY)
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository")
    return tmp_path / "repository"


def victim(repository):
    return repository.parent / "outside" / "victim.md"


def everything(folder):
    return sorted((str(path), path.read_text() if path.is_file() else "") for path in folder.rglob("*"))


@pytest.mark.parametrize("arguments", [["notes.md"], ["folder/victim.md"], ["folder"], ["."]])
def test_fix_writes_nothing_through_a_link_that_leads_out(run, repository, arguments):
    (repository / "notes.md").symlink_to("../outside/victim.md")
    (repository / "folder").symlink_to("../outside")
    code, out, err = run("fix", *arguments)
    assert (code, out) == (0 if arguments == ["."] else 2, "")
    assert "out of" in err[0]
    assert victim(repository).read_text() == DIRTY


def test_fix_follows_a_link_inside_the_repository_and_outside_of_any(run, repository, monkeypatch):
    (repository / "real.md").write_text(DIRTY)
    (repository / "notes.md").symlink_to("real.md")
    assert run("fix", "notes.md") == (1, "fixed notes.md\n", [])
    monkeypatch.chdir(repository.parent)
    (repository.parent / "mine.md").symlink_to("outside/victim.md")
    assert run("fix", "mine.md") == (1, "fixed mine.md\n", [])
    assert victim(repository).read_text() == FIXED


@pytest.mark.parametrize("leads_to", ["../outside/victim.md", "../outside/new.md"])
@pytest.mark.parametrize("options", [[], ["--force"]])
@pytest.mark.parametrize("command", ["clean a.md -o out.md", "report a.md -o out.md", "clean a.jsonl --rejects out.md"])
def test_no_output_goes_through_a_link_that_leads_out(run, repository, command, options, leads_to):
    (repository / "a.md").write_text(DIRTY)
    (repository / "a.jsonl").write_text("{}\n")
    (repository / "out.md").symlink_to(leads_to)
    before = everything(repository.parent / "outside")
    code, _, err = run(*command.split(), *options)
    assert code == 2
    assert err[0].startswith("unionclean: out.md: leads out of its repository, to ")
    assert everything(repository.parent / "outside") == before


def test_a_link_to_nowhere_is_no_free_name(run, repository):
    (repository / "a.md").write_text(DIRTY)
    (repository / "out.md").symlink_to("new.md")
    code, _, err = run("clean", "a.md", "-o", "out.md")
    assert (code, err) == (
        2,
        ["unionclean: out.md: a link that leads nowhere, left alone; --force writes what it points to"],
    )
    assert not (repository / "new.md").exists()
    assert run("clean", "a.md", "-o", "out.md", "--force") == (0, "", [])
    assert (repository / "new.md").exists()


@pytest.mark.parametrize("options", [[], ["--force"]])
def test_links_in_a_folder_of_outputs_lead_nowhere_else(run, tmp_path, repository, options):
    (repository / ".git").rmdir()  # the folder of outputs is enough of a bound
    (repository / "docs" / "deep").mkdir(parents=True)
    (repository / "docs" / "deep" / "victim.md").write_text("甲")
    (repository / "docs" / "a.md").write_text("甲")
    (repository / "out").mkdir()
    (repository / "out" / "deep").symlink_to("../../outside")
    code, _, err = run("clean", "docs", "-o", "out", *options)
    assert (code, len(err)) == (2, 1)
    assert err[0].startswith("unionclean: out/deep/victim.md: leads out of out, to ")
    assert victim(repository).read_text() == DIRTY
    assert (repository / "out" / "a.md").read_text() == "甲"


def test_the_folder_of_outputs_may_itself_be_a_link(run, repository):
    (repository / ".git").rmdir()
    (repository / "a.md").write_text(DIRTY)
    (repository / "out").symlink_to("../outside")
    assert run("clean", "a.md", "-o", "out/") == (0, "", [])
    assert (repository.parent / "outside" / "a.md").exists()


# Settings


def test_settings_above_the_repository_do_not_count(run, repository):
    (repository.parent / "pyproject.toml").write_text('[tool.unionclean]\nextend-exclude = ["*.md"]\n')
    (repository / "a.md").write_text(DIRTY)
    (repository / "docs").mkdir()
    (repository / "docs" / "b.md").write_text(DIRTY)
    assert run("fix", "docs", "a.md") == (1, "fixed docs/b.md\nfixed a.md\n", [])


def test_settings_at_the_root_of_the_repository_count(run, repository):
    (repository / "pyproject.toml").write_text('[tool.unionclean]\nextend-exclude = ["*.md"]\n')
    (repository / "docs").mkdir()
    (repository / "docs" / "b.md").write_text(DIRTY)
    assert run("fix", "docs/b.md") == (0, "", [])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("x = " + "[" * 100_000, "nested too deeply to be read"),
        ("x = " + "{a=" * 100_000, "nested too deeply to be read"),
        ("a" + ".a" * 100_000 + " = 1", "a line with more than 2,000 dots, not read"),
        ("# " + "x" * (1 << 20), "longer than 1,048,576 characters, not read"),
        ("x = " + "9" * 10_000, "Exceeds the limit"),
        (b"\xff", "'utf-8' codec can't decode"),
    ],
)
def test_hostile_settings_are_one_line(run, repository, content, why):
    (repository / "pyproject.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    (repository / "a.md").write_text(DIRTY)
    code, out, err = run("fix", "a.md")
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"unionclean: {repository}/pyproject.toml: {why}")
    assert (repository / "a.md").read_text() == DIRTY
